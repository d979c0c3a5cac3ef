"""Which segments to make one: many small ones cost every reader, large merges cost the writer."""

from __future__ import annotations

from collections.abc import Sequence

# A segment is merged with those before it until it is dwarfed: so there are few, and an article
# is written again about as often as there are powers of this in their number.
_DWARFED = 8
# Merges of more articles than this take seconds. They wait until there are too many segments, or
# for `archive compact`.
_EASY = 100_000
_MOST_SEGMENTS = 8


def segments_to_merge(sizes: Sequence[int]) -> int:
    """How many of the last segments to merge into one, 0 or at least 2; `sizes` in articles."""
    count, total = 0, 0
    for number, size in enumerate(reversed(sizes)):
        if number and (size >= _DWARFED * total or size + total > _EASY):
            break
        count, total = number + 1, total + size
    if count < 2 and len(sizes) > _MOST_SEGMENTS:
        count = len(sizes) - _MOST_SEGMENTS // 2
    return count if count >= 2 else 0
