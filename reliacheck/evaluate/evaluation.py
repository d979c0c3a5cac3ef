"""From labelled lines to figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from reliacheck.errors import InputError
from reliacheck.evaluate import metrics
from reliacheck.evaluate.bootstrap import Figure, figures
from reliacheck.evaluate.lines import Bad, Line, read_lines, record_of
from reliacheck.evaluate.metrics import Bin, Examples, Floats, Point, Tally
from reliacheck.evaluate.task import Confusion, Example, Scored, Task

# With fewer examples of a class the figures say little: the 95 % interval of a share of .5 is then
# wider than .44 (Wilson).
FEWEST = 20
PRECISE = 0.95

Progress = Callable[[int], AbstractContextManager[Callable[[], object]]]


class Operating(NamedTuple):
    """What becomes of the examples at a threshold, or by a rule."""

    name: str  # "shipped", "best-f1", "precise" or "rule"
    point: Point
    precision: Figure
    recall: Figure
    f1: Figure


class Evaluation(NamedTuple):
    """All that was found out."""

    task: str
    unit: str  # what a line is, in the plural
    scored: str  # what has a score: the same, or parts of it
    positive: str  # what the classes are called
    negative: str
    path: str
    lines: int  # scored
    skipped: int  # passed over because they could not be used
    classes: dict[str, int]
    tally: Tally
    figures: dict[str, Figure]
    points: list[Operating]
    bins: list[Bin]
    adaptive_bins: list[Bin]
    confusion: Confusion | None
    warnings: list[str]
    predictions: list[dict[str, Any]]
    seconds: float  # for scoring


def evaluate(
    task: Task,
    name: str,
    path: str,
    *,
    tell: Callable[[InputError], None] | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Scores every line of a file and compares the scores with the labels.

    Args:
        task: What to do with a line.
        name: What the task is called.
        path: The file, "-" for standard input.
        tell: Hears of each line that cannot be used and is passed over; None: none is.
        progress: Given the number of lines, a context with a function to call after each.

    Raises:
        InputError: The file, or a line of it, cannot be used.
        RunFailed: A plugin broke.
    """
    lines, bad = read_lines(path), Bad(path, tell)
    cases = dict(bad.try_all(lines, partial(_case, task, path)))
    began = perf_counter()
    found = _scored(task, cases, bad, progress)
    seconds = perf_counter() - began
    if not found:
        why = f", {bad.count} that cannot be used" if bad.count else ""
        raise InputError(path, f"no {task.unit} to evaluate{why} (docs/evaluate.md)")
    scored = [one for _, one in found]
    return Evaluation(
        task=name,
        unit=task.unit,
        scored=task.scored or task.unit,
        positive=task.positive,
        negative=task.negative,
        path=path,
        lines=len(scored),
        skipped=bad.count,
        predictions=[{"index": line.place, **one.prediction} for line, one in found],
        seconds=seconds,
        **_measured(task, scored),
    )


def _case(task: Task, path: str, line: Line) -> Any:
    return task.case(record_of(line), f"{path}:{line.number}")


def _scored(
    task: Task, cases: dict[Line, Any], bad: Bad, progress: Progress | None
) -> list[tuple[Line, Scored]]:
    def score(line: Line) -> Scored:
        return task.score(cases[line])

    found = bad.try_all(list(cases), score)
    if progress is None:
        return list(found)
    with progress(len(cases)) as advance:
        return list(_telling(found, advance))


def _telling(
    found: Iterable[tuple[Line, Scored]], advance: Callable[[], object]
) -> Iterable[tuple[Line, Scored]]:
    for pair in found:
        advance()
        yield pair


class Labelled:
    """The examples that are one or the other, and the line of each."""

    def __init__(self, scored: list[Scored]) -> None:
        examples = [
            (number, one)
            for number, line in enumerate(scored)
            for one in line.examples
            if one.label is not None
        ]
        kept: list[Example] = [one for _, one in examples]
        self._lines = np.array([number for number, _ in examples], dtype=np.int64)
        self._examples = Examples([one.score for one in kept], [bool(one.label) for one in kept])

    def tally(self, weights: Floats | None = None) -> Tally:
        """The tally in which each line counts as often as its weight says."""
        return self._examples.tally(None if weights is None else weights[self._lines])


def _measured(task: Task, scored: list[Scored]) -> dict[str, Any]:
    labelled = Labelled(scored)
    tally = labelled.tally()
    chosen = _chosen(task, tally)

    def measure(weights: Floats | None) -> dict[str, float]:
        return _figures(labelled.tally(weights), chosen)

    def measure_rule(weights: Floats | None) -> dict[str, float]:
        point = task.rule(scored, weights)
        return _parts("rule", point) if point else {}

    found = figures(measure, len(scored)) | figures(measure_rule, len(scored))
    own = figures(partial(task.figures, scored), len(scored), least=-1.0)
    if rule := task.rule(scored, None):
        chosen["rule"] = rule
    return {
        "classes": task.classes(scored),
        "tally": tally,
        "figures": {name: one for name, one in found.items() if "." not in name} | own,
        "points": [
            Operating(name, point, *(found[f"{name}.{part}"] for part in _PARTS))
            for name, point in chosen.items()
        ],
        "bins": metrics.bins(tally),
        "adaptive_bins": metrics.adaptive_bins(tally),
        "confusion": task.confusion(scored),
        "warnings": _warnings(task, scored, tally),
    }


_PARTS = ("precision", "recall", "f1")


def _chosen(task: Task, tally: Tally) -> dict[str, Point]:
    """The thresholds that are worth a look."""
    chosen = {
        "shipped": metrics.point_at(tally, task.threshold),
        "best-f1": metrics.best_point(tally),
        "precise": metrics.precise_point(tally, PRECISE),
    }
    return {
        name: point if name == "shipped" else metrics.rounded_point(tally, point)
        for name, point in chosen.items()
        if point is not None
    }


def _figures(tally: Tally, chosen: dict[str, Point]) -> dict[str, float]:
    found = {
        "auc": metrics.auc(tally),
        "average_precision": metrics.average_precision(tally),
        "ece": metrics.ece(tally),
        "adaptive_ece": metrics.adaptive_ece(tally),
        "brier": metrics.brier(tally),
    }
    for name, point in chosen.items():
        assert point.threshold is not None
        found |= _parts(name, metrics.point_at(tally, point.threshold))
    if "best-f1" in chosen:
        found["best-f1.f1"] = metrics.best_f1(tally)  # the best of each resample
    return found


def _parts(name: str, point: Point) -> dict[str, float]:
    return {f"{name}.{part}": getattr(point, part) for part in _PARTS}


def _warnings(task: Task, scored: list[Scored], tally: Tally) -> list[str]:
    positive, negative = tally.totals
    counts = {task.positive: int(positive), task.negative: int(negative)}
    if confusion := task.confusion(scored):
        counts |= dict(zip(confusion.labels, map(sum, confusion.rows), strict=True))
    few = [f"{count} {name}" for name, count in counts.items() if 0 < count < FEWEST]
    warnings = []
    for name, count in ((task.positive, positive), (task.negative, negative)):
        if not count:
            warnings.append(
                f"no {task.unit} are labelled {name}, so what compares the classes is undefined"
            )
    if few:
        warnings.append(
            f"few examples ({', '.join(few)}): fewer than {FEWEST} of a class say little,"
            " so look at the intervals"
        )
    return warnings
