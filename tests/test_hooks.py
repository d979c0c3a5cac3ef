"""Every hook does what it says, has a test here, and is in the manual."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsroom import Newsroom

from reliacheck import hookspecs
from reliacheck.testing import invented

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


IN_MEMORY = """
from reliacheck.archive.memory import MemoryArchive

STORE = MemoryArchive(location="mem://desk")

@hookimpl
def reliacheck_open_archive(location, write):
    if location.startswith("mem://"):
        return STORE if write else STORE.snapshot()
"""


def test_reliacheck_open_archive_brings_other_stores(room: Newsroom) -> None:
    records = [invented(number) for number in range(3)]
    with_plugin(room, IN_MEMORY + f"STORE.add({records!r})")
    stats = room.run("archive", "stats", "--archive", "mem://desk", "--format", "json")
    assert (json.loads(stats.out)["location"], json.loads(stats.out)["articles"]) == (
        "mem://desk",
        3,
    )
    found = room.run("archive", "search", "--archive=mem://desk", records[1]["headline"])
    assert "Headlines: 1\n  1.00" in found.out
    assert "[story-1]" in found.out


def test_reliacheck_open_archive_serves_checks(room: Newsroom) -> None:
    with_plugin(
        room,
        IN_MEMORY
        + f"""
from reliacheck.archive import find_matches

STORE.add([{invented(1)!r}])

class Seen(Check):
    "It was seen before."
    id = "desk.seen"
    needs = frozenset({{"archive"}})
    def check(self, article, context):
        for match in find_matches(context.archive, article):
            yield self.finding(article.locate(0, 6), f"{{match.entry.id}} is like it", score=0.9)

@hookimpl
def reliacheck_checks():
    yield Seen
""",
    )
    room.write("b.txt", f"Bridge\n\n{invented(1)['body']}\n")
    run = room.check("b.txt", "--archive", "mem://desk")
    assert [finding["message"] for finding in run.findings()] == ["story-1 is like it"]
    assert room.check("b.txt").statuses()["desk.seen"] == "not-assessed"


def test_reliacheck_open_archive_is_asked_for_writing(room: Newsroom) -> None:
    with_plugin(room, IN_MEMORY)
    room.write("new.jsonl", json.dumps(invented(7)))
    run = room.run("archive", "add", "new.jsonl", "--archive=mem://desk")
    assert (run.code, run.out[:16]) == (0, "1 article: 1 new")
    # Each run has a store of its own: the plugin file is loaded anew.
    removed = room.run("archive", "remove", "story-7", "--archive=mem://desk")
    assert (removed.code, removed.out) == (0, "0 articles removed\n")
    for command in ("verify", "compact"):
        run = room.run("archive", command, "--archive=mem://desk")
        assert (run.code, run.out) == (2, "")
        assert run.err.startswith("reliacheck: mem://desk: this kind of archive is not ")


def test_reliacheck_open_archive_exports_without_history(room: Newsroom) -> None:
    both = [invented(1), invented(1, headline="Changed")]
    with_plugin(room, IN_MEMORY + f"STORE.add({both!r})")
    run = room.run("archive", "export", "--archive=mem://desk", "--output=out.jsonl")
    assert (run.code, run.err) == (0, "reliacheck: 1 article written\n")
    run = room.run("archive", "export", "--archive=mem://desk", "--history")
    assert run.code == 2
    assert run.err == "reliacheck: mem://desk: this kind of archive gives no earlier versions\n"


def test_reliacheck_open_archive_leaves_what_it_does_not_know_to_folders(room: Newsroom) -> None:
    with_plugin(room, IN_MEMORY)
    run = room.run("archive", "stats", "--archive", "redis://desk")
    assert (run.code, run.out) == (2, "")
    assert run.err == "reliacheck: redis://desk: no plugin opens this kind of archive\n"
    run = room.run("archive", "stats", "--archive", "nowhere")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "nowhere: no such archive (`reliacheck archive add` makes one)" in run.err


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            "raise RuntimeError('no\\nroute')",
            "plugin desk could not open it: RuntimeError: no",
        ),
        ("raise SystemExit(3)", "plugin desk could not open it: SystemExit: 3"),
        ("return 7", "plugin desk opened no archive"),
        ("return [location]", "plugin desk opened no archive"),
    ],
)
@pytest.mark.parametrize("command", ["check", "stats", "add"])
def test_reliacheck_open_archive_that_fails_is_told_in_a_line(
    room: Newsroom, command: str, body: str, says: str
) -> None:
    hook = f"@hookimpl\ndef reliacheck_open_archive(location, write):\n    {body}\n"
    with_plugin(room, hook)
    room.write("new.jsonl", json.dumps(invented(7)))
    arguments = {
        "check": ["check", "a.txt"],
        "stats": ["archive", "stats"],
        "add": ["archive", "add", "new.jsonl"],
    }[command]
    run = room.run(*arguments, "--archive", "mem://desk")
    assert (run.code, run.out) == (2, "")
    assert run.err == f"reliacheck: mem://desk: {says}\n"


def test_reliacheck_open_archive_may_say_itself_what_is_wrong(room: Newsroom) -> None:
    with_plugin(
        room,
        """
from reliacheck.archive import ArchiveError

@hookimpl
def reliacheck_open_archive(location, write):
    raise ArchiveError(f"{location}: the key has expired; ask for a new one")
""",
    )
    run = room.check("a.txt", "--archive", "mem://desk")
    assert (run.code, run.out) == (2, "")
    assert run.err == "reliacheck: mem://desk: the key has expired; ask for a new one\n"


def test_reliacheck_open_archive_for_writing_must_be_writable(room: Newsroom) -> None:
    with_plugin(
        room,
        IN_MEMORY.replace("STORE if write else STORE.snapshot()", "ReadOnly()")
        + """
class ReadOnly:
    location = "mem://desk"
    def __getattr__(self, name):
        if name in ("add", "remove"):
            raise AttributeError(name)
        return getattr(STORE, name)
""",
    )
    room.write("new.jsonl", json.dumps(invented(7)))
    assert room.run("archive", "stats", "--archive=mem://desk").code == 0
    run = room.run("archive", "add", "new.jsonl", "--archive=mem://desk")
    assert (run.code, run.out) == (2, "")
    assert run.err == "reliacheck: mem://desk: this kind of archive cannot be written to\n"


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
