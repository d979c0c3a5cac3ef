"""What the benchmarks of the archive measure with: spreads of times, memory, the page cache."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from startup import plain_environment

T = TypeVar("T")

_SAMPLED = 0.2  # seconds between two looks at the memory


class Spread(NamedTuple):
    """Seconds, in order."""

    low: float  # a quarter is faster
    median: float
    high: float  # a quarter is slower
    p95: float
    longest: float


def spread(seconds: Sequence[float]) -> Spread:
    """Of at least one figure."""
    two = [*seconds, *seconds] if len(seconds) == 1 else list(seconds)
    low, median, high = statistics.quantiles(two, n=4, method="inclusive")
    p95 = statistics.quantiles(two, n=20, method="inclusive")[-1]
    return Spread(low, median, high, p95, max(two))


def milliseconds(seconds: float) -> str:
    """As many digits as mean something."""
    value = 1000 * seconds
    return f"{value:,.2f}" if value < 10 else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the seconds."""
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def reliacheck_program() -> str:
    """The program beside this interpreter."""
    found = shutil.which("reliacheck", path=str(Path(sys.executable).parent))
    if found is None:
        sys.exit("reliacheck is not installed beside this interpreter: pip install .")
    return found


class Ran(NamedTuple):
    """What a whole process took. Other work on the machine makes the first longer, not the
    second."""

    seconds: float
    cpu: float  # seconds


def run(command: Sequence[str], allowed: Sequence[int] = (0,)) -> Ran:
    """Runs a process; its output is thrown away."""
    before, began = cpu_of_children(), time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=plain_environment()
    )
    seconds = time.perf_counter() - began
    if done.returncode not in allowed:
        sys.exit(f"{command}: exit code {done.returncode}: {done.stderr.decode()}")
    return Ran(seconds, cpu_of_children() - before)


def cpu_of_children() -> float:
    """Seconds of all that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Usage(NamedTuple):
    """What a process and its children took."""

    seconds: float
    cpu: float  # seconds
    peak: int  # bytes; memory that several share is counted once


def watched(command: Sequence[str]) -> Usage:
    """Runs a process and keeps an eye on its memory. Needs psutil."""
    before, began = cpu_of_children(), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=plain_environment()) as process:
        with peak_memory(process.pid) as peak:
            code = process.wait()
        seconds = time.perf_counter() - began
    if code:
        sys.exit(f"{command}: exit code {code}")
    return Usage(seconds, cpu_of_children() - before, max(peak))


@contextmanager
def peak_memory(pid: int) -> Iterator[list[int]]:
    """Bytes of a process with its children, looked at again and again."""
    seen, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(_SAMPLED):
            seen.append(_memory_of_tree(pid))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _memory_of_tree(pid: int) -> int:
    import psutil

    total = 0
    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return 0
    for process in family:
        try:
            used = process.memory_full_info()
        except psutil.Error:  # it has ended meanwhile
            continue
        total += getattr(used, "pss", used.uss)
    return total


def forget(folder: Path) -> None:
    """Drops the files of a folder from the page cache, where the system can be told."""
    if not hasattr(os, "posix_fadvise"):
        sys.exit("this system cannot be told to forget files: --dropped 0")
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
