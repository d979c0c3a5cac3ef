"""How well scores tell two classes apart, and how far they are probabilities.

Every figure is computed from a `Tally`: how many examples of either class have each score. A
bootstrap resample is another tally of the same scores. A figure that the examples cannot give, such
as an AUC with one class only, is NaN.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BINS = 10

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Tally(NamedTuple):
    """How many examples of either class have each score."""

    scores: Floats  # 0..1, each once, ascending
    positive: Floats  # how many positive examples have this score
    negative: Floats

    @property
    def all(self) -> Floats:
        """How many examples have each score."""
        return self.positive + self.negative

    @property
    def totals(self) -> tuple[float, float]:
        """How many examples are positive, and how many negative."""
        return float(self.positive.sum()), float(self.negative.sum())

    @property
    def has_both(self) -> bool:
        """Whether there are examples of both classes."""
        return min(self.totals) > 0


class Examples:
    """Scored examples of two classes, grouped by score once for any number of tallies."""

    def __init__(self, scores: Sequence[float], labels: Sequence[bool]) -> None:
        self._scores, self._place = np.unique(
            np.asarray(scores, dtype=np.float64), return_inverse=True
        )
        self._labels = np.asarray(labels, dtype=np.float64)

    def __len__(self) -> int:
        return len(self._labels)

    def tally(self, weights: Floats | None = None) -> Tally:
        """The tally in which each example counts as often as its weight says, once unless given."""
        counted = np.ones(len(self)) if weights is None else weights
        positive = self._sum(counted * self._labels)
        return Tally(self._scores, positive, self._sum(counted) - positive)

    def _sum(self, weights: Floats) -> Floats:
        return np.bincount(self._place, weights, len(self._scores)).astype(np.float64)


def auc(tally: Tally) -> float:
    """Area under the ROC curve: how often a positive example scores above a negative one, ties
    counting half (the Mann-Whitney statistic)."""
    if not tally.has_both:
        return nan
    positive, negative = tally.totals
    below = np.cumsum(tally.negative) - tally.negative
    above = float((tally.positive * (below + tally.negative / 2)).sum())
    return above / (positive * negative)


def average_precision(tally: Tally) -> float:
    """The mean over the positive examples of the precision at their score (no interpolation)."""
    if not tally.has_both:
        return nan
    right, called = (np.cumsum(held[::-1]) for held in (tally.positive, tally.all))
    gains = tally.positive[::-1]
    kept = gains > 0
    return float((gains[kept] * right[kept] / called[kept]).sum()) / tally.totals[0]


class Point(NamedTuple):
    """What becomes of the examples when those from a threshold on are called positive."""

    threshold: float | None  # None where something else decides than a threshold
    right: float  # positive examples called positive
    wrong: float  # negative ones called positive
    missed: float  # positive ones called negative

    @property
    def called(self) -> float:
        """Examples called positive."""
        return self.right + self.wrong

    @property
    def precision(self) -> float:
        """Of those called positive, the share that is; NaN if none is called so."""
        return self.right / self.called if self.called else nan

    @property
    def recall(self) -> float:
        """Of the positive ones, the share called so; NaN if there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else nan

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; NaN if no example is positive."""
        if not self.right + self.missed:
            return nan
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


def point_at(tally: Tally, threshold: float) -> Point:
    """What a threshold does."""
    called = tally.scores >= threshold
    right, wrong = float(tally.positive[called].sum()), float(tally.negative[called].sum())
    return Point(threshold, right, wrong, tally.totals[0] - right)


def points(tally: Tally) -> list[Point]:
    """What each score does as a threshold, from the highest down."""
    positive = tally.totals[0]
    right, wrong = np.cumsum(tally.positive[::-1]), np.cumsum(tally.negative[::-1])
    return [
        Point(score, true, false, positive - true)
        for score, true, false in zip(
            tally.scores[::-1].tolist(), right.tolist(), wrong.tolist(), strict=True
        )
    ]


def best_point(tally: Tally) -> Point | None:
    """The threshold with the best F1, the highest one of several; None with one class only."""
    if not tally.has_both:
        return None
    return max(points(tally), key=lambda point: point.f1)


def best_f1(tally: Tally) -> float:
    """The F1 there."""
    if not tally.has_both:
        return nan
    right, called = (np.cumsum(held[::-1]) for held in (tally.positive, tally.all))
    return float((2 * right / (called + tally.totals[0])).max())


def precise_point(tally: Tally, precision: float) -> Point | None:
    """The lowest threshold with such a precision; None if there is none, or one class only."""
    if not tally.has_both:
        return None
    return next((one for one in reversed(points(tally)) if one.precision >= precision), None)


def roundest(low: float, high: float) -> float:
    """The number with the fewest decimals that is above `low` and not above `high`, of several the
    one nearest their middle.

    As a threshold it parts the same scores as `high` does; it is easier to say, and new scores
    have some room on either side.
    """
    for decimals in range(1, 17):
        rounded = round((low + high) / 2, decimals)
        if low < rounded <= high:
            return rounded
    return high


def rounded_point(tally: Tally, point: Point) -> Point:
    """The same point with the roundest threshold; 0 if it is below all scores."""
    assert point.threshold is not None
    below = tally.scores[(tally.scores < point.threshold) & (tally.all > 0)]
    if not len(below):
        return point._replace(threshold=0.0)
    return point._replace(threshold=roundest(float(below[-1]), point.threshold))


class Bin(NamedTuple):
    """The examples whose score lies in a stretch."""

    low: float  # of the stretch
    high: float
    size: float  # how many there are
    positive: float  # how many of them are
    score: float  # their mean score; NaN if there are none

    @property
    def share(self) -> float:
        """The share of them that is positive; NaN if there are none."""
        return self.positive / self.size if self.size else nan


def bins(tally: Tally, count: int = BINS) -> list[Bin]:
    """The examples in bins of equal width. A score on the border is in the upper one, 1 in the
    last."""
    place = np.minimum((tally.scores * count).astype(np.int64), count - 1)
    edges = [(number / count, (number + 1) / count) for number in range(count)]
    return _binned(tally, place, edges)


def adaptive_bins(tally: Tally, count: int = BINS) -> list[Bin]:
    """The examples in bins with as equal numbers as there can be without parting equal scores."""
    middle = np.cumsum(tally.all) - tally.all / 2
    total = max(float(tally.all.sum()), 1.0)
    place = np.minimum((middle * count / total).astype(np.int64), count - 1)
    edges = []
    for number in range(count):
        held = tally.scores[place == number]
        edges.append((float(held[0]), float(held[-1])) if len(held) else (nan, nan))
    return [one for one in _binned(tally, place, edges) if one.size]


def _binned(tally: Tally, place: Integers, edges: Sequence[tuple[float, float]]) -> list[Bin]:
    counts, positive, scores = (
        np.bincount(place, values, len(edges)).tolist()
        for values in (tally.all, tally.positive, tally.all * tally.scores)
    )
    return [
        Bin(low, high, held, right, total / held if held else nan)
        for (low, high), held, right, total in zip(edges, counts, positive, scores, strict=True)
    ]


def calibration_error(held: Sequence[Bin]) -> float:
    """Expected calibration error: how far the mean score of a bin is from its share of positive
    examples, on the mean over the examples (Naeini, Cooper and Hauskrecht 2015)."""
    total = sum(one.size for one in held)
    if not total:
        return nan
    return sum(abs(one.score - one.share) * one.size for one in held if one.size) / total


def ece(tally: Tally) -> float:
    """The calibration error over bins of equal width."""
    return calibration_error(bins(tally))


def adaptive_ece(tally: Tally) -> float:
    """The calibration error over bins of equal numbers."""
    return calibration_error(adaptive_bins(tally))


def brier(tally: Tally) -> float:
    """The mean square of what a score is off (Brier 1950)."""
    total = float(tally.all.sum())
    if not total:
        return nan
    off = tally.positive * (1 - tally.scores) ** 2 + tally.negative * tally.scores**2
    return float(off.sum()) / total


def macro_f1(matrix: Sequence[Sequence[float]]) -> float:
    """The mean F1 of the classes of a confusion matrix: a row a true class, a column a predicted
    one. NaN if a class has no true example."""
    values = []
    for number, row in enumerate(matrix):
        true, called = sum(row), sum(other[number] for other in matrix)
        if not true:
            return nan
        values.append(2 * row[number] / (true + called))
    return sum(values) / len(values) if values else nan


def pearson(a: Floats, b: Floats, weights: Floats) -> float:
    """Correlation of two series in which each pair counts as often as its weight says; NaN if one
    of them does not vary."""
    total = float(weights.sum())
    if not total:
        return nan
    off_a, off_b = (values - (values * weights).sum() / total for values in (a, b))
    spread = float((off_a**2 * weights).sum() * (off_b**2 * weights).sum())
    if spread <= _NO_SPREAD:
        return nan
    return float((off_a * off_b * weights).sum()) / sqrt(spread)


_NO_SPREAD = 1e-24  # what rounding leaves of none


def ranks(values: Floats, weights: Floats) -> Floats:
    """The rank of each value, the mean one for equal ones, counted by weight."""
    levels, place = np.unique(values, return_inverse=True)
    held = np.bincount(place, weights, len(levels))
    middle = np.cumsum(held) - held / 2
    return np.asarray(middle[place], dtype=np.float64)


def spearman(a: Floats, b: Floats, weights: Floats) -> float:
    """Pearson's correlation of the ranks."""
    return pearson(ranks(a, weights), ranks(b, weights), weights)
