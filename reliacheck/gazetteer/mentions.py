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

from reliacheck.gazetteer.entries import (
    RECORD,
    ROW,
    UNIT,
    FileOutlets,
    GivenOutlets,
    Outlet,
    name_key,
    plain,
)
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
    number: int  # of the outlet


# Start, end, the number of the outlet whose name it is, whether ambiguous.
_Span = tuple[int, int, int, bool]


class NameIndex:
    """The printed names of outlets by their first word."""

    def __init__(
        self, outlets: GivenOutlets | FileOutlets, by_host: Callable[[str], int | None]
    ) -> None:
        """Index the outlets; `by_host` says whose host a printed one ("FoxNews.com") is."""
        self._outlets = outlets
        self._by_host = by_host
        self._rows = outlets.name_rows()  # made beforehand for the bundled ones
        self._numbers = {} if self._rows else _by_first_word(outlets.names())
        self._names: dict[str, list[_Name]] = {}

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

    def _spans(self, piece: str) -> Iterator[tuple[int, int, Outlet, bool]]:
        known, covered = self._rows or self._numbers, 0
        for match in _words_of(piece).finditer(piece):
            word = match[0]
            if word in known:
                span = _named_at(piece, match.start(), self._names_from(word))
            elif word >= _FIRST_HEBREW and word[0] in _PROCLITICS and word[1:] in known:
                span = _named_at(piece, match.start() + 1, self._names_from(word[1:]))
            elif "." in word:
                span = self._host_at(piece, match.start(), word)
            else:
                continue
            if span and span[0] >= covered and not _in_link(piece, span[0]):
                start, covered, number, ambiguous = span
                yield start, covered, self._outlets[number], ambiguous

    def _names_from(self, first_word: str) -> list[_Name]:
        """Return the names that begin with a word, the longest first."""
        if first_word not in self._names:
            if self._rows:
                names = [_of_row(row) for row in self._rows[first_word].split(ROW)]
            else:
                names = _sorted_names(first_word, self._numbers[first_word], self._outlets)
            self._names[first_word] = names
        return self._names[first_word]

    def _host_at(self, piece: str, at: int, word: str) -> _Span | None:
        end = at + len(word)
        if not _may_end_host(word.rpartition(".")[2]):
            return None
        number = None if piece[end : end + 1] == "/" else self._by_host(word)
        return None if number is None else (at, end, number, False)


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
        return start, end, name.number, name.ambiguous
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


def _may_end_host(label: str) -> bool:
    """Tell a top-level domain from the end of "U.S", "J.K" and "1.25"."""
    return len(label) > 1 and not label.isdigit()


def name_rows(outlets: GivenOutlets | FileOutlets) -> str:
    """Return what `FileOutlets.name_rows` reads: a line for each word that names begin with.

    Behind the word and a tab stand its names, the longest first.
    """
    return "".join(
        f"{word}\t{ROW.join(map(_row, _sorted_names(word, numbers, outlets)))}\n"
        for word, numbers in _by_first_word(outlets.names()).items()
    )


def _sorted_names(
    first_word: str, numbers: list[int], outlets: GivenOutlets | FileOutlets
) -> list[_Name]:
    # of names of one length the first counts, and of two outlets the later one
    latest = reversed(dict.fromkeys(numbers))
    names = [name for number in latest for name in _names(first_word, number, outlets[number])]
    return sorted(names, key=_printed_length, reverse=True)


def _row(name: _Name) -> str:
    return "\t".join([name.form, *(str(int(value)) for value in name[1:])])


def _of_row(row: str) -> _Name:
    form, at, article, ambiguous, number = row.split("\t")
    return _Name(form, int(at), article == "1", ambiguous == "1", int(number))


def _by_first_word(names: str) -> dict[str, list[int]]:
    """Return the numbers of the outlets with a name that begins with a word, an article aside."""
    numbers: dict[str, list[int]] = {}
    bare = plain(names).replace(UNIT + _ARTICLE, UNIT)
    for number, row in enumerate(bare.split(RECORD)):
        for name in filter(None, row.split(UNIT)):
            first = name.partition(" ")[0]
            if not first.isalnum() or max(first) >= _FIRST_UNSPACED:
                first = _first_word(name)
            if first in numbers:
                numbers[first].append(number)
            else:
                numbers[first] = [number]
    return numbers


def _names(first_word: str, number: int, outlet: Outlet) -> Iterator[_Name]:
    """Yield those of an outlet's names that begin with a word."""
    for printed, ambiguous in outlet.printed_names():
        for spelling in _spellings(printed):
            if _first_word(spelling) == first_word:
                yield _name(first_word, spelling, ambiguous, number)


def _spellings(printed: str) -> Iterable[str]:
    """Return a name as `plain` writes it, a hyphenated one with a space as well."""
    spelling = plain(printed)
    return dict.fromkeys((spelling, spelling.replace("-", " ")))


def _first_word(name: str) -> str:
    """Return the first word of a name, or its first character where words are not parted."""
    token = name.removeprefix(_ARTICLE).partition(" ")[0].partition("-")[0]
    if token.isalnum():
        word = token
    else:
        match = _word().search(name.removeprefix(_ARTICLE))
        word = match[0] if match else ""
    if max(word, default="") < _FIRST_UNSPACED:
        return word
    return "".join(takewhile(lambda letter: not _is_unspaced(letter), word)) or word[0]


def _name(first_word: str, printed: str, ambiguous: bool, number: int) -> _Name:
    form = _without_article(printed)
    at, article = form.index(first_word), form != printed
    return _Name(form, at, article, ambiguous, number)


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
