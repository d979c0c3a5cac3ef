"""Running checks over articles: one loop, in which a bad check harms only itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

from reliacheck.article import PART_KINDS, Article
from reliacheck.budget import BudgetExceeded, describe, run_within
from reliacheck.checks import AnyCheck, Check, Context, EditionCheck, NotAssessed
from reliacheck.findings import Finding, Location
from reliacheck.plugins import Failure, Plugin
from reliacheck.source import Source

Status = Literal["passed", "findings", "not-assessed", "failed", "off"]


# A check with more findings an article is broken, and would bury the others.
_MOST_FINDINGS = 1000


class Rule(NamedTuple):
    """A check made ready to run."""

    check: AnyCheck
    plugin: Plugin
    enabled: bool
    budget: float  # seconds an article


class CheckResult(NamedTuple):
    """How one check fared on one article."""

    rule: str
    status: Status
    reason: str  # why it was not assessed, failed or off
    seconds: float


class Outcome(NamedTuple):
    """What the checks made of one article."""

    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


class _Bad(Exception):
    """A check yielded something that is not a finding of its own on this run's articles."""


def check_article(article: Article, rules: Sequence[Rule], context: Context) -> Outcome:
    """Runs all checks of single articles over one; never raises for what a check does."""
    results: list[CheckResult] = []
    findings: list[Finding] = []
    failures: list[Failure] = []
    homes = {_home(article): article}
    for rule in rules:
        if not isinstance(rule.check, Check):
            continue
        reason = "" if rule.enabled else "not selected"
        unmet = rule.enabled and unmet_need(article, rule.check.needs, context)
        if reason or unmet:
            status: Status = "not-assessed" if unmet else "off"
            results.append(CheckResult(rule.check.id, status, unmet or reason, 0.0))
            continue
        ran = _run(rule, partial(rule.check.check, article, context), homes)
        results.append(ran.result)
        findings += ran.findings
        if ran.error is not None:
            failures.append(_failure(rule, ran, article.source.path))
    article.forget()  # of thousands of articles it would fill the memory
    return Outcome(tuple(results), tuple(findings), tuple(failures))


class _Ran(NamedTuple):
    result: CheckResult
    findings: list[Finding]
    error: BaseException | None


def _run(
    rule: Rule, start: Callable[[], Iterable[Any]], homes: Mapping[tuple[str, int], Article]
) -> _Ran:
    """One check over its input, within its budget. What it found before it failed is kept."""
    found: list[Finding] = []

    def collect() -> None:
        produced = start()
        if not isinstance(produced, Iterable) or isinstance(produced, str):
            raise _Bad(f"returned {type(produced).__name__}, not findings")
        for one in produced:
            if len(found) >= _MOST_FINDINGS * len(homes):
                raise _Bad(f"yielded more than {_MOST_FINDINGS * len(homes):,} findings")
            found.append(_verified(one, rule.check, homes))

    began = time.perf_counter()
    error: BaseException | None = None
    status: Status
    reason = ""
    try:
        run_within(rule.budget, collect)
        status = "findings" if found else "passed"
    except NotAssessed as not_assessed:
        status, reason = "not-assessed", str(not_assessed)
    except (Exception, BudgetExceeded, SystemExit) as raised:
        error = raised
        status, reason = "failed", _reason(raised, rule.budget)
    seconds = time.perf_counter() - began
    return _Ran(CheckResult(rule.check.id, status, reason, seconds), found, error)


def _reason(error: BaseException, budget: float) -> str:
    if isinstance(error, BudgetExceeded):
        return f"{describe(error)} of {budget:g} s"
    return str(error) if isinstance(error, _Bad) else describe(error)


def _failure(rule: Rule, ran: _Ran, path: str) -> Failure:
    return rule.plugin.failure(ran.result.reason, ran.error, rule.check.id, path)


def _verified(one: Any, check: AnyCheck, homes: Mapping[tuple[str, int], Article]) -> Finding:
    if not isinstance(one, Finding):
        raise _Bad(f"yielded {type(one).__name__}, not a Finding")
    if one.rule != check.id:
        raise _Bad(f"yielded a finding of {one.rule}")
    place = one.location
    article = homes.get((place.article.path, place.article.number))
    if article is None:
        raise _Bad(f"yielded a finding in another article ({place.article.path})")
    if not _holds(article.source, place):
        where = f"{place.start}..{place.end} (line {place.line}, column {place.column})"
        raise _Bad(f"yielded a finding whose text is not at {where}")
    return one


def _holds(source: Source, place: Location) -> bool:
    """Whether a place is where it says it is; reporters look the line up without asking."""
    return (
        0 <= place.start <= place.end <= len(source.text)
        and source.text[place.start : place.end] == place.text
        and source.position(place.start) == (place.line, place.column)
        and source.position(place.end) == (place.end_line, place.end_column)
    )


def unmet_need(article: Article, needs: Iterable[str], context: Context | None = None) -> str:
    """Why the article cannot be assessed by a check with these needs, "" if it can.

    The language that the desk writes in is taken for copy too short to tell.
    """
    context = context or Context()
    for need in sorted(needs):
        kind, _, value = need.partition(":")
        if kind == "language":
            spoken = article.language or context.desk.language
            if spoken != value:
                return _other_language(spoken, value)
        elif kind in PART_KINDS:
            if not any(part.kind == kind for part in article.parts):
                return f"the article has no {kind}"
        elif kind == "archive":
            if context.archive is None:
                return "no archive is named (--archive, or archive in the settings)"
        else:
            return f"nothing provides {need!r}"
    return ""


def _other_language(language: str | None, needed: str) -> str:
    if language is None:
        return "its language could not be told: name it in the metadata or as [desk] language"
    return f"it is in the language {language!r}, not {needed!r}"


class EditionOutcome(NamedTuple):
    """What the checks across articles made of a run."""

    results: Mapping[tuple[str, int], tuple[CheckResult, ...]]  # by article
    findings: Mapping[tuple[str, int], tuple[Finding, ...]]
    failures: tuple[Failure, ...]


def check_edition(
    articles: Sequence[Article],
    rules: Sequence[Rule],
    context: Context,
    ignored: Callable[[str], Container[str]] = lambda _path: (),
) -> EditionOutcome:
    """Runs the checks that look across articles; a run of one article has nothing to compare.

    `ignored` tells the ids of the rules that articles of a path take no part in.
    """
    homes = {_home(article): article for article in articles}
    results: dict[tuple[str, int], list[CheckResult]] = {home: [] for home in homes}
    findings: dict[tuple[str, int], list[Finding]] = {home: [] for home in homes}
    failures: list[Failure] = []
    for rule in rules:
        if not isinstance(rule.check, EditionCheck):
            continue
        part = [one for one in articles if rule.check.id not in ignored(one.source.path)]
        unmet = _assessable(part, rule, context)
        fit = [article for article in part if not unmet[_home(article)]]
        ran = None
        if rule.enabled and fit:
            budget = rule.budget * len(fit)  # it has all articles to look at
            ran = _run(rule._replace(budget=budget), partial(rule.check.check, fit, context), homes)
            if ran.error is not None:
                failures.append(_failure(rule, ran, ""))
            for finding in ran.findings:
                place = finding.location.article
                findings[place.path, place.number].append(finding)
        share = ran.result.seconds / len(fit) if ran else 0.0
        for home in homes:
            mine = any(finding.rule == rule.check.id for finding in findings[home])
            results[home].append(_edition_result(rule, ran, unmet.get(home), mine, share))
    return EditionOutcome(
        {home: tuple(some) for home, some in results.items()},
        {home: tuple(some) for home, some in findings.items()},
        tuple(failures),
    )


def _assessable(
    articles: Sequence[Article], rule: Rule, context: Context
) -> dict[tuple[str, int], str]:
    """For each article why it cannot take part, "" if it can."""
    unmet = {_home(article): unmet_need(article, rule.check.needs, context) for article in articles}
    if sum(not reason for reason in unmet.values()) < 2:
        return {
            home: reason or "there is no other article to compare it with"
            for home, reason in unmet.items()
        }
    return unmet


def _edition_result(
    rule: Rule, ran: _Ran | None, unmet: str | None, found: bool, share: float
) -> CheckResult:
    if not rule.enabled or unmet is None:
        return CheckResult(rule.check.id, "off", "not selected", 0.0)
    if unmet:
        return CheckResult(rule.check.id, "not-assessed", unmet, 0.0)
    assert ran is not None
    if ran.result.status in ("failed", "not-assessed"):
        return ran.result._replace(seconds=share)
    return ran.result._replace(status="findings" if found else "passed", seconds=share)


def _home(article: Article) -> tuple[str, int]:
    return article.source.path, article.number
