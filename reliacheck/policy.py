"""What a desk makes of its findings: suppressed, known from the baseline, too unsure, or active."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reliacheck.article import Article
from reliacheck.engine import CheckResult
from reliacheck.findings import Finding
from reliacheck.report import Judged, State
from reliacheck.selection import canonical
from reliacheck.suppressions import Notice, Suppression, apply, from_article, notices

if TYPE_CHECKING:
    from reliacheck.baseline import Counts
    from reliacheck.session import Session


class Policy:
    """Judges the findings of one run, article by article."""

    def __init__(self, session: Session) -> None:
        """Raises ConfigError for a baseline that cannot be read."""
        self._session = session
        self._config = session.config
        path = self._config.options.baseline
        used = path is not None and not session.update_baseline
        self._counts = _counts_in(str(path)) if used else None
        self._used: set[Suppression] = set()
        self._met: set[Suppression] = set()  # settings' own, with an article that they speak of
        self._ran: set[str] = set()
        self._notices: list[Notice] = []

    def judge(
        self, article: Article, findings: Sequence[Finding], checks: Sequence[CheckResult]
    ) -> tuple[Judged, ...]:
        """The findings with their states. A finding has the first that applies to it."""
        ran = {check.rule for check in checks if check.status in ("passed", "findings")}
        self._ran |= ran
        suppressed = self._suppressed(article, findings, ran)
        sure = [index for index, one in enumerate(findings) if self._is_sure(one)]
        known = self._known(findings, [index for index in sure if index not in suppressed])

        def state(index: int) -> State:
            if index in suppressed:
                return "suppressed"
            if index in known:
                return "baselined"
            return "active" if index in sure else "below-threshold"

        return tuple(Judged(finding, state(index)) for index, finding in enumerate(findings))

    def _known(self, findings: Sequence[Finding], indexes: Sequence[int]) -> set[int]:
        """Those of these findings that the baseline accounts for."""
        if self._counts is None:
            return set()
        from reliacheck import baseline

        pairs = ((index, findings[index]) for index in indexes)
        return baseline.known(pairs, self._counts, self._config.name_of)

    def notices(self) -> list[Notice]:
        """What is to be said of suppressions, once all articles are judged."""
        if not self._session.honour_suppressions:
            return []
        today = self._session.context.today
        # One for another folder's articles is not unused because this run checks a single story.
        said = [one for one in self._config.suppressions if one in self._met or one.expired(today)]
        return self._notices + list(notices(said, self._used, self._ran, today))

    def _suppressed(self, article: Article, findings: Sequence[Finding], ran: set[str]) -> set[int]:
        if not self._session.honour_suppressions:
            return set()
        today = self._session.context.today
        checks = self._session.plugins.checks
        own, malformed = from_article(article, list(checks), lambda name: canonical(checks, name))
        name = self._config.name_of(article.source.path)
        fitting = [one for one in self._config.suppressions if _fits(name, one.path)]
        self._met.update(fitting)
        hidden, used = apply(findings, [*own, *fitting], today)
        self._used |= used
        self._notices += malformed
        self._notices += notices(own, used, ran, today, article.source.path)
        return hidden

    def _is_sure(self, finding: Finding) -> bool:
        check = self._session.plugins.checks[finding.rule]
        return finding.score >= self._config.min_score_of(check)


def _fits(name: str, glob: str) -> bool:
    from fnmatch import fnmatchcase  # most desks have no suppressions in their settings

    return fnmatchcase(name, glob)


def _counts_in(path: str) -> Counts:
    from pathlib import Path

    from reliacheck import baseline  # with json: most desks begin without

    return baseline.load(Path(path))
