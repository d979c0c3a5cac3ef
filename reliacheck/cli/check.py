"""reliacheck check: the main job."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing, redirect_stdout
from datetime import date
from typing import TYPE_CHECKING

from reliacheck.cli import columns, complain
from reliacheck.cli.common import (
    add_option_flags,
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
from reliacheck.reading import STDIN, Limits, read_inputs
from reliacheck.report import Report
from reliacheck.reporters import Style, find_reporter
from reliacheck.session import (
    Session,
    check_articles,
    make_report,
    open_session,
    said_of,
    with_archive,
)

if TYPE_CHECKING:
    from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="file or folder of articles; - is standard input"
    )
    add_option_flags(parser)
    parser.add_argument("--output", type=as_path, metavar="FILE", help="write the report to a file")
    parser.add_argument(
        "--update-baseline", action="store_true", help="accept what is found now into --baseline"
    )
    parser.add_argument(
        "--changed-since",
        metavar="REV",
        help="only articles that differ from this git revision, or are new",
    )
    parser.add_argument(
        "--stdin-filename", metavar="NAME", default=STDIN, help="what standard input is called"
    )
    parser.add_argument(
        "--no-suppressions", action="store_true", help="show suppressed findings as well"
    )
    parser.add_argument(
        "--today", type=_date, metavar="DATE", help="the day that suppressions expire against"
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="with tracebacks and every check's outcome"
    )


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a date (YYYY-MM-DD)") from None


def run(options: argparse.Namespace) -> int:
    """Checks the articles and writes the report; returns the exit code."""
    config = config_from(options)
    if options.update_baseline and config.options.baseline is None:
        raise ConfigError("--update-baseline: no baseline is set (--baseline FILE)")
    style = _style(options)
    with (
        redirect_stdout(sys.stderr),  # what plugins print is not the report
        clean_output(),
        closing(with_archive(open_session(config, options.today))) as session,
    ):
        if session.rules and not any(rule.enabled for rule in session.rules):
            raise ConfigError("no rule is left to run: see select and ignore in reliacheck config")
        session.honour_suppressions = not options.no_suppressions
        session.update_baseline = options.update_baseline
        with said_of(config.place("format")):
            render, failures = find_reporter(config.options.format, session.plugins)
        report = _report(session, options, failures)
        for remark in (*report.notes, *report.unreadable):
            complain(remark)
        if report.unreadable and not report.articles:
            return ExitCode.USAGE
        text = render(report, style)
    _refuse_input(options.output, report, session)
    write_report(text, options.output)
    if options.update_baseline:
        return _update_baseline(session, report)
    return report.exit_code


def _style(options: argparse.Namespace) -> Style:
    return Style(
        color=options.output is None and use_color(),
        width=columns(100) if sys.stdout.isatty() else 100,
        verbose=options.verbose,
    )


def _report(session: Session, options: argparse.Namespace, failures: list[Failure]) -> Report:
    keep = None
    if options.changed_since is not None:
        from reliacheck.changed import changed_since  # git is asked only on demand

        keep = changed_since(options.changed_since, options.paths)
    read = read_inputs(
        options.paths,
        session.plugins,
        limits=Limits(session.config.options.max_bytes, session.config.options.time_budget),
        stdin_name=options.stdin_filename,
        keep=keep,
    )
    return make_report(session, check_articles(session, read.articles), read, failures)


def _refuse_input(output: Path | None, report: Report, session: Session) -> None:
    """A report must not take the place of a story, of the baseline or of the settings."""
    if output is None:
        return
    from pathlib import Path

    config = session.config
    taken = {
        **{one.article.source.path: "one of the articles" for one in report.articles},
        str(config.options.baseline or ""): "the baseline",
        **dict.fromkeys(config.origins.values(), "the settings"),
    }
    for name, what in taken.items():
        path = Path(name)
        if name and not name.startswith("--") and are_same(path, output):
            raise ConfigError(f"--output: {output} is {what}")


def _update_baseline(session: Session, report: Report) -> int:
    """Accepts the active findings, unless some could not be found: then the old one stays."""
    if report.exit_code in (ExitCode.USAGE, ExitCode.INCOMPLETE):
        complain("the baseline is left as it was: the run is incomplete")
        return report.exit_code
    from pathlib import Path

    from reliacheck import baseline

    path = Path(str(session.config.options.baseline))
    articles = [one.article.source.path for one in report.articles]
    rules = [rule.check.id for rule in session.rules if rule.enabled]
    count = baseline.save(path, report.active, session.config.name_of, articles, rules)
    complain(f"{path}: {count} finding{'' if count == 1 else 's'} accepted")
    return ExitCode.OK
