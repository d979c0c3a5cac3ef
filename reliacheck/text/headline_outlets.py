"""The outlet in a headline: "NYT: X", "X - The Guardian", "X | World news | CNN"."""

from __future__ import annotations

import re
from collections.abc import Container

from reliacheck.text.headline_words import word_set
from reliacheck.text.patterns import pattern

_OUTLETS = word_set(
    "ABC AFP AP Axios BBC Bloomberg Breitbart CBC CBS CNBC CNN dpa HuffPost ITV KCNA MSNBC NBC "
    "NHK NPR NYT PBS Politico PTI Reuters RT RTÉ SANA SCMP Slate Spiegel TASS TMZ UPI Vox WaPo WSJ"
) | {"Al Jazeera", "Le Monde", "El País", "Der Spiegel", "Deutsche Welle", "USA Today"}
# What a name of two words or more may end in.
_TITLES = word_set(
    "times post herald tribune guardian journal telegraph mail express gazette chronicle observer "
    "independent standard star sun mirror globe press republic examiner inquirer dispatch courier "
    "sentinel zeitung rundschau magazine"
)
# The same, but before a colon these are as often a subject ("Space News: X").
_MEDIA = word_set("news tv television radio online daily weekly")
# "CNN Politics" is an outlet, "CNN Poll" a subject.
_SECTIONS = _MEDIA | word_set("politics business sport sports world international english africa")
_BRANDS = _OUTLETS | {"Fox", "Sky", "Yahoo", "Daily Mail", "Evening Standard"}
# "Breaking News" and "| Video" are labels.
_NO_OUTLETS = word_set("bad big breaking fake good hard latest live more top")
_LABELS = word_set("analysis comment gallery live opinion photos pictures poll video watch")
_SMALL_WORDS = word_set("of the and & de la")
_LONGEST_OUTLET = 5
_LONGEST_SECTION = 3
_MOST_SECTIONS = 3
_DOMAIN = pattern(r"(?:[\w-]+\.)+(?:com|org|net|info|tv|de|fr|co\.uk|com\.au|ie|ca)", re.I)
_MARK = pattern(r": | [|–—-] ")


def split_outlet(headline: str, outlets: Container[str] | None = None) -> tuple[str, str | None]:
    """Take the name of an outlet off either end: "X - The Guardian" -> ("X", "The Guardian").

    `outlets` are names to know besides those told by their shape, as written or in lower case.
    Returns the headline without the outlet and the outlet, or the headline and None. "Russia: three
    dead", "Fox News Poll: X" and "Trump - a year on" have no outlet.
    """
    headline = headline.strip()
    marks = list(_MARK.finditer(headline))
    if not marks:
        return headline, None
    return (
        _split_suffix(headline, marks[-1], outlets)
        or _split_prefix(headline, marks[0], outlets)
        or (headline, None)
    )


def _split_suffix(
    headline: str, mark: re.Match[str], outlets: Container[str] | None
) -> tuple[str, str] | None:
    rest, name = headline[: mark.start()].rstrip(), headline[mark.end() :].rstrip(" .…")
    if mark[0] == ": " or len(rest.split()) < 2:
        return None
    # A bar sets off the furniture of a site whatever its name, if the headline is what is longer.
    by_bar = mark[0] == " | " and _is_titled(name) and len(rest.split()) > len(name.split()) + 1
    if by_bar or _is_outlet(name, outlets) or _ends_in(name, _MEDIA):
        return _without_sections(rest), name
    return None


def _split_prefix(
    headline: str, mark: re.Match[str], outlets: Container[str] | None
) -> tuple[str, str] | None:
    name, rest = headline[: mark.start()], headline[mark.end() :].lstrip()
    return (rest, name) if rest and _is_outlet(name, outlets) else None


def _without_sections(headline: str) -> str:
    """Drop the sections between headline and outlet: "X | World news"."""
    for _ in range(_MOST_SECTIONS):
        rest, _, section = headline.rpartition(" | ")
        if len(section.split()) > min(_LONGEST_SECTION, len(rest.split())):
            break
        headline = rest.rstrip()
    return headline


def _is_outlet(name: str, outlets: Container[str] | None) -> bool:
    if outlets is not None and (name in outlets or name.lower() in outlets):
        return True
    if name in _OUTLETS or _DOMAIN.fullmatch(name) or _ends_in(name, _TITLES):
        return True
    brand, _, section = name.rpartition(" ")
    return brand in _BRANDS and section.lower() in _SECTIONS


def _ends_in(name: str, words: frozenset[str]) -> bool:
    first, *others = name.lower().split() or [""]
    if not 0 < len(others) < _LONGEST_OUTLET or first in _NO_OUTLETS:
        return False
    return others[-1] in words and _is_titled(name)


def _is_titled(name: str) -> bool:
    words = [word for word in name.split() if word not in _SMALL_WORDS]
    if not words or words[-1].lower() in _LABELS:
        return False
    return all(word[0].isupper() for word in words)
