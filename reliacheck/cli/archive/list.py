"""reliacheck archive list: list the articles."""

from __future__ import annotations

import argparse
import json

from reliacheck.cli.archive.common import (
    add_filter_flags,
    add_format_flag,
    at_least_one,
    entry_as_json,
    entry_as_text,
    filter_from,
    reading,
)
from reliacheck.exit_code import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_filter_flags(parser, history="with the versions that were replaced")
    parser.add_argument("--limit", type=at_least_one, metavar="N", help="the first N only")
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Prints a line an article, in the order in which they were added."""
    with reading(options) as archive:
        for entry in archive.select(filter_from(options), options.limit):
            if options.shown_as == "json":
                print(json.dumps(entry_as_json(entry), ensure_ascii=False))
            else:
                print(entry_as_text(entry))
    return ExitCode.OK
