"""One headline, read for comparing: its words in one form, its figures, names and negations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from reliacheck.text.headline_outlets import split_outlet
from reliacheck.text.headline_words import (
    COMPOUNDS,
    NEGATORS,
    STOP_WORDS,
    canonical,
    choice,
    choosing,
    is_common,
)
from reliacheck.text.patterns import pattern

# What a stop word counts beside a content word; .05 and .25 measure the same.
_STOP_WEIGHT = 0.15
# Content words after a negator that it may turn round.
_NEGATION_REACH = 3
# A headline is mostly compared with many others: its reading is kept.
_READINGS_KEPT = 4096
_WORDS_KEPT = 32768

_MARKS = str.maketrans(dict.fromkeys('‘’‚‛“”„‟«»‹›`´′″"', "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_NUMBERS = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)
}
# "Third day" and "day three" are the same figure.
_ORDINAL_NUMBERS = {word: value for value, word in enumerate(_ORDINALS.split(), start=1)}
_MAGNITUDES = (
    {"hundred": 100}
    | dict.fromkeys(("thousand", "k"), 1_000)
    | dict.fromkeys(("million", "mil", "mln", "mn", "m"), 1_000_000)
    | dict.fromkeys(("billion", "bil", "bln", "bn", "b"), 1_000_000_000)
    | dict.fromkeys(("trillion", "trn", "tn"), 1_000_000_000_000)
)
_FIGURE_WORDS = _NUMBERS.keys() | _ORDINAL_NUMBERS.keys() | _MAGNITUDES.keys() - set("kmb")
# What is written with a capital after these is a name even where every word has one.
_BEFORE_PLACES = ("in", "near", "off", "outside")
_COMPOUND_STARTS = {first for first, _ in COMPOUNDS}


class Word(NamedTuple):
    """A word that makes part of the statement."""

    form: str
    """What stands for it and all that say the same."""
    text: str
    """As the headline has it."""
    named: bool
    """Whether it is a name for certain: a country, or a capital where there need be none."""


class Reading(NamedTuple):
    """A headline in the terms in which headlines are compared."""

    normal: str
    """Without case, outlet, final stop and the varieties of quotes, dashes and spaces."""
    forms: tuple[str, ...]
    """Its words and figures in order; figures start with "#"."""
    texts: tuple[str, ...]
    """The same as the headline has them."""
    running: str
    """The forms as one string."""
    statement: tuple[str, ...]
    """The forms without stop words, in order."""
    bag: frozenset[str]
    content: frozenset[str]
    """The bag without stop words."""
    choosing: frozenset[str]
    """Those of the content that exclude others: open and close, Iraq and Syria."""
    figures: tuple[str, ...]
    """The figures in order, each as often as it stands there."""
    negated: frozenset[str]
    """What a negator may turn round."""
    weight: float
    """Of the bag."""


@lru_cache(maxsize=_READINGS_KEPT)
def read(headline: str) -> Reading:
    """Read one headline."""
    cased = _tidy(headline)
    forms, texts = _forms(_tokens(_one_hyphenation(cased) if "-" in cased else cased))
    statement = tuple([form for form in forms if form not in STOP_WORDS])
    content, bag = frozenset(statement), frozenset(forms)
    return Reading(
        normal=cased.rstrip(" .").casefold(),
        forms=forms,
        texts=texts,
        running=" ".join(forms),
        statement=statement,
        bag=bag,
        content=content,
        choosing=choosing(bag),
        figures=tuple([form for form in statement if form[0] == "#"]),
        negated=_negated(statement) if bag & NEGATORS else frozenset(),
        weight=weight_of(content, bag),
    )


def weight_of(content: frozenset[str], bag: frozenset[str]) -> float:
    """How much a bag of forms says: its content words, and a little for each stop word."""
    return len(content) + _STOP_WEIGHT * (len(bag) - len(content))


def content_words(reading: Reading) -> list[Word]:
    """The content words in order."""
    sentence_case = _is_sentence_case(reading.texts)
    words, before = [], ""
    for form, text in zip(reading.forms, reading.texts, strict=True):
        if form not in STOP_WORDS:
            certain = before in _BEFORE_PLACES or (sentence_case and before != "")
            named = is_place(form) or (certain and may_be_name(form, text))
            words.append(Word(form, text, named))
        before = form
    return words


def is_place(form: str) -> bool:
    """Whether a form is a country or a state."""
    return (choice(form) or "").startswith("name:")


def may_be_name(form: str, text: str) -> bool:
    """Whether a word is written as a name and is no word of the trade."""
    return text[0].isupper() and len(text) > 1 and form[0] != "#" and not is_common(form)


def _tidy(headline: str) -> str:
    if headline.isascii():
        text = headline.replace('"', "'").replace("`", "'")
    else:
        text = unicodedata.normalize("NFKC", _repaired(headline)).translate(_MARKS)
    text = split_outlet(" ".join(text.split()))[0]
    return re.sub(r"\s*-+\s*", "-", text) if "-" in text else text


def _repaired(text: str) -> str:
    """Undo UTF-8 that was read in a legacy encoding, which feeds are full of."""
    for trace, encoding in (("â€", "cp1252"), ("‚Ä", "mac_roman")):
        if trace in text:
            try:
                return text.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
    return text


def _one_hyphenation(headline: str) -> str:
    """Without the slug of a wire ("UPDATE 2-") and hyphens that some desks leave out (bail-out)."""
    slug, loose = _hyphens()
    found = slug.match(headline)
    return loose.sub(r"\1", headline[found.end() :] if found else headline)


# Compiled when first needed: a run that compares no headlines does not pay for them.
@cache
def _hyphens() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"(?:(?:UPDATE|WRAPUP|RPT|EXCLUSIVE|CORRECTED|REFILE)[ -]*\d*-)+", re.I),
        re.compile(r"\b(re|co|e)-(?=[a-z])|(?<=[a-z])-(?=(?:out|off|up|down|over|by)\b)", re.I),
    )


# An abbreviation, a figure, a letter of a script that does not part words, or a word.
_TOKEN = pattern(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,]\d+)*"
    r"|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_ASCII_TOKEN = pattern(  # the same in ASCII; a tenth as dear to compile
    r"(?:[A-Za-z]\.){2,}|[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+(?:'[A-Za-z]+)*"
)


def _tokens(headline: str) -> list[str]:
    return (_ASCII_TOKEN if headline.isascii() else _TOKEN).findall(headline)


def _is_sentence_case(texts: Sequence[str]) -> bool:
    long = [text for text in texts[1:] if len(text) > 3]
    return 2 * sum([text[0].islower() for text in long]) >= len(long)


def _forms(tokens: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each word or figure in its one form, and as it stands in the headline."""
    lone = list(map(_lone_form, tokens))
    if None not in lone:
        return tuple(filter(None, lone)), tuple(tokens)
    forms, texts, index = [], [], 0
    while index < len(tokens):
        form, after = lone[index], index + 1
        if form is None:
            form, after = _joint_form(tokens, index)
        forms.append(form)
        texts.append(" ".join(tokens[index:after]))
        index = after
    return tuple(forms), tuple(texts)


@lru_cache(maxsize=_WORDS_KEPT)
def _lone_form(token: str) -> str | None:
    """The form of a word that stands for itself; None if it depends on the words that follow."""
    word = _plain(token)
    if token[0].isdigit() or word in _FIGURE_WORDS or word in _COMPOUND_STARTS:
        return None
    return canonical(word)


def _joint_form(tokens: Sequence[str], index: int) -> tuple[str, int]:
    """The form of what starts at tokens[index], and where that ends."""
    word = _plain(tokens[index])
    if tokens[index][0].isdigit() or word in _FIGURE_WORDS:
        return _figure(tokens, index)
    if index + 1 < len(tokens):
        compound = COMPOUNDS.get((word, _plain(tokens[index + 1])))
        if compound:
            return compound, index + 2
    return canonical(word), index + 1


def _plain(token: str) -> str:
    if token in ("US", "U.S."):
        return "usa"  # and no pronoun
    word = token.lower()
    if word.endswith("n't"):
        return "not"
    return word.removesuffix("'s").replace("'", "").replace(".", "")


def _figure(tokens: Sequence[str], index: int) -> tuple[str, int]:
    """The figure that starts at tokens[index], and where it ends: "2.5 million" -> "#2500000"."""
    value = _value(tokens[index].lower())
    index += 1
    if value is None:
        return tokens[index - 1].lower(), index
    for word in map(str.lower, tokens[index:]):
        if word in _MAGNITUDES:
            value *= _MAGNITUDES[word]
        elif value in range(20, 100, 10) and 0 < _NUMBERS.get(word, 0) < 10:
            value += _NUMBERS[word]
        elif word not in ("st", "nd", "rd", "th"):
            break
        index += 1
    return f"#{value:.12g}", index


def _value(word: str) -> float | None:
    for table in (_NUMBERS, _ORDINAL_NUMBERS, _MAGNITUDES):
        if word in table:
            return float(table[word])
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None  # a date or a version


def _negated(statement: Sequence[str]) -> frozenset[str]:
    turned: set[str] = set()
    for index, form in enumerate(statement):
        if form in NEGATORS:
            turned.update(statement[index + 1 : index + 1 + _NEGATION_REACH])
    return frozenset(turned)
