"""A run with plugins that misbehave: all others report, and it never looks clean."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import Newsroom

BAD = Path(__file__).with_name("bad_checks.py")
STORY = "Bridge reopens\n\nThen mark90 comes.\n"
SETTINGS = "time-budget = 0.2\n"
FAILED = {
    "bad.raises": "LookupError: no such word",
    "bad.yields-text": "yielded str, not a Finding",
    "bad.sleeps": "ran past its time budget of 0.2 s",
    "bad.exits": "SystemExit: 0",
    "bad.raises-across": "LookupError: no such article",
}


@pytest.fixture
def bad(room: Newsroom) -> Newsroom:
    """A newsroom with every bad check, and a plugin that does not load."""
    room.write("bad_checks.py", BAD.read_bytes())
    room.write("unloadable.py", "import no_such_module_at_all\n")
    room.configure(SETTINGS, plugins=("bad_checks.py", "unloadable.py"))
    room.write("a.txt", STORY)
    room.write("b.txt", STORY.replace("Bridge", "Ferry"))
    return room


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_all_others_report_and_standard_output_is_the_report(bad: Newsroom, jobs: str) -> None:
    run = bad.spawn("check", "--format=json", "--jobs", jobs, "a.txt", "b.txt")
    assert run.code == 3
    assert run.report["exit_code"] == 3
    assert run.texts() == ["mark90", "mark90"]
    problems = {one["rule"]: one["problem"] for one in run.report["failures"] if one["rule"]}
    assert problems == FAILED
    (unloadable,) = [one for one in run.report["failures"] if one["plugin"] == "unloadable"]
    assert unloadable["problem"].startswith("cannot be loaded: ModuleNotFoundError")
    for number in (0, 1):
        statuses = run.statuses(number)
        assert {rule for rule, status in statuses.items() if status == "failed"} == set(FAILED)
        assert statuses["house.mark"] == "findings"
        assert statuses["bad.prints"] == "passed"
    assert run.report["summary"]["failed"] == 2 * len(FAILED)
    assert "a word too many" in run.err


def test_the_text_report_has_a_block_for_each_failure(bad: Newsroom) -> None:
    run = bad.spawn("check", "a.txt", "b.txt")
    assert run.code == 3
    assert "FAILED  plugin bad_checks bad.raises on a.txt\n  LookupError: no such word" in run.out
    assert "FAILED  plugin bad_checks bad.raises-across\n" in run.out
    assert "FAILED  plugin unloadable\n  cannot be loaded" in run.out
    assert "INCOMPLETE: 10 failed" in run.out
    assert "Traceback" not in run.out + run.err
    assert "a word too many" not in run.out


def test_tracebacks_are_shown_when_asked_for(bad: Newsroom) -> None:
    run = bad.spawn("check", "--verbose", "a.txt")
    assert "Traceback (most recent call last)" in run.out
    assert 'raise LookupError("no such word")' in run.out
    assert "import no_such_module_at_all" in run.out


def test_an_incomplete_run_outweighs_findings(bad: Newsroom) -> None:
    assert bad.check("--fail-on=info", "a.txt").code == 3


def test_a_check_that_is_ignored_cannot_fail(bad: Newsroom) -> None:
    bad.configure(SETTINGS, plugins=("bad_checks.py",))
    assert bad.check("--ignore=bad", "a.txt", "b.txt").code == 0
    assert bad.check("--select=house", "a.txt", "b.txt").code == 0


def test_a_check_across_articles_does_not_fail_where_there_is_one_article(bad: Newsroom) -> None:
    bad.configure(SETTINGS, plugins=("bad_checks.py",))
    run = bad.check("--select=bad.raises-across,house", "a.txt")
    assert (run.code, run.statuses()["bad.raises-across"]) == (0, "not-assessed")


def test_the_budget_of_one_rule_can_be_set(bad: Newsroom) -> None:
    bad.configure('[rules."bad.sleeps"]\ntime-budget = 0.05\n', plugins=("bad_checks.py",))
    run = bad.check("--select=bad.sleeps", "a.txt")
    assert run.problems == ["ran past its time budget of 0.05 s"]


HOOKS = """
from reliacheck import hookimpl

@hookimpl
def {signature}:
    {body}
"""


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("raise LookupError('no')", "reliacheck_adjust failed: LookupError: no"),
        ("raise SystemExit(0)", "reliacheck_adjust failed: SystemExit: 0"),
        ("return 'nothing'", "reliacheck_adjust failed: TypeError: expected a list of findings"),
        ("return [1]", "reliacheck_adjust failed: TypeError: expected a list of findings"),
        ("return (one for one in findings)", "reliacheck_adjust failed: TypeError"),
    ],
)
def test_house_policy_that_breaks_leaves_the_findings_as_they_were(
    bad: Newsroom, body: str, says: str
) -> None:
    bad.write("policy.py", HOOKS.format(signature="reliacheck_adjust(findings)", body=body))
    bad.configure(plugins=("policy.py",))
    run = bad.check("a.txt")
    assert (run.code, run.texts()) == (3, ["mark90"])
    assert run.problems[0].startswith(says)
    assert run.report["failures"][0]["plugin"] == "policy"


@pytest.mark.parametrize(
    "body", ["raise LookupError('no')", "raise SystemExit(0)", "return 7", "return [7]"]
)
def test_endings_that_cannot_be_told_do_not_keep_files_from_being_read(
    bad: Newsroom, body: str
) -> None:
    bad.write("endings.py", HOOKS.format(signature="reliacheck_suffixes()", body=body))
    bad.configure(plugins=("endings.py",))
    run = bad.check("a.txt")
    assert (run.code, run.texts()) == (3, ["mark90"])
    assert run.problems[0].startswith("reliacheck_suffixes failed: ")


@pytest.mark.parametrize(
    "body", ["raise LookupError('no')", "raise SystemExit(0)", "return 7", "return ['brief']"]
)
def test_reporters_that_cannot_be_told_are_a_failure(bad: Newsroom, body: str) -> None:
    bad.write("reporters.py", HOOKS.format(signature="reliacheck_reporters()", body=body))
    bad.write(
        "brief.py",
        HOOKS.format(
            signature="reliacheck_reporters()",
            body="return {'brief': lambda report, style: str(len(report.failures)) + '\\n'}",
        ),
    )
    bad.configure(plugins=("reporters.py", "brief.py"))
    run = bad.check("a.txt")
    assert run.code == 3
    assert run.problems[0].startswith("reliacheck_reporters failed: ")
    run = bad.run("check", "--format=brief", "a.txt")
    assert (run.code, run.out) == (3, "1\n")


@pytest.mark.parametrize("what", ["1 / 0", "None", "b'bytes'", "__import__('sys').exit(0)"])
def test_a_reporter_that_breaks_prints_nothing_and_fails_the_run(bad: Newsroom, what: str) -> None:
    bad.write(
        "brief.py",
        HOOKS.format(
            signature="reliacheck_reporters()",
            body=f"return {{'brief': lambda report, style: {what}}}",
        ),
    )
    bad.configure(plugins=("brief.py",))
    old = bad.write("report.txt", "the old report")
    for arguments in ((), ("--output", "report.txt")):
        run = bad.run("check", "--format=brief", *arguments, "a.txt")
        assert (run.code, run.out) == (3, "")
        assert run.err.startswith("reliacheck: plugin brief: format 'brief' failed: ")
        assert run.err.count("\n") == 1
    assert old.read_text(encoding="utf-8") == "the old report"
