"""From a headline to the keys under which an archive keeps it: standard library only.

A headline is found again by its words, its pairs of neighbouring words, the pairs with one word
between them, and all its words together; where typing errors have spoilt those, by the trigrams of
its letters. Words are what hashing.py says, in any language. headline_bulk.py makes the same keys
for many headlines at once; a property test holds the two equal on any text.
"""

from __future__ import annotations

from itertools import pairwise

from reliacheck.archive.hashing import BASE, MASK, SCATTER, fold_bytes, hash_words

__all__ = ["LONGEST", "SCHEME", "trigram_keys", "word_keys"]

# Any change of the keys makes another scheme: they are on disk. hashing.SCHEME stays below it.
SCHEME = 0x101
LONGEST = 300  # characters of a headline that count

# What tells keys of one kind from those of another.
SALT_WORD = 0x9AE16A3B2F90404F
SALT_PAIR = 0xC949C7DEFCC6AE35
SALT_APART = 0xE7037ED1A0B428DB
SALT_WHOLE = 0x8EBC6AF09C88C6E3
SALT_TRIGRAM = 0x589965CC75374CC3
TRIGRAM = 3


def word_keys(headline: str) -> list[int]:
    """The keys of a headline's words, pairs and whole, 64 bits each; nothing if it has no words."""
    words = hash_words(headline[:LONGEST])
    if not words:
        return []
    return [
        *(_key(word, SALT_WORD) for word in words),
        *(_key(_pair(one, two), SALT_PAIR) for one, two in pairwise(words)),
        *(_key(_pair(one, two), SALT_APART) for one, two in zip(words, words[2:], strict=False)),
        _key(_whole(words), SALT_WHOLE),
    ]


def trigram_keys(headline: str) -> list[int]:
    """A key for each three letters in a row, in one word."""
    letters = fold_bytes(headline[:LONGEST])
    trigrams = [letters[at : at + TRIGRAM] for at in range(len(letters) - TRIGRAM + 1)]
    return [
        _key(int.from_bytes(trigram, "little"), SALT_TRIGRAM)
        for trigram in trigrams
        if b" " not in trigram
    ]


def _pair(one: int, two: int) -> int:
    return one * BASE + two & MASK


def _whole(words: list[int]) -> int:
    total, power = 0, 1
    for word in words:
        total += word * power
        power = power * BASE & MASK
    return total & MASK


def _key(number: int, salt: int) -> int:
    mixed = (number ^ salt) * SCATTER & MASK
    mixed = (mixed ^ mixed >> 32) * SCATTER & MASK
    return mixed ^ mixed >> 32
