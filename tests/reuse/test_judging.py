"""From what two texts share to a probability and a relation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import shared

from reliacheck import Article
from reliacheck.reuse import compare
from reliacheck.reuse.judging import REUSE, SAME_COPY, features_of, relation_of, score_of
from reliacheck.reuse.weighing import weigh

TOOL = Path(__file__).resolve().parents[2] / "tools" / "fit_reuse.py"
NOTHING = (0.0, 0.0, 0.0, 0.0, 0.0)
STORY = (
    "A ferry with ninety passengers on board ran aground off Sunholm shortly after six on Tuesday,"
    " and fishermen took all of them off in two trawlers before the tide turned."
)
OTHER = (
    "The last paper mill on the Dale river shuts in June, after its owner failed to find anybody"
    " who would pay for a new boiler."
)

some = st.floats(0, 8, allow_nan=False)
shares = st.floats(0, 1, allow_nan=False)


@given(some, some, shares, shares, some)
def test_a_score_is_a_probability(
    best: float, rest: float, share: float, common: float, chain: float
) -> None:
    assert 0 <= score_of((best, rest, share, common, chain)) <= 1


@given(st.tuples(some, some, shares, shares, some), st.integers(0, 4), st.floats(0, 1))
def test_more_of_anything_is_never_less_likely(
    given_features: tuple[float, ...], which: int, more: float
) -> None:
    features = [*given_features]
    before = score_of(features)
    features[which] += more
    assert score_of(features) >= before


def test_nothing_in_common_is_no_reuse() -> None:
    assert score_of(NOTHING) < 0.01


@pytest.mark.parametrize(
    ("score", "shares", "relation"),
    [
        (REUSE - 0.01, (1.0, 1.0), "independent"),
        (REUSE, (0.0, 0.1), "partial-reuse"),
        (REUSE, (SAME_COPY, SAME_COPY), "same-copy"),
        (0.99, (0.1, 0.9), "partial-reuse"),
        (0.99, (1.0, 0.4), "same-copy"),
    ],
)
def test_the_relation_is_told_by_the_score_and_then_by_the_shares(
    score: float, shares: tuple[float, float], relation: str
) -> None:
    assert relation_of(score, *shares) == relation


def test_features_are_of_what_is_shared_and_of_the_common_ground() -> None:
    a, b = Article.compose(body=[STORY, OTHER]), Article.compose(body=[STORY])
    compared = compare(a, b)
    best, rest, share, common, chain = features_of(weigh(a), weigh(b), compared.passages, 0.0, 1.0)
    assert best > 2
    assert (rest, share, common, chain) == (0, 1, 0, 0)
    apart = features_of(weigh(Article.compose(body=OTHER)), weigh(b), (), 0.0, 0.0)
    assert apart == NOTHING


def test_rare_words_in_common_outside_the_passages_are_common_ground() -> None:
    a = Article.compose(body="Trawlers rescued everybody; divers inspected torn tanks; fog lifted.")
    b = Article.compose(body="Fog: divers saw tanks, torn. Trawlers came, said rescued passengers.")
    *_, common, _ = features_of(weigh(a), weigh(b), (), 0.0, 0.0)
    assert 0.2 < common <= 1


@pytest.mark.skipif(not TOOL.exists(), reason="the tools are not beside these tests")
def test_the_weights_are_those_that_the_tool_fits() -> None:
    data = shared("news/abp_sample_8k.jsonl.gz").parents[1]
    shared("reuse/pan13_train_450.jsonl.gz")
    done = subprocess.run(
        [sys.executable, str(TOOL), "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
