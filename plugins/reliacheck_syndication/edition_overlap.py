"""syndication.edition-overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reliacheck import Article, Context, EditionCheck, Finding, Severity
from reliacheck_syndication.telling import main_place, of_passages, side_by_side

if TYPE_CHECKING:
    from reliacheck.reuse import Comparison


class EditionOverlap(EditionCheck):
    """Two articles of this run share copy.

    What it does
        Compares all articles of a run with each other as `syndication.reused-copy` compares one
        with the archive. Quotations, statements and furniture do not count, and versions of one
        item are not compared.

    Why it matters
        A paragraph that runs twice in one edition is mostly a slip: one story took in another, or
        two reporters had the same release.

    Example
        The main story and the box beside it both have the paragraph on how the bridge was built.

    How to satisfy it
        Cut it from one of the two.

    How the score is made
        As for `syndication.reused-copy`.

    Known false positives
        Background that the desk repeats on purpose.
    """

    id = "syndication.edition-overlap"
    severity = Severity.INFO

    def check(self, articles: Sequence[Article], context: Context) -> Iterator[Finding]:
        """One finding for each pair, at the later of the two in the order given."""
        if len(articles) < 2:
            return
        from reliacheck.reuse.edition import overlaps  # one article alone does without

        for earlier, later, compared in overlaps(articles):
            yield self._finding(earlier, later, compared)

    def _finding(self, earlier: Article, later: Article, compared: Comparison) -> Finding:
        name = earlier.headline_text or earlier.source.path or "another article"
        return self.finding(
            later.locate(*main_place(compared)),
            f"{_stand(len(compared.reused))} in “{name}”, too:"
            f" {compared.share_of_b:.0%} of this article, {compared.share_of_a:.0%} of that one.",
            score=compared.score,
            related=side_by_side(compared),
            evidence={
                "relation": compared.relation,
                "share": round(compared.share_of_b, 3),
                "share_of_other": round(compared.share_of_a, 3),
                "passages": len(compared.reused),
                "longest_run_words": compared.longest_run,
            },
            help="Cut it from one of the two.",
        )


def _stand(count: int) -> str:
    return f"{of_passages(count)} of this stand{'s' if count == 1 else ''}"
