"""Finding what stands in for a source: "is believed to", "reportedly", "was criticized"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from reliacheck import Article, Sentence
from reliacheck.text.patterns import pattern
from reliacheck_attribution.quoting import Quotes, readable
from reliacheck_attribution.tokens import Token, sentences_of

Way = Literal["reportedly", "allegedly", "believed", "seen", "accused", "emerged"]


class Passive(NamedTuple):
    """One place where words hide who says so."""

    start: int  # code points
    end: int
    way: Way
    sentence: Sentence


def passives(article: Article, quotes: Quotes = "ignore") -> tuple[Passive, ...]:
    """The first such place of each sentence, in order; outside quotations unless these are in."""
    return article.memo(_FINDERS[quotes])


_REPORTEDLY = frozenset(("reportedly",))
_ALLEGEDLY = frozenset("allegedly apparently purportedly".split())
# Where the law is at work, "allegedly" says that nobody is guilty yet; whose charge it is is plain.
_LAW = pattern(
    r"\b(?:charg|arrest|indict|complaint|sued|lawsuit|suit\b|prosecut|police|sheriff|accus"
    r"|investigat|court|plead|pled|trial|suspect|jury|convict)"
)
_BEFORE = 600  # characters in which the law may be spoken of
# "Is believed to", "it is said that": somebody holds it to be so.
_BELIEVED = frozenset(
    "believed thought said reported alleged rumored rumoured understood claimed assumed suspected"
    " speculated supposed posited estimated".split()
)
# "Is seen as": somebody judges it to be so.
_SEEN = frozenset("seen viewed regarded perceived touted".split())
_ACCUSED = frozenset(
    "accused criticized criticised praised blamed derided mocked ridiculed faulted"
    " lambasted panned slammed blasted denounced lauded".split()
)
_EMERGED = frozenset("emerged revealed rumor rumors rumour rumours fears reports".split())
_LEARNED = frozenset(("learned", "learnt"))
_TRIGGERS = _REPORTEDLY | _ALLEGEDLY | _BELIEVED | _SEEN | _ACCUSED | _EMERGED | _LEARNED
_BE = frozenset("is are was were been 's".split())  # "would be seen as" is no report
_BETWEEN = frozenset(
    "widely generally commonly also now still long often largely broadly not already so frequently"
    " increasingly sometimes once sharply roundly heavily repeatedly publicly previously since has"
    " have had long never currently however then traditionally usually".split()
)
_ALONE = _REPORTEDLY | _ALLEGEDLY | _EMERGED | _LEARNED
_HIDING = _BELIEVED | _SEEN | _ACCUSED
_BEFORE_IT = _BE | _BETWEEN | {"s"}


def _find_in(quotes: Quotes) -> Callable[[Article], tuple[Passive, ...]]:
    def find(article: Article) -> tuple[Passive, ...]:
        text = readable(article, quotes)
        return tuple(
            found
            for read in sentences_of(article, quotes)
            if _may_hide(read.words)
            and (found := _in_sentence(text, read.tokens, read.sentence)) is not None
        )

    return find


def _may_hide(words: list[str]) -> bool:
    """Whether there may be such a place: a participle needs a verb before it, or "to" behind."""
    if not _ALONE.isdisjoint(words):
        return True
    held = _HIDING.intersection(words)
    return bool(held) and any(
        word in held and (before in _BEFORE_IT or before.endswith("ly") or behind == "to")
        for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False)
    )


_FINDERS = {quotes: _find_in(quotes) for quotes in ("ignore", "include")}


def _in_sentence(text: str, tokens: list[Token], sentence: Sentence) -> Passive | None:
    for found in _all_in(tokens):
        first, last, way = found
        if tokens[first].text[0].isupper() and (first or way == "allegedly"):
            continue  # a title; or irony
        if tokens[first].low == "allegedly" and _LAW.search(
            text, max(0, sentence.start - _BEFORE), sentence.end
        ):
            continue
        return Passive(tokens[first].start, tokens[last].end, way, sentence)
    return None


_Found = tuple[int, int, Way]  # first and last token


def _all_in(tokens: list[Token]) -> Iterator[_Found]:
    for at, token in enumerate(tokens):
        low = token.low
        if low in _REPORTEDLY:
            yield at, at, "reportedly"
        elif low in _ALLEGEDLY:
            yield at, at, "allegedly"
        elif low not in _TRIGGERS:
            continue
        elif low in _EMERGED or low.startswith("learn"):
            if (found := _emerged(tokens, at)) is not None:
                yield found
        elif (found := _participle(tokens, at)) is not None:
            yield found


def _low(tokens: list[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _being(tokens: list[Token], participle: int) -> int | None:
    """The place of the form of "be" that goes with a participle."""
    at = participle - 1
    while at > 0 and (tokens[at].low in _BETWEEN or tokens[at].low.endswith("ly")):
        at -= 1
    return at if at >= 0 and tokens[at].low in _BE else None


_SUPPOSING = frozenset(
    "as if whether unless when what can can't cannot could couldn't might may would must".split()
)


def _participle(tokens: list[Token], at: int) -> _Found | None:
    low, behind = tokens[at].low, _low(tokens, at + 1)
    be = _being(tokens, at)
    if behind == "by" or (behind != "to" and _has_agent(tokens, at)):
        return None
    if be is not None and _is_supposed(tokens, be):
        return None
    if low in _BELIEVED:
        return _believed(tokens, be, at, behind)
    if be is None:
        return None
    if low in _SEEN:
        held = behind in ("as", "to", "likely", "unlikely") or low == "considered"
        return (be, at, "seen") if held and behind not in ("for", "in", "and", ".", ",") else None
    if behind in ("of", "for", "as") or "widely" in (_low(tokens, at - 1), _low(tokens, be + 1)):
        return be, at, "accused"
    return None


def _is_supposed(tokens: list[Token], be: int) -> bool:
    """ "If it is thought to be one", "as it is understood in law": nothing is claimed."""
    before = be - 1 - (_low(tokens, be - 1) in ("it", "he", "she", "they", "have"))
    return _low(tokens, before) in _SUPPOSING


def _believed(tokens: list[Token], be: int | None, at: int, behind: str) -> _Found | None:
    follows = _low(tokens, at + 2)
    last = at + 2 if behind == "to" and follows in ("be", "have") else at
    if be is None:
        # "three men believed to have fired", "Doe, thought to be a candidate"
        return (at, last, "believed") if last > at and _is_held(tokens, at) else None
    low, subject = tokens[at].low, _subject_of(tokens, be)
    if low == "supposed" or subject in ("i", "we", "you", "what"):
        return None
    if behind == "to":
        return None if follows in _TO_WHOM else (be, last, "believed")
    if subject == "it" and behind[:1].isalpha() and behind not in _NO_CLAIM:
        return (be - 1 if _low(tokens, be - 1) == "it" else be), at, "believed"
    return None


# A leak is reported to the police, a prize claimed at the till.
_TO_WHOM = frozenset("the a an police me us him her them his their".split())
_NO_CLAIM = frozenset("by in as to at for on from missing stolen and or".split())
_HELD = frozenset("believed thought said rumored rumoured alleged".split())


def _is_held(tokens: list[Token], at: int) -> bool:
    """Whether a participle without a verb stands behind what is believed, not who believes."""
    before = _low(tokens, at - 1)
    behind_noun = before[:1].isalpha() and not _is_subject(tokens, at - 1)
    return tokens[at].low in _HELD and (behind_noun or before == ",")


def _is_subject(tokens: list[Token], at: int) -> bool:
    """Whether a word is one who himself believes or says."""
    word = tokens[at]
    return (
        word.low in ("he", "she", "they", "i", "we", "who", "had", "has", "have", "never", "also")
        or word.text[0].isupper()
        or word.low.endswith("ly")
    )


def _subject_of(tokens: list[Token], be: int) -> str:
    at = be - 1
    while at > 0 and tokens[at].low in ("has", "have", "had", "not", "also", "can", "could", "be"):
        at -= 1
    return _low(tokens, at)


_AGENT = 8  # words behind a participle in which "by" may follow


def _has_agent(tokens: list[Token], at: int) -> bool:
    for place in range(at + 1, min(at + _AGENT, len(tokens))):
        if tokens[place].low == "by":
            return not _low(tokens, place + 1).endswith("ing")
        if tokens[place].low in (",", ".", ";", "that", "which", "who"):
            return False
    return False


_AMONG = frozenset("growing widespread been also some now new".split())


def _emerged(tokens: list[Token], at: int) -> _Found | None:
    """ "It has emerged that", "it was revealed", "rumor has it", "there are fears that"."""
    low, behind = tokens[at].low, _low(tokens, at + 1)
    if low == "emerged":
        subject = _subject_of(tokens, at)
        return (at, at, "emerged") if subject == "it" and behind == "that" else None
    if low in ("revealed", "disclosed"):
        be = _being(tokens, at)
        it = be is not None and _subject_of(tokens, be) == "it" and behind in ("that", ".", "on")
        return (be, at, "emerged") if it and be is not None and not _has_agent(tokens, at) else None
    if low.startswith("learn"):
        before = _low(tokens, at - 1)
        has = at - 2 if before in ("exclusively", "also") else at - 1
        who = _low(tokens, has - 1)
        outlet = _low(tokens, has) == "has" and who not in ("he", "she", "who", "it", "and")
        return (has, at, "emerged") if outlet and behind in ("that", ".", ",") else None
    if low.startswith("rumo") and behind in ("has", "have") and _low(tokens, at + 2) == "it":
        return at, at + 2, "emerged"
    be = at - 1
    while be > 0 and tokens[be].low in _AMONG:
        be -= 1
    are = _low(tokens, be) in ("are", "were", "have", "is")
    there = are and _low(tokens, be - 1) == "there"
    return (be - 1, at, "emerged") if there and behind in ("that", "of") else None
