"""syndication.reused-copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck_syndication.crediting import standing_of
from reliacheck_syndication.telling import evidence_of, main_place, side_by_side, whose

if TYPE_CHECKING:
    from reliacheck.reuse.tracing import Trace

# From this score on the copying is plain to see, and the story should not go out like this. Below
# it is a sentence or two that a desk has to look at.
_SURE = 0.8


class ReusedCopy(Check):
    """Passages are another outlet's or agency's copy, and it is not credited.

    What it does
        Looks the article up in the archive and compares it, passage by passage, with what shares
        words with it. Quotations (also those that only one of the two marks), posts, official
        statements, captions, bylines, fixed phrases and the site's own lines do not count. Copy
        that several archived articles have is told once: by the agency that one of them credits,
        else by the outlet that had it first; the others are named as having the same copy. The
        credit is looked for in byline, dateline, source and copyright line, at the foot and in the
        metadata.

    Why it matters
        Whose words these are is owed to those who wrote them, and to the reader.

    Example
        *The ferry ran aground off Sunholm shortly after six, and its ninety passengers were taken
        off by two trawlers*, word for word from an agency's report, under the outlet's own name.

    How to satisfy it
        Credit the origin in the dateline, the byline or a source line; or write the passage anew,
        or quote it.

    How the score is made
        A model of four figures: what the strongest passage and all others tell in words of prose,
        the larger of the two shares, and how much else the texts have in common. Fitted on labelled
        pairs of real news; docs/measurements/reuse.md has its errors. An error from 0.8 on, a
        warning below, and a warning where the desk is licensed to run the agency's copy (`licensed`
        under `[desk]`): then only the credit is missing.

    Known false positives
        Short background that two reporters put in the same words, and statements that neither of
        two stories marks as such.
    """

    id = "syndication.reused-copy"
    severity = Severity.ERROR
    needs: ClassVar[frozenset[str]] = frozenset({"archive"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each origin of copy that is not credited."""
        from reliacheck.reuse.tracing import trace  # a run without an archive does without

        for one in trace(article, context):
            if standing_of(article, context, one).how == "no":
                yield self._finding(article, context, one)

    def _finding(self, article: Article, context: Context, one: Trace) -> Finding:
        from reliacheck.reuse.origin import is_licensed

        compared = one.source.comparison
        licensed = is_licensed(context, one.outlet or one.origin)
        sure = compared.score >= _SURE and not licensed
        return self.finding(
            article.locate(*main_place(compared)),
            whose(one, "not credited"),
            score=compared.score,
            severity=Severity.ERROR if sure else Severity.WARNING,
            related=side_by_side(compared),
            evidence={**evidence_of(one), "licensed": licensed},
            help=f"Credit {one.origin} in dateline or source line, or write it anew.",
        )
