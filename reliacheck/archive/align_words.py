"""A text as the aligner reads it: words that may be compared, and where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from reliacheck.archive.hashing import ALONE
from reliacheck.text.words import Word, find_words

if TYPE_CHECKING:
    from reliacheck.article import Article

# Kinds of apostrophe and hyphen that NFKC leaves apart.
_ONE_OF_EACH = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x2010: "-"}


class Prepared(NamedTuple):
    """A text that is aligned more than once need be read only once."""

    text: str
    words: Sequence[Word]  # in order, with their places in `text`
    keys: list[str]  # what stands for each word in comparisons


def prepare(text: str, words: Sequence[Word] | None = None) -> Prepared:
    """`text` ready to be aligned; `words` are its words where they are known already.

    Han characters and kana are a word each, as for fingerprints: their scripts put no spaces
    between words, and a clause is too long to be compared as one.
    """
    found = find_words(text) if words is None else words
    if not text.isascii() and _alone().search(text):
        found = [part for word in found for part in _parted(word)]
    return Prepared(text, found, [_key(word[2]) for word in found])


def prepare_article(article: Article) -> Prepared:
    """An article's text ready to be aligned. Computed once for an article."""
    return article.memo(_prepared)


def _prepared(article: Article) -> Prepared:
    return prepare(article.text, article.words)


def _parted(word: Word) -> Iterator[Word]:
    """A word, or what it is made of if some of that is a word of its own."""
    start = 0
    for found in _alone().finditer(word.text):
        for first, last in ((start, found.start()), found.span()):
            if first < last:
                yield Word(word.start + first, word.start + last, word.text[first:last])
        start = found.end()
    if start < len(word.text):
        yield Word(word.start + start, word.end, word.text[start:])


def sentence_edge(read: Prepared, at: int) -> bool:
    """Whether a sentence, a line or the text begins with word number `at`, or ends before it."""
    if at <= 0 or at >= len(read.words):
        return True
    between = read.text[read.words[at - 1].end : read.words[at].start]
    return between != " " and _stop().search(between) is not None


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    return normalize("NFKC", word).casefold().translate(_ONE_OF_EACH)


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(f"[{''.join(f'{first}-{last}' for first, last in ALONE)}]")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"[.!?…。！？।؟\n]")
