"""Each thing that cannot be used: one clear line on standard error, nothing on output, exit 2."""

from __future__ import annotations

import os
from typing import Any

import pytest
from newsroom import Newsroom, Run

STORY = "Bridge reopens\n\nThen mark90 comes.\n"


def refused(run: Run, says: str) -> None:
    """Whether the run ended as it should, with one line that says so."""
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(("reliacheck: ", "reliacheck check: "))
    assert says in run.err
    assert run.err.count("\n") == 1
    assert run.err.endswith("\n")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty.txt: empty"),
        ("blank.txt", b"\xef\xbb\xbf \r\n\n", "blank.txt: empty"),
        ("blank16.txt", b"\xff\xfe\n\x00", "blank16.txt: holds no article"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.txt: not text: a NUL byte"),
        ("nul.txt", b"The port\x00 said", "nul.txt: not text: a NUL byte at byte 8"),
        ("control.txt", bytes(range(1, 9)) * 9, "control.txt: not text: 72 control characters"),
        ("latin.txt", b"caf\xe9 \x81", "latin.txt: neither UTF-8 (byte 3 is 0xe9) nor cp1252"),
        ("bom.txt", b"\xef\xbb\xbfcaf\xe9", "bom.txt: not valid utf-8-sig"),
        ("picture.png", b"\x89PNG", "picture.png: no reader for .png"),
        ("a.md", b"---\ntitle: [\n---\nmark90\n", "a.md:"),
        ("a.md", b"---\n- a\n- b\n---\nmark90\n", "a.md:"),
    ],
)
def test_a_file_that_is_no_article(room: Newsroom, name: str, data: bytes, says: str) -> None:
    room.write(name, data)
    refused(room.run("check", name), says)
    refused(room.check(name), says)


@pytest.mark.parametrize("name", ["missing.txt", "missing", "desk/missing.txt"])
def test_a_file_that_is_not_there(room: Newsroom, name: str) -> None:
    refused(room.run("check", name), f"{name}: no such file")


def test_a_story_in_the_place_of_a_path(room: Newsroom) -> None:
    refused(room.run("check", STORY * 40), "File name too long")


@pytest.mark.parametrize("files", [[], ["picture.png"], [".hidden.txt"]])
def test_a_folder_without_articles(room: Newsroom, files: list[str]) -> None:
    (room.folder / "desk").mkdir()
    for name in files:
        room.write(f"desk/{name}", STORY)
    known = ".jsonl .markdown .md .ndjson .text .txt"
    says = f"desk: no articles in this folder (files that can be read: {known})"
    refused(room.run("check", "desk"), says)


def test_a_file_that_may_not_be_read(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.write("a.txt", STORY)
    real = open

    def guarded(file: Any, *arguments: Any, **named: Any) -> Any:
        if str(file).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return real(file, *arguments, **named)

    monkeypatch.setattr("builtins.open", guarded)
    refused(room.run("check", "a.txt"), "a.txt: cannot be read: Permission denied")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root"
)
@pytest.mark.parametrize("name", ["desk/a.txt", "desk"])
def test_what_the_system_forbids(room: Newsroom, name: str) -> None:
    room.write("desk/a.txt", STORY)
    (room.folder / name).chmod(0)
    try:
        refused(room.run("check", name), f"{name}: cannot be read: Permission denied")
    finally:
        (room.folder / name).chmod(0o700)


def test_a_file_over_the_limit(room: Newsroom) -> None:
    room.configure("max-bytes = 20")
    room.write("a.txt", STORY)
    refused(room.run("check", "a.txt"), "a.txt: larger than 20 bytes (max-bytes in the settings)")


def test_a_file_of_fifty_megabytes_is_refused_by_the_limit_that_is_set(room: Newsroom) -> None:
    room.write("a.txt", b"The port said so. " * 2_800_000)
    refused(room.run("check", "a.txt"), "a.txt: larger than 2,000,000 bytes")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("min-score = ", "reliacheck.toml: not valid TOML"),
        ("min_score = 1", "unknown key 'min_score' (did you mean \"min-score\"?)"),
        ('select = ["huose"]', "no rule 'huose' (did you mean \"house\"?)"),
        ('ignore = ["house.mork"]', "no rule 'house.mork' (did you mean \"house.mark\"?)"),
        ('per-path-ignores = {"a/*" = ["huose"]}', "no rule 'huose'"),
        ('[rules."house.mork"]\n', "no rule 'house.mork' (did you mean \"house.mark\"?)"),
        ('[rules."house"]\n', "settings belong to one rule, not to a prefix"),
        (
            '[rules."house.mark"]\nwrod = "x"\n',
            "unknown setting 'wrod' (did you mean \"word\"?); it has: word",
        ),
        ('[rules."house.mark"]\nword = 5\n', "word: expected a string, not 5"),
        ('[rules."house.hush"]\nword = "x"\n', "unknown setting 'word'; it has: none"),
        ('[[suppress]]\nrule = "huose"\nreason = "x"\n', "no rule 'huose'"),
        ('format = "xml"', "no format 'xml'"),
        ('baseline = "missing.json"', "missing.json: no such baseline"),
    ],
)
def test_a_setting_that_cannot_be_used(room: Newsroom, settings: str, says: str) -> None:
    room.write("a.txt", STORY)
    room.configure(settings)
    refused(room.run("check", "a.txt"), says)


@pytest.mark.parametrize(
    "settings",
    [
        'select = ["huose"]',
        'ignore = ["huose"]',
        'per-path-ignores = {"a/*" = ["huose"]}',
        '[rules."house.mork"]\n',
        '[rules."house.mark"]\nword = 5\n',
        '[[suppress]]\nrule = "huose"\nreason = "x"\n',
        'format = "xml"',
    ],
)
def test_a_setting_that_does_not_fit_the_plugins_names_its_file(
    room: Newsroom, settings: str
) -> None:
    room.write("a.txt", STORY)
    path = room.configure(settings)
    refused(room.run("check", "a.txt"), str(path))


def test_a_plugin_file_that_is_not_there(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    room.configure(plugins=("rules/desk.py",))
    missing = room.folder / "rules" / "desk.py"
    refused(room.run("check", "a.txt"), f"plugins: no such file: {missing}")


def test_a_disabled_plugin_that_is_not_there(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    room.configure(disable=("format",))
    says = "disable-plugins: no plugin 'format' (did you mean \"formats\"?)"
    refused(room.run("check", "a.txt"), says)


@pytest.mark.parametrize(
    ("flag", "value", "says"),
    [
        ("--min-score", "high", "argument --min-score: invalid float value: 'high'"),
        ("--min-score", "1.5", "--min-score: expected a number from 0 to 1, not 1.5"),
        ("--min-score", "nan", "--min-score: expected a number from 0 to 1, not nan"),
        ("--fail-on", "worse", "--fail-on: expected error, warning, info, score>=S or never"),
        ("--fail-on", "score>=2", "--fail-on: the score in 'score>=2' must be a number"),
        (
            "--format",
            "jsn",
            "--format: no format 'jsn' (did you mean \"json\"?); there are: text, json",
        ),
        ("--jobs", "0", "--jobs: expected 1 or more, not 0"),
        ("--jobs", "two", "argument --jobs: invalid int value: 'two'"),
        ("--select", "huose", "--select: no rule 'huose' (did you mean \"house\"?)"),
        ("--ignore", "house.mork", "--ignore: no rule 'house.mork'"),
        ("--config", "missing.toml", "missing.toml: no such configuration file"),
        ("--baseline", "missing.json", "missing.json: no such baseline"),
        ("--today", "soon", "'soon' is not a date (YYYY-MM-DD)"),
    ],
)
def test_a_flag_that_cannot_be_used(room: Newsroom, flag: str, value: str, says: str) -> None:
    room.write("a.txt", STORY)
    refused(room.run("check", flag, value, "a.txt"), says)


def test_an_output_into_a_folder_that_is_not_there(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    output = room.folder / "reports" / "a.json"
    refused(
        room.run("check", "--output", "reports/a.json", "a.txt"),
        f"{output}: cannot write: No such file or directory",
    )


def test_an_output_stays_as_it_was_when_nothing_could_be_read(room: Newsroom) -> None:
    old = room.write("report.json", "the old report")
    refused(room.run("check", "--output", "report.json", "missing.txt"), "missing.txt")
    assert old.read_text(encoding="utf-8") == "the old report"


def test_a_readable_file_beside_unreadable_ones_is_reported(room: Newsroom) -> None:
    room.write("good.txt", STORY)
    room.write("bad.txt", b"\x00")
    run = room.check("missing.txt", "good.txt", "bad.txt")
    assert (run.code, run.texts()) == (2, ["mark90"])
    assert len(run.report["unreadable"]) == 2
    assert [line.split(":")[1] for line in run.err.splitlines()] == [" missing.txt", " bad.txt"]


@pytest.mark.parametrize("output", ["a.txt", "known.json", "reliacheck.toml"])
def test_a_report_takes_the_place_of_nothing_that_the_run_reads(
    room: Newsroom, output: str
) -> None:
    room.write("a.txt", "Bridge opens\n\nIt opened on Monday.\n")
    room.write("known.json", '{"version": 1, "articles": {}}')
    room.configure('fail-on = "error"\n')
    before = (room.folder / output).read_bytes()
    run = room.run("check", "a.txt", "--baseline", "known.json", "--output", output)
    assert (run.code, run.out) == (2, "")
    assert f"--output: {output} is" in run.err
    assert (room.folder / output).read_bytes() == before
