"""attribution.bare-source."""

from bisect import bisect_right
from collections.abc import Iterator

from reliacheck import Article, Context, Finding, Severity
from reliacheck_attribution.context import is_furniture
from reliacheck_attribution.grouping import unnamed_sources
from reliacheck_attribution.people import Mention, unnamed_people
from reliacheck_attribution.quoting import QuotesCheck

_SCORE = 0.86  # share of findings that held when read; docs/rules says on what


_NEAR = 2  # paragraphs before and behind in which a description may stand


def _described_near(article: Article, bare: Mention) -> bool:
    """Whether sources are described near by, so that these are taken for them.

    "Sources" may be any that were described before; "one source" those of the paragraphs around.
    """
    if not bare.head_plural and not bare.counted:
        return False
    running = article.parts_of("standfirst", "body")
    parts = [part.start for part in running]
    here = bisect_right(parts, bare.start)
    last = running[min(here + _NEAR, len(parts)) - 1].end
    first = parts[max(0, here - 1 - _NEAR)] if bare.counted else 0
    return any(
        other.kind == "unnamed"
        and (other.head_plural or bare.counted)
        and first <= other.start < last
        and _knows(other)
        for other in unnamed_people(article)
    )


def _knows(mention: Mention) -> bool:
    """Whether it is told how they know: by the noun, or by a description."""
    return mention.head in ("source", "person") or mention.described


class BareSource(QuotesCheck):
    """A statement rests on "sources" of whom nothing is told.

    What it does
        Finds "sources said", "a source told", "according to sources" with no word on who they are
        or how they know. Each is reported once, with its other mentions. "Sources" that are
        described earlier, or within the next two paragraphs, are let through.

    Why it matters
        "Source" alone is the weakest attribution there is; the Reuters Handbook bans it. Not even
        a direction is given in which the statement could be checked.

    Example
        *The minister will resign on Friday, sources said.*

    How to satisfy it
        Say as much of the source as can be said: its office, its side, how it knows.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read.

    Known false positives
        Sources described in an earlier sentence in other words.
    """

    id = "attribution.bare-source"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a source."""
        for source in unnamed_sources(article, "bare", self.settings.quotes):
            first = source.first
            if is_furniture(first.sentence) or _described_near(article, first):
                continue
            phrase = " ".join(article.text[first.start : first.end].split())
            yield self.finding(
                article.locate(first.start, first.end),
                f'Nothing is told of the source: "{phrase}".',
                score=_SCORE,
                related=source.again(article),
                evidence={"mentions": len(source.mentions)},
                help="Say who the source is, or at least its office, its side and how it knows.",
            )
