"""A plugin whose every check misbehaves, for runs that must survive it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

from reliacheck import Article, Check, Context, EditionCheck, Finding, hookimpl


class Raises(Check):
    """Raises."""

    id = "bad.raises"

    def check(self, article: Article, context: Context) -> Iterable[Finding]:
        """Nothing good."""
        raise LookupError("no such word")


class YieldsText(Check):
    """Yields a string."""

    id = "bad.yields-text"

    def check(self, article: Article, context: Context) -> Iterable[Any]:
        """Nothing good."""
        yield "The headline is bad."


class Sleeps(Check):
    """Sleeps past its budget."""

    id = "bad.sleeps"

    def check(self, article: Article, context: Context) -> Iterable[Finding]:
        """Nothing good."""
        time.sleep(30)
        return ()


class Exits(Check):
    """Ends the process, or would."""

    id = "bad.exits"

    def check(self, article: Article, context: Context) -> Iterable[Finding]:
        """Nothing good."""
        sys.exit(0)


class Prints(Check):
    """Prints on standard output. It does its work all the same."""

    id = "bad.prints"

    def check(self, article: Article, context: Context) -> Iterable[Finding]:
        """Nothing to find."""
        sys.stdout.write("a word too many\n")
        return ()


class RaisesAcross(EditionCheck):
    """Raises over all articles."""

    id = "bad.raises-across"

    def check(self, articles: Sequence[Article], context: Context) -> Iterable[Finding]:
        """Nothing good."""
        raise LookupError("no such article")


@hookimpl
def reliacheck_checks() -> Iterable[type[Check] | type[EditionCheck]]:
    """The misbehaving checks."""
    sys.stdout.write("loading the bad checks\n")
    return [Raises, YieldsText, Sleeps, Exits, Prints, RaisesAcross]
