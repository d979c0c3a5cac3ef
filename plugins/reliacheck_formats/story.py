"""Which paragraph of a story is its headline, its standfirst, its byline, its body."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reliacheck import PartKind
from reliacheck_formats.block import Block
from reliacheck_formats.dateline import find_dateline
from reliacheck_formats.furniture import after_bullets, furniture, names_outlet
from reliacheck_formats.head import read_head

_FOOT = 3  # paragraphs at the end, where an agency's name alone is a credit


class Piece(NamedTuple):
    """A stretch of a block's text and what it is."""

    kind: PartKind
    start: int  # code points into the block's text
    end: int


class Story(NamedTuple):
    """What the blocks of a story are."""

    pieces: Iterator[list[Piece]]  # one list for each block; a date line has no pieces
    published: str | None  # ISO 8601, from a date line


def read_story(blocks: Sequence[Block], headline: str | None = None) -> Story:
    """What each block is. `headline`: one that stands elsewhere (in front matter)."""
    head = read_head(blocks, headline)
    count = len(head.kinds)
    pieces = itertools.chain(
        map(_above, head.kinds, (block.text for block in blocks)), _body(blocks[count:])
    )
    return Story(pieces, head.published)


def _above(kind: PartKind | None, text: str) -> list[Piece]:
    return [_piece(kind, text)] if kind else []


def _body(blocks: Sequence[Block]) -> Iterator[list[Piece]]:
    foot = max(1, len(blocks) - _FOOT)
    lead = True  # the next paragraph of prose is the first
    for place, block in enumerate(blocks):
        kind: PartKind | None = block.kind or furniture(block.text)
        if kind is None and place >= foot and names_outlet(block.text):
            kind = "credit"
        if kind is None and lead:
            lead = False
            yield _lead(block.text)
        else:
            yield [_piece(kind or "body", block.text)]


def _lead(text: str) -> list[Piece]:
    """The first paragraph of the body, parted from its dateline."""
    found = find_dateline(text)
    if found is None:
        return [Piece("body", 0, len(text))]
    return [Piece("dateline", 0, found[0]), Piece("body", found[1], len(text))]


def _piece(kind: PartKind, text: str) -> Piece:
    return Piece(kind, after_bullets(text) if kind == "credit" else 0, len(text))
