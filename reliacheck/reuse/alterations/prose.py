"""Whether a change stands in running copy, not in a list of names, a byline or a link."""

from __future__ import annotations

import re

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.report import Found
from reliacheck.text.patterns import pattern

_FEWEST_SMALL = 4  # words in small letters that a sentence has
_LEAST_SMALL = 0.3  # share of them
_FURNITURE = pattern(
    r"@\w|https?:|www\.|\bcopyright\b|©|all rights reserved|newsletter|subscri|read more"
    r"|follow (?:us|him|her)|member of .{,40}board of\b|file photo|pic\.twitter|contributed to this"
    r"|sign up|click here|licensing",
    re.IGNORECASE,
)


def is_prose(found: Found, pair: Comparison) -> bool:
    """Whether both places are in sentences of copy."""
    return _is_prose(pair.a, _place(found.a)) and _is_prose(pair.b, _place(found.b))


def _place(span: tuple[int, int]) -> int:
    return span[0] if span[0] < span[1] else span[0] - 1


def _is_prose(side: Side, at: int) -> bool:
    at = min(max(at, side.core[0]), side.core[1] - 1)
    sentence = side.article.sentences[side.tokens[at].sentence]
    if _FURNITURE.search(sentence.text):
        return False
    tokens = [side.tokens[one] for one in side.sentence(at)]
    small = sum(token.text[0].islower() for token in tokens)
    return small >= _FEWEST_SMALL and small >= _LEAST_SMALL * len(tokens)
