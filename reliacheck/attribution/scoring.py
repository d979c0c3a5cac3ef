"""How probable it is that a sentence carries attributed content."""

from __future__ import annotations

from itertools import repeat
from math import exp

from reliacheck.article import Article
from reliacheck.attribution.features import features_of
from reliacheck.attribution.tokens import read_sentences
from reliacheck.attribution.weights import UNIT, load_weights

# From here on a sentence is called attributed. Unattributed ones are fewer, so what is best for
# both classes alike (macro-F1, cross-validated on the training data) lies above one half.
THRESHOLD = 0.55


def probabilities(article: Article) -> tuple[float, ...]:
    """P(attributed) of each of an article's sentences; English is taken for granted."""
    return article.memo(_probabilities)


def _probabilities(article: Article) -> tuple[float, ...]:
    weights = load_weights()
    weight_of = weights.of.get
    found = []
    for features in features_of(article, read_sentences(article, weights.ordinary)):
        evidence = weights.intercept + sum(map(weight_of, features, repeat(0)))
        found.append(1 / (1 + exp(-(weights.slope * evidence / UNIT + weights.shift))))
    return tuple(found)
