"""Where the paragraphs of a plain text begin and end, however it is laid out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reliacheck.text.patterns import pattern
from reliacheck_formats.block import Block
from reliacheck_formats.furniture import furniture, is_source_line
from reliacheck_formats.wording import ends_sentence, is_blank, says_again

Span = tuple[int, int]

_LINE = pattern(r"\S[^\r\n]*")
_LINE_END = r"(?:\r\n|\r(?!\n)|\n)"
_EMPTY_LINE = pattern(rf"{_LINE_END}[^\S\r\n]*{_LINE_END}")

# A hard-wrapped paragraph has a width between these: narrower lines are a list, and wider ones are
# paragraphs of a line each.
_NARROWEST = 20
_WIDEST = 140
_TITLE_LINES = 5  # at most so many single lines stand on top of a wrapped paragraph
_TELLING_RUN = 4  # so many lines of one width are no accident
_REACH = 50  # runs of lines that are looked at for the width of the whole

_BULLETS = frozenset("•●▪■◦‣⁃")
_DASHES = frozenset("*-–—")  # these also stand in prose

# Scripts without spaces.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"


class _Line(NamedTuple):
    start: int
    end: int
    cut: bool  # something taken out stood before it
    apart: bool  # an empty line stood before it


def find_blocks(text: str, cuts: Sequence[Span] = ()) -> Iterator[Block]:
    """The paragraphs of a text in order; their offsets are code points into it.

    They may be separated by empty lines, stand on a line each, or be hard-wrapped. `cuts` are spans
    (in order) that belong to no paragraph; one in the middle of a paragraph makes two of it.
    """
    runs = list(_runs(text, cuts))
    width = _width(text, runs)
    for group, lines in runs:
        for start, end in _paragraphs(text, lines, group, width):
            yield Block(text[start:end], start, group)


def _runs(text: str, cuts: Sequence[Span]) -> Iterator[tuple[int, list[Span]]]:
    """Lines with nothing between them, and the number of their group."""
    group = 0
    run: list[Span] = []
    for line in _lines(text, cuts):
        if run and (line.cut or line.apart):
            yield group, run
            group += line.apart
            run = []
        run.append((line.start, line.end))
    if run:
        yield group, run


def _lines(text: str, cuts: Sequence[Span]) -> Iterator[_Line]:
    cut = apart = False
    for start, end in _between(cuts, len(text)):
        here = start
        for found in _LINE.finditer(text, start, end):
            if is_blank(found.group()):
                apart = True
                continue
            apart |= _empty_line(text, here, found.start())
            here = found.start() + len(found.group().rstrip())
            yield _Line(found.start(), here, cut, apart)
            cut = apart = False
        apart |= _empty_line(text, here, end)
        cut = True


def _between(cuts: Sequence[Span], length: int) -> Iterator[Span]:
    here = 0
    for start, end in cuts:
        yield here, start
        here = end
    yield here, length


def _empty_line(text: str, start: int, end: int) -> bool:
    return end - start > 1 and _EMPTY_LINE.search(text, start, end) is not None


def _width(text: str, runs: Sequence[tuple[int, list[Span]]]) -> int:
    """The width that the body is wrapped at, 0 if it is not."""
    near = [lines for group, lines in runs[:_REACH] if group and len(lines) > 1]
    wrapped = [lines for lines in near if _is_wrapped(text, lines)]
    return max((_widest(text, lines) for lines in wrapped), default=0)


def _paragraphs(text: str, lines: list[Span], group: int, width: int) -> list[Span]:
    """What a run of lines holds: single lines, a wrapped paragraph, single lines; or only those."""
    last = len(lines) - _furniture_below(text, lines, group)
    for first in range(min(last - 1, _TITLE_LINES)):
        part = lines[first:last]
        if _is_wrapped(text, part) or (
            _is_title(text, part, width) if group == 0 else not first and _fills(text, part, width)
        ):
            return [*lines[:first], (part[0][0], part[-1][1]), *lines[last:]]
    return lines


def _furniture_below(text: str, lines: list[Span], group: int) -> int:
    """How many lines at the end stand for themselves: bylines and source lines."""
    count = 0
    for above, line in zip(reversed(lines[:-1]), reversed(lines), strict=False):
        if line[1] - line[0] > _WIDEST:
            break
        words, words_above = text[slice(*line)], text[slice(*above)]
        if furniture(words) not in ("byline", "credit"):
            break
        if not (group == 0 or is_source_line(words) or _stands_alone(words_above)):
            break
        count += 1
    return count


def _stands_alone(text: str) -> bool:
    return ends_sentence(text) or furniture(text) is not None


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines that could also be a title and what stands below it are one paragraph.

    Two lines of which the first is longer always fill their width; so a line must go on with a
    small letter, or there must be many.
    """
    if len(lines) < _TELLING_RUN and not any(text[start].islower() for start, _ in lines[1:]):
        return False
    return _fills(text, lines)


def _is_title(text: str, lines: list[Span], width: int) -> bool:
    """Whether lines at the top are one title, wrapped as the body is."""
    if not width or ends_sentence(text[slice(*lines[-1])]):
        return False
    again = says_again(*(text[slice(*line)] for line in lines[:2]))
    return not again and _explains(text, lines, width)


def _fills(text: str, lines: list[Span], width: int = 0) -> bool:
    """Whether greedy wrapping explains every line end, at the widest line or, if given, at `width`.

    Lines that all end like sentences are paragraphs, unless that is the width of the whole.
    """
    own = _widest(text, lines)
    if not _NARROWEST <= own <= _WIDEST or _is_list(text, lines):
        return False
    at_width = width >= own and _explains(text, lines, width)
    return at_width or (
        _explains(text, lines, own) and not all(ends_sentence(text[slice(*one)]) for one in lines)
    )


def _is_list(text: str, lines: list[Span]) -> bool:
    return any(text[start] in _BULLETS for start, _ in lines[1:]) or all(
        text[start] in _DASHES for start, _ in lines
    )


def _widest(text: str, lines: list[Span]) -> int:
    """The widest line in characters; a long address that no wrapping can break does not count."""
    several = (end - start for start, end in lines if " " in text[start:end])
    return max(several, default=0) or max(end - start for start, end in lines)


def _explains(text: str, lines: list[Span], width: int) -> bool:
    return all(
        end - start + 1 + _first_word(text, next_start, next_end) > width
        for (start, end), (next_start, next_end) in itertools.pairwise(lines)
    )


def _first_word(text: str, start: int, end: int) -> int:
    """The length of what a line break keeps together at the beginning of a line."""
    found = _unbroken().match(text, start, end)
    return len(found.group()) if found else 0


@cache
def _unbroken() -> re.Pattern[str]:
    """A word, or one sign of a script without spaces."""
    return re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
