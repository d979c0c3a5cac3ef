"""The head of a story: all that stands above its body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reliacheck import PartKind
from reliacheck_formats.block import Block
from reliacheck_formats.dateline import find_dateline
from reliacheck_formats.dates import DateLine, read_date_line
from reliacheck_formats.furniture import (
    furniture,
    is_source_line,
    names_outlet,
    names_writer_and_outlet,
)
from reliacheck_formats.wording import (
    ends_sentence,
    ends_with_abbreviation,
    is_names,
    says_again,
)

_REACH = 12  # blocks among which the body's beginning is looked for
_MOST_TITLES = 4  # title, title again, standfirst of two lines
_MOST_KICKERS = 3  # lines above a headline that the markup names
_LONGEST_HEADLINE = 200  # characters
_LONGEST_SENTENCE_AS_HEADLINE = 120
_MOST_STANDFIRST_LINES = 2
_LONGEST_STANDFIRST = 500
_LONGEST_TITLE_LINE = 300  # a longer one below the title is the first paragraph
_SHORTEST_STANDFIRST = 20  # what is shorter and no sentence is the name of a section

Sign = Literal["prose", "byline", "credit", "caption", "outlet", "date", "dateline", "set"]
_MARKS = frozenset(("byline", "outlet", "date"))  # the body begins below these


class Head(NamedTuple):
    """What stands above the body."""

    kinds: list[PartKind | None]  # of the first blocks; None for a date line
    published: str | None  # ISO 8601, from a date line


def read_head(blocks: Sequence[Block], headline: str | None = None) -> Head:
    """What the blocks above the body are. `headline`: one that stands elsewhere.

    The body begins at a dateline, or below a byline or date line. Without any of these it begins
    below the title, the title's repetitions, and the lines that stand with them.
    """
    near = blocks[:_REACH]
    dates = [None if block.kind else read_date_line(block.text) for block in near]
    signs = [
        "date" if date else _sign(block, first=place == 0 and len(blocks) > 1)
        for place, (block, date) in enumerate(zip(near, dates, strict=True))
    ]
    kinds = list(_Reader(near, signs, headline, alone=len(blocks) == 1).kinds())
    return Head(kinds, _published([date for date in dates[: len(kinds)] if date]))


def _sign(block: Block, *, first: bool) -> Sign:
    text = block.text
    if block.kind:
        return "caption" if block.kind == "caption" else "set"
    kind = furniture(text)
    if kind == "credit" and first and is_source_line(text):
        return "prose"  # "Sources: mayor to resign" is a headline
    if kind:
        return kind
    if not first and names_outlet(text):
        return "outlet"
    if not first and names_writer_and_outlet(text):
        return "byline"
    return "dateline" if find_dateline(text) else "prose"


def _published(dates: Sequence[DateLine]) -> str | None:
    told = sorted((date for date in dates if date.published), key=lambda date: date.updated)
    return told[0].published if told else None


def _body_by_marks(blocks: Sequence[Block], signs: Sequence[Sign], *, titled: bool) -> int | None:
    """The block with which the body begins, where a dateline, byline or date line tells."""
    mark: int | None = None
    prose = below = 0  # blocks of prose: all, those below the mark
    for place, (block, sign) in enumerate(zip(blocks, signs, strict=True)):
        if sign == "dateline":
            return place
        if sign == "prose":
            prose, below = prose + 1, below + 1
            if prose > _MOST_TITLES or len(block.text) > _LONGEST_STANDFIRST:
                break
            if mark is not None and below > 1:
                break
        elif sign in _MARKS and (prose or titled):
            mark, below = place, 0
        elif block.kind == "headline":
            titled = True
        elif block.kind == "body":
            break
    if mark is None or not _may_stand_above(mark, blocks, signs, titled=titled):
        return None
    below_mark = [i for i, sign in enumerate(signs) if i > mark and sign in ("prose", "set")]
    return next(iter(below_mark), None)


def _may_stand_above(
    mark: int, blocks: Sequence[Block], signs: Sequence[Sign], *, titled: bool
) -> bool:
    """Whether the blocks above a byline or date are no more than a title and its standfirst."""
    prose = [block for block, sign in zip(blocks[:mark], signs, strict=False) if sign == "prose"]
    if titled:
        return len(prose) <= 1
    title, *others = prose
    title_block = title.group if title.group != blocks[-1].group else -1
    apart = [
        one for one in others if one.group != title_block and not says_again(title.text, one.text)
    ]
    return not apart or (len(apart) == 1 and not ends_sentence(title.text))


class _Reader:
    """Reads from the top until the body begins."""

    def __init__(
        self, blocks: Sequence[Block], signs: Sequence[Sign], headline: str | None, *, alone: bool
    ) -> None:
        self._blocks = blocks
        self._signs = signs
        self._title = headline
        self._group = -1  # of the title
        self._alone = alone  # there is nothing but this one block
        self._body = _body_by_marks(blocks, signs, titled=headline is not None)
        self._seen_standfirst = False

    def kinds(self) -> Iterator[PartKind | None]:
        """The kinds of the blocks above the body, None for a date line."""
        for place, (block, sign) in enumerate(zip(self._blocks, self._signs, strict=True)):
            if place == self._body or sign == "dateline" or block.kind == "body":
                return
            if sign != "prose":
                yield self._known(block, sign)
                continue
            kind = self._titled(block) if self._title else self._untitled(place, block)
            if kind is None:
                return
            yield kind

    def _known(self, block: Block, sign: Sign) -> PartKind | None:
        if block.kind == "headline" and self._title is None:
            self._title, self._group = block.text, block.group
        kinds: dict[Sign, PartKind] = {
            "byline": "byline",
            "credit": "credit",
            "caption": "caption",
            "outlet": "credit",
        }
        return block.kind or kinds.get(sign)

    def _untitled(self, place: int, block: Block) -> PartKind | None:
        if any(one.kind == "headline" for one in self._blocks[place : place + 1 + _MOST_KICKERS]):
            return "body"
        if not self._is_title(place, block.text):
            return "standfirst" if self._body is not None else None
        self._title, self._group = block.text, block.group
        return "headline"

    def _is_title(self, place: int, text: str) -> bool:
        if len(text) > _LONGEST_HEADLINE:
            return False
        if self._body is not None:
            return len(text) <= _LONGEST_SENTENCE_AS_HEADLINE or not ends_sentence(text)
        return _looks_like_headline(text, alone=self._alone) or self._repeated_below(place, text)

    def _repeated_below(self, place: int, text: str) -> bool:
        return any(says_again(text, block.text) for block in self._blocks[place + 1 : place + 2])

    def _titled(self, block: Block) -> PartKind | None:
        if says_again(self._title or "", block.text):
            return "headline"
        if self._body is not None:
            return self._between(block)
        if block.stressed and not self._seen_standfirst:
            self._seen_standfirst = True
            return "standfirst"
        short = len(block.text) <= _LONGEST_TITLE_LINE and block.text[-1] not in ",;:"
        return "standfirst" if short and self._in_title_block(block) else None

    def _between(self, block: Block) -> PartKind:
        """Between the title and a body that is known to begin further down."""
        if is_names(block.text):
            return "byline"
        if len(block.text) >= _SHORTEST_STANDFIRST or block.stressed:
            return "standfirst"
        return "standfirst" if self._in_title_block(block) else "body"

    def _in_title_block(self, block: Block) -> bool:
        """Whether it stands with the title, apart from a body below."""
        lines = [
            one
            for one, sign in zip(self._blocks, self._signs, strict=True)
            if one.group == self._group
            and sign == "prose"
            and not says_again(self._title or "", one.text)
        ]
        below = any(
            one.group > self._group and sign in ("prose", "dateline")
            for one, sign in zip(self._blocks, self._signs, strict=True)
        )
        return block.group == self._group and below and len(lines) <= _MOST_STANDFIRST_LINES


def _looks_like_headline(text: str, *, alone: bool) -> bool:
    if text[-1] in ",;:":
        return False
    if not ends_sentence(text) or ends_with_abbreviation(text):
        return True
    return not alone and text[-1] in "?!؟？！" and len(text) <= _LONGEST_SENTENCE_AS_HEADLINE
