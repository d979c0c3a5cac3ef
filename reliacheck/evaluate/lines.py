"""The labelled lines of a file."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reliacheck.errors import InputError
from reliacheck.reading import STDIN

_GZIP = b"\x1f\x8b"
_REMEDY = "see docs/evaluate.md; --skip-bad passes over such lines"


class Line(NamedTuple):
    """A line that is not blank."""

    place: int  # from 0, among the lines that are not blank
    number: int  # from 1, in the file
    text: bytes


def read_lines(path: str) -> list[Line]:
    """The lines of a file, gzipped or not, or of standard input ("-") that are not blank.

    Raises InputError for a file that cannot be read.
    """
    numbered = enumerate(_bytes(path).split(b"\n"), 1)
    kept = [(number, text) for number, text in numbered if text.strip()]
    return [Line(index, number, text) for index, (number, text) in enumerate(kept)]


def _bytes(path: str) -> bytes:
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        return gzip.decompress(data) if data.startswith(_GZIP) else data
    except FileNotFoundError:
        raise InputError(path, "no such file") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(path, "damaged: its gzip data cannot be read") from None
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from None


def record_of(line: Line) -> Mapping[str, Any]:
    """The object on a line; ValueError says what is wrong with it."""
    try:
        record = json.loads(line.text)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise ValueError(
            f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
            " (each line is one object)"
        ) from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(record, dict):
        raise ValueError(f"expected an object on each line, not {type(record).__name__}")
    return record


class Bad:
    """What becomes of lines that cannot be used: the first one ends the run, unless they are to be
    passed over."""

    def __init__(self, path: str, tell: Callable[[InputError], None] | None) -> None:
        """`tell` hears of each line that is passed over; None: none is."""
        self._path = path
        self._tell = tell
        self.count = 0

    def try_all(self, lines: list[Line], use: Callable[[Line], Any]) -> Iterator[tuple[Line, Any]]:
        """Each line with what `use` makes of it, without those for which it raises ValueError."""
        for line in lines:
            try:
                made = use(line)
            except ValueError as error:
                self._pass_over(line, error)
                continue
            yield line, made

    def _pass_over(self, line: Line, error: ValueError) -> None:
        if self._tell is None:
            raise InputError(self._path, f"{error} ({_REMEDY})", line.number) from None
        self.count += 1
        self._tell(InputError(self._path, str(error), line.number))
