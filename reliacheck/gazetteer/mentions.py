"""Outlets named in a text.

A name is looked for by its first word: one pass over the words of the text, one dictionary look-up
for each. In Chinese, Japanese and Korean each character is such a word, because there words are not
parted, or carry particles without a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from reliacheck.gazetteer.entries import Outlet, name_key, plain
from reliacheck.gazetteer.ordinary import is_no_name

_ARTICLE = "The "
_FIRST_HEBREW = "\u05d0"
_FIRST_UNSPACED, _LAST_UNSPACED = "\u3040", "\ud7af"
# Hebrew and Arabic conjunctions and prepositions that are written together with the next word.
_PROCLITICS = plain("בהוכלמשبفكول")
_LONGEST_LINK = 200


class Mention(NamedTuple):
    """An outlet named in a text.

    Attributes:
        start: Offset of the first character, in code points into the text searched.
        end: Offset behind the last character; a possessive "'s" is left out.
        text: The name as printed.
        outlet: Whose name it is; for an ambiguous one, the likeliest owner.
        ambiguous: The name is also an ordinary word or another outlet's: count it only where the
            context speaks of an outlet ("Time reported", "told The Times").
    """

    start: int
    end: int
    text: str
    outlet: Outlet
    ambiguous: bool


class _Name(NamedTuple):
    """A printed name to compare with a text, without its article."""

    form: str
    first_word_at: int
    article: bool
    ambiguous: bool
    outlet: Outlet


# A name as printed, whether it is ambiguous, whose it is.
_Row = tuple[str, bool, Outlet]
# Start, end, whose name, whether ambiguous.
_Span = tuple[int, int, Outlet, bool]


class NameIndex:
    """The printed names of outlets by their first word."""

    def __init__(self, outlets: Iterable[Outlet], by_host: Callable[[str], Outlet | None]) -> None:
        """Index the outlets; `by_host` says whose host a printed one ("FoxNews.com") is."""
        self._by_host = by_host
        self._rows: dict[str, list[_Row]] = {}
        self._names: dict[str, list[_Name]] = {}
        for first_word, row in _rows(outlets):
            self._rows.setdefault(first_word, []).append(row)

    def find(self, text: str, start: int, end: int) -> list[Mention]:
        """Return the mentions in text[start:end], in order, none overlapping another."""
        mentions = []
        named: dict[str, Outlet] = {}
        for begin, stop, outlet, ambiguous in self._spans(plain(text[start:end])):
            printed = text[start + begin : start + stop]
            if ambiguous:
                outlet = named.get(_without_article(printed), outlet)
            else:
                named.update(dict.fromkeys(_short_names(printed, outlet), outlet))
            mentions.append(Mention(start + begin, start + stop, printed, outlet, ambiguous))
        return mentions

    def _spans(self, piece: str) -> Iterator[_Span]:
        rows, covered = self._rows, 0
        for match in _words_of(piece).finditer(piece):
            word = match[0]
            if word in rows:
                span = _named_at(piece, match.start(), self._names_from(word))
            elif word >= _FIRST_HEBREW and word[0] in _PROCLITICS and word[1:] in rows:
                span = _named_at(piece, match.start() + 1, self._names_from(word[1:]))
            elif "." in word:
                span = self._host_at(piece, match.start(), word)
            else:
                continue
            if span and span[0] >= covered and not _in_link(piece, span[0]):
                yield span
                covered = span[1]

    def _names_from(self, first_word: str) -> list[_Name]:
        """Return the names that begin with a word, the longest first."""
        if first_word not in self._names:
            names = [_name(first_word, row) for row in self._rows[first_word]]
            self._names[first_word] = sorted(names, key=_printed_length, reverse=True)
        return self._names[first_word]

    def _host_at(self, piece: str, at: int, word: str) -> _Span | None:
        end = at + len(word)
        outlet = None if piece[end : end + 1] == "/" else self._by_host(word)
        return (at, end, outlet, False) if outlet else None


def _short_names(printed: str, outlet: Outlet) -> list[str]:
    """Return what an outlet named in full may be called afterwards: "Daily News", "News"."""
    if name_key(printed) != name_key(outlet.name):
        return []
    words = _without_article(printed).split(" ")
    return [" ".join(words[first:]) for first in range(1, len(words))]


def _without_article(name: str) -> str:
    return name.removeprefix(_ARTICLE)


def _named_at(piece: str, at: int, names: list[_Name]) -> _Span | None:
    """Return the span of the longest of the names whose first word stands at `at`."""
    for name in names:
        start = at - name.first_word_at
        end = start + len(name.form)
        if start < 0 or not piece.startswith(name.form, start) or not _ends_word(piece, end):
            continue
        article = _article_before(piece, start) if name.article else ""
        if name.article and not article:
            continue
        if name.ambiguous and is_no_name(piece, start, end):
            continue
        start -= len(_ARTICLE) if article == "T" else 0
        return start, end, name.outlet, name.ambiguous
    return None


def _article_before(piece: str, at: int) -> str:
    """Return the first letter of the "the" before `at`, or "": its case says what belongs."""
    begin = at - len(_ARTICLE)
    if begin < 0 or piece[begin:at].lower() != _ARTICLE.lower():
        return ""
    return "" if begin and piece[begin - 1].isalnum() else piece[begin]


def _ends_word(piece: str, end: int) -> bool:
    following = piece[end : end + 1]
    if not following.isalnum() and following != "_":
        return True
    return _is_unspaced(following) or _is_unspaced(piece[end - 1])


def _in_link(piece: str, at: int) -> bool:
    """Say whether `at` is inside a link, an address, a handle or a hashtag."""
    before = piece[max(at - _LONGEST_LINK, 0) : at].rpartition(" ")[2]
    in_address = before.isascii() and ("://" in before or "www." in before)
    return in_address or before[-1:] in ("@", "#")


def _rows(outlets: Iterable[Outlet]) -> Iterator[tuple[str, _Row]]:
    """Yield every printed name by its first word, an article aside."""
    for outlet in outlets:
        for printed, ambiguous in outlet.printed_names():
            first = printed.removeprefix(_ARTICLE).partition(" ")[0]
            if first.isalnum() and printed.isascii() and "-" not in printed:
                yield first, (printed, ambiguous, outlet)
            else:
                for spelling in _spellings(printed):
                    yield _first_word(spelling), (spelling, ambiguous, outlet)


def _spellings(printed: str) -> set[str]:
    """Return a name as `plain` writes it, a hyphenated one with a space as well."""
    spelling = plain(printed)
    return {spelling, spelling.replace("-", " ")}


def _first_word(name: str) -> str:
    """Return the first word of a name, or its first character where words are not parted."""
    match = _word().search(name.removeprefix(_ARTICLE))
    word = match[0] if match else ""
    if max(word, default="") < _FIRST_UNSPACED:
        return word
    return "".join(takewhile(lambda letter: not _is_unspaced(letter), word)) or word[0]


def _name(first_word: str, row: _Row) -> _Name:
    printed, ambiguous, outlet = row
    form = _without_article(printed)
    at, article = form.index(first_word), form != printed
    return _Name(form, at, article, ambiguous, outlet)


def _printed_length(name: _Name) -> int:
    return len(name.form) + name.article * len(_ARTICLE)


def _is_unspaced(letter: str) -> bool:
    return _FIRST_UNSPACED <= letter <= _LAST_UNSPACED


def _words_of(piece: str) -> re.Pattern[str]:
    unspaced = not piece.isascii() and max(piece) >= _FIRST_UNSPACED
    return _word_or_unspaced() if unspaced else _word()


@cache
def _word() -> re.Pattern[str]:
    """A word, dots within it included ("FoxNews.com", "L.A")."""
    return re.compile(r"\w+(?:\.\w+)*")


@cache
def _word_or_unspaced() -> re.Pattern[str]:
    """The same, or one unspaced character; six times as dear to compile."""
    unspaced = f"{_FIRST_UNSPACED}-{_LAST_UNSPACED}"
    return re.compile(rf"[^\W{unspaced}]+(?:\.[^\W{unspaced}]+)*|[{unspaced}]")
