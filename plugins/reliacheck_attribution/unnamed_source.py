"""attribution.unnamed-source."""

from collections.abc import Iterator

from reliacheck import Article, Context, Finding, Severity
from reliacheck.text.patterns import pattern
from reliacheck_attribution.context import (
    is_furniture,
    named_voice_follows,
    named_voice_precedes,
)
from reliacheck_attribution.grouping import Source, unnamed_sources
from reliacheck_attribution.people import Mention
from reliacheck_attribution.quoting import QuotesCheck

# Shares of findings in sentences that readers who marked up 650 articles had marked.
_SCORE = 0.77
_SCORE_WITH_REASON = 0.55
_SCORE_OF_BODY = 0.5
_SCORE_OF_VOICE = 0.6  # of a spokesman: somebody is there to be rung up


# Bodies that speak with one voice and have a press office.
_BODIES = frozenset(
    "health school fire police state county city local department hospital district election"
    " emergency transportation weather airport prison jail tribal provincial municipal".split()
)

# The institution speaks, on paper; who signed it is beside the point.
_STATEMENT = pattern(r"In\s+an?\s+(?:\w+\s+)?statement\b")


def _is_known(article: Article, first: Mention) -> bool:
    """Whether the page or a name beside it tells who is meant, or that nobody is."""
    if is_furniture(first.sentence) or _STATEMENT.match(first.sentence.text):
        return True
    if first.head.startswith("spokes") and named_voice_follows(article, first.sentence):
        return True
    # "The strategist said": the man or woman quoted in the sentence before.
    one = first.definite and not first.owned and not first.head_plural
    return one and named_voice_precedes(article, first.sentence)


class UnnamedSource(QuotesCheck):
    """A statement rests on a person who is not named.

    What it does
        Finds people given as a source by office or by what they know, without a name: "a person
        familiar with the talks said", "a coalition spokesman said", "according to two officials".
        Each source is reported once, where it is first met, with its other mentions.

    Why it matters
        A reader cannot weigh, and nobody can ring up, a source without a name. Agency handbooks
        (Reuters, AP) ask for a name, or for as full a description as can be given and the reason
        why the name is withheld.

    Example
        *A spokesman for the ministry said the bridge was safe.*

    How to satisfy it
        Name the source. If that cannot be, describe it as closely as possible and say why.

    How the score is made
        A fixed score: the share of its findings in sentences that readers who marked up news as
        editors do had marked. Where the sentence says why the name is withheld, or a body speaks
        that has a press office ("school officials", "authorities"), the finding is only an info.

    Known false positives
        A person named so far away, or in such other words, that the name is not recognised as
        theirs; offices that speak as institutions.
    """

    id = "attribution.unnamed-source"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a source."""
        for source in unnamed_sources(article, "unnamed", self.settings.quotes):
            if not _is_known(article, source.first):
                yield self._finding(article, source)

    def _finding(self, article: Article, source: Source) -> Finding:
        first = source.first
        phrase = " ".join(article.text[first.start : first.end].split())
        times = len(source.mentions)
        often = f", {times} times" if times > 1 else ""
        reason = any(mention.reason_given for mention in source.mentions)
        body = first.head == "authoritie" or (
            first.head_plural and not _BODIES.isdisjoint(first.modifiers)
        )
        score = _SCORE_OF_VOICE if first.head.startswith("spokes") else _SCORE
        if reason or body:
            score = _SCORE_WITH_REASON if reason else _SCORE_OF_BODY
        return self.finding(
            article.locate(first.start, first.end),
            f"The source is not named: {phrase}{often}"
            + (" (a reason is given)." if reason else "."),
            score=score,
            severity=Severity.INFO if reason or body else None,
            related=source.again(article),
            evidence={"mentions": times, "described": first.described, "reason_given": reason},
            help="Name the source, or say what makes it worth believing and why it is not named.",
        )
