"""How sure a figure is: what it would be on other samples like this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isnan
from typing import NamedTuple

import numpy as np

from reliacheck.evaluate.metrics import Floats

RESAMPLES = 1000
SEED = 20_240_229  # any; the same figures each time
CONFIDENCE = 0.95
# An interval is given if at least this share of the resamples gives the figure.
_LEAST_DEFINED = 0.9


class Figure(NamedTuple):
    """A figure with its interval; None where the examples do not give it."""

    value: float | None
    low: float | None = None
    high: float | None = None


def draws(lines: int) -> Iterator[Floats]:
    """Resamples of so many lines: how often each line is drawn."""
    chance = np.random.RandomState(SEED)  # the one whose numbers numpy promises never to change
    for _ in range(RESAMPLES if lines else 0):
        yield np.bincount(chance.randint(lines, size=lines), minlength=lines).astype(np.float64)


def figures(
    measure: Callable[[Floats | None], dict[str, float]], lines: int, least: float = 0.0
) -> dict[str, Figure]:
    """What `measure` gives on all lines (weights None), with 95 % intervals by resampling lines.

    Percentiles of the bootstrap, moved by the bootstrap's bias (its mean less the figure): a
    calibration error is larger in nearly every resample than in the sample. `least` is the lowest
    value that a figure can have; 1 is the highest.
    """
    found = measure(None)
    resampled = [measure(weights) for weights in draws(lines)]
    return {
        name: _figure(value, np.array([one[name] for one in resampled]), least)
        for name, value in found.items()
    }


def _figure(value: float, resampled: Floats, least: float) -> Figure:
    if isnan(value):
        return Figure(None)
    defined = resampled[~np.isnan(resampled)]
    if len(defined) < max(1, _LEAST_DEFINED * len(resampled)):
        return Figure(value)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(defined, (tail, 1 - tail)) - (defined.mean() - value)
    return Figure(value, float(np.clip(low, least, 1)), float(np.clip(high, least, 1)))
