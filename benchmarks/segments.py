"""Segments of the archive: writing, looking up, merging; time, bytes and memory.

    python benchmarks/segments.py [--folder DIR] [--articles 100000] [--segments 10]

The fingerprints are random, so the text does not matter. A lookup is a new reader each time: it
opens the segment, looks up the 500 k-grams of an article of which 110 are there, and closes it.
"Cold" is after the system was told to forget the file, where it can be told.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from reliacheck.archive.segment import Segment
from reliacheck.archive.segment_writer import merge_segments, write_segment

FINGERPRINTS = 113  # an article of 3 kB, by benchmarks/fingerprints.py
KGRAMS = 500  # of the article that is looked up
KNOWN = 110


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="where to write; default: the temporary one")
    parser.add_argument("--articles", type=int, default=100_000, help="in a segment")
    parser.add_argument("--segments", type=int, default=10, help="to merge")
    parser.add_argument("--runs", type=int, default=25)
    options = parser.parse_args()
    print("| | seconds | MB | peak MB in memory |\n|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        write(folder / "small.fp", 0, 1000)
        parts = []
        for number in range(options.segments):
            parts.append(folder / f"{number}.fp")
            write(parts[-1], number * options.articles, options.articles)
        merged = folder / "merged.fp"
        row(f"merge {len(parts)} segments", merged, lambda: merge_segments(parts, merged))
        print("\n| look up 500 k-grams in | postings | median ms | cold, median ms |")
        print("|---|---:|---:|---:|")
        for path in (folder / "small.fp", parts[0], merged):
            lookup_row(path, options.runs)


def write(path: Path, first: int, count: int) -> None:
    """A segment of `count` articles from number `first` on."""
    hashes = hashes_of(path, count * FINGERPRINTS)
    articles = np.repeat(np.arange(first, first + count, dtype=np.uint32), FINGERPRINTS)
    row(f"write {count} articles", path, lambda: write_segment(path, hashes, articles))


def hashes_of(path: Path, count: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Always the same for a file name."""
    chance = np.random.default_rng(list(path.name.encode()))
    return chance.integers(0, 2**64, count, dtype=np.uint64)


def row(name: str, path: Path, work: Callable[[], object]) -> None:
    """Do it twice, because watching the memory takes time, and print a row."""
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"| {name} | {seconds:.3f} | {path.stat().st_size / 1e6:,.1f} | {peak / 1e6:,.0f} |")


def lookup_row(path: Path, runs: int) -> None:
    source = path.with_name("0.fp") if path.name == "merged.fp" else path
    known = hashes_of(source, KNOWN).tolist()
    asked = known + [random.getrandbits(64) for _ in range(KGRAMS - KNOWN)]
    random.Random(1).shuffle(asked)
    with Segment(path) as segment:
        postings = len(segment)
    warm = median([timed_lookup(path, asked) for _ in range(runs)])
    cold = []
    for _ in range(runs):
        forget(path)
        cold.append(timed_lookup(path, asked))
    print(f"| {path.name} | {postings:,} | {1000 * warm:.2f} | {1000 * median(cold):.1f} |")


def timed_lookup(path: Path, asked: Sequence[int]) -> float:
    began = time.perf_counter()
    with Segment(path) as segment:
        found = segment.lookup(asked)
    seconds = time.perf_counter() - began
    assert len(found) >= KNOWN
    return seconds


def forget(path: Path) -> None:
    """Drop the file from the page cache."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    main()
