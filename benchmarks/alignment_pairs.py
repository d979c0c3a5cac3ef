"""Pairs of texts whose shared passages are known: PAN 2013, and plants in real news."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from reliacheck.archive.align import Prepared, prepare
from reliacheck.text.sentences import sentence_spans
from reliacheck.text.words import find_words

NEWS = "news/abp_sample_8k.jsonl.gz"
PAN = "reuse/pan13_train_450.jsonl.gz"

Span = tuple[int, int]


class Pair(NamedTuple):
    """Two texts, and the passages of `b` that are in `a`: code points in each."""

    kind: str
    a: Prepared
    b: Prepared
    gold_a: list[Span]
    gold_b: list[Span]


def load(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def pan_pairs(data: Path) -> list[Pair]:
    """PAN 2013: `a` is the source, `b` the suspicious document."""
    return [
        Pair(
            row["kind"],
            prepare(row["src"]),
            prepare(row["susp"]),
            [tuple(one["src"]) for one in row["passages"]],
            [tuple(one["susp"]) for one in row["passages"]],
        )
        for row in load(data / PAN)
    ]


class Plant(NamedTuple):
    """A kind of reuse: how many sentences are taken, and what becomes of each word."""

    sentences: Span  # at least, at most
    noise: Callable[[random.Random, int, str, list[str]], str | None]
    moved: bool = False


def verbatim(_rng: random.Random, _at: int, word: str, _others: list[str]) -> str:
    return word


def every_fifth(rng: random.Random, at: int, word: str, others: list[str]) -> str:
    return rng.choice(others) if at % 5 == 4 else word


def one_in_five(rng: random.Random, _at: int, word: str, others: list[str]) -> str:
    return rng.choice(others) if rng.random() < 0.2 else word


def half(rng: random.Random, _at: int, word: str, others: list[str]) -> str | None:
    """Half of the words kept, a third replaced, a sixth deleted."""
    fate = rng.random()
    return word if fate < 1 / 2 else rng.choice(others) if fate < 5 / 6 else None


PLANTS = {
    "one sentence of 20+ words": Plant((1, 1), verbatim),
    "2-5 sentences": Plant((2, 5), verbatim),
    "2-3 blocks in another order": Plant((1, 3), verbatim, moved=True),
    "2-5 sentences, every fifth word changed": Plant((2, 5), every_fifth),
    "2-5 sentences, 20 % of words changed": Plant((2, 5), one_in_five),
    "blocks in another order, 20 % changed": Plant((1, 3), one_in_five, moved=True),
    "one sentence, 20 % of words changed": Plant((1, 1), one_in_five),
    "2-5 sentences, half of the words kept": Plant((2, 5), half),
}


def planted(data: Path, seed: int, count: int) -> Iterator[Pair]:
    """`count` pairs of unrelated stories of each kind, with copy of the first in the second."""
    rng = random.Random(seed)
    rows = rng.sample(load(data / NEWS), 2000)
    stories = [story for row in rows if len(story := sentences(row["body"])) >= 12]
    others = [word.text for story in stories[:300] for one in story for word in find_words(one)]
    for kind, plant in PLANTS.items():
        for _ in range(count):
            source, host = (story[:40] for story in rng.sample(stories, 2))
            yield planted_pair(rng, kind, plant, source, host[:30], others)


class Story(NamedTuple):
    """A story of the news sample."""

    outlet: str
    day: str
    read: Prepared


def unrelated(data: Path, seed: int, count: int) -> Iterator[tuple[Prepared, Prepared]]:
    """`count` pairs of stories of different outlets and years."""
    rng = random.Random(seed)
    found = stories(rng.sample(load(data / NEWS), 1000))
    while count:
        one, other = rng.sample(found, 2)
        if one.outlet != other.outlet and one.day[:4] != other.day[:4]:
            count -= 1
            yield one.read, other.read


def same_day(data: Path, seed: int, count: int) -> list[tuple[Prepared, Prepared]]:
    """`count` pairs of stories of different outlets that ran on the same day."""
    rows = load(data / NEWS)
    days = random.Random(seed).sample(sorted({row["published"][:10] for row in rows}), 800)
    found = stories([row for row in rows if row["published"][:10] in days])
    pairs = [
        (one.read, other.read)
        for one, other in combinations(sorted(found, key=lambda story: story.day), 2)
        if one.day == other.day and one.outlet != other.outlet
    ]
    return random.Random(seed).sample(pairs, min(count, len(pairs)))


def stories(rows: list[dict[str, Any]]) -> list[Story]:
    return [Story(row["outlet"], row["published"][:10], prepare(row["body"])) for row in rows]


def sentences(text: str) -> list[str]:
    spans = sentence_spans(text, 0, len(text))
    return [text[slice(*span)] for span in spans if len(find_words(text, *span)) >= 4]


def planted_pair(
    rng: random.Random,
    kind: str,
    plant: Plant,
    source: list[str],
    host: list[str],
    others: list[str],
) -> Pair:
    """One pair: blocks of the source's sentences between sentences of the host."""
    blocks = choose(rng, plant, source)
    places = sorted(rng.choices(range(len(host) + 1), k=len(blocks)))
    pieces: list[tuple[str, bool]] = []
    for at in range(len(host) + 1):
        for place, block in zip(places, blocks, strict=True):
            if place == at:
                pieces += [(changed(rng, plant, source[one], others), True) for one in block]
        pieces += [(one, False) for one in host[at : at + 1]]
    taken = {one for block in blocks for one in block}
    a, gold_a = joined([(one, at in taken) for at, one in enumerate(source)])
    b, gold_b = joined(pieces)
    return Pair(kind, a, b, gold_a, gold_b)


def choose(rng: random.Random, plant: Plant, source: list[str]) -> list[range]:
    """Which sentences are taken, in the order in which they will stand."""
    if plant.moved:
        starts = sorted(rng.sample(range(len(source) - 2), rng.randint(2, 3)))
        ends = [*starts[1:], len(source)]
        blocks = [
            range(start, min(start + rng.randint(*plant.sentences), end))
            for start, end in zip(starts, ends, strict=True)
        ]
        return blocks[1:] + blocks[:1]
    count = rng.randint(*plant.sentences)
    starts = [
        at
        for at in range(len(source) - count + 1)
        if len(find_words(" ".join(source[at : at + count]))) >= 20
    ]
    start = rng.choice(starts or [0])
    return [range(start, start + count)]


def changed(rng: random.Random, plant: Plant, sentence: str, others: list[str]) -> str:
    """The sentence after the plant's noise; what stands between words stays."""
    kept, end = [], 0
    for at, word in enumerate(find_words(sentence)):
        kept.append(sentence[end : word.start])
        kept.append(plant.noise(rng, at, word.text, others) or "")
        end = word.end
    return "".join(kept) + sentence[end:]


def joined(pieces: list[tuple[str, bool]]) -> tuple[Prepared, list[Span]]:
    """The text of the pieces, and where those that are marked stand: first to last word."""
    text = " ".join(piece for piece, _ in pieces)
    read = prepare(text)
    gold: list[Span] = []
    start, before = 0, False
    for piece, marked in pieces:
        end = start + len(piece)
        words = find_words(text, start, end)
        if marked and words:
            if before:
                gold[-1] = (gold[-1][0], words[-1].end)
            else:
                gold.append((words[0].start, words[-1].end))
        before, start = marked, end + 1
    return read, gold
