"""Where a passage begins and ends: with a sentence, if one does nearby in both texts."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reliacheck.archive.align_blocks import Room
from reliacheck.archive.align_seeds import Block
from reliacheck.archive.align_words import Prepared, sentence_edge

# Changed words at the beginning or end of a sentence that still belong to the passage: they are
# the ones that a rewrite changes ("officials said" gone, "He" for "The minister").
_MOST_CHANGED = 4
# Equal words beyond the end of a sentence that are there by chance ("The ..." after a passage).
_MOST_BY_CHANCE = 2

_Point = tuple[int, int]  # numbers of a word of A and of one of B


class Draft(NamedTuple):
    """A passage in numbers of words: first and behind the last, and the equal words in it."""

    a: tuple[int, int]
    b: tuple[int, int]
    blocks: list[Block]


def settled(blocks: list[Block], a: Prepared, b: Prepared, room: Room) -> Draft:
    """The passage of these blocks, its ends moved to ends of sentences where such are near."""
    first, last = blocks[0], blocks[-1]
    start = _outwards(a, b, (first.a, first.b), -1, (room.a[0], room.b[0]))
    if not start:
        lost = _by_chance(a, b, (first.a, first.b), 1, first.size)
        first = Block(first.b + lost, first.a + lost, first.size - lost)
        blocks = [first, *blocks[1:]]
        last = blocks[-1]
    end = _outwards(a, b, _behind(last), 1, (room.a[1], room.b[1]))
    if not end:
        lost = _by_chance(a, b, _behind(last), -1, last.size)
        last = Block(last.b, last.a, last.size - lost)
        blocks = [*blocks[:-1], last]
    start_a, start_b = start or (first.a, first.b)
    end_a, end_b = end or _behind(last)
    return Draft((start_a, end_a), (start_b, end_b), blocks)


def _behind(block: Block) -> _Point:
    return block.a + block.size, block.b + block.size


def _outwards(
    a: Prepared, b: Prepared, at: _Point, step: Literal[-1, 1], limit: _Point
) -> _Point | None:
    """The ends of sentences from `at` on, if they are near in both texts."""
    edge_a = _edge(a, at[0], step, limit[0])
    edge_b = None if edge_a is None else _edge(b, at[1], step, limit[1])
    return None if edge_a is None or edge_b is None else (edge_a, edge_b)


def _edge(read: Prepared, at: int, step: Literal[-1, 1], limit: int) -> int | None:
    for here in range(at, at + step * (_MOST_CHANGED + 1), step):
        if sentence_edge(read, here):
            return here
        if here == limit:
            return None
    return None


def _by_chance(a: Prepared, b: Prepared, at: _Point, step: Literal[-1, 1], size: int) -> int:
    """How many of the outermost `size` equal words lie beyond the end of a sentence in both."""
    for lost in range(1, min(_MOST_BY_CHANCE, size - 1) + 1):
        if sentence_edge(a, at[0] + step * lost) and sentence_edge(b, at[1] + step * lost):
            return lost
    return 0
