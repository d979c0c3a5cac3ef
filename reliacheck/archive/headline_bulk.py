"""The keys of headline_keys.py for many headlines at once, in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reliacheck.archive import headline_keys
from reliacheck.archive.bulk import Hashes, Places, read_texts
from reliacheck.archive.hashing import BASE, MASK, SCATTER, SEPARATOR
from reliacheck.archive.headline_keys import LONGEST, TRIGRAM

Numbers = NDArray[np.uint32]
_HALF = np.uint64(32)
_BASE = np.uint64(BASE)
_TRIGRAMS = 1 << 8 * TRIGRAM
# base^0, base^1, ...: a headline of LONGEST characters has no more words.
_POWERS = np.array([pow(BASE, place, MASK + 1) for place in range(LONGEST + 1)], dtype=np.uint64)


class HeadlineKeys(NamedTuple):
    """The keys of several headlines, in no particular order."""

    words: Hashes  # as word_keys gives them
    words_of: Numbers  # which headline each belongs to: its place in what was given
    trigrams: Numbers  # three letters each, before they are hashed
    trigrams_of: Numbers


def keys_of(headlines: Sequence[str]) -> HeadlineKeys:
    """The keys of every headline; an empty one has none."""
    if not headlines:
        none = np.empty(0, np.uint32)
        return HeadlineKeys(np.empty(0, np.uint64), none, none, none)
    read = read_texts([headline[:LONGEST] for headline in headlines])
    words, owners, places = _words(read.words, read.firsts, read.ends)
    keys = [
        (_key(words, headline_keys.SALT_WORD), owners),
        _pairs(words, owners, 1, headline_keys.SALT_PAIR),
        _pairs(words, owners, 2, headline_keys.SALT_APART),
        _wholes(words, owners, places, len(headlines)),
    ]
    trigrams, trigrams_of = _trigrams(read.letters, read.letters_at)
    return HeadlineKeys(
        np.concatenate([hashes for hashes, _ in keys]),
        np.concatenate([numbers for _, numbers in keys]).astype(np.uint32),
        trigrams,
        trigrams_of,
    )


def rare_trigrams(trigrams: Numbers, most: int) -> NDArray[np.bool_]:
    """Which of them occur at most so often: the others would lead nowhere."""
    counts = np.bincount(trigrams, minlength=_TRIGRAMS)
    kept: NDArray[np.bool_] = (counts <= most)[trigrams]
    return kept


def trigram_hashes(trigrams: Numbers) -> Hashes:
    """Their keys, as trigram_keys gives them."""
    return _key(trigrams.astype(np.uint64), headline_keys.SALT_TRIGRAM)


def _words(words: Hashes, firsts: Places, ends: Places) -> tuple[Hashes, Places, Places]:
    """The words of the headlines without the gaps, whose they are, and which of its words."""
    counts = ends - firsts
    owners = np.repeat(np.arange(firsts.size), counts)
    places = np.arange(owners.size) - np.repeat(np.cumsum(counts) - counts, counts)
    return words[np.repeat(firsts, counts) + places], owners, places


def _pairs(words: Hashes, owners: Places, apart: int, salt: int) -> tuple[Hashes, Places]:
    together = owners[apart:] == owners[:-apart]
    pairs = words[:-apart][together] * _BASE
    pairs += words[apart:][together]
    return _key(pairs, salt), owners[apart:][together]


def _wholes(words: Hashes, owners: Places, places: Places, count: int) -> tuple[Hashes, Places]:
    totals = np.zeros(count, dtype=np.uint64)
    np.add.at(totals, owners, words * _POWERS[places])
    there = np.unique(owners)
    return _key(totals[there], headline_keys.SALT_WHOLE), there


def _trigrams(letters: NDArray[np.uint8], at: Places) -> tuple[Numbers, Numbers]:
    inside = letters != ord(SEPARATOR)
    middles = np.flatnonzero(inside[:-2] & inside[1:-1] & inside[2:]) + 1
    owners = np.searchsorted(at, middles, side="right") - 1
    found = letters[middles - 1].astype(np.uint32)
    found |= letters[middles].astype(np.uint32) << np.uint32(8)
    found |= letters[middles + 1].astype(np.uint32) << np.uint32(16)
    return found, owners.astype(np.uint32)


def _key(numbers: Hashes, salt: int) -> Hashes:
    mixed = numbers ^ np.uint64(salt)
    for _ in range(2):
        mixed *= np.uint64(SCATTER)
        mixed ^= mixed >> _HALF
    return mixed
