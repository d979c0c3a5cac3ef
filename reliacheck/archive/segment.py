"""Segments: immutable files that tell which articles hold a k-gram, mapped into memory.

The file is blocks of BLOCK bytes, each of them PAYLOAD bytes and the CRC-32 of those, which starts
from the number of the block so that a misplaced one shows. First comes the header, then three
columns, each in blocks of its own. All numbers are little-endian. A segment knows a k-gram by its
key, KEY_BITS of its hash:

    header       magic, format version, parameters, counts
    directory    u32 for each bucket and one more: the number of its first posting; the upper bits
                 of a key are its bucket
    remainders   the lowest 2 to 4 bytes of each posting's key, in the order of the keys
    articles     u32 for each posting: an article's number, or FURNITURE

Most k-grams of a new article are in no other; finding that out takes two places of the file. So
remainders and articles are columns of their own: the one that is always read is the smaller one.

Writing is in segment_writer.py; what is here needs the standard library only.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from reliacheck.archive.hashing import KGRAM, SCHEME, WINDOW
from reliacheck.errors import ReliacheckError

__all__ = ["FURNITURE", "FURNITURE_ABOVE", "Segment", "SegmentError"]

FURNITURE = 0xFFFFFFFF  # stands for all articles of a k-gram that too many hold
FURNITURE_ABOVE = 64  # articles that may hold a k-gram before it is furniture or formula

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
# bytes of a remainder, postings, of which furniture. Every version starts with the first two and
# has the same checksum.
_HEADER = struct.Struct("<8sHHBBBBQQ")
_BUCKET = struct.Struct("<II")
_REBUILD = "`reliacheck archive verify` rebuilds it"


class SegmentError(ReliacheckError):
    """A segment that cannot be used; the message names the file and the remedy."""

    def __init__(self, path: Path, reason: str, remedy: str = _REBUILD) -> None:
        self.path = path
        self.reason = reason
        self.remedy = remedy
        super().__init__(path, reason, remedy)

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

    def payload(self) -> bytes:
        """The header."""
        parameters = (VERSION, SCHEME, KGRAM, WINDOW, self.bucket_bits, self.remainder_size)
        header = _HEADER.pack(MAGIC, *parameters, self.postings, self.furniture)
        return header.ljust(PAYLOAD, b"\0")


class Segment:
    """A segment open for reading; any number of threads may look things up in it at once."""

    def __init__(self, path: Path) -> None:
        """Open the segment at `path`.

        Raises OSError, and SegmentError for what is no sound segment of this version. The columns
        are checked block by block when they are read.
        """
        self.path = path
        with path.open("rb") as file:
            self.layout = _read_header(path, file.read(BLOCK))
            self.columns = self.layout.columns()
            size, expected = file.seek(0, 2), BLOCK * self.columns[-1].end
            if size != expected:
                raise SegmentError(path, f"has {size} bytes instead of {expected}")
            self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._advise("MADV_RANDOM")

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
        """Unmap the file; the segment cannot be used any more."""
        self.map.close()

    def __len__(self) -> int:
        """How many postings it has."""
        return self.layout.postings

    def lookup(self, hashes: Iterable[int]) -> list[tuple[int, int]]:
        """Which articles hold which of `hashes`, as hashing.hash_kgrams makes them.

        Returns pairs of a place in `hashes` and an article's number or FURNITURE, in the order of
        both. Keys are shorter than hashes, so a pair can be false. Raises SegmentError if what it
        reads is damaged.
        """
        directory, remainders, _ = self.columns
        blocks = _Blocks(self)
        keys = [number & KEY_MASK for number in hashes]
        buckets = [key >> self.layout.remainder_bits for key in keys]
        self._prefetch(directory, buckets)
        spans = [_BUCKET.unpack(blocks.items(directory, at, at + 2)) for at in buckets]
        self._prefetch(remainders, [first for first, end in spans if first < end])
        return [
            (place, article)
            for place, (first, end) in enumerate(spans)
            if first < end
            for article in self._articles(keys[place], first, end, blocks)
        ]

    def verify(self) -> list[str]:
        """Check every block. Returns what is damaged, a line for each column; nothing if sound."""
        self._advise("MADV_SEQUENTIAL")
        problems = []
        for column in self.columns:
            damaged = [at for at in range(column.first, column.end) if not self.is_sound(at)]
            if damaged:
                share = f"{len(damaged)} of {column.end - column.first} blocks"
                problems.append(
                    f"{column.name}: {share} damaged, first at byte {damaged[0] * BLOCK}"
                )
        self._advise("MADV_RANDOM")
        return problems

    def _articles(self, key: int, first: int, end: int, blocks: _Blocks) -> tuple[int, ...]:
        """The articles of a key whose bucket is the postings `first` to `end`."""
        _, remainders, articles = self.columns
        wanted = key.to_bytes(KEY_BITS // 8, "little")[: remainders.width]
        at, count = _find_run(blocks.items(remainders, first, end), wanted)
        if not count:
            return ()
        return struct.unpack(f"<{count}I", blocks.items(articles, first + at, first + at + count))

    def is_sound(self, block: int) -> bool:
        """Whether a block has its checksum."""
        return zlib.crc32(self.map[block * BLOCK : (block + 1) * BLOCK], block) == _SOUND

    def _prefetch(self, column: Column, items: Iterable[int]) -> None:
        """Have the system read the pages of all these items at once, not one after the other."""
        if not hasattr(mmap, "MADV_WILLNEED"):
            return
        blocks = [column.first + column.width * item // PAYLOAD for item in items]
        for page in {number * BLOCK // mmap.PAGESIZE for number in blocks}:
            self.map.madvise(mmap.MADV_WILLNEED, page * mmap.PAGESIZE, mmap.PAGESIZE)

    def _advise(self, name: str) -> None:
        """Tell the system how the file will be read, where it can be told."""
        if hasattr(mmap, name):
            self.map.madvise(getattr(mmap, name))


class _Blocks:
    """What a lookup reads: each block is checked once, before anything in it is believed."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._map = segment.map
        self._sound: set[int] = set()

    def items(self, column: Column, first: int, end: int) -> bytes:
        """Items `first` to `end` of a column, one at least; SegmentError if they are damaged."""
        block, at = divmod(column.width * first, PAYLOAD)
        end_at = at + column.width * (end - first)
        if end_at > PAYLOAD:  # they cross into other blocks
            middle = (column.width * first + PAYLOAD - at) // column.width
            return self.items(column, first, middle) + self.items(column, middle, end)
        number = column.first + block
        if number not in self._sound:
            self._check(number)
        return self._map[number * BLOCK + at : number * BLOCK + end_at]

    def _check(self, number: int) -> None:
        if not self._segment.is_sound(number):
            raise SegmentError(self._segment.path, f"is damaged at byte {number * BLOCK}")
        self._sound.add(number)


def _find_run(bucket: bytes, wanted: bytes) -> tuple[int, int]:
    """The first of the items of its width that equals `wanted`, and how many in a row do."""
    width = len(wanted)
    at = bucket.find(wanted)
    while at > 0 and at % width:
        at = bucket.find(wanted, at + 1)
    if at < 0:
        return 0, 0
    end = at + width
    while bucket.startswith(wanted, end):
        end += width
    return at // width, (end - at) // width


def _read_header(path: Path, block: bytes) -> Layout:
    if block[: len(MAGIC)] != MAGIC[: len(block)]:
        remedy = "move it out of the archive, then run `reliacheck archive verify`"
        raise SegmentError(path, "is not a fingerprint segment", remedy)
    if len(block) < BLOCK:
        raise SegmentError(path, "is cut short")
    if zlib.crc32(block) != _SOUND:
        raise SegmentError(path, "has a damaged header")
    _, version, scheme, kgram, window, bits, size, postings, furniture = _HEADER.unpack_from(block)
    if version > VERSION:
        reason = f"has format version {version}, and this reliacheck reads {VERSION}"
        raise SegmentError(path, reason, "use the newer reliacheck that wrote it")
    layout = Layout(bits, postings, furniture)
    if (scheme, kgram, window, size) != (SCHEME, KGRAM, WINDOW, layout.remainder_size):
        raise SegmentError(path, "was made with other parameters than this reliacheck's")
    return layout
