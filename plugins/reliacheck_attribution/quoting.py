"""Which words a rule reads: a setting that the attribution rules share."""

from __future__ import annotations

from typing import Literal

from reliacheck import Article
from reliacheck.text.attribution import unquoted, unquoted_lower
from reliacheck.text.words import lowered

Quotes = Literal["ignore", "include"]


def readable(article: Article, quotes: Quotes) -> str:
    """The article's text, what stands in quotation marks blanked out unless it is included."""
    return unquoted(article) if quotes == "ignore" else article.text


def readable_lower(article: Article, quotes: Quotes) -> str:
    """The same in small letters."""
    return unquoted_lower(article) if quotes == "ignore" else article.memo(_lower)


def _lower(article: Article) -> str:
    return lowered(article.text)
