"""The sentences that want a source, and what for: shared by the rules on unattributed statements.

How much a sentence wants one is a model's P(a desk editor would query it); which rule tells of it
goes by what the model thinks would be asked, and by what stands there: no figure, no question about
a figure. Sentences that others of these rules speak of, or could, are left to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, Protocol

from reliacheck import Article, Sentence
from reliacheck.attribution import Question, probabilities, queried, telling_words
from reliacheck.attribution.query_words import words_of
from reliacheck.text.attribution import unquoted, unquoted_lower
from reliacheck.text.patterns import pattern
from reliacheck_attribution.attacks import attacks
from reliacheck_attribution.context import is_furniture, is_running
from reliacheck_attribution.crowds import crowds
from reliacheck_attribution.hearsay import hearsay
from reliacheck_attribution.passives import passives
from reliacheck_attribution.people import unnamed_people
from reliacheck_attribution.quoting import Quotes

Sort = Literal["number", "accusation", "cause", "claim"]

_SURE = 0.95  # P(attributed) from which on a sentence is not looked at
LOWEST = 0.12  # P(query) below which nothing is told
_HIDDEN = 0.15  # P(an editor asks who it is that says so) from which on that is asked
# The P(query) from which on a sentence is a matter for a rule of its own; else it is a claim among
# others, of which the strongest few are told.
_OWN_RULE = 0.2
# What a rarer kind is worth against the others: the model is shy of what it seldom met.
_WEIGHTS: dict[Sort, float] = {"number": 1.0, "accusation": 3.0, "cause": 2.5, "claim": 0.8}
# A name behind the first word, a pronoun, an office or a body.
_SOMEBODY = pattern(
    r"(?<=[\s“(])[A-Z][a-z]|\b(?:[Hh]e|[Ss]he|[Tt]hey|him|her|them|[Hh]is|[Tt]heir|who|[Yy]ou"
    r"|party|company|council|government|authority|administration|media|police|campaign|agency"
    r"|department|governor|mayor|president|minister|senator|officials?|leaders?|church|bank|union"
    r"|network|paper|team|office|Republicans|Democrats|Liberals|Conservatives)\b"
)
_WORD = pattern(r"[a-z]+(?:-[a-z]+)*")
_SPEECH = 0.5  # share of quoted characters from which on a sentence is somebody's words
_FIGURE = pattern(
    r"[$£€]\s?\d[\d,.]*(?:\s?(?:million|billion|trillion|bn|m))?\b"
    r"|\b\d[\d,.]*\s?(?:%|per\s?cent\b|percentage\b|million\b|billion\b|trillion\b)"
    r"|\b(?:hundreds|thousands|dozens|scores|millions|billions)\s+of\b"
    r"|\b(?:an?|the|vast|overwhelming|slim|small|large)\s+majority\b"
    r"|\b(?:double|triple|single)[\s-]digits?\b"
    r"|\b(?:half|two-thirds|one-third|a\s+third|a\s+quarter|three-quarters|one\s+in\s+\w+)\b"
    r"|\b(?:record|all-time)\s+(?:high|low|level|levels|number|pace|amount)s?\b"
    r"|\b(?:doubled|tripled|quadrupled|fold|polls?|polling)\b"
    r"|\b\d{1,3}(?:,\d{3})+\b"
    r"|\b(?:at\s+least|more\s+than|fewer\s+than|less\s+than|nearly|almost|about|around|over|some"
    r"|roughly|approximately|only|just|up\s+to|an?\s+(?:estimated|average(?:\s+of)?))\s+"
    r"(?:\d|an?\s+dozen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[\w-]*"
    r"|\b\d+\s+(?:people|times|of\s+the|out\s+of|jobs|deaths|cases|states|countries|seats|votes"
    r"|races|points|americans|women|men|children|workers|students)\b"
    r"|\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[\s-](?:\w+est|most)\b"
)
_CAUSE = pattern(
    r"\b(?:because(?:\s+of)?|due\s+to|thanks\s+to|owing\s+to|as\s+a\s+(?:result|consequence)"
    r"|caus(?:e[sd]?|ing)|le(?:d|ads?|ading)\s+to|result(?:s|ed|ing)?\s+(?:in|from)"
    r"|driv(?:es?|en|ing)|spark(?:s|ed|ing)|trigger(?:s|ed|ing)|prompt(?:s|ed|ing)"
    r"|fuel(?:s|l?ed|l?ing)|contribut(?:es?|ed|ing)\s+to|forc(?:es|ed|ing)"
    r"|(?:one|an?|the|big|main|key|only|real)\s+reasons?\s+(?:why|for|that|is|[a-z]+\s+(?:is|was))"
    r"|blamed\s+(?:on|for)|stems?\s+from|responsible\s+for|(?:has|have)\s+made|will\s+make"
    r"|means?\s+that|amplif(?:y|ies|ied))\b"
)


class _Placed(Protocol):
    @property
    def sentence(self) -> Sentence: ...


class Wanting(NamedTuple):
    """A sentence that wants a source."""

    number: int  # its place in `article.sentences`
    sentence: Sentence
    sort: Sort
    chance: float  # P(a desk editor queries it), 0..1
    phrase: tuple[int, int] | None  # the figure, or what tells a cause or charge; code points


class Obscured(NamedTuple):
    """A sentence whose source is given in a way that nobody can tell who it is."""

    number: int  # its place in `article.sentences`
    sentence: Sentence
    chance: float  # P(a desk editor asks who it is), 0..1


def wanting(article: Article, quotes: Quotes = "ignore") -> tuple[Wanting, ...]:
    """The sentences that want a source and have none, in order."""
    return article.memo(_FINDERS[quotes])[0]


def obscured(article: Article, quotes: Quotes = "ignore") -> tuple[Obscured, ...]:
    """The sentences whose source is hidden, in words that no list knows, in order."""
    return article.memo(_FINDERS[quotes])[1]


_Both = tuple[tuple[Wanting, ...], tuple[Obscured, ...]]


def _find_in(quotes: Quotes) -> Callable[[Article], _Both]:
    def find(article: Article) -> _Both:
        read = as_read(article, quotes)
        attributed = probabilities(read)
        want, hide = [], []
        for number in _looked_at(read):
            sentence = read.sentences[number]
            hidden = queried(read, "hidden", number)
            if hidden >= _HIDDEN:
                hide.append(Obscured(number, sentence, hidden))
            elif attributed[number] < _SURE:
                chance = queried(read, "source", number)
                if chance >= LOWEST:
                    want.append(_sorted(read, number, chance))
        return tuple(want), tuple(hide)

    return find


_FINDERS = {quotes: _find_in(quotes) for quotes in ("ignore", "include")}


def _looked_at(article: Article) -> Iterator[int]:
    """The numbers of the running sentences that are the outlet's own, and of which no other rule
    speaks."""
    told = _told_otherwise(article)
    spoken = _spoken(article)
    for number, sentence in enumerate(article.sentences):
        if (
            sentence.part.kind in ("standfirst", "body")
            and sentence.start not in told
            and number not in spoken
            and not sentence.text.rstrip().endswith("?")
            and is_running(sentence)
            and not is_furniture(sentence)
        ):
            yield number


def _told_otherwise(article: Article) -> set[int]:
    """Where sentences begin that have a source, of whom other rules say that it is nobody."""
    groups: tuple[Iterable[_Placed], ...] = (
        unnamed_people(article),
        crowds(article),
        hearsay(article),
        passives(article),
        attacks(article),
    )
    return {one.sentence.start for group in groups for one in group}


def _spoken(article: Article) -> frozenset[int]:
    """The sentences that are mostly or wholly in quotation marks."""
    found = set()
    quotations = [one for one in article.quotations if one.depth == 0]
    at = 0
    for number, sentence in enumerate(article.sentences):
        while at < len(quotations) and quotations[at].end <= sentence.start:
            at += 1
        quoted = 0
        for one in quotations[at:]:
            if one.start >= sentence.end:
                break
            quoted += min(one.end, sentence.end) - max(one.start, sentence.start)
        if quoted > _SPEECH * (sentence.end - sentence.start):
            found.add(number)
    return frozenset(found)


def _sorted(article: Article, number: int, chance: float) -> Wanting:
    sentence = article.sentences[number]
    phrases: dict[Sort, re.Match[str] | None] = {}
    if chance >= _OWN_RULE:
        place = sentence.start, sentence.end
        phrases["number"] = _FIGURE.search(unquoted_lower(article), *place)
        phrases["cause"] = _CAUSE.search(unquoted_lower(article), *place)
        phrases["accusation"] = _charge_in(article, sentence)
    sorts: list[Sort] = ["claim", *(sort for sort, found in phrases.items() if found)]
    sort = max(sorts, key=lambda one: _WEIGHTS[one] * queried(article, one, number))
    phrase = phrases.get(sort)
    return Wanting(number, sentence, sort, chance, phrase.span() if phrase else None)


def _charge_in(article: Article, sentence: Sentence) -> re.Match[str] | None:
    """The first word for a wrong, where somebody is there whom it could be laid to."""
    wrong = words_of("wrong")
    found = _WORD.finditer(unquoted_lower(article), sentence.start, sentence.end)
    charge = next((one for one in found if one[0] in wrong), None)
    return (
        charge
        if charge and _SOMEBODY.search(unquoted(article), sentence.start + 1, sentence.end)
        else None
    )


def _unmarked(article: Article) -> Article:
    """The article without its quotation marks, which stand for spaces: as if all were its own."""
    text = list(article.text)
    for one in article.quotations:
        for at in (*range(one.start, one.inner_start), *range(one.inner_end, one.end)):
            text[at] = " "
    bare = "".join(text)
    parts = [part._replace(text=bare[part.start : part.end]) for part in article.parts]
    return Article(article.source, parts, text=bare, meta=article.meta)


def as_read(article: Article, quotes: Quotes) -> Article:
    """The article as these rules read it; places in it are those of the article."""
    return article if quotes == "ignore" else article.memo(_unmarked)


def evidence(article: Article, found: Wanting, **more: str | int) -> dict[str, str | int | float]:
    """What the finding rests on, with the words that tell most; of an article `as_read`."""
    question: Question = "source" if found.sort == "claim" else found.sort
    words = telling_words(article, found.number, question)
    return {"needs_source": round(found.chance, 3), "words": ", ".join(words), **more}
