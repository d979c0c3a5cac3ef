"""What an archive finds of planted reuse, and what it flags without any, beside datasketch.

    pip install datasketch xxhash
    python benchmarks/archive_recall.py --archive DIR --corpus FILE.jsonl [--plants 200] [--write]

The corpus is what the archive was made of. Every plant is a new article that takes something over
from another archived one (planting.REUSE). It is found if the archived article is named with a
passage that overlaps what was planted. datasketch gets a part of the corpus with all the articles
that were planted from; reliacheck has an archive of the same part beside it. There, found is what
is among the candidates. --write puts the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from archive_peers import peers
from archive_plants import Plant, fresh_hosts, fresh_seed, lines_at_random, make_plants
from corpus_names import FURNITURE
from measuring import milliseconds, spread, timed
from performance_page import table, write_section
from planting import REUSE

from reliacheck.archive import Match, Passage, find_matches
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.writer import LocalWriter
from reliacheck.article import Article
from reliacheck.records import Record, article_of, content_of

_UNRELATED = "unrelated"
_FLAGGED_WORDS = 20  # kept words of a passage that flags an article
_SHOWN = 5  # flagged passages

Plants = dict[str, list[Plant]]


class Outcome(NamedTuple):
    """What came of one plant."""

    found: bool  # for an unrelated article: flagged
    seconds: float
    candidates: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--archive", type=Path, required=True, metavar="DIR")
    parser.add_argument("--corpus", type=Path, required=True, metavar="FILE.jsonl")
    parser.add_argument("--plants", type=int, default=200, help="of each level")
    parser.add_argument("--unrelated", type=int, default=1000)
    parser.add_argument("--part", type=int, default=20_000, help="articles for datasketch; 0: none")
    parser.add_argument("--seed", type=int, default=fresh_seed())
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    sources = lines_at_random(options.corpus, chance)
    hosts = fresh_hosts(options.seed)
    counts = dict.fromkeys(REUSE, options.plants) | {_UNRELATED: options.unrelated}
    plants = {
        level: make_plants(level, count, sources, hosts, chance) for level, count in counts.items()
    }
    with LocalArchive(options.archive) as archive:
        warm_up(archive, make_plants("sentence", 20, sources, hosts, chance))
        page = whole_table(archive, plants, chance)
        page += "\n" + flagged(archive, plants[_UNRELATED])
    if options.part:
        page += "\n" + part_tables(plants, sources, options.part, chance)
    page += f"\nSeed {options.seed}.\n"
    print(page)
    if options.write:
        write_section("archive-recall", page)


def warm_up(archive: LocalArchive, plants: Iterable[Plant]) -> None:
    for plant in plants:
        look_up(archive, plant)


def look_up(archive: LocalArchive, plant: Plant) -> Outcome:
    """In this process, with an article that is new to it."""
    article = article_of(plant.planted.article)
    matches, seconds = timed(lambda: find_matches(archive, article))
    if not plant.planted.passages:
        return Outcome(any(telling(matches)), seconds, len(matches))
    return Outcome(is_found(plant, article, matches), seconds, len(matches))


def is_found(plant: Plant, article: Article, matches: Sequence[Match]) -> bool:
    """Whether the article that was taken from is named, for what was taken."""
    places = [place_of(passage, article) for passage in plant.planted.passages]
    return any(
        passage.b[0] < end and start < passage.b[1]
        for match in matches
        if match.entry.guid == plant.source["guid"]
        for passage in match.passages
        for start, end in places
    )


def place_of(passage: str, article: Article) -> tuple[int, int]:
    start = article.text.index(passage)
    return start, start + len(passage)


def telling(matches: Sequence[Match]) -> Iterator[tuple[Match, Passage]]:
    """The passages that are long enough to flag an article."""
    for match in matches:
        for passage in match.passages:
            if passage.equal_words >= _FLAGGED_WORDS:
                yield match, passage


def whole_table(archive: LocalArchive, plants: Plants, chance: random.Random) -> str:
    """By level, in the whole archive. The levels are mixed, so that a noisy moment hits all."""
    outcomes: dict[str, list[Outcome]] = {level: [] for level in plants}
    for level, plant in mixed(plants, chance):
        outcomes[level].append(look_up(archive, plant))
    rows = [(_said(level), *_cells(some)) for level, some in outcomes.items()]
    every = [one.seconds for some in outcomes.values() for one in some]
    took = spread(every)
    rows.append(("all", len(every), "", "", milliseconds(took.median), milliseconds(took.p95), ""))
    heads = ["what is taken over", "articles", "found", "%", "median ms", "95th percentile"]
    heads.append("matches an article")
    return f"Among {archive.stats().articles:,} articles:\n\n{table(heads, rows)}"


def mixed(plants: Plants, chance: random.Random) -> list[tuple[str, Plant]]:
    """All of them with their levels, in any order."""
    pairs = [(level, plant) for level, some in plants.items() for plant in some]
    return chance.sample(pairs, len(pairs))


def _said(level: str) -> str:
    return "nothing (flagged)" if level == _UNRELATED else level


def _cells(outcomes: Sequence[Outcome]) -> tuple[object, ...]:
    found = sum(one.found for one in outcomes)
    took = spread([one.seconds for one in outcomes])
    return (
        len(outcomes),
        found,
        f"{100 * found / len(outcomes):.1f}",
        milliseconds(took.median),
        milliseconds(took.p95),
        f"{sum(one.candidates for one in outcomes) / len(outcomes):.1f}",
    )


def flagged(archive: LocalArchive, plants: Sequence[Plant]) -> str:
    """Why articles without reuse were flagged: whether the passages really are in both."""
    kinds: dict[str, int] = {}
    lines = []
    for plant in plants:
        article = article_of(plant.planted.article)
        found = list(telling(find_matches(archive, article)))
        if not found:
            continue
        match, passage = max(found, key=lambda one: one[1].equal_words)
        text = article.text[slice(*passage.b)]
        kind = _kind(passage, text)
        kinds[kind] = kinds.get(kind, 0) + 1
        stored = match.article.text[slice(*passage.a)]
        lines.append(f"- {kind}, {passage.equal_words} words: {_short(text)} / {_short(stored)}")
    if not lines:
        return f"No article without reuse shares a passage of {_FLAGGED_WORDS} words.\n"
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    return (
        f"Of the articles without reuse that are flagged: {told}. Such as:\n\n"
        + "\n".join(lines[:_SHOWN])
        + "\n"
    )


def _kind(passage: Passage, text: str) -> str:
    if any(text[:40] in furniture or furniture[:40] in text for furniture in FURNITURE):
        return "by furniture"
    if passage.longest_run >= passage.equal_words:
        return "by words that are the same one by one in both (a coincidence of the corpus)"
    return "by words that are the same but for some (a coincidence of the corpus)"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:150]} ..." if len(words) > 150 else words


def part_tables(plants: Plants, sources: Iterator[Record], size: int, chance: random.Random) -> str:
    """reliacheck and datasketch on a part of the corpus: recall, then what it costs."""
    taken = {plant.source["guid"]: plant.source for some in plants.values() for plant in some}
    records = list(islice(_with_others(taken, sources), size))
    finders: dict[str, Callable[[Plant], Outcome]] = {}
    costs: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        costs["reliacheck"] = timed(lambda: _build(folder, records))[1]
        with LocalArchive(folder) as archive:
            finders["reliacheck"] = lambda plant: look_up(archive, plant)
            indexes, signing = peers(records)
            for peer in indexes:
                costs[peer.name] = signing + peer.seconds
                finders[peer.name] = _finder(peer.find)
            outcomes: dict[str, dict[str, list[Outcome]]] = {
                level: {name: [] for name in finders} for level in plants
            }
            for level, plant in mixed(plants, chance):
                for name, find in finders.items():
                    outcomes[level][name].append(find(plant))
    return (
        f"Among {len(records):,} of them, per cent (in the last row, of datasketch, those with any"
        f" candidate):\n\n{_part_recall(outcomes)}\n{_part_costs(outcomes, costs, len(records))}"
    )


def _with_others(taken: dict[object, Record], sources: Iterator[Record]) -> Iterator[Record]:
    yield from taken.values()
    yield from (record for record in sources if record["guid"] not in taken)


def _build(folder: Path, records: Sequence[Record]) -> None:
    with LocalWriter(folder, create=True) as archive:
        archive.add(records)


def _finder(find: Callable[[str], Sequence[str]]) -> Callable[[Plant], Outcome]:
    def run(plant: Plant) -> Outcome:
        text = content_of(plant.planted.article)
        guids, seconds = timed(lambda: find(text))
        wanted = plant.planted.passages == [] or plant.source["guid"] in guids
        return Outcome(bool(guids) and wanted, seconds, len(guids))

    return run


def _part_recall(outcomes: dict[str, dict[str, list[Outcome]]]) -> str:
    names = list(next(iter(outcomes.values())))
    rows = [
        (
            _said(level),
            *(f"{100 * sum(one.found for one in some) / len(some):.1f}" for some in by.values()),
        )
        for level, by in outcomes.items()
    ]
    return table(["what is taken over", *names], rows)


def _part_costs(
    outcomes: dict[str, dict[str, list[Outcome]]], costs: dict[str, float], count: int
) -> str:
    rows = []
    for name, cost in costs.items():
        every = [one for by in outcomes.values() for one in by[name]]
        took = spread([one.seconds for one in every])
        candidates = sum(one.candidates for one in every) / len(every)
        build = f"{1000 * cost / count:.2f}", f"{cost / costs['reliacheck']:.1f}"
        times = milliseconds(took.median), milliseconds(took.p95)
        rows.append((name, *build, *times, f"{candidates:,.1f}"))
    heads = ["", "ms an article to build", "times reliacheck", "lookup, median ms"]
    return table([*heads, "95th percentile", "candidates or matches a lookup"], rows)


if __name__ == "__main__":
    main()
