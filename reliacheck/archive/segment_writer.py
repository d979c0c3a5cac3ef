"""Writing and merging segments, in numpy. The format is described in segment.py.

A file appears under its name only when all of it is on the disk; what a crash leaves behind ends
in PARTIAL and may be deleted by whoever holds the archive's lock.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reliacheck.archive.segment import (
    BLOCK,
    FURNITURE,
    FURNITURE_KEPT,
    KEY_MASK,
    KGRAMS,
    PAYLOAD,
    Column,
    Kind,
    Layout,
    Segment,
    SegmentError,
)

__all__ = ["PARTIAL", "merge_segments", "write_segment"]

PARTIAL = ".partial"

Keys = NDArray[np.uint64]
Articles = NDArray[np.uint32]
Bytes = NDArray[np.uint8]

# A bucket has 4 to 8 postings, until there are more than 2^27. Fewer buckets than 2^8 would make
# a remainder longer than 4 bytes, more than 2^24 a directory of over 64 MB.
_POSTINGS_A_BUCKET = 8
_LEAST_BUCKET_BITS = 8
_MOST_BUCKET_BITS = 24
# Postings that a merge holds in memory at once, unless a 256th of all is more: at 120 bytes each
# (benchmarks/segments.py) 250 MB.
_MERGED_AT_ONCE = 1 << 21
_MOST_POSTINGS = (1 << 32) - 1  # the directory counts in u32
_COPIED_AT_ONCE = 1 << 20  # bytes
_MOST_SLICE_BITS = _LEAST_BUCKET_BITS


class Postings(NamedTuple):
    """Which key is in which article, ascending by key and then article, each once."""

    keys: Keys
    articles: Articles


def write_segment(
    path: Path,
    hashes: NDArray[np.uint64],
    articles: NDArray[np.uint32],
    kind: Kind = KGRAMS,
    identity: int = 0,
) -> int:
    """Write the segment in which article `articles[i]` holds the key `hashes[i]`.

    Both in any order and with repetitions, as bulk.fingerprint_texts gives the hashes. An article
    number may be anything below FURNITURE. A key of more than kind.furniture_above articles keeps
    its FURNITURE_KEPT lowest and FURNITURE. Returns the number of postings. Raises OSError if it
    cannot be written and ValueError for 2^32 postings or more; then there is no file, or the old
    one.
    """
    postings = _settle(hashes & np.uint64(KEY_MASK), articles, kind.furniture_above)
    shape = Layout(_bucket_bits(postings.keys.size), 0, 0, identity)
    return _write(path, kind, shape, [postings], slice_bits=0)


def merge_segments(
    paths: Sequence[Path],
    out: Path,
    live: NDArray[np.bool_] | None = None,
    kind: Kind = KGRAMS,
    identity: int = 0,
) -> int:
    """Write one segment with what those at `paths`, one at least and all of a kind, hold; they
    stay.

    live: which article numbers to keep, by number; those beyond its end are dropped. None keeps
    all. A key that was furniture in one of them stays so. Returns the number of postings.
    Raises SegmentError, and writes nothing, if one of them is damaged; else as write_segment.
    """
    with ExitStack() as stack:
        segments = [stack.enter_context(Segment(path, kind)) for path in paths]
        for segment in segments:
            if problems := segment.verify():
                raise SegmentError(segment.path, problems[0])
        total = sum(map(len, segments))
        bits = min((total // _MERGED_AT_ONCE).bit_length(), _MOST_SLICE_BITS)
        slices = (_merge_slice(segments, number, bits, live) for number in range(1 << bits))
        return _write(out, kind, Layout(_bucket_bits(total), 0, 0, identity), slices, bits)


def _bucket_bits(postings: int) -> int:
    if postings > _MOST_POSTINGS:
        raise ValueError(f"a segment holds up to {_MOST_POSTINGS} postings, not {postings}")
    bits = (postings // _POSTINGS_A_BUCKET).bit_length()
    return min(max(bits, _LEAST_BUCKET_BITS), _MOST_BUCKET_BITS)


def _merge_slice(
    segments: Sequence[Segment], number: int, slice_bits: int, live: NDArray[np.bool_] | None
) -> Postings:
    """What all segments have in the `number`th of 2^slice_bits equal ranges of keys."""
    parts = [_read_slice(segment, number, slice_bits) for segment in segments]
    keys = np.concatenate([part.keys for part in parts])
    articles = np.concatenate([part.articles for part in parts])
    if live is not None:
        kept = _alive(articles, live)
        keys, articles = keys[kept], articles[kept]
    return _settle(keys, articles, segments[0].kind.furniture_above)


def _read_slice(segment: Segment, number: int, slice_bits: int) -> Postings:
    directory, remainders, articles = segment.columns
    count = 1 << (segment.layout.bucket_bits - slice_bits)
    buckets = np.arange(number * count, (number + 1) * count, dtype=np.uint64)
    firsts = _read(segment, directory, number * count, (number + 1) * count + 1).view("<u4")
    first, end = int(firsts[0]), int(firsts[-1])
    low_bytes = np.zeros((end - first, 4), dtype=np.uint8)
    stored = _read(segment, remainders, first, end)
    low_bytes[:, : remainders.width] = stored.reshape(-1, remainders.width)
    keys = np.repeat(buckets << np.uint64(segment.layout.remainder_bits), np.diff(firsts))
    keys |= low_bytes.view("<u4").ravel()
    return Postings(keys, _read(segment, articles, first, end).view("<u4"))


def _read(segment: Segment, column: Column, first: int, end: int) -> Bytes:
    """The bytes of items `first` to `end` of a column, unchecked."""
    start, stop = column.width * first, column.width * end
    block, past = start // PAYLOAD, -(-stop // PAYLOAD)
    content = segment.map[(column.first + block) * BLOCK : (column.first + past) * BLOCK]
    payloads = np.frombuffer(content, dtype=np.uint8).reshape(-1, BLOCK)[:, :PAYLOAD].ravel()
    return payloads[start - block * PAYLOAD : stop - block * PAYLOAD]


def _alive(articles: Articles, live: NDArray[np.bool_]) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = articles == FURNITURE
    known = np.flatnonzero(articles < live.size)
    kept[known] = live[articles[known]]
    return kept


def _settle(keys: Keys, articles: Articles, furniture_above: int) -> Postings:
    """The postings sorted, each once, those of furniture cut."""
    if not keys.size:
        return Postings(keys, articles)
    return _collapse_furniture(*_sort(keys, articles), furniture_above)


def _sort(keys: Keys, articles: Articles) -> Postings:
    """By key and then article, FURNITURE last, each once."""
    real = articles[articles != FURNITURE]
    lowest, past = (int(real.min()), int(real.max()) + 1) if real.size else (0, 0)
    del real
    article_bits = (past - lowest).bit_length()
    base = keys.min()
    if int(keys.max() - base).bit_length() + article_bits > 64:
        order = np.lexsort((articles, keys))
        keys, articles = keys[order], articles[order]
        fresh = _fresh(keys) | _fresh(articles)
        return Postings(keys[fresh], articles[fresh])
    # One number that holds both sorts far faster. FURNITURE becomes the article after the last.
    shift = np.uint64(article_bits)
    packed = keys - base
    packed <<= shift
    offsets = np.minimum(articles, np.uint32(past))
    offsets -= np.uint32(lowest)
    packed |= offsets
    del offsets
    packed.sort()
    packed = packed[_fresh(packed)]
    sorted_articles = packed.astype(np.uint32)  # the lower bits; an article has no more than 32
    sorted_articles &= np.uint32((1 << article_bits) - 1)
    sorted_articles += np.uint32(lowest)
    sorted_articles[sorted_articles == past] = FURNITURE
    packed >>= shift
    packed += base
    return Postings(packed, sorted_articles)


def _fresh(numbers: NDArray[np.uint64] | NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of them differ from the one before."""
    fresh = np.ones(numbers.size, dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=fresh[1:])
    return fresh


def _collapse_furniture(keys: Keys, articles: Articles, furniture_above: int) -> Postings:
    firsts = np.concatenate([[0], np.flatnonzero(keys[1:] != keys[:-1]) + 1])
    ends = np.append(firsts[1:], keys.size)
    cut = ends - firsts > furniture_above
    cut |= articles[ends - 1] == FURNITURE
    if not cut.any():
        return Postings(keys, articles)
    firsts, ends = firsts[cut], ends[cut]
    last = np.minimum(firsts + FURNITURE_KEPT, ends - 1)
    articles[last] = FURNITURE
    # +1 behind the last that is kept and -1 at the end: what is dropped counts 1 in between.
    steps = np.zeros(keys.size + 1, dtype=np.int8)
    steps[last + 1] += 1
    steps[ends] -= 1
    kept = np.cumsum(steps[:-1], dtype=np.int8) == 0
    return Postings(keys[kept], articles[kept])


def _write(
    path: Path, kind: Kind, layout: Layout, slices: Iterable[Postings], slice_bits: int
) -> int:
    """Write 2^slice_bits equal ranges of keys, one after the other, as a segment."""
    directory, remainders, _ = layout.columns()
    counts = np.zeros(directory.length, dtype="<u4")  # of the bucket before; the first is 0
    width = 1 << (layout.bucket_bits - slice_bits)
    furniture = 0
    with _replacing(path) as file, tempfile.TemporaryFile(dir=path.parent) as aside:
        column = _ColumnWriter(file, remainders.first)
        for number, found in enumerate(slices):
            first = number * width
            buckets = (found.keys >> np.uint64(layout.remainder_bits)).astype(np.intp) - first
            counts[1 + first : 1 + first + width] = np.bincount(buckets, minlength=width)
            column.write(_low_bytes(found.keys, remainders.width))
            # Where the articles go shows when the last remainder is written.
            aside.write(found.articles.astype("<u4").tobytes())
            furniture += int(np.count_nonzero(found.articles == FURNITURE))
        _copy(aside, _ColumnWriter(file, column.finish()))
        np.cumsum(counts, out=counts)
        _write_column(file, directory.first, counts.tobytes())
        layout = layout._replace(postings=int(counts[-1]), furniture=furniture)
        _write_column(file, 0, layout.payload(kind))
    return layout.postings


def _low_bytes(keys: Keys, size: int) -> bytes:
    """The lowest `size` bytes of each key, lowest first."""
    return keys.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :size].tobytes()


class _ColumnWriter:
    """Writes a column piece by piece in blocks with their checksums."""

    def __init__(self, file: IO[bytes], first: int) -> None:
        """first: the number of its first block."""
        self._file = file
        self._next = first
        self._rest = b""  # what is not yet a block
        file.seek(first * BLOCK)

    def write(self, data: bytes) -> None:
        data = self._rest + data
        whole = len(data) - len(data) % PAYLOAD
        payloads = [data[at : at + PAYLOAD] for at in range(0, whole, PAYLOAD)]
        for number, payload in enumerate(payloads, self._next):
            self._file.write(payload + zlib.crc32(payload, number).to_bytes(4, "little"))
        self._next += len(payloads)
        self._rest = data[whole:]

    def finish(self) -> int:
        """Fill up the last block; returns the number of the next."""
        if self._rest:
            self.write(bytes(PAYLOAD - len(self._rest)))
        return self._next


def _write_column(file: IO[bytes], first: int, data: bytes) -> None:
    column = _ColumnWriter(file, first)
    column.write(data)
    column.finish()


def _copy(source: IO[bytes], column: _ColumnWriter) -> None:
    source.seek(0)
    while data := source.read(_COPIED_AT_ONCE):
        column.write(data)
    column.finish()


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that stands at `path`, safe on the disk, after the block; or, if it fails, not."""
    partial = path.with_name(path.name + PARTIAL)
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _sync_directory(path.parent)


def _sync_directory(path: Path) -> None:
    if os.name == "nt":  # where a directory cannot be opened, nor need be
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
