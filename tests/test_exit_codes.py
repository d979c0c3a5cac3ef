"""0 nothing to stop for, 1 findings, 2 usage or input, 3 incomplete."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from newsroom import Newsroom

BROKEN = "import no_such_module_at_all\n"


@pytest.mark.parametrize(
    ("marks", "fail_on", "code"),
    [
        ("mark90e", "error", 1),
        ("mark90", "error", 0),
        ("mark90i", "error", 0),
        ("mark90e", "warning", 1),
        ("mark90", "warning", 1),
        ("mark90i", "warning", 0),
        ("mark90i", "info", 1),
        ("nothing", "info", 0),
        ("mark90e", "never", 0),
        ("mark90i", "score>=0.9", 1),
        ("mark89e", "score>=0.9", 0),
        ("mark60 mark95i", "score>=0.9", 1),
        ("mark50", "score>=0", 1),
        ("mark49e", "info", 0),
    ],
)
def test_what_fails_a_run(room: Newsroom, marks: str, fail_on: str, code: int) -> None:
    room.write("a.txt", f"Bridge reopens\n\nThe port has {marks} in it.\n")
    run = room.check("--fail-on", fail_on, "a.txt")
    assert (run.code, run.report["exit_code"]) == (code, code)
    assert room.run("check", "--fail-on", fail_on, "a.txt").code == code


def test_unless_said_otherwise_errors_fail_a_run(room: Newsroom) -> None:
    room.write("a.txt", "Bridge\n\nmark90e\n")
    room.write("b.txt", "Bridge\n\nmark90\n")
    assert (room.check("a.txt").code, room.check("b.txt").code) == (1, 0)


def test_what_is_hidden_does_not_fail_a_run(room: Newsroom) -> None:
    room.write("a.txt", "Bridge\n\nmark30e\n\nmark90e [[reliacheck: ignore house -- ours]]\n")
    assert room.check("a.txt").code == 0
    assert room.check("--no-suppressions", "a.txt").code == 1
    assert room.check("--min-score=0.2", "a.txt").code == 1


def test_a_failure_outweighs_findings_and_unreadable_input_outweighs_it(room: Newsroom) -> None:
    room.write("a.txt", "Bridge\n\nmark90e\n")
    room.write("broken.py", BROKEN)
    assert room.check("a.txt").code == 1
    assert room.check("a.txt", "missing.txt").code == 2
    room.configure(plugins=("broken.py",))
    assert room.check("a.txt").code == 3
    run = room.check("a.txt", "missing.txt")
    assert (run.code, run.report["exit_code"], run.texts()) == (2, 2, ["mark90e"])


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_is_no_error(room: Newsroom, argument: str) -> None:
    run = room.run(argument)
    assert (run.code, run.err) == (0, "")
    assert "reliacheck" in run.out


@pytest.mark.parametrize("arguments", [(), ("chekc", "a.txt"), ("check",), ("check", "--nonsense")])
def test_a_command_line_that_means_nothing_is_a_usage_error(
    room: Newsroom, arguments: tuple[str, ...]
) -> None:
    run = room.run(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("reliacheck")


def test_the_process_ends_with_the_code(room: Newsroom) -> None:
    room.write("a.txt", "Bridge\n\nmark90e\n")
    assert room.spawn("check", "a.txt").code == 1
    assert room.spawn("check", "--fail-on=never", "a.txt").code == 0
    assert room.spawn("check", "missing.txt").code == 2


def test_a_reader_that_has_seen_enough_gets_no_traceback(room: Newsroom) -> None:
    room.write("a.txt", "Bridge\n\n" + "mark90 is here.\n\n" * 3000)
    process = subprocess.Popen(
        [sys.executable, "-m", "reliacheck", "check", "a.txt"],
        cwd=room.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(30), errors) == (141, b"")
