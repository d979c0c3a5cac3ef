"""sources.stale-ratings."""

from collections.abc import Iterator
from typing import NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.ratings import Rater
from reliacheck.ratings.words import days_old
from reliacheck_sources.rated import need_ratings, rated_sources, say_what_was_missed

_SCORE = 0.95  # arithmetic with dates
_YEAR = 365  # days


class StaleRatings(Check):
    """Sources of the story were looked up in a rating list that is older than the set age.

    What it does
        Takes the age of each list in use: from the date that it was imported with, which may be a
        year or a month and then counts to its end, else from the day of the import. Where a story
        has a source to look up, the lists that are too old are named, once. The house's own file
        has no date and is never too old. Not assessed where no ratings are in use.

    Why it matters
        Sites are sold, closed and reformed, and lists follow them. An old verdict is quoted as if
        it were today's, and a site that is newer than the list is not on it.

    Example
        A list of 2022 that is asked in 2026.

    How to satisfy it
        Fetch the list again and import it under the same name (docs/ratings); for the list that
        comes with reliacheck, update reliacheck.

    How the score is made
        A fixed score: it is arithmetic.

    Known false positives
        A list that its rater has not changed since.
    """

    id = "sources.stale-ratings"
    severity = Severity.INFO

    class Settings(NamedTuple):
        """`max_age`: in days (0 or more)."""

        max_age: int = _YEAR

        def __post_init__(self) -> None:
            if self.max_age < 0:
                raise ValueError(f"max-age: expected 0 or more, not {self.max_age}")

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """At most one finding."""
        ages = {
            rater: age
            for rater in need_ratings(context).raters
            if (age := days_old(rater.rated or rater.imported, context.today)) is not None
        }
        stale = {rater: age for rater, age in ages.items() if age > self.settings.max_age}
        sources = rated_sources(article, context)
        if stale and sources:
            named = ", ".join(_told(rater, age) for rater, age in stale.items())
            yield self.finding(
                article.locate(*sources[0].places[0][:2]),
                f"Its sources were looked up in ratings older than {self.settings.max_age} days:"
                f" {named}.",
                score=_SCORE,
                evidence={
                    "max_age": self.settings.max_age,
                    **{rater.name: age for rater, age in stale.items()},
                },
                help="Fetch the lists again and import them under the same names.",
            )
        elif stale:
            say_what_was_missed(article)


def _told(rater: Rater, age: int) -> str:
    how = rater.rated or f"imported {rater.imported}"
    return f"{rater.name} ({how}, {age} days)"
