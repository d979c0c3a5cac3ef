"""sources.conflicting-ratings."""

from collections.abc import Iterator

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.ratings import Claim
from reliacheck_sources.rated import LOW, Rated, need_ratings, rated_sources, say_what_was_missed
from reliacheck_sources.telling import by_rater, evidence_of, places_of, who

_SCORE = 0.9  # it says what the lists say; what may be wrong is whom the story means


class ConflictingRatings(Check):
    """Raters disagree on a source of the story, or one of them says two things about it.

    What it does
        Looks up the sources of the story as `sources.low-rated` does, and shows those on which two
        raters are on different sides, or one rater is on several, by topic, date or part of the
        site, and the story does not tell which applies. The sides are reliable, mixed, and what is
        low (unreliable, deprecated, satire): raters that only condemn a source in different words
        do not disagree. Nothing is decided, and nothing averaged:
        every rating is shown with its date, scope, licence and link. What your own ratings decide
        is not shown. Not assessed where no ratings are in use.

    Why it matters
        One list's verdict by itself looks like more than it is. The desk should know that another
        list, or the same one on another subject, says otherwise.

    Example
        A paper that one list calls reliable and another mixed; a broadcaster that a list calls
        reliable except on politics.

    How to satisfy it
        Nothing need be wrong. See what the raters looked at; rate the source in your own list to
        settle it (docs/ratings).

    How the score is made
        A fixed score, a judgement: the ratings are as they stand in the lists.

    Known false positives
        An outlet taken for another of the same name.
    """

    id = "sources.conflicting-ratings"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each source."""
        need_ratings(context)
        found = False
        for source in rated_sources(article, context):
            if said := _conflict(source):
                found = True
                yield self.finding(
                    article.locate(*source.places[0][:2]),
                    f"{source.name} ({source.uses()}): {said}.",
                    score=_SCORE,
                    related=places_of(article, source),
                    evidence=evidence_of(source),
                    help=f"Nothing is decided here. {by_rater(source)}",
                )
        if not found:
            say_what_was_missed(article)


def _conflict(source: Rated) -> str:
    """In what the ratings conflict, "" if they do not."""
    if source.decided:
        return ""
    claims = [claim for claim in source.claims if claim.verdict]
    settled = {_side(claim.verdict) for claim in claims if claim.verdict}
    parts = []
    if len(settled) > 1:
        parts.append(f"raters disagree: {who(claims)}")
    parts += [_two_things(claim) for claim in source.claims if _says_two_things(claim, settled)]
    return "; ".join(parts)


def _side(verdict: str) -> str:
    """Verdicts of one side do not conflict."""
    return "low" if verdict in LOW else verdict


def _says_two_things(claim: Claim, settled: set[str]) -> bool:
    """Whether a rater without one verdict has several, and not all on the side of the others."""
    said = {rating.verdict for rating in claim.ratings}
    sides = settled | {_side(verdict) for verdict in said}
    return claim.verdict is None and len(said) > 1 and len(sides) > 1


def _two_things(claim: Claim) -> str:
    verdicts = " or ".join(dict.fromkeys(rating.verdict for rating in claim.ratings))
    return f"{claim.rater} says {verdicts} ({claim.why})"
