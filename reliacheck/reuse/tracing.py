"""Whose copy an article is: what of it stands in archived articles, traced to its origin.

Copy that an agency sells is in many archived articles at once. They are told as one: the agency,
the article that shows its copy best, and its kin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from reliacheck.archive.analysis import ArchiveAnalysis
from reliacheck.archive.matching import Match, find_matches
from reliacheck.archive.protocol import Entry, moment_of
from reliacheck.archive.versions import is_version
from reliacheck.article import Article
from reliacheck.checks import Context
from reliacheck.gazetteer import Outlet
from reliacheck.gazetteer.entries import name_key
from reliacheck.reuse.comparison import Comparison, compare
from reliacheck.reuse.credit import own_names
from reliacheck.reuse.judging import REUSE
from reliacheck.reuse.origin import origin_of

__all__ = ["Sharer", "Trace", "is_later", "trace"]

# The part of what an archived article shares that lies in the passages of another one, from which
# on the two have the same copy.
_SAME = 0.5
_DATE = len("2026-01-31")


class Sharer(NamedTuple):
    """An archived article that is not independent of the one that is checked."""

    entry: Entry
    comparison: Comparison  # a: the archived article, b: the one that is checked
    agency: Outlet | None  # whose copy it says it is, or which published it
    named: str | None  # another outlet whose copy it says it is

    @property
    def outlet(self) -> str:
        """Who published it."""
        return self.entry.outlet or "an unnamed outlet"


class Trace(NamedTuple):
    """Copy that an article shares with the archive, and where it comes from."""

    origin: str  # an agency, else the outlet that is named as the first or had it first
    outlet: Outlet | None  # the origin, where the gazetteer has it
    source: Sharer  # the article that shows the copy best
    kin: tuple[Sharer, ...]  # others that have the same copy


def trace(article: Article, context: Context) -> tuple[Trace, ...]:
    """What of an article is copy that others published, the largest part first.

    The outlet's own articles are left out, versions of the same item, and what was published after
    it, unless that names an agency. Computed once for an article and archive. Raises
    ArchiveError if the archive is damaged.
    """
    assert context.archive is not None
    return article.memo(_TraceIn(context))


class _TraceIn(ArchiveAnalysis):
    def __init__(self, context: Context) -> None:
        assert context.archive is not None
        super().__init__(context.archive, context.desk)
        self._context = context

    def __call__(self, article: Article) -> tuple[Trace, ...]:
        own = own_names(article, self._context)
        sharers = list(self._sharers(article, own))
        traces = [_traced(group) for group in _groups(sharers)]
        return tuple(
            one
            for one in traces
            if not ({name_key(one.origin), one.outlet.name if one.outlet else ""} & own)
        )

    def _sharers(self, article: Article, own: frozenset[str]) -> Iterator[Sharer]:
        for match in find_matches(self.archive, article):
            if self._is_own(match, own) or is_version(
                article, match.entry, self._context.outlet(article)
            ):
                continue
            compared = compare(match.article, article, match.passages)
            if compared.score >= REUSE and compared.reused:
                sharer = self._sharer(match, compared)
                # An agency sends out the same copy again and again, each time with a later date.
                if sharer.agency or not is_later(match.entry, article):
                    yield sharer

    def _is_own(self, match: Match, own: frozenset[str]) -> bool:
        name = match.entry.outlet
        if name is None:
            return False
        known = self._context.outlets.lookup(name)
        return name_key(name) in own or (known is not None and known.name in own)

    def _sharer(self, match: Match, compared: Comparison) -> Sharer:
        origin = origin_of(match.article, self._context)
        publisher = self._context.outlets.lookup(match.entry.outlet or "")
        outlets = (origin.outlet if origin else None, publisher)
        agency = next((one for one in outlets if one and one.kind == "agency"), None)
        named = origin.name if origin and agency is None else None
        return Sharer(match.entry, compared, agency, named)


def is_later(entry: Entry, article: Article) -> bool:
    """Whether an archived article was surely published after the one that is checked: of a date
    without a time nobody knows when that day."""
    theirs, ours = entry.published or "", article.meta.published or ""
    if min(len(theirs), len(ours)) <= _DATE:
        theirs, ours = theirs[:_DATE], ours[:_DATE]
    later, earlier = moment_of(theirs), moment_of(ours)
    return later is not None and earlier is not None and later > earlier


def _groups(sharers: Sequence[Sharer]) -> list[list[Sharer]]:
    """Those that have the same words of the article together, the largest share first."""
    left = sorted(sharers, key=lambda one: (-one.comparison.share_of_b, one.entry.number))
    groups: list[list[Sharer]] = []
    for sharer in left:
        spans = _spans(sharer)
        for group in groups:
            if _overlap(spans, _spans(group[0])) >= _SAME * sum(
                end - start for start, end in spans
            ):
                group.append(sharer)
                break
        else:
            groups.append([sharer])
    return groups


def _spans(sharer: Sharer) -> list[tuple[int, int]]:
    return [one.passage.b for one in sharer.comparison.reused]


def _overlap(spans: Iterable[tuple[int, int]], others: Sequence[tuple[int, int]]) -> int:
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in spans
        for other_start, other_end in others
    )


def _traced(group: Sequence[Sharer]) -> Trace:
    agency = next((one.agency for one in group if one.agency), None)  # of the largest share
    if agency is not None:
        source = min(group, key=lambda one: _distance(one, agency))
        name = agency.name
    else:
        source = min(group, key=_first)
        name = source.named or source.outlet
    kin = sorted((one for one in group if one is not source), key=_first)
    return Trace(name, agency, source, tuple(kin))


def _distance(sharer: Sharer, agency: Outlet) -> tuple[bool, bool, float, float]:
    """How far an article is from an agency's own: its own one, then one that credits it, then the
    one with the most of the copy."""
    own = _published_by(sharer.entry, agency)
    named = sharer.agency is not None and sharer.agency.name == agency.name
    return not own, not named, -sharer.comparison.share_of_b, sharer.entry.number


def _published_by(entry: Entry, agency: Outlet) -> bool:
    names = {name_key(name) for name, _ in agency.printed_names()}
    return name_key(entry.outlet or "") in names


def _first(sharer: Sharer) -> tuple[float, int]:
    """By date of publication, those without one last."""
    moment = moment_of(sharer.entry.published)
    return inf if moment is None else moment, sharer.entry.number
