"""Changing a local archive: adding, removing, merging. Needs numpy; repair.py rebuilds.

The order of things makes every instant safe. Segment files are written under names of their own and
are on the disk before the database's transaction names them in the manifest; the commit of that
transaction, one write for SQLite, is the moment at which articles are in the archive. Files that no
manifest names are what a crash left, and the next writer deletes them.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reliacheck.archive import database
from reliacheck.archive.batch import Batch, Keys
from reliacheck.archive.database import SegmentRow, item_keys, translated
from reliacheck.archive.intake import Prepared, prepare
from reliacheck.archive.local import SEGMENTS, SUFFIXES, LocalArchive, segment_path
from reliacheck.archive.lock import writer_lock
from reliacheck.archive.merging import segments_to_merge
from reliacheck.archive.protocol import Added, ArchiveError, Filter
from reliacheck.archive.segment import HEADLINES, KGRAMS, Kind, Segment, SegmentError
from reliacheck.archive.segment_writer import PARTIAL, merge_segments, write_segment
from reliacheck.records import Record, record_problem

__all__ = ["WAIT", "LocalWriter"]

LOCK = "writer.lock"
WAIT = 10.0  # seconds for another writer to be done
_RECORDS_AT_ONCE = 500
# Segments of which a smaller share still stands are made anew: after a removal, and by compact.
_MOSTLY_GONE = 0.5
_PARTLY_GONE = 0.9
_CACHE = 256 << 10  # kibibytes of the database in memory while writing
_OUR_FILE = re.compile(
    rf"(?P<name>\d+-\d+-\d+)(?:{'|'.join(map(re.escape, SUFFIXES.values()))})"
    rf"(?:{re.escape(PARTIAL)})?"
)

Committed = Callable[[Added], None]


class LocalWriter(LocalArchive):
    """The archive in a folder, open for writing. Its own answers follow what it did."""

    def __init__(self, folder: Path, *, create: bool = False, wait: float = WAIT) -> None:
        """Takes the lock, waiting up to so many seconds. `create`: make the archive if need be.

        Raises ArchiveError as LocalArchive does, and for a folder that cannot be written to or
        holds something else.
        """
        with ExitStack() as stack, translated(folder):
            if create:
                _refuse_other_folder(folder)
                folder.mkdir(parents=True, exist_ok=True)
            elif not (folder / database.FILE).is_file():
                database.connect(folder)  # says what is wrong
            stack.enter_context(writer_lock(folder / LOCK, wait))
            if create and not (folder / database.FILE).is_file():
                database.create(folder)
            self.writing = database.connect(folder, write=True)
            stack.callback(self.writing.close)
            self.writing.execute(f"PRAGMA cache_size = -{_CACHE}")
            (folder / SEGMENTS).mkdir(exist_ok=True)
            _sweep(folder, self.writing)
            super().__init__(folder)
            self._held = stack.pop_all()

    def close(self) -> None:
        """Closes all files and lets other writers in."""
        super().close()
        self._held.close()

    def _open_segments(self) -> None:
        """Only when something is looked up: an archive with a broken one can be mended."""
        self._segments = {}

    def _segment(self, row: SegmentRow, kind: Kind) -> Segment:
        """What a writer finds missing nobody else has merged meanwhile."""
        try:
            return super()._segment(row, kind)
        except FileNotFoundError:
            raise SegmentError(self._path(row.name, kind), "is missing") from None

    def _lookup(
        self, kind: Kind, hashes: Sequence[int], enough: int | None = None
    ) -> list[tuple[int, int]]:
        if not self._segments:
            with translated(self.folder):
                super()._open_segments()
        return super()._lookup(kind, hashes, enough)

    def add(self, records: Iterable[Record]) -> Added:
        """See WritableArchive. Raises ValueError for what is no record; then what was not yet
        committed is not in."""
        return self.add_prepared(prepare(lot) for lot in _lots(records))

    def add_prepared(self, lots: Iterable[Prepared], committed: Committed | None = None) -> Added:
        """Takes in articles that were made ready. `committed` is told the sum of what is in for
        good, whenever it has grown. What `lots` raises ends it, and what was not yet committed is
        not in."""
        done = Added(0, 0, 0)
        remaining = iter(lots)
        for lot in remaining:
            with self._transaction() as connection:
                batch = Batch(connection)
                batch.take(lot)
                while not batch.is_full() and (more := next(remaining, None)):
                    batch.take(more)
                batch.finish()
                self._write_batch(batch)
            done += batch.added
            if committed:
                committed(done)
        self.maintain()
        return done

    def remove(self, chosen: Filter) -> int:
        """See WritableArchive. The space is used again, or given back by `compact`."""
        with self._transaction() as connection:
            where, values = database.condition(chosen)
            query = f"SELECT number FROM articles WHERE {where}"
            chosen_now = {number for (number,) in connection.execute(query, values)}
            _forget(connection, chosen_now | _versions_of(connection, chosen_now))
        self.refresh()
        self._rebuild_below(_MOSTLY_GONE)
        return len(chosen_now)

    def maintain(self) -> None:
        """Merges segments that are small beside the rest, and goes over to the archive as it is."""
        while True:
            self.refresh()
            count = segments_to_merge([row.articles for row in self.manifest])
            if not count:
                break
            self._merge(self.manifest[-count:])
        self._checkpoint()

    def compact(self) -> None:
        """Makes one segment of all, without articles that are gone, and gives space back."""
        self.refresh()
        (live,) = self.writing.execute(
            "SELECT count(*) FROM articles WHERE replaced_by IS NULL"
        ).fetchone()
        self._rebuild_below(_PARTLY_GONE)
        if len(self.manifest) > 1 or sum(row.articles for row in self.manifest) != live:
            self._merge(self.manifest)
        with translated(self.folder):
            # It gives one page back a step, and only a script is stepped through to its end.
            self.writing.executescript("PRAGMA incremental_vacuum")
        self._checkpoint()

    def _checkpoint(self) -> None:
        """Brings the log of changes into the database: a long one slows readers down.

        What readers of this moment need of it stays.
        """
        self._closing.close()
        with translated(self.folder):
            self.writing.execute("PRAGMA busy_timeout = 0")
            self.writing.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.writing.execute(f"PRAGMA busy_timeout = {1000 * database.BUSY:.0f}")
        self.refresh()

    def _rebuild_below(self, share: float) -> None:
        """Makes segments anew of which less than this share still stands.

        What was furniture stays so in a merge: nobody can tell from a segment how many of the
        articles that had it are left.
        """
        for row in list(self.manifest):
            (live,) = self.writing.execute(
                "SELECT count(*) FROM articles"
                " WHERE number BETWEEN ? AND ? AND replaced_by IS NULL",
                [row.first, row.last],
            ).fetchone()
            if live < share * row.articles:
                self.rebuild(row)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with translated(self.folder):
            self.writing.execute("BEGIN IMMEDIATE")
            try:
                yield self.writing
                self.writing.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # SQLite may have done so by itself
                    self.writing.execute("ROLLBACK")
                raise

    def _write_batch(self, batch: Batch) -> None:
        """The segment of a batch, within its transaction."""
        if batch.articles:
            self._write_keys(batch.keys, (batch.first, batch.last, batch.articles))

    def _write_keys(self, keys: Keys, covers: tuple[int, int, int]) -> None:
        take = {KGRAMS: keys.fingerprints, HEADLINES: keys.of_headlines}
        self._put_segment(
            covers,
            lambda path, kind, identity: write_segment(path, *take[kind](), kind, identity),
        )

    def _merge(self, rows: Sequence[SegmentRow]) -> None:
        """Puts one segment in the place of several neighbours, and takes their files away."""
        with self._transaction() as connection:
            first, last = rows[0].first, rows[-1].last
            live = _live(connection, first, last)
            _delete_rows(connection, rows)
            if live.any():
                self._put_segment(
                    (first, last, int(live.sum())),
                    lambda path, kind, identity: merge_segments(
                        self._own_paths(rows, kind), path, live, kind, identity
                    ),
                )
        _delete_files(self.folder, rows)

    def _put_segment(
        self, covers: tuple[int, int, int], make: Callable[[Path, Kind, int], int]
    ) -> None:
        """Makes the files of a segment for the articles from first to last, so many, and names it
        in the manifest. `make` writes one and returns the number of its postings."""
        first, last, articles = covers
        (number,) = self.writing.execute(
            "UPDATE about SET value = value + 1 WHERE name = 'next_segment' RETURNING value"
        ).fetchone()
        name, identity = f"{first}-{last}-{number}", secrets.randbits(63)
        paths = {kind: self._path(name, kind) for kind in SUFFIXES}
        postings = [make(path, kind, identity) for kind, path in paths.items()]
        size = sum(path.stat().st_size for path in paths.values())
        row = SegmentRow(name, identity, first, last, articles, postings[0], size)
        database.insert(self.writing, "segments", [row])

    def _own_paths(self, rows: Sequence[SegmentRow], kind: Kind) -> list[Path]:
        """The files of segments. Raises SegmentError for one that is missing or another's."""
        paths = []
        for row in rows:
            with self._segment(row, kind) as segment:
                paths.append(segment.path)
        return paths

    def rebuild(self, row: SegmentRow) -> None:
        """Makes a segment anew from the texts, and takes its files away."""
        with self._transaction() as connection:
            numbers = np.flatnonzero(_live(connection, row.first, row.last))
            _delete_rows(connection, [row])
            if numbers.size:
                keys = Keys()
                for lot in range(0, numbers.size, _RECORDS_AT_ONCE):
                    some = numbers[lot : lot + _RECORDS_AT_ONCE]
                    records = self.history(some.tolist())
                    keys.take(prepare([records[int(number)] for number in some]), some)
                self._write_keys(keys, (row.first, row.last, int(numbers.size)))
        _delete_files(self.folder, [row])
        self.refresh()

    def _path(self, name: str, kind: Kind) -> Path:
        return segment_path(self.folder, name, kind)


def _lots(records: Iterable[Record]) -> Iterator[list[Record]]:
    lot: list[Record] = []
    for record in records:
        if problem := record_problem(record):
            raise ValueError(problem)
        lot.append(record)
        if len(lot) == _RECORDS_AT_ONCE:
            yield lot
            lot = []
    if lot:
        yield lot


def _delete_rows(connection: sqlite3.Connection, rows: Sequence[SegmentRow]) -> None:
    names = [(row.name,) for row in rows]
    connection.executemany("DELETE FROM segments WHERE name = ?", names)


def _delete_files(folder: Path, rows: Sequence[SegmentRow]) -> None:
    """Readers that have them open keep them; on Windows they stay until the next writer comes."""
    for row in rows:
        for kind in SUFFIXES:
            with suppress(OSError):
                segment_path(folder, row.name, kind).unlink(missing_ok=True)


def _forget(connection: sqlite3.Connection, numbers: set[int]) -> None:
    for marks, lot in database.numbered(numbers):
        rows = connection.execute(
            f"SELECT number, content, guid, url FROM articles WHERE number IN ({marks})", lot
        )
        keys = [(key, number) for number, *known_by in rows for key in item_keys(*known_by)]
        connection.executemany("DELETE FROM item_keys WHERE key = ? AND number = ?", keys)
        for table in ("articles", "texts"):
            connection.execute(f"DELETE FROM {table} WHERE number IN ({marks})", lot)


def _live(connection: sqlite3.Connection, first: int, last: int) -> NDArray[np.bool_]:
    """Which article numbers up to `last` stand now; only those from `first` on are looked at."""
    live = np.zeros(last + 1, dtype=np.bool_)
    rows = connection.execute(
        "SELECT number FROM articles WHERE number BETWEEN ? AND ? AND replaced_by IS NULL",
        [first, last],
    )
    live[[number for (number,) in rows]] = True
    return live


def _versions_of(connection: sqlite3.Connection, numbers: set[int]) -> set[int]:
    """The numbers of all versions that these articles took the place of."""
    rows = connection.execute(
        "SELECT number, replaced_by FROM articles WHERE replaced_by IS NOT NULL ORDER BY number"
    ).fetchall()
    found = set(numbers)
    before = -1
    while len(found) > before:
        before = len(found)
        found |= {number for number, replaced_by in rows if replaced_by in found}
    return found - numbers


def _refuse_other_folder(folder: Path) -> None:
    """Somebody's pictures are no place for an archive."""
    if folder.exists() and not folder.is_dir():
        raise ArchiveError(f"{folder}: is a file, and an archive is a folder")
    if not folder.exists() or (folder / database.FILE).exists():
        return
    if any(_OUR_FILE.fullmatch(path.name) for path in (folder / SEGMENTS).glob("*")):
        raise ArchiveError(
            f"{folder}: {database.FILE} is missing, and the articles were in it; put a backup in"
            " its place, or name another folder"
        )
    ours = {SEGMENTS, LOCK, f"{database.FILE}.partial"}
    others = [path.name for path in folder.iterdir() if path.name not in ours]
    if others:
        raise ArchiveError(
            f"{folder}: is no archive, and not empty (there is {sorted(others)[0]!r}): name a new"
            " folder, or an empty one"
        )


def _sweep(folder: Path, connection: sqlite3.Connection) -> None:
    """Deletes segment files that a crash left behind: ours by name, and in no manifest."""
    named = {row.name for row in database.read_manifest(connection)}
    for path in (folder / SEGMENTS).iterdir():
        ours = _OUR_FILE.fullmatch(path.name)
        if ours and (ours["name"] not in named or path.name.endswith(PARTIAL)):
            path.unlink(missing_ok=True)
