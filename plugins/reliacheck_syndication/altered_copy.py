"""syndication.altered-copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity

if TYPE_CHECKING:
    from reliacheck.reuse import Comparison, SharedPassage
    from reliacheck.reuse.alterations import Alteration
    from reliacheck.reuse.tracing import Trace

# The share of the article that is a source's copy from which on its quotations are that source's,
# too. Below it they may be anybody's who was there and wrote down what was said.
_A_GOOD_PART = 0.25
_MOST = 12  # findings for one source: a text with more is another story
_SAID = {
    "number": "another figure",
    "name": "another name",
    "negation": "the opposite",
    "hedge-dropped": "surer than the source",
    "attribution-dropped": "the source says who says so, this does not",
    "qualifier-dropped": "a qualifier is gone",
    "loaded-wording": "loaded wording",
    "quotation-altered": "other words in a quotation",
}
_HELP = {
    "number": "Check the figure against the source.",
    "name": "Check the name against the source.",
    "negation": "Check against the source whether it is so or not.",
    "hedge-dropped": "Put the reservation back, or say what makes it sure.",
    "attribution-dropped": "Say who says so.",
    "qualifier-dropped": "Put the qualifier back, or have a reason to leave it out.",
    "loaded-wording": "Use the source's word, or say whose word this is.",
    "quotation-altered": "Quote word for word.",
}


class AlteredCopy(Check):
    """Inside reused passages something was changed that changes what is said.

    What it does
        Holds the passages that `syndication.reused-copy` and `syndication.credited-copy` find
        against their source, word by word, and reports what is not style: a number, a name, a
        negation, a hedge or an attribution that is gone, a qualifier that is gone, a loaded word
        that came in, a quotation with other words. Spelling, house style, order, titles and plain
        synonyms are no alterations. Quotations are held against the source where at least a quarter
        of the article is its copy. A figure that is newer than its source is asked about and not
        called wrong.

    Why it matters
        Readers take credited copy for the agency's. What a rewrite slips in is the outlet's own.

    Example
        *killed* in the agency's report is *assassinated* here; *Iran-backed groups* are *groups*.

    How to satisfy it
        Go back to what the source says, or say on whose word it is otherwise.

    How the score is made
        By kind, and by what speaks for and against it in the sentence; docs/measurements/
        alterations.md has precision and recall. Numbers, negations and quotations are errors, the
        others, and figures that may be newer, warnings. English only, but for figures and
        quotations.

    Known false positives
        Corrections that the desk made on purpose, and updates by a reporter on the spot.
    """

    id = "syndication.altered-copy"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"archive"})

    class Settings(NamedTuple):
        """`ignore`: kinds not to report, such as "name" or "loaded-wording"."""

        ignore: tuple[str, ...] = ()

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """A finding for each alteration, the places in order of the text for each source."""
        from reliacheck.reuse.alterations import find_alterations
        from reliacheck.reuse.tracing import trace  # a run without an archive does without

        for one in trace(article, context):
            compared = one.source.comparison
            found = [
                alteration
                for shared in _rewritten(compared)
                for alteration in find_alterations(compared.a, article, shared.passage)
                if alteration.kind not in self.settings.ignore
            ]
            strongest = sorted(found, key=lambda alteration: -alteration.score)[:_MOST]
            for alteration in sorted(strongest, key=lambda alteration: alteration.b):
                yield self._finding(article, one, alteration)

    def _finding(self, article: Article, one: Trace, alteration: Alteration) -> Finding:
        from reliacheck.reuse.alterations import severity_of

        source = one.source.comparison.a
        theirs = f"“{alteration.a_text}”" if alteration.a_text else "nothing"
        ours = f"“{alteration.b_text}”" if alteration.b_text else "nothing"
        note = f"; {alteration.note}" if alteration.note else ""
        return self.finding(
            article.locate(*_seen(article, alteration.b)),
            f"{_SAID[alteration.kind].capitalize()}: {one.source.outlet} has {theirs}, this has"
            f" {ours}{note}.".replace("?.", "?"),
            score=alteration.score,
            severity=severity_of(alteration),
            related=[source.related(one.source.outlet, *_seen(source, alteration.a))],
            evidence={
                "kind": alteration.kind,
                "source": alteration.a_text,
                "here": alteration.b_text,
                "origin": one.origin,
                **({"note": alteration.note} if alteration.note else {}),
            },
            help=_HELP[alteration.kind],
        )


def _rewritten(compared: Comparison) -> Iterator[SharedPassage]:
    """The passages that are held against their source."""
    quotations = compared.share_of_b >= _A_GOOD_PART
    for shared in compared.passages:
        if shared.kind == "own" or (quotations and shared.kind == "quotation"):
            yield shared


def _seen(article: Article, span: tuple[int, int]) -> tuple[int, int]:
    """The span, or where it is empty the words on both sides of the place."""
    start, end = span
    if start < end:
        return span
    part = article.part_at(max(start - 1, 0)) or article.part_at(start)
    if part is None:
        return span
    before = [word for word in article.words_in(part.start, start) if word.end <= start]
    behind = article.words_in(start, part.end)
    around = [*before[-1:], *behind[:1]]
    return (around[0].start, around[-1].end) if around else span
