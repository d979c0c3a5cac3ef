"""`reliacheck evaluate`: the same scores as the checks, every error, files whole or not at all."""

from __future__ import annotations

import gzip
import json
import math
import re
import xml.etree.ElementTree as ElementTree
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from newsroom import Newsroom, Run

from reliacheck import Source
from reliacheck.cli import main
from reliacheck.evaluate import bootstrap, task_names
from reliacheck.plugins import load_plugins
from reliacheck.reuse import compare
from reliacheck.text.headline import compare_headlines

ROOT = Path(__file__).resolve().parents[2]
LABELLED = ROOT / "fixtures" / "evaluate"
HEADLINES, REUSE = LABELLED / "headlines.jsonl", LABELLED / "reuse.jsonl"
GOOD = {"a": "Harbour bridge reopens", "b": "Harbour bridge open again", "label": 1}
STORY = "Bridge reopens\n\nThe harbour bridge opened again on Monday, the port said."


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def jsonl(*records: object) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


@pytest.fixture
def desk(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom with the bundled plugins and no house rules, which does not resample for long."""
    monkeypatch.setattr(bootstrap, "RESAMPLES", 40)
    (room.folder / "reliacheck.toml").unlink()
    return room


def report(run: Run) -> dict[str, Any]:
    """Standard output as a JSON evaluation; fails where it is not one by the schema."""
    assert run.code == 0, run.err
    data: dict[str, Any] = json.loads(run.out)
    text = files("reliacheck.evaluate").joinpath("evaluate.schema.json").read_text("utf-8")
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    return data


# The scores are the checks' own


def test_headlines_are_scored_as_the_rules_do(desk: Newsroom) -> None:
    run = desk.run("evaluate", "headlines", str(HEADLINES), "--predictions", "p.jsonl")
    assert run.code == 0
    matches = [compare_headlines(row["a"], row["b"]) for row in rows(HEADLINES)]
    assert rows(desk.folder / "p.jsonl") == [
        {"index": index, "score": match.score, "similarity": 5 * match.similarity}
        for index, match in enumerate(matches)
    ]


def test_the_rule_s_line_is_what_a_check_of_the_two_reports(desk: Newsroom) -> None:
    shown = report(desk.run("evaluate", "headlines", str(HEADLINES), "--format", "json"))
    (rule,) = [one for one in shown["thresholds"] if one["name"] == "rule"]
    counts = {"right": 0, "wrong": 0, "missed": 0}
    for row in rows(HEADLINES):
        for side in ("a", "b"):
            desk.write(f"{side}.md", f"---\ntitle: {json.dumps(row[side])}\n---\n\nBody.\n")
        found = desk.check("a.md", "b.md", "--select=headlines.edition-duplicate").findings()
        if found or row["label"]:
            kind = ("right" if row["label"] else "wrong") if found else "missed"
            counts[kind] += 1
    assert {name: rule[name] for name in counts} == counts
    assert rule["threshold"] is None


def test_texts_are_compared_as_the_plain_text_reader_has_them(desk: Newsroom) -> None:
    run = desk.run("evaluate", "reuse", str(REUSE), "--predictions", "p.jsonl")
    assert run.code == 0
    readers = list(load_plugins().implementing("reliacheck_read"))
    for row, prediction in zip(rows(REUSE), rows(desk.folder / "p.jsonl"), strict=True):
        articles = []
        for side in ("a", "b"):
            source = Source(f"{side}.txt", row[side].encode())
            articles.append(next(got for _, read in readers if (got := read(source=source)))[0])
        expected = compare(*articles)
        assert prediction["score"] == expected.score
        assert prediction["relation"] == expected.relation


def test_the_same_story_reuses_itself_and_a_record_is_an_article(desk: Newsroom) -> None:
    record = {"headline": "Bridge reopens", "body": rows(REUSE)[0]["a"], "outlet": "Coast News"}
    desk.write(
        "pairs.jsonl",
        jsonl(
            {"a": record, "b": record, "label": "same-copy"},
            {"a": record, "b": {"body": "Nothing of the kind."}, "label": "independent"},
            {"a": record, "b": record["body"], "label": 1},
        ),
    )
    shown = report(
        desk.run("evaluate", "reuse", "pairs.jsonl", "--format", "json", "--predictions", "p.jsonl")
    )
    found = rows(desk.folder / "p.jsonl")
    assert [one["relation"] for one in found] == ["same-copy", "independent", "same-copy"]
    assert shown["classes"] == {
        "same-copy": 1,
        "partial-reuse": 0,
        "independent": 1,
        "reuse of either kind": 1,
    }
    assert shown["figures"]["macro_f1"]["value"] is None, "no partial reuse"
    assert shown["confusion"]["rows"] == [[1, 0, 0], [0, 0, 0], [0, 0, 1]]


def test_a_text_may_hold_any_character(desk: Newsroom) -> None:
    story = STORY + "\x00\x01\u2028 A stray \x0b feed.\r\nAnd more."
    desk.write("pairs.jsonl", jsonl({"a": story, "b": story, "label": "same-copy"}))
    assert desk.run("evaluate", "reuse", "pairs.jsonl").code == 0


# What is reported


def test_grades_between_are_in_the_correlations_only(desk: Newsroom) -> None:
    grades = [5, 4, 3, 2.5, 2, 0]
    pairs = [{"a": one["a"], "b": one["b"]} for one in rows(HEADLINES)]
    desk.write(
        "graded.jsonl",
        jsonl(*[pair | {"similarity": one} for pair, one in zip(pairs, grades, strict=False)]),
    )
    shown = report(desk.run("evaluate", "headlines", "graded.jsonl", "--format", "json"))
    assert shown["classes"] == {"same": 2, "different": 2, "between": 2}
    assert (shown["positive"]["examples"], shown["negative"]["examples"]) == (2, 2)
    assert sum(one["examples"] for one in shown["bins"]) == 4
    for name in ("pearson", "spearman"):
        assert {f"{name}_score", f"{name}_similarity"} <= shown["figures"].keys()


def test_a_label_stands_over_a_grade(desk: Newsroom) -> None:
    desk.write("pairs.jsonl", jsonl(GOOD | {"similarity": 1}, GOOD | {"label": False}))
    shown = report(desk.run("evaluate", "headlines", "pairs.jsonl", "--format", "json"))
    assert shown["classes"] == {"same": 1, "different": 1}


@pytest.mark.parametrize(("label", "named"), [(1, "different"), (0, "same")])
def test_with_one_class_figures_are_undefined_not_0(desk: Newsroom, label: int, named: str) -> None:
    desk.write("pairs.jsonl", jsonl(GOOD | {"label": label}, GOOD | {"label": label}))
    run = desk.run("evaluate", "headlines", "pairs.jsonl")
    assert run.code == 0
    assert re.search(r"^AUC +undefined$", run.out, re.MULTILINE)
    assert "Recommended" not in run.out
    shown = report(desk.run("evaluate", "headlines", "pairs.jsonl", "--format", "json"))
    assert shown["figures"]["auc"] == {"value": None, "low": None, "high": None}
    assert f"no pairs are labelled {named}" in " ".join(shown["warnings"])
    assert [one["name"] for one in shown["thresholds"]] == ["shipped", "rule"]


def test_few_examples_are_warned_of(desk: Newsroom) -> None:
    shown = report(desk.run("evaluate", "reuse", str(REUSE), "--format", "json"))
    (warning,) = shown["warnings"]
    assert "8 reuse, 4 independent, 4 same-copy, 4 partial-reuse" in warning
    pair = {"a": "Bridge reopens", "b": "Bridge reopens"}
    desk.write("pairs.jsonl", jsonl(*[pair | {"label": n % 2} for n in range(40)]))
    shown = report(desk.run("evaluate", "headlines", "pairs.jsonl", "--format", "json"))
    assert shown["warnings"] == []


def test_the_figures_are_the_same_each_time(desk: Newsroom) -> None:
    first, again = (desk.run("evaluate", "headlines", str(HEADLINES)).out for _ in range(2))
    assert first == again


def test_the_exit_code_is_0_however_bad_the_figures_are(desk: Newsroom) -> None:
    wrong = [row | {"label": 1 - row["label"]} for row in rows(HEADLINES)]
    desk.write("wrong.jsonl", jsonl(*wrong))
    shown = report(desk.run("evaluate", "headlines", "wrong.jsonl", "--format", "json"))
    assert shown["figures"]["auc"]["value"] < 0.5


def test_speed_is_told_on_standard_error_only(desk: Newsroom) -> None:
    run = desk.run("evaluate", "headlines", str(HEADLINES))
    assert "22 pairs scored (" in run.err
    assert "a second" not in run.out


# Files


def test_gzipped_lines_and_standard_input(desk: Newsroom) -> None:
    desk.write("h.jsonl.gz", gzip.compress(HEADLINES.read_bytes()))
    plain = desk.run("evaluate", "headlines", str(HEADLINES), "--format=json")
    zipped = desk.run("evaluate", "headlines", "h.jsonl.gz", "--format=json")
    assert report(zipped)["figures"] == report(plain)["figures"]
    piped = desk.spawn("evaluate", "headlines", "-", "--format=json", stdin=HEADLINES.read_bytes())
    assert report(piped)["bins"] == report(plain)["bins"]
    assert report(piped)["path"] == "-"


def test_the_report_can_go_to_a_file(desk: Newsroom) -> None:
    shown = desk.run("evaluate", "headlines", str(HEADLINES)).out
    run = desk.run("evaluate", "headlines", str(HEADLINES), "--output", "r.txt")
    assert run.out == ""
    assert (desk.folder / "r.txt").read_text("utf-8") == shown


def test_blank_lines_do_not_count_and_skipped_ones_keep_their_number(desk: Newsroom) -> None:
    text = "\ufeff" + "\n" + jsonl(GOOD) + "not json\n\n" + jsonl(GOOD | {"label": 0})
    desk.write("pairs.jsonl", text.replace("\ufeff\n", ""))
    command = ["evaluate", "headlines", "pairs.jsonl", "--skip-bad", "--predictions", "p.jsonl"]
    run = desk.run(*command)
    assert run.code == 0
    assert [one["index"] for one in rows(desk.folder / "p.jsonl")] == [0, 2]
    assert "pairs.jsonl:2: not JSON" in run.err
    assert "2 pairs in pairs.jsonl; 1 lines passed over" in run.out


def test_many_skipped_lines_are_counted_not_told(desk: Newsroom) -> None:
    desk.write("pairs.jsonl", "[]\n" * 30 + jsonl(GOOD))
    run = desk.run("evaluate", "headlines", "pairs.jsonl", "--skip-bad")
    assert run.err.count("passed over)") == 20
    assert "10 more lines passed over" in run.err


def test_a_byte_order_mark_and_carriage_returns_are_no_matter(desk: Newsroom) -> None:
    text = "\ufeff" + jsonl(GOOD, GOOD | {"label": 0}).replace("\n", "\r\n")
    desk.write("pairs.jsonl", text)
    assert desk.run("evaluate", "headlines", "pairs.jsonl").code == 0


@pytest.mark.parametrize("flag", ["--predictions", "--plot", "--output"])
def test_files_are_written_all_or_none(desk: Newsroom, flag: str) -> None:
    before = set(desk.folder.iterdir())
    others = {"--predictions": "p.jsonl", "--plot": "p.svg", "--output": "r.txt"}
    arguments = [part for pair in {**others, flag: "none/x"}.items() for part in pair]
    run = desk.run("evaluate", "headlines", str(HEADLINES), *arguments)
    assert run.code == 2
    assert "there is no such folder" in run.err
    assert set(desk.folder.iterdir()) == before


@pytest.mark.parametrize("flag", ["--predictions", "--plot", "--output"])
def test_nothing_is_written_over_the_labels(desk: Newsroom, flag: str) -> None:
    desk.write("pairs.jsonl", jsonl(GOOD))
    (desk.folder / "link.jsonl").symlink_to("pairs.jsonl")
    run = desk.run("evaluate", "headlines", "pairs.jsonl", flag, "link.jsonl")
    assert run.code == 2
    assert "is the labelled file" in run.err
    assert rows(desk.folder / "pairs.jsonl") == [GOOD]


def test_two_outputs_need_two_files_and_a_folder_is_none(desk: Newsroom) -> None:
    command = ["evaluate", "headlines", str(HEADLINES)]
    run = desk.run(*command, "--predictions", "x", "--plot", "x")
    assert (run.code, "is the file of --predictions" in run.err) == (2, True)
    run = desk.run(*command, "--plot", ".")
    assert (run.code, "is a folder" in run.err) == (2, True)


def test_a_bad_line_leaves_files_as_they_were(desk: Newsroom) -> None:
    desk.write("p.jsonl", "as it was")
    desk.write("pairs.jsonl", jsonl(GOOD) + "{}\n")
    run = desk.run("evaluate", "headlines", "pairs.jsonl", "--predictions=p.jsonl", "--plot=p.svg")
    assert (run.code, run.out) == (2, "")
    assert (desk.folder / "p.jsonl").read_text() == "as it was"
    assert not (desk.folder / "p.svg").exists()


# Errors

STORIES = {"a": STORY, "b": STORY, "label": "same-copy"}


@pytest.mark.parametrize(
    ("task", "line", "complaint"),
    [
        ("headlines", b"nonsense", "not JSON: Expecting value at column 1 (each line is one ob"),
        ("headlines", b'{"a": "\xff"}', "not UTF-8 (byte 7)"),
        ("headlines", b"[" * 100_000, "nested too deeply"),
        ("headlines", b"[1]", "expected an object on each line, not list"),
        ("headlines", {}, 'no "a": a headline'),
        ("headlines", {"a": "x"}, 'no "b": a headline'),
        ("headlines", {"a": 1, "b": "x", "label": 1}, '"a" is 1, not a headline'),
        ("headlines", {"a": "x", "b": " ", "label": 1}, '"b" is empty: a headline is wanted'),
        ("headlines", {"a": "x", "b": "y"}, 'no "label": one of 0, 1'),
        ("headlines", {"a": "x", "b": "y", "lable": 1}, 'no "label" (is "lable" meant?)'),
        ("headlines", GOOD | {"label": 2}, '"label" is 2: one of 0, 1'),
        ("headlines", GOOD | {"label": "1"}, "\"label\" is '1'"),
        ("headlines", GOOD | {"label": None}, '"label" is None'),
        ("headlines", {"a": "x", "b": "y", "similarity": 6}, '"similarity" is 6: a number from 0'),
        ("headlines", {"a": "x", "b": "y", "similarity": "4"}, "\"similarity\" is '4'"),
        ("headlines", {"a": "x", "b": "y", "similarity": True}, '"similarity" is True'),
        ("headlines", {"a": "x", "b": "y", "similarity": math.nan}, '"similarity" is nan'),
        ("reuse", {"a": STORY, "label": 1}, 'no "b": the text of an article, or an object'),
        ("reuse", STORIES | {"a": 3}, '"a" is 3, not the text of an article'),
        ("reuse", STORIES | {"a": ""}, '"a" is empty'),
        ("reuse", STORIES | {"b": "[[reliacheck: ignore house -- ours]]"}, '"b": holds no article'),
        ("reuse", STORIES | {"b": {"headline": "x"}}, '"b": no "body": an article needs its text'),
        ("reuse", STORIES | {"b": {"body": 3}}, '"b": "body" must be a string, not 3'),
        ("reuse", STORIES | {"a": "x\ud800y"}, '"a" holds half a character'),
        (
            "reuse",
            STORIES | {"label": "same copy"},
            '"label" is \'same copy\' (did you mean "same-copy"?): one of "same-copy", "partial-r',
        ),
        ("reuse", STORIES | {"label": ["same-copy"]}, "\"label\" is ['same-copy']"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "line",
)
def test_a_line_that_cannot_be_used_is_named_with_the_remedy(
    desk: Newsroom, task: str, line: bytes | dict[str, Any], complaint: str
) -> None:
    good = GOOD if task == "headlines" else STORIES
    bad = line if isinstance(line, bytes) else json.dumps(line).encode()
    desk.write("pairs.jsonl", jsonl(good).encode() + bad + b"\n")
    run = desk.run("evaluate", task, "pairs.jsonl")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"reliacheck: pairs.jsonl:2: {complaint}"), run.err
    assert "(see docs/evaluate.md; --skip-bad passes over such lines)" in run.err
    skipping = desk.run("evaluate", task, "pairs.jsonl", "--skip-bad")
    assert skipping.code == 0
    assert "1 lines passed over" in skipping.out


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("missing.jsonl", None, "missing.jsonl: no such file"),
        ("empty.jsonl", b"\n \n", "empty.jsonl: no pairs to evaluate (docs/evaluate.md)"),
        (
            "bad.gz",
            gzip.compress(b"{}", mtime=0)[:-4],
            "bad.gz: damaged: its gzip data cannot be read",
        ),
        (".", None, ".: cannot be read: Is a directory"),
    ],
    ids=["missing", "empty", "damaged", "folder"],
)
def test_a_file_that_cannot_be_used_is_named(
    desk: Newsroom, name: str, data: bytes | None, complaint: str
) -> None:
    if data is not None:
        desk.write(name, data)
    run = desk.run("evaluate", "headlines", name)
    assert (run.code, run.out, run.err) == (2, "", f"reliacheck: {complaint}\n")


def test_nothing_but_bad_lines_is_no_evaluation(desk: Newsroom) -> None:
    desk.write("pairs.jsonl", "{}\n{}\n")
    run = desk.run("evaluate", "headlines", "pairs.jsonl", "--skip-bad")
    assert (run.code, run.out) == (2, "")
    assert "no pairs to evaluate, 2 that cannot be used" in run.err


def test_an_unknown_task_is_told_which_there_are(desk: Newsroom) -> None:
    run = desk.run("evaluate", "headline", "x.jsonl")
    assert run.code == 2
    assert "no task 'headline' (did you mean \"headlines\"?): there are " in run.err
    for name in ("headlines", "reuse"):
        assert name in task_names()
        assert name in run.err.partition("there are ")[2]


# Plugins

READER = """
from reliacheck import hookimpl
@hookimpl(tryfirst=True)
def reliacheck_read(source):
    print("read", source.path)
    {does}
"""


def test_what_a_plugin_prints_is_not_the_report(desk: Newsroom) -> None:
    desk.write("loud.py", READER.format(does="return None"))
    desk.write("reliacheck.toml", 'plugins = ["loud.py"]\n')
    run = desk.run("evaluate", "reuse", str(REUSE), "--format", "json")
    assert report(run)["lines"] == 12
    assert "read " in run.err


def test_a_reader_that_breaks_makes_the_run_incomplete(desk: Newsroom) -> None:
    desk.write("broken.py", READER.format(does="raise ValueError('no luck')"))
    desk.write("reliacheck.toml", 'plugins = ["broken.py"]\n')
    run = desk.run("evaluate", "reuse", str(REUSE), "--predictions", "p.jsonl")
    assert (run.code, run.out) == (3, "")
    assert "plugin broken" in run.err
    assert "no luck" in run.err
    assert not (desk.folder / "p.jsonl").exists()


def test_a_plugin_that_does_not_load_makes_the_run_incomplete(desk: Newsroom) -> None:
    desk.write("broken.py", "1 / 0\n")
    desk.write("reliacheck.toml", 'plugins = ["broken.py"]\n')
    run = desk.run("evaluate", "headlines", str(HEADLINES))
    assert run.code == 3
    assert "AUC" in run.out
    assert "plugin broken" in run.err


def test_without_the_rules_their_line_is_left_out(desk: Newsroom) -> None:
    desk.write("reliacheck.toml", 'disable-plugins = ["headlines"]\n')
    shown = report(desk.run("evaluate", "headlines", str(HEADLINES), "--format", "json"))
    assert [one["name"] for one in shown["thresholds"]] == ["shipped", "best-f1", "precise"]


# The diagram


def test_the_diagram_stands_alone_and_tells_what_it_shows(desk: Newsroom) -> None:
    run = desk.run("evaluate", "headlines", str(HEADLINES), "--plot", "p.svg")
    assert run.code == 0
    text = (desk.folder / "p.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    title, description = root.find(f"{space}title"), root.find(f"{space}desc")
    assert title is not None
    assert title.text == "Reliability of the headlines score"
    assert description is not None
    assert description.text is not None
    assert "AUC 0.760, calibration error (ECE) 0.247; 11 same, 11 different" in description.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert len(root.findall(f"{space}circle")) == 6, "a dot for each bin that is not empty"
    assert "prefers-color-scheme: dark" in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_diagram_in_the_documentation_is_that_of_the_command(desk: Newsroom) -> None:
    assert main(["evaluate", "headlines", str(HEADLINES), "--plot", "p.svg"]) == 0
    shown = ROOT / "docs" / "_static" / "reliability.svg"
    assert (desk.folder / "p.svg").read_text("utf-8") == shown.read_text("utf-8"), (
        "reliacheck evaluate headlines fixtures/evaluate/headlines.jsonl"
        " --plot docs/_static/reliability.svg brings it up to date"
    )


def test_a_diagram_of_one_class_can_be_drawn(desk: Newsroom) -> None:
    desk.write("pairs.jsonl", jsonl(GOOD))
    assert desk.run("evaluate", "headlines", "pairs.jsonl", "--plot", "p.svg").code == 0
    assert "AUC undefined" in (desk.folder / "p.svg").read_text("utf-8")
