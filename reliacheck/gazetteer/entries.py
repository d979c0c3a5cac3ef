"""Outlets and the tab-separated file that lists them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

MEDIA = ("agency", "newspaper", "broadcaster", "magazine", "online")  # what brings news
KINDS = (*MEDIA, "government", "social")
COLUMNS = ("name", "kind", "aliases", "domains", "languages", "country")
AMBIGUOUS = "~"
_ABBREVIATION_LENGTH = 4
ROW = "|"  # between two names of one first word; as between aliases
RECORD, UNIT = "\x1e\x1f"  # ASCII's own separators, which no name holds


class Outlet(NamedTuple):
    """A news agency, an outlet, a publishing public body or a social platform.

    Attributes:
        name: The name to show; `find` and `lookup` know it too.
        kind: One of `KINDS`.
        aliases: Other printed names that mean this outlet wherever they stand.
        ambiguous_aliases: Printed names that are also ordinary words or belong to several
            outlets; they may include `name`.
        domains: Hosts in lower case without "www.", each perhaps with a path ("bbc.com/persian").
        languages: ISO 639-1 codes, the main one first.
        country: ISO 3166 alpha-2 code, or "" where none can be named.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    ambiguous_aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    country: str = ""

    def printed_names(self) -> list[tuple[str, bool]]:
        """Return every name as printed, and whether it is ambiguous."""
        names = [(alias, False) for alias in self.aliases]
        names += [(alias, True) for alias in self.ambiguous_aliases]
        if self.name not in self.ambiguous_aliases:
            names.append((self.name, False))
        return names


class GivenOutlets:
    """Outlets in order, as the indexes take them."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        """Take the outlets; of two of one name the later one."""
        named: dict[str, Outlet] = {}
        for outlet in outlets:
            named.pop(outlet.name, None)
            named[outlet.name] = outlet
        self._outlets = tuple(named.values())

    def __len__(self) -> int:
        return len(self._outlets)

    def __getitem__(self, number: int) -> Outlet:
        return self._outlets[number]

    def names(self) -> str:
        """Return the printed names of all: each between two UNITs, outlets parted by RECORD."""
        rows = [[name for name, _ in outlet.printed_names()] for outlet in self._outlets]
        return RECORD.join([f"{UNIT}{UNIT.join(names)}{UNIT}" for names in rows])

    def domains(self) -> Iterator[tuple[str, ...]]:
        """Yield the domains of each outlet."""
        return (outlet.domains for outlet in self._outlets)

    def folded_keys(self) -> str:
        """Return what `lookup` searches: the names as `folded_keys` has them."""
        return folded_keys(self.names())

    def name_rows(self) -> dict[str, str]:
        """Return nothing: the names of these are indexed when they are looked for."""
        return {}


class FileOutlets:
    """The outlets of a file that is known to be well formed, each made when it is asked for.

    An article names few of them, and a check is a new process: to make all 1,900 would take
    longer than all else that is done with one article.
    """

    def __init__(self, path: str, names: str | None = None, keys: str | None = None) -> None:
        """Take the file and, if there are such, those with its names by first word and as keys."""
        self._path = path
        self._name_path = names
        self._key_path = keys
        self._outlets: dict[int, Outlet] = {}

    @cached_property
    def _lines(self) -> list[str]:
        lines = _read(self._path).split("\n")
        return [line for line in lines if line and line[0] != "#"]

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, number: int) -> Outlet:
        outlet = self._outlets.get(number)
        if outlet is None:
            outlet = self._outlets[number] = _of_columns(*self._lines[number].split("\t"))
        return outlet

    def names(self) -> str:
        """Return the printed names of all: each between two UNITs, outlets parted by RECORD."""
        rows = [line.split("\t", 3) for line in self._lines]
        names = RECORD.join([f"{UNIT}{name}{UNIT}{aliases}{UNIT}" for name, _, aliases, _ in rows])
        return names.replace("|", UNIT).replace(UNIT + AMBIGUOUS, UNIT)

    def domains(self) -> Iterator[tuple[str, ...]]:
        """Yield the domains of each outlet."""
        return (_parts(line.split("\t", 4)[3]) for line in self._lines)

    def folded_keys(self) -> str:
        """Return what `lookup` searches: the names as `folded_keys` has them."""
        if self._key_path is None:
            return folded_keys(self.names())
        return _read(self._key_path).replace("\t", UNIT).replace("\n", RECORD)

    def name_rows(self) -> dict[str, str]:
        """Return the rows of the names that begin with a word, by that word; {} without a file."""
        if self._name_path is None:
            return {}
        lines = _read(self._name_path).split("\n")
        return {word: rows for word, _, rows in [line.partition("\t") for line in lines] if word}


def _read(path: str | os.PathLike[str]) -> str:
    with open(path, encoding="utf-8") as stream:  # noqa: PTH123 - pathlib is dear to import
        return stream.read()


def read_outlets(path: str | os.PathLike[str]) -> tuple[Outlet, ...]:
    """Read the outlets of a tab-separated UTF-8 file; lines that start with "#" are comments.

    Raises:
        ValueError: A line is malformed; the message names file, line number and remedy.
        OSError: The file cannot be read.
    """
    outlets = []
    try:
        lines = _read(path).removeprefix("\ufeff").split("\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if line and line[0] != "#":
            try:
                outlets.append(_outlet(line))
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: {error}") from None
    return tuple(outlets)


def _outlet(line: str) -> Outlet:
    columns = line.split("\t")
    if len(columns) != len(COLUMNS):
        raise ValueError(
            f"{len(columns)} columns instead of {len(COLUMNS)}; "
            f"separate {', '.join(COLUMNS)} by one tab each and leave an unknown one empty"
        )
    name, kind, _, domains, _, _ = columns
    if not name.strip():
        raise ValueError("no name; write the outlet's name in the first column")
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; write one of {', '.join(KINDS)}")
    if domains != domains.lower() or "://" in domains:
        raise ValueError(f"domains {domains!r}; write hosts in lower case, without 'https://'")
    return _of_columns(*columns)


def _of_columns(
    name: str, kind: str, aliases: str, domains: str, languages: str, country: str
) -> Outlet:
    plain_names, ambiguous = _sorted_aliases(aliases)
    return Outlet(name, kind, plain_names, ambiguous, _parts(domains), _codes(languages), country)


def _sorted_aliases(column: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the unmarked and the marked aliases of a column."""
    if AMBIGUOUS not in column:
        return _parts(column), ()
    parts = column.split("|")
    unmarked = tuple([part for part in parts if part[:1] != AMBIGUOUS])
    return unmarked, tuple([part[1:] for part in parts if part[:1] == AMBIGUOUS])


def _parts(column: str) -> tuple[str, ...]:
    return tuple(column.split("|")) if column else ()


_codes = cache(_parts)  # most outlets share a few languages


# Characters that look or are meant alike: spaces, apostrophes, hyphens, and the Arabic yeh and kaf,
# which Persian keyboards type differently.
_LOOKALIKES = {
    "\n": " ",
    "\t": " ",
    "\u00a0": " ",
    "\u202f": " ",
    "\u200c": " ",
    "\u2019": "'",
    "\u2011": "-",
    "\u064a": "\u06cc",
    "\u0643": "\u06a9",
}
# What does not count where a name is looked up.
_KEY_MARKS = " -\u2013.,:'\u2019\u200c&!+/|\"()«»"
_KEY_CHARACTERS = str.maketrans({**_LOOKALIKES, **dict.fromkeys(_KEY_MARKS, "")})


def plain(text: str) -> str:
    """Return text of the same length in which every look-alike character is one and the same."""
    for found, replacement in _LOOKALIKES.items():
        text = text.replace(found, replacement)
    return text


def name_key(name: str) -> str:
    """Return what a name is looked up by: without "the", spaces, hyphens and other marks.

    Case is folded too, except in an abbreviation of up to four capitals: "AP" is not "ap".
    """
    letters = _without_the(name).translate(_KEY_CHARACTERS)
    if len(letters) <= _ABBREVIATION_LENGTH and letters.isupper():
        return letters
    return letters.casefold()


def folded_keys(names: str) -> str:
    """Return many names as `name_key` has them, with the case of abbreviations folded, too.

    They stand between UNITs, before and after. All in one go, which takes a tenth of the time.
    """
    for article in ("The ", "the ", "THE "):
        names = names.replace(UNIT + article, UNIT)
    for mark in _KEY_MARKS:
        names = names.replace(mark, "")
    return plain(names).casefold()


def _without_the(name: str) -> str:
    return name[4:] if name[:4].lower() == "the " else name
