"""A whole run: settings and plugins, articles through the checks, policy over the result."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from reliacheck.article import Article
from reliacheck.budget import BudgetExceeded, call_within, describe
from reliacheck.checks import AnyCheck, Context
from reliacheck.config import RULE_KEYS, Config
from reliacheck.engine import (
    Outcome,
    Rule,
    check_article,
    check_edition,
)
from reliacheck.errors import ConfigError
from reliacheck.findings import Finding, Severity
from reliacheck.plugins import Failure, Plugins, load_plugins
from reliacheck.policy import Policy
from reliacheck.reading import Input
from reliacheck.report import ArticleReport, Report
from reliacheck.selection import canonical, ignored_here, resolve, selected
from reliacheck.settings import make_settings
from reliacheck.suppressions import Notice


class Session:
    """Settings, plugins and rules that belong together. Made by `open_session`."""

    config: Config
    plugins: Plugins
    rules: list[Rule]
    context: Context
    honour_suppressions: bool
    update_baseline: bool

    def __init__(
        self, config: Config, plugins: Plugins, rules: list[Rule], context: Context
    ) -> None:
        self.config = config
        self.plugins = plugins
        self.rules = rules
        self.context = context
        self.honour_suppressions = True
        self.update_baseline = False

    def close(self) -> None:
        """Lets go of the archive."""
        if self.context.archive is not None:
            with suppress(Exception):  # a plugin's, and the report is complete
                self.context.archive.close()

    def ignored_for(self, path: str) -> frozenset[str]:
        """The ids of the rules that do not run on an article of this path."""
        selectors = ignored_here(self.config.name_of(path), self.config.options.per_path_ignores)
        checks = self.plugins.checks
        return frozenset(rule for selector in selectors for rule in resolve(checks, selector))

    def rules_for(self, path: str) -> list[Rule]:
        """The rules as they stand for one article's path."""
        off = self.ignored_for(path)
        if not off:
            return self.rules
        return [
            rule._replace(enabled=rule.enabled and rule.check.id not in off) for rule in self.rules
        ]


def open_session(config: Config, today: date | None = None) -> Session:
    """Loads the plugins and makes their checks ready.

    Raises ConfigError for settings that do not fit the checks there are.
    """
    options = config.options
    local = [config.root / name for name in options.plugins]
    for path in local:
        if not path.is_file():
            raise ConfigError(f"plugins: no such file: {path}")
    plugins = load_plugins(local, options.disable_plugins)
    config = _resolved(plugins, config)
    return Session(config, plugins, make_rules(plugins, config), _context(config, today))


def _context(config: Config, today: date | None) -> Context:
    """Raises ConfigError for a file it names that is missing or malformed."""
    options = config.options
    for key, named in (("ratings", options.ratings), ("desk", config.desk.ratings_override)):
        if named is not None and not os.path.isfile(named):  # noqa: PTH113 - spares pathlib
            raise ConfigError(f"{config.place(key)}: no such file of ratings: {named}")
    with said_of(f"{config.place('desk')}: outlets"):
        try:
            return Context(
                desk=config.desk,
                today=today,
                ratings=options.ratings,
                bundled_ratings=options.bundled_ratings,
            )
        except OSError as error:
            raise ConfigError(f"{error.filename} cannot be read: {error.strerror}") from None
        except ValueError as error:  # names file, line and remedy
            raise ConfigError(str(error)) from None


def with_archive(session: Session) -> Session:
    """The session with the archive of its settings open for reading, if they name one.

    Raises ArchiveError for one that cannot be opened.
    """
    location = session.config.options.archive
    if location is None or session.context.archive is not None:
        return session
    from reliacheck.archive.opening import open_archive  # most desks begin without

    archive = open_archive(location, session.plugins, session.config.options.time_budget)
    session.context = session.context._replace(archive=archive)
    return session


def _resolved(plugins: Plugins, config: Config) -> Config:
    """The settings with every former rule id replaced by the present one, all of them known."""
    per_path = {
        glob: tuple(_known(plugins, selectors))
        for glob, selectors in config.options.per_path_ignores.items()
    }
    with said_of(config.place("per-path-ignores")):
        for selectors in per_path.values():
            for selector in selectors:
                resolve(plugins.checks, selector)
    for suppression in config.suppressions:
        with said_of(suppression.origin):
            for selector in _known(plugins, [suppression.rule]):
                resolve(plugins.checks, selector)
    return config._replace(
        options=config.options._replace(per_path_ignores=per_path),
        rules=_rule_tables(plugins, config),
        suppressions=tuple(
            one._replace(rule=canonical(plugins.checks, one.rule)) for one in config.suppressions
        ),
    )


@contextmanager
def said_of(place: str) -> Iterator[None]:
    """Puts where a setting was made before what is wrong with it."""
    try:
        yield
    except ConfigError as error:
        raise ConfigError(f"{place}: {error}") from None


def make_rules(plugins: Plugins, config: Config) -> list[Rule]:
    """The checks as instances with their settings, enabled or not; ConfigError as above."""
    checks = plugins.checks
    options = config.options
    select = _known(plugins, options.select)
    with said_of(config.place("select")):
        selected(checks, select, ())
    with said_of(config.place("ignore")):
        enabled = selected(checks, select, _known(plugins, options.ignore))
    tables = config.rules
    return [
        Rule(
            _instance(check, tables.get(rule, {}), f'{config.place("rules")}."{rule}"'),
            plugins.owner(rule),
            rule in enabled,
            config.rules.get(rule, {}).get("time-budget", options.time_budget),
        )
        for rule, check in checks.items()
    ]


def _known(plugins: Plugins, selectors: Sequence[str]) -> list[str]:
    """The selectors without those of plugins that are disabled or did not load.

    Such a plugin's rules cannot be told from misspelt ones; that it is missing is said elsewhere.
    """
    absent = {plugin.name for plugin in plugins.found if plugin.module is None}
    return [name for name in selectors if name.split(".")[0] not in absent]


def _rule_tables(plugins: Plugins, config: Config) -> dict[str, Mapping[str, Any]]:
    tables: dict[str, Mapping[str, Any]] = {}
    for name in _known(plugins, list(config.rules)):
        rule = canonical(plugins.checks, name)
        if rule not in plugins.checks:
            with said_of(config.place("rules")):
                resolve(plugins.checks, name)  # says what was meant, if it is no prefix
                raise ConfigError(f'"{name}": settings belong to one rule, not to a prefix')
        tables[rule] = config.rules[name]
    return tables


def _instance(check: type[AnyCheck], table: Mapping[str, Any], where: str) -> AnyCheck:
    own = {key: value for key, value in table.items() if key not in RULE_KEYS}
    return check(make_settings(check.Settings, own, where) if own else None)


def check_articles(session: Session, articles: Sequence[Article]) -> Checked:
    """Runs every check over the articles, then house policy over what they found."""
    outcomes = _outcomes(session, articles)
    edition = check_edition(articles, session.rules, session.context, session.ignored_for)
    checked = Checked([], [failure for one in outcomes for failure in one.failures], [])
    checked.failures.extend(edition.failures)
    policy = Policy(session)
    for article, outcome in zip(articles, outcomes, strict=True):
        home = article.source.path, article.number
        checks = tuple(sorted((*outcome.checks, *edition.results[home])))
        found = [*outcome.findings, *edition.findings[home]]
        adjusted = adjust(session, article, found, checked.failures)
        judged = policy.judge(article, adjusted, checks)
        checked.articles.append(ArticleReport(article, checks, judged))
    checked.notices.extend(policy.notices())
    return checked


class Checked(NamedTuple):
    """The articles as checked, what failed on the way, and what to say of suppressions."""

    articles: list[ArticleReport]
    failures: list[Failure]
    notices: list[Notice]


def _outcomes(session: Session, articles: Sequence[Article]) -> list[Outcome]:
    jobs = min(session.config.options.jobs, len(articles))
    if jobs <= 1:
        return [
            check_article(article, session.rules_for(article.source.path), session.context)
            for article in articles
        ]
    from reliacheck.parallel import check_in_processes  # its imports cost a single check dear

    return check_in_processes(session, articles, jobs)


def adjust(
    session: Session, article: Article, findings: list[Finding], failures: list[Failure]
) -> list[Finding]:
    """The findings with the severities that are set and as plugins' house policy leaves them."""
    rules = session.config.rules
    findings = [_with_severity(finding, rules.get(finding.rule, {})) for finding in findings]
    for plugin, call in session.plugins.implementing("reliacheck_adjust"):
        try:
            ask = partial(call, findings=list(findings), article=article, config=session.config)
            for answer in call_within(session.config.options.time_budget, ask):
                findings = _all_findings(answer)
        except (Exception, SystemExit, BudgetExceeded) as error:
            problem = f"reliacheck_adjust failed: {describe(error)}"
            failures.append(plugin.failure(problem, error, article=article.source.path))
    return sorted(findings, key=lambda one: (one.location.start, one.location.end, one.rule))


def _with_severity(finding: Finding, table: Mapping[str, Any]) -> Finding:
    if "severity" not in table:
        return finding
    return replace(finding, severity=Severity.parse(table["severity"]))


def _all_findings(answer: Any) -> list[Finding]:
    if not isinstance(answer, list) or not all(isinstance(one, Finding) for one in answer):
        raise TypeError(f"expected a list of findings, not {answer!r:.80}")
    return answer


def make_report(
    session: Session, checked: Checked, read: Input, failures: Sequence[Failure] = ()
) -> Report:
    """Everything a reporter may want to tell."""
    return Report(
        articles=checked.articles,
        plugins=session.plugins.found,
        failures=(*session.plugins.failures, *read.failures, *checked.failures, *failures),
        unreadable=read.errors,
        notices=checked.notices,
        notes=read.notes,
        fail_on=session.config.options.fail_on,
    )
