"""Comparing two stories: would an editor say that they report the same event?

The same event, not the same matter: two arrests by one police force on two days share their words,
and even their names. So what headline and lead share (words, pairs of words, names, figures) is
weighed against what only one of them has where the other has something else: another person in the
headline, another figure for the same thing, another weekday. A logistic regression says how much
each counts. A second one, on pairs of real news as a rule meets them, makes it a probability and
reckons with the days between the two: a day later there is mostly a new event in the same matter.

How well that does is measured in docs/measurements/same-story.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

from reliacheck.article import Article
from reliacheck.text.headline import HeadlineMatch, compare_headlines
from reliacheck.text.story_reading import RARE, Story, rarity, read_story

__all__ = ["EventMatch", "Features", "Story", "features_of", "prepare", "same_event"]

# Bias, then one weight a feature. Fitted on ECB+ by tools/fit_same_event.py, which says so if these
# are not what it finds.
_WEIGHTS: tuple[float, ...] = (-1.72, 4.07, 6.87, 2.6, -1.55, -0.94, 3.16, -2.53, -0.84, 1.15)
# Bias, weight of the sum above, of a day between the two, and of the headlines, which ECB+ mostly
# lacks. Fitted by the same program on pairs of real news that were read for it.
_CALIBRATION: tuple[float, ...] = (0.3, 0.52, -1.89, 1.21)

# Further apart, or with an unknown date, the pairs read say no more.
_MOST_DAYS = 3.0
_UNKNOWN_DAYS = 1.0
_SECONDS_A_DAY = 86_400
# A story with fewer telling words is not judged.
_FEWEST_TERMS = 6
_ENOUGH_FIGURES = 3
_ENOUGH_COUNTS = 2
# Of figures with one digit every story has some.
_TELLING_DIGITS = 2
# Evidence that is listed, of each kind.
_LISTED = 6
# Words listed as shared are at least this rare; names are in any case.
_TELLING = 3.5


class EventMatch(NamedTuple):
    """How likely two stories report one event. Does not depend on the order."""

    score: float
    """Calibrated probability that an editor says they do."""
    judged: bool
    """False where they cannot be compared: too little text, or two languages."""
    shared: tuple[str, ...]
    """What speaks for it, the most telling first: names, words and figures that both have."""
    conflicts: tuple[str, ...]
    """What speaks against it: "name Marlow / Tennick", "pirates 23 / 26", "weekday ..."."""
    headline: HeadlineMatch
    """How far the headlines alone say the same."""


class Features(NamedTuple):
    """What the score is made of, 0 to 1 each."""

    words: float
    """Cosine of the telling words."""
    phrases: float
    """Dice coefficient of the pairs of telling words that stand side by side."""
    names: float
    """Dice coefficient of the names by rarity."""
    strangers: float
    """How prominent a name is, at least, that only one story has, for both."""
    headline_strangers: float
    """The same of names in the headline."""
    figures: float
    """Figures shared, as a share of enough."""
    counts: float
    """Things of which the two give different figures, as a share of enough."""
    weekdays: float
    """Whether both name weekdays, and none is the same."""
    headline: float
    """Score of the headlines alone."""


def prepare(article: Article) -> Story:
    """Read an article once, for comparing it with many."""
    return read_story(article)


def same_event(a: Story, b: Story) -> EventMatch:
    """How likely stories `a` and `b` report the same event."""
    headline = compare_headlines(a.headline, b.headline)
    if not _comparable(a, b):
        return EventMatch(0.0, judged=False, shared=(), conflicts=(), headline=headline)
    evidence = _linear(_WEIGHTS, _features(a, b, headline))
    calibrated = _linear(_CALIBRATION, (evidence, days_apart(a, b), headline.score))
    return EventMatch(
        score=1 / (1 + exp(-calibrated)),
        judged=True,
        shared=tuple(_shared(a, b)),
        conflicts=tuple(_conflicts(a, b, headline)),
        headline=headline,
    )


def features_of(a: Story, b: Story) -> Features:
    """The features of a pair, for fitting the weights."""
    return _features(a, b, compare_headlines(a.headline, b.headline))


def days_apart(a: Story, b: Story) -> float:
    """Whole days between the two, as far as it matters; one where a date is not known.

    Where only dates are known a day is a date later, else it is from twelve hours on.
    """
    one, other = a.published, b.published
    if one is None or other is None:
        return _UNKNOWN_DAYS
    if a.dated_only or b.dated_only or (one.tzinfo is None) != (other.tzinfo is None):
        return min(float(abs((one.date() - other.date()).days)), _MOST_DAYS)
    seconds = abs((one - other).total_seconds())
    return min(float(int(seconds / _SECONDS_A_DAY + 0.5)), _MOST_DAYS)


def _comparable(a: Story, b: Story) -> bool:
    one_language = not (a.language and b.language) or a.language == b.language
    return one_language and min(len(a.terms), len(b.terms)) >= _FEWEST_TERMS


def _linear(weights: Sequence[float], features: Sequence[float]) -> float:
    pairs = zip(weights[1:], features, strict=True)
    return weights[0] + sum([weight * feature for weight, feature in pairs])


def _features(a: Story, b: Story, headline: HeadlineMatch) -> Features:
    return Features(
        words=_cosine(a, b),
        phrases=_dice(len(a.phrases & b.phrases), len(a.phrases) + len(b.phrases)),
        names=_names_in_common(a.names, b.names),
        strangers=min(_stranger(a, b), _stranger(b, a)),
        headline_strangers=min(_headline_stranger(a, b), _headline_stranger(b, a)),
        figures=min(len(_shared_figures(a, b)) / _ENOUGH_FIGURES, 1.0),
        counts=min(len(_other_counts(a, b)) / _ENOUGH_COUNTS, 1.0),
        weekdays=float(bool(a.weekdays and b.weekdays and not a.weekdays & b.weekdays)),
        headline=headline.score,
    )


def _cosine(a: Story, b: Story) -> float:
    common = a.terms.keys() & b.terms.keys()
    return sum([a.terms[form] * b.terms[form] for form in common]) / (a.length * b.length or 1)


def _dice(common: float, total: float) -> float:
    return 2 * common / total if total else 0.0


def _names_in_common(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    common = sum([a[form] for form in a.keys() & b.keys()])
    return _dice(common, sum(a.values()) + sum(b.values()))


def _stranger(a: Story, b: Story) -> float:
    """Weight of the weightiest name of `a` that `b` lacks, beside its weightiest name."""
    top = max([a.terms[form] for form in a.names], default=0.0)
    return max([a.terms[form] for form in a.names if form not in b.terms], default=0.0) / (top or 1)


def _headline_stranger(a: Story, b: Story) -> float:
    """The same in the headline, beside the rarest names there are."""
    strangers = [a.names[form] for form in a.headline_names if form not in b.terms]
    return max(strangers, default=0.0) / RARE


def _shared_figures(a: Story, b: Story) -> set[str]:
    return {figure for figure in a.figures & b.figures if len(figure) >= _TELLING_DIGITS}


def _other_counts(a: Story, b: Story) -> list[str]:
    common = a.counts.keys() & b.counts.keys()
    return [thing for thing in common if not a.counts[thing] & b.counts[thing]]


# Evidence


def _shared(a: Story, b: Story) -> Iterator[str]:
    common = a.terms.keys() & b.terms.keys()
    ranked = sorted(common, key=lambda form: (-a.terms[form] * b.terms[form], form))
    names = [form for form in ranked if form in a.names or form in b.names]
    yield from list(_full_names(names, a, b))[:_LISTED]
    words = [form for form in ranked if form not in names and rarity(form) >= _TELLING]
    yield from [a.printed[form] for form in words[:_LISTED]]
    yield from sorted(_shared_figures(a, b))[:_LISTED]


def _full_names(names: Sequence[str], a: Story, b: Story) -> Iterator[str]:
    """The names as printed, those that stand side by side in both stories as one."""
    side_by_side = [pair for pair in a.phrases & b.phrases if pair[0] in names and pair[1] in names]
    after, before = (
        dict(sorted(side_by_side)),
        {last: first for first, last in sorted(side_by_side)},
    )
    used: set[str] = set()
    for name in names:
        chain = _chain(name, after, before)
        if used.isdisjoint(chain) and max(map(rarity, chain)) >= _TELLING:
            yield " ".join([a.printed[form] for form in chain])
            used.update(chain)


def _chain(name: str, after: Mapping[str, str], before: Mapping[str, str]) -> list[str]:
    chain = [name]
    while (first := before.get(chain[0])) and first not in chain and after[first] == chain[0]:
        chain.insert(0, first)
    while (last := after.get(chain[-1])) and last not in chain:
        chain.append(last)
    return chain


def _conflicts(a: Story, b: Story, headline: HeadlineMatch) -> Iterator[str]:
    only_a, only_b = _leading_stranger(a, b), _leading_stranger(b, a)
    if only_a and only_b:
        yield f"name {only_a} / {only_b}"
    for thing in sorted(_other_counts(a, b))[:_LISTED]:
        yield f"{a.printed[thing]} {_list(a.counts[thing])} / {_list(b.counts[thing])}"
    if a.weekdays and b.weekdays and not a.weekdays & b.weekdays:
        yield f"weekday {_list(a.weekdays).title()} / {_list(b.weekdays).title()}"
    yield from headline.conflicts


def _leading_stranger(a: Story, b: Story) -> str | None:
    """The weightiest name in the headline of `a` that `b` lacks, as printed."""
    strangers = sorted(form for form in a.headline_names if form not in b.terms)
    return a.printed[max(strangers, key=a.terms.__getitem__)] if strangers else None


def _list(items: Collection[str]) -> str:
    return ", ".join(sorted(items))
