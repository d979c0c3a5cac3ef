"""One writer at a time: another waits, or says who is writing; a dead one is in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stories import as_lines, assert_refused, assert_whole, command, fill, invented, spawn

from reliacheck.archive import ArchiveError
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.writer import LOCK, WAIT, LocalWriter
from reliacheck.cli.archive import common

# Opens an archive for writing, says so, and holds it until its standard input ends.
HOLDS = """
import sys
from pathlib import Path
from reliacheck.archive.writer import LocalWriter
with LocalWriter(Path(sys.argv[1]), create=True):
    print("open", flush=True)
    sys.stdin.read()
"""
OLD, NEW = [invented(1)], [invented(2)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "archive", OLD)


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has the archive open for writing."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"open"
        try:
            yield process
        finally:
            process.kill()


def test_the_command_line_waits_as_long_as_the_library() -> None:
    assert common.WAIT == WAIT


def test_another_process_is_told_who_is_writing(folder: Path) -> None:
    with holder(folder) as process:
        began = time.monotonic()
        run = spawn(
            "add", "-", "--stdin-filename=a.jsonl", "--wait=0.5", "--archive", folder,
            stdin=as_lines(NEW),
        )  # fmt: skip
        assert 0.5 <= time.monotonic() - began < 10
        assert_refused(
            run, folder, f"process {process.pid} is writing", "within 0.5 s", "--wait SECONDS"
        )
        refused = spawn("compact", "--wait=0", "--archive", folder)
        assert_refused(refused, folder, f"process {process.pid} is writing", "within 0 s")
        assert_whole(folder, OLD)  # readers need no lock
    assert_whole(folder, OLD)


def test_another_process_waits(folder: Path) -> None:
    with holder(folder) as process:
        with subprocess.Popen(
            command("remove", "story-1", "--archive", folder, "--wait=30"),
            stdout=subprocess.PIPE,
        ) as waiting:
            with pytest.raises(subprocess.TimeoutExpired):
                waiting.wait(1.5)
            assert process.stdin
            process.stdin.close()
            out, _ = waiting.communicate(timeout=30)
        assert (waiting.returncode, out) == (0, b"1 article removed\n")
    assert_whole(folder, [])


def test_another_thread_is_refused_in_time(folder: Path) -> None:
    with LocalWriter(folder):
        began = time.monotonic()
        with pytest.raises(ArchiveError, match=f"process {os.getpid()} is writing .* within 0.2 s"):
            LocalWriter(folder, wait=0.2)
        assert 0.2 <= time.monotonic() - began < 5
    LocalWriter(folder, wait=0).close()


def test_threads_take_turns(folder: Path) -> None:
    failures: list[BaseException] = []

    def add(number: int) -> None:
        try:
            with LocalWriter(folder, wait=30) as archive:
                assert archive.add([invented(number)]) == (1, 0, 0)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(10, 18)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert_whole(folder, [*OLD, *(invented(number) for number in range(10, 18))])


def test_processes_take_turns_and_one_makes_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    records = [invented(number) for number in range(4)]
    place = ["--wait=60", "--archive", str(folder)]
    processes = []
    for record in records:
        process = subprocess.Popen(
            [*command("add", "-", "--stdin-filename=a.jsonl", "--jobs=1"), *place],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        assert process.stdin
        process.stdin.write(as_lines([record]))
        process.stdin.close()
        processes.append(process)
    assert [process.wait(60) for process in processes] == [0, 0, 0, 0]
    assert_whole(folder, records)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_the_lock_of_a_dead_process_is_free(folder: Path) -> None:
    with holder(folder) as process:
        process.kill()
        process.wait()
        assert (folder / LOCK).read_text() == f"{process.pid}\n"
        with LocalWriter(folder, wait=0) as archive:
            assert archive.add(NEW) == (1, 0, 0)
    assert_whole(folder, [*OLD, *NEW])


@pytest.mark.parametrize("content", [b"", b"1\n", b"99999999999\n", b"\xff\xfe rubbish" * 99])
def test_a_lock_file_that_was_left_behind_locks_nobody_out(folder: Path, content: bytes) -> None:
    (folder / LOCK).write_bytes(content)
    with LocalWriter(folder, wait=0) as archive:
        assert archive.add(NEW) == (1, 0, 0)
        with pytest.raises(ArchiveError, match=f"process {os.getpid()} is writing"):
            LocalWriter(folder, wait=0)
    assert (folder / LOCK).read_bytes() == b""


def test_a_lock_file_that_is_gone_is_made(folder: Path) -> None:
    (folder / LOCK).unlink()
    LocalWriter(folder, wait=0).close()
    with LocalArchive(folder) as reader:
        assert reader.stats().articles == 1


def test_a_writer_that_could_not_open_lets_go(folder: Path) -> None:
    database = folder / "archive.db"
    sound = database.read_bytes()
    database.write_bytes(b"no database")
    with pytest.raises(ArchiveError, match="is damaged"):
        LocalWriter(folder, wait=0)
    database.write_bytes(sound)
    LocalWriter(folder, wait=0).close()
