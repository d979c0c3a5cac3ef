"""Lin et al. 2023 (PNAS Nexus, "High level of correspondence across different news domain quality
rating sets"): CSV with the first principal component of six lists, 0 to 1, for each domain."""

from __future__ import annotations

from reliacheck.ratings.importing.documents import CSV, Document, Row
from reliacheck.ratings.importing.rows import Read, each, rating
from reliacheck.ratings.model import Rating

LICENCE = ""
LINK = "https://doi.org/10.1093/pnasnexus/pgad286"
# The authors set no bounds. These are where Wikipedia's list of 2022 parts: docs/ratings.md.
RELIABLE_FROM = 0.65
MIXED_FROM = 0.5


def recognises(document: Document) -> bool:
    """Whether a document looks like it."""
    return document.form == CSV and document.has("domain", "pc1")


def read(document: Document) -> Read:
    """Its ratings."""
    return each(document, "domain", _rating)


def _rating(row: Row) -> Rating:
    score = number(row.cell("pc1"), 1)
    verdict = (
        "reliable" if score >= RELIABLE_FROM else "mixed" if score >= MIXED_FROM else "unreliable"
    )
    return rating(row, "domain", verdict, f"pc1 {score:.3f}")


def number(text: str, most: float) -> float:
    """A number from 0 to `most`. Raises ValueError for anything else."""
    if not text:
        raise ValueError("no score")
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise ValueError(f"score {text!r} is not a number from 0 to {most:g}")
    return value
