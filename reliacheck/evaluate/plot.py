"""The reliability diagram: what share of the examples with a score is what the score says."""

from __future__ import annotations

from math import sqrt

from reliacheck.evaluate.evaluation import Evaluation
from reliacheck.evaluate.metrics import Bin
from reliacheck.evaluate.report import said
from reliacheck.evaluate.svg import Drawing

_WIDTH, _HEIGHT = 600, 776
_LEFT, _RIGHT = 72, 24
_SIDE = _WIDTH - _LEFT - _RIGHT  # of the diagram, which is a square
_TOP = 64
_BARS_TOP, _BARS_HEIGHT = _TOP + _SIDE + 56, 80  # of the histogram below it
_TICKS = [number / 5 for number in range(6)]
_LEAST, _MOST = 4.0, 13.0  # radius of a dot
_Z = 1.96


def diagram(evaluation: Evaluation) -> str:
    """The diagram as the source of an SVG file, which needs nothing beside it."""
    title = f"Reliability of the {evaluation.task} score"
    drawing = Drawing(_WIDTH, _HEIGHT, title, _description(evaluation))
    drawing.text("title", _LEFT, 28, title)
    drawing.text("soft", _LEFT, 48, _caption(evaluation))
    _grid(drawing, evaluation.positive)
    _dots(drawing, [one for one in evaluation.bins if one.size], evaluation)
    _histogram(drawing, evaluation)
    return drawing.source()


def _caption(evaluation: Evaluation) -> str:
    auc, ece = (said(evaluation.figures[name].value) for name in ("auc", "ece"))
    positive, negative = evaluation.tally.totals
    return (
        f"AUC {auc}, calibration error (ECE) {ece};"
        f" {positive:,.0f} {evaluation.positive}, {negative:,.0f} {evaluation.negative}"
    )


def _description(evaluation: Evaluation) -> str:
    held = [one for one in evaluation.bins if one.size]
    told = "; ".join(
        f"scores {one.low:.1f} to {one.high:.1f}: {one.size:.0f} {evaluation.scored}, mean score"
        f" {one.score:.2f}, share {evaluation.positive} {one.share:.2f}"
        for one in held
    )
    return f"{_caption(evaluation)}. {told}."


def _grid(drawing: Drawing, positive: str) -> None:
    for tick in _TICKS:
        drawing.line("grid", _at(tick, 0), _at(tick, 1))
        drawing.line("grid", _at(0, tick), _at(1, tick))
        x, y = _at(tick, 0)
        drawing.text("soft", x, y + 18, f"{tick:.1f}", "middle")
        x, y = _at(0, tick)
        drawing.text("soft", x - 8, y + 4, f"{tick:.1f}", "end")
    drawing.line("ideal", _at(0, 0), _at(1, 1))
    x, y = _at(0.5, 0)
    drawing.text("", x, y + 36, "score", "middle")
    drawing.upright("", 22, _TOP + _SIDE / 2, f"share that is {positive}")


def _at(score: float, share: float) -> tuple[float, float]:
    return _LEFT + score * _SIDE, _TOP + (1 - share) * _SIDE


def _dots(drawing: Drawing, held: list[Bin], evaluation: Evaluation) -> None:
    drawing.curve("curve", [_at(one.score, one.share) for one in held])
    most = max((one.size for one in held), default=1)
    for one in held:
        low, high = wilson(one.positive, one.size)
        drawing.line("whisker", _at(one.score, low), _at(one.score, high))
    for one in held:
        x, y = _at(one.score, one.share)
        radius = max(_LEAST, _MOST * sqrt(one.size / most))
        dot = drawing.dot("dot", x, y, radius)
        drawing.hint(dot, f"{one.positive:.0f} of {one.size:.0f} {evaluation.positive}")
        right = one.score < 0.9  # beside the dot, on the side where there is room
        label = f"{one.size:,.0f}"
        away = radius + 5
        drawing.text("count", x + (away if right else -away), y + 4, label, _anchor(right))


def _anchor(right: bool) -> str:
    return "start" if right else "end"


def wilson(positive: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, room = positive / count, _Z * _Z / count
    middle = (share + room / 2) / (1 + room)
    off = _Z * sqrt(share * (1 - share) / count + room / (4 * count)) / (1 + room)
    return max(0.0, middle - off), min(1.0, middle + off)


def _histogram(drawing: Drawing, evaluation: Evaluation) -> None:
    """How the scores of either class are spread, each in shares of its own number."""
    totals = evaluation.tally.totals
    floor = _BARS_TOP + _BARS_HEIGHT
    width = _SIDE / len(evaluation.bins)
    drawing.line("grid", (_LEFT, floor), (_LEFT + _SIDE, floor))
    for one in evaluation.bins:
        counts = one.positive, one.size - one.positive
        for number, (kind, count, total) in enumerate(
            zip(("one", "other"), counts, totals, strict=True)
        ):
            if count:
                height = max(1.5, _BARS_HEIGHT * count / total)
                x = _LEFT + one.low * _SIDE + width * (0.12 + 0.4 * number)
                bar = drawing.rectangle(kind, x, floor - height, width * 0.36, height)
                drawing.hint(bar, f"{count:.0f} of {total:.0f}")
    for share, words in ((0, "0 %"), (1, "100 %")):
        y = floor - share * _BARS_HEIGHT
        drawing.text("soft", _LEFT - 8, y + 4, words, "end")
    drawing.upright("", 22, _BARS_TOP + _BARS_HEIGHT / 2, "of its class")
    _legend(drawing, evaluation, floor + 28)


def _legend(drawing: Drawing, evaluation: Evaluation, y: float) -> None:
    names = (("one", evaluation.positive), ("other", evaluation.negative))
    x = float(_LEFT)
    for kind, name in names:
        drawing.rectangle(kind, x, y - 10, 12, 12)
        drawing.text("", x + 18, y, name)
        x += 18 + 8 * len(name) + 24
    words = "dots: examples a bin, 95 % interval; dashed: a score that is a probability"
    drawing.text("soft", _LEFT, y + 24, words)
