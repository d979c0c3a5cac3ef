"""The program: how it is called, what it says of itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path

import pytest
from newsroom import Newsroom

import reliacheck
from reliacheck.cli import COMMANDS


def test_the_version_is_that_of_the_distribution(room: Newsroom) -> None:
    assert room.run("--version").out == f"reliacheck {reliacheck.__version__}\n"
    assert reliacheck.__version__ == version("reliacheck")


def test_help_names_every_command_and_exit_code(room: Newsroom) -> None:
    out = room.run("--help").out
    for command in COMMANDS:
        assert f"\n    {command} " in out
    assert "0 nothing to stop for, 1 findings" in " ".join(out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_of_its_own(room: Newsroom, command: str) -> None:
    run = room.run(command, "--help")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"usage: reliacheck {command}")
    if command != "init":
        assert "--config FILE" in run.out


def test_the_name_of_a_command_may_be_the_name_of_a_file(room: Newsroom) -> None:
    room.write("rules", "Bridge reopens\n\nThen mark90 comes.\n")
    assert room.check("rules").texts() == ["mark90"]


def test_it_runs_as_a_module_and_as_a_script(room: Newsroom) -> None:
    expected = f"reliacheck {reliacheck.__version__}\n"
    script = shutil.which("reliacheck", path=sysconfig.get_path("scripts"))
    assert script is not None
    for program in ([sys.executable, "-m", "reliacheck"], [script]):
        done = subprocess.run(
            [*program, "--version"], capture_output=True, text=True, check=True, cwd=room.folder
        )
        assert (done.stdout, done.stderr) == (expected, "")


def test_standard_input_in_a_process_of_its_own(room: Newsroom) -> None:
    run = room.spawn("check", "--format=json", "-", stdin="Fähre\n\nmark90 – “so”\n".encode())
    assert (run.code, run.err, run.texts()) == (0, "", ["mark90"])
    assert run.report["articles"][0]["path"] == "-"
    assert run.report["articles"][0]["headline"] == "Fähre"


def test_empty_standard_input_is_refused(room: Newsroom) -> None:
    run = room.spawn("check", "-")
    assert (run.code, run.out, run.err) == (2, "", "reliacheck: -: empty\n")


def test_the_public_names_are_there() -> None:
    for name in reliacheck.__all__:
        assert getattr(reliacheck, name) is not None
    assert sorted(reliacheck.__all__) == list(reliacheck.__all__)


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(reliacheck.__file__).with_name("py.typed").exists()
