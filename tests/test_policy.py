"""What a desk's settings make of findings: which rules run where, how bad, how sure."""

from __future__ import annotations

import pytest
from newsroom import Newsroom

STORY = "Bridge reopens\n\nFirst mark91, then mark45 and a hush.\n"


@pytest.fixture
def desk(room: Newsroom) -> Newsroom:
    room.write("a.txt", STORY)
    return room


@pytest.mark.parametrize(
    ("settings", "flags", "found"),
    [
        ("", (), ["mark91"]),
        ('select = ["house.hush"]', (), ["hush"]),
        ('select = ["all"]', (), ["mark91", "hush"]),
        ('select = ["default", "house.hush"]', (), ["mark91", "hush"]),
        ('select = ["house"]', (), ["mark91"]),
        ('ignore = ["house.mark"]', (), []),
        ("", ("--select=house.hush",), ["hush"]),
        ("", ("--select", "house.mark,house.hush"), ["mark91", "hush"]),
        ("", ("--select=house.mark", "--select=house.hush"), ["mark91", "hush"]),
        ("", ("--select=all", "--ignore=house.mark"), ["hush"]),
        ('select = ["house.hush"]', ("--select=house.mark",), ["mark91"]),
        ('ignore = ["house.mark"]', ("--select=house.mark",), ["mark91"]),
        ('select = ["all"]', ("--ignore=house.mark",), ["hush"]),
        ('ignore = ["house.mark"]', ("--ignore=house.twin",), ["mark91"]),
        ("", ("--select=house.stamp",), ["mark91"]),
        ('ignore = ["house.stamp"]', (), []),
        ('select = ["attribution", "house.hush"]', (), ["hush"]),
    ],
)
def test_what_is_selected_runs(
    desk: Newsroom, settings: str, flags: tuple[str, ...], found: list[str]
) -> None:
    desk.configure(settings)
    assert desk.check(*flags, "a.txt").texts() == found


@pytest.mark.parametrize(
    "flags", [("--select=",), ("--select=house.mark", "--ignore=house"), ("--ignore=all",)]
)
def test_a_run_without_rules_is_not_a_clean_one(desk: Newsroom, flags: tuple[str, ...]) -> None:
    run = desk.run("check", *flags, "a.txt")
    assert (run.code, run.out) == (2, "")
    assert "no rule is left to run" in run.err


def test_what_is_not_selected_is_off(desk: Newsroom) -> None:
    run = desk.check("--select=house.hush", "a.txt")
    assert run.statuses() == {
        "house.hush": "findings",
        "house.mark": "off",
        "house.twin": "off",
    }


@pytest.mark.parametrize(
    ("settings", "flags", "active", "below"),
    [
        ("", (), ["mark91"], ["mark45"]),
        ("min-score = 0.45", (), ["mark91", "mark45"], []),
        ("min-score = 0.46", (), ["mark91"], ["mark45"]),
        ("", ("--min-score=0",), ["mark91", "mark45"], []),
        ("min-score = 0", ("--min-score=0.95",), [], ["mark91", "mark45"]),
        ('[rules."house.mark"]\nmin-score = 0.4', (), ["mark91", "mark45"], []),
        ('[rules."house.stamp"]\nmin-score = 0.4', (), ["mark91", "mark45"], []),
        ('[rules."house.mark"]\nmin-score = 0.4', ("--min-score=0.95",), ["mark91", "mark45"], []),
        ('[rules."house.hush"]\nmin-score = 0.4', (), ["mark91"], ["mark45"]),
    ],
)
def test_what_is_not_sure_enough_is_counted_and_not_shown(
    desk: Newsroom, settings: str, flags: tuple[str, ...], active: list[str], below: list[str]
) -> None:
    desk.configure(settings)
    run = desk.check(*flags, "a.txt")
    assert (run.texts(), run.texts("below-threshold")) == (active, below)
    assert run.report["summary"]["below_threshold"] == len(below)


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_the_severity_of_a_rule_can_be_set(desk: Newsroom, severity: str) -> None:
    desk.configure(f'[rules."house.mark"]\nseverity = "{severity}"\n')
    run = desk.check("a.txt")
    assert [one["severity"] for one in run.findings()] == [severity]
    assert run.report["summary"]["findings"][severity] == 1
    assert run.code == (1 if severity == "error" else 0)


def test_a_rule_gets_its_own_settings(desk: Newsroom) -> None:
    desk.configure('[rules."house.mark"]\nword = "stamp"\n')
    desk.write("a.txt", "Bridge reopens\n\nFirst mark91, then stamp92.\n")
    assert desk.check("a.txt").texts() == ["stamp92"]


@pytest.mark.parametrize(
    ("glob", "selectors", "found"),
    [
        ("opinion/*", ["house"], {"a.txt", "news/a.txt"}),
        ("opinion/*", ["house.stamp"], {"a.txt", "news/a.txt"}),
        ("opinion/*", ["house.hush"], {"a.txt", "news/a.txt", "opinion/may/a.txt"}),
        ("*/a.txt", ["all"], {"a.txt"}),
        ("*", ["house"], set()),
        ("a.txt", ["house.mark"], {"news/a.txt", "opinion/may/a.txt"}),
        ("news/*", ["attribution"], {"a.txt", "news/a.txt", "opinion/may/a.txt"}),
    ],
)
def test_rules_are_ignored_by_path(
    desk: Newsroom, glob: str, selectors: list[str], found: set[str]
) -> None:
    for number, name in enumerate(("news/a.txt", "opinion/may/a.txt")):
        desk.write(name, STORY.replace("Bridge", f"Ferry {number}"))
    desk.configure(f"per-path-ignores = {{{glob!r} = {selectors}}}")
    run = desk.check(".")
    assert {one["path"] for one in run.report["articles"] if one["findings"]} == found


def test_a_rule_across_articles_leaves_those_out_that_ignore_it(desk: Newsroom) -> None:
    for name in ("opinion/b.txt", "opinion/c.txt", "z.txt"):
        desk.write(name, "Bridge reopens\n\nNobody was hurt.\n")
    assert desk.check("--select=house.twin", ".").texts() == ["Bridge reopens"] * 3
    desk.configure('per-path-ignores = {"opinion/*" = ["house.twin"]}')
    run = desk.check("--select=house.twin", ".")
    (finding,) = run.findings()
    assert finding["related"][0]["article"]["path"] == "a.txt"
    statuses = {
        article["path"]: run.statuses(number)["house.twin"]
        for number, article in enumerate(run.report["articles"])
    }
    assert statuses == {
        "a.txt": "passed",
        "opinion/b.txt": "off",
        "opinion/c.txt": "off",
        "z.txt": "findings",
    }


def test_the_desk_is_known_to_the_checks(desk: Newsroom) -> None:
    desk.write(
        "outlet.py",
        '''
from reliacheck import Check, hookimpl

class Outlet(Check):
    """Tells what it knows of the desk."""
    id = "outlet.rule"
    def check(self, article, context):
        said = f"{context.outlet(article)}, {context.desk.licensed}, {context.today}"
        yield self.finding(article.locate(0, 6), said, score=1)

@hookimpl
def reliacheck_checks():
    return [Outlet]
''',
    )
    desk.configure(
        '[desk]\noutlet = "Eller Post"\nlicensed = ["Norwire"]\n', plugins=("outlet.py",)
    )
    desk.write("a.md", "---\noutlet: Coast News\n---\n# Bridge reopens\n\nNobody was hurt.\n")
    run = desk.check("--today=2026-05-10", "--select=outlet", "a.txt", "a.md")
    assert [one["message"] for one in run.findings()] == [
        "Eller Post, ('Norwire',), 2026-05-10",
        "Coast News, ('Norwire',), 2026-05-10",
    ]


def test_findings_are_in_order_of_place_whatever_found_them(desk: Newsroom) -> None:
    desk.write("a.txt", "Bridge reopens\n\nA hush, mark91, a hush and mark92.\n")
    assert desk.check("--select=all", "a.txt").texts() == ["hush", "mark91", "hush", "mark92"]


WHISPERS = '''
import re
from typing import ClassVar

from reliacheck import Check, hookimpl


class Whisper(Check):
    """The word hush stands in the story, as far as one can hear."""

    id = "soft.whisper"
    min_score: ClassVar[float] = 0.2

    def check(self, article, context):
        for found in re.finditer("hush", article.text):
            yield self.finding(article.locate(*found.span()), "Hush.", score=0.3)


@hookimpl
def reliacheck_checks():
    return [Whisper]
'''


@pytest.mark.parametrize(
    ("settings", "flags", "active"),
    [
        ("", (), ["hush"]),
        ("min-score = 0.4", (), []),
        ("", ("--min-score=0.4",), []),
        ("min-score = 0.1", (), ["hush"]),
        ('[rules."soft.whisper"]\nmin-score = 0.35', (), []),
        ('[rules."soft.whisper"]\nmin-score = 0.3', ("--min-score=0.9",), ["hush"]),
    ],
)
def test_a_rule_says_itself_from_which_score_on_it_is_shown_unless_that_is_set(
    desk: Newsroom, settings: str, flags: tuple[str, ...], active: list[str]
) -> None:
    desk.write("soft.py", WHISPERS)
    desk.configure(settings, plugins=("soft.py",))
    run = desk.check("--select=soft", *flags, "a.txt")
    assert run.texts() == active
    assert len(run.texts("below-threshold")) == 1 - len(active)
