"""From what two texts share to P(reuse) and to the relation."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reliacheck.reuse.comparison import Relation, SharedPassage

_WEIGHTS: tuple[float, ...] = (-6.0, 2.0, 0.5, 0.3, 1.0)
_SAME_COPY = 0.6
_REUSE = 0.5


def features_of(
    shared: Sequence[SharedPassage], share_of_a: float, share_of_b: float
) -> tuple[float, ...]:
    """What the score is made of, for fitting its weights."""
    best = max((one.prose for one in shared), default=0.0)
    total = sum(one.prose for one in shared if one.prose >= 2)
    run = max((one.longest_run for one in shared), default=0)
    return (log1p(best), log1p(total), log1p(run), max(share_of_a, share_of_b))


def score_of(shared: Sequence[SharedPassage], share_of_a: float, share_of_b: float) -> float:
    """P(not independent), 0..1."""
    features = features_of(shared, share_of_a, share_of_b)
    evidence = _WEIGHTS[0] + sum(
        weight * feature for weight, feature in zip(_WEIGHTS[1:], features, strict=True)
    )
    return 1 / (1 + exp(-evidence))


def relation_of(score: float, share_of_a: float, share_of_b: float) -> Relation:
    """What the two are to each other."""
    if score < _REUSE:
        return "independent"
    return "same-copy" if max(share_of_a, share_of_b) >= _SAME_COPY else "partial-reuse"
