from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reliacheck.archive.bulk import fingerprint_texts
from reliacheck.archive.hashing import (
    KGRAM,
    SCHEME,
    WINDOW,
    find_kgrams,
    find_words,
    fingerprint,
    fold_character,
    hash_kgrams,
    winnow,
)

LEAD = "The harbour board of Port Ellary voted late on Tuesday to close the old northern pier."

# What texts are made of: words of all lengths and scripts, and what stands between them.
SAMPLES = """
    a of 7 1,000.5 U.S. don’t naïve Čapek ÉTÉ Straße İstanbul ΟΔΟΣ Київ Москва हिन्दी قال שלום
    harbour harbourmasters counterrevolutionaries counterdemonstrators 東京 東京タワー 한국어 ﬁre
    K \u212a 😀 e\u0301 x\u00adx x\u200dx x\u200bx \ud800 \x00 _ \u00b5 \u01c5 \ufb00 \U00020000
"""
WORDS = st.sampled_from(SAMPLES.split())
GAPS = st.sampled_from([" ", " ", " ", "\n\n", "\u00a0", " — ", "’", "", "\u3000", ", “", "\ufeff"])
# Surrogates on their own are no text, but JSON has them.
ANYTHING = st.text(st.characters(exclude_categories=[]))
TEXTS = st.one_of(
    ANYTHING,
    st.lists(st.one_of(WORDS, GAPS, ANYTHING.filter(lambda text: len(text) < 5)), max_size=80).map(
        "".join
    ),
    st.lists(WORDS, max_size=60).map(" ".join),
)


@given(st.lists(TEXTS, max_size=8))
@example([""])
@example(["one two three four", "five", "", "six seven eight nine ten"])
@example(["0 1 2 3 4 5 6 7 8 9 a b c d e f", " ", "x x x x x x x x x x x x x x x x x x"])
@example(["㐀ÿ0 one two three four"])
def test_both_sides_hash_any_text_alike(texts: list[str]) -> None:
    found = fingerprint_texts(texts)
    expected = [(number, at) for at, text in enumerate(texts) for number in fingerprint(text)]
    assert list(zip(found.hashes.tolist(), found.texts.tolist(), strict=True)) == expected


def test_both_sides_hash_every_character_alike() -> None:
    everything = [chr(point) for point in range(0x11000)]
    texts = [" ".join(f"a{character}b {character}" for character in everything)]
    texts += ["".join(everything[at : at + 97]) for at in range(0, len(everything), 97)]
    found = fingerprint_texts(texts)
    assert found.hashes.tolist() == [number for text in texts for number in fingerprint(text)]


def test_texts_do_not_hang_on_their_neighbours() -> None:
    chance = random.Random(5)
    texts = [" ".join(chance.choices("abcdefghij", k=chance.randrange(30))) for _ in range(500)]
    found = fingerprint_texts(texts)
    assert len(set(found.texts.tolist())) > 300
    for at, text in enumerate(texts):
        assert found.hashes[found.texts == at].tolist() == fingerprint(text)


@given(TEXTS)
def test_a_kgram_has_the_hash_of_the_text_where_it_stands(text: str) -> None:
    kgrams = find_kgrams(text)
    assert [kgram.hash for kgram in kgrams] == hash_kgrams(text)
    assert len(kgrams) == max(len(find_words(text)) - KGRAM + 1, 0)
    for kgram in kgrams:
        assert hash_kgrams(text[kgram.start : kgram.end]) == [kgram.hash]


def test_places_are_code_points_of_the_given_text() -> None:
    text = "“Überall,” said Ms. İnce—née Ødegård—twice."
    words = [text[start:end] for start, end in find_words(text)]
    assert words == ["Überall", "said", "Ms", "İnce", "née", "Ødegård", "twice"]
    assert [text[k.start : k.end] for k in find_kgrams(text)] == [
        "Überall,” said Ms. İnce—née",
        "said Ms. İnce—née Ødegård",
        "Ms. İnce—née Ødegård—twice",
    ]


@pytest.mark.parametrize(
    "same",
    [
        LEAD.upper(),
        LEAD.replace(" ", "\u00a0"),
        LEAD.replace(" ", "\n"),
        f"“{LEAD}” – ",
        LEAD.replace("Port Ellary", "Port-Ellary"),
        LEAD.replace(" on ", " 😀 on "),
    ],
)
def test_case_spaces_and_punctuation_do_not_count(same: str) -> None:
    assert hash_kgrams(same) == hash_kgrams(LEAD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don't we all say so", "DON’T WE ALL SAY SO"),
        ("élan vital de la ville", "ÉLAN VITAL DE LA VILLE"),
        ("совет порта закрыл старый причал", "СОВЕТ ПОРТА ЗАКРЫЛ СТАРЫЙ ПРИЧАЛ"),
        ("ο παλιός δρόμος του λιμανιού", "Ο ΠΑΛΙΌΣ ΔΡΌΜΟΣ ΤΟΥ ΛΙΜΑΝΙΟΎ"),
    ],
)
def test_case_does_not_count_in_other_scripts(one: str, other: str) -> None:
    assert hash_kgrams(one) == hash_kgrams(other) != []


@pytest.mark.parametrize(
    ("other", "changed"),
    [
        (LEAD.replace("voted", "vote"), 5),
        (LEAD.replace("late on", "on late"), 6),
        (LEAD.replace("pier", "piers"), 1),
        (LEAD.replace("northern", "nörthern"), 2),
    ],
)
def test_other_words_make_other_hashes(other: str, changed: int) -> None:
    pairs = zip(hash_kgrams(LEAD), hash_kgrams(other), strict=True)
    assert sum(one != two for one, two in pairs) == changed


def test_han_and_kana_are_a_word_each() -> None:
    text = "港の理事会は、古い桟橋を閉鎖。"
    assert [text[start:end] for start, end in find_words(text)] == list(
        "港の理事会は古い桟橋を閉鎖"
    )
    assert len(fingerprint_texts([text]).hashes) > 0


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (4, 0), (5, 1), (6, 1), (11, 1), (12, 1)])
def test_short_texts(count: int, expected: int) -> None:
    words = " ".join(f"word{number}" for number in range(count))
    assert len(fingerprint(words)) == expected
    assert len(fingerprint_texts([words]).hashes) == expected


def test_winnowing_keeps_the_least_of_each_window_once() -> None:
    assert winnow([]) == []
    assert winnow([5, 3, 4]) == [3]
    assert winnow([9, 8, 7, 6, 5, 4, 3, 2, 1]) == [2, 1]
    assert winnow([1, *range(2, 9), 1, *range(2, 9)]) == [1]
    assert winnow([3] * 20) == [3]


@given(st.integers(0, 2**32), st.integers(KGRAM + WINDOW - 1, 40))
def test_a_verbatim_run_of_twelve_words_is_always_hit(seed: int, length: int) -> None:
    """Winnowing's guarantee, with the k-grams of the new text unwinnowed."""
    chance = random.Random(seed)
    run = " ".join(chance.choices(VOCABULARY, k=length))
    published = planted(run, chance)
    new = planted(run, chance)
    start = new.index(run)
    indexed = set(fingerprint_texts(["something else", published]).hashes.tolist())
    hits = [kgram for kgram in find_kgrams(new) if kgram.hash in indexed]
    assert any(start <= hit.start and hit.end <= start + len(run) for hit in hits)


VOCABULARY = [f"{first}{last}" for first in "bdfglmnrst" for last in ("ay", "ore", "il", "ention")]


def planted(run: str, chance: random.Random) -> str:
    """`run` somewhere among other words."""
    before = chance.choices(VOCABULARY, k=chance.randrange(40))
    after = chance.choices(VOCABULARY, k=chance.randrange(40))
    return " ".join([*before, run, *after])


def test_the_numbers_on_disk_stay_what_they_are() -> None:
    """Whoever changes one of these has made another SCHEME."""
    assert SCHEME == 1
    text = "The harbourmaster’s counterdemonstrators: 東京, Київ – naïve"
    assert hash_kgrams(text) == [
        5889023417682137656,
        5302091438666971912,
        9319605960713097472,
        2436850064149160323,
    ]
    folded = "".join(fold_character(character) for character in "ÉΣςßİ\u212a東・—\u200d\u0301😀")
    assert folded == "\xe9\xc3\xc3\xdf\xb0k\u6771  \x8d\x81 "
