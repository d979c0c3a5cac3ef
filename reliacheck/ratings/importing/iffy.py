"""The Iffy Index of Unreliable Sources: JSON of sites that MBFC finds of low credibility."""

from __future__ import annotations

from reliacheck.ratings.importing import mbfc
from reliacheck.ratings.importing.documents import JSON, Document
from reliacheck.ratings.importing.rows import Read

LICENCE = ""
LINK = "https://iffy.news/index/"


def recognises(document: Document) -> bool:
    """Whether a document looks like it."""
    return document.form == JSON and document.has("domain", "mbfc fact", "mbfc bias")


def read(document: Document) -> Read:
    """Its ratings, by the columns of MBFC that it is made of."""
    return mbfc.read(document)
