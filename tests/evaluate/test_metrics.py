"""The figures by hand, and by their simplest definitions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import isnan, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reliacheck.evaluate import metrics
from reliacheck.evaluate.bootstrap import Figure, figures
from reliacheck.evaluate.metrics import Examples, Floats, Tally

SCORES = [0.9, 0.8, 0.7, 0.7, 0.3, 0.1]
LABELS = [True, True, False, True, False, False]

# Few different scores, so that there are ties, and some on the borders of bins.
example = st.tuples(
    st.sampled_from([0.0, 0.05, 0.1, 0.25, 0.3, 0.5, 0.77, 0.95, 1.0]), st.booleans()
)
many = st.lists(example, min_size=1, max_size=40)


def tally_of(scores: Sequence[float], labels: Sequence[bool]) -> Tally:
    return Examples(scores, labels).tally()


def split(pairs: Sequence[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [score for score, _ in pairs], [label for _, label in pairs]


# By hand


def test_auc_by_hand() -> None:
    # Of nine pairs eight are in order and one is a tie.
    assert metrics.auc(tally_of(SCORES, LABELS)) == pytest.approx(8.5 / 9)


def test_average_precision_by_hand() -> None:
    # Precision 1 at .9 and at .8, 3/4 at .7, where the third positive one is.
    assert metrics.average_precision(tally_of(SCORES, LABELS)) == pytest.approx((1 + 1 + 0.75) / 3)


def test_a_point_by_hand() -> None:
    point = metrics.point_at(tally_of(SCORES, LABELS), 0.75)
    assert (point.right, point.wrong, point.missed) == (2, 0, 1)
    assert point.precision == 1.0
    assert point.recall == pytest.approx(2 / 3)
    assert point.f1 == pytest.approx(0.8)


def test_the_best_threshold_by_hand() -> None:
    tally = tally_of(SCORES, LABELS)
    best = metrics.best_point(tally)
    assert best is not None
    assert best.threshold == 0.7
    assert best.f1 == pytest.approx(6 / 7)
    assert metrics.rounded_point(tally, best).threshold == 0.5


def test_the_lowest_precise_threshold_by_hand() -> None:
    tally = tally_of(SCORES, LABELS)
    precise = metrics.precise_point(tally, 0.95)
    assert precise is not None
    assert precise.threshold == 0.8
    assert metrics.rounded_point(tally, precise).threshold == 0.8
    relaxed = metrics.precise_point(tally, 0.5)
    assert relaxed is not None
    assert relaxed.threshold == 0.1, "all of them: three of six"
    assert metrics.rounded_point(tally, relaxed).threshold == 0.0
    upside_down = tally_of([0.9, 0.1], [False, True])
    assert metrics.precise_point(upside_down, 0.95) is None


def test_calibration_by_hand() -> None:
    tally = tally_of(SCORES, LABELS)
    # Bins: .9 (1 of 1), .8 (1 of 1), .7 (1 of 2), .3 and .1 (none).
    assert metrics.ece(tally) == pytest.approx((0.1 + 0.2 + 2 * 0.2 + 0.3 + 0.1) / 6)
    assert metrics.brier(tally) == pytest.approx((0.01 + 0.04 + 0.49 + 0.09 + 0.09 + 0.01) / 6)


def test_a_score_on_a_border_is_in_the_upper_bin_and_1_in_the_last() -> None:
    held = metrics.bins(tally_of([0.1, 0.0999, 0.9, 1.0], [True] * 4))
    assert [one.size for one in held] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert (held[0].low, held[0].high, held[9].high) == (0.0, 0.1, 1.0)


def test_adaptive_bins_hold_equal_numbers_and_never_part_equal_scores() -> None:
    held = metrics.adaptive_bins(tally_of([number / 100 for number in range(100)], [True] * 100))
    assert [one.size for one in held] == [10] * 10
    tied = metrics.adaptive_bins(tally_of([0.2] * 50 + [0.8] * 50, [True] * 100))
    assert [(one.low, one.high, one.size) for one in tied] == [(0.2, 0.2, 50), (0.8, 0.8, 50)]


def test_macro_f1_by_hand() -> None:
    matrix = [[2, 1, 0], [1, 3, 0], [0, 0, 5]]
    assert metrics.macro_f1(matrix) == pytest.approx((4 / 6 + 6 / 8 + 1) / 3)
    assert isnan(metrics.macro_f1([[0, 0], [1, 3]])), "a class without an example"


def test_correlations_by_hand() -> None:
    a, b = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 3.0, 2.0, 10.0])
    once = np.ones(4)
    assert metrics.pearson(a, b, once) == pytest.approx(13 / sqrt(5 * 50))
    assert metrics.spearman(a, b, once) == pytest.approx(0.8)
    assert metrics.spearman(a, b**3, once) == pytest.approx(0.8)
    assert isnan(metrics.pearson(a, once, once)), "no spread"


@pytest.mark.parametrize(
    ("low", "high", "roundest"),
    [
        (0.34, 0.91, 0.6),
        (0.4999, 0.5, 0.5),
        (0.412, 0.447, 0.43),
        (0.9401, 0.9405, 0.9403),
        (0.2999, 0.3, 0.3),
        (0.3, 0.30000000000000004, 0.30000000000000004),
    ],
)
def test_a_threshold_is_as_round_as_can_be(low: float, high: float, roundest: float) -> None:
    assert metrics.roundest(low, high) == roundest


@pytest.mark.parametrize("label", [True, False])
def test_with_one_class_what_compares_them_is_undefined(label: bool) -> None:
    tally = tally_of([0.2, 0.8], [label, label])
    for figure in (metrics.auc, metrics.average_precision, metrics.best_f1):
        assert isnan(figure(tally))
    assert metrics.best_point(tally) is None
    assert metrics.precise_point(tally, 0.95) is None
    assert not isnan(metrics.ece(tally))
    point = metrics.point_at(tally, 0.5)
    assert isnan(point.f1) is isnan(point.recall) is (not label)


def test_precision_is_undefined_where_nothing_is_called() -> None:
    point = metrics.point_at(tally_of(SCORES, LABELS), 0.95)
    assert isnan(point.precision)
    assert (point.recall, point.f1) == (0.0, 0.0)


# By definition


@given(many)
def test_auc_is_the_share_of_pairs_in_order(pairs: list[tuple[float, bool]]) -> None:
    positive = [score for score, label in pairs if label]
    negative = [score for score, label in pairs if not label]
    assume(positive and negative)
    won = sum((x > y) + (x == y) / 2 for x, y in product(positive, negative))
    share = won / (len(positive) * len(negative))
    assert metrics.auc(tally_of(*split(pairs))) == pytest.approx(share)


def f1_at(pairs: Sequence[tuple[float, bool]], threshold: float) -> float:
    called = [score >= threshold for score, _ in pairs]
    right = sum(one and label for one, (_, label) in zip(called, pairs, strict=True))
    return 2 * right / (sum(called) + sum(label for _, label in pairs))


@given(many)
def test_the_best_f1_is_the_best_of_all_thresholds(pairs: list[tuple[float, bool]]) -> None:
    tally = tally_of(*split(pairs))
    assume(tally.has_both)
    best = max(f1_at(pairs, score) for score, _ in pairs)
    assert metrics.best_f1(tally) == pytest.approx(best)
    point = metrics.best_point(tally)
    assert point is not None
    rounded = metrics.rounded_point(tally, point)
    assert rounded.threshold is not None
    assert f1_at(pairs, rounded.threshold) == pytest.approx(best) == point.f1
    assert metrics.point_at(tally, rounded.threshold).f1 == point.f1


@given(many)
def test_average_precision_is_the_mean_precision_at_the_positive_ones(
    pairs: list[tuple[float, bool]],
) -> None:
    tally = tally_of(*split(pairs))
    assume(tally.has_both)
    precisions = []
    for threshold, label in pairs:
        if label:
            called = [other for score, other in pairs if score >= threshold]
            precisions.append(sum(called) / len(called))
    mean = sum(precisions) / len(precisions)
    assert metrics.average_precision(tally) == pytest.approx(mean)


@given(many)
def test_ece_is_the_mean_gap_of_the_bins(pairs: list[tuple[float, bool]]) -> None:
    gap = 0.0
    for number in range(10):
        held = [one for one in pairs if min(int(one[0] * 10), 9) == number]
        if held:
            mean = sum(score for score, _ in held) / len(held)
            share = sum(label for _, label in held) / len(held)
            gap += len(held) / len(pairs) * abs(mean - share)
    assert metrics.ece(tally_of(*split(pairs))) == pytest.approx(gap)


@given(many)
def test_brier_is_the_mean_square(pairs: list[tuple[float, bool]]) -> None:
    mean = sum((score - label) ** 2 for score, label in pairs) / len(pairs)
    assert metrics.brier(tally_of(*split(pairs))) == pytest.approx(mean)


@given(many, st.data())
def test_a_weight_counts_as_so_many_examples(
    pairs: list[tuple[float, bool]], data: st.DataObject
) -> None:
    counts = data.draw(st.lists(st.integers(0, 3), min_size=len(pairs), max_size=len(pairs)))
    assume(any(counts))
    weighted = Examples(*split(pairs)).tally(np.array(counts, dtype=np.float64))
    repeated = [pair for pair, count in zip(pairs, counts, strict=True) for _ in range(count)]
    plain = tally_of(*split(repeated))
    for figure in (
        metrics.auc,
        metrics.average_precision,
        metrics.best_f1,
        metrics.ece,
        metrics.adaptive_ece,
        metrics.brier,
    ):
        assert figure(weighted) == pytest.approx(figure(plain), nan_ok=True)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=20))
def test_a_correlation_is_what_numpy_says(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array(values, dtype=np.float64) for values in zip(*pairs, strict=True))
    assume(len(set(a)) > 1 and len(set(b)) > 1)
    once = np.ones(len(a))
    assert metrics.pearson(a, b, once) == pytest.approx(float(np.corrcoef(a, b)[0, 1]))
    ranked = [np.array([np.mean(np.flatnonzero(np.sort(x) == one)) for one in x]) for x in (a, b)]
    assert metrics.spearman(a, b, once) == pytest.approx(
        float(np.corrcoef(ranked[0], ranked[1])[0, 1])
    )


# Intervals


def test_an_interval_is_the_same_each_time_and_holds_the_figure() -> None:
    values = np.array([0.0] * 60 + [1.0] * 40)

    def mean(weights: Floats | None) -> dict[str, float]:
        counted = np.ones(100) if weights is None else weights
        return {"mean": float((values * counted).sum() / counted.sum())}

    first, again = figures(mean, 100)["mean"], figures(mean, 100)["mean"]
    assert first == again
    assert first.value == 0.4
    # Theory: .4 and 1.96 times the root of .24 / 100 about it.
    assert first.low == pytest.approx(0.304, abs=0.02)
    assert first.high == pytest.approx(0.496, abs=0.02)


def test_an_undefined_figure_has_no_interval() -> None:
    assert figures(lambda _: {"x": float("nan")}, 10) == {"x": Figure(None)}


def test_there_is_no_interval_where_too_few_resamples_give_the_figure() -> None:
    def figure(weights: Floats | None) -> dict[str, float]:
        return {"x": 0.5 if weights is None or weights[0] else float("nan")}

    assert figures(figure, 10)["x"] == Figure(0.5, None, None)
