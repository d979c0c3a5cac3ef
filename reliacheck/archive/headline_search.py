"""Which archived headlines are like a headline: rare words first, then a comparison of spelling.

Candidates come from the keys that two headlines share (headline_keys.py), weighed by how few
headlines have each. Where the best of them is not alike, typing errors may have spoilt the words,
and trigrams of letters find what words do not.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby
from math import inf, log2
from operator import itemgetter
from typing import NamedTuple

from reliacheck.archive.analysis import ArchiveAnalysis
from reliacheck.archive.headline_keys import TRIGRAM, trigram_keys, word_keys
from reliacheck.archive.protocol import Archive, Entry, moment_of
from reliacheck.archive.segment import FURNITURE, HEADLINES
from reliacheck.article import Article
from reliacheck.text.headline_outlets import split_outlet
from reliacheck.text.likeness import ratio, token_set_ratio
from reliacheck.text.words import folded_words

__all__ = ["HeadlineHit", "find_headlines"]

# Entries that are read and compared, of those that share the rarest keys; more where only some of
# them are in the time that is wanted.
_READ_AT_ONCE = 32
_MOST_READ = 48
_READ_FOR_ONE_IN_TIME = 8
# Pairs of a key and an article, the rarest keys first, that an archive need not add to; more of
# them where only a few days are wanted.
_ENOUGH = 400
_ENOUGH_OF_SOME_DAYS = 1000
# A best hit that is less alike than this calls for trigrams.
_ALIKE = 0.85
# Two headlines with so small a share of common words, or, where misspelt ones are looked for, of
# common trigrams, are not alike.
_WORTH_COMPARING = 0.4
# What the few that are kept of a key in too many headlines weigh beside one in two headlines.
_COMMON = 0.05


class HeadlineHit(NamedTuple):
    """An archived headline that is like the one looked for."""

    entry: Entry
    likeness: float  # 0..1: the mean of rapidfuzz's token_set_ratio and token_sort_ratio; of
    # headlines that have little in common only the share of their words that is
    shared: float  # words and pairs of words that both have, rare ones counting up to 1 each


def find_headlines(
    archive: Archive,
    headline: str | Article,
    *,
    since: str | None = None,
    until: str | None = None,
    undated: bool = False,
    limit: int = 20,
) -> list[HeadlineHit]:
    """The headlines most like `headline`, in any language, the most alike first.

    Of an article, its own headline; what several checks ask of one is looked up once. since, until:
    published then or later, and before; ISO 8601. Articles without a date are left out then, unless
    `undated`. An outlet's name before or behind does not count. How alike they are is a matter of
    spelling; what two headlines say is compared by reliacheck.text.headline. Raises ArchiveError.
    """
    if isinstance(headline, str):
        search = _Search(archive, headline, _ENOUGH)
    else:
        search = headline.memo(_SearchIn(archive))
    hits = search.hits(_Time(_bound(since, -inf), _bound(until, inf), undated), limit)
    return heapq.nlargest(limit, hits, key=lambda hit: (hit.likeness, -hit.entry.number))


class _SearchIn(ArchiveAnalysis):
    """The search for an article's own headline."""

    def __call__(self, article: Article) -> _Search:
        return _Search(self.archive, article.headline_text or "", _ENOUGH_OF_SOME_DAYS)


class _Time(NamedTuple):
    """When a headline is to have been published; seconds since 1970."""

    since: float
    until: float
    undated: bool

    @property
    def is_any(self) -> bool:
        """Whether it does not matter."""
        return (self.since, self.until) == (-inf, inf)

    def holds(self, published: str | None) -> bool:
        """Whether a date or time will do."""
        if self.is_any:
            return True
        moment = moment_of(published)
        return self.undated if moment is None else self.since <= moment < self.until


def _bound(time: str | None, otherwise: float) -> float:
    moment = moment_of(time)
    if time and moment is None:
        raise ValueError(f"{time!r} is not an ISO 8601 date or time")
    return otherwise if moment is None else moment


class _Search:
    """A headline looked up in an archive."""

    def __init__(self, archive: Archive, headline: str, enough: int) -> None:
        self._archive = archive
        self._enough = enough
        self._whole = " ".join(headline.split())
        self._bare = split_outlet(self._whole)[0]
        self._entries: dict[int, Entry] = {}
        self._likenesses: dict[tuple[int, bool], float] = {}

    def hits(self, time: _Time, limit: int) -> list[HeadlineHit]:
        """What is found by words and, unless that is alike already, by letters."""
        hits = self._read(self._by_words, time, limit)
        if max((hit.likeness for hit in hits), default=0) < _ALIKE:
            more = self._read(self._by_letters, time, limit, by_letters=True)
            hits = list({hit.entry.number: hit for hit in [*hits, *more]}.values())
        return hits

    @cached_property
    def _by_words(self) -> dict[int, float]:
        keys = {*word_keys(self._whole), *word_keys(self._bare)}
        return _weigh(self._archive, list(keys), self._enough)

    @cached_property
    def _by_letters(self) -> dict[int, float]:
        return _weigh(self._archive, list({*trigram_keys(self._bare)}), self._enough)

    def _read(
        self, weights: Mapping[int, float], time: _Time, limit: int, by_letters: bool = False
    ) -> list[HeadlineHit]:
        """The articles with the rarest keys, some at a time for as long as they are alike; many
        where none is, or only some are of the time that is wanted."""
        most = _MOST_READ if time.is_any else _READ_FOR_ONE_IN_TIME * limit
        numbers = heapq.nsmallest(most, weights, key=lambda number: (-weights[number], number))
        hits: list[HeadlineHit] = []
        for start in range(0, len(numbers), _READ_AT_ONCE):
            some = numbers[start : start + _READ_AT_ONCE]
            hits += (
                HeadlineHit(entry, self._likeness(entry, by_letters), weights[entry.number])
                for entry in self._entries_of(some)
                if entry.headline and time.holds(entry.published)
            )
            alike = sum(hit.likeness >= _ALIKE for hit in hits)
            if alike and alike < len(hits):
                break
        return hits

    def _entries_of(self, numbers: Sequence[int]) -> list[Entry]:
        missing = [number for number in numbers if number not in self._entries]
        self._entries |= self._archive.entries(missing)
        return [self._entries[number] for number in numbers if number in self._entries]

    def _likeness(self, entry: Entry, by_letters: bool) -> float:
        key = entry.number, by_letters
        if key not in self._likenesses:
            bare = split_outlet(entry.headline or "")[0]
            self._likenesses[key] = self._compare(bare, by_letters)
        return self._likenesses[key]

    def _compare(self, headline: str, by_letters: bool) -> float:
        other = folded_words(headline)
        rough = _dice(self._words, set(other))
        if rough < _WORTH_COMPARING and by_letters:
            rough = _dice(self._trigrams, _trigrams(other))
        if rough < _WORTH_COMPARING:
            return rough  # far from alike, whatever the letters
        a, b = " ".join(sorted(self._list)), " ".join(sorted(other))
        # A short headline in a long one is all the same to the first of the two.
        return (token_set_ratio(a, b) + ratio(a, b)) / 200

    @cached_property
    def _list(self) -> list[str]:
        return folded_words(self._bare)

    @cached_property
    def _words(self) -> set[str]:
        return set(self._list)

    @cached_property
    def _trigrams(self) -> set[str]:
        return _trigrams(self._list)


def _trigrams(words: list[str]) -> set[str]:
    text = " ".join(words)
    return {text[at : at + TRIGRAM] for at in range(len(text) - TRIGRAM + 1)}


def _dice(a: set[str], b: set[str]) -> float:
    """The share of both that they have in common, 0..1."""
    return 2 * len(a & b) / ((len(a) + len(b)) or 1)


def _weigh(archive: Archive, keys: list[int], enough: int) -> dict[int, float]:
    """For each article with any of the keys, how much they say together."""
    weights: defaultdict[int, float] = defaultdict(float)
    for _, pairs in groupby(archive.headline_postings(keys, enough), key=itemgetter(0)):
        numbers = [number for _, number in pairs]
        weight = _COMMON if numbers[-1] == FURNITURE else _weight(len(numbers))
        for number in numbers:
            weights[number] += weight
    weights.pop(FURNITURE, None)
    return weights


def _weight(holders: int) -> float:
    return max(_COMMON, 1 - log2(holders) / log2(2 * HEADLINES.furniture_above))
