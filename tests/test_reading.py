"""From paths to articles: what is read, what is refused, and who reads it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from newsroom import Newsroom, Run

# A reader of its own, so that these tests say nothing of the bundled formats.
READER = """
from reliacheck import Article, Check, InputError, hookimpl

@hookimpl
def reliacheck_read(source):
    if source.suffix != ".wire":
        return None
    if "BAD" in source.text:
        raise InputError(source.path, "a garbled bulletin", line=2)
    if "BROKEN" in source.text:
        raise LookupError("no such key")
    if "STRING" in source.text:
        return "an article"
    if "STRINGS" in source.text.upper():
        return ["an article"]
    if "EXIT" in source.text:
        raise SystemExit(0)
    stories = [story for story in source.text.split("+++") if story.strip()]
    return [
        Article.compose(body=story.strip(), path=source.path) if len(stories) == 1
        else numbered(source, story.strip(), number)
        for number, story in enumerate(stories)
    ]

def numbered(source, story, number):
    from reliacheck import Part
    from reliacheck.text.offsets import OffsetMap, Run
    start = source.text.index(story)
    offsets = OffsetMap([Run(0, len(story), start, start + len(story))])
    part = Part("body", 0, len(story), story)
    return Article(source, [part], text=story, offsets=offsets, number=number)

@hookimpl
def reliacheck_suffixes():
    return [".WIRE"]
"""
GOOD = "mark90 stands here."


@pytest.fixture
def wire(room: Newsroom) -> Newsroom:
    """A newsroom that reads .wire files and nothing else."""
    room.write("reader.py", READER)
    room.configure(plugins=("reader.py",), disable=("formats",))
    return room


def read(run: Run) -> list[str]:
    """The paths of the articles in the report."""
    return [article["path"] for article in run.report["articles"]]


def test_a_folder_gives_the_files_that_a_reader_takes_in_a_fixed_order(wire: Newsroom) -> None:
    for name in ("desk/b.wire", "desk/a.WIRE", "desk/deep/c.wire", "desk/.hidden.wire"):
        wire.write(name, GOOD)
    wire.write("desk/.git/d.wire", GOOD)
    wire.write("desk/picture.png", b"\x89PNG")
    run = wire.check("desk")
    assert read(run) == ["desk/a.WIRE", "desk/b.wire", "desk/deep/c.wire"]
    assert run.report["notes"] == ["desk: 1 other files left alone (no reader)"]
    assert run.err == "reliacheck: desk: 1 other files left alone (no reader)\n"


def test_a_file_that_is_named_is_read_whatever_its_name(wire: Newsroom) -> None:
    wire.write(".hidden.wire", GOOD)
    assert read(wire.check(".hidden.wire")) == [".hidden.wire"]


@pytest.mark.parametrize(
    "paths",
    [
        ("a.wire", "a.wire"),
        ("a.wire", "./a.wire"),
        ("./a.wire", "a.wire"),
        (".", "a.wire"),
        ("a.wire", "."),
        ("sub/../a.wire", "a.wire"),
    ],
)
def test_a_file_that_is_named_twice_is_read_once(wire: Newsroom, paths: tuple[str, ...]) -> None:
    wire.write("a.wire", GOOD)
    (wire.folder / "sub").mkdir()
    run = wire.check(*paths)
    assert len(read(run)) == 1
    assert len(run.texts()) == 1


def test_an_absolute_path_is_the_same_file(wire: Newsroom) -> None:
    path = wire.write("a.wire", GOOD)
    assert len(read(wire.check("a.wire", str(path)))) == 1


@pytest.mark.parametrize("names", [("bad.wire", "good.wire"), ("good.wire", "worse.wire")])
def test_an_unreadable_file_does_not_keep_its_neighbours_from_being_read(
    wire: Newsroom, names: tuple[str, str]
) -> None:
    for name in names:
        wire.write(f"desk/{name}", GOOD if name == "good.wire" else "x\nBAD")
    for paths in (["desk"], [f"desk/{name}" for name in names]):
        run = wire.check(*paths)
        assert run.code == 2
        assert read(run) == ["desk/good.wire"]
        assert run.texts() == ["mark90"]
        assert run.report["unreadable"] == [
            f"desk/{next(name for name in names if name != 'good.wire')}:2: a garbled bulletin"
        ]
        assert run.err.startswith("reliacheck: desk/")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("BROKEN", "reading failed: LookupError: no such key"),
        ("EXIT", "reading failed: SystemExit: 0"),
        ("STRING", "reading failed: TypeError"),
        ("strings", "reading failed: TypeError"),
    ],
)
def test_a_reader_that_breaks_fails_alone(wire: Newsroom, text: str, says: str) -> None:
    wire.write("a.wire", text)
    wire.write("b.wire", GOOD)
    run = wire.check("a.wire", "b.wire")
    assert run.code == 3
    assert run.texts() == ["mark90"]
    (failure,) = run.report["failures"]
    assert failure["problem"].startswith(says)
    assert (failure["plugin"], failure["article"]) == ("reader", "a.wire")


def test_where_every_input_broke_its_reader_the_run_is_incomplete(wire: Newsroom) -> None:
    wire.write("a.wire", "BROKEN")
    run = wire.check("a.wire")
    assert run.code == 3
    assert read(run) == []


def test_a_file_may_hold_several_articles(wire: Newsroom) -> None:
    wire.write("a.wire", "mark90 in one +++ mark80 in two\n+++\nmark70 in three")
    run = wire.check("a.wire")
    assert read(run) == ["a.wire"] * 3
    assert [len(article["findings"]) for article in run.report["articles"]] == [1, 1, 1]
    assert run.texts() == ["mark90", "mark80", "mark70"]


def test_standard_input_is_read_under_the_name_it_is_given(wire: Newsroom) -> None:
    run = wire.spawn(
        "check", "--format=json", "--stdin-filename", "b.wire", "-", "-", stdin=GOOD.encode()
    )
    assert (run.code, read(run), run.texts()) == (0, ["b.wire"], ["mark90"])


def test_standard_input_without_a_name_needs_a_reader_that_takes_it(wire: Newsroom) -> None:
    run = wire.spawn("check", "-", stdin=GOOD.encode())
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("reliacheck: -: no reader for this kind of file")


def test_cp1252_is_read_with_a_word_about_it(wire: Newsroom) -> None:
    wire.write("a.wire", "The mayor’s mark90".encode("cp1252"))
    run = wire.check("a.wire")
    assert run.texts() == ["mark90"]
    assert run.report["notes"] == ["a.wire: not UTF-8, read as cp1252; save it as UTF-8 to be sure"]
    assert run.code == 0


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not(wire: Newsroom) -> None:
    room, limit = wire, len(GOOD)
    room.configure(f"max-bytes = {limit}", plugins=("reader.py",), disable=("formats",))
    room.write("a.wire", GOOD)
    assert read(room.check("a.wire")) == ["a.wire"]
    room.write("a.wire", GOOD + "\n")
    run = room.check("a.wire")
    assert (run.code, run.err) == (
        2,
        f"reliacheck: a.wire: larger than {limit} bytes (max-bytes in the settings)\n",
    )


def test_names_that_are_not_unicode_are_read_and_reported(wire: Newsroom) -> None:
    name = os.fsdecode(b"caf\xe9.wire")
    try:
        Path(name).write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    run = wire.spawn("check", "--format=json", ".")
    assert (run.code, run.texts()) == (0, ["mark90"])
    assert wire.spawn("check", "--format=json", ".", "--output", "report.json").code == 0
    assert "mark90" in (wire.folder / "report.json").read_text(encoding="utf-8")
