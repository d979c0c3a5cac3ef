"""sources.unrated."""

from collections.abc import Iterator

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck_sources.rated import Rated, need_ratings, rated_sources, say_what_was_missed
from reliacheck_sources.telling import places_of

_SCORE = 0.9  # it says what the lists do not say; what may be wrong is whom the story means
_NO_OUTLETS = ("social", "government")  # nobody rates them as one looks for here


class Unrated(Check):
    """No rating list that is in use knows a source of the story.

    What it does
        Looks up the sources of the story as `sources.low-rated` does and lists those of which no
        list says anything, and neither does the house. Platforms of many publishers and public
        bodies are left out. Off unless it is selected by name, because most lists are short: with
        none but the one that comes with reliacheck, most sources are unrated. Not assessed where no
        ratings are in use.

    Why it matters
        For desks that admit only sources that somebody has looked at: what is not on a list may be
        new, small, or made up.

    Example
        A link to a site called *The Sunholm Tribune* that no list has.

    How to satisfy it
        See who is behind it: imprint, owners, how old it is. Then rate it in your own list
        (docs/ratings).

    How the score is made
        A fixed score, a judgement.

    Known false positives
        Good sources that are on no list; links to what is no news at all.
    """

    id = "sources.unrated"
    severity = Severity.INFO
    default = False

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each source."""
        raters = need_ratings(context).raters
        found = False
        for source in rated_sources(article, context):
            if not source.ratings and not _is_no_outlet(source):
                found = True
                yield self.finding(
                    article.locate(*source.places[0][:2]),
                    f"{source.name} ({source.uses()}) is on none of the rating lists in use.",
                    score=_SCORE,
                    related=places_of(article, source),
                    evidence={
                        "source": source.name,
                        "uses": len(source.places),
                        "lists": ", ".join(rater.name for rater in raters),
                    },
                    help="See who is behind it, and rate it in your own list.",
                )
        if not found:
            say_what_was_missed(article)


def _is_no_outlet(source: Rated) -> bool:
    return source.outlet is not None and source.outlet.kind in _NO_OUTLETS
