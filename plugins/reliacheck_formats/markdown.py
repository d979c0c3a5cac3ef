"""Newspaper copy as Markdown, with or without front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from markdown_it.token import Token

from reliacheck import Article, PartKind, Source
from reliacheck.suppressions import find_directives
from reliacheck_formats.block import Block
from reliacheck_formats.front_matter import FrontMatter, read_front_matter
from reliacheck_formats.furniture import furniture
from reliacheck_formats.hidden import blanked, hidden_spans
from reliacheck_formats.inline import Span, parser, read_spans
from reliacheck_formats.linked import SourceLink, in_text, links_of
from reliacheck_formats.places import Place, SourceLines
from reliacheck_formats.prose import Fragment, Prose, Weaver, join
from reliacheck_formats.story import read_story
from reliacheck_formats.wording import is_blank, says_again


def read_markdown(source: Source) -> list[Article]:
    """The article in a Markdown file; none if it holds no words.

    Raises InputError for front matter that cannot be read.
    """
    front = read_front_matter(source)
    directives = [one for one in find_directives(source.text) if one.start >= front.end]
    text = _visible(source.text, front.end, [(one.start, one.end) for one in directives])
    lines = SourceLines(text, front.end)
    tokens = parser().parse(text)
    weaver = Weaver()
    linked: list[SourceLink] = []
    published = _weave(weaver, front, list(_passages(tokens, lines, linked)))
    if not weaver.parts:
        return []
    code = {
        line for token in tokens if token.type == "fence" for line in range(*(token.map or (0, 0)))
    }
    shown = [one for one in directives if lines.number(one.start) not in code]
    meta = front.meta if front.meta.published else replace(front.meta, published=published)
    offsets = weaver.offsets
    return [
        Article(
            source,
            weaver.parts,
            text=weaver.text,
            offsets=offsets,
            meta=meta,
            directives=[*front.directives, *shown],
            links=list(in_text(linked, offsets)),
        )
    ]


def _visible(text: str, start: int, directives: Sequence[tuple[int, int]]) -> str:
    """The story without comments, of the same length."""
    hidden = [*directives, *hidden_spans(text, start)]
    return blanked(text, hidden)[start:].replace("\0", " ")


def _weave(weaver: Weaver, front: FrontMatter, passages: Sequence[_Passage]) -> str | None:
    """Adds all parts; returns the day of a date line."""
    for kind, prose in front.parts:
        weaver.add(kind, prose)
    headline = next((prose.text for kind, prose in front.parts if kind == "headline"), None)
    blocks = list(_blocks(passages, headline))
    story = read_story(blocks, headline)
    for passage, pieces in zip(passages, story.pieces, strict=True):
        for kind, start, end in pieces:
            weaver.add(kind, passage.prose, start, end)
    return story.published


class _Passage(NamedTuple):
    """A paragraph, heading, table cell or picture."""

    prose: Prose
    level: int = 0  # of a heading, from 1
    kind: PartKind | None = None
    stressed: bool = False


def _passages(
    tokens: Sequence[Token], lines: SourceLines, linked: list[SourceLink]
) -> Iterator[_Passage]:
    """All passages; their links are added to `linked`."""
    for opening, token in pairwise(tokens):
        if token.type != "inline" or not token.children:
            continue
        place = lines.place(token, opening)
        level = int(opening.tag[1]) if opening.type == "heading_open" else 0
        kind: PartKind | None = "body" if opening.type in ("th_open", "td_open") else None
        spans = list(read_spans(token.children, token.content))
        linked += links_of(spans, place)
        for passage in _of_block(spans, place):
            yield passage if passage.kind else passage._replace(level=level, kind=kind)


def _of_block(spans: Sequence[Span], place: Place) -> Iterator[_Passage]:
    """The passages of one block; pictures and HTML tags part it."""
    for kind, group in groupby(spans, key=lambda span: span.kind in ("image", "block")):
        if not kind:
            yield from _of_lines(list(group), place)
            continue
        for span in group:
            prose = _prose(span.inside, place)
            if not is_blank(prose.text):
                yield _Passage(prose, kind="caption")


def _of_lines(spans: Sequence[Span], place: Place) -> Iterator[_Passage]:
    """One passage, unless a line broken off by hand is a byline or the like."""
    lines = [
        list(line)
        for broken, line in groupby(spans, lambda span: span.kind == "line")
        if not broken
    ]
    if len(lines) > 1 and not any(furniture(_prose(line, place).text) for line in lines):
        lines = [list(spans)]
    for line in lines:
        prose = _prose(line, place)
        if not is_blank(prose.text):
            stressed = all(span.stressed for span in line if span.text.strip())
            yield _Passage(prose, stressed=stressed)


def _prose(spans: Sequence[Span], place: Place) -> Prose:
    return join(_fragments(spans, place))


def _fragments(spans: Sequence[Span], place: Place) -> Iterator[Fragment]:
    end = 0
    for span in spans:
        if span.kind in ("text", "space"):
            for fragment in place.fragments(span):
                end = fragment.end
                yield fragment
        elif span.kind == "image":
            yield from _fragments(span.inside, place)
        else:
            yield Fragment(" ", end, end)


def _blocks(passages: Sequence[_Passage], headline: str | None) -> Iterator[Block]:
    """The passages with what their markup says about them.

    Without a headline in the front matter the first heading of level 1 is it. If there is none of
    these either, the first paragraph may be it, as in plain text.
    """
    own = next((one for one in passages if one.level == 1), None) if headline is None else None
    title = own.prose.text if own else headline
    for number, one in enumerate(passages):
        kind = one.kind
        if one.level and (title is not None or number):
            again = one.level == 1 and title is not None and says_again(title, one.prose.text)
            kind = "headline" if one is own or again else "body"
        yield Block(one.prose.text, 0, number, kind, one.stressed)
