"""Whom a story rests on: its sources as a reader would list them, and which statement is whose.

    attribution, outlets -> uses (who is given for which sentence)   uses, outlets_used
    uses -> sources (one for all its mentions) with statements       identity, listing

Rules and the command `reliacheck sources` ask here; everything is found once an article.
"""

from reliacheck.sources.listing import credited, statements, story_sources
from reliacheck.sources.model import Credited, SourceKind, Statement, StorySource, Use

__all__ = [
    "Credited",
    "SourceKind",
    "Statement",
    "StorySource",
    "Use",
    "credited",
    "statements",
    "story_sources",
]
