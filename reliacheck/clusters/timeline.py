"""Where the marks of a timeline stand: a lane for a group, a mark for a member.

Time runs from the first member of each group, on a scale that has room for minutes and for years.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p
from typing import NamedTuple

from reliacheck.clusters.model import Group, Member, Role
from reliacheck.clusters.times import how_long
from reliacheck.clusters.wording import later, role_word, title

__all__ = ["Lane", "Mark", "Tick", "Timeline", "timeline"]

LANES = 40
WIDTH = 1000.0
_LEFT, _RIGHT = 310.0, 70.0  # room for labels, and for members without a date
_TOP, _BOTTOM = 34.0, 10.0
_ROW, _ROWS = 17.0, 5  # height of a row of marks; rows at most in a lane
_PADDING = 16.0  # of a lane, above and below together
_APART = 17.0  # between marks in a row
_SCALE = 600.0  # seconds below which the scale is about linear
_TICKS = (0, 600, 3_600, 6 * 3_600, 86_400, 7 * 86_400, 30 * 86_400, 31_557_600, 157_788_000)
_TICK_ROOM = 46.0
_LABEL = 39  # characters


class Mark(NamedTuple):
    """A member."""

    x: float
    y: float
    role: Role
    tip: str


class Lane(NamedTuple):
    """A group."""

    number: int
    label: str
    sub: str
    y: float  # of its middle
    top: float
    height: float
    start: float  # of the line through its marks
    end: float
    marks: Sequence[Mark]
    more: int  # members that there was no room for


class Tick(NamedTuple):
    """A time on the scale."""

    x: float
    label: str


class Timeline(NamedTuple):
    """The whole picture."""

    width: float
    height: float
    undated_x: float | None  # where members without a date stand, if there are any
    ticks: Sequence[Tick]
    lanes: Sequence[Lane]
    left_out: int  # groups


def timeline(groups: Sequence[Group]) -> Timeline:
    """The picture of these groups, the first ones if there are many."""
    shown = groups[:LANES]
    longest = max((group.seconds or 0.0 for group in shown), default=0.0)
    scale = _Scale(max(longest, _SCALE))
    lanes: list[Lane] = []
    top = _TOP
    for group in shown:
        lanes.append(_lane(group, top, scale))
        top += lanes[-1].height
    undated = any(one.seconds is None for group in shown for one in group.members)
    return Timeline(
        WIDTH,
        top + _BOTTOM,
        scale.undated if undated else None,
        _ticks(scale),
        lanes,
        len(groups) - len(shown),
    )


class _Scale:
    def __init__(self, longest: float) -> None:
        self.longest = longest
        self.first = _LEFT + _APART
        self.last = WIDTH - _RIGHT - _APART
        self.undated = WIDTH - _RIGHT / 2

    def x(self, seconds: float) -> float:
        share = log1p(max(seconds, 0.0) / _SCALE) / log1p(self.longest / _SCALE)
        return round(self.first + share * (self.last - self.first), 1)


def _ticks(scale: _Scale) -> list[Tick]:
    ticks: list[Tick] = []
    for seconds in _TICKS:
        tick = Tick(scale.x(seconds), how_long(seconds) if seconds else "first")
        if seconds <= scale.longest and (not ticks or tick.x - ticks[-1].x >= _TICK_ROOM):
            ticks.append(tick)
    return ticks


def _lane(group: Group, top: float, scale: _Scale) -> Lane:
    ends: list[float] = []  # of the rows: where their last marks stand
    placed: list[tuple[Member, float, int]] = []
    more = 0
    for member in group.members:
        x = scale.undated if member.seconds is None else scale.x(member.seconds)
        row = next((row for row, end in enumerate(ends) if x - end >= _APART), len(ends))
        if row >= _ROWS:
            more += 1
            continue
        ends[row:] = [x] if row == len(ends) else [x, *ends[row + 1 :]]
        placed.append((member, x, row))
    height = max(len(ends), 2) * _ROW + _PADDING
    middle = top + height / 2
    first = middle - (len(ends) - 1) * _ROW / 2
    marks = [Mark(x, first + row * _ROW, one.role, _tip(one, group)) for one, x, row in placed]
    dated = [mark.x for mark in marks if mark.x != scale.undated] or [scale.first]
    outlets = len(group.outlets)
    return Lane(
        number=group.number,
        label=_cut(f"{group.number}. {title(group.lead)}"),
        sub=_cut(f"{len(group.members)} articles, {outlets} outlet{'' if outlets == 1 else 's'}"),
        y=middle,
        top=top,
        height=height,
        start=min(dated),
        end=max(dated),
        marks=marks,
        more=more,
    )


def _tip(member: Member, group: Group) -> str:
    outlet = member.piece.outlet or "outlet unknown"
    return f"{outlet}: {later(member, group)}, {role_word(member.role)}"


def _cut(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"
