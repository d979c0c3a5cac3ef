"""attribution.unattributed-accusation."""

from collections.abc import Iterator
from typing import ClassVar

from reliacheck import Article, Context, Finding, Severity
from reliacheck_attribution.quoting import QuotesCheck
from reliacheck_attribution.unattributed import as_read, evidence, wanting


class UnattributedAccusation(QuotesCheck):
    """A charge is made in the outlet's own voice.

    What it does
        Finds sentences that lay something to somebody's charge (a wrong, a motive, a failing) and
        that a desk editor would probably send back with "who says so?": nobody is given for it
        there, nor in a sentence before whose source carries over.

    Why it matters
        A charge that nobody makes is the outlet's own, and so is the answer for it. It needs a
        source by name, and what the accused say.

    Example
        *The council hid the report to protect its leader.*

    How to satisfy it
        Say who makes the charge and on what grounds, or cite the finding; ask the accused.

    How the score is made
        The model's probability that an editor queries the sourcing of the sentence. It was trained
        on articles of 2012 to 2020 marked up by reading, and is calibrated on articles that a fold
        left out (reliacheck/attribution/MODEL_CARD.md).

    Known false positives
        Charges on record (an indictment, a verdict), and those whose source stands further away.
        Sentences that speak of wrongs without charging anybody.
    """

    id = "attribution.unattributed-accusation"
    severity = Severity.INFO
    min_score: ClassVar[float] = 0.2

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a sentence."""
        read = as_read(article, self.settings.quotes)
        for found in wanting(article, self.settings.quotes):
            if found.sort == "accusation":
                yield self.finding(
                    article.locate(found.sentence.start, found.sentence.end),
                    "Who makes this charge? No source is given for it.",
                    score=found.chance,
                    evidence=evidence(read, found),
                    help="Say who makes the charge and on what grounds, and what the accused say.",
                )
