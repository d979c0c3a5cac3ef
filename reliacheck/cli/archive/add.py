"""reliacheck archive add: take articles in."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import chain, groupby
from pathlib import Path
from typing import cast

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
from reliacheck.archive.protocol import Added, WritableArchive
from reliacheck.archive.writer import LocalWriter
from reliacheck.cli import complain
from reliacheck.cli.archive.common import (
    add_format_flag,
    add_wait_flag,
    counted,
    date_or_age,
    print_json,
    session_from,
    writing,
)
from reliacheck.cli.archive.progress import Progress
from reliacheck.errors import ConfigError, InputError, ReliacheckError
from reliacheck.exit_code import ExitCode
from reliacheck.reading import STDIN, Input, Limits, find_files
from reliacheck.session import Session

_JSON_LINES = (".jsonl", ".ndjson")
# Problems that are told one by one; then only how many there are.
_TOLD = 20
_DEFAULTS = ("outlet", "agency", "published", "language")


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="file or folder of articles: text, Markdown, JSON Lines; - is standard input",
    )
    for key, what in (("outlet", "who publishes"), ("agency", "whose copy they are")):
        parser.add_argument(
            f"--{key}", metavar="NAME", help=f"{what}, for articles that do not say so"
        )
    parser.add_argument(
        "--published",
        type=date_or_age,
        metavar="DATE",
        help="when they were published, for articles that do not say so",
    )
    parser.add_argument("--language", metavar="CODE", help="the same for their language (en, fa)")
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
        help="processes that read (default: one a core)",
    )
    add_wait_flag(parser)
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Adds the articles; returns the exit code."""
    if options.processes < 1:
        raise ConfigError(f"--jobs: expected 1 or more, not {options.processes}")
    session = session_from(options)
    intake = _Intake(options, session)
    began = time.perf_counter()
    with writing(session, options, create=True) as archive, intake.progress:
        try:
            added = _add(archive, intake)
        except (ReliacheckError, KeyboardInterrupt):
            done = sum(intake.committed)
            complain(
                f"{counted(done, 'article')} before that: in for good" if done else "nothing added"
            )
            raise
    _report(added, intake, time.perf_counter() - began, options.shown_as)
    return ExitCode.OK


def _add(archive: WritableArchive, intake: _Intake) -> Added:
    lots = intake.lots()
    if isinstance(archive, LocalWriter):
        return archive.add_prepared(lots, intake.note_committed)
    # Other stores make of the articles what they need.
    return archive.add(json.loads(zlib.decompress(one)) for lot in lots for one in lot.records)


class _Intake:
    """What is to be added, and what is to be said of it."""

    def __init__(self, options: argparse.Namespace, session: Session) -> None:
        settings = session.config.options
        self.skipped = 0
        self.undated = 0
        self.committed = Added(0, 0, 0)
        self._processes: int = options.processes
        self._skip_bad: bool = options.skip_bad
        self._lines: Counter[str] = Counter()  # read so far, by path
        given = {key: getattr(options, key) for key in _DEFAULTS}
        self._reading = Reading(
            Limits(settings.max_bytes, settings.time_budget),
            tuple(session.config.root / name for name in settings.plugins),
            settings.disable_plugins,
            tuple((key, value) for key, value in given.items() if value),
        )
        self._units, self._total = _units(options, session, self._reading.limits)
        self.progress = Progress(self._total)

    def lots(self) -> Iterator[Prepared]:
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

    def note_committed(self, sum_of_all: Added) -> None:
        """Keeps count of what is in for good."""
        self.committed = sum_of_all

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


def _units(
    options: argparse.Namespace, session: Session, limits: Limits
) -> tuple[Iterator[Unit], int | None]:
    """The work in order, and how many bytes it is, if that is known."""
    found = Input([], [], [], [])
    paths = list(find_files(options.paths, session.plugins, limits.seconds, found))
    for problem in found.errors:
        raise problem
    for remark in (*found.notes, *(failure.problem for failure in found.failures)):
        complain(remark)
    for path in paths:
        if path != STDIN and not Path(path).exists():
            raise InputError(path, "no such file")
    total = None if STDIN in paths else sum(Path(path).stat().st_size for path in paths)
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
    return chain.from_iterable(
        units_of_stream(sys.stdin.buffer, name) if path == STDIN else units_of_file(path)
        for path in paths
    )


def _is_json_lines(path: str, stdin_filename: str) -> bool:
    """By the ending; standard input without a name by its first letter."""
    name = stdin_filename if path == STDIN else path
    if name != STDIN:
        return Path(name).suffix.lower() in _JSON_LINES
    if sys.stdin is None:
        raise InputError(STDIN, "standard input is closed")
    return cast("BufferedReader", sys.stdin.buffer).peek(1).lstrip()[:1] == b"{"


def _report(added: Added, intake: _Intake, seconds: float, shown_as: str) -> None:
    taken = sum(added)
    if shown_as == "json":
        print_json(
            {
                **added._asdict(),
                "skipped": intake.skipped,
                "without_date": intake.undated,
                "seconds": round(seconds, 3),
                "articles_per_second": round(taken / seconds, 1),
            }
        )
        return
    print(
        f"{counted(taken, 'article')}: {added.new:,} new, {added.updated:,} updated,"
        f" {added.known:,} there already ({seconds:.1f} s, {taken / seconds:,.0f} a second)"
    )
    if intake.skipped:
        print(f"{counted(intake.skipped, 'article')} skipped")
    if intake.undated > 1:
        print(f"{counted(intake.undated, 'article')} with a date that is not ISO 8601")
