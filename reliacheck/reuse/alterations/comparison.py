"""A passage side by side with its source, token by token: what is kept, what stands for what.

The word alignment says which words are kept. What lies between is often cut oddly, so each such
place is aligned once more by what the words mean: inflections, figures, names, opposites and
loaded words are put beside each other. The whole sentences at both ends belong to it, with a
sentence before and after to look for what was moved.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reliacheck.archive.align import Passage
from reliacheck.article import Article
from reliacheck.reuse.alterations.lexicon import loaded, opposites
from reliacheck.reuse.alterations.tokens import Token, tokens_of
from reliacheck.text.attribution import verb_forms
from reliacheck.text.likeness import ratio

# Token pairs in one place that are weighed; a larger place is other text.
_MOST_PAIRS = 4_000
# Tokens of an unkept beginning or end of a sentence that are looked at.
_LONGEST_END = 60
# Tokens that a change is moved by.
_MOST_SHIFT = 8
# A change is firm up to so many tokens on its smaller and on its larger side, and with so many
# kept ones beside it.
_SMALL = 7
_LARGE = 16
_FIRM = 3
# Kept function words between two changes that may be kept by chance.
_LOOSE = 2
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion trillion dozen dozens hundreds thousands millions billions"
    " first second third fourth fifth sixth seventh eighth ninth tenth half quarter twice double"
    " triple".split()
)


class Side(NamedTuple):
    """One of the two texts."""

    article: Article
    tokens: list[Token]
    starts: list[int]  # of the tokens
    core: tuple[int, int]  # tokens of the sentences that the passage touches
    kept: list[int]  # token -> the other side's that is the same, or -1
    paired: list[int]  # token -> the other side's that is the same or stands for it, or -1

    def sentence(self, at: int) -> range:
        """The tokens of the sentence of a token."""
        number = self.tokens[at].sentence
        start, stop = at, at + 1
        while start and self.tokens[start - 1].sentence == number:
            start -= 1
        while stop < len(self.tokens) and self.tokens[stop].sentence == number:
            stop += 1
        return range(start, stop)

    def is_first(self, at: int) -> bool:
        """Whether a sentence begins with a token."""
        return at == 0 or self.tokens[at - 1].sentence != self.tokens[at].sentence

    def is_last(self, at: int) -> bool:
        """Whether a sentence ends with a token."""
        return (
            at + 1 >= len(self.tokens) or self.tokens[at + 1].sentence != self.tokens[at].sentence
        )

    def at(self, offset: int) -> int:
        """The first token that does not end before an offset."""
        return bisect_left(self.starts, offset)


class Change(NamedTuple):
    """A place where the two differ: tokens a0..a1 of the source, b0..b1 of the rewrite."""

    a0: int
    a1: int
    b0: int
    b1: int


class Comparison(NamedTuple):
    """Both sides and the changes between them, in order."""

    a: Side
    b: Side
    changes: tuple[Change, ...]

    def flipped(self) -> Comparison:
        """The same from the rewrite to the source."""
        return Comparison(
            self.b, self.a, tuple([Change(c.b0, c.b1, c.a0, c.a1) for c in self.changes])
        )

    def beside(self, at: int) -> int:
        """The place in B, as a token number, that A's token has or had."""
        for index in range(at, self.a.core[0] - 1, -1):
            if self.a.paired[index] >= 0:
                return self.a.paired[index] + (index < at)
        return self.b.core[0]

    def anchored(self, a0: int, a1: int, b0: int, b1: int, reach: int = 3) -> int:
        """How well a0..a1 and b0..b1 stand in one place: 0 to 2, for what is kept on both sides."""
        before = self._kept_near(range(a0 - 1, a0 - 1 - reach, -1), b0 - reach, b0)
        after = self._kept_near(range(a1, a1 + reach), b1, b1 + reach)
        before |= a0 < a1 and b0 < b1 and self.a.is_first(a0) and self.b.is_first(b0)
        after |= a0 < a1 and b0 < b1 and self.a.is_last(a1 - 1) and self.b.is_last(b1 - 1)
        return before + after

    def is_firm(self, a: int, b: int) -> bool:
        """Whether the change at A's or B's token is a small one in kept words, so that what
        stands on one side stands for what is on the other.
        """
        for change in self.changes:
            if change.a0 <= a < change.a1 or change.b0 <= b < change.b1:
                return self._is_firm(change)
        return True

    def _is_firm(self, change: Change) -> bool:
        sizes = change.a1 - change.a0, change.b1 - change.b0
        if min(sizes) > _SMALL or max(sizes) > _LARGE:
            return False
        before = self._kept_run(change.a0 - 1, change.b0 - 1, -1)
        after = self._kept_run(change.a1, change.b1, 1)
        return before + after >= _FIRM

    def _kept_run(self, a: int, b: int, step: int) -> int:
        size = 0
        while size < _FIRM and self.a.core[0] <= a < self.a.core[1] and self.a.kept[a] == b:
            size, a, b = size + 1, a + step, b + step
        return size

    def _kept_near(self, tokens: range, start: int, stop: int) -> int:
        low, high = self.a.core
        return any(low <= at < high and start <= self.a.kept[at] < stop for at in tokens)

    def around_b(self, at: int, reach: int = 1) -> Iterator[int]:
        """The tokens of B in the sentences that keep words of the sentence of A's token, and in
        as many as `reach` before and after.
        """
        numbers = self.sentences_b(at)
        low, high = min(numbers) - reach, max(numbers) + reach
        for index, token in enumerate(self.b.tokens):
            if low <= token.sentence <= high:
                yield index

    def sentences_b(self, at: int) -> set[int]:
        """The sentences of B that keep words of the sentence of A's token, or where it was."""
        kept = (self.a.kept[one] for one in self.a.sentence(at) if not self.a.tokens[one].stop)
        numbers = {self.b.tokens[one].sentence for one in kept if one >= 0}
        place = min(max(self.beside(at), self.b.core[0]), self.b.core[1] - 1)
        return numbers or {self.b.tokens[place].sentence}


def compare(a: Article, b: Article, passage: Passage) -> Comparison | None:
    """The passage in detail; None where a side has no words."""
    one, other = _side(a, passage.a), _side(b, passage.b)
    if any(side.core[0] >= side.core[1] for side in (one, other)):
        return None
    for place in _loosened(list(_places(passage, one, other)), one, other):
        _pair(place, one, other)
    _settle(one, other)
    _settle(other, one)
    return Comparison(one, other, tuple(_changes(one, other)))


def _side(article: Article, span: tuple[int, int]) -> Side:
    sentences = article.sentences
    starts = [sentence.start for sentence in sentences]
    first = max(bisect_right(starts, span[0]) - 1, 0)
    last = max(bisect_left(starts, span[1]) - 1, first)
    tokens = tokens_of(article, max(first - 1, 0), min(last + 1, len(sentences) - 1))
    numbers = [token.sentence for token in tokens]
    core = bisect_left(numbers, first), bisect_right(numbers, last)
    unknown = [-1] * len(tokens)
    return Side(article, tokens, [one.start for one in tokens], core, unknown, unknown[:])


def _places(passage: Passage, a: Side, b: Side) -> Iterator[Change]:
    """What lies between the kept words, which are noted, and at the ends of the sentences."""
    at_a, at_b = a.core[0], b.core[0]
    first = True
    for edit in passage.edits:
        if edit.kind != "equal":
            continue
        mine = range(a.at(edit.a[0]), a.at(edit.a[1]))
        theirs = range(b.at(edit.b[0]), b.at(edit.b[1]))
        if len(mine) != len(theirs):  # the two take a word apart in other ways
            continue
        if at_a < mine.start or at_b < theirs.start:
            low_a, low_b = (mine.start - _LONGEST_END, theirs.start - _LONGEST_END)
            yield Change(
                max(at_a, low_a) if first else at_a, mine.start,
                max(at_b, low_b) if first else at_b, theirs.start,
            )  # fmt: skip
        for one, other in zip(mine, theirs, strict=True):
            a.kept[one] = a.paired[one] = other
            b.kept[other] = b.paired[other] = one
        at_a, at_b, first = mine.stop, theirs.stop, False
    if at_a < a.core[1] or at_b < b.core[1]:
        yield Change(
            at_a, min(a.core[1], at_a + _LONGEST_END), at_b, min(b.core[1], at_b + _LONGEST_END)
        )


def _loosened(places: list[Change], a: Side, b: Side) -> Iterator[Change]:
    """The places, those joined that only function words part, which are no longer kept then."""
    while places:
        place = places.pop(0)
        while places and _is_loose(place, places[0], a):
            after = places.pop(0)
            for at in range(place.a1, after.a0):
                other = a.kept[at]
                a.kept[at] = a.paired[at] = b.kept[other] = b.paired[other] = -1
            place = Change(place.a0, after.a1, place.b0, after.b1)
        yield place


def _is_loose(one: Change, after: Change, a: Side) -> bool:
    between = range(one.a1, after.a0)
    filled = all(place.a0 < place.a1 and place.b0 < place.b1 for place in (one, after))
    return filled and len(between) <= _LOOSE and all(a.tokens[at].stop for at in between)


def _pair(place: Change, a: Side, b: Side) -> None:
    """Puts the tokens of a place beside each other, by the most likely alignment."""
    rows, columns = place.a1 - place.a0, place.b1 - place.b0
    if not rows or not columns or rows * columns > _MOST_PAIRS:
        return
    mine, theirs = a.tokens[place.a0 : place.a1], b.tokens[place.b0 : place.b1]
    for row, column, worth in _aligned(mine, theirs):
        one, other = place.a0 + row, place.b0 + column
        a.paired[one], b.paired[other] = other, one
        if worth >= _SAME:
            a.kept[one], b.kept[other] = other, one


# What a pair of tokens is worth; from _SAME on they are one word.
_SAME = 3.0
_STOP_SAME = 3.01
_RELATED = 2.5
_ALIKE = 2.0


def _aligned(a: Sequence[Token], b: Sequence[Token]) -> list[tuple[int, int, float]]:
    """The pairs of the best alignment (Needleman and Wunsch, gaps costing nothing)."""
    width = len(b) + 1
    best = [[0.0] * width for _ in range(len(a) + 1)]
    worth = [[_worth(one, other) for other in b] for one in a]
    for row, values in enumerate(worth):
        above, here = best[row], best[row + 1]
        for column, value in enumerate(values):
            here[column + 1] = max(above[column] + value, above[column + 1], here[column])
    row, column = len(a), len(b)
    found = []
    while row and column:
        value = best[row][column]
        if value == best[row - 1][column]:
            row -= 1
        elif value == best[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found.append((row, column, worth[row][column]))
    return found[::-1]


def _worth(a: Token, b: Token) -> float:
    if a.low == b.low:
        return _STOP_SAME if a.stop else 5.0
    if a.form == b.form and not a.figure:
        return 4.0
    if a.stop or b.stop:
        return 0.3 if a.stop and b.stop else 0.0
    numeric_a, numeric_b = (one.figure or one.low in _NUMBERS for one in (a, b))
    if numeric_a != numeric_b:
        return 0.0
    if numeric_a or b.form in opposites().get(a.form, ()) or _is_loaded_pair(a.form, b.form):
        return _RELATED
    if a.capital and b.capital:
        return 1.0 + ratio(a.low, b.low) / 100
    if a.low in verb_forms() and b.low in verb_forms():
        return _ALIKE
    return 0.2 if a.capital != b.capital else 0.6


def _is_loaded_pair(a: str, b: str) -> bool:
    table = loaded()
    groups = table.loaded.get((b,))
    return bool(groups and groups & table.neutral.get((a,), frozenset()))


def _settle(a: Side, b: Side) -> None:
    """Moves what A alone has, where it crosses the end of a sentence and might as well not.

    Of "she said. She said he" and "she said he" either "she said" may be the one that is gone.
    """
    for change in list(_changes(a, b)):
        if change.b0 == change.b1 and _crosses(a, change.a0, change.a1):
            for shift in (*range(-1, -_MOST_SHIFT - 1, -1), *range(1, _MOST_SHIFT + 1)):
                if not _shifts(a, change, shift):
                    continue
                if not _crosses(a, change.a0 + shift, change.a1 + shift):
                    _shift(a, b, change, shift)
                    break


def _crosses(side: Side, start: int, stop: int) -> bool:
    return side.tokens[start].sentence != side.tokens[stop - 1].sentence


def _shifted(change: Change, shift: int) -> Iterator[tuple[int, int]]:
    """Tokens of A that are kept, and those that would be in their place."""
    size = change.a1 - change.a0
    if shift < 0:
        yield from ((at, at + size) for at in range(change.a0 - 1, change.a0 + shift - 1, -1))
    else:
        yield from ((at + size, at) for at in range(change.a0, change.a0 + shift))


def _shifts(a: Side, change: Change, shift: int) -> bool:
    low, high = a.core
    if change.a0 + shift < low or change.a1 + shift > high:
        return False
    return all(
        a.kept[old] >= 0 and a.tokens[old].low == a.tokens[new].low
        for old, new in _shifted(change, shift)
    )


def _shift(a: Side, b: Side, change: Change, shift: int) -> None:
    for old, new in _shifted(change, shift):
        other = a.kept[old]
        a.kept[old] = a.paired[old] = -1
        a.kept[new] = a.paired[new] = other
        b.kept[other] = b.paired[other] = new


def _changes(a: Side, b: Side) -> Iterator[Change]:
    """The stretches without kept tokens, in the sentences of the passage."""
    at_a, at_b = a.core[0], b.core[0]
    for index in range(a.core[0], a.core[1] + 1):
        other = b.core[1] if index == a.core[1] else a.kept[index]
        if other < at_b:
            continue
        if index > at_a or other > at_b:
            yield Change(at_a, index, at_b, other)
        at_a, at_b = index + 1, other + 1
