"""The outcome of a run, as reporters get it and as the exit code follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reliacheck.article import Article
from reliacheck.config import parse_fail_on
from reliacheck.engine import CheckResult
from reliacheck.errors import ReliacheckError
from reliacheck.exit_code import ExitCode
from reliacheck.findings import Finding, Severity
from reliacheck.plugins import Failure, Plugin
from reliacheck.suppressions import Notice

State = Literal["active", "suppressed", "baselined", "below-threshold"]


class Judged(NamedTuple):
    """A finding and what the desk's policy makes of it."""

    finding: Finding
    state: State


class ArticleReport(NamedTuple):
    """One article with how every check fared and what was found."""

    article: Article
    checks: tuple[CheckResult, ...]
    findings: tuple[Judged, ...]  # in order of place

    @property
    def active(self) -> list[Finding]:
        """The findings that count."""
        return [judged.finding for judged in self.findings if judged.state == "active"]


class Report(NamedTuple):
    """A whole run."""

    articles: Sequence[ArticleReport]
    plugins: Sequence[Plugin]
    failures: Sequence[Failure] = ()
    unreadable: Sequence[ReliacheckError] = ()  # inputs that could not be read
    notices: Sequence[Notice] = ()  # about suppressions
    notes: Sequence[str] = ()
    fail_on: str = "error"

    @property
    def active(self) -> list[Finding]:
        """The findings that count, of all articles."""
        return [finding for article in self.articles for finding in article.active]

    def count_states(self) -> Counter[str]:
        """How many findings are in each state."""
        return Counter(judged.state for article in self.articles for judged in article.findings)

    def count_statuses(self) -> Counter[str]:
        """How many checks ended in each status, over all articles."""
        return Counter(check.status for article in self.articles for check in article.checks)

    def count_severities(self) -> Counter[Severity]:
        """How many active findings there are of each severity."""
        return Counter(finding.severity for finding in self.active)

    @property
    def exit_code(self) -> ExitCode:
        """Unreadable input outweighs an incomplete run, which outweighs findings."""
        if self.unreadable:
            return ExitCode.USAGE
        if self.failures:
            return ExitCode.INCOMPLETE
        severity, score = parse_fail_on(self.fail_on)
        if severity is not None and any(
            finding.severity >= severity and finding.score >= score for finding in self.active
        ):
            return ExitCode.FINDINGS
        return ExitCode.OK
