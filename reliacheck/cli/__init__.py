"""The command line: one module a subcommand. Standard output is only ever the report."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import reliacheck
from reliacheck.errors import ReliacheckError, RunFailed
from reliacheck.exit_code import ExitCode

_NAME = "reliacheck"
# A subcommand's module is imported only when it is asked for.
COMMANDS = {
    "check": "check articles before they are published",
    "archive": "keep an archive of what was published, for checks to compare with",
    "ratings": "import and show source ratings: what lists say of a site",
    "compare": "compare two articles: what one took from the other, and what it changed",
    "sources": "list who says what: the sources of a story and the statements of each",
    "evaluate": "measure a check on labelled data",
    "clusters": "find groups of copies in a whole collection",
    "rules": "list the rules, or show one rule's page",
    "plugins": "list plugins, or try whether they are sound",
    "config": "show the settings in force and where each comes from",
    "init": "write a commented configuration file",
}

# Those with commands of their own, which are imported on demand, too.
NESTED = ("archive", "ratings")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command line (without the program's name); returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = _parsed(arguments)
    except SystemExit as stop:  # argparse ends like this, after saying why
        return int(stop.code or 0)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except ReliacheckError as error:
        complain(error)
        return ExitCode.INCOMPLETE if isinstance(error, RunFailed) else ExitCode.USAGE
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"cannot write or read: {error}")
        return ExitCode.USAGE
    except Exception as error:  # whatever it is, the run must not look as if it had gone well
        import traceback

        traceback.print_exc()
        complain(f"an error of reliacheck itself, or a plugin's: {type(error).__name__}: {error}")
        return ExitCode.INCOMPLETE


def complain(problem: object) -> None:
    """Says what is wrong in one line on standard error."""
    with contextlib.suppress(OSError):  # nothing can be said where standard error is full
        print("reliacheck:", " ".join(str(problem).splitlines()), file=sys.stderr, flush=True)


def console() -> None:
    """The program `reliacheck`."""
    if sys.stdout is None or sys.stderr is None:
        sys.exit(ExitCode.USAGE)  # closed: there is nowhere to say anything
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Programs read what is piped, and JSON is UTF-8 whatever the terminal takes.
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 128 + 13
    except KeyboardInterrupt:
        print("reliacheck: interrupted", file=sys.stderr)
        code = 128 + 2
    sys.exit(code)


def columns(fallback: int) -> int:
    """The width of the terminal, as shutil has it; that brings five compressions with it."""
    with contextlib.suppress(KeyError, ValueError):
        if (named := int(os.environ["COLUMNS"])) > 0:
            return named
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or fallback  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # closed, or no terminal
        return fallback


class _Help(argparse.HelpFormatter):
    """Made for every argument that is added, long before there is any help to show."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns(80) - 2)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line; --help has the rest."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Help, **settings)

    def error(self, message: str) -> NoReturn:
        self.exit(ExitCode.USAGE, f"{self.prog}: {message} ({self.prog} --help)\n")


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line; raises SystemExit where argparse has said all there is.

    A command's own parser is enough for its arguments. The one above, which knows all commands,
    says what is wrong with them, helps, and tells the version.
    """
    if arguments and arguments[0] in COMMANDS:
        name = arguments[0]
        command = _Parser(prog=f"{_NAME} {name}", description=_description(name))
        _configure(command, name, arguments)
        options, unknown = command.parse_known_args(arguments[1:])
        if not unknown:
            return options
    return _parser(arguments).parse_args(arguments)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=_NAME,
        description="A pre-publish checker for news copy.",
        epilog="Exit codes: 0 nothing to stop for, 1 findings at or above --fail-on,"
        " 2 usage, settings or unreadable input, 3 the run is incomplete.",
    )
    parser.add_argument("--version", action="version", version=f"{_NAME} {reliacheck.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=_description(name))
        if name in arguments:
            _configure(command, name, arguments)
    return parser


def _description(name: str) -> str:
    return f"{COMMANDS[name].capitalize()}."


def _configure(command: argparse.ArgumentParser, name: str, arguments: Sequence[str]) -> None:
    module = import_module(f"reliacheck.cli.{name}")
    if name in NESTED:
        module.configure(command, arguments)
    else:
        module.configure(command)
    command.set_defaults(run=module.run)
