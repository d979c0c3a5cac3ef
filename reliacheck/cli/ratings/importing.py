"""reliacheck ratings import: take a rater's list in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from reliacheck.cli.common import are_same
from reliacheck.cli.ratings.common import counted, file_from, partial_date
from reliacheck.errors import ConfigError
from reliacheck.exit_code import ExitCode
from reliacheck.files import write_atomically
from reliacheck.ratings.importing import KINDS, Listing, Rejected, read_listing, store_listing
from reliacheck.ratings.model import Rater, Rating

_TOLD = 10  # rejected rows that are named on standard error
_FIRST = 5  # ratings that a preview shows
_RESERVED = "house"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the list, as its rater gives it")
    parser.add_argument("--rater", required=True, metavar="NAME", help="whose list it is")
    parser.add_argument(
        "--date", type=partial_date, help="when it was made: 2026, 2026-01, 2026-01-31"
    )
    parser.add_argument("--licence", default="", metavar="TEXT", help="of the list")
    parser.add_argument("--link", default="", metavar="URL", help="where the list is")
    parser.add_argument(
        "--kind", choices=KINDS, default="", help="the format (default: told by the content)"
    )
    parser.add_argument(
        "--columns",
        type=_pairs,
        metavar="FIELD=COLUMN,...",
        help="columns of a CSV of your own: domain, rating, and perhaps topic, except, path, from,"
        " until, date, name, link, note (default: told by the content)",
    )
    parser.add_argument(
        "--verdicts",
        type=_pairs,
        metavar="WORD=VERDICT,...",
        help="what the words of such a CSV mean: reliable, mixed, unreliable, deprecated, satire",
    )
    parser.add_argument("--preview", action="store_true", help="show what would be imported, only")
    parser.add_argument("--rejected", type=Path, metavar="FILE", help="write the rejected rows")


def run(options: argparse.Namespace) -> int:
    """Imports a list, and says what was taken."""
    listing = read_listing(options.file, _rater(options), options.columns, options.verdicts)
    if options.rejected is not None:
        _write_rejected(listing.rejected, options)
    if options.preview:
        sys.stdout.writelines(f"{line}\n" for line in _described(listing))
        _tell_rejected(listing.rejected)
        return ExitCode.OK
    into = Path(file_from(options))
    if are_same(into, options.file):
        raise ConfigError(f"--into {into}: is the list itself; name the ratings file")
    if listing.columns_guessed:
        sys.stderr.writelines(f"reliacheck: {line}\n" for line in _described(listing))
    rater, changed = store_listing(listing, into, date.today())
    _tell_rejected(listing.rejected)
    done = "imported" if changed else "unchanged"
    print(
        f"{rater.name}: {counted(rater.rows, 'rating')} {done},"
        f" {counted(rater.rejected, 'row')} rejected ({rater.kind}, {into})"
    )
    return ExitCode.OK


def _rater(options: argparse.Namespace) -> Rater:
    name = " ".join(options.rater.split())
    if not name or name == _RESERVED:
        raise ConfigError(f"--rater {options.rater!r}: give the rater a name of its own")
    kind = options.kind or ("csv" if options.columns or options.verdicts else "")
    return Rater(name, kind, options.date or "", options.licence, options.link)


def _pairs(value: str) -> dict[str, str]:
    pairs = {}
    for part in value.split(","):
        name, equals, meant = part.partition("=")
        if not equals or not name.strip() or not meant.strip():
            raise argparse.ArgumentTypeError(f"{part!r}: expected NAME=VALUE, NAME=VALUE")
        pairs[name.strip()] = meant.strip()
    return pairs


def _described(listing: Listing) -> Iterable[str]:
    """What was recognised, and the first ratings."""
    rater = listing.rater
    yield f"kind: {rater.kind}{' (told by the content)' if listing.guessed else ''}"
    if listing.columns:
        columns = ", ".join(f"{field} = {name}" for field, name in listing.columns.items())
        yield f"columns: {columns}{' (guessed)' if listing.columns_guessed else ''}"
    yield f"licence: {rater.licence or 'not told'}; link: {rater.link or 'not told'}"
    yield f"{counted(rater.rows, 'rating')}, {counted(rater.rejected, 'row')} rejected; the first:"
    for rating in listing.ratings[:_FIRST]:
        yield f"  {rating.place}: {rating.verdict} ({rating.value}){_scope(rating)}"


def _scope(rating: Rating) -> str:
    from reliacheck.ratings.words import scope

    told = scope(rating)
    return f", {told}" if told else ""


def _tell_rejected(rejected: Sequence[Rejected]) -> None:
    for one in rejected[:_TOLD]:
        print(f"reliacheck: rejected: {_line(one)}", file=sys.stderr)
    if len(rejected) > _TOLD:
        more = counted(len(rejected) - _TOLD, "row")
        print(f"reliacheck: rejected: {more} more (--rejected FILE has all)", file=sys.stderr)


def _line(one: Rejected) -> str:
    return f"{one.place}: {one.what or '-'}: {one.reason}"


def _write_rejected(rejected: Sequence[Rejected], options: argparse.Namespace) -> None:
    if are_same(options.rejected, options.file):
        raise ConfigError(f"--rejected {options.rejected}: is the list itself")
    write_atomically(options.rejected, "".join(f"{_line(one)}\n" for one in rejected))
