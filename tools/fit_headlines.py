"""Fit the weights of reliacheck/text/headline.py on labelled headline pairs, and measure them.

    python tools/fit_headlines.py --data ../shared/data

Reads headlines/sts_headlines_{train,dev}.jsonl under --data: {"a", "b", "similarity" 0..5} a line.
The score is a logistic regression on the pairs that raters call the same (4 and up) or different
(2 and down); the similarity is a linear regression on all pairs. Prints the weights for pasting and
the measurements, of the weights in the file, on dev, and exits with 1 if the weights in the file
are not the fitted ones. Deterministic; needs nothing but the package.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from math import exp, sqrt
from pathlib import Path
from time import process_time
from typing import NamedTuple
from zlib import crc32

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio  # noqa: E402

from reliacheck.text import headline  # noqa: E402  the checkout, installed or not
from reliacheck.text.headline_reading import read  # noqa: E402

SAME, DIFFERENT, TOP = 4.0, 2.0, 5.0
# Strength of the pull of the weights to 0, chosen by cross-validation on train.
RIDGE = 0.1
NEWTON_STEPS = 12
FOLDS = 5
BINS = 10
PASSES = 8
DECIMALS = 2
# Skeletons as alike as this are one template.
TEMPLATE = 0.9

Vector = list[float]


class Pair(NamedTuple):
    a: str
    b: str
    similarity: float

    @property
    def same(self) -> bool | None:
        """True or False where the raters are clear, None between."""
        if DIFFERENT < self.similarity < SAME:
            return None
        return self.similarity >= SAME


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    beside = ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=beside, help="folder of the labelled data")
    folder = parser.parse_args(argv).data / "headlines"
    train, dev = (read_pairs(folder / f"sts_headlines_{part}.jsonl") for part in ("train", "dev"))
    score, similarity = fit_score(train), fit_similarity(train)
    print(f"_WEIGHTS = {score}\n_SIMILARITY_WEIGHTS = {similarity}")
    report("cross-validated on train", train, cross_validated(train))
    report("dev", dev, [match_of(pair) for pair in dev])
    report_baselines(dev)
    report_templates(train)
    report_edits(dev)
    report_speed(train)
    fitted = (score, similarity) == (headline._WEIGHTS, headline._SIMILARITY_WEIGHTS)
    print("the weights in headline.py are", "these" if fitted else "OTHERS")
    return 0 if fitted else 1


def read_pairs(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Pair(row["a"], row["b"], float(row["similarity"])) for row in rows]


# Fitting


def fit_score(pairs: Sequence[Pair]) -> tuple[float, ...]:
    """Ridge logistic regression by Newton's method."""
    clear = [(design(pair), float(pair.same)) for pair in pairs if pair.same is not None]
    weights = [0.0] * len(clear[0][0])
    for _ in range(NEWTON_STEPS):
        gradient = [RIDGE * weight for weight in weights]
        curvature = ridge(len(weights))
        for row, label in clear:
            chance = 1 / (1 + exp(-dot(weights, row)))
            add_outer(curvature, row, chance * (1 - chance))
            for index, value in enumerate(row):
                gradient[index] += (chance - label) * value
        step = solved(curvature, gradient)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
    return rounded(weights)


def fit_similarity(pairs: Sequence[Pair]) -> tuple[float, ...]:
    """Ridge linear regression."""
    rows = [design(pair) for pair in pairs]
    curvature, target = ridge(len(rows[0])), [0.0] * len(rows[0])
    for row, pair in zip(rows, pairs, strict=True):
        add_outer(curvature, row, 1.0)
        for index, value in enumerate(row):
            target[index] += value * pair.similarity / TOP
    return rounded(solved(curvature, target))


def design(pair: Pair) -> Vector:
    return [1.0, *headline.features_of(pair.a, pair.b)]


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def ridge(size: int) -> list[Vector]:
    return [[RIDGE * (row == column) for column in range(size)] for row in range(size)]


def add_outer(matrix: list[Vector], row: Vector, factor: float) -> None:
    for line, value in zip(matrix, row, strict=True):
        for column, other in enumerate(row):
            line[column] += factor * value * other


def solved(matrix: list[Vector], right: Vector) -> Vector:
    """x with matrix x = right, by Gaussian elimination; the matrix is positive definite."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for pivot, line in enumerate(rows):
        line[:] = [value / line[pivot] for value in line]
        for other in rows:
            if other is not line:
                factor = other[pivot]
                other[:] = [x - factor * y for x, y in zip(other, line, strict=True)]
    return [line[-1] for line in rows]


def rounded(weights: Vector) -> tuple[float, ...]:
    return tuple(round(weight, DECIMALS) for weight in weights)


# Measuring


def match_of(pair: Pair) -> headline.HeadlineMatch:
    return headline.compare_headlines(pair.a, pair.b)


def cross_validated(pairs: Sequence[Pair]) -> list[headline.HeadlineMatch]:
    """Matches by weights that were fitted without the pairs that share a headline with the pair."""
    fold_of = folds(pairs)
    matches: dict[int, headline.HeadlineMatch] = {}
    shipped = headline._WEIGHTS, headline._SIMILARITY_WEIGHTS
    for fold in range(FOLDS):
        rest = [pair for pair, its in zip(pairs, fold_of, strict=True) if its != fold]
        headline._WEIGHTS, headline._SIMILARITY_WEIGHTS = fit_score(rest), fit_similarity(rest)
        held_out = [index for index, its in enumerate(fold_of) if its == fold]
        matches |= {index: match_of(pairs[index]) for index in held_out}
    headline._WEIGHTS, headline._SIMILARITY_WEIGHTS = shipped
    return [matches[index] for index in range(len(pairs))]


def folds(pairs: Sequence[Pair]) -> list[int]:
    """The fold of each pair: pairs that share a headline, even through others, share a fold."""
    parent: dict[str, str] = {}

    def root(text: str) -> str:
        while parent.setdefault(text, text) != text:
            text = parent[text]
        return text

    for pair in pairs:
        parent[root(pair.a)] = root(pair.b)
    return [crc32(root(pair.a).encode()) % FOLDS for pair in pairs]


def report(name: str, pairs: Sequence[Pair], matches: Sequence[headline.HeadlineMatch]) -> None:
    clear = [
        (match.score, pair.same)
        for pair, match in zip(pairs, matches, strict=True)
        if pair.same is not None
    ]
    scores, labels = [score for score, _ in clear], [bool(same) for _, same in clear]
    grades = [pair.similarity for pair in pairs]
    print(
        f"{name}: {sum(labels)} same, {len(labels) - sum(labels)} different, {len(pairs)} in all;"
        f" AUC {auc(scores, labels):.3f}, ECE {calibration_error(scores, labels):.3f},"
        f" Pearson of similarity {pearson([m.similarity for m in matches], grades):.3f},"
        f" of score {pearson([m.score for m in matches], grades):.3f}"
    )


def report_baselines(pairs: Sequence[Pair]) -> None:
    grades = [pair.similarity for pair in pairs]
    for ratio in (token_set_ratio, token_sort_ratio):
        ratios = [ratio(headline.normalise(pair.a), headline.normalise(pair.b)) for pair in pairs]
        clear = [
            (value, pair.same)
            for value, pair in zip(ratios, pairs, strict=True)
            if pair.same is not None
        ]
        area = auc([value for value, _ in clear], [bool(same) for _, same in clear])
        print(f"dev, {ratio.__name__} alone: AUC {area:.3f}, Pearson {pearson(ratios, grades):.3f}")


def report_templates(pairs: Sequence[Pair]) -> None:
    """The ground of the ceiling on the score of headlines that differ in conflicts only."""
    found = [pair.same for pair in pairs if is_template(pair)]
    print(
        f"train pairs that conflict and hardly differ otherwise: {found.count(True)} same,"
        f" {found.count(None)} between, {found.count(False)} different"
    )


def is_template(pair: Pair) -> bool:
    a, b = read(pair.a), read(pair.b)
    _, conflicts = headline._weigh(a, b)
    return bool(conflicts) and headline._skeleton(a, b, conflicts) >= TEMPLATE


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    same = [score for score, label in zip(scores, labels, strict=True) if label]
    different = [score for score, label in zip(scores, labels, strict=True) if not label]
    above = sum((x > y) + (x == y) / 2 for x in same for y in different)
    return above / (len(same) * len(different))


def calibration_error(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Expected calibration error: equal-width bins, weighted by their size."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, label in zip(scores, labels, strict=True):
        bins[min(int(score * BINS), BINS - 1)].append((score, label))
    gaps = [abs(sum(score - label for score, label in held)) for held in bins]
    return sum(gaps) / len(scores)


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    off_a, off_b = [x - mean_a for x in a], [y - mean_b for y in b]
    return dot(off_a, off_b) / sqrt(dot(off_a, off_a) * dot(off_b, off_b))


# Edits whose answer is known: what a template fills in anew, and what a desk changes in print.


def report_edits(pairs: Sequence[Pair]) -> None:
    headlines = sorted({text for pair in pairs for text in (pair.a, pair.b)})
    for name, edit, same in EDITS:
        edited = [(text, change) for text in headlines if (change := edit(text))]
        scores = [headline.compare_headlines(text, change).score for text, change in edited]
        right = sum(score >= 0.9 if same else score < 0.3 for score in scores)
        wanted = ">= .9" if same else "< .3"
        print(f"dev headlines, {name}: {right} of {len(scores)} score {wanted}")


def other_figure(text: str) -> str | None:
    found = re.search(r"(?<![\w.,])\d{1,3}(?![\w.,])", text)
    if not found:
        return None
    changed = f"{text[: found.start()]}{int(found[0]) + 3}{text[found.end() :]}"
    return changed if str(int(found[0]) + 3) not in text else None


def other_country(text: str) -> str | None:
    found = re.search(r"\b(?:China|Egypt|France|India|Iran|Iraq|Israel|Russia|Syria)\b", text)
    if not found or "Norway" in text:
        return None
    return text.replace(found[0], "Norway")


def negated(text: str) -> str | None:
    changed = re.sub(r" (to|will|is|are|has) (?=[a-z])", r" \1 not ", text, count=1)
    return changed if changed != text else None


def retouched(text: str) -> str | None:
    curly = text.upper().replace("'", "’")
    return f"{curly} - The Example Herald"


def slugged(text: str) -> str | None:
    return f"UPDATE 2-{text}"


EDITS: list[tuple[str, Callable[[str], str | None], bool]] = [
    ("another figure", other_figure, False),
    ("another country", other_country, False),
    ("not put in", negated, False),
    ("upper case and an outlet", retouched, True),
    ("a wire slug", slugged, True),
]


def report_speed(pairs: Sequence[Pair]) -> None:
    one_by_one = speed([(pair.a, pair.b) for pair in pairs])
    one_with_all = speed([(pairs[0].a, pair.b) for pair in pairs])
    print(
        f"speed: {one_by_one:,.0f} pairs a CPU second; one headline with many {one_with_all:,.0f}"
    )


def speed(pairs: Sequence[tuple[str, str]]) -> float:
    """Comparisons a CPU second, the best of some passes, with no headline read before the pass."""
    seconds = []
    for _ in range(PASSES):
        read.cache_clear()
        start = process_time()
        for a, b in pairs:
            headline.compare_headlines(a, b)
        seconds.append(process_time() - start)
    return len(pairs) / min(seconds)


if __name__ == "__main__":
    sys.exit(main())
