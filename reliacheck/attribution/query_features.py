"""What the model of queries looks at in a sentence: names of features.

Those of `features`; classes of words that editors stop at, and pairs of these; how probable it is
that the sentence and its neighbours are attributed, and to what kind of source. Most of these stand
beside how well the sentence is attributed (low, middle, high): a figure asks for a source where
there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reliacheck.article import Article
from reliacheck.attribution.analysis import attribute
from reliacheck.attribution.features import STEM
from reliacheck.attribution.model import Attributed
from reliacheck.attribution.query_words import CLAIMING, PAIRS, classes_of
from reliacheck.attribution.scoring import probabilities, readings_of
from reliacheck.attribution.tokens import DAY, NAME, Reading
from reliacheck.text.attribution import unquoted_lower
from reliacheck.text.patterns import pattern

_WORD = pattern(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LOW, _HIGH = 0.35, 0.7  # probabilities that bound the states L, M and H
_FIRST_PERSON = frozenset("I my we our".split())
_SOME, _MUCH = 0.03, 0.12  # shares of sentences in the first person
_QUOTED = (0.0, 0.2, 0.6)
_NAMES = frozenset((NAME, f"{NAME}'s"))


def own_features(article: Article) -> list[set[str]]:
    """The features of each sentence of an article beyond those of `features`, in order."""
    chances = probabilities(article)
    attributed = attribute(article)
    readings = readings_of(article)
    lower = _words_of(article)
    whole, person = _of_article(chances, readings)
    found = []
    last = len(readings) - 1
    for number, reading in enumerate(readings):
        one = attributed[number]
        state = _state(chances[number])
        both = _of_reading(reading)
        both.update(_of_words(_WORD.findall(lower, one.sentence.start, one.sentence.end)))
        both.add(person)
        features = both.union([_beside(name, state) for name in both], _of_source(one, state))
        features.update(
            (
                whole,
                f"=chance {min(9, int(chances[number] * 10))}",
                f"=before {_fifth(chances[number - 1]) if number else 'none'}",
                f"=behind {_fifth(chances[number + 1]) if number < last else 'none'}",
                f"=place {5 * number // len(readings)}",
            )
        )
        found.append(features)
    return found


def word_features(article: Article, number: int) -> list[tuple[str, list[str]]]:
    """Each word of a sentence, in small letters, with the features it has a hand in by itself."""
    sentence = article.sentences[number]
    state = _state(probabilities(article)[number])
    found = []
    for word in dict.fromkeys(_WORD.findall(_words_of(article), sentence.start, sentence.end)):
        names = [word]
        if len(word) > STEM:
            names.append(f"{word[:STEM]}~")
        for name in classes_of().get(word, ()):
            names += [f"={name}", _beside(f"={name}", state)]
        found.append((word, names))
    return found


def _words_of(article: Article) -> str:
    return unquoted_lower(article).replace("’", "'")


def _of_article(chances: Sequence[float], readings: Sequence[Reading]) -> tuple[str, str]:
    """How much of it is attributed, and how much of it is the writer's "I"."""
    count = max(1, len(readings))
    share = (
        sum(not _FIRST_PERSON.isdisjoint(one.tokens) and one.quoted < _SOME for one in readings)
        / count
    )
    person = 0 if share < _SOME else 1 if share < _MUCH else 2
    return f"=article {min(5, int(6 * sum(chances) / count))}", f"=person {person}"


@cache
def _beside(name: str, state: str) -> str:
    return f"{name} {state}"


def _state(chance: float) -> str:
    return "L" if chance < _LOW else "M" if chance < _HIGH else "H"


def _fifth(chance: float) -> int:
    return min(4, int(chance * 5))


def _of_reading(reading: Reading) -> set[str]:
    """Figures, days, names, quotations, length."""
    tokens = reading.tokens
    names = sum(token in _NAMES for token in tokens)
    quoted = sum(reading.quoted > border for border in _QUOTED)
    found = {f"=names {min(3, names)}", f"=quoted {quoted}", f"=length {min(6, len(tokens) // 6)}"}
    if tokens:
        found.add(f"=first {tokens[0].lower()}")
        if tokens[-1] == "?":
            found.add("=asked")
    figures = [token for token in tokens if token[0] in "0$"]
    if figures:
        found.add("=figure")
        if "$" in figures or "0%" in figures:
            found.add("=amount")
    if DAY in tokens:
        found.add("=day")
    if "<q>" in tokens:
        found.add("=phrase quoted")
    return found


def _of_words(words: list[str]) -> set[str]:
    """The classes of words, and pairs of classes near each other."""
    classes = classes_of()
    seen: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for name in classes.get(word, ()):
            seen.setdefault(name, []).append(at)
    found = {f"={name}" for name in seen}
    for first, second, far in PAIRS:
        if first in seen and second in seen:
            places = seen[first]
            if any(0 < there - here <= far for there in seen[second] for here in places):
                found.add(f"={first} {second}")
    found.add(f"=claims {min(5, len(CLAIMING & seen.keys()))}")
    return found


def _of_source(one: Attributed, state: str) -> tuple[str, ...]:
    kind = one.source.kind if one.source else "none"
    return f"=source {kind}", f"=source {kind} {state}", f"=source {kind} {one.explicit:d}"
