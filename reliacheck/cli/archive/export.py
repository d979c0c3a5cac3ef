"""reliacheck archive export: the articles as JSON Lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from reliacheck.archive.intake import as_line
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.protocol import Archive, ArchiveError, Entry
from reliacheck.cli import complain
from reliacheck.cli.archive.common import add_filter_flags, counted, filter_from, reading
from reliacheck.exit_code import ExitCode
from reliacheck.files import writing_atomically
from reliacheck.records import Record

_AT_ONCE = 500


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_filter_flags(parser, history="with the versions that were replaced, marked as such")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write to a file (default: standard output)"
    )


def run(options: argparse.Namespace) -> int:
    """Writes one record a line, which `archive add` reads again."""
    with reading(options) as archive:
        if options.history and not isinstance(archive, LocalArchive):
            raise ArchiveError(
                f"{archive.location}: this kind of archive gives no earlier versions"
            )
        entries = archive.select(filter_from(options))
        if options.output is None:
            count = _write(sys.stdout.buffer, archive, entries)
        else:
            with writing_atomically(options.output) as stream:
                count = _write(stream, archive, entries)
    complain(f"{counted(count, 'article')} written")
    return ExitCode.OK


def _write(stream: IO[bytes], archive: Archive, entries: Iterator[Entry]) -> int:
    count = 0
    while lot := list(islice(entries, _AT_ONCE)):
        records = _records(archive, [entry.number for entry in lot])
        for entry in lot:
            record = dict(records[entry.number])
            if entry.replaced_by is not None:
                record["replaced"] = True
            stream.write(as_line(record) + b"\n")
            count += 1
    stream.flush()
    return count


def _records(archive: Archive, numbers: list[int]) -> dict[int, Record]:
    if isinstance(archive, LocalArchive):
        return archive.history(numbers)
    return archive.records(numbers)
