"""What is kept on disk while a collection is gone through: texts, signatures, postings.

All files are in a temporary folder, and their content is for the run that wrote it.
"""

from __future__ import annotations

import json
import zlib
from array import array
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Partitions", "Place", "Records", "Rows", "read_record"]


class Place(NamedTuple):
    """Where a record is in the file of records, in bytes."""

    start: int
    size: int


class Records:
    """Packed records one behind the other; 8 bytes of memory for each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stream = path.open("w+b")
        self._starts = array("Q", [0])

    def append(self, packed: bytes) -> None:
        """Takes one in; the first has number 0."""
        self._stream.write(packed)
        self._starts.append(self._starts[-1] + len(packed))

    def place(self, number: int) -> Place:
        """Where a record is, for any process."""
        start = self._starts[number]
        return Place(start, self._starts[number + 1] - start)

    def read(self, number: int) -> dict[str, Any]:
        """A record."""
        return read_record(self._stream, self.place(number))

    def flush(self) -> None:
        """Lets other processes see all there is."""
        self._stream.flush()

    def close(self) -> None:
        """Closes the file."""
        self._stream.close()


def read_record(stream: BinaryIO, place: Place) -> dict[str, Any]:
    """A record from the file of records."""
    stream.seek(place.start)
    record: dict[str, Any] = json.loads(zlib.decompress(stream.read(place.size)))
    return record


class Rows:
    """Rows of so many numbers of one type; no memory for any of them."""

    def __init__(self, path: Path, width: int, dtype: type[np.generic]) -> None:
        self._stream = path.open("w+b")
        self._width, self._dtype = width, np.dtype(dtype)

    def append(self, rows: NDArray[Any]) -> None:
        """Takes rows in."""
        self._stream.seek(0, 2)
        self._stream.write(np.ascontiguousarray(rows, self._dtype).tobytes())

    def row(self, number: int) -> NDArray[Any]:
        """The row of this number, from 0."""
        size = self._width * self._dtype.itemsize
        self._stream.seek(number * size)
        return np.frombuffer(self._stream.read(size), self._dtype)

    def close(self) -> None:
        """Closes the file."""
        self._stream.close()


class Partitions:
    """Rows of one structured type, spread over files by a key, to be worked on one by one."""

    COUNT = 32

    def __init__(self, folder: Path, name: str, dtype: np.dtype[Any]) -> None:
        self._dtype = dtype
        self._streams = [(folder / f"{name}.{n}").open("w+b") for n in range(self.COUNT)]

    def append(self, rows: NDArray[Any], keys: NDArray[np.integer[Any]]) -> None:
        """Takes rows in, each into the file that its key (0 to COUNT - 1) names."""
        order = np.argsort(keys, kind="stable")
        bounds = np.searchsorted(keys[order], np.arange(self.COUNT + 1))
        for stream, start, stop in zip(self._streams, bounds[:-1], bounds[1:], strict=True):
            if start < stop:
                stream.write(rows[order[start:stop]].tobytes())

    def read(self, number: int) -> NDArray[Any]:
        """All rows of a file, in the order in which they came."""
        stream = self._streams[number]
        stream.seek(0)
        rows = np.frombuffer(stream.read(), self._dtype)
        stream.seek(0, 2)
        return rows

    def close(self) -> None:
        """Closes the files."""
        for stream in self._streams:
            stream.close()
