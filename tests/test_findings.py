from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck import Article, Edit, Finding, Fix, Location, Severity
from reliacheck.findings import normalised

LEAD = "The harbour bridge reopened on Friday, the port said."
WORDS = st.lists(st.text(string.ascii_lowercase, min_size=1), min_size=1, max_size=6)


def located(text: str, above: str = "") -> Location:
    """`text` as a paragraph, below another one."""
    article = Article.compose(headline="Bridge", body=[above, text] if above else [text])
    part = article.body[-1]
    return article.locate(part.start, part.end)


def finding(text: str = LEAD, **changes: Any) -> Finding:
    given: dict[str, Any] = {
        "rule": "house.mark",
        "message": "A mark.",
        "score": 0.5,
        "severity": Severity.WARNING,
        "location": located(text),
    }
    return Finding(**{**given, **changes})


@pytest.mark.parametrize("score", [0, 0.0, 0.5, 1, 1.0])
def test_a_score_is_a_probability(score: float) -> None:
    assert finding(score=score).score == score


@pytest.mark.parametrize("score", [-0.01, 1.01, float("nan"), float("inf"), "0.5", None])
def test_any_other_score_is_refused(score: object) -> None:
    with pytest.raises(ValueError, match="a score is a number from 0 to 1"):
        finding(score=score)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("message", " \n", "needs a message"),
        ("message", None, "needs a message"),
        ("location", (0, 4), "needs a Location"),
        ("severity", "error", "needs a Severity"),
        ("evidence", {"words": [1, 2]}, "evidence"),
        ("evidence", {1: "one"}, "evidence"),
        ("evidence", {"share": float("nan")}, "evidence"),
        ("fix", "delete it", "a Fix or None"),
        ("related", ["the other"], "Related"),
        ("help", None, "help"),
    ],
)
def test_what_a_reporter_could_not_print_is_refused_where_it_is_made(
    field: str, value: object, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        finding(LEAD, **{field: value})


def test_severities_are_in_order_and_read_as_they_are_written() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR
    assert [Severity.parse(str(one)) for one in Severity] == list(Severity)


@pytest.mark.parametrize("name", ["fatal", "", "2", "warnings"])
def test_another_severity_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="info, warning or error"):
        Severity.parse(name)


@given(words=WORDS, above=WORDS, spaces=st.sampled_from([" ", "  ", "\n", "\t", "\r\n", "\u00a0"]))
def test_the_fingerprint_outlives_space_case_and_text_above(
    words: list[str], above: list[str], spaces: str
) -> None:
    plain = finding(" ".join(words)).fingerprint
    moved = located(spaces.join(words).upper(), above=" ".join(above))
    assert finding(location=moved).fingerprint == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said "no" to it', "He said “no” to it"),
        ("the port's bridge", "the port’s bridge"),
        ("two days - no more", "two days — no more"),
        ("ﬁve ships", "five ships"),
        ("STRASSE", "Straße"),
    ],
)
def test_the_fingerprint_outlives_the_shape_of_marks(one: str, other: str) -> None:
    assert finding(one).fingerprint == finding(other).fingerprint


@given(words=WORDS, other=WORDS)
def test_other_words_have_another_fingerprint(words: list[str], other: list[str]) -> None:
    same = words == other
    one, two = finding(" ".join(words)), finding(" ".join(other))
    assert (one.fingerprint == two.fingerprint) == same


def test_the_fingerprint_tells_rules_apart_and_nothing_else_of_the_finding() -> None:
    plain = finding().fingerprint
    assert finding(rule="house.other").fingerprint != plain
    assert finding(message="Another.", score=0.9, severity=Severity.ERROR).fingerprint == plain
    assert len(plain) == 16
    assert set(plain) <= set(string.hexdigits.lower())


def test_the_fingerprint_stays_what_saved_baselines_hold() -> None:
    assert finding("Bridge reopens").fingerprint == "f1c11536d2e57014"


@given(st.text(st.characters(codec="cp1252")))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


def test_a_finding_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        finding().score = 1.0  # type: ignore[misc]


def test_a_fix_is_unsafe_unless_said_otherwise() -> None:
    assert not Fix("Delete it.", (Edit(0, 4, ""),)).safe
