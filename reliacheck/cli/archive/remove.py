"""reliacheck archive remove: forget articles."""

from __future__ import annotations

import argparse

from reliacheck.archive.protocol import Filter
from reliacheck.cli.archive.common import (
    add_filter_flags,
    add_format_flag,
    add_wait_flag,
    counted,
    date_or_age,
    filter_from,
    print_json,
    session_from,
    writing,
)
from reliacheck.errors import ConfigError
from reliacheck.exit_code import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("ids", nargs="*", metavar="ID", help="the article of this id")
    add_filter_flags(parser)
    parser.add_argument(
        "--older-than",
        type=date_or_age,
        dest="before",
        metavar="AGE",
        help="the same as --before: 30d, 26w, 2y or a date",
    )
    add_wait_flag(parser)
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Removes the articles for which all that is given holds; returns the exit code."""
    options.id += options.ids
    chosen = filter_from(options)
    if chosen == Filter():
        raise ConfigError("archive remove: say which articles (ID, --outlet, --older-than)")
    with writing(session_from(options), options) as archive:
        removed = archive.remove(chosen)
    if options.shown_as == "json":
        print_json({"removed": removed})
    else:
        print(f"{counted(removed, 'article')} removed")
    return ExitCode.OK
