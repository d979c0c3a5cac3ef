"""Which archived headlines are like a headline: rare words first, then a comparison of spelling.

Candidates come from the keys that two headlines share (headline_keys.py), weighed by how few
headlines have each. Where the best of them is not alike, typing errors may have spoilt the words,
and trigrams of letters find what words do not.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection
from itertools import groupby
from math import inf, log2
from operator import itemgetter
from typing import NamedTuple

from reliacheck.archive.headline_keys import trigram_keys, word_keys
from reliacheck.archive.protocol import Archive, Entry, moment_of
from reliacheck.archive.segment import FURNITURE, HEADLINES
from reliacheck.text.headline_outlets import split_outlet
from reliacheck.text.words import folded_words

__all__ = ["HeadlineHit", "find_headlines"]

# Entries that are read and compared, of those that share the rarest keys; more where only some of
# them are in the time that is wanted.
_MOST_READ = 48
_MOST_READ_IN_TIME = 400
# A best hit that is less alike than this calls for trigrams.
_ALIKE = 0.85
# What the few that are kept of a key in too many headlines weigh beside one in two headlines.
_COMMON = 0.05


class HeadlineHit(NamedTuple):
    """An archived headline that is like the one looked for."""

    entry: Entry
    likeness: float  # 0..1: rapidfuzz token_set_ratio and token_sort_ratio, their mean
    shared: float  # words and pairs of words that both have, rare ones counting up to 1 each


def find_headlines(
    archive: Archive,
    headline: str,
    *,
    since: str | None = None,
    until: str | None = None,
    undated: bool = False,
    limit: int = 20,
) -> list[HeadlineHit]:
    """The headlines most like `headline`, in any language, the most alike first.

    since, until: published then or later, and before; ISO 8601. Articles without a date are left
    out then, unless `undated`. An outlet's name before or behind does not count. How alike they are
    is a matter of spelling; what two headlines say is compared by reliacheck.text.headline. Raises
    ArchiveError.
    """
    bare = split_outlet(" ".join(headline.split()))[0]
    search = _Search(archive, bare, _bound(since, -inf), _bound(until, inf), undated)
    hits = search.hits({*word_keys(headline), *word_keys(bare)})
    if max((hit.likeness for hit in hits), default=0) < _ALIKE:
        hits += search.hits({*trigram_keys(bare)})
    return heapq.nlargest(limit, hits, key=lambda hit: (hit.likeness, -hit.entry.number))


def _bound(time: str | None, otherwise: float) -> float:
    moment = moment_of(time)
    if time and moment is None:
        raise ValueError(f"{time!r} is not an ISO 8601 date or time")
    return otherwise if moment is None else moment


class _Search:
    """A search that may go on with other keys; no article is read twice."""

    def __init__(
        self, archive: Archive, headline: str, since: float, until: float, undated: bool
    ) -> None:
        self._archive = archive
        self._headline = _compared(headline)
        self._since = since
        self._until = until
        self._undated = undated
        self._seen: set[int] = set()

    def hits(self, keys: Collection[int]) -> list[HeadlineHit]:
        """The articles with the rarest of these keys that were not found before."""
        weights = _weigh(self._archive, list(keys))
        for number in self._seen & weights.keys():
            del weights[number]
        in_time = (self._since, self._until) != (-inf, inf)
        most = _MOST_READ_IN_TIME if in_time else _MOST_READ
        numbers = heapq.nsmallest(most, weights, key=lambda number: (-weights[number], number))
        self._seen.update(numbers)
        entries = self._archive.entries(numbers)
        return [
            HeadlineHit(entry, self._likeness(entry.headline), weights[entry.number])
            for entry in entries.values()
            if entry.headline and (not in_time or self._is_in_time(entry))
        ]

    def _is_in_time(self, entry: Entry) -> bool:
        moment = moment_of(entry.published)
        return self._undated if moment is None else self._since <= moment < self._until

    def _likeness(self, headline: str) -> float:
        from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio  # dear, and often not needed

        other = _compared(split_outlet(headline)[0])
        # A short headline in a long one is all the same to the first.
        ratios = token_set_ratio(self._headline, other), token_sort_ratio(self._headline, other)
        return sum(ratios) / 200


def _compared(headline: str) -> str:
    return " ".join(folded_words(headline))


def _weigh(archive: Archive, keys: list[int]) -> dict[int, float]:
    """For each article with any of the keys, how much they say together."""
    weights: defaultdict[int, float] = defaultdict(float)
    for _, pairs in groupby(archive.headline_postings(keys), key=itemgetter(0)):
        numbers = [number for _, number in pairs]
        weight = _COMMON if numbers[-1] == FURNITURE else _weight(len(numbers))
        for number in numbers:
            weights[number] += weight
    weights.pop(FURNITURE, None)
    return weights


def _weight(holders: int) -> float:
    return max(_COMMON, 1 - log2(holders) / log2(2 * HEADLINES.furniture_above))
