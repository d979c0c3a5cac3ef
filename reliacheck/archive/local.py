"""A local archive: a directory with a database and the segments made from it, open for reading.

Standard library only: this is what a check waits for. writer.py changes archives.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from reliacheck.archive import database
from reliacheck.archive.database import SegmentRow, translated
from reliacheck.archive.protocol import ArchiveError, Entry, Filter, Stats
from reliacheck.archive.segment import HEADLINES, KGRAMS, Kind, Segment
from reliacheck.records import Record

SEGMENTS = "segments"
SUFFIXES = {KGRAMS: ".fp", HEADLINES: ".hl"}
# A merge may take files away between the reading of the manifest and the opening of what it names;
# a new manifest is there by then.
_TRIES = 20


class LocalArchive:
    """The archive in a folder as it is at the moment of opening; changes later do not show."""

    def __init__(self, folder: Path) -> None:
        """Raises ArchiveError for what is no archive, or one that cannot be read."""
        self.folder = folder
        self._closing = ExitStack()
        self.refresh()

    def refresh(self) -> None:
        """Goes over to the archive as it is now."""
        self._closing.close()
        try:
            self._open()
        except BaseException:
            self._closing.close()
            raise

    def _open(self) -> None:
        self.connection = database.connect(self.folder)
        self._closing.callback(self.connection.close)
        for left in reversed(range(_TRIES)):
            with translated(self.folder):
                self.connection.execute("BEGIN")
                self.manifest = database.read_manifest(self.connection)
                try:
                    self._open_segments()
                except FileNotFoundError as error:
                    self.connection.execute("ROLLBACK")
                    if not left:
                        raise ArchiveError(
                            f"{error.filename}: is missing; `reliacheck archive verify` rebuilds it"
                        ) from None
                    continue
                return

    def _open_segments(self) -> None:
        """Opens all that the manifest names. Raises FileNotFoundError if one is not there."""
        with ExitStack() as opened:
            self._segments = {
                kind: [opened.enter_context(self._segment(row, kind)) for row in self.manifest]
                for kind in SUFFIXES
            }
            self._closing.push(opened.pop_all())

    def _segment(self, row: SegmentRow, kind: Kind) -> Segment:
        return Segment(segment_path(self.folder, row.name, kind), kind, row.identity)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def location(self) -> str:
        """The folder."""
        return str(self.folder)

    def close(self) -> None:
        """Closes all files."""
        self._closing.close()

    def postings(self, hashes: Sequence[int]) -> list[tuple[int, int]]:
        """See Archive."""
        return self._lookup(KGRAMS, hashes)

    def headline_postings(
        self, keys: Sequence[int], enough: int | None = None
    ) -> list[tuple[int, int]]:
        """See Archive."""
        return self._lookup(HEADLINES, keys, enough)

    def _lookup(
        self, kind: Kind, hashes: Sequence[int], enough: int | None = None
    ) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        with translated(self.folder):
            for segment in self._segments[kind]:
                found += segment.lookup(hashes, enough)
        if len(self._segments[kind]) > 1:
            found.sort()
        return found

    def same_text(self, content: str) -> list[int]:
        """See Archive."""
        query = (
            "SELECT number FROM item_keys JOIN articles USING (number)"
            " WHERE key = ? AND content = key AND replaced_by IS NULL ORDER BY number"
        )
        with translated(self.folder):
            rows = self.connection.execute(query, [database.text_hash(content)[0]])
            return [number for (number,) in rows]

    def entries(self, numbers: Collection[int]) -> dict[int, Entry]:
        """See Archive."""
        with translated(self.folder):
            return database.read_entries(self.connection, numbers)

    def records(self, numbers: Collection[int]) -> dict[int, Record]:
        """See Archive."""
        return self._texts("articles LEFT JOIN texts USING (number)", numbers, standing=True)

    def history(self, numbers: Collection[int]) -> dict[int, Record]:
        """The articles of these numbers, replaced or not."""
        return self._texts("texts", numbers)

    def _texts(
        self, tables: str, numbers: Collection[int], *, standing: bool = False
    ) -> dict[int, Record]:
        current = " AND replaced_by IS NULL" if standing else ""
        with translated(self.folder):
            return {
                number: self._unpacked(number, blob)
                for marks, lot in database.numbered(numbers)
                for number, blob in self.connection.execute(
                    f"SELECT number, record FROM {tables} WHERE number IN ({marks}){current}", lot
                )
            }

    def _unpacked(self, number: int, blob: bytes | None) -> Record:
        try:
            record: Record = json.loads(zlib.decompress(blob or b""))
        except (zlib.error, ValueError):
            entry = database.read_entries(self.connection, [number], history=True).get(number)
            raise ArchiveError(
                f"{self.folder / database.FILE}: the text of article"
                f" {entry.id if entry else number} is damaged; remove the article and add it again"
            ) from None
        return record

    def select(self, chosen: Filter, limit: int | None = None) -> Iterator[Entry]:
        """See Archive."""
        with translated(self.folder):
            yield from database.list_entries(self.connection, chosen, limit)

    def stats(self) -> Stats:
        """See Archive. `details`: articles in segments, files, parameters."""
        with translated(self.folder):
            return _stats(self.folder, self.connection, self.manifest)


def segment_path(folder: Path, name: str, kind: Kind) -> Path:
    """Where a segment of an archive is."""
    return folder / SEGMENTS / f"{name}{SUFFIXES[kind]}"


def _size(path: Path) -> int:
    """Bytes of a file; none of one that a writer took away this moment."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:
        return 0


def _stats(folder: Path, connection: sqlite3.Connection, manifest: Sequence[SegmentRow]) -> Stats:
    def one(query: str) -> tuple[int | str | None, ...]:
        row: tuple[int | str | None, ...] = connection.execute(query).fetchone()
        return row

    outlets = Counter(
        dict(
            connection.execute(
                "SELECT ifnull(outlet, ''), count(*) FROM articles WHERE replaced_by IS NULL"
                " GROUP BY ifnull(outlet, '')"
            )
        )
    )
    (versions,) = one("SELECT count(*) FROM articles WHERE replaced_by IS NOT NULL")
    # With a bare column beside it, min gives the row that has it.
    oldest, _ = one("SELECT published, min(moment) FROM articles WHERE replaced_by IS NULL")
    newest, _ = one("SELECT published, max(moment) FROM articles WHERE replaced_by IS NULL")
    (created,) = one("SELECT value FROM about WHERE name = 'created'")
    return Stats(
        articles=outlets.total(),
        versions=int(versions or 0),
        outlets=dict(outlets.most_common()),
        oldest=None if oldest is None else str(oldest),
        newest=None if newest is None else str(newest),
        bytes=sum(map(_size, folder.rglob("*"))),
        details={
            "created": str(created),
            "format": database.VERSION,
            "segments": len(manifest),
            "postings": sum(row.postings for row in manifest),
            "segment bytes": sum(row.bytes for row in manifest),
            "words a k-gram": KGRAMS.kgram,
            "k-grams a window": KGRAMS.window,
            "furniture above": KGRAMS.furniture_above,
        },
    )
