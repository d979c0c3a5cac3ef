"""A source's noun phrase without what was read along with it (English).

The model was trained on phrases as `subjects` reads them, so they stay as they are; who is shown to
a reader as a source goes through here.
"""

from __future__ import annotations

from reliacheck.text.patterns import pattern

_WORD = pattern(r"[^\s,;:()“”\"]+")
_NEGATED = frozenset(
    "don't doesn't didn't won't can't wouldn't couldn't isn't wasn't aren't weren't haven't hasn't"
    " hadn't".split()
)
_CLITICS = ("'ve", "'d", "'ll", "'m", "'re")
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june"
    " july august september october november december today yesterday tonight tomorrow".split()
)


def refined(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The source within text[start:end]; None where there is none."""
    words = [one.span() for one in _WORD.finditer(text, start, end)]
    while words and text[slice(*words[-1])].lower().replace("’", "'") in _NEGATED | _TIMES:
        words.pop()
    if not words:
        return None
    first, last = words[0][0], words[-1][1]
    tail = text[slice(*words[-1])].replace("’", "'")
    for clitic in _CLITICS:
        if tail.endswith(clitic):
            last -= len(clitic)
    return (first, last) if first < last else None
