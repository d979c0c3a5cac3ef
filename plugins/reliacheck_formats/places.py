"""From the content of a Markdown block to the source it was cut from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from reliacheck.text.patterns import pattern
from reliacheck_formats.inline import Span
from reliacheck_formats.prose import Fragment

_FEW_LINES = 8
_LINE_END = pattern(r"\r\n|\r|\n")


class _Stretch(NamedTuple):
    """Content that stands in the source letter for letter."""

    start: int  # code points into the block's content
    end: int
    source: int  # where it starts in the source


class Place:
    """Where the content of one block stands."""

    def __init__(self, stretches: list[_Stretch]) -> None:
        """The stretches are in order; between two of them is a line end or a mark left out."""
        self._stretches = stretches
        self._starts = [stretch.start for stretch in stretches]

    def fragments(self, span: Span) -> Iterator[Fragment]:
        """A span of the content as fragments of the source."""
        index = max(bisect_right(self._starts, span.start) - 1, 0)
        if span.kind == "space":
            yield self._line_end(index)
        elif len(span.text) != span.end - span.start:
            yield Fragment(span.text, self._source(span.start), self._source(span.end - 1) + 1)
        else:
            while index < len(self._stretches) and self._stretches[index].start < span.end:
                yield _common(span, self._stretches[index])
                index += 1

    def _line_end(self, index: int) -> Fragment:
        start, end, source = self._stretches[index]
        end_of_line = source + end - start
        following = self._stretches[index + 1 : index + 2]
        return Fragment(" ", end_of_line, following[0].source if following else end_of_line + 1)

    def _source(self, offset: int) -> int:
        start, end, source = self._stretches[max(bisect_right(self._starts, offset) - 1, 0)]
        return source + min(max(offset, start), end) - start


def _common(span: Span, stretch: _Stretch) -> Fragment:
    start, end = max(stretch.start, span.start), min(stretch.end, span.end)
    source = stretch.source + start - stretch.start
    text = span.text[start - span.start : max(end, start) - span.start]
    return Fragment(text, source, source + len(text))


class SourceLines:
    """The lines of a text that was parsed as Markdown, and where they stand in the source."""

    def __init__(self, text: str, start: int) -> None:
        """`start`: where in the source the text begins, in code points."""
        self._text = text
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(text)]
        self._offset = start
        self._cells = (-1, 0)  # the table row last read, and how far

    def place(self, token: Token, opening: Token) -> Place:
        """Where the content of an inline token stands. `opening`: the token before it."""
        line = token.map[0] if token.map else 0
        if opening.type in ("th_open", "td_open"):
            return Place(self._cell(token.content, line))
        if opening.markup.startswith("#"):
            return Place([self._heading(token.content, line, opening.markup)])
        return Place(self._paragraph(token.content, line))

    def number(self, offset: int) -> int:
        """The line, from 0, that an offset into the source stands in."""
        return bisect_right(self._starts, offset - self._offset) - 1

    def _paragraph(self, content: str, line: int) -> list[_Stretch]:
        """Each line of it is the end of a line of the source, behind indents and quote marks."""
        lines = content.split("\n")
        near = range(line, min(line + _FEW_LINES, len(self._starts) - len(lines) + 1))
        # A first line of nothing but no-break spaces is no part of the content.
        first = next((one for one in near if self._find(lines[0], one) >= 0), line)
        stretches = []
        start = 0
        for number, text in enumerate(lines, first):
            indent = len(text) - len(text.lstrip(" \t"))
            found = max(self._find(text, number), self._starts[number])
            stretches.append(_Stretch(start + indent, start + len(text), self._offset + found))
            start += len(text) + 1
        return stretches

    def _find(self, text: str, line: int) -> int:
        return self._text.rfind(text.lstrip(" \t"), self._starts[line], self._ends[line])

    def _heading(self, content: str, line: int, markup: str) -> _Stretch:
        start, end = self._starts[line], self._ends[line]
        behind = self._text.find(markup, start, end) + len(markup)
        found = self._text.find(content, behind, end)
        return _Stretch(0, len(content), self._offset + max(found, start))

    def _cell(self, content: str, line: int) -> list[_Stretch]:
        """A cell stands behind those before it; a stroke within it is escaped in the source."""
        read = self._cells[1] if self._cells[0] == line else self._starts[line]
        written = content.replace("|", r"\|")
        found = max(self._text.find(written, read, self._ends[line]), read)
        self._cells = line, found + len(written)
        stretches = []
        start, source = 0, self._offset + found
        for piece in re.split(r"(?=\|)", content):
            source += piece.startswith("|")
            stretches.append(_Stretch(start, start + len(piece), source))
            start, source = start + len(piece), source + len(piece)
        return stretches
