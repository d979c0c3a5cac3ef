"""The sources of articles, as one page for a browser. Its template is pages/sources.html.jinja."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reliacheck import __version__
from reliacheck.article import Article, Part
from reliacheck.pages import page
from reliacheck.plugins import Failure
from reliacheck.reporters import Style
from reliacheck.reporters import sources_words as words
from reliacheck.sources.account import State, Story, state_of
from reliacheck.sources.model import Statement

_HUES = 8  # colours of sources; their numbers tell them apart


class _Piece(NamedTuple):
    """A stretch of a sentence."""

    text: str
    role: str  # "mention", "cue", "" for the rest
    source: int  # number of the source that is mentioned, from 1; 0 for none


class _Sentence(NamedTuple):
    """A sentence with its sources; one without a number is shown as it is."""

    number: int  # place among the story's sentences, from 1; 0 for the text between sentences
    state: State
    sources: Sequence[int]  # numbers, from 1
    chance: str
    pieces: Sequence[_Piece]


class _Paragraph(NamedTuple):
    kind: str
    sentences: Sequence[_Sentence]


class _Source(NamedTuple):
    """A row of the sidebar."""

    number: int
    name: str
    kind: str
    statements: int
    share: float
    first: int  # the sentence that first names it, from 1
    sentences: Sequence[int]


class _Told(NamedTuple):
    """A story as the template has it."""

    place: int
    name: str
    headline: str
    outlet: str
    credited: str
    language: str | None
    reason: str
    counted: str
    sources: Sequence[_Source]
    paragraphs: Sequence[_Paragraph]


def render(stories: Sequence[Story], _style: Style, failures: Sequence[Failure] = ()) -> str:
    """One HTML page. Raises ConfigError where jinja2 is not installed."""
    return page(
        "sources.html.jinja",
        version=__version__,
        stories=[_told(place, story) for place, story in enumerate(stories, 1)],
        failures=failures,
        states=words.STATE_WORDS,
        hue=_hue,
        percent=words.percent,
    )


def _hue(number: int) -> int:
    return (number - 1) % _HUES


def _told(place: int, story: Story) -> _Told:
    article = story.article
    return _Told(
        place=place,
        name=article.source.path or "(article)",
        headline=article.headline_text or "(no headline)",
        outlet=article.meta.outlet or "",
        credited=words.credits_line(story),
        language=article.language,
        reason=story.reason,
        counted=words.counted(story),
        sources=[] if story.reason else list(_sources(story)),
        paragraphs=list(_paragraphs(story)),
    )


def _sources(story: Story) -> Iterator[_Source]:
    numbers = {
        (one.sentence.start, one.sentence.end): number for number, one in enumerate(story.prose, 1)
    }
    for number, one in enumerate(story.sources, 1):
        said = [numbers[span] for span in one.said]
        kind = words.kind(one)
        yield _Source(number, one.name, kind, one.statements, one.share, said[0], said)


def _paragraphs(story: Story) -> Iterator[_Paragraph]:
    """The parts of the article, their sentences marked; plain where it is not assessed."""
    article = story.article
    by_part: dict[int, list[tuple[int, Statement]]] = {}
    for number, one in enumerate(() if story.reason else story.prose, 1):
        by_part.setdefault(one.sentence.part.start, []).append((number, one))
    for part in article.parts:
        told = by_part.get(part.start, [])
        yield _Paragraph(part.kind, list(_of_part(article, part, told)))


def _of_part(
    article: Article, part: Part, told: Sequence[tuple[int, Statement]]
) -> Iterator[_Sentence]:
    at = part.start
    for number, one in told:
        start, end = one.sentence.start, one.sentence.end
        if start > at:
            yield _between(article.text[at:start])
        yield _Sentence(
            number=number,
            state=state_of(one),
            sources=[number + 1 for number in dict.fromkeys(use.source for use in one.uses)],
            chance=words.percent(one.probability),
            pieces=list(_pieces(article, one)),
        )
        at = end
    if at < part.end:
        yield _between(article.text[at : part.end])


def _between(text: str) -> _Sentence:
    return _Sentence(0, "none", (), "", [_Piece(text, "", 0)])


def _pieces(article: Article, one: Statement) -> Iterator[_Piece]:
    """A sentence cut at its mentions and cues."""
    start, end = one.sentence.start, one.sentence.end
    marks = [(use.start, use.end, "mention", use.source + 1) for use in one.uses]
    marks += [(*use.cue, "cue", 0) for use in one.uses if use.cue is not None]
    at = start
    for first, last, role, source in sorted(set(marks)):
        if first < at or last > end:
            continue  # named in another sentence, or within another mark
        if first > at:
            yield _Piece(article.text[at:first], "", 0)
        yield _Piece(article.text[first:last], role, source)
        at = last
    if at < end:
        yield _Piece(article.text[at:end], "", 0)
