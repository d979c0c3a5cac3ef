"""headlines.stronger-than-body."""

import re
from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from reliacheck import Article, Check, Context, Finding, Sentence, Severity
from reliacheck.text.attribution import (
    find_cues,
    is_attributed,
    is_hedged,
    unquoted,
    unquoted_lower,
)
from reliacheck.text.headline_words import STOP_WORDS, canonical
from reliacheck.text.patterns import pattern

Standing = Literal["plain", "attributed", "hedged"]

# Score by what the headline leaves out; shares of findings that held when read (docs/rules).
_SCORES = {"absence": 0.85, "hedge": 0.8}
_STANDS = {"absence": "left to a source", "hedge": "hedged"}
# A sentence speaks of the headline's statement if it has this share of its content words.
_COVERS = 0.75
_FEWEST = 2  # content words; of one alone nothing can be said
_FEWEST_HEDGED = 3
_ABSENCE_WORDS = r"\bno(?:ne|body|\s+one)?\b"
_ABSENCE = pattern(_ABSENCE_WORDS, re.IGNORECASE)
# What takes the certainty out of the very next verb.
_HEDGING = (
    "may might could allegedly reportedly apparently supposedly alleged suspected thought believed"
    " rumored rumoured accused plans hopes aims intends planning considering hoping"
).split()
_HEDGE = pattern(
    r"\b(?:may|might|could)\b(?!['’]|n['’]|\s+not)(?:\s+have)?|\b(?:allegedly|reportedly|apparently|supposedly)"
    r"|\b(?:is|are|was|were)\s+(?:alleged|suspected|thought|believed|rumou?red)\s+to"
    r"(?:\s+(?:have|be))?|\b(?:is|are)\s+(?:accused|suspected)\s+of(?:\s+having)?"
    r"|(?<!ed\s)\b(?:plans|hopes|aims|intends|(?:is|are)\s+(?:planning|considering|hoping))\s+to"
    r"|\b(?:is|are)\s+considering\b"
)
# A headline that itself speaks of what is to come or may be does not claim that it is.
_NOT_YET = pattern(
    r"\A\s*(?:how|why|what|who|when)\b|\b(?:to|will|wants?|can|set|ready|poised|plans?)\b",
    re.IGNORECASE,
)
# Who says that there will be none mostly decides it: "There will be no trains, the railway said."
_DECIDED = pattern(r"\b(?:will|would|shall)\b", re.IGNORECASE)
# The body may say the absence in other words: "is not slated to meet".
_NEGATED = pattern(rf"{_ABSENCE_WORDS}|\b(?:not|never|without)\b|n['’]t\b", re.IGNORECASE)
# A headline says "resigns" for "plans to resign": announcing it is doing it.
_BY_WORD = pattern(r"(?:resign|retire|quit|leave|step|run|seek)\w*", re.IGNORECASE)
_NARRATOR = pattern(r"\b(?:I|I['’]\w+|[Mm]y)\b")  # a column: its hedges may be meant otherwise
_LEAD = 3  # paragraphs in which a story says what its headline stands on
# The headline itself is careful, asks, quotes, or leaves it to a speaker.
_CAREFUL = pattern(r"[?“”\"‘]|(?<!\w)'|:\s|\s[-–—]\s")
_POSSESSIVE = pattern(r"['’]s?\Z")
_CLAUSE = pattern(r"\s*(?:,(?!\d)|;|\bbut\b)\s*")


class StrongerThanBody(Check):
    """The headline states as fact what the body only attributes or hedges.

    What it does
        Takes the headline clause by clause, finds the sentences of the body that speak of the same,
        and reports a clause that none of them states plainly: an absence ("no casualties") that the
        body leaves to a source, or a statement whose verb the lead hedges ("may have", "allegedly",
        "plans to"). Headlines that ask, quote, name their source or hedge themselves are left
        alone, and so are plain events that rest on a source: every report does.

    Why it matters
        Most readers read no further. What a spokesman says is not yet so, and the headline is
        where a correction comes from (Reuters Handbook; AP on attribution in headlines).

    Example
        *Ferry runs aground, no injuries* over *Nobody was hurt, a spokesman for the owner said.*

    How to satisfy it
        Attribute the headline ("..., owner says"), or have the body state it on the desk's own
        authority.

    How the score is made
        Fixed by kind (absence, hedge): the share of findings that held when findings on
        real news were read.

    Known false positives
        A statement that the body makes plainly in other words; figures that add up to it.
    """

    id = "headlines.stronger-than-body"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"headline", "body", "language:en"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """At most one finding: the clause that is worst."""
        headline = article.headline
        assert headline is not None
        if _is_careful(headline.text):
            return
        found = [
            claim for clause in _clauses(article) if (claim := _judge(article, clause)) is not None
        ]
        if not found:
            return
        claim = max(found, key=lambda one: _SCORES[one.kind])
        said = " ".join(article.text[claim.start : claim.end].split())
        how = "hedges it" if claim.kind == "hedge" else "leaves it to a source"
        yield self.finding(
            article.locate(claim.start, claim.end),
            f'The headline states "{said}" as fact; the body {how}.',
            score=_SCORES[claim.kind],
            related=[
                article.related(_STANDS[claim.kind], sentence.start, sentence.end)
                for sentence in claim.sentences[:3]
            ],
            evidence={"kind": claim.kind, "sentences": len(claim.sentences)},
            help="Say in the headline who says so, or how sure it is.",
        )


class _Clause(NamedTuple):
    start: int  # code points into the article's text
    end: int
    content: frozenset[str]


class _Claim(NamedTuple):
    start: int
    end: int
    kind: Literal["absence", "hedge"]
    sentences: list[Sentence]


def _is_careful(headline: str) -> bool:
    if _CAREFUL.search(headline) or is_hedged(headline):
        return True
    return any(True for _ in find_cues(headline, 0, len(headline)))


def _clauses(article: Article) -> Iterator[_Clause]:
    """The headline's clauses that have content to compare."""
    headline = article.headline
    assert headline is not None
    start = headline.start
    for found in [*_CLAUSE.finditer(article.text, headline.start, headline.end), None]:
        end = found.start() if found else headline.end
        content = _content(article, start, end)
        if len(content) >= _FEWEST or (content and _ABSENCE.search(article.text, start, end)):
            yield _Clause(start, end, content)
        start = found.end() if found else end


def _content(article: Article, start: int, end: int) -> frozenset[str]:
    """The content words in the form that stands for their family."""
    return frozenset(
        canonical(_POSSESSIVE.sub("", word.text.lower()))
        for word in article.words_in(start, end)
        if word.text.lower() not in STOP_WORDS and not _ABSENCE.fullmatch(word.text)
    )


def _judge(article: Article, clause: _Clause) -> _Claim | None:
    """What the clause says beyond the body, if it does."""
    body = [sentence for sentence in article.sentences if sentence.part.kind == "body"]
    if _ABSENCE.search(article.text, clause.start, clause.end):
        about = _about(article, clause, [one for one in body if _NEGATED.search(one.text)])
        standings = {_standing(article, sentence, clause) for sentence in about}
        unsaid = bool(about) and "plain" not in standings
        return _Claim(clause.start, clause.end, "absence", about) if unsaid else None
    if len(clause.content) < _FEWEST_HEDGED or _NOT_YET.search(
        article.text[clause.start : clause.end]
    ):
        return None
    last = article.body[:_LEAD][-1].end
    if _NARRATOR.search(unquoted(article), article.body[0].start, last):
        return None
    lead = _about(article, clause, [one for one in body if one.start < last])
    if not any(_standing(article, sentence, clause) == "hedged" for sentence in lead):
        return None  # most headlines end here, so the whole body is looked at for few of them
    about = _about(article, clause, body)
    if any(_standing(article, sentence, clause) != "hedged" for sentence in about):
        return None
    return _Claim(clause.start, clause.end, "hedge", about)


def _about(article: Article, clause: _Clause, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences that speak of what the clause speaks of."""
    least = _COVERS * len(clause.content)
    return [
        sentence
        for sentence in sentences
        if len(clause.content & _content(article, sentence.start, sentence.end)) >= least
    ]


def _hedges(article: Article, sentence: Sentence) -> Iterator[re.Match[str]]:
    lower = unquoted_lower(article)
    if any(word in lower[sentence.start : sentence.end] for word in _HEDGING):
        yield from _HEDGE.finditer(lower, sentence.start, sentence.end)


def _standing(article: Article, sentence: Sentence, clause: _Clause) -> Standing:
    """How a sentence stands by the clause: hedged where the hedge goes with one of its words."""
    masked = unquoted(article)
    for hedge in _hedges(article, sentence):
        following = article.words_in(hedge.end(), sentence.end)[:1]
        # in small letters: "could reverse", not "might Roe ..."
        if (
            following
            and following[0].text.islower()
            and not _BY_WORD.fullmatch(following[0].text)
            and (form := canonical(following[0].text)) in clause.content
        ):
            before = article.words_in(sentence.start, hedge.start())
            done = any(canonical(word.text.lower()) == form for word in before)
            return "plain" if done else "hedged"  # "raised rates and may raise them again"
    if _NEGATED.search(sentence.text) and _DECIDED.search(masked, sentence.start, sentence.end):
        return "plain"
    if masked[sentence.start : sentence.end] != sentence.text:
        return "attributed"  # part of it is somebody's words
    return "attributed" if is_attributed(article, sentence) else "plain"
