"""Credits at the head of a story: bylines, datelines, and datelines left in the first paragraph."""

from __future__ import annotations

import re

from reliacheck.gazetteer import Gazetteer
from reliacheck.reuse.credit_names import (
    Named,
    is_ordinary,
    names_among,
    names_only,
    names_shared,
    without_pictures,
)
from reliacheck.text.patterns import pattern

_LONGEST_DATELINE = 130  # characters
_LONGEST_BYLINE = 160  # that stands among the body's paragraphs
_LONGEST_LIST = 600  # that is looked at in a byline
_SHORTEST_PROSE = 60
_MOST_PLACE_WORDS = 9
_MOST_WRITERS = 3  # commas in the byline of one story
_MOST_COLLEAGUES = 6  # where their agency stands at the end

# "WASHINGTON (Reuters) -", "(CNN)The", "MOSCOW, February 16. /TASS/.", "(ANSA) - ROMA, 16 FEB -"
_BRACKETED = pattern(
    r"(?P<place>[^()\[\]/\n]{0,80}?(?:\s\[[^\[\]\n]{2,30}\],[^()\[\]/\n]{0,30}?)?)\s*"
    r"(?:-+\s*)?(?:\((?P<round>[^()\n]{2,60})\)|\[(?P<square>[^\[\]\n]{2,60})\]"
    r"|/(?P<slash>[^/\n]{2,40})/)"
    r"\s*(?P<dash>\.?\s*[-:|]+|\.|)\s*(?=(?P<next>\S))"
)
# "TEHRAN, Feb. 16, IRNA – ", "МОСКВА, 16 фев — РИА Новости.", "Tehran, IRNA -"
_WITH_COMMAS = pattern(
    r"(?P<place>[^\W\d_][^\n()|]{1,60}?)(?:,|\s*-)\s*(?P<who>[^\W\d_][^,()\n|.-]{1,30}?)"
    r"\s*(?:-+\s|\.\s)(?=\S)"
)
# "Reuters, HALDEN - ", "Reuters, HALDEN, Feb 16 - "
_AGENCY_FIRST = pattern(
    r"(?P<who>[^\W\d_][^,()\n|.-]{1,30}),\s*(?P<place>[^\W\d_][^,()\n|-]{2,40}?)"
    r"(?:,[^()\n|-]{3,30})?\s*-+\s(?=\S)"
)
# "به گزارش خبرگزاری فارس،" opens copy of Iranian agencies and of those who run it
_PERSIAN = pattern(r"(?:[^\n:]{0,60}[:-]\s*)?به (?:گزارش|نقل از)\s+(?P<who>[^,:;.\n]{2,60})")
_BY = pattern(
    r"\W*(?:by|von|par|por|di|door|av|from|автор|نویسنده|الكاتب|written\s+by)\b[\s:]*",
    re.IGNORECASE,
)
_DATED = pattern(
    r"\s*[\s|,*-]\s*(?:(?:last\s+)?(?:updated|published|posted)\b\W*)?(?:[a-z]{3,6}day\W+)?"
    r"(?:[^\W\d]{3,9}\.?\s+)?\d[^\n]*\Z",
    re.IGNORECASE,
)
_PUBLISHED_BY = pattern(r"(?:published|posted|updated)\b.{0,80}?\bby\s+(?P<who>.+)", re.I | re.S)


def is_roll(text: str, start: int, end: int, names: list[Named]) -> bool:
    """Whether a byline lists everybody who wrote for the page rather than for the story.

    In "Jane Doe, John Roe, Ann Poe, Associated Press" the agency is where they work.
    """
    others = text.count(",", start, end)
    at_end = bool(names) and "," not in text[names[-1].end : end]
    return others >= (_MOST_COLLEAGUES if at_end else _MOST_WRITERS)


def _without_date(text: str, start: int, end: int) -> int:
    """Where a line ends without its date: "Reuters Sep 18, 2013", "AFP | Updated: May 3"."""
    dated = any(map(str.isdigit, text[start:end]))
    found = _DATED.search(text, start, end) if dated else None
    return found.start() if found else end


def in_byline(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The outlets of a byline: its writers' own, or the whole line's."""
    end = min(end, start + _LONGEST_LIST)
    by = _BY.match(text, start, end)
    start = by.end() if by else start
    names = names_only(text, start, end, outlets) or names_among(text, start, end, outlets)
    return without_pictures(text, start, end, names)


def in_dateline(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The agency of a dateline that stands by itself."""
    end = min(end, start + _LONGEST_DATELINE)
    line = text[start:end] + " - X"
    found = in_lead(line, 0, len(line), outlets) or names_among(
        line, 0, end - start, outlets, sure=True
    )
    return [one._replace(start=one.start + start, end=one.end + start) for one in found]


def in_lead(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The agency of a dateline with which a paragraph begins."""
    stop = min(end, start + _LONGEST_DATELINE)
    head = text[start:stop]
    bracket = "(" in head or "/" in head or "[" in head
    if bracket and (found := _BRACKETED.match(text, start, stop)):
        return _bracketed(text, found, outlets)
    if "به " in head and (found := _PERSIAN.match(text, start, stop)):
        return names_among(text, *found.span("who"), outlets)
    if ", " in head and (found := _AGENCY_FIRST.match(text, start, stop)):
        place = found["place"]
        names = names_only(text, *found.span("who"), outlets) if place.isupper() else []
        if names and outlets.lookup(place) is None:
            return _agencies(names)
    if not (head[:3].isupper() or any(map(str.isdigit, head))):
        return []
    found = _WITH_COMMAS.match(text, start, stop)
    if found and (found["place"].isupper() or any(map(str.isdigit, found["place"]))):
        names = _agencies(names_only(text, *found.span("who"), outlets))
        return [one for one in names if not _is_shared(text, one)]  # "QUAKERTOWN, PA — "
    return []


def _bracketed(text: str, found: re.Match[str], outlets: Gazetteer) -> list[Named]:
    place = found["place"]
    group = next(name for name in ("round", "square", "slash") if found[name])
    dash, follows = found["dash"], found["next"]
    if not (dash or follows.isupper() or not follows.isascii() or follows in "\"'"):
        return []
    if place and not _is_place(place, bool(dash.strip(". ")), outlets):
        return []
    return names_shared(text, *found.span(group), outlets)


def _is_place(place: str, dashed: bool, outlets: Gazetteer) -> bool:
    """Whether it may be where and when: not "The Associated Press (AP)", not half a sentence."""
    words = place.split()
    city = place.partition(",")[0]
    capital = city[:1].isupper() or not city.isascii()
    if len(words) > _MOST_PLACE_WORDS or not capital or set(place) & set('?!;"'):
        return False
    in_capitals = sum(map(str.isupper, city)) > sum(map(str.islower, city))
    if not (in_capitals or dashed or any(map(str.isdigit, place))):
        return False
    return in_capitals or outlets.lookup(place) is None


def _is_shared(text: str, named: Named) -> bool:
    return named.outlet is None or is_ordinary(text[named.start : named.end], named.outlet)


def _agencies(names: list[Named]) -> list[Named]:
    return [one for one in names if one.outlet is None or one.outlet.kind == "agency"]


def is_prose(text: str) -> bool:
    """Whether a paragraph belongs to the story rather than to what stands above it."""
    return len(text) > _LONGEST_BYLINE or (
        len(text) > _SHORTEST_PROSE and text.rstrip("\"')").endswith((".", "!", "?"))
    )


def in_head_line(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The outlets of a byline that the reader took for a paragraph."""
    if end - start > _LONGEST_BYLINE or text[end - 1] in ":,":
        return []  # "Reuters reports:" comes before a quotation
    if by := _BY.match(text, start, end):
        rest = text[by.end() : end]
        if rest[:1].isupper() and not rest.rstrip().endswith((".", "?", "!")):
            return in_byline(text, start, end, outlets)
    if " by " in text[start:end] and (published := _PUBLISHED_BY.match(text, start, end)):
        return names_among(text, *published.span("who"), outlets)
    names = names_only(text, start, _without_date(text, start, end), outlets)
    return _agencies(names or in_brackets(text, start, end, outlets))


def in_brackets(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The agencies of a line such as "(Reuters/Village Post)"."""
    line = text[start:end].strip()
    bracketed = line[:1] == "(" and line[-1:] == ")"
    return names_shared(text, start, end, outlets) if bracketed else []
