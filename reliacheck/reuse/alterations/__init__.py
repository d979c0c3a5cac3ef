"""What a rewrite changed inside a passage that it took from its source.

Figures, names, negations, hedges, attributions, qualifiers, loaded wording and quotations: the
things that a desk wants to know of. Spelling, house style, order and plain synonyms are none.
English; of other languages figures and quotations only. docs/measurements/alterations.md says how
well that works.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from reliacheck.archive.align import Passage
from reliacheck.article import Article
from reliacheck.reuse.alterations.attributions import find_dropped_attributions
from reliacheck.reuse.alterations.comparison import Comparison, compare
from reliacheck.reuse.alterations.dates import is_older
from reliacheck.reuse.alterations.hedges import find_dropped_hedges
from reliacheck.reuse.alterations.model import Alteration, Kind, severity_of
from reliacheck.reuse.alterations.names import find_names
from reliacheck.reuse.alterations.negation import find_negations
from reliacheck.reuse.alterations.numbers import find_a_for_two, find_numbers
from reliacheck.reuse.alterations.prose import is_prose, weight
from reliacheck.reuse.alterations.qualifiers import find_dropped_qualifiers
from reliacheck.reuse.alterations.quotes import find_altered_quotations, is_quoted_twice
from reliacheck.reuse.alterations.report import Found, reported
from reliacheck.reuse.alterations.tokens import behind_dateline
from reliacheck.reuse.alterations.wording import find_loaded_wording

__all__ = ["Alteration", "Kind", "find_alterations", "severity_of"]

NEWER = "newer figure or slip?"
_LONGEST_END = 80  # code points of a sentence's beginning or end that is not kept
_NEWER_SCORE = 0.7  # of the score that is left where the source is older and the count can grow

_ANY_LANGUAGE = (find_altered_quotations, find_numbers)
_ENGLISH = (
    *_ANY_LANGUAGE,
    find_a_for_two,
    find_names,
    find_negations,
    find_dropped_attributions,
    find_dropped_hedges,
    find_dropped_qualifiers,
    find_loaded_wording,
)


def find_alterations(a: Article, b: Article, passage: Passage) -> tuple[Alteration, ...]:
    """What `b` changed in a passage that stands in `a`, in order of `b`.

    One change is reported once: as a quotation altered where it lies in a quotation of both, else
    by the first kind of the list above.
    """
    if passage.similarity == 1 and not _has_ends(a, b, passage):
        return ()
    pair = compare(a, b, passage)
    if pair is None:
        return ()
    english = all(article.language in (None, "en") for article in (a, b))
    found = _apart(_found(pair, _ENGLISH if english else _ANY_LANGUAGE))
    older = is_older(a, b)
    alterations = [_noted(reported(one, pair), newer=older and one.grows) for one in found]
    return tuple(sorted(alterations, key=lambda one: (one.b, one.a)))


def _has_ends(a: Article, b: Article, passage: Passage) -> bool:
    """Whether a few words beside a passage that is kept whole belong to its sentences."""
    ends = [_ends(article, span) for article, span in ((a, passage.a), (b, passage.b))]
    return ends[0] != ends[1] and all(len(end) <= _LONGEST_END for both in ends for end in both)


def _ends(article: Article, span: tuple[int, int]) -> tuple[str, str]:
    """What stands before and behind a span in the sentences that it begins and ends in."""
    sentences = article.sentences
    starts = [sentence.start for sentence in sentences]
    first = sentences[max(bisect_right(starts, span[0]) - 1, 0)]
    last = sentences[max(bisect_left(starts, span[1]) - 1, 0)]
    before = article.text[behind_dateline(article.text, first) : span[0]]
    behind = article.text[span[1] : last.end]
    return before.strip(), behind.strip()


def _found(pair: Comparison, detectors: Iterable[object]) -> Iterator[Found]:
    for detector in detectors:
        for found in detector(pair):  # type: ignore[operator]
            if found.kind != "quotation-altered" and is_quoted_twice(found, pair):
                continue
            left = weight(found, pair)
            if left and is_prose(found, pair):
                yield found._replace(score=round(left * found.score, 3))


def _apart(found: Iterable[Found]) -> list[Found]:
    """Those that no earlier one overlaps."""
    kept: list[Found] = []
    for one in found:
        if not any(_overlaps(one.a, other.a) or _overlaps(one.b, other.b) for other in kept):
            kept.append(one)
    return kept


def _overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _noted(alteration: Alteration, *, newer: bool) -> Alteration:
    if not newer:
        return alteration
    return alteration._replace(score=round(alteration.score * _NEWER_SCORE, 3), note=NEWER)
