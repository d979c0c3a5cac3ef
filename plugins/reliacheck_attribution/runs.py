"""Runs of small letters: what tells soon that a word of a list cannot be in a text.

Most sentences hold no word that a rule looks for; to cut them into words and marks only to find
that out is what is dear.
"""

from __future__ import annotations

from functools import cached_property

from reliacheck import Article
from reliacheck.text.words import Word, find_words, lowered

_SMALL = bytes(byte if ord("a") <= byte <= ord("z") else ord(" ") for byte in range(256))


def spelled(lower: str) -> str:
    """A text in small letters with a space for all but a to z, each letter at its place.

    Its pieces, parted at spaces, are what `[a-z]+` finds, in a fifth of the time.
    """
    return lower.encode("ascii", "replace").translate(_SMALL).decode("ascii")


class Runs:
    """The runs of small letters of a text, and where they are."""

    def __init__(self, lower: str) -> None:
        """lower: the text in small letters."""
        self._spelled = f" {spelled(lower)} "

    @cached_property
    def known(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self._spelled.split())

    def places(self, run: str) -> list[int]:
        """Where a run begins, each time; code points."""
        places = []
        at = self._spelled.find(f" {run} ")
        while at >= 0:
            places.append(at)  # the space before is one that the text has not
            at = self._spelled.find(f" {run} ", at + 1)
        return places

    def behind(self, place: int, length: int) -> list[str]:
        """Those from a place on, up to some characters behind it, where one may be cut off."""
        return self._spelled[place + 1 : place + 1 + length].split()


def runs_of(article: Article) -> Runs:
    """Those of an article, quoted words and all; computed once."""
    return article.memo(_runs)


def _runs(article: Article) -> Runs:
    return Runs(lowered(article.text))


def words_between(article: Article, start: int, end: int) -> list[Word]:
    """What `article.words_in` returns, without reading the words of all the article."""
    text = article.text
    # no word holds a space
    first, last = text.rfind(" ", 0, start) + 1, text.find(" ", end)
    stop = len(text) if last < 0 else last
    return [
        word
        for part in article.parts
        if part.start < stop and part.end > first
        for word in find_words(text, max(first, part.start), min(stop, part.end))
        if start <= word.start < end
    ]
