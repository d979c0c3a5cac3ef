"""An archive in memory: for tests of rules and plugins, and what a store must do, in few lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self

from reliacheck.archive import database
from reliacheck.archive.hashing import fingerprint
from reliacheck.archive.headline_keys import trigram_keys, word_keys
from reliacheck.archive.items import Item, item_of
from reliacheck.archive.known import KnownItems, version_of
from reliacheck.archive.protocol import Added, Entry, Filter, Stats, moment_of
from reliacheck.records import Record, content_of, record_problem

__all__ = ["MemoryArchive"]

_Postings = Mapping[int, Sequence[int]]


class _Row(NamedTuple):
    """A version of an article."""

    entry: Entry
    item: Item
    record: Record


class MemoryArchive:
    """An archive without a place on the disk; a WritableArchive that nothing outlives."""

    def __init__(self, records: Iterable[Record] = (), location: str = "memory") -> None:
        """Raises ValueError for what is no record."""
        self._location = location
        self._next = 0
        # What is in here counts: postings of articles that are gone stay, and lead nowhere.
        self._rows: dict[int, _Row] = {}
        self._kgrams: defaultdict[int, list[int]] = defaultdict(list)
        self._headline_keys: defaultdict[int, list[int]] = defaultdict(list)
        self._known = KnownItems()
        self.add(records)

    def snapshot(self) -> Self:
        """The archive as it is now, for reading: what is done to this one later does not show."""
        copied = type(self)((), self._location)
        copied._rows = dict(self._rows)
        copied._kgrams, copied._headline_keys = self._kgrams, self._headline_keys
        return copied

    @property
    def location(self) -> str:
        """What it was called."""
        return self._location

    def close(self) -> None:
        """Nothing needs to be closed."""

    def postings(self, hashes: Sequence[int]) -> list[tuple[int, int]]:
        """See Archive."""
        return self._lookup(self._kgrams, hashes)

    def headline_postings(
        self,
        keys: Sequence[int],
        enough: int | None = None,  # noqa: ARG002 - nothing is left out here
    ) -> list[tuple[int, int]]:
        """See Archive."""
        return self._lookup(self._headline_keys, keys)

    def _lookup(self, postings: _Postings, hashes: Sequence[int]) -> list[tuple[int, int]]:
        return [
            (place, number)
            for place, key in enumerate(hashes)
            for number in postings.get(key, ())
            if self._current(number)
        ]

    def _current(self, number: int) -> _Row | None:
        """The article of a number, unless it is gone or replaced."""
        row = self._rows.get(number)
        return row if row and row.entry.replaced_by is None else None

    def same_text(self, content: str) -> list[int]:
        """See Archive."""
        wanted, _ = database.text_hash(content)
        return [
            number
            for number, row in self._rows.items()
            if row.item.content == wanted and self._current(number)
        ]

    def entries(self, numbers: Collection[int]) -> dict[int, Entry]:
        """See Archive."""
        return {number: row.entry for number in numbers if (row := self._current(number))}

    def records(self, numbers: Collection[int]) -> dict[int, Record]:
        """See Archive."""
        return {number: row.record for number in numbers if (row := self._current(number))}

    def select(self, chosen: Filter, limit: int | None = None) -> Iterator[Entry]:
        """See Archive."""
        found = [row.entry for row in self._rows.values() if _is_meant(row, chosen)]
        return iter(found[:limit])

    def stats(self) -> Stats:
        """See Archive."""
        rows = [row for number in self._rows if (row := self._current(number))]
        outlets = Counter(row.entry.outlet or "" for row in rows)
        dated = [(row.item.moment, row) for row in rows if row.item.moment is not None]
        dated.sort(key=lambda one: one[0])
        return Stats(
            articles=len(rows),
            versions=len(self._rows) - len(rows),
            outlets=dict(outlets.most_common()),
            oldest=dated[0][1].entry.published if dated else None,
            newest=dated[-1][1].entry.published if dated else None,
            bytes=sum(len(content_of(row.record).encode()) for row in self._rows.values()),
        )

    def add(self, records: Iterable[Record]) -> Added:
        """See WritableArchive. All of them or, where one is no record (ValueError), none."""
        given = list(records)
        for record in given:
            if problem := record_problem(record):
                raise ValueError(problem)
        counts = Counter(self._take(dict(record)) for record in given)
        return Added(counts["new"], counts["updated"], counts["known"])

    def _take(self, record: Record) -> str:
        """Takes one in; returns what it was."""
        text = content_of(record)
        item, number = item_of(record, text), self._next
        decision = self._known.take(item, number)
        if decision.what == "known":
            return decision.what
        self._next += 1
        if decision.replaces:
            old = self._rows[decision.replaces.number]
            replaced = old._replace(entry=old.entry._replace(replaced_by=number))
            self._rows[decision.replaces.number] = replaced
        known = {name: value for name, value in item._asdict().items() if name in Entry._fields}
        entry = Entry(
            number=number, added=database.now(), replaced_by=decision.replaced_by, **known
        )
        self._rows[number] = _Row(entry, item, record)
        headline = item.headline or ""
        for postings, keys in (
            (self._kgrams, fingerprint(text)),
            (self._headline_keys, [*word_keys(headline), *trigram_keys(headline)]),
        ):
            for key in {*keys}:
                postings[key].append(number)
        return decision.what

    def remove(self, chosen: Filter) -> int:
        """See WritableArchive."""
        numbers = {number for number, row in self._rows.items() if _is_meant(row, chosen)}
        for number in numbers | self._versions_of(numbers):
            row = self._rows.pop(number)
            self._known.forget(version_of(row.item, number, row.entry.replaced_by))
        return len(numbers)

    def _versions_of(self, numbers: set[int]) -> set[int]:
        """Those that these took the place of, however long ago."""
        found = {n for n, row in self._rows.items() if row.entry.replaced_by in numbers} - numbers
        return found | self._versions_of(found) if found else found


def _is_meant(row: _Row, chosen: Filter) -> bool:
    entry, moment = row.entry, row.item.moment
    before, after = moment_of(chosen.before), moment_of(chosen.after)
    return (
        (chosen.history or entry.replaced_by is None)
        and (not chosen.ids or entry.id in chosen.ids)
        and (chosen.outlet is None or _lower(entry.outlet or "") == _lower(chosen.outlet))
        and (before is None or (moment is not None and moment < before))
        and (after is None or (moment is not None and moment >= after))
    )


def _lower(name: str) -> str:
    """A to Z in lower case, as SQLite compares."""
    return "".join([one.lower() if one.isascii() else one for one in name])
