"""Attribution beside simpler ways: `python benchmarks/attribution.py --data DIR [--write]`.

Measures on the dev part of PolNeAR (attribution/polnear_dev.jsonl.gz under --data), from which no
weight was computed, and on sentences of other news that were labelled by reading
(benchmarks/attribution_news.tsv), and prints Markdown; with --write it goes into the marked place
of docs/measurements/attribution.md. textacy has an environment of its own
(benchmarks/attribution_textacy.py), whose interpreter --textacy names.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from attribution_quotations import Found, ask_textacy, speakers  # noqa: E402
from attribution_ways import HALF, Labelled, table  # noqa: E402
from editor import article_of, sentences_of  # noqa: E402
from news import NEWS, load  # noqa: E402
from train_attribution import plain_article, read_labelled  # noqa: E402

from reliacheck.attribution import attribute, probabilities  # noqa: E402
from reliacheck.config import Config  # noqa: E402
from reliacheck.session import open_session  # noqa: E402

PAGE = ROOT / "docs" / "measurements" / "attribution.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
DEV = Path("attribution") / "polnear_dev.jsonl.gz"
LABELS = Path(__file__).with_name("attribution_news.tsv")
PASSES = 5
STARTS = 15


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--textacy", type=Path, metavar="PYTHON", help="where textacy is installed")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}")
    options = parser.parse_args(argv)
    if options.write and not options.textacy:
        parser.error("--write needs --textacy, or the page would lose its row")
    report = "\n".join(lines(options.data, options.textacy))
    print(report)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        tail = rest.partition(END)[2]
        PAGE.write_text(f"{head}{BEGIN}\n{report}\n{END}{tail}", encoding="utf-8")
    return 0


def lines(data: Path, python: Path | None) -> Iterator[str]:
    """The report."""
    dev, others = dev_set(data / DEV), news_set(data / NEWS)
    asked = python and ask_textacy(
        python, [one.text for one in (*dev.articles, *others.all.articles)]
    )
    ours: Found | None = asked.quotations[: len(dev.articles)] if asked else None
    theirs: Found | None = asked.quotations[len(dev.articles) :] if asked else None
    yield from ["## On the dev part of PolNeAR", ""]
    yield counted(dev)
    yield ""
    yield from table(dev, ours, published=True)
    if asked:
        yield ""
        yield (
            f"textacy: {asked.versions}; of the texts of both sets it refused {asked.refused}"
            " paragraphs, whose marks do not pair."
        )
    yield from ["", "**Speakers.**", ""]
    yield from speakers(read_records(data / DEV), ours)
    yield ""
    yield from speed(data / DEV)
    yield from ["", "## On other news", ""]
    yield counted(others.all)
    yield ""
    yield from table(others.all, theirs, published=False)
    yield ""
    yield f"Without the {others.unsure} labels that the reader was unsure of:"
    yield ""
    yield from table(others.sure, theirs, published=False)


def counted(labelled: Labelled) -> str:
    labels = labelled.labels
    return (
        f"{len(labelled.articles)} articles, {len(labels):,} sentences, {sum(labels):,} of them"
        " attributed."
    )


# Labels


def read_records(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as held:
        return [json.loads(line) for line in held]


def dev_set(path: Path) -> Labelled:
    """All sentences of dev."""
    held = read_labelled(path)
    truth = [{number: share > HALF for number, share in enumerate(one.gold)} for one in held]
    return Labelled([one.article for one in held], truth)


class News(NamedTuple):
    """The sentences that were labelled by reading."""

    all: Labelled
    sure: Labelled
    unsure: int


def news_set(path: Path) -> News:
    """Raises StopIteration where a labelled sentence is in none of the article's."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        wanted = defaultdict(list)
        for row in csv.DictReader(file, delimiter="\t"):
            wanted[row["article"]].append(row)
    session = open_session(Config())
    rows = {row["id"]: row for row in load(path) if row["id"] in wanted}
    articles, every, certain = [], [], []
    for name, labels in wanted.items():
        article = article_of(session, rows[name], "text")
        places = sentences_of(article, rows[name], "text")
        truth: dict[int, bool] = {}
        sure: dict[int, bool] = {}
        for row in labels:
            start, end = int(row["start"]), int(row["end"])
            at = next(one.number for one in places if one.body[0] < end and start < one.body[1])
            truth[at] = row["attributed"] == "1"
            if row["sure"] == "1":
                sure[at] = truth[at]
        articles.append(article)
        every.append(truth)
        certain.append(sure)
    whole = Labelled(articles, every)
    some = Labelled(articles, certain)
    return News(whole, some, len(whole.labels) - len(some.labels))


# Speed


def speed(path: Path) -> Iterator[str]:
    """Sentences a CPU second, and what the first sentence waits for."""
    texts = [record["text"] for record in read_records(path)]
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
