"""Fingerprinting beside MinHash libraries: articles a second on one core, all in one run.

    pip install datasketch xxhash rensa gaoya
    python benchmarks/fingerprints.py [--data DIR] [--runs 15] [--write]

Articles of about 3 kB are put together at random from the sentences of the news sample. Everything
starts from the text as a string: splitting it into words is part of the work. The MinHashes have
128 values over runs of five words. A library that is not installed is named under the table.
--write puts the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import random
import re
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from performance_page import write_section

from reliacheck.archive.bulk import fingerprint_texts
from reliacheck.archive.hashing import KGRAM, fingerprint, hash_kgrams
from reliacheck.text.sentences import sentence_spans

NEWS = "news/abp_sample_8k.jsonl.gz"
DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SIZE = 3000  # bytes an article
VALUES = 128  # of a MinHash
WORD = re.compile(r"[^\W_]+")

Run = Callable[[Sequence[str]], object]


class Contender(NamedTuple):
    """A way to fingerprint articles."""

    name: str
    make: Callable[[], Run]  # imports what it needs
    share: float  # of the articles, for those that would take minutes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=15, help="the best of so many counts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    keep_to_one_thread()
    articles = make_articles(options.data / NEWS, options.articles, random.Random(options.seed))
    ready, missing = prepare()
    rates = measure(ready, articles, options.runs)
    page = table(articles, rates, options.runs)
    page += "".join(f"\nNot measured: {name} ({lack} is not installed)." for name, lack in missing)
    print(page)
    if options.write:
        write_section("fingerprints", page)


def keep_to_one_thread() -> None:
    """Before anything is imported that starts threads."""
    for variable in ("RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = "1"


def make_articles(path: Path, count: int, chance: random.Random) -> list[str]:
    """Articles of SIZE bytes in UTF-8 from the sentences of real ones."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"] for line in islice(lines, 2000)]
    sentences = [
        body[start:end] for body in bodies for start, end in sentence_spans(body, 0, len(body))
    ]
    return [make_article(sentences, chance) for _ in range(count)]


def make_article(sentences: Sequence[str], chance: random.Random) -> str:
    """Sentences at random until SIZE bytes are full."""
    chosen: list[str] = []
    size = 0
    while size < SIZE:
        chosen.append(chance.choice(sentences))
        size += len(chosen[-1].encode()) + 1
    return " ".join(chosen)


def prepare() -> tuple[dict[str, tuple[Run, float]], list[tuple[str, str]]]:
    """Those that can run by name, and those that cannot with the module they lack."""
    ready: dict[str, tuple[Run, float]] = {}
    missing = []
    for contender in CONTENDERS:
        try:
            ready[contender.name] = contender.make(), contender.share
        except ModuleNotFoundError as error:
            missing.append((contender.name, str(error.name)))
    return ready, missing


def measure(
    ready: dict[str, tuple[Run, float]], articles: Sequence[str], runs: int
) -> dict[str, float]:
    """Articles a second; all take turns, so that a noisy moment hits every one of them."""
    best = dict.fromkeys(ready, 0.0)
    for _ in range(runs):
        for name, (run, share) in ready.items():
            some = articles[: max(int(len(articles) * share), 1)]
            run(some[: len(some) // 10])  # its own code and tables back into the cache
            began = time.perf_counter()
            run(some)
            best[name] = max(best[name], len(some) / (time.perf_counter() - began))
    return best


def table(articles: Sequence[str], rates: dict[str, float], runs: int) -> str:
    """The rates as Markdown, with how many times slower each is than the first."""
    size = sum(len(article.encode()) for article in articles) / len(articles)
    first = next(iter(rates.values()))
    rows = [
        f"| {name} | {rate:,.0f} | {rate * size / 1e6:,.1f} | {first / rate:.1f} |"
        for name, rate in rates.items()
    ]
    heading = (
        f"{len(articles)} articles of {size:,.0f} bytes, one thread, best of {runs} runs,"
        f" Python {platform.python_version()}.\n\n"
        "| method | articles/s | MB/s | times slower than the first |\n|---|---:|---:|---:|\n"
    )
    return heading + "\n".join(rows) + "\n"


def shingles(text: str) -> list[str]:
    """Runs of KGRAM words, as the libraries want to be given them; punctuation is no part of a
    word for reliacheck either."""
    words = WORD.findall(text.lower())
    return list(map(" ".join, zip(*(words[first:] for first in range(KGRAM)), strict=False)))


def encoded_shingles(text: str) -> list[bytes]:
    return [shingle.encode() for shingle in shingles(text)]


def ours() -> Run:
    return fingerprint_texts


def ours_plain() -> Run:
    return lambda texts: [fingerprint(text) for text in texts]


def ours_query() -> Run:
    return lambda texts: [hash_kgrams(text) for text in texts]


def datasketch_update() -> Run:
    empty = import_module("datasketch").MinHash(num_perm=VALUES)

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            signature = empty.copy()
            for shingle in encoded_shingles(text):
                signature.update(shingle)

    return run


def datasketch_update_batch() -> Run:
    empty = import_module("datasketch").MinHash(num_perm=VALUES)
    return lambda texts: [empty.copy().update_batch(encoded_shingles(text)) for text in texts]


def datasketch_bulk_xxhash() -> Run:
    minhash, xxh32 = import_module("datasketch").MinHash, import_module("xxhash").xxh32_intdigest
    return lambda texts: minhash.bulk(map(encoded_shingles, texts), num_perm=VALUES, hashfunc=xxh32)


def rensa_update() -> Run:
    minhash = import_module("rensa").RMinHash

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            signature = minhash(num_perm=VALUES, seed=1)
            signature.update(shingles(text))
            signature.digest()

    return run


def rensa_matrix() -> Run:
    minhash = import_module("rensa").RMinHash
    return lambda texts: minhash.digest_matrix_from_token_sets(
        [shingles(text) for text in texts], VALUES, 1
    )


def gaoya_insert() -> Run:
    index_of = import_module("gaoya.minhash").MinHashStringIndex

    def run(texts: Sequence[str]) -> None:
        index = index_of(
            32,
            num_bands=VALUES // 4,
            band_size=4,
            lowercase=True,
            ngram_range=(KGRAM, KGRAM),
            id_container="vec",
        )
        for number, text in enumerate(texts):
            index.insert_document(number, text)

    return run


CONTENDERS = (
    Contender("reliacheck, archive writer", ours, 1),
    Contender("reliacheck, one text without numpy, winnowed", ours_plain, 0.1),
    Contender("reliacheck, one text without numpy, all k-grams", ours_query, 0.1),
    Contender("gaoya, insert_document", gaoya_insert, 0.5),
    Contender("rensa, R-MinHash update", rensa_update, 0.2),
    Contender("rensa, digest_matrix_from_token_sets", rensa_matrix, 0.2),
    Contender("datasketch, bulk with xxhash", datasketch_bulk_xxhash, 0.05),
    Contender("datasketch, update_batch", datasketch_update_batch, 0.05),
    Contender("datasketch, update", datasketch_update, 0.01),
)


if __name__ == "__main__":
    main()
