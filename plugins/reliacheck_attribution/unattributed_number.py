"""attribution.unattributed-number."""

from collections.abc import Iterator
from typing import ClassVar

from reliacheck import Article, Context, Finding, Severity
from reliacheck_attribution.quoting import QuotesCheck
from reliacheck_attribution.unattributed import as_read, evidence, wanting


class UnattributedNumber(QuotesCheck):
    """A poll, a count or another figure has no source.

    What it does
        Finds sentences with a figure (a share, a sum, a count, a rank, a poll) that a desk editor
        would probably send back with "whose figure?": nobody is given for it there, nor in a
        sentence before whose source carries over.

    Why it matters
        A figure sounds checked. Whose count it is, of when and of what, decides what it is worth,
        and a reader cannot ask.

    Example
        *The rule has cost the valley 4,000 jobs.*

    How to satisfy it
        Say whose figure it is, and of when.

    How the score is made
        The model's probability that an editor queries the sourcing of the sentence. It was trained
        on articles of 2012 to 2020 marked up by reading, and is calibrated on articles that a fold
        left out (reliacheck/attribution/MODEL_CARD.md). Most plain figures stay below a fifth.

    Known false positives
        Figures of public record (votes, scores, dates, prices), and those whose source stands
        further away.
    """

    id = "attribution.unattributed-number"
    severity = Severity.INFO
    min_score: ClassVar[float] = 0.2

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a sentence."""
        read = as_read(article, self.settings.quotes)
        for found in wanting(article, self.settings.quotes):
            if found.sort == "number" and found.phrase:
                start, end = found.phrase
                figure = " ".join(article.text[start:end].split())
                yield self.finding(
                    article.locate(found.sentence.start, found.sentence.end),
                    f'Whose figure is it? "{figure}" has no source.',
                    score=found.chance,
                    evidence=evidence(read, found, figure=figure),
                    help="Say whose figure it is, and of when.",
                )
