"""How alike two texts are letter by letter: what rapidfuzz's functions of these names say.

To load rapidfuzz takes longer than to compare two headlines without it, and a check of one article
compares a pair or two. So the first comparisons of a run are made here, and the result is the same
to the last bit; a test holds it to that.
"""

from __future__ import annotations

from itertools import count

_FEW = 16  # comparisons that a run makes before it is worth to load rapidfuzz
_comparison = count(1)


def ratio(a: str, b: str) -> float:
    """0..100: how many letters the two share in order."""
    if _are_many():
        from rapidfuzz import fuzz

        return fuzz.ratio(a, b)
    return _similarity(_common(a, b), len(a) + len(b)) * 100


def token_set_ratio(a: str, b: str) -> float:
    """0..100: the same for their words in order of the alphabet, where shared words count once."""
    if _are_many():
        from rapidfuzz import fuzz

        return fuzz.token_set_ratio(a, b)
    mine, theirs = set(a.split()), set(b.split())
    if not mine or not theirs:
        return 0.0
    shared = " ".join(sorted(mine & theirs))
    only_a, only_b = (" ".join(sorted(words)) for words in (mine - theirs, theirs - mine))
    if shared and not (only_a and only_b):
        return 100.0
    gap = bool(shared)
    length_a, length_b = (len(shared) + gap + len(only) for only in (only_a, only_b))
    distance = len(only_a) + len(only_b) - 2 * _common(only_a, only_b)
    best = _by_distance(distance, length_a + length_b)
    if not shared:
        return best
    return max(
        best,
        _by_distance(gap + len(only_a), len(shared) + length_a),
        _by_distance(gap + len(only_b), len(shared) + length_b),
    )


def partial_ratio(a: str, b: str) -> float:
    """0..100: how alike the shorter one is to that stretch of the longer one which is most so."""
    if len(a) > len(b):
        a, b = b, a
    if _are_many() or len(b) - len(a) > _MOST_WINDOWS:
        from rapidfuzz import fuzz

        return fuzz.partial_ratio(a, b)
    if not a:
        return 100.0 if not b else 0.0
    best = _best_window(a, b)
    return best if best == 100 or len(a) != len(b) else max(best, _best_window(b, a))


_MOST_WINDOWS = 200  # starts of a stretch to try


def _are_many() -> bool:
    return next(_comparison) > _FEW


def _best_window(a: str, b: str) -> float:
    """The best of the stretches of b as long as a, and of the shorter ones at its two ends."""
    size, letters = len(a), _places(a)
    heads = _commons(letters, size, b[: size - 1])
    tails = _commons(_places(a[::-1]), size, b[: -size - 1 : -1])
    best = max(
        (
            _similarity(common, size + length)
            for commons in (heads, tails)
            for length, common in enumerate(commons, start=1)
        ),
        default=0.0,
    )
    most = start = 0
    while start < len(b) - size:
        common = _commons(letters, size, b[start : start + size])[-1]
        most = max(most, common)
        start += most + 1 - common  # one letter further on there is one more at best
    return max(best, _similarity(most, 2 * size)) * 100


def _similarity(common: int, length: int) -> float:
    """Share of the letters of both, `length` in all, that are common."""
    return 1.0 - (length - 2 * common) / length if length else 1.0


def _by_distance(distance: int, length: int) -> float:
    return 100.0 - 100 * distance / length if length else 100.0


def _common(a: str, b: str) -> int:
    """The length of the longest common subsequence."""
    return _commons(_places(a), len(a), b)[-1] if a and b else 0


def _places(text: str) -> dict[str, int]:
    """For each letter the places at which it stands, as bits."""
    places: dict[str, int] = {}
    for place, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | 1 << place
    return places


def _commons(places: dict[str, int], size: int, text: str) -> list[int]:
    """The length of the longest common subsequence with each beginning of `text`.

    By Hyyrö's bit-parallel algorithm (2004): zero bits of the row are places of the longest one.
    """
    row = mask = (1 << size) - 1
    lengths = []
    for letter in text:
        matched = row & places.get(letter, 0)
        row = (row + matched | row - matched) & mask
        lengths.append(size - row.bit_count())
    return lengths
