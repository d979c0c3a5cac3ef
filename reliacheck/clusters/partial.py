"""Which texts may share a passage: those with winnowed k-grams in common, near each other.

All postings (k-gram, text) are sorted, and texts in a run of the same k-gram make pairs. The work
goes over files on disk, so that memory does not grow with the postings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reliacheck.archive.bulk import Fingerprints, Hashes
from reliacheck.archive.segment import KGRAMS
from reliacheck.clusters.spill import Partitions

__all__ = ["Candidate", "Postings"]

Units = NDArray[np.uint32]

# A k-gram in more groups and single texts than this is furniture, or a formula.
MOST_HOLDERS = KGRAMS.furniture_above
# So many texts of one group make pairs by the same k-gram: the first ones.
MOST_OF_A_UNIT = 2
# So many common k-grams within so many winnowed ones (about 60 words) may be a passage.
SEVERAL = 3
NEAR = 13
# Candidates that a text may ask for, those with the most k-grams in common first; and those for
# two groups.
MOST_OF_A_TEXT = 25
MOST_OF_TWO_UNITS = 2

# An outlet's own text around its stories (galleries, promotions, who the author is): a k-gram in so
# many articles of one outlet and of no other, over so long a time; or in so many without a date.
HOUSE_ARTICLES = 3
HOUSE_SECONDS = 30 * 86_400.0
HOUSE_UNDATED = 4

_POSTING = np.dtype([("hash", "<u8"), ("text", "<u4"), ("place", "<u4")])
_PAIR = np.dtype([("a", "<u4"), ("b", "<u4"), ("place", "<u4")])


class Candidate(NamedTuple):
    """Two texts that may share a passage; a < b."""

    a: int
    b: int
    common: int  # winnowed k-grams in both


class Postings:
    """The winnowed k-grams of all texts."""

    furniture: int  # different k-grams that were passed over: too many texts have them

    def __init__(self, folder: Path) -> None:
        self.furniture = 0
        self._folder = folder
        self._postings = Partitions(folder, "postings", _POSTING)

    def append(self, found: Fingerprints, numbers: NDArray[np.int64]) -> None:
        """Takes in the fingerprints of texts with these numbers; -1 for one to leave out."""
        rows = np.empty(found.hashes.size, _POSTING)
        firsts = np.searchsorted(found.texts, np.arange(numbers.size))
        rows["hash"] = found.hashes
        rows["text"] = numbers[found.texts]  # -1 wraps, and is dropped below
        rows["place"] = np.arange(found.hashes.size) - firsts[found.texts]
        rows = rows[numbers[found.texts] >= 0]
        # The low bits: winnowing keeps the least hashes, so the high ones are mostly zero.
        self._postings.append(rows, rows["hash"] % np.uint64(Partitions.COUNT))

    def house_text(self, outlets: Units, moments: NDArray[np.float64]) -> Hashes:
        """The k-grams of outlets' own text around their stories, in order.

        outlets: a number for each text's outlet, 0 where it is not known; moments: seconds, or nan.
        """
        found = [
            _house_text(self._postings.read(number), outlets, moments)
            for number in range(Partitions.COUNT)
        ]
        return np.sort(np.concatenate(found))

    def candidates(self, units: Units, house: Hashes) -> list[Candidate]:
        """The pairs worth a comparison, by number.

        units: which group each text is in, by number; texts of the same one make no pair.
        house: k-grams that make none either, in order.
        """
        pairs = Partitions(self._folder, "pairs", _PAIR)
        self.furniture = 0
        for number in range(Partitions.COUNT):
            rows = self._postings.read(number)
            for some in self._pairs(rows[~is_in(rows["hash"], house)], units):
                # Spread by the text, so that all of a pair comes together.
                pairs.append(some, some["a"] % np.uint32(Partitions.COUNT))
        found: list[Candidate] = []
        for number in range(Partitions.COUNT):
            found.extend(_near_each_other(pairs.read(number)))
        pairs.close()
        return _bounded(found, units)

    def _pairs(self, rows: NDArray[Any], units: Units) -> Iterator[NDArray[Any]]:
        """Two texts of different units with a common k-gram, and where it is in the first one."""
        rows = rows[np.lexsort((rows["place"], rows["text"], units[rows["text"]], rows["hash"]))]
        unit = units[rows["text"]]
        # One posting for a text, and no more than a few for a unit.
        new_text = _changes(rows["hash"]) | _changes(rows["text"])
        rows, unit = rows[new_text], unit[new_text]
        new_unit = _changes(rows["hash"]) | _changes(unit)
        few = _ranks(new_unit) < MOST_OF_A_UNIT
        rows, unit, new_unit = rows[few], unit[few], new_unit[few]
        starts = np.flatnonzero(_changes(rows["hash"]))
        if not starts.size:
            return
        lengths = np.diff(np.append(starts, rows.size))
        holders = np.add.reduceat(new_unit.astype(np.int64), starts)
        self.furniture += int(np.count_nonzero(holders > MOST_HOLDERS))
        kept = np.repeat((holders > 1) & (holders <= MOST_HOLDERS), lengths)
        rows, unit = rows[kept], unit[kept]
        for step in range(1, MOST_HOLDERS * MOST_OF_A_UNIT):
            same = np.flatnonzero(rows["hash"][step:] == rows["hash"][:-step])
            if not same.size:
                return
            same = same[unit[same] != unit[same + step]]
            first, second = rows[same], rows[same + step]
            turned = first["text"] > second["text"]
            found = np.empty(same.size, _PAIR)
            found["a"] = np.where(turned, second["text"], first["text"])
            found["b"] = np.where(turned, first["text"], second["text"])
            found["place"] = np.where(turned, second["place"], first["place"])
            yield found

    def close(self) -> None:
        """Closes the files."""
        self._postings.close()


def is_in(hashes: Hashes, some: Hashes) -> NDArray[np.bool_]:
    """Which of the hashes are among some, which are in order."""
    if not some.size:
        return np.zeros(hashes.size, np.bool_)
    places = np.minimum(np.searchsorted(some, hashes), some.size - 1)
    found: NDArray[np.bool_] = some[places] == hashes
    return found


def _house_text(rows: NDArray[Any], outlets: Units, moments: NDArray[np.float64]) -> Hashes:
    rows = rows[np.lexsort((rows["text"], rows["hash"]))]
    rows = rows[_changes(rows["hash"]) | _changes(rows["text"])]
    starts = np.flatnonzero(_changes(rows["hash"]))
    if not starts.size:
        return np.empty(0, np.uint64)
    outlet, moment = outlets[rows["text"]], moments[rows["text"]]
    least = np.minimum.reduceat(outlet, starts)
    one = (least == np.maximum.reduceat(outlet, starts)) & (least > 0)
    many = np.diff(np.append(starts, rows.size))
    dated = np.add.reduceat((~np.isnan(moment)).astype(np.int64), starts)
    long = np.fmax.reduceat(moment, starts) - np.fmin.reduceat(moment, starts) >= HOUSE_SECONDS
    found = one & ((many >= HOUSE_ARTICLES) & long | (many - dated >= HOUSE_UNDATED))
    return np.array(rows["hash"][starts[found]], np.uint64)


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a run of equal values begins."""
    new = np.ones(values.size, np.bool_)
    new[1:] = values[1:] != values[:-1]
    return new


def _ranks(new: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The place of each in its run."""
    starts = np.flatnonzero(new)
    return np.arange(new.size) - np.repeat(starts, np.diff(np.append(starts, new.size)))


def _near_each_other(rows: NDArray[Any]) -> Iterator[Candidate]:
    """The pairs with several common k-grams near each other."""
    rows = rows[np.lexsort((rows["place"], rows["b"], rows["a"]))]
    new = _changes(rows["a"]) | _changes(rows["b"])
    starts = np.flatnonzero(new)
    if not starts.size:
        return
    lengths = np.diff(np.append(starts, rows.size))
    ends = np.repeat(starts + lengths, lengths)
    later = np.arange(rows.size) + SEVERAL - 1
    fits = later < ends
    later = np.where(fits, later, 0)
    fits &= rows["place"][later] - rows["place"] <= NEAR
    good = np.logical_or.reduceat(fits, starts)
    for start, length in zip(starts[good], lengths[good], strict=True):
        yield Candidate(int(rows["a"][start]), int(rows["b"][start]), int(length))


def _bounded(found: list[Candidate], units: Units) -> list[Candidate]:
    """Those with the most in common: a text may ask for some, and so may a pair of groups."""
    found.sort(key=lambda one: (-one.common, one.a, one.b))
    asked: Counter[int] = Counter()
    between: Counter[tuple[int, int]] = Counter()
    kept = []
    for one in found:
        first, second = sorted((int(units[one.a]), int(units[one.b])))
        if between[first, second] >= MOST_OF_TWO_UNITS:
            continue
        if min(asked[one.a], asked[one.b]) < MOST_OF_A_TEXT:
            asked[one.a] += 1
            asked[one.b] += 1
            between[first, second] += 1
            kept.append(one)
    return kept
