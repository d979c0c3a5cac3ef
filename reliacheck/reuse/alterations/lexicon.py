"""The word lists of this package, each read from its file when it is first asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reliacheck.text.attribution import verb_forms
from reliacheck.text.headline_words import canonical, choice, stem

_FOLDER = f"{os.path.dirname(__file__)}/data"  # noqa: PTH120 - pathlib takes a tenth of a check

Phrase = tuple[str, ...]


def _lines(name: str) -> Iterator[str]:
    with open(f"{_FOLDER}/{name}.txt", encoding="utf-8") as file:  # noqa: PTH123
        for line in file:
            if line[0] not in "#\n":
                yield line.strip()


@cache
def base(word: str) -> str:
    """What stands for a lower-case word in all its inflections and spellings; need be no word."""
    known = _irregular().get(word) or verb_forms().get(word)
    if known is None:
        for prefix in ("re", "over", "under", "out", "mis"):
            rest = _irregular().get(word.removeprefix(prefix)) if word.startswith(prefix) else None
            if rest:
                return stem(prefix + rest)
    return stem(known or word)


@cache
def _irregular() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines("verbs"):
        first, *others = line.split()
        found.update(dict.fromkeys(others, first))
    return found


def phrase(text: str) -> Phrase:
    """The base forms of a phrase whose words are joined by "+"."""
    return tuple([base(word) for word in text.replace("-", "+").split("+")])


# Hedges


@cache
def hedges() -> dict[Phrase, str]:
    """Hedging phrase, its words in lower case as they are -> "doubt" or "amount"."""
    return {
        tuple(words.split("+")): group
        for group, _, rest in (line.partition(": ") for line in _lines("hedges"))
        for words in rest.split()
    }


# Qualifiers


@cache
def qualifiers() -> dict[Phrase, float]:
    """Qualifying word, as tokens in lower case -> how likely it matters."""
    found: dict[Phrase, float] = {}
    for line in _lines("qualifiers"):
        head, _, words = line.partition(": ")
        for word in words.split():
            found.setdefault(tuple(word.split("-")), float(head.split()[1]))
    return found


@cache
def compound_ends() -> frozenset[str]:
    """Second halves of compound adjectives: "backed" of "Iran-backed"."""
    return frozenset([word for line in _lines("compounds") for word in line.split()])


# Loaded wording


class Loaded(NamedTuple):
    """Loaded phrases with what they may stand for, and words loaded wherever they stand."""

    neutral: dict[Phrase, frozenset[int]]  # base forms -> groups
    loaded: dict[Phrase, frozenset[int]]
    always: frozenset[str]  # words as they are


@cache
def loaded() -> Loaded:
    """The groups of neutral and loaded wording."""
    neutral: dict[Phrase, set[int]] = {}
    marked: dict[Phrase, set[int]] = {}
    always: set[str] = set()
    for number, line in enumerate(_lines("loaded")):
        left, _, right = line.partition(" > ")
        if left == "*":
            always.update(right.split())
            continue
        for table, side in ((neutral, left), (marked, right)):
            for words in side.split():
                table.setdefault(phrase(words), set()).add(number)
    return Loaded(_frozen(neutral), _frozen(marked), frozenset(always))


def _frozen(table: dict[Phrase, set[int]]) -> dict[Phrase, frozenset[int]]:
    return {words: frozenset(numbers) for words, numbers in table.items()}


# Opposites


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Base form -> base forms that turn a statement round when put for it."""
    found: dict[str, set[str]] = {}
    for line in _lines("opposites"):
        left, right = ([phrase(word)[0] for word in side.split()] for side in line.split(" | "))
        for one, others in ((left, right), (right, left)):
            for word in one:
                found.setdefault(word, set()).update(others)
    return {word: frozenset(others) for word, others in found.items()}


# Names


@cache
def aliases() -> dict[str, int]:
    """Name in lower case -> number of the thing that it names."""
    return {
        name: number for number, line in enumerate(_lines("aliases")) for name in line.split("|")
    }


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """First name in lower case -> numbers of the lines that it stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("first_names")):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are no part of it, in lower case."""
    return frozenset([word for line in _lines("titles") for word in line.split()])


@cache
def country(word: str) -> str | None:
    """The country or state that a lower-case name or adjective means."""
    form = canonical(word)
    return form if (choice(form) or "").startswith("name:") else None


# Function words


STOP = frozenset(
    "a an the this that these those some any it its he his him she her hers they their them we our"
    " us you your i my me who whom whose which what in on at to of for from by with as into onto"
    " over after before amid among near about against between during through up down off out and or"
    " but if so than then there here is are was were be been being am has have had having do does"
    " did doing will would can could may might shall should must not no nor also just only very"
    " too both each all while when where how why s t".split()
)
