"""Words changed inside quotation marks that both texts have."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from reliacheck.reuse.alterations.comparison import Change, Comparison, Side
from reliacheck.reuse.alterations.names import may_be_one
from reliacheck.reuse.alterations.quantities import find_quantities, same
from reliacheck.reuse.alterations.report import Found

_FEWEST = 3  # words that the two quotations share
_SHARE = 0.4  # the same, as a share of the shorter one
_TELLING, _SMALL_WORDS = 0.88, 0.55  # scores
# Function words that change what is said.
_WEIGHTY = frozenset(
    "not no nor may might can could will would shall should must all both only never i we you he"
    " she they it his her their our my your before after against between but if".split()
)
_MOST_ADDED = 6  # words put in at an end; more are the rest of what was said
_ELLIPSES = ("...", "…", ". . .", "[", "]", "(", "*", "&")


class Quoted:
    """Which quotation each token of a side stands in."""

    def __init__(self, side: Side) -> None:
        outer = [one for one in side.article.quotations if one.depth == 0]
        starts = [one.inner_start for one in outer]
        self.side = side
        self.numbers: list[int] = []
        for token in side.tokens:
            at = bisect_right(starts, token.start) - 1
            inside = at >= 0 and token.start < outer[at].inner_end
            self.numbers.append(at if inside else -1)
        self.sizes = Counter(self.numbers)

    def of(self, at: int) -> int:
        """The number of the quotation of a token, or -1."""
        return self.numbers[at] if 0 <= at < len(self.numbers) else -1

    def size(self, number: int) -> int:
        """How many tokens the quotation has."""
        return self.sizes[number]


def find_altered_quotations(pair: Comparison) -> Iterator[Found]:
    """Changes inside a quotation, one for each place."""
    mine, theirs = Quoted(pair.a), Quoted(pair.b)
    if max(mine.numbers) < 0 or max(theirs.numbers) < 0:
        return
    shared = _shared(pair, mine, theirs)
    for change in pair.changes:
        for part in _parts(change, pair, mine, theirs, shared):
            if part and not _is_same(part, pair) and not _is_tidied(part, pair):
                score = _SMALL_WORDS if _is_small(part, pair) else _TELLING
                yield Found("quotation-altered", (part.a0, part.a1), (part.b0, part.b1), score)


def is_quoted_twice(found: Found, pair: Comparison) -> bool:
    """Whether a change lies inside one quotation in both texts: what a quotation's finding says."""
    mine, theirs = Quoted(pair.a), Quoted(pair.b)
    in_a = mine.of(found.a[0] if found.a[0] < found.a[1] else found.a[0] - 1)
    in_b = theirs.of(found.b[0] if found.b[0] < found.b[1] else found.b[0] - 1)
    return in_a >= 0 and in_b >= 0 and (in_a, in_b) in _shared(pair, mine, theirs)


def _shared(pair: Comparison, mine: Quoted, theirs: Quoted) -> dict[tuple[int, int], int]:
    """Pairs of quotations that are one, with the words that they share."""
    counts: dict[tuple[int, int], int] = {}
    for at in range(*pair.a.core):
        other = pair.a.kept[at]
        if other >= 0 and mine.of(at) >= 0 and theirs.of(other) >= 0:
            key = mine.of(at), theirs.of(other)
            counts[key] = counts.get(key, 0) + 1
    return {
        key: count
        for key, count in counts.items()
        if count >= max(_FEWEST, _SHARE * min(mine.size(key[0]), theirs.size(key[1])))
    }


def _parts(
    change: Change,
    pair: Comparison,
    mine: Quoted,
    theirs: Quoted,
    shared: Mapping[tuple[int, int], int],
) -> Iterator[Change | None]:
    """What of a change lies in a quotation that both have, if that is no honest cut."""
    for in_a, in_b in shared:
        before = _touches(pair, change.a0 - 1, change.b0 - 1, mine, theirs, (in_a, in_b))
        after = _touches(pair, change.a1, change.b1, mine, theirs, (in_a, in_b))
        if not before and not after:
            continue
        a0, a1 = _within(change.a0, change.a1, mine, in_a)
        b0, b1 = _within(change.b0, change.b1, theirs, in_b)
        outside = (b1 - b0) < change.b1 - change.b0 or (a1 - a0) < change.a1 - change.a0
        if before and after:
            if outside or _is_marked(pair, change):
                continue  # "We will," he said, "win" is two parts of one quotation
            if b0 < b1 or a0 < a1:
                yield Change(a0, a1, b0, b1)
            continue
        added = 0 < b1 - b0 <= _MOST_ADDED and not _is_marked(pair, change)
        added = added and _is_whole(pair, mine, theirs, (in_a, in_b), before=before)
        if added and not _is_ahead(pair, b0, b1):
            yield Change(a0, a1, b0, b1)


def _is_small(part: Change, pair: Comparison) -> bool:
    """Whether only articles, prepositions and the like differ."""
    tokens = [*pair.a.tokens[part.a0 : part.a1], *pair.b.tokens[part.b0 : part.b1]]
    return all(token.stop and token.low not in _WEIGHTY for token in tokens)


def _is_whole(
    pair: Comparison, mine: Quoted, theirs: Quoted, numbers: tuple[int, int], *, before: bool
) -> bool:
    """Whether the quotations begin (or else end) with the same word: not one in parts and whole."""
    in_a, in_b = numbers
    a, b = mine.numbers, theirs.numbers
    if before:
        first = pair.a.kept[a.index(in_a)] == b.index(in_b)
    else:
        last = len(a) - 1 - a[::-1].index(in_a), len(b) - 1 - b[::-1].index(in_b)
        first = pair.a.kept[last[0]] == last[1]
    parts = [one for one in _shared(pair, mine, theirs) if one[1] == in_b]
    return first and len(parts) == 1


def _touches(
    pair: Comparison, a: int, b: int, mine: Quoted, theirs: Quoted, numbers: tuple[int, int]
) -> bool:
    return (
        pair.a.core[0] <= a < pair.a.core[1]
        and pair.a.kept[a] == b
        and (mine.of(a), theirs.of(b)) == numbers
    )


def _within(start: int, stop: int, quoted: Quoted, number: int) -> tuple[int, int]:
    inside = [at for at in range(start, stop) if quoted.of(at) == number]
    return (inside[0], inside[-1] + 1) if inside else (start, start)


def _is_marked(pair: Comparison, change: Change) -> bool:
    """Whether dots or brackets in one of the texts say that something was changed there."""
    b0, b1 = change.b0, change.b1
    if b0 == b1 and 0 < b0 < len(pair.b.tokens) and change.a0 < change.a1:
        # Of "are free and they are here" and "... are here" either "are" may be the kept one.
        b0 -= pair.b.tokens[b0 - 1].low == pair.a.tokens[change.a1 - 1].low
        b1 += pair.b.tokens[b1].low == pair.a.tokens[change.a0].low
    for side, start, stop in ((pair.b, b0, b1), (pair.a, change.a0, change.a1)):
        first = side.tokens[start - 1].end if start else 0
        last = side.tokens[stop].start if stop < len(side.tokens) else side.tokens[-1].end + 2
        if any(mark in side.article.text[first:last] for mark in _ELLIPSES):
            return True
    return False


def _is_ahead(pair: Comparison, b0: int, b1: int) -> bool:
    """Whether the words put in at an end of the quotation are the source's, quoted there, too."""
    source = [token.low for token in pair.a.tokens]
    words = [token.low for token in pair.b.tokens[b0:b1]]
    return any(
        source[at : at + len(words)] == words and Quoted(pair.a).of(at) >= 0
        for at in range(len(source))
    )


def _is_same(part: Change, pair: Comparison) -> bool:
    """Whether both say it, in figures, spellings or abbreviations of their own."""
    mine, theirs = pair.a.tokens[part.a0 : part.a1], pair.b.tokens[part.b0 : part.b1]
    if [one.form for one in mine] == [other.form for other in theirs]:
        return all(
            a.low == b.low or _is_spelling(a.low, b.low) for a, b in zip(mine, theirs, strict=True)
        )
    if mine and theirs and all(one.capital for one in (*mine, *theirs)):
        return may_be_one([one.low for one in mine], [other.low for other in theirs])
    return _is_same_number(part, pair) or _is_abbreviation(
        [one.low for one in mine], [other.low for other in theirs]
    )


_FILLERS = frozenset("that and so but well oh um uh ah er yeah".split())


def _is_tidied(part: Change, pair: Comparison) -> bool:
    """Whether only a "that", a filler or a word said twice is gone, or a false start."""
    mine, theirs = (
        [token.low for token in side.tokens[start:stop]]
        for side, start, stop in ((pair.a, part.a0, part.a1), (pair.b, part.b0, part.b1))
    )
    if {*mine, *theirs} in ({"upon", "on"}, {"toward", "towards"}, {"till", "until"}):
        return True
    if mine and theirs:
        return "".join(mine) == "".join(theirs)
    if " ".join(mine or theirs) in ("you know", "i mean"):
        return True
    if _FILLERS.issuperset({*mine, *theirs}):
        return True
    side, start, stop = (pair.a, part.a0, part.a1) if mine else (pair.b, part.b0, part.b1)
    around = [token.low for token in side.tokens[max(0, start - 2) : stop + 2]]
    gone = mine or theirs
    twice = all(around.count(word) > 1 for word in gone)
    dash = side.article.text[side.tokens[max(0, start - 1)].end : side.tokens[stop].start]
    return (twice and any(mark in dash for mark in ("--", "—", "–", ", "))) or (
        len(gone) == 1 and twice and len(gone[0]) < 5
    )


def _is_spelling(a: str, b: str) -> bool:
    from reliacheck.text.headline_words import stem

    return stem(a) == stem(b) and a[-2:] == b[-2:]


def _is_same_number(part: Change, pair: Comparison) -> bool:
    mine, theirs = (
        [
            one
            for one in find_quantities(side.article.text, side.tokens)
            if one.start <= start < one.end or start <= one.start < stop
        ]
        for side, start, stop in ((pair.a, part.a0, part.a1), (pair.b, part.b0, part.b1))
    )
    if len(mine) != len(theirs) or not mine:
        return False
    covered = sum(one.end - one.start for one in mine) >= part.a1 - part.a0
    covered &= sum(one.end - one.start for one in theirs) >= part.b1 - part.b0
    return covered and all(same(one, other) for one, other in zip(mine, theirs, strict=True))


_SHORT = {
    "us": "united states", "usa": "united states", "uk": "united kingdom", "un": "united nations",
    "eu": "european union", "percent": "per cent", "ok": "okay", "pct": "percent", "mr": "mister",
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general",
    "dr": "doctor", "st": "saint", "tv": "television", "towards": "toward", "gonna": "going to",
}  # fmt: skip


def _is_abbreviation(a: list[str], b: list[str]) -> bool:
    one, other = " ".join(a), " ".join(b)
    return _SHORT.get(one) == other or _SHORT.get(other) == one or {one, other} == {"", "percent"}
