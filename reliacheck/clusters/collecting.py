"""One pass over all articles: texts to disk, signatures into the index, k-grams into postings."""

from __future__ import annotations

import math
import zlib
from array import array
from collections import defaultdict
from json import loads
from pathlib import Path

import numpy as np

from reliacheck.archive.bulk import Hashes
from reliacheck.archive.intake import Prepared
from reliacheck.archive.items import Item
from reliacheck.clusters.near import NearTexts
from reliacheck.clusters.partial import Postings
from reliacheck.clusters.signatures import sign
from reliacheck.clusters.spill import Records
from reliacheck.records import content_of

__all__ = ["Collected"]

# Systems write the year 1 where they have no date.
_FIRST_MOMENT = -370 * 365.25 * 86_400  # the year 1600, in seconds since 1970


class Collected:
    """What is known of all articles after one pass, by number from 0."""

    records: Records
    moments: array[float]  # of publication, seconds since 1970; nan if nobody can tell
    outlets: array[int]  # a number for the outlet, 0 where it is not known
    near: list[tuple[int, int]]  # texts that may be nearly the same, the earlier number first
    identical: defaultdict[int, list[int]]  # of the first of several equal texts: the others
    repeated: int  # the same articles again, passed over
    postings: Postings

    def __init__(self, folder: Path) -> None:
        self._index = NearTexts(folder)
        self.records = Records(folder / "records")
        self.moments = array("d")
        self.outlets = array("L")
        self.near = []
        self.identical = defaultdict(list)
        self.repeated = 0
        self.postings = Postings(folder)
        self._outlets: dict[str, int] = {}
        self._first: dict[int, int] = {}  # by the hash of a text: its first article
        self._seen: set[int] = set()  # hashes of articles as a whole

    def take(self, lot: Prepared) -> None:
        """Takes some articles in."""
        new: list[int] = []  # places of texts that were not there before
        numbers = np.full(len(lot.items), -1, np.int64)
        for place, (item, packed) in enumerate(zip(lot.items, lot.records, strict=True)):
            whole = hash((item.content, item.id, item.outlet, item.url, item.published))
            if whole in self._seen:
                self.repeated += 1
                continue
            self._seen.add(whole)
            number = self._number(item, packed)
            if self._first.setdefault(item.content, number) == number:
                numbers[place] = number
                new.append(place)
            else:
                self.identical[self._first[item.content]].append(number)
        self.postings.append(lot.fingerprints, numbers)
        signatures = sign([_text(lot.records[place]) for place in new])
        for place, signature in zip(new, signatures, strict=True):
            number = int(numbers[place])
            self.near.extend((other, number) for other in self._index.near(number, signature))

    def _number(self, item: Item, packed: bytes) -> int:
        self.records.append(packed)
        known = item.moment is not None and item.moment >= _FIRST_MOMENT
        self.moments.append(item.moment if known and item.moment is not None else math.nan)
        name = item.outlet
        self.outlets.append(self._outlets.setdefault(name, len(self._outlets) + 1) if name else 0)
        return len(self.moments) - 1

    def house_text(self) -> Hashes:
        """The k-grams of outlets' own text around their stories, in order."""
        outlets = np.array(self.outlets, np.uint32)
        return self.postings.house_text(outlets, np.array(self.moments, np.float64))

    def of_one_outlet(self, a: int, b: int) -> bool:
        """Whether both say that they are of the same outlet."""
        return self.outlets[a] == self.outlets[b] != 0

    def in_order(self, a: int, b: int) -> tuple[int, int]:
        """The two, the one that was published first before the other."""
        later = self.moments[a] > self.moments[b]
        unknown = math.isnan(self.moments[a]) or math.isnan(self.moments[b])
        if later or ((unknown or self.moments[a] == self.moments[b]) and a > b):
            return b, a
        return a, b

    def close(self) -> None:
        """Closes all files."""
        self.records.close()
        self.postings.close()
        self._index.close()


def _text(packed: bytes) -> str:
    return content_of(loads(zlib.decompress(packed)))
