"""The ratings file: lines of text, sorted by host, searched where they stand.

A check is a new process that asks for a few hosts, so nothing is parsed beforehand: the bytes are
parted into lines, and a host's are found by halving. The first line has a checksum of the rest,
so that a file cut short or changed by hand is told, not searched in vain.

    # reliacheck ratings 1 <crc32>
    #rater<tab>name<tab>kind<tab>...           a line for each rater: the fields of `Rater`
    host<tab>path<tab>rater<tab>verdict<tab>...     a line for each rating: `COLUMNS`, sorted
"""

from __future__ import annotations

import os
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date

from reliacheck.errors import ConfigError
from reliacheck.ratings.model import Rater, Rating

COLUMNS = (
    *("host", "path", "rater", "verdict", "value", "since", "until", "topics", "except_topics"),
    *("words", "name", "rated", "link", "note"),
)
_TITLE = b"# reliacheck ratings 1 "
_RATER = "#rater\t"
_BETWEEN = "|"  # topics


class RatingFile:
    """The ratings of a file, read when they are asked for."""

    def __init__(self, path: str, data: bytes) -> None:
        """Take the bytes of a file. Raises ConfigError for what is no ratings file."""
        self.path = path
        title, _, body = data.partition(b"\n")
        if not title.startswith(_TITLE):
            raise ConfigError(
                f"{path}: not a ratings file of this version; make one with"
                " `reliacheck ratings import`"
            )
        if title.removeprefix(_TITLE) != _checksum(body):
            raise ConfigError(
                f"{path}: damaged or changed by hand; import its lists anew into another file, or"
                " fetch it from your backup"
            )
        self._lines = body.split(b"\n")[:-1]
        self._start = 0  # of the ratings, behind the raters
        self.raters: dict[str, Rater] = {}
        while self._start < len(self._lines) and self._lines[self._start].startswith(b"#"):
            rater = _rater_of(self._lines[self._start].decode("utf-8"))
            self.raters[rater.name] = rater
            self._start += 1

    @classmethod
    def read(cls, path: str) -> RatingFile:
        """Read a file. Raises ConfigError where it cannot be read or is none."""
        try:
            with open(path, "rb") as stream:  # noqa: PTH123 - pathlib takes a tenth of a check
                data = stream.read()
        except FileNotFoundError:
            raise ConfigError(
                f"{path}: no such ratings file; make it with `reliacheck ratings import`"
            ) from None
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
        return cls(path, data)

    def of_host(self, host: str) -> list[Rating]:
        """Return the ratings that are filed under exactly this host, in order."""
        wanted = f"{host}\t".encode()
        lines, found = self._lines, []
        at = bisect_left(lines, wanted, self._start)
        while at < len(lines) and lines[at].startswith(wanted):
            found.append(self._rating(lines[at]))
            at += 1
        return found

    def all(self) -> list[Rating]:
        """Return every rating, in order."""
        return [self._rating(line) for line in self._lines[self._start :]]

    def lines(self) -> list[str]:
        """Return the lines of all ratings as they stand in the file."""
        return [line.decode("utf-8") for line in self._lines[self._start :]]

    def _rating(self, line: bytes) -> Rating:
        columns = line.decode("utf-8").split("\t")
        try:
            (host, path, name, verdict, value, since, until, topics, but, *rest) = columns
            words, called, rated, link, note = rest
        except ValueError:
            raise ConfigError(f"{self.path}: {len(columns)} columns in {columns[0]!r}") from None
        rater = self.raters[name]
        return Rating(
            host,
            path,
            name,
            verdict,
            value,
            date.fromisoformat(since) if since else None,
            date.fromisoformat(until) if until else None,
            tuple(topics.split(_BETWEEN)) if topics else (),
            tuple(but.split(_BETWEEN)) if but else (),
            words,
            called,
            rated or rater.rated,
            rater.licence,
            link or rater.link,
            note,
        )


def line_of(rating: Rating, rater: Rater) -> str:
    """A rating as a line; what its rater's line says is left out of it."""
    fields = [_column(getattr(rating, name)) for name in COLUMNS]
    for name in ("rated", "link"):
        if getattr(rating, name) == getattr(rater, name):
            fields[COLUMNS.index(name)] = ""
    return "\t".join(fields)


def contents(raters: Mapping[str, Rater], lines: Iterable[str]) -> bytes:
    """A file of these raters and lines, in the order that belongs."""
    heads = [_head(raters[name]) for name in sorted(raters)]
    body = b"".join(
        [line.encode() + b"\n" for line in heads]
        + sorted({line.encode() + b"\n" for line in lines})
    )
    return _TITLE + _checksum(body) + b"\n" + body


def with_rater(
    old: RatingFile | None, rater: Rater, ratings: Iterable[Rating]
) -> tuple[bytes, Rater, bool]:
    """The file with a rater's ratings in place of its old ones.

    Returns its bytes, the rater's line, and whether anything changed: the same ratings imported
    again keep the day of their import.
    """
    raters = dict(old.raters) if old else {}
    lines = old.lines() if old else []
    mine = {line_of(rating, rater) for rating in ratings}
    rater = _rater_of(_head(rater._replace(rows=len(mine))))
    before = raters.get(rater.name)
    others = [line for line in lines if line.split("\t", 3)[2] != rater.name]
    same_list = before and before._replace(imported="") == rater._replace(imported="")
    if before and same_list and set(lines) - set(others) == mine:
        rater = before
    raters[rater.name] = rater
    data = contents(raters, [*others, *mine])
    return data, rater, old is None or rater is not before


def read_if_there(path: str) -> RatingFile | None:
    """The file, or None where there is none yet."""
    return RatingFile.read(path) if os.path.lexists(path) else None


def _column(value: object) -> str:
    if isinstance(value, tuple):
        return _BETWEEN.join([_column(one).replace(_BETWEEN, "/") for one in value])
    return "" if value is None else " ".join(str(value).split())


def _head(rater: Rater) -> str:
    """A rater's line."""
    return _RATER + "\t".join(map(_column, rater))


def _rater_of(line: str) -> Rater:
    name, kind, rated, licence, link, imported, rows, rejected, file = line.removeprefix(
        _RATER
    ).split("\t")
    return Rater(name, kind, rated, licence, link, imported, int(rows), int(rejected), file)


def _checksum(body: bytes) -> bytes:
    return b"%08x" % zlib.crc32(body)
