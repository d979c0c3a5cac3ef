"""Which sentences a desk editor would query over their sourcing, and what about them.

The weights are trained on articles marked up by reading (tools/train_queries.py); the model is
described in MODEL_CARD.md.
"""

from __future__ import annotations

from functools import cache
from itertools import repeat
from math import exp
from typing import Literal, NamedTuple

from reliacheck.article import Article
from reliacheck.attribution.query_features import OwnFeatures, word_features
from reliacheck.attribution.scoring import all_features
from reliacheck.attribution.weights import QUERIES, UNIT

# What about it is asked: any source, where none is given; who the source is that stands there, or
# hides ("critics say", "an official", "reportedly"); the first by what it is wanted for: a figure,
# a charge, a cause, or another claim.
Question = Literal["source", "hidden", "number", "accusation", "cause", "claim"]
QUESTIONS: tuple[Question, ...] = ("source", "hidden", "number", "accusation", "cause", "claim")


_TELLING = 15  # hundredths of log odds, from which on a word is told


class Head(NamedTuple):
    """A logistic regression for one question; evidence is in hundredths of log odds."""

    intercept: int
    slope: float
    shift: float
    of: dict[str, int]

    def chance(self, features: set[str]) -> float:
        """The probability that these features give."""
        evidence = self.intercept + sum(map(self.of.get, features, repeat(0)))
        return 1 / (1 + exp(-(self.slope * evidence / UNIT + self.shift)))


def queried(article: Article, question: Question, number: int) -> float:
    """P(a desk editor asks this) of a sentence of an article, 0..1, calibrated.

    `number` is the sentence's place in `article.sentences`. English is taken for granted:
    `is_assessed` tells.
    """
    return load_heads()[question].chance(article.memo(_Held).of(number))


def needs_source(article: Article) -> tuple[float, ...]:
    """P(a desk editor asks for a source where none is given) of each sentence, 0..1."""
    return tuple(queried(article, "source", number) for number in range(len(article.sentences)))


def telling_words(
    article: Article, number: int, question: Question, most: int = 3
) -> tuple[str, ...]:
    """The words of a sentence, in small letters, that speak most for the question; at most so many.

    What else the model goes by (how well the sentence is attributed, what stands around it) is in
    no word.
    """
    weigh = load_heads()[question].of.get
    scored = []
    for word, features in word_features(article, number):
        weight = sum(weigh(name, 0) for name in features)
        if weight >= _TELLING:
            scored.append((-weight, word))
    return tuple(word for _, word in sorted(scored)[:most])


class _Held:
    """The features of sentences that may have a weight, as they are asked for."""

    def __init__(self, article: Article) -> None:
        self._base = all_features(article)
        self._own = OwnFeatures(article)
        self._of: dict[int, set[str]] = {}

    def of(self, number: int) -> set[str]:
        found = self._of.get(number)
        if found is None:
            found = self._of[number] = self._own.of(number)
            found.update(_known().intersection(self._base[number]))
        return found


@cache
def _known() -> frozenset[str]:
    """The features that have a weight in some head: few of those that a sentence has."""
    return frozenset[str]().union(*(head.of for head in load_heads().values()))


@cache
def load_heads() -> dict[Question, Head]:
    """The shipped weights, read when they are first asked for."""
    with open(QUERIES, encoding="utf-8") as stream:  # noqa: PTH123
        return parse(stream.read())


def parse(text: str) -> dict[Question, Head]:
    """The heads that a file holds: a paragraph each."""
    _, *paragraphs = text.rstrip("\n").split("\n\n")
    return dict(zip(QUESTIONS, map(_head, paragraphs), strict=True))


def _head(paragraph: str) -> Head:
    first, *lines = paragraph.split("\n")
    _, intercept, slope, shift = first.split("\t")
    of: dict[str, int] = {}
    for line in lines:
        weight, *features = line.split("\t")
        of.update(dict.fromkeys(features, int(weight)))
    return Head(int(intercept), float(slope), float(shift), of)


def written(heads: dict[Question, Head]) -> str:
    """The file that holds these heads."""
    paragraphs = [
        "# The weights of reliacheck/attribution/queries.py, made by tools/train_queries.py:"
        " see MODEL_CARD.md"
    ]
    for question in QUESTIONS:
        head = heads[question]
        lines = [f"{question}\t{head.intercept}\t{head.slope}\t{head.shift}"]
        by_weight: dict[int, list[str]] = {}
        for feature, weight in head.of.items():
            by_weight.setdefault(weight, []).append(feature)
        for weight, features in sorted(by_weight.items()):
            lines.append("\t".join([str(weight), *sorted(features)]))
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs) + "\n"
