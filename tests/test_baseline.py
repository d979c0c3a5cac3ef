"""Findings that the desk lives with: counted, so that a new one of the same kind still shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsroom import Newsroom, Run

from reliacheck import Article
from reliacheck.config import load_config
from reliacheck.session import check_articles, open_session

BASELINE = "known.json"
STORY = "Bridge reopens\n\nFirst mark91 stands here.\n\nThen mark92 comes.\n"
BROKEN = """
from reliacheck import Check, hookimpl

class Broken(Check):
    \"\"\"Breaks.\"\"\"
    id = "broken.rule"
    def check(self, article, context):
        raise LookupError("no such word")

@hookimpl
def reliacheck_checks():
    return [Broken]
"""


@pytest.fixture
def desk(room: Newsroom) -> Newsroom:
    """A newsroom whose one story's findings are accepted."""
    room.write("a.txt", STORY)
    accepted = update(room, "a.txt")
    assert (accepted.code, accepted.err) == (0, f"reliacheck: {BASELINE}: 2 findings accepted\n")
    return room


def update(room: Newsroom, *paths: str) -> Run:
    return room.check("--baseline", BASELINE, "--update-baseline", *paths)


def check(room: Newsroom, *paths: str) -> Run:
    return room.check("--fail-on=info", "--baseline", BASELINE, *paths)


def saved(room: Newsroom, name: str = BASELINE) -> dict[str, dict[str, int]]:
    """How many findings of each rule are accepted, by article."""
    data = json.loads((room.folder / name).read_text(encoding="utf-8"))
    return {
        article: {entry["text"]: entry["count"] for entry in entries.values()}
        for article, entries in data["articles"].items()
    }


def test_what_is_accepted_is_counted_and_does_not_fail_the_run(desk: Newsroom) -> None:
    run = check(desk, "a.txt")
    assert (run.code, run.texts(), run.texts("baselined")) == (0, [], ["mark91", "mark92"])
    assert run.report["summary"]["baselined"] == 2
    assert "2 baselined" in desk.run("check", "--baseline", BASELINE, "a.txt").out


def test_text_put_in_above_and_another_case_make_nothing_new(desk: Newsroom) -> None:
    desk.write("a.txt", "Bridge reopens\n\nNobody was hurt.\n\nThen  Mark92 comes, MARK91 too.\n")
    desk.configure('[rules."house.mark"]\nword = "Mark"\n')
    run = check(desk, "a.txt")
    assert (run.texts("baselined"), run.texts()) == (["Mark92"], [])


def test_one_more_of_the_same_still_shows(desk: Newsroom) -> None:
    desk.write("a.txt", "Bridge\n\nmark90 here.\n\nmark90 there.\n\nNo more.\n")
    update(desk, "a.txt")
    assert saved(desk) == {"a.txt": {"mark90": 2}}
    desk.write("a.txt", "Bridge\n\nmark90 here.\n\nmark90 there.\n\nmark90 again.\n")
    run = check(desk, "a.txt")
    assert (run.code, len(run.texts("baselined")), run.texts()) == (1, 2, ["mark90"])
    assert run.findings()[0]["location"]["line"] == 7


def test_one_less_is_no_matter(desk: Newsroom) -> None:
    desk.write("a.txt", "Bridge reopens\n\nThen mark92 comes.\n")
    assert check(desk, "a.txt").code == 0


def test_another_article_has_a_count_of_its_own(desk: Newsroom) -> None:
    desk.write("b.txt", STORY.replace("Bridge", "Ferry"))
    run = check(desk, "a.txt", "b.txt")
    assert (run.texts("baselined"), run.texts()) == (["mark91", "mark92"], ["mark91", "mark92"])
    assert [len(one["findings"]) for one in run.report["articles"]] == [2, 2]


def test_findings_below_the_threshold_or_suppressed_are_not_accepted(desk: Newsroom) -> None:
    text = (
        "Bridge\n\nmark30 here.\n\nmark92 there. [[reliacheck: ignore house -- ours]]\n\nmark80.\n"
    )
    desk.write("a.txt", text)
    update(desk, "a.txt")
    assert saved(desk) == {"a.txt": {"mark80": 1}}


def test_accepting_again_keeps_what_is_still_there(desk: Newsroom) -> None:
    before = (desk.folder / BASELINE).read_bytes()
    assert update(desk, "a.txt").code == 0
    assert (desk.folder / BASELINE).read_bytes() == before


def test_it_holds_from_another_folder_and_for_an_absolute_path(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = desk.write("desk/c.txt", STORY)
    known = str(desk.folder / BASELINE)
    update(desk, "desk/c.txt")
    assert list(saved(desk)) == ["a.txt", "desk/c.txt"]
    assert check(desk, str(story)).code == 0
    monkeypatch.chdir(story.parent)
    assert desk.check("--fail-on=info", "--baseline", known, "c.txt").code == 0
    assert desk.check("--baseline", known, "--update-baseline", "c.txt").code == 0
    assert list(saved(desk)) == ["a.txt", "desk/c.txt"]


def test_named_in_the_settings_it_is_relative_to_them(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = desk.write("desk/c.txt", STORY)
    desk.configure(f'baseline = "{BASELINE}"\nfail-on = "info"\n')
    assert desk.check("--update-baseline", "desk/c.txt").code == 0
    monkeypatch.chdir(story.parent)
    assert desk.check("c.txt").code == 0
    assert not (story.parent / BASELINE).exists()


def test_without_a_baseline_there_is_nothing_to_update(desk: Newsroom) -> None:
    run = desk.check("--update-baseline", "a.txt")
    assert (run.code, run.out) == (2, "")
    assert run.err == "reliacheck: --update-baseline: no baseline is set (--baseline FILE)\n"


@pytest.mark.parametrize("trouble", ["plugin", "input"])
def test_an_incomplete_run_leaves_the_old_one_as_it_was(desk: Newsroom, trouble: str) -> None:
    before = (desk.folder / BASELINE).read_bytes()
    desk.write("a.txt", "Bridge\n\nmark77 is new.\n")
    paths = ["a.txt"]
    if trouble == "plugin":
        desk.write("broken.py", BROKEN)
        desk.configure(plugins=("broken.py",))
    else:
        paths.append("missing.txt")
    run = update(desk, *paths)
    assert run.code == (3 if trouble == "plugin" else 2)
    assert "the baseline is left as it was" in run.err
    assert (desk.folder / BASELINE).read_bytes() == before


def test_a_baseline_that_cannot_be_written_leaves_the_old_one(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (desk.folder / BASELINE).read_bytes()
    desk.write("a.txt", "Bridge\n\nmark77 is new.\n")

    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    run = update(desk, "a.txt")
    assert run.code == 2
    assert run.err == (
        f"reliacheck: {desk.folder / BASELINE}: cannot write: No space left on device\n"
    )
    assert (desk.folder / BASELINE).read_bytes() == before
    assert [path.name for path in desk.folder.glob(".known*")] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "no such baseline (make it with --update-baseline)"),
        ("", "not a baseline"),
        ("{", "not a baseline"),
        ("[]", "not a baseline of version 1"),
        ("{}", "not a baseline of version 1"),
        ('{"version": 2, "articles": {}}', "not a baseline of version 1"),
        ('{"version": 1}', "a malformed baseline"),
        ('{"version": 1, "articles": []}', "a malformed baseline"),
        ('{"version": 1, "articles": {"a": {"f": 1}}}', "a malformed baseline"),
        ('{"version": 1, "articles": {"a": {"f": {"count": "2"}}}}', "a malformed baseline"),
        ('{"version": 1, "articles": {"a": {"f": {"count": 0}}}}', "a malformed baseline"),
        (b"\xff\xfe\x00", "not a baseline: not UTF-8 text"),
    ],
)
def test_what_is_not_a_baseline_is_refused_in_one_line(
    desk: Newsroom, text: str | bytes | None, says: str
) -> None:
    (desk.folder / BASELINE).unlink()
    if text is not None:
        desk.write(BASELINE, text)
    run = check(desk, "a.txt")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"reliacheck: {BASELINE}")
    assert says in run.err
    assert run.err.count("\n") == 1


@pytest.mark.parametrize("story", ["{", "Bridge opens\n\nIt opened.\n", '{"version": 99}'])
def test_a_file_that_is_no_baseline_is_not_overwritten(desk: Newsroom, story: str) -> None:
    path = desk.write(BASELINE, story)
    assert update(desk, "a.txt").code == 2
    assert path.read_text(encoding="utf-8") == story


def test_what_other_articles_and_rules_have_in_it_stays(desk: Newsroom) -> None:
    desk.write("b.txt", STORY)
    update(desk, "a.txt", "b.txt")
    before = saved(desk)
    assert set(before) == {"a.txt", "b.txt"}
    update(desk, "a.txt")
    assert saved(desk) == before
    update(desk, "a.txt", "b.txt", "--select=headlines")
    assert saved(desk) == before


def test_a_session_of_ones_own_honours_the_baseline_and_leaves_it_alone(desk: Newsroom) -> None:
    before = (desk.folder / BASELINE).read_bytes()
    path = desk.configure(f'baseline = "{BASELINE}"\n')
    session = open_session(load_config(path))
    story = Article.compose(headline="Bridge", body=["mark91", "mark93"], path="a.txt")
    (report,) = check_articles(session, [story]).articles
    assert [judged.state for judged in report.findings] == ["baselined", "active"]
    assert (desk.folder / BASELINE).read_bytes() == before
