"""Train the weights of reliacheck/attribution on labelled articles.

    python tools/train_attribution.py --data ../shared/data [--check]

Reads attribution/polnear_train.jsonl.gz under --data (PolNeAR 1.0: Newell, Margolin and Ruths 2018)
and nothing else. Prints how the model does on the articles that a fold left out, and writes
reliacheck/attribution/weights.txt; with --check it only compares, and exits with 1 where the file
is another. Deterministic: sums run in one order, the minimum is found to more digits than are
written. Takes about two minutes of one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reliacheck.article import Article, Part  # noqa: E402  the checkout, installed or not
from reliacheck.attribution.features import features_of  # noqa: E402
from reliacheck.attribution.gold import sentences_with_content  # noqa: E402
from reliacheck.attribution.scoring import THRESHOLD  # noqa: E402
from reliacheck.attribution.tokens import read_sentences, words_of  # noqa: E402
from reliacheck.attribution.weights import FILE, UNIT, Weights, written  # noqa: E402
from reliacheck.source import Source  # noqa: E402

# Chosen by cross-validation on train (docs/measurements/attribution.md).
RIDGE = 14.0
FEWEST = 12  # sentences that a feature must be in
ORDINARY = 5  # times that a word must be met in small letters
FOLDS = 5

NEWTON_STEPS = 20
CG_STEPS = 200
# The length of the gradient at which the minimum is found: for weights that are written, and for
# those of a fold, which are only measured.
EXACT, NEARLY = 1e-6, 1e-1

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Span = tuple[int, int]


class Labelled(NamedTuple):
    article: Article
    gold: list[float]  # of each sentence, the share of annotators who call it attributed


class Rows(NamedTuple):
    """Which features are in each sentence, as pairs of numbers in order of sentences."""

    sentences: Integers
    features: Integers
    size: int  # sentences
    width: int  # features

    def evidence(self, weights: Floats) -> Floats:
        """The sum of the weights of each sentence's features."""
        return np.bincount(self.sentences, weights[self.features], self.size)

    def gathered(self, values: Floats) -> Floats:
        """Of each feature, the sum of the values of its sentences."""
        return np.bincount(self.features, values[self.sentences], self.width)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    beside = ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=beside, help="folder of the labelled data")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(argv)
    made = written(train(options.data)).encode()
    print(f"{len(made):,} bytes")
    target = Path(FILE)
    if options.check:
        same = target.read_bytes() == made
        print("the weights in the package are", "these" if same else "OTHERS")
        return 0 if same else 1
    target.write_bytes(made)
    return 0


def train(data: Path) -> Weights:
    labelled = read_labelled(data / "attribution" / "polnear_train.jsonl.gz")
    articles = [one.article for one in labelled]
    ordinary = ordinary_words(articles)
    found = [
        features
        for article in articles
        for features in features_of(article, read_sentences(article, ordinary))
    ]
    gold = np.array([share for one in labelled for share in one.gold])
    names = vocabulary(found)
    rows = rows_of(found, names)
    print(f"{len(articles)} articles, {rows.size} sentences, {len(names)} features")
    fold_of = np.repeat(
        np.arange(len(articles)) % FOLDS, [len(article.sentences) for article in articles]
    )
    slope, shift = calibrated(cross_validated(rows, gold, fold_of), gold)
    weights = fit(rows, gold, EXACT)
    whole = np.rint(weights * UNIT).astype(int).tolist()
    of = {name: weight for name, weight in zip(names, whole, strict=False) if weight}
    return Weights(whole[-1], slope, shift, ordinary, of)


# Reading


def read_labelled(path: Path) -> list[Labelled]:
    """The articles of a file with what the annotators say of each sentence."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_labelled(json.loads(line)) for line in lines]


def _labelled(record: Mapping[str, object]) -> Labelled:
    text, annotations = record["text"], record["annotations"]
    assert isinstance(text, str)
    assert isinstance(annotations, dict)
    article = plain_article(text)
    votes = [sentences_with_content(article, _contents(spans)) for spans in annotations.values()]
    return Labelled(article, [sum(one) / len(votes) for one in zip(*votes, strict=True)])


def _contents(annotation: Sequence[Mapping[str, Sequence[Span]]]) -> list[Span]:
    return [(start, end) for one in annotation for start, end in one["content"]]


def plain_article(text: str) -> Article:
    """A text whose first line is the headline and each further one a paragraph."""
    lines = [
        (found.start(), found.end(), found[0]) for found in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]
    parts = [Part("body" if number else "headline", *line) for number, line in enumerate(lines)]
    return Article(Source.from_text(text, ""), parts)


# Features


def ordinary_words(articles: Sequence[Article]) -> frozenset[str]:
    """The words that begin sentences and are met in small letters often enough."""
    small: Counter[str] = Counter()
    first: set[str] = set()
    for article in articles:
        for sentence in article.sentences:
            words = words_of(sentence.text)
            small.update([word for word in words if word.islower()])
            first.update([word.lower() for word in words[:1]])
    return frozenset(word for word in first if small[word] >= ORDINARY)


def vocabulary(found: Sequence[set[str]]) -> list[str]:
    """The features that are in enough sentences, in order."""
    counts = Counter(feature for features in found for feature in features)
    return sorted(feature for feature, count in counts.items() if count >= FEWEST)


def rows_of(found: Sequence[set[str]], names: Sequence[str]) -> Rows:
    """The sentences as numbers; the features of each in order, so that sums are the same."""
    number_of = {name: number for number, name in enumerate(names)}
    held = [sorted(number_of[one] for one in features if one in number_of) for features in found]
    sentences = np.repeat(np.arange(len(held)), [len(one) for one in held])
    features = np.array([number for one in held for number in one], dtype=np.int64)
    return Rows(sentences, features, len(held), len(names))


def without(rows: Rows, kept: NDArray[np.bool_]) -> Rows:
    """Only the sentences that are kept, numbered anew."""
    number = np.cumsum(kept) - 1
    held = kept[rows.sentences]
    return Rows(number[rows.sentences[held]], rows.features[held], int(kept.sum()), rows.width)


# Fitting


def fit(rows: Rows, gold: Floats, tolerance: float, ridge: float = RIDGE) -> Floats:
    """Weights and intercept of a ridge logistic regression, by Newton's method with conjugate
    gradients (Lin, Weng and Keerthi 2008); steps that climb are halved."""
    weights = np.zeros(rows.width + 1)
    for _ in range(NEWTON_STEPS):
        evidence = rows.evidence(weights[:-1]) + weights[-1]
        chance = logistic(evidence)
        gradient = _gathered(rows, chance - gold) + _pull(weights, ridge)
        if length(gradient) < tolerance:
            break
        step = _newton_step(rows, chance * (1 - chance), gradient, ridge)
        size, now = 1.0, _loss(rows, gold, weights, ridge)
        while size > 1e-4 and _loss(rows, gold, weights + size * step, ridge) > now:
            size /= 2
        weights = weights + size * step
    return weights


def _newton_step(rows: Rows, curvature: Floats, gradient: Floats, ridge: float) -> Floats:
    diagonal = _gathered(rows, curvature) + ridge
    step = np.zeros_like(gradient)
    rest = -gradient
    scaled = rest / diagonal
    direction, product = scaled, float((rest * scaled).sum())
    enough = min(0.1, length(gradient) ** 0.5) * length(gradient)
    for _ in range(CG_STEPS):
        if length(rest) <= enough:
            break
        moved = rows.evidence(direction[:-1]) + direction[-1]
        image = _gathered(rows, curvature * moved) + _pull(direction, ridge)
        share = product / float((direction * image).sum())
        step = step + share * direction
        rest = rest - share * image
        scaled = rest / diagonal
        last, product = product, float((rest * scaled).sum())
        direction = scaled + product / last * direction
    return step


def _gathered(rows: Rows, values: Floats) -> Floats:
    return np.append(rows.gathered(values), values.sum())


def _pull(weights: Floats, ridge: float) -> Floats:
    pull = ridge * weights
    pull[-1] = 0.0
    return pull


def _loss(rows: Rows, gold: Floats, weights: Floats, ridge: float) -> float:
    evidence = rows.evidence(weights[:-1]) + weights[-1]
    misfit = np.logaddexp(0, evidence) - gold * evidence
    return float(misfit.sum() + ridge / 2 * (weights[:-1] ** 2).sum())


def length(vector: Floats) -> float:
    return float((vector**2).sum() ** 0.5)


def logistic(evidence: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-evidence)))


def cross_validated(rows: Rows, gold: Floats, fold_of: Integers) -> Floats:
    """The evidence on each sentence by weights that were fitted without its fold."""
    evidence = np.zeros(rows.size)
    for fold in range(FOLDS):
        out = fold_of == fold
        weights = fit(without(rows, ~out), gold[~out], NEARLY)
        evidence[out] = without(rows, out).evidence(weights[:-1]) + weights[-1]
    return evidence


def calibrated(evidence: Floats, gold: Floats) -> tuple[float, float]:
    """Slope and shift that make the evidence a probability (Platt 1999); prints how it does."""
    line = np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        chance = logistic(line[0] * evidence + line[1])
        off, curve = gold - chance, chance * (1 - chance)
        hessian = [
            [(curve * evidence**2).sum(), (curve * evidence).sum()],
            [(curve * evidence).sum(), curve.sum()],
        ]
        line = line + np.linalg.solve(np.array(hessian), [(off * evidence).sum(), off.sum()])
    slope, shift = (round(float(value), 2) for value in line)
    report(logistic(slope * evidence + shift), gold > 0.5)
    return slope, shift


def report(chance: Floats, truth: NDArray[np.bool_]) -> None:
    """Prints what thresholds do on the folds left out."""
    for threshold in (0.45, 0.5, 0.55, 0.6):
        said = chance >= threshold
        attributed, plain = f1(said, truth), f1(~said, ~truth)
        print(
            f"cross-validated, {threshold}{' (shipped)' if threshold == THRESHOLD else ''}:"
            f" macro-F1 {(attributed + plain) / 2:.4f} (attributed {attributed:.4f},"
            f" unattributed {plain:.4f})"
        )


def f1(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return float(2 * (said & truth).sum() / (said.sum() + truth.sum()))


if __name__ == "__main__":
    raise SystemExit(main())
