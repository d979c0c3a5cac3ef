"""attribution.unclear-source."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.attribution import telling_words
from reliacheck_attribution.quoting import Quotes
from reliacheck_attribution.unattributed import as_read, obscured


class UnclearSource(Check):
    """It may not be clear to a reader who says so.

    What it does
        Points at sentences that hint at a source without telling who it is, in words that the lists
        of `vague-source`, `unnamed-source`, `bare-source` and `passive` do not know, and of which a
        model thinks that a desk editor might ask "who says so?": the likeliest few (`most`, 3
        unless set).

    Why it matters
        The ways to hide a source are endless, and a list knows the usual ones. This is the net
        below them: expect every third finding to be one that an editor would send back.

    Example
        *Two members of the crew told the paper that the captain had been asleep.*

    How to satisfy it
        Name who says so, or say as much of them as can be said.

    How the score is made
        The model's probability that an editor asks who it is that says so. It was trained on
        articles of 2012 to 2020 marked up by reading, and is calibrated on articles that a fold
        left out (reliacheck/attribution/MODEL_CARD.md).

    Known false positives
        Sources that are told apart in other words or in the sentences around; officials who speak
        for their office.
    """

    id = "attribution.unclear-source"
    severity = Severity.INFO
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})
    min_score: ClassVar[float] = 0.15

    class Settings(NamedTuple):
        """`most`: findings an article, the likeliest first (0 or more).

        `quotes`: whether words in quotation marks count ("include") or not ("ignore").
        """

        most: int = 3
        quotes: Quotes = "ignore"

        def __post_init__(self) -> None:
            if self.most < 0:
                raise ValueError(f"most: expected 0 or more, not {self.most}")

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """At most so many findings an article."""
        read = as_read(article, self.settings.quotes)
        unclear = sorted(
            obscured(article, self.settings.quotes), key=lambda one: (-one.chance, one.number)
        )
        for found in unclear[: self.settings.most]:
            yield self.finding(
                article.locate(found.sentence.start, found.sentence.end),
                "Is it clear who says so? An editor might ask.",
                score=found.chance,
                evidence={"words": ", ".join(telling_words(read, found.number, "hidden"))},
                help="Name who says so, or say as much of them as can be said.",
            )
