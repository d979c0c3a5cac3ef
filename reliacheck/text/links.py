"""Where an article leads: the links of its markup, and the addresses that it prints."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from reliacheck.article import Article, Link
from reliacheck.text.patterns import pattern

_PRINTED = pattern(
    r"(?<![\w@./-])(?:https?://|www\.)[^\s<>\"“”«»|]+"
    # without a scheme only with a path: "the-post.example/story"; a bare host is a name
    r"|(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,12}/[^\s<>\"“”«»|]+",
    re.IGNORECASE,
)
# A source line may be no more than a host.
_HOST = pattern(r"(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,12}\b(?![\w@/-])", re.IGNORECASE)
_AFTER = ".,;:!?'’…*_"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def links_in(article: Article) -> tuple[Link, ...]:
    """All links of an article in order, computed once: those of the markup, and printed addresses
    that are not linked."""
    return article.memo(_links)


def _links(article: Article) -> tuple[Link, ...]:
    given = sorted(article.links)
    starts = [link.start for link in given]
    printed = {}
    for link in _printed(article):
        before = bisect_left(starts, link.end) - 1
        if before < 0 or given[before].end <= link.start:
            printed[link.start] = link
    return tuple(sorted([*given, *printed.values()]))


def _printed(article: Article) -> Iterator[Link]:
    for part in article.parts:
        matches = [_HOST.finditer(part.text)] if part.kind == "credit" else []
        matches += [_PRINTED.finditer(part.text)] if _may_hold(part.text) else []
        for match in chain.from_iterable(matches):
            start, url = part.start + match.start(), _without_marks(match[0])
            if "." in url:
                yield Link(start, start + len(url), url)


def _may_hold(text: str) -> bool:
    return "/" in text or "www." in text or "WWW." in text


def _without_marks(url: str) -> str:
    """An address without what belongs to the sentence around it."""
    while url:
        last = url[-1]
        opening = _BRACKETS.get(last)
        if last in _AFTER or (opening and url.count(opening) < url.count(last)):
            url = url[:-1]
        else:
            break
    return url
