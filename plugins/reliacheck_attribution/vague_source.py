"""attribution.vague-source."""

from collections.abc import Iterator
from typing import ClassVar

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck_attribution.context import (
    has_named_voice,
    is_furniture,
    is_running,
    named_voice_follows,
)
from reliacheck_attribution.grouping import unnamed_sources
from reliacheck_attribution.people import Mention

_SCORE = 0.78  # share of findings that held when read; docs/rules says on what


def _is_taken_up(article: Article, first: Mention) -> bool:
    """Whether the page, or a named voice in the same sentence or the next ones, says more."""
    return (
        is_furniture(first.sentence)
        or has_named_voice(article, first.sentence)
        or named_voice_follows(article, first.sentence)
    )


class VagueSource(Check):
    """An opinion is given to a crowd: "critics say", "some believe".

    What it does
        Finds statements whose source is a camp or a number of people that nobody could ask:
        critics, supporters, experts, observers, "some", "many". A group that is told apart
        ("experts at the Polar Institute", "critics such as Jane Doe") is let through, and so is one
        whose words a named voice takes up in the same sentence or the next ones.

    Why it matters
        It lends weight without a witness, and it is how a reporter's own view most easily gets
        into copy (Wikipedia calls it a weasel word, WP:WEASEL).

    Example
        *Critics say the law goes too far.*

    How to satisfy it
        Name one of them, or the poll or paper that shows it.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read.

    Known false positives
        A group that the paragraphs around make plain, and a summary of named voices that follow.
    """

    id = "attribution.vague-source"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a camp."""
        for source in unnamed_sources(article, "vague"):
            first = source.first
            if first.sentence.part.kind != "body" or not is_running(first.sentence):
                continue
            if _is_taken_up(article, first):
                continue
            end = max(first.end, first.cue_end)
            start = min(first.start, first.cue_start)
            phrase = " ".join(article.text[start:end].split())
            yield self.finding(
                article.locate(start, end),
                f'Who says so? "{phrase}" names nobody.',
                score=_SCORE,
                related=source.again(article),
                evidence={"group": first.head, "mentions": len(source.mentions)},
                help="Name somebody who says so, or the paper or poll that shows it.",
            )
