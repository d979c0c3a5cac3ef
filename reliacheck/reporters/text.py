"""The report for people: what, where, how sure, and what would put it right."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reliacheck.findings import Finding, Location, Related, Severity
from reliacheck.plugins import Failure
from reliacheck.report import ArticleReport, Report
from reliacheck.reporters import Style

_CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "blue": "34", "cyan": "36"}
_SEVERITY_COLOR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_GUTTER = 6  # columns before an excerpt, so that line numbers up to 9,999 align
_LEAD = 12  # characters of a long line that are shown before the span
_RELATED_SHOWN = 6  # more would bury the finding
_RELATED_WORDS = 60  # columns of a related span's text


def render(report: Report, style: Style) -> str:
    """The findings by article, then failures, then suppressions, then a summary."""
    paint = Paint(style.color)
    blocks = [
        *(block for article in report.articles for block in _article(article, style, paint)),
        *(_failure(failure, style, paint) for failure in report.failures),
        *_notices(report, paint),
        _summary(report, paint),
    ]
    return "\n".join(blocks)


class Paint:
    """Puts text in colour, or leaves it as it is."""

    def __init__(self, color: bool) -> None:
        self._color = color

    def __call__(self, text: str, *names: str) -> str:
        if not self._color or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"


def _article(report: ArticleReport, style: Style, paint: Paint) -> Iterator[str]:
    for finding in report.active:
        yield _finding(report, finding, style, paint)
    if style.verbose:
        yield _checks(report, paint)


def _finding(report: ArticleReport, finding: Finding, style: Style, paint: Paint) -> str:
    place = finding.location
    head = (
        paint(f"{place.article.path or '(article)'}:{place.line}:{place.column}", "bold")
        + f"  {paint(str(finding.severity), 'bold', _SEVERITY_COLOR[finding.severity])}"
        + f"  {paint(finding.rule, 'cyan')}  {paint(f'{finding.score:.2f}', 'dim')}"
    )
    lines = [head, *_wrapped(finding.message, "  ", style)]
    lines += _excerpt(report, place, style, paint, _SEVERITY_COLOR[finding.severity])
    lines += _related(finding.related, place, paint)
    if finding.help:
        lines += _wrapped(finding.help, "  = help: ", style)
    return "\n".join(lines) + "\n"


def _wrapped(text: str, lead: str, style: Style) -> list[str]:
    """The text in lines, as textwrap would have them; to import that takes longer than this."""
    room = max(style.width, 40) - len(lead)
    lines = [""]
    spaces = 0
    for place, word in enumerate(printable(text).split(" ")):
        spaces += place > 0
        if not word:
            continue
        if lines[-1] and len(lines[-1]) + spaces + len(word) > room:
            lines.append(word)
        else:
            lines[-1] += " " * spaces + word
        spaces = 0
    leads = [lead, *[" " * len(lead)] * (len(lines) - 1)]
    return [before + line for before, line in zip(leads, lines, strict=True) if line]


class _View(NamedTuple):
    """The stretch of a line that fits the screen, and the span within it."""

    text: str
    start: int
    end: int


def _excerpt(
    report: ArticleReport, place: Location, style: Style, paint: Paint, color: str
) -> list[str]:
    line_start, line = report.article.source.line(place.line)
    start = place.start - line_start
    end = min(place.end - line_start, len(line))
    view = _view(line, start, max(end, start), max(style.width, 40) - _GUTTER - 3)
    pad = " " * width(view.text[: view.start])
    caret = "^" * max(1, width(view.text[view.start : view.end]))
    gutter = " " * _GUTTER
    return [
        f"{paint(f'{place.line:>{_GUTTER}}', 'dim')} | {view.text}",
        f"{gutter} | {pad}{paint(caret, color)}",
    ]


def _view(line: str, start: int, end: int, room: int) -> _View:
    """Cuts a line of copy, which may be a whole paragraph, to a window around a span."""
    line = printable(line)
    left = 0
    if width(line) > room:
        left = start - _LEAD if start > _LEAD + 3 else 0  # "…" for a few letters gains nothing
        while left and width(line[left - 1 :]) < room:
            left -= 1
    lead = "…" if left else ""
    shown = lead + line[left:]
    while width(shown) > room:
        over = max(1, (width(shown) - room + 1) // 2)
        shown = shown[: -over - 1].rstrip("…") + "…"
    offset = len(lead) - left
    return _View(shown, start + offset, min(end + offset, len(shown)))


def printable(text: str) -> str:
    """The text with a space for whatever moves or colours something on a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return len(text) + sum(
        text.count(char) * _extra_width(char) for char in set(text) if not char.isascii()
    )


def _extra_width(char: str) -> int:
    if unicodedata.combining(char):
        return -1
    return 1 if unicodedata.east_asian_width(char) in "WF" else 0


def _related(related: Iterable[Related], here: Location, paint: Paint) -> Iterator[str]:
    places = list(related)
    for label, place in places[:_RELATED_SHOWN]:
        text = " ".join(printable(place.text).split())
        short = text if len(text) <= _RELATED_WORDS else text[: _RELATED_WORDS - 1].rstrip() + "…"
        where = f"{place.line}:{place.column}"
        if place.article != here.article:
            where = _name(place)
        yield f"  {paint('-', 'dim')} {printable(label)} ({paint(where, 'dim')}): {short}"
    if len(places) > _RELATED_SHOWN:
        yield f"  {paint('-', 'dim')} and {len(places) - _RELATED_SHOWN} more"


def _name(place: Location) -> str:
    """Names another article: its file and line, or its outlet and date."""
    article = place.article
    if article.path:
        return f"{article.path}:{place.line}:{place.column}"
    return ", ".join(filter(None, (article.outlet, article.published, article.url))) or article.id


def _checks(report: ArticleReport, paint: Paint) -> str:
    lines = [paint(f"{report.article.source.path or '(article)'}: checks", "bold")]
    for check in report.checks:
        reason = f" ({check.reason})" if check.reason else ""
        lines.append(f"  {check.rule}: {check.status}{reason} {check.seconds * 1000:.1f} ms")
    return "\n".join(lines) + "\n"


def _failure(failure: Failure, style: Style, paint: Paint) -> str:
    dist = f" ({failure.dist} {failure.version})" if failure.dist else ""
    on = f" on {failure.article}" if failure.article else ""
    what = f" {failure.rule}" if failure.rule else ""
    lines = [
        f"{paint('FAILED', 'bold', 'red')}  plugin {failure.plugin}{dist}{what}{on}",
        f"  {failure.problem}",
    ]
    if style.verbose and failure.traceback:
        trace = failure.traceback.rstrip().splitlines()
        lines += [f"  | {line}" if line.strip() else line for line in trace]
    elif failure.traceback:
        lines.append("  (--verbose shows the traceback)")
    return "\n".join(lines) + "\n"


def _notices(report: Report, paint: Paint) -> Iterator[str]:
    if report.notices:
        lines = [
            f"{paint(notice.problem, 'yellow')} suppression at {notice.origin}:"
            f" {notice.rule or '?'}: {notice.detail}"
            for notice in report.notices
        ]
        yield "\n".join(lines) + "\n"


def _summary(report: Report, paint: Paint) -> str:
    lines = list(_rule_counts(report, paint))
    severities = report.count_severities()
    found = [
        paint(_counted(severities[severity], str(severity)), _SEVERITY_COLOR[severity])
        for severity in sorted(severities, reverse=True)
    ]
    articles = _counted(len(report.articles), "article")
    lines.append(f"{articles}: {', '.join(found) or 'no findings'}" + _hidden(report))
    lines += _not_assessed(report)
    if report.unreadable:
        inputs = _counted(len(report.unreadable), "input")
        lines.append(paint(f"{inputs} could not be read", "bold", "red"))
    if report.failures:
        lines.append(paint(f"INCOMPLETE: {len(report.failures)} failed (see above)", "bold", "red"))
    return "\n".join(lines) + "\n"


def _counted(count: int, noun: str) -> str:
    plural = "" if count == 1 or noun == "info" else "s"
    return f"{count} {noun}{plural}"


def _rule_counts(report: Report, paint: Paint) -> Iterator[str]:
    counts = Counter((finding.rule, finding.severity) for finding in report.active)
    order = sorted(counts, key=lambda key: (-key[1], key[0]))
    for rule, severity in order:
        name = paint(f"{severity!s:<7}", _SEVERITY_COLOR[severity])
        yield f"  {counts[rule, severity]:>4}  {name}  {rule}"
    if order:
        yield ""


def _hidden(report: Report) -> str:
    states = report.count_states()
    hidden = [
        f"{states[state]} {state.replace('-', ' ')}"
        for state in ("suppressed", "baselined", "below-threshold")
        if states[state]
    ]
    return f" ({', '.join(hidden)})" if hidden else ""


def _not_assessed(report: Report) -> Iterator[str]:
    """A line for each rule that could not judge some article, with the reasons."""
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in report.articles:
        for check in article.checks:
            if check.status == "not-assessed":
                reasons[check.reason][check.rule] += 1
    for reason, rules in sorted(reasons.items()):
        times = max(rules.values())
        often = f" in {_counted(times, 'article')}" if len(report.articles) > 1 else ""
        yield f"not assessed{often}: {', '.join(sorted(rules))} ({reason})"
