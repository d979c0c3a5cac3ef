"""Who is given for which sentence: speakers, documents, outlets, and whom those cite (English)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reliacheck.article import Article, Sentence
from reliacheck.attribution import THRESHOLD, Attributed, SourceSpan, Spoken, attribute, spoken
from reliacheck.attribution.further import further_voices
from reliacheck.attribution.kinds import head_noun, is_group_word, kind_of
from reliacheck.attribution.names import Names
from reliacheck.attribution.refining import refined
from reliacheck.attribution.speakers import Voice, voices
from reliacheck.gazetteer import Gazetteer
from reliacheck.sources.model import Span
from reliacheck.sources.outlets_used import OutletUse, cited_in, outlets_used
from reliacheck.sources.signatures import signatures
from reliacheck.sources.weighing import as_meant, denied, is_nobody, reported, speaks, tells
from reliacheck.text.attribution import unquoted

_PARTS = frozenset(["headline", "standfirst", "body", "caption"])


class Found(NamedTuple):
    """A source given for a sentence."""

    source: SourceSpan
    cue: Span | None
    second_hand: bool = False  # an outlet on whose reporting the sentence relies
    explicit: bool = True


def uses_of(article: Article, outlets: Gazetteer) -> list[list[Found]]:
    """For each sentence the sources given for it, in order; each place once."""
    reader = _Reader(article, outlets)
    signed = reader.signed()
    found: list[list[Found]] = []
    for number, one in enumerate(attribute(article)):
        here = reader.given_in(number, one.sentence) if one.sentence.part.kind in _PARTS else []
        here = here or signed.get(number, [])
        if not here and (carried := _carried(one, found)):
            here = [carried]
        found.append(here)
    return found


def _carried(one: Attributed, before: Sequence[Sequence[Found]]) -> Found | None:
    """The source of the sentence before, of the same part, goes on."""
    sentence = one.sentence
    if one.probability < THRESHOLD or sentence.start == sentence.part.start:
        return None
    if sentence.part.kind not in _PARTS or not before or not before[-1]:
        return None
    return before[-1][0]._replace(explicit=False)


class _Reader:
    """Reads the sentences of one article in order."""

    def __init__(self, article: Article, outlets: Gazetteer) -> None:
        self._article = article
        self._outlets = outlets
        self._names = article.memo(Names)
        self._masked = unquoted(article)
        self._voices = voices(article)
        self._spoken = _spoken_in(article)
        self._used = outlets_used(article, outlets)

    def given_in(self, number: int, sentence: Sentence) -> list[Found]:
        """The sources that a sentence names."""
        found = [
            *self._at_cues(number, sentence),
            *self._at_quotations(number),
            *self._cited(sentence),
            *map(self._of_outlet, self._used.get(number, ())),
        ]
        return _distinct(found)

    def signed(self) -> dict[int, list[Found]]:
        """By sentence, who signs it."""
        starts = [sentence.start for sentence in self._article.sentences]
        found: dict[int, list[Found]] = {}
        for one in signatures(self._article, self._outlets):
            span = one.start, one.end
            source = self._outlet(*span) if one.is_outlet else self._names.source(*span)
            first, last = (bisect_left(starts, place) for place in one.text)
            for number in range(first, last):
                found[number] = [Found(source, None, one.is_outlet, explicit=False)]
        return found

    def _at_cues(self, number: int, sentence: Sentence) -> list[Found]:
        quoted = number in self._spoken
        cues: list[Span] = []
        found: list[Found] = []
        for voice in self._voices[number]:
            span = self._names.refined(voice.start, voice.end)
            if span is not None:
                cues.append(voice.cue)
                found += self._at_cue(voice, span, quoted)
        for voice in further_voices(self._article, sentence, cues):
            found = [one for one in found if one.cue != voice.cue]
            span = self._names.refined(voice.start, voice.end)
            if span is not None and not is_nobody(source := self._names.source(*span)):
                found.append(Found(source, voice.cue))
        return found

    def _at_cue(self, voice: Voice, span: Span, quoted: bool) -> Iterator[Found]:
        if denied(self._masked, span[1], voice.cue):
            return
        source = reported(self._article, self._names.source(*span), voice)
        if source is None:
            return
        source = as_meant(self._article, source, self._outlets)
        if not is_nobody(source) and tells(self._article, voice, source, quoted):
            yield Found(source, voice.cue, second_hand=source.kind == "outlet")

    def _at_quotations(self, number: int) -> Iterator[Found]:
        for _, source, cue in self._spoken.get(number, ()):
            if source is None or not speaks(self._article, source, cue):
                continue
            if self._names.refined(source.start, source.end):
                yield Found(as_meant(self._article, source, self._outlets), cue)

    def _cited(self, sentence: Sentence) -> Iterator[Found]:
        """Whom somebody cites, if it is somebody or a paper, not a reason."""
        for span, cue in cited_in(self._article, sentence):
            within = refined(self._article.text, *span)
            if within is None:
                continue
            text = self._article.text[slice(*within)]
            if text[0].isupper() or kind_of(text) == "outlet" or is_group_word(head_noun(text)):
                yield Found(self._names.source(*within), cue)

    def _of_outlet(self, use: OutletUse) -> Found:
        return Found(self._outlet(use.start, use.end), use.cue, second_hand=True)

    def _outlet(self, start: int, end: int) -> SourceSpan:
        text = self._article.text[start:end]
        return SourceSpan(start, end, text, "outlet", text)


_SPEECH = 3  # spaces from which on a quotation is speech, not a title or a catchword


def _spoken_in(article: Article) -> dict[int, list[Spoken]]:
    """By sentence, the quotations that begin in it, with their speakers."""
    starts = [sentence.start for sentence in article.sentences]
    found: dict[int, list[Spoken]] = {}
    for one in spoken(article):
        number = max(0, bisect_right(starts, one.quotation.start) - 1)
        inner = article.text[one.quotation.inner_start : one.quotation.inner_end]
        if inner.count(" ") >= _SPEECH:
            found.setdefault(number, []).append(one)
    return found


def _distinct(found: list[Found]) -> list[Found]:
    """One for each place; an outlet's own reading of a place before another."""
    held: list[Found] = []
    for one in sorted(found, key=lambda one: not one.second_hand):
        if not any(_overlap(one.source, other.source) for other in held):
            held.append(one)
    return sorted(held, key=lambda one: one.source.start)


def _overlap(one: SourceSpan, other: SourceSpan) -> bool:
    return one.start < other.end and other.start < one.end
