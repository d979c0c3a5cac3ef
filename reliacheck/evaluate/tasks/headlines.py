"""Are two headlines the same? As headlines.duplicate and headlines.edition-duplicate say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from reliacheck.article import Article
from reliacheck.checks import EditionCheck
from reliacheck.evaluate import task
from reliacheck.evaluate.metrics import Floats, Point, pearson, spearman
from reliacheck.evaluate.task import Example, Scored, class_of
from reliacheck.text.headline import compare_headlines

# The grades of people, as in the STS benchmark: from here on the same, up to here different.
SAME, DIFFERENT, TOP = 4, 2, 5
_RULE = "headlines.edition-duplicate"


class Pair(NamedTuple):
    """Two headlines, and what they are to each other."""

    a: str
    b: str
    same: bool | None  # None: graded between same and different
    grade: float | None  # 0..5


class _Detail(NamedTuple):
    grade: float | None
    score: float
    similarity: float
    reported: bool | None  # by the rule; None where it is not there
    same: bool | None


class Task(task.Task):
    """Pairs of headlines: {"a", "b", "label"} or {"a", "b", "similarity"}."""

    positive = "same"
    negative = "different"
    unit = "pairs"

    def case(self, record: Mapping[str, Any], where: str) -> Pair:
        """A pair with a label, a grade, or both; the label says what it is."""
        del where
        for side in ("a", "b"):
            if side not in record:
                raise ValueError(f'no "{side}": a headline')
            if not isinstance(record[side], str):
                raise ValueError(f'"{side}" is {record[side]!r:.40}, not a headline')
            if not record[side].strip():
                raise ValueError(f'"{side}" is empty: a headline is wanted')
        grade = _grade(record)
        if "label" in record or grade is None:
            same = class_of(record, "label", {0: False, 1: True})
        else:
            same = None if DIFFERENT < grade < SAME else grade >= SAME
        return Pair(record["a"], record["b"], same, grade)

    def score(self, case: Pair) -> Scored:
        """As the rules have it."""
        match = compare_headlines(case.a, case.b)
        reported = self._reported(case)
        detail = _Detail(case.grade, match.score, match.similarity, reported, case.same)
        prediction = {"score": match.score, "similarity": TOP * match.similarity}
        return Scored(prediction, (Example(match.score, case.same),), detail)

    def _reported(self, pair: Pair) -> bool | None:
        """Whether the rule finds anything in an edition of these two."""
        for rule in self.session.rules:
            if rule.check.id == _RULE and isinstance(rule.check, EditionCheck):
                edition = [Article.of_pieces([("headline", one)]) for one in (pair.a, pair.b)]
                return any(True for _ in rule.check.check(edition, self.session.context))
        return None

    def classes(self, scored: Sequence[Scored]) -> dict[str, int]:
        """Same, different, and what lies between where there is some."""
        counts = super().classes(scored)
        between = len(scored) - sum(counts.values())
        return {**counts, "between": between} if between else counts

    def figures(self, scored: Sequence[Scored], weights: Floats | None) -> dict[str, float]:
        """How the score, and the likeness in meaning beside it, go with people's grades."""
        graded = [number for number, one in enumerate(scored) if one.detail.grade is not None]
        if not graded:
            return {}
        details = [scored[number].detail for number in graded]
        counts = np.ones(len(graded)) if weights is None else weights[graded]
        grades = np.array([one.grade for one in details])
        found: dict[str, float] = {}
        for name in ("score", "similarity"):
            values = np.array([getattr(one, name) for one in details])
            found[f"pearson_{name}"] = pearson(values, grades, counts)
            found[f"spearman_{name}"] = spearman(values, grades, counts)
        return found

    def rule(self, scored: Sequence[Scored], weights: Floats | None) -> Point | None:
        """What headlines.edition-duplicate reports: it asks for like wording as well."""
        counts = np.ones(len(scored)) if weights is None else weights
        right = wrong = missed = 0.0
        for line, count in zip(scored, counts.tolist(), strict=True):
            detail: _Detail = line.detail
            if detail.reported is None:
                return None
            if detail.same is None:
                continue
            if detail.same:
                right, missed = (
                    right + count * detail.reported,
                    missed + count * (not detail.reported),
                )
            else:
                wrong += count * detail.reported
        return Point(None, right, wrong, missed)


def _grade(record: Mapping[str, Any]) -> float | None:
    if "similarity" not in record:
        return None
    grade = record["similarity"]
    if isinstance(grade, bool) or not isinstance(grade, int | float) or not 0 <= grade <= TOP:
        raise ValueError(
            f'"similarity" is {grade!r:.40}: a number from 0 to {TOP}'
            f" (from {SAME} on the same, up to {DIFFERENT} different)"
        )
    return float(grade)
