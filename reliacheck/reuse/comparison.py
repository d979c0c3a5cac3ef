"""Two articles compared: what they share, what of that counts, and whether it is reuse.

`compare` is the one path by which passages are scored: checks, `reliacheck compare`, `clusters` and
`evaluate` all come here. docs/measurements/reuse.md says how well it does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reliacheck.archive.align import Passage, align
from reliacheck.article import Article
from reliacheck.reuse.formulae import find_formulae
from reliacheck.reuse.judging import (
    OF_CHAIN,
    REWORDED,
    Relation,
    features_of,
    relation_of,
    score_of,
)
from reliacheck.reuse.rewording import Chain, find_chain, reworded, words_of
from reliacheck.reuse.weighing import (
    FORMULA,
    FURNITURE,
    LOOSE,
    OWN,
    QUOTATION,
    STATEMENT,
    Weighed,
    marked,
    weigh,
)
from reliacheck.text.patterns import pattern

PassageKind = Literal["own", "quotation", "statement", "furniture", "formula"]

Span = tuple[int, int]


class SharedPassage(NamedTuple):
    """A stretch of B that stands in A, and what of it counts."""

    passage: Passage  # as aligned: spans, edits, similarity
    kind: PassageKind  # "own": the reporters' words; else what most of it is
    own_words: int  # kept words that are nobody's quotation, statement or furniture
    longest_run: int  # of these, the longest stretch without a change, in words
    prose: float  # what they tell, in words of prose: a name or a fixed phrase is much less
    reworded: bool = False  # a sentence in other words, one of several in the same order

    @property
    def quoted(self) -> bool:
        """Whether nothing in it counts as reuse."""
        return self.kind != "own"


class Comparison(NamedTuple):
    """What two articles share. Shares and the score are 0..1."""

    a: Article
    b: Article
    relation: Relation
    score: float  # P(b reuses a's copy, or both reuse the same copy)
    share_of_a: float  # of A's own words, those in passages that count
    share_of_b: float
    longest_run: int  # words, the longest stretch of own words without a change
    passages: tuple[SharedPassage, ...]  # in the order of B

    @property
    def aligned(self) -> tuple[SharedPassage, ...]:
        """The passages that share words in a row."""
        return tuple(one for one in self.passages if not one.reworded)

    @property
    def reused(self) -> tuple[SharedPassage, ...]:
        """The passages that count."""
        return tuple(one for one in self.passages if one.kind == "own")


# What a word of each kind counts.
_WEIGHTS = {OWN: 1.0, FORMULA: 0.15, LOOSE: 0.35, STATEMENT: 0.0, FURNITURE: 0.0, QUOTATION: 0.0}
_NAMES = 0.2  # of a name, figure or function word, as a part of a word of prose
# Prose of a passage below which two texts share a turn of phrase.
_LEAST_PROSE = 4.0
# A sentence whose figures are others is a template: last month's market report, last week's poll.
_FEWEST_FIGURES = 2
_TEMPLATE = 0.4  # what its prose counts
_FIGURE = pattern(r"\d[\d.,]*")


def compare(a: Article, b: Article, passages: Sequence[Passage] | None = None) -> Comparison:
    """What `b` shares with `a`, which is the source where one of them is.

    Args:
        a: An article, the earlier one if that is known.
        b: Another one.
        passages: What `align` found in their texts, where that is known already.
    """
    of_a, of_b = weigh(a), weigh(b)
    found = align(of_a.prepared, of_b.prepared) if passages is None else passages
    shared = [_shared(passage, of_a, of_b) for passage in found]
    chain = find_chain(of_a, of_b)
    told = [*shared, *_reworded(of_a, of_b, chain, found)]
    told.sort(key=lambda one: one.passage.b)
    taken = list(_taken(told))
    share_a = _share([span for span, _ in taken], of_a)
    share_b = _share([span for _, span in taken], of_b)
    score = score_of(features_of(of_a, of_b, shared, chain.weight, max(share_a, share_b)))
    return Comparison(
        a=a,
        b=b,
        relation=relation_of(score, share_a, share_b),
        score=score,
        share_of_a=share_a,
        share_of_b=share_b,
        longest_run=max((one.longest_run for one in told), default=0),
        passages=tuple(told),
    )


def _reworded(
    a: Weighed, b: Weighed, chain: Chain, found: Sequence[Passage]
) -> Iterator[SharedPassage]:
    """The sentences of a chain that the aligner found little of, if it tells enough together."""
    if chain.weight < REWORDED:
        return
    taken = marked([passage.b for passage in found], b)
    free = [pair for pair in chain.pairs if not _is_half(taken, words_of(b, pair.b))]
    for pair, passage in zip(free, reworded(a, b, free), strict=True):
        as_aligned = _shared(passage, a, b)
        if as_aligned.kind in ("own", "formula"):
            prose = max(as_aligned.prose, pair.weight * OF_CHAIN)
            yield as_aligned._replace(kind="own", prose=prose, reworded=True)


def _taken(told: Sequence[SharedPassage]) -> Iterator[tuple[Span, Span]]:
    """The stretches of both texts that are in passages that count, kept or replaced; what one of
    them has put in between is its own."""
    for one in told:
        if one.kind == "own" and one.reworded:
            yield one.passage.a, one.passage.b
        elif one.kind == "own":
            for edit in one.passage.edits:
                if edit.kind in ("equal", "replace"):
                    yield edit.a, edit.b


def _is_half(taken: bytearray, words: Span) -> bool:
    return 2 * taken.count(1, *words) >= words[1] - words[0]


def _shared(passage: Passage, a: Weighed, b: Weighed) -> SharedPassage:
    counts = [0] * len(_WEIGHTS)
    prose, longest = 0.0, 0
    formulae = _formulae(passage, b)
    for first_a, first_b, length in _kept_runs(passage, a, b):
        run = 0
        for number in range(length):
            word = first_b + number
            # A quotation in either of the two is one.
            kind = max(a.kinds[first_a + number], b.kinds[word])
            if kind < FORMULA and word in formulae:
                kind = FORMULA
            counts[kind] += 1
            run = run + 1 if kind < STATEMENT else 0
            longest = max(longest, run)
            prose += _WEIGHTS[kind] * (1.0 if b.tells[word] else _NAMES)
    if _is_template(passage, a.article.text, b.article.text):
        prose *= _TEMPLATE
    own = counts[OWN] + counts[FORMULA] + counts[LOOSE]
    return SharedPassage(passage, _kind(counts, prose), own, longest, prose)


def _formulae(passage: Passage, b: Weighed) -> set[int]:
    """The numbers of the passage's words in B that are in fixed phrases."""
    start, end = passage.b
    return {
        number
        for first, last in find_formulae(b.article.text[start:end])
        for number in range(
            bisect_left(b.starts, start + first), bisect_left(b.starts, start + last)
        )
    }


def _kept_runs(passage: Passage, a: Weighed, b: Weighed) -> Iterator[tuple[int, int, int]]:
    """The stretches without a change: the number of the first word in A and in B, and how many."""
    for edit in passage.edits:
        if edit.kind == "equal":
            at_a, at_b = bisect_left(a.starts, edit.a[0]), bisect_left(b.starts, edit.b[0])
            yield at_a, at_b, bisect_left(b.starts, edit.b[1]) - at_b


def _is_template(passage: Passage, a: str, b: str) -> bool:
    kept = changed = 0
    for edit in passage.edits:
        figures = len(_FIGURE.findall(b, *edit.b))
        if edit.kind == "equal":
            kept += figures
        elif edit.kind == "replace" and figures:
            changed += min(figures, len(_FIGURE.findall(a, *edit.a)))
    return changed >= _FEWEST_FIGURES and changed > kept


def _kind(counts: Sequence[int], prose: float) -> PassageKind:
    if prose >= _LEAST_PROSE:
        return "own"
    words: dict[PassageKind, int] = {
        "quotation": counts[QUOTATION],
        "statement": counts[STATEMENT],
        "furniture": counts[FURNITURE] + counts[LOOSE],
        "formula": counts[FORMULA] + counts[OWN],
    }
    return max(words, key=words.__getitem__)


def _share(spans: Sequence[Span], text: Weighed) -> float:
    """The share of a text's own words that lies in the spans."""
    inside = marked(spans, text)
    own = sum(1 for kind, one in zip(text.kinds, inside, strict=True) if one and kind < STATEMENT)
    return own / max(1, text.own_words)
