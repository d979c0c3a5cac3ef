"""A stretch of a story before it is known what it is."""

from __future__ import annotations

from typing import NamedTuple

from reliacheck import PartKind


class Block(NamedTuple):
    """A paragraph, or a line that stands alone."""

    text: str  # without outer white space, not empty
    start: int  # where it begins, in code points
    group: int  # the same for blocks with no empty line between them
    kind: PartKind | None = None  # what the markup says it is
    stressed: bool = False  # all of it in italics or bold
