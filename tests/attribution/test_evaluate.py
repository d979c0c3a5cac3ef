"""`reliacheck evaluate attribution`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reliacheck import Article
from reliacheck.attribution import attribute
from reliacheck.attribution.gold import sentences_with_content
from reliacheck.cli import main

TEXT = "Bridge is safe\n\nThe bridge is safe, Jane Doe said. It was built in 1950.\n"
START = TEXT.index("The bridge")
SPAN = [START, START + len("The bridge is safe")]


def evaluated(folder: Path, *records: object) -> int:
    """The exit code; the report is in report.json, the predictions are in scores.jsonl."""
    lines = folder / "mine.jsonl"
    lines.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    options = ["--format", "json", "--output", str(folder / "report.json")]
    options += ["--predictions", str(folder / "scores.jsonl")]
    return main(["evaluate", "attribution", str(lines), *options])


def test_every_sentence_has_a_score_at_its_place(tmp_path: Path) -> None:
    assert evaluated(tmp_path, {"text": TEXT, "attributed": [SPAN]}) == 0
    prediction = json.loads((tmp_path / "scores.jsonl").read_text(encoding="utf-8"))
    assert prediction["index"] == 0
    shown = [TEXT[one["start"] : one["end"]] for one in prediction["sentences"]]
    assert shown == [
        "Bridge is safe",
        "The bridge is safe, Jane Doe said.",
        "It was built in 1950.",
    ]
    assert prediction["sentences"][1]["score"] > prediction["sentences"][2]["score"]


def test_the_scores_are_those_of_the_analysis(tmp_path: Path) -> None:
    evaluated(tmp_path, {"text": TEXT, "attributed": [SPAN]})
    prediction = json.loads((tmp_path / "scores.jsonl").read_text(encoding="utf-8"))
    headline, body = TEXT.strip().split("\n\n")
    found = attribute(Article.compose(headline=headline, body=body))
    expected = [round(one.probability, 6) for one in found]
    assert [one["score"] for one in prediction["sentences"]] == expected


def test_the_report_counts_both_classes(tmp_path: Path) -> None:
    assert evaluated(tmp_path, {"text": TEXT, "attributed": [SPAN]}) == 0
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["classes"] == {"attributed": 1, "unattributed": 2}
    assert report["confusion"]["labels"] == ["attributed", "unattributed"]
    assert {"macro_f1", "f1_attributed", "f1_unattributed", "ece", "auc"} <= set(report["figures"])


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ({"attributed": []}, 'no "text"'),
        ({"text": " ", "attributed": []}, 'no "text"'),
        ({"text": TEXT}, 'no "attributed"'),
        ({"text": TEXT, "attributed": 3}, "not a list"),
        ({"text": TEXT, "attributed": [[0]]}, "not a [start, end]"),
        ({"text": TEXT, "attributed": [[5, 2]]}, "not a [start, end]"),
        ({"text": TEXT, "attributed": [[0, 9999]]}, "not a [start, end]"),
    ],
)
def test_what_cannot_be_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], record: object, problem: str
) -> None:
    assert evaluated(tmp_path, record) == 2
    assert problem in capsys.readouterr().err


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((0, 18), True),  # The bridge is safe
        ((0, 3), True),  # The
        ((0, 2), False),  # half a word
        ((18, 20), False),  # a comma and a space
        ((33, 34), False),  # the stop
    ],
)
def test_a_whole_word_makes_a_sentence_attributed(span: tuple[int, int], expected: bool) -> None:
    article = Article.compose(body="The bridge is safe, Jane Doe said.")
    assert sentences_with_content(article, [span]) == [expected]
