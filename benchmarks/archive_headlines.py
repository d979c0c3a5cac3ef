"""Headlines found again among those of an archive, beside a scan of all with rapidfuzz.

    python benchmarks/archive_headlines.py --archive DIR [--plants 500] [--write]

Every query is the headline of an archived article, changed in a way of planting.HEADLINES. It is
found if that headline, or another of the same words, comes first, or is among the first ten. A scan
takes seconds, so fewer queries are made that way. The two agree if the first hit here is as much
like the query as the first of the scan, by the scan's own measure (token_set_ratio).
--write puts the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from archive_plants import archived_at_random, fresh_seed, make_plants
from measuring import milliseconds, spread, timed
from performance_page import table, write_section
from planting import HEADLINES
from rapidfuzz import fuzz, process

from reliacheck.archive import Filter, find_headlines
from reliacheck.archive.local import LocalArchive
from reliacheck.records import Record
from reliacheck.text.words import folded_words

_FIRST = 10
_SHOWN = 3  # queries of a kind that were not found


class Query(NamedTuple):
    """A headline to look for, and the archived one it was made from."""

    text: str
    wanted: str


class Found(NamedTuple):
    """The headlines that are most like the query, the most alike first."""

    headlines: list[str]
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--archive", type=Path, required=True, metavar="DIR")
    parser.add_argument("--plants", type=int, default=500, help="queries of each kind")
    parser.add_argument("--scans", type=int, default=10, help="of them, for the scan")
    parser.add_argument("--seed", type=int, default=fresh_seed())
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with LocalArchive(options.archive) as archive:
        queries = make_queries(archive, options.plants, chance)
        for query in queries["headline"][:20]:
            look_up(archive, query)  # so that its code and files are in memory
        ours = {kind: [look_up(archive, query) for query in some] for kind, some in queries.items()}
        count = archive.stats().articles
        scanned = scan_all(archive, {k: some[: options.scans] for k, some in queries.items()})
    page = f"Among {count:,} headlines:\n\n{our_table(queries, ours)}\n"
    page += scan_table(queries, ours, scanned)
    page += f"\nSeed {options.seed}.\n"
    print(page)
    print(misses(queries, ours), file=sys.stderr)
    if options.write:
        write_section("archive-headlines", page)


def make_queries(
    archive: LocalArchive, count: int, chance: random.Random
) -> dict[str, list[Query]]:
    """So many of each kind, from articles that have a headline."""
    sources = (one for one in archived_at_random(archive, chance) if one.get("headline"))
    return {
        kind: [
            Query(str(plant.planted.article["headline"]), str(plant.source["headline"]))
            for plant in make_plants(kind, count, sources, _nobody(), chance)
        ]
        for kind in HEADLINES
    }


def _nobody() -> Iterator[Record]:
    """Only the headline is looked at."""
    while True:
        yield {}


def look_up(archive: LocalArchive, query: Query) -> Found:
    hits, seconds = timed(lambda: find_headlines(archive, query.text, limit=_FIRST))
    return Found([hit.entry.headline or "" for hit in hits], seconds)


def scan_all(archive: LocalArchive, queries: dict[str, list[Query]]) -> dict[str, list[Found]]:
    """Each query compared with every headline, in lower case as the search here does it."""
    headlines = [entry.headline or "" for entry in archive.select(Filter())]
    lowered = [headline.lower() for headline in headlines]

    def scan(query: Query) -> Found:
        best, seconds = timed(
            lambda: process.extract(
                query.text.lower(), lowered, scorer=fuzz.token_set_ratio, limit=_FIRST
            )
        )
        return Found([headlines[place] for _, _, place in best], seconds)

    return {kind: [scan(query) for query in some] for kind, some in queries.items()}


def is_first(query: Query, found: Found) -> bool:
    return _words(query.wanted) in map(_words, found.headlines[:1])


def is_there(query: Query, found: Found) -> bool:
    return _words(query.wanted) in map(_words, found.headlines)


def _words(headline: str) -> tuple[str, ...]:
    return tuple(folded_words(headline))


def our_table(queries: dict[str, list[Query]], ours: dict[str, list[Found]]) -> str:
    """By kind, and all."""
    rows = []
    asked = {**queries, "all": list(chain.from_iterable(queries.values()))}
    answered = {**ours, "all": list(chain.from_iterable(ours.values()))}
    for kind, some in asked.items():
        found = answered[kind]
        took = spread([one.seconds for one in found])
        rows.append(
            (
                kind,
                len(some),
                _share(some, found, is_first),
                _share(some, found, is_there),
                milliseconds(took.median),
                milliseconds(took.p95),
            )
        )
    heads = ["", "queries", "first, %", f"in the first {_FIRST}, %", "median ms"]
    return table([*heads, "95th percentile"], rows)


def _share(
    queries: Sequence[Query], found: Sequence[Found], what: Callable[[Query, Found], bool]
) -> str:
    hits = sum(what(*pair) for pair in zip(queries, found, strict=False))
    return f"{100 * hits / len(found):.1f}"


def scan_table(
    queries: dict[str, list[Query]],
    ours: dict[str, list[Found]],
    scanned: dict[str, list[Found]],
) -> str:
    """The same queries by both ways."""
    every = [
        (query, mine, other)
        for kind in queries
        for query, mine, other in zip(queries[kind], ours[kind], scanned[kind], strict=False)
    ]
    if not every:
        return ""
    asked = [query for query, _, _ in every]
    rows = []
    ways = {"reliacheck": [mine for _, mine, _ in every], "scan": [other for *_, other in every]}
    fastest = spread([one.seconds for one in ways["reliacheck"]]).median
    for name, found in ways.items():
        took = spread([one.seconds for one in found])
        shares = _share(asked, found, is_first), _share(asked, found, is_there)
        times = f"{milliseconds(took.median)}", f"{took.median / fastest:,.0f}"
        rows.append((name, len(asked), *shares, *times))
    agreed = sum(_as_good(*one) for one in every)
    heads = ["", "queries", "first, %", f"in the first {_FIRST}, %", "median ms", "times"]
    return f"{table(heads, rows)}\nThe two agree on {agreed} of {len(every)} first hits.\n"


def _as_good(query: Query, mine: Found, other: Found) -> bool:
    def likeness(found: Found) -> float:
        if not found.headlines:
            return 0
        return fuzz.token_set_ratio(query.text.lower(), found.headlines[0].lower())

    return likeness(mine) >= likeness(other)


def misses(queries: dict[str, list[Query]], ours: dict[str, list[Found]]) -> str:
    """Some that were not found at all, for whoever wants to know why."""
    lines = []
    for kind, some in queries.items():
        lost = [
            (query, found)
            for query, found in zip(some, ours[kind], strict=True)
            if not is_first(query, found)
        ]
        for query, found in lost[:_SHOWN]:
            first = found.headlines[0] if found.headlines else "nothing"
            lines.append(f"{kind}: {query.text!r} of {query.wanted!r}: {first!r}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
