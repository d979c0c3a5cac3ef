"""The dateline at the head of a story: where it was written, and by which agency.

Houses write it in many ways: "TEHRAN (Iran News) – ", "(AP) — ", "LONDON/PARIS, May 3 (Reuters) -",
"WASHINGTON — ", "Berlin (dpa) - ", "МОСКВА, 16 фев - ", "新华社北京2月16日电".
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from reliacheck_formats.dates import month_number
from reliacheck_formats.furniture import names_outlet
from reliacheck_formats.wording import (
    ends_sentence,
    is_capitalised,
    is_caseless,
    opens_sentence,
)

_LONGEST = 100  # characters, the dash not counted
_MOST_DASHES = 3  # of which the last that ends a dateline counts
_LOOK_AHEAD = 200  # characters behind the dash that tell a dateline from a parenthesis
_PROSE = 100  # what is as long as this is the beginning of a paragraph, stop or not
_SHORTEST_LEAD = 40  # characters behind a dash that may be part of a headline
_MOST_PLACE_WORDS = 8
_MOST_CASELESS_WORDS = 3
_MOST_AGENCY_WORDS = 4
_MOST_CITY_WORDS = 3

# Words that stand in capitals before a dash as a city does.
_LABELS = frozenset(
    "FILE BREAKING UPDATE UPDATED UPDATES EXCLUSIVE ANALYSIS OPINION EDITORIAL CORRECTION WATCH "
    "LIVE CLARIFICATION VIDEO PHOTO PHOTOS NOTE ADVISORY URGENT FACTBOX EXPLAINER TIMELINE COMMENT "
    "NEW TV COMMENTARY REVIEW PREVIEW INTERVIEW FEATURE NEWS SPORT SPORTS BUSINESS WORLD POLITICS "
    "BRIEF ALERT UN EU US UK NATO WHO".split()
)
_NO_CITIES = frozenset(
    "a an and another as at but by each for from here he how i if in it its last my no not now on "
    "one or our she so some that the their there these they this those to update we what when "
    "where who why yes you".split()
)


@cache
def _dash() -> re.Pattern[str]:
    return re.compile(
        r"(?<=[)\]）］])(?:\s*\.?\s*[-‐‑−–—―]+\s*|\s*:\s+)|\s*[–—―]+\s*|\s*--+\s*|\s+[-‐‑−]\s*"
        r"|(?<=\w)-\s+"
    )


_AGENCY = r"(?:\s*[(\[（［](?P<agency>[^()\[\]（）［］]{2,40})[)\]）］])?"


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"(?P<place>[^()\[\]（）［］]*?)"
        r"(?:,?\s+(?P<day>\d{1,2}\.?\s+[^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.?\s+\d{1,2})(?:,?\s+\d{4})?)?"
        rf"{_AGENCY}"
    )


@cache
def _label_without_day() -> re.Pattern[str]:
    """The same where there is no figure, at a third of the price."""
    return re.compile(rf"(?P<place>[^()\[\]（）［］]*?){_AGENCY}(?P<day>\d)?")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_][^\d!?;:|\"“”«»–—]{0,60}")


@cache
def _agency_behind() -> re.Pattern[str]:
    return re.compile(r"(?P<place>[^,|–—]+?)(?:,|\s[|–—-])\s*(?P<agency>[^,|–—]{2,30})")


@cache
def _second_dash() -> re.Pattern[str]:
    """One that would close a parenthesis which the first one opened."""
    return re.compile(r"[–—]|--|\s-\s")


@cache
def _without_dash() -> re.Pattern[str]:
    """Like "(CNN) The mayor" and "Harbourtown (CNN)The mayor", and the Chinese form."""
    return re.compile(
        r"(?:(?P<place>[^()\d]{2,60}?)\s+)?\((?P<agency>[^()]{2,20})\)\s*(?=\S)"
        r"|[（(]?[^\s，。、,.()（）]{2,24}?\d{1,2}月\d{1,2}日[电電讯]\s*(?:[（(][^()（）]{2,20}[）)])?[）)]?\s*(?=\S)"
    )


def find_dateline(text: str) -> tuple[int, int] | None:
    """Where the dateline of a paragraph ends and where its prose begins; None if it has none.

    Offsets are code points into `text`, which starts with the dateline if there is one.
    """
    found = None
    head = text[:_LONGEST]
    for dash in itertools.islice(_dash().finditer(head), _MOST_DASHES):
        rest = text[dash.end() : dash.end() + _LOOK_AHEAD]
        if rest.strip() and _is_dateline(head[: dash.start()], dash.group(), rest):
            found = dash.start(), dash.end()
    return found or _without_a_dash(head)


def _without_a_dash(head: str) -> tuple[int, int] | None:
    if "(" not in head and "月" not in head:
        return None
    found = _without_dash().match(head)
    if not found:
        return None
    if found["agency"]:
        place = found["place"] or ""
        if not opens_sentence(head[found.end() :]) or not names_outlet(found["agency"]):
            return None
        if place and (not _is_place(place) or _starts_with_grammar(place) or names_outlet(place)):
            return None
    return len(found.group().rstrip()), found.end()


def _is_dateline(label: str, dash: str, rest: str) -> bool:
    words = " ".join(label.split())
    dated = any(map(str.isdigit, words))
    found = (_label() if dated else _label_without_day()).fullmatch(words)
    if not found:
        return False
    place, agency, day = found["place"].strip(" ,"), found["agency"], found["day"]
    if day and not _is_day(day):
        return False
    if agency is None:
        place, agency = _split_agency(place)
    if not place:
        return agency is not None and not day and _is_agency(agency, rest)
    if not _is_place(place):
        return False
    if agency is not None:
        return _belongs(place, agency, rest) and (":" not in dash or names_outlet(agency))
    if not opens_sentence(rest) or not (ends_sentence(rest) or len(rest) >= _PROSE):
        return False
    return bool(day) or _is_city(place, dash, rest)


def _is_day(day: str) -> bool:
    word = day.strip(".,0123456789 ")
    return month_number(word) is not None or is_caseless(day)


def _split_agency(place: str) -> tuple[str, str | None]:
    """Place and agency of "LONDON, Reuters" and "LONDON - Reuters"."""
    found = _agency_behind().fullmatch(place)
    if found and names_outlet(found["agency"]):
        return found["place"], found["agency"]
    return place, None


def _is_place(place: str) -> bool:
    words = place.split()
    if len(words) > _MOST_PLACE_WORDS or not _place().fullmatch(place):
        return False
    return _in_capitals(place) or is_capitalised(place)


def _in_capitals(place: str) -> bool:
    """Whether the city is written so, stray small letters ("McALLEN, Texas") let through."""
    city = place.partition(",")[0]
    capitals = sum(map(str.isupper, city))
    return capitals > max(1, sum(map(str.islower, city)))


def _is_agency(agency: str, rest: str) -> bool:
    return names_outlet(agency) or (
        len(agency.split()) <= _MOST_AGENCY_WORDS
        and is_capitalised(agency)
        and opens_sentence(rest)
    )


def _belongs(place: str, agency: str, rest: str) -> bool:
    """Whether place and agency make a dateline; "The Harbour Board (HB)" is no such thing."""
    if _starts_with_grammar(place):
        return False
    if not is_caseless(place) and agency == "".join(word[0] for word in place.split()):
        return False
    if _in_capitals(place) and opens_sentence(rest):
        return True
    if names_outlet(agency):
        return True
    return (
        opens_sentence(rest)
        and is_caseless(place) == is_caseless(agency)
        and len(place.split()) <= _MOST_CITY_WORDS
        and _is_agency(agency, rest)
    )


def _is_city(place: str, dash: str, rest: str) -> bool:
    """Whether a place without agency or day is one: "WASHINGTON — ", "Islamabad, Pakistan - "."""
    if _in_capitals(place):
        words = place.partition(",")[0].replace(".", "").split()
        return not _LABELS.issuperset(words) and not rest.isupper()
    if not dash[0].isspace() or place.upper() in _LABELS:
        return False
    if is_caseless(place):
        return len(place.split()) <= _MOST_CITY_WORDS
    return (
        len(rest) >= _SHORTEST_LEAD
        and not _starts_with_grammar(place)
        and all(len(part.split()) <= _MOST_CITY_WORDS for part in place.split(","))
        and not _second_dash().search(rest)
    )


def _starts_with_grammar(place: str) -> bool:
    return place.split()[0].lower() in _NO_CITIES
