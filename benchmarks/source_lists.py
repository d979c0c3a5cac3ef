"""The source lists beside those of two raters.

    python benchmarks/source_lists.py [--data DIR] [--write] [--show]

Reads the raters' lists (editor/sources.jsonl under --data) and the articles they are of, prints
Markdown, and with --write puts it into docs/measurements/source-lists.md. --show prints every match
and every miss, to be read; the names it prints stand in articles that belong to their publishers.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import news  # noqa: E402
from source_names import Name, matched, name_of, names_listed, routes  # noqa: E402

from reliacheck import Article  # noqa: E402  the checkout, installed or not
from reliacheck.attribution import spoken  # noqa: E402
from reliacheck.config import Config, Options  # noqa: E402
from reliacheck.session import Session, open_session  # noqa: E402
from reliacheck.sources import StorySource, statements, story_sources  # noqa: E402

PAGE = ROOT / "docs" / "measurements" / "source-lists.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
LISTS = Path("editor") / "sources.jsonl"
TIMED = 400  # articles
SEED = 1
RESAMPLED = 2000


class Line(NamedTuple):
    """A source that a rater lists."""

    text: str
    kind: str
    names: Sequence[Name]
    routes: Sequence[str]


class Compared(NamedTuple):
    """One article's lists beside each other."""

    article: str
    ours: Sequence[StorySource]
    ours_listed: Sequence[bool]  # by a rater
    both: Sequence[tuple[Line, Line, bool]]  # listed by both, and whether by us
    single: Sequence[tuple[Line, bool]]  # listed by one of them


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=news.DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}")
    parser.add_argument("--show", action="store_true", help="every match and every miss")
    options = parser.parse_args()
    session = open_session(Config(options=Options()))
    rows = {row["id"]: row for row in news.load(options.data / news.NEWS)}
    lists = (options.data / LISTS).read_text(encoding="utf-8").splitlines()
    compared = []
    agreed: list[tuple[int, int, int]] = []
    for entry in map(json.loads, lists):
        article = next(iter(news.read(session, rows[entry["article"]])))
        raters = [[line_of(one) for one in entry["raters"][rater]] for rater in ("1", "2")]
        ours = story_sources(article, session.context)
        compared.append(compare(entry["article"], ours, raters))
        agreed.append((len(compared[-1].both), len(raters[0]), len(raters[1])))
    if options.show:
        print("\n".join(shown(compared)))
    sample = random.Random(SEED).sample(sorted(rows), TIMED)
    figures = [*report(compared, agreed), "", *speed(session, [rows[one] for one in sample])]
    text = "\n".join(figures)
    print(text)
    if options.write:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        tail = rest.partition(END)[2]
        PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def line_of(listed: dict[str, str]) -> Line:
    text, kind = listed["name"], listed["kind"]
    return Line(text, kind, names_listed(text, kind), routes(text))


def compare(
    article: str, sources: Sequence[StorySource], raters: Sequence[Sequence[Line]]
) -> Compared:
    """Our list beside those of the raters; the article's own outlet is not on ours."""
    ours = [one for one in sources if one.kind != "self"]
    names = [name_of(one.name, kind_told(one)) for one in ours]
    hits = [matched(names, [line.names for line in lines]) for lines in raters]
    ways = {route for lines in raters for line in lines for route in line.routes}
    listed = [
        any(number in hit for hit in hits) or name.outlet in ways
        for number, name in enumerate(names)
    ]
    first, second = raters
    pairs = matched([line.names[0] for line in first], [line.names for line in second])
    reached = [set(hit.values()) for hit in hits]
    both = [
        (first[one], second[other], one in reached[0] or other in reached[1])
        for one, other in pairs.items()
    ]
    single = [(line, at in reached[0]) for at, line in enumerate(first) if at not in pairs]
    paired = set(pairs.values())
    single += [(line, at in reached[1]) for at, line in enumerate(second) if at not in paired]
    return Compared(article, ours, listed, both, single)


def kind_told(source: StorySource) -> str:
    """Agencies are outlets to the raters."""
    return "outlet" if source.kind == "agency" else source.kind


class Counts(NamedTuple):
    """Ours, those that a rater lists, and so on."""

    ours: int
    right: int
    both: int
    both_found: int
    any: int
    any_found: int

    @property
    def precision(self) -> float:
        return self.right / self.ours

    @property
    def recall(self) -> float:
        return self.both_found / self.both

    @property
    def recall_any(self) -> float:
        return self.any_found / self.any


def counts(compared: Sequence[Compared]) -> Counts:
    both = [found for one in compared for *_, found in one.both]
    single = [found for one in compared for _, found in one.single]
    listed = [right for one in compared for right in one.ours_listed]
    return Counts(
        len(listed), sum(listed), len(both), sum(both), len(both + single), sum(both + single)
    )


def report(compared: Sequence[Compared], agreed: Sequence[tuple[int, int, int]]) -> Iterator[str]:
    total = counts(compared)
    low, high = intervals(compared)
    yield (
        f"{len(compared)} articles; we list {total.ours} sources, both raters list {total.both},"
        f" at least one of them {total.any}."
    )
    yield ""
    yield "| figure | value | 95 % interval |"
    yield "|---|---:|---|"
    told = (
        ("precision: share of ours that a rater lists", "precision"),
        ("recall of the sources that both list", "recall"),
        ("recall of the sources that any of them lists", "recall_any"),
    )
    for name, key in told:
        yield (
            f"| {name} | {getattr(total, key):.3f} |"
            f" {getattr(low, key):.3f} to {getattr(high, key):.3f} |"
        )
    pairs, first, second = (sum(column) for column in zip(*agreed, strict=True))
    yield (
        f"| for comparison: rater 1's list against rater 2's | {pairs / first:.3f} of 1's,"
        f" {pairs / second:.3f} of 2's | |"
    )
    yield ""
    yield "| kind | ours | of these listed by a rater | listed by both | of these found |"
    yield "|---|---:|---:|---:|---:|"
    yield from by_kind(compared)


class Interval(NamedTuple):
    """Ends of the intervals of the three figures."""

    precision: float
    recall: float
    recall_any: float


def intervals(compared: Sequence[Compared]) -> tuple[Interval, Interval]:
    """Of articles drawn anew: the articles are few, and lists of one article hang together."""
    chance = random.Random(SEED)
    drawn = [counts(chance.choices(compared, k=len(compared))) for _ in range(RESAMPLED)]
    columns = [
        sorted(getattr(one, key) for one in drawn) for key in ("precision", "recall", "recall_any")
    ]
    low, high = RESAMPLED // 40, RESAMPLED - RESAMPLED // 40 - 1
    return Interval(*[one[low] for one in columns]), Interval(*[one[high] for one in columns])


def by_kind(compared: Sequence[Compared]) -> Iterator[str]:
    ours: Counter[str] = Counter()
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for one in compared:
        for source, listed in zip(one.ours, one.ours_listed, strict=True):
            ours[kind_told(source)] += 1
            right[kind_told(source)] += listed
        for first, _, hit in one.both:
            both[first.kind] += 1
            found[first.kind] += hit
    for kind, number in ours.most_common():
        yield (
            f"| {kind} | {number} | {right[kind]} ({right[kind] / number:.2f}) | {both[kind]} |"
            f" {found[kind]} ({found[kind] / max(1, both[kind]):.2f}) |"
        )


def speed(session: Session, rows: Sequence[dict[str, str]]) -> Iterator[str]:
    """Seconds of the processor for what rules ask for, without what other rules need as well."""
    articles: list[Article] = [next(iter(news.read(session, row))) for row in rows]
    began = time.process_time()
    for article in articles:
        article.memo(session.context.outlets.mentions_in)
        _ = article.sentences, article.quotations
    read = time.process_time()
    for article in articles:
        spoken(article)
    attributed = time.process_time()
    for article in articles:
        statements(article, session.context)
    listed = time.process_time()
    stages = ((began, read), (read, attributed), (attributed, listed))
    spent = [f"{1000 * (end - start) / len(articles):.1f} ms" for start, end in stages]
    yield (
        f"Time of one processor for an article, over {len(articles)} of the news sample: sentences,"
        f" quotations and outlets {spent[0]}; attribution and speakers, which rules share,"
        f" {spent[1]}; sources and statements {spent[2]}."
    )


def shown(compared: Sequence[Compared]) -> Iterator[str]:
    for one in compared:
        yield f"== {one.article}"
        for source, listed in zip(one.ours, one.ours_listed, strict=True):
            yield f"  {'ok   ' if listed else 'extra'} {source.name} ({source.kind})"
        for first, second, found in one.both:
            if not found:
                yield f"  missed, both list it: {first.text} | {second.text}"
        for line, found in one.single:
            if not found:
                yield f"  missed, one lists it: {line.text}"


if __name__ == "__main__":
    main()
