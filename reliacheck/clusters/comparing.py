"""Many pairs of articles compared, in several processes; the results come in order."""

from __future__ import annotations

import os
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from reliacheck.archive.align import Passage, align, prepare_article
from reliacheck.archive.bulk import Hashes
from reliacheck.archive.hashing import KGRAM, WINDOW
from reliacheck.archive.pipeline import die_with
from reliacheck.article import Article
from reliacheck.clusters.house import foot_of, without, without_house
from reliacheck.clusters.spill import Place, Records, read_record
from reliacheck.errors import RunFailed
from reliacheck.records import article_of
from reliacheck.reuse import compare

__all__ = ["Judged", "Work", "compare_pairs"]

Pair = tuple[int, int]

_AT_ONCE = 32  # pairs sent to a process
_AHEAD = 8  # such lots on their way for each process
_FEW = 200  # pairs below which a process of its own is not worth its start
_KEPT = 128  # articles that a process remembers
_EXCERPT = 280  # code points
# Words that a passage keeps; as many in a row are sure to have a winnowed k-gram in common.
_FEWEST_WORDS = KGRAM + WINDOW - 1


class Judged(NamedTuple):
    """What came of comparing two articles, by their numbers. Shares and the score are 0..1."""

    a: int
    b: int
    same_copy: bool
    score: float  # P(one reuses the other's copy, or both the same)
    share_of_a: float  # of its own words, those in passages that count
    share_of_b: float
    longest_run: int  # words
    words: int  # own words of all passages that count
    excerpt: str  # the beginning of the longest passage, as B has it
    problem: str = ""  # why there is no result

    @property
    def least_share(self) -> float:
        """Of the two."""
        return min(self.share_of_a, self.share_of_b)

    @property
    def largest_share(self) -> float:
        """Of the two."""
        return max(self.share_of_a, self.share_of_b)


class Work(NamedTuple):
    """What comparing needs beside the pairs."""

    records: Records
    house: Path  # file of the k-grams of outlets' own text, in order
    jobs: int


def compare_pairs(
    pairs: Sequence[Pair], work: Work, note: Callable[[int], None]
) -> Iterator[Judged]:
    """Each pair compared, the first as the source, in this order.

    `note` is told how many more are done. Raises RunFailed if a process dies.
    """
    records = work.records
    records.flush()
    placed = [((a, records.place(a)), (b, records.place(b))) for a, b in pairs]
    lots = [placed[at : at + _AT_ONCE] for at in range(0, len(placed), _AT_ONCE)]
    for results in _results(lots, work, work.jobs if len(pairs) >= _FEW else 1):
        note(len(results))
        yield from results


_Numbered = tuple[int, Place]
_Lot = Sequence[tuple[_Numbered, _Numbered]]


def _results(lots: Iterable[_Lot], work: Work, jobs: int) -> Iterator[list[Judged]]:
    if jobs == 1:
        with work.records.path.open("rb") as stream:
            yield from map(_Worker(stream, work.house).judge, lots)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Not forked: a copy of this process would be as large as it is.
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=get_context("spawn"),
        initializer=_start,
        initargs=(work.records.path, work.house, os.getpid()),
    )
    waiting: deque[Future[list[Judged]]] = deque()
    try:
        for lot in lots:
            waiting.append(pool.submit(_judge, lot))
            if len(waiting) >= _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise RunFailed(
            "a comparing process died (out of memory?); run with --jobs 1 to see where"
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_worker: _Worker | None = None  # of this process


def _start(records: Path, house: Path, parent: int) -> None:
    global _worker
    die_with(parent)
    _worker = _Worker(records.open("rb"), house)


def _judge(lot: _Lot) -> list[Judged]:
    assert _worker is not None
    return _worker.judge(lot)


class _Worker:
    """Reads articles and compares them."""

    def __init__(self, stream: BinaryIO, house: Path) -> None:
        self._stream = stream
        self._house: Hashes = np.load(house)
        self._kept: OrderedDict[int, Article] = OrderedDict()

    def judge(self, lot: _Lot) -> list[Judged]:
        """What came of each pair."""
        return [self._one(a, b) for a, b in lot]

    def _one(self, a: _Numbered, b: _Numbered) -> Judged:
        try:
            return self._judged(a[0], b[0], self._article(*a), self._article(*b))
        except Exception as error:  # one odd text must not end a run over a million
            problem = f"{type(error).__name__}: {error}"
            return Judged(a[0], b[0], False, 0.0, 0.0, 0.0, 0, 0, "", problem)

    def _judged(self, a: int, b: int, source: Article, copy: Article) -> Judged:
        passages = _passages(source, copy)
        words = len(prepare_article(source).keys), len(prepare_article(copy).keys)
        if foot := foot_of(source, copy, passages, words):
            source = without(source, sorted(one.a for one in foot))
            copy = without(copy, [one.b for one in foot])
            passages = _passages(source, copy)
        # To weigh all words of two articles takes ten times as long as to align them.
        if all(one.equal_words < _FEWEST_WORDS for one in passages):
            return Judged(a, b, False, 0.0, 0.0, 0.0, 0, 0, "")
        compared = compare(source, copy, passages)
        longest = max(compared.reused, key=lambda one: one.own_words, default=None)
        return Judged(
            a,
            b,
            compared.relation == "same-copy",
            compared.score,
            compared.share_of_a,
            compared.share_of_b,
            compared.longest_run,
            sum(one.own_words for one in compared.reused),
            "" if longest is None else _excerpt(copy.text[slice(*longest.passage.b)]),
        )

    def _article(self, number: int, place: Place) -> Article:
        article = self._kept.pop(number, None)
        if article is None:
            whole = article_of(read_record(self._stream, place))
            article = without_house(whole, self._house)
        self._kept[number] = article
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return article


def _passages(source: Article, copy: Article) -> tuple[Passage, ...]:
    return align(prepare_article(source), prepare_article(copy))


def _excerpt(text: str) -> str:
    """A text in one line, cut where a word ends."""
    line = " ".join(text.split())
    if len(line) <= _EXCERPT:
        return line
    return line[:_EXCERPT].rpartition(" ")[0] + " …"
