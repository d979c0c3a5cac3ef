"""The house rules of the tests: a plugin that finds what a test's story spells out.

"mark90" is a warning of score .90, "mark60e" an error of score .60, "mark75i" worth an info.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reliacheck import Article, Check, Context, EditionCheck, Finding, Severity, hookimpl

_SEVERITIES = {"e": Severity.ERROR, "": Severity.WARNING, "i": Severity.INFO}


class Mark(Check):
    """A mark stands in the story."""

    id = "house.mark"
    aliases = ("house.stamp",)

    @dataclass(frozen=True, slots=True)
    class Settings:
        """`word`: what a mark begins with."""

        word: str = "mark"

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each mark."""
        mark = re.compile(rf"\b{re.escape(self.settings.word)}(\d\d)([ei]?)\b")
        for found in _in_parts(mark, article):
            yield self.finding(
                article.locate(*found.span()),
                f"A mark of {found[1]}.",
                score=int(found[1]) / 100,
                severity=_SEVERITIES[found[2]],
                help="Take it out.",
            )


class Hush(Check):
    """The word hush stands in the story. Off unless asked for."""

    id = "house.hush"
    default: ClassVar[bool] = False

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each hush."""
        for found in _in_parts(re.compile(r"\bhush\b"), article):
            yield self.finding(article.locate(*found.span()), "Somebody says hush.", score=0.9)


class Twin(EditionCheck):
    """Two stories have the same headline."""

    id = "house.twin"

    def check(self, articles: Sequence[Article], context: Context) -> Iterator[Finding]:
        """One finding for each story whose headline stands over an earlier one."""
        seen: dict[str | None, Article] = {}
        for article in articles:
            twin = seen.setdefault(article.headline_text, article)
            if twin is not article and article.headline and twin.headline:
                yield self.finding(
                    article.locate(article.headline.start, article.headline.end),
                    "Another story has this headline.",
                    score=0.8,
                    related=[twin.related("the other", twin.headline.start, twin.headline.end)],
                )


def _in_parts(pattern: re.Pattern[str], article: Article) -> Iterator[re.Match[str]]:
    for part in article.parts:
        yield from pattern.finditer(article.text, part.start, part.end)


@hookimpl
def reliacheck_checks() -> Iterable[type[Check] | type[EditionCheck]]:
    """The rules of the house."""
    return [Mark, Hush, Twin]
