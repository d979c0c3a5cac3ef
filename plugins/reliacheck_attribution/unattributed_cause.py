"""attribution.unattributed-cause."""

from collections.abc import Iterator
from typing import ClassVar

from reliacheck import Article, Context, Finding, Severity
from reliacheck_attribution.quoting import QuotesCheck
from reliacheck_attribution.unattributed import as_read, evidence, wanting


class UnattributedCause(QuotesCheck):
    """One thing is said to have brought about another, and nobody says so.

    What it does
        Finds sentences that give a cause ("because of", "led to", "driven by", "the reason") which
        a desk editor would probably send back with "who says so?": nobody is given for it there,
        nor in a sentence before whose source carries over.

    Why it matters
        That one thing came after another is reporting; that it came of it is a finding, and mostly
        a disputed one. Whose finding it is belongs in the copy.

    Example
        *The strike has driven the town's young people away.*

    How to satisfy it
        Say who draws the line from one to the other, or tell the two apart.

    How the score is made
        The model's probability that an editor queries the sourcing of the sentence. It was trained
        on articles of 2012 to 2020 marked up by reading, and is calibrated on articles that a fold
        left out (reliacheck/attribution/MODEL_CARD.md).

    Known false positives
        Causes that nobody disputes, and those whose source stands further away.
    """

    id = "attribution.unattributed-cause"
    severity = Severity.INFO
    min_score: ClassVar[float] = 0.2

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a sentence."""
        read = as_read(article, self.settings.quotes)
        for found in wanting(article, self.settings.quotes):
            if found.sort == "cause" and found.phrase:
                start, end = found.phrase
                phrase = " ".join(article.text[start:end].split())
                yield self.finding(
                    article.locate(found.sentence.start, found.sentence.end),
                    f'Who says that this is the cause? "{phrase}" has no source.',
                    score=found.chance,
                    evidence=evidence(read, found, phrase=phrase),
                    help="Say who draws the line from one to the other, or tell the two apart.",
                )
