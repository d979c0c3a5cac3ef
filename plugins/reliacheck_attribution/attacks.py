"""Finding what people without a name say against somebody with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from reliacheck import Article, Sentence
from reliacheck.attribution import attribute
from reliacheck.text.patterns import pattern
from reliacheck.text.words import lowered
from reliacheck_attribution.calling import CALLING, LEADING
from reliacheck_attribution.crowds import crowds
from reliacheck_attribution.lexicon import Lexicon, load
from reliacheck_attribution.people import unnamed_people
from reliacheck_attribution.quoting import Quotes, readable
from reliacheck_attribution.runs import words_between
from reliacheck_attribution.tokens import Token, tokens_of


class Attack(NamedTuple):
    """Words against somebody, and whose they are."""

    source: tuple[int, int]  # the unnamed person or crowd, code points
    target: tuple[int, int]  # the name, or the pronoun for it
    name: str  # the surname of the person, "" where a pronoun stands for it
    words: tuple[int, int]  # the first word against him or her
    sentence: Sentence  # that names the source
    unnamed: bool  # one person or several without a name; else a crowd


def attacks(article: Article, quotes: Quotes = "include") -> tuple[Attack, ...]:
    """All of them, in order. Quotations count unless they are left out: they are the source's."""
    return article.memo(_FINDERS[quotes])


def _find_in(quotes: Quotes) -> Callable[[Article], tuple[Attack, ...]]:
    def find(article: Article) -> tuple[Attack, ...]:
        found = {one.sentence.start: one for one in _all_in(article, readable(article, quotes))}
        return tuple(found[start] for start in sorted(found))

    return find


_FINDERS = {quotes: _find_in(quotes) for quotes in ("ignore", "include")}


class _Source(NamedTuple):
    start: int
    end: int
    sentence: Sentence
    unnamed: bool


def _sources(article: Article) -> Iterator[_Source]:
    for crowd in crowds(article):
        if crowd.sort != "party":
            yield _Source(crowd.start, crowd.end, crowd.sentence, False)
    for mention in unnamed_people(article):
        end = max(mention.end, mention.cue_end)
        yield _Source(min(mention.start, mention.cue_start), end, mention.sentence, True)


def _all_in(article: Article, text: str) -> Iterator[Attack]:
    for source in _sources(article):
        said = _said_against(article, text, source)
        if said is not None:
            yield Attack(
                (source.start, source.end),
                said.target,
                said.name,
                said.words,
                source.sentence,
                source.unnamed,
            )


def _content(article: Article, sentence: Sentence) -> tuple[int, int]:
    """The sentence, with all of a quotation that ends or begins in it."""
    start, end = sentence.start, sentence.end
    for quotation in article.quotations:
        if quotation.start >= sentence.end:
            break
        if quotation.depth == 0 and quotation.end > sentence.start:
            start, end = min(start, quotation.start), max(end, quotation.end)
    return start, end


@cache
def charges() -> Lexicon:
    """The words that charge or belittle."""
    return Lexicon(load("charges.tsv"))


class _Said(NamedTuple):
    """A word against a person, and what names the person."""

    words: tuple[int, int]
    target: tuple[int, int]
    name: str


def _said_against(article: Article, text: str, source: _Source) -> _Said | None:
    """The first word against somebody in what a source says."""
    start, end = _content(article, source.sentence)
    if not charges().may_be_in(lowered(article.text[start:end])):
        return None
    words = words_between(article, start, end)
    found = [
        (words[first].start, words[last].end)
        for first, last, entry in charges().find(words)
        if entry.kind == "person" and not _within(words[first].start, source)
    ]
    if not found:
        return None
    tokens = [one for one in tokens_of(text, start, end) if one.text not in _QUOTING]
    for place in found:
        at = next((n for n, one in enumerate(tokens) if one.start == place[0]), None)
        if at is None:  # blanked out
            continue
        target = _said_of(tokens, at, source)
        if target is None and source.unnamed:
            target = _spoken_of(article, tokens, at)
        known = None if target is None else _named(article, tokens[target], start)
        if target is not None and known:
            name = "" if tokens[target].low in _PRONOUNS else known
            return _Said(place, (tokens[target].start, tokens[target].end), name)
    return None


_QUOTING = frozenset('“ ” " ‘ [ ] ( )'.split())


def _within(place: int, source: _Source) -> bool:
    return source.start <= place < source.end


_BEING = frozenset(
    "is was are were be been being seems seemed looks looked became becomes isn't wasn't he's she's"
    " getting acted acts behaved appears appeared sounds sounded".split()
)
_NEGATIVE = frozenset("not never no nor hardly neither without if".split())
_REFUSING = frozenset("reject rejected dispute disputed doubt doubted disagree disagreed".split())
_BEFORE = 7  # words between what is said of a person and the word against him
_PRONOUNS = frozenset("he she him her his he's she's".split())


def _said_of(tokens: list[Token], at: int, source: _Source) -> int | None:
    """The place of whom a word is said of: "Doe is a bully", "her arrogance", "Doe bungled it"."""
    called = _called(tokens, at, source)
    if called is not None:
        return called
    window = tokens[max(0, at - _BEFORE) : at]
    if any(one.low in _NEGATIVE or one.low.endswith("n't") for one in window):
        return None
    if any(source.start <= one.start < source.end and one.low in _REFUSING for one in tokens):
        return None
    for back in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        token = tokens[back]
        if _within(token.start, source):
            # "some consider him a traitor": whom stands right behind the verb
            return _whom(tokens, back + 1, at)
        if token.low in ("he's", "she's"):
            return back
        if token.low in _BEING:
            return _subject(tokens, back)
        if token.low in ("who", "that", "which") or token.text in (".", ";", ":"):
            return None
    if tokens[at - 1].low in ("his", "her") or tokens[at - 1].low.endswith("'s"):
        return at - 1
    return _subject(tokens, at) if tokens[at].low.endswith(("ed", "lew", "lied", "roke")) else None


_HIDING = frozenset(  # between a source and its verb: "who asked not to be named"
    ", who asked requested not to be named identified quoted on the condition of anonymity for"
    " remain anonymous also has have had later once then".split()
)


def _called(tokens: list[Token], at: int, source: _Source) -> int | None:
    """The place of whom a source calls something: "an aide called Mayor Doe a corrupt liar"."""
    verb = next((n for n in range(at - 1, -1, -1) if tokens[n].low in CALLING), None)
    if verb is None or tokens[verb].start < source.start:
        return None
    between = (one.low for one in tokens[:verb] if one.start >= source.end)
    if not _HIDING.issuperset(between):  # somebody else's verb
        return None
    target = _whom(tokens, verb + 1, at)
    if target is None or tokens[target].low.endswith("'s"):
        return None
    words = [one.low for one in tokens[target + 1 : at]]
    near = len(words) <= _LONGEST_NAME and "not" not in words
    return target if near and (not words or words[0] in LEADING) else None


_LONGEST_NAME = 4  # words between a person and the worst of what he or she is called


def _whom(tokens: list[Token], first: int, at: int) -> int | None:
    """The last word of the name, or the pronoun, that begins at a place before a word."""
    last = first
    for place in range(first + 1, at if first < at and tokens[first].text[0].isupper() else 0):
        if tokens[place].text[0].isupper():
            last = place
        elif tokens[place].text != ".":
            break
    return last if first < at and _may_be_target(tokens[last]) else None


def _may_be_target(token: Token) -> bool:
    return token.low in _PRONOUNS or token.text[0].isupper()


def _subject(tokens: list[Token], being: int) -> int | None:
    at = being - 1
    while at > 0 and (tokens[at].low.endswith("ly") or tokens[at].low in _AUXILIARY):
        at -= 1
    return at if at >= 0 and _may_be_target(tokens[at]) else None


def _spoken_of(article: Article, tokens: list[Token], at: int) -> int | None:
    """Whom a quoted word is said of: "“A bully,” said an aide of Doe", or "he" beside it."""
    place = tokens[at].start
    quotation = next(
        (one for one in article.quotations if one.depth == 0 and one.start < place < one.end), None
    )
    if quotation is None or any(
        one.low in _NEGATIVE or one.low.endswith("n't") for one in tokens[max(0, at - 3) : at]
    ):
        return None
    for number, token in enumerate(tokens[1:], 1):
        of = tokens[number - 1].low in ("of", "about") and token.start >= quotation.end
        if of and token.text[0].isupper():
            return number
    same = [
        number
        for number, token in enumerate(tokens)
        if quotation.start < token.start < place and token.low in ("he", "she", "he's", "she's")
    ]
    return same[-1] if same else None


_AUXILIARY = frozenset("has had also would will could might may just simply".split())
_PARAGRAPH = 300  # characters before in which a pronoun's person is named
_CAPITALS = pattern(r"\b[A-Z][\w’'\-]+")


def _named(article: Article, target: Token, start: int) -> str:
    """The surname of a target; "" where it is no person whom the article names."""
    known = article.memo(persons)
    if target.low not in _PRONOUNS:
        name = _surname(target.text)
        return name if name in known else ""
    before = article.text[max(0, start - _PARAGRAPH) : target.start]
    names = [_surname(name[0]) for name in _CAPITALS.finditer(before)]
    return next((name for name in reversed(names) if name in known), "")


def _surname(name: str) -> str:
    return name.split()[-1].replace("’", "'").removesuffix("'s")


_TITLED = pattern(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|President|Secretary|Director|Justice|Judge|Senator|Speaker"
    r"|Minister|Mayor|Chancellor|Prince|Congressman|Congresswoman)\.?\s+(?:[A-Z][\w’'.\-]+\s+){0,2}"
    r"([A-Z][\w’'\-]+)"
)


def persons(article: Article) -> frozenset[str]:
    """The surnames of people whom an article names: with a title, or as those who speak."""
    titled = {_surname(found[1]) for found in _TITLED.finditer(article.text)}
    spoken = {
        _surname(one.source.name)
        for one in attribute(article)
        if one.source is not None and one.source.kind == "named-person" and one.source.name
    }
    return frozenset(name for name in titled | spoken if name[:1].isupper()) - _NO_PERSON


_NO_PERSON = frozenset(
    "House States Department Party Congress Court Senate Street University Times Post News Force"
    " Army Committee Council Union America City County Bank Democrats Republicans Democrat"
    " Republican Obamacare General Minister President Secretary Administration".split()
)
