"""How like real articles made ones are: how many of an article's runs of words are in others, too.

Both sides are cut to the same length. Real articles count as unrelated if they are of different
outlets and at least two months apart. `python benchmarks/corpus.py FILE.jsonl --report` prints it.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from corpus_names import FURNITURE
from numpy.typing import NDArray

from reliacheck.archive.hashing import KGRAM, hash_kgrams
from reliacheck.records import Record

_ASKED = 300  # articles whose runs are looked for
_OTHERS = (250, 1000, 4000, 20_000, 100_000)  # articles that they are looked for in
_REAL = 4000  # as many real ones are unrelated to each that is asked for
_CHARACTERS = 2500
_DAYS = 60
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NEVER = np.iinfo(np.int64).max

Related = Callable[[int], NDArray[np.bool_]]


class Story(NamedTuple):
    """An article of the sample."""

    outlet: str
    day: int
    text: str


def report(news: Path, made: Iterable[Record]) -> str:
    """A table in Markdown: real articles beside those of a made archive."""
    real = seen_in_real(read_stories(news))
    texts = (_story(record) for record in islice(made, _ASKED + _OTHERS[-1]))
    asked = list(islice(texts, _ASKED))
    unreal, count = first_seen(asked, texts, lambda _: np.ones(len(asked), dtype=np.bool_))
    rows = [
        f"| {others:,} | {_real_cell(real, others)} | {_share(unreal, others):.1%} |"
        for others in _OTHERS
        if others <= count
    ]
    return (
        f"Of the runs of {KGRAM} words of an article of {_CHARACTERS} characters, so many are in at"
        " least one of\nso many other, unrelated articles (~: extrapolated).\n\n"
        "| other articles | real | made |\n|---:|---:|---:|\n" + "\n".join(rows)
    )


def _real_cell(seen: NDArray[np.int64], others: int) -> str:
    if others <= _REAL:
        return f"{_share(seen, others):.1%}"
    # In a power of their number from 1,000 to 4,000, which holds for a few doublings at best.
    half, whole = _share(seen, _REAL // 4), _share(seen, _REAL)
    power = math.log(whole / half, 4)
    return f"~ {min(whole * (others / _REAL) ** power, 1):.0%}"


def _share(seen: NDArray[np.int64], others: int) -> float:
    return float((seen < others).mean())


def read_stories(path: Path) -> list[Story]:
    """The sample in a random order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [one for line in lines if _ISO.match((one := json.loads(line))["published"])]
    random.Random(5).shuffle(records)
    return [
        Story(
            record["outlet"],
            date.fromisoformat(record["published"][:10]).toordinal(),
            record["body"][:_CHARACTERS],
        )
        for record in records
    ]


def seen_in_real(stories: list[Story]) -> NDArray[np.int64]:
    asked, others = stories[:_ASKED], stories[_ASKED:]
    outlets = np.array([story.outlet for story in asked])
    days = np.array([story.day for story in asked])

    def unrelated(place: int) -> NDArray[np.bool_]:
        other = others[place]
        apart: NDArray[np.bool_] = np.abs(days - other.day) >= _DAYS
        apart &= outlets != other.outlet
        return apart

    return first_seen([story.text for story in asked], (one.text for one in others), unrelated)[0]


def first_seen(
    asked: list[str], others: Iterable[str], unrelated: Related
) -> tuple[NDArray[np.int64], int]:
    """For each run of the asked, how many unrelated articles come before one that has it; and to
    how many each of the asked is unrelated at least."""
    runs = [np.array(hash_kgrams(text), dtype=np.uint64) for text in asked]
    owners = np.repeat(np.arange(len(runs)), [run.size for run in runs])
    order = np.argsort(np.concatenate(runs))
    owners, hashes = owners[order], np.concatenate(runs)[order]
    seen = np.full(hashes.size, _NEVER)
    passed = np.zeros(len(asked), dtype=np.int64)
    for place, text in enumerate(others):
        counts = unrelated(place)
        at = _places(hashes, np.unique(np.array(hash_kgrams(text), dtype=np.uint64)))
        at = at[counts[owners[at]]]
        seen[at] = np.minimum(seen[at], passed[owners[at]])
        passed += counts
    return seen, int(passed.min())


def _places(hashes: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where the wanted ones stand among sorted hashes, in which one may stand several times."""
    starts = np.searchsorted(hashes, wanted, "left")
    ends = np.searchsorted(hashes, wanted, "right")
    found = np.flatnonzero(ends > starts)
    ranges: Iterator[NDArray[np.int64]] = map(np.arange, starts[found], ends[found])
    return np.concatenate([*ranges, np.empty(0, dtype=np.int64)])


def _story(record: Record) -> str:
    """The body without the furniture below it."""
    story, _, last = str(record["body"]).rpartition("\n\n")
    return (story if last in FURNITURE else str(record["body"]))[:_CHARACTERS]
