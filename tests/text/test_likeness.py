"""The first comparisons of a run, made without rapidfuzz, are rapidfuzz's own to the last bit."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from reliacheck.text import likeness

WORDS = st.text(st.sampled_from("abc é’ "), max_size=80)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "_are_many", lambda: False)


@given(WORDS, WORDS)
@example("ferry sinks off coast", "ferry sinks")
@example("bridge reopens", "a bridge that reopens after the storm")
@example("storm", "calm storm sea")
@pytest.mark.parametrize("function", ["ratio", "token_set_ratio", "partial_ratio"])
def test_the_result_is_that_of_rapidfuzz(function: str, a: str, b: str) -> None:
    assert getattr(likeness, function)(a, b) == getattr(fuzz, function)(a, b)


def test_rapidfuzz_takes_over_where_one_is_far_longer() -> None:
    short, long = "storm over the harbour", "the bridge is shut " * 40
    assert likeness.partial_ratio(short, long) == fuzz.partial_ratio(short, long)
