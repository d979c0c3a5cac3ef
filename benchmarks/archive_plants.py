"""Articles out of an archive or its corpus, and new ones that take over something from them."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from corpus import DEFAULT_DATA, Model, articles, load_model
from planting import LEVELS, NotPlantable, Planted

from reliacheck.archive.local import LocalArchive
from reliacheck.records import Record, parse_record

_TRIES = 50  # articles with nothing to plant, in a row


class Plant(NamedTuple):
    """A new article, and the archived one that it takes from."""

    source: Record
    planted: Planted


def fresh_seed() -> int:
    """Another one each time; benchmarks say which it was."""
    return secrets.randbelow(1_000_000)


def fresh_hosts(seed: int, data: Path = DEFAULT_DATA) -> Iterator[Record]:
    """Articles of no archive, without end: made of the news sample, with a seed of their own."""
    return hosts_of(load_model(data), seed)


def hosts_of(model: Model, seed: int) -> Iterator[Record]:
    """The same of a model that is there already. Corpora have small seeds."""
    return articles(model, 1 << 40, seed + 1_000_000)


def archived_at_random(archive: LocalArchive, chance: random.Random) -> Iterator[Record]:
    """Articles of an archive, without end; none twice before all were there."""
    (last,) = archive.connection.execute("SELECT max(number) FROM articles").fetchone()
    while True:
        numbers = chance.sample(range(last + 1), min(last + 1, 1 << 16))
        for number in numbers:
            yield from archive.records([number]).values()


def lines_at_random(corpus: Path, chance: random.Random) -> Iterator[Record]:
    """Articles of a corpus, without end and none twice, without reading it all."""
    size = corpus.stat().st_size
    seen: set[int] = set()
    with corpus.open("rb") as lines:
        while True:
            lines.seek(chance.randrange(size))
            lines.readline()
            start = lines.tell()
            line = lines.readline()
            if start in seen or not line.strip():
                continue
            seen.add(start)
            yield parse_record(line)


def make_plants(
    level: str,
    count: int,
    sources: Iterator[Record],
    hosts: Iterator[Record],
    chance: random.Random,
) -> list[Plant]:
    """So many articles with something of the sources in them, at a level of planting.LEVELS."""
    return list(islice(_plants(level, sources, hosts, chance), count))


def _plants(
    level: str, sources: Iterator[Record], hosts: Iterator[Record], chance: random.Random
) -> Iterator[Plant]:
    failures = 0
    for source in sources:
        try:
            planted = LEVELS[level](source, next(hosts), chance)
        except NotPlantable:
            failures += 1
            if failures == _TRIES:
                raise
            continue
        failures = 0
        yield Plant(source, planted)


def write_stories(folder: Path, plants: Sequence[Plant]) -> list[list[str]]:
    """Each as a text file of the outlet that it takes from. Gives the arguments of their checks."""
    folder.mkdir(exist_ok=True)
    checks = []
    for number, plant in enumerate(plants):
        record = plant.planted.article
        story = folder / f"story-{number}.txt"
        story.write_text(f"{record['headline']}\n\n{record['body']}\n", encoding="utf-8")
        desk = folder / f"desk-{number}.toml"
        outlet = json.dumps(plant.source.get("outlet") or "Nobody")
        desk.write_text(f"[desk]\noutlet = {outlet}\n", encoding="utf-8")
        checks.append(["--config", str(desk), str(story)])
    return checks


def write_corpus(out: Path, records: Iterator[Record]) -> Path:
    """Articles into a file, one a line."""
    with out.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return out
