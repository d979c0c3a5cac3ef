"""What a detector hands in, and how it becomes an alteration."""

from __future__ import annotations

from typing import NamedTuple

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.model import Alteration, Kind, Span


class Found(NamedTuple):
    """An alteration in tokens; an empty span stands before its token."""

    kind: Kind
    a: tuple[int, int]
    b: tuple[int, int]
    score: float
    grows: bool = False  # whether a figure may be a newer one


def reported(found: Found, pair: Comparison) -> Alteration:
    """The same in code points."""
    a, b = _span(pair.a, found.a), _span(pair.b, found.b)
    return Alteration(
        kind=found.kind,
        a=a,
        b=b,
        a_text=pair.a.article.text[slice(*a)],
        b_text=pair.b.article.text[slice(*b)],
        score=found.score,
        note="",
    )


def _span(side: Side, tokens: tuple[int, int]) -> Span:
    start, stop = tokens
    if start < stop:
        return side.tokens[start].start, side.tokens[stop - 1].end
    place = side.tokens[start - 1].end if start else side.tokens[0].start
    return place, place
