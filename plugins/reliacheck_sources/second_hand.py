"""sources.second-hand."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.gazetteer.credits import credited_outlets
from reliacheck_sources.citing import Use, in_the_news, uses_of_outlets
from reliacheck_sources.unnamed_media import unnamed_media

# Share of findings that held when read (docs/rules); what somebody said on air anybody can have
# heard, and half of the desks would let it pass (a judgement).
_SCORE = 0.8
_SCORE_ON_AIR = 0.55
_SCORE_UNNAMED = 0.8
_ON_AIR = "broadcaster"


class SecondHand(Check):
    """The story relies on what another outlet reported.

    What it does
        Finds outlets and agencies that the copy gives as its source ("X reported", "according to
        X", "told X", "X quoted officials as saying") and, where the sentence says so, what that
        outlet in turn rests on. Each outlet is reported once, with its other mentions, and once an
        article media that are not named ("according to media reports", "told a newspaper"). The
        article's own outlet, whoever its dateline, byline or source line credits, and an outlet
        that the headline names or that the story speaks of more often than it relies on it, because
        it is the news, are not.

    Why it matters
        What another desk reported has not been seen first hand. The reader should know it, and the
        editor should know that a correction there is one here.

    Example
        *The Coast Daily quoted two port officials as saying the bridge would close.*

    How to satisfy it
        Confirm it with the origin, or make plain that it is not confirmed.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read. Lower
        where somebody only spoke to a broadcaster: what was said on air anybody can have heard.

    Known false positives
        An outlet that is itself in the news; an outlet whose newsroom the article comes from
        without saying so.
    """

    id = "sources.second-hand"
    severity = Severity.INFO
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding an outlet."""
        left_out = credited_outlets(article, context) | in_the_news(article, context)
        ours = (context.outlet(article) or "").casefold()
        for outlet, uses in uses_of_outlets(article, context).items():
            first = uses[0]
            # A short name such as "the Herald" may be anybody's, so first of all our own.
            if outlet in left_out or (first.ambiguous and _last_word(first.name) in ours):
                continue
            name = first.name if first.ambiguous else outlet
            origins = [use.origin for use in uses if use.origin is not None]
            yield self.finding(
                article.locate(first.start, first.end),
                _message(article, name, len(uses), origins[0] if origins else None),
                score=_score(uses),
                related=[
                    *(article.related("again", use.start, use.end) for use in uses[1:]),
                    *(article.related("which rests on", *origin) for origin in origins),
                ],
                evidence={"outlet": outlet, "mentions": len(uses), "chain": bool(origins)},
                help="Confirm it with the origin, or say that it is not confirmed.",
            )
        yield from self._of_unnamed(article)

    def _of_unnamed(self, article: Article) -> Iterator[Finding]:
        places = list(unnamed_media(article))
        if places:
            first, *others = places
            yield self.finding(
                article.locate(*first),
                "Second hand, and the outlet is not named:"
                f' "{" ".join(article.text[slice(*first)].split())}".',
                score=_SCORE_UNNAMED,
                related=[article.related("again", *place) for place in others],
                evidence={"outlet": "", "mentions": len(places), "chain": False},
                help="Name the outlet, and confirm it with the origin.",
            )


def _score(uses: Sequence[Use]) -> float:
    on_air = all(use.told and use.outlet.kind == _ON_AIR for use in uses)
    return _SCORE_ON_AIR if on_air else _SCORE


def _message(article: Article, name: str, times: int, origin: tuple[int, int] | None) -> str:
    often = f" ({times} times)" if times > 1 else ""
    if origin is None:
        return f"Second hand: the story relies on {name}{often}."
    rests = " ".join(article.text[slice(*origin)].split())
    return f"Second hand: the story relies on {name}{often}, which rests on {rests}."


def _last_word(name: str) -> str:
    return name.split()[-1].casefold()
