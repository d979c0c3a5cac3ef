"""Every hook does what it says, has a test here, and is in the manual."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import Newsroom

from reliacheck import hookspecs

MANUAL = Path(__file__).resolve().parents[1] / "docs" / "writing-plugins.md"
HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("reliacheck_"))
STORY = "Bridge reopens\n\nThen mark90 comes.\n"


def with_plugin(room: Newsroom, source: str) -> Newsroom:
    room.write("desk.py", "from reliacheck import *\n" + source)
    room.configure(plugins=("desk.py",))
    room.write("a.txt", STORY)
    return room


def test_reliacheck_checks_brings_rules(room: Newsroom) -> None:
    with_plugin(
        room,
        '''
class Long(Check):
    """The headline is long."""
    id = "desk.long"
    def check(self, article, context):
        if article.headline:
            yield self.finding(article.locate(0, 6), "It is.", score=0.9)

@hookimpl
def reliacheck_checks():
    yield Long
''',
    )
    assert room.check("a.txt").texts() == ["Bridge", "mark90"]


def test_reliacheck_read_reads_what_no_other_reader_takes(room: Newsroom) -> None:
    with_plugin(
        room,
        """
@hookimpl
def reliacheck_read(source):
    if source.suffix == ".wire":
        return [Article(source, [Part("body", 0, len(source.text), source.text)])]
""",
    )
    room.write("a.wire", "mark91")
    assert room.check("a.wire", "a.txt").texts() == ["mark91", "mark90"]


def test_reliacheck_read_of_a_plugin_goes_before_the_bundled_one(room: Newsroom) -> None:
    with_plugin(
        room,
        """
@hookimpl
def reliacheck_read(source):
    return [Article(source, [Part("caption", 0, len(source.text), source.text)])]
""",
    )
    (finding,) = room.check("a.txt").findings()
    assert finding["location"]["part"] == "caption"


def test_reliacheck_suffixes_are_read_from_folders(room: Newsroom) -> None:
    with_plugin(
        room,
        """
@hookimpl
def reliacheck_read(source):
    if source.suffix == ".wire":
        return [Article(source, [Part("body", 0, len(source.text), source.text)])]

@hookimpl
def reliacheck_suffixes():
    return {".wire"}
""",
    )
    room.write("desk/a.wire", "mark91")
    room.write("desk/b.txt", STORY)
    assert room.check("desk").texts() == ["mark91", "mark90"]


def test_reliacheck_reporters_bring_formats(room: Newsroom) -> None:
    with_plugin(
        room,
        """
def count(report, style):
    return f"{len(report.active)} at {style.width}\\n"

@hookimpl
def reliacheck_reporters():
    return {"count": count}
""",
    )
    assert room.run("check", "--format=count", "a.txt").out == "1 at 100\n"
    unknown = room.run("check", "--format=cuont", "a.txt")
    assert 'did you mean "count"?); there are: text, json, count' in unknown.err


def test_reliacheck_reporters_cannot_take_a_bundled_name(room: Newsroom) -> None:
    with_plugin(
        room,
        """
@hookimpl
def reliacheck_reporters():
    return {"json": lambda report, style: "mine"}
""",
    )
    assert room.check("a.txt").texts() == ["mark90"]


ADJUST = """
from dataclasses import replace

@hookimpl
def reliacheck_adjust(findings, article, config):
    {}
"""


@pytest.mark.parametrize(
    ("body", "texts", "code"),
    [
        ("return None", ["mark90"], 0),
        ("return []", [], 0),
        ("return [replace(one, severity=Severity.ERROR) for one in findings]", ["mark90"], 1),
        ("return [replace(one, score=0.1) for one in findings]", [], 0),
        ("findings.clear()", ["mark90"], 0),
        ("return findings * 2", ["mark90", "mark90"], 0),
    ],
)
def test_reliacheck_adjust_has_the_last_word(
    room: Newsroom, body: str, texts: list[str], code: int
) -> None:
    run = with_plugin(room, ADJUST.format(body)).check("a.txt")
    assert (run.texts(), run.code) == (texts, code)


def test_reliacheck_adjust_sees_the_article_and_the_severity_that_was_set(room: Newsroom) -> None:
    body = "return findings if findings[0].severity == 3 and article.headline_text else []"
    with_plugin(room, ADJUST.format(body))
    assert room.check("a.txt").texts() == []
    room.configure('[rules."house.mark"]\nseverity = "error"\n', plugins=("desk.py",))
    assert room.check("a.txt").texts() == ["mark90"]


def test_reliacheck_adjust_of_several_plugins_is_called_on_what_the_other_left(
    room: Newsroom,
) -> None:
    lower = "return [replace(one, score=one.score / 2) for one in findings]"
    for name in ("one.py", "two.py"):
        room.write(name, "from reliacheck import *\n" + ADJUST.format(lower))
    room.configure(plugins=("one.py", "two.py"))
    room.write("a.txt", STORY)
    (finding,) = room.check("a.txt").findings("below-threshold")
    assert finding["score"] == 0.225


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_test_here_and_a_place_in_the_manual(hook: str) -> None:
    assert any(name.startswith(f"test_{hook}_") for name in globals())
    assert f"`{hook}`" in MANUAL.read_text(encoding="utf-8")
    assert (getattr(hookspecs, hook).__doc__ or "").strip()


def test_there_are_hooks_and_the_manual_names_no_others() -> None:
    assert "reliacheck_checks" in HOOKS
    words = MANUAL.read_text(encoding="utf-8").replace("`", " ").split()
    named = {word for word in words if word.startswith("reliacheck_") and word.isidentifier()}
    assert named == set(HOOKS)
