"""Whether an article on its way into an archive is there already, or is a version of one."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from typing import Literal, NamedTuple

from reliacheck.archive.database import numbered
from reliacheck.archive.intake import Item

_COLUMNS = (
    "number, replaced_by, outlet, agency, headline, published, url, guid, language, evolved_from,"
    " moment, content"
)


class Version(NamedTuple):
    """A version of an item that is in the archive, or just before in the same lot."""

    number: int
    replaced_by: int | None
    outlet: str | None
    agency: str | None
    headline: str | None
    published: str | None
    url: str | None
    guid: str | None
    language: str | None
    evolved_from: str | None
    moment: float | None
    content: int


class Decision(NamedTuple):
    """What is to be done with an item."""

    what: Literal["new", "updated", "known"]
    current: Version | None = None  # the version that stands now, for "updated"
    is_older: bool = False  # it is from before that version: it becomes history at once


_NEW = Decision("new")
_KNOWN = Decision("known")


class KnownItems:
    """The versions that some items may be of."""

    def __init__(self, connection: sqlite3.Connection, pairs: Collection[tuple[int, int]]) -> None:
        """`pairs`: which of the items' keys belong to which article numbers."""
        versions = {
            row[0]: Version(*row)
            for marks, lot in numbered({number for _, number in pairs})
            for row in connection.execute(
                f"SELECT {_COLUMNS} FROM articles WHERE number IN ({marks})", lot
            )
        }
        self._by_key: defaultdict[int, dict[int, Version]] = defaultdict(dict)
        for key, number in pairs:
            self._by_key[key][number] = versions[number]

    def decide(self, item: Item) -> Decision:
        """What an item is to what is there."""
        found = {
            number: version
            for key in item.keys
            if key in self._by_key
            for number, version in self._by_key[key].items()
            if _is_same_item(item, version)
        }
        if not found:
            return _NEW
        current = next((one for one in found.values() if one.replaced_by is None), None)
        for version in found.values():
            if version.content == item.content and (
                version is not current or _is_same_story(item, version)
            ):
                return _KNOWN
        if current is None:
            return _NEW
        return Decision("updated", current, _is_older(item, current))

    def put(self, item: Item, version: Version) -> None:
        """Takes note of a version for the items that follow."""
        for key in item.keys:
            self._by_key[key][version.number] = version

    def replace(self, current: Version, number: int) -> None:
        """Takes note that the version of this number took the place of `current`."""
        for versions in self._by_key.values():
            if current.number in versions:
                versions[current.number] = current._replace(replaced_by=number)


def _is_same_item(item: Item, other: Version) -> bool:
    """By guid if both have one, else by url, else by text; never of two outlets."""
    if item.outlet and other.outlet and item.outlet.casefold() != other.outlet.casefold():
        return False
    if item.guid and other.guid:
        return item.guid == other.guid
    if item.url and other.url:
        return item.url == other.url
    return item.content == other.content


def _is_same_story(item: Item, other: Version) -> bool:
    mine = (item.outlet, item.agency, item.headline, item.published, item.url)
    theirs = (other.outlet, other.agency, other.headline, other.published, other.url)
    return mine == theirs and (item.guid, item.language, item.evolved_from) == (
        other.guid,
        other.language,
        other.evolved_from,
    )


def _is_older(item: Item, other: Version) -> bool:
    return item.moment is not None and other.moment is not None and item.moment < other.moment


def version_of(item: Item, number: int, replaced_by: int | None) -> Version:
    """The version that an item becomes."""
    return Version(
        number,
        replaced_by,
        item.outlet,
        item.agency,
        item.headline,
        item.published,
        item.url,
        item.guid,
        item.language,
        item.evolved_from,
        item.moment,
        item.content,
    )


class KnownKeys:
    """What articles are known by: in the database, and of a batch that is on its way there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._mine: dict[int, tuple[int, ...]] = {}  # article numbers by key

    def pairs(self, keys: set[int]) -> list[tuple[int, int]]:
        """Those of the keys that are known, each with an article's number."""
        pairs = [(key, number) for key in keys & self._mine.keys() for number in self._mine[key]]
        for marks, lot in numbered(keys):
            query = f"SELECT key, number FROM item_keys WHERE key IN ({marks})"
            pairs += self._connection.execute(query, lot)
        return pairs

    def put(self, item: Item, number: int) -> None:
        """Takes note of an article."""
        for key in item.keys:
            self._mine[key] = (*self._mine.get(key, ()), number)

    def rows(self) -> list[tuple[int, int]]:
        """What the database does not have yet, sorted: it takes rows far faster so."""
        return sorted((key, number) for key, some in self._mine.items() for number in some)
