"""What a writer of archives commits at once: rows in the database, keys on the way to a segment."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from reliacheck.archive import database
from reliacheck.archive.headline_bulk import rare_trigrams, trigram_hashes
from reliacheck.archive.intake import Prepared
from reliacheck.archive.items import Item
from reliacheck.archive.known import KnownItems, KnownKeys, read_versions
from reliacheck.archive.protocol import Added, ArchiveError
from reliacheck.archive.segment import FURNITURE, HEADLINES

# A commit comes after so many postings (12 bytes each in memory, 48 while they are sorted) or so
# many seconds, whichever is first: what a crash costs is what came since.
_POSTINGS_AT_ONCE = 3 << 23
_SECONDS_AT_ONCE = 30.0
_MOST_ARTICLES = FURNITURE  # numbers are below it

Key = TypeVar("Key", bound=np.generic)
Hashes = NDArray[np.uint64]
Numbers = NDArray[np.uint32]


class Batch:
    """Articles that are committed together."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.added = Added(0, 0, 0)
        self.articles = 0
        self._connection = connection
        self._began = time.monotonic()
        (next_number,) = connection.execute(
            "SELECT value FROM about WHERE name = 'next_number'"
        ).fetchone()
        self.first = int(next_number)
        self._next = self.first
        self.keys = Keys()
        self._known_keys = KnownKeys(connection)

    @property
    def last(self) -> int:
        """The number of its last article."""
        return self._next - 1

    def is_full(self) -> bool:
        """Whether it is time to commit."""
        late = time.monotonic() - self._began > _SECONDS_AT_ONCE
        return late or self.keys.postings >= _POSTINGS_AT_ONCE

    def take(self, lot: Prepared) -> None:
        """Puts those articles of a lot into the database that are not in it."""
        keys = [key for item in lot.items for key in item.keys]
        distinct = set(keys)
        pairs = self._known_keys.pairs(distinct)
        if pairs or len(distinct) < len(keys):
            taken = self._sort_out(lot.items, pairs)
        else:
            taken = self._all_new(lot.items)
        if self._next > _MOST_ARTICLES:
            raise ArchiveError("the archive is full: it has had 2^32 - 1 articles")
        self.articles += len(taken)
        added = database.now()
        rows = [
            (number, *item[:9], added, replaced_by, item.moment, item.content)
            for number, _, item, replaced_by in taken
        ]
        database.insert(self._connection, "articles", rows)
        texts = [(number, lot.records[place]) for number, place, _, _ in taken]
        database.insert(self._connection, "texts", texts)
        self._known_keys.put((item.keys, number) for number, _, item, _ in taken)
        numbers = np.full(len(lot.items), -1, dtype=np.int64)
        stands = [(place, number) for number, place, _, replaced_by in taken if replaced_by is None]
        numbers[[place for place, _ in stands]] = [number for _, number in stands]
        self.keys.take(lot, numbers)

    def finish(self) -> None:
        """Puts the rest into the database, so that it can be committed."""
        database.insert(self._connection, "item_keys", self._known_keys.rows())
        self._connection.execute(
            "UPDATE about SET value = ? WHERE name = 'next_number'", [self._next]
        )

    def _all_new(self, items: Sequence[Item]) -> list[_Taken]:
        """None was met before, nor another that is like it: nothing to think about."""
        first = self._next
        self._next += len(items)
        self.added += Added(len(items), 0, 0)
        return [_Taken(first + place, place, item, None) for place, item in enumerate(items)]

    def _sort_out(self, items: Sequence[Item], pairs: Collection[tuple[int, int]]) -> list[_Taken]:
        """Those that are to be put in, and which versions they replace."""
        versions = read_versions(self._connection, {number for _, number in pairs})
        known = KnownItems((key, versions[number]) for key, number in pairs)
        taken: list[_Taken] = []
        counts = {"new": 0, "updated": 0, "known": 0}
        for place, item in enumerate(items):
            decision = known.take(item, self._next)
            counts[decision.what] += 1
            if decision.what == "known":
                continue
            number = self._next
            self._next += 1
            if decision.replaces:
                self._mark_replaced(decision.replaces.number, number, taken)
            taken.append(_Taken(number, place, item, decision.replaced_by))
        self.added += Added(**counts)
        return taken

    def _mark_replaced(self, old: int, new: int, taken: list[_Taken]) -> None:
        for place, row in enumerate(taken):
            if row.number == old:
                taken[place] = row._replace(replaced_by=new)
                return
        self._connection.execute("UPDATE articles SET replaced_by = ? WHERE number = ?", [new, old])


class Keys:
    """The keys of articles on the way into a segment."""

    def __init__(self) -> None:
        self.postings = 0  # of k-grams
        self._kgrams: list[tuple[Hashes, Numbers]] = []
        self._words: list[tuple[Hashes, Numbers]] = []
        self._trigrams: list[tuple[Numbers, Numbers]] = []

    def take(self, lot: Prepared, numbers: NDArray[np.int64]) -> None:
        """Those of a lot. `numbers`: that of each article, -1 for one to be left out."""
        self._kgrams.append(_numbered(*lot.fingerprints, numbers))
        self._words.append(_numbered(lot.headlines.words, lot.headlines.words_of, numbers))
        self._trigrams.append(_numbered(lot.headlines.trigrams, lot.headlines.trigrams_of, numbers))
        self.postings += self._kgrams[-1][0].size

    def fingerprints(self) -> tuple[Hashes, Numbers]:
        """The k-grams of all the articles, with whose each is. It can be asked once."""
        return _joined(self._kgrams)

    def of_headlines(self) -> tuple[Hashes, Numbers]:
        """The same for the keys of headlines."""
        words, words_of = _joined(self._words)
        trigrams, trigrams_of = _joined(self._trigrams)
        rare = rare_trigrams(trigrams, HEADLINES.furniture_above)
        hashes = trigram_hashes(trigrams[rare])
        return np.concatenate([words, hashes]), np.concatenate([words_of, trigrams_of[rare]])


class _Taken(NamedTuple):
    """An item that is put into the archive."""

    number: int
    place: int  # in its lot
    item: Item
    replaced_by: int | None


def _numbered(
    keys: NDArray[Key], owners: Numbers, numbers: NDArray[np.int64]
) -> tuple[NDArray[Key], Numbers]:
    """The keys of the articles that were taken, with their numbers in the archive."""
    whose = numbers[owners]
    taken = whose >= 0
    if taken.all():
        return keys, whose.astype(np.uint32)
    return keys[taken], whose[taken].astype(np.uint32)


def _joined(parts: list[tuple[NDArray[Key], Numbers]]) -> tuple[NDArray[Key], Numbers]:
    joined = (
        np.concatenate([keys for keys, _ in parts]),
        np.concatenate([owners for _, owners in parts]),
    )
    parts.clear()  # half of the memory while it is sorted
    return joined
