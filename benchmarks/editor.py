"""What `check` finds beside what editors marked: `python benchmarks/editor.py [--data DIR]`.

    python benchmarks/editor.py [--data DIR] [--write]
    python benchmarks/editor.py --list [--rule R ...]      sentences that are marked or found
    python benchmarks/editor.py --marks FILE               another file of the same form
    python benchmarks/editor.py --input jsonl              articles read from JSON Lines

The first prints Markdown; with --write it goes into the marked place of
docs/measurements/editor.md. The text that --list prints belongs to its publishers and is not to be
kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from editor_counts import (
    HEADLINE,
    OF_STORY,
    STORY,
    Found,
    Marked,
    overlapping,
    read_marks,
)
from editor_tables import difference, listed, tables
from news import DEFAULT_DATA, NEWS, load, read

from reliacheck import Article, Finding, Location, Source
from reliacheck.attribution import probabilities
from reliacheck.config import Config, Options
from reliacheck.session import Session, check_articles, open_session

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "measurements" / "editor.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
GAP = "\n\n"  # between headline and body
MARKS = Path("editor") / "marks.jsonl"
SELECTED = ("attribution", "sources", "headlines.stronger-than-body")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--marks", type=Path, metavar="FILE", help="instead of those in DIR")
    parser.add_argument("--input", choices=("text", "jsonl"), default="text")
    parser.add_argument("--rule", action="append", metavar="R", help="only this rule")
    parser.add_argument("--list", action="store_true", help="print the sentences instead")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}")
    options = parser.parse_args(argv)
    rules = tuple(options.rule or SELECTED)
    if options.write and (options.rule or options.marks or options.input != "text"):
        parser.error("--write is for the marks in DIR, all rules and plain text")
    records = read_records(options.data, options.marks or options.data / MARKS)
    articles = marked(rules, records, options.input, strict=options.write)
    if options.list:
        print("\n".join(line for article in articles for line in listed(article)))
        return 0
    report = "\n".join(tables(articles))
    if not options.rule:
        other = "jsonl" if options.input == "text" else "text"
        report += "\n\n" + "\n".join(difference(articles, marked(rules, records, other)))
    print(report)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        tail = rest.partition(END)[2]
        PAGE.write_text(f"{head}{BEGIN}\n{report}\n{END}{tail}", encoding="utf-8")
    return 0


# Reading


class Record(NamedTuple):
    """An article of the news sample, and the marks it got."""

    row: dict[str, Any]
    marks: list[dict[str, Any]]


def read_records(data: Path, marks: Path) -> list[Record]:
    """In the order of the file of marks. Exits for an article that the sample has not."""
    lines = marks.read_text(encoding="utf-8").splitlines()
    wanted = [json.loads(line) for line in lines if line.strip()]
    rows = {row["id"]: row for row in load(data / NEWS)}
    if missing := [one["article"] for one in wanted if one["article"] not in rows]:
        sys.exit(f"{marks}: not in {NEWS}: {', '.join(missing)}")
    return [Record(rows[one["article"]], one["marks"]) for one in wanted]


def marked(
    rules: tuple[str, ...], records: Sequence[Record], form: str, strict: bool = False
) -> list[Marked]:
    """The articles with marks and findings, read from text or from JSON Lines.

    Exits, where it is to be strict, if a rule fails.
    """
    session = open_session(Config(options=Options(select=rules, time_budget=60)))
    articles = [article_of(session, one.row, form) for one in records]
    places = [
        sentences_of(article, one.row, form) for article, one in zip(articles, records, strict=True)
    ]
    chances = [probabilities(article) for article in articles]
    checked = check_articles(session, articles)
    failed = Counter(
        (one.rule, one.problem) for one in (*session.plugins.failures, *checked.failures)
    )
    for (rule, problem), count in failed.items():
        print(f"FAILED {rule} on {count} articles: {problem}", file=sys.stderr)
    if failed and strict:
        sys.exit("nothing written: a rule that fails finds nothing")
    found = []
    for record, report, here, chance in zip(
        records, checked.articles, places, chances, strict=True
    ):
        spans = [one.body for one in here]
        found.append(
            Marked(
                id=record.row["id"],
                outlet=record.row["outlet"],
                headline=record.row["headline"],
                sentences=tuple(one.text for one in here),
                chances=tuple(chance[one.number] for one in here) if chance else (),
                marks=tuple(read_marks(record.marks, spans)),
                found=tuple(found_at(finding, here) for finding in report.active),
            )
        )
    return found


def article_of(session: Session, row: dict[str, Any], form: str) -> Article:
    """The one article of a row. Exits where the reader sees none, or several."""
    if form == "text":
        articles = list(read(session, row))
    else:
        line = json.dumps(
            {key: row[key] for key in ("id", "headline", "body", "outlet", "url", "published")},
            ensure_ascii=False,
        )
        source = Source.from_text(line, f"{row['id']}.jsonl")
        readers = session.plugins.implementing("reliacheck_read")
        articles = [one for _, reader in readers for one in reader(source=source) or ()]
    if len(articles) != 1:
        sys.exit(f"{row['id']}: {len(articles)} articles")
    return articles[0]


class Place(NamedTuple):
    """A sentence of the body."""

    number: int  # among the article's sentences
    body: tuple[int, int]  # code points into the row's body
    source: tuple[int, int]  # code points into the source that findings point into
    text: str


def sentences_of(article: Article, row: dict[str, Any], form: str) -> list[Place]:
    """The article's sentences but for the headline's, where they stand in body and source."""
    found: list[Place] = []
    at = 0
    for number, sentence in enumerate(article.sentences):
        place = article.locate(sentence.start, sentence.end)
        if form == "text":  # what is taken for a headline there need not be the row's
            start = place.start - len(row["headline"]) - len(GAP)
        elif sentence.part.kind == "headline":
            start = -1
        else:
            start = row["body"].index(sentence.text, at)
        if start < 0:
            continue
        at = start + len(sentence.text)
        found.append(Place(number, (start, at), (place.start, place.end), sentence.text))
        if row["body"][start:at] != sentence.text:
            sys.exit(f"{row['id']}: not in the body: {sentence.text[:60]!r}")
    return found


def found_at(finding: Finding, places: Sequence[Place]) -> Found:
    """A finding with its units."""
    return Found(
        finding.rule,
        int(finding.severity),
        finding.score,
        units_of(finding.rule, finding.location, [one.source for one in places]),
        finding.message,
    )


def units_of(rule: str, place: Location, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The sentences that a place overlaps; the headline where it is in front of them all."""
    if rule in OF_STORY:
        return frozenset({STORY})
    if place.part == "headline" or (spans and place.end <= spans[0][0]):
        return frozenset({HEADLINE})
    return overlapping((place.start, max(place.end, place.start + 1)), spans)


if __name__ == "__main__":
    raise SystemExit(main())
