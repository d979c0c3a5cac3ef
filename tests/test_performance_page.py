"""docs/performance.md: benchmarks write their own sections, and name themselves there."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
SECTION = re.compile(r"<!-- ([\w-]+) -->\n(.*?)<!-- /\1 -->", re.S)


@pytest.fixture
def performance_page(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return import_module("performance_page")


def test_only_the_section_is_replaced(performance_page: Any) -> None:
    page = "Above.\n\n<!-- a -->\nold\n<!-- /a -->\n\nBetween.\n\n<!-- b -->\nkept\n<!-- /b -->\n"
    assert performance_page.replace_section(page, "a", "new\n") == (
        "Above.\n\n<!-- a -->\n\nnew\n\n<!-- /a -->\n\nBetween.\n\n<!-- b -->\nkept\n<!-- /b -->\n"
    )


def test_to_replace_it_again_changes_nothing_else(performance_page: Any) -> None:
    page = "Above.\n\n<!-- a -->\n<!-- /a -->\n\nBelow.\n"
    once = performance_page.replace_section(page, "a", "one")
    assert performance_page.replace_section(once, "a", "one") == once
    other = performance_page.replace_section(once, "a", "other")
    assert other == once.replace("one", "other")


@pytest.mark.parametrize(
    "page", ["", "<!-- a -->", "<!-- /a --><!-- a -->", "<!-- ab --><!-- /ab -->"]
)
def test_a_page_without_the_section_is_refused(performance_page: Any, page: str) -> None:
    with pytest.raises(ValueError, match="no section"):
        performance_page.replace_section(page, "a", "new")


def test_a_section_names_the_command_that_made_it(
    performance_page: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text("Über\n<!-- a -->\n<!-- /a -->\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["/somewhere/it.py", "--corpus", "a b.jsonl", "--write"])
    performance_page.write_section("a", "| a table |\n", page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Über\n<!-- a -->\n\n| a table |\n\n`python benchmarks/it.py ")
    assert "--corpus 'a b.jsonl' --write`, Python 3." in text


def test_a_table_has_its_numbers_to_the_right(performance_page: Any) -> None:
    assert performance_page.table(["", "ms"], [("one", 1), ("two", "2.0")]) == (
        "|  | ms |\n|---|---:|\n| one | 1 |\n| two | 2.0 |\n"
    )


def test_every_section_of_the_page_names_a_benchmark_that_writes_it() -> None:
    sections = SECTION.findall(PAGE.read_text(encoding="utf-8"))
    assert len(sections) == 8
    for name, text in sections:
        commands = re.findall(r"`python benchmarks/(\w+\.py) [^`]*--write[^`]*`", text)
        assert len(commands) == 1, f"section {name}"
        source = (ROOT / "benchmarks" / commands[0]).read_text(encoding="utf-8")
        assert f'write_section("{name}"' in source
