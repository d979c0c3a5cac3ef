"""The outlets that a few words name: a byline, a dateline's brackets, a thank-you."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reliacheck.gazetteer import Gazetteer, Outlet
from reliacheck.text.patterns import pattern

AGENCIES = "agencies"  # what a credit is called that names none of them
_MOST_TOKENS = 24  # names looked at in one byline
_LONGEST_ABBREVIATION = 6
_MOST_PRINTED_WORDS = 7
_TRIMMED = " \t\n\u00a0()[]{}<>«»\"'“”‘’*_•·.:;,–—-|/\\"

_SEPARATOR = pattern(
    r"\s*(?:[,/&;|+،؛、]|\s[–—-]\s|\b(?:and|with|via|und|et|avec|y|e|и)\b|\sو\s?)\s*", re.IGNORECASE
)
# Unnamed agencies. "Law enforcement agencies" are none.
_GENERIC = pattern(
    r"(?:(?:our|the|other|various|news|wire|press|international|foreign|from|combined|staff|and)\s+)*"
    r"(?:agencies|newsagencies|agency|wires?|newswires?|wire\s?services?|news\s+services"
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
    r"|(?:\w+\s+){0,2}(?:writers?|reporters?|correspondents?|editors?|analysts?)|dispatch(?:es)?"
    r"|reports?|photos?)\Z",
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


def names_among(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The outlets and unnamed agencies that text[start:end] names among people and offices."""
    mentions = [
        Named(one.outlet.name, one.outlet, one.start, one.end)
        for one in outlets.find(text, start, end)
        if not one.ambiguous and one.outlet.name not in _PICTURES
    ]
    rest: list[Named] = []
    for token in _tokens(text, start, end):
        if any(one.start < token[1] and token[0] < one.end for one in mentions):
            continue
        words = text[slice(*token)]
        if _GENERIC.fullmatch(words):
            rest.append(Named(AGENCIES, None, *token))
        elif _may_be_abbreviation(words) and (found := _outlet_named(text, *token, outlets)):
            rest.append(found)
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
    for name in (words, words[: office.start()]) if office else (words,):
        outlet = outlets.lookup(name)
        if outlet is None or outlet.name in _PICTURES:
            continue
        if outlet.kind == "agency" or name not in outlet.ambiguous_aliases:
            return Named(outlet.name, outlet, start, end)
    return None


def _may_be_abbreviation(words: str) -> bool:
    return len(words) <= _LONGEST_ABBREVIATION and (words.isupper() or words == "dpa")


def _like_a_name(words: str) -> bool:
    first = words[:1]
    caseless = first.isalpha() and first.upper() == first.lower()
    return (first.isupper() or caseless) and len(words.split()) <= _MOST_PRINTED_WORDS


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
