"""An article's text cut where something begins or ends, for a page that marks it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from reliacheck.article import Article, Part
from reliacheck.reporters import compare_words as words
from reliacheck.reuse.account import Account, Told
from reliacheck.reuse.alterations import Alteration, severity_of
from reliacheck.reuse.furniture import discounted

T = TypeVar("T")
_Span = tuple[int, int]


class Mark(NamedTuple):
    """An alteration as the page shows it."""

    place: int  # among all of them, from 1
    kind: str
    severity: str
    alteration: Alteration


class Piece(NamedTuple):
    """Words between two cuts."""

    text: str
    changed: bool  # the other text has other words here, or none
    muted: bool  # a quotation, a statement or furniture; headlines stay as they are
    mark: Mark | None
    opens: bool  # the alteration begins here
    closes: bool  # and ends here


class Run(NamedTuple):
    """Pieces of one passage, or of none."""

    told: Told | None
    begins: tuple[Told, ...]  # passages that begin here
    pieces: list[Piece]


class Paragraph(NamedTuple):
    """A part of the article."""

    kind: str
    runs: list[Run]


def marks_of(account: Account) -> list[Mark]:
    """The alterations of all passages, numbered."""
    return [
        Mark(place, words.kind_of(one), str(severity_of(one)), one)
        for place, one in enumerate(words.all_alterations(account), 1)
    ]


def spread(account: Account, marks: Sequence[Mark], *, of_source: bool) -> list[Paragraph]:
    """The parts of the source, or of the rewrite, with everything that is marked in them."""
    article = (account.source if of_source else account.rewrite).article
    spans = [(one.alteration.a if of_source else one.alteration.b, one) for one in marks]
    placed = [(_within(article, span), mark) for span, mark in spans]
    layers = _Layers(
        _Layer(
            (one.shared.passage.a if of_source else one.shared.passage.b, one)
            for one in account.told
        ),
        _Layer((span, True) for span in _changed(account, of_source=of_source)),
        _Layer(((one.start, one.end), True) for one in discounted(article)),
        _Layer((span, mark) for span, mark in placed if span[0] < span[1]),
        sorted((span[0], mark.place, mark) for span, mark in placed if span[0] >= span[1]),
    )
    return [Paragraph(part.kind, _runs(part, layers)) for part in article.parts]


def _within(article: Article, span: _Span) -> _Span:
    """The span without the room between two parts at either of its ends."""
    start, end = span
    parts = article.parts
    at = bisect_right([part.start for part in parts], start) - 1
    if start < end and at + 1 < len(parts) and (at < 0 or start >= parts[at].end):
        start = min(parts[at + 1].start, end)
    at = bisect_left([part.start for part in parts], end) - 1
    return start, min(end, parts[at].end) if at >= 0 else end


def _changed(account: Account, *, of_source: bool) -> Iterator[_Span]:
    """Where one side's words are not the other's, spelling aside."""
    source, rewrite = account.source.article.text, account.rewrite.article.text
    for told in account.told:
        for edit in told.shared.passage.edits:
            span = edit.a if of_source else edit.b
            if edit.kind == "equal" or span[0] == span[1]:
                continue
            if not words.is_style(source[slice(*edit.a)], rewrite[slice(*edit.b)]):
                yield span


class _Layer(Generic[T]):
    """Spans of one sort, asked for from the beginning of the text to its end."""

    def __init__(self, spans: Iterable[tuple[_Span, T]]) -> None:
        self._spans = sorted(spans, key=lambda pair: pair[0])
        self.cuts = sorted({offset for span, _ in self._spans for offset in span})
        self._next = 0
        self._open: list[tuple[_Span, T]] = []

    def at(self, offset: int) -> list[tuple[_Span, T]]:
        """The spans that hold an offset; those that began last stand last."""
        while self._next < len(self._spans) and self._spans[self._next][0][0] <= offset:
            self._open.append(self._spans[self._next])
            self._next += 1
        if self._open:
            self._open = [pair for pair in self._open if pair[0][1] > offset]
        return self._open

    def cuts_in(self, start: int, end: int) -> list[int]:
        """Where spans begin and end inside of a stretch."""
        return self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]


class _Layers(NamedTuple):
    told: _Layer[Told]
    changed: _Layer[bool]
    muted: _Layer[bool]
    marks: _Layer[Mark]
    points: list[tuple[int, int, Mark]]  # alterations without words here; taken out when placed

    def cuts(self, part: Part) -> list[int]:
        inside = {
            *self.told.cuts_in(part.start, part.end),
            *self.changed.cuts_in(part.start, part.end),
            *self.muted.cuts_in(part.start, part.end),
            *self.marks.cuts_in(part.start, part.end),
            *(point[0] for point in self.points if part.start < point[0] < part.end),
        }
        return [part.start, *sorted(inside), part.end]

    def points_until(self, offset: int) -> Iterator[Mark]:
        while self.points and self.points[0][0] <= offset:
            yield self.points.pop(0)[2]


def _runs(part: Part, layers: _Layers) -> list[Run]:
    cuts = layers.cuts(part)
    runs: list[Run] = []
    for start, end in pairwise(cuts):
        passages = layers.told.at(start)
        told = passages[-1][1] if passages else None
        begins = tuple(one for span, one in passages if span[0] == start)
        # What was left out stands behind the words that are kept, in their passage.
        for mark in layers.points_until(start):
            _last(runs).pieces.append(_point(mark))
        if not runs or runs[-1].told is not told or begins:
            runs.append(Run(told, begins, []))
        runs[-1].pieces.append(_piece(part, start, end, layers))
    for mark in layers.points_until(part.end):
        _last(runs).pieces.append(_point(mark))
    return runs


def _last(runs: list[Run]) -> Run:
    if not runs:
        runs.append(Run(None, (), []))
    return runs[-1]


def _point(mark: Mark) -> Piece:
    return Piece("", changed=False, muted=False, mark=mark, opens=True, closes=True)


def _piece(part: Part, start: int, end: int, layers: _Layers) -> Piece:
    marks = layers.marks.at(start)
    span, mark = marks[-1] if marks else ((-1, -1), None)
    return Piece(
        part.text[start - part.start : end - part.start],
        changed=bool(layers.changed.at(start)),
        muted=part.kind != "headline" and bool(layers.muted.at(start)),
        mark=mark,
        opens=span[0] == start,
        closes=span[1] == end,
    )
