"""From a chain of runs to all the words that a passage keeps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reliacheck.archive.align_seeds import REACH, Block, cost, gap, overlap

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapidfuzz.distance import Editops


class Room(NamedTuple):
    """The words that a passage may take: numbers of the first and behind the last of each text."""

    a: tuple[int, int]
    b: tuple[int, int]


def kept_words(chain: list[Block], a: list[str], b: list[str], room: Room) -> list[Block]:
    """The equal words of the passage around `chain` as blocks in the order of both texts.

    The chain's gaps are filled, parts that are more gap than match are cut off, and both ends
    grow for as long as matched words outweigh unmatched ones.
    """
    core = best_stretch(_filled(chain, a, b))
    before = _before(core[0], a, b, room)
    after = _after(core[-1], a, b, room)
    return _merged([*before, *core, *after])


def _filled(chain: list[Block], a: list[str], b: list[str]) -> list[Block]:
    """The chain without overlaps, and with the equal words between its runs."""
    blocks = chain[:1]
    for run in chain[1:]:
        lost = overlap(blocks[-1], run)
        if lost >= run.size:
            continue
        start = Block(run.b + lost, run.a + lost, run.size - lost)
        last = blocks[-1]
        end_a, end_b = last.a + last.size, last.b + last.size
        between = _common(a[end_a : start.a], b[end_b : start.b])
        blocks += [Block(end_b + one.b, end_a + one.a, one.size) for one in between]
        blocks.append(start)
    return blocks


def best_stretch(blocks: list[Block]) -> list[Block]:
    """The consecutive blocks whose words outweigh their gaps most (Bentley's maximum sum)."""
    best, score = 0.0, 0.0
    start, first, end = 0, 0, 0
    for at, block in enumerate(blocks):
        score -= cost(blocks[at - 1], block) if at else 0.0
        if score <= 0:
            score, start = 0.0, at
        score += block.size
        if score > best:
            best, first, end = score, start, at + 1
    return blocks[first:end]


def _after(last: Block, a: list[str], b: list[str], room: Room) -> list[Block]:
    """Equal words behind `last` that belong to its passage."""
    grown: list[Block] = []
    while True:
        at_a, at_b = last.a + last.size, last.b + last.size
        ahead = _ahead(
            a[at_a : min(at_a + REACH, room.a[1])], b[at_b : min(at_b + REACH, room.b[1])]
        )
        if not ahead:
            return grown
        grown += [Block(at_b + one.b, at_a + one.a, one.size) for one in ahead]
        last = grown[-1]


def _before(first: Block, a: list[str], b: list[str], room: Room) -> list[Block]:
    """Equal words in front of `first` that belong to its passage: `_after`, read backwards."""
    grown: list[Block] = []
    while True:
        at_a, at_b = first.a, first.b
        ahead = _ahead(
            a[max(at_a - REACH, room.a[0]) : at_a][::-1],
            b[max(at_b - REACH, room.b[0]) : at_b][::-1],
        )
        if not ahead:
            return grown[::-1]
        grown += [
            Block(at_b - one.b - one.size, at_a - one.a - one.size, one.size) for one in ahead
        ]
        first = grown[-1]


def _ahead(a: list[str], b: list[str]) -> list[Block]:
    """Equal words from the beginning of both, up to where they outweigh the unmatched ones most."""
    blocks = _common(a, b)
    best, score, end = 0.0, 0.0, 0
    last = Block(0, 0, 0)
    for at, block in enumerate(blocks):
        score += block.size - cost(last, block)
        last = block
        if score > best:
            best, end = score, at + 1
    return blocks[:end]


def _common(a: list[str], b: list[str]) -> list[Block]:
    """A longest common subsequence as blocks."""
    if not a or not b:
        return []
    if len(a) == 1 == len(b):
        return [Block(0, 0, 1)] if a == b else []
    blocks = _editops()(a, b).as_matching_blocks()
    return [Block(block.b, block.a, block.size) for block in blocks if block.size]


def _merged(blocks: list[Block]) -> list[Block]:
    """Blocks that touch in both texts made one."""
    merged = blocks[:1]
    for block in blocks[1:]:
        last = merged[-1]
        if gap(last, block) == 0:
            merged[-1] = Block(last.b, last.a, last.size + block.size)
        else:
            merged.append(block)
    return merged


@cache
def _editops() -> Callable[[list[str], list[str]], Editops]:
    # 25 ms to import, and most pairs of texts have no run in common.
    from rapidfuzz.distance import Indel

    return Indel.editops
