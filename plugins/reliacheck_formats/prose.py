"""Prose woven from pieces of a source, each letter of which still knows where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reliacheck import Part, PartKind
from reliacheck.text.offsets import OffsetMap, Run
from reliacheck.text.patterns import pattern

_GAP = "\n\n"  # between parts
_WHITE_SPACE = pattern(r"\s+")
_UNEVEN = pattern(r"\s{2,}|[^\S ]")


class Fragment(NamedTuple):
    """Some text and where in the source it stands, in code points.

    Of equal length the two correspond letter for letter, otherwise (an entity) only as wholes.
    """

    text: str
    start: int
    end: int


class Prose(NamedTuple):
    """A paragraph's text with its runs, whose text offsets count from the paragraph's start."""

    text: str
    runs: tuple[Run, ...]


def join(fragments: Iterable[Fragment]) -> Prose:
    """The fragments as one paragraph: white space is single spaces, and none at the ends."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    gap: Fragment | None = None
    for fragment in _spaced(fragments):
        if fragment.text == " ":
            gap = gap or fragment
            continue
        for piece in (gap, fragment) if gap and texts else (fragment,):
            texts.append(piece.text)
            _append(runs, Run(length, length + len(piece.text), piece.start, piece.end))
            length += len(piece.text)
        gap = None
    return Prose("".join(texts), tuple(runs))


def _spaced(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """The same words, every white space in between a single space of its own."""
    for text, start, end in fragments:
        if len(text) != end - start:
            yield Fragment(" " if text.isspace() else text, start, end)
            continue
        here = 0
        for found in _WHITE_SPACE.finditer(text) if _UNEVEN.search(text) else _outer(text):
            if found.start() > here:
                yield Fragment(text[here : found.start()], start + here, start + found.start())
            yield Fragment(" ", start + found.start(), start + found.end())
            here = found.end()
        if here < len(text):
            yield Fragment(text[here:], start + here, end)


def _outer(text: str) -> Iterator[re.Match[str]]:
    """The space at either end, where only single ones stand inside."""
    for found in (_WHITE_SPACE.match(text), _WHITE_SPACE.match(text, max(len(text) - 1, 1))):
        if found:
            yield found


def _append(runs: list[Run], run: Run) -> None:
    """Adds a run, to the last one if the two are one stretch of source."""
    last = runs[-1] if runs else None
    if last and last.source_end == run.source_start and last.even and run.even:
        runs[-1] = Run(last.text_start, run.text_end, last.source_start, run.source_end)
    else:
        runs.append(run)


class Weaver:
    """Puts the parts of an article together, two line ends between them."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._cuts: list[int] = []
        self._length = 0

    @property
    def text(self) -> str:
        """What the article's text is by now."""
        return _GAP.join(self._texts)

    @property
    def offsets(self) -> OffsetMap:
        """The way from that text back to the source."""
        return OffsetMap(self._runs, self._cuts)

    def cut(self) -> None:
        """No span of source is to reach from what is there by now to what follows."""
        if self.parts:
            self._cuts.append(self._length + len(_GAP))

    def add(self, kind: PartKind, prose: Prose, start: int = 0, end: int | None = None) -> None:
        """Adds the stretch of a paragraph from `start` to `end` as a part."""
        text = prose.text[start:end]
        at = self._length + (len(_GAP) if self.parts else 0)
        for run in prose.runs:
            if start < run.text_end and run.text_start < start + len(text):
                self._runs.append(_shifted(_clipped(run, start, start + len(text)), at - start))
        self._texts.append(text)
        self.parts.append(Part(kind, at, at + len(text), text))
        self._length = at + len(text)


def _clipped(run: Run, start: int, end: int) -> Run:
    if (start <= run.text_start and run.text_end <= end) or not run.even:
        return run
    head, tail = max(start - run.text_start, 0), max(run.text_end - end, 0)
    return Run(
        run.text_start + head,
        run.text_end - tail,
        run.source_start + head * run.width,
        run.source_end - tail * run.width,
        run.width,
    )


def _shifted(run: Run, by: int) -> Run:
    return Run(run.text_start + by, run.text_end + by, *run[2:])
