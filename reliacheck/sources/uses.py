"""Who is given for which sentence: speakers, documents, outlets, and whom those cite (English)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reliacheck.article import Article
from reliacheck.attribution import THRESHOLD, Attributed, SourceSpan, attribute, spoken
from reliacheck.attribution.further import further_voices
from reliacheck.attribution.kinds import is_group_word, kind_of
from reliacheck.attribution.names import Names
from reliacheck.attribution.refining import refined
from reliacheck.attribution.speakers import Voice, voices
from reliacheck.gazetteer import Gazetteer
from reliacheck.sources.model import Span
from reliacheck.sources.outlets_used import cited_in, outlets_used
from reliacheck.text.attribution import unquoted, verb_forms

_PARTS = frozenset(["headline", "standfirst", "body", "caption"])
# Verbs of a statement that are none without a quotation or the like where a person is their
# subject; of those not here a document's are.
_TELLING = frozenset(
    "write predict accuse blame vow pledge promise speculate describe dismiss recall urge"
    " conclude indicate observe reply respond counter lament praise boast remind assure worry fear"
    " reiterate propose recount testify warn call".split()
)
_SHOWING = frozenset("find show indicate conclude estimate put suggest describe call read".split())


class Found(NamedTuple):
    """A source given for a sentence."""

    source: SourceSpan
    cue: Span | None
    second_hand: bool  # an outlet on whose reporting the sentence relies
    explicit: bool = True


def uses_of(article: Article, outlets: Gazetteer) -> list[list[Found]]:
    """For each sentence the sources given for it, in order; each place once."""
    found = _explicit(article, outlets)
    sentences = attribute(article)
    for number, one in enumerate(sentences):
        if not found[number] and (carried := _carried(one, found, number)):
            found[number].append(carried)
    return found


def _carried(one: Attributed, found: list[list[Found]], number: int) -> Found | None:
    """The source of the sentence before, of the same part, goes on."""
    if one.probability < THRESHOLD or not number or one.sentence.part.kind not in _PARTS:
        return None
    if one.sentence.start == one.sentence.part.start or not found[number - 1]:
        return None
    return found[number - 1][0]._replace(explicit=False)


def _explicit(article: Article, outlets: Gazetteer) -> list[list[Found]]:
    sentences = attribute(article)
    names = article.memo(Names)
    spoken_in = _spoken_in(article)
    found: list[list[Found]] = []
    used = outlets_used(article, outlets)
    masked = unquoted(article)
    for number, heard in enumerate(voices(article)):
        sentence = sentences[number].sentence
        here: list[Found] = []
        if sentence.part.kind in _PARTS:
            for voice in (*heard, *further_voices(article, number, sentence)):
                span = refined(masked, voice.start, voice.end)
                if span is not None:
                    source = names.source(*span)
                    if not _is_nobody(source) and _tells(
                        article, voice, source, number in spoken_in
                    ):
                        here.append(Found(source, voice.cue, second_hand=False))
            here += [
                Found(one.source, one.cue, second_hand=False)
                for one in spoken_in.get(number, ())
                if one.source is not None and _speaks(one.source, one.cue)
            ]
            here += [
                Found(source, cue, second_hand=False)
                for span, cue in cited_in(article, sentence)
                if (source := _cited(article, names, span)) is not None
            ]
            here += [
                Found(_as_outlet(article, one.start, one.end), one.cue, second_hand=True)
                for one in used.get(number, ())
            ]
        found.append(_distinct(here))
    return found


def _cited(article: Article, names: Names, span: Span) -> SourceSpan | None:
    """Whom somebody cites, if it is somebody or a paper, not a reason."""
    within = refined(article.text, *span)
    if within is None:
        return None
    text = article.text[slice(*within)]
    words = text.split(" of ")[0].split()
    if kind_of(text) in ("outlet", "document") or any(map(is_group_word, map(str.lower, words))):
        return names.source(*within)
    return names.source(*within) if text[0].isupper() else None


_PRONOUNS = frozenset("he she they it i we you me us who".split())


_SPEAKERS = frozenset(["named-person", "organisation", "unnamed", "vague"])


def _speaks(source: SourceSpan, cue: Span | None) -> bool:
    """Whether it can speak a quotation; without a verb of speech it must be a person or group."""
    if _is_nobody(source):
        return False
    if cue is not None or source.kind == "named-person":
        return True
    return source.kind in _SPEAKERS and is_group_word(source.name.split()[-1].lower())


def _is_nobody(source: SourceSpan) -> bool:
    """Whether it is a pronoun that means nobody whom the text names."""
    return source.kind == "self" or source.name.lower() in _PRONOUNS


def _as_outlet(article: Article, start: int, end: int) -> SourceSpan:
    text = article.text[start:end]
    return SourceSpan(start, end, text, "outlet", text)


def _tells(article: Article, voice: Voice, source: SourceSpan, quoted: bool) -> bool:
    """Whether a source's verb says that what the sentence says comes from it."""
    if article.text[slice(*voice.cue)] == ":" and not _is_speaker(source, quoted):
        return False
    if voice.plain or quoted:
        return True
    lemma = verb_forms().get(article.text[slice(*voice.cue)].lower(), "")
    if source.kind in ("document", "organisation", "outlet") and lemma in _SHOWING:
        return True
    return lemma in _TELLING


def _is_speaker(source: SourceSpan, quoted: bool) -> bool:
    """Whether what stands before a colon is a speaker rather than a label."""
    return source.kind == "named-person" or (quoted and source.kind in _SPEAKERS)


def _spoken_in(article: Article) -> dict[int, list[SpokenSource]]:
    """By sentence, the speakers of the quotations that begin in it."""
    starts = article._sentence_starts
    found: dict[int, list[SpokenSource]] = {}
    for one in spoken(article):
        number = max(0, bisect_right(starts, one.quotation.start) - 1)
        inner = article.text[one.quotation.inner_start : one.quotation.inner_end]
        if inner.count(" ") >= _SPEECH:
            found.setdefault(number, []).append(SpokenSource(one.source, one.cue))
    return found


_SPEECH = 3  # spaces from which on a quotation is speech, not a title or a catchword


class SpokenSource(NamedTuple):
    """Who is said to speak a quotation."""

    source: SourceSpan | None
    cue: Span | None


def _distinct(found: list[Found]) -> list[Found]:
    """One for each place; an outlet's own reading of a place before another."""
    held: list[Found] = []
    for one in sorted(found, key=lambda one: not one.second_hand):
        if not any(_overlap(one.source, other.source) for other in held):
            held.append(one)
    return sorted(held, key=lambda one: one.source.start)


def _overlap(one: SourceSpan, other: SourceSpan) -> bool:
    return one.start < other.end and other.start < one.end


def words_of(text: str) -> Iterator[str]:
    """The words of a source's name in small letters, without marks."""
    for word in text.lower().replace("’", "'").split():
        yield word.strip(".,;:()\"'")
