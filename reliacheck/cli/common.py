"""What several subcommands take and do."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reliacheck.config import Config, load_config
from reliacheck.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

# What the flag of each option is called, for saying where a setting came from.
FLAGS = {
    "select": "--select",
    "ignore": "--ignore",
    "min_score": "--min-score",
    "fail_on": "--fail-on",
    "format": "--format",
    "baseline": "--baseline",
    "archive": "--archive",
    "ratings": "--ratings",
    "jobs": "--jobs",
}


def as_path(value: str) -> Path:
    """An argument as a path; a check with neither settings nor output named needs no pathlib."""
    from pathlib import Path

    return Path(value)


def add_config_flag(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """--config FILE."""
    parser.add_argument(
        "--config",
        type=as_path,
        default=default,
        metavar="FILE",
        help="settings file (default: the nearest reliacheck.toml or pyproject.toml upwards)",
    )


def add_option_flags(parser: argparse.ArgumentParser) -> None:
    """The flags that stand for settings, and --config."""
    add_config_flag(parser)
    parser.add_argument(
        "--select",
        type=_names,
        action="extend",
        metavar="RULES",
        help='rules to run: ids or prefixes, "default" or "all", separated by commas',
    )
    parser.add_argument(
        "--ignore",
        type=_names,
        action="extend",
        metavar="RULES",
        help="rules not to run: ids or prefixes, separated by commas",
    )
    parser.add_argument(
        "--min-score",
        type=float,
        metavar="S",
        help="show findings that are at least this likely (0 to 1; default 0.5)",
    )
    parser.add_argument(
        "--fail-on",
        metavar="WHAT",
        help="exit with 1 for a finding like this or worse: error (default), warning, info,"
        " score>=S, never",
    )
    parser.add_argument("--format", metavar="NAME", help="text (default), json, or a plugin's own")
    parser.add_argument("--baseline", metavar="FILE", help="file of findings already accepted")
    parser.add_argument(
        "--archive", metavar="DIR", help="archive of what was published, to compare with"
    )
    parser.add_argument("--ratings", metavar="FILE", help="source ratings (ratings import)")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes to use (default 1)")


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def config_from(options: argparse.Namespace) -> Config:
    """The settings from the file and the flags; ConfigError for what cannot be used."""
    given = {name: getattr(options, name, None) for name in FLAGS}
    for name in ("select", "ignore"):
        names = given[name]
        given[name] = None if names is None else tuple(names)
    return load_config(options.config).with_flags(given, FLAGS)


def use_color() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


@contextmanager
def clean_output() -> Iterator[None]:
    """Sends what code below Python, or a program that a plugin starts, writes to descriptor 1 to
    standard error."""
    try:
        kept = os.dup(1)
    except OSError:  # closed, so there is nothing to keep clean
        yield
        return
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def are_same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by links of either kind, or would if it were there."""
    if path.exists() and other.exists():
        return path.samefile(other)
    return path.resolve() == other.resolve()


def write_report(text: str, output: Path | None) -> None:
    """To a file, whole or not at all, or to standard output."""
    if output is None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise ConfigError(f"cannot write to standard output: {error.strerror}") from None
    else:
        from reliacheck.files import write_atomically

        write_atomically(output, text)


def table(rows: Sequence[Sequence[str]], indent: str = "") -> str:
    """Rows of cells as aligned columns; the last column is not padded."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)]
        lines.append((indent + "  ".join([*cells, row[-1]])).rstrip())
    return "\n".join(lines) + "\n"
