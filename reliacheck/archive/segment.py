"""Segments: immutable files that tell which articles hold a k-gram or a headline's key.

The file is blocks of BLOCK bytes, each of them PAYLOAD bytes and the CRC-32 of those, which starts
from the number of the block so that a misplaced one shows. First comes the header, then three
columns, each in blocks of its own. All numbers are little-endian. A segment knows a k-gram by its
key, KEY_BITS of its hash:

    header       magic, format version, parameters, counts
    directory    u32 for each bucket and one more: the number of its first posting; the upper bits
                 of a key are its bucket
    remainders   the lowest 2 to 4 bytes of each posting's key, in the order of the keys
    articles     u32 for each posting: an article's number, or FURNITURE

A key that too many articles hold is furniture or formula: it keeps its FURNITURE_KEPT lowest
articles, the ones that had it first, and FURNITURE behind them for all the others.

Most k-grams of a new article are in no other; finding that out takes two places of the file. So
remainders and articles are columns of their own: the one that is always read is the smaller one.

Writing is in segment_writer.py; what is here needs the standard library only.
"""

from __future__ import annotations

import mmap
import os
import struct
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from reliacheck.archive import headline_keys
from reliacheck.archive.hashing import KGRAM, SCHEME, WINDOW
from reliacheck.archive.protocol import ArchiveError

__all__ = [
    "FURNITURE",
    "FURNITURE_KEPT",
    "HEADLINES",
    "KGRAMS",
    "Kind",
    "Segment",
    "SegmentError",
]

FURNITURE = 0xFFFFFFFF  # stands for the other articles of a key that too many hold
FURNITURE_KEPT = 4


class Kind(NamedTuple):
    """What the keys of a segment are made of; part of its header."""

    name: str
    scheme: int  # of the hashes
    kgram: int
    window: int
    furniture_above: int  # articles that may hold a key before it is furniture


KGRAMS = Kind("fingerprints", SCHEME, KGRAM, WINDOW, 64)
# A headline has few keys, and common words must lead somewhere.
HEADLINES = Kind("headlines", headline_keys.SCHEME, 0, 0, 256)

MAGIC = b"\x89rcfp\r\n\x1a"  # shows a file that was transferred as text, or cut to seven bits
VERSION = 1
# The lower bits of a hash: winnowing prefers small hashes, so the upper bits of what it keeps are
# not spread evenly. With 40 bits, 500 k-grams looked up among 100 million postings meet a false
# one in 22 lookups.
KEY_BITS = 40
KEY_MASK = (1 << KEY_BITS) - 1
BLOCK = 1024
PAYLOAD = BLOCK - 4
# CRC-32 of any bytes followed by their own CRC-32.
_SOUND = 0x2144DF1C
# Magic, format version, hash scheme, words a k-gram, k-grams a window, bits of a bucket's number,
# bytes of a remainder, postings, of which furniture, identity. Every version starts with the first
# two and has the same checksum.
_HEADER = struct.Struct("<8sHHBBBBQQQ")
_BUCKET = struct.Struct("<II")
# A file that is in memory gives a block within microseconds. After so many blocks the average
# tells whether it is; if not, the system is told at once what else will be read.
_PROBES = 8
_COLD = 50e-6  # seconds a block
# Not on Windows.
_PREAD: Callable[[int, int, int], bytes] | None = getattr(os, "pread", None)
_REBUILD = "`reliacheck archive verify` rebuilds it"


class SegmentError(ArchiveError):
    """A segment that cannot be used; the message names the file and the remedy."""

    def __init__(self, path: Path, reason: str, remedy: str = _REBUILD) -> None:
        self.path = path
        self.reason = reason
        self.remedy = remedy
        super().__init__(path, reason, remedy)

    @property
    def may_rebuild(self) -> bool:
        """Whether the file may be replaced by one made anew."""
        return self.remedy == _REBUILD

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.remedy}"


class Column(NamedTuple):
    """Where the items of one kind are."""

    name: str
    width: int  # bytes an item; items do not cross blocks
    length: int  # items
    first: int  # number of its first block

    @property
    def end(self) -> int:
        """Number of the block after its last."""
        return self.first - -self.width * self.length // PAYLOAD


class Layout(NamedTuple):
    """What the header says."""

    bucket_bits: int
    postings: int
    furniture: int  # how many of the postings are FURNITURE
    identity: int  # 63 bits by which a file is known to be the one that was written

    @property
    def remainder_bits(self) -> int:
        """The bits of a key that its bucket does not tell."""
        return KEY_BITS - self.bucket_bits

    @property
    def remainder_size(self) -> int:
        """Bytes."""
        return -(-self.remainder_bits // 8)

    def columns(self) -> tuple[Column, Column, Column]:
        """Directory, remainders, articles."""
        directory = Column("directory", 4, (1 << self.bucket_bits) + 1, 1)
        remainders = Column("remainders", self.remainder_size, self.postings, directory.end)
        return directory, remainders, Column("articles", 4, self.postings, remainders.end)

    def payload(self, kind: Kind) -> bytes:
        """The header."""
        made_of = (kind.scheme, kind.kgram, kind.window)
        parameters = (VERSION, *made_of, self.bucket_bits, self.remainder_size)
        counts = (self.postings, self.furniture, self.identity)
        header = _HEADER.pack(MAGIC, *parameters, *counts)
        return header.ljust(PAYLOAD, b"\0")


class Segment:
    """A segment open for reading; any number of threads may look things up in it at once."""

    def __init__(self, path: Path, kind: Kind = KGRAMS, identity: int | None = None) -> None:
        """Open the segment at `path`, which is of this kind and has this identity, None for any.

        Raises OSError, and SegmentError for what is no sound segment of this version and kind. The
        columns are checked block by block when they are read.
        """
        self.path = path
        self.kind = kind
        self._file = path.open("rb", buffering=0)
        self._handle = self._file.fileno()
        try:
            self.layout = _read_header(path, self._file.read(BLOCK), kind)
            self.columns = self.layout.columns()
            size, expected = self._file.seek(0, 2), BLOCK * self.columns[-1].end
            if size != expected:
                raise SegmentError(path, f"has {size} bytes instead of {expected}")
            if identity not in (None, self.layout.identity):
                raise SegmentError(path, "belongs to another archive")
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the segment cannot be used any more."""
        if "map" in vars(self):
            self.map.close()
        self._file.close()

    @cached_property
    def map(self) -> mmap.mmap:
        """The whole file mapped into memory, for reading all of it in order."""
        mapped = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        if hasattr(mmap, "MADV_SEQUENTIAL"):
            mapped.madvise(mmap.MADV_SEQUENTIAL)
        return mapped

    def read_block(self, number: int) -> bytes:
        """One block, unchecked. In a new process a read costs half of a mapped page's fault."""
        if _PREAD is not None:
            return _PREAD(self._handle, BLOCK, number * BLOCK)
        return self.map[number * BLOCK : (number + 1) * BLOCK]

    def __len__(self) -> int:
        """How many postings it has."""
        return self.layout.postings

    def lookup(self, hashes: Iterable[int], enough: int | None = None) -> list[tuple[int, int]]:
        """Which articles hold which of `hashes`, 64 bits each, as its kind makes them.

        Returns pairs of a place in `hashes` and an article's number or FURNITURE, in the order of
        both; those of the rarest keys first and no further key once there are `enough`. Keys are
        shorter than hashes, so a pair can be false. Raises SegmentError if what it reads is
        damaged.
        """
        keys = [number & KEY_MASK for number in hashes]
        blocks = _Blocks(self)
        directory, remainders, articles = self.columns
        shift, width = self.layout.remainder_bits, remainders.width
        buckets = [(key >> shift, (key >> shift) + 2) for key in keys]
        spans = [_BUCKET.unpack(pair) for pair in blocks.items_of(directory, buckets)]
        filled = [place for place, (first, end) in enumerate(spans) if first < end]
        stored = blocks.items_of(remainders, [spans[place] for place in filled])
        runs = []
        for place, bucket in zip(filled, stored, strict=True):
            wanted = keys[place].to_bytes(KEY_BITS // 8, "little")[:width]
            at = bucket.find(wanted)  # most k-grams are in no other article: a look is enough
            if at >= 0:
                at, count = _find_run(bucket, wanted, at)
                if count:
                    runs.append((place, spans[place][0] + at, count))
        found: list[tuple[int, int]] = []
        for place, first, count in runs if enough is None else _rarest(runs, enough):
            numbers = blocks.items(articles, first, first + count)
            found += [(place, one) for one in struct.unpack(f"<{count}I", numbers)]
        return found

    def verify(self) -> list[str]:
        """Check every block. Returns what is damaged, a line for each column; nothing if sound."""
        problems = []
        for column in self.columns:
            damaged = [at for at in range(column.first, column.end) if not self._is_sound(at)]
            if damaged:
                share = f"{len(damaged)} of {column.end - column.first} blocks"
                problems.append(
                    f"{column.name}: {share} damaged, first at byte {damaged[0] * BLOCK}"
                )
        return problems

    def _is_sound(self, block: int) -> bool:
        return zlib.crc32(self.map[block * BLOCK : (block + 1) * BLOCK], block) == _SOUND

    def prefetch(self, blocks: Iterable[int]) -> None:
        """Have the system read these blocks at once, not one after the other."""
        if hasattr(os, "posix_fadvise"):
            for block in blocks:
                os.posix_fadvise(self._file.fileno(), block * BLOCK, BLOCK, os.POSIX_FADV_WILLNEED)


class _Blocks:
    """What a lookup reads: each block is checked once, before anything in it is believed."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._sound: dict[int, bytes] = {}

    def items_of(self, column: Column, spans: Sequence[tuple[int, int]]) -> list[bytes]:
        """Items first to end of a column for each of many spans, as `items` has them."""
        width = column.width
        places = [divmod(width * first, PAYLOAD) for first, _ in spans]
        self._expect({column.first + block for block, _ in places})
        sound, found = self._sound, []
        for (block, at), (first, end) in zip(places, spans, strict=True):
            end_at = at + width * (end - first)
            if end_at <= PAYLOAD:  # nearly all
                found.append(sound[column.first + block][at:end_at])
            else:
                found.append(self.items(column, first, end))
        return found

    def _expect(self, numbers: set[int]) -> None:
        """Reads these blocks; where the file is not in memory, the system is told of all."""
        numbers -= self._sound.keys()
        few = [numbers.pop() for _ in range(min(_PROBES, len(numbers)))]
        began = time.perf_counter()
        for number in few:
            self._read(number)
        if numbers and time.perf_counter() - began > _COLD * len(few):
            self._segment.prefetch(sorted(numbers))
        for number in numbers:
            self._read(number)

    def items(self, column: Column, first: int, end: int) -> bytes:
        """Items `first` to `end` of a column, one at least; SegmentError if they are damaged."""
        width = column.width
        block, at = divmod(width * first, PAYLOAD)
        end_at = at + width * (end - first)
        if end_at > PAYLOAD:  # they cross into other blocks
            middle = (width * first + PAYLOAD - at) // width
            return self.items(column, first, middle) + self.items(column, middle, end)
        number = column.first + block
        content = self._sound.get(number) or self._read(number)
        return content[at:end_at]

    def _read(self, number: int) -> bytes:
        content = self._segment.read_block(number)
        if zlib.crc32(content, number) != _SOUND:
            raise SegmentError(self._segment.path, f"is damaged at byte {number * BLOCK}")
        self._sound[number] = content
        return content


def _rarest(runs: Sequence[tuple[int, int, int]], enough: int) -> list[tuple[int, int, int]]:
    """The shortest runs (place, first, count) until they have enough together, by place."""
    kept, total = [], 0
    for run in sorted(runs, key=itemgetter(2)):
        if total >= enough:
            break
        kept.append(run)
        total += run[2]
    return sorted(kept)


def _find_run(bucket: bytes, wanted: bytes, at: int) -> tuple[int, int]:
    """The first of the items of its width that equals `wanted`, and how many in a row do. `at`:
    where the bytes of `wanted` are for the first time."""
    width = len(wanted)
    while at > 0 and at % width:
        at = bucket.find(wanted, at + 1)
    if at < 0:
        return 0, 0
    # Equal items stand together: as many as come before the first that is another.
    low, high = 1, (len(bucket) - at) // width
    while low < high:
        middle = (low + high + 1) // 2
        if bucket.startswith(wanted, at + (middle - 1) * width):
            low = middle
        else:
            high = middle - 1
    return at // width, low


def _read_header(path: Path, block: bytes, kind: Kind) -> Layout:
    if block[: len(MAGIC)] != MAGIC[: len(block)]:
        raise SegmentError(path, "is not a fingerprint segment")
    if len(block) < BLOCK:
        raise SegmentError(path, "is cut short")
    if zlib.crc32(block) != _SOUND:
        raise SegmentError(path, "has a damaged header")
    _, version, scheme, kgram, window, bits, size, *counts = _HEADER.unpack_from(block)
    if version > VERSION:
        reason = f"has format version {version}, and this reliacheck reads {VERSION}"
        raise SegmentError(path, reason, "use the newer reliacheck that wrote it")
    layout = Layout(bits, *counts)
    made_of = (kind.scheme, kind.kgram, kind.window, layout.remainder_size)
    if (scheme, kgram, window, size) != made_of:
        raise SegmentError(path, "was made with other parameters than this reliacheck's")
    return layout
