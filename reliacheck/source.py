"""A file as it came: its bytes, its text, and where each line begins."""

from __future__ import annotations

import os
from bisect import bisect_right
from functools import cached_property

from reliacheck.errors import InputError
from reliacheck.text.patterns import pattern

_LINE_END = pattern(r"\r\n|\n|\r")
_BOMS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Copy holds no control characters but white space; a picture or an archive is full of them.
_CONTROL = pattern(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.001  # share of characters; a stray one from an old wire feed is let through


class Source:
    """One file or stream. Its text is decoded once, on demand, and never normalised.

    The byte order mark is not part of the text; carriage returns are. Offsets into `text` count
    code points.
    """

    def __init__(self, path: str, data: bytes) -> None:
        """`path` is the name shown to the user ("-" for standard input)."""
        self.path = path
        self.data = data

    @classmethod
    def from_text(cls, text: str, path: str = "") -> Source:
        """A source that was text from the start."""
        source = cls(path, b"")
        source._decoded = text, "utf-8"
        return source

    @property
    def suffix(self) -> str:
        """The ending of the file's name in lower case with its dot, "" if it has none."""
        return suffix_of(self.path)

    @property
    def text(self) -> str:
        """The decoded text; InputError if it is not text."""
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """How the text was decoded: "utf-8", "utf-8-sig", "utf-16", "utf-32" or "cp1252"."""
        return self._decoded[1]

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return _decode(self.path, self.data)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> tuple[int, str]:
        """The offset at which line `number` (from 1) starts, and its text without the line end."""
        start = self._line_starts[number - 1]
        found = _LINE_END.search(self.text, start)
        return start, self.text[start : found.start() if found else len(self.text)]


def suffix_of(path: str) -> str:
    """As pathlib has it, in lower case; to import that takes a tenth of a check's time."""
    name = os.path.basename(path.rstrip(f"{os.sep}{os.altsep or ''}"))  # noqa: PTH119
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def _decode(path: str, data: bytes) -> tuple[str, str]:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        return _decode_unmarked(path, data)
    try:
        return _printable(path, data.decode(encoding)), encoding
    except UnicodeDecodeError as error:
        raise InputError(
            path, f"not valid {encoding}, which its byte order mark says it is: {error.reason}"
        ) from None


def _decode_unmarked(path: str, data: bytes) -> tuple[str, str]:
    if b"\0" in data:
        place = data.index(b"\0")
        raise InputError(
            path,
            f"not text: a NUL byte at byte {place}"
            " (reliacheck reads text; UTF-16 needs a byte order mark)",
        )
    try:
        return _printable(path, data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as not_utf8:
        try:
            return _printable(path, data.decode("cp1252")), "cp1252"
        except UnicodeDecodeError:
            raise InputError(
                path,
                f"neither UTF-8 (byte {not_utf8.start} is 0x{data[not_utf8.start]:02x}) nor cp1252;"
                " save it as UTF-8",
            ) from None


def _printable(path: str, text: str) -> str:
    control = sum(1 for _ in _CONTROL.finditer(text))
    if "\0" in text or control > max(4, _MOST_CONTROL * len(text)):
        raise InputError(path, f"not text: {control} control characters")
    return text
