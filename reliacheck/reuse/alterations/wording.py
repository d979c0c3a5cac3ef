"""A word that takes a side in the place of one that does not."""

from __future__ import annotations

from collections.abc import Iterator

from reliacheck.reuse.alterations.comparison import Change, Comparison, Side
from reliacheck.reuse.alterations.lexicon import Phrase, loaded
from reliacheck.reuse.alterations.report import Found

_LONGEST = 3  # words of a loaded phrase
_REPLACED = 0.88
_IN_PLACE = 0.75
_ADDED = 0.75


def find_loaded_wording(pair: Comparison) -> Iterator[Found]:
    """Loaded words of the rewrite that the source has not."""
    for change in pair.changes:
        at = change.b0
        while at < change.b1:
            found = _at(pair, change, at)
            if found:
                yield found
                at = found.b[1]
            else:
                at += 1


def _at(pair: Comparison, change: Change, at: int) -> Found | None:
    table = loaded()
    for stop in range(min(at + _LONGEST, pair.b.core[1]), at, -1):
        words = tuple([token.form for token in pair.b.tokens[at:stop]])
        groups = table.loaded.get(words)
        if not groups or all(pair.b.kept[one] >= 0 for one in range(at, stop)):
            continue
        if _is_in_source(pair, at, words):
            return None
        replaced = _replaced(pair, change, at, stop, groups)
        if replaced:
            return replaced
    return _added(pair, at)


def _is_in_source(pair: Comparison, at: int, words: Phrase) -> bool:
    flipped = pair.flipped()
    near = {pair.a.tokens[one].form for one in flipped.around_b(at, 0)}
    return near.issuperset(words)


def _replaced(
    pair: Comparison, change: Change, at: int, stop: int, groups: frozenset[int]
) -> Found | None:
    """The neutral word of the source, beside the loaded one or at least in the same change."""
    table = loaded()
    first = [pair.b.paired[one] for one in range(at, stop) if pair.b.paired[one] >= 0]
    for one in [*first, *range(change.a0, change.a1)]:
        for end in (one + 2, one + 1):
            words = tuple([token.form for token in pair.a.tokens[one:end]])
            mine = table.loaded.get(words, frozenset())
            if mine & groups and not table.neutral.get(words, frozenset()) & groups:
                return None  # it was loaded already
            if table.neutral.get(words, frozenset()) & groups and _may_be_replaced(pair, one, stop):
                if not (pair.anchored(one, end, at, stop) and pair.is_firm(one, at)):
                    continue
                score = _REPLACED if one in first else _IN_PLACE
                return Found("loaded-wording", (one, min(end, pair.a.core[1])), (at, stop), score)
    return None


def _may_be_replaced(pair: Comparison, one: int, stop: int) -> bool:
    """Not where the neutral word is kept somewhere else, but it may be part of the loaded term."""
    kept = pair.a.kept[one]
    return kept < 0 or kept < stop <= kept + 2


def _added(pair: Comparison, at: int) -> Found | None:
    """A loaded adjective or adverb put in before what the source has."""
    b = pair.b
    token = b.tokens[at]
    if token.low not in loaded().always or b.kept[at] >= 0 or _is_quoted(b, at):
        return None
    if _is_in_source(pair, at, (token.form,)):
        return None
    for head in range(at + 1, min(at + 4, b.core[1])):
        if b.tokens[head].sentence != token.sentence:
            return None
        if b.kept[head] >= 0:
            if b.tokens[head].stop:
                return None
            place = pair.flipped().beside(at)
            return Found("loaded-wording", (place, place), (at, at + 1), _ADDED)
    return None


def _is_quoted(side: Side, at: int) -> bool:
    start = side.tokens[at].start
    return any(one.inner_start <= start < one.inner_end for one in side.article.quotations)
