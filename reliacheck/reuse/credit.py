"""Whom an article credits: in its byline and dateline, in its first words, at its foot, in its
metadata.

A credit says whose the text is, or who helped with it. What only quotes somebody ("told Reuters"),
who took the pictures, and an outlet's name on its own article are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reliacheck.article import Article
from reliacheck.checks import Context
from reliacheck.gazetteer import Gazetteer, Outlet, load_outlets
from reliacheck.gazetteer.entries import name_key
from reliacheck.reuse.credit_foot import Kind, credit_line, in_foot, kind_of, reprint_note
from reliacheck.reuse.credit_head import (
    in_byline,
    in_dateline,
    in_head_line,
    in_lead,
    is_prose,
    is_roll,
)
from reliacheck.reuse.credit_meta import in_metadata
from reliacheck.reuse.credit_names import AGENCIES, Named, distinct, with_plain_marks

__all__ = ["AGENCIES", "Credit", "Where", "credits_of"]

Where = Literal["byline", "dateline", "lead", "credit", "foot", "copyright", "metadata"]

_HEAD = 4  # body paragraphs at the beginning that may hold a byline or a dateline
_FOOT = 10  # parts at the end: scraped pages have furniture below the story
_LAST = 3  # parts at the very end, where an agency's name alone is a credit


class Credit(NamedTuple):
    """An outlet that an article credits."""

    name: str  # as the gazetteer calls it, else as printed; AGENCIES where none is named
    outlet: Outlet | None  # the gazetteer's
    where: Where  # "lead": a dateline in the first paragraphs of the body
    kind: Kind  # the copy is theirs, they contributed to it, or agencies without a name
    span: tuple[int, int] | None  # code points into the article's text; None in metadata


def credits_of(article: Article, context: Context | None = None) -> tuple[Credit, ...]:
    """The credits that an article gives, in reading order, those of its metadata last.

    Its own outlet's name is none: what its metadata or the desk say, or whose address it has.
    """
    outlets = load_outlets() if context is None else context.outlets
    found = article.memo(_Reading(outlets))
    own = own_names(article, context) if found else frozenset()
    return tuple([one for one in found if not is_own(one, own)])


def own_names(article: Article, context: Context | None) -> frozenset[str]:
    """What an article's own outlet may be called: names of the gazetteer, and keys of names."""
    outlets = load_outlets() if context is None else context.outlets
    own: set[str] = set()
    called = article.meta.outlet if context is None else context.outlet(article)
    if called:
        own.add(name_key(called))
        known = outlets.lookup(called)
        own |= {known.name} if known else {one.outlet.name for one in outlets.find(called)}
    host = outlets.by_domain(article.meta.url) if article.meta.url else None
    own |= {host.name} if host else set()
    return frozenset(own)


def is_own(credit: Credit, own: frozenset[str]) -> bool:
    """Whether a credit names the article's own outlet."""
    if credit.outlet is not None and credit.outlet.name in own:
        return True
    key = name_key(credit.name)
    if credit.outlet is not None or credit.kind == "generic":
        return key in own
    return any(key.startswith(name_key(one)) for one in own)  # "Coast News Magazine"


@dataclass(frozen=True, slots=True)
class _Reading:
    """The analysis for `Article.memo`, one for each gazetteer."""

    outlets: Gazetteer

    def __call__(self, article: Article) -> tuple[Credit, ...]:
        return tuple(_read(article, self.outlets))


def _read(article: Article, outlets: Gazetteer) -> Iterator[Credit]:
    text = with_plain_marks(article.text)
    found = [*_in_head(article, text, outlets), *_in_foot(article, text, outlets)]
    found.sort(key=lambda one: one.span or (0, 0))
    for credit in _once(found):
        yield _as_printed(article, credit)
    for named in distinct(list(in_metadata(article.meta, outlets))):
        yield Credit(named.name, named.outlet, "metadata", kind_of(named, "copy"), None)


def _in_head(article: Article, text: str, outlets: Gazetteer) -> Iterator[Credit]:
    for part in article.parts_of("byline"):
        found = in_byline(text, part.start, part.end, outlets)
        helped = is_roll(text, part.start, part.end, found)
        yield from _all(found, "byline", "contributed" if helped else "copy")
    for part in article.parts_of("dateline"):
        yield from _all(in_dateline(text, part.start, part.end, outlets), "dateline")
    above = True
    for part in article.body[:_HEAD]:
        if found := in_lead(text, part.start, part.end, outlets):
            yield from _all(found, "lead")
            return
        for named, where, kind in reprint_note(text, part.start, part.end, outlets):
            yield Credit(named.name, named.outlet, where, kind, (named.start, named.end))
        above = above and not is_prose(part.text) and part is not article.body[-1]
        if above:
            yield from _all(in_head_line(text, part.start, part.end, outlets), "byline")


def _in_foot(article: Article, text: str, outlets: Gazetteer) -> Iterator[Credit]:
    parts = [part for part in article.parts if part.kind in ("body", "credit")]
    above = [part for part in parts[:-_FOOT] if part.kind == "credit"]
    for part in (*above, *parts[-_FOOT:]):
        last = part.kind == "credit" or part in parts[-_LAST:]
        final = part.kind == "credit" or part is parts[-1]
        found = list(in_foot(text, part.start, part.end, outlets, last=last, final=final))
        if not found and part.kind == "credit":
            found = list(credit_line(text, part.start, part.end, outlets))
        for named, where, kind in found:
            yield Credit(named.name, named.outlet, where, kind, (named.start, named.end))


def _all(names: list[Named], where: Where, kind: Kind = "copy") -> Iterator[Credit]:
    for named in names:
        span = named.start, named.end
        yield Credit(named.name, named.outlet, where, kind_of(named, kind), span)


def _once(found: list[Credit]) -> Iterator[Credit]:
    """Each place once, though two forms of words may fit it: what says more comes first."""
    seen: list[Credit] = []
    for credit in found:
        if not any(one.name == credit.name and _overlap(one, credit) for one in seen):
            seen.append(credit)
            yield credit


def _as_printed(article: Article, credit: Credit) -> Credit:
    """With the marks of the article itself in a name that nobody lists."""
    if credit.outlet or credit.span is None or credit.kind == "generic":
        return credit
    return credit._replace(name=" ".join(article.text[slice(*credit.span)].split()))


def _overlap(one: Credit, other: Credit) -> bool:
    if one.span is None or other.span is None:
        return False
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]
