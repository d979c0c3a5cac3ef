"""From the text that checks read back to the source that the reader has open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text and the stretch of source it came from, in code points.

    The two correspond letter for letter if all letters are of the same width in the source; else
    (an entity) only as wholes.
    """

    text_start: int
    text_end: int
    source_start: int
    source_end: int
    width: int = 1  # of each letter in the source; 6 for those written as an escape

    @property
    def even(self) -> bool:
        """Whether the stretches correspond letter for letter."""
        return (self.text_end - self.text_start) * self.width == self.source_end - self.source_start


class OffsetMap:
    """Maps spans of text to spans of source. Runs are in order of text and do not overlap.

    `cuts` are the offsets into the text, in order, over which no span of source reaches: what
    follows there may stand anywhere else in the source, also further up.
    """

    def __init__(self, runs: Sequence[Run], cuts: Sequence[int] = ()) -> None:
        self._runs = tuple(run for run in runs if run.text_end > run.text_start)
        self._starts = [run.text_start for run in self._runs]
        self._cuts = tuple(cuts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of text[start:end]: from its first mapped character to its last, or to
        the last before a cut."""
        first = self._first(start)
        cut = bisect_right(self._cuts, first)
        end = min([end, *self._cuts[cut : cut + 1]])
        return self._start(first), self._end(end) if end > first else self._start(first)

    def text_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The other way: the span of text from the first to the last character that comes from
        source[start:end]; None where none does."""
        sources, runs = self._by_source
        index = max(bisect_right(sources, start) - 1, 0)
        inside = [run for run in runs[index : bisect_left(sources, end)] if start < run.source_end]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        return (
            first.text_start + _left_out(first, start - first.source_start),
            last.text_end - _left_out(last, last.source_end - end),
        )

    @cached_property
    def _by_source(self) -> tuple[list[int], list[Run]]:
        runs = sorted(self._runs, key=lambda run: run.source_start)
        return [run.source_start for run in runs], runs

    def _first(self, offset: int) -> int:
        """The offset, or where the next run begins if it is between two."""
        index = bisect_right(self._starts, offset) - 1
        if offset >= self._runs[max(index, 0)].text_end and index + 1 < len(self._runs):
            return self._starts[index + 1]
        return offset

    def _start(self, offset: int) -> int:
        run = self._runs[max(bisect_right(self._starts, offset) - 1, 0)]
        return _inside(run, offset, whole=run.source_start)

    def _end(self, offset: int) -> int:
        run = self._runs[max(bisect_right(self._starts, offset - 1) - 1, 0)]
        return _inside(run, offset, whole=run.source_end)


def _left_out(run: Run, source: int) -> int:
    """How many letters at an end of a run stand for so many characters of source there."""
    return max(source, 0) // run.width if run.even else 0


def _inside(run: Run, offset: int, whole: int) -> int:
    if run.even:
        clamped = min(max(offset, run.text_start), run.text_end)
        return run.source_start + (clamped - run.text_start) * run.width
    return whole
