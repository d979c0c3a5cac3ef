"""From the paths of a command line to articles made ready, what is bad refused or skipped."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO, cast

from reliacheck.archive.intake import Prepared
from reliacheck.archive.pipeline import (
    Lines,
    Reading,
    Text,
    Unit,
    prepare_all,
    units_of_file,
    units_of_paths,
    units_of_stream,
)
from reliacheck.cli import complain
from reliacheck.cli.archive.progress import Progress
from reliacheck.errors import ConfigError, InputError
from reliacheck.reading import STDIN, Input, Limits, find_files
from reliacheck.session import Session

__all__ = ["Lots", "add_reading_flags", "check_jobs"]

_JSON_LINES = (".jsonl", ".ndjson")
_GZIP = ".gz"
# Problems that are told one by one; then only how many there are.
_TOLD = 20


def add_reading_flags(parser: argparse.ArgumentParser) -> None:
    """The paths and how they are read."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="file or folder of articles: text, Markdown, JSON Lines; - is standard input",
    )
    parser.add_argument(
        "--skip-bad", action="store_true", help="pass over what cannot be read, and say so"
    )
    parser.add_argument(
        "--stdin-filename", metavar="NAME", default=STDIN, help="what standard input is called"
    )
    parser.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        dest="processes",  # the setting "jobs" is for checks
        default=os.cpu_count() or 1,
        help="processes to use (default: one a core)",
    )


def check_jobs(options: argparse.Namespace) -> None:
    """Raises ConfigError for a number of processes that cannot be."""
    if options.processes < 1:
        raise ConfigError(f"--jobs: expected 1 or more, not {options.processes}")


class Lots:
    """The articles of a command line's paths, and what is to be said of them.

    `options`: what add_reading_flags makes of a command line.
    """

    skipped: int  # inputs that were bad
    undated: int  # articles with a date that nobody can read
    progress: Progress
    paths: Sequence[str]  # the files that are read, those in folders too; - is standard input

    def __init__(
        self,
        options: argparse.Namespace,
        session: Session,
        defaults: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`defaults`: what articles get that do not say it themselves."""
        settings = session.config.options
        self.skipped = 0
        self.undated = 0
        self._processes: int = options.processes
        self._skip_bad: bool = options.skip_bad
        self._lines: Counter[str] = Counter()  # read so far, by path
        self._reading = Reading(
            Limits(settings.max_bytes, settings.time_budget),
            tuple(session.config.root / name for name in settings.plugins),
            settings.disable_plugins,
            tuple(defaults),
        )
        self.paths = _paths(options, session, self._reading.limits)
        self._units, self._total = _units(self.paths, options)
        self.progress = Progress(self._total)

    def __iter__(self) -> Iterator[Prepared]:
        """The articles made ready. What is bad is skipped and told, or ends it with InputError."""
        for lot in prepare_all(self._units, self._reading, self._processes, self._total):
            base = self._lines[_path(lot.unit)]
            for line, path, reason in lot.problems:
                self._refuse_or_skip(InputError(path, reason, base + line if line else None))
            for line, path, reason in lot.notes:
                self._note_date(InputError(path, reason, base + line if line else None))
            self._lines[_path(lot.unit)] += lot.lines
            self.progress.advance(lot.unit.size, len(lot.prepared.items))
            if lot.prepared.items:
                yield lot.prepared

    def _refuse_or_skip(self, problem: InputError) -> None:
        if not self._skip_bad:
            remedy = "mend it, or pass over what is bad with --skip-bad"
            raise InputError(problem.path, f"{problem.reason}; {remedy}", problem.line)
        self.skipped += 1
        if self.skipped <= _TOLD:
            complain(f"skipped {problem}")

    def _note_date(self, problem: InputError) -> None:
        self.undated += 1
        if self.undated == 1:
            complain(f"{problem}; the article is taken, as one without a date")


def _path(unit: Unit) -> str:
    return unit.path if isinstance(unit, Lines) else ""


def _paths(options: argparse.Namespace, session: Session, limits: Limits) -> list[str]:
    """The files in order. Raises InputError for one that is not there."""
    found = Input([], [], [], [])
    paths = list(find_files(options.paths, session.plugins, limits.seconds, found))
    for problem in found.errors:
        raise problem
    for remark in (*found.notes, *(failure.problem for failure in found.failures)):
        complain(remark)
    for path in paths:
        if path != STDIN and not Path(path).exists():
            raise InputError(path, "no such file")
    return paths


def _units(paths: Sequence[str], options: argparse.Namespace) -> tuple[Iterator[Unit], int | None]:
    """The work in order, and how many bytes it is, if that is known."""
    unknown = any(path == STDIN or _is_gzipped_lines(path) for path in paths)
    total = None if unknown else sum(Path(path).stat().st_size for path in paths)
    groups = groupby(paths, key=lambda path: _is_json_lines(path, options.stdin_filename))
    return chain.from_iterable(_units_of(kind, list(some), options) for kind, some in groups), total


def _units_of(
    json_lines: bool, paths: Sequence[str], options: argparse.Namespace
) -> Iterator[Unit]:
    name = options.stdin_filename
    if not json_lines:
        files = [path for path in paths if path != STDIN]
        text = [Text(name, sys.stdin.buffer.read())] if len(files) < len(paths) else []
        return chain(text, units_of_paths(files))
    return chain.from_iterable(_units_of_lines(path, name) for path in paths)


def _units_of_lines(path: str, stdin_filename: str) -> Iterator[Unit]:
    if path == STDIN:
        return units_of_stream(sys.stdin.buffer, stdin_filename)
    return _units_of_gzip(path) if _is_gzipped_lines(path) else units_of_file(path)


def _units_of_gzip(path: str) -> Iterator[Unit]:
    import gzip
    import zlib

    try:
        with gzip.open(path) as stream:
            yield from units_of_stream(cast("BinaryIO", stream), path)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(path, "damaged: its gzip data cannot be read") from None


def _is_gzipped_lines(path: str) -> bool:
    name = path.lower()
    return name.endswith(_GZIP) and name.removesuffix(_GZIP).endswith(_JSON_LINES)


def _is_json_lines(path: str, stdin_filename: str) -> bool:
    """By the ending; standard input without a name by its first letter."""
    name = stdin_filename if path == STDIN else path
    if name != STDIN:
        gzipped = path != STDIN and _is_gzipped_lines(path)
        return gzipped or Path(name).suffix.lower() in _JSON_LINES
    if sys.stdin is None:
        raise InputError(STDIN, "standard input is closed")
    return cast("BufferedReader", sys.stdin.buffer).peek(1).lstrip()[:1] == b"{"
