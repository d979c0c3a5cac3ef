"""What the ratings commands have in common."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from reliacheck.cli.common import config_from
from reliacheck.errors import ConfigError
from reliacheck.ratings import Ratings, load_ratings

DAY = "%Y-%m-%d"


def add_format_flag(parser: argparse.ArgumentParser) -> None:
    """--format text|json."""
    # Not "format": that is a setting, and means the reports of a check.
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="shown_as")


def ratings_from(options: argparse.Namespace) -> Ratings:
    """The ratings that a check with these settings would use."""
    config = config_from(options)
    return load_ratings(
        config.options.ratings,
        house=config.desk.ratings_override,
        bundled=config.options.bundled_ratings,
    )


def file_from(options: argparse.Namespace) -> str:
    """The ratings file that is named. Raises ConfigError if none is."""
    location = config_from(options).options.ratings
    if location is None:
        raise ConfigError(
            'no ratings file is named: --into FILE, or ratings = "FILE" in reliacheck.toml'
        )
    return location


def a_day(value: str) -> date:
    """A date, for argparse."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a date (2026-01-31)") from None


def partial_date(value: str) -> str:
    """A year, a month or a day, for argparse."""
    year, *rest = value.split("-")
    padded = "-".join([year, *rest, *["01"] * (2 - len(rest))])
    try:
        date.fromisoformat(padded)
    except ValueError:
        padded = ""
    if not padded or len(year) != 4:
        raise argparse.ArgumentTypeError(f"{value!r} is not a date (2026, 2026-01 or 2026-01-31)")
    return value


def print_json(value: dict[str, Any]) -> None:
    """A report for a program, by reporters/ratings.schema.json."""
    import json

    import reliacheck

    tool = {"name": "reliacheck", "version": reliacheck.__version__}
    print(json.dumps({"version": 1, "tool": tool, **value}, ensure_ascii=False, indent=2))


def counted(count: int, noun: str) -> str:
    """ "1 rating", "1,200 ratings"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
