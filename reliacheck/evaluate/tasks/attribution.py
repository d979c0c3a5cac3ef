"""Which sentences of an article are attributed? As `reliacheck.attribution` has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from reliacheck.article import Article
from reliacheck.attribution import THRESHOLD, attribute, is_assessed
from reliacheck.attribution.gold import sentences_with_content
from reliacheck.errors import InputError, RunFailed
from reliacheck.evaluate import task
from reliacheck.evaluate.metrics import Examples, Floats, macro_f1, points
from reliacheck.evaluate.task import Confusion, Example, Scored
from reliacheck.reading import Limits, read_text

_CLASSES = ("attributed", "unattributed")
# Of the unattributed sentences, the share that has to be found where their precision is told.
_RECALL = 0.8
_ROUNDED = 6  # decimals of a score


class Labelled(NamedTuple):
    """A text and its gold spans of attributed content, in code points."""

    text: str
    spans: tuple[tuple[int, int], ...]
    where: str


class Task(task.Task):
    """Articles: {"text", "attributed": [[start, end], ...]}."""

    positive = "attributed"
    negative = "unattributed"
    unit = "articles"
    scored = "sentences"
    threshold = THRESHOLD

    def case(self, record: Mapping[str, Any], where: str) -> Labelled:
        """A text with spans that lie in it."""
        text = record.get("text")
        if not isinstance(text, str) or not text.strip():
            raise ValueError('no "text": the text of an article')
        if "attributed" not in record:
            raise ValueError('no "attributed": the spans of attributed content, [] for none')
        spans = record["attributed"]
        if not isinstance(spans, list):
            raise ValueError(f'"attributed" is {spans!r:.40}, not a list of [start, end]')
        return Labelled(text, tuple(_span(one, len(text)) for one in spans), where)

    def score(self, case: Labelled) -> Scored:
        """Each sentence's P(attributed); ValueError for what is no article in English."""
        article = self._article(case)
        if not is_assessed(article):
            raise ValueError(f"attribution is not assessed in this language: {article.language}")
        found = attribute(article)
        places = [_place(article, one.sentence.start, one.sentence.end) for one in found]
        gold = sentences_with_content(article, _in_article(article, case))
        sentences = [
            {"start": start, "end": end, "score": round(one.probability, _ROUNDED)}
            for one, (start, end) in zip(found, places, strict=True)
        ]
        examples = tuple(
            Example(one.probability, label) for one, label in zip(found, gold, strict=True)
        )
        return Scored({"sentences": sentences}, examples)

    def _article(self, case: Labelled) -> Article:
        """What the readers make of the text, as `check` has it."""
        options = self.session.config.options
        limits = Limits(options.max_bytes, options.time_budget)
        name = f"{case.where}.txt"
        read = read_text(case.text, name, self.session.plugins, limits=limits)
        for failure in read.failures:
            raise RunFailed(f"{name}: plugin {failure.plugin}: {failure.problem}")
        for error in read.errors:
            raise ValueError(error.reason if isinstance(error, InputError) else str(error))
        if len(read.articles) != 1:
            raise ValueError(f'"text" holds {len(read.articles)} articles, not one')
        return read.articles[0]

    def figures(self, scored: Sequence[Scored], weights: Floats | None) -> dict[str, float]:
        """What the threshold does to both classes, and how precise a search for unattributed
        sentences is that finds most of them."""
        lines = [number for number, line in enumerate(scored) for _ in line.examples]
        examples = [one for line in scored for one in line.examples]
        counts = np.ones(len(lines)) if weights is None else weights[lines]
        scores = np.array([one.score for one in examples])
        truth = np.array([bool(one.label) for one in examples])
        matrix = _matrix(scores, truth, counts)
        turned = Examples((1 - scores).tolist(), (~truth).tolist()).tally(counts)
        return {
            "macro_f1": macro_f1(matrix),
            "f1_attributed": _f1(matrix, 0),
            "f1_unattributed": _f1(matrix, 1),
            "unattributed_precision_at_recall_0.80": max(
                (one.precision for one in points(turned) if one.recall >= _RECALL),
                default=float("nan"),
            ),
        }

    def confusion(self, scored: Sequence[Scored]) -> Confusion | None:
        """What the threshold makes of either class."""
        examples = [one for line in scored for one in line.examples]
        scores = np.array([one.score for one in examples])
        truth = np.array([bool(one.label) for one in examples])
        rows = _matrix(scores, truth, np.ones(len(examples)))
        return Confusion(_CLASSES, tuple(tuple(int(cell) for cell in row) for row in rows))


def _span(one: Any, length: int) -> tuple[int, int]:
    if isinstance(one, list) and len(one) == 2:
        start, end = one
        whole = isinstance(start, int) and isinstance(end, int)
        if whole and 0 <= start <= end <= length:
            return start, end
    raise ValueError(
        f'"attributed" holds {one!r:.40}, not a [start, end] within the text\'s {length} characters'
    )


def _place(article: Article, start: int, end: int) -> tuple[int, int]:
    """Where a span of the article stands in the text as given."""
    location = article.locate(start, end)
    return location.start, location.end


def _in_article(article: Article, case: Labelled) -> list[tuple[int, int]]:
    """The words of the article that lie in a gold span, as spans of the article."""
    inside = bytearray(len(case.text))
    for start, end in case.spans:
        inside[start:end] = b"\1" * (end - start)
    found = []
    for word in article.words:
        start, end = _place(article, word.start, word.end)
        if all(inside[start:end]):
            found.append((word.start, word.end))
    return found


def _matrix(
    scores: Floats, truth: np.typing.NDArray[np.bool_], counts: Floats
) -> list[list[float]]:
    """True class by called one, the attributed first."""
    said = scores >= THRESHOLD
    return [
        [float(counts[(truth == label) & (said == called)].sum()) for called in (True, False)]
        for label in (True, False)
    ]


def _f1(matrix: Sequence[Sequence[float]], number: int) -> float:
    called = sum(row[number] for row in matrix)
    total = called + sum(matrix[number])
    return 2 * matrix[number][number] / total if total else float("nan")
