"""The SQLite file of a local archive: what is true of it, and everything else is made from it.

articles   one row an article and version, without its text
texts      the articles themselves, as compressed JSON records
item_keys  hashes of guid, url and text, by which the same item is known again
segments   the manifest: which segment files count, and which article numbers each covers
about      numbers handed out, and when the archive was made
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reliacheck.archive.protocol import ArchiveError, Entry, Filter, moment_of

FILE = "archive.db"
VERSION = 1
# Marks the file as ours among SQLite files ("rlck").
_APPLICATION = 0x726C636B
BUSY = 10.0  # seconds to wait where SQLite has to lock for a moment (recovery, first opening)
# Rows of texts are about 2 kB: small pages would be half empty.
_PAGE = 16384
_BACKUP = "put a backup in its place"
_AT_ONCE = 500  # numbers in one statement; SQLite's limit may be 999

_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, outlet TEXT, agency TEXT, headline TEXT,
    published TEXT, url TEXT, guid TEXT, language TEXT, evolved_from TEXT, added TEXT NOT NULL,
    replaced_by INTEGER, moment REAL, content INTEGER NOT NULL
);
CREATE TABLE texts (number INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE item_keys (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE segments (
    name TEXT PRIMARY KEY, identity INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, articles INTEGER NOT NULL, postings INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) WITHOUT ROWID;
"""
_ENTRY = ", ".join(Entry._fields)


class SegmentRow(NamedTuple):
    """A line of the manifest. Segments are in order of numbers and do not overlap."""

    name: str  # of its files, without their endings
    identity: int  # stands in the files too: those of another archive have another
    first: int  # the article numbers it covers
    last: int
    articles: int  # when it was written
    postings: int
    bytes: int


def create(folder: Path) -> None:
    """An empty database in `folder`, whole or not at all. Raises OSError and sqlite3.Error."""
    partial = folder / f"{FILE}.partial"
    partial.unlink(missing_ok=True)
    connection = sqlite3.connect(partial, isolation_level=None)
    try:
        # A crash leaves one file, which the next one to come deletes.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.executescript(_SCHEMA)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.executemany(
            "INSERT INTO about VALUES (?, ?)",
            [("next_number", 0), ("next_segment", 0), ("created", now())],
        )
    finally:
        connection.close()
    partial.replace(folder / FILE)


def connect(folder: Path, *, write: bool = False) -> sqlite3.Connection:
    """The database in `folder`, opened.

    Raises ArchiveError if there is none, or one that this reliacheck cannot read.
    """
    path = folder / FILE
    if not path.is_file():
        reason = "is not an archive" if folder.is_dir() else "no such archive"
        raise ArchiveError(f"{folder}: {reason} (`reliacheck archive add` makes one)")
    with translated(folder):
        connection = _connect(path, write)
        try:
            _refuse_foreign(connection, path)
            _refuse_cut_short(connection, path)
            if write:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    def opened(mode: str) -> sqlite3.Connection:
        # as_uri does the quoting; a UNC path is of no use to SQLite.
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=BUSY, isolation_level=None
        )
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    if write:
        return opened("mode=rw")
    try:
        return opened("mode=ro")
    except sqlite3.OperationalError:
        # A folder that cannot be written to has no room for the files through which readers and
        # a writer agree. Without a log of changes there is no writer, and the file is all.
        if _has_log(path):
            raise
        return opened("mode=ro&immutable=1")


def _has_log(path: Path) -> bool:
    """Whether there are changes that are not yet in the file itself."""
    log = path.with_name(f"{FILE}-wal")
    return log.exists() and log.stat().st_size > 0


def _refuse_cut_short(connection: sqlite3.Connection, path: Path) -> None:
    """SQLite takes what is missing of the last page for zeros, and so for rows that are not there.

    A file that grows this moment, which a log of changes shows, may have a part of a page.
    """
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    if path.stat().st_size % page and not _has_log(path) and path.stat().st_size % page:
        raise ArchiveError(f"{path}: is damaged (cut short); {_BACKUP}")


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION:
        raise ArchiveError(f"{path}: is an SQLite file of something else, not an archive")
    if version != VERSION:
        raise ArchiveError(
            f"{path}: has format version {version}, and this reliacheck reads {VERSION}; use the"
            " reliacheck that wrote it, or export there and add here"
        )


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Makes an ArchiveError of what SQLite or the system raises."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(f"{folder / FILE}: {_told(error)}") from error
    except OSError as error:
        where = error.filename or folder
        raise ArchiveError(f"{where}: {error.strerror or error}; nothing was lost") from error


def _told(error: sqlite3.Error) -> str:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return f"is damaged ({error}); {_BACKUP}"
    if code == sqlite3.SQLITE_CORRUPT:
        return f"is damaged ({error}); `reliacheck archive verify` says how far"
    if code == sqlite3.SQLITE_FULL:
        return "the disk is full; nothing was lost"
    if code == sqlite3.SQLITE_IOERR:
        return f"the disk is full, or out of order ({error}); nothing was lost"
    if code == sqlite3.SQLITE_READONLY:
        return "cannot be written to (it is read-only); nothing was changed"
    if code == sqlite3.SQLITE_CANTOPEN:
        return "cannot be opened; is its folder readable, and for adding writable?"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "is locked by another program; try again"
    return str(error)


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def text_hash(text: str) -> tuple[int, str]:
    """The hash of 63 bits by which a text is known again, and the id of an article that has no
    other (Article.ref.id)."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8]
    return _hash_of(digest), digest.hex()


def _hash_of(digest: bytes) -> int:
    return int.from_bytes(digest, "big") >> 1


def item_keys(content: int, guid: str | None, url: str | None) -> tuple[int, ...]:
    """What an article may be known by: the hash of its text, and those of its guid and url."""
    keys = [content]
    for kind, value in ((b"guid\0", guid), (b"url\0", url)):
        if value:
            data = kind + value.encode("utf-8", "surrogatepass")
            keys.append(_hash_of(hashlib.sha256(data).digest()[:8]))
    return tuple(keys)


def numbered(numbers: Collection[int]) -> Iterator[tuple[str, Sequence[int]]]:
    """The numbers in lots, each with the question marks of a statement."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _AT_ONCE):
        lot = ordered[start : start + _AT_ONCE]
        yield ", ".join("?" * len(lot)), lot


def read_entries(
    connection: sqlite3.Connection, numbers: Collection[int], *, history: bool = False
) -> dict[int, Entry]:
    """The entries of these numbers that are there."""
    current = "" if history else " AND replaced_by IS NULL"
    found = {}
    for marks, lot in numbered(numbers):
        query = f"SELECT {_ENTRY} FROM articles WHERE number IN ({marks}){current}"
        for row in connection.execute(query, lot):
            found[row[0]] = Entry(*row)
    return found


def list_entries(
    connection: sqlite3.Connection, chosen: Filter, limit: int | None
) -> Iterator[Entry]:
    """The entries that are meant, by number."""
    where, values = condition(chosen)
    query = f"SELECT {_ENTRY} FROM articles WHERE {where} ORDER BY number LIMIT ?"
    rows = connection.execute(query, [*values, -1 if limit is None else limit])
    return (Entry(*row) for row in rows)


def condition(chosen: Filter) -> tuple[str, list[Any]]:
    """A filter as the condition of a statement, and its values."""
    parts, values = ["1"], list[Any]()
    if not chosen.history:
        parts.append("replaced_by IS NULL")
    if chosen.ids:
        parts.append(f"id IN ({', '.join('?' * len(chosen.ids))})")
        values += chosen.ids
    if chosen.outlet is not None:
        parts.append("outlet = ? COLLATE NOCASE")
        values.append(chosen.outlet)
    for bound, sign in ((chosen.before, "<"), (chosen.after, ">=")):
        if bound is not None:
            parts.append(f"moment {sign} ?")
            values.append(moment_of(bound))
    return " AND ".join(parts), values


def read_manifest(connection: sqlite3.Connection) -> list[SegmentRow]:
    """The segments that count, in order of numbers."""
    query = f"SELECT {', '.join(SegmentRow._fields)} FROM segments ORDER BY first"
    return [SegmentRow(*row) for row in connection.execute(query)]


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Puts rows with all their columns into a table."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
