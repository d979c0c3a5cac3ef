"""How probable it is that a sentence carries attributed content."""

from __future__ import annotations

from itertools import repeat
from math import exp

from reliacheck.article import Article
from reliacheck.attribution.features import features_of
from reliacheck.attribution.tokens import Reading, read_sentences
from reliacheck.attribution.weights import UNIT, load_weights

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


def all_features(article: Article) -> list[set[str]]:
    """The features of every sentence of an article, in order; computed once."""
    return article.memo(_features)


def _features(article: Article) -> list[set[str]]:
    return features_of(article, readings_of(article))


def _probabilities(article: Article) -> tuple[float, ...]:
    weights = load_weights()
    weight_of = weights.of.get
    found = []
    for features in all_features(article):
        evidence = weights.intercept + sum(map(weight_of, features, repeat(0)))
        found.append(1 / (1 + exp(-(weights.slope * evidence / UNIT + weights.shift))))
    return tuple(found)
