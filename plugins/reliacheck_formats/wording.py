"""What the look of a line tells: a sentence, a name, the same words again."""

from __future__ import annotations

import re

from reliacheck.text.patterns import pattern
from reliacheck.text.words import folded_words

_UNSEEN = " \t\r\n\xa0\xad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff"
_STOPS = frozenset(".!?…‼⁇⁈⁉؟۔।॥։。！？｡")
_CLOSING = "\"'”’»“)]）」』】"
_ABBREVIATION_AT_END = pattern(r"\b(?:[^\W\d_]\.){2,}\Z")
_NAME_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = pattern(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,3}}")
_LONGEST_NAMES = 120  # characters
_LOOK_BACK = 12  # characters that hold a stop with what may close after it

# Small words inside names of people, places and agencies.
_PARTICLES = frozenset(
    "a al and at av bin da das de del della den der des di do dos du e el en et for from i ibn in "
    "la le los of on op sur te ter the to und v van von y zu и & + via with".split()
)
_LONGEST_REPEAT = 400  # characters; no headline is longer


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: only white space and marks without width."""
    return not text.strip(_UNSEEN)


def ends_sentence(text: str) -> bool:
    """Whether it ends with a stop, closing marks after it or not."""
    return text[-_LOOK_BACK:].rstrip(_CLOSING)[-1:] in _STOPS


def ends_with_abbreviation(text: str) -> bool:
    """Whether its last stop may belong to letters as in "the U.S."."""
    return _ABBREVIATION_AT_END.search(text[-_LOOK_BACK:]) is not None


def is_capitalised(text: str) -> bool:
    """Whether all words but the small ones start with a capital or are no letters at all.

    A script without capitals has none that do not.
    """
    words = text.split()
    return bool(words) and all(
        not word[0].islower() or word.lower() in _PARTICLES
        for word in (word.strip("\"'“”‘’«»()[],.") or "-" for word in words)
    )


def is_names(text: str) -> bool:
    """Whether it looks like names of people, of two to four words each, and nothing else."""
    names = re.split(r",? and |, | & ", text) if len(text) <= _LONGEST_NAMES else []
    return bool(names) and all(_NAME.fullmatch(name) for name in names)


def is_caseless(text: str) -> bool:
    """Whether it has letters, none of them in a script with capitals."""
    return text.upper() == text.lower() and any(letter.isalpha() for letter in text)


def opens_sentence(text: str) -> bool:
    """Whether a sentence may begin like this: no small letter comes first."""
    first = text.lstrip(" \t\r\n\xa0\"'“”‘’«»„‚(¿¡[—–-")[:1]
    return bool(first) and not first.islower()


def says_again(headline: str, text: str) -> bool:
    """Whether a line says a headline again, whole, or shortened or lengthened a little.

    Case, white space and punctuation do not count. A sentence that goes on from the headline's
    words is no repetition of it.
    """
    if max(len(headline), len(text)) > _LONGEST_REPEAT:
        return False
    first, second = (" ".join(folded_words(each)) for each in (headline, text))
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    if short == long:
        return True
    sentence = ends_sentence(text if long == second else headline)
    return not sentence and f" {short} " in f" {long} " and 2 * len(short) >= len(long)
