"""sources.low-rated."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.ratings import Claim
from reliacheck_sources.rated import LOW, Rated, need_ratings, rated_sources, say_what_was_missed
from reliacheck_sources.telling import by_rater, evidence_of, places_of, who

# Share of findings that held when read (docs/rules). The others are judgements, all of them below
# the default threshold.
_SCORE = 0.85
_SCORE_DISPUTED = 0.4
_SCORE_DESCRIBED = 0.4
_SCORE_TOLD = 0.45


class LowRated(Check):
    """A source that the story cites or links is called unreliable by a rating list.

    What it does
        Looks up each source in the rating lists in use: outlets and agencies that a sentence gives
        as its source, links and printed addresses, credits and source lines, and whose copy the
        story is by the archive. It reports those that a list calls unreliable, wants not used at
        all, or calls satire: rater by rater, each with its date, scope, licence and link. Raters
        are never averaged. A rating counts where it applies for certain: by host and path, by the
        date (of a link in its address, else of the story) and by the topic (the sections in the
        address, or `topic` and the like in the metadata). Your own ratings stand above all lists:
        what the house calls reliable is not reported, and what it calls unreliable is, as the
        house's word. Platforms of many publishers count only where a list rates a part of them;
        an outlet that the headline names is the news, and what stands in quotations is other
        people's. Not assessed where no ratings are in use.

    Why it matters
        A story is as good as what it rests on. The reader will ask why this source, so the desk
        asks first.

    Example
        *The harbour is poisoned, according to Tidewatch*, which a list calls unreliable.

    How to satisfy it
        Find another source, or say what the source is known for. If the desk knows better, rate it
        in its own list (docs/ratings).

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read. Lower,
        and below the default threshold, where another rater calls the source reliable, where the
        story says what sort of source it is ("state-run Aldnews"), and where somebody only spoke to
        it.

    Known false positives
        A source that is quoted because it is the news. A list's verdict is the list's alone: see
        what it rates.
    """

    id = "sources.low-rated"
    severity = Severity.WARNING

    class Settings(NamedTuple):
        """`verdicts`: what is low."""

        verdicts: tuple[str, ...] = LOW

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each source of one rating."""
        need_ratings(context)
        found = False
        for source in rated_sources(article, context):
            if low := self._low(source):
                found = True
                yield self._finding(article, source, low)
        if not found:
            say_what_was_missed(article)

    def _low(self, source: Rated) -> list[Claim]:
        """The claims that call it low; the house's alone where it has one."""
        counting = [source.decided] if source.decided else source.claims
        return [claim for claim in counting if claim.verdict in self.settings.verdicts]

    def _finding(self, article: Article, source: Rated, low: Sequence[Claim]) -> Finding:
        others = [
            claim for claim in source.claims if claim.verdict == "reliable" and not claim.overridden
        ]
        return self.finding(
            article.locate(*source.places[0][:2]),
            f"{source.name} ({source.uses()}) is rated {who(low)}"
            + (f", but {who(others)}." if others else "."),
            score=_score(source, disputed=bool(others)),
            related=places_of(article, source),
            evidence=evidence_of(source),
            help=f"Find another source, or say what this one is. {by_rater(source)}",
        )


def _score(source: Rated, *, disputed: bool) -> float:
    if disputed:
        return _SCORE_DISPUTED
    if source.described:
        return _SCORE_DESCRIBED
    return _SCORE_TOLD if all(place.how == "told" for place in source.places) else _SCORE
