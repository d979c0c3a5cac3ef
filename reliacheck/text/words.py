"""Words with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

from reliacheck.text.patterns import pattern

# Letters and digits, joined by an inner apostrophe or hyphen (don't, Iran-backed), by the marks
# inside a figure (1,000.5), or by the stops of an abbreviation (U.S.).
# Vowel signs and joiners belong to the word though Python does not count them as letters.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u0900-\u0963\u0966-\u0d4d\u0e31-\u0e4e\u200c\u200d"
)
_FIRST_MARK, _LAST_MARK = "\u0300", "\u200d"


def _word(letters: str) -> re.Pattern[str]:
    return pattern(
        r"\d+(?:[.,:]\d+)+"
        r"|(?:[^\W\d_]\.){2,}"
        rf"|{letters}(?:['’\-\u2010\u2011]{letters})*"
    )


_WORD = _word(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_UNMARKED_WORD = _word(r"[^\W_]+")  # the same where there are no marks; half as dear to compile


class Word(NamedTuple):
    """A word and its span in code points."""

    start: int
    end: int
    text: str


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end] in order."""
    new = tuple.__new__  # half the time of Word(...), and every check waits for it
    stop = len(text) if end is None else end
    letters = set(text[start:stop])
    marked = any(_FIRST_MARK <= letter <= _LAST_MARK for letter in letters)
    word = _WORD if marked else _UNMARKED_WORD
    return [
        new(Word, (found.start(), found.end(), found[0]))
        for found in word.finditer(text, start, stop)
    ]


def lowered(text: str) -> str:
    """`text` in small letters, each at its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(
        small if len(small := letter.lower()) == 1 else letter for letter in text
    )  # "İ" would become two


def folded_words(text: str) -> list[str]:
    """The words of `text` in lower case with straight apostrophes, for comparing."""
    return [word.text.casefold().replace("’", "'") for word in find_words(text)]
