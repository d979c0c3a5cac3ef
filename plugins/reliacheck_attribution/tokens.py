"""The sentences of running text as words and marks, read once for all rules."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import NamedTuple

from reliacheck import Article, Sentence
from reliacheck.text.patterns import pattern
from reliacheck_attribution.quoting import Quotes, readable, readable_lower
from reliacheck_attribution.runs import spelled


class Token(NamedTuple):
    """A word or a mark."""

    start: int
    end: int
    text: str
    low: str


_TOKEN = pattern(r"(?:[A-Z]\.){2,}(?:-[a-z]+)?|[^\W_]+(?:[.'’\-‑&/][^\W_]+)*|[^\w\s]")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of text[start:end]."""
    new = tuple.__new__  # half the time of Token(...)
    return [
        new(Token, (one.start(), one.end(), one[0], one[0].lower().replace("’", "'")))
        for one in _TOKEN.finditer(text, start, end)
    ]


class Read:
    """A sentence as words and marks."""

    def __init__(self, sentence: Sentence, text: str, runs: str) -> None:
        """runs: all the text in small letters as `spelled` has it."""
        self.sentence = sentence
        self.words = runs[sentence.start : sentence.end].split()
        """Its runs of small letters, which tell soon what cannot be in it."""
        self._text = text
        self._runs = runs

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and marks, in order."""
        return tokens_of(self._text, self.sentence.start, self.sentence.end)

    def places(self, words: Collection[str]) -> list[tuple[int, str]]:
        """Where these of its runs begin, in order, each with the run; code points."""
        places = []
        start, end = self.sentence.start, self.sentence.end
        for word in set(words):
            at = self._runs.find(word, start, end)
            while at >= 0:
                behind = at + len(word)
                parted = at == start or self._runs[at - 1] == " "
                if parted and (behind == end or self._runs[behind] == " "):
                    places.append((at, word))
                at = self._runs.find(word, behind, end)
        return sorted(places)


def running(article: Article, quotes: Quotes) -> list[Read]:
    """The sentences of body and standfirst; quoted words are blanked out, or in."""
    return article.memo(_READERS[quotes])


def sentences_of(article: Article, quotes: Quotes) -> list[Read]:
    """Those of body and standfirst that are no questions; quoted words are blanked out, or in."""
    return article.memo(_STATING[quotes])


def _read_with(quotes: Quotes) -> Callable[[Article], list[Read]]:
    def read(article: Article) -> list[Read]:
        text, runs = readable(article, quotes), spelled(readable_lower(article, quotes))
        return [
            Read(one, text, runs)
            for one in article.sentences
            if one.part.kind in ("body", "standfirst")
        ]

    return read


def _stating_with(quotes: Quotes) -> Callable[[Article], list[Read]]:
    def read(article: Article) -> list[Read]:
        return [one for one in running(article, quotes) if not _asks(one.sentence.text)]

    return read


_READERS = {quotes: _read_with(quotes) for quotes in ("ignore", "include")}
_STATING = {quotes: _stating_with(quotes) for quotes in ("ignore", "include")}


def _asks(text: str) -> bool:
    return text.rstrip("”\"' ").endswith("?")
