"""What a desk editor would query, as the shipped model has it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck import Article, Metadata
from reliacheck.attribution import needs_source, queried, telling_words
from reliacheck.attribution.queries import QUESTIONS, Head, load_heads, parse, written
from reliacheck.attribution.weights import QUERIES

MARKS = Path(__file__).resolve().parents[2] / "tools" / "query_marks.tsv"
CLAIM = "High taxes are a big reason why so many small businesses have been forced to close"


def article(sentence: str) -> Article:
    body = (
        f"The town of Dale lost two shops in May.\n\n{sentence}\n\nThe council meets on Thursday."
    )
    return Article.compose(headline="Shops", body=body, meta=Metadata(language="en"))


def place(copy: Article, words: str) -> int:
    return next(at for at, one in enumerate(copy.sentences) if words in one.text)


def test_the_file_holds_a_head_for_each_question_and_is_written_as_it_is_read() -> None:
    text = Path(QUERIES).read_text(encoding="utf-8")
    heads = parse(text)
    assert tuple(heads) == QUESTIONS
    assert all(head.slope > 0 and len(head.of) > 100 for head in heads.values())
    assert written(heads) == text


@given(st.dictionaries(st.text("abc =", min_size=1), st.integers(-99, 99).filter(bool)))
def test_any_head_is_written_as_it_is_read(of: dict[str, int]) -> None:
    heads = {question: Head(-120, 1.25, -0.5, of) for question in QUESTIONS}
    assert parse(written(heads)) == heads


def test_each_sentence_has_a_probability() -> None:
    copy = article(f"{CLAIM}.")
    chances = needs_source(copy)
    assert len(chances) == len(copy.sentences)
    assert all(0 < chance < 1 for chance in chances)
    assert chances == tuple(queried(copy, "source", at) for at in range(len(chances)))


def test_a_source_answers_the_query() -> None:
    bare, told = article(f"{CLAIM}."), article(f"{CLAIM}, said Jane Roe, who leads the union.")
    assert needs_source(bare)[place(bare, CLAIM)] > 0.25
    assert needs_source(told)[place(told, CLAIM)] < 0.1


def test_what_is_asked_goes_by_what_stands_there() -> None:
    copy = article(f"{CLAIM}.")
    at = place(copy, CLAIM)
    kinds = {
        question: queried(copy, question, at) for question in ("number", "cause", "accusation")
    }
    assert max(kinds, key=lambda one: kinds[one]) == "cause"


def test_a_source_that_hides_is_asked_for_its_name() -> None:
    copy = article("Some experts believe the plan will fail, and critics call it a waste.")
    at = place(copy, "Some experts")
    assert queried(copy, "hidden", at) > 0.5 > queried(copy, "source", at)


def test_the_words_that_tell_are_the_sentence_s_own_and_the_strongest_come_first() -> None:
    copy = article(f"{CLAIM}.")
    at = place(copy, CLAIM)
    words = telling_words(copy, at, "cause", most=2)
    assert 0 < len(words) <= 2
    assert set(words) <= set(copy.sentences[at].text.lower().replace(".", "").split())
    assert telling_words(copy, at, "cause", most=1) == words[:1]
    assert telling_words(copy, at, "cause", most=0) == ()


def test_the_heads_are_read_once() -> None:
    assert load_heads() is load_heads()


@pytest.fixture(scope="module")
def marks() -> list[dict[str, str]]:
    if not MARKS.exists():
        pytest.skip("the marks are part of the repository, not of the wheel")
    with MARKS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader((row for row in stream if row[0] != "#"), delimiter="\t"))


def test_the_marks_are_places_and_kinds_and_no_text(marks: list[dict[str, str]]) -> None:
    assert len({row["article"] for row in marks}) == 1316
    for row in marks:
        assert row["strength"] in ("must-fix", "should-fix", "query", "")
        assert bool(row["type"]) == bool(row["strength"])
        start, end = int(row["start"]), int(row["end"])
        assert 0 <= start < end or (start, end) == (-1, -1)
        assert row["type"].replace("-", "").isalpha() or not row["type"]
