"""Another figure, date, time or unit in the place of the source's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.quantities import Quantity, comparable, find_quantities, same
from reliacheck.reuse.alterations.report import Found

_APPROXIMATE = frozenset(
    "about around approximately roughly nearly almost some circa over than least most to".split()
)
_ROUNDING = 0.06  # a rounded figure is nearer than this share of it


def find_numbers(pair: Comparison) -> Iterator[Found]:
    """Quantities that another stands for."""
    mine, theirs = (find_quantities(side.article.text, side.tokens) for side in (pair.a, pair.b))
    used: set[int] = set()
    for one in mine:
        if not _is_inside(one, pair.a):
            continue
        other = _counterpart(one, theirs, pair)
        if other is None or other.start in used:
            continue
        used.add(other.start)
        score = _score(one, other, mine, theirs, pair)
        if score:
            yield Found("number", (one.start, one.end), (other.start, other.end), score)


def _is_inside(one: Quantity, side: Side) -> bool:
    return side.core[0] <= one.start and one.end <= side.core[1]


def _counterpart(one: Quantity, theirs: Sequence[Quantity], pair: Comparison) -> Quantity | None:
    """What stands for a quantity: what its tokens are paired with, else what is in its place."""
    others = {pair.a.paired[at] for at in range(one.start, one.end)} - {-1}
    paired = [
        other
        for other in theirs
        if not others.isdisjoint(range(other.start, other.end)) and comparable(one, other)
    ]
    if paired:
        return min(paired, key=lambda other: other.kind != one.kind)
    for change in pair.changes:
        if change.a0 < one.end and one.start < change.a1:
            inside = [
                other
                for other in theirs
                if change.b0 < other.end and other.start < change.b1 and comparable(one, other)
            ]
            free = [other for other in inside if _is_unpaired(other, pair.b)]
            return free[0] if len(free) == 1 else None
    return None


def _is_unpaired(one: Quantity, side: Side) -> bool:
    return all(side.kept[at] < 0 for at in range(one.start, one.end) if not side.tokens[at].stop)


def _score(
    one: Quantity,
    other: Quantity,
    mine: Sequence[Quantity],
    theirs: Sequence[Quantity],
    pair: Comparison,
) -> float:
    if same(one, other) or _is_rounded(one, other, pair):
        return 0.0
    anchored = pair.anchored(one.start, one.end, other.start, other.end)
    tight = pair.anchored(one.start, one.end, other.start, other.end, reach=1)
    if not anchored or not (tight == 2 or pair.is_firm(one.start, other.start)):
        return 0.0
    if tight < 2 and (_stands_near(one, theirs, pair) or _stands_near(other, mine, pair.flipped())):
        return 0.0
    if (one.words or other.words) and tight < 2:
        return 0.0 if anchored < 2 else 0.5
    if one.kind == "vague" or other.kind == "vague":
        return 0.75
    return 0.95 if tight == 2 else 0.9 if anchored == 2 else 0.7


def _stands_near(one: Quantity, theirs: Sequence[Quantity], pair: Comparison) -> bool:
    """Whether the other text says the same quantity about there."""
    near = set(pair.around_b(one.start, 0))
    return any(
        other.start in near and other.kind == one.kind and same(one, other) for other in theirs
    )


def _is_rounded(one: Quantity, other: Quantity, pair: Comparison) -> bool:
    """Whether the rewrite says "about 2,000" for 1,985, or the other way round."""
    if one.kind != "number" or other.kind != "number" or one.unit != other.unit:
        return False
    if abs(one.value - other.value) > _ROUNDING * max(abs(one.value), abs(other.value)):
        return False
    approximate_b = _is_approximate(pair.b, other.start)
    rounder = len(f"{other.value:g}".rstrip("0")) <= len(f"{one.value:g}".rstrip("0"))
    return approximate_b and rounder


def _is_approximate(side: Side, at: int) -> bool:
    return any(side.tokens[one].low in _APPROXIMATE for one in range(max(0, at - 2), at))
