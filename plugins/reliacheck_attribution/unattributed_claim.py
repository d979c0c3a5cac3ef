"""attribution.unattributed-claim."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck_attribution.quoting import Quotes
from reliacheck_attribution.unattributed import as_read, evidence, wanting


class UnattributedClaim(Check):
    """A disputable claim is made as if it were known to all.

    What it does
        Ranks the sentences of the outlet's own voice by how probable it is that a desk editor would
        send them back with "who says so?", and shows the first few (`most`, 3 unless set). Figures,
        causes and charges have rules of their own.

    Why it matters
        Most of what a story tells needs no source: it was seen, it is on record, or everybody knows
        it. What somebody could dispute does, and the few strongest cases are what an editor has
        time for.

    Example
        *The new law is likely to pass with little trouble.*

    How to satisfy it
        Say who says so, or what it rests on.

    How the score is made
        The model's probability that an editor queries the sourcing of the sentence. It was trained
        on articles of 2012 to 2020 marked up by reading, and is calibrated on articles that a fold
        left out (reliacheck/attribution/MODEL_CARD.md).

    Known false positives
        Plain facts in strong words, and claims whose source stands further away. Two editors do not
        agree much on these: take it for a list of what to look at again.
    """

    id = "attribution.unattributed-claim"
    severity = Severity.INFO
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})
    min_score: ClassVar[float] = 0.12

    class Settings(NamedTuple):
        """`most`: findings an article, the strongest first (0 or more).

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
        claims = [one for one in wanting(article, self.settings.quotes) if one.sort == "claim"]
        claims.sort(key=lambda one: (-one.chance, one.number))
        for found in claims[: self.settings.most]:
            yield self.finding(
                article.locate(found.sentence.start, found.sentence.end),
                "Who says so? A claim that could be disputed has no source.",
                score=found.chance,
                evidence=evidence(read, found, claims=len(claims)),
                help="Say who says so, or what it rests on.",
            )
