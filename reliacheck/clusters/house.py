"""Articles without what their outlet has around them: galleries, promotions, who the author is.

partial.py finds the k-grams that such text is made of; here they are cut out of an article, so that
no comparison sees them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from reliacheck.archive.align import Passage
from reliacheck.archive.bulk import Hashes
from reliacheck.archive.hashing import find_kgrams, hash_kgrams
from reliacheck.article import Article, PartKind
from reliacheck.clusters.partial import is_in

__all__ = ["foot_of", "without", "without_house"]

Span = tuple[int, int]

# So many of them make a stretch; what lies between two of them is in it up to so many words, for a
# gallery has a caption or two that few articles have.
_FEWEST = 3
_BETWEEN = 40
# A story that an outlet runs every year is not text around other stories.
_WHOLE = 0.8  # share of an article that is more than text around it
# What two articles of one outlet both end with, word for word, is their foot if it is no longer.
_LONGEST_FOOT = 120  # words
_BEHIND_FOOT = 12  # words at most that follow it: a name, a button
_VERBATIM = 0.95  # similarity


def without_house(article: Article, house: Hashes) -> Article:
    """The article without stretches of these k-grams, which are in order; the same one if there are
    none, or hardly anything else."""
    if np.count_nonzero(is_in(np.array(hash_kgrams(article.text), np.uint64), house)) < _FEWEST:
        return article
    spans = list(_stretches(article.text, house))
    covered = sum(end - start for start, end in spans)
    if not spans or covered >= _WHOLE * len(article.text):
        return article
    return without(article, spans)


def _stretches(text: str, house: Hashes) -> Iterator[Span]:
    kgrams = find_kgrams(text)
    places = np.flatnonzero(is_in(np.array([one.hash for one in kgrams], np.uint64), house))
    for run in np.split(places, np.flatnonzero(np.diff(places) > _BETWEEN) + 1):
        if run.size >= _FEWEST:
            yield kgrams[int(run[0])].start, kgrams[int(run[-1])].end


def foot_of(a: Article, b: Article, passages: Sequence[Passage], words: Span) -> list[Passage]:
    """The passages that are the foot of both, if they are of one outlet. `words`: how many each
    has."""
    if a.meta.outlet is None or a.meta.outlet != b.meta.outlet:
        return []
    return [one for one in passages if _is_foot(one, *words)]


def _is_foot(passage: Passage, a_words: int, b_words: int) -> bool:
    behind_a = a_words - passage.first_a - passage.words_a
    behind_b = b_words - passage.first_b - passage.words_b
    return (
        max(behind_a, behind_b) <= _BEHIND_FOOT
        and passage.words_b <= min(_LONGEST_FOOT, _WHOLE * a_words, _WHOLE * b_words)
        and passage.similarity >= _VERBATIM
    )


def without(article: Article, spans: Sequence[Span]) -> Article:
    """The article without stretches of its text, in code points and in order."""
    pieces: list[tuple[PartKind, str]] = []
    for part in article.parts:
        left, at = [], part.start
        for start, end in spans:
            if start < part.end and end > at:
                left.append(article.text[at : max(at, start)])
                at = min(max(at, end), part.end)
        left.append(article.text[at : part.end])
        if text := " ".join(one.strip() for one in left if one.strip()):
            pieces.append((part.kind, text))
    return Article.of_pieces(pieces, meta=article.meta)
