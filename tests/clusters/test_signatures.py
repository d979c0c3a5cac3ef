"""Our signatures are datasketch's, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash, MinHashLSH  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from reliacheck.archive.bulk import hash_texts
from reliacheck.archive.hashing import hash_kgrams
from reliacheck.clusters.signatures import (
    EMPTY,
    SCHEME,
    SEED,
    VALUES,
    as_minhash,
    sign,
    token_hash,
)

words = st.sampled_from(["storm", "Agnes", "the", "of", "boats", "été", "1,200", "港", "🙂", "a-b"])
texts = st.lists(st.one_of(st.lists(words, max_size=40).map(" ".join), st.text()), max_size=5)


def theirs(text: str) -> MinHash:
    """datasketch's signature of a text, one token at a time."""
    signature = MinHash(num_perm=VALUES, seed=SEED, scheme=SCHEME, hashfunc=token_hash)
    for kgram in hash_kgrams(text):
        signature.update(kgram)
    return signature


@given(texts)
def test_signatures_are_those_of_datasketch(some: list[str]) -> None:
    ours = sign(some)
    assert ours.shape == (len(some), VALUES)
    for row, text in zip(ours, some, strict=True):
        expected = theirs(text).hashvalues
        assert row.dtype == expected.dtype == np.uint32
        assert row.tolist() == expected.tolist()


@given(texts)
def test_all_kgrams_are_those_of_one_text_at_a_time(some: list[str]) -> None:
    found = hash_texts(some)
    for number, text in enumerate(some):
        assert found.hashes[found.texts == number].tolist() == hash_kgrams(text)


def test_more_texts_than_are_read_at_once() -> None:
    many = [f"boat {number} lies in the harbour of Sandvik again" for number in range(150)]
    assert [row.tolist() for row in sign(many)] == [
        theirs(text).hashvalues.tolist() for text in many
    ]


def test_a_text_without_a_kgram_has_the_empty_signature() -> None:
    (row,) = sign(["four words, no more"])
    assert (row == EMPTY).all()
    assert theirs("four words, no more").is_empty()


def test_signatures_go_into_datasketchs_index_and_exchange_format() -> None:
    text = "Storm Agnes sank eleven boats at their moorings in the harbour of Sandvik"
    ours = as_minhash(sign([text])[0])
    assert ours == LeanMinHash(theirs(text))
    index = MinHashLSH(threshold=0.5, num_perm=VALUES)
    index.insert("storm", theirs(text))
    assert index.query(ours) == ["storm"]
    room = bytearray(ours.bytesize())
    ours.serialize(room)
    assert LeanMinHash.deserialize(room).jaccard(ours) == pytest.approx(1.0)
