"""The outlets that a story gives as its source in its own sentences: "Reuters reported"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from reliacheck import Article, Context
from reliacheck.gazetteer import Mention
from reliacheck.gazetteer.credits import outlets_in
from reliacheck.text.attribution import unquoted
from reliacheck.text.patterns import pattern

Span = tuple[int, int]

_REPORTED = pattern(
    r"(?:['’]s)?,?\s+(?:(?:has|had|also|earlier|later|first|news\s+agency|agency)\s+)*"
    r"(?:reported|reports|quoted|cited)\b"
)
_BY_WORD_OF = pattern(
    r"(?:according\s+to|reported\s+by|quoted\s+by|citing|cited\s+by)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_LOOK_BACK = 24  # characters before a name that hold such words


def named_as_source(article: Article, context: Context) -> Mapping[str, Sequence[Span]]:
    """The outlets, as the gazetteer calls them, each with the spans that give it as the source.

    Quotations do not count: who speaks in them may cite whom they like.
    """
    masked = unquoted(article)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for mention in outlets_in(article, ("body",), context):
        if span := _cited(masked, mention):
            found[mention.outlet.name].append(span)
    return found


def _cited(masked: str, mention: Mention) -> tuple[int, int] | None:
    if masked[mention.start : mention.end] != mention.text:
        return None  # in a quotation
    behind = _REPORTED.match(masked, mention.end)
    if behind:
        return mention.start, behind.end()
    before = _BY_WORD_OF.search(masked, max(0, mention.start - _LOOK_BACK), mention.start)
    return (before.start(), mention.end) if before else None
