"""reliacheck compare: two articles side by side."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stdout
from importlib import import_module
from typing import NamedTuple

from reliacheck.article import Article
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
from reliacheck.errors import ConfigError, InputError, did_you_mean
from reliacheck.exit_code import ExitCode
from reliacheck.plugins import Failure
from reliacheck.reading import STDIN, Input, Limits, read_inputs
from reliacheck.reporters import Style
from reliacheck.reuse.account import Account, account_of
from reliacheck.session import Session, open_session

FORMATS = {name: f"reliacheck.reporters.compare_{name}" for name in ("text", "json", "html")}
_Render = Callable[[Account, Style, Sequence[Failure]], str]
_LISTED = 12  # articles of a file that a message names


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand."""
    for letter in "AB":
        parser.add_argument(
            letter.lower(),
            metavar=letter,
            help="a file; FILE#3 or FILE#ID for one of several articles; - is standard input"
            if letter == "A"
            else "another",
        )
    # Not "format": that is a setting, and means the reports of a check.
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", dest="shown_as")
    parser.add_argument("--output", type=as_path, metavar="FILE", help="write to a file")
    add_config_flag(parser)


class _Named(NamedTuple):
    """One of the two arguments."""

    name: str  # as given
    path: str
    which: str  # number or id of an article, "" for the only one


def run(options: argparse.Namespace) -> int:
    """Compares the two articles and writes what there is to say; returns the exit code."""
    named = _named(options.a), _named(options.b)
    if all(one.path == STDIN for one in named) and named[0].which == named[1].which:
        raise ConfigError("only one of the two can be standard input")
    render = _renderer(options.shown_as)
    with (
        redirect_stdout(sys.stderr),  # what plugins print is not the report
        clean_output(),
        closing(open_session(config_from(options))) as session,
    ):
        read = _read(named, session)
        failures = (*session.plugins.failures, *(one for some in read for one in some.failures))
        _complain(read, failures)
        if not all(some.articles for some in read):
            return ExitCode.INCOMPLETE
        a, b = (_chosen(one, some.articles) for one, some in zip(named, read, strict=True))
        account = account_of(a, b, session.context, (named[0].name, named[1].name))
        text = render(account, _style(options), failures)
    _refuse_input(options, named)
    write_report(text, options.output)
    return ExitCode.INCOMPLETE if failures else ExitCode.OK


def _renderer(name: str) -> _Render:
    if name == "html":
        from reliacheck.pages import need_jinja2

        need_jinja2()  # before anything is read
    render: _Render = import_module(FORMATS[name]).render
    return render


def _named(argument: str) -> _Named:
    """Path and choice of an argument; a file whose name has a # in it is taken as it is."""
    at = -1
    while not os.path.exists(argument):  # noqa: PTH110 - no pathlib for this
        at = argument.find("#", at + 1)
        if at < 0:
            break
        path, which = argument[:at], argument[at + 1 :]
        if path == STDIN or os.path.exists(path):  # noqa: PTH110
            if not which:
                raise ConfigError(f"{argument}: number or id of the article is missing after #")
            return _Named(argument, path, which)
    return _Named(argument, argument, "")


def _read(named: tuple[_Named, _Named], session: Session) -> tuple[Input, Input]:
    """What the two paths hold; a file that is named twice is read once."""
    first = _read_one(named[0].path, session)
    again = named[0].path == named[1].path
    return first, first._replace(failures=[], notes=[]) if again else _read_one(
        named[1].path, session
    )


def _read_one(path: str, session: Session) -> Input:
    if os.path.isdir(path):  # noqa: PTH112
        raise InputError(path, "is a folder; name one article")
    options = session.config.options
    read = read_inputs(
        [path], session.plugins, limits=Limits(options.max_bytes, options.time_budget)
    )
    if read.errors:
        raise read.errors[0]
    return read


def _complain(read: Sequence[Input], failures: Sequence[Failure]) -> None:
    for note in (note for some in read for note in some.notes):
        complain(note)
    for failure in failures:
        on = f" on {failure.article}" if failure.article else ""
        complain(f"plugin {failure.plugin} failed{on}: {failure.problem}")


def _chosen(named: _Named, articles: Sequence[Article]) -> Article:
    """The article that is meant: of this id, else of this number, else the only one."""
    if not named.which:
        if len(articles) == 1:
            return articles[0]
        raise InputError(
            named.path,
            f"{len(articles)} articles; name one of them as {named.path}#NUMBER or"
            f" {named.path}#ID: {_list(articles)}",
        )
    ids = [article.ref.id for article in articles]
    if named.which in ids:
        return articles[ids.index(named.which)]
    if named.which.isdecimal() and 1 <= int(named.which) <= len(articles):
        return articles[int(named.which) - 1]
    near = did_you_mean(named.which, ids)
    raise InputError(named.path, f"no article {named.which!r}{near}; there are: {_list(articles)}")


def _list(articles: Sequence[Article]) -> str:
    shown = [f"#{number} {one.ref.id}" for number, one in enumerate(articles[:_LISTED], 1)]
    more = len(articles) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _style(options: argparse.Namespace) -> Style:
    return Style(
        color=options.output is None and use_color(),
        width=columns(100) if sys.stdout.isatty() else 100,
    )


def _refuse_input(options: argparse.Namespace, named: Sequence[_Named]) -> None:
    """A report must not take the place of a story or of the settings."""
    if options.output is None:
        return
    from pathlib import Path

    taken = {one.path: "one of the articles" for one in named if one.path != STDIN}
    if options.config is not None:
        taken[str(options.config)] = "the settings"
    for path, what in taken.items():
        if are_same(Path(path), options.output):
            raise ConfigError(f"--output: {options.output} is {what}")
