"""Outlets and the tab-separated file that lists them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

KINDS = ("agency", "newspaper", "broadcaster", "magazine", "online", "government", "social")
COLUMNS = ("name", "kind", "aliases", "domains", "languages", "country")
AMBIGUOUS = "~"
_ABBREVIATION_LENGTH = 4


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


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """Read the outlets of a tab-separated UTF-8 file; lines that start with "#" are comments.

    Raises:
        ValueError: A line is malformed; the message names file, line number and remedy.
        OSError: The file cannot be read.
    """
    outlets = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
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
    name, kind, aliases, domains, languages, country = columns
    if not name.strip():
        raise ValueError("no name; write the outlet's name in the first column")
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; write one of {', '.join(KINDS)}")
    if domains != domains.lower() or "://" in domains:
        raise ValueError(f"domains {domains!r}; write hosts in lower case, without 'https://'")
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
_KEY_CHARACTERS = str.maketrans(
    {**_LOOKALIKES, **dict.fromkeys(" -\u2013.,:'\u2019\u200c&!+/|\"()«»", "")}
)


def plain(text: str) -> str:
    """Return text of the same length in which every look-alike character is one and the same."""
    for found, replacement in _LOOKALIKES.items():
        text = text.replace(found, replacement)
    return text


def name_key(name: str) -> str:
    """Return what a name is looked up by: without "the", spaces, hyphens and other marks.

    Case is folded too, except in an abbreviation of up to four capitals: "AP" is not "ap".
    """
    bare = name[4:] if name[:4].lower() == "the " else name
    letters = bare.translate(_KEY_CHARACTERS)
    if len(letters) <= _ABBREVIATION_LENGTH and letters.isupper():
        return letters
    return letters.casefold()
