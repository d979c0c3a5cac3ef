"""Sources at verbs that the model does not read as cues (English).

"Critics blasted the plan", "the council called on the state": who says it is a source of the
story, though the sentence is no reported speech. And "his lawyer, Jane Doe, said", where what
stands before the name is no determiner that `subjects` goes over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from reliacheck.article import Article, Sentence
from reliacheck.attribution.kinds import is_group_word
from reliacheck.attribution.speakers import Voice
from reliacheck.attribution.subjects import before_verb, pieces_of
from reliacheck.text.attribution import plain_forms, unquoted
from reliacheck.text.patterns import pattern

# Of these only the finite forms that are seldom anything else.
_RELEASING = frozenset(["released", "published", "issued"])  # with a paper as their object
_FORMS = _RELEASING | frozenset(
    "criticized criticised condemned denounced blasted slammed demanded detected chided echoed"
    " penned unveiled mocked ridiculed worries worried tweeted tweeting blogged"
    " texted emailed e-mailed lauded hailed decried rebuked scolded thundered criticizes condemns"
    " denounces demands disputed disputes refuted rebutted defended hinted signaled signalled"
    " disagreed disagrees objected objects protested apologized"
    " apologised theorized theorised ruled"
    " recommended recommends advised advises instructed".split()
)
_NAME = (
    r"(?:[A-Z]\.\s?)*[A-Z][\w.'’\-]*(?:\s(?:[A-Z]\.|(?:al-|de |van |von )?[A-Z][\w.'’\-]*)){1,5}"
)
# "his lawyer, Jane Doe, said"; "Jane Doe, a lawyer in Aldersea, Coast, said"
_AT = pattern(rf",\s+({_NAME}),\s+(?:(?:also|later|then)\s+)?([a-z]+)\b")
_DESCRIBED = pattern(
    rf"({_NAME}),\s+(?:an?|the|who|whose|one|chief|head|director|president|professor|[A-Z][\w’'\-]*(?:\s[\w\-]+)?)"
    rf"\s[^“”\"\n;:]{{3,130}},\s+([a-z]+)\b"
)
_WITH = pattern(rf"\bwith\s+({_NAME})\s+([a-z]+ing)\b")
_SAYING = frozenset(
    "saying calling arguing telling adding describing warning claiming noting"
    " tweeting writing insisting suggesting urging".split()
)
_COMPILED = pattern(
    rf"\b((?:compiled|collected|gathered|conducted|recogni[sz]ed) by) (?:the )?({_NAME})"
)
_FEELING = frozenset(
    "concerned worried skeptical sceptical adamant confident convinced doubtful optimistic hopeful"
    " pessimistic".split()
)
_FEELS = pattern(
    r"((?:[\w'’\-]+\s){0,7}?[\w'’\-]+)\s(?:is|are|was|were|remains?|remained)\s(?:\w+\s)?"
    rf"({'|'.join(sorted(_FEELING))})\s(?:that|about|of|by)\b"
)
_RELEASED = pattern(
    r"(?:\s(?:an?|the|its|their|his|her|new)){0,2}\s(?:[\w\-]+\s){0,3}?(?:reports?|statements?|study"
    r"|surveys?|polls?|data|figures|letter|memo|findings|analysis|opinion|ruling|guidance)\b"
)
_COMPILING = frozenset("compiled collected gathered conducted recognized recognised".split())
_SHOWING = frozenset(
    "show shows showed shown suggest suggests suggested indicate indicated indicates found".split()
)
_SHOWED = pattern(
    r"(?:(?<=[,:;]\s)|(?<=\A))((?:[\w’'\-]+\s){0,3}?(?:images?|videos?|footage|data|records|documents|photos|photographs"
    r"|figures|polls?|surveys?|stud(?:y|ies)|filings|analyses|research)(?:\s(?:from|by|of|compiled\s+by)\s[^,.;:\n]{3,50})?)"
    r"\s(show(?:s|ed|n)?|suggest(?:s|ed)?|indicated?|indicates|found)\b"
)


def further_voices(
    article: Article, sentence: Sentence, cues: Collection[tuple[int, int]]
) -> Iterator[Voice]:
    """The sources at other verbs in a sentence than those at `cues`."""
    masked = unquoted(article)
    words = masked[sentence.start : sentence.end].replace(",", " ").replace(".", " ").split()
    met = _triggers().intersection(words)
    if not met:
        return
    span = sentence.start, sentence.end
    if forms := not _FORMS.isdisjoint(met):
        yield from _at_forms(masked, *span)
    if not _AMBIGUOUS.isdisjoint(met) and len(words) > 1 and words[1] in _AMBIGUOUS:
        yield from _at_opening(masked, sentence.start, words, cues)
    if forms or not _plain().isdisjoint(met):
        yield from _beside_names(masked, *span, cues)
    if not _SAYING.isdisjoint(met):
        found = _WITH.finditer(masked, *span)
        yield from (Voice(*one.span(1), one.span(2), plain=True) for one in found)
    if not _COMPILING.isdisjoint(met):
        found = _COMPILED.finditer(masked, *span)
        yield from (Voice(*one.span(2), one.span(1), plain=True) for one in found)
    if not _FEELING.isdisjoint(met) and (felt := _FEELS.match(masked, sentence.start)):
        yield Voice(*felt.span(1), felt.span(2), plain=True)
    if not _SHOWING.isdisjoint(met):
        for one in _SHOWED.finditer(masked, *span):
            if one.span(2) not in cues:
                yield Voice(*one.span(1), one.span(2), plain=True)


@cache
def _triggers() -> frozenset[str]:
    """Words without which a sentence has none of all this; most have none."""
    lists = (_FORMS, _AMBIGUOUS, _SAYING, _COMPILING, _FEELING, _SHOWING)
    return _plain().union(*lists)


def _at_forms(masked: str, start: int, end: int) -> Iterator[Voice]:
    pieces = pieces_of(masked, start, end)
    for at, piece in enumerate(pieces):
        if piece.text not in _FORMS:
            continue
        if piece.text in _RELEASING and not _RELEASED.match(masked, piece.end, end):
            continue
        if (subject := before_verb(pieces, at)) is not None:
            span = pieces[subject.first].start, pieces[subject.last - 1].end
            yield Voice(*span, (piece.start, piece.end), plain=True)


def _at_opening(
    masked: str, start: int, words: Sequence[str], cues: Collection[tuple[int, int]]
) -> Iterator[Voice]:
    """ "Critics blame": with its capital it is not read as a plural."""
    who, verb = words[:2]
    if is_group_word(who.lower()):
        first = masked.index(who, start)
        at = masked.index(verb, first + len(who))
        if (at, at + len(verb)) not in cues:
            yield Voice(first, first + len(who), (at, at + len(verb)), plain=True)


def _beside_names(
    masked: str, start: int, end: int, cues: Collection[tuple[int, int]]
) -> Iterator[Voice]:
    """At a verb behind a name between commas, or behind what describes a name."""
    if "," not in masked[start:end]:
        return
    for form, held in ((_AT, ()), (_DESCRIBED, cues)):
        for one in form.finditer(masked, start, end):
            if (one[2] in _plain() or one[2] in _FORMS) and one.span(2) not in held:
                yield Voice(*one.span(1), one.span(2), plain=True)


_AMBIGUOUS = frozenset(
    "blame fear claim report question note charge praise urge worry hope call point expect".split()
)


@cache
def _plain() -> frozenset[str]:
    return frozenset([*plain_forms(), "described", "testified", "wrote", "predicted"])
