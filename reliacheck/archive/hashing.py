"""From text to k-gram hashes, as a check needs them: standard library only, one text at a time.

A text is reduced to words, each run of KGRAM words becomes one 64-bit hash, and winnowing keeps
about two of nine of them for the index. bulk.py makes the same numbers for many texts at once; a
property test holds the two equal on any text.

What a word is:

- ASCII letters and digits are in words, every other ASCII character separates them. So "don't" is
  two words, and so is "don’t".
- From U+0080 to U+FFFF letters, digits and combining marks of any script are in words, and so are
  the joiners U+200C and U+200D. All else separates, with everything above U+FFFF (emoji).
- Han characters and kana are a word each: their scripts put no spaces between words.
- Upper and lower case are one, by `str.casefold` of each character; where that gives several
  (ß, İ) the character stays as it is. Nothing is composed or decomposed: é as one code point and
  as two are different.

What its bytes are: one for each character. An ASCII character is itself; any other gives the lowest
seven bits of its code point and the bit 0x80, which tells the letters of one alphabet apart. A word
of Han or kana is its code point.

Any change of this, of a hash or of a constant here makes another SCHEME: the numbers are on disk.
(What a letter is comes from Python's Unicode tables; a newer Python may know a few more.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

__all__ = [
    "KGRAM",
    "SCHEME",
    "WINDOW",
    "KGram",
    "find_kgrams",
    "find_words",
    "fingerprint",
    "fold_bytes",
    "fold_character",
    "hash_kgrams",
    "hash_words",
    "split_words",
    "winnow",
]

KGRAM = 5  # words a k-gram
WINDOW = 8  # k-grams a winnowing window: a shared run of KGRAM + WINDOW - 1 words is always found
SCHEME = 1

MASK = (1 << 64) - 1
# Odd constants with well mixed bits, from splitmix64 and rrmxmx. WORD_* make a word's hash, BASE is
# the polynomial's, SCATTER mixes a finished k-gram.
WORD_HEAD = 0x9E3779B97F4A7C15
WORD_TAIL = 0x94D049BB133111EB
WORD_LENGTH = 0x9FB21C651E98DF25
BASE = 0xD6E8FEB86659FD93
SCATTER = 0xBF58476D1CE4E5B9
_BASE_OUT = pow(BASE, KGRAM - 1, MASK + 1)  # what the oldest word of a k-gram was multiplied by

CHUNK = 8  # bytes of a word that are hashed at once: its first, and its last if it is longer

SEPARATOR = " "
# The bytes of ASCII text in lower case, with a space for each character that separates.
FOLD_ASCII = bytes(
    byte if byte >= 0x80 or chr(byte).isalnum() else ord(SEPARATOR)
    for byte in bytes(range(256)).lower()
)
# First and last of the characters that are a word each: kana, Han, Han of the compatibility block.
ALONE = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))
ALONE_MARK = 1 << 16  # in the number of such a word: no other word has a byte of 1
_ALONE = "".join(f"{first}-{last}" for first, last in ALONE)


class KGram(NamedTuple):
    """KGRAM words in a row and where they stand."""

    hash: int  # 64 bits
    start: int  # code points into the given text: where the first word starts
    end: int  # where the last word ends


def find_kgrams(text: str) -> list[KGram]:
    """Every k-gram of `text` in order, overlapping; none if it has fewer than KGRAM words."""
    words = find_words(text)
    ends = [end for _, end in words[KGRAM - 1 :]]
    starts = [start for start, _ in words]
    return [KGram(*found) for found in zip(hash_kgrams(text), starts, ends, strict=False)]


def find_words(text: str) -> list[tuple[int, int]]:
    """Start and end in code points of each word; k-gram i is words i to i + KGRAM - 1."""
    return [found.span() for found in _word().finditer(_fold(text))]


def hash_kgrams(text: str) -> list[int]:
    """The hash of every k-gram of `text` in order: what find_kgrams finds, without the places.

    A hit is rare, and places cost as much again: find_words gives them when they are wanted.
    """
    return _polynomials(hash_words(text))


def hash_words(text: str) -> list[int]:
    """The hash of every word of `text` in order, 64 bits each."""
    return list(map(_WordHashes().__getitem__, split_words(text)))


def split_words(text: str) -> list[bytes]:
    """Every word of `text` in order, as it is hashed: words are one word if these are equal."""
    return _words(_fold(text))


def fold_bytes(text: str) -> bytes:
    """A byte for each code point, SEPARATOR for what is in no word, 0xFF for a word of its own."""
    folded = _fold(text)
    if not folded.isascii():
        folded = "".join([min(character, "\xff") for character in folded])
    return folded.encode("latin-1").translate(FOLD_ASCII)


def winnow(hashes: Sequence[int]) -> list[int]:
    """The least hash of each window of WINDOW, in order, one for a run of windows that share it.

    Fewer hashes than a window are one window. (Schleimer, Wilkerson and Aiken, "Winnowing: local
    algorithms for document fingerprinting", SIGMOD 2003.)
    """
    windows = range(max(len(hashes) - WINDOW + 1, min(len(hashes), 1)))
    minima = [min(hashes[at : at + WINDOW]) for at in windows]
    return [least for at, least in enumerate(minima) if at == 0 or least != minima[at - 1]]


def fingerprint(text: str) -> list[int]:
    """What the index keeps of `text`: its winnowed k-gram hashes; nothing below KGRAM words."""
    return winnow(hash_kgrams(text))


class _WordHashes(dict[bytes, int]):
    """The hash of each distinct word, made when it is first asked for."""

    def __missing__(self, word: bytes) -> int:
        self[word] = hashed = _hash_word(word)
        return hashed


def _hash_word(word: bytes) -> int:
    # A word has no byte of zero, so short ones stay distinct when they are padded with zeros.
    head = int.from_bytes(word[:CHUNK], "little") * WORD_HEAD & MASK
    head ^= head >> 32
    if len(word) <= CHUNK:
        return head
    tail = int.from_bytes(word[-CHUNK:], "little") ^ (len(word) * WORD_LENGTH & MASK)
    tail = tail * WORD_TAIL & MASK
    return head + (tail ^ tail >> 32) & MASK


def _polynomials(words: list[int]) -> list[int]:
    hashes = []
    rolling = 0
    for word, oldest in zip(words, [0] * KGRAM + words, strict=False):
        rolling = ((rolling - oldest * _BASE_OUT) * BASE + word) & MASK
        mixed = (rolling ^ rolling >> 32) * SCATTER & MASK
        hashes.append(mixed ^ mixed >> 32)
    return hashes[KGRAM - 1 :]


def _words(folded: str) -> list[bytes]:
    """The words of a text that _fold has prepared, as they are hashed."""
    if folded.isascii() or not _alone().search(folded):
        return folded.encode("latin-1").translate(FOLD_ASCII).split()
    return [
        (ord(word) | ALONE_MARK).to_bytes(3, "little")
        if word[0] > "\xff"
        else word.encode("latin-1").translate(FOLD_ASCII)
        for word in _word().findall(folded)
    ]


def _fold(text: str) -> str:
    """`text`, code point for code point, with fold_character of its non-ASCII characters."""
    return text if text.isascii() else _NON_ASCII.sub(_fold_run, text)


_NON_ASCII = re.compile(r"[^\x00-\x7f]+")


def _fold_run(run: re.Match[str]) -> str:
    return "".join(map(fold_character, run.group()))


@cache
def fold_character(character: str) -> str:
    """What stands for a non-ASCII character: SEPARATOR, one of U+0000 to U+00FF for its byte in a
    word, or itself if it is a word of its own."""
    if not _in_word(character):
        return SEPARATOR
    if any(first <= character <= last for first, last in ALONE):
        return character
    folded = character.casefold()
    point = ord(folded if len(folded) == 1 else character)
    return chr(point if point < 0x80 else 0x80 | point & 0x7F)


def _in_word(character: str) -> bool:
    if character > "\uffff":
        return False
    if "\u2000" <= character <= "\u206f":  # quotes, dashes, spaces: nearly all there is in English
        return character in "\u200c\u200d"
    return character.isalnum() or _is_mark(character)


def _is_mark(character: str) -> bool:
    if character < "\u0300":
        return False
    from unicodedata import category  # a megabyte that English copy has no need of

    return category(character).startswith("M")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[{_ALONE}]|[0-9A-Za-z\x80-\xff]+")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(f"[{_ALONE}]")
