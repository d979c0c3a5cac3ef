"""Which texts may be nearly the same: datasketch's MinHash LSH over their signatures."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np

from reliacheck.clusters.signatures import EMPTY, VALUES, Values, as_minhash
from reliacheck.clusters.spill import Rows
from reliacheck.errors import ReliacheckError

__all__ = ["NearTexts"]

# Bands and rows that datasketch finds best for a similarity of 0.5 with 128 values; to let it look
# for them costs half a second.
BANDS = (25, 5)
# Share of equal values from which a text is left out of the index: what is near to it is near to
# the one that it is a copy of. So a story that hundreds of outlets ran costs no more than others.
STANDS_FOR = 0.9
MOST = 3  # candidates of a text, the most similar ones


class NearTexts:
    """An index that grows by the texts it is asked about."""

    def __init__(self, folder: Path) -> None:
        """`folder`: for the signatures. Raises ReliacheckError without datasketch."""
        try:
            from datasketch import MinHashLSH  # type: ignore[import-untyped]
        except ImportError:
            raise ReliacheckError(
                "clusters needs datasketch, of the extra scale: pip install 'reliacheck[scale]'"
            ) from None
        self._index = MinHashLSH(num_perm=VALUES, params=BANDS)
        self._signatures = Rows(folder / "signatures", VALUES, np.uint32)
        self._numbers = array("L")  # of the rows

    def near(self, number: int, values: Values) -> list[int]:
        """The earlier texts that this one may be a copy of, the most similar first; takes it in."""
        if (values == EMPTY).all():
            return []
        signature = as_minhash(values)
        found = [(self._similarity(row, values), -row) for row in self._index.query(signature)]
        found.sort(reverse=True)
        if not found or found[0][0] < STANDS_FOR:
            self._index.insert(len(self._numbers), signature, check_duplication=False)
            self._signatures.append(values)
            self._numbers.append(number)
        # A near-copy is in the group of what it is a copy of.
        most = 1 if found and found[0][0] >= STANDS_FOR else MOST
        return [self._numbers[-row] for _, row in found[:most]]

    def _similarity(self, row: int, values: Values) -> float:
        return float(np.count_nonzero(self._signatures.row(row) == values)) / VALUES

    def close(self) -> None:
        """Closes the file."""
        self._signatures.close()
