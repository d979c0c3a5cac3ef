"""Another figure, date, time or unit in the place of the source's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.quantities import Quantity, comparable, find_quantities, same
from reliacheck.reuse.alterations.report import Found

_EITHER_WAY = frozenset("about around approximately roughly some circa".split())
_BELOW = frozenset("nearly almost under".split())  # what is said is more than it is
_ABOVE = frozenset(["over"])
_THAN = {"more": 1, "less": -1, "fewer": -1}
# What a count that may have grown by now counts, or what was done to as many.
_TOLLS = frozenset(
    "dead killed wounded injured hurt missing arrested detained homeless displaced evacuated"
    " rescued infected sick hospitalized hospitalised people men women children toll died die dies"
    " killing wounding injuring kill kills wounds injures arresting arrests rescuing infecting"
    " detaining".split()
)
_BEHIND, _BEFORE, _FAR_BEFORE = 3, 4, 10  # tokens
_TENFOLD = 10  # times; so much is a nought more, no newer count
_A_FOR_TWO = 0.6  # "a base" may be one of the two, of which the rewrite tells alone
_ADJECTIVES = 2  # words between a number and what it counts
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person"} | {
    "policemen": "policeman", "gunmen": "gunman", "wives": "wife", "lives": "life",
    "knives": "knife", "policewomen": "policewoman", "fishermen": "fisherman",
}  # fmt: skip
_ROUNDING = 0.06  # a rounded figure is nearer than this share of it


def find_numbers(pair: Comparison) -> Iterator[Found]:
    """Quantities that another stands for."""
    mine, theirs = (find_quantities(side.article.text, side.tokens) for side in (pair.a, pair.b))
    used: set[int] = set()
    for one in mine:
        if not _is_inside(one, pair.a):
            continue
        other = _counterpart(one, theirs, pair)
        if other is None or other.start in used:
            continue
        used.add(other.start)
        score = _score(one, other, mine, theirs, pair)
        if score:
            found = Found("number", (one.start, one.end), (other.start, other.end), score)
            yield found._replace(grows=_grows(one, other, pair))


def find_a_for_two(pair: Comparison) -> Iterator[Found]:
    """ "a base" where the other text has "two bases"; English only."""
    for flipped in (False, True):
        for two, article in _two_and_one(pair.flipped() if flipped else pair):
            a, b = (article, two) if flipped else (two, article)
            yield Found("number", (a, a + 1), (b, b + 1), _A_FOR_TWO)


def _two_and_one(pair: Comparison) -> Iterator[tuple[int, int]]:
    """Where A has "two bases" and B "a base": the words before the noun."""
    a, b = pair.a, pair.b
    for two in range(*a.core):
        if a.tokens[two].low != "two":
            continue
        noun = _noun_behind(a, two)
        other = a.paired[noun] if noun is not None else -1
        if noun is None or other <= 0 or not _is_singular(b.tokens[other].low, a.tokens[noun].low):
            continue
        one = next(
            (
                at
                for at in range(other - 1, max(other - 1 - _ADJECTIVES, 0) - 1, -1)
                if b.tokens[at].stop or b.tokens[at].low == "one"
            ),
            None,
        )
        if one is None or b.tokens[one].low not in ("a", "an", "one") or b.kept[one] >= 0:
            continue
        if a.kept[two] < 0 and pair.is_firm(two, one):
            yield two, one


def _noun_behind(side: Side, at: int) -> int | None:
    """What is counted: the next plural, past an adjective or two."""
    for index in range(at + 1, min(at + 2 + _ADJECTIVES, side.core[1])):
        token = side.tokens[index]
        if token.stop or token.sentence != side.tokens[at].sentence:
            return None
        if token.low in _IRREGULAR or (token.low.endswith("s") and not token.low.endswith("ss")):
            return index
    return None


def _is_singular(word: str, plural: str) -> bool:
    if plural in _IRREGULAR:
        return word == _IRREGULAR[plural]
    return plural in (f"{word}s", f"{word}es", f"{word.removesuffix('y')}ies") and word != plural


def _is_inside(one: Quantity, side: Side) -> bool:
    return side.core[0] <= one.start and one.end <= side.core[1]


def _counterpart(one: Quantity, theirs: Sequence[Quantity], pair: Comparison) -> Quantity | None:
    """What stands for a quantity: what its tokens are paired with, else what is in its place."""
    others = {pair.a.paired[at] for at in range(one.start, one.end)} - {-1}
    paired = [
        other
        for other in theirs
        if not others.isdisjoint(range(other.start, other.end)) and comparable(one, other)
    ]
    if paired:
        return min(paired, key=lambda other: other.kind != one.kind)
    for change in pair.changes:
        if change.a0 < one.end and one.start < change.a1:
            inside = [
                other
                for other in theirs
                if change.b0 < other.end and other.start < change.b1 and comparable(one, other)
            ]
            free = [other for other in inside if _is_unpaired(other, pair.b)]
            return free[0] if len(free) == 1 else None
    return None


def _is_unpaired(one: Quantity, side: Side) -> bool:
    return all(side.kept[at] < 0 for at in range(one.start, one.end) if not side.tokens[at].stop)


def _score(
    one: Quantity,
    other: Quantity,
    mine: Sequence[Quantity],
    theirs: Sequence[Quantity],
    pair: Comparison,
) -> float:
    if same(one, other) or _is_rounded(one, other, pair):
        return 0.0
    anchored = pair.anchored(one.start, one.end, other.start, other.end)
    tight = pair.anchored(one.start, one.end, other.start, other.end, reach=1)
    if not anchored or not (tight == 2 or pair.is_firm(one.start, other.start)):
        return 0.0
    if tight < 2 and (_stands_near(one, theirs, pair) or _stands_near(other, mine, pair.flipped())):
        return 0.0
    if (one.words or other.words) and tight < 2:
        return 0.0 if anchored < 2 else 0.5
    if one.kind == "vague" or other.kind == "vague":
        return 0.75
    return 0.95 if tight == 2 else 0.9 if anchored == 2 else 0.7


def _stands_near(one: Quantity, theirs: Sequence[Quantity], pair: Comparison) -> bool:
    """Whether the other text says the same quantity about there."""
    near = set(pair.around_b(one.start, 0))
    return any(
        other.start in near and other.kind == one.kind and same(one, other) for other in theirs
    )


def _is_rounded(one: Quantity, other: Quantity, pair: Comparison) -> bool:
    """Whether the rewrite says "about" or "nearly 2,000" for 1,985, or "over" it for 2,035."""
    if one.kind != "number" or other.kind != "number" or one.unit != other.unit:
        return False
    if abs(one.value - other.value) > _ROUNDING * max(abs(one.value), abs(other.value)):
        return False
    if _step(other.value) <= max(_step(one.value), abs(one.value - other.value)):
        return False
    side = _hedged_side(pair.b, other.start)
    return side == 0 or (side is not None and (other.value < one.value) == (side > 0))


def _step(value: float) -> float:
    """What the last digit of a figure that is no nought counts: 1,000 in 2,000, .1 in 3.4."""
    if value == int(value):
        whole = str(int(value))
        return float(10 ** (len(whole) - len(whole.rstrip("0"))))
    return float(10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2]))


def _hedged_side(side: Side, at: int) -> int | None:
    """On which side of a figure the word before it says that the true one is: 1, 0 or -1."""
    before, further = (side.tokens[one].low if one >= 0 else "" for one in (at - 1, at - 2))
    if before in ("a", "an", "the"):
        before, further = further, ""
    if before in _EITHER_WAY:
        return 0
    if before == "than":
        return _THAN.get(further)
    return 1 if before in _ABOVE else -1 if before in _BELOW else None


def _grows(one: Quantity, other: Quantity, pair: Comparison) -> bool:
    """Whether it is a plain count that is larger now and may have grown, as a toll does."""
    if any(quantity.kind not in ("number", "vague") or quantity.unit for quantity in (one, other)):
        return False
    if not one.value < other.value < _TENFOLD * one.value:
        return False
    return _is_count(one, pair.a) and _is_count(other, pair.b)


def _is_count(one: Quantity, side: Side) -> bool:
    """Not an ordinal, an age or a part; "14 houses", "killed 14", "14 were hurt"."""
    text, tokens = side.article.text, side.tokens
    if one.value != int(one.value) or (one.words and tokens[one.start].low != "one"):
        return False
    before = [tokens[at].low for at in range(max(0, one.start - _BEFORE), one.start)]
    first = tokens[one.start].start
    apposed = text[:first].rstrip().endswith(",") and text[tokens[one.end - 1].end :][:1] in ",."
    if apposed or before[-1:] in (["aged"], ["age"]):
        return False
    for at in range(one.end, min(one.end + _BEHIND, len(tokens))):
        token = tokens[at]
        gap = text[tokens[at - 1].end : token.start]
        if set(gap) & set(",;:.-()") or token.low.startswith("year"):
            break
        plural = token.low.endswith("s") and not token.stop and not token.capital
        if plural or token.low in _TOLLS:
            return True
    further = [tokens[at].low for at in range(max(0, one.start - _FAR_BEFORE), one.start)]
    return "toll" in further or not _TOLLS.isdisjoint(before)
