"""Find the formulae of news English: what unrelated stories have in common, word for word.

    python tools/find_formulae.py --data ../shared/data [--write]

Reads news/abp_sample_8k.jsonl.gz under --data. A formula is a run of five words that is in articles
of at least three sites whose dates are a month and more apart, at least three times over: "did not
immediately respond to a request", "on condition of anonymity because". One wire story that many
outlets printed is of one week, and so none. What is written to reliacheck/reuse/formulae.bin is
hashes of such runs (reliacheck.archive.hashing), eight bytes each, in order: no text can be read
out of them. Exits with 1 if the file in the package is another one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from reliacheck.archive.hashing import SCHEME, hash_kgrams  # noqa: E402  the checkout's
from reliacheck.reuse import formulae  # noqa: E402

APART = 30  # days
TIMES = 3
SITES = 3

Story = tuple[str, int]  # site, day (0 if unknown)


def find_formulae(rows: Iterable[dict[str, Any]]) -> dict[int, list[int]]:
    """Hashes of runs that are formulae, with the numbers of the articles that have them."""
    stories: list[Story] = []
    hashes, owners = [], []
    for number, row in enumerate(rows):
        stories.append((_site(row["url"]), _day(row["published"])))
        text = "\n\n".join([row["headline"] or "", row["body"]])
        own = np.unique(np.array(hash_kgrams(text), dtype=np.uint64))
        hashes.append(own)
        owners.append(np.full(len(own), number, dtype=np.uint32))
    every, owner = np.concatenate(hashes), np.concatenate(owners)
    order = np.argsort(every, kind="stable")
    every, owner = every[order], owner[order]
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]])
    ends = np.r_[starts[1:], len(every)]
    often = ends - starts >= TIMES
    found = {}
    for start, end in zip(starts[often], ends[often], strict=True):
        holders = owner[start:end].tolist()
        if is_formula([stories[holder] for holder in holders]):
            found[int(every[start])] = holders
    return found


def is_formula(holders: Iterable[Story]) -> bool:
    """Whether articles of these sites and days have so little in common that a run of words which
    they share is nobody's."""
    some = list(holders)
    times, last = 0, -APART
    for day in sorted(day for _, day in some if day):
        if day - last >= APART:
            times, last = times + 1, day
    return times >= TIMES and len({site for site, _ in some}) >= SITES


def _site(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _day(published: str) -> int:
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return 0


def read_news(data: Path) -> Iterator[dict[str, Any]]:
    """The articles of the sample."""
    with gzip.open(data / "news" / "abp_sample_8k.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--write", action="store_true", help="write the file anew")
    options = parser.parse_args()
    numbers = array("Q", sorted(find_formulae(read_news(options.data))))
    if sys.byteorder == "big":
        numbers.byteswap()
    data = numbers.tobytes()
    print(f"{len(numbers):,} formulae of scheme {SCHEME}, {len(data):,} bytes")
    if options.write:
        formulae.FILE.write_bytes(data)
    elif formulae.FILE.read_bytes() != data:
        print(f"{formulae.FILE.name} in the package is another one: --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
