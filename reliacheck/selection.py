"""Which rules run: what was selected, less what was ignored, for this path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reliacheck.checks import AnyCheck
from reliacheck.errors import ConfigError, did_you_mean
from reliacheck.suppressions import matches

ALL = "all"
DEFAULT = "default"  # the rules that are on unless said otherwise

Checks = Mapping[str, type[AnyCheck]]


def selected(checks: Checks, select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The ids of the rules to run. Selectors are ids, former ids, prefixes, "all", "default".

    A prefix brings in the rules below it that are on by default; a rule that is off by default
    wants to be named in full, or "all". Raises ConfigError for a selector that means nothing.
    """
    wanted = {rule for selector in select for rule in _meant(checks, selector)}
    unwanted = {rule for selector in ignore for rule in resolve(checks, selector)}
    return frozenset(wanted - unwanted)


def _meant(checks: Checks, selector: str) -> Iterable[str]:
    rules = resolve(checks, selector)
    if selector == ALL or rules == [canonical(checks, selector)]:
        return rules
    return [rule for rule in rules if checks[rule].default]


def resolve(checks: Checks, selector: str) -> list[str]:
    """The ids that a selector covers, by default on or not; ConfigError if it covers none."""
    if selector in (ALL, DEFAULT):
        return list(checks)
    name = canonical(checks, selector)
    rules = [rule for rule in checks if matches(name, rule)]
    if not rules:
        known = [*checks, *sorted({rule.split(".")[0] for rule in checks}), ALL, DEFAULT]
        raise ConfigError(f"no rule {selector!r}{did_you_mean(selector, known)}")
    return rules


def canonical(checks: Checks, name: str) -> str:
    """The present id of a rule that is named by a former one; else the name itself."""
    return next((rule for rule, check in checks.items() if name in check.aliases), name)


def ignored_here(path: str, per_path: Mapping[str, Sequence[str]]) -> list[str]:
    """The selectors that are ignored for a path (with forward slashes), by its globs."""
    if not per_path:
        return []
    from fnmatch import fnmatchcase

    return [
        selector
        for glob, selectors in per_path.items()
        if fnmatchcase(path, glob)
        for selector in selectors
    ]
