"""reliacheck sources: every statement of a story with its source."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stdout
from importlib import import_module

from reliacheck.cli import columns, complain
from reliacheck.cli.common import (
    add_config_flag,
    are_same,
    as_path,
    clean_output,
    config_from,
    use_color,
    write_report,
)
from reliacheck.errors import ConfigError
from reliacheck.exit_code import ExitCode
from reliacheck.plugins import Failure
from reliacheck.reading import STDIN, Input, Limits, read_inputs
from reliacheck.reporters import Style
from reliacheck.session import open_session
from reliacheck.sources.account import Story, story_of

FORMATS = {name: f"reliacheck.reporters.sources_{name}" for name in ("text", "json", "html")}
_Render = Callable[[Sequence[Story], Style, Sequence[Failure]], str]


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="file or folder of articles; - is standard input"
    )
    # Not "format": that is a setting, and means the reports of a check.
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", dest="shown_as")
    parser.add_argument("--output", type=as_path, metavar="FILE", help="write to a file")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", default=STDIN, help="what standard input is called"
    )
    add_config_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Writes the sources of the articles; returns the exit code."""
    render = _renderer(options.shown_as)
    with (
        redirect_stdout(sys.stderr),  # what plugins print is not the report
        clean_output(),
        closing(open_session(config_from(options))) as session,
    ):
        limits = Limits(session.config.options.max_bytes, session.config.options.time_budget)
        read = read_inputs(
            options.paths, session.plugins, limits=limits, stdin_name=options.stdin_filename
        )
        failures = (*session.plugins.failures, *read.failures)
        _complain(read, failures)
        if not read.articles:
            return ExitCode.USAGE if read.errors else ExitCode.INCOMPLETE
        stories = [story_of(article, session.context) for article in read.articles]
        text = render(stories, _style(options), failures)
    _refuse_input(options, read)
    write_report(text, options.output)
    if read.errors:
        return ExitCode.USAGE
    return ExitCode.INCOMPLETE if failures else ExitCode.OK


def _renderer(name: str) -> _Render:
    if name == "html":
        from reliacheck.pages import need_jinja2

        need_jinja2()  # before anything is read
    render: _Render = import_module(FORMATS[name]).render
    return render


def _complain(read: Input, failures: Sequence[Failure]) -> None:
    for remark in (*read.notes, *read.errors):
        complain(remark)
    for failure in failures:
        on = f" on {failure.article}" if failure.article else ""
        complain(f"plugin {failure.plugin} failed{on}: {failure.problem}")


def _style(options: argparse.Namespace) -> Style:
    return Style(
        color=options.output is None and use_color(),
        width=columns(100) if sys.stdout.isatty() else 100,
    )


def _refuse_input(options: argparse.Namespace, read: Input) -> None:
    """A report must not take the place of a story or of the settings."""
    if options.output is None:
        return
    from pathlib import Path

    taken = {one.source.path: "one of the articles" for one in read.articles}
    if options.config is not None:
        taken[str(options.config)] = "the settings"
    for path, what in taken.items():
        if path and are_same(Path(path), options.output):
            raise ConfigError(f"--output: {options.output} is {what}")
