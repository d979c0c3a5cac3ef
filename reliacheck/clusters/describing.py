"""What is said of articles that belong together: whose copy, who credits whom, how much later."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reliacheck.archive.items import item_of
from reliacheck.article import Article
from reliacheck.checks import Context
from reliacheck.clusters.collecting import Collected
from reliacheck.clusters.comparing import Judged
from reliacheck.clusters.model import Group, Link, Member, Origin, Piece, Role
from reliacheck.records import article_of, content_of
from reliacheck.reuse.credit import Credit, credits_of
from reliacheck.reuse.origin import is_credited, origin_of

__all__ = ["Describing", "Draft"]

_DAY = 10  # characters of a date without a time, as in 2020-02-16


class _Told(NamedTuple):
    """An article and what it says of its copy."""

    piece: Piece
    credits: tuple[Credit, ...]
    origin: Credit | None


class Draft(NamedTuple):
    """A group before its members are compared with its lead."""

    numbers: tuple[int, ...]  # by time
    told: Mapping[int, _Told]
    origin: Origin
    lead: int


class Describing:
    """Reads articles again and says what they are to each other."""

    def __init__(self, collected: Collected, context: Context) -> None:
        self._all = collected
        self._context = context

    def draft(self, numbers: Sequence[int]) -> Draft:
        """Whose copy these articles are, and which of them the others are compared with."""
        ordered = tuple(sorted(numbers, key=self._by_time))
        told = {number: self._told(number) for number in ordered}
        origin = self._origin([told[number] for number in ordered])
        lead = ordered[0] if origin.piece is None else origin.piece.number - 1
        return Draft(ordered, told, origin, lead)

    def _by_time(self, number: int) -> tuple[float, int]:
        moment = self._all.moments[number]
        return (math.inf if math.isnan(moment) else moment), number

    def _told(self, number: int) -> _Told:
        record = self._all.records.read(number)
        item = item_of(record, content_of(record))
        article = article_of(record)
        given = credits_of(article, self._context)
        moment = self._all.moments[number]
        piece = Piece(
            number=number + 1,
            id=item.id,
            outlet=item.outlet,
            headline=_one_line(article, item.headline),
            published=item.published,
            moment=None if math.isnan(moment) else moment,
            url=item.url,
            credits=tuple(dict.fromkeys(one.name for one in given)),
        )
        return _Told(piece, given, origin_of(article, self._context))

    def _origin(self, told: Sequence[_Told]) -> Origin:
        """The agency or outlet that most members name; else the outlet of the earliest one."""
        named = [one.origin for one in told if one.origin is not None]
        agencies = [one for one in named if one.outlet is not None and one.outlet.kind == "agency"]
        votes = Counter(one.name for one in agencies or named)
        if votes:
            name, count = votes.most_common(1)[0]  # of equal ones the earliest member's
            return Origin("named", name, count, self._own_article(name, told))
        first = told[0].piece
        if first.moment is None:
            return Origin("unknown", None, 0, None)
        return Origin("earliest", first.outlet, 0, first)

    def _own_article(self, name: str, told: Sequence[_Told]) -> Piece | None:
        return next((one.piece for one in told if self._same_outlet(name, one.piece.outlet)), None)

    def _same_outlet(self, name: str | None, outlet: str | None) -> bool:
        if not name or not outlet:
            return False
        mine, other = (self._context.outlets.lookup(one) for one in (name, outlet))
        if mine is not None and other is not None:
            return mine.name == other.name
        return name.casefold() == outlet.casefold()

    def group(self, draft: Draft, shares: Mapping[tuple[int, int], tuple[float, float]]) -> Group:
        """The group. `shares`: of lead and member: the member's share, and the lead's."""
        first = draft.told[draft.numbers[0]].piece
        members = []
        for number in draft.numbers:
            told = draft.told[number]
            own, leads = shares.get((draft.lead, number), (1.0, 1.0))
            seconds, by_the_day = _between(first, told.piece)
            role = self._role(draft.origin.name, told)
            if draft.origin.piece is not None and told.piece.number == draft.origin.piece.number:
                role = "origin"
            members.append(Member(told.piece, role, seconds, by_the_day, own, leads))
        return Group(0, draft.origin, draft.told[draft.lead].piece, tuple(members))

    def _role(self, origin: str | None, told: _Told) -> Role:
        if not origin:
            return "unknown"
        if self._same_outlet(origin, told.piece.outlet):
            return "own"
        credited = is_credited(origin, told.credits, self._context)
        if credited == "no":
            return "uncredited" if told.piece.outlet else "unknown"
        return "credited" if credited == "yes" else "generic"

    def link(self, one: Judged, home: Mapping[int, int]) -> Link:
        """A link. `home`: the group of each article in one, by the article's number from 1."""
        a, b = self._told(one.a), self._told(one.b)
        seconds, by_the_day = _between(a.piece, b.piece)
        return Link(
            a=a.piece,
            b=b.piece,
            group_a=home.get(a.piece.number),
            group_b=home.get(b.piece.number),
            score=one.score,
            share_of_a=one.share_of_a,
            share_of_b=one.share_of_b,
            longest_run=one.longest_run,
            words=one.words,
            seconds=seconds,
            by_the_day=by_the_day,
            credited=self._link_credit(a, b),
            excerpt=one.excerpt,
        )

    def _link_credit(self, a: _Told, b: _Told) -> Role:
        """Whether B credits A's outlet, or the one whose copy A says it is."""
        roles = [self._role(a.piece.outlet, b)]
        if a.origin is not None:
            roles.append(self._role(a.origin.name, b))
        order: list[Role] = ["own", "credited", "generic", "uncredited", "unknown"]
        return min(roles, key=order.index)


def _one_line(article: Article, headline: str | None) -> str | None:
    line = " ".join((headline or article.headline_text or "").split())
    return line or None


def _between(a: Piece, b: Piece) -> tuple[float | None, bool]:
    """Seconds from A to B, None where one has no date, and whether it is days that are counted."""
    by_the_day = any(len(one.published or "") <= _DAY for one in (a, b))
    if a.moment is None or b.moment is None:
        return None, by_the_day
    return b.moment - a.moment, by_the_day
