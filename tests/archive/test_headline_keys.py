from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reliacheck.archive.headline_bulk import keys_of, rare_trigrams, trigram_hashes
from reliacheck.archive.headline_keys import LONGEST, trigram_keys, word_keys

HEADLINE = "Harbour bridge reopens after storm"


@given(st.lists(st.text(max_size=80), max_size=6))
@example(["", "東京で火事、3人死亡", "x" * 2 * LONGEST, "a\ud800b", "\U0001f600🚀 é ﬁ İ ß", "x x"])
def test_many_at_once_have_the_keys_of_each(headlines: list[str]) -> None:
    bulk = keys_of(headlines)
    hashed = trigram_hashes(bulk.trigrams)
    for number, headline in enumerate(headlines):
        words = bulk.words[bulk.words_of == number].tolist()
        assert Counter(words) == Counter(word_keys(headline))
        trigrams = hashed[bulk.trigrams_of == number].tolist()
        assert Counter(trigrams) == Counter(trigram_keys(headline))


def test_what_two_headlines_have_in_common_is_in_their_keys() -> None:
    mine = set(word_keys(HEADLINE))
    assert len(mine) == 5 + 4 + 3 + 1
    assert set(word_keys("HARBOUR BRIDGE – reopens, after storm")) == mine
    one_typo = set(word_keys("Harbour bridge reopns after storm"))
    # Four words, two pairs of neighbours, the pair around the typo, and one beside it.
    assert len(one_typo & mine) == 4 + 2 + 1
    swapped = set(word_keys("Bridge harbour reopens after storm"))
    assert len(swapped & mine) == 5 + 2 + 1 + 1 - 1


@pytest.mark.parametrize("headline", ["", "   ", "...", "🚀"])
def test_no_words_no_keys(headline: str) -> None:
    assert word_keys(headline) == []
    assert trigram_keys(headline) == []


def test_a_typo_leaves_most_trigrams() -> None:
    mine, other = (
        set(trigram_keys(HEADLINE)),
        set(trigram_keys("Harbour brigde reopens after strm")),
    )
    assert len(mine & other) / len(mine) > 0.6


def test_common_trigrams_are_told_from_rare_ones() -> None:
    trigrams = np.array([1, 2, 1, 3, 1], dtype=np.uint32)
    assert rare_trigrams(trigrams, 2).tolist() == [False, True, False, True, False]
