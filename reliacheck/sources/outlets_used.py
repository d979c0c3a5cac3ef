"""Outlets that a sentence gives as its source, and whom a sentence says they cite (English)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reliacheck.article import Article, Sentence
from reliacheck.gazetteer import MEDIA, Gazetteer, Mention
from reliacheck.sources.model import Span
from reliacheck.text.attribution import unquoted
from reliacheck.text.patterns import pattern

_LOOK_BACK = 60  # characters before a name that hold "according to a report in"


class OutletUse(NamedTuple):
    """An outlet given as a source."""

    start: int
    end: int
    cue: Span


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        r"(?:['’]s?)?,?\s+(?:(?:has|had|also|first|recently|later|earlier|previously|exclusively"
        r"|news\s+agency|newspaper|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this\s+week"
        r"|last\s+week)\s+)*"
        r"(?P<cue>reported|reports|quoted|quotes|quoting|wrote|writes|revealed|cited|citing|sa(?:id|ys)"
        r"|noted|notes|noting|found|estimated|claimed|claims|published|obtained|broke\s+the\s+(?:news|story)"
        r"|(?:report|story|article|investigation|scoop|analysis|poll)\b"
        r"(?=\s+(?:said|says|that|on|about|found|claim|alleg|quot|cit|publish|from|by)|,|\.))\b"
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        r"(?P<cue>[Aa]ccording\s+to(?:\s+an?\s+\w+(?:\s+\w+)?\s+(?:in|by|from))?|citing|as\s+reported\s+by"
        r"|reported\s+by|as\s+first\s+reported\s+(?:by|in)|quoted\s+by|told|(?:interview|spoke)\s+with"
        r"|(?:interview|email|e-mail|statement)\s+to|by|in"
        r"|(?:said|says|saying|appearing|appeared|interview|speaking)\s+(?:\w+\s+)?on"
        r"|an?\s+(?:report|story|article|investigation)\s+(?:in|by|from))\s+(?:the\s+)?\Z"
    )


def outlets_used(article: Article, outlets: Gazetteer) -> dict[int, list[OutletUse]]:
    """By sentence, the outlets given as a source, outside quotations."""
    masked = unquoted(article)
    starts = [sentence.start for sentence in article.sentences]
    found: dict[int, list[OutletUse]] = {}
    for mention in article.memo(outlets.mentions_in):
        if mention.outlet.kind not in MEDIA or masked[mention.start : mention.end] != mention.text:
            continue
        number = bisect_right(starts, mention.start) - 1
        use = _use(masked, article.sentences[number], mention) if number >= 0 else None
        if use is not None:
            found.setdefault(number, []).append(use)
    return found


def _use(masked: str, sentence: Sentence, mention: Mention) -> OutletUse | None:
    behind = _behind().match(masked, mention.end, sentence.end)
    if behind is not None:
        return OutletUse(mention.start, mention.end, behind.span("cue"))
    left = max(sentence.start, mention.start - _LOOK_BACK)
    before = _before().search(masked, left, mention.start)
    if before is not None and before["cue"] not in ("by", "in"):
        return OutletUse(mention.start, mention.end, before.span("cue"))
    return None


# "citing two officials", "quoted officials as saying".
_CITING = pattern(
    r"\b(?P<cue>citing|quoting|quoted|quotes|cited|cites)\s+(?P<origin>(?:[^,.;:\n]|(?<=\b[A-Z])\.){3,80}?)"
    r"(?=\s+(?:as|who|that|saying|in|with)\b|[,;:\n]|\.(?:\s|$)|$)"
)
_NO_ORIGIN = pattern(
    r"(?:the|a|an|this|that|its|his|her|their)\s+(?:need|lack|concerns?|fact|evidence|risk|rise)\b"
    r"|(?:him|her|it|them|his|himself)\b"
)


def cited_in(article: Article, sentence: Sentence) -> Iterator[tuple[Span, Span]]:
    """Whom the sentence says somebody cites, and the verb."""
    if "cit" not in sentence.text and "quot" not in sentence.text:
        return
    for one in _CITING.finditer(unquoted(article), sentence.start, sentence.end):
        if not _NO_ORIGIN.match(one["origin"]):
            yield one.span("origin"), one.span("cue")
