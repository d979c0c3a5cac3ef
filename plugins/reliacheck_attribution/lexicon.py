"""Lists of words as data: tab-separated files beside the rules, and the house's own.

A line has the columns that the first line names. `terms`: all forms of a term, parted by "|", in
small letters, of one word or several. `unless`: words that make it harmless, parted by "|": right
before it ("designated _") or right behind it ("_ attack").
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from reliacheck import Article
from reliacheck.text.words import Word
from reliacheck_attribution.runs import Runs, runs_of, spelled, words_between


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
        self._by_word: dict[str, dict[_Form, Entry]] = {}
        for entry in entries:
            for form in entry.forms:
                words = tuple(form.split())
                self._by_word.setdefault(words[0], {})[words] = entry
        self._runs: dict[str, list[list[str]]] = {}

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int, Entry]]:
        """First and last word of each term among `words`, the longest at a place."""
        behind = 0
        low = [fold(word.text) for word in words]
        for at in [at for at, word in enumerate(low) if word in self._by_word]:
            if at < behind:
                continue
            found = self._longest(words, low, at)
            if found is not None:
                behind, entry = found
                if not _is_harmless(entry, low, at, behind):
                    yield at, behind - 1, entry

    def _longest(
        self, words: Sequence[Word], low: Sequence[str], at: int
    ) -> tuple[int, Entry] | None:
        """Where the longest term ends that begins at a word, in words, and its entry."""
        known = self._by_word.get(low[at], {})
        for form in sorted(known, key=len, reverse=True):
            end = at + len(form)
            if tuple(low[at:end]) == form and _together(words, at, end):
                return end, known[form]
        return None

    def find_in(self, article: Article) -> Iterator[tuple[int, int, Entry]]:
        """Start and end (code points) of each term that `find` finds among an article's words.

        Only the words around those with which a term may begin are read.
        """
        if self._starts is None:
            for first, last, entry in self.find(article.words):
                yield article.words[first].start, article.words[last].end, entry
            return
        behind = 0
        runs = runs_of(article)
        hits = [one for one in self._starts.keys() & runs.known if self._may_start(one, runs)]
        for place, run in sorted((at, one) for one in hits for at in runs.places(one)):
            if place < behind or not self._begins(run, runs.behind(place, self._longest_form)):
                continue
            found = self._at(article, place)
            if found is not None:
                behind, entry, harmless = found
                if not harmless:
                    yield place, behind, entry

    def may_be_in(self, lower: str) -> bool:
        """Whether a term may begin in a text in small letters."""
        return self._starts is None or not self._starts.keys().isdisjoint(spelled(lower).split())

    @cached_property
    def _starts(self) -> dict[str, list[_Form]] | None:
        """The terms by the run of small letters that they begin with; None if one has other
        letters, which a house's own may have."""
        starts: dict[str, list[_Form]] = {}
        for first, known in self._by_word.items():
            if not ("a" <= first[0] <= "z" and all("".join(form).isascii() for form in known)):
                return None
            run = first if first.isalpha() else spelled(first).split()[0]
            starts.setdefault(run, []).extend(known)
        return starts

    def _runs_from(self, run: str) -> list[list[str]]:
        """The runs of the terms that begin with one."""
        if run not in self._runs:
            forms = (self._starts or {}).get(run, ())
            self._runs[run] = [_without_owners(spelled(" ".join(form)).split()) for form in forms]
        return self._runs[run]

    def _may_start(self, run: str, runs: Runs) -> bool:
        """Whether all the runs of a term that begins with this one are there."""
        return any(runs.known.issuperset(form) for form in self._runs_from(run))

    def _begins(self, run: str, behind: list[str]) -> bool:
        """Whether a term's runs stand in a row; behind: those from this one on."""
        there = _without_owners(behind)
        return any(there[: len(form)] == form for form in self._runs_from(run))

    def _at(self, article: Article, place: int) -> tuple[int, Entry, bool] | None:
        """Where a term that begins at a place ends, its entry, and whether it is harmless."""
        text = article.text
        start = max(0, text.rfind(" ", 0, max(0, place - _BEFORE)))
        end = text.find(" ", place + self._longest_form)
        end = len(text) if end < 0 else end
        while True:
            words = words_between(article, start, end)
            at = next((at for at, word in enumerate(words) if word.start == place), None)
            if at is None:
                return None
            low = [fold(word.text) for word in words]
            found = self._longest(words, low, at)
            if found is None:
                return None
            behind, entry = found
            if (at or not start) and (behind < len(words) or end == len(text)):
                return words[behind - 1].end, entry, _is_harmless(entry, low, at, behind)
            # the words before and behind may be far
            start, end = (start if at else 0), (end if behind < len(words) else len(text))

    @cached_property
    def _longest_form(self) -> int:
        """Characters from which on no term that begins at a place goes on, possessives and all."""
        forms = (form for known in self._by_word.values() for form in known)
        return max((sum(len(word) + len("'s ") for word in form) for form in forms), default=0)


def _without_owners(runs: list[str]) -> list[str]:
    """Runs but for what a possessive leaves, which `fold` takes off."""
    return [run for run in runs if run != "s"]


_Form = tuple[str, ...]  # the words of a term
_BEFORE = 30  # characters before a term in which a word mostly stands


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
