"""Which passages of one text stand in another, moved or edited: seed, chain, extend.

Seeds of four words that both texts have are made into runs, runs in the same order into chains,
and chains into passages: what lies between and beside the runs is compared word by word, and a
passage ends where changed words outweigh kept ones. Blocks that were moved are passages of their
own. docs/measurements/alignment.md says how well that works and how long it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from reliacheck.archive.align_blocks import Room, kept_words
from reliacheck.archive.align_edges import Draft, settled
from reliacheck.archive.align_seeds import REACH, Block, K, find_runs, link
from reliacheck.archive.align_words import Prepared, prepare, prepare_article
from reliacheck.text.words import Word

__all__ = [
    "MIN_WORDS",
    "Edit",
    "Passage",
    "Prepared",
    "align",
    "as_passage",
    "prepare",
    "prepare_article",
    "shares",
]

# Kept words below which two texts share a turn of phrase, not a passage.
MIN_WORDS = 8
# A row of "no, no, no" or of articles and prepositions is not copy: a passage keeps so many
# different words of so many letters (words outside ASCII count whatever their length), or a good
# many different short ones.
_TELLING_WORDS = 2
_TELLING_LETTERS = 5
_ANY_WORDS = 16

Span = tuple[int, int]
Kind = Literal["equal", "replace", "insert", "delete"]


class Edit(NamedTuple):
    """A stretch of words that B keeps, replaces, inserts or deletes.

    Spans are code points into the texts, from the first word's beginning to the last word's end;
    the empty one of an insertion or deletion stands behind the word before it.
    """

    kind: Kind
    a: Span
    b: Span


class Passage(NamedTuple):
    """A stretch of B that stands in A, with what was changed."""

    a: Span  # code points
    b: Span
    words_a: int
    words_b: int
    equal_words: int  # words of A that B keeps, in the same order
    longest_run: int  # words in the longest stretch without a change
    similarity: float  # share of the words of both that are kept, 2 * equal / (a + b), 0..1
    edits: tuple[Edit, ...]  # in the order of both texts; together they cover both spans
    first_a: int  # number of the first word in the whole text, from 0
    first_b: int


def align(
    a: str | Prepared, b: str | Prepared, *, min_words: int = MIN_WORDS
) -> tuple[Passage, ...]:
    """The passages of `b` that stand in `a`, verbatim or edited, in order of `b`.

    Words are compared without regard to case, kinds of apostrophes and hyphens, and compatibility
    forms (NFKC); what stands between words does not matter. A passage keeps at least `min_words`
    words. Texts of the same words are one passage, however short.

    Passages do not overlap in `b`. They overlap in `a` where `b` uses the same words twice, and
    where it took words out of the middle of one passage and has them elsewhere as another.
    """
    source = prepare(a) if isinstance(a, str) else a
    text = prepare(b) if isinstance(b, str) else b
    if not source.keys or not text.keys:
        return ()
    if source.keys == text.keys:
        whole = (0, len(text.keys))
        return (_passage(Draft(whole, whole, [Block(0, 0, len(text.keys))]), source, text),)
    drafts = sorted(_drafts(source, text, min_words), key=lambda draft: draft.b)
    return tuple(_passage(draft, source, text) for draft in drafts)


def as_passage(a: Prepared, b: Prepared, in_a: Span, in_b: Span) -> Passage:
    """Two stretches as one passage, whatever they have in common. The spans count words."""
    from rapidfuzz.distance import Indel  # only for texts that are known to be alike

    steps = Indel.editops(a.keys[slice(*in_a)], b.keys[slice(*in_b)]).as_matching_blocks()
    blocks = [Block(in_b[0] + one.b, in_a[0] + one.a, one.size) for one in steps if one.size]
    return _passage(Draft(in_a, in_b, blocks), a, b)


def shares(passages: Iterable[Passage], a_words: int, b_words: int) -> tuple[float, float]:
    """The shares of A and of B that lie in the passages, 0..1; the texts have so many words.

    Words of A that several passages use count once.
    """
    in_a, in_b, end = 0, 0, 0
    for passage in sorted(passages, key=lambda one: one.first_a):
        start = max(end, passage.first_a)
        end = max(end, passage.first_a + passage.words_a)
        in_a += end - start
        in_b += passage.words_b
    return in_a / max(1, a_words), in_b / max(1, b_words)


def _drafts(a: Prepared, b: Prepared, min_words: int) -> Iterator[Draft]:
    """Passages, the strongest first; each takes its words of B from those that follow."""
    taken_a, taken_b = bytearray(len(a.keys)), bytearray(len(b.keys))
    for chain in link(find_runs(a.keys, b.keys)):
        for piece in _untaken(chain, taken_b):
            room = _room(piece, taken_a, taken_b)
            draft = settled(kept_words(piece, a.keys, b.keys, room), a, b, room)
            if sum(block.size for block in draft.blocks) < min_words:
                continue
            telling = _telling(draft.blocks, b.keys)
            # A long row that tells nothing is taken too, or each of its chains would grow over it.
            if telling or draft.b[1] - draft.b[0] > REACH:
                _take(taken_b, draft.b)
            if telling:
                _take(taken_a, draft.a)
                yield draft


def _untaken(chain: list[Block], taken: bytearray) -> Iterator[list[Block]]:
    """The chain without words of B that are taken, in pieces if there are such inside."""
    piece: list[Block] = []
    for whole in chain:
        run = _free_part(whole, taken)
        if run.size < K:
            continue
        if piece and taken.find(1, piece[-1].b, run.b) != -1:
            yield piece
            piece = []
        piece.append(run)
    if piece:
        yield piece


def _free_part(run: Block, taken: bytearray) -> Block:
    """The first stretch of the run that is not taken."""
    end = run.b + run.size
    if taken.find(1, run.b, end) == -1:
        return run
    start = taken.find(0, run.b, end)
    if start == -1:
        return Block(end, run.a + run.size, 0)
    stop = taken.find(1, start, end)
    return Block(start, run.a + start - run.b, (end if stop == -1 else stop) - start)


def _room(piece: list[Block], taken_a: bytearray, taken_b: bytearray) -> Room:
    """How far a passage may reach: in A over taken words only if it begins with such."""
    first, last = piece[0], piece[-1]
    end_a = last.a + last.size
    again = taken_a.find(1, first.a, end_a) != -1
    in_a = (0, len(taken_a)) if again else _free(taken_a, first.a, end_a)
    return Room(in_a, _free(taken_b, first.b, last.b + last.size))


def _free(taken: bytearray, start: int, stop: int) -> Span:
    """The stretch around start and stop that is not taken."""
    end = taken.find(1, stop)
    return taken.rfind(1, 0, start) + 1, len(taken) if end == -1 else end


def _take(taken: bytearray, span: Span) -> None:
    taken[slice(*span)] = b"\1" * (span[1] - span[0])


def _telling(blocks: list[Block], keys: list[str]) -> bool:
    kept = {key for block in blocks for key in keys[block.b : block.b + block.size]}
    long = sum(len(key) >= _TELLING_LETTERS or not key.isascii() for key in kept)
    return long >= _TELLING_WORDS or len(kept) >= _ANY_WORDS


def _passage(draft: Draft, a: Prepared, b: Prepared) -> Passage:
    (start_a, end_a), (start_b, end_b) = draft.a, draft.b
    equal = sum(block.size for block in draft.blocks)
    words_a, words_b = end_a - start_a, end_b - start_b
    return Passage(
        a=(a.words[start_a].start, a.words[end_a - 1].end),
        b=(b.words[start_b].start, b.words[end_b - 1].end),
        words_a=words_a,
        words_b=words_b,
        equal_words=equal,
        longest_run=max((block.size for block in draft.blocks), default=0),
        similarity=2 * equal / (words_a + words_b),
        edits=tuple(_edits(draft, a.words, b.words)),
        first_a=start_a,
        first_b=start_b,
    )


def _edits(draft: Draft, a: Sequence[Word], b: Sequence[Word]) -> Iterator[Edit]:
    """The blocks and what lies between them, in code points."""
    start_a, start_b = draft.a[0], draft.b[0]
    at_a, at_b = start_a, start_b
    for block in (*draft.blocks, Block(draft.b[1], draft.a[1], 0)):
        if block.a > at_a or block.b > at_b:
            kind: Kind = "insert" if block.a == at_a else "delete" if block.b == at_b else "replace"
            yield Edit(kind, _span(a, at_a, block.a, start_a), _span(b, at_b, block.b, start_b))
        at_a, at_b = block.a + block.size, block.b + block.size
        if block.size:
            yield Edit("equal", _span(a, block.a, at_a, start_a), _span(b, block.b, at_b, start_b))


def _span(words: Sequence[Word], start: int, stop: int, first: int) -> Span:
    """The code points of words start to stop of a passage that begins with word `first`."""
    if start < stop:
        return words[start].start, words[stop - 1].end
    at = words[start - 1].end if start > first else words[start].start
    return at, at
