"""The JSON report: by its schema, with offsets that cut the text out of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from newsroom import Newsroom, Run, places, schema

import reliacheck

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "articles"
STORY = (
    "Bridge reopens\n\nFirst mark91 stands, then mark92e. [[reliacheck: ignore house -- ours]]\n\n"
    "Then mark30 comes.\n\nAt last mark95i.\n\nAnd mark96.\n"
)


def cut_out(folder: Path, report: dict[str, Any]) -> list[str]:
    """What stands in the files at each span of the report; fails where it is not what it says."""
    texts = []
    for path, span in places(report):
        with (folder / path).open(encoding="utf-8-sig", newline="") as stream:
            source = stream.read()
        assert source[span["start"] : span["end"]] == span["text"]
        before = source[: span["start"]].replace("\r\n", "\n\0").replace("\r", "\n")
        assert before.count("\n") + 1 == span["line"]
        texts.append(span["text"])
    return texts


def test_a_run_without_findings(room: Newsroom) -> None:
    room.write("a.txt", "Bridge reopens\n\nNobody was hurt.\n")
    run = room.check("a.txt")
    report = run.report
    assert report["tool"] == {"name": "reliacheck", "version": reliacheck.__version__}
    assert report["version"] == 1
    (article,) = report["articles"]
    assert (article["path"], article["headline"]) == ("a.txt", "Bridge reopens")
    assert article["findings"] == []
    assert run.statuses() == {
        "house.hush": "off",
        "house.mark": "passed",
        "house.twin": "not-assessed",
    }
    assert report["summary"] == {
        "articles": 1,
        "findings": {"error": 0, "warning": 0, "info": 0},
        "suppressed": 0,
        "baselined": 0,
        "below_threshold": 0,
        "not_assessed": 1,
        "failed": 0,
    }


def test_findings_of_every_state_and_severity(room: Newsroom) -> None:
    room.write("a.txt", "Bridge reopens\n\nAnd mark96.\n")
    assert room.check("--baseline=known.json", "--update-baseline", "a.txt").code == 0
    room.write("a.txt", STORY)
    run = room.check("--baseline=known.json", "a.txt")
    assert {state: run.texts(state) for state in ("active", "suppressed", "below-threshold")} == {
        "active": ["mark95i"],
        "suppressed": ["mark91", "mark92e"],
        "below-threshold": ["mark30"],
    }
    assert run.texts("baselined") == ["mark96"]
    summary = run.report["summary"]
    assert summary["findings"] == {"error": 0, "warning": 0, "info": 1}
    counts = (summary["suppressed"], summary["baselined"], summary["below_threshold"])
    assert counts == (2, 1, 1)


def test_a_finding_says_all_there_is_to_say(room: Newsroom) -> None:
    room.write("a.txt", "Bridge reopens\n\nThen mark92e comes.\n")
    (finding,) = room.check("a.txt").findings()
    assert finding == {
        "rule": "house.mark",
        "message": "A mark of 92.",
        "score": 0.92,
        "severity": "error",
        "state": "active",
        "fingerprint": finding["fingerprint"],
        "location": {
            "part": "body",
            "start": 21,
            "end": 28,
            "line": 3,
            "column": 6,
            "end_line": 3,
            "end_column": 13,
            "text": "mark92e",
        },
        "related": [],
        "evidence": {},
        "help": "Take it out.",
        "fix": None,
    }


def test_a_place_in_another_article_names_it(room: Newsroom) -> None:
    room.write("a.txt", "Bridge reopens\n\nNobody was hurt.\n")
    room.write("b.txt", "Bridge reopens\n\nThe port said so.\n")
    run = room.check("a.txt", "b.txt")
    (finding,) = run.findings()
    (related,) = finding["related"]
    assert related["label"] == "the other"
    assert related["article"] == {
        "id": run.report["articles"][0]["id"],
        "path": "a.txt",
        "outlet": None,
        "headline": "Bridge reopens",
        "published": None,
        "url": None,
    }
    assert cut_out(room.folder, run.report) == ["Bridge reopens", "Bridge reopens"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_count_code_points_of_the_file_as_it_is(
    room: Newsroom, end: str, mark: str
) -> None:
    story = STORY.replace("First", "“Fähre” 🚢 e\u0301 日本").replace("\n", end)
    room.write("a.txt", mark + story)
    room.write("b.txt", story)
    run = room.check("a.txt", "b.txt")
    assert len(cut_out(room.folder, run.report)) == 2 * 5 + 2


def test_every_finding_and_related_span_of_the_seed_is_in_the_file(room: Newsroom) -> None:
    room.configure(bundled=True)
    for path in FIXTURES.iterdir():
        room.write(path.name, path.read_bytes())
    run = room.check("--select=all", "--min-score=0", ".")
    assert len(cut_out(room.folder, run.report)) > 20


def test_a_run_in_which_something_failed_or_could_not_be_read(room: Newsroom) -> None:
    room.write("broken.py", "raise LookupError('no')\n")
    room.configure(plugins=("broken.py",))
    room.write("a.txt", STORY)
    run = room.check("a.txt", "missing.txt")
    (failure,) = run.report["failures"]
    assert failure["problem"] == "cannot be loaded: LookupError: no"
    assert failure["traceback"].startswith("Traceback")
    assert (failure["rule"], failure["article"], failure["dist"]) == (None, None, None)
    assert run.report["unreadable"] == ["missing.txt: no such file"]
    (broken,) = [one for one in run.report["plugins"] if one["name"] == "broken"]
    assert broken == {"name": "broken", "dist": None, "version": None, "rules": []}


def test_a_run_in_which_nothing_was_left_to_read(room: Newsroom) -> None:
    room.write(
        "broken.py",
        "from reliacheck import hookimpl\n@hookimpl\n"
        "def reliacheck_read(source):\n    raise LookupError('no')\n",
    )
    room.configure(plugins=("broken.py",), disable=("formats",))
    room.write("a.txt", STORY)
    run = room.check("a.txt")
    assert (run.code, run.report["articles"]) == (3, [])


def test_what_a_plugin_puts_into_a_finding_comes_out(room: Newsroom) -> None:
    room.write(
        "fixes.py",
        '''
from reliacheck import Check, Edit, Fix, hookimpl

class Fixes(Check):
    """Has a fix and evidence."""
    id = "fixes.rule"
    def check(self, article, context):
        yield self.finding(
            article.locate(0, 6), "A word.", score=1,
            evidence={"words": 3, "share": 0.5, "first": True, "name": "x"},
            fix=Fix("Delete it.", (Edit(0, 6, ""),), safe=True),
        )

@hookimpl
def reliacheck_checks():
    return [Fixes]
''',
    )
    room.configure(plugins=("fixes.py",))
    room.write("a.txt", "Bridge reopens\n\nNobody was hurt.\n")
    (finding,) = room.check("a.txt").findings()
    assert finding["evidence"] == {"words": 3, "share": 0.5, "first": True, "name": "x"}
    assert finding["fix"] == {
        "description": "Delete it.",
        "safe": True,
        "edits": [{"start": 0, "end": 6, "replacement": ""}],
    }
    assert finding["help"] is None


def test_the_same_run_gives_the_same_report_but_for_the_seconds(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    room.write("b.txt", STORY)
    assert timeless(room.check(".")) == timeless(room.check("."))


def timeless(run: Run) -> dict[str, Any]:
    report = run.report
    for article in report["articles"]:
        for check in article["checks"]:
            del check["seconds"]
    return report


def test_a_file_gets_the_same_report_as_standard_output(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    printed = room.check("a.txt")
    run = room.check("--output", "report.json", "a.txt")
    assert (run.code, run.out, run.err) == (0, "", "")
    written = (room.folder / "report.json").read_bytes().decode("utf-8")
    assert timeless(Run(0, written, "")) == timeless(printed)
    assert written.endswith("}\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_it_is_json_whatever_the_encoding_of_the_terminal(room: Newsroom, encoding: str) -> None:
    room.write("a.txt", "Fähre 🚢 “frei”\n\nThen mark90 comes.\n")
    run = room.spawn("check", "--format=json", "a.txt", PYTHONIOENCODING=encoding)
    assert run.report["articles"][0]["headline"] == "Fähre 🚢 “frei”"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("exit_code",), 4),
        (("extra",), 1),
        (("articles", 0, "findings", 0, "score"), 1.5),
        (("articles", 0, "findings", 0, "state"), "new"),
        (("articles", 0, "findings", 0, "fingerprint"), "abc"),
        (("articles", 0, "findings", 0, "location", "line"), 0),
        (("articles", 0, "findings", 0, "location", "start"), -1),
        (("articles", 0, "findings", 0, "location", "part"), "footer"),
        (("articles", 0, "checks", 0, "status"), "skipped"),
        (("articles", 0, "checks", 0, "rule"), "mark"),
        (("summary", "failed"), None),
    ],
)
def test_the_schema_refuses_what_no_report_holds(
    room: Newsroom, path: tuple[str | int, ...], value: object
) -> None:
    room.write("a.txt", STORY)
    report: Any = room.check("a.txt").report
    inner = report
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValidationError):
        schema().validate(report)


def test_the_schema_describes_every_object_to_the_last_key() -> None:
    def closed(part: Any) -> bool:
        if isinstance(part, list):
            return all(map(closed, part))
        if not isinstance(part, dict):
            return True
        properties = part.get("properties")
        if isinstance(properties, dict) and part.get("type") == "object":
            complete = set(part["required"]) == set(properties)
            if part.get("additionalProperties") is not False or not complete:
                return False
        return all(map(closed, part.values()))

    loaded = schema().schema
    assert isinstance(loaded, dict)
    assert closed(loaded)
    assert loaded["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
