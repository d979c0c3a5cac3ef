"""What each word of an article counts as evidence of reuse.

Whole words of the reporter's own prose tell much, names and figures little, and words of fixed
phrases, quotations, statements and furniture nothing: two stories of one event have those in
common anyway.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from reliacheck.archive.align import Prepared, prepare_article
from reliacheck.article import Article
from reliacheck.reuse.furniture import Kind, discounted
from reliacheck.text.words import Word

# What a word is: the higher number wins where several fit.
OWN, FORMULA, LOOSE, STATEMENT, FURNITURE, QUOTATION = range(6)
_CODES: dict[Kind, int] = {
    "method": FORMULA,
    "loose": LOOSE,
    "statement": STATEMENT,
    "furniture": FURNITURE,
    "quotation": QUOTATION,
}
# Letters of a word that tells. Where the list of function words below is of no use, they are mostly
# the shorter ones.
_SHORTEST, _SHORTEST_FOREIGN = 3, 5
_LAST_UNSPLIT = "\u303f"  # characters beyond are Han or kana, each a word of the aligner's

_STOP = (
    "the and for but with from was were are been being that which who this these those its his"
    " her their she they you not has have had will would could should may might than then there"
    " here when where what while after before over under into out down about between more most"
    " other some such also only one two three said says say according new last first year years"
    " day days week weeks month months time people him them our your can all any very just"
)


class Weighed(NamedTuple):
    """An article's words in the terms of the aligner."""

    article: Article
    prepared: Prepared
    starts: list[int]  # of the words, in code points
    kinds: bytearray  # what each is
    tells: bytearray  # 1 for words of prose: in small letters, and no function word
    own_words: int  # words that are not quotation, furniture or statement


def weigh(article: Article) -> Weighed:
    """The article's words, each with its kind. Computed once for an article."""
    return article.memo(_weigh)


def _weigh(article: Article) -> Weighed:
    prepared = prepare_article(article)
    starts = [word.start for word in prepared.words]
    kinds = bytearray(len(starts))
    for stretch in discounted(article):
        _mark(kinds, starts, stretch.start, stretch.end, _CODES[stretch.kind])
    stop = _stop_words()
    shortest = _SHORTEST if article.language in (None, "en") else _SHORTEST_FOREIGN
    tells = bytearray(
        _tells(word.text, shortest, stop) or (len(word.text) == 1 and _is_half_a_word(word))
        for word in prepared.words
    )
    own = sum(kind < STATEMENT for kind in kinds)
    return Weighed(article, prepared, starts, kinds, tells, own)


def marked(spans: Iterable[tuple[int, int]], text: Weighed) -> bytearray:
    """A 1 for each word of the text that begins in one of the spans (code points)."""
    inside = bytearray(len(text.starts))
    for start, end in spans:
        first, last = bisect_left(text.starts, start), bisect_left(text.starts, end)
        inside[first:last] = b"\1" * (last - first)
    return inside


def _tells(word: str, shortest: int, stop: frozenset[str]) -> bool:
    if len(word) < shortest or word.lower() in stop:
        return False
    return word[0].islower() or not word[0].isascii()


def _is_half_a_word(character: Word) -> bool:
    """Whether it is one of Han or kana that counts. Each is a word to the aligner, and two of them
    about one to the reader: every other place counts."""
    return character.text > _LAST_UNSPLIT and character.start % 2 == 0


def _mark(kinds: bytearray, starts: list[int], start: int, end: int, kind: int) -> None:
    for number in range(bisect_left(starts, start), bisect_left(starts, end)):
        if kinds[number] < kind:
            kinds[number] = kind


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_STOP.split())
