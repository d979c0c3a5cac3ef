"""Whether two headlines are the same in nearly the same words, not only about the same thing."""

from reliacheck.text.headline import HeadlineMatch, compare_headlines
from reliacheck.text.headline_reading import read
from reliacheck.text.likeness import ratio
from reliacheck.text.words import folded_words

# compare_headlines is calibrated on pairs of which half are the same. Among all pairs of an edition
# same-event headlines ("X resigns", "X steps down") are far more frequent than duplicates, so
# likeness of wording is asked for as well: of the pairs of 8,000 news headlines above both limits
# about nine in ten were duplicates when read (docs/rules).
_LEAST_SCORE = 0.9
_LEAST_LIKENESS = 78.0
# What makes another statement where only one of the two has it: "calls off strike", "second man".
_TELLING = frozenset(
    "off against under more again second third fourth fifth another ii iii iv"
    " wife husband son daughter brother sister".split()
)
# From this rapidfuzz ratio on, two words that begin alike are one in two spellings
# (as in reliacheck.text.headline).
_SAME_WORD = 70


def same_words(a: str, b: str) -> HeadlineMatch | None:
    """How two headlines match, or None if they are not the same in nearly the same words."""
    match = compare_headlines(a, b)
    if match.identical:
        return match
    if match.score < _LEAST_SCORE or match.conflicts or _likeness(a, b) < _LEAST_LIKENESS:
        return None
    return None if _says_otherwise(a, b) else match


def _likeness(a: str, b: str) -> float:
    """0..100: how alike the words are, whatever their order."""
    mine, theirs = sorted(set(folded_words(a))), sorted(set(folded_words(b)))
    return ratio(" ".join(mine), " ".join(theirs))


def _says_otherwise(a: str, b: str) -> bool:
    """Whether a word turns one of them into another statement, though all others are the same.

    It is one word in the place of another (a template: "boy found", "girl found"), two that have
    changed places ("Ann sues Bob", "Bob sues Ann"), or one that tells where only one has it.
    """
    if _TELLING & (set(folded_words(a)) ^ set(folded_words(b))):
        return True
    mine, theirs = read(a).statement, read(b).statement
    if len(mine) != len(theirs):
        return False
    apart = [at for at, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one != other]
    if len(apart) == 1:
        return not _one_spelling(mine[apart[0]], theirs[apart[0]])
    swapped = [mine[at] for at in apart] == [theirs[at] for at in reversed(apart)]
    return len(apart) == 2 and swapped and apart[1] - apart[0] > 1  # else a list


def _one_spelling(one: str, other: str) -> bool:
    return one[0] == other[0] and ratio(one, other) >= _SAME_WORD
