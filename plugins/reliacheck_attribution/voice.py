"""Whose voice a word is in: the outlet's own, or that of a source."""

from __future__ import annotations

from reliacheck import Article, Sentence
from reliacheck.attribution import THRESHOLD, Attributed, attribute


def is_own(article: Article, sentence: Sentence, place: int) -> bool:
    """Whether the word at a place, outside quotations, is the outlet's.

    A sentence that is attributed is its source's, but for the words that introduce the source; so
    are the sentences that carry an attribution on.
    """
    known = attribute(article)
    if not known:
        return True
    found = known[article.sentence_number(sentence)]
    if found.source is None or not found.explicit:
        return found.probability < THRESHOLD
    return _introduces(found, place)


def _introduces(found: Attributed, place: int) -> bool:
    """Whether a place lies in what names the source and says that it speaks."""
    if found.source is None or found.cue is None:
        return False
    start = min(found.source.start, found.cue[0])
    end = max(found.source.end, found.cue[1])
    return start <= place < end


_FEW = 10  # sentences


def share_attributed(article: Article) -> float:
    """The share (0..1) of its sentences that are attributed; 1 where they are too few to tell."""
    known = attribute(article)
    if len(known) < _FEW:
        return 1.0
    return sum(one.probability >= THRESHOLD for one in known) / len(known)
