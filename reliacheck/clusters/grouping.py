"""Groups that grow by pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Units"]


class Units:
    """Numbers from 0, each by itself until pairs are joined (a disjoint-set forest)."""

    def __init__(self, count: int) -> None:
        self._parents = np.arange(count, dtype=np.uint32)

    def root(self, number: int) -> int:
        """The least number of the group that this one is in."""
        parents = self._parents
        while (parent := int(parents[number])) != number:
            parents[number] = parents[parent]
            number = parent
        return number

    def join(self, a: int, b: int) -> None:
        """Makes one group of two."""
        first, second = sorted((self.root(a), self.root(b)))
        self._parents[second] = first

    def roots(self) -> NDArray[np.uint32]:
        """The root of every number."""
        while True:
            higher = self._parents[self._parents]
            if np.array_equal(higher, self._parents):
                return self._parents.copy()
            self._parents = higher

    def groups(self) -> list[list[int]]:
        """The groups of two and more, by their least numbers; each in order."""
        roots = self.roots()
        order = np.argsort(roots, kind="stable")
        bounds = np.flatnonzero(np.diff(roots[order])) + 1
        return [some.tolist() for some in np.split(order, bounds) if some.size > 1]
