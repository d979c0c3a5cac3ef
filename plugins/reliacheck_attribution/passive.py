"""attribution.passive."""

from collections.abc import Iterator

from reliacheck import Article, Context, Finding, Severity
from reliacheck.text.attribution import find_cues, is_attributed, unquoted
from reliacheck_attribution.context import is_furniture
from reliacheck_attribution.passives import Passive as Found
from reliacheck_attribution.passives import Way, passives
from reliacheck_attribution.quoting import QuotesCheck

# Shares of findings in sentences that readers who marked up 650 articles had marked.
_SCORES: dict[Way, float] = {
    "reportedly": 0.93,
    "allegedly": 0.55,
    "believed": 0.85,
    "seen": 0.7,
    "accused": 0.75,
    "emerged": 0.75,
}


class Passive(QuotesCheck):
    """A statement is attributed to nobody at all: "it is believed", "reportedly".

    What it does
        Finds passives and adverbs that stand in for a source: "it is believed", "is said to be",
        "reportedly", "is widely seen as", "was criticized for", "it has emerged that", "has
        learned". Where "by" names somebody, or the rest of the sentence does, they are let
        through; "reportedly" only where an outlet or "according to" does. "Allegedly" counts where
        no police, court or complaint is spoken of, and with "apparently" is an info.

    Why it matters
        The words say that somebody says so and hide who. Either there is a source, and it belongs
        in the copy, or there is none.

    Example
        *The company is believed to be close to a sale.*

    How to satisfy it
        Say who believes, reports or told it.

    How the score is made
        A fixed score a kind: the share of its findings in sentences that readers who marked up
        news as editors do had marked. The kind stands in the evidence.

    Known false positives
        Sentences whose source was given just before; science and history where the belief itself
        is the news; what everybody can see ("is seen as a swing vote").
    """

    id = "attribution.passive"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a sentence: its first such phrase."""
        for found in passives(article, self.settings.quotes):
            if is_furniture(found.sentence) or _has_source(article, found):
                continue
            phrase = " ".join(article.text[found.start : found.end].split())
            yield self.finding(
                article.locate(found.start, found.end),
                f'"{phrase}" hides who says so.',
                score=_SCORES[found.way],
                severity=Severity.INFO if found.way == "allegedly" else None,
                evidence={"phrase": phrase.lower(), "kind": found.way},
                help="Say who believes, reports or told it.",
            )


def _has_source(article: Article, found: Found) -> bool:
    """Whether the rest of the sentence attributes it."""
    if found.way == "reportedly":  # "Doe reportedly said": who reports it is still to be told
        cues = find_cues(unquoted(article), found.sentence.start, found.sentence.end)
        return any(cue.lemma in ("report", "according to") for cue in cues)
    before = found.sentence._replace(end=found.start)
    after = found.sentence._replace(start=found.end)
    return is_attributed(article, before) or is_attributed(article, after)
