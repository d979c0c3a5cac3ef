"""Checking a local archive to the last byte, and making anew what can be made anew.

The database is the truth: a segment that is damaged, missing or another archive's is made again
from the texts. What is wrong with the database itself can only be said.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from reliacheck.archive import database
from reliacheck.archive.database import SegmentRow, translated
from reliacheck.archive.items import item_of
from reliacheck.archive.known import Version, read_versions, version_of
from reliacheck.archive.local import SUFFIXES, segment_path
from reliacheck.archive.protocol import ArchiveError
from reliacheck.archive.segment import Segment, SegmentError
from reliacheck.archive.writer import LocalWriter
from reliacheck.records import Record, content_of

_AT_ONCE = 500


class Verified(NamedTuple):
    """What came of looking at everything."""

    articles: int  # versions included
    segments: int
    rebuilt: list[str]  # what was wrong with segments that are sound again
    lost: list[str]  # what is wrong and cannot be made anew


def verify(archive: LocalWriter, progress: Callable[[int], None]) -> Verified:
    """Checks the database, every text, and every block of every segment, and rebuilds segments.

    `progress` is told how many articles more were looked at. Raises ArchiveError for a segment
    that a newer reliacheck wrote.
    """
    lost = [*_database_problems(archive), *_text_problems(archive, progress)]
    rebuilt = []
    for row in list(archive.manifest):
        problems = list(_segment_problems(archive, row))
        if problems:
            if lost:
                lost += problems  # it cannot be told what belongs into it
                continue
            archive.rebuild(row)
            rebuilt += problems
    with translated(archive.folder):
        lost += _uncovered(archive)
        (articles,) = archive.writing.execute("SELECT count(*) FROM articles").fetchone()
    return Verified(articles, len(archive.manifest), rebuilt, lost)


def _database_problems(archive: LocalWriter) -> list[str]:
    path = archive.folder / database.FILE
    try:
        rows = archive.writing.execute("PRAGMA integrity_check(20)").fetchall()
    except sqlite3.Error as error:
        return [f"{path}: {error}"]
    return [f"{path}: {' '.join(said.split())}" for (said,) in rows if said != "ok"]


def _text_problems(archive: LocalWriter, progress: Callable[[int], None]) -> Iterator[str]:
    """Articles without a text, or with another text or other fields than were added."""
    path = archive.folder / database.FILE
    try:
        rows = iter(archive.writing.execute("SELECT number FROM articles"))
        while numbers := [number for (number,) in islice(rows, _AT_ONCE)]:
            versions = read_versions(archive.writing, set(numbers))
            records = _records(archive, numbers)
            for number, version in versions.items():
                if problem := _problem_of(version, records[number]):
                    yield f"{path}: {problem}"
            progress(len(numbers))
    except sqlite3.Error as error:
        yield f"{path}: {error}"


def _problem_of(version: Version, record: Record | ArchiveError | None) -> str:
    """What is wrong with an article, "" if nothing is."""
    name = version.guid or f"number {version.number}"
    if isinstance(record, ArchiveError):
        return f"the text of article {name} is damaged; remove the article and add it again"
    if record is None:
        return f"article {name} has no text"
    item = item_of(record, content_of(record))
    if item.content != version.content:
        return f"the text of article {name} is not the one that was added"
    expected = version_of(item, version.number, version.replaced_by)
    # Another Python may read dates that the one that wrote it did not.
    if expected._replace(moment=version.moment) != version:
        return f"what is known of article {name} is not what was added"
    return ""


def _records(
    archive: LocalWriter, numbers: Sequence[int]
) -> Mapping[int, Record | ArchiveError | None]:
    """The articles of these numbers, or what is wrong with them."""
    try:
        return dict.fromkeys(numbers) | archive.history(numbers)
    except ArchiveError as error:
        if len(numbers) == 1:
            return {numbers[0]: error}
        return {number: _records(archive, [number])[number] for number in numbers}


def _segment_problems(archive: LocalWriter, row: SegmentRow) -> Iterator[str]:
    for kind in SUFFIXES:
        path = segment_path(archive.folder, row.name, kind)
        try:
            with translated(archive.folder), Segment(path, kind, row.identity) as segment:
                yield from (f"{path}: {problem}" for problem in segment.verify())
        except SegmentError as error:
            if not error.may_rebuild:
                raise
            yield f"{path}: {error.reason}"
        except ArchiveError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                yield f"{path}: is missing"
            else:
                raise


def _uncovered(archive: LocalWriter) -> Iterator[str]:
    """Articles that no segment of the manifest covers."""
    covered = " OR ".join(f"number BETWEEN {row.first} AND {row.last}" for row in archive.manifest)
    query = f"SELECT count(*) FROM articles WHERE NOT ({covered or '0'}) AND replaced_by IS NULL"
    (count,) = archive.writing.execute(query).fetchone()
    if count:
        yield f"{archive.folder / database.FILE}: {count} articles are in no segment"
