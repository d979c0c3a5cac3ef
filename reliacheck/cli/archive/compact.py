"""reliacheck archive compact: make one segment of all, and give space back."""

from __future__ import annotations

import argparse

from reliacheck.archive.protocol import ArchiveError
from reliacheck.archive.writer import LocalWriter
from reliacheck.cli.archive.common import add_wait_flag, counted, session_from, writing
from reliacheck.exit_code import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_wait_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Compacts the archive; returns the exit code."""
    with writing(session_from(options), options) as archive:
        if not isinstance(archive, LocalWriter):
            raise ArchiveError(f"{archive.location}: this kind of archive is not compacted")
        before = archive.stats().bytes, len(archive.manifest)
        archive.compact()
        after = archive.stats().bytes, len(archive.manifest)
    print(
        f"{counted(before[1], 'segment')} -> {after[1]:,},"
        f" {before[0] / 1e6:,.1f} MB -> {after[0] / 1e6:,.1f} MB"
    )
    return ExitCode.OK
