"""A word that took certainty out of the source's statement, and is gone."""

from __future__ import annotations

from collections.abc import Iterator

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.lexicon import hedges
from reliacheck.reuse.alterations.quantities import (
    find_quantities,
    same,
    starts_number,
)
from reliacheck.reuse.alterations.report import Found
from reliacheck.text.attribution import verb_forms

_LONGEST = 6  # words of a hedge
_REACH = 4  # tokens in which what it hedged stands
# What may stand for a hedge and is none by itself.
_INSTEAD = frozenset("would said says told claimed claims according alleges allegation".split())
_SCORES = {"doubt": 0.88, "amount": 0.7}


def find_dropped_hedges(pair: Comparison) -> Iterator[Found]:
    """Hedges of the source that the rewrite leaves out."""
    for start, stop, group in _hedges(pair.a):
        if any(pair.a.kept[at] >= 0 for at in range(start, stop) if _tells(pair.a, at)):
            continue
        if not pair.is_firm(start, -1) or not _is_kept_around(pair, start, stop, group):
            continue
        if _is_hedged(pair, start, group) or _goes_with_verb(pair.a, stop):
            continue
        place = _in_place(pair, start, stop)
        yield Found("hedge-dropped", (start, stop), place, _SCORES[group])


def _tells(side: Side, at: int) -> bool:
    return side.tokens[at].low not in ("to", "of", "the", "is", "was", "are", "were", "as", "an")


def _hedges(side: Side) -> Iterator[tuple[int, int, str]]:
    table, at = hedges(), side.core[0]
    while at < side.core[1]:
        for stop in range(min(at + _LONGEST, side.core[1]), at, -1):
            words = tuple([token.low for token in side.tokens[at:stop]])
            group = table.get(words)
            if group and not _is_no_hedge(side, at, stop, group):
                yield at, stop, group
                at = stop - 1
                break
        at += 1


def _is_no_hedge(side: Side, at: int, stop: int, group: str) -> bool:
    """ "over the wall", "May 3", "about the deal", "reported by"."""
    token = side.tokens[at]
    after = side.tokens[stop] if stop < len(side.tokens) else None
    if token.low == "may" and token.capital and not token.initial:
        return True
    if group == "amount":
        return after is None or not _begins_number(side, stop)
    if after is not None and token.low in ("reported", "alleged", "suggested", "indicated"):
        return after.low in ("by", "that", "from", "in", "on")
    return False


def _begins_number(side: Side, at: int) -> bool:
    first = side.tokens[at]
    if first.low in ("a", "an", "the", "another") and at + 1 < len(side.tokens):
        return starts_number(side.tokens[at + 1])
    return starts_number(first)


def _is_kept_around(pair: Comparison, start: int, stop: int, group: str) -> bool:
    """Whether what it hedges is still there."""
    side = pair.a
    if group == "amount" and not _is_amount_kept(pair, stop):
        return False
    for at in range(stop, min(stop + _REACH, len(side.tokens))):
        if side.tokens[at].sentence != side.tokens[start].sentence:
            break
        if side.kept[at] >= 0 and not side.tokens[at].stop:
            return True
    if group == "amount":
        return False
    if pair.anchored(start, stop + 1, *_in_place(pair, start, stop + 1)) == 2:
        return pair.is_firm(start, -1)
    kept_before = any(
        side.kept[at] >= 0 and not side.tokens[at].stop
        for at in range(max(side.core[0], start - 3), start)
    )
    ends = stop >= len(side.tokens) or side.tokens[stop].sentence != side.tokens[start].sentence
    kept_before &= start > 0 and side.kept[start - 1] >= 0
    return ends and kept_before and pair.is_firm(start, -1)


def _goes_with_verb(side: Side, stop: int) -> bool:
    """ "he reportedly wrote" where "wrote" is gone, too: the attribution is, not the hedge."""
    token = side.tokens[min(stop, len(side.tokens) - 1)]
    return token.low in verb_forms() and side.kept[stop : stop + 1] == [-1]


def _is_amount_kept(pair: Comparison, at: int) -> bool:
    """Whether the figure is there, and no "several" or other figure for it."""
    side = pair.a
    quantity = next(
        (one for one in find_quantities(side.article.text, side.tokens) if one.end > at), None
    )
    if quantity is None:
        return False
    if any(side.kept[one] >= 0 for one in range(quantity.start, quantity.end)):
        return True
    theirs = find_quantities(pair.b.article.text, pair.b.tokens)
    return any(same(quantity, one) for one in theirs if abs(one.start - pair.beside(at)) <= _REACH)


def _is_hedged(pair: Comparison, start: int, group: str) -> bool:
    """Whether the rewrite has another hedge, or the same elsewhere, in that sentence."""
    near = list(pair.around_b(start, 0))
    own = {pair.a.kept[at] for at in pair.a.sentence(start)}
    low, high = near[0], near[-1] + 1
    word = pair.a.tokens[start].low
    for at, stop, other in _hedges(pair.b):
        if not low <= at < high:
            continue
        fresh = all(one not in own for one in range(at, stop) if _tells(pair.b, one))
        if fresh and other == group and pair.b.kept[stop - 1] < 0:
            return True
        if pair.b.tokens[at].low == word and fresh:
            return True
    return any(
        pair.b.kept[at] < 0 and pair.b.tokens[at].low in _INSTEAD
        for change in pair.changes
        if change.a0 <= start < change.a1
        for at in range(change.b0, change.b1)
    )


def _in_place(pair: Comparison, start: int, stop: int) -> tuple[int, int]:
    paired = [
        pair.a.paired[at]
        for at in range(start, stop)
        if at < pair.a.core[1] and pair.a.paired[at] >= 0
    ]
    if paired:
        return min(paired), max(paired) + 1
    place = pair.beside(start)
    return place, place
