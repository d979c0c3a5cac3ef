"""attribution.vouching-verb."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Edit, Finding, Fix, Sentence, Severity
from reliacheck.text.attribution import unquoted
from reliacheck_attribution.attacks import charges
from reliacheck_attribution.context import is_furniture
from reliacheck_attribution.lexicon import Entry, Lexicon, load
from reliacheck_attribution.quoting import Quotes, readable
from reliacheck_attribution.runs import words_between
from reliacheck_attribution.tokens import Token, tokens_of

_SCORE = 0.65  # share of findings that held when read; docs/rules says on what

# What tells by itself: a paper shows what is in it, and nobody vouches for it.
_PAPERS = frozenset(
    "report reports study studies poll polls survey surveys analysis document documents record"
    " records email emails e-mails audit investigation review notice letter memo filing filings"
    " data transcript transcripts complaint indictment lawsuit article it which that this what"
    " ruling decision statement order bill law book tape tapes video footage figures research"
    " affidavit dossier column editorial file files website evidence text texts history".split()
)
# Those who find out by office: they have shown it before they say it.
_FINDERS = frozenset(
    "prosecutors prosecutor mueller auditor auditors inspector investigators police judge court"
    " courts justice jury justices magistrate scientists researchers historians fact-checkers"
    " sheriff coroner detectives".split()
)
# Whoever stands before these says whatever is said to them.
_AUDIENCES = frozenset(
    "crowd crowds audience audiences supporters voters rally viewers listeners fans rallygoers"
    " attendees delegates followers".split()
)
# What kills and is charged with nothing, and what is killed in parliaments.
_NO_HARM = frozenset(
    "storm storms hurricane hurricanes tornado tornadoes flood floods flooding quake earthquake"
    " earthquakes tsunami fire fires wildfire wildfires blaze crash crashes accident accidents"
    " collapse heat cold weather disease diseases virus outbreak epidemic pandemic cancer famine"
    " hunger drug drugs opioids overdose overdoses smoking alcohol explosion blast attack attacks"
    " bombing bombings shooting strike strikes raid raids war wars violence bill bills measure"
    " measures amendment legislation proposal proposals deal plan plans project jobs convicted"
    " alleged allegedly accused suspected charged say says said".split()
)
_NO_SPEAKER = frozenset("i we you be been to not never n't cannot without before after by".split())
_BEING = frozenset("was were is are be been being".split())
_SELF = frozenset("he she they i we it his her their its my our himself herself".split())
_OBJECT = 7  # words between "reminded" and "that"
_SUBJECT = 5  # words before a verb in which its subject stands
_LEAST = 4  # words of a statement


class VouchingVerb(Check):
    """The verb that attributes a charge says that the charge is true.

    What it does
        Finds verbs that vouch for what follows ("reminded", "noted", "pointed out", "revealed") or
        that make an admission of it ("admitted", "acknowledged") before a statement that charges,
        judges or demands something. Before plain facts they are let through, so are papers that
        show what is in them, people who own up to what they did themselves, and denials.

    Why it matters
        "He said the law was corrupt" leaves it to him. "He noted that the law was corrupt" says
        that it is. The handbooks of Reuters, the AP and the Guardian ask for "said".

    Example
        *The senator reminded the crowd that the governor had lied.*

    How to satisfy it
        Write "said", as the proposed fix does, or say who has shown that it is so.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read.

    Known false positives
        A charge that a court or a record has settled.
    """

    id = "attribution.vouching-verb"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(NamedTuple):
        """`quotes`: whether quoted words make a statement one that is disputed ("include") or not
        ("ignore"). Verbs inside quotations never count."""

        quotes: Quotes = "ignore"

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a verb."""
        outside = unquoted(article)
        for start, end, entry in _verbs().find_in(article):
            sentence = article.sentence_at(start)
            if (
                sentence is None
                or sentence.part.kind not in ("standfirst", "body")
                or outside[start:end] != article.text[start:end]
                or is_furniture(sentence)
            ):
                continue
            charge = self._charge(article, sentence, (start, end), entry)
            if charge is not None:
                yield self._finding(article, (start, end), entry, charge)

    def _charge(
        self, article: Article, sentence: Sentence, verb: tuple[int, int], entry: Entry
    ) -> tuple[int, int] | None:
        """What makes the statement disputed: the first word that charges, judges or demands."""
        text = readable(article, self.settings.quotes)
        before = tokens_of(article.text, sentence.start, verb[0])
        behind = tokens_of(article.text, verb[1], sentence.end)
        if not _is_spoken(before):
            return None
        span = _statement(before, behind, sentence)
        if span is None or (entry.kind == "own" and _is_own(article, span, before)):
            return None
        words = words_between(article, *span)
        if len(words) < _LEAST:
            return None
        tokens = tokens_of(article.text, *span)
        to_crowd = not _AUDIENCES.isdisjoint(token.low for token in behind[:_OBJECT])
        for first, last, charge in charges().find(words):
            if entry.kind == "own" and charge.kind in ("deed", "harm"):
                continue
            if charge.kind == "harm" and not _NO_HARM.isdisjoint(one.low for one in tokens):
                continue
            place = words[first].start, words[last].end
            if text[slice(*place)] == article.text[slice(*place)] and (
                to_crowd or _is_said(tokens, place[0], past=entry.kind != "own")
            ):
                return place
        return None

    def _finding(
        self, article: Article, verb: tuple[int, int], entry: Entry, charge: tuple[int, int]
    ) -> Finding:
        phrase = article.text[slice(*verb)]
        neutral = _neutral(entry, phrase)
        place = article.locate(*verb)
        fix = Fix(f'"{neutral}" for "{phrase}"', (Edit(place.start, place.end, neutral),))
        why = "says that it is so" if entry.kind == "know" else "makes an admission of it"
        word = article.text[slice(*charge)]
        return self.finding(
            place,
            f'"{phrase}" {why}, and what follows is disputed ("{word}").',
            score=_SCORE,
            related=[article.related("disputed", *charge)],
            evidence={"verb": entry.term, "kind": entry.kind, "word": word.lower()},
            help=f'Write "{neutral}", or say who has shown it.',
            fix=fix,
        )


@cache
def _verbs() -> Lexicon:
    return Lexicon(load("vouching.tsv"))


def _neutral(entry: Entry, phrase: str) -> str:
    forms = dict(zip(entry.forms, entry.instead.split(", "), strict=True))
    return forms[" ".join(phrase.lower().split())]


def _is_spoken(before: list[Token]) -> bool:
    """Whether somebody speaks who has not shown it: no paper, no court, no passive, no denial."""
    near = [token.low for token in before[-_SUBJECT:]]
    last = before[-1].low if before else ""
    if not before or not _NO_SPEAKER.isdisjoint(near[-2:]) or last in _BEING:
        return False
    if any(low.endswith(("n't", "it's", "that's")) for low in near[-2:]):
        return False
    return _PAPERS.isdisjoint(near[-3:]) and _FINDERS.isdisjoint(near)


def _statement(
    before: list[Token], behind: list[Token], sentence: Sentence
) -> tuple[int, int] | None:
    """Where the statement stands: behind "that", or before ", he noted"."""
    for number, token in enumerate(behind[:_OBJECT]):
        if token.low in ("that", "how"):
            return token.end, sentence.end
        if token.text in ",.;:" and number == 0:
            comma = next((one for one in reversed(before) if one.text in ',”"'), None)
            return (sentence.start, comma.start) if comma is not None else None
        if not token.text[0].isalnum():
            break
    return None


_LONGEST = 8  # words of the subject of a statement
_PREDICATE = 4  # words between its verb and what is said
_IS = frozenset("is are was were has have had will would it's he's she's that's they're".split())
_PAST = frozenset("was were had".split())
_HEDGED = frozenset(
    "not never no nobody none neither could might may if denied until innocent".split()
)
_SIMPLE = ("ed", "lied", "lies", "stole", "broke", "hid", "ing", "ates", "misled")


def _is_said(tokens: list[Token], place: int, *, past: bool) -> bool:
    """Whether a word is what the statement says of its subject: "that the law is corrupt".

    past: whether it may be over and done; who admits that it was so mostly tells a fact.
    """
    at = next((number for number, one in enumerate(tokens) if one.start == place), 0)
    before = [one.low for one in tokens[:at] if one.text not in _MARKS]
    if not before or not _HEDGED.isdisjoint(before) or any(one in _PARTING for one in before):
        return False
    verbs = [number for number, low in enumerate(before) if low in _IS]
    if verbs and verbs[0] <= _LONGEST:
        if before[-1] in ("of", "to") or (not past and before[verbs[0]] in _PAST):
            return False
        return len(before) - verbs[0] <= _PREDICATE
    word = tokens[at].low
    return (
        past and not verbs and len(before) <= _LONGEST and word.endswith(_SIMPLE) and _ends(before)
    )


_MARKS = frozenset("“ ” \" ‘ ’ ' ( ) [ ]".split())
_PARTING = frozenset(", ; : — – that which who when while because if as after before".split())


def _ends(before: list[str]) -> bool:
    """Whether a subject ends before a verb: with a noun, not with what wants one behind it."""
    return before[-1] not in _WANTING and not before[-1].endswith("'s")


_WANTING = frozenset("the a an of to in for by with and or his her their its any some no".split())


def _is_own(article: Article, span: tuple[int, int], before: list[Token]) -> bool:
    """Whether somebody owns up to what he or she did: "admitted that she had lied"."""
    statement = words_between(article, *span)
    words = [word.text.lower() for word in statement[:2]]
    speaker = {token.text for token in before[-_SUBJECT:] if token.text[0].isupper()}
    first = {word.text for word in statement[:4]}
    return not _SELF.isdisjoint(words) or not speaker.isdisjoint(first)
