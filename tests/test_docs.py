"""What the documentation promises: nothing is left out, nothing leads nowhere, all of it runs."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import importlib.util
import io
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from newsroom import Newsroom

from reliacheck import Article, Check, Context, Finding, hookspecs
from reliacheck.cli import COMMANDS, archive, check
from reliacheck.cli.archive import COMMANDS as ARCHIVE_COMMANDS
from reliacheck.config import RULE_KEYS, Options
from reliacheck.plugins import load_plugins
from reliacheck.settings import as_table, type_name

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PLUGINS = ROOT / "fixtures" / "plugins"
HOOKS = [name for name in dir(hookspecs) if name.startswith("reliacheck_")]
PAGES = sorted(page.relative_to(DOCS) for page in [*DOCS.glob("*.md"), *DOCS.glob("*/*.md")])

SHOUTING = "Harbour bridge open again!\n\nThe harbour bridge opened again on Monday, it said.\n"


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def extension(name: str) -> ModuleType:
    """A module of docs/_ext, which is no package."""
    spec = importlib.util.spec_from_file_location(name, DOCS / "_ext" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Nothing is left out


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_section(hook: str) -> None:
    assert f"### `{hook}`\n" in text_of("writing-plugins.md")


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_an_example(hook: str) -> None:
    assert any(f"def {hook}(" in file.read_text("utf-8") for file in PLUGINS.glob("*.py"))


@pytest.mark.parametrize("option", as_table(Options()))
def test_every_option_is_told_with_its_default(option: str) -> None:
    default = as_table(Options())[option]
    value = list(default) if isinstance(default, tuple) else default
    shown = "none" if value is None else f"`{json.dumps(value)}`"
    assert f"| `{option}` | {shown} |" in text_of("configuration.md")


@pytest.mark.parametrize("key", RULE_KEYS)
def test_every_setting_that_any_rule_has_is_told(key: str) -> None:
    section = text_of("configuration.md").partition("\n(rules)=\n")[2].partition("\n## `[desk]`")[0]
    assert f"| `{key}` |" in section


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_section(command: str) -> None:
    assert f"\n## `reliacheck {command}`\n" in text_of("command-line.md")


def test_every_flag_of_a_check_is_told() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    check.configure(parser)
    flags = re.findall(r"(?<!-)--[a-z-]+", parser.format_help())
    assert len(set(flags)) > 10
    for flag in flags:
        assert re.search(rf"^\| .*`{flag}\b", text_of("command-line.md"), re.MULTILINE), flag


@pytest.mark.parametrize("command", ARCHIVE_COMMANDS)
def test_every_flag_of_an_archive_command_is_told(command: str) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    archive.configure(parser, [command])
    flags = set(re.findall(r"(?<!-)--[a-z-]+", archive_help(parser, command)))
    section = text_of("command-line.md").partition("\n## `reliacheck archive`\n")[2]
    told = section.partition("\n## ")[0]
    assert re.search(rf"^\| `{command}\b", told, re.MULTILINE)
    for flag in flags - {"--help", "--archive", "--config"}:
        assert re.search(rf"^\| .*`{flag}\b.*\| .*`{command}`.* \|", told, re.MULTILINE), flag


def archive_help(parser: argparse.ArgumentParser, command: str) -> str:
    """What --help says of a command of archive."""
    help_ = io.StringIO()
    with contextlib.redirect_stdout(help_), contextlib.suppress(SystemExit):
        parser.parse_args([command, "--help"])
    return help_.getvalue()


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[^\w-]", requirement)[0] for group in groups for requirement in group}
    told = text_of("dependencies.md").casefold()
    assert not {name for name in names - {"reliacheck"} if name.casefold() not in told}


# Nothing leads nowhere


def links(page: Path) -> Iterator[str]:
    """The pages that a page links to, as paths below docs."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s#:]+\.md)(?:#[^)\s]*)?\)", text):
        yield os.path.normpath(page.parent / target)


@pytest.mark.parametrize("page", [page for page in PAGES if page.parts[0] != "rules"], ids=str)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    made = {"rules/index.md", *(f"rules/{rule}.md" for rule in load_plugins().checks)}
    assert not [link for link in links(page) if link not in made and not (DOCS / link).exists()]


def test_there_are_links_to_look_at() -> None:
    assert {"rules/index.md", "command-line.md"} <= set(links(Path("index.md")))


def test_every_page_stands_in_the_table_of_contents() -> None:
    entries = set(text_of("index.md").splitlines())
    alone = [page.stem for page in PAGES if len(page.parts) == 1 and page.stem != "index"]
    assert not [page for page in alone if page not in entries]
    assert "measurements/*" in entries


# All of it runs


@pytest.mark.parametrize("page", extension("transcripts").pages(), ids=lambda page: page.name)
def test_what_is_shown_of_a_terminal_is_what_is_printed(page: Path) -> None:
    shown = page.read_text(encoding="utf-8")
    assert extension("transcripts").refreshed(page) == shown, (
        "python docs/_ext/transcripts.py brings the pages up to date"
    )


def test_a_house_rule_is_a_file_of_fifteen_lines(room: Newsroom) -> None:
    source = PLUGINS / "house_checks.py"
    assert len(source.read_text("utf-8").splitlines()) <= 15
    room.write("house_checks.py", source.read_bytes())
    room.write("reliacheck.toml", 'plugins = ["house_checks.py"]\n')
    room.write("bridge.txt", SHOUTING)
    run = room.check("bridge.txt", "--fail-on", "warning")
    assert run.code == 1
    assert [one["rule"] for one in run.findings()] == ["house.no-shouting"]
    assert run.texts() == ["Harbour bridge open again!"]


def test_the_packaged_rule_is_the_same_with_six_lines_beside_it() -> None:
    package = PLUGINS / "house-style"
    project = (package / "pyproject.toml").read_text("utf-8")
    assert len([line for line in project.splitlines() if line.strip()]) <= 6
    alone = (PLUGINS / "house_checks.py").read_text("utf-8")
    assert (package / "house_style.py").read_text("utf-8") == alone


def test_the_packaged_rule_is_found_once_it_is_installed(tmp_path: Path) -> None:
    for needed in ("pip", "hatchling"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed, and nothing is fetched in a test")
    shutil.copytree(PLUGINS / "house-style", tmp_path / "house-style")
    site = tmp_path / "site"
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--target", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"}

    def python(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    python("pip", "install", "-q", *offline, str(tmp_path / "house-style"))
    listed = python("reliacheck", "plugins").replace(str(site), "/venv/site-packages")
    ours = [line for line in listed.splitlines() if "house" in line]
    assert "\n".join(["$ reliacheck plugins | grep house", *ours]) in text_of("writing-plugins.md")
    (tmp_path / "bridge.txt").write_text(SHOUTING, encoding="utf-8")
    report = json.loads(python("reliacheck", "check", "bridge.txt", "--format", "json"))
    assert [one["rule"] for one in report["articles"][0]["findings"]] == ["house.no-shouting"]
    assert "3 passed" in python("pytest", "-q", "-p", "no:cacheprovider", "house-style")


@pytest.mark.parametrize("plugin", ["borrowed", "shelf"])
def test_the_plugins_around_the_archive_pass_their_tests(plugin: str, tmp_path: Path) -> None:
    for name in (f"{plugin}.py", f"test_{plugin}.py"):
        shutil.copyfile(PLUGINS / name, tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"test_{plugin}.py"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# The pages that are made from docstrings


@pytest.fixture(scope="module")
def rule_pages() -> ModuleType:
    return extension("rule_pages")


class Ferry(Check):
    """The ferry is late.

    What it does
        Looks at the clock
        and at the sea (docs/index).

    Example
        *Late.*
    """

    id = "harbour.ferry"
    aliases = ("harbour.boat",)

    @dataclasses.dataclass(frozen=True)
    class Settings:
        """`most_late`: minutes."""

        most_late: int = 5
        ports: tuple[str, ...] = ("north",)

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """None."""
        yield from ()


def test_a_page_has_the_docstrings_sections_and_the_classs_facts(rule_pages: ModuleType) -> None:
    page = "\n".join(rule_pages.page(Ferry, None, DOCS))
    assert page.startswith("# harbour.ferry\n\nThe ferry is late.\n\n- Severity: warning\n")
    assert "## What it does\n\nLooks at the clock\nand at the sea ([index](../index.md)).\n" in page
    assert "- Former names: `harbour.boat`\n" in page
    assert "`most-late`: minutes.\n" in page
    assert "| `most-late` | a whole number | `5` |\n" in page
    assert f'| `ports` | {type_name(tuple[str, ...])} | `["north"]` |\n' in page
    assert "## Measured\n\nNot yet measured.\n" in page


def test_a_measured_rule_tells_how_often_it_was_right(rule_pages: ModuleType) -> None:
    measured = rule_pages.Measured(judged=50, right=46, command="the command", note="A note.")
    page = "\n".join(rule_pages.page(Ferry, measured, DOCS))
    # Wilson's interval for 46 of 50, as statistics textbooks have it.
    assert "46 held: 0.92 (95 % interval 0.81 to 0.97).\n\nA note.\n\n`the command`\n" in page
    assert "0.92 of 50" in "\n".join(rule_pages.index({Ferry.id: Ferry}, {Ferry.id: measured}))


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('"harbour.fery"]\njudged = 1\nright = 1\ncommand = "c"', "there is no rule harbour.fery"),
        ('"harbour.ferry"]\njudged = 1\nright = 2\ncommand = "c"', "2 of 1 cannot be"),
        ('"harbour.ferry"]\njudged = 1\nright = 1', "command"),
    ],
)
def test_a_precision_that_cannot_be_is_a_warning(
    rule_pages: ModuleType,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    entry: str,
    complaint: str,
) -> None:
    file = tmp_path / "precision.toml"
    file.write_text(f"[rules.{entry}\n", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert rule_pages.read_precision(file, {Ferry.id}) == {}
    assert complaint in caplog.text


def test_rules_that_compare_copy_name_the_page_of_their_measurement(
    rule_pages: ModuleType,
) -> None:
    checks = rule_pages.bundled_checks()
    for rule, name in rule_pages.ON_PAIRS.items():
        page = "\n".join(rule_pages.page(checks[rule], None, DOCS))
        assert f"(../measurements/{name}.md)" in page
        assert (DOCS / "measurements" / f"{name}.md").exists()


def test_every_bundled_rule_has_a_page_with_all_sections(
    rule_pages: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    checks = rule_pages.bundled_checks()
    measured = rule_pages.read_precision(DOCS / "precision.toml", checks)
    assert len(checks) >= 16
    for rule, rule_class in checks.items():
        headings = re.findall(
            r"^## (.+)$", "\n".join(rule_pages.page(rule_class, None, DOCS)), re.M
        )
        assert [*headings[:6], *headings[-2:]] == [
            "What it does",
            "Why it matters",
            "Example",
            "How to satisfy it",
            "How the score is made",
            "Known false positives",
            "Measured",
            "Settings",
        ], rule
    assert measured.keys() <= checks.keys()
    assert not caplog.records
