"""What the readers of lists yield, and what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from reliacheck.ratings.importing.documents import Document, Row
from reliacheck.ratings.keys import listed_place
from reliacheck.ratings.model import Rating

UNNAMED = ""  # the rater is named by the import


class Rejected(NamedTuple):
    """A row of a list that was not taken.

    Attributes:
        place: "line 12" or "row 12".
        what: What the row is about, as far as that can be told.
        reason: Why not.
    """

    place: str
    what: str
    reason: str


Read = Iterator[Rating | Rejected]


def each(document: Document, domain: str, rating_of: Callable[[Row], Rating]) -> Read:
    """The ratings of a document's rows; a row for which `rating_of` raises ValueError is rejected.

    `domain`: the column that says what a row is about.
    """
    yield from document.bad_rows_as(Rejected)
    for row in document.rows:
        try:
            yield rating_of(row)
        except ValueError as error:
            yield Rejected(row.place, row.cell(domain), str(error))


def rating(
    row: Row, domain: str, verdict: str, value: str, *, name: str = "", link: str = ""
) -> Rating:
    """A rating of the whole of what stands in the column `domain`."""
    host, path = listed_place(row.cell(domain))
    return Rating(
        host, path, UNNAMED, verdict, value, name=row.cell(name) if name else "", link=link
    )


def mapped(word: str, verdicts: Mapping[str, str], what: str) -> str:
    """The verdict that a rater's word stands for. Raises ValueError for an unknown word."""
    verdict = verdicts.get(" ".join(word.casefold().replace("-", " ").split()))
    if verdict is None:
        raise ValueError(f"unknown {what} {word!r}" if word else f"no {what}")
    return verdict
