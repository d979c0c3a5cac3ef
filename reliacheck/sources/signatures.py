"""Whose words a paragraph is signed as: embedded posts, and passages of a round-up (English).

"... is safe. — Jane Doe (@janedoe) May 4" is Jane Doe's. In a round-up of opinions each passage is
followed by a line of its own: "Jane Doe, Coast Daily".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reliacheck.article import Article, Part
from reliacheck.gazetteer import MEDIA, Gazetteer
from reliacheck.sources.model import Span
from reliacheck.text.patterns import pattern

_NAME = r"[A-Z][\w.'’\-]*(?:[ ](?:[A-Z][\w.'’\-]*|of|the|for|de|van|von|al|&)){0,5}"
_POST = pattern(rf"[—–][ ]?(?P<name>{_NAME})[^\n()@]{{0,40}}\(@\w+\)(?:[ ]\w+[ ]\d+,[ ]\d{{4}})?")
_LINE = pattern(rf"(?P<name>{_NAME})(?:,[ ](?P<outlet>[^,\n]{{2,40}}))?\Z")
_BOARD = pattern(r"[ ](?:[Ee]ditorial [Bb]oard|[Ee]ditors|[Ss]taff)\Z")
_LONGEST = 60  # code points of a line that signs a passage
_FEWEST = 2  # such lines; a single one is a byline or a heading


class Signature(NamedTuple):
    """Who signs some text."""

    start: int  # the name
    end: int
    is_outlet: bool
    text: Span  # what is signed


def signatures(article: Article, outlets: Gazetteer) -> list[Signature]:
    """The signatures in an article, in order of what they sign."""
    posts = list(_posts(article)) if "(@" in article.text else []
    lines = list(_lines(article.body, outlets))
    return sorted([*posts, *(lines if len(lines) >= _FEWEST else [])], key=lambda one: one.text)


def _posts(article: Article) -> Iterator[Signature]:
    for part in article.body:
        start = part.start
        for one in _POST.finditer(article.text, part.start, part.end):
            yield Signature(*one.span("name"), is_outlet=False, text=(start, one.end()))
            start = one.end()


def _lines(body: Sequence[Part], outlets: Gazetteer) -> Iterator[Signature]:
    for before, part in pairwise(body):
        if len(part.text) > _LONGEST or len(before.text) <= _LONGEST:
            continue
        signed = (before.start, before.end)
        plain = _BOARD.sub("", part.text)
        if _is_medium(plain, outlets):
            yield Signature(part.start, part.start + len(plain), is_outlet=True, text=signed)
        elif (line := _LINE.match(part.text)) and _is_medium(line["outlet"] or "", outlets):
            board = _BOARD.search(f" {line['name']}") is not None
            first, last = line.span("outlet" if board else "name")
            yield Signature(part.start + first, part.start + last, is_outlet=board, text=signed)


def _is_medium(name: str, outlets: Gazetteer) -> bool:
    known = outlets.lookup(name) if name[:1].isupper() else None
    return known is not None and known.kind in MEDIA
