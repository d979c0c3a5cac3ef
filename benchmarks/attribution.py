"""Attribution beside simpler ways: `python benchmarks/attribution.py --data DIR [--write]`.

Measures on the dev part of PolNeAR (attribution/polnear_dev.jsonl.gz under --data), from which no
weight was computed, and prints Markdown; with --write it goes into the marked place of
docs/measurements/attribution.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from train_attribution import plain_article, read_labelled  # noqa: E402

from reliacheck.article import Article  # noqa: E402  the checkout, installed or not
from reliacheck.attribution import THRESHOLD, attribute, probabilities, spoken  # noqa: E402
from reliacheck.evaluate import metrics  # noqa: E402
from reliacheck.text.attribution import is_attributed  # noqa: E402

PAGE = ROOT / "docs" / "measurements" / "attribution.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
DEV = Path("attribution") / "polnear_dev.jsonl.gz"
# What one would look for first.
CUES = frozenset(
    "said says say according told added claimed claims reported announced argued stated wrote"
    " believe believes suggested warned noted asked called".split()
)
MARKS = frozenset('"“”')
RECALL = 0.8
PASSES = 5
STARTS = 15
SPEECH = 4  # words from which on a quotation is taken for speech
HALF = 0.5

Span = tuple[int, int]


class Way(NamedTuple):
    """A way to tell attributed sentences, and what it says of each."""

    name: str
    scores: list[float]
    threshold: float


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}")
    options = parser.parse_args(argv)
    report = "\n".join([*sentences(options.data / DEV), "", *speakers(options.data / DEV), ""])
    report += "\n".join(["", *speed(options.data / DEV)])
    print(report)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        tail = rest.partition(END)[2]
        PAGE.write_text(f"{head}{BEGIN}\n{report}\n{END}{tail}", encoding="utf-8")
    return 0


# Sentences


def sentences(path: Path) -> Iterator[str]:
    """How well each way tells attributed sentences."""
    labelled = read_labelled(path)
    truth = [share > HALF for one in labelled for share in one.gold]
    yield f"{len(labelled)} articles, {len(truth):,} sentences, {sum(truth):,} of them attributed."
    yield ""
    precision = f"precision of unattributed at recall {RECALL:.2f}"
    yield f"| way | macro-F1 | F1 attributed | F1 unattributed | {precision} | AUC | ECE |"
    lines = [row(way, truth) for way in ways([one.article for one in labelled])]
    yield from ["|---|---|---|---|---|---|---|", *lines]


def ways(articles: Sequence[Article]) -> Iterator[Way]:
    def of(rule: Any) -> list[float]:
        return [float(rule(article, one)) for article in articles for one in article.sentences]

    yield Way("always attributed", of(lambda *_: True), HALF)
    yield Way("20 cue words", of(lambda _, one: has_cue(one.text)), HALF)
    marked = of(lambda _, one: has_cue(one.text) or not MARKS.isdisjoint(one.text))
    yield Way("20 cue words or a quotation mark", marked, HALF)
    stated = of(lambda article, one: is_attributed(article, one) or quoted(article, one))
    yield Way("verb list and quotations (`text.attribution`)", stated, HALF)
    model = [chance for article in articles for chance in probabilities(article)]
    yield Way("`reliacheck.attribution`", model, THRESHOLD)


def has_cue(text: str) -> bool:
    return not CUES.isdisjoint(re.findall(r"[a-z]+", text.lower()))


def quoted(article: Article, sentence: Any) -> bool:
    return any(one.start < sentence.end and one.end > sentence.start for one in article.quotations)


def row(way: Way, truth: list[bool]) -> str:
    tally = metrics.Examples(way.scores, truth).tally()
    turned = metrics.Examples([1 - one for one in way.scores], [not one for one in truth]).tally()
    said = [score >= way.threshold for score in way.scores]
    matrix = [
        [
            sum(s == called and t == label for s, t in zip(said, truth, strict=True))
            for called in (True, False)
        ]
        for label in (True, False)
    ]
    graded = len(set(way.scores)) > 2
    found = [one.precision for one in metrics.points(turned) if one.recall >= RECALL]
    cells = [
        metrics.macro_f1(matrix),
        f1(matrix, 0),
        f1(matrix, 1),
        max(found) if graded else None,
        metrics.auc(tally) if graded else None,
        metrics.ece(tally) if graded else None,
    ]
    return f"| {way.name} | " + " | ".join("-" if c is None else f"{c:.3f}" for c in cells) + " |"


def f1(matrix: list[list[int]], number: int) -> float:
    called = matrix[0][number] + matrix[1][number]
    return 2 * matrix[number][number] / (called + sum(matrix[number]))


# Speakers


class Counts(NamedTuple):
    """Quotations with a speaker in the labels, with one found, and with the right one found."""

    labelled: int
    found: int
    right: int


def speakers(path: Path) -> Iterator[str]:
    """Precision, recall and F1 of the speakers of quotations."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        counted = [counts(json.loads(line)) for line in lines]
    labelled, found, right = (sum(column) for column in zip(*counted, strict=True))
    yield (
        f"Speakers: {labelled:,} quotations with a speaker in the labels; precision"
        f" {right / found:.3f}, recall {right / labelled:.3f},"
        f" F1 {2 * right / (found + labelled):.3f}."
    )


def counts(record: Mapping[str, Any]) -> Counts:
    article = plain_article(record["text"])
    annotation = next(iter(record["annotations"].values()))
    labelled = found = right = 0
    for quotation, source, _ in spoken(article):
        start, end = quotation.inner_start, quotation.inner_end
        if len(article.text[start:end].split()) < SPEECH:
            continue
        golds = [
            one["source"]
            for one in annotation
            if one["source"] and covered(start, end, one["content"]) >= HALF * (end - start)
        ]
        labelled += bool(golds)
        found += source is not None
        right += source is not None and any(
            is_same(article.text, (source.start, source.end), gold) for gold in golds
        )
    return Counts(labelled, found, right)


def covered(start: int, end: int, spans: Sequence[Span]) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for first, last in spans)


def is_same(text: str, found: Span, gold: Sequence[Span]) -> bool:
    """Half of the gold source's words are found, or one with a capital; or the same words stand
    elsewhere, or another mention with the same last name."""
    ours = words_of(text, found)
    theirs = sorted({word for span in gold for word in words_of(text, span)})
    if not ours or not theirs:
        return False
    both = set(ours) & set(theirs)
    if 2 * len(both) >= len(theirs) or any(text[start].isupper() for start, _ in both):
        return True
    last, other = (text[slice(*held[-1])] for held in (ours, theirs))
    same = [text[slice(*one)].lower() for one in ours] == [
        text[slice(*one)].lower() for one in theirs
    ]
    return same or (last[0].isupper() and last == other)


def words_of(text: str, span: Span) -> list[Span]:
    return [
        one.span() for one in re.finditer(r"[\w'’-]+", text[: span[1]]) if one.start() >= span[0]
    ]


# Speed


def speed(path: Path) -> Iterator[str]:
    """Sentences a CPU second, and what the first sentence waits for."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    alone, whole, everything = [], [], []
    count = 0
    for _ in range(PASSES):
        began = time.process_time()
        articles = [plain_article(text) for text in texts]
        for article in articles:
            _ = article.sentences, article.quotations
        read = time.process_time()
        count = sum(len(probabilities(article)) for article in articles)
        scored = time.process_time()
        for article in articles:
            attribute(article)
        alone.append(scored - read)
        whole.append(scored - began)
        everything.append(time.process_time() - began)
    yield (
        f"Speed, the best of {PASSES} passes: {count / min(alone):,.0f} sentences a CPU second for"
        f" P(attributed) with sentences and quotations at hand, {count / min(whole):,.0f} with"
        f" finding these, {count / min(everything):,.0f} with sources as well. Reading the weights"
        f" takes {reading_ms():.1f} ms."
    )


def reading_ms() -> float:
    code = (
        "import time; from reliacheck.attribution.weights import load_weights, load_classes;"
        " t = time.perf_counter(); load_weights(); load_classes();"
        " print(1000 * (time.perf_counter() - t))"
    )
    command = [sys.executable, "-c", code]
    found = [
        float(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)
        for _ in range(STARTS)
    ]
    return statistics.median(found)


if __name__ == "__main__":
    raise SystemExit(main())
