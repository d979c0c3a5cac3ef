"""Durations as people say them."""

from __future__ import annotations

__all__ = ["how_long", "how_much_later"]

_MINUTE, _HOUR, _DAY, _YEAR = 60, 3_600, 86_400, 31_557_600  # seconds
_MANY_DAYS = 3  # from which on nobody counts hours


def how_long(seconds: float, *, by_the_day: bool = False) -> str:
    """ "40 s", "1 h 20 min", "2 d 5 h", "1 y 30 d"; whole days where only days are known."""
    whole = round(abs(seconds))
    if whole >= _YEAR:
        return _two(whole, _YEAR, "y", _DAY, "d")
    if by_the_day or whole >= _MANY_DAYS * _DAY:
        return f"{round(whole / _DAY)} d"
    if whole >= _DAY:
        return _two(whole, _DAY, "d", _HOUR, "h")
    if whole >= _HOUR:
        return _two(whole, _HOUR, "h", _MINUTE, "min")
    return f"{whole // _MINUTE} min" if whole >= _MINUTE else f"{whole} s"


def _two(whole: int, large: int, name: str, small: int, small_name: str) -> str:
    rest = whole % large // small
    return f"{whole // large} {name}" + (f" {rest} {small_name}" if rest else "")


def how_much_later(seconds: float | None, *, by_the_day: bool = False) -> str:
    """ "1 h 20 min later", "same day", "same time", "earlier" the other way round, "unknown"."""
    if seconds is None:
        return "unknown"
    if by_the_day and abs(seconds) < _DAY:
        return "same day"
    if abs(seconds) < 1:
        return "same time"
    way = "later" if seconds > 0 else "earlier"
    return f"{how_long(seconds, by_the_day=by_the_day)} {way}"
