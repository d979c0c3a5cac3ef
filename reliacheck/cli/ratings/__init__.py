"""reliacheck ratings: source ratings, as lists have them. One module a command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from reliacheck.cli.common import add_config_flag

COMMANDS = {
    "import": "take a rater's list in, in place of what was imported of it before",
    "show": "show what the raters say of a site, each for itself",
    "list": "list the raters",
}
_MODULES = {"import": "importing"}  # a Python keyword


def configure(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """The commands; one that is among the arguments with its own arguments."""
    _add_flags(parser)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="ratings_command")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        _add_flags(command)
        if name in arguments:
            _module(name).configure(command)


def _add_flags(parser: argparse.ArgumentParser) -> None:
    """Flags that may stand before the command or behind it."""
    parser.add_argument(
        "--ratings",
        "--into",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="the ratings file (default: ratings in the settings)",
    )
    add_config_flag(parser, default=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Runs the command that was asked for."""
    for name in ("ratings", "config"):
        if not hasattr(options, name):
            setattr(options, name, None)
    return int(_module(options.ratings_command).run(options))


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{_MODULES.get(name, name)}")
