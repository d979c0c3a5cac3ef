"""The model's numbers: weights.txt, which tools/train_attribution.py writes (MODEL_CARD.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

FILE = os.path.join(os.path.dirname(__file__), "weights.txt")  # noqa: PTH118, PTH120 - pathlib is dear to import
HEADER = (
    "# The weights of reliacheck/attribution, made by tools/train_attribution.py: see MODEL_CARD.md"
)
UNIT = 100  # the file's whole numbers are hundredths


class Weights(NamedTuple):
    """A logistic regression; evidence is in hundredths of log odds, whole, so sums are exact."""

    intercept: int
    slope: float  # calibration: log odds = slope * evidence + shift
    shift: float
    ordinary: frozenset[str]  # words that are no name though they begin a sentence
    of: Mapping[str, int]  # of each feature that has one


@cache
def load_weights() -> Weights:
    """The shipped weights, read when they are first asked for."""
    with open(FILE, encoding="utf-8") as stream:  # noqa: PTH123
        return parse(stream.read())


def parse(text: str) -> Weights:
    """The weights that a file holds."""
    _, intercept, slope, shift, ordinary, *lines = text.rstrip("\n").split("\n")
    of: dict[str, int] = {}
    for line in lines:
        weight, *features = line.split("\t")
        of.update(dict.fromkeys(features, int(weight)))
    return Weights(
        int(_value(intercept)),
        float(_value(slope)),
        float(_value(shift)),
        frozenset(_value(ordinary).split()),
        of,
    )


def _value(line: str) -> str:
    return line.partition("\t")[2]


def written(weights: Weights) -> str:
    """The file that holds these weights: a line a weight, with all features that have it."""
    by_weight: dict[int, list[str]] = {}
    for feature, weight in weights.of.items():
        by_weight.setdefault(weight, []).append(feature)
    lines = [
        HEADER,
        f"intercept\t{weights.intercept}",
        f"slope\t{weights.slope}",
        f"shift\t{weights.shift}",
        f"ordinary\t{' '.join(sorted(weights.ordinary))}",
    ]
    for weight, features in sorted(by_weight.items()):
        lines.append("\t".join([str(weight), *sorted(features)]))
    return "\n".join(lines) + "\n"
