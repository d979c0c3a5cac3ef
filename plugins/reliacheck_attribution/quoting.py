"""Which words a rule reads: a setting that the attribution rules share."""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from reliacheck import Article, Check
from reliacheck.text.attribution import unquoted, unquoted_lower
from reliacheck.text.words import lowered

Quotes = Literal["ignore", "include"]


class QuotesCheck(Check):
    """A rule on English copy of which the desk says whether it reads quoted words, too."""

    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(NamedTuple):
        """`quotes`: whether words in quotation marks count ("include") or not ("ignore")."""

        quotes: Quotes = "ignore"

    settings: Settings


def readable(article: Article, quotes: Quotes) -> str:
    """The article's text, what stands in quotation marks blanked out unless it is included."""
    return unquoted(article) if quotes == "ignore" else article.text


def readable_lower(article: Article, quotes: Quotes) -> str:
    """The same in small letters."""
    return unquoted_lower(article) if quotes == "ignore" else article.memo(_lower)


def _lower(article: Article) -> str:
    return lowered(article.text)
