"""syndication.credited-copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck_syndication.crediting import Standing, standing_of
from reliacheck_syndication.telling import (
    evidence_of,
    main_place,
    possessive,
    side_by_side,
    whose,
)

if TYPE_CHECKING:
    from reliacheck.reuse.tracing import Trace

_CREDITED = ("credited", "agencies", "agency", "text")


class CreditedCopy(Check):
    """Passages are another outlet's or agency's copy, and the article says so.

    What it does
        Finds copy as `syndication.reused-copy` does, and reports what is credited: whose it is, how
        much of it there is, and where the credit stands. With `licensed` under `[desk]` it says
        whether the desk may run that agency's copy. A credit to unnamed "agencies" is one, and so
        is an origin that each paragraph with its words names as its source. Where the archive has
        the copy from a paper that names nobody, an agency's credit will do: that paper may have it
        from the agency, too.

    Why it matters
        The desk sees at a glance how much of a story is its own. It never fails a run.

    Example
        *HARBOURTOWN (Coast News) -* over a report that is Coast News's.

    How to satisfy it
        There is nothing to do, unless the desk has no licence for that copy.

    How the score is made
        As for `syndication.reused-copy`.

    Known false positives
        As for `syndication.reused-copy`.
    """

    id = "syndication.credited-copy"
    severity = Severity.INFO
    needs: ClassVar[frozenset[str]] = frozenset({"archive"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each origin of copy that is credited."""
        from reliacheck.reuse.tracing import trace  # a run without an archive does without

        for one in trace(article, context):
            standing = standing_of(article, context, one)
            if standing.how in _CREDITED:
                yield self._finding(article, context, one, standing)

    def _finding(
        self, article: Article, context: Context, one: Trace, standing: Standing
    ) -> Finding:
        compared = one.source.comparison
        related = list(side_by_side(compared))
        if standing.credit and standing.credit.span:
            related.insert(0, article.related("the credit", *standing.credit.span))
        evidence = {**evidence_of(one), "credited": standing.how}
        unlicensed = _is_unlicensed(context, one)
        if context.desk.licensed:
            evidence["licensed"] = not unlicensed
        return self.finding(
            article.locate(*main_place(compared)),
            whose(one, _how(standing)) + _licence(unlicensed, one),
            score=compared.score,
            related=related,
            evidence=evidence,
            help=f"See whether the desk may run {possessive(one.origin)} copy."
            if unlicensed
            else "",
        )


def _how(standing: Standing) -> str:
    if standing.how == "text":
        return "named as the source in the text"
    if standing.how == "agencies":
        return "credited to agencies without a name"
    if standing.how == "agency" and standing.credit is not None:
        return f"credited to {standing.credit.name}"
    return "credited"


def _is_unlicensed(context: Context, one: Trace) -> bool:
    """Whether the desk lists whose copy it may run, and this origin is not among them."""
    from reliacheck.reuse.origin import is_licensed

    return bool(context.desk.licensed) and not is_licensed(context, one.outlet or one.origin)


def _licence(unlicensed: bool, one: Trace) -> str:
    return (
        f" {one.origin} is not among those that the desk is licensed to run." if unlicensed else ""
    )
