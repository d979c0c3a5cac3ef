"""From files to articles made ready for an archive, in several processes; what is given comes in
order, whatever their number.

A JSON Lines file is read in stretches, each by the process that parses it, so that only what goes
into the archive passes between processes.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from reliacheck.archive.intake import Prepared, prepare
from reliacheck.errors import InputError, ReliacheckError
from reliacheck.plugins import Plugins, load_plugins
from reliacheck.reading import Input, Limits, read_bytes, read_inputs
from reliacheck.records import date_problem, parse_record, record_of

__all__ = [
    "Files",
    "Lines",
    "Lot",
    "Reading",
    "Text",
    "die_with",
    "prepare_all",
    "units_of_file",
    "units_of_paths",
    "units_of_stream",
]

_STRETCH = 3 << 20  # bytes of a JSON Lines file that are read at once: about 1,000 articles
_FILES_AT_ONCE = 32
# Lots on their way for each process: while the writer sorts and syncs a batch, reading goes on.
_AHEAD = 64
# With less to do than this a process of its own is not worth its start.
_SMALL = 4 * _STRETCH  # bytes
_ORPHANED = 1.0  # seconds after which a process notices that the writer is gone


class Reading(NamedTuple):
    """What reading depends on beside the files."""

    limits: Limits
    plugin_files: tuple[Path, ...] = ()
    disabled: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()  # what records get that do not say it themselves


class Lines(NamedTuple):
    """A stretch of a JSON Lines file, from the beginning of a line to the end of one."""

    path: str
    start: int  # bytes
    size: int
    data: bytes | None = None  # itself, where it cannot be read again


class Files(NamedTuple):
    """Files that a plugin reads."""

    paths: tuple[str, ...]
    size: int  # bytes


class Text(NamedTuple):
    """A file that can be read only once, such as standard input, for a plugin."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)


Unit = Lines | Files | Text


class Lot(NamedTuple):
    """What came of a unit."""

    unit: Unit
    prepared: Prepared
    problems: list[tuple[int, str, str]]  # line in the unit (0: the whole file), path, reason
    notes: list[tuple[int, str, str]]  # the same, of what was taken all the same
    lines: int  # in the unit


def units_of_file(path: str) -> Iterator[Lines]:
    """The stretches of a JSON Lines file. Raises OSError."""
    with Path(path).open("rb") as stream:
        start = 0
        while size := _end_of_stretch(stream, start) - start:
            yield Lines(path, start, size)
            start += size


def _end_of_stretch(stream: BinaryIO, start: int) -> int:
    stream.seek(start + _STRETCH)
    stream.readline()
    return min(stream.tell(), stream.seek(0, os.SEEK_END))


def units_of_stream(stream: BinaryIO, name: str) -> Iterator[Lines]:
    """The same of what can be read only once, such as standard input."""
    while data := stream.read(_STRETCH):
        data += stream.readline()
        yield Lines(name, 0, len(data), data)


def units_of_paths(paths: Sequence[str]) -> Iterator[Files]:
    """Files for the plugins, a few at a time."""
    for first in range(0, len(paths), _FILES_AT_ONCE):
        some = tuple(paths[first : first + _FILES_AT_ONCE])
        yield Files(some, sum(_size(path) for path in some))


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:  # reading it will say why
        return 0


def prepare_all(
    units: Iterable[Unit], reading: Reading, jobs: int, total: int | None
) -> Iterator[Lot]:
    """Everything made ready, in order. `total`: bytes, None if nobody knows.

    Raises ReliacheckError if a process dies.
    """
    if jobs == 1 or (total is not None and total < _SMALL):
        work = _Worker(reading)
        yield from map(work.lot, units)
        return
    yield from _in_processes(units, reading, jobs)


def _in_processes(units: Iterable[Unit], reading: Reading, jobs: int) -> Iterator[Lot]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Not forked: a copy of this process would hold the archive's lock after its death.
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(reading, os.getpid())
    )
    waiting: deque[Future[Lot]] = deque()
    try:
        for unit in units:
            waiting.append(pool.submit(_lot, unit))
            if len(waiting) >= _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise ReliacheckError(
            "a reading process died (out of memory, or a plugin that ends its process);"
            " run with --jobs 1 to see where"
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_worker: _Worker | None = None  # of this process


def _start(reading: Reading, parent: int) -> None:
    global _worker
    _worker = _Worker(reading)
    die_with(parent)


def die_with(parent: int) -> None:
    """Ends this process with its parent: one whose parent was killed would wait forever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_ORPHANED)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _lot(unit: Unit) -> Lot:
    assert _worker is not None
    return _worker.lot(unit)


class _Worker:
    """Reads units and makes their articles ready."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._loaded: Plugins | None = None

    def lot(self, unit: Unit) -> Lot:
        """A unit made ready."""
        if isinstance(unit, Lines):
            return self._of_lines(unit)
        limits = self._reading.limits
        if isinstance(unit, Text):
            read = read_bytes(unit.data, unit.name, self._plugins, limits=limits)
            return self._of_articles(unit, unit.name, read)
        return self._of_articles(
            unit, unit.paths[0], read_inputs(unit.paths, self._plugins, limits=limits)
        )

    def _of_lines(self, unit: Lines) -> Lot:
        records, kept, problems, notes = [], [], [], []
        lines = _content(unit).split(b"\n")
        if not lines[-1]:
            lines.pop()
        most = self._reading.limits.max_bytes
        for number, raw in enumerate(lines, 1):
            line = raw.strip(b" \t\r\xef\xbb\xbf" if number == 1 else b" \t\r")
            if not line:
                continue
            try:
                if len(line) > most:
                    raise ValueError(f"larger than {most:,} bytes (max-bytes in the settings)")
                record = parse_record(line)
            except ValueError as error:
                problems.append((number, unit.path, str(error)))
                continue
            if problem := date_problem(record):
                notes.append((number, unit.path, problem))
            records.append(record)
            kept.append(line)
        changed = self._fill_in(records)
        prepared = prepare(records, None if changed else kept)
        return Lot(_without_data(unit), prepared, problems, notes, len(lines))

    def _fill_in(self, records: list[dict[str, Any]]) -> bool:
        """Gives records what they do not say themselves; whether any was changed."""
        changed = False
        for key, value in self._reading.defaults:
            for record in records:
                if not record.get(key):
                    record[key] = value
                    changed = True
        return changed

    def _of_articles(self, unit: Files | Text, name: str, read: Input) -> Lot:
        records, problems, notes = [], [], []
        for article in read.articles:
            try:
                record = record_of(article)
            except ValueError as error:
                problems.append((0, article.source.path, str(error)))
                continue
            if problem := date_problem(record):
                notes.append((0, article.source.path, problem))
            records.append(record)
        for unread in read.errors:
            line, path, reason = _told(unread)
            problems.append((line, path, reason))
        for failure in read.failures:
            problem = f"plugin {failure.plugin}: {failure.problem}"
            problems.append((0, failure.article or name, problem))
        self._fill_in(records)
        return Lot(unit, prepare(records), problems, notes, 0)

    @property
    def _plugins(self) -> Plugins:
        if self._loaded is None:
            self._loaded = load_plugins(self._reading.plugin_files, self._reading.disabled)
        return self._loaded


def _content(unit: Lines) -> bytes:
    if unit.data is not None:
        return unit.data
    with Path(unit.path).open("rb") as stream:
        stream.seek(unit.start)
        return stream.read(unit.size)


def _without_data(unit: Lines) -> Lines:
    return unit._replace(data=None)


def _told(error: ReliacheckError) -> tuple[int, str, str]:
    if isinstance(error, InputError):
        return error.line or 0, error.path, error.reason
    return 0, "", str(error)
