"""Fit the weights of reliacheck/reuse/judging.py on labelled pairs, and cross-validate them.

    python tools/fit_reuse.py --data ../shared/data

Reads the pairs of reuse_pairs.tsv, beside this file (ids of articles of news/abp_sample_8k.jsonl.gz
under --data), and under --data reuse/ three sets that are no news of several outlets and count a
third: pan13_train_450.jsonl.gz, clough_stevenson.jsonl, 500 pairs of ecbplus_topics1-35.jsonl.gz
of one topic and two events. Pairs of the news that are reuse count twice, since they are one in
nine of those that were read. Folds keep all pairs of a text together. Prints the weights and what
they do on the folds left out, and exits with 1 if the weights in the package are others.
Deterministic.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import exp
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fit_headlines import add_outer, auc, calibration_error, dot, rounded, solved  # noqa: E402

from reliacheck.article import Article  # noqa: E402  the checkout, installed or not
from reliacheck.records import article_of  # noqa: E402
from reliacheck.reuse import comparison, judging  # noqa: E402
from reliacheck.reuse.rewording import find_chain  # noqa: E402
from reliacheck.reuse.weighing import weigh  # noqa: E402

PAIRS = Path(__file__).with_name("reuse_pairs.tsv")
RIDGE = 1.0
NEWTON_STEPS = 12
FOLDS = 8
REUSE_COUNTS = 2.0
OTHERS_COUNT = 0.3
ECB_PAIRS = 500


class Example(NamedTuple):
    """A pair of texts, as it is fitted and measured."""

    origin: str  # "stratified", "hard", "PAN 2013", "Clough non", "Clough heavy", ..., "ECB+"
    names: tuple[str, str]  # of the two texts
    label: str  # same-copy, partial-reuse or independent
    features: tuple[float, ...]
    counts: float

    @property
    def reuse(self) -> bool:
        return self.label != "independent"

    @property
    def row(self) -> list[float]:
        return [1.0, *self.features]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    options = parser.parse_args(argv)
    examples = [
        *news_examples(options.data),
        *pan_examples(options.data),
        *clough_examples(options.data),
        *ecb_examples(options.data),
    ]
    weights = rounded(fit(examples))
    print(f"weights {weights}")
    scores = cross_validated(examples)
    scored = list(zip(examples, scores, strict=True))
    for origin in ("stratified", "hard", "PAN 2013"):
        report(origin, [(one, score) for one, score in scored if one.origin == origin])
    for kind in ("cut", "light", "heavy"):
        kinds = ("Clough non", f"Clough {kind}")
        report(f"Clough {kind}", [(one, score) for one, score in scored if one.origin in kinds])
    hard = [score for one, score in scored if one.origin == "ECB+"]
    print(f"ECB+: {sum(score >= judging.REUSE for score in hard)} of {len(hard)} called reuse")
    if weights != judging._WEIGHTS:
        print(f"the package has {judging._WEIGHTS}", file=sys.stderr)
        return 1
    return 0


def news_examples(data: Path) -> Iterator[Example]:
    """The pairs that were read."""
    with gzip.open(data / "news" / "abp_sample_8k.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = {record["id"]: record for record in map(json.loads, lines)}
    for row in read_labels():
        a, b = article_of(records[row["a"]]), article_of(records[row["b"]])
        counts = REUSE_COUNTS if row["label"] != "independent" else 1.0
        yield Example(row["set"], (row["a"], row["b"]), row["label"], features(a, b), counts)


def read_labels() -> list[dict[str, str]]:
    """The rows of reuse_pairs.tsv."""
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        told = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(told, delimiter="\t"))


def pan_examples(data: Path) -> Iterator[Example]:
    with gzip.open(data / "reuse" / "pan13_train_450.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            label = "independent" if row["kind"] == "no-plagiarism" else "partial-reuse"
            yield Example(
                "PAN 2013",
                (row["src_id"], row["susp_id"]),
                label,
                features(plain(row["src"]), plain(row["susp"])),
                OTHERS_COUNT,
            )


def clough_examples(data: Path) -> Iterator[Example]:
    """Answers of students beside the text that they had to start from."""
    with (data / "reuse" / "clough_stevenson.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    originals = {row["task"]: row for row in rows if row["category"] == "orig"}
    for row in rows:
        if row["category"] != "orig":
            original = originals[row["task"]]
            a, b = (plain(one["text"].replace("\n", " ")) for one in (original, row))
            label = "independent" if row["category"] == "non" else "partial-reuse"
            origin = f"Clough {row['category']}"
            names = original["id"], row["id"]
            yield Example(origin, names, label, features(a, b), OTHERS_COUNT)


def ecb_examples(data: Path) -> Iterator[Example]:
    """Stories of one topic on two events, which independent reporters wrote."""
    path = data / "reuse" / "ecbplus_topics1-35.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pairs = [
        (one, other)
        for one, other in combinations(rows, 2)
        if one["topic"] == other["topic"] and one["event"] != other["event"]
    ]
    for one, other in Random(0).sample(pairs, ECB_PAIRS):
        a, b = (plain("\n\n".join(row["sentences"])) for row in (one, other))
        names = (f"ECB+ {one['topic']}", f"ECB+ {one['topic']}")
        yield Example("ECB+", names, "independent", features(a, b), OTHERS_COUNT)


def plain(text: str) -> Article:
    """A text without a headline."""
    paragraphs = [paragraph.strip() for paragraph in text.split("\n\n")]
    return Article.of_pieces([("body", paragraph) for paragraph in paragraphs if paragraph])


def features(a: Article, b: Article) -> tuple[float, ...]:
    return features_from(comparison.compare(a, b))


def features_from(compared: comparison.Comparison) -> tuple[float, ...]:
    """What the score of a comparison was made of."""
    a, b = weigh(compared.a), weigh(compared.b)
    share = max(compared.share_of_a, compared.share_of_b)
    chain = find_chain(a, b).weight
    return judging.features_of(a, b, compared.aligned, chain, share)


def fit(examples: Sequence[Example]) -> list[float]:
    """Weights of a logistic regression by Newton's method, pulled a little to 0."""
    size = 1 + len(examples[0].features)
    weights = [0.0] * size
    for _ in range(NEWTON_STEPS):
        hessian = [[RIDGE * (row == column > 0) for column in range(size)] for row in range(size)]
        hessian[0][0] = 1e-6
        gradient = [-line[number] * weights[number] for number, line in enumerate(hessian)]
        for example in examples:
            chance = logistic(dot(weights, example.row))
            error = example.counts * (example.reuse - chance)
            for number, value in enumerate(example.row):
                gradient[number] += error * value
            add_outer(hessian, example.row, example.counts * chance * (1 - chance))
        step = solved(hessian, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
    return weights


def logistic(evidence: float) -> float:
    return 1 / (1 + exp(-evidence))


def cross_validated(examples: Sequence[Example]) -> list[float]:
    """The score of each example by weights that were fitted without its fold."""
    fold_of = folds(examples)
    scores = [0.0] * len(examples)
    for fold in range(FOLDS):
        weights = fit([one for one, where in zip(examples, fold_of, strict=True) if where != fold])
        for number, example in enumerate(examples):
            if fold_of[number] == fold:
                scores[number] = logistic(dot(weights, example.row))
    return scores


def folds(examples: Sequence[Example]) -> list[int]:
    """The fold of each example; all pairs of a text, and of texts paired with it, are in one."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            name = above
        return name

    for example in examples:
        parent[root(example.names[0])] = root(example.names[1])
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, example in enumerate(examples):
        groups[root(example.names[0])].append(number)
    found = [0] * len(examples)
    sizes = [0] * FOLDS
    for group in sorted(groups.values(), key=lambda numbers: (-len(numbers), numbers)):
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(group)
        for number in group:
            found[number] = smallest
    return found


def report(origin: str, scored: Sequence[tuple[Example, float]]) -> None:
    labels = [example.reuse for example, _ in scored]
    scores = [score for _, score in scored]
    print(
        f"{origin}: {len(labels)} pairs, {sum(labels)} reuse; AUC {auc(scores, labels):.4f},"
        f" best F1 {best_f1(scores, labels):.3f}, F1 at {judging.REUSE}"
        f" {f1(scores, labels, judging.REUSE):.3f}, ECE {calibration_error(scores, labels):.3f}"
    )


def f1(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> float:
    said = [score >= threshold for score in scores]
    right = sum(one and label for one, label in zip(said, labels, strict=True))
    return 2 * right / max(1, sum(said) + sum(labels))


def best_f1(scores: Sequence[float], labels: Sequence[bool]) -> float:
    return max(f1(scores, labels, threshold) for threshold in set(scores))


if __name__ == "__main__":
    raise SystemExit(main())
