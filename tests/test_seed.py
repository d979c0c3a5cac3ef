"""What the seed article must show, item by item."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from newsroom import Run, places, schema

SEED = Path(__file__).resolve().parents[1] / "fixtures" / "articles" / "iran-news-rockets.txt"


@cache
def run() -> Run:
    """The seed checked in a process of its own, beside the file, where no settings are."""
    done = subprocess.run(
        [sys.executable, "-m", "reliacheck", "check", SEED.name, "--format", "json"],
        cwd=SEED.parent,
        capture_output=True,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def source() -> str:
    return SEED.read_bytes().decode("utf-8")


def found(rule: str) -> list[dict[str, Any]]:
    return [one for one in run().findings() if one["rule"] == rule]


def one(rule: str) -> dict[str, Any]:
    (finding,) = found(rule)
    return finding


def related(finding: dict[str, Any]) -> list[str]:
    return [place["text"] for place in finding["related"]]


def lines(finding: dict[str, Any]) -> set[int]:
    """The lines that a finding or a related span of it stands in."""
    return {finding["location"]["line"], *(place["line"] for place in finding["related"])}


def line_of(words: str) -> int:
    return source()[: source().index(words)].count("\n") + 1


def test_the_report_is_json_by_the_schema_and_nothing_else_is_printed() -> None:
    assert (run().code, run().err) == (0, "")
    schema().validate(run().report)
    assert run().report["failures"] == []
    (article,) = run().report["articles"]
    assert article["headline"] == "Rockets hit US base in Baghdad, no casualties"
    assert article["language"] == "en"


def test_every_offset_cuts_the_quoted_text_out_of_the_file() -> None:
    spans = [span for _, span in places(run().report)]
    assert len(spans) > 20
    for span in spans:
        assert source()[span["start"] : span["end"]] == span["text"]
        line = source().split("\n")[span["line"] - 1]
        assert line[span["column"] - 1 :].startswith(span["text"].split("\n")[0])


def test_the_headline_is_repeated_on_line_2() -> None:
    finding = one("headlines.repeated")
    assert (finding["location"]["line"], finding["location"]["column"]) == (2, 1)
    assert finding["score"] >= 0.95
    assert finding["location"]["text"] == "Rockets hit US base in Baghdad, no casualties"
    assert [place["line"] for place in finding["related"]] == [1]


def test_the_standfirst_on_line_3_repeats_the_lead_on_line_5() -> None:
    finding = one("headlines.standfirst-repeats-lead")
    assert finding["location"]["line"] == 3
    assert [place["line"] for place in finding["related"]] == [5]


def test_no_casualties_is_a_spokesmans_statement() -> None:
    finding = one("headlines.stronger-than-body")
    assert finding["location"]["line"] == 1
    assert "no casualties" in finding["location"]["text"]
    assert any("a coalition spokesman said" in text for text in related(finding))


def test_reuters_is_leaned_on_twice_and_not_in_the_source_line() -> None:
    finding = one("syndication.credit-mismatch")
    assert "Reuters" in finding["message"]
    texts = [finding["location"]["text"], *related(finding)]
    assert texts.count("Reuters reported") == 2
    assert any(text.startswith("source : Iran Daily, Irannews") for text in texts)
    assert any("Iran News" in text for text in texts)
    assert {7, 31, 35} <= lines(finding)


@pytest.mark.parametrize(
    "source_as_named",
    [
        "a coalition spokesman",
        "the coalition spokesman",
        "Iraqi military and intelligence officials",
        "the Iraqi officials",
        "American officials",
    ],
)
def test_the_sources_without_a_name_are_found(source_as_named: str) -> None:
    findings = found("attribution.unnamed-source")
    named = [text for one in findings for text in (one["location"]["text"], *related(one))]
    assert source_as_named in named


def test_the_new_york_times_is_a_chain() -> None:
    chains = [
        finding
        for finding in found("sources.second-hand")
        if "The New York Times" in finding["message"]
    ]
    (chain,) = chains
    assert "The New York Times" in chain["location"]["text"]
    assert {13, 17} <= lines(chain)
    assert "Iraqi military and intelligence officials" in related(chain)


def test_one_outlet_under_two_spellings() -> None:
    finding = one("sources.inconsistent-name")
    assert {finding["location"]["text"], *related(finding)} == {"Iran News", "Irannews"}


@pytest.mark.parametrize(
    "sentence",
    [
        "There have been no claims for the attacks.",
        "Khataib Hezbollah has not had a presence in Kirkuk Province since 2014.",
    ],
)
def test_a_sentence_that_is_no_statement_of_anybody_has_no_source(sentence: str) -> None:
    number = line_of(sentence)
    (article,) = run().report["articles"]
    rules = {finding["rule"] for finding in article["findings"] if number in lines(finding)}
    # that there were no claims is itself a claim, if a weak one
    assert rules <= {"attribution.unattributed-claim"}


def test_where_the_rockets_came_from_wants_a_source() -> None:
    finding = {line["location"]["text"]: line for line in found("attribution.unattributed-claim")}
    sentence = "The rockets were launched from Kirkuk Province notorious for attacks by the Daesh,"
    assert [text for text in finding if text.startswith(sentence)]


def test_words_that_take_a_side_are_the_outlet_s_own() -> None:
    words = [finding["location"]["text"] for finding in found("attribution.loaded-wording")]
    assert words == ["assassinated", "terrorist group"]


def test_nothing_else_of_the_story_is_an_error() -> None:
    assert run().report["summary"]["findings"]["error"] == 0
    assert 10 <= len(run().findings()) <= 15
