"""Lists of words as data: tab-separated files beside the rules, and the house's own.

A line has the columns that the first line names. `terms`: all forms of a term, parted by "|", in
small letters, of one word or several. `unless`: words that make it harmless, parted by "|": right
before it ("designated _") or right behind it ("_ attack").
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reliacheck import Article
from reliacheck.text.words import Word


class Entry(NamedTuple):
    """A line of a list."""

    term: str  # the first form, which names it
    forms: tuple[str, ...]
    instead: str  # what to write; "" where it is best left out
    kind: str
    before: frozenset[str]  # words that make it harmless right before it
    behind: frozenset[str]
    note: str


class Lexicon:
    """The terms of a list, found by their first words."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Of two entries with one form the later one counts."""
        self.entries = tuple(entries)
        self._by_word: dict[str, dict[tuple[str, ...], Entry]] = {}
        for entry in entries:
            for form in entry.forms:
                words = tuple(form.split())
                self._by_word.setdefault(words[0], {})[words] = entry

    def find(
        self, words: Sequence[Word], low: Sequence[str] | None = None
    ) -> Iterator[tuple[int, int, Entry]]:
        """First and last word of each term among `words`, the longest at a place.

        low: the words as lists have them, if that is known.
        """
        behind = 0
        low = [fold(word.text) for word in words] if low is None else low
        for at in [at for at, word in enumerate(low) if word in self._by_word]:
            if at < behind:
                continue
            known = self._by_word[low[at]]
            for form in sorted(known, key=len, reverse=True):
                end = at + len(form)
                if tuple(low[at:end]) == form and _together(words, at, end):
                    entry = known[form]
                    if not _is_harmless(entry, low, at, end):
                        yield at, end - 1, entry
                    behind = end
                    break


def folded(article: Article) -> list[str]:
    """An article's words as lists have them; computed once."""
    return article.memo(_folded)


def _folded(article: Article) -> list[str]:
    return [fold(word.text) for word in article.words]


def fold(word: str) -> str:
    """A word as lists have it: small letters, a straight apostrophe, no "'s"."""
    return word.lower().replace("’", "'").removesuffix("'s")


def _together(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether only a space stands between the words of a term."""
    return all(words[one].end + 1 == words[one + 1].start for one in range(at, end - 1))


def _is_harmless(entry: Entry, low: Sequence[str], at: int, end: int) -> bool:
    before = low[at - 1] if at else ""
    behind = low[end] if end < len(low) else ""
    return before in _DENYING or before in entry.before or behind in entry.behind


_DENYING = frozenset("not isn't aren't wasn't weren't".split())


_FOLDER = os.path.dirname(__file__)  # noqa: PTH120 - pathlib is dear to import


@cache
def load(name: str) -> tuple[Entry, ...]:
    """The entries of a list that comes with the rules."""
    return read(f"{_FOLDER}{os.sep}{name}")


def read(path: str) -> tuple[Entry, ...]:
    """The entries of a file.

    Raises ValueError naming file and line where a line lacks its terms, OSError where the file
    cannot be read.
    """
    with open(path, encoding="utf-8") as stream:  # noqa: PTH123
        lines = stream.read().splitlines()
    rows = [(number, line) for number, line in enumerate(lines, 1) if _says_something(line)]
    if not rows:
        return ()
    columns = rows[0][1].split("\t")
    if "terms" not in columns:
        raise ValueError(f"{path}:{rows[0][0]}: no column is called terms")
    return tuple(_entry(columns, line, f"{path}:{number}") for number, line in rows[1:])


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _entry(columns: list[str], line: str, where: str) -> Entry:
    cells = dict(zip(columns, (cell.strip() for cell in line.split("\t")), strict=False))
    forms = tuple(fold(form) for form in cells["terms"].split("|") if form.strip())
    if not forms:
        raise ValueError(f"{where}: no terms")
    unless = [one.strip() for one in cells.get("unless", "").split("|") if one.strip()]
    if wrong := [one for one in unless if one.split().count("_") != 1 or len(one.split()) != 2]:
        raise ValueError(f'{where}: unless: {wrong[0]!r} is not "word _" or "_ word"')
    return Entry(
        term=forms[0],
        forms=forms,
        instead=cells.get("instead", "").replace("|", ", "),
        kind=cells.get("kind", "") or "house",
        before=frozenset(one.split()[0].lower() for one in unless if one.endswith("_")),
        behind=frozenset(one.split()[1].lower() for one in unless if one.startswith("_")),
        note=cells.get("note", ""),
    )
