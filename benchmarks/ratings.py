"""What is understood of real rating lists, and how fast ratings are looked up.

    python benchmarks/ratings.py FOLDER

FOLDER has the lists, each named as below; one that is missing is passed over.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from reliacheck.ratings import VERDICTS, claims, load_ratings
from reliacheck.ratings.importing import Listing, read_listing, store_listing
from reliacheck.ratings.model import Rater

LISTS = {
    "cred1.csv": "CRED-1",
    "iffy_2022.json": "Iffy",
    "pink_slime_2022.json": "Pink slime",
    "wikipedia_rsp_2022-10-25.wikitext": "Wikipedia",
    "lin2023_domain_ratings.csv": "Lin et al.",
}
FIRST = """
import sys, time
import reliacheck  # as every command does
start = time.perf_counter()
from reliacheck.ratings import load_ratings
load_ratings(sys.argv[1]).lookup("forbes.com")
print(time.perf_counter() - start)
"""


def main() -> None:
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "ratings.tsv"
        listings = []
        print("list | kind | ratings | hosts | rejected | " + " | ".join(VERDICTS))
        for name, rater in LISTS.items():
            if (folder / name).exists():
                listings.append(read_listing(folder / name, Rater(rater, "")))
                store_listing(listings[-1], file, date(2026, 1, 1))
                print_list(listings[-1])
        print_scopes(listings)
        print_lin(file, listings)
        print_speed(file, listings)


def print_list(listing: Listing) -> None:
    verdicts = Counter(rating.verdict for rating in listing.ratings)
    hosts = len({rating.place for rating in listing.ratings})
    counts = " | ".join(f"{verdicts[verdict]:,}" for verdict in VERDICTS)
    rater = listing.rater
    print(f"{rater.name} | {rater.kind} | {rater.rows:,} | {hosts:,} | {rater.rejected} | {counts}")


def print_scopes(listings: list[Listing]) -> None:
    """How the places with several ratings on Wikipedia's list are told apart."""
    for listing in listings:
        by_place: dict[str, set[tuple[object, ...]]] = {}
        said: dict[str, set[str]] = {}
        for rating in listing.ratings:
            by_place.setdefault(rating.place, set()).add(rating.key)
            said.setdefault(rating.place, set()).add(rating.verdict)
        several = [place for place, keys in by_place.items() if len(keys) > 1]
        clashing = [place for place in said if len(said[place]) > len(by_place[place])]
        words = {
            rating.place
            for rating in listing.ratings
            if (asked := rating.asked(date(2022, 1, 1), "x")) and "words" in asked.unsettled
        }
        name = listing.rater.name
        print(
            f"{name}: {len(several)} places with several scopes, {len(words)} of all with one that"
            f" only words tell, {len(clashing)} with two verdicts on one scope"
        )


def print_lin(file: Path, listings: list[Listing]) -> None:
    """Verdicts of Lin et al. beside Wikipedia's, where both make a claim."""
    ratings = load_ratings(file, bundled=False)
    table: Counter[tuple[str, str]] = Counter()
    for host in {rating.host for listing in listings for rating in listing.ratings}:
        said = {claim.rater: claim.verdict for claim in claims(ratings.lookup(host))}
        wikipedia, lin = said.get("Wikipedia"), said.get("Lin et al.")
        if wikipedia and lin:
            table["unreliable" if wikipedia == "deprecated" else wikipedia, lin] += 1
    for row in VERDICTS[:3]:
        counts = ", ".join(f"{column} {table[row, column]}" for column in VERDICTS[:3])
        print(f"Wikipedia {row}: Lin et al. {counts}")
    right = sum(count for (row, column), count in table.items() if row == column)
    print(f"the same: {right} of {sum(table.values())}")


def print_speed(file: Path, listings: list[Listing]) -> None:
    hosts = [rating.host for listing in listings for rating in listing.ratings]
    ratings = load_ratings(file)
    ratings.lookup("forbes.com")
    start = time.perf_counter()
    for host in hosts:
        ratings.lookup(host)
    print(f"{len(hosts) / (time.perf_counter() - start):,.0f} look-ups a second")
    first = [
        float(subprocess.check_output([sys.executable, "-c", FIRST, str(file)])) for _ in range(9)
    ]
    print(
        f"first look-up in a new process, import and reading included: {min(first) * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main()
