"""What a row of Wikipedia's list is about, from what it is called.

"Newsweek (2013–present)", "Fox News (news excluding politics and science)", "HuffPost (politics)".
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from reliacheck.ratings.model import plain_topic

GENERAL = "general topics"  # what the rows beside it do not name
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DAY = r"(?:(?:\d{1,2} )?[a-z]+ )?\d{4}"
_DATES = (
    (re.compile(rf"(?:pre-|before )({_DAY})"), "before"),
    (re.compile(rf"(?:post-|after |since )({_DAY})"), "since"),
    (re.compile(rf"({_DAY})\s*[–-]\s*present"), "since"),
    (re.compile(rf"({_DAY})\s*[–-]\s*({_DAY})"), "between"),
)
# In brackets these tell one thing of a name from another; they say nothing of scope.
_NO_SCOPE = re.compile(
    r"uk|us|usa|united (?:kingdom|states)|india|ireland|australia|canada|nigeria|lebanon|pakistan|"
    r"bangladesh|.*\b(?:magazine|newspaper|website|journal|publisher|book|tv|television|company|"
    r"news agency|channel)",
)


class Scope(NamedTuple):
    """What a row is about. `words`: the brackets as they are written."""

    name: str
    words: str = ""
    since: date | None = None
    until: date | None = None
    topics: tuple[str, ...] = ()
    except_topics: tuple[str, ...] = ()


def scope_of(title: str) -> Scope:
    """The scope that a row's title tells in brackets."""
    told = [text.strip() for text in _BRACKETS.findall(title) if _is_scope(text)]
    name = " ".join(_BRACKETS.sub(" ", title).split())
    scope = Scope(name, "; ".join(told))
    for text in told:
        scope = _with_brackets(scope, text)
    return scope._replace(
        topics=tuple(sorted(set(scope.topics))),
        except_topics=tuple(sorted(set(scope.except_topics))),
    )


def _is_scope(text: str) -> bool:
    plain = text.strip().casefold()
    is_initials = len(text.strip()) <= 6 and text.strip().isupper()
    return bool(plain) and not is_initials and not _NO_SCOPE.fullmatch(plain)


def _with_brackets(scope: Scope, text: str) -> Scope:
    excluding = False
    for part in re.split(r"[,;]", text):
        plain = plain_topic(part)
        dates = _dates(plain)
        if dates is not None:
            scope = scope._replace(since=dates[0], until=dates[1])
            continue
        before, found, behind = plain.partition("excluding ")
        if plain.startswith("non-"):
            found, behind = "non-", plain.removeprefix("non-")
        excluding = excluding or bool(found)
        topics = tuple(filter(None, re.split(r" and | & ", behind if found else before)))
        field = "except_topics" if excluding else "topics"
        scope = scope._replace(**{field: getattr(scope, field) + topics})
    return scope


def _dates(text: str) -> tuple[date | None, date | None] | None:
    """The first and last day of what is told, or None where it is no date."""
    for pattern, kind in _DATES:
        match = pattern.fullmatch(text)
        spans = [_days(one) for one in match.groups()] if match else []
        if spans and all(spans):
            first, last = spans[0], spans[-1]
            assert first is not None
            assert last is not None
            if kind == "before":
                return None, first[0] - timedelta(days=1)
            return first[0], last[1] if kind == "between" else None
    return None


def _days(text: str) -> tuple[date, date] | None:
    """The first and last day of a year, a month or a day."""
    *before, year = text.split()
    try:
        if not before:
            return date(int(year), 1, 1), date(int(year), 12, 31)
        month = _MONTHS.index(before[-1]) + 1
        if len(before) > 1:
            day = date(int(year), month, int(before[0]))
            return day, day
        first = date(int(year), month, 1)
        following = date(int(year) + month // 12, month % 12 + 1, 1)
        return first, following - timedelta(days=1)
    except ValueError:
        return None
