"""Finding what copy rests on without saying which or whose: "studies show", "drew criticism".

Papers are studies, polls and reports of which it is not told who made them. An agent is a crowd
behind a passive or a word for an opinion ("criticized by Democrats", "concerns among some
lawmakers"). A stir is such a word with nobody behind it ("raised concerns").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from reliacheck import Article, Sentence
from reliacheck_attribution.crowd_words import ADVERBS, CAMPS, PARTIES, SOME
from reliacheck_attribution.quoting import Quotes
from reliacheck_attribution.tokens import Token, sentences_of

Sort = Literal["paper", "agent", "stir"]


class Hearsay(NamedTuple):
    """One place where copy rests on a paper, or on voices, that it does not tell."""

    start: int  # code points
    end: int
    head: str
    sort: Sort
    sentence: Sentence


def hearsay(article: Article, quotes: Quotes = "ignore") -> tuple[Hearsay, ...]:
    """All such places in the running text, in order; outside quotations unless these are in."""
    return article.memo(_FINDERS[quotes])


_PAPERS = frozenset(
    "studies study reports report surveys survey polls poll polling analyses estimates statistics"
    " accounts publication data".split()
)
_SINGLE = frozenset("study report survey poll publication".split())
_SHOWING = frozenset(
    "show shows showed shown find finds found suggest suggests suggested say says said indicate"
    " indicates indicated claim claims claimed link links linked reveal revealed emerge emerged"
    " surface surfaced circulate circulated noted".split()
)
_OPINIONS = frozenset(
    "criticism criticisms concern concerns outrage praise backlash skepticism scepticism fury furor"
    " furore uproar outcry complaints misgivings condemnation accusations allegations claims fears"
    " worries anger suspicions calls complaint accounts rumors rumours speculation ire reservations"
    " objections scorn derision admiration kudos applause ridicule".split()
)
_STIRRED = frozenset(
    "criticism concern concerns outrage praise backlash skepticism scepticism fury furor furore"
    " uproar outcry eyebrows condemnation misgivings ire alarm".split()
)
_STIRRING = frozenset(
    "raise raises raised raising draw draws drew drawn drawing spark sparks sparked sparking prompt"
    " prompts prompted prompting provoke provoked provoking trigger triggered triggering face faces"
    " faced facing win won winning earn earned attract attracted stir stirred fuel fueled generate"
    " generated met amid amidst following under despite received receiving elicited"
    " garnered".split()
)
_THOUGHT = frozenset(
    "criticized criticised praised condemned accused blamed hailed seen viewed regarded considered"
    " perceived mocked derided dismissed denounced slammed blasted lambasted ridiculed described"
    " panned decried welcomed celebrated interpreted believed faulted bashed questioned".split()
)
_FROM = frozenset("from by among voiced".split())
_VOICED = frozenset("voiced sharply widely online both raised".split())
_LINKS = _FROM | _VOICED
_NAMING = frozenset("like such including at led especially".split())
_TRIGGERS = _PAPERS | _OPINIONS | _STIRRED | _THOUGHT
_NEAR = 4  # words between a stirring verb and its noun
_GROUP = 5  # words of an agent before its head
_MADE_BY = frozenset("by from in of released published issued conducted at commissioned".split())


def _find_in(quotes: Quotes) -> Callable[[Article], tuple[Hearsay, ...]]:
    def find(article: Article) -> tuple[Hearsay, ...]:
        return tuple(
            found
            for read in sentences_of(article, quotes)
            if not _TRIGGERS.isdisjoint(read.words) and _may_rest(read.words)
            for found in _in_sentence(read.tokens, read.sentence)
        )

    return find


def _may_rest(words: list[str]) -> bool:
    """Whether there may be such a place: what a paper shows, or a voice, stands behind it, and
    what stirs before it."""
    for at, word in enumerate(words):
        if word not in _TRIGGERS:
            continue
        behind = words[at + 1 :]
        if word in _PAPERS and ("according" in words[:at] or not _SHOWING.isdisjoint(behind)):
            return True
        if (word in _OPINIONS or word in _THOUGHT) and behind and behind[0] in _LINKS:
            return True
        if word in _STIRRED and not _STIRRING.isdisjoint(words[:at]):
            return True
    return False


_FINDERS = {quotes: _find_in(quotes) for quotes in ("ignore", "include")}


def _in_sentence(tokens: list[Token], sentence: Sentence) -> Iterator[Hearsay]:
    behind = 0
    for at, token in enumerate(tokens):
        if at < behind:
            continue
        found: tuple[int, int, Sort] | None = None
        if token.low in _PAPERS:
            found = _paper(tokens, at)
        if found is None and (token.low in _OPINIONS or token.low in _THOUGHT):
            found = _agent(tokens, at)
        if found is None and token.low in _STIRRED:
            found = _stir(tokens, at)
        if found is not None:
            first, last, sort = found
            behind = last + 1
            yield Hearsay(tokens[first].start, tokens[last].end, token.low, sort, sentence)


def _low(tokens: list[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _paper(tokens: list[Token], at: int) -> tuple[int, int, Sort] | None:
    """ "Studies have found", "a report said", "according to reports"."""
    first = at
    while first and at - first < len("abc") and _is_plain(tokens[first - 1]):
        first -= 1
    before = _low(tokens, first - 1)
    single = tokens[at].low in _SINGLE
    if single:
        if before not in ("a", "an", "another", "one"):
            return None
        first -= 1
        before = _low(tokens, first - 1)
    cited = before == "to" and _low(tokens, first - 2) == "according"
    if _is_made_by(tokens, at, single) or any(
        one.text[0].isupper() or one.text[0].isdigit() for one in tokens[first + 1 : at]
    ):
        return None
    if cited:
        told = tokens[at].low == "data" or _low(tokens, at - 1) in ("exit", "pool")
        named = any(one.text != one.low for one in tokens[first:at])
        return None if told or named else (first - 2, at, "paper")
    if before and before[0].isalnum() and before not in _OPENERS:
        return None
    verb = at + 1
    while _low(tokens, verb) in ADVERBS or _low(tokens, verb).endswith("ly"):
        verb += 1
    if _low(tokens, verb) not in _SHOWING or tokens[first].text.isupper():
        return None
    if first and tokens[first].text[0].isupper():
        return None
    return first, verb, "paper"


_OPENERS = frozenset(
    "that which as what while but and or because if when where although though whether since than"
    " so after before until given".split()
)
_WHOSE = frozenset(
    "the this that these those his her its their our my your each both either such same".split()
)


def _is_plain(token: Token) -> bool:
    """Whether a word before a paper may tell its kind."""
    return (
        token.text[0].isalpha()
        and token.low not in _WHOSE
        and token.low not in _OPENERS
        and token.low not in ("a", "an", "to", "of", "in", "by", "from", "with", "on", "and", "one")
        and not token.low.endswith("'s")
    )


def _is_made_by(tokens: list[Token], at: int, single: bool) -> bool:
    """Whether the words behind a paper tell who made it."""
    behind = _low(tokens, at + 1)
    if behind in _MADE_BY and (single or behind in ("by", "from", "at", "commissioned")):
        return True
    if behind in ("that", "released", "published", "compiled", "collected"):
        return any(_low(tokens, place) in ("by", "from") for place in range(at + 2, at + 6))
    return behind == "," and _low(tokens, at + 2) in _MADE_BY | {"which"}


def _agent(tokens: list[Token], at: int) -> tuple[int, int, Sort] | None:
    """ "Criticized by Democrats", "concerns among some lawmakers", "seen by many as"."""
    link = at + 1
    while _low(tokens, link) in _VOICED:
        link += 1
    if _low(tokens, link) not in _FROM:
        return None
    if tokens[at].low in _THOUGHT and _low(tokens, link) != "by":
        return None
    counted = False
    for head in range(link + 1, min(link + 2 + _GROUP, len(tokens))):
        token = tokens[head]
        if token.low in SOME or token.low in ("some", "many", "others"):
            counted = True
            following = _low(tokens, head + 1)
            if not following[:1].isalnum() or following in ("as", "in", "who", "for", "to", "of"):
                return at, head, "agent"
        elif token.low in CAMPS or token.low in PARTIES:
            behind = [one.low for one in tokens[head + 1 : head + 1 + _GROUP]]
            return None if not _NAMING.isdisjoint(behind) else (at, head, "agent")
        elif counted and token.low.endswith("s") and _is_end(_low(tokens, head + 1)):
            return at, head, "agent"
        elif not token.text[0].isalpha() or token.low in _STOPS:
            return None
    return None


_STOPS = frozenset(
    "that who which of for in on at to and a an his her its their he she as after when"
    " while".split()
)


def _is_end(word: str) -> bool:
    return not word[:1].isalnum() or word in ("that", "who", "as", "in", "over", "about", "for")


def _stir(tokens: list[Token], at: int) -> tuple[int, int, Sort] | None:
    """ "Raised concerns", "drew widespread criticism", with nobody behind it."""
    behind = _low(tokens, at + 1)
    if behind in ("by", "from", "among", "of", "in"):
        return None
    for verb in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if not tokens[verb].text[0].isalpha() or tokens[verb].text[0].isupper():
            return None
        if tokens[verb].low in _STIRRING:
            raises = tokens[verb].low.startswith("rais")
            if _low(tokens, verb - 1) == "and":
                return None  # whoever did something else before
            return None if raises and _is_somebody(tokens, verb - 1) else (verb, at, "stir")
        if tokens[verb].low in _WHOSE or tokens[verb].low.endswith("'s"):
            return None
    return None


def _is_somebody(tokens: list[Token], at: int) -> bool:
    """Whether a person raises it: "she also raised concerns"."""
    while at > 0 and (tokens[at].low in ADVERBS or tokens[at].low == "and"):
        at -= 1
    return at >= 0 and (
        tokens[at].low in ("he", "she", "they", "i", "we", "who") or tokens[at].text[0].isupper()
    )
