"""reliacheck ratings list: the raters."""

from __future__ import annotations

import argparse
from datetime import date

from reliacheck.cli.common import table
from reliacheck.cli.ratings.common import add_format_flag, print_json, ratings_from
from reliacheck.cli.ratings.words import age
from reliacheck.exit_code import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Prints a line for each rater."""
    raters, today = ratings_from(options).raters, date.today()
    if options.shown_as == "json":
        print_json({"raters": [rater._asdict() for rater in raters]})
        return ExitCode.OK
    rows = [("rater", "kind", "ratings", "rejected", "rated", "age", "imported", "licence", "link")]
    rows += [
        (
            rater.name,
            rater.kind,
            f"{rater.rows:,}",
            f"{rater.rejected:,}",
            rater.rated or "-",
            age(rater.rated or rater.imported, today),
            rater.imported or "-",
            rater.licence or "-",
            rater.link or "-",
        )
        for rater in raters
    ]
    print(table(rows) if raters else "no ratings are in use\n", end="")
    return ExitCode.OK
