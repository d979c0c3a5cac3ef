"""Who is said to say what: the source and cue of sentences and of quotations (English).

Each sentence is searched, outside its quotations, for what attributes: a reporting verb with its
subject before or behind it, "according to", a name and a colon. A quotation takes the cue of its
own sentences that stands nearest, else what introduces or follows it, else the speaker of the
paragraph before whose words it goes on with.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reliacheck.article import Article, Sentence
from reliacheck.attribution.subjects import (
    Piece,
    Subject,
    before_verb,
    behind_verb,
    lead,
    phrase_from,
    pieces_of,
)
from reliacheck.text.attribution import plain_forms, unquoted, unquoted_lower, verb_forms
from reliacheck.text.patterns import pattern
from reliacheck.text.quotations import Quotation

Span = tuple[int, int]


class Voice(NamedTuple):
    """A source at its cue."""

    start: int  # the source, code points into the article's text
    end: int
    cue: Span
    plain: bool  # the cue attributes by itself; else only a quotation beside it


_COLON = pattern(
    r"\s*((?:[A-Z][\w.'’\-]*|of|the|for)(?:[ ](?:[A-Z][\w.'’\-]*|of|the|for|&)){0,5})"
    r"(?:\s\([^()]{1,30}\))?(:)\s+\S"
)
_NO_SPEAKER = frozenset(
    "UPDATE Update Related RELATED Read READ More MORE Note NOTE Watch WATCH Correction CORRECTION"
    " Breaking BREAKING Exclusive EXCLUSIVE Photos PHOTOS Video VIDEO Here Fact".split()
)
_DASH = pattern(
    r"[ \t]*[—–-]{1,2}[ \t]*([A-Z][\w.'’\-]*(?:[ ](?:of|the|[A-Z][\w.'’\-]*)){0,7})"
    r"(?=[ ]*(?:[,(\n]|\Z))"
)


def voices(article: Article) -> tuple[tuple[Voice, ...], ...]:
    """The sources with a cue in each sentence, in order."""
    return article.memo(_voices)


def _voices(article: Article) -> tuple[tuple[Voice, ...], ...]:
    masked, words = unquoted(article), _spaced(unquoted_lower(article))
    return tuple(tuple(_in_sentence(masked, words, one)) for one in article.sentences)


def _in_sentence(masked: str, words: str, sentence: Sentence) -> Iterator[Voice]:
    """`words`: the same text in small letters, with spaces for marks."""
    if sentence.start == sentence.part.start and ":" in sentence.text:
        colon = _COLON.match(masked, sentence.start, sentence.end)
        if colon and colon[1].split()[0] not in _NO_SPEAKER:
            yield Voice(*colon.span(1), colon.span(2), plain=True)
    cues = _cue_words()
    if cues.isdisjoint(words[sentence.start : sentence.end].split()):
        return
    end = min(sentence.end, sentence.start + _LONGEST_SENTENCE)
    pieces = pieces_of(masked, sentence.start, end)
    headline = sentence.part.kind == "headline"
    last: Subject | None = None
    for at, piece in enumerate(pieces):
        if piece.text.lower() not in cues:
            continue
        found = _at(pieces, at, last, headline)
        if found is None:
            continue
        subject, cue_end, plain = found
        last = subject
        yield Voice(
            pieces[subject.first].start,
            pieces[subject.last - 1].end,
            (piece.start, cue_end),
            plain,
        )


_LONGEST_SENTENCE = 3000  # code points; more is a list or a page that lost its stops


def _at(
    pieces: list[Piece], at: int, last: Subject | None, headline: bool
) -> tuple[Subject, int, bool] | None:
    """The source of a piece that is a cue, where the cue ends, and whether it is a plain one."""
    piece = pieces[at]
    word = piece.text.lower() if headline or at == 0 else piece.text
    before = pieces[at - 1].text.lower() if at else ""
    if word == "according" or (at == 0 and word == "per"):
        to = at + (word == "according")
        subject = phrase_from(pieces, to + 1)
        return (subject, pieces[min(to, len(pieces) - 1)].end, True) if subject else None
    if word in _ing():
        if before in _BEFORE_NOUN:
            return None
        subject = last or lead(pieces[:at])
        return (subject, piece.end, False) if subject else None
    lemma = verb_forms().get(word)
    if lemma is None or before == "to" or _is_noun(word, before):
        return None
    subject = behind_verb(pieces, at, lemma) or before_verb(pieces, at)
    if subject is not None and word in _NOUNS and not _agrees(pieces, subject, word):
        return None
    if subject is None and before in ("and", "but", "then", ","):
        subject = last or lead(pieces[:at])
    return (subject, piece.end, word in _PLAIN) if subject else None


_BEFORE_NOUN = frozenset(
    "a an the his her their its our my your this that these those of in on at for with from by no"
    " any some public new own is are was were be been being".split()
)
_BE = frozenset("is are was were be been being get gets got".split())


def _is_noun(word: str, before: str) -> bool:
    """Whether a word that may be a verb is a noun, or a participle of a passive."""
    if before in _BEFORE_NOUN and not (before == "that" or (before in _BE and word == "quoted")):
        return True
    return before.endswith(("'s", "’s")) and word not in ("said", "says")


# Forms that are nouns as often: "a more liberal estimate", "news reports".
_NOUNS = frozenset(
    "state states report reports point points note notes call calls charge charges claim claims"
    " remark remarks estimate estimates answer answers question questions post posts offer offers"
    " hope hopes fear fears stress show shows read reads put promise boast counter praise blame"
    " urge worry worries reply joke tweet tweets quote quotes".split()
)
_PLURAL_PRONOUNS = frozenset("they we i you".split())


def _agrees(pieces: list[Piece], subject: Subject, word: str) -> bool:
    """Whether the number of the subject lets the word be its verb."""
    first, last = pieces[subject.first].text, pieces[subject.last - 1].text
    if first.lower() in _PLURAL_PRONOUNS or last in ("people", "police", "many", "some", "others"):
        return not word.endswith("s")
    plural = last.endswith("s") and not last.endswith(("ss", "'s", "’s")) and last.islower()
    if word.endswith("s") and not word.endswith("ss"):
        return not plural and (last[0].isupper() or first.lower() in _SINGULAR)
    return plural or (word in _PAST and (last[0].isupper() or first.lower() in _SINGULAR))


_PAST = frozenset(["put", "read"])
_SINGULAR = frozenset("he she the a an one his her its their our this that another".split())


@cache
def _ing() -> frozenset[str]:
    """The participles that take over the subject of the sentence: "adding", "saying"."""
    return frozenset(
        [base.removesuffix("e") + "ing" for base in set(verb_forms().values())]
        + ["referring", "admitting", "quipping", "putting", "agreeing"]
    ) - frozenset(["according", "seeing", "knowing", "showing", "finding", "offering", "beginning"])


@cache
def _cue_words() -> frozenset[str]:
    return frozenset([*verb_forms(), *_ing(), "according", "per"])


def _spaced(text: str) -> str:
    """A text with spaces for the marks that stand beside words; each letter keeps its place."""
    for mark in ',.;:!?()[]“”"—–':
        text = text.replace(mark, " ")
    return text


_PLAIN = frozenset(plain_forms())


def speaker_of(article: Article, quotation: Quotation) -> Voice | None:
    """Who is said to have spoken a quotation; None where nobody is."""
    return article.memo(_speakers).get(quotation)


def _speakers(article: Article) -> dict[Quotation, Voice]:
    found: dict[Quotation, Voice] = {}
    before: Quotation | None = None
    for quotation in article.quotations:
        if quotation.depth:
            continue
        voice = (
            _behind(article, quotation)
            or _beside(article, quotation)
            or _around(article, quotation, before, found)
            or _led(article, quotation)
        )
        if voice is not None:
            found[quotation] = voice
        before = quotation
    return found


def _beside(article: Article, quotation: Quotation) -> Voice | None:
    """The nearest source of the sentences that hold the quotation."""
    first, last = _sentences_of(article, quotation)
    held = [one for voice in voices(article)[first : last + 1] for one in voice]
    return min(held, key=lambda voice: _distance(quotation, voice), default=None)


# "...,” Doe thundered.": behind speech any verb tells who speaks.
_BEHIND = pattern(
    r"[,.]?\s+((?:[A-Z][\w.'’\-]*(?:\s[A-Z][\w.'’\-]*){0,3}|he|she|they|I|we))"
    r"\s+((?:also|then|later|once)\s+)?([a-z]+(?:ed|s|d|t|te|ke|ng))(?=[,.:;]|\s)"
)


def _behind(article: Article, quotation: Quotation) -> Voice | None:
    """Who stands with a verb right behind speech that ends in a comma or the like."""
    if article.text[quotation.inner_end - 1 : quotation.inner_end] not in (",", "?", "!"):
        return None
    found = _BEHIND.match(article.text, quotation.end)
    if found is None or found[3] in _NO_VERB:
        return None
    return Voice(*found.span(1), found.span(3), plain=found[3] in _PLAIN)


_NO_VERB = frozenset("at is was has its that but yet not as this".split())


def _distance(quotation: Quotation, voice: Voice) -> int:
    start, end = min(voice.start, voice.cue[0]), max(voice.end, voice.cue[1])
    if start >= quotation.end:
        return start - quotation.end
    return max(0, quotation.start - end)


def _sentences_of(article: Article, quotation: Quotation) -> Span:
    starts = article._sentence_starts
    return (
        max(0, bisect_right(starts, quotation.start) - 1),
        max(0, bisect_left(starts, quotation.end) - 1),
    )


def _around(
    article: Article,
    quotation: Quotation,
    before: Quotation | None,
    found: dict[Quotation, Voice],
) -> Voice | None:
    """The source that introduces the quotation, or whose words it goes on with."""
    first, last = _sentences_of(article, quotation)
    sentences, heard = article.sentences, voices(article)
    if quotation.continued and before is not None:
        return found.get(before)
    signed = _DASH.match(article.text, quotation.end, sentences[first].part.end)
    if signed:
        return Voice(*signed.span(1), (quotation.end, signed.start(1)), plain=True)
    part = sentences[first].part
    if first and sentences[first - 1].part == part:
        # the sentence before, of the same paragraph
        if heard[first - 1]:
            return heard[first - 1][-1]
        if before is not None and before in found and before.start >= part.start:
            return found[before]
    if first and sentences[first - 1].text.rstrip().endswith(":") and heard[first - 1]:
        return heard[first - 1][-1]
    if last + 1 < len(sentences) and sentences[last + 1].part == part and heard[last + 1]:
        return heard[last + 1][0]
    if first and sentences[first - 1].part != part and quotation.start <= part.start + 1:
        # a paragraph of speech goes on with the one before
        if before is not None and before in found and _is_in(article, before, first - 1):
            return found[before]
        if heard[first - 1]:
            return heard[first - 1][-1]
    return None


def _led(article: Article, quotation: Quotation) -> Voice | None:
    """The subject of the sentence that the quotation is part of, whatever its verb."""
    sentence = article.sentences[_sentences_of(article, quotation)[0]]
    inner = article.text[quotation.inner_start : quotation.inner_end]
    if quotation.start <= sentence.start or inner.count(" ") < _PHRASE:
        return None
    pieces = pieces_of(unquoted(article), sentence.start, quotation.start)
    subject = lead(pieces)
    if subject is None or subject.last == len(pieces):
        return None
    end = pieces[subject.last - 1].end
    return Voice(pieces[subject.first].start, end, (end, end), plain=False)


_PHRASE = 2  # spaces; shorter quotations are titles and catchwords, unless a cue says otherwise


def _is_in(article: Article, quotation: Quotation, sentence: int) -> bool:
    part = article.sentences[sentence].part
    return part.start <= quotation.start < part.end
