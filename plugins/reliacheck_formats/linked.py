"""The links of a Markdown file: which words of the prose lead where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reliacheck import Link
from reliacheck.text.offsets import OffsetMap
from reliacheck_formats.inline import Span
from reliacheck_formats.places import Place


class SourceLink(NamedTuple):
    """Linked words where they stand in the source."""

    start: int  # code points
    end: int
    url: str


def links_of(spans: Sequence[Span], place: Place) -> Iterator[SourceLink]:
    """The links of one block; one that holds only a picture has no words."""
    for url, group in groupby(spans, key=lambda span: span.link):
        if not url:
            continue
        pieces = [piece for span in group if span.kind == "text" for piece in place.fragments(span)]
        if pieces:
            yield SourceLink(pieces[0].start, pieces[-1].end, url)


def in_text(links: Iterable[SourceLink], offsets: OffsetMap) -> Iterator[Link]:
    """The links of words that are in the article's text, in order; a date line's are not."""
    found = [(offsets.text_span(link.start, link.end), link.url) for link in links]
    for span, url in sorted((span, url) for span, url in found if span):
        yield Link(*span, url)
