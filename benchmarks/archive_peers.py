"""datasketch as a memory of articles: MinHash signatures of runs of five words in an LSH index.

128 values a signature, filled by the fastest way it offers (MinHash.bulk with xxhash).

    pip install datasketch xxhash
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from corpus import read_corpus
from fingerprints import VALUES, encoded_shingles
from measuring import timed

from reliacheck.records import Record, content_of

_AT_ONCE = 500
_ENSEMBLE_PARTS = 32
SIMILARITIES = (0.5, 0.2)  # thresholds of MinHashLSH
CONTAINED = 0.1  # threshold of LSHEnsemble


class Peer(NamedTuple):
    """An index that is full."""

    name: str
    find: Callable[[str], Sequence[str]]  # from a text to guids
    seconds: float  # to fill it, without signatures


class Signed(NamedTuple):
    """An article as the indexes want it."""

    guid: str
    signature: Any
    size: int  # different runs of words


def sign(records: Iterable[Record]) -> Iterator[Signed]:
    """Each article's signature."""
    remaining = iter(records)
    while some := list(islice(remaining, _AT_ONCE)):
        shingles = [set(encoded_shingles(content_of(record))) for record in some]
        for record, signature, own in zip(some, _signatures(shingles), shingles, strict=True):
            yield Signed(str(record["guid"]), signature, max(len(own), 1))


def _signatures(shingles: Sequence[Iterable[bytes]]) -> Sequence[Any]:
    xxh32 = import_module("xxhash").xxh32_intdigest
    minhash = import_module("datasketch").MinHash
    signatures: Sequence[Any] = minhash.bulk(shingles, num_perm=VALUES, hashfunc=xxh32)
    return signatures


def peers(records: Sequence[Record]) -> tuple[list[Peer], float]:
    """Full indexes of these articles, and the seconds that the signatures took."""
    signed, seconds = timed(lambda: list(sign(records)))
    found = [_similar(signed, threshold) for threshold in SIMILARITIES]
    return [*found, _containing(signed)], seconds


def _similar(signed: Sequence[Signed], threshold: float) -> Peer:
    index, seconds = timed(lambda: fill(signed, threshold))

    def find(text: str) -> Sequence[str]:
        guids: Sequence[str] = index.query(_signatures([encoded_shingles(text)])[0])
        return guids

    return Peer(f"MinHashLSH {threshold}", find, seconds)


def fill(signed: Iterable[Signed], threshold: float) -> Any:
    """A MinHashLSH of these."""
    index = import_module("datasketch").MinHashLSH(threshold=threshold, num_perm=VALUES)
    with index.insertion_session() as session:
        for one in signed:
            session.insert(one.guid, one.signature)
    return index


def _containing(signed: Sequence[Signed]) -> Peer:
    ensemble = import_module("datasketch").MinHashLSHEnsemble
    index = ensemble(threshold=CONTAINED, num_perm=VALUES, num_part=_ENSEMBLE_PARTS)
    _, seconds = timed(lambda: index.index(signed))

    def find(text: str) -> Sequence[str]:
        shingles = set(encoded_shingles(text))
        return list(index.query(_signatures([shingles])[0], max(len(shingles), 1)))

    return Peer(f"LSHEnsemble {CONTAINED}", find, seconds)


def main() -> None:
    """Fills a MinHashLSH with the articles of a file and ends: a process to be watched."""
    corpus, count = sys.argv[1:]
    fill(sign(islice(read_corpus(Path(corpus)), int(count))), SIMILARITIES[0])


if __name__ == "__main__":
    main()
