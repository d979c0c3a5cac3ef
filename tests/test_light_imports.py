"""A check is a process of its own: what it does not need it does not import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from stories import fill, invented

HEAVY = (
    "numpy",
    "scipy",
    "datasketch",
    "rich",
    "jinja2",
    "trafilatura",
    "pydantic",
    "jsonschema",
    "markdown_it",
    "yaml",
    "tomllib",
    "asyncio",
    "concurrent.futures",
    "difflib",
    "multiprocessing",
    "subprocess",
    "unittest",
    "tqdm",
    "isal",
)
# What a check of one text with a report as text does without, too.
SPARED = ("hashlib", "json", "pathlib", "rapidfuzz", "reliacheck.archive", "shutil", "threading")
STORY = "Harbour bridge reopens\n\nVELLBY (Coast News) – The bridge is open, officials said.\n"
PROGRAM = """
import sys
from reliacheck.cli import main
code = main(sys.argv[1:])
sys.stderr.write("\\n".join(sys.modules))
sys.exit(code)
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command line; standard error ends with the modules that are in memory after it."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules in memory after a command line."""
    return set(run(folder, *arguments).stderr.split())


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A folder with one story and no settings."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_check_of_a_text_imports_nothing_heavy(story: Path, format_: str) -> None:
    modules = imported(story, "check", "a.txt", "--format", format_)
    assert "reliacheck_attribution.unnamed_source" in modules, "it did run"
    assert not modules & set(HEAVY)


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_check_with_an_archive_imports_nothing_heavy(story: Path, format_: str) -> None:
    repeated = invented(3, outlet="Harbour Post")
    fill(story / "archive", [invented(number) for number in range(20)], [repeated])
    (story / "b.txt").write_text(
        f"{repeated['headline']}\n\n{repeated['body']}\n", encoding="utf-8"
    )
    settings = 'archive = "archive"\n[desk]\noutlet = "Harbour Post"\n'
    (story / "reliacheck.toml").write_text(settings, encoding="utf-8")
    command = ["check", "b.txt", "--format", format_, "--fail-on=never"]
    done = run(story, *command)
    assert "syndication.own-archive" in done.stdout, "it did find something"
    modules = set(done.stderr.split())
    assert {"sqlite3", "reliacheck.archive.align"} <= modules
    assert modules & set(HEAVY) == {"tomllib"}


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_check_that_finds_reused_copy_imports_nothing_heavy(story: Path, format_: str) -> None:
    wire = {
        "outlet": "Reuters",
        "headline": "Ferry runs aground off Sunholm",
        "body": (
            "A ferry with ninety passengers on board ran aground off Sunholm shortly after six on"
            " Tuesday, and fishermen took all of them off in two trawlers before the tide turned,"
            " the coastguard said. Militants killed the chief of the Iran-backed brigades."
        ),
    }
    fill(story / "archive", [invented(number) for number in range(20)], [wire])
    ours = wire["body"].replace("killed", "assassinated").replace("ninety", "eighty")
    (story / "b.txt").write_text(f"Ninety saved from ferry\n\n{ours}\n", encoding="utf-8")
    command = ["check", "b.txt", "--archive=archive", "--format", format_, "--fail-on=never"]
    done = run(story, *command)
    for rule in ("syndication.reused-copy", "syndication.altered-copy"):
        assert rule in done.stdout, "it did find something"
    modules = set(done.stderr.split())
    assert {"reliacheck.reuse.comparison", "reliacheck.reuse.alterations"} <= modules
    assert not modules & set(HEAVY)


def test_a_check_without_an_archive_compares_nothing(story: Path) -> None:
    modules = imported(story, "check", "a.txt")
    assert "reliacheck_syndication.reused_copy" in modules
    # who is credited is asked of every story
    reading_credits = ("reliacheck.reuse.credit", "reliacheck.reuse.origin")
    reuse = {name for name in modules if name.startswith("reliacheck.reuse.")}
    assert not [name for name in reuse if not name.startswith(reading_credits)]


def test_a_check_of_a_story_that_is_new_does_without_rapidfuzz(story: Path) -> None:
    fill(story / "archive", [invented(number) for number in range(20)])
    (story / "b.txt").write_text(f"Zzyzx\n\n{invented(99)['body']}\n", encoding="utf-8")
    command = ["check", "b.txt", "--archive=archive", "--select=syndication.own-archive"]
    modules = imported(story, *command)
    assert "reliacheck.archive.matching" in modules
    assert not modules & {*HEAVY, "rapidfuzz"}


@pytest.mark.parametrize("command", [["list"], ["stats"], ["search", "The bridge is open"]])
def test_reading_an_archive_imports_nothing_heavy(story: Path, command: list[str]) -> None:
    fill(story / "archive", [invented(number) for number in range(20)])
    modules = imported(story, "archive", *command, "--archive=archive")
    assert "reliacheck.archive.local" in modules
    assert not modules & set(HEAVY)


def test_an_archive_in_memory_and_its_tests_need_no_numpy(tmp_path: Path) -> None:
    code = "import sys; from reliacheck.testing import *; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_a_report_as_text_needs_less_than_that(story: Path) -> None:
    assert not imported(story, "check", "a.txt") & set(SPARED)


def test_what_a_format_needs_comes_with_the_first_file_of_that_format(story: Path) -> None:
    (story / "a.md").write_text(f"# {STORY}", encoding="utf-8")
    modules = imported(story, "check", "a.md")
    assert "markdown_it" in modules
    assert not modules & (set(HEAVY) - {"markdown_it", "yaml", "tomllib"})


def test_settings_cost_no_more_than_reading_them(story: Path) -> None:
    (story / "reliacheck.toml").write_text("min-score = 0.4\n", encoding="utf-8")
    modules = imported(story, "check", "a.txt")
    assert modules & set(HEAVY) == {"tomllib"}


def test_a_pyproject_toml_of_something_else_is_not_parsed(story: Path) -> None:
    (story / "pyproject.toml").write_text('[project]\nname = "site"\n', encoding="utf-8")
    assert "tomllib" not in imported(story, "check", "a.txt")


def test_a_disabled_plugin_is_not_imported(story: Path) -> None:
    (story / "reliacheck.toml").write_text('disable-plugins = ["headlines"]\n', encoding="utf-8")
    modules = imported(story, "check", "a.txt")
    assert not any(name.startswith("reliacheck_headlines") for name in modules)
    assert "reliacheck_sources" in modules


def test_the_version_is_told_without_plugins_or_text_tools(tmp_path: Path) -> None:
    modules = imported(tmp_path, "--version")
    own = {name for name in modules if name.startswith("reliacheck")}
    assert not [name for name in own if name.startswith("reliacheck_")]
    assert "reliacheck.session" not in own
    assert not modules & {*HEAVY, "rapidfuzz"}
