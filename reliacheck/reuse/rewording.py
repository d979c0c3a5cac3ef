"""Sentences that say the same in other words, one after the other: heavily edited copy.

The aligner needs a few words in a row. A rewrite may leave none, and still go through its source
sentence by sentence. Here sentences are paired by the words, names and figures that they have in
common, and the pairs that follow each other in both texts are a chain. Two reporters at one event
share facts, but neither so many a sentence nor in the same order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reliacheck.archive.align import Passage, as_passage
from reliacheck.article import Article
from reliacheck.reuse.weighing import OWN, Weighed, weigh

# Words that tell, of a sentence that is compared, and of a pair; and the least likeness of a pair:
# the share of both sentences' rarity that is in common.
_FEWEST = 4
_ALIKE = 0.45
_LEAST_RARITY = 1.0
# A word in more sentences of one text pairs nothing: it is what the story is about.
_MOST_SENTENCES = 30


class Pair(NamedTuple):
    """A sentence of B that says what one of A says."""

    a: int  # number of the sentence, from 0
    b: int
    likeness: float  # 0..1
    words: int  # that tell and are in both

    @property
    def weight(self) -> float:
        """What it tells."""
        return self.likeness * self.words


class Chain(NamedTuple):
    """Pairs in the order of both texts, those that tell most together."""

    weight: float
    pairs: tuple[Pair, ...]


def find_chain(a: Weighed, b: Weighed) -> Chain:
    """The heaviest chain of paired sentences; its weight is 0 where there is none."""
    pairs = _pairs(a.article.memo(_telling), b.article.memo(_telling))
    return _heaviest(sorted(pairs, key=lambda one: (one.b, -one.a)))


def reworded(a: Weighed, b: Weighed, pairs: Sequence[Pair]) -> Iterator[Passage]:
    """Each pair as a passage, aligned word by word."""
    for pair in pairs:
        in_a, in_b = words_of(a, pair.a), words_of(b, pair.b)
        yield as_passage(a.prepared, b.prepared, in_a, in_b)


def _telling(article: Article) -> list[dict[str, float]]:
    """The words of each sentence that may pair it, with their rarity."""
    from reliacheck.text.story_reading import form_of, rarity  # where texts are alike

    text, found = weigh(article), []
    for number in range(len(article.sentences)):
        words: dict[str, float] = {}
        for place in range(*words_of(text, number)):
            word = text.prepared.words[place].text
            if text.kinds[place] == OWN and (text.tells[place] or not word[0].islower()):
                form = form_of(word)
                if (weight := rarity(form)) >= _LEAST_RARITY:
                    words[form] = weight
        found.append(words)
    return found


def words_of(text: Weighed, sentence: int) -> tuple[int, int]:
    """The numbers of a sentence's first word and of that behind its last."""
    span = text.article.sentences[sentence]
    return bisect_left(text.starts, span.start), bisect_left(text.starts, span.end)


def _pairs(a: Sequence[dict[str, float]], b: Sequence[dict[str, float]]) -> Iterator[Pair]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(a):
        if len(words) >= _FEWEST:
            for form in words:
                holders[form].append(number)
    for number, words in enumerate(b):
        if len(words) < _FEWEST:
            continue
        common: defaultdict[int, float] = defaultdict(float)
        count: defaultdict[int, int] = defaultdict(int)
        for form, weight in words.items():
            if len(holders.get(form, ())) <= _MOST_SENTENCES:
                for other in holders.get(form, ()):
                    common[other] += weight
                    count[other] += 1
        total = sum(words.values())
        for other, weight in common.items():
            if count[other] >= _FEWEST:
                likeness = 2 * weight / (total + sum(a[other].values()))
                if likeness >= _ALIKE:
                    yield Pair(other, number, likeness, count[other])


def _heaviest(pairs: Sequence[Pair]) -> Chain:
    """The increasing chain with the largest weight; pairs are in the order of B, and those of one
    sentence of B from the last of A to the first, so that none of them follows another."""
    ends: list[int] = []  # numbers of sentences of A that a chain may end in, in order
    heaviest: list[float] = []  # of chains that end there, rising with `ends`
    last: list[int] = []  # the pair that such a chain ends in
    before: list[int] = []  # of each pair: the pair that precedes it in its best chain, or -1
    for number, pair in enumerate(pairs):
        at = bisect_left(ends, pair.a)
        weight = pair.weight + (heaviest[at - 1] if at else 0.0)
        before.append(last[at - 1] if at else -1)
        if at < len(ends) and ends[at] == pair.a and heaviest[at] >= weight:
            continue
        # Chains that end later and weigh no more are of no use any longer.
        stop = at
        while stop < len(ends) and heaviest[stop] <= weight:
            stop += 1
        ends[at:stop], heaviest[at:stop], last[at:stop] = [pair.a], [weight], [number]
    if not ends:
        return Chain(0.0, ())
    chain, at = [], last[-1]
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return Chain(heaviest[-1], tuple(reversed(chain)))
