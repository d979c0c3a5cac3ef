"""Findings held against the marks of raters, sentence by sentence: the counting of editor.py.

A finding is at the sentences that its location overlaps, a mark at those that it overlaps. The
headline is a unit of its own, and so is the story as a whole.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

HEADLINE, STORY = -1, -2  # units that are no sentence of the body
WARNING = 2  # the value of reliacheck.Severity.WARNING
RESAMPLES = 2000

# What raters marked and no rule can know: it takes knowledge of the matter, or the source itself.
BEYOND_REACH = frozenset({"misattribution", "factual-error", "missing-reply", "other"})
_SOURCE_KINDS = frozenset({"bare-source", "unnamed-source", "vague-source", "anonymous-attack"})
_UNATTRIBUTED = frozenset(
    f"unattributed-{kind}" for kind in "accusation cause number claim".split()
)
# Types of marks that say the same as a rule. Raters gave one type where several would do (an
# anonymous attack before a bare source, an accusation before loaded wording), so neighbours fit.
FITTING: Mapping[str, frozenset[str]] = {
    "attribution.anonymous-attack": _SOURCE_KINDS,
    "attribution.bare-source": _SOURCE_KINDS,
    "attribution.unnamed-source": _SOURCE_KINDS,
    "attribution.vague-source": _SOURCE_KINDS | {"passive-attribution"},
    "attribution.passive": frozenset({"passive-attribution", "vague-source", "bare-source"}),
    "attribution.quote-without-speaker": frozenset({"quote-without-speaker"}),
    "attribution.unattributed-accusation": _UNATTRIBUTED,
    "attribution.unattributed-cause": _UNATTRIBUTED,
    "attribution.unattributed-number": _UNATTRIBUTED,
    "attribution.unattributed-claim": _UNATTRIBUTED,
    "attribution.loaded-wording": frozenset({"loaded-wording", "unattributed-accusation"}),
    "attribution.vouching-verb": frozenset({"loaded-wording", "unattributed-accusation", "other"}),
    "headlines.stronger-than-body": frozenset({"headline-stronger-than-body"}),
    "sources.second-hand": frozenset({"second-hand"}),
    "sources.single-source": frozenset({"single-source"}),
    "sources.mostly-unnamed": _SOURCE_KINDS | {"single-source"},
}
# Rules that speak of the story as a whole, wherever their finding points.
OF_STORY = frozenset({"sources.single-source"})

Span = tuple[int, int]  # code points into the body
Pair = tuple[int, int]  # how many of how many


class Mark(NamedTuple):
    """What one rater would send back at one unit."""

    rater: str
    unit: int
    type: str
    strength: str
    reason: str


class Found(NamedTuple):
    """A finding and the units it is at."""

    rule: str
    severity: int  # of reliacheck.Severity
    score: float
    units: frozenset[int]
    message: str


class Marked(NamedTuple):
    """An article with what raters and rules say of it."""

    id: str
    outlet: str
    headline: str
    sentences: tuple[str, ...]  # of the body; their numbers are the units
    chances: tuple[float, ...]  # P(attributed) of each
    marks: tuple[Mark, ...]
    found: tuple[Found, ...]

    def raters(self, unit: int, types: Collection[str] | None = None) -> int:
        """How many raters marked a unit, with a type of these where some are given."""
        return len(
            {
                mark.rater
                for mark in self.marks
                if mark.unit == unit and (types is None or mark.type in types)
            }
        )

    def at(self, severity: int = 0) -> frozenset[int]:
        """The units at which something of this severity or above was found."""
        return frozenset(
            unit for one in self.found if one.severity >= severity for unit in one.units
        )


def overlapping(span: Span, spans: Sequence[Span]) -> frozenset[int]:
    """The numbers of the spans that have a character in common with `span`."""
    return frozenset(
        number for number, one in enumerate(spans) if one[0] < span[1] and span[0] < one[1]
    )


def read_marks(records: Iterable[Mapping[str, Any]], spans: Sequence[Span]) -> list[Mark]:
    """The marks as they are written, one for each sentence that each overlaps."""
    return [
        Mark(str(one["rater"]), unit, one["type"], one["strength"], one["reason"])
        for one in records
        for unit in sorted(_units(one, spans))
    ]


def _units(mark: Mapping[str, Any], spans: Sequence[Span]) -> Collection[int]:
    if mark["headline"]:
        return (HEADLINE,)
    if mark["start"] < 0:
        return (STORY,)
    return overlapping((mark["start"], mark["end"]), spans)


# Figures, each as a pair for every article

Measure = Callable[[Marked], Pair]


def share_marked(severity: int, raters: int = 1, fitting: bool = False) -> Measure:
    """Findings of a severity or above: at how many so many raters marked the same unit."""

    def measure(article: Marked) -> Pair:
        found = [one for one in article.found if one.severity >= severity]
        return sum(agreed(article, one, fitting) >= raters for one in found), len(found)

    return measure


def agreed(article: Marked, finding: Found, fitting: bool = False) -> int:
    """The most raters that marked one of the units of a finding."""
    types = FITTING.get(finding.rule, frozenset()) if fitting else None
    return max((article.raters(unit, types) for unit in finding.units), default=0)


def recall(
    severity: int,
    raters: int,
    types: Collection[str] | None = None,
    units: Callable[[int], bool] = lambda unit: unit >= 0,
    found: Callable[[Marked], Collection[int]] | None = None,
) -> Measure:
    """Units that so many raters marked: at how many something was found.

    Of sentences, unless `units` says otherwise; `found` stands in for the findings.
    """

    def measure(article: Marked) -> Pair:
        marked = {
            mark.unit
            for mark in article.marks
            if units(mark.unit) and article.raters(mark.unit, types) >= raters
        }
        ours = article.at(severity) if found is None else found(article)
        return len(marked & set(ours)), len(marked)

    return measure


def share_of_sentences(found: Callable[[Marked], Collection[int]], raters: int) -> Measure:
    """Of the sentences that `found` gives, those that so many raters marked."""

    def measure(article: Marked) -> Pair:
        units = found(article)
        return sum(article.raters(unit) >= raters for unit in units), len(units)

    return measure


class Ratio(NamedTuple):
    """A share with the interval that holds it in 95 of 100 samples of articles."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """None of nothing."""
        return self.part / self.whole if self.whole else None


def ratio(articles: Sequence[Marked], measure: Measure, seed: int = 1) -> Ratio:
    """A figure over all articles, with an interval from resampled articles."""
    pairs = [measure(article) for article in articles]
    chance = random.Random(seed)
    values = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(pairs, k=len(pairs))
        whole = sum(pair[1] for pair in drawn)
        if whole:
            values.append(sum(pair[0] for pair in drawn) / whole)
    values.sort()
    low, high = (values[int(q * (len(values) - 1))] if values else 0.0 for q in (0.025, 0.975))
    return Ratio(sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs), low, high)


def lowest(articles: Sequence[Marked], count: int) -> dict[str, frozenset[int]]:
    """By article, the sentences that have the lowest P(attributed) of all."""
    ranked = sorted(
        (chance, article.id, unit)
        for article in articles
        for unit, chance in enumerate(article.chances)
    )
    chosen: dict[str, set[int]] = {article.id: set() for article in articles}
    for _, name, unit in ranked[:count]:
        chosen[name].add(unit)
    return {name: frozenset(units) for name, units in chosen.items()}
