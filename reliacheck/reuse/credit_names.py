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
_MOST_GENERIC_WORDS = 6
_TRIMMED = " \t\n()[]{}<>\"'*_.:;,-|/\\"

# Marks are made one of a kind before anything is looked for: sets of characters beyond Latin-1 are
# dear to compile.
_MARKS = {
    "-": "–—―‐‑−",
    '"': "“”„«»",
    "'": "’‘",
    "*": "•·●▪■",
    " ": "\u00a0\u200c\u3000",
    ".": "…。",
    ",": "،、",
    ";": "؛",
    "?": "؟",
    ":": "：",
}
_SEPARATOR = pattern(
    r"\s*(?:[,/&;|+]|\s-\s|\b(?:and|And|AND|with|via|und|et|avec|y|e|и)\b|\sو\s?)\s*"
)
# Unnamed agencies, all words of them; "law enforcement agencies" are none.
_AGENCY = frozenset(
    "agencies newsagencies agency wire wires newswire newswires wireservices agentur agenturen"
    " agenturmaterial nachrichtenagenturen agence agences agencias agenzie وكالات الوكالات"
    " خبرگزاریها агентства агентств агентствами".split()
)
_WITH_AGENCY = frozenset(
    "our the other various news press international foreign from combined staff and service"
    " services report reports input inputs feed feeds copy dispatches de presse".split()
)
# The desk itself beside an agency: "Staff and agencies", "Our correspondent".
_DESK = frozenset(
    "staff correspondent correspondents reporter reporters writer writers desk report bureau editor"
    " team redacción redaktion rédaction redazione".split()
)
_WITH_DESK = frozenset(
    "our the a from by online news web guardian international foreign digital special"
    " monitoring".split()
)
# What may follow an outlet's name: "Reuters news agency", "Associated Press Writer".
_OFFICES = frozenset(
    "agency newswire newswires wire wires service services staff writer writers reporter reporters"
    " correspondent correspondents editor editors analyst analysts dispatch dispatches".split()
)
_MOST_OFFICE_WORDS = 3
_MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday"
    " sunday".split()
)
# Who sells pictures is no source of words.
_PICTURES = frozenset(
    ("Getty Images", "Shutterstock", "Alamy", "NurPhoto", "European Pressphoto Agency", "iStock")
)
# Last words of an outlet's name that no person has.
_PAPERS = frozenset(
    "post times news herald daily tribune gazette journal courier chronicle observer star press"
    " mirror telegraph guardian sentinel examiner dispatch record standard echo mail today weekly"
    " review radio tv television media online zeitung anzeiger tageblatt nachrichten".split()
)
_PICTURE_KINDS = (
    r"(?:photos?|photographs?|photography|pictures?|images?|videos?|footage|graphics?|maps?"
    r"|illustrations?|fotos?|bild(?:er)?|camera)"
)
# "Photos by Reuters", "Video: AP"; not "Text and photos by Reuters".
_PICTURES_BY = pattern(
    rf"(?<!and\s)(?<!&\s)\b{_PICTURE_KINDS}(?:\s*(?:,|&|and)\s*{_PICTURE_KINDS})*"
    r"(?:\s+(?:by|from|von|courtesy\s+of|credits?)\b|\s*:)(?P<whose>[^\n;|]*)",
    re.IGNORECASE,
)
_WORDS_BY = pattern(r"\b(?:text|words|story|report(?:ing)?|writing|written)\b", re.IGNORECASE)


class Named(NamedTuple):
    """An outlet, or unnamed agencies, in a text."""

    name: str
    outlet: Outlet | None
    start: int  # code points into the text
    end: int


def with_plain_marks(text: str) -> str:
    """A text of the same length in which dashes, quotation marks and the like are ASCII ones."""
    if not text.isascii():
        for plain, marks in _MARKS.items():
            for mark in marks:
                text = text.replace(mark, plain)
    return text


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
        if _is_generic(words):
            names.append(Named(AGENCIES, None, *token))
        elif (found := _outlet_named(text, *token, outlets)) is not None:
            names.append(found)
        elif not _is_desk(words):
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
        if _is_generic(words):
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


def names_shared(text: str, start: int, end: int, outlets: Gazetteer) -> list[Named]:
    """The agencies of text[start:end] if nothing else stands there but papers that use them:
    "Reuters/Village Post".
    """
    if names := names_only(text, start, end, outlets):
        return names
    if "/" not in text[start:end]:
        return []
    agencies: list[Named] = []
    for token in _tokens(text, start, end):
        found = _outlet_named(text, *token, outlets)
        if found is not None and found.outlet is not None and found.outlet.kind == "agency":
            agencies.append(found)
        elif not _is_paper(text[slice(*token)]):
            return []
    return agencies


def without_pictures(text: str, start: int, end: int, names: list[Named]) -> list[Named]:
    """The names without those that text[start:end] gives as whose the pictures are."""
    spans: list[tuple[int, int]] = []
    for found in _PICTURES_BY.finditer(text, start, end) if names else ():
        first, stop = found.span("whose")
        words = _WORDS_BY.search(text, first, stop)
        spans.append((first, words.start() if words else stop))
    return [one for one in names if not any(a <= one.start < b for a, b in spans)]


def _is_paper(words: str) -> bool:
    return _like_a_name(words) and words.lower().split()[-1] in _PAPERS


def _outlet_named(text: str, start: int, end: int, outlets: Gazetteer) -> Named | None:
    """The outlet that these words as a whole name, with its office at most."""
    words = " ".join(text[start:end].split())
    names = [words, *_without_office(words)]
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
        and _OFFICES.isdisjoint(behind.lower().split()[: _MOST_OFFICE_WORDS + 1])
    )


def _has_words(outlet: Outlet) -> bool:
    """Whether it publishes copy of its own: a platform or a seller of pictures has none."""
    return outlet.kind != "social" and outlet.name not in _PICTURES


def _is_generic(words: str) -> bool:
    """Whether it means agencies without a name: "wire services", "Post wires"."""
    lower = words.lower().replace("ی ها", "یها").split()
    if not lower or len(lower) > _MOST_GENERIC_WORDS:
        return False
    if (len(lower) == 2 and lower[1] == "wires") or lower == ["news", "services"]:
        return True
    return not _AGENCY.isdisjoint(lower) and (_AGENCY | _WITH_AGENCY).issuperset(lower)


def _is_desk(words: str) -> bool:
    """Whether it means the desk: "our correspondent", a writer's initials."""
    if len(words) <= _LONGEST_ABBREVIATION and words.isalpha() and words.islower():
        return True
    lower = words.lower().split()
    return bool(lower) and lower[-1] in _DESK and (_DESK | _WITH_DESK).issuperset(lower)


def _without_office(words: str) -> Iterator[str]:
    """A name without "news agency", "Business Writer" or the like behind it."""
    name = words
    for _ in range(_MOST_OFFICE_WORDS):
        name, _, last = name.rpartition(" ")
        if not name or (name.count(" ") == words.count(" ") - 1 and last.lower() not in _OFFICES):
            return
        yield name.removesuffix("'s").removesuffix("'")


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
    dated = any(map(str.isdigit, words)) or words.lower().split()[0].strip(".") in _MONTHS_AND_DAYS
    return fits and not dated


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
