"""The life of an archive: many small batches while somebody reads, then what lookups cost.

    python benchmarks/archive_life.py [--batches 1000] [--start DIR] [--write]

Batches of 100 articles are added by one process to an empty archive, or to a copy of the one named
by --start; every fiftieth by a `reliacheck archive add` of its own. Meanwhile another process opens
the archive and looks an article up, again and again, and keeps its longest pause. In the end
lookups in the archive as it became are compared with lookups in a compacted copy, in turns. Whole
checks are compared, too; as for archive_check.py, reliacheck is to be installed and not editable.
--write puts the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from archive_plants import (
    Plant,
    archived_at_random,
    fresh_seed,
    hosts_of,
    make_plants,
    write_corpus,
    write_stories,
)
from corpus import articles, load_model
from measuring import Spread, milliseconds, reliacheck_program, run, spread, timed
from performance_page import table, write_section

from reliacheck.archive import find_matches
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.writer import LocalWriter
from reliacheck.records import Record, article_of

_LEVEL = "paragraph"
_BY_COMMAND = 50  # every so many batches
_REPORTED = 10  # moments of which the segments are told
_SEED = 17  # of the articles, other than that of archives made by corpus.py
_ALONE = 3.0  # seconds that the reader is watched without a writer


class Life(NamedTuple):
    """What the writer saw."""

    batches: list[float]  # seconds
    commands: list[float]
    segments: list[int]  # after each batch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--batches", type=int, default=1000)
    parser.add_argument("--size", type=int, default=100, help="articles a batch")
    parser.add_argument("--start", type=Path, metavar="DIR", help="archive to begin with")
    parser.add_argument("--lookups", type=int, default=200)
    parser.add_argument("--checks", type=int, default=15)
    parser.add_argument("--folder", type=Path, help="where to work; default: the temporary one")
    parser.add_argument("--seed", type=int, default=fresh_seed())
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = load_model()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        grown, compacted = folder / "grown", folder / "compacted"
        new = articles(model, options.batches * options.size, _SEED)
        begin(grown, options.start, list(islice(new, options.size)))
        hosts, chance = hosts_of(model, options.seed), random.Random(options.seed)
        stories = plants_in(grown, 50, hosts, chance)
        alone, during, life = live(grown, new, options.size, stories)
        shutil.copytree(grown, compacted)
        with LocalWriter(compacted) as archive:
            compacting = timed(archive.compact)[1]
        asked = plants_in(grown, max(options.lookups, options.checks), hosts, chance)
        both = {"as it became": grown, "compacted": compacted}
        lookups = look_up_in_turns(both, asked)
        checks = check_in_turns(both, write_stories(folder / "stories", asked[: options.checks]))
        with LocalArchive(grown) as archive:
            count = archive.stats().articles
    page = writer_table(life, options.size)
    page += f"\n{reader_table(alone, during)}\n{cost_table(life.segments[-1], lookups, checks)}"
    page += f"\n{count:,} articles in the end; to compact them took {compacting:.1f} s."
    page += f" Seed {options.seed}.\n"
    print(page)
    if options.write:
        write_section("archive-life", page)


def begin(folder: Path, start: Path | None, first: Sequence[Record]) -> None:
    """The archive before its life: a copy, or a new one with a first batch."""
    if start is not None:
        shutil.copytree(start, folder)
    with LocalWriter(folder, create=True) as archive:
        archive.add(first)


def plants_in(
    folder: Path, count: int, hosts: Iterator[Record], chance: random.Random
) -> list[Plant]:
    """New articles with a paragraph of archived ones."""
    with LocalArchive(folder) as archive:
        return make_plants(_LEVEL, count, archived_at_random(archive, chance), hosts, chance)


def live(
    folder: Path, new: Iterator[Record], size: int, stories: Sequence[Plant]
) -> tuple[list[float], list[float], Life]:
    """Adds all, while another process reads: its seconds a turn without and with the writer."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    records = [plant.planted.article for plant in stories]
    reader = context.Process(target=read_on, args=(folder, records, there), daemon=True)
    reader.start()
    here.recv()  # it is ready
    time.sleep(_ALONE)
    here.send("what until now?")
    alone: list[float] = here.recv()
    life = add_all(folder, new, size)
    here.send("what since then?")
    during: list[float] = here.recv()
    reader.terminate()
    reader.join()
    return alone, during, life


def read_on(folder: Path, records: Sequence[Record], asked: Connection) -> None:
    """Opens the archive and looks up, without end; tells its seconds when asked."""
    seconds: list[float] = []
    look_up(folder, records[0])
    asked.send("ready")
    while True:
        for record in records:
            seconds.append(look_up(folder, record))
            if asked.poll():
                asked.recv()
                asked.send(seconds)
                seconds = []


def look_up(folder: Path, record: Record) -> float:
    article = article_of(record)
    began = time.perf_counter()
    with LocalArchive(folder) as archive:
        find_matches(archive, article)
    return time.perf_counter() - began


def add_all(folder: Path, new: Iterator[Record], size: int) -> Life:
    """Batch by batch; now and then by a command of its own."""
    life = Life([], [], [])
    archive = LocalWriter(folder)
    try:
        while batch := list(islice(new, size)):
            if (len(life.segments) + 1) % _BY_COMMAND == 0:
                archive.close()
                life.commands.append(add_by_command(folder, batch))
                archive = LocalWriter(folder)
            else:
                life.batches.append(timed(lambda: archive.add(batch))[1])  # noqa: B023
            life.segments.append(len(archive.manifest))
    finally:
        archive.close()
    return life


def add_by_command(folder: Path, batch: Sequence[Record]) -> float:
    path = write_corpus(folder.with_name("batch.jsonl"), iter(batch))
    command = [reliacheck_program(), "archive", "add", str(path), "--archive", str(folder)]
    return run(command).seconds


def look_up_in_turns(both: dict[str, Path], plants: Sequence[Plant]) -> dict[str, list[float]]:
    """Seconds of find_matches in each archive; which comes first changes every time."""
    times: dict[str, list[float]] = {name: [] for name in both}
    opened = {name: LocalArchive(path) for name, path in both.items()}
    for turn, plant in enumerate(plants):
        for name in list(both)[:: 1 if turn % 2 else -1]:
            article = article_of(plant.planted.article)
            times[name].append(timed(lambda: find_matches(opened[name], article))[1])  # noqa: B023
    for archive in opened.values():
        archive.close()
    return {name: seconds[len(seconds) // 10 :] for name, seconds in times.items()}


def check_in_turns(both: dict[str, Path], stories: Sequence[list[str]]) -> dict[str, list[float]]:
    """Seconds of whole checks."""
    times: dict[str, list[float]] = {name: [] for name in both}
    for turn, story in enumerate(stories):
        for name in list(both)[:: 1 if turn % 2 else -1]:
            command = [reliacheck_program(), "check", *story, "--archive", str(both[name])]
            times[name].append(run(command, (0, 1)).seconds)
    return times


def writer_table(life: Life, size: int) -> str:
    """Seconds a batch, and the segments on the way."""
    rows = []
    for name, seconds in {
        f"{size} articles, in one process": life.batches,
        f"{size} articles, `reliacheck archive add`": life.commands,
    }.items():
        if seconds:
            one = spread(seconds)
            times = (one.median, one.p95, one.longest)
            rows.append((name, len(seconds), *map(milliseconds, times)))
    step = max(len(life.segments) // _REPORTED, 1)
    told = ", ".join(str(count) for count in life.segments[step - 1 :: step])
    heads = ["", "batches", "median ms", "95th percentile", "longest"]
    return (
        f"{table(heads, rows)}\nSegments after every {step} batches: {told}; the most were"
        f" {max(life.segments)}, the median {statistics.median(life.segments):g}.\n"
    )


def reader_table(alone: Sequence[float], during: Sequence[float]) -> str:
    """To open the archive and look up, by another process."""
    rows = []
    for name, seconds in {"without a writer": alone, "during the batches": during}.items():
        one = spread(seconds)
        times = (one.median, one.p95, one.longest)
        rows.append((name, f"{len(seconds):,}", *map(milliseconds, times)))
    heads = ["to open it and look up", "times", "median ms", "95th percentile", "longest"]
    return table(heads, rows)


def cost_table(
    segments: int, lookups: dict[str, list[float]], checks: dict[str, list[float]]
) -> str:
    """The archive as it became beside the compacted one."""
    rows = []
    for what, times in {"lookup in a process": lookups, "whole check": checks}.items():
        became, compacted = (spread(seconds) for seconds in times.values())
        rows.append((what, *_medians(became, compacted), f"{became.median / compacted.median:.2f}"))
    heads = ["", f"{segments} segments, median ms", "compacted, median ms", "times"]
    return table(heads, rows)


def _medians(*spreads: Spread) -> list[str]:
    return [milliseconds(one.median) for one in spreads]


if __name__ == "__main__":
    main()
