"""reliacheck rules: what there is to check, and each rule's page."""

from __future__ import annotations

import argparse
import inspect
import sys

from reliacheck.checks import AnyCheck, EditionCheck
from reliacheck.cli.common import add_config_flag, config_from, table
from reliacheck.config import RULE_KEYS
from reliacheck.engine import Rule
from reliacheck.exit_code import ExitCode
from reliacheck.selection import resolve
from reliacheck.session import Session, open_session
from reliacheck.settings import as_table


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand."""
    parser.add_argument("rule", nargs="?", metavar="RULE", help="a rule's id, or a prefix")
    add_config_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Prints the table of rules, or the pages asked for."""
    session = open_session(config_from(options))
    rules = {rule.check.id: rule for rule in session.rules}
    if options.rule is None:
        rows = [_row(rule) for rule in rules.values()]
        sys.stdout.write(table([("rule", "severity", "runs", "needs", "finds"), *rows]))
    else:
        pages = [
            _page(session, rules[rule]) for rule in resolve(session.plugins.checks, options.rule)
        ]
        sys.stdout.write("\n".join(pages))
    for failure in session.plugins.failures:
        print(f"reliacheck: plugin {failure.plugin}: {failure.problem}", file=sys.stderr)
    return ExitCode.INCOMPLETE if session.plugins.failures else ExitCode.OK


def _row(rule: Rule) -> tuple[str, ...]:
    check = rule.check
    return (
        check.id,
        str(check.severity),
        "yes" if rule.enabled else "no",
        ", ".join(sorted(check.needs)) or "-",
        summary(type(check)),
    )


def summary(check: type[AnyCheck]) -> str:
    """The first line of a rule's page."""
    return (inspect.getdoc(check) or "").partition("\n")[0]


def _page(session: Session, rule: Rule) -> str:
    check = rule.check
    title = f"{check.id} ({check.severity})"
    return (
        f"{title}\n{'=' * len(title)}\n\n{(inspect.getdoc(check) or '').rstrip()}\n\n"
        f"Settings in force\n{_settings(session, rule)}"
    )


def _settings(session: Session, rule: Rule) -> str:
    check, config = rule.check, session.config
    own = config.rules.get(check.id, {})
    origin = config.origin("rules")
    values: dict[str, object] = {
        "runs": "yes" if rule.enabled else "no",
        "on by default": "yes" if check.default else "no",
        "looks at": "all articles of a run" if isinstance(check, EditionCheck) else "one article",
        "needs": ", ".join(sorted(check.needs)) or "-",
        "severity": own.get("severity", check.severity),
        "min-score": config.min_score_of(check),
        "time-budget": rule.budget,
        **as_table(check.settings),
    }
    assert set(RULE_KEYS) <= set(values)
    return table(
        [(key, str(value), f"({origin})" if key in own else "") for key, value in values.items()],
        indent="    ",
    )
