"""Whether an article on its way into an archive is there already, or is a version of one."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from reliacheck.archive.database import item_keys, numbered
from reliacheck.archive.items import Item

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
    replaces: Version | None = None  # the version that stood until now
    replaced_by: int | None = None  # it is from before the version that stands: history at once


_NEW = Decision("new")
_KNOWN = Decision("known")


class KnownItems:
    """The versions that some items may be of."""

    def __init__(self, known: Iterable[tuple[int, Version]] = ()) -> None:
        """`known`: versions with a key of theirs, any number of times."""
        self._by_key: defaultdict[int, dict[int, Version]] = defaultdict(dict)
        for key, version in known:
            self._by_key[key][version.number] = version

    def take(self, item: Item, number: int) -> Decision:
        """What an item is to what is there. Unless it is known, it is there from now on, as the
        version of this number."""
        decision = self._decide(item)
        if decision.what != "known":
            version = version_of(item, number, decision.replaced_by)
            for key in item.keys:
                self._by_key[key][number] = version
        if decision.replaces:
            self._replace(decision.replaces, number)
        return decision

    def _decide(self, item: Item) -> Decision:
        found = self._versions_of(item)
        current = next((one for one in found if one.replaced_by is None), None)
        if current is None:
            return _KNOWN if any(one.content == item.content for one in found) else _NEW
        for version in found:
            if version is current:
                known = _says_no_more(item, version)
            else:  # a correction may be withdrawn later
                known = version.content == item.content and not _is_older(current, item)
            if known:
                return _KNOWN
        if _is_older(item, current):
            return Decision("updated", replaced_by=current.number)
        return Decision("updated", replaces=current)

    def _versions_of(self, item: Item) -> list[Version]:
        """Those that are the same item by the best token that there is."""
        found: defaultdict[int, dict[int, Version]] = defaultdict(dict)
        for key in item.keys:
            if key in self._by_key:
                for number, version in self._by_key[key].items():
                    if token := _same_by(item, version):
                        found[token][number] = version
        return list(found[max(found)].values()) if found else []

    def _replace(self, current: Version, number: int) -> None:
        replaced = current._replace(replaced_by=number)
        for key in item_keys(current.content, current.guid, current.url):
            if current.number in self._by_key.get(key, ()):
                self._by_key[key][current.number] = replaced

    def forget(self, version: Version) -> None:
        """It is not there any more."""
        for key in item_keys(version.content, version.guid, version.url):
            self._by_key[key].pop(version.number, None)


_BY_TEXT, _BY_URL, _BY_GUID = 1, 2, 3


def _same_by(item: Item, other: Version) -> int:
    """What tells that it is the same item, 0 if it is another: the guid if both have one, else
    the url, else the text; never of two outlets."""
    if item.outlet and other.outlet and item.outlet.casefold() != other.outlet.casefold():
        return 0
    if item.guid and other.guid:
        return _BY_GUID if item.guid == other.guid else 0
    if item.url and other.url:
        return _BY_URL if item.url == other.url else 0
    return _BY_TEXT if item.content == other.content else 0


_COMPARED = attrgetter(
    "outlet", "agency", "headline", "published", "url", "guid", "language", "evolved_from"
)


def _says_no_more(item: Item, other: Version) -> bool:
    """Whether it is the same text, with nothing that is not known."""
    fields = zip(_COMPARED(item), _COMPARED(other), strict=True)
    return item.content == other.content and all(mine in (None, their) for mine, their in fields)


def _is_older(item: Item | Version, other: Item | Version) -> bool:
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


def read_versions(connection: sqlite3.Connection, numbers: set[int]) -> dict[int, Version]:
    """The versions of these numbers, by number."""
    return {
        row[0]: Version(*row)
        for marks, lot in numbered(numbers)
        for row in connection.execute(
            f"SELECT {_COLUMNS} FROM articles WHERE number IN ({marks})", lot
        )
    }


class KnownKeys:
    """What articles are known by: in the database, and of a batch that is on its way there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_first = connection.execute("SELECT 1 FROM item_keys LIMIT 1").fetchone() is None
        self._mine: dict[int, int] = {}  # the first article number of each key
        self._more: dict[int, list[int]] = {}  # further ones

    def pairs(self, keys: set[int]) -> list[tuple[int, int]]:
        """Those of the keys that are known, each with an article's number."""
        mine = keys & self._mine.keys()
        pairs = [(key, self._mine[key]) for key in mine]
        pairs += [(key, number) for key in mine & self._more.keys() for number in self._more[key]]
        for marks, lot in () if self._is_first else numbered(keys):
            query = f"SELECT key, number FROM item_keys WHERE key IN ({marks})"
            pairs += self._connection.execute(query, lot)
        return pairs

    def put(self, articles: Iterable[tuple[Sequence[int], int]]) -> None:
        """Takes note of articles: their keys, and their numbers."""
        mine = self._mine
        for keys, number in articles:
            for key in keys:
                if mine.setdefault(key, number) != number:
                    self._more.setdefault(key, []).append(number)

    def rows(self) -> list[tuple[int, int]]:
        """What the database does not have yet, sorted by key: it takes rows far faster so."""
        more = ((key, number) for key, some in self._more.items() for number in some)
        return sorted([*self._mine.items(), *more], key=itemgetter(0))
