"""CSV as NewsGuard delivers it: a score of 0 to 100, and T, N, S or P, for each domain."""

from __future__ import annotations

from reliacheck.ratings.importing.documents import CSV, Document, Row
from reliacheck.ratings.importing.lin import number
from reliacheck.ratings.importing.rows import Read, each, rating
from reliacheck.ratings.model import Rating

LICENCE = ""
LINK = "https://www.newsguardtech.com/"
# NewsGuard's own bounds: 75 "generally credible", 60 "credible with exceptions", below "caution".
_RELIABLE_FROM = 75
_MIXED_FROM = 60
_RATING = ("rating", "trust", "trust rating")
_NAME = ("source", "name", "brand name")


def recognises(document: Document) -> bool:
    """Whether a document looks like it."""
    ratings = any(name in document.columns for name in _RATING)
    return document.form == CSV and document.has("domain", "score") and ratings


def read(document: Document) -> Read:
    """Its ratings: satire by the letter, all else by the score."""
    name = next((name for name in _NAME if name in document.columns), "")
    return each(document, "domain", lambda row: _rating(row, name))


def _rating(row: Row, name: str) -> Rating:
    letter = next((row.cell(one) for one in _RATING if row.cell(one)), "")
    plain = letter.casefold()
    if plain in ("p", "platform"):
        raise ValueError("a platform, which is not rated")
    if plain in ("s", "satire"):
        return rating(row, "domain", "satire", letter, name=name)
    score = number(row.cell("score"), 100)
    verdict = (
        "reliable" if score >= _RELIABLE_FROM else "mixed" if score >= _MIXED_FROM else "unreliable"
    )
    return rating(row, "domain", verdict, f"{score:g} of 100 ({letter})", name=name)
