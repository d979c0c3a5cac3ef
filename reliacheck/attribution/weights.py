"""The model's numbers: weights.txt, which tools/train_attribution.py writes (MODEL_CARD.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

_FOLDER = os.path.dirname(__file__)  # noqa: PTH120 - pathlib is dear to import
FILE = f"{_FOLDER}/weights.txt"
CLASSES = f"{_FOLDER}/classes.txt"
QUERIES = f"{_FOLDER}/queries.txt"
HEADER = (
    "# The weights of reliacheck/attribution, made by tools/train_attribution.py: see MODEL_CARD.md"
)
CLASSES_HEADER = (
    "# Words of news that stand between the same words, a fine class a line, its coarse one first:"
    " tools/find_word_classes.py"
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


class Classes(NamedTuple):
    """The class of each word that has one, as features name it."""

    coarse: Mapping[str, str]
    fine: Mapping[str, str]


@cache
def load_classes() -> Classes:
    """The shipped classes, read when they are first asked for."""
    with open(CLASSES, encoding="utf-8") as stream:  # noqa: PTH123
        lines = stream.read().split("\n")[1:]
    coarse: dict[str, str] = {}
    fine: dict[str, str] = {}
    for number, line in enumerate(lines):
        name, _, members = line.partition("\t")
        words = members.split(" ")
        coarse.update(dict.fromkeys(words, f"c{name}"))
        fine.update(dict.fromkeys(words, f"f{number}"))
    return Classes(coarse, fine)


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
