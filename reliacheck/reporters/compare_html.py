"""Two articles compared, as one page for a browser. Its template is pages/compare.html.jinja."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from reliacheck import __version__
from reliacheck.article import Article
from reliacheck.pages import page
from reliacheck.plugins import Failure
from reliacheck.reporters import Style
from reliacheck.reporters import compare_words as words
from reliacheck.reporters.compare_spread import Mark, Paragraph, marks_of, spread
from reliacheck.reuse.account import Account, Side
from reliacheck.reuse.alterations import Alteration

_HUES = 8  # colours of passages; their numbers tell them apart
_AROUND = 40  # code points shown on either side of an alteration
_CHANGES = 200  # rows of the table; every one is marked in the texts
_LABEL = 2.4  # percent of the map's width that a number needs
_RIBBONS = 150


class _Column(NamedTuple):
    letter: str
    role: str
    name: str
    headline: str
    about: str
    credits: str
    words: int
    language: str | None
    paragraphs: Sequence[Paragraph]


class _Change(NamedTuple):
    """A row of the table of alterations."""

    mark: Mark
    number: int  # of the passage
    was: tuple[str, str, str]  # before, wording, behind
    now: tuple[str, str, str]


class _Ribbon(NamedTuple):
    """A passage on the map; places in percent of the texts."""

    number: int
    hue: int
    source: tuple[float, float]
    rewrite: tuple[float, float]
    labels: tuple[bool, bool]  # whether there is room for its number, above and below


def render(account: Account, _style: Style, failures: Sequence[Failure] = ()) -> str:
    """One HTML page. Raises ConfigError where jinja2 is not installed."""
    marks = marks_of(account)
    comparison = account.comparison
    return page(
        "compare.html.jinja",
        version=__version__,
        relation=comparison.relation,
        verdict=words.verdict(account),
        score=f"{comparison.score:.2f}",
        shares=[(words.percent(share), share, text) for share, text in words.shares(account)],
        summary=words.summary(account) if account.told else "They share no passage.",
        order=account.order,
        credited=words.credited(account),
        credit_is_missing=account.credited == "no",
        altered=words.altered(account) if account.unassessed or not marks else "",
        failures=failures,
        columns=[_column(side, account, marks) for side in (account.source, account.rewrite)],
        counted=account.counted,
        uncounted=account.uncounted,
        reasons=words.REASONS,
        hue=_hue,
        ribbons=_ribbons(account),
        changes=list(islice(_changes(account, marks), _CHANGES)),
        alterations=len(marks),
    )


def _hue(number: int) -> int:
    return (number - 1) % _HUES


def _column(side: Side, account: Account, marks: Sequence[Mark]) -> _Column:
    article = side.article
    is_source = side is account.source
    role = "Source" if is_source else "Rewrite"
    if account.first is None:
        role = "Taken for the source" if is_source else "Compared with it"
    elif account.comparison.relation == "independent":
        role = "Earlier" if is_source else "Later"
    return _Column(
        letter=words.letter(side),
        role=role,
        name=side.name,
        headline=article.headline_text or "(no headline)",
        about=words.about(article),
        credits=words.credits(side),
        words=len(article.words),
        language=article.language,
        paragraphs=spread(account, marks, of_source=is_source),
    )


def _changes(account: Account, marks: Sequence[Mark]) -> list[_Change]:
    source, rewrite = account.source.article, account.rewrite.article
    numbers = [told.number for told in account.told for _ in told.alterations]
    return [
        _Change(
            mark=mark,
            number=number,
            was=_in_context(source, mark.alteration, of_source=True),
            now=_in_context(rewrite, mark.alteration, of_source=False),
        )
        for mark, number in zip(marks, numbers, strict=True)
    ]


def _in_context(article: Article, one: Alteration, *, of_source: bool) -> tuple[str, str, str]:
    """A wording with the words around it, within its part."""
    start, end = one.a if of_source else one.b
    part = article.part_at(start) or article.part_at(max(start - 1, 0))
    first, last = (part.start, part.end) if part else (0, len(article.text))
    before = article.text[max(first, start - _AROUND) : start]
    behind = article.text[end : min(max(last, end), end + _AROUND)]
    if start - _AROUND > first:
        before = "…" + (before.partition(" ")[2] or before)
    if end + _AROUND < last:
        behind = (behind.rpartition(" ")[0] or behind) + "…"
    return before, article.text[start:end], behind


def _ribbons(account: Account) -> list[_Ribbon]:
    lengths = [max(1, len(side.article.text)) for side in (account.source, account.rewrite)]
    ribbons = []
    for told in account.counted[:_RIBBONS]:
        passage = told.shared.passage
        above, below = (
            (round(100 * span[0] / length, 2), round(100 * span[1] / length, 2))
            for span, length in zip((passage.a, passage.b), lengths, strict=True)
        )
        ribbons.append(_Ribbon(told.number, _hue(told.number), above, below, (True, True)))
    shown = [_labelled([getattr(one, side) for one in ribbons]) for side in ("source", "rewrite")]
    return [
        ribbon._replace(labels=labels)
        for ribbon, labels in zip(ribbons, zip(*shown, strict=True), strict=True)
    ]


def _labelled(spans: Sequence[tuple[float, float]]) -> list[bool]:
    """Which of the spans have room for a number, from the left."""
    shown = [False] * len(spans)
    end = -_LABEL
    for start, number in sorted((sum(span) / 2, number) for number, span in enumerate(spans)):
        if start - end >= _LABEL:
            shown[number], end = True, start
    return shown
