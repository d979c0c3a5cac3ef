"""What the archive commands have in common."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime, timedelta
from typing import Any

from reliacheck.archive.protocol import Archive, Entry, Filter, WritableArchive, moment_of
from reliacheck.cli.common import config_from
from reliacheck.errors import ConfigError
from reliacheck.session import Session, open_session

WAIT = 10.0  # seconds for another writer, as writer.WAIT
ENTRY_KEYS = (
    "id",
    "outlet",
    "agency",
    "headline",
    "published",
    "url",
    "guid",
    "language",
    "evolved_from",
    "added",
)


def add_format_flag(parser: argparse.ArgumentParser) -> None:
    """--format text|json."""
    # Not "format": that is a setting, and means the reports of a check.
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="shown_as")


def add_wait_flag(parser: argparse.ArgumentParser) -> None:
    """--wait SECONDS."""
    parser.add_argument(
        "--wait",
        type=_seconds,
        default=WAIT,
        metavar="SECONDS",
        help=f"how long to wait for another writer (default {WAIT:g})",
    )


def add_filter_flags(parser: argparse.ArgumentParser, *, history: str = "") -> None:
    """--id, --outlet, --before, --after; --history if there is a help text for it."""
    parser.add_argument(
        "--id", action="append", default=[], metavar="ID", help="the article of this id"
    )
    parser.add_argument("--outlet", metavar="NAME", help="articles of this outlet")
    parser.add_argument(
        "--before", type=date_or_age, metavar="DATE", help="published before this date or time"
    )
    parser.add_argument("--after", type=date_or_age, metavar="DATE", help="published then or later")
    if history:
        parser.add_argument("--history", action="store_true", help=history)


def date_or_age(value: str) -> str:
    """An ISO 8601 date or time, or an age such as 30d, 26w or 2y before now."""
    days = {"d": 1, "w": 7, "y": 365}.get(value[-1:])
    if days and value[:-1].isdecimal():
        try:
            return (datetime.now(UTC) - timedelta(days=days * int(value[:-1]))).isoformat()
        except (OverflowError, ValueError):
            raise argparse.ArgumentTypeError(
                f"{value!r} is longer ago than there are years"
            ) from None
    if moment_of(value) is None:
        raise argparse.ArgumentTypeError(
            f"{value!r} is neither a date (2026-01-31) nor an age (30d, 26w, 2y)"
        )
    return value


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of seconds")
    return seconds


def at_least_one(value: str) -> int:
    """A number from 1 on, for argparse."""
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, not {value!r}")
    return int(value)


def filter_from(options: argparse.Namespace) -> Filter:
    """The articles that the flags mean."""
    return Filter(
        ids=tuple(options.id),
        outlet=options.outlet,
        before=options.before,
        after=options.after,
        history=getattr(options, "history", False),
    )


def session_from(options: argparse.Namespace) -> Session:
    """Settings and plugins; what plugins print is not the report."""
    for name in ("config", "archive"):
        if not hasattr(options, name):
            setattr(options, name, None)
    with redirect_stdout(sys.stderr):
        return open_session(config_from(options))


def location_of(session: Session) -> str:
    """The archive that is named. Raises ConfigError if none is."""
    location = session.config.options.archive
    if location is None:
        raise ConfigError(
            'no archive is named: --archive DIR, or archive = "DIR" in reliacheck.toml'
        )
    return location


@contextmanager
def reading(options: argparse.Namespace) -> Iterator[Archive]:
    """The archive that is named, open for reading."""
    from reliacheck.archive.opening import open_archive

    session = session_from(options)
    budget = session.config.options.time_budget
    archive = open_archive(location_of(session), session.plugins, budget)
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def writing(
    session: Session, options: argparse.Namespace, *, create: bool = False
) -> Iterator[WritableArchive]:
    """The same, open for writing."""
    from reliacheck.archive.opening import open_for_writing

    archive = open_for_writing(
        location_of(session),
        session.plugins,
        session.config.options.time_budget,
        create=create,
        wait=options.wait,
    )
    try:
        yield archive
    finally:
        archive.close()


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """An entry for a program; `replaced` tells a version that another took the place of."""
    shown: dict[str, Any] = {key: getattr(entry, key) for key in ENTRY_KEYS}
    return shown | {"replaced": entry.replaced_by is not None}


def entry_as_text(entry: Entry) -> str:
    """An entry in a line."""
    dated = moment_of(entry.published) is not None
    day = (entry.published or "")[:10] if dated else "no date   "
    replaced = "  (replaced)" if entry.replaced_by is not None else ""
    headline = " ".join((entry.headline or "(no headline)").split())
    return f"{day}  {entry.outlet or '-'}  {headline}  [{entry.id}]{replaced}"


def print_json(value: Mapping[str, Any]) -> None:
    """A report for a program."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def counted(count: int, noun: str) -> str:
    """ "1 article", "1,200 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
