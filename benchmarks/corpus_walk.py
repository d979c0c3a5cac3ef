"""New sentences from real ones: random walks over the words of a text, many at once.

A walk stands on a word of the text. For its next step it takes one of the places where the same
two words stand (or the same word, where the two are rare), and goes on to the word behind them. So
words follow each other as they do in the text, and no sentence stays whole for long.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Chance = np.random.Generator

# With these, runs of words are in several articles about as often as in real ones.
_PAIRS = 0.9  # of the steps look at two words
_PAIR_PLACES = 4  # if these stand in so many places at least, else at one
_MARK = re.compile('[“”"]')
_COUNT = (1 << 32) - 1


class Walk:
    """The words of some paragraphs, and from which places a walk may go on."""

    words: list[str]  # each distinct one
    ids: NDArray[np.int32]  # which of them stands at each place
    last: NDArray[np.bool_]  # whether it ends its sentence

    def __init__(self, paragraphs: Iterable[Sequence[Sequence[str]]]) -> None:
        """A paragraph is sentences, and a sentence is words.

        A word inside a quotation counts as another word: so walks leave one by its closing mark.
        """
        vocabulary: dict[str, int] = defaultdict(lambda: len(vocabulary))
        ids: list[int] = []
        ends: list[int] = []
        quoted: list[bool] = []
        for paragraph in paragraphs:
            inside = False
            for sentence in paragraph:
                ids += map(vocabulary.__getitem__, sentence)
                ends.append(len(ids) - 1)
                quoted += _quoted(sentence, inside)
                inside = quoted[-1]
            quoted[-1] = False  # what follows on it, follows on the end of any paragraph
        self.words = list(vocabulary)
        self.ids = np.array(ids, dtype=np.int32)
        self.last = np.zeros(len(ids), dtype=np.bool_)
        self.last[ends] = True
        self._ends = np.array(ends)
        self._places, self._groups = self._link(np.array(quoted))

    def _link(self, quoted: NDArray[np.bool_]) -> tuple[Ints, Ints]:
        """Places, like beside like; and for each place where its like begin among them and how many
        they are, as one number: by one word, and behind that by two."""
        # Any sentence may follow on any other, so all last words are one.
        words = np.where(self.last, len(self.words), self.ids) * np.int64(2) + quoted
        before = np.where(self.last, 0, np.roll(words, 1))
        places, groups = _sorted(words, 0)
        pair_places, pair_groups = _sorted(before * (2 * len(self.words) + 2) + words, words.size)
        rare = pair_groups & _COUNT < _PAIR_PLACES
        pair_groups[rare] = groups[rare]
        return np.concatenate([places, pair_places]), np.concatenate([groups, pair_groups])

    def begin(self, walks: int, chance: Chance) -> Ints:
        """Places from which the next step of each walk begins a sentence."""
        return self._ends[chance.integers(self._ends.size, size=walks)]

    def step(self, places: Ints, chance: Chance) -> Ints:
        """The place that each walk goes on to."""
        by_two = chance.random(places.size, dtype=np.float32) < _PAIRS
        groups = self._groups[places + by_two * self.ids.size]
        which = chance.random(places.size, dtype=np.float32) * (groups & _COUNT)
        nexts: Ints = self._places[(groups >> 32) + which.astype(np.int64)] + 1
        nexts[nexts == self.ids.size] = 0
        return nexts


def _quoted(sentence: Sequence[str], inside: bool) -> Iterator[bool]:
    """For each word whether a quotation is open behind it."""
    for word in sentence:
        for mark in _MARK.findall(word):
            inside = mark == "“" or (mark == '"' and not inside)
        yield inside


def _sorted(words: Ints, first: int) -> tuple[Ints, Ints]:
    """Places and groups for `_link`; the places will stand behind `first` others."""
    places = np.argsort(words, kind="stable")
    ordered = words[places]
    begins = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    counts = np.diff(np.append(begins, words.size))
    groups = np.empty(words.size, dtype=np.int64)
    groups[places] = np.repeat((begins + first) << 32 | counts, counts)
    return places, groups
