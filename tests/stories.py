"""What the tests of archives share: commands in processes of their own, and what must be found."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from newsroom import Run

from reliacheck.archive import Archive, Filter, find_headlines, find_matches
from reliacheck.archive.local import SEGMENTS, SUFFIXES, LocalArchive
from reliacheck.archive.segment import HEADLINES, KGRAMS
from reliacheck.archive.writer import LocalWriter
from reliacheck.records import Record, article_of
from reliacheck.testing import invented

__all__ = [
    "as_lines",
    "assert_found",
    "assert_refused",
    "assert_whole",
    "command",
    "fill",
    "invented",
    "segment_files",
    "spawn",
]


# What `archive add` says of what it did before it failed.
_STATE = re.compile(r"reliacheck: (nothing added|[\d,]+ articles? before that: in for good)")


def as_lines(records: Iterable[Record]) -> bytes:
    """Records as JSON Lines."""
    return b"".join(json.dumps(dict(record)).encode() + b"\n" for record in records)


def fill(folder: Path, *batches: Iterable[Record]) -> Path:
    """An archive with these batches, a segment each as long as they are merged no more."""
    with LocalWriter(folder, create=True) as archive:
        for batch in batches:
            archive.add(batch)
    return folder


def command(*arguments: str | Path) -> list[str]:
    """`reliacheck archive ...` for a process of its own."""
    return [sys.executable, "-m", "reliacheck", "archive", *map(str, arguments)]


def spawn(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Run:
    """Such a process, waited for."""
    done = subprocess.run(
        command(*arguments),
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_found(archive: Archive, record: Mapping[str, Any]) -> None:
    """An article is found by passage and by headline, and is whole."""
    matches = find_matches(archive, article_of(record))
    assert [match.entry.id for match in matches] == [record["guid"]]
    assert matches[0].share == matches[0].share_of_source == 1
    (hit,) = (hit for hit in find_headlines(archive, record["headline"]) if hit.likeness == 1)
    assert hit.entry == matches[0].entry
    number = hit.entry.number
    assert archive.records([number]) == {number: record}


def assert_whole(folder: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """An archive answers with all of these articles, and with no others."""
    given = {record["guid"]: record for record in records}
    with LocalArchive(folder) as archive:
        assert sorted(entry.id for entry in archive.select(Filter())) == sorted(given)
        for record in given.values():
            assert_found(archive, record)


def assert_refused(run: Run, *parts: str | Path, code: int = 2) -> None:
    """A command said in one line what is wrong, and what can be done about it."""
    assert run.code == code, run
    lines = [line for line in run.err.splitlines() if not _STATE.fullmatch(line)]
    assert len(lines) == 1, run.err
    assert lines[0].startswith("reliacheck: ")
    for part in parts:
        assert str(part) in lines[0], lines[0]
    assert run.out == ""


def segment_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of fingerprints and those of headlines, the oldest first."""
    paths = sorted(
        folder.joinpath(SEGMENTS).iterdir(), key=lambda path: int(path.name.split("-")[0])
    )
    return (
        [path for path in paths if path.suffix == SUFFIXES[KGRAMS]],
        [path for path in paths if path.suffix == SUFFIXES[HEADLINES]],
    )
