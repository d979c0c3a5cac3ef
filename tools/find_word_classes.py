"""Find the word classes of reliacheck/attribution: words that stand between the same words.

    python tools/find_word_classes.py --data ../shared/data

Reads the bodies of news/abp_sample_8k.jsonl.gz under --data and writes
reliacheck/attribution/classes.txt, from which tools/train_attribution.py trains. A word is told by
how much more often than by chance each frequent word stands one or two places before or behind it
(PPMI), in as many dimensions as keep most of it (Levy, Goldberg and Dagan 2015); classes are found
by k-means on the sphere. Random starts are seeded, but the last digits of linear algebra differ
from one machine to another, and a few words with them: the file that is shipped is the one that
counts. Takes about three minutes of one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reliacheck.attribution.tokens import masked, words_of  # noqa: E402  the checkout
from reliacheck.attribution.weights import CLASSES, CLASSES_HEADER  # noqa: E402

FEWEST = 40  # times that a word must be met
CONTEXTS = 600  # the most frequent words
PLACES = (-2, -1, 1, 2)
DIMENSIONS = 100
FINE, COARSE = 700, 220
ROUNDS = 25
SEED = 1

Floats = NDArray[np.float64]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    beside = ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=beside, help="folder of the labelled data")
    folder = parser.parse_args(argv).data
    sentences = list(tokenised(folder / "news" / "abp_sample_8k.jsonl.gz"))
    counts = Counter(token for tokens in sentences for token in tokens)
    words = [word for word, count in counts.most_common() if count >= FEWEST]
    print(f"{len(sentences):,} sentences, {len(words):,} words")
    vectors = embedded(sentences, words)
    fine, centres = clustered(vectors, FINE)
    coarse, _ = clustered(centres, COARSE)
    lines = [CLASSES_HEADER]
    for number in range(FINE):
        members = sorted(word for word, its in zip(words, fine, strict=True) if its == number)
        lines.append(f"{coarse[number]}\t{' '.join(members)}")
    Path(CLASSES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def tokenised(path: Path) -> Iterator[list[str]]:
    """The sentences of the bodies, roughly cut, as the model reads them without quotations."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        bodies = [re.sub("[“”]", '"', json.loads(line)["body"]) for line in lines]
    texts = [text for body in bodies for text in re.split(r"(?<=[.?!])\s+|\n+", body) if text]
    small = Counter(word for text in texts for word in words_of(text) if word.islower())
    ordinary = frozenset(word for word, count in small.items() if count >= FEWEST)
    return (masked(text, ordinary) for text in texts)


def embedded(sentences: Sequence[Sequence[str]], words: Sequence[str]) -> Floats:
    """A vector of length 1 for each word."""
    number_of = {word: number for number, word in enumerate(words)}
    gap = [-1, -1]
    stream = np.array(
        [
            number
            for tokens in sentences
            for number in (*(number_of.get(t, -1) for t in tokens), *gap)
        ]
    )
    columns = []
    for place in PLACES:
        word, context = (
            (stream[:-place], stream[place:]) if place > 0 else (stream[-place:], stream[:place])
        )
        kept = (word >= 0) & (context >= 0) & (context < CONTEXTS)
        pairs = word[kept] * CONTEXTS + context[kept]
        columns.append(np.bincount(pairs, minlength=len(words) * CONTEXTS).reshape(-1, CONTEXTS))
    counts = np.concatenate(columns, axis=1).astype(np.float64)
    smoothed = counts.sum(0) ** 0.75
    expected = np.outer(counts.sum(1), smoothed / smoothed.sum())
    information = np.maximum(np.log(np.maximum(counts, 1e-9) / np.maximum(expected, 1e-9)), 0)
    values, axes = np.linalg.eigh(information.T @ information)
    top = np.argsort(values)[::-1][:DIMENSIONS]
    # singular values to the power 1/2: M V = U S
    vectors = information @ axes[:, top] / np.sqrt(np.sqrt(values[top]))
    return unit(vectors)


def unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / (np.sqrt((vectors**2).sum(1, keepdims=True)) + 1e-9))


def clustered(vectors: Floats, classes: int) -> tuple[list[int], Floats]:
    """The class of each vector, and the centres."""
    chance = np.random.RandomState(SEED)
    centres = vectors[chance.permutation(len(vectors))[:classes]]
    for _ in range(ROUNDS):
        found = (vectors @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, found, vectors)
        held = np.bincount(found, minlength=classes) > 0
        centres = np.where(held[:, None], unit(sums), centres)
    return [int(one) for one in (vectors @ centres.T).argmax(1)], centres


if __name__ == "__main__":
    raise SystemExit(main())
