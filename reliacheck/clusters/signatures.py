"""MinHash signatures of many texts at once, in numpy.

They are those of datasketch, bit for bit: scheme "affine32" (datasketch 2.0 and later), 128 values
of 32 bits, seed 1, over the k-grams of reliacheck.archive.hashing with `token_hash` as hash
function. So this gives the same, one text at a time:

    signature = MinHash(num_perm=128, seed=1, scheme="affine32", hashfunc=token_hash)
    for kgram in hash_kgrams(text):
        signature.update(kgram)

A test holds the two equal. (Broder, "On the resemblance and containment of documents", 1997.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reliacheck.archive.bulk import hash_texts

__all__ = ["EMPTY", "SCHEME", "SEED", "VALUES", "Values", "as_minhash", "sign", "token_hash"]

VALUES = 128
SEED = 1
SCHEME = "affine32"

Values = NDArray[np.uint32]

# Texts of 3 kB at once: their k-grams, 4 bytes each, stay in the second-level cache.
_BATCH = 64
EMPTY = np.uint32((1 << 32) - 1)  # every value of a text without a k-gram
# The finalizer of MurmurHash3, which datasketch mixes a token's hash with: shift, factor, ...
_MIX = ((16, 0x85EBCA6B), (13, 0xC2B2AE35))
_LAST_SHIFT = np.uint32(16)


def token_hash(kgram: int) -> int:
    """The 32 bits that a k-gram's hash of 64 is to datasketch."""
    return kgram >> 32


def sign(texts: Sequence[str]) -> Values:
    """A row of VALUES for each text; datasketch's empty one for a text without a k-gram."""
    batches = [sign_batch(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
    return np.concatenate(batches) if batches else np.empty((0, VALUES), np.uint32)


def sign_batch(texts: Sequence[str]) -> Values:
    """The same of a few texts."""
    kgrams = hash_texts(texts)
    owners, firsts = np.unique(kgrams.texts, return_index=True)
    values = np.full((len(texts), VALUES), EMPTY)
    if owners.size:
        tokens = _mixed((kgrams.hashes >> np.uint64(32)).astype(np.uint32))
        for number, row in enumerate(_minima(tokens, firsts)):
            values[owners, number] = row
    return values


def _minima(tokens: Values, firsts: NDArray[np.intp]) -> Iterator[Values]:
    """For each permutation the least value of each text, whose tokens begin at `firsts`."""
    room = np.empty_like(tokens)
    for factor, summand in zip(*permutations(), strict=True):
        np.multiply(tokens, factor, out=room)
        room += summand
        yield np.minimum.reduceat(room, firsts)


def _mixed(tokens: Values) -> Values:
    for shift, factor in _MIX:
        tokens ^= tokens >> np.uint32(shift)
        tokens *= np.uint32(factor)
    tokens ^= tokens >> _LAST_SHIFT
    return tokens


@cache
def permutations() -> tuple[Values, Values]:
    """datasketch's own: factors and summands."""
    from datasketch import MinHash  # type: ignore[import-untyped]

    factors, summands = MinHash(num_perm=VALUES, seed=SEED, scheme=SCHEME).permutations
    return factors.astype(np.uint32), summands.astype(np.uint32)


def as_minhash(values: Values) -> Any:
    """A signature as datasketch's LeanMinHash: for its indexes, or for exchange."""
    from datasketch import LeanMinHash

    return LeanMinHash(seed=SEED, hashvalues=values, scheme=SCHEME)
