"""CRED-1 (Loth, Kappes and Pahl 2026): CSV with a category and a score for each domain."""

from __future__ import annotations

from reliacheck.ratings.importing.documents import CSV, Document, Row
from reliacheck.ratings.importing.rows import Read, each, mapped, rating
from reliacheck.ratings.model import Rating

LICENCE = "CC BY 4.0"
LINK = "https://github.com/aloth/cred-1"
_VERDICTS = {
    "reliable": "reliable",
    "mixed": "mixed",
    "unreliable": "unreliable",
    "fake": "unreliable",
    "conspiracy": "unreliable",
    "rumor": "unreliable",
    "satire": "satire",
}


def recognises(document: Document) -> bool:
    """Whether a document looks like it."""
    return document.form == CSV and document.has("domain", "category", "credibility_score")


def read(document: Document) -> Read:
    """Its ratings: the category decides, the score is kept beside it."""
    return each(document, "domain", _rating)


def _rating(row: Row) -> Rating:
    category = row.cell("category")
    score = row.cell("credibility_score")
    value = f"{category}, score {score}" if score else category
    return rating(row, "domain", mapped(category, _VERDICTS, "category"), value)
