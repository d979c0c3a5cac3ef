"""Whether a change stands in running copy, not in a list of names, a byline or a link."""

from __future__ import annotations

import re

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.report import Found
from reliacheck.text.patterns import pattern

_FEWEST_SMALL = 4  # words in small letters that a sentence has
_LEAST_SMALL = 0.3  # share of them
# Shares of a sentence's words that are kept, in the text that keeps more and in the other one.
_LEAST_KEPT, _MUCH_KEPT, _LEAST_OTHER = 0.6, 0.75, 0.5
_LEAST_QUOTED = 0.35  # the other one's, where it is a quotation that both have
_HALF = 0.7
_BEHIND = 20  # code points of the sentence behind, in which a photograph's credit begins
_FURNITURE = pattern(
    r"@\w|https?:|www\.|\bcopyright\b|©|all rights reserved|newsletter|subscri|read more"
    r"|follow (?:us|him|her)|member of .{,40}board of\b|file photo|pic\.twitter|contributed to this"
    r"|photo by|photo:|getty images|\((?:ap|reuters|afp)\b|[/(]reuters\b|via (?:ap|reuters|getty)"
    r"|\bmargin of (?:sampling )?error|\bpoll of [\d,]+ .{,60}(?:conducted|taken)\b"
    r"|requests? for comment|\bis the author of\b"
    r"|sign up|click here|licensing",
    re.IGNORECASE,
)

_CREDIT = pattern(r"\s*\(?(?:ap|reuters|afp|getty|epa)\b.{0,3}(?:photo|/|images)", re.IGNORECASE)


def is_prose(found: Found, pair: Comparison) -> bool:
    """Whether both places are in sentences of copy."""
    return _is_prose(pair.a, _place(found.a)) and _is_prose(pair.b, _place(found.b))


def weight(found: Found, pair: Comparison) -> float:
    """What is left of a score, 0..1, where the sentence was written anew around some of its words.

    Two sentences that share a name and an office are not one sentence altered.
    """
    mine = _share(pair, found.a)
    theirs = _share(pair.flipped(), found.b)
    least = _LEAST_QUOTED if found.kind == "quotation-altered" else _LEAST_OTHER
    if max(mine, theirs) < _LEAST_KEPT or min(mine, theirs) < least:
        return 0.0
    return 1.0 if max(mine, theirs) >= _MUCH_KEPT else _HALF


def _share(pair: Comparison, span: tuple[int, int]) -> float:
    """How much of the sentence at a place of A is kept."""
    at = min(max(_place(span), pair.a.core[0]), pair.a.core[1] - 1)
    sentence = [one for one in pair.a.sentence(at) if not span[0] <= one < span[1]]
    return sum(pair.a.kept[one] >= 0 for one in sentence) / max(1, len(sentence))


def _place(span: tuple[int, int]) -> int:
    return span[0] if span[0] < span[1] else span[0] - 1


def _is_prose(side: Side, at: int) -> bool:
    at = min(max(at, side.core[0]), side.core[1] - 1)
    sentence = side.article.sentences[side.tokens[at].sentence]
    behind = side.article.text[sentence.end : sentence.end + _BEHIND]
    if _FURNITURE.search(sentence.text) or _CREDIT.match(behind):
        return False
    tokens = [side.tokens[one] for one in side.sentence(at)]
    small = sum(token.text[0].islower() for token in tokens)
    return small >= _FEWEST_SMALL and small >= _LEAST_SMALL * len(tokens)
