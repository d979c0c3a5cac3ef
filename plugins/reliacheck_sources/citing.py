"""Where a story gives an outlet as its source: "Reuters reported", "according to the Daily"."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reliacheck import Article, Context
from reliacheck.gazetteer import MEDIA, Gazetteer, Mention, Outlet
from reliacheck.gazetteer.credits import outlets_in
from reliacheck.text.attribution import unquoted, unquoted_lower
from reliacheck.text.patterns import pattern

_LOOK_BACK = 40  # characters before a name that hold "according to a report in"


@cache
def _behind() -> re.Pattern[str]:
    """An outlet's name goes on like this where it is the source of a report."""
    return re.compile(
        r"(?:['’]s?)?,?\s+(?:(?:has|had|also|now|first|recently|later|earlier|previously|exclusively"
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


_SPOKEN_OF, _TIMES_USED = 2, 1  # mentions that make an outlet the news; see in_the_news
_TOLD = pattern(r"(?:told|interview|spoke)\b")
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


class Use(NamedTuple):
    """A place where an outlet is given as a source."""

    start: int  # the outlet with the words that make it a source, code points into the text
    end: int
    outlet: Outlet
    name: str  # as printed
    ambiguous: bool  # the printed name may be another outlet's
    told: bool  # somebody spoke to it: "told the Daily"
    origin: tuple[int, int] | None  # what the outlet in turn rests on


def uses_of_outlets(article: Article, context: Context) -> Mapping[str, Sequence[Use]]:
    """The places where agencies and media are given as a source, by the name of the outlet.

    English; computed once for an article. What is said in quotations does not count.
    """
    return article.memo(_UsesWith(context))


def uses_of(article: Article, context: Context, name: str) -> Sequence[Use]:
    """The places where one outlet is given as a source: by the gazetteer, or, where that does not
    have it, by the name as it is."""
    known = context.outlets.lookup(name)
    if known is not None:
        return uses_of_outlets(article, context).get(known.name, ())
    masked = unquoted(article)
    found = (
        _use(article, context, masked, mention)
        for part in article.parts_of("standfirst", "body")
        for mention in Gazetteer([Outlet(name, "online")]).find(masked, part.start, part.end)
    )
    return [use for use in found if use]


def in_the_news(article: Article, context: Context) -> frozenset[str]:
    """The names of the outlets that are the news, not its source: the headline names them, or the
    story speaks of them more often than it gives them as its source."""
    headline = outlets_in(article, ("headline",), context)
    named = {mention.outlet.name for mention in headline}
    counts = Counter(
        mention.outlet.name
        for mention in outlets_in(article, ("standfirst", "body"), context)
        if mention.outlet.kind in MEDIA
    )
    for name, uses in uses_of_outlets(article, context).items():
        others = counts[name] - len(uses)
        if others >= _SPOKEN_OF and others > _TIMES_USED * len(uses):
            named.add(name)
    return frozenset(named)


class _UsesWith:
    """The analysis, for Article.memo: the same one with the same outlets is done once."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _UsesWith) and other._outlets is self._outlets

    def __hash__(self) -> int:
        return hash((_UsesWith, id(self._outlets)))

    @property
    def _outlets(self) -> Gazetteer:
        return self._context.outlets

    def __call__(self, article: Article) -> Mapping[str, Sequence[Use]]:
        masked = unquoted(article)
        uses: defaultdict[str, list[Use]] = defaultdict(list)
        for mention in outlets_in(article, ("standfirst", "body"), self._context):
            quoted = masked[mention.start : mention.end] != mention.text
            if mention.outlet.kind in MEDIA and not quoted:
                use = _use(article, self._context, masked, mention)
                uses[mention.outlet.name] += [use] if use else []
        return {name: found for name, found in uses.items() if found}


def _use(article: Article, context: Context, masked: str, mention: Mention) -> Use | None:
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
    told = before is not None and behind is None and _TOLD.match(before[0]) is not None
    origin = _origin(article, context, mention.end, sentence.end)
    return Use(start, end, mention.outlet, mention.text, mention.ambiguous, told, origin)


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
