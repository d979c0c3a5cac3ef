"""reliacheck archive add: take articles in."""

from __future__ import annotations

import argparse
import json
import time
import zlib

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
from reliacheck.cli.lots import Lots, add_reading_flags, check_jobs
from reliacheck.errors import ReliacheckError
from reliacheck.exit_code import ExitCode
from reliacheck.session import Session

_DEFAULTS = ("outlet", "agency", "published", "language")


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
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
    add_reading_flags(parser)
    add_wait_flag(parser)
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Adds the articles; returns the exit code."""
    check_jobs(options)
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
    if isinstance(archive, LocalWriter):
        return archive.add_prepared(iter(intake), intake.note_committed)
    # Other stores make of the articles what they need.
    return archive.add(json.loads(zlib.decompress(one)) for lot in intake for one in lot.records)


class _Intake(Lots):
    """What is to be added, and what is to be said of it."""

    def __init__(self, options: argparse.Namespace, session: Session) -> None:
        given = {key: getattr(options, key) for key in _DEFAULTS}
        super().__init__(options, session, [pair for pair in given.items() if pair[1]])
        self.committed = Added(0, 0, 0)

    def note_committed(self, sum_of_all: Added) -> None:
        """Keeps count of what is in for good."""
        self.committed = sum_of_all


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
