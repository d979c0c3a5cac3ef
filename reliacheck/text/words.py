"""Words with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

# Letters and digits, joined by an inner apostrophe or hyphen (don't, Iran-backed), by the marks
# inside a figure (1,000.5), or by the stops of an abbreviation (U.S.).
# Vowel signs and joiners belong to the word though Python does not count them as letters.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u0900-\u0963\u0966-\u0d4d\u0e31-\u0e4e\u200c\u200d"
)
_LETTERS = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)+"
    r"|(?:[^\W\d_]\.){2,}"
    rf"|{_LETTERS}(?:['’\-\u2010\u2011]{_LETTERS})*"
)


class Word(NamedTuple):
    """A word and its span in code points."""

    start: int
    end: int
    text: str


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end] in order."""
    new = tuple.__new__  # half the time of Word(...), and every check waits for it
    return [
        new(Word, (found.start(), found.end(), found[0]))
        for found in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


def folded_words(text: str) -> list[str]:
    """The words of `text` in lower case with straight apostrophes, for comparing."""
    return [word.text.casefold().replace("’", "'") for word in find_words(text)]
