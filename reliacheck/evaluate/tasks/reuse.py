"""Does one text reuse another's copy? As `reliacheck compare` and the syndication rules say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from reliacheck.article import Article
from reliacheck.errors import InputError, RunFailed
from reliacheck.evaluate import task
from reliacheck.evaluate.metrics import Floats, macro_f1
from reliacheck.evaluate.task import Confusion, Example, Scored, class_of
from reliacheck.reading import Limits, read_text
from reliacheck.records import record_problem
from reliacheck.reuse import compare

RELATIONS = ("same-copy", "partial-reuse", "independent")
# Each label with whether it is reuse, and which kind, where that is known.
_LABELS: dict[Any, tuple[bool, str | None]] = {
    "same-copy": (True, "same-copy"),
    "partial-reuse": (True, "partial-reuse"),
    "independent": (False, "independent"),
    1: (True, None),
    0: (False, "independent"),
}


class Pair(NamedTuple):
    """Two articles as they stand in the file: text, or a record."""

    a: str | Mapping[str, Any]
    b: str | Mapping[str, Any]
    reuse: bool
    relation: str | None
    where: str


class Task(task.Task):
    """Pairs of articles: {"a", "b", "label"}."""

    positive = "reuse"
    negative = "independent"
    unit = "pairs"

    def case(self, record: Mapping[str, Any], where: str) -> Pair:
        """A pair of what may be articles."""
        for side in ("a", "b"):
            if problem := _problem(record, side):
                raise ValueError(problem)
        reuse, relation = class_of(record, "label", _LABELS)
        return Pair(record["a"], record["b"], reuse, relation, where)

    def score(self, case: Pair) -> Scored:
        """As `compare` has it; ValueError where a reader makes no article of a side."""
        found = compare(self._article(case, "a"), self._article(case, "b"))
        return Scored(
            {"score": found.score, "relation": found.relation},
            (Example(found.score, case.reuse),),
            (case.relation, found.relation),
        )

    def _article(self, pair: Pair, side: str) -> Article:
        """What the readers make of a side, in a file of one article."""
        content = pair.a if side == "a" else pair.b
        if isinstance(content, str):
            text, name = content, f"{pair.where}:{side}.txt"
        else:
            text, name = json.dumps(content), f"{pair.where}:{side}.jsonl"
        options = self.session.config.options
        limits = Limits(options.max_bytes, options.time_budget)
        read = read_text(text, name, self.session.plugins, limits=limits)
        for failure in read.failures:
            raise RunFailed(f"{name}: plugin {failure.plugin}: {failure.problem}")
        for error in read.errors:
            reason = error.reason if isinstance(error, InputError) else str(error)
            raise ValueError(f'"{side}": {reason}')
        if len(read.articles) != 1:
            raise ValueError(f'"{side}" holds {len(read.articles)} articles, not one')
        return read.articles[0]

    def classes(self, scored: Sequence[Scored]) -> dict[str, int]:
        """The relations; reuse of an unknown kind beside them where there is some."""
        truth = [line.detail[0] for line in scored]
        counts = {relation: truth.count(relation) for relation in RELATIONS}
        unknown = truth.count(None)
        return {**counts, "reuse of either kind": unknown} if unknown else counts

    def figures(self, scored: Sequence[Scored], weights: Floats | None) -> dict[str, float]:
        """Macro-F1 over the three relations."""
        return {"macro_f1": macro_f1(_matrix(scored, weights))}

    def confusion(self, scored: Sequence[Scored]) -> Confusion | None:
        """What each relation was called."""
        rows = tuple(tuple(int(cell) for cell in row) for row in _matrix(scored, None))
        return Confusion(RELATIONS, rows)


def _problem(record: Mapping[str, Any], side: str) -> str:
    """What keeps a side from being an article, "" if nothing does."""
    wanted = 'the text of an article, or an object with its "body"'
    if side not in record:
        return f'no "{side}": {wanted}'
    content = record[side]
    if isinstance(content, Mapping):
        problem = record_problem(content)
        return f'"{side}": {problem}' if problem else ""
    if not isinstance(content, str):
        return f'"{side}" is {content!r:.40}, not {wanted}'
    if not content.strip():
        return f'"{side}" is empty: {wanted} is wanted'
    try:
        content.encode()
    except UnicodeEncodeError as error:
        return f'"{side}" holds half a character (\\u escape {content[error.start]!a})'
    return ""


def _matrix(scored: Sequence[Scored], weights: Floats | None) -> list[list[float]]:
    """True relation by predicted one. Reuse of an unknown kind is left out."""
    matrix = [[0.0] * len(RELATIONS) for _ in RELATIONS]
    counts = np.ones(len(scored)) if weights is None else weights
    for line, count in zip(scored, counts.tolist(), strict=True):
        truth, said = line.detail
        if truth is not None:
            matrix[RELATIONS.index(truth)][RELATIONS.index(said)] += count
    return matrix
