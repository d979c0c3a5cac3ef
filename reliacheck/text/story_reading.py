"""One news story, read for comparing events: the names, words and figures of its headline and lead.

News tells in its first paragraphs who did what, where and when, so the rest is not read. Words are
brought to the one form that headlines use (headline_words.py) and weighted by how rare they are in
news; a word that common_forms.txt does not list is rare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reliacheck.text.headline_outlets import split_outlet
from reliacheck.text.headline_words import NEGATORS, STOP_WORDS, canonical, word_set
from reliacheck.text.words import find_words

if TYPE_CHECKING:
    from datetime import datetime

    from reliacheck.article import Article

# Words of the lead that are read. With 120 or 80 the hard pairs of ECB+ are told apart worse (AUC
# .916, .911 instead of .919), with 250 no better.
LEAD_WORDS = 170
# Enough of a paragraph is cut off to have them, in any language that parts words.
_CHARACTERS_A_WORD = 10
# Weight of a word that is in fewer than one in 125 of the articles that the table was made from.
RARE = 5.0
# What a word of the headline counts in the story.
_IN_HEADLINE = 2
# In languages other than English, where the table says nothing, shorter words are mostly function
# words; capitals and figures count at any length.
_LONG_WORD = 7
_WORDS_KEPT = 32768

_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = word_set(
    "january february march april may june july august september october november december"
)
# Words of news that are in every story, beside the stop words of headlines.
_IDLE = word_set(
    "all also any most other such only very just than too because while among against without "
    "within since here there their theirs them him me us our its he's she's it's who's one two "
    "three first second day days week weeks month months year years time times today yesterday "
    "tomorrow told tell tells telling added asked according including like get got make made take "
    "go going come people many much even back way now both each hundred thousand million billion "
    "trillion"
)
_PLAIN = str.maketrans("’‐‑", "'--")
# One of these before a word: it begins a sentence or quotation, so that its capital says nothing.
_BREAKS = '.!?:\n"“‘('


class Story(NamedTuple):
    """A story in the terms in which events are compared. Words are canonical forms."""

    headline: str
    published: datetime | None
    dated_only: bool
    """Whether nothing is known of the time of day."""
    language: str | None
    terms: Mapping[str, float]
    """The telling words, each with its weight here: rare ones and repeated ones weigh more."""
    length: float
    """Of `terms` as a vector."""
    names: Mapping[str, float]
    """Those of the terms that are names, with their rarity."""
    headline_names: frozenset[str]
    """Those of the names that are in the headline."""
    phrases: frozenset[tuple[str, str]]
    """Telling words that stand side by side."""
    figures: frozenset[str]
    """Figures, without years."""
    counts: Mapping[str, frozenset[str]]
    """What is counted, and its figures: "23 pirates"."""
    weekdays: frozenset[str]
    printed: Mapping[str, str]
    """The forms as the story prints them."""


class _Token(NamedTuple):
    text: str
    form: str
    initial: bool
    """Whether it begins a sentence or a quotation."""
    joined: bool
    """Whether only a space or a hyphen parts it from the token before."""


def read_story(article: Article) -> Story:
    """Read an article's headline and lead."""
    headline = split_outlet(article.headline_text or "")[0]
    lead = list(_lead(article))
    names = _names(lead)
    notes = _Notes(headline=list(_tokens(headline)), lead=lead, english=_is_english(article))
    terms = {form: (1 + log(count)) * rarity(form) for form, count in notes.counted.items()}
    published, dated_only = _published(article.meta.published)
    return Story(
        headline=headline,
        published=published,
        dated_only=dated_only,
        language=article.language,
        terms=terms,
        length=sqrt(sum([weight * weight for weight in terms.values()])),
        names={form: rarity(form) for form in terms if form in names},
        headline_names=frozenset([form for form in notes.in_headline if form in names]),
        phrases=frozenset(notes.phrases),
        figures=frozenset(notes.figures),
        counts={form: frozenset(figures) for form, figures in notes.counts.items()},
        weekdays=frozenset(notes.weekdays),
        printed=notes.printed,
    )


def rarity(form: str) -> float:
    """How much a form tells, 0 to RARE: the logarithm of how few articles have it."""
    return _common_forms().get(form, RARE)


@lru_cache(maxsize=_WORDS_KEPT)
def rarity_of(word: str) -> float:
    """How much a word as it is printed tells, as `rarity` has it."""
    return rarity(form_of(word))


class _Notes:
    """What is noted while a story is read word by word."""

    def __init__(self, headline: list[_Token], lead: list[_Token], *, english: bool) -> None:
        self.english = english
        self.counted: Counter[str] = Counter()
        self.phrases: set[tuple[str, str]] = set()
        self.figures: set[str] = set()
        self.counts: dict[str, set[str]] = {}
        self.weekdays: set[str] = set()
        self.printed: dict[str, str] = {}
        self._read(lead, 1)
        self.in_headline = self._read(headline, _IN_HEADLINE)

    def _read(self, tokens: list[_Token], worth: int) -> set[str]:
        """Note the tokens; returns the telling forms."""
        found: set[str] = set()
        figure = before = ""
        for token in tokens:
            if not token.joined:
                figure = ""
            if token.text[0].isdigit():
                figure, before = self._figure(token.text), ""
                continue
            form = token.form
            if form in _WEEKDAYS:
                self.weekdays.add(form)
            if not self._tells(token):
                before = before if form in ("of", "the") else ""
                continue
            if figure:
                self.counts.setdefault(form, set()).add(figure)
            if before and token.joined:
                self.phrases.add((before, form))
            self.counted[form] += worth
            self._print(form, token.text.removesuffix("'s"))
            found.add(form)
            figure, before = "", form
        return found

    def _print(self, form: str, text: str) -> None:
        """Keep how the story prints it first, but for a dateline or a headline in capitals."""
        if self.printed.get(form, "A").isupper():
            self.printed[form] = text

    def _figure(self, text: str) -> str:
        """The figure, noted; "" for a year, of which every story is full."""
        figure = text.replace(",", "").rstrip(".")
        if len(figure) == 4 and figure[:2] in ("19", "20"):
            return ""
        self.figures.add(figure)
        return figure

    def _tells(self, token: _Token) -> bool:
        if len(token.text) == 1 or not token.form or token.form in _idle_forms():
            return False
        return self.english or len(token.text) >= _LONG_WORD or token.text[0].isupper()


def _lead(article: Article) -> Iterator[_Token]:
    """The tokens of the standfirst and the first paragraphs."""
    room = LEAD_WORDS
    for part in article.parts_of("standfirst", "body"):
        tokens = list(islice(_tokens(part.text[: _CHARACTERS_A_WORD * room]), room))
        yield from tokens
        room -= len(tokens)
        if room <= 0:
            return


def _tokens(text: str) -> Iterator[_Token]:
    new = tuple.__new__  # half the time of _Token(...)
    end = 0
    for start, after, word in find_words(text):
        gap = text[end:start]
        initial = end == 0 or any(mark in gap for mark in _BREAKS)
        joined = gap in (" ", "-")
        end = after
        if not word.isascii():
            word = word.translate(_PLAIN)
        if "-" not in word:
            yield new(_Token, (word, form_of(word), initial, joined))
            continue
        for piece in filter(None, word.split("-")):
            yield new(_Token, (piece, form_of(piece), initial, joined))
            initial, joined = False, True


@lru_cache(maxsize=_WORDS_KEPT)
def form_of(word: str) -> str:
    """The one form by which a word as it is printed is compared."""
    plain = word.lower()
    if plain[0].isdigit():
        return plain
    if plain.endswith("n't"):
        return "not"
    return canonical(plain.removesuffix("'s").replace("'", "").replace(".", ""))


def _names(lead: list[_Token]) -> set[str]:
    """The forms that have a capital within a sentence, and always.

    A headline does not tell: in many every word has a capital.
    """
    small = {token.form for token in lead if token.text[0].islower()}
    inner = {token.form for token in lead if token.text[0].isupper() and not token.initial}
    return inner - small


def _is_english(article: Article) -> bool:
    return article.language in (None, "en")


def _published(iso: str | None) -> tuple[datetime | None, bool]:
    """The date, and whether it has no time of day; None for what is not ISO 8601."""
    from datetime import datetime  # not everybody who imports this reads a story

    if not iso:
        return None, True
    try:
        return datetime.fromisoformat(iso), len(iso) <= len("2024-01-31")
    except ValueError:
        return None, True


# Tables, made when first needed.


@cache
def _idle_forms() -> frozenset[str]:
    plain = STOP_WORDS | NEGATORS | _IDLE | _WEEKDAYS | _MONTHS
    return plain | frozenset(map(form_of, plain))


@cache
def _common_forms() -> Mapping[str, float]:
    """Form -> rarity: a line of the file is a rarity and the forms that have it."""
    table: dict[str, float] = {}
    text = Path(__file__).with_name("common_forms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            weight, *forms = line.split()
            table.update(dict.fromkeys(forms, float(weight)))
    return table
