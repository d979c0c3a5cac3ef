"""The gazetteer: which names and hosts mean which news outlet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, Self

from reliacheck.gazetteer.entries import (
    KINDS,
    MEDIA,
    RECORD,
    UNIT,
    FileOutlets,
    GivenOutlets,
    Outlet,
    name_key,
    read_outlets,
)
from reliacheck.gazetteer.mentions import Mention, NameIndex

if TYPE_CHECKING:
    from reliacheck.article import Article

__all__ = [
    "BUNDLED",
    "KINDS",
    "MEDIA",
    "Gazetteer",
    "HouseOutlets",
    "Mention",
    "Outlet",
    "load_outlets",
    "read_outlets",
]

_FOLDER = os.path.dirname(__file__)  # noqa: PTH120 - pathlib takes a tenth of a check's time
BUNDLED = f"{_FOLDER}/outlets.tsv"
NAMES = f"{_FOLDER}/names.tsv"  # made of it by tools/index_names.py, as is the next
KEYS = f"{_FOLDER}/keys.tsv"
_LONGEST_HOST = 253  # RFC 1035


def load_outlets(extra: Iterable[Outlet] = ()) -> Gazetteer:
    """Return the bundled gazetteer, with `extra` outlets added.

    An extra outlet replaces a bundled one of the same name, and what it claims (an alias, a
    domain) is no longer the bundled outlet's.
    """
    added = tuple(extra)
    return Gazetteer((*_bundled().outlets, *added)) if added else _bundled()


@cache
def _bundled() -> Gazetteer:
    return Gazetteer(FileOutlets(BUNDLED, NAMES, KEYS))  # a test reads the file line by line


class HouseOutlets:
    """A desk's own outlets, and the gazetteer that has them beside the bundled ones."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        """Take the outlets; the gazetteer is built when it is first asked for."""
        self.outlets = tuple(outlets)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Self:
        """Return those of a file, as `read_outlets` does."""
        return cls(read_outlets(path))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The bundled outlets and these, as `load_outlets` puts them together."""
        return load_outlets(self.outlets)


class Gazetteer:
    """Outlets that can be looked up by name, by domain, and found in a text.

    Of two outlets of one name the later one counts, and of two that claim one alias or domain.
    """

    def __init__(self, outlets: Iterable[Outlet] | FileOutlets) -> None:
        """Take the outlets; the indexes are built when first needed."""
        self._all = outlets if isinstance(outlets, FileOutlets) else GivenOutlets(outlets)

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets, in the order of the file."""
        return tuple([self._all[number] for number in range(len(self._all))])

    def lookup(self, name: str) -> Outlet | None:
        """Return the outlet that `name` as a whole means, ambiguous names included.

        Case, spaces, hyphens, dots and a leading "the" do not count ("Irannews" is "Iran News"),
        but the case of an abbreviation of up to four capitals does: "AP" is an agency, "ap" is not.
        """
        key = name_key(name)
        by_key = {
            name_key(printed): outlet
            for outlet in self._called(key.casefold())
            for printed, _ in outlet.printed_names()
        }
        return by_key.get(key) or by_key.get(key.casefold())

    def _called(self, folded_key: str) -> Iterator[Outlet]:
        """Yield, in order, the outlets with a name of this key, case aside."""
        keys = self._folded_keys
        wanted = f"{UNIT}{folded_key}{UNIT}"
        at = keys.find(wanted) if folded_key else -1
        while at >= 0:
            yield self._all[keys.count(RECORD, 0, at)]
            at = keys.find(wanted, at + 1)

    def by_domain(self, host_or_url: str) -> Outlet | None:
        """Return the outlet of a host or link: the longest listed host, then its longest path.

        A subdomain is its listed parent's, but nothing is folded to a registrable domain that is
        not listed: abcnews.go.com says nothing about go.com.
        """
        number = self._number_by_domain(host_or_url)
        return None if number is None else self._all[number]

    def _number_by_domain(self, host_or_url: str) -> int | None:
        host, path = _host_and_path(host_or_url)
        for site in _host_and_parents(host):
            number = _of_longest_path(self._by_host.get(site, {}), path)
            if number is not None:
                return number
        return None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Return every outlet named in text[start:end], in order, none overlapping another.

        Names count as printed ("the times" is no outlet) and as whole words, the longest first. A
        capitalised article belongs to the name where the name has one. text[start:end] is read on
        its own. A short name ("the Post") is taken for the outlet last named in full that ends
        with it.

        Args:
            text: Any text.
            start: Where to begin, in code points.
            end: Where to stop; None for the end of the text.
        """
        start, stop, _ = slice(start, end).indices(len(text))
        return self._printed.find(text, start, stop)

    def mentions_in(self, article: Article) -> list[Mention]:
        """Return every outlet named in an article: an analysis for `Article.memo`."""
        return self.find(article.text)

    @cached_property
    def _folded_keys(self) -> str:
        return self._all.folded_keys()

    @cached_property
    def _by_host(self) -> dict[str, dict[str, int]]:
        hosts: dict[str, dict[str, int]] = {}
        for number, domains in enumerate(self._all.domains()):
            for domain in domains:
                host, _, path = domain.partition("/")
                hosts.setdefault(host, {})[path] = number
        return hosts

    @cached_property
    def _printed(self) -> NameIndex:
        return NameIndex(self._all, self._number_by_domain)


def _host_and_path(host_or_url: str) -> tuple[str, str]:
    """Return host and path of a link or a bare host, in lower case, without port and query."""
    address = host_or_url.strip().lower()
    address = address.partition("://")[2] or address
    address = address.partition("?")[0].partition("#")[0].lstrip("/")
    authority, _, path = address.partition("/")
    host = authority.rpartition("@")[2].partition(":")[0]
    return host.rstrip("."), path.strip("/")


def _host_and_parents(host: str) -> Iterator[str]:
    while "." in host and len(host) <= _LONGEST_HOST:
        yield host
        host = host.partition(".")[2]


def _of_longest_path(paths: dict[str, int], path: str) -> int | None:
    fitting = [listed for listed in paths if not listed or f"{path}/".startswith(f"{listed}/")]
    return paths[max(fitting, key=len)] if fitting else None
