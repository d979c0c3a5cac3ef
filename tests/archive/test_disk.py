"""A full disk and a folder that cannot be written to: one clear line, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from newsroom import Newsroom
from stories import as_lines, assert_found, assert_refused, assert_whole, fill, invented, spawn

from reliacheck.archive import ArchiveError, Filter
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.repair import verify
from reliacheck.archive.writer import LocalWriter

OLD = [invented(number) for number in range(40)]


def mount(*arguments: str | Path) -> None:
    """Skips the test where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount, and on Linux")
    done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot mount here: {done.stderr.decode().strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", place)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.fixture
def read_only(disk: Path) -> Path:
    """An archive on a disk that cannot be written to any more."""
    folder = fill(disk / "archive", OLD)
    mount("-o", "remount,ro", disk)
    return folder


def add(folder: Path, *records: object, code: int = 0) -> str:
    """Returns what was said last."""
    run = spawn(
        "add", "-", "--stdin-filename=a.jsonl", "--jobs=1", "--archive", folder,
        stdin=as_lines(records),  # type: ignore[arg-type]
    )  # fmt: skip
    assert run.code == code, run
    if code:
        assert_refused(run)
    return run.err.splitlines()[-1] if run.err else ""


def test_a_full_disk(disk: Path) -> None:
    folder = fill(disk / "archive", OLD)
    many = [invented(number, 400) for number in range(100, 2000)]
    said = add(folder, *many, code=2)
    assert str(folder) in said
    assert "nothing was lost" in said
    assert_whole(folder, OLD)
    with LocalWriter(folder) as archive:
        verified = verify(archive, lambda _: None)
        assert (verified.rebuilt, verified.lost) == ([], [])
    # There is room again for what is not too much.
    add(folder, *many[:20])
    assert_whole(folder, [*OLD, *many[:20]])


def test_a_disk_that_fills_up_bit_by_bit(disk: Path) -> None:
    folder = fill(disk / "archive", OLD)
    there, last, said = list(OLD), list[dict[str, object]](), ""
    for first in range(100, 5000, 40):
        last = [invented(number, 200) for number in range(first, first + 40)]
        try:
            with LocalWriter(folder) as archive:
                archive.add(last)
        except ArchiveError as error:
            said = str(error)
            break
        there += last
    assert "nothing was lost" in said
    with LocalArchive(folder) as reader:
        ids = {entry.id for entry in reader.select(Filter())}
        # It may have been the merging after them that failed, for which there was no room.
        if len(ids) > len(there):
            there += last
        assert ids == {one["guid"] for one in there}
        for record in there[::10]:
            assert_found(reader, record)
    with LocalWriter(folder) as archive:
        verified = verify(archive, lambda _: None)
        assert (verified.rebuilt, verified.lost) == ([], [])


@pytest.mark.parametrize("left", [0, 4096, 40_000])
def test_no_room_from_the_start(disk: Path, left: int) -> None:
    folder = fill(disk / "archive", OLD)
    size = shutil.disk_usage(disk).free - left
    (disk / "other").write_bytes(bytes(size))
    said = add(folder, *(invented(number, 400) for number in range(100, 200)), code=2)
    assert str(folder) in said
    assert "nothing was lost" in said
    assert_whole(folder, OLD)
    (disk / "other").unlink()
    add(folder, invented(100))
    assert_whole(folder, [*OLD, invented(100)])


def test_no_room_for_a_new_archive(disk: Path) -> None:
    (disk / "other").write_bytes(bytes(shutil.disk_usage(disk).free))
    folder = disk / "archive"
    assert str(folder) in add(folder, invented(100), code=2)
    (disk / "other").unlink()
    add(folder, invented(100))
    assert_whole(folder, [invented(100)])


def test_no_room_to_compact(disk: Path) -> None:
    folder = fill(disk / "archive", OLD, [invented(50)])
    (disk / "other").write_bytes(bytes(shutil.disk_usage(disk).free))
    run = spawn("compact", "--archive", folder)
    assert_refused(run, folder, "nothing was lost")
    assert_whole(folder, [*OLD, invented(50)])


def test_reading_where_nothing_can_be_written(room: Newsroom, read_only: Path) -> None:
    assert_whole(read_only, OLD)
    room.configure(f"archive = {json.dumps(str(read_only))}\n", bundled=True)
    room.write("a.txt", f"Bridge\n\n{OLD[3]['body']}\n")
    search = room.spawn("archive", "search", OLD[3]["headline"])
    assert (search.code, search.err) == (0, "")
    assert "[story-3]" in search.out
    run = room.spawn("check", "--format=json", "a.txt")
    assert (run.code, run.problems) == (1, [])
    assert "syndication.reused-copy" in [one["rule"] for one in run.findings()]
    export = room.spawn("archive", "export", "--output=all.jsonl")
    assert (export.code, export.err) == (0, "reliacheck: 40 articles written\n")
    assert Path("all.jsonl").read_bytes().count(b"\n") == 40


def test_writing_where_nothing_can_be_written(read_only: Path) -> None:
    said = add(read_only, invented(100), code=2)
    assert str(read_only) in said
    assert "Read-only file system" in said
    for command in (["remove", "story-3"], ["compact"], ["verify"]):
        assert_refused(spawn(*command, "--archive", read_only), read_only, "Read-only file system")
    assert "Read-only" in add(read_only.parent / "new", invented(100), code=2)
    assert_whole(read_only, OLD)


def test_a_log_of_changes_is_read_where_nothing_can_be_written(disk: Path) -> None:
    folder = fill(disk / "archive", OLD)
    # A reader that is still there keeps the log from being put away.
    with closing(LocalArchive(folder)), LocalWriter(folder) as archive:
        archive.add([invented(100)])
        shutil.copytree(folder, disk / "copy")
    assert (disk / "copy" / "archive.db-wal").stat().st_size
    mount("-o", "remount,ro", disk)
    assert_whole(disk / "copy", [*OLD, invented(100)])
