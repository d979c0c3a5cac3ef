"""sources.second-hand."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.gazetteer import Mention
from reliacheck.gazetteer.credits import credited_outlets, outlets_in
from reliacheck.text.attribution import unquoted, unquoted_lower
from reliacheck.text.patterns import pattern

# Share of findings that held when read (docs/rules).
_SCORE = 0.8

_LOOK_BACK = 40  # characters before a name that hold "according to a report in"
_MEDIA = frozenset({"agency", "newspaper", "broadcaster", "magazine", "online"})


@cache
def _behind() -> re.Pattern[str]:
    """An outlet's name goes on like this where it is the source of a report."""
    return re.compile(
        r"(?:['’]s?)?,?\s+(?:(?:has|had|also|first|recently|later|earlier|previously|exclusively"
        r"|news\s+agency|newspaper|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s+)*"
        r"(?P<verb>reported|reports|quoted|quotes|quoting|wrote|writes|revealed|cited"
        r"|citing|sa(?:id|ys)(?=[^.!?\n]{0,80},\s+(?:citing|quoting)\b)|reported\s+that|broke\s+the\s+(?:news|story)"
        r"|(?:report|story|article|investigation|scoop)\b(?=\s+(?:said|says|that|on|about|found"
        r"|claim|alleg|quot|cit|publish|from|by)|,|\.))\b"
    )


# What is not there need not be looked for by the patterns.
_BEHIND_STEMS = (
    "report quot wrot writes reveal cited citing said says broke story article investigation scoop"
).split()
_BEFORE_STEMS = (
    "according citing reported quoted told interview spoke report story article investigation"
).split()
_CHAIN_STEMS = "citing cited quoting quoted attributed".split()


def _has_any(stems: list[str], text: str) -> bool:
    return any(stem in text for stem in stems)


@cache
def _before() -> re.Pattern[str]:
    """An outlet's name comes after words like these where it is the source of a report."""
    return re.compile(
        r"(?:according\s+to(?:\s+an?\s+\w+(?:\s+\w+)?\s+(?:in|by|from))?|citing|as\s+reported\s+by"
        r"|(?<!first\s)reported\s+by|as\s+first\s+reported\s+(?:by|in)|quoted\s+by|told|(?:interview|spoke)\s+with"
        r"|an?\s+(?:report|story|article|investigation)\s+(?:in|by|from))\s+(?:the\s+)?\Z"
    )


# What an outlet in turn rests on: "citing two officials", "quoted officials as saying".
_CHAIN = pattern(
    r"\b(?:citing|cited|quoting|quoted|attributed\s+(?:it|this|that)\s+to)\s+"
    r"(?P<origin>(?:[^,.;:]|(?<=\b[a-z])\.|(?<=\bst)\.){3,80}?)"
    r"(?=\s+(?:as|who|that|in|saying)\b|[,;:]|(?<!\b[a-z])\.(?:\s|$)|$)"
)
_NOT_AN_ORIGIN = pattern(
    r"(?:the|a|an|this|that)\s+(?:report|story|article)\b|(?:him|her|it|them|his|himself)\b"
)
# Somebody else does the citing: "Politico reported that she, citing ...".
_OTHER_SUBJECT = pattern(r"\b(?:he|she|they|who|by)\b")
# Embedded posts are somebody's words; they end with the account, not with quotation marks.
_POST = pattern(r"\(@\w+\)")
# "A columnist for the Daily wrote": the person speaks, not the paper.
_SOMEBODY_OF_IT = pattern(
    r"\b(?:columnist|editor|reporter|correspondent|journalist|anchor|host)s?\s+(?:for|at|of|with)\s+"
    r"(?:the\s+(?:\w+\s+)?)?\Z",
    re.IGNORECASE,
)
_NEXT = 200  # characters behind a sentence in which its report is confirmed
_OWN_WORD = pattern(r"\b(?:confirmed|verified)\b", re.IGNORECASE)


class SecondHand(Check):
    """The story relies on what another outlet reported.

    What it does
        Finds outlets and agencies that the copy gives as its source ("X reported", "according to
        X", "told X", "X quoted officials as saying") and, where the sentence says so, what that
        outlet in turn rests on. Each outlet is reported once, with its other mentions. The
        article's own outlet, whoever its dateline, byline or source line credits, and an outlet
        that the headline names, because it is the news, are not.

    Why it matters
        What another desk reported has not been seen first hand. The reader should know it, and the
        editor should know that a correction there is one here.

    Example
        *The Coast Daily quoted two port officials as saying the bridge would close.*

    How to satisfy it
        Confirm it with the origin, or make plain that it is not confirmed.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read.

    Known false positives
        An outlet that is itself in the news; an outlet whose newsroom the article comes from
        without saying so.
    """

    id = "sources.second-hand"
    severity = Severity.INFO
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding an outlet."""
        headline = outlets_in(article, ("headline",), context)
        in_the_news = {mention.outlet.name for mention in headline}
        left_out = credited_outlets(article, context) | in_the_news
        ours = (context.outlet(article) or "").casefold()
        for outlet, uses in _uses(article, context).items():
            first = uses[0]
            # A short name such as "the Herald" may be anybody's, so first of all our own.
            if outlet in left_out or (first.ambiguous and _last_word(first.name) in ours):
                continue
            name = first.name if first.ambiguous else outlet
            origins = [use.origin for use in uses if use.origin is not None]
            yield self.finding(
                article.locate(first.start, first.end),
                _message(article, name, len(uses), origins[0] if origins else None),
                score=_SCORE,
                related=[
                    *(article.related("again", use.start, use.end) for use in uses[1:]),
                    *(article.related("which rests on", *origin) for origin in origins),
                ],
                evidence={"outlet": outlet, "mentions": len(uses), "chain": bool(origins)},
                help="Confirm it with the origin, or say that it is not confirmed.",
            )


def _message(article: Article, name: str, times: int, origin: tuple[int, int] | None) -> str:
    often = f" ({times} times)" if times > 1 else ""
    if origin is None:
        return f"Second hand: the story relies on {name}{often}."
    rests = " ".join(article.text[slice(*origin)].split())
    return f"Second hand: the story relies on {name}{often}, which rests on {rests}."


class _Use(NamedTuple):
    start: int  # the outlet with the words that make it a source
    end: int
    name: str  # as printed
    ambiguous: bool  # the printed name may be another outlet's
    origin: tuple[int, int] | None  # what the outlet in turn rests on


def _uses(article: Article, context: Context) -> dict[str, list[_Use]]:
    """The places where outlets are given as a source, by outlet."""
    masked = unquoted(article)
    uses: defaultdict[str, list[_Use]] = defaultdict(list)
    for mention in outlets_in(article, ("standfirst", "body"), context):
        quoted = masked[mention.start : mention.end] != mention.text
        if mention.outlet.kind in _MEDIA and not quoted:
            use = _use(article, context, masked, mention)
            uses[mention.outlet.name] += [use] if use else []
    return {name: found for name, found in uses.items() if found}


def _use(article: Article, context: Context, masked: str, mention: Mention) -> _Use | None:
    sentence = article.sentence_at(mention.start)
    if sentence is None:
        return None
    lower = unquoted_lower(article)
    left = max(sentence.start, mention.start - _LOOK_BACK)
    behind = before = None
    if _has_any(_BEHIND_STEMS, lower[mention.end : sentence.end]):
        behind = _behind().match(lower, mention.end, sentence.end)
    if _has_any(_BEFORE_STEMS, lower[left : mention.start]):
        before = _before().search(lower, left, mention.start)
    if behind is None and before is None:
        return None
    if _POST.search(article.text, sentence.start, sentence.end) or _SOMEBODY_OF_IT.search(
        masked, left, mention.start
    ):
        return None
    around = masked[sentence.start : sentence.end + _NEXT]
    if "first reported" in around and _OWN_WORD.search(around):
        return None
    start = before.start() if before else mention.start
    end = behind.end("verb") if behind else mention.end
    origin = _origin(article, context, mention.end, sentence.end)
    return _Use(start, end, mention.text, mention.ambiguous, origin)


def _origin(article: Article, context: Context, start: int, end: int) -> tuple[int, int] | None:
    """What the outlet cites, if the sentence says it and nobody else can be meant."""
    lower = unquoted_lower(article)
    if not _has_any(_CHAIN_STEMS, lower[start:end]):
        return None
    chain = _CHAIN.search(lower, start, end)
    if chain is None or _NOT_AN_ORIGIN.match(chain["origin"]):
        return None
    mentions = outlets_in(article, context=context)
    another = any(start < other.start < chain.start() for other in mentions)
    if another or _OTHER_SUBJECT.search(lower, start, chain.start()):
        return None
    return chain.span("origin")


def _last_word(name: str) -> str:
    return name.split()[-1].casefold()
