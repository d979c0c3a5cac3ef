"""reliacheck archive stats: the archive in figures."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from reliacheck.archive.protocol import Stats
from reliacheck.cli.archive.common import add_format_flag, counted, print_json, reading
from reliacheck.cli.common import table
from reliacheck.exit_code import ExitCode

_OUTLETS = 20  # that are named


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Prints the figures."""
    with reading(options) as archive:
        stats, location = archive.stats(), archive.location
    if options.shown_as == "json":
        print_json(
            {
                "location": location,
                "articles": stats.articles,
                "versions": stats.versions,
                "outlets": dict(stats.outlets),
                "oldest": stats.oldest,
                "newest": stats.newest,
                "bytes": stats.bytes,
                **{name.replace(" ", "_"): value for name, value in stats.details.items()},
            }
        )
    else:
        print(table(list(_rows(location, stats))), end="")
    return ExitCode.OK


def _rows(location: str, stats: Stats) -> Iterator[tuple[str, str]]:
    yield "archive", location
    yield "articles", f"{stats.articles:,}"
    yield "earlier versions", f"{stats.versions:,}"
    yield "published", f"{stats.oldest or '-'} to {stats.newest or '-'}"
    yield "size", f"{stats.bytes / 1e6:,.1f} MB"
    for name, value in stats.details.items():
        yield name, f"{value:,}" if isinstance(value, int) else value
    named = list(stats.outlets.items())[:_OUTLETS]
    yield "outlets", f"{len(stats.outlets):,}"
    for outlet, count in named:
        yield "", f"{outlet or '(no outlet)'}: {count:,}"
    if len(stats.outlets) > len(named):
        yield "", f"and {counted(len(stats.outlets) - len(named), 'outlet')} more"
