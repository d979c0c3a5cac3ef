"""Pink-slime sites: JSON of sites that pose as local newspapers, by network."""

from __future__ import annotations

from reliacheck.ratings.importing.documents import JSON, Document, Row
from reliacheck.ratings.importing.rows import Read, each, rating
from reliacheck.ratings.model import Rating

LICENCE = ""
LINK = "https://iffy.news/pink-slime-fake-local-news/"


def recognises(document: Document) -> bool:
    """Whether a document looks like it."""
    return document.form == JSON and document.has("domain", "network", "covers")


def read(document: Document) -> Read:
    """Its ratings: to be on the list is the rating, and the network is kept."""
    return each(document, "domain", _rating)


def _rating(row: Row) -> Rating:
    network = row.cell("network")
    value = f"pink slime, {network}" if network else "pink slime"
    return rating(row, "domain", "unreliable", value, name="name")
