"""Findings that somebody has looked at and answered for: who may hide what, why, and until when.

In a story, a comment of its own in Markdown or HTML, or in double brackets in plain text:

    <!-- reliacheck: ignore headlines.repeated -- the system prints the title itself -->
    [[reliacheck: ignore attribution, sources.second-hand until 2026-12-31 -- agreed with the desk]]
    [[reliacheck: ignore-file syndication -- our own wire service]]

On a line of its own it speaks of the paragraph that follows; at the end of a line, of that line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from reliacheck.findings import Finding, normalised
from reliacheck.text.patterns import pattern

if TYPE_CHECKING:
    from reliacheck.article import Article

_COMMENT = pattern(
    # bounded, for a page of opening marks without a closing one takes quadratic time
    r"<!--[ \t]*reliacheck:(?P<html>[^\n]{0,1000}?)-->"
    r"|\[\[[ \t]*reliacheck:(?P<text>[^\n]{0,1000}?)\]\]"
)
_ORDER = pattern(
    r"\s*(?P<verb>ignore-file|ignore)\s+(?P<rules>[^\s,]+(?:\s*,\s*[^\s,]+)*)"
    r"(?:\s+until\s+(?P<until>\S+))?\s*(?:--\s*(?P<reason>.*?))?\s*$"
)


class Directive(NamedTuple):
    """A suppression as written in a story."""

    start: int  # code points into the source
    end: int
    whole_file: bool
    rules: tuple[str, ...]  # rule ids or prefixes
    until: str | None  # the last day on which it holds, ISO 8601
    reason: str
    problem: str = ""  # why it cannot be followed, if it cannot


class Suppression(NamedTuple):
    """A rule or prefix to be silent about in certain places, with the reason."""

    rule: str
    reason: str
    origin: str  # where it is written, for the reader
    until: date | None = None
    path: str = "*"  # glob over the article's path
    text: str = ""  # words that the finding's span must hold
    span: tuple[int, int] | None = None  # source offsets that the finding must start in

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today

    def covers(self, finding: Finding) -> bool:
        """Whether the finding, in an article that its path fits, is one that it speaks of."""
        place = finding.location
        return (
            matches(self.rule, finding.rule)
            and normalised(self.text) in normalised(place.text)
            and (self.span is None or self.span[0] <= place.start < self.span[1])
        )


class Notice(NamedTuple):
    """A suppression that hides nothing, or may no longer hide what it does."""

    path: str  # the article's path, "" for one from the configuration
    origin: str
    rule: str
    problem: Literal["unused", "expired", "malformed"]
    detail: str


def matches(selector: str, rule: str) -> bool:
    """Whether a rule id is the selector or stands below it ("headlines.repeated", "headlines")."""
    return rule == selector or rule.startswith(selector + ".")


def find_directives(source: str) -> list[Directive]:
    """The suppression comments of a source text, well-formed or not, in order."""
    return [_directive(found) for found in _COMMENT.finditer(source)]


def _directive(found: re.Match[str]) -> Directive:
    order = _ORDER.match(found["html"] if found["html"] is not None else found["text"])
    if order is None:
        return Directive(
            *found.span(),
            whole_file=False,
            rules=(),
            until=None,
            reason="",
            problem='expected "ignore RULE -- reason"',
        )
    rules = tuple(rule.strip() for rule in order["rules"].split(","))
    return Directive(
        *found.span(),
        whole_file=order["verb"] == "ignore-file",
        rules=rules,
        until=order["until"],
        reason=order["reason"] or "",
        problem=_problem(order["until"], order["reason"] or ""),
    )


def _problem(until: str | None, reason: str) -> str:
    if not reason:
        return "it gives no reason (-- why)"
    if until is not None:
        try:
            date.fromisoformat(until)
        except ValueError:
            return f"until {until!r} is not a date (YYYY-MM-DD)"
    return ""


def from_article(
    article: Article, rules: Sequence[str], canonical: Callable[[str], str] = str
) -> tuple[list[Suppression], list[Notice]]:
    """The suppressions written in a story, and what is wrong with the rest.

    `rules` are the known ids; `canonical` leads from a former id to the present one.
    """
    good: list[Suppression] = []
    bad: list[Notice] = []
    for directive in article.directives:
        line, _ = article.source.position(directive.start)
        origin = f"{article.source.path}:{line}"
        names = [canonical(name) for name in directive.rules]
        unknown = [name for name in names if not any(matches(name, rule) for rule in rules)]
        problem = directive.problem or (f"no rule {unknown[0]!r}" if unknown else "")
        if problem:
            rule = ", ".join(directive.rules)
            bad.append(Notice(article.source.path, origin, rule, "malformed", problem))
            continue
        span = None if directive.whole_file else _scope(article, directive)
        until = date.fromisoformat(directive.until) if directive.until else None
        good += [Suppression(rule, directive.reason, origin, until, span=span) for rule in names]
    return good, bad


def _scope(article: Article, directive: Directive) -> tuple[int, int]:
    """The line it ends, or the paragraph that follows it."""
    number, _ = article.source.position(directive.start)
    line_start, line = article.source.line(number)
    rest = line[: directive.start - line_start] + line[directive.end - line_start :]
    if rest.strip():
        return line_start, line_start + len(line)
    places = [article.locate(part.start, part.end) for part in article.parts]
    after = [place for place in places if place.start >= directive.end]
    same_line = [place for place in after if place.line == after[0].line]
    return directive.end, max((place.end for place in same_line), default=directive.end)


def apply(
    findings: Sequence[Finding], suppressions: Sequence[Suppression], today: date
) -> tuple[set[int], set[Suppression]]:
    """Indexes of the findings that are suppressed, and the suppressions that did it.

    An expired suppression hides nothing.
    """
    live = [one for one in suppressions if not one.expired(today)]
    hidden: set[int] = set()
    used: set[Suppression] = set()
    for index, finding in enumerate(findings):
        covering = [one for one in live if one.covers(finding)]
        used.update(covering)
        if covering:
            hidden.add(index)
    return hidden, used


def notices(
    suppressions: Iterable[Suppression],
    used: Collection[Suppression],
    ran: Collection[str],
    today: date,
    path: str = "",
) -> Iterator[Notice]:
    """The suppressions that deserve a word. One is unused only if a rule it names did run."""
    for one in suppressions:
        if one.expired(today):
            yield Notice(path, one.origin, one.rule, "expired", f"on {one.until}")
        elif one not in used and any(matches(one.rule, rule) for rule in ran):
            yield Notice(path, one.origin, one.rule, "unused", "nothing to suppress")
