"""Puts together what is known of each sentence: its probability, its source, its cue."""

from __future__ import annotations

from collections.abc import Sequence

from reliacheck.article import Article, Sentence
from reliacheck.attribution.model import Attributed, SourceSpan, Spoken
from reliacheck.attribution.names import Names
from reliacheck.attribution.scoring import THRESHOLD, probabilities
from reliacheck.attribution.speakers import Voice, speaker_of, voices

LANGUAGE = "en"


def is_assessed(article: Article) -> bool:
    """Whether the article is in English, or too short to tell."""
    return article.language in (LANGUAGE, None)


def attribute(article: Article) -> tuple[Attributed, ...]:
    """Each sentence of an article with P(attributed), source and cue; computed once.

    Empty for an article in another language than English: it is not assessed. A sentence below
    `THRESHOLD` has a source only where it says itself who says so.
    """
    return article.memo(_attribute)


def spoken(article: Article) -> tuple[Spoken, ...]:
    """The outermost quotations of an article and who is said to have spoken them; computed once.

    Empty for an article in another language than English.
    """
    return article.memo(_spoken)


def _attribute(article: Article) -> tuple[Attributed, ...]:
    if not is_assessed(article):
        return ()
    quoted = _quoted(article)
    found: list[Attributed] = []
    held = zip(article.sentences, probabilities(article), voices(article), strict=True)
    for number, (sentence, chance, heard) in enumerate(held):
        own = _own_voice(heard, number in quoted)
        voice = own or (quoted.get(number) if chance >= THRESHOLD else None)
        if voice is not None:
            source, cue = _source(article, voice), voice.cue
            inside = sentence.start <= voice.cue[0] < sentence.end
            empty = cue[0] == cue[1]
            found.append(Attributed(sentence, chance, inside, source, None if empty else cue))
        else:
            found.append(_carried(sentence, chance, found))
    return tuple(found)


def _source(article: Article, voice: Voice) -> SourceSpan:
    """The source of a voice, without what was read along with it."""
    names = article.memo(Names)
    return names.source(*(names.refined(voice.start, voice.end) or (voice.start, voice.end)))


def _own_voice(heard: Sequence[Voice], quoted: bool) -> Voice | None:
    """The source that a sentence names itself: a plain cue before others, then the first."""
    held = [voice for voice in heard if voice.plain] or (list(heard) if quoted else [])
    return held[0] if held else None


def _carried(sentence: Sentence, chance: float, before: Sequence[Attributed]) -> Attributed:
    """The source of the sentence before, of the same paragraph, goes on."""
    last = before[-1] if before else None
    if chance < THRESHOLD or last is None or last.sentence.part != sentence.part:
        return Attributed(sentence, chance, False, None, None)
    return Attributed(sentence, chance, False, last.source, last.cue)


def _quoted(article: Article) -> dict[int, Voice | None]:
    """The numbers of sentences that hold quoted words, and who is said to speak them."""
    found: dict[int, Voice | None] = {}
    number = 0
    sentences = article.sentences
    for quotation in article.quotations:
        if quotation.depth:
            continue
        while number < len(sentences) and sentences[number].end <= quotation.start:
            number += 1
        at = number
        while at < len(sentences) and sentences[at].start < quotation.end:
            found[at] = found.get(at) or speaker_of(article, quotation)
            at += 1
    return found


def _spoken(article: Article) -> tuple[Spoken, ...]:
    if not is_assessed(article):
        return ()
    attribute(article)  # names are followed in the order of sentences
    found = []
    for quotation in article.quotations:
        if quotation.depth == 0:
            voice = speaker_of(article, quotation)
            source = _source(article, voice) if voice else None
            cue = voice.cue if voice and voice.cue[0] < voice.cue[1] else None
            found.append(Spoken(quotation, source, cue))
    return tuple(found)
