"""Lines around a story that are not its prose: bylines, credit and source lines, captions."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from reliacheck.text.patterns import pattern
from reliacheck_formats.wording import ends_sentence, is_capitalised, is_caseless, is_names

Furniture = Literal["byline", "credit", "caption"]

_LONGEST = 1000  # characters; agencies write captions of 700
_LONGEST_CREDIT = 300
_LONGEST_BYLINE = 120
_MOST_WORDS_IN_NAME = 5  # "Harbour Daily Senior Political Correspondent"
_CAPTION_TAIL = 120  # characters at a caption's end that hold the photographer and the agency
_LONGEST_OUTLET = 60

# Stripped without a pattern: sets of characters beyond Latin-1 are dear to compile.
_SPACES = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_BULLETS = f"{_SPACES}•·●▪■◦‣∙⁃*|–—-"

# First words. Most paragraphs begin with none of them and are looked at no further.
_BY = "by von par por written words".split()
_AUTHOR = "author autor autore autorin auteur автор текст نویسنده الكاتب 作者 记者 記者 文".split()
_WORK = "reporting writing editing compiled edited rewritten translated".split()
_MORE_WORK = "additional further with".split()
_SOURCE = (
    "source sources credit credits via quelle quellen fuente fuentes fonte fontes bron bronnen "
    "källa kilde kaynak источник источники джерело джерела منبع منابع مصدر المصدر 来源 來源 出典"
).split()
_RIGHTS = "© c copyright all via with mit contributing this".split()
_PICTURE = (
    "file photo photos image images caption captions picture pictured photograph foto fotos bild "
    "bildunterschrift légende crédit imagen pie фото عکس صورة 图 图片 圖 圖片 写真 enlarge media "
    "toggle"
).split()
_FIRST_WORD = pattern(r"\w+|©")
_REPORTING = frozenset((*_WORK, *_MORE_WORK))
_WRITTEN = frozenset((*_BY, *_AUTHOR))
_FIRST_WORDS = frozenset((*_BY, *_AUTHOR, *_WORK, *_MORE_WORK, *_SOURCE, *_RIGHTS, *_PICTURE))


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(
        r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Written by|Words by)\s+(?=\S)"
        rf"|(?i:{'|'.join(_AUTHOR)})\s*[:：／/]\s*(?=\S)"
    )


@cache
def _reporting() -> re.Pattern[str]:
    return re.compile(
        rf"[(\[]?(?i:(?:additional |further |with additional )?(?:{'|'.join(_WORK)}))"
        r"\b[^.;:]{0,40}?\bby\s+(?=[A-ZÀ-ÞА-Я])"
    )


@cache
def _source_label() -> re.Pattern[str]:
    return re.compile(rf"(?i:{'|'.join(_SOURCE)})\s*[:：]\s*\S")


@cache
def _rights() -> re.Pattern[str]:
    """Such as "© 2020 ...", "Via Reuters", "With inputs from agencies", from the start."""
    return re.compile(
        r"©|\([cC]\)\s*\d{4}|(?i:copyright)\s*(?:©|\([cC]\)|\d{4})|(?i:all rights reserved)"
        r"|Via\s+@?[A-Z][\w.&'’-]*(?:\s+[A-Z(][\w.&'’)-]*){0,4}\Z"
        r"|[(\[]?(?i:with (?:(?:additional )?(?:inputs?|reporting|files?|material|contributions?)"
        r" (?:from|by|of)|agency inputs|agencies|wires?\b))"
        r"|(?i:mit (?:agentur)?material\b|contributing: "
        r"|this (?:report|story) contains material from )"
    )


@cache
def _contribution() -> re.Pattern[str]:
    return re.compile(
        r"\bcontributed (?:\w+ )?to (?:this|the) (?:report|story|article|post|dispatch|coverage)\b"
        r"|(?i:all rights reserved)\.?\Z"
    )


@cache
def _picture_label() -> re.Pattern[str]:
    return re.compile(
        r"(?i:file(?: photo)?|photos?|images?|captions?|picture|pictured|photograph|fotos?|bild"
        r"|bildunterschrift|légende|crédit photo|imagen|pie de foto|фото|عکس|صورة|[图圖]片?|写真)"
        r"\s*[:：]"
        r"|FILE\s*[-–—]"
        r"|(?i:enlarge this image|(?:media|toggle) caption|image (?:caption|copyright|source)\b)"
    )


@cache
def _picture_credit() -> re.Pattern[str]:
    """Such as "(AP Photo/Jane Doe)", "REUTERS/Jane Doe", "/AFP via Getty Images", at the end."""
    agency = (
        r"(?:AFP|AP|EPA(?:-EFE)?|EFE|DPA|dpa|TASS|ANSA|PA|Reuters|REUTERS|Xinhua|Anadolu|Bloomberg|"
        r"NurPhoto|Shutterstock|Alamy|Getty(?: Images)?|Pool|UPI|SIPA|Zuma|ZUMA|TT|NTB|Keystone)"
    )
    return re.compile(
        rf"(?:REUTERS/[^\n/]{{2,60}}(?:/File Photo|/Pool|/Handout)?"
        rf"|\((?:AP Photo|Photos?|Image|Picture|Photograph|Foto)\b[^()]*\)"
        rf"|\b(?:Photo|Photograph|Picture|Foto)(?: by|:) [^\n.]{{2,60}}"
        rf"|(?:/| via ){agency}(?:/[\w ]{{2,20}}| via Getty Images| Images| Photo)?[)\]]?)\.?\Z"
    )


def furniture(text: str) -> Furniture | None:
    """What a paragraph is if it is none of the story's prose, told from its words alone."""
    if len(text) > _LONGEST:
        return None
    if "\n" in text or "\r" in text:
        text = " ".join(text.split())
    first = _first_word(text)
    if first in _FIRST_WORDS:
        if _is_byline(text, first):
            return "byline"
        if is_source_line(text) or (
            first in _RIGHTS and _rights().match(text, after_bullets(text))
        ):
            return "credit" if len(text) <= _LONGEST_CREDIT else None
        if first in _PICTURE and _picture_label().match(text):
            return "caption"
    if _is_contribution(text):
        return "credit"
    return "caption" if _ends_with_picture_credit(text) else None


def _first_word(text: str) -> str:
    """The first word in small letters, behind bullets and brackets."""
    found = _FIRST_WORD.match(text.lstrip(f"{_BULLETS}(["))
    return found[0].lower() if found else ""


def _is_byline(text: str, first: str) -> bool:
    """Whether it says who wrote: "By Jane Doe, Reuters", "(Reporting by ...; Editing by ...)"."""
    if first in _REPORTING and (found := _reporting().match(text)):
        first_clause = re.split(r"[;.]\s|\Z", text[found.end() :], maxsplit=1)[0]
        return is_capitalised(first_clause)
    if first not in _WRITTEN or len(text) > _LONGEST_BYLINE:
        return False
    found = _byline().match(text)
    return found is not None and _names_people(text[found.end() :])


def _names_people(text: str) -> bool:
    """Whether it is a list of names, with offices and outlets among them."""
    if text[:1].islower() or set(text) & set(":?!") or not is_capitalised(text):
        return False
    if text[:4].lower() == "the " or " " not in text.strip():
        return is_caseless(text) or names_outlet(text)
    names = re.split(r"[,|•·/;]|\band\b|&| [–—-] ", text)
    return all(len(name.split()) <= _MOST_WORDS_IN_NAME for name in names)


def _is_contribution(text: str) -> bool:
    """Whether it says "Jane Doe contributed to this report." """
    if len(text) > _LONGEST_CREDIT or not ("contributed" in text or "eserved" in text):
        return False
    return _contribution().search(text) is not None


def _ends_with_picture_credit(text: str) -> bool:
    tail = text[-_CAPTION_TAIL:]
    if not ("/" in tail or "hoto" in tail or " via " in tail):
        return False
    return _picture_credit().search(tail) is not None and not names_outlet(text)


def is_source_line(text: str) -> bool:
    """Whether it begins like "Source:"; a headline may do so, too."""
    if _first_word(text) not in _SOURCE:
        return False
    return _source_label().match(text, after_bullets(text)) is not None


def after_bullets(text: str) -> int:
    """Where a line begins behind its bullet or dash; 0 where nothing else is there."""
    bare = text.lstrip(_BULLETS)
    return len(text) - len(bare) if bare else 0


def names_writer_and_outlet(text: str) -> bool:
    """Whether it is a byline without "By": "Jane Doe, Reuters"."""
    parts = (
        re.split(r",\s+|\s+[|/–—-]\s+", text, maxsplit=1) if len(text) <= _LONGEST_OUTLET else []
    )
    return len(parts) == 2 and is_names(parts[0]) and names_outlet(parts[1])


_STAFF = frozenset("agencies wires newsagencies wireservices staff newsdesk webdesk".split())


def names_outlet(text: str) -> bool:
    """Whether it is only the name of a news outlet, or of several: "(AP)", "AFP/Reuters"."""
    bare = text[after_bullets(text) :].strip(" ()[]（）.–—-")
    if not bare or len(bare) > _LONGEST_OUTLET or ends_sentence(text.rstrip(")]")):
        return False
    names = re.split(r"\s*(?:[,/&;|]|\band\b)\s*", bare)
    # Most lines are ruled out before the list of outlets is read.
    return all(" " not in name or is_capitalised(name) for name in names) and all(
        _is_outlet(name) for name in names
    )


def _is_outlet(name: str) -> bool:
    from reliacheck.gazetteer import load_outlets  # only for lines that could be a name

    if name.casefold().replace(" ", "") in _STAFF:
        return True
    outlet = load_outlets().lookup(name)
    return outlet is not None and (outlet.kind == "agency" or name not in outlet.ambiguous_aliases)
