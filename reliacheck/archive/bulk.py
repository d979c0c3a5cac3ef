"""The hashes of hashing.py for many texts at once, in numpy: what the archive's writer uses.

The cost is memory traffic, not arithmetic. Each step is one pass over a batch that about fits into
the processor's second-level cache, and each function leaves behind only what the next one needs, so
that the memory of the rest is used again while it is still in there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reliacheck.archive import hashing
from reliacheck.archive.hashing import CHUNK, FOLD_ASCII, KGRAM, SEPARATOR, WINDOW

Bytes = NDArray[np.uint8]
Points = NDArray[np.uint16]
Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]

# Texts of 3 kB at once; any number from 48 to 192 is about as fast.
_BATCH = 96
# Between two texts. Its words put WINDOW - 1 k-grams that are in no text between those of the two
# (KGRAM - 1 more reach into the gap), so that no window holds k-grams of both.
_GAP_WORDS = WINDOW - KGRAM
_GAP = (" " + "x " * _GAP_WORDS).encode("utf-16-le")
# After all: the k-grams and windows of the last text reach into it, and reading its last word.
_TAIL = ("x " * (KGRAM + WINDOW) + " " * CHUNK).encode("utf-16-le")
_NOTHING = np.uint64(hashing.MASK)
_HALF = np.uint64(32)
# The bytes of a little-endian u64 that belong to a word of so many bytes.
_BYTES_OF = np.array([(1 << 8 * size) - 1 for size in range(CHUNK + 1)], dtype=np.uint64)


class Fingerprints(NamedTuple):
    """The fingerprints of several texts, in the order of the texts."""

    hashes: Hashes  # as hashing.fingerprint gives them for each text
    texts: NDArray[np.uint32]  # which text each belongs to: its place in what was given


def fingerprint_texts(texts: Sequence[str]) -> Fingerprints:
    """The winnowed k-gram hashes of every text; none of a text below KGRAM words."""
    _keep_freed_memory()
    batches = [
        _fingerprint_batch(texts[first : first + _BATCH], first)
        for first in range(0, len(texts), _BATCH)
    ]
    if not batches:
        return Fingerprints(np.empty(0, np.uint64), np.empty(0, np.uint32))
    return Fingerprints(
        np.concatenate([batch.hashes for batch in batches]),
        np.concatenate([batch.texts for batch in batches]),
    )


def hash_texts(texts: Sequence[str]) -> Fingerprints:
    """The hash of every k-gram of every text in order, not only of winnowed ones."""
    _keep_freed_memory()
    words, words_at = _read_words([*texts])
    firsts, ends = words_at[:-1], words_at[1:] - _GAP_WORDS
    counts = np.maximum(ends - firsts - (KGRAM - 1), 0)
    # Places of the k-grams: those of a text follow each other, and so do texts.
    before = np.cumsum(counts) - counts
    places = np.arange(counts.sum()) + np.repeat(firsts - before, counts)
    owners = np.repeat(np.arange(len(texts), dtype=np.uint32), counts)
    return Fingerprints(_hash_kgrams(words)[places], owners)


@cache
def _keep_freed_memory() -> None:
    """Once a block as large as this was freed, glibc no longer hands memory back to the system
    after each array to ask for it again for the next, which takes a quarter of the whole time."""
    np.empty(16 << 20, dtype=np.uint8)


class ReadTexts(NamedTuple):
    """Several texts in one row of words, and in one row of letters."""

    words: Hashes
    firsts: Places  # the first word of each text
    ends: Places  # the word behind its last
    letters: Bytes
    letters_at: Places  # where each text starts


def read_texts(texts: Sequence[str]) -> ReadTexts:
    """The words and letters of every text, with gaps between the texts."""
    letters, alone, numbers, texts_at = _read_letters(texts)
    words, words_at = _words_of(letters, alone, numbers, texts_at)
    return ReadTexts(words, words_at[:-1], words_at[1:] - _GAP_WORDS, letters, texts_at[:-1])


def _fingerprint_batch(texts: Sequence[str], first: int) -> Fingerprints:
    words, words_at = _read_words(texts)
    return _first_of_runs(_minima(_hash_kgrams(words), words_at), words_at, first)


def _read_words(texts: Sequence[str]) -> tuple[Hashes, Places]:
    """The hashes of all words with gaps between the texts; which of them is the first of each text,
    and of the tail."""
    return _words_of(*_read_letters(texts))


def _words_of(
    letters: Bytes, alone: Places, numbers: Hashes, texts_at: Places
) -> tuple[Hashes, Places]:
    starts, ends = _find_words(letters, alone)
    words = _hash_words(letters, starts, ends)
    words[np.searchsorted(starts, alone)] = _mix(numbers, hashing.WORD_HEAD)
    return words, np.searchsorted(starts, texts_at)


def _read_letters(texts: Sequence[str]) -> tuple[Bytes, Places, Hashes, Places]:
    """The letters of all texts as bytes, SEPARATOR for what is none; where characters are that are
    a word each, and their numbers; where each text starts, and the tail."""
    # Two bytes a character; those above U+FFFF become two surrogates, which separate words too.
    encoded = [text.encode("utf-16-le", "surrogatepass") for text in texts]
    sizes = np.fromiter(map(len, encoded), np.intp, len(encoded)) + len(_GAP)
    texts_at = np.cumsum(np.concatenate([[len(_GAP)], sizes])) // 2
    points = np.frombuffer(_GAP.join([b"", *encoded, _TAIL]), dtype="<u2")
    low = bytearray(points.astype(np.uint8))
    letters = np.frombuffer(low.translate(FOLD_ASCII), dtype=np.uint8)
    others = np.flatnonzero(points >= 0x80)
    folded = _fold_table()[points[others]]
    letters[others] = np.minimum(folded, 0xFF)
    alone = others[folded > 0xFF]
    return letters, alone, points[alone] | np.uint64(hashing.ALONE_MARK), texts_at


@cache
def _fold_table() -> Points:
    """hashing.fold_character for every code point from U+0080 to U+FFFF."""
    fold = hashing.fold_character.__wrapped__
    folded = [ord(fold(chr(point))) for point in range(0x80, 0x10000)]
    return np.array([0] * 0x80 + folded, dtype=np.uint16)


def _find_words(letters: Bytes, alone: Places) -> tuple[Places, Places]:
    """Where each word starts and ends. `letters` starts and ends with a separator."""
    inside = letters != ord(SEPARATOR)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    edges += 1
    if alone.size:
        cuts = np.unique(np.concatenate([alone, alone + 1]))
        cuts = cuts[inside[cuts - 1] & inside[cuts]]
        edges = np.sort(np.concatenate([edges, cuts, cuts]))
    return edges[0::2], edges[1::2]


def _hash_words(letters: Bytes, starts: Places, ends: Places) -> Hashes:
    lengths = ends - starts
    # Every eight bytes in a row as one number, wherever they start.
    chunks: Hashes = np.ndarray(letters.size - CHUNK + 1, "<u8", letters.data, strides=(1,))
    heads = chunks[starts]
    heads &= _BYTES_OF.take(lengths, mode="clip")  # which takes the longer for CHUNK long
    hashes = _mix(heads, hashing.WORD_HEAD)
    longer = np.flatnonzero(lengths > CHUNK)
    tails = chunks[ends[longer] - CHUNK]
    tails ^= lengths[longer].astype(np.uint64) * np.uint64(hashing.WORD_LENGTH)
    hashes[longer] += _mix(tails, hashing.WORD_TAIL)
    return hashes


def _hash_kgrams(words: Hashes) -> Hashes:
    count = words.size - KGRAM + 1
    hashes = words[:count].copy()
    for place in range(1, KGRAM):
        hashes *= np.uint64(hashing.BASE)
        hashes += words[place : place + count]
    hashes ^= hashes >> _HALF
    return _mix(hashes, hashing.SCATTER)


def _mix(numbers: Hashes, factor: int) -> Hashes:
    """hashing's one way of mixing bits, in place."""
    numbers *= np.uint64(factor)
    numbers ^= numbers >> _HALF
    return numbers


def _minima(hashes: Hashes, words_at: Places) -> Hashes:
    """The least hash of each window by its first k-gram; _NOTHING where no window of a text starts.

    words_at: the first word of each text, and that of the tail.
    """
    firsts, ends = words_at[:-1], words_at[1:] - _GAP_WORDS
    _blank(hashes, firsts, ends, KGRAM - 1)
    minima, reach = hashes, 1
    while reach < WINDOW:
        minima = np.minimum(minima[:-reach], minima[reach:])
        reach *= 2
    # A text with too few k-grams for a window has one window all the same, at its first.
    lasts = np.maximum(ends - (KGRAM + WINDOW - 1), np.minimum(firsts, ends - KGRAM))
    _blank(minima, lasts + 1, ends, KGRAM + WINDOW - 2)
    minima[:_GAP_WORDS] = minima[words_at[-1] :] = _NOTHING
    return minima


def _blank(numbers: Hashes, lowest: Places, ends: Places, width: int) -> None:
    """_NOTHING from `width` before the end of each text, but not before `lowest`, through the gap
    after it."""
    places = ends[:, None] + np.arange(-width, _GAP_WORDS)
    numbers[np.maximum(places, lowest[:, None])] = _NOTHING


def _first_of_runs(minima: Hashes, words_at: Places, first: int) -> Fingerprints:
    """One fingerprint for a run of windows with the same minimum, as hashing.winnow has it."""
    found = np.flatnonzero(minima[1:] != minima[:-1]) + 1
    found = found[minima[found] != _NOTHING]
    counts = np.diff(np.searchsorted(found, words_at))
    texts = np.arange(first, first + counts.size, dtype=np.uint32)
    return Fingerprints(minima[found], np.repeat(texts, counts))
