"""Ways to tell attributed sentences, and how well each does: the table of attribution.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from attribution_quotations import Found

from reliacheck.article import Article, Sentence
from reliacheck.attribution import THRESHOLD, probabilities
from reliacheck.evaluate import metrics
from reliacheck.text.attribution import is_attributed

# What one would look for first.
CUES = frozenset(
    "said says say according told added claimed claims reported announced argued stated wrote"
    " believe believes suggested warned noted asked called".split()
)
MARKS = frozenset('"“”')
RECALL = 0.8
HALF = 0.5
RESAMPLES = 1000
OURS = "`reliacheck.attribution`"
# Reported for the test part of PolNeAR, which is not used here; sentences may be cut otherwise.
PUBLISHED = (
    ("fine-tuned BERT, as reported for the test part", ".855 to .858"),
    ("annotators among themselves, as reported for the test part", ".843 to .876"),
)


class Labelled(NamedTuple):
    """Articles, and of some of their sentences whether they are attributed."""

    articles: list[Article]
    truth: list[dict[int, bool]]  # for each article, by the number of the sentence

    @property
    def labels(self) -> list[bool]:
        return [label for one in self.truth for label in one.values()]

    @property
    def groups(self) -> list[int]:
        """The number of the article of each label."""
        return [number for number, one in enumerate(self.truth) for _ in one]

    def scores(self, rule: Callable[[Article], Sequence[float]]) -> list[float]:
        """What a way says of each labelled sentence."""
        return [
            float(said[number])
            for article, labels in zip(self.articles, self.truth, strict=True)
            for said in [rule(article)]
            for number in labels
        ]


class Way(NamedTuple):
    """A way to tell attributed sentences, and what it says of each."""

    name: str
    scores: list[float]
    threshold: float


def ways(labelled: Labelled, quotations: Found | None) -> Iterator[Way]:
    """`quotations` are those that textacy finds in each article, None if it was not run."""

    def each(rule: Callable[[Article, Sentence], bool]) -> list[float]:
        return labelled.scores(lambda article: [rule(article, one) for one in article.sentences])

    yield Way("always attributed", each(lambda *_: True), HALF)
    yield Way("20 cue words", each(lambda _, one: has_cue(one.text)), HALF)
    marked = each(lambda _, one: has_cue(one.text) or not MARKS.isdisjoint(one.text))
    yield Way("20 cue words or a quotation mark", marked, HALF)
    stated = each(lambda article, one: is_attributed(article, one) or quoted(article, one))
    yield Way("verb list and quotations (`text.attribution`)", stated, HALF)
    if quotations is not None:
        spans = dict(zip(map(id, labelled.articles), quotations, strict=True))
        direct = each(lambda article, one: touches(one, [two[:2] for two in spans[id(article)]]))
        yield Way("textacy, direct quotations", direct, HALF)
    yield Way(OURS, labelled.scores(probabilities), THRESHOLD)


def has_cue(text: str) -> bool:
    return not CUES.isdisjoint(re.findall(r"[a-z]+", text.lower()))


def quoted(article: Article, sentence: Sentence) -> bool:
    return touches(sentence, [(one.start, one.end) for one in article.quotations])


def touches(sentence: Sentence, spans: Sequence[tuple[int, ...]]) -> bool:
    return any(start < sentence.end and end > sentence.start for start, end in spans)


# Figures


class Figures(NamedTuple):
    """NaN where there is none: a way that only says yes or no has no AUC and no calibration."""

    macro_f1: float
    attributed: float  # F1
    unattributed: float
    precise: float  # the best precision of unattributed at a recall of RECALL or more
    auc: float
    ece: float


TITLES = (
    "macro-F1",
    "F1 attributed",
    "F1 unattributed",
    f"precision of unattributed at recall {RECALL:.2f}",
    "AUC",
    "ECE",
)


def table(labelled: Labelled, quotations: Found | None, published: bool) -> Iterator[str]:
    """Intervals hold the figure in 95 of 100 samples of articles."""
    yield f"| way | {' | '.join(TITLES)} |"
    yield "|---|---|---|---|---|---|---|"
    last = None
    for way in ways(labelled, quotations):
        last = [spread(values) for values in resampled(way, labelled)]
        cells = [shown(one) for one in figures(way, labelled)]
        yield f"| {way.name} | {cells[0]} ({last[0]}) | {' | '.join(cells[1:])} |"
    if published:
        for name, value in PUBLISHED:
            yield f"| {name} | {value} | - | - | - | - | - |"
    assert last is not None
    assert way.name == OURS
    share = sum(labelled.labels) / len(labelled.labels)
    named = [f"{title} {held}" for title, held in zip(TITLES, last, strict=True)]
    yield ""
    yield f"Intervals of {OURS}, in 95 of 100 samples of articles: {', '.join(named)}. Its"
    mean = sum(way.scores) / len(way.scores)
    yield f"mean P(attributed) is {mean:.3f}; {share:.3f} of the sentences are."


def figures(way: Way, labelled: Labelled, weights: Any = None) -> Figures:
    """Each label counts as often as its weight says, once unless given."""
    truth = np.array(labelled.labels)
    counted = np.ones(len(truth)) if weights is None else weights
    scores = np.array(way.scores)
    said = scores >= way.threshold
    matrix = [
        [float(counted[(truth == label) & (said == called)].sum()) for called in (True, False)]
        for label in (True, False)
    ]
    macro = metrics.macro_f1(matrix)
    ones = [f1(matrix, number) for number in (0, 1)]
    if len(set(way.scores)) <= 2:
        return Figures(macro, *ones, *[float("nan")] * 3)
    tally = metrics.Examples(way.scores, labelled.labels).tally(counted)
    turned = metrics.Examples(list(1 - scores), list(~truth)).tally(counted)
    found = [one.precision for one in metrics.points(turned) if one.recall >= RECALL]
    precise = max(found) if found else float("nan")
    return Figures(macro, *ones, precise, metrics.auc(tally), metrics.ece(tally))


def f1(matrix: list[list[float]], number: int) -> float:
    called = matrix[0][number] + matrix[1][number]
    both = called + sum(matrix[number])
    return 2 * matrix[number][number] / both if both else float("nan")


def resampled(way: Way, labelled: Labelled) -> list[Any]:
    """Each figure in samples of the articles, drawn with replacement."""
    groups = np.array(labelled.groups)
    chance = np.random.default_rng(1)
    count = len(labelled.articles)
    samples = [
        figures(
            way, labelled, np.bincount(chance.integers(0, count, count), minlength=count)[groups]
        )
        for _ in range(RESAMPLES)
    ]
    return list(np.array(samples).T)


def spread(values: Any) -> str:
    if np.isnan(values).all():
        return "-"
    low, high = np.nanquantile(values, [0.025, 0.975])
    return f"{low:.3f} to {high:.3f}"


def shown(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.3f}"
