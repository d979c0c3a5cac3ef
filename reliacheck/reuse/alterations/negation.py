"""A statement turned round: a "not" more or less, or the opposite word."""

from __future__ import annotations

from collections.abc import Iterator

from reliacheck.reuse.alterations.comparison import Change, Comparison, Side
from reliacheck.reuse.alterations.lexicon import base, opposites, qualifiers
from reliacheck.reuse.alterations.report import Found

# Words that turn round what follows.
_NEGATORS = frozenset(
    "not no never without neither nor none nobody nothing nowhere hardly barely scarcely".split()
)
# Verbs that do the same to the verb they go with.
_NEGATIVE_VERBS = frozenset(map(base, "fail deny refuse decline reject dispute refute".split()))
_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "anti", "mis")
_REACH = 4  # tokens in which what is turned round stands


def find_negations(pair: Comparison) -> Iterator[Found]:
    """Negators put in or left out, and opposites put for each other."""
    done: set[Change] = set()
    for change, one, other in _opposites(pair):
        if _parity(change, pair):  # "did not confirm" for "denied" says the same
            done.add(change)
            yield Found("negation", (one, one + 1), (other, other + 1), 0.9)
    for change in pair.changes:
        if change not in done:
            yield from _negators(change, pair)


def _opposites(pair: Comparison) -> Iterator[tuple[Change, int, int]]:
    for change in pair.changes:
        for one in range(change.a0, change.a1):
            other = pair.a.paired[one]
            if other < 0 or not _are_opposites(pair, one, other):
                continue
            if pair.is_firm(one, other) and not _stands_in(pair, one, other):
                yield change, one, other


def _are_opposites(pair: Comparison, one: int, other: int) -> bool:
    a, b = pair.a.tokens[one], pair.b.tokens[other]
    if b.form in opposites().get(a.form, ()) or b.low in opposites().get(a.low, ()):
        return True
    return _is_prefixed(a.low, b.low) or _is_prefixed(b.low, a.low)


def _is_prefixed(word: str, longer: str) -> bool:
    return len(word) > 3 and any(longer == prefix + word for prefix in _PREFIXES)


def _stands_in(pair: Comparison, one: int, other: int) -> bool:
    """Whether both texts have both words there, in another order."""
    a, b = pair.a, pair.b
    form_a, form_b = a.tokens[one].form, b.tokens[other].form
    in_a = any(a.tokens[at].form == form_b for at in a.sentence(one))
    in_b = any(b.tokens[at].form == form_a for at in b.sentence(other))
    return in_a and in_b


def _parity(change: Change, pair: Comparison) -> bool:
    """Whether both sides have an even number of negators beside the opposites, or both an odd."""
    mine = len(_negating(pair.a, change.a0, change.a1))
    theirs = len(_negating(pair.b, change.b0, change.b1))
    return (mine - theirs) % 2 == 0 or max(mine, theirs) == 0


def _negating(side: Side, start: int, stop: int) -> list[int]:
    return [at for at in range(start, stop) if side.tokens[at].low in _NEGATORS]


def _turning(side: Side, start: int, stop: int) -> list[int]:
    found = []
    for at in range(start, stop):
        token = side.tokens[at]
        plain = token.low in _NEGATORS and not _is_idle(side, at)
        if plain or (token.form in _NEGATIVE_VERBS and (token.low,) not in qualifiers()):
            found.append(at)
    return found


def _is_idle(side: Side, at: int) -> bool:
    """ "not only", "no longer ... but", "no fewer than", "No. 3": no negation of the statement."""
    following = side.tokens[at + 1].low if at + 1 < len(side.tokens) else ""
    if side.tokens[at].low == "no":
        return following in ("fewer", "less", "doubt", "matter") or following.isdecimal()
    return side.tokens[at].low == "not" and following in ("only", "just", "least")


def _negators(change: Change, pair: Comparison) -> Iterator[Found]:
    mine = _turning(pair.a, change.a0, change.a1)
    theirs = _turning(pair.b, change.b0, change.b1)
    prefixed = sum(_has_prefix_pair(pair, at) for at in range(change.a0, change.a1))
    if (len(mine) + len(theirs) + prefixed) % 2 == 0:
        return
    if not pair.is_firm(change.a0 if mine else -1, change.b0 if theirs else -1):
        return
    flipped = pair.flipped()
    if theirs and _is_kept_after(pair.b, theirs[-1]) and not _is_near(flipped, theirs[-1]):
        yield _found(pair, theirs[-1], in_b=True)
    elif mine and _is_kept_after(pair.a, mine[-1]) and not _is_near(pair, mine[-1]):
        yield _found(pair, mine[-1], in_b=False)


def _has_prefix_pair(pair: Comparison, at: int) -> bool:
    other = pair.a.paired[at]
    return other >= 0 and _are_opposites(pair, at, other)


def _is_kept_after(side: Side, at: int) -> bool:
    """Whether what the negator turns round stands in the other text, too."""
    place = side.paired[at]
    for after in range(at + 1, min(at + 1 + _REACH, len(side.tokens))):
        token = side.tokens[after]
        if token.sentence != side.tokens[at].sentence:
            return False
        if side.paired[after] >= 0 and not (token.stop and side.kept[after] < 0):
            if not token.stop:
                return place >= 0 or side.kept[after] >= 0
            continue
        if not token.stop:
            return False
    return any(side.kept[after] >= 0 for after in range(at + 1, min(at + 3, len(side.tokens))))


def _is_near(pair: Comparison, at: int) -> bool:
    """Whether the other text has a negation of its own there that the source's has not."""
    place = pair.beside(at)
    low, high = place - 5, place + 6
    for index in range(max(low, pair.b.core[0]), min(high, pair.b.core[1])):
        token = pair.b.tokens[index]
        turning = token.low in _NEGATORS or token.form in _NEGATIVE_VERBS
        if turning and pair.b.kept[index] < 0:
            return True
    return False


def _found(pair: Comparison, at: int, *, in_b: bool) -> Found:
    if in_b:
        other = pair.b.paired[at]
        place = other if other >= 0 else pair.flipped().beside(at)
        span = (place, place + 1) if other >= 0 else (place, place)
        return Found("negation", span, (at, at + 1), 0.9)
    other = pair.a.paired[at]
    place = other if other >= 0 else pair.beside(at)
    span = (place, place + 1) if other >= 0 else (place, place)
    return Found("negation", (at, at + 1), span, 0.9)
