"""Train the weights of reliacheck/attribution/queries.py on articles marked up by reading.

    python tools/train_queries.py --data ../shared/data [--check]

Reads query_marks.tsv, beside this file (ids of articles, offsets and kinds of marks), and the texts
of news/abp_sample_8k.jsonl.gz under --data. Prints how each head does on the articles that a fold
left out, and writes reliacheck/attribution/queries.txt; with --check it only compares, and exits
with 1 where the file is another. Deterministic. Takes about a minute of one core.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from news import NEWS, read  # noqa: E402  the checkout, installed or not
from train_attribution import (  # noqa: E402
    EXACT,
    NEARLY,
    Floats,
    Integers,
    Rows,
    fit,
    logistic,
    rows_of,
    without,
)

from reliacheck.article import Article  # noqa: E402
from reliacheck.attribution.features import features_of  # noqa: E402
from reliacheck.attribution.queries import QUESTIONS, Head, Question, written  # noqa: E402
from reliacheck.attribution.query_features import OwnFeatures  # noqa: E402
from reliacheck.attribution.scoring import readings_of  # noqa: E402
from reliacheck.attribution.weights import QUERIES, UNIT  # noqa: E402
from reliacheck.config import Config, Options  # noqa: E402
from reliacheck.session import open_session  # noqa: E402

MARKS = Path(__file__).with_name("query_marks.tsv")
KINDS: dict[Question, frozenset[str]] = {
    "hidden": frozenset(
        "vague-source unnamed-source bare-source passive-attribution anonymous-attack".split()
    ),
    "number": frozenset(("unattributed-number",)),
    "accusation": frozenset(("unattributed-accusation",)),
    "cause": frozenset(("unattributed-cause",)),
    "claim": frozenset(("unattributed-claim",)),
}
KINDS["source"] = KINDS["number"] | KINDS["accusation"] | KINDS["cause"] | KINDS["claim"]
# Chosen by cross-validation on these articles.
RIDGE = 33.0
FEWEST = 20  # sentences that a feature must be in
SMALLEST = 0.05  # a weight below it is none: a third of the file, and no head is worse for it
FOLDS = 5
ROUNDED = 3  # digits of what calibrates


class Read(NamedTuple):
    """An article and, of each sentence, the share of its readers who have marked it so."""

    article: Article
    gold: dict[Question, list[float]]


def main(argv: Sequence[str] | None = None) -> int:
    beside = ROOT.parent / "shared" / "data"
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=beside, help="folder of the texts")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(argv)
    made = written(train(marked_articles(options.data))).encode()
    print(f"{len(made):,} bytes")
    target = Path(QUERIES)
    if options.check:
        same = target.read_bytes() == made
        print("the weights in the package are", "these" if same else "OTHERS")
        return 0 if same else 1
    target.write_bytes(made)
    return 0


def marked_articles(data: Path) -> list[Read]:
    """The articles that were read, with what the marks say of their sentences."""
    with gzip.open(data / NEWS, "rt", encoding="utf-8") as lines:
        records = {record["id"]: record for record in map(json.loads, lines)}
    marks: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with MARKS.open(encoding="utf-8", newline="") as stream:
        told = (line for line in stream if not line.startswith("#"))
        for row in csv.DictReader(told, delimiter="\t"):
            marks[row["article"]].append(row)
    session = open_session(Config(options=Options(time_budget=60)))
    found = []
    for name, rows in marks.items():
        (article,) = read(session, records[name])
        body = len(records[name]["headline"]) + 2  # where it begins in the source
        found.append(Read(article, gold_of(article, rows, body)))
    return found


def gold_of(
    article: Article, marks: Sequence[dict[str, str]], body: int
) -> dict[Question, list[float]]:
    readers = {row["reader"] for row in marks}
    places = []
    for sentence in article.sentences:
        place = article.locate(sentence.start, sentence.end)
        places.append((place.start - body, place.end - body))
    gold = {}
    for question, kinds in KINDS.items():
        spans = [
            (int(row["start"]), int(row["end"]), row["reader"])
            for row in marks
            if row["type"] in kinds and int(row["start"]) >= 0
        ]
        gold[question] = [
            len({reader for first, last, reader in spans if first < end and last > start})
            / len(readers)
            for start, end in places
        ]
    return gold


def train(found: Sequence[Read]) -> dict[Question, Head]:
    held = []
    for one in found:
        own = OwnFeatures(one.article)
        every = features_of(one.article, readings_of(one.article))
        features = [base | own.of(at) for at, base in enumerate(every)]
        kept = [one.part.kind != "headline" for one in one.article.sentences]
        held.append([(f, k) for f, k in zip(features, kept, strict=True)])
        one.article.forget()
    fold_of = np.repeat(
        np.arange(len(held)) % FOLDS, [sum(kept for _, kept in article) for article in held]
    )
    sentences = [features for article in held for features, kept in article if kept]
    counts = Counter(feature for features in sentences for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= FEWEST)
    rows = rows_of(sentences, names)
    print(f"{len(found)} articles, {rows.size} sentences, {len(names)} features")
    heads = {}
    for question in QUESTIONS:
        gold = np.array(
            [
                share
                for one, article in zip(found, held, strict=True)
                for share, (_, kept) in zip(one.gold[question], article, strict=True)
                if kept
            ]
        )
        heads[question] = head_of(question, rows, gold, fold_of, names)
    return heads


def head_of(
    question: Question, rows: Rows, gold: Floats, fold_of: Integers, names: Sequence[str]
) -> Head:
    evidence = np.zeros(rows.size)
    for fold in range(FOLDS):
        out = fold_of == fold
        weights = rounded(fit(without(rows, ~out), gold[~out], NEARLY, RIDGE))
        evidence[out] = without(rows, out).evidence(weights[:-1]) + weights[-1]
    slope, shift = calibrated(evidence, gold)
    chance = logistic(slope * evidence + shift)
    truth = gold >= 0.5
    print(
        f"{question}: {truth.mean():.3f} of the sentences; cross-validated AUC"
        f" {area(chance, truth):.3f}, calibration error {calibration_error(chance, gold):.4f}"
    )
    weights = rounded(fit(rows, gold, EXACT, RIDGE))
    whole = np.rint(weights * UNIT).astype(int).tolist()
    of = {name: weight for name, weight in zip(names, whole, strict=False) if weight}
    return Head(whole[-1], slope, shift, of)


def rounded(weights: Floats) -> Floats:
    """As they are shipped: in whole hundredths, the small ones left out."""
    whole = np.rint(weights * UNIT) / UNIT
    whole[:-1][np.abs(whole[:-1]) < SMALLEST] = 0.0
    return np.asarray(whole)


def calibrated(evidence: Floats, gold: Floats) -> tuple[float, float]:
    """Slope and shift that make the evidence a probability (Platt 1999)."""
    line = np.array([1.0, 0.0])
    for _ in range(20):
        chance = logistic(line[0] * evidence + line[1])
        off, curve = gold - chance, chance * (1 - chance)
        hessian = [
            [(curve * evidence**2).sum(), (curve * evidence).sum()],
            [(curve * evidence).sum(), curve.sum()],
        ]
        line = line + np.linalg.solve(np.array(hessian), [(off * evidence).sum(), off.sum()])
    slope, shift = (round(float(value), ROUNDED) for value in line)
    return slope, shift


def area(chance: Floats, truth: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    """The area under the ROC curve, by ranks."""
    order = np.argsort(chance, kind="stable")
    ranks = np.empty(len(chance))
    ranks[order] = np.arange(1, len(chance) + 1)
    positives = int(truth.sum())
    return float(
        (ranks[truth].sum() - positives * (positives + 1) / 2)
        / (positives * (len(chance) - positives))
    )


def calibration_error(chance: Floats, gold: Floats, bins: int = 10) -> float:
    """The expected calibration error over bins of equal count."""
    order = np.argsort(chance, kind="stable")
    edges = [round(number * len(order) / bins) for number in range(bins + 1)]
    return sum(
        abs(float(chance[held].sum() - gold[held].sum()))
        for held in (order[start:end] for start, end in pairwise(edges))
    ) / len(order)


if __name__ == "__main__":
    raise SystemExit(main())
