"""reliacheck init: a first configuration file, with every setting explained."""

from __future__ import annotations

import argparse
from pathlib import Path

from reliacheck.config import FILE_NAME
from reliacheck.errors import ConfigError
from reliacheck.exit_code import ExitCode
from reliacheck.files import write_atomically

TEMPLATE = """\
# Settings of reliacheck. Those behind a # show the default.
# `reliacheck config` tells what is in force; `reliacheck rules` tells what there is to check.

# select = ["default"]        # rules to run: ids, prefixes such as "headlines", "default", "all"
# ignore = []                 # rules not to run
# min-score = 0.6             # findings less likely are counted, not shown; default: by rule
# fail-on = "error"           # exit with 1 for: error, warning, info, "score>=0.9", never
# format = "text"             # or "json"
# baseline = "baseline.json"  # findings already accepted (check --update-baseline)
# archive = "archive"         # what was published (archive add); default: none
# ratings = "ratings.tsv"     # source ratings (ratings import); default: none
# bundled-ratings = true      # use the ratings that come with reliacheck (CRED-1), too
# plugins = ["house_checks.py"]
# disable-plugins = []
# time-budget = 5.0           # seconds for one check on one article
# max-bytes = 2000000         # larger files are refused
# jobs = 1                    # processes

[desk]
# outlet = "The Harbour Post"  # your own name
# language = "en"              # of your copy, for stories too short to tell
# licensed = ["Reuters", "AP"] # agencies whose copy you may run
# outlets = "outlets.tsv"      # outlets that the gazetteer lacks; default: none
# ratings-override = "house.csv" # your own source ratings, above all others; default: none

# [per-path-ignores]
# "opinion/*" = ["attribution"]

# [rules."headlines.repeated"]
# severity = "error"
# min-score = 0.8

# [[suppress]]
# rule = "sources.second-hand"
# path = "roundups/*"
# reason = "the press review quotes other outlets by design"
# until = 2027-01-31
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), help="where to put it (default: here)"
    )


def run(options: argparse.Namespace) -> int:
    """Writes the file unless there is one."""
    path: Path = options.folder / FILE_NAME
    if path.exists():
        raise ConfigError(f"{path}: exists already; delete it first to start afresh")
    if not options.folder.is_dir():
        raise ConfigError(f"{options.folder}: no such folder")
    write_atomically(path, TEMPLATE)
    print(f"{path} written")
    return ExitCode.OK
