"""The sentences of running text as words and marks, read once for all rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from reliacheck import Article, Sentence
from reliacheck.text.patterns import pattern
from reliacheck_attribution.quoting import Quotes, readable, readable_lower


class Token(NamedTuple):
    """A word or a mark."""

    start: int
    end: int
    text: str
    low: str


_TOKEN = pattern(r"(?:[A-Z]\.){2,}(?:-[a-z]+)?|[^\W_]+(?:[.'’\-‑&/][^\W_]+)*|[^\w\s]")
_RUN = pattern(r"[a-z]+")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of text[start:end]."""
    new = tuple.__new__  # half the time of Token(...)
    return [
        new(Token, (one.start(), one.end(), one[0], one[0].lower().replace("’", "'")))
        for one in _TOKEN.finditer(text, start, end)
    ]


class Read:
    """A sentence as words and marks."""

    def __init__(self, sentence: Sentence, text: str, words: list[str]) -> None:
        """words: its runs of small letters, which tell soon what cannot be in it."""
        self.sentence = sentence
        self.words = words
        self._text = text

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and marks, in order."""
        return tokens_of(self._text, self.sentence.start, self.sentence.end)


def sentences_of(article: Article, quotes: Quotes) -> list[Read]:
    """Those of body and standfirst that are no questions; quoted words are blanked out, or in."""
    return article.memo(_READERS[quotes])


def _read_with(quotes: Quotes) -> Callable[[Article], list[Read]]:
    def read(article: Article) -> list[Read]:
        text, lower = readable(article, quotes), readable_lower(article, quotes)
        return [
            Read(one, text, _RUN.findall(lower, one.start, one.end))
            for one in article.sentences
            if one.part.kind in ("body", "standfirst") and not _asks(one.text)
        ]

    return read


_READERS = {quotes: _read_with(quotes) for quotes in ("ignore", "include")}


def _asks(text: str) -> bool:
    return text.rstrip("”\"' ").endswith("?")
