"""Readers of one archive in processes of their own, without and with a writer.

    python benchmarks/archive_readers.py --archive DIR [--seconds 10] [--write]

Each reader opens the archive, looks ten articles up, closes it, and begins again. The articles have
a paragraph of an archived one in them, and an answer without that one is an error. The writer adds
batches of 100 articles to a copy of the archive without a pause, and compacts it after every
ten. --write puts the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import NamedTuple

from archive_plants import archived_at_random, fresh_seed, hosts_of, make_plants, write_corpus
from corpus import articles, load_model, read_corpus
from measuring import milliseconds, spread
from performance_page import table, write_section

from reliacheck.archive import find_matches
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.writer import LocalWriter
from reliacheck.records import Record, article_of

_READERS = (1, 2, 4, 8)
_LEVEL = "paragraph"
_AN_OPENING = 10  # lookups
_BATCH = 100
_COMPACTED = 10  # after so many batches
_SEED = 23  # of the writer's articles, other than that of archives made by corpus.py

Asked = tuple[Record, str]  # a new article, and the guid of the one that must be found


class Told(NamedTuple):
    """What a process did."""

    times: list[float]  # seconds a lookup, or a batch
    errors: list[str]
    compacted: int = 0


class Row(NamedTuple):
    """What came of one arrangement."""

    readers: int
    reading: list[Told]
    writing: Told | None
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--archive", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=10, help="of each arrangement")
    parser.add_argument("--plants", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="where to work; default: the temporary one")
    parser.add_argument("--seed", type=int, default=fresh_seed())
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    model = load_model()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name) / "archive"
        shutil.copytree(options.archive, folder)
        with LocalArchive(folder) as archive:
            sources, hosts = archived_at_random(archive, chance), hosts_of(model, options.seed)
            plants = make_plants(_LEVEL, options.plants, sources, hosts, chance)
            count = archive.stats().articles
        asked = [(plant.planted.article, str(plant.source["guid"])) for plant in plants]
        lot = articles(model, 100 * _BATCH * len(_READERS), _SEED)
        new = write_corpus(Path(name) / "new.jsonl", lot)
        rows = []
        for writers in (0, 1):
            for place, readers in enumerate(_READERS):
                file = (new, place * 100 * _BATCH) if writers else None
                rows.append(arrange(folder, asked, readers, file, options.seconds))
                print(_cells(rows[-1], rows[0]), file=sys.stderr, flush=True)
    page = report(rows, count) + f"\nSeed {options.seed}.\n"
    print(page)
    if options.write:
        write_section("archive-readers", page)


def arrange(
    folder: Path,
    asked: Sequence[Asked],
    readers: int,
    new: tuple[Path, int] | None,
    seconds: float,
) -> Row:
    """So many readers for so many seconds, and a writer if there is something to write."""
    context = multiprocessing.get_context("spawn")
    ready: Queue[None] = context.Queue()
    told: Queue[tuple[bool, Told]] = context.Queue()
    begin, over = context.Event(), context.Event()
    shared = ready, begin, over, told
    processes = [
        context.Process(target=read_on, args=(folder, [*asked[at:], *asked[:at]], *shared))
        for at in range(readers)
    ]
    if new is not None:
        processes.append(context.Process(target=write_on, args=(folder, *new, *shared)))
    for process in processes:
        process.start()
    for _ in processes:
        ready.get()
    began = time.perf_counter()
    begin.set()
    time.sleep(seconds)
    over.set()
    took = time.perf_counter() - began
    answers = [told.get() for _ in processes]
    for process in processes:
        process.join()
    reading = [one for is_reader, one in answers if is_reader]
    writing = next((one for is_reader, one in answers if not is_reader), None)
    return Row(readers, reading, writing, took)


def read_on(
    folder: Path,
    asked: Sequence[Asked],
    ready: Queue[None],
    begin: Event,
    over: Event,
    told: Queue[tuple[bool, Told]],
) -> None:
    """A reader, from the beginning to the end of the time."""
    mine = Told([], [])
    look_up(folder, asked[:_AN_OPENING], over, Told([], []))
    ready.put(None)
    begin.wait()
    while not over.is_set():
        for at in range(0, len(asked), _AN_OPENING):
            look_up(folder, asked[at : at + _AN_OPENING], over, mine)
    told.put((True, mine))


def look_up(folder: Path, asked: Sequence[Asked], over: Event, mine: Told) -> None:
    """One opening, and its lookups; the opening counts to the first."""
    began = time.perf_counter()
    try:
        with LocalArchive(folder) as archive:
            for record, wanted in asked:
                if over.is_set():
                    return
                matches = find_matches(archive, article_of(record))
                mine.times.append(time.perf_counter() - began)
                if wanted not in {match.entry.guid for match in matches}:
                    mine.errors.append(f"{wanted} was not found")
                began = time.perf_counter()
    except Exception as error:  # whatever it is, it is told
        mine.errors.append(repr(error))


def write_on(
    folder: Path,
    path: Path,
    skipped: int,
    ready: Queue[None],
    begin: Event,
    over: Event,
    told: Queue[tuple[bool, Told]],
) -> None:
    """The writer, until the time is over or there is nothing more to write."""
    times: list[float] = []
    errors: list[str] = []
    compacted = 0
    new = islice(read_corpus(path), skipped, None)
    first = list(islice(new, _BATCH))
    ready.put(None)
    begin.wait()
    try:
        with LocalWriter(folder) as archive:
            for batch in _batches(first, new):
                if over.is_set():
                    break
                began = time.perf_counter()
                archive.add(batch)
                times.append(time.perf_counter() - began)
                if len(times) % _COMPACTED == 0:
                    archive.compact()
                    compacted += 1
    except Exception as error:  # whatever it is, it is told
        errors.append(repr(error))
    told.put((False, Told(times, errors, compacted)))


def _batches(first: list[Record], new: Iterator[Record]) -> Iterator[list[Record]]:
    batch = first
    while batch:
        yield batch
        batch = list(islice(new, _BATCH))


def report(rows: Sequence[Row], count: int) -> str:
    """All arrangements."""
    heads = ["readers", "writer: batches/s", "compacted", "lookups/s", "times one reader alone"]
    heads += ["median ms", "95th percentile", "longest", "errors"]
    errors = sorted({error for row in rows for one in row.reading for error in one.errors})
    errors += [error for row in rows if row.writing for error in row.writing.errors]
    told = "".join(f"- {error}\n" for error in errors[:10])
    cells = table(heads, [_cells(row, rows[0]) for row in rows])
    return f"An archive of {count:,} articles:\n\n{cells}{told and chr(10)}{told}"


def _cells(row: Row, alone: Row) -> tuple[object, ...]:
    times = [seconds for one in row.reading for seconds in one.times]
    errors = sum(len(one.errors) for one in row.reading)
    written, compacted = "", ""
    if row.writing is not None:
        errors += len(row.writing.errors)
        written = f"{len(row.writing.times) / row.seconds:.1f}"
        compacted = str(row.writing.compacted)
    took = spread(times)
    rate = len(times) / row.seconds
    only = sum(len(one.times) for one in alone.reading) / alone.seconds
    times_told = map(milliseconds, (took.median, took.p95, took.longest))
    return (
        row.readers, written, compacted, f"{rate:,.0f}", f"{rate / only:.1f}", *times_told, errors
    )  # fmt: skip


if __name__ == "__main__":
    main()
