"""The outlets that a few words name: a byline, a dateline's brackets, a thank-you."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reliacheck.gazetteer import Gazetteer, Mention, Outlet
from reliacheck.gazetteer.entries import name_key
from reliacheck.text.patterns import pattern

AGENCIES = "agencies"  # what a credit is called that names none of them
_MOST_TOKENS = 24  # names looked at in one byline
_LONGEST_ABBREVIATION = 4
_LONGEST_NAME = 60  # characters
_MOST_PRINTED_WORDS = 7
_TRIMMED = " \t\n\u00a0()[]{}<>«»\"'“”‘’*_•·.:;,–—-|/\\"

_SEPARATOR = pattern(
    r"\s*(?:[,/&;|+،؛、]|\s[–—-]\s|\b(?:and|with|via|und|et|avec|y|e|и)\b|\sو\s?)\s*", re.IGNORECASE
)
_OFFICE_AHEAD = pattern(
    r"\s+(?:\w+\s+){0,2}(?:news|agency|writers?|reporters?|correspondents?|editors?|staff|wires?)\b",
    re.IGNORECASE,
)
# Unnamed agencies. "Law enforcement agencies" are none.
_GENERIC = pattern(
    r"(?:(?:our|the|other|various|news|wire|press|international|foreign|from|combined|staff|and)\s+)*"
    r"(?:agencies|newsagencies|agency|wires?|newswires?|\w+\s+wires|wire\s?services?|news\s+services"
    r"|(?:news\s+)?agency\s+(?:reports?|inputs?|feeds?|copy)"
    r"|wire\s+(?:reports?|inputs?|feeds?|copy|dispatches)"
    r"|(?:nachrichten)?agentur(?:en|material)?|agences?(?:\s+de\s+presse)?|agencias?|agenzie"
    r"|وكالات|الوكالات|خبرگزاری[\s\u200c]?ها|агентства|агентств|агентствами)",
    re.IGNORECASE,
)
# The desk itself beside an agency: "Staff and agencies", "Our correspondent".
_DESK = pattern(
    r"(?:(?:our|the|a|from|by|online|news|web|guardian|international|foreign|digital|special"
    r"|monitoring)\s+)*(?:staff|correspondents?|reporters?|writers?|desk|report|bureau|editor|team"
    r"|redacción|redaktion|rédaction|redazione)|[a-zäöü]{2,4}",
    re.IGNORECASE,
)
# What may follow an outlet's name: "Reuters news agency", "Associated Press Writer".
_OFFICE = pattern(
    r"(?:['’]s?)?\s+(?:news\s*agency|agency|news\s*wires?|wires?|newswires?|news\s+services?|staff"
    r"|(?:\w+\s+){0,2}(?:writers?|reporters?|correspondents?|editors?|analysts?)|dispatch(?:es)?)\Z",
    re.IGNORECASE,
)
_DATE = pattern(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)"
    r"(?:uary|ruary|ch|il|e|y|ust|t?ember|ober|day)?\b",
    re.IGNORECASE,
)
# Who sells pictures is no source of words.
_PICTURES = frozenset(
    ("Getty Images", "Shutterstock", "Alamy", "NurPhoto", "European Pressphoto Agency", "iStock")
)


class Named(NamedTuple):
    """An outlet, or unnamed agencies, in a text."""

    name: str
    outlet: Outlet | None
    start: int  # code points into the text
    end: int


def names_only(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The outlets of text[start:end] if it holds nothing else: "AFP/Reuters", "Staff and agencies".

    [] where a single word is anything else.
    """
    whole = _trimmed(text, start, end)
    if whole is None or whole[1] - whole[0] > 100:
        return []
    if (found := _outlet_named(text, *whole, outlets)) is not None:
        return [found]
    names: list[Named] = []
    for token in _tokens(text, *whole):
        words = text[slice(*token)]
        if _GENERIC.fullmatch(words):
            names.append(Named(AGENCIES, None, *token))
        elif (found := _outlet_named(text, *token, outlets)) is not None:
            names.append(found)
        elif not _DESK.fullmatch(words):
            return []
    return names


def names_among(
    text: str, start: int, end: int, outlets: Gazetteer, *, sure: bool = False
) -> list[Named]:
    """The outlets and unnamed agencies that text[start:end] names among people and offices.

    `sure`: not by abbreviations that others share ("PA" is Pennsylvania, too).
    """
    mentions = [
        Named(one.outlet.name, one.outlet, one.start, one.end)
        for one in outlets.find(text, start, end)
        if not one.ambiguous and _has_words(one.outlet) and not _is_part(text, one, end)
    ]
    rest: list[Named] = []
    for token in _tokens(text, start, end):
        if any(one.start < token[1] and token[0] < one.end for one in mentions):
            continue
        words = text[slice(*token)]
        if _GENERIC.fullmatch(words):
            rest.append(Named(AGENCIES, None, *token))
        elif _may_be_name(words):
            found = _outlet_named(text, *token, outlets)
            agency = found.outlet if found else None
            if found and agency and agency.kind == "agency":
                rest += [] if sure and is_ordinary(words, agency) else [found]
    return sorted((*mentions, *rest), key=lambda one: one.start)


def names_printed(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The outlets of text[start:end], one that nobody lists as it is printed."""
    found = names_only(text, start, end, outlets) or names_among(text, start, end, outlets)
    if found:
        return found
    return [
        Named(" ".join(text[slice(*token)].split()), None, *token)
        for token in _tokens(text, start, end)
        if _like_a_name(text[slice(*token)])
    ]


def _outlet_named(text: str, start: int, end: int, outlets: Gazetteer) -> Named | None:
    """The outlet that these words as a whole name, with its office at most."""
    words = " ".join(text[start:end].split())
    office = _OFFICE.search(words)
    names = [words, words[: office.start()]] if office else [words]
    for name in names:
        outlet = outlets.lookup(name)
        if outlet is None or not _has_words(outlet):
            continue
        if outlet.kind == "agency" or not is_ordinary(name, outlet):
            return Named(outlet.name, outlet, start, end)
    if _is_abbreviation(words):
        outlet = outlets.lookup(words.upper())
        if outlet is not None and outlet.kind == "agency":
            return (
                None
                if is_ordinary(words.upper(), outlet)
                else Named(outlet.name, outlet, start, end)
            )
    return None


def _is_part(text: str, mention: Mention, end: int) -> bool:
    """Whether it is a first name ("Tasnim Doe") or of an address that lost its "@"."""
    if " " in mention.text:
        return False
    if "." in mention.text and text[max(0, mention.start - 1)] == " ":
        return "." in text[: mention.start - 1].rpartition(" ")[2]
    behind = text[mention.end : min(end, mention.end + _LONGEST_NAME)]
    return (
        behind[:1] == " "
        and behind[1:2].isupper()
        and not text[mention.start : mention.end].isupper()
        and _OFFICE_AHEAD.match(behind) is None
    )


def _has_words(outlet: Outlet) -> bool:
    """Whether it publishes copy of its own: a platform or a seller of pictures has none."""
    return outlet.kind != "social" and outlet.name not in _PICTURES


def is_ordinary(name: str, outlet: Outlet) -> bool:
    """Whether a name is one of those of an outlet that are words or other names as well."""
    return name_key(name) in map(name_key, outlet.ambiguous_aliases)


def _may_be_name(words: str) -> bool:
    """Whether `find` may have passed over an outlet: an abbreviation, or a name in capitals."""
    return words.count(" ") <= 3 and (words.isupper() or words == "dpa" or _is_abbreviation(words))


def _is_abbreviation(words: str) -> bool:
    """Whether a content system wrote "Afp" for "AFP"."""
    return len(words) <= _LONGEST_ABBREVIATION and words.isalpha() and words.istitle()


def _like_a_name(words: str) -> bool:
    first = words[:1]
    caseless = first.isalpha() and first.upper() == first.lower()
    fits = (first.isupper() or caseless) and len(words.split()) <= _MOST_PRINTED_WORDS
    return fits and not _DATE.search(words)


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between separators, brackets and marks at their ends left out."""
    for count, gap in enumerate(_SEPARATOR.finditer(text, start, end)):
        if count == _MOST_TOKENS:
            return
        if (span := _trimmed(text, start, gap.start())) is not None:
            yield span
        start = gap.end()
    if (span := _trimmed(text, start, end)) is not None:
        yield span


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip(_TRIMMED))
    end = start + len(words.strip(_TRIMMED))
    if text[start : start + 4].lower() == "the ":
        start += 4
    return (start, end) if start < end else None


def distinct(names: Sequence[Named]) -> list[Named]:
    """The first of each name."""
    first: dict[str, Named] = {}
    for one in names:
        first.setdefault(one.name, one)
    return list(first.values())
