"""A check is a process of its own: what it does not need it does not import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
)
STORY = "Harbour bridge reopens\n\nVELLBY (Coast News) – The bridge is open, officials said.\n"
PROGRAM = """
import sys
from reliacheck.cli import main
code = main(sys.argv[1:])
sys.stderr.write("\\n".join(sys.modules))
sys.exit(code)
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules in memory after a command line."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


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
