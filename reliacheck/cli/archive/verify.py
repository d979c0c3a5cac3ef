"""reliacheck archive verify: check every checksum, and rebuild what is broken."""

from __future__ import annotations

import argparse

from reliacheck.archive.protocol import ArchiveError
from reliacheck.archive.repair import verify
from reliacheck.archive.writer import LocalWriter
from reliacheck.cli.archive.common import (
    add_format_flag,
    add_wait_flag,
    counted,
    print_json,
    session_from,
    writing,
)
from reliacheck.cli.archive.progress import Progress
from reliacheck.exit_code import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_wait_flag(parser)
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Checks the archive. Exit code 0: it is sound, perhaps again; 2: something is lost."""
    with writing(session_from(options), options) as archive:
        if not isinstance(archive, LocalWriter):
            raise ArchiveError(f"{archive.location}: this kind of archive is not verified")
        stats = archive.stats()
        with Progress(stats.articles + stats.versions, "articles") as progress:
            found = verify(archive, progress.advance)
    if options.shown_as == "json":
        print_json(found._asdict())
    else:
        for problem in found.rebuilt:
            print(f"rebuilt: {problem}")
        for problem in found.lost:
            print(f"DAMAGED: {problem}")
        state = "damaged" if found.lost else "sound again" if found.rebuilt else "sound"
        print(
            f"{counted(found.articles, 'article')}, {counted(found.segments, 'segment')}: {state}"
        )
    return ExitCode.USAGE if found.lost else ExitCode.OK
