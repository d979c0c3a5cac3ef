"""Wikipedia's list of perennial sources, as wikitext or as a saved page.

The list is of sources, each with its hosts; of one host it may say several things, for several
topics, times or parts. A row's title tells which.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reliacheck.ratings.importing.documents import HTML, WIKITEXT, Document
from reliacheck.ratings.importing.rows import UNNAMED, Read, Rejected
from reliacheck.ratings.importing.scopes import GENERAL, Scope, scope_of
from reliacheck.ratings.importing.wikipedia_rows import Entry, html_entries, wikitext_entries
from reliacheck.ratings.keys import listed_place
from reliacheck.ratings.model import Rating

LICENCE = "CC BY-SA 4.0"
LINK = "https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Perennial_sources"
# Status -> verdict, and the list's words for it.
_STATUSES = {
    "gr": ("reliable", "generally reliable"),
    "nc": ("mixed", "no consensus"),
    "m": ("mixed", "marginally reliable"),
    "mr": ("mixed", "marginally reliable"),
    "gu": ("unreliable", "generally unreliable"),
    "d": ("deprecated", "deprecated"),
    "b": ("deprecated", "blacklisted"),
}
# Parts of a host that the list describes and whose address is known: (host, words) -> path, note.
_PATHS = {
    ("forbes.com", "contributors"): (
        "sites",
        "staff articles stand under /sites as well: see whether the byline says Contributor",
    ),
}


class _Told(NamedTuple):
    """A row with its scope and its places."""

    entry: Entry
    scope: Scope
    places: tuple[tuple[str, str], ...]


def recognises(document: Document) -> bool:
    """Whether a document looks like it."""
    if document.form == HTML:
        return "perennial-sources" in document.text
    return document.form == WIKITEXT and "/Status|" in document.text


def read(document: Document) -> Read:
    """Its ratings, one for each host of each row."""
    entries = html_entries if document.form == HTML else wikitext_entries
    rows: list[_Told] = []
    for entry in entries(document.text):
        places, bad = _places(entry)
        yield from bad
        if not places and not bad:
            yield Rejected(entry.place, entry.title, "names no site")
        rows.append(_Told(entry, scope_of(entry.title), tuple(places)))
    by_place: dict[tuple[str, str], list[_Told]] = {}
    for row in rows:
        for place in row.places:
            by_place.setdefault(place, []).append(row)
    for row in rows:
        yield from _ratings(row, by_place)


def _places(entry: Entry) -> tuple[list[tuple[str, str]], list[Rejected]]:
    places, bad = [], []
    for host in entry.hosts:
        try:
            places.append(listed_place(host))
        except ValueError as error:
            bad.append(Rejected(entry.place, entry.title, str(error)))
    return list(dict.fromkeys(places)), bad


def _ratings(
    row: _Told, by_place: dict[tuple[str, str], list[_Told]]
) -> Iterator[Rating | Rejected]:
    try:
        verdict, value = _verdict(row.entry.statuses)
    except ValueError as error:
        yield Rejected(row.entry.place, row.entry.title, str(error))
        return
    for host, path in row.places:
        beside = [other for other in by_place[host, path] if other is not row]
        scope = _told_apart(row.scope, [other.scope for other in beside])
        if path and not beside:  # the path itself tells the part
            scope = scope._replace(topics=(), except_topics=())
        part, note = _PATHS.get((host, scope.words), ("", ""))
        yield Rating(
            host,
            path or part,
            UNNAMED,
            verdict,
            value,
            scope.since,
            scope.until,
            scope.topics,
            scope.except_topics,
            scope.words,
            row.scope.name,
            row.entry.year,
            link=f"{LINK}#{row.entry.anchor}" if row.entry.anchor else "",
            note=note,
        )


def _verdict(statuses: tuple[str, ...]) -> tuple[str, str]:
    """The worst of a row's statuses, and all of them in words."""
    known = [_STATUSES[status] for status in statuses if status in _STATUSES]
    if not known:
        raise ValueError(f"unknown status {', '.join(statuses)!r}" if statuses else "no status")
    order = ("reliable", "mixed", "unreliable", "deprecated")
    worst = max((verdict for verdict, _ in known), key=order.index)
    return worst, ", ".join(words for _, words in known)


def _told_apart(scope: Scope, beside: list[Scope]) -> Scope:
    """The scope of a row beside those of other rows about the same place.

    "Forbes.com contributors" beside "Forbes" is about contributors. "General topics" are those that
    the rows beside do not name.
    """
    if GENERAL in scope.topics:
        named = {topic for other in beside for topic in other.topics if topic != GENERAL}
        topics = tuple(topic for topic in scope.topics if topic != GENERAL)
        return scope._replace(topics=topics, except_topics=tuple(sorted(named)))
    if scope.words:
        return scope
    for other in beside:
        rest = scope.name.casefold().removeprefix(other.name.casefold())
        if len(rest) < len(scope.name) and rest:
            words = scope.name[-len(rest) :].removeprefix(".com").strip()
            return scope._replace(words=words)
    return scope
