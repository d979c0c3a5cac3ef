"""The words of a passage as alterations are looked for: hyphens and contractions taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reliacheck.article import Article, Sentence
from reliacheck.reuse.alterations.lexicon import STOP, base
from reliacheck.text.patterns import pattern
from reliacheck.text.words import Word, find_words

_ENDINGS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would"}
_WHOLE = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
}
_HAS_IS = frozenset("he she it that there here what who where how this".split())
_PIECE = pattern(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|(?:[^\W\d_]\.){2,}")
# "HALDEN, March 4 (Reuters) - ", with which a story begins; rewrites leave it out.
_DATELINE = pattern(
    r"\s*(?:[^\W\d_a-z][^\n()]{0,60} ?)?\((?:[A-Z]\w*[ /]){0,2}"
    r"(?:AP|Reuters|REUTERS|AFP|UPI|EFE|dpa|DPA|ANSA|Xinhua|Bloomberg|TASS|Kyodo|PA|CNN"
    r"|Associated Press|Agence France-Presse)(?: [A-Z]\w*){0,2}\)"
    r"\s*(?:[-\u2010-\u2015:]+\s*|(?=[A-Z]))"
)
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


class Token(NamedTuple):
    """A word or a part of one."""

    start: int  # code points into the article's text
    end: int
    text: str
    low: str  # lower case, without stops and possessive
    form: str  # the same for all inflections and spellings of a word
    sentence: int  # its number in the article
    initial: bool  # whether it begins a sentence or what stands in quotation marks

    @property
    def stop(self) -> bool:
        """Whether it says nothing by itself."""
        return self.low in STOP

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()

    @property
    def figure(self) -> bool:
        """Whether it is written in figures."""
        return self.text[0].isdigit()


def tokens_of(article: Article, first: int, last: int) -> list[Token]:
    """The tokens of the article's sentences from number `first` up to and with `last`."""
    found: list[Token] = []
    for number in range(first, last + 1):
        sentence = article.sentences[number]
        start = behind_dateline(article.text, sentence)
        words = find_words(article.text, start, sentence.end)
        found.extend(_in_sentence(article.text, start, number, words))
    return found


def behind_dateline(text: str, sentence: Sentence) -> int:
    """Where what a sentence says begins."""
    found = _DATELINE.match(text, sentence.start, sentence.end)
    return found.end() if found else sentence.start


def _in_sentence(text: str, first: int, number: int, words: Sequence[Word]) -> Iterator[Token]:
    new = tuple.__new__  # half the time of Token(...)
    end = first
    for start, stop, word in words:
        gap = text[end:start]
        initial = end == first or any(mark in gap for mark in '"“‘:[(—')
        for from_, to, low, form in _pieces(word):
            piece = word[from_:to]
            yield new(Token, (start + from_, start + to, piece, low, form, number, initial))
            initial = False
        end = stop


@lru_cache(maxsize=32768)
def _pieces(word: str) -> tuple[tuple[int, int, str, str], ...]:
    """Start, end, lower case and form of what a word is made of."""
    found: list[tuple[int, int, str, str]] = []
    if word.isalpha():
        low = word.lower()
        if low not in _WHOLE:
            return ((0, len(word), low, base(low)),)
    if len(word) > 3 and "." in word and word[1] == ".":
        low = word.replace(".", "").lower()
        return ((0, len(word), low, low),)
    for match in _PIECE.finditer(word):
        start, stop = match.span()
        low = match[0].translate(_APOSTROPHES).lower()
        found.extend((start, stop, one, base(one)) for one in _expanded(low))
    return tuple(found) or ((0, len(word), word.lower(), word.lower()),)


def _expanded(low: str) -> tuple[str, ...]:
    if low in _WHOLE:
        return _WHOLE[low]
    if "'" not in low:
        return (low,)
    for ending, word in _ENDINGS.items():
        if low.endswith(ending):
            return low.removesuffix(ending), word
    stem = low.removesuffix("'s")
    if stem in _HAS_IS and stem != low:
        return stem, "is"
    return (stem.replace("'", ""),)
