"""One writer at a time: a lock on a file, which the system takes back when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from reliacheck.archive.protocol import ArchiveError

_RETRY = 0.05  # seconds


@contextmanager
def writer_lock(path: Path, wait: float) -> Iterator[None]:
    """Holds the lock at `path` for the block; ArchiveError if it is not free within `wait` seconds.

    The file stays; it is the open file that is locked, so one left by a dead process locks nobody
    out.
    """
    with path.open("a+", encoding="ascii") as file:
        until = time.monotonic() + wait
        while not _try_lock(file):
            if time.monotonic() >= until:
                raise ArchiveError(
                    f"{path.parent}: {_holder(file)} is writing to this archive, and was not done"
                    f" within {wait:g} s; try again, or wait longer (--wait SECONDS)"
                )
            time.sleep(_RETRY)
        try:
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield
        finally:
            file.truncate(0)
            _unlock(file)


def _holder(file: IO[str]) -> str:
    try:
        file.seek(0)
        return f"process {int(file.read(20))}"
    except (OSError, ValueError):
        return "another process"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        try:
            file.seek(1 << 30)  # beyond what is written, which stays readable
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        file.seek(1 << 30)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
