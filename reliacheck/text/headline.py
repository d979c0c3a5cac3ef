"""Comparing two headlines: would an editor call them the same?

Shared words alone call "13 dead in Iraq" and "16 killed in north Iraq" the same headline, though
they are one template filled in twice. So words are first brought to one form (headline_words.py);
then what the headlines share is weighed against what they contradict (figures, places, opposites,
negations, names in the same slot) by a small logistic regression.

How well that does is measured in docs/measurements/headlines.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import exp
from typing import NamedTuple

from reliacheck.text.headline_outlets import split_outlet
from reliacheck.text.headline_reading import (
    Reading,
    Word,
    content_words,
    is_place,
    may_be_name,
    read,
    weight_of,
)
from reliacheck.text.headline_words import NEGATORS, choice, is_common, word_set
from reliacheck.text.likeness import ratio, token_set_ratio

__all__ = [
    "Features",
    "HeadlineMatch",
    "compare_headlines",
    "features_of",
    "normalise",
    "split_outlet",
]

# Bias, then one weight a feature. Fitted on STS headlines (train) by tools/fit_headlines.py, which
# says so if these are not what it finds.
_WEIGHTS: tuple[float, ...] = (-9.44, 4.32, 3.1, 5.63, 0.72, 2.02, -4.31)
_SIMILARITY_WEIGHTS: tuple[float, ...] = (-0.06, 0.56, -0.03, 0.25, 0.05, 0.23, -0.15)

# Same after normalisation. Not 1: two stories may share a rubric ("Weather").
_IDENTICAL = 0.995
# Headlines that conflict and are the same otherwise score at most 1 - this. Of 76 such pairs in
# STS headlines (train) the raters called 2 the same, 44 something between.
_TEMPLATE = 0.9
# Shared content words beyond this many are no further evidence.
_ENOUGH_SHARED = 6
_LONGEST_NAME = 3
_LONGEST_ABBREVIATION = 5
# Who does it to whom makes no difference.
_RECIPROCAL = word_set("meet talk clash agree deal v vs")
# From this rapidfuzz ratio on, two names with the same initial are one name in two spellings.
_SAME_NAME = 70


class HeadlineMatch(NamedTuple):
    """How far two headlines are the same. All floats are 0..1 and do not depend on the order."""

    score: float
    """Calibrated probability that an editor calls the two the same or nearly the same statement."""
    identical: bool
    """Equal but for case, quotes, dashes, spaces, outlet and final stop. Nothing equals nothing."""
    conflicts: tuple[str, ...]
    """What the two say differently: "number 13 / 16", "name Iraq / Syria", "negation"."""
    similarity: float
    """Closeness in meaning, as people grade it; says less than `score` about sameness."""
    overlap: float
    """Dice coefficient of the words in their one form, stop words counting little."""
    containment: float
    """Share of the shorter headline's words that the other has."""
    spelling: float
    """rapidfuzz token_set_ratio of the words in their one form."""


class Features(NamedTuple):
    """What the score is made of, 0..1 each; those of the match mean what they mean there."""

    overlap: float
    containment: float
    shared: float
    """How many content words the two share, as a share of enough."""
    opening: float
    """Whether their first content word is the same."""
    spelling: float
    conflict: float
    """Whether they contradict each other."""


def compare_headlines(a: str, b: str) -> HeadlineMatch:
    """How far headlines `a` and `b` are the same; outlets in them do not count."""
    one, other = read(a), read(b)
    if one.normal == other.normal:
        return _SAME if one.normal else _NOTHING
    features, conflicts = _weigh(one, other)
    score = 1 / (1 + exp(-_linear(_WEIGHTS, features)))
    ceiling = 1 - _TEMPLATE * _skeleton(one, other, conflicts) if conflicts else _IDENTICAL
    return HeadlineMatch(
        score=min(score, ceiling),
        identical=False,
        conflicts=tuple([_described(conflict, one, other) for conflict in conflicts]),
        similarity=min(max(_linear(_SIMILARITY_WEIGHTS, features), 0.0), 1.0),
        overlap=features.overlap,
        containment=features.containment,
        spelling=features.spelling,
    )


def features_of(a: str, b: str) -> Features:
    """The features of a pair, for fitting the weights."""
    return _weigh(read(a), read(b))[0]


def normalise(headline: str) -> str:
    """The headline as it is compared for being identical; "" if it says nothing."""
    return read(headline).normal


_SAME = HeadlineMatch(_IDENTICAL, True, (), 1.0, 1.0, 1.0, 1.0)
_NOTHING = HeadlineMatch(0.0, False, (), 0.0, 0.0, 0.0, 0.0)


def _linear(weights: Sequence[float], features: Sequence[float]) -> float:
    pairs = zip(weights[1:], features, strict=True)
    return weights[0] + sum([weight * feature for weight, feature in pairs])


class _Conflict(NamedTuple):
    kind: str
    a: frozenset[str]
    b: frozenset[str]


def _weigh(a: Reading, b: Reading) -> tuple[Features, list[_Conflict]]:
    shared = a.content & b.content
    common = weight_of(shared, a.bag & b.bag)
    # Headlines that share nothing do not contradict each other either.
    conflicts = list(_conflicts(a, b)) if shared else []
    features = Features(
        overlap=2 * common / ((a.weight + b.weight) or 1),
        containment=common / (min(a.weight, b.weight) or 1),
        shared=min(len(shared) / _ENOUGH_SHARED, 1.0),
        opening=float(bool(shared) and a.statement[0] == b.statement[0]),
        spelling=token_set_ratio(a.running, b.running) / 100,
        conflict=float(bool(conflicts)),
    )
    return features, conflicts


def _skeleton(a: Reading, b: Reading, conflicts: Iterable[_Conflict]) -> float:
    """Dice coefficient of what is left of the headlines without what they contradict."""
    contradicted = frozenset[str]().union(*[conflict.a | conflict.b for conflict in conflicts])
    rest_a, rest_b = a.bag - contradicted, b.bag - contradicted
    content_a, content_b = a.content - contradicted, b.content - contradicted
    total = weight_of(content_a, rest_a) + weight_of(content_b, rest_b)
    return 2 * weight_of(content_a & content_b, rest_a & rest_b) / (total or 1)


def _conflicts(a: Reading, b: Reading) -> Iterator[_Conflict]:
    if a.figures != b.figures:
        yield from _figures(a.figures, b.figures)
    if a.choosing and b.choosing:
        yield from _choices(a.choosing - b.bag, b.choosing - a.bag)
    if a.negated or b.negated:
        yield from _negations(a, b)
    if a.content == b.content:
        yield from _reversed_roles(a, b)
    else:
        yield from _renamed(a, b)


def _figures(a: Sequence[str], b: Sequence[str]) -> Iterator[_Conflict]:
    more_in_a = frozenset([figure for figure in a if a.count(figure) > b.count(figure)])
    more_in_b = frozenset([figure for figure in b if b.count(figure) > a.count(figure)])
    if more_in_a and more_in_b:
        yield _Conflict("number", more_in_a, more_in_b)


def _negations(a: Reading, b: Reading) -> Iterator[_Conflict]:
    """One of them turns round what the other says; that both are negative is no conflict."""
    count_a, count_b = (sum([form in NEGATORS for form in reading.forms]) for reading in (a, b))
    if count_a != count_b and a.negated & b.bag != b.negated & a.bag:
        yield _Conflict("negation", a.bag & NEGATORS, b.bag & NEGATORS)


def _choices(only_a: Iterable[str], only_b: Iterable[str]) -> Iterator[_Conflict]:
    """Words that exclude each other: open and close, Iraq and Syria."""
    chosen_a, chosen_b = _chosen(only_a), _chosen(only_b)
    for kind in sorted(chosen_a.keys() & chosen_b.keys()):
        yield _Conflict(kind, frozenset(chosen_a[kind]), frozenset(chosen_b[kind]))


def _chosen(forms: Iterable[str]) -> dict[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    for form in forms:
        chosen.setdefault(choice(form) or "", []).append(form)
    return chosen


def _renamed(a: Reading, b: Reading) -> Iterator[_Conflict]:
    """One name in the other's place, all else being the same."""
    start, end = _common_ends(a.statement, b.statement)
    slots = slice(start, len(a.statement) - end), slice(start, len(b.statement) - end)
    forms_a, forms_b = a.statement[slots[0]], b.statement[slots[1]]
    if start + end == 0 or not (_could_name(forms_a) and _could_name(forms_b)):
        return
    name_a, name_b = content_words(a)[slots[0]], content_words(b)[slots[1]]
    if not (_are_names(name_a) and _are_names(name_b) and set(forms_a).isdisjoint(forms_b)):
        return
    if not _may_be_one(name_a, name_b):
        yield _Conflict("name:other", frozenset(forms_a), frozenset(forms_b))


def _could_name(forms: Sequence[str]) -> bool:
    return 0 < len(forms) <= _LONGEST_NAME and all(
        is_place(form) or not is_common(form) for form in forms
    )


def _common_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How many words the two have in common at the start, and after that at the end."""
    start, end, room = 0, 0, min(len(a), len(b))
    while start < room and a[start] == b[start]:
        start += 1
    while end < room - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return start, end


def _are_names(words: Sequence[Word]) -> bool:
    """Whether all may be names, and one is for certain."""
    return any(word.named for word in words) and all(
        word.named or may_be_name(word.form, word.text) for word in words
    )


def _may_be_one(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether they may be a town and its country, a name and its short form, or two spellings."""
    if any(is_place(word.form) for word in a) != any(is_place(word.form) for word in b):
        return True
    if _is_abbreviation(a) != _is_abbreviation(b):
        return True
    name_a, name_b = (" ".join([word.form for word in name]) for name in (a, b))
    return name_a[0] == name_b[0] and ratio(name_a, name_b) >= _SAME_NAME


def _is_abbreviation(name: Sequence[Word]) -> bool:
    text = name[0].text
    return len(name) == 1 and len(text) <= _LONGEST_ABBREVIATION and not text[1:].islower()


def _reversed_roles(a: Reading, b: Reading) -> Iterator[_Conflict]:
    """ "Iran strikes Israel" for "Israel strikes Iran", but not for "Israel is struck by Iran"."""
    if ("by" in a.bag) != ("by" in b.bag) or a.bag & _RECIPROCAL:
        return
    pairs = zip(a.statement, b.statement, strict=False)
    moved = [place for place, (form, other) in enumerate(pairs) if form != other]
    if len(a.statement) != len(b.statement) or len(moved) != 2:
        return
    swapped = [a.statement[place] for place in moved]
    if swapped[::-1] != [b.statement[place] for place in moved]:
        return
    apart = moved[1] - moved[0] > 1  # else a list
    names = (content_words(reading) for reading in (a, b))
    if all(form[0] == "#" for form in swapped) or (
        apart and any(all(words[place].named for place in moved) for words in names)
    ):
        yield _Conflict("order", frozenset(swapped), frozenset(swapped))


def _described(conflict: _Conflict, a: Reading, b: Reading) -> str:
    kind = conflict.kind.partition(":")[0]
    if kind == "negation":
        return kind
    return f"{kind} {_texts(conflict.a, a)} / {_texts(conflict.b, b)}"


def _texts(forms: frozenset[str], reading: Reading) -> str:
    pairs = zip(reading.forms, reading.texts, strict=True)
    return ", ".join(dict.fromkeys(text for form, text in pairs if form in forms))
