"""From the text that checks read back to the source that the reader has open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text and the stretch of source it came from, in code points.

    Stretches of equal length correspond letter for letter; of unequal length (an escape, an
    entity) only as wholes.
    """

    text_start: int
    text_end: int
    source_start: int
    source_end: int


class OffsetMap:
    """Maps spans of text to spans of source. Runs are in order and do not overlap."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = tuple(run for run in runs if run.text_end > run.text_start)
        self._starts = [run.text_start for run in self._runs]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of text[start:end]: from its first mapped character to its last."""
        return self._start(start), self._end(end) if end > start else self._start(start)

    def _start(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        run = self._runs[max(index, 0)]
        if offset >= run.text_end and index + 1 < len(self._runs):
            return self._runs[index + 1].source_start  # between two runs: where the next begins
        return _inside(run, offset, whole=run.source_start)

    def _end(self, offset: int) -> int:
        run = self._runs[max(bisect_right(self._starts, offset - 1) - 1, 0)]
        return _inside(run, offset, whole=run.source_end)


def _inside(run: Run, offset: int, whole: int) -> int:
    if run.text_end - run.text_start == run.source_end - run.source_start:
        clamped = min(max(offset, run.text_start), run.text_end)
        return run.source_start + clamped - run.text_start
    return whole
