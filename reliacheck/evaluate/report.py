"""An evaluation as text for people and as JSON for programs (evaluate.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from math import isnan
from textwrap import fill
from typing import Any

from reliacheck import __version__
from reliacheck.evaluate.bootstrap import CONFIDENCE, RESAMPLES, SEED, Figure
from reliacheck.evaluate.evaluation import PRECISE, Evaluation, Operating
from reliacheck.evaluate.metrics import Bin, Point

VERSION = 1
_WIDTH = 100  # columns

# What the figures are called; the pages of docs/evaluate.md follow the same order.
NAMES = {
    "auc": "AUC",
    "average_precision": "average precision",
    "ece": "calibration error (ECE)",
    "adaptive_ece": "  in bins of equal numbers",
    "brier": "Brier score",
    "macro_f1": "macro-F1 of the classes",
    "f1_attributed": "F1, attributed",
    "f1_unattributed": "F1, unattributed",
    "unattributed_precision_at_recall_0.80": "precision, unattributed, at recall .80",
    "pearson_score": "Pearson of score and grades",
    "spearman_score": "Spearman",
    "pearson_similarity": "Pearson of likeness and grades",
    "spearman_similarity": "Spearman",
}
_POINTS = {
    "shipped": "as shipped",
    "best-f1": "best F1",
    "precise": f"precision {PRECISE:.2f}",
    "rule": "what the rule reports",
}


def as_json(evaluation: Evaluation) -> str:
    """One JSON document with a line end."""
    return json.dumps(as_dict(evaluation), ensure_ascii=False, indent=2) + "\n"


def as_dict(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation in plain lists and dictionaries. An undefined figure is null."""
    positive, negative = evaluation.tally.totals
    confusion = evaluation.confusion
    return {
        "version": VERSION,
        "tool": {"name": "reliacheck", "version": __version__},
        "task": evaluation.task,
        "path": evaluation.path,
        "lines": evaluation.lines,
        "skipped": evaluation.skipped,
        "positive": {"name": evaluation.positive, "examples": int(positive)},
        "negative": {"name": evaluation.negative, "examples": int(negative)},
        "classes": evaluation.classes,
        "figures": {name: _figure(one) for name, one in evaluation.figures.items()},
        "thresholds": [_operating(one) for one in evaluation.points],
        "bins": [_bin(one) for one in evaluation.bins],
        "adaptive_bins": [_bin(one) for one in evaluation.adaptive_bins],
        "confusion": None
        if confusion is None
        else {"labels": list(confusion.labels), "rows": [list(row) for row in confusion.rows]},
        "warnings": evaluation.warnings,
        "bootstrap": {"resamples": RESAMPLES, "seed": SEED, "confidence": CONFIDENCE},
    }


def _figure(figure: Figure) -> dict[str, float | None]:
    return {name: _number(value) for name, value in figure._asdict().items()}


def _number(value: float | None) -> float | None:
    return None if value is None or isnan(value) else round(value, 6)


def _operating(one: Operating) -> dict[str, Any]:
    point = one.point
    return {
        "name": one.name,
        "threshold": point.threshold,
        **{part: _figure(getattr(one, part)) for part in ("precision", "recall", "f1")},
        "right": int(point.right),
        "wrong": int(point.wrong),
        "missed": int(point.missed),
    }


def _bin(one: Bin) -> dict[str, Any]:
    return {
        "from": _number(one.low),
        "to": _number(one.high),
        "examples": int(one.size),
        "positive": int(one.positive),
        "mean_score": _number(one.score),
        "share_positive": _number(one.share),
    }


def as_text(evaluation: Evaluation) -> str:
    """The evaluation for people."""
    parts = [_head(evaluation), _table(_figures(evaluation)), _table(_points(evaluation))]
    parts += [_advice(evaluation)] if evaluation.tally.has_both else []
    if evaluation.confusion is not None:
        parts.append(_table(_confusion(evaluation)))
    parts.append(_table(_bins(evaluation)))
    parts += [fill(f"Warning: {one}.", _WIDTH) + "\n" for one in evaluation.warnings]
    return "\n".join(parts)


def _head(evaluation: Evaluation) -> str:
    counts = ", ".join(f"{count:,} {name}" for name, count in evaluation.classes.items())
    skipped = f"; {evaluation.skipped:,} lines passed over" if evaluation.skipped else ""
    return (
        f"{evaluation.task}: {evaluation.lines:,} {evaluation.unit} in {evaluation.path}{skipped}\n"
        f"  {counts}\n"
    )


def _figures(evaluation: Evaluation) -> Iterator[list[str]]:
    yield ["", "figure", f"{CONFIDENCE:.0%} interval"]
    for name, figure in evaluation.figures.items():
        yield [NAMES.get(name, name), said(figure.value), _interval(figure)]


def said(value: float | None) -> str:
    """A figure with three decimals."""
    return "undefined" if value is None else f"{value:.3f}"


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "" if figure.value is None else "too few examples"
    return f"{figure.low:.3f} to {figure.high:.3f}"


def _points(evaluation: Evaluation) -> Iterator[list[str]]:
    yield ["threshold", "", "precision", "recall", "F1", "right", "wrong", "missed"]
    for one in evaluation.points:
        yield [
            "" if one.point.threshold is None else f"{one.point.threshold:g}",
            _POINTS[one.name],
            *(_with_interval(figure) for figure in (one.precision, one.recall, one.f1)),
            *_counts(one.point),
        ]


def _with_interval(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return said(figure.value)
    return f"{figure.value:.3f} ({figure.low:.2f}-{figure.high:.2f})"


def _counts(point: Point) -> list[str]:
    return [f"{count:.0f}" for count in (point.right, point.wrong, point.missed)]


def _advice(evaluation: Evaluation) -> str:
    """Which threshold to take."""
    by_name = {one.name: one.point for one in evaluation.points}
    lines = [f"Recommended: {_threshold(by_name['best-f1'])} for the best balance (F1)"]
    if precise := by_name.get("precise"):
        lines.append(f"{_threshold(precise)} for {PRECISE:.0%} precision or more")
    else:
        lines.append(f"no threshold has a precision of {PRECISE:.0%}")
    return ("; " + "").join(lines) + ".\n"


def _threshold(point: Point) -> str:
    return f"{point.threshold:g}"


def _confusion(evaluation: Evaluation) -> Iterator[list[str]]:
    assert evaluation.confusion is not None
    labels = evaluation.confusion.labels
    yield ["labelled, as scored:", *labels]
    for label, row in zip(labels, evaluation.confusion.rows, strict=True):
        yield [f"  {label}", *map(str, row)]


def _bins(evaluation: Evaluation) -> Iterator[list[str]]:
    yield ["score", evaluation.scored, "mean score", f"share {evaluation.positive}"]
    for one in evaluation.bins:
        where = f"{one.low:.1f}-{one.high:.1f}"
        means = [f"{one.score:.3f}", f"{one.share:.3f}"] if one.size else ["-", "-"]
        yield [where, f"{one.size:.0f}", *means]


def _table(rows: Iterator[list[str]]) -> str:
    """Cells in columns, the first ones to the left, others to the right."""
    held = list(rows)
    widths = [max(map(len, column)) for column in zip(*held, strict=True)]
    lefts = 2 if any(row[1][:1].isalpha() for row in held[1:]) and held[0][1] == "" else 1
    return "".join(f"{_aligned(row, widths, lefts)}\n" for row in held)


def _aligned(row: Sequence[str], widths: Sequence[int], lefts: int) -> str:
    cells = [
        cell.ljust(width) if number < lefts else cell.rjust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
