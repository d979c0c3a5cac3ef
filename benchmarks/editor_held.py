"""The rules beside articles whose marks the model never saw: `python benchmarks/editor_held.py`.

    python benchmarks/editor_held.py [--data DIR] [--write]

Trains the model of queries on the first 880 articles of tools/query_marks.tsv, as
tools/train_queries.py does on all, and holds the findings of `check` with these weights against the
marks of the other 436. Each of these was read by one reader. Takes some minutes. Prints Markdown;
with --write it goes into the second marked place of docs/measurements/editor.md.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from editor import PAGE, SELECTED, Record, marked
from editor_counts import Marked, Measure, agreed, ratio, recall, share_marked
from news import DEFAULT_DATA, NEWS, load

from reliacheck.attribution import queries

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from train_queries import MARKS, marked_articles, train

BEGIN, END = "<!-- held out -->", "<!-- end of held out -->"
SEEN = 880  # articles to train on
WARNING = 2


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--write", action="store_true", help="into docs/measurements/editor.md")
    options = parser.parse_args(argv)
    use_weights(options.data)
    articles = marked(SELECTED, unseen(options.data), "text", strict=options.write)
    report = "\n".join(table(articles))
    print(report)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        PAGE.write_text(f"{head}{BEGIN}\n{report}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


def use_weights(data: Path) -> None:
    """Lets the rules use weights that are trained on the first articles only."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "queries.txt")
        file.write_text(queries.written(train(marked_articles(data)[:SEEN])), encoding="utf-8")
        queries.QUERIES = str(file)
        for kept in (queries.load_heads, queries._known):
            kept.cache_clear()
        queries.load_heads()


def unseen(data: Path) -> list[Record]:
    """The other articles, with what their readers marked."""
    marks: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    with MARKS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader((line for line in stream if line[0] != "#"), delimiter="\t"):
            kept = marks[row["article"]]
            if row["type"]:
                start = int(row["start"])
                of_headline = start < 0 and row["type"] != "single-source"
                place = {"start": start, "end": int(row["end"]), "headline": of_headline}
                told = {"rater": row["reader"], "type": row["type"], "strength": row["strength"]}
                kept.append({**place, **told, "reason": ""})
    rows = {row["id"]: row for row in load(data / NEWS)}
    return [Record(rows[name], found) for name, found in list(marks.items())[SEEN:]]


def table(articles: Sequence[Marked]) -> Iterator[str]:
    count = len(articles)
    yield f"{count} articles, each read by one reader."
    yield ""
    yield "| | warning or above | all findings |"
    yield "|---|---|---|"
    shown = [sum(one.severity >= least for a in articles for one in a.found) for least in (2, 0)]
    yield f"| findings an article | {shown[0] / count:.2f} | {shown[1] / count:.2f} |"
    for name, measure in (
        ("findings that the reader marked", lambda least: share_marked(least)),
        ("sentences that the reader marked, found", lambda least: recall(least, 1)),
    ):
        yield f"| {name} | {told(articles, measure(2))} | {told(articles, measure(0))} |"
    yield ""
    yield "| rule | severity | findings | marked | |"
    yield "|---|---|---:|---:|---:|"
    found: Counter[tuple[str, str]] = Counter()
    agree: Counter[tuple[str, str]] = Counter()
    for article in articles:
        for one in article.found:
            key = one.rule, "warning or above" if one.severity >= WARNING else "info"
            found[key] += 1
            agree[key] += agreed(article, one) > 0
    for key, number in sorted(found.items()):
        rule, severity = key
        yield f"| `{rule}` | {severity} | {number} | {agree[key]} | {agree[key] / number:.2f} |"


def told(articles: Sequence[Marked], measure: Measure) -> str:
    one = ratio(articles, measure)
    return f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f}), {one.part:,} of {one.whole:,}"


if __name__ == "__main__":
    raise SystemExit(main())
