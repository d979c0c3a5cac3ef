"""Which archived articles share passages with an article: look up, choose, align.

All k-grams of the article are looked up among the winnowed ones of the archive. Articles with hits
near each other, those with a single hit whose words go on being the same, and those whose whole
text is the same are read and aligned. What counts is what alignment finds in the stored text, never
the hits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from reliacheck.archive.align import Passage, Prepared, align, prepare, prepare_article, shares
from reliacheck.archive.analysis import ArchiveAnalysis
from reliacheck.archive.hashing import KGRAM, WINDOW, find_words, hash_kgrams, split_words
from reliacheck.archive.protocol import Archive, Entry
from reliacheck.archive.segment import FURNITURE, FURNITURE_KEPT, KGRAMS
from reliacheck.article import Article
from reliacheck.records import article_of, content_of

__all__ = ["Match", "find_matches"]

# Articles that are read: with several hits; with one (those whose k-gram is in the fewest articles
# first); with hits in furniture only.
_MOST_SEVERAL = 100
_MOST_SINGLE = 30
_MOST_FURNITURE = 8
# So many hits so near to each other, in words of the new article, may be one passage.
_SEVERAL = 3
_SEVERAL_RARE = 2  # of k-grams that few articles have
_NEAR = 60
# A k-gram by itself is a turn of phrase. It is followed up if so many words in a row are the same.
_RUN = 8
# Kept words that make two articles share copy. As many in a row are sure to be looked up.
_FEWEST_WORDS = KGRAM + WINDOW - 1
# A passage is furniture if more of its k-grams are in very many articles than are in a few, and it
# is no longer than such lines are: widely reprinted copy is in many articles, too. What stands
# before and behind a line decides which of its k-grams are kept, so some are in fewer articles.
_FEW_HOLDERS = KGRAMS.furniture_above // 4
_LONGEST_FURNITURE = 80  # words


class Match(NamedTuple):
    """An archived article with the passages that a new one shares with it."""

    entry: Entry
    article: Article  # as it is archived
    passages: tuple[Passage, ...]  # a: the archived article, b: the new one; in order of the latter
    share: float  # of the new article's words that are in passages, 0..1
    share_of_source: float  # of the archived article's words


def find_matches(
    archive: Archive, article: Article, *, fewest_words: int = _FEWEST_WORDS
) -> tuple[Match, ...]:
    """The archived articles that share passages with `article`, those with the most words first.

    Passages of fewer than 8 words, and furniture (subscription lines and the like: what very many
    articles have), are left out, and so is an article with no passage that keeps `fewest_words`. A
    passage may end a word or two before its last common word, where a sentence does. Computed once
    for an article and archive. Raises ArchiveError if the archive is damaged.
    """
    return article.memo(_MatchesIn(archive, fewest_words))


class _MatchesIn(ArchiveAnalysis):
    """The search itself."""

    def __init__(self, archive: Archive, fewest_words: int) -> None:
        super().__init__(archive, fewest_words)
        self._fewest_words = fewest_words

    def __call__(self, article: Article) -> tuple[Match, ...]:
        content = "\n\n".join([part.text for part in article.parts])
        hits = _look_up(self.archive, content)
        numbers = dict.fromkeys([*hits.candidates(), *self.archive.same_text(content)])
        if not numbers:
            return ()
        records = self.archive.records(numbers.keys())
        new = _NewText(article, content, hits, self._fewest_words)
        found = {}
        for number in numbers:
            if number in records:
                stored = content_of(records[number])
                if new.may_share(number, stored) and (shared := new.shared(number, stored)):
                    found[number] = shared
        entries = self.archive.entries(found.keys())
        matches = [
            Match(entries[number], article_of(records[number]), *shared)
            for number, shared in found.items()
        ]
        return tuple(sorted(matches, key=_by_words_shared))


def _by_words_shared(match: Match) -> tuple[int, int]:
    return -sum(passage.equal_words for passage in match.passages), match.entry.number


class _Hits(NamedTuple):
    """What lookup says, before anything is read."""

    places: dict[int, list[int]]  # of an archived article: numbers of k-grams of the new one
    rarity: dict[int, int]  # of an archived article: the fewest articles that one of them is in
    holders: dict[int, int]  # of the number of a k-gram: how many articles it is in
    furniture: dict[int, list[int]]  # numbers of k-grams in furniture, of those that had it first
    masked: frozenset[int]  # numbers of k-grams of the new one that are furniture

    def candidates(self) -> Iterator[int]:
        """The articles worth reading, the likeliest first."""
        several = [number for number, places in self.places.items() if len(places) > 1]
        several.sort(key=lambda number: -len(self.places[number]))
        yield from several[:_MOST_SEVERAL]
        single = [number for number, places in self.places.items() if len(places) == 1]
        single.sort(key=lambda number: (self.rarity[number], number))
        yield from single[:_MOST_SINGLE]
        wide = [number for number in self.furniture if self._is_wide(self.furniture[number])]
        wide.sort(key=lambda number: (-len(self.furniture[number]), number))
        yield from wide[:_MOST_FURNITURE]

    @staticmethod
    def _is_wide(places: Sequence[int]) -> bool:
        """Whether hits in furniture may be widely printed copy, and no line at the foot."""
        return places[-1] - places[0] > _LONGEST_FURNITURE


def _look_up(archive: Archive, content: str) -> _Hits:
    hits = _Hits(defaultdict(list), {}, {}, defaultdict(list), frozenset())
    masked = set()
    for place, pairs in groupby(archive.postings(hash_kgrams(content)), key=itemgetter(0)):
        numbers = [number for _, number in pairs]
        # Segments cut what is furniture in each of them; together it may be more.
        if numbers[-1] == FURNITURE or len(numbers) > KGRAMS.furniture_above:
            masked.add(place)
            for number in numbers[:FURNITURE_KEPT]:
                hits.furniture[number].append(place)
            continue
        hits.holders[place] = len(numbers)
        for number in numbers:
            hits.places[number].append(place)
            hits.rarity[number] = min(len(numbers), hits.rarity.get(number, FURNITURE))
    hits.furniture.pop(FURNITURE, None)
    return hits._replace(masked=frozenset(masked))


def _are_near(places: Sequence[int], several: int) -> bool:
    """Whether so many of the places, which are in order, are near each other."""
    pairs = zip(places, places[several - 1 :], strict=False)
    return any(last - first <= _NEAR for first, last in pairs)


class _NewText:
    """The article that is looked up, as candidates are compared with it."""

    def __init__(self, article: Article, content: str, hits: _Hits, fewest_words: int) -> None:
        self._article = article
        self._fewest_words = fewest_words
        self._content = content
        self._hits = hits

    def may_share(self, number: int, stored: str) -> bool:
        """Whether it is worth aligning: several hits are near each other, or the words around one
        go on being the same."""
        places = self._hits.places.get(number)
        if places is None or _are_near(places, _SEVERAL):
            return True
        rare = [place for place in places if self._hits.holders[place] <= _FEW_HOLDERS]
        return _are_near(rare, _SEVERAL_RARE) or self._goes_on(places, stored)

    def _goes_on(self, places: Sequence[int], text: str) -> bool:
        other = b" %b " % b" ".join(split_words(text))
        runs = (
            self._words[start : start + _RUN]
            for place in places
            for start in range(max(place - (_RUN - KGRAM), 0), place + 1)
        )
        return any(b" %b " % b" ".join(run) in other for run in runs if len(run) == _RUN)

    def shared(self, number: int, stored: str) -> tuple[tuple[Passage, ...], float, float] | None:
        """The passages that the two have in common, without furniture, and their shares of the new
        and of the stored text; None if no passage is long enough."""
        other = prepare(stored)
        kept = tuple(
            passage
            for passage in align(other, self._prepared)
            if not self._is_furniture(number, passage)
        )
        if all(passage.equal_words < self._fewest_words for passage in kept):
            return None
        of_stored, of_new = shares(kept, len(other.keys), len(self._prepared.keys))
        return kept, of_new, of_stored

    def _is_furniture(self, number: int, passage: Passage) -> bool:
        if not self._hits.masked or passage.words_b > _LONGEST_FURNITURE:
            return False
        first = bisect_left(self._kgram_starts, passage.b[0])
        last = bisect_right(self._kgram_starts, passage.b[1]) - (KGRAM - 1)
        kgrams = range(first, max(last, first + 1))
        masked = sum(place in self._hits.masked for place in kgrams)
        rare = sum(
            self._hits.holders[place] <= _FEW_HOLDERS
            for place in self._hits.places.get(number, ())
            if place in kgrams
        )
        return masked > rare

    @cached_property
    def _words(self) -> list[bytes]:
        return split_words(self._content)

    @cached_property
    def _prepared(self) -> Prepared:
        return prepare_article(self._article)

    @cached_property
    def _kgram_starts(self) -> list[int]:
        """Where each k-gram starts in the article's text, and the words behind the last one."""
        return [
            part.start + start for part in self._article.parts for start, _ in find_words(part.text)
        ]
