"""Each bundled rule on the cases that are written down for it in fixtures/cases/<rule>.toml.

A case is an article (`text`, read as a file of the ending `format`, "txt" unless given; or the
pieces that Article.compose takes, and metadata), or several (`articles`). `expect` has the words of
every place that is found at the default min-score. Also: `settings` of the rule, `outlet` and
`licensed` of the desk, `language` ("en" unless given: two lines are too few to tell), `archive`
with the records of what had run, `outlets` with lines of a file of outlets, `today`, `ratings` in
place of the bundled ones (tables with `rater`, `date` and `rows` of CSV), and `house` for the
desk's own file.
"""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reliacheck import Article, Check, Context, Desk, EditionCheck, Finding, Metadata
from reliacheck.archive.memory import MemoryArchive
from reliacheck.cli.plugins import PAGE_SECTIONS
from reliacheck.engine import CheckResult, Rule, check_article, check_edition
from reliacheck.plugins import Plugin, Plugins, load_plugins
from reliacheck.ratings.importing import read_listing, store_listing
from reliacheck.ratings.model import Rater
from reliacheck.reading import Limits, read_inputs
from reliacheck.settings import make_settings

CASES = Path(__file__).resolve().parents[1] / "fixtures" / "cases"
FEWEST = 3  # cases of either kind
BUDGET = 30.0  # seconds; the machine may be busy

TEXT = {"text", "format"}
PIECES = {"headline", "standfirst", "byline", "dateline", "body", "credit"}
METADATA = {field.name for field in fields(Metadata)} - {"extra", "language"}
CASE = {
    *("name", "articles", "expect", "settings", "licensed", "language", "archive"),
    *("outlets", "ratings", "house", "today"),
}
DESK = {"outlet", "licensed"}


@cache
def plugins() -> Plugins:
    return load_plugins()


RULES = sorted(
    rule for plugin in plugins().found if plugin.dist == "reliacheck" for rule in plugin.rules
)


class Case(NamedTuple):
    rule: str
    number: int
    kind: str  # "fail" or "pass"
    table: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}-{self.kind}{self.number}"


def cases_of(rule: str) -> Iterator[Case]:
    path = CASES / f"{rule}.toml"
    if not path.exists():
        return
    for kind, tables in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for number, table in enumerate(tables, 1):
            yield Case(rule, number, kind, table)


ALL = [case for rule in RULES for case in cases_of(rule)]


def read(table: dict[str, Any], folder: Path, number: int, language: str) -> Article:
    """The article of a table, from a file of its own if it is given as text."""
    if "text" in table:
        path = folder / f"{number}.{table.get('format', 'txt')}"
        path.write_bytes(table["text"].encode("utf-8"))
        result = read_inputs([str(path)], plugins(), limits=Limits())
        (article,) = result.articles
    else:
        pieces = {key: value for key, value in table.items() if key in PIECES}
        meta = {key: value for key, value in table.items() if key in METADATA}
        article = Article.compose(**pieces, path=f"{number}.txt", meta=Metadata(**meta))
    vars(article)["language"] = language
    return article


def articles_of(case: Case, folder: Path) -> list[Article]:
    table = case.table
    own = {key: value for key, value in table.items() if key not in CASE | DESK}
    assert bool(own) != ("articles" in table), "one article or several"
    for one in table.get("articles", [own]):
        allowed = TEXT if "text" in one else PIECES | METADATA
        assert set(one) <= allowed, f"unknown keys: {set(one) - allowed}"
    language = table.get("language", "en")
    return [
        read(one, folder, number, language)
        for number, one in enumerate(table.get("articles", [own]))
    ]


def context_of(table: dict[str, Any], folder: Path) -> Context:
    """The desk of a case, with what it has in files and in its archive."""
    files: dict[str, str | None] = {"outlets": None, "house": None}
    for name in files:
        if name in table:
            path = folder / f"{name}.csv"
            path.write_text(table[name], encoding="utf-8")
            files[name] = str(path)
    into = folder / "ratings.tsv"
    for one in table.get("ratings", ()):
        list_ = folder / "list.csv"
        list_.write_text(one["rows"], encoding="utf-8")
        rater = Rater(one["rater"], "csv", one.get("date", ""), "CC0", "https://rater.example/")
        store_listing(read_listing(list_, rater), into, date(2026, 1, 1))
    return Context(
        desk=Desk(
            outlet=table.get("outlet"),
            licensed=tuple(table.get("licensed", ())),
            outlets=files["outlets"],
            ratings_override=files["house"],
        ),
        today=table.get("today"),
        archive=MemoryArchive(table["archive"]) if "archive" in table else None,
        ratings=str(into) if into.exists() else None,
        bundled_ratings="ratings" not in table,
    )


def run(case: Case, folder: Path) -> tuple[list[CheckResult], list[Finding]]:
    """How the rule fared on each article, and what it found that the desk would see."""
    table = case.table
    check = plugins().checks[case.rule]
    made = check(make_settings(check.Settings, table.get("settings", {}), case.rule))
    rule = Rule(made, Plugin("case"), True, BUDGET)
    context, articles = context_of(table, folder), articles_of(case, folder)
    if isinstance(made, EditionCheck):
        edition = check_edition(articles, [rule], context)
        assert not edition.failures
        results = [result for some in edition.results.values() for result in some]
        found = [finding for some in edition.findings.values() for finding in some]
    else:
        (article,) = articles
        outcome = check_article(article, [rule], context)
        assert not outcome.failures
        results, found = list(outcome.checks), list(outcome.findings)
    return results, [finding for finding in found if finding.score >= made.min_score]


@pytest.mark.parametrize("case", [case for case in ALL if case.kind == "fail"], ids=str)
def test_the_rule_finds(case: Case, tmp_path: Path) -> None:
    _, found = run(case, tmp_path)
    expected = case.table["expect"]
    assert expected, "a case to fail expects a finding"
    assert {one.location.text for one in found} == set(expected), case.table["name"]


@pytest.mark.parametrize("case", [case for case in ALL if case.kind == "pass"], ids=str)
def test_the_rule_leaves_alone(case: Case, tmp_path: Path) -> None:
    results, found = run(case, tmp_path)
    assert [one.location.text for one in found] == [], case.table["name"]
    assert results
    assert "expect" not in case.table


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_that_it_judges(rule: str, tmp_path: Path) -> None:
    cases = list(cases_of(rule))
    kinds = [case.kind for case in cases]
    assert set(kinds) == {"fail", "pass"}
    assert min(kinds.count("fail"), kinds.count("pass")) >= FEWEST
    names = [case.table["name"] for case in cases]
    assert len(names) == len(set(names))
    judged = 0
    for number, case in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        if case.kind == "pass":
            judged += any(one.status in ("passed", "findings") for one in run(case, folder)[0])
    assert judged >= FEWEST, "a case that is not assessed says nothing of the rule"


def test_there_are_rules_and_no_cases_of_others() -> None:
    assert len(RULES) >= 13
    assert {path.stem for path in CASES.glob("*.toml")} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_in_the_file_of_its_name(rule: str) -> None:
    area, _, name = rule.partition(".")
    check = plugins().checks[rule]
    assert check.__module__ == f"reliacheck_{area}.{name.replace('-', '_')}"
    assert check.__name__.lower() == name.replace("-", "")
    assert plugins().owner(rule).name == area


@pytest.mark.parametrize("rule", RULES)
def test_a_page_has_every_section_in_order(rule: str) -> None:
    check: type[Check | EditionCheck] = plugins().checks[rule]
    lines = (inspect.getdoc(check) or "").splitlines()
    assert lines[0].endswith(".")
    assert lines[1] == ""
    titles = [line for line in lines[2:] if line and not line.startswith(" ")]
    assert titles == list(PAGE_SECTIONS)
    for title in titles:
        below = lines[lines.index(title) + 1]
        assert below.startswith("    "), f"{title} says nothing"
