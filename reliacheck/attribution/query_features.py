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
from reliacheck.attribution.tokens import DAY, NAME, NUMBER, Reading
from reliacheck.text.attribution import unquoted_lower
from reliacheck.text.patterns import pattern

_WORD = pattern(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LOW, _HIGH = 0.35, 0.7  # probabilities that bound the states L, M and H
_FIRST_PERSON = frozenset("I my we our".split())
_SOME, _MUCH = 0.03, 0.12  # shares of sentences in the first person
_WHOSE, _SHARE = f"{NAME}'s", f"{NUMBER}%"
_BORDERS = (0.0, 0.2, 0.6)
_NAMES = tuple(f"=names {number}" for number in range(4))
_QUOTED = tuple(f"=quoted {number}" for number in range(4))
_LENGTHS = tuple(f"=length {number}" for number in range(7))
_CHANCES = tuple(f"=chance {number}" for number in range(10))
_BEHIND = tuple(f"=behind {number}" for number in range(5))
_BEFORE = tuple(f"=before {number}" for number in range(5))
_PLACES = tuple(f"=place {number}" for number in range(5))


class OwnFeatures:
    """The features of an article's sentences beyond those of `features`, made as they are asked
    for."""

    def __init__(self, article: Article) -> None:
        self._chances = probabilities(article)
        self._attributed = attribute(article)
        self._readings = readings_of(article)
        self._words = _words_of(article)
        self._whole, self._person = _of_article(self._chances, self._readings)

    def of(self, number: int) -> set[str]:
        """Those of a sentence by its place in `article.sentences`."""
        chances, one = self._chances, self._attributed[number]
        count, chance = len(chances), chances[number]
        state = _state(chance)
        both = _of_reading(self._readings[number])
        both.update(_of_words(_WORD.findall(self._words, one.sentence.start, one.sentence.end)))
        both.add(self._person)
        features = both.union(map(_BESIDE[state].__getitem__, both), _of_source(one, state))
        features.update(
            (
                self._whole,
                _CHANCES[min(9, int(chance * 10))],
                _BEFORE[_fifth(chances[number - 1])] if number else "=before none",
                _BEHIND[_fifth(chances[number + 1])] if number + 1 < count else "=behind none",
                _PLACES[5 * number // count],
            )
        )
        return features


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
            names += [f"={name}", _BESIDE[state][f"={name}"]]
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


class _Beside(dict[str, str]):
    """The names of features beside a state; each is put together once."""

    def __init__(self, state: str) -> None:
        self._state = state

    def __missing__(self, name: str) -> str:
        self[name] = found = f"{name} {self._state}"
        return found


_BESIDE = {state: _Beside(state) for state in "LMH"}


def _state(chance: float) -> str:
    return "L" if chance < _LOW else "M" if chance < _HIGH else "H"


def _fifth(chance: float) -> int:
    return min(4, int(chance * 5))


def _of_reading(reading: Reading) -> set[str]:
    """Figures, days, names, quotations, length."""
    tokens = reading.tokens
    count = tokens.count
    found = {
        _NAMES[min(3, count(NAME) + count(_WHOSE))],
        _QUOTED[sum(reading.quoted > border for border in _BORDERS) if reading.quoted else 0],
        _LENGTHS[min(6, len(tokens) // 6)],
    }
    if tokens:
        found.add(f"=first {tokens[0].lower()}")
        if tokens[-1] == "?":
            found.add("=asked")
    amount = "$" in tokens or _SHARE in tokens
    # "$5," is masked as "$5"
    if amount or NUMBER in tokens or " $" in " ".join(tokens):
        found.add("=figure")
        if amount:
            found.add("=amount")
    if DAY in tokens:
        found.add("=day")
    if "<q>" in tokens:
        found.add("=phrase quoted")
    return found


def _of_words(words: list[str]) -> set[str]:
    """The classes of words, and pairs of classes near each other."""
    classes = _class_features()
    found = set[str]().union(*map(classes.__getitem__, classes.keys() & words))
    found.add(f"=claims {min(5, len(_CLAIMING & found))}")
    for first, second, name, far in _PAIRS:
        if first in found and second in found and _stand_near(words, first, second, far):
            found.add(name)
    return found


_CLAIMING = frozenset(f"={name}" for name in CLAIMING)
_PAIRS = tuple((f"={one}", f"={other}", f"={one} {other}", far) for one, other, far in PAIRS)
_NONE: tuple[str, ...] = ()


@cache
def _class_features() -> dict[str, tuple[str, ...]]:
    return {word: tuple(f"={name}" for name in names) for word, names in classes_of().items()}


def _stand_near(words: list[str], first: str, second: str, far: int) -> bool:
    """Whether a word of one class stands at most so many words behind one of another."""
    classes = _class_features()
    last = -far - 1
    for at, word in enumerate(words):
        names = classes.get(word, _NONE)
        if second in names and at - last <= far:
            return True
        if first in names:
            last = at
    return False


@cache
def _source_features(kind: str, state: str, explicit: bool) -> tuple[str, str, str]:
    return f"=source {kind}", f"=source {kind} {state}", f"=source {kind} {explicit:d}"


def _of_source(one: Attributed, state: str) -> tuple[str, str, str]:
    return _source_features(one.source.kind if one.source else "none", state, one.explicit)
