"""From what two texts share to P(reuse) and to the relation of the two.

A logistic regression on five features; tools/fit_reuse.py fits it on pairs that were read and
labelled, and docs/measurements/reuse.md says how well it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p
from typing import TYPE_CHECKING, Literal

from reliacheck.article import Article
from reliacheck.reuse.weighing import Weighed, marked, weigh

if TYPE_CHECKING:
    from reliacheck.reuse.comparison import SharedPassage

Relation = Literal["same-copy", "partial-reuse", "independent"]

# Intercept, then the weights of `features_of`.
_WEIGHTS: tuple[float, ...] = (-6.39, 1.94, 0.36, 1.31, 1.51, 0.57)
# The score from which on two texts are not independent.
REUSE = 0.5
# The mean of the two shares from which on they are one copy: one of them may be cut to a third, but
# a brief inside a long story is a part of it.
SAME_COPY = 0.52
# What a chain of reworded sentences tells, as a part of so much prose in a passage; and its weight
# from which on its sentences are shown. Of 55 pairs of stories on one event, read and found
# independent, one has so much.
OF_CHAIN = 0.5
REWORDED = 16.0
# Prose of a passage that counts beside the strongest one.
_SOME_PROSE = 2.0
# Words that tell what a story is about: so long, and in fewer than one article in seven.
_LETTERS = 4
_RARE = 2.0
_FEWEST_WORDS = 10  # a share of fewer says little


def features_of(
    a: Weighed, b: Weighed, shared: Sequence[SharedPassage], chain: float, share: float
) -> tuple[float, ...]:
    """What the score is made of: the prose of the strongest passage or of the chain of reworded
    sentences, that of all other passages (as logarithms), the larger of the two shares, how much
    the texts have in common beside, and the chain by itself."""
    prose = [one.prose for one in shared if one.prose >= _SOME_PROSE]
    best = max(prose, default=max((one.prose for one in shared), default=0.0))
    rest = max(0.0, sum(prose) - best)
    return (
        log1p(max(best, OF_CHAIN * chain)),
        log1p(rest),
        share,
        _common_ground(a, b, shared),
        log1p(chain),
    )


def score_of(features: Sequence[float]) -> float:
    """P(not independent), 0..1."""
    pairs = zip(_WEIGHTS[1:], features, strict=True)
    return 1 / (1 + exp(-_WEIGHTS[0] - sum(weight * feature for weight, feature in pairs)))


def relation_of(score: float, share_of_a: float, share_of_b: float) -> Relation:
    """What two texts are to each other."""
    if score < REUSE:
        return "independent"
    return "same-copy" if (share_of_a + share_of_b) / 2 >= SAME_COPY else "partial-reuse"


def _common_ground(a: Weighed, b: Weighed, shared: Sequence[SharedPassage]) -> float:
    """The share of the rarer words of the text with fewer of them that the other one has too,
    outside the passages; 0..1. Who rewrites keeps to the matter."""
    of_a = _rare_words(a, [one.passage.a for one in shared])
    of_b = _rare_words(b, [one.passage.b for one in shared])
    return len(of_a & of_b) / max(_FEWEST_WORDS, min(len(of_a), len(of_b)))


def _rare_words(text: Weighed, without: Sequence[tuple[int, int]]) -> set[str]:
    words = zip(text.article.memo(_rarities), marked(without, text), strict=True)
    return {word for word, inside in words if word and not inside}


def _rarities(article: Article) -> list[str]:
    """Each word of the article in small letters, "" for one that tells nothing."""
    from reliacheck.text.story_reading import rarity_of  # only where there is something to weigh

    text = weigh(article)
    telling = {
        lower
        for word, tells in zip(text.prepared.words, text.tells, strict=True)
        if tells and len(word.text) >= _LETTERS and rarity_of(lower := word.text.lower()) > _RARE
    }
    return [
        lower if tells and (lower := word.text.lower()) in telling else ""
        for word, tells in zip(text.prepared.words, text.tells, strict=True)
    ]
