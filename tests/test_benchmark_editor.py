"""Findings beside editors' marks: how benchmarks/editor.py counts."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
BODY = "The mill shut. Critics say it was sabotage. Nobody was paid. Rain fell."
SPANS = [(0, 14), (15, 43), (44, 60), (61, 71)]


@pytest.fixture(scope="module", autouse=True)
def _on_path() -> None:
    """The benchmarks import each other as neighbours."""
    sys.path.insert(0, str(BENCHMARKS))


@pytest.fixture(scope="module")
def counts() -> Any:
    return import_module("editor_counts")


@pytest.fixture(scope="module")
def tables() -> Any:
    return import_module("editor_tables")


def mark(rater: str, start: int, end: int, type_: str, headline: bool = False) -> dict[str, Any]:
    return {
        "rater": rater,
        "start": start,
        "end": end,
        "type": type_,
        "strength": "should-fix",
        "headline": headline,
        "reason": "Who says so?",
    }


MARKS = [
    mark("1", 15, 43, "vague-source"),
    mark("2", 22, 30, "vague-source"),
    mark("1", 0, 14, "unattributed-claim"),
    mark("1", 44, 60, "factual-error"),
    mark("2", 50, 64, "factual-error"),
    mark("2", -1, -1, "headline-stronger-than-body", headline=True),
    mark("1", -1, -1, "single-source"),
]


def article(counts: Any, name: str = "a", found: Any = (), marks: Any = None) -> Any:
    return counts.Marked(
        id=name,
        outlet="The Harrowmere Echo",
        headline="Mill shut by saboteurs",
        sentences=tuple(BODY[start:end] for start, end in SPANS),
        chances=(0.4, 0.9, 0.2, 0.1),
        marks=tuple(counts.read_marks(MARKS if marks is None else marks, SPANS)),
        found=tuple(found),
    )


def finding(counts: Any, rule: str, severity: int, *units: int) -> Any:
    return counts.Found(rule, severity, 0.8, frozenset(units), "It is so.")


@pytest.fixture
def found(counts: Any) -> list[Any]:
    """Two warnings at sentences, one hit and one miss; two pieces of information; one of each of
    the units that are no sentence."""
    return [
        finding(counts, "attribution.vague-source", 2, 1),
        finding(counts, "attribution.passive", 2, 3),
        finding(counts, "attribution.unattributed-number", 1, 2, 3),
        finding(counts, "attribution.unattributed-claim", 1, 0),
        finding(counts, "headlines.stronger-than-body", 2, counts.HEADLINE),
        finding(counts, "sources.single-source", 2, counts.STORY),
    ]


def test_a_mark_is_at_each_sentence_that_it_overlaps(counts: Any) -> None:
    read = counts.read_marks(MARKS, SPANS)
    assert [(one.rater, one.unit) for one in read] == [
        ("1", 1),
        ("2", 1),
        ("1", 0),
        ("1", 2),
        ("2", 2),
        ("2", 3),
        ("2", counts.HEADLINE),
        ("1", counts.STORY),
    ]


def test_spans_that_only_touch_do_not_overlap(counts: Any) -> None:
    assert counts.overlapping((14, 15), SPANS) == frozenset()
    assert counts.overlapping((13, 16), SPANS) == {0, 1}


def test_shares_of_findings(counts: Any, found: list[Any]) -> None:
    one = article(counts, found=found)
    assert counts.share_marked(2)(one) == (4, 4)
    assert counts.share_marked(0)(one) == (6, 6)
    assert counts.share_marked(2, raters=2)(one) == (1, 4)
    assert counts.share_marked(0, raters=2)(one) == (2, 6)
    assert counts.share_marked(2, fitting=True)(one) == (3, 4)
    assert counts.share_marked(0, fitting=True)(one) == (4, 6)


def test_a_finding_where_nobody_marked_counts_against_the_share(counts: Any) -> None:
    one = article(counts, found=[finding(counts, "attribution.passive", 2, 3)], marks=MARKS[:2])
    assert counts.share_marked(2)(one) == (0, 1)


def test_recall_of_sentences(counts: Any, found: list[Any]) -> None:
    one = article(counts, found=found)
    assert counts.recall(0, raters=2)(one) == (2, 2)
    assert counts.recall(2, raters=2)(one) == (1, 2)
    assert counts.recall(0, raters=1)(one) == (4, 4)
    assert counts.recall(2, raters=1)(one) == (2, 4)


def test_marks_beyond_reach_can_be_left_out(counts: Any, tables: Any, found: list[Any]) -> None:
    one = article(counts, found=found)
    reach = tables.types_within_reach([one])
    assert "factual-error" not in reach
    assert counts.recall(0, raters=2, types=reach)(one) == (1, 1)


def test_recall_of_another_way(counts: Any) -> None:
    one = article(counts)
    assert counts.recall(0, 2, found=lambda _: [1, 3])(one) == (1, 2)
    assert counts.share_of_sentences(lambda _: [1, 3], 2)(one) == (1, 2)


def test_lowest_probabilities_over_all_articles(counts: Any) -> None:
    articles = [article(counts, "a"), article(counts, "b")]
    assert counts.lowest(articles, 3) == {"a": {2, 3}, "b": {3}}


def test_an_interval_holds_the_figure_and_is_the_same_again(counts: Any, found: list[Any]) -> None:
    articles = [article(counts, str(n), found=found[: n % 5]) for n in range(12)]
    first = counts.ratio(articles, counts.recall(0, 2))
    assert first == counts.ratio(articles, counts.recall(0, 2))
    assert (first.part, first.whole) == (9 + 4, 24)
    assert 0 <= first.low < first.value < first.high <= 1


def test_of_nothing_there_is_no_share(counts: Any) -> None:
    assert counts.ratio([article(counts)], counts.share_marked(0)).value is None


def test_agreement_of_raters(counts: Any, tables: Any) -> None:
    # The first marked three sentences, the second three, two of them the same.
    assert tables.agreement(["1", "2"])(article(counts)) == (4, 6)


def test_rows_of_rules_and_of_what_is_no_sentence(
    counts: Any, tables: Any, found: list[Any]
) -> None:
    one = article(counts, found=found)
    rules = list(tables.by_rule([one], 2))
    assert "| `attribution.vague-source` | warning | 1 | 1 | 0 | 0 | 1 |" in rules
    assert "| `attribution.unattributed-number` | info | 1 | 1 | 0 | 0 | 0 |" in rules
    assert list(tables.whole([one], 2))[2:] == [
        "| headline stronger than body | 0 | 0 | 1 | 1 | 1 | 1 |",
        "| headline, any type | 0 | 0 | 1 | 1 | 1 | 1 |",
        "| whole story: single source | 0 | 0 | 1 | 1 | 1 | 1 |",
    ]


def test_rows_of_types(counts: Any, tables: Any, found: list[Any]) -> None:
    rows = list(tables.by_type([article(counts, found=found)], 2))
    assert "| vague-source | 1 | 1 | 1 | 0 | 0 | 0 |" in rows
    assert "| factual-error | 1 | 1 | 0 | 1 | 1 | 1 |" in rows


def test_one_rater_is_enough(counts: Any, tables: Any, found: list[Any]) -> None:
    alone = [one for one in MARKS if one["rater"] == "1"]
    text = "\n".join(tables.tables([article(counts, found=found, marks=alone)]))
    assert "by two" not in text
    assert "| sentences that both marked, found | 0.33 (0.33 to 0.33), 1 of 3 |" in text


def test_the_list_has_marks_and_findings_side_by_side(
    counts: Any, tables: Any, found: list[Any]
) -> None:
    lines = list(tables.listed(article(counts, found=found)))
    at = lines.index("[1, P 0.90] Critics say it was sabotage.")
    assert [line.split(":")[0].strip() for line in lines[at + 1 : at + 4]] == [
        "rater 1",
        "rater 2",
        "FOUND attribution.vague-source warning 0.80",
    ]


def test_what_two_ways_to_read_have_apart(counts: Any, tables: Any, found: list[Any]) -> None:
    ours, others = article(counts, found=found[:3]), article(counts, found=found[1:5])
    (line,) = tables.difference([ours], [others])
    assert "4 findings; of 3 here 1 are not there, and 2 there are not here" in line


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_findings_are_at_the_same_sentences_however_it_is_read(form: str) -> None:
    editor = import_module("editor")
    row = {
        "id": "m1",
        "headline": "Mill shut in Harrowmere",
        "body": 'The mill "shut" on Friday.\n\nCritics say it was sabotage. Rain fell all day.',
        "outlet": "The Harrowmere Echo",
        "url": "https://echo.example/mill",
        "published": "2024-05-03",
    }
    (one,) = editor.marked(("attribution.vague-source",), [editor.Record(row, [])], form)
    assert [[one.sentences[unit] for unit in found.units] for found in one.found] == [
        ["Critics say it was sabotage."]
    ]
    assert len(one.chances) == len(one.sentences) == 3
