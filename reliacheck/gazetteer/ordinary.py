"""Where an ambiguous name is no outlet's: part of a longer name, or an ordinary word."""

from __future__ import annotations

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Words that begin a sentence and let a name follow: "In Slate, ...", "The Post said".
_LEAD_INS = (
    " A After Although And As At But By For From If In Like On Per The This Though To Via When "
    "While With "
)
# What goes on from a name to a longer one: "The Journal of Law", "Vice-President".
_LEAD_ONS = (" of ", " & ", "-")
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Sen.", "Rep.", "Gov.")
_QUOTES = ('"', "'", "“", "‘", "(")
_SENTENCE_ENDS = ("", ".", "!", "?", ":")
_LONGEST_WORD = 40
# Bounds the search for the same word in lower case, so that its time grows with the text only.
_ARTICLE_LENGTH = 5_000


def is_no_name(piece: str, start: int, end: int) -> bool:
    """Say whether an ambiguous name in piece[start:end] is certainly not an outlet's."""
    return (
        _goes_on(piece, end)
        or _is_surname_or_the_like(piece, start)
        or _in_lower_case_too(piece, start, end)
    )


def _goes_on(piece: str, end: int) -> bool:
    """Say whether a longer name begins here: "Time Warner", "Fortune 500", not "Post Tuesday"."""
    if piece.startswith(_LEAD_ONS, end):
        return True
    following = piece[end + 1 : end + 2]
    capital_or_digit = following.isupper() or following.isdigit()
    return piece[end : end + 1] == " " and capital_or_digit and not piece.startswith(_DAYS, end + 1)


def _is_surname_or_the_like(piece: str, start: int) -> bool:
    """Say whether a capitalised word stands before: "Howard Stern", "Mr. Stern"."""
    before = piece[max(start - _LONGEST_WORD, 0) : start]
    if not before.endswith(" "):
        return False
    word = before[:-1].rpartition(" ")[2].lstrip("".join(_QUOTES))
    capitalised = word.isalpha() and word[0].isupper()
    return word in _TITLES or (capitalised and f" {word} " not in _LEAD_INS)


def _in_lower_case_too(piece: str, start: int, end: int) -> bool:
    """Say whether only its place at the start of a sentence gives a word its capital.

    The text shows it by using the same word in lower case elsewhere: "People said ... of people".
    """
    before = piece[max(start - 4, 0) : start]
    sentence_end = before.rstrip(" " + "".join(_QUOTES))[-1:] in _SENTENCE_ENDS
    begins = sentence_end or before.endswith(("  ", *_QUOTES))
    if not begins:
        return False
    near = piece[max(start - _ARTICLE_LENGTH, 0) : end + _ARTICLE_LENGTH]
    return f" {piece[start:end].lower()} " in near
