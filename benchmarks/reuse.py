"""How well the reuse score tells reuse from independent stories, beside four plain measures.

    python benchmarks/reuse.py [--data DIR] [--limit N] [--write]

Prints Markdown tables; --write puts them into docs/measurements/reuse.md. Needs the labelled data
and datasketch. The pairs of news are those of tools/reuse_pairs.tsv; tools/fit_reuse.py fits the
weights, and does so again for the folds of the cross-validation.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any, NamedTuple

from datasketch import MinHash
from performance_page import made_by, replace_section, table
from rapidfuzz.fuzz import token_set_ratio

from reliacheck import Article
from reliacheck.config import Config
from reliacheck.evaluate import metrics
from reliacheck.evaluate.bootstrap import figures
from reliacheck.evaluate.tasks.reuse import RELATIONS
from reliacheck.reading import Limits, read_text
from reliacheck.records import article_of
from reliacheck.reuse import compare, judging
from reliacheck.session import Session, open_session

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import fit_reuse  # noqa: E402  a tool of the checkout

DEFAULT_DATA = ROOT.parent / "shared" / "data"
PAGE = ROOT / "docs" / "measurements" / "reuse.md"
NEWS = "news/abp_sample_8k.jsonl.gz"
PAN = "reuse/pan13_train_450.jsonl.gz"
CLOUGH = "reuse/clough_stevenson.jsonl"
ECB = "reuse/ecbplus_topics1-35.jsonl.gz"
SHINGLE = 5  # words
PERMUTATIONS = 128
PLAIN_COUNTS = 10.0  # so the penalty of tools/fit_reuse.py hardly pulls at their only weight
ECB_PAIRS = 3000  # at random
SEED = 1


class Pair(NamedTuple):
    """Two articles, what they are to each other, and what was measured of them."""

    names: tuple[str, str]
    label: str  # one of RELATIONS; "" where nobody knows
    tags: tuple[str, ...]  # the part of a set that it belongs to
    score: float  # as shipped
    shares: tuple[float, float]  # of the two articles
    features: tuple[float, ...]
    baselines: tuple[float, ...]

    @property
    def reuse(self) -> bool:
        return self.label != "independent"


class Method(NamedTuple):
    """A measure on a set of pairs."""

    name: str
    raw: list[float]  # what orders the pairs
    chances: list[float]  # the same as probabilities


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--limit", type=int, help="only so many pairs of each set, at random")
    parser.add_argument("--write", action="store_true", help="write the page in docs, too")
    options = parser.parse_args()
    read = partial(reads, open_session(Config()))
    take = partial(taken, limit=options.limit)
    news = take(news_pairs(options.data))
    pan = take(pan_pairs(options.data, read))
    clough = take(clough_pairs(options.data, read))
    hard = take(ecb_pairs(options.data, read))
    scores = cross_validated([*news, *pan, *clough])
    of_pan = scores[len(news) : len(news) + len(pan)]
    sections = {
        "news": news_page(news, scores[: len(news)]),
        "pan": quality_table(methods(pan, of_pan), pan),
        "clough": clough_page(clough, scores[len(news) + len(pan) :]),
        "ecb": ecb_page(hard, news),
    }
    for text in sections.values():
        print(f"{text.strip()}\n")
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        for name, text in {**sections, "made": made_by()}.items():
            page = replace_section(page, name, text)
        PAGE.write_text(page, encoding="utf-8")


# --- the pairs

Read = Callable[[str], Article]
Unmeasured = Callable[[], Pair]


def taken(pairs: Iterator[Unmeasured], limit: int | None) -> list[Pair]:
    """The pairs, measured; at random only so many."""
    found = list(pairs)
    if limit is not None and limit < len(found):
        found = random.Random(SEED).sample(found, limit)
    return [measure() for measure in found]


def reads(session: Session, text: str) -> Article:
    """A text as the plain-text reader has it, which is how `evaluate` and `check` read it."""
    found = read_text(text, "a.txt", session.plugins, limits=Limits(seconds=60.0))
    return found.articles[0]


def measured(
    names: tuple[str, str],
    label: str,
    a: Callable[[], Article],
    b: Callable[[], Article],
    tags: tuple[str, ...] = (),
) -> Pair:
    one, other = a(), b()
    found = compare(one, other)
    shares = found.share_of_a, found.share_of_b
    features = fit_reuse.features_from(found)
    baselines = tuple(measure(one, other) for measure in BASELINES.values())
    return Pair(names, label, tags, found.score, shares, features, baselines)


def lines(path: Path) -> Iterator[Any]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def news_pairs(data: Path) -> Iterator[Unmeasured]:
    """The pairs that were read; tags: the set, and whether the reader was sure."""
    records = {record["id"]: record for record in lines(data / NEWS)}
    for row in fit_reuse.read_labels():
        a, b = (partial(article_of, records[row[side]]) for side in ("a", "b"))
        tags = row["set"], "sure" if row["sure"] == "1" else "unsure"
        yield partial(measured, (row["a"], row["b"]), row["label"], a, b, tags)


def pan_pairs(data: Path, read: Read) -> Iterator[Unmeasured]:
    """PAN 2013: verbatim and randomly obfuscated reuse, and none."""
    for row in lines(data / PAN):
        label = "independent" if row["kind"] == "no-plagiarism" else "partial-reuse"
        a, b = partial(read, row["src"]), partial(read, row["susp"])
        yield partial(measured, (row["src_id"], row["susp_id"]), label, a, b)


def clough_pairs(data: Path, read: Read) -> Iterator[Unmeasured]:
    """Clough and Stevenson: each answer with the original of its task."""
    rows = list(lines(data / CLOUGH))
    originals = {row["task"]: row for row in rows if row["category"] == "orig"}
    for row in rows:
        if row["category"] != "orig":
            source = originals[row["task"]]
            label = "independent" if row["category"] == "non" else "partial-reuse"
            a, b = partial(read, source["text"]), partial(read, row["text"])
            yield partial(measured, (source["id"], row["id"]), label, a, b, (row["category"],))


def ecb_pairs(data: Path, read: Read) -> Iterator[Unmeasured]:
    """ECB+: stories of two different events of one topic."""
    rows = list(lines(data / ECB))
    apart = [
        (a, b)
        for a, b in combinations(rows, 2)
        if a["topic"] == b["topic"] and a["event"] != b["event"]
    ]
    for a, b in random.Random(SEED).sample(apart, min(ECB_PAIRS, len(apart))):
        one, other = (partial(read, joined(row["sentences"])) for row in (a, b))
        yield partial(measured, (a["id"], b["id"]), "", one, other)


def joined(sentences: Sequence[str]) -> str:
    """The sentences, a paragraph each, with the spaces and quotation marks that print has."""
    text = "\n\n".join(sentences).replace("`` ", "“").replace(" ''", "”")
    for mark in ".,;:!?":
        text = text.replace(f" {mark}", mark)
    return text.replace(" 's", "'s").replace(" n't", "n't")


# --- the plain measures


def shingles(words: Sequence[str]) -> set[str]:
    return {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def words_of(article: Article, *, quoted: bool = True) -> list[str]:
    spans = () if quoted else [(one.start, one.end) for one in article.quotations]
    return [
        word.text.lower()
        for word in article.words
        if not any(start <= word.start < end for start, end in spans)
    ]


def containment(a: Article, b: Article, *, quoted: bool = True) -> float:
    """Of the 5-grams of the text with fewer of them, the share that the other one has."""
    one, other = (shingles(words_of(article, quoted=quoted)) for article in (a, b))
    return len(one & other) / max(1, min(len(one), len(other)))


def minhash(a: Article, b: Article) -> float:
    """The estimated Jaccard coefficient of the 5-grams."""
    sketches = []
    for article in (a, b):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([one.encode() for one in sorted(shingles(words_of(article)))])
        sketches.append(sketch)
    return float(sketches[0].jaccard(sketches[1]))


def token_set(a: Article, b: Article) -> float:
    return token_set_ratio(*(" ".join(words_of(article)) for article in (a, b))) / 100


BASELINES: dict[str, Callable[[Article, Article], float]] = {
    "5-gram containment": containment,
    "the same without quotations": partial(containment, quoted=False),
    f"MinHash ({PERMUTATIONS}) Jaccard": minhash,
    "rapidfuzz `token_set_ratio`": token_set,
}


# --- probabilities, each by weights that were fitted without the pair's articles


def cross_validated(pairs: Sequence[Pair]) -> list[float]:
    """The score by weights fitted as tools/fit_reuse.py does it, on the other folds."""
    return fit_reuse.cross_validated([example(pair) for pair in pairs])


def example(pair: Pair) -> fit_reuse.Example:
    """A pair as it is fitted: those that are no news count for less."""
    news = fit_reuse.REUSE_COUNTS if pair.reuse else 1.0
    counts = news if {"stratified", "hard"} & {*pair.tags} else fit_reuse.OTHERS_COUNT
    return fit_reuse.Example("", pair.names, pair.label, pair.features, counts)


def calibrated(pairs: Sequence[Pair], values: Sequence[float]) -> list[float]:
    """A plain measure as a probability: a logistic regression on it, and on nothing else."""
    return fit_reuse.cross_validated(plain_examples(pairs, values))


def plain_examples(pairs: Sequence[Pair], values: Sequence[float]) -> list[fit_reuse.Example]:
    """On one scale, so that the penalty for large weights is the same for all measures."""
    mean, deviation = fmean(values), pstdev(values) or 1.0
    return [
        fit_reuse.Example("", pair.names, pair.label, ((value - mean) / deviation,), PLAIN_COUNTS)
        for pair, value in zip(pairs, values, strict=True)
    ]


def methods(pairs: Sequence[Pair], own: Sequence[float]) -> list[Method]:
    """The score and the plain measures on a set that both are fitted on."""
    found = [Method("**reliacheck**", list(own), list(own))]
    for number, name in enumerate(BASELINES):
        values = [pair.baselines[number] for pair in pairs]
        found.append(Method(name, values, calibrated(pairs, values)))
    return found


# --- the tables

HEADS = ("", "AUC (95 % interval)", "best F1", "F1 at .5", "ECE")


def quality_table(found: Sequence[Method], pairs: Sequence[Pair]) -> str:
    labels = [pair.reuse for pair in pairs]
    reuse = sum(labels)
    head = f"{len(labels):,} pairs, {reuse:,} of them reuse.\n\n"
    return head + table(HEADS, [quality(method, labels) for method in found])


def quality(method: Method, labels: Sequence[bool]) -> list[str]:
    ordered = metrics.Examples(method.raw, labels)
    chances = metrics.Examples(method.chances, labels).tally()
    area = figures(lambda weights: {"auc": metrics.auc(ordered.tally(weights))}, len(labels))["auc"]
    interval = "" if area.low is None else f" ({digits(area.low)} to {digits(area.high)})"
    return [
        method.name,
        f"{digits(area.value)}{interval}",
        digits(metrics.best_f1(ordered.tally())),
        digits(metrics.point_at(chances, judging.REUSE).f1),
        digits(metrics.ece(chances)),
    ]


def digits(value: float | None) -> str:
    """Three decimals without the zero in front."""
    return "-" if value is None else f"{value:.3f}".removeprefix("0")


def chosen(found: Sequence[Method], keep: Sequence[bool]) -> list[Method]:
    """The same methods on some of the pairs."""

    def kept(values: Sequence[float]) -> list[float]:
        return [value for value, one in zip(values, keep, strict=True) if one]

    return [Method(name, kept(raw), kept(chances)) for name, raw, chances in found]


def news_page(news: list[Pair], scores: Sequence[float]) -> str:
    found = methods(news, scores)
    parts = {
        "All": [True for _ in news],
        "Stratified": ["stratified" in pair.tags for pair in news],
        "Hard": ["hard" in pair.tags for pair in news],
        "Where the reader was sure": ["sure" in pair.tags for pair in news],
    }
    text = ""
    for name, keep in parts.items():
        some = [pair for pair, one in zip(news, keep, strict=True) if one]
        text += f"**{name}.** {quality_table(chosen(found, keep), some)}\n"
    return text + confusion(news, found[0].chances)


def confusion(news: list[Pair], scores: Sequence[float]) -> str:
    matrix = [[0] * len(RELATIONS) for _ in RELATIONS]
    for pair, score in zip(news, scores, strict=True):
        said = judging.relation_of(score, *pair.shares)
        matrix[RELATIONS.index(pair.label)][RELATIONS.index(said)] += 1
    rows = [[label, *row] for label, row in zip(RELATIONS, matrix, strict=True)]
    return (
        f"The three relations, cross-validated: macro-F1 {digits(metrics.macro_f1(matrix))}.\n\n"
        f"{table(['read as', *(f'called {label}' for label in RELATIONS)], rows)}"
    )


def clough_page(pairs: list[Pair], scores: Sequence[float]) -> str:
    text = ""
    for kind in ("cut", "light", "heavy"):
        keep = [pair.tags[0] in (kind, "non") for pair in pairs]
        some = [pair for pair, one in zip(pairs, keep, strict=True) if one]
        found = methods(some, [score for score, one in zip(scores, keep, strict=True) if one])
        text += f"**{kind.capitalize()}.** {quality_table(found, some)}\n"
    return text


def ecb_page(hard: list[Pair], news: list[Pair]) -> str:
    """Which share of them each method calls reuse, with what it learned on the news pairs."""
    rows = [["**reliacheck**", share_above([pair.score for pair in hard])]]
    for number, name in enumerate(BASELINES):
        known = [pair.baselines[number] for pair in news]
        mean, deviation = fmean(known), pstdev(known) or 1.0
        weights = fit_reuse.fit(plain_examples(news, known))
        values = [(pair.baselines[number] - mean) / deviation for pair in hard]
        chances = [fit_reuse.logistic(weights[0] + weights[1] * value) for value in values]
        rows.append([name, share_above(chances)])
    return f"{len(hard):,} pairs.\n\n" + table(["", "called reuse"], rows)


def share_above(chances: Sequence[float]) -> str:
    count = sum(chance >= judging.REUSE for chance in chances)
    return f"{count} ({100 * count / len(chances):.2f} %)"


if __name__ == "__main__":
    main()
