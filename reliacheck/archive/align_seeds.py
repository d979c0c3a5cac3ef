"""Runs of words that stand in both texts, and chains of runs that may be one passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

# Words of a seed: four find a text with every fifth word changed. This and the two numbers below
# are weighed against others in docs/measurements/alignment.md, on PAN 2013 and plants in real news.
K = 4
# What an unmatched word costs, where a matched one wins 1; a gap has as many words as it has in
# the text that has more of them. At a half, two words of three may be new before a passage ends.
COST = 0.5
# Words that may lie between two runs of one passage, and that are compared at once at its ends.
REACH = 40
# A seed is looked up at its first places in A only, and one that has so many is followed up for
# its first occurrences in B only: what keeps the time linear in repetitive text.
_PLACES = 8
# Earlier runs that are tried as the one before a run.
_LOOKBACK = 40

_Gram = tuple[str, ...]


class Block(NamedTuple):
    """`size` words of B from number `b` on equal those of A from number `a` on."""

    b: int
    a: int
    size: int


def find_runs(a: list[str], b: list[str]) -> list[Block]:
    """Runs of at least K equal words, each as long as it goes, in order of b."""
    places = _places(a, b)
    runs: list[Block] = []
    frequent: Counter[_Gram] = Counter()
    start = 0
    for at, gram in enumerate(_grams(b) if places else ()):
        if at < start or gram not in places:
            continue
        found = [Block(at, there, _equal(a, b, there, at)) for there in places[gram]]
        runs += found
        # Inside the longest run only the seeds that reach over its end have something to add.
        start = at + max(run.size for run in found) - K + 1
        if len(found) == _PLACES:
            frequent[gram] += 1
            if frequent[gram] == _PLACES:
                del places[gram]
    return runs


def link(runs: list[Block]) -> Iterator[list[Block]]:
    """Chains of runs in the order of both texts, the best first; each run is in one chain.

    Chaining of fragments by dynamic programming (Abouelhoda and Ohlebusch, 2005), with a limit to
    the fragments that are tried.
    """
    scores, befores = _chained(runs)
    used = [False] * len(runs)
    for last in sorted(range(len(runs)), key=scores.__getitem__, reverse=True):
        chain: list[Block] = []
        at = last
        while at >= 0 and not used[at]:
            used[at] = True
            chain.append(runs[at])
            at = befores[at]
        if chain:
            yield chain[::-1]


def overlap(last: Block, block: Block) -> int:
    """How many words `block` must lose at its beginning to follow `last` in both texts."""
    return max(0, last.a + last.size - block.a, last.b + last.size - block.b)


def gap(last: Block, block: Block) -> int:
    """Unmatched words between two blocks, in the text that has more of them."""
    return max(block.a - last.a, block.b - last.b) - last.size


def cost(last: Block, block: Block) -> float:
    """What that gap takes from the score of a passage."""
    return COST * gap(last, block)


def _places(a: list[str], b: list[str]) -> dict[_Gram, list[int]]:
    """Where in A each seed stands that is in B too, _PLACES places at most."""
    grams = list(_grams(a))
    shared = set(grams).intersection(_grams(b))
    places: dict[_Gram, list[int]] = {gram: [] for gram in shared}
    for at, gram in enumerate(grams if shared else ()):
        if gram in shared and len(places[gram]) < _PLACES:
            places[gram].append(at)
    return places


def _grams(words: list[str]) -> Iterator[_Gram]:
    return zip(*(words[start:] for start in range(K)), strict=False)


def _equal(a: list[str], b: list[str], at_a: int, at_b: int) -> int:
    """How many words from `at_a` and `at_b` on are equal, K being known to be."""
    size = K
    most = min(len(a) - at_a, len(b) - at_b)
    while size < most and a[at_a + size] == b[at_b + size]:
        size += 1
    return size


def _chained(runs: list[Block]) -> tuple[list[float], list[int]]:
    """For each run, the score of the best chain that ends with it, and the run before (or -1)."""
    scores: list[float] = []
    befores: list[int] = []
    highest: list[float] = []  # of the scores up to here: what an earlier run can at most bring
    for at, run in enumerate(runs):
        best, before = float(run.size), -1
        for earlier in range(at - 1, max(-1, at - 1 - _LOOKBACK), -1):
            if highest[earlier] + run.size <= best:
                break
            score = scores[earlier] + _gain(runs[earlier], run)
            if score > best:
                best, before = score, earlier
        scores.append(best)
        befores.append(before)
        highest.append(max(best, highest[-1]) if highest else best)
    return scores, befores


def _gain(last: Block, run: Block) -> float:
    """What `run` adds to a chain that ends with `last`."""
    lost = overlap(last, run)
    between = gap(last, run) + lost
    if lost >= run.size or between > REACH:
        return -float("inf")
    return run.size - lost - COST * between
