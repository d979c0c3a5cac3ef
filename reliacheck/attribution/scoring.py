"""How probable it is that a sentence carries attributed content."""

from __future__ import annotations

from functools import cache
from math import exp

from reliacheck.article import Article
from reliacheck.attribution.features import Vocabulary, Weighed, weighed_features
from reliacheck.attribution.tokens import Reading, read_sentences
from reliacheck.attribution.weights import QUERIES, UNIT, load_weights

# From here on a sentence is called attributed. Unattributed ones are fewer, so what is best for
# both classes alike (macro-F1, cross-validated on the training data) lies above one half.
THRESHOLD = 0.55


def probabilities(article: Article) -> tuple[float, ...]:
    """P(attributed) of each of an article's sentences; English is taken for granted."""
    return article.memo(_probabilities)


def readings_of(article: Article) -> list[Reading]:
    """Every sentence of an article in masked tokens, in order; computed once."""
    return article.memo(_readings)


def _readings(article: Article) -> list[Reading]:
    return read_sentences(article, load_weights().ordinary)


def all_features(article: Article) -> list[Weighed]:
    """The features of each sentence of an article, in order, that a model of the package may weigh.

    `features_of` tells those that have no weight as well.
    """
    return [features for features, _ in article.memo(_weighed)]


def _probabilities(article: Article) -> tuple[float, ...]:
    weights = load_weights()
    found = []
    for _, weight in article.memo(_weighed):
        evidence = weights.intercept + weight
        found.append(1 / (1 + exp(-(weights.slope * evidence / UNIT + weights.shift))))
    return tuple(found)


def _weighed(article: Article) -> list[tuple[Weighed, int]]:
    """The features of each sentence and what they weigh together, added up while at hand."""
    features = weighed_features(article, readings_of(article), _vocabulary())
    return [(one, sum(one.values())) for one in features]


@cache
def _vocabulary() -> Vocabulary:
    """What has a weight here or, where it weighs nothing here, in the model of queries."""
    with open(QUERIES, encoding="utf-8") as stream:  # noqa: PTH123 - pathlib is dear to import
        # The file's numbers are among them, which no sentence has: to leave them out takes longer.
        known = dict.fromkeys(stream.read().replace("\n", "\t").split("\t"), 0)
    known.update(load_weights().of)
    return Vocabulary(known)
