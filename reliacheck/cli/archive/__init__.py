"""reliacheck archive: filling, searching and keeping an archive. One module a command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module

from reliacheck.cli.common import add_config_flag

COMMANDS = {
    "add": "take articles in",
    "remove": "forget articles",
    "list": "list the articles",
    "search": "find passages and headlines",
    "stats": "show the archive in figures",
    "verify": "check every checksum, and rebuild what is broken",
    "compact": "make one segment of all, and give space back",
    "export": "write the articles out as JSON Lines",
}


def configure(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """The commands; one that is among the arguments with its own arguments."""
    _add_flags(parser)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="archive_command")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        _add_flags(command)
        if name in arguments:
            import_module(f"{__name__}.{name}").configure(command)


def _add_flags(parser: argparse.ArgumentParser) -> None:
    """Flags that may stand before the command or behind it."""
    parser.add_argument(
        "--archive",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="the archive (default: archive in the settings)",
    )
    add_config_flag(parser, default=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Runs the command that was asked for."""
    return int(import_module(f"{__name__}.{options.archive_command}").run(options))
