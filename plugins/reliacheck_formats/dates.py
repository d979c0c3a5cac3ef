"""Lines that only say when a story was published."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import NamedTuple

from reliacheck.text.patterns import pattern

_LONGEST = 100  # characters

_MONTHS = (  # English, German, French, Spanish, Italian, Portuguese, Russian; also shortened
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro января янв",
    "february feb februar février fevrier févr febrero febbraio fevereiro fev февраля фев",
    "march mar märz mär mars marzo março марта мар",
    "april apr avril avr abril abr aprile апреля апр",
    "may mai mayo maggio mag maio мая",
    "june jun juni juin junio giugno giu junho июня июн",
    "july jul juli juillet juil julio luglio lug julho июля июл",
    "august aug août aout agosto ago августа авг",
    "september sep sept septembre septiembre settembre set setembro сентября сен сент",
    "october oct oktober okt octobre octubre ottobre ott outubro октября окт",
    "november nov novembre noviembre novembro ноября ноя",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro декабря дек",
)

_AGO = pattern(r"\bago\b", re.IGNORECASE)
_LABEL = pattern(r"\W*(?:(?:first|last)\s+)?(published|posted|updated|modified)\b", re.IGNORECASE)


class DateLine(NamedTuple):
    """A line that holds nothing but a date and what belongs to one."""

    published: str | None  # ISO 8601 where it can be told for certain
    updated: bool  # it says "Updated"


def read_date_line(text: str) -> DateLine | None:
    """What a date line says, None for any other line.

    The hour is kept only where the line gives it with GMT, UTC or an offset.
    """
    if len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return None
    label = _LABEL.match(text)
    dates = list(_dates().finditer(text))
    rest = _hour().sub(" ", _dates().sub(" ", text))
    told = dates or (rest != text and (label or _AGO.search(text)))
    if not told or _filler().sub("", rest):
        return None
    updated = label is not None and label[1].lower() in ("updated", "modified")
    return DateLine(_iso(dates[0], text) if dates else None, updated)


@cache
def _dates() -> re.Pattern[str]:
    year = r"(?P<y{}>(?:19|20)\d\d)"
    names = "|".join(sorted(_month_numbers(), key=len, reverse=True))
    month = rf"(?P<m{{}}>\b(?:{names})\b)\.?"
    return re.compile(
        rf"{year.format(1)}(?P<sep>[-/.])(?P<m1>\d\d?)(?P=sep)(?P<d1>\d\d?)(?!\d)(?:T(?=\d))?"
        rf"|\b(?P<d2>\d\d?)(?P<mark>[./-])(?P<m2>\d\d?)(?P=mark){year.format(2)}"
        rf"|{year.format(3)}\s*[年년]\s*(?P<m3>\d\d?)\s*[月월]\s*(?P<d3>\d\d?)\s*[日일]"
        rf"|\b(?P<d4>\d\d?)(?:st|nd|rd|th|\.|er)?\s+(?:(?:of|de)\s+)?{month.format(4)}"
        rf"(?:,?\s+(?:de\s+)?{year.format(4)})?"
        rf"|{month.format(5)}\s+(?P<d5>\d\d?)(?:st|nd|rd|th)?\b(?!:)(?:,?\s+{year.format(5)})?",
        re.IGNORECASE,
    )


@cache
def _hour() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<hour>\d\d?)(?=[:.h]\d\d|\s*[ap]\.?m\b)(?:[:.h](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?)?"
        r"(?P<half>\s*[ap]\.?m\b\.?)?\s*(?P<zone>\b(?:GMT|UTC)|Z\b)?(?P<offset>[+-]\d\d:?\d\d)?"
        r"|\b\d\d?/\d\d?(?![\d/])"
        r"|\b(?:\d+|an?|one)\s+(?:minute|min|hour|hr|day|week|month|year)s?\s+ago\b",
        re.IGNORECASE,
    )


@cache
def _filler() -> re.Pattern[str]:
    """Words and marks that stand about a date."""
    return re.compile(
        r"(?i:\b(?:first|last|published|posted|updated|created|modified|issued|date|dated|on|at|um|uhr|le|"
        r"el|à|de|du|of|the|time|local|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|"
        r"satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|г)\b)"
        r"|\b(?:GMT|UTC|Z|[A-Z]{1,3}T|MSK)\b(?:[+-]\d{1,2}(?::?\d{2})?)?"
        r"|[\s|,.:;·•()\[\]/–—-]+"
    )


@cache
def _month_numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


def month_number(word: str) -> int | None:
    """The number (1..12) of a month by its name or what it is shortened to."""
    return _month_numbers().get(word.lower().rstrip("."))


def _iso(found: re.Match[str], text: str) -> str | None:
    kind = next(kind for kind in "12345" if found[f"m{kind}"])
    name, day, year = found[f"m{kind}"], int(found[f"d{kind}"]), found[f"y{kind}"]
    month = int(name) if name.isdigit() else month_number(name)
    if year is None or month is None:
        return None
    if found["mark"] in ("/", "-") and month != day:
        if month <= 12 and day <= 12:
            return None  # the third of April or the fourth of March
        month, day = sorted((month, day))
    try:
        return _with_hour(date(int(year), month, day), text[found.end() :])
    except ValueError:
        return None


def _with_hour(day: date, rest: str) -> str:
    found = _hour().search(rest)
    if not found or not found["minute"] or not (found["zone"] or found["offset"]):
        return day.isoformat()
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if "p" in found["half"].lower() else 0)
    moment = datetime.combine(day, time(hour, int(found["minute"])), _zone(found["offset"]))
    return moment.isoformat()


def _zone(offset: str | None) -> timezone:
    if not offset:
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
