"""Every rule over real news: does it hold, how fast is it, how often does each rule speak up?

    python benchmarks/news.py [--data DIR] [--limit N] [--write]
    python benchmarks/news.py --sample 50 --rule attribution.passive [--seed 1]

The first prints a Markdown table; --write puts it into docs/measurements/news.md, too. The second
prints findings at random, to be read and judged; the text it prints belongs to its publishers and
is not to be kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reliacheck import Article, Finding, Metadata, Severity, Source
from reliacheck.config import Config, Options
from reliacheck.engine import Rule
from reliacheck.session import Checked, Session, check_articles, open_session

NEWS = "news/abp_sample_8k.jsonl.gz"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "measurements" / "news.md"
PREFACE = """# Every rule over real news

8,000 full articles of US and UK outlets (development data, not in this repository), headline and
body as the plain-text reader sees them, with every rule selected, the opt-in ones too. The news
was scraped: captions, share buttons and pull quotes stand among the paragraphs. What several rules
share (words, sentences, the people given as sources) is on the account of the first that asks for
it. How many of the findings held when they were read stands on each rule's page. Made by
`python benchmarks/news.py --write`.
"""
AGENCIES = ("Reuters", "Associated Press")
MANY = 3  # attribution findings above info that an ordinary agency story may have
DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--limit", type=int, help="only so many articles, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule", help="only this rule")
    parser.add_argument("--sample", type=int, help="print so many findings of --rule")
    parser.add_argument("--write", action="store_true", help="write the page in docs, too")
    options = parser.parse_args()
    rows = load(options.data / NEWS)
    if options.limit:
        rows = random.Random(options.seed).sample(rows, options.limit)
    select = (options.rule,) if options.rule else ("all",)
    session = open_session(Config(options=Options(select=select, time_budget=60)))
    began = time.perf_counter()
    articles = [article for row in rows for article in read(session, row)]
    reading = time.perf_counter() - began
    began = time.perf_counter()
    checked = check_articles(session, articles)
    checking = time.perf_counter() - began
    for failure in (*session.plugins.failures, *checked.failures):
        print(f"FAILED {failure.rule} on {failure.article}: {failure.problem}")
    if options.sample:
        print_sample(checked, options.sample, options.seed)
        return
    lines = list(table(session.rules, checked, reading, checking))
    if not options.rule:
        lines += ["", *by_default(session, checked), "", *attribution(rows)]
    page = "\n".join(lines) + "\n"
    print(page)
    if options.write:
        PAGE.write_text(f"{PREFACE}\n{page}", encoding="utf-8")


def load(path: Path) -> list[dict[str, Any]]:
    """The articles of the news sample as dictionaries."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(session: Session, row: dict[str, Any]) -> Iterator[Article]:
    """An article as the plain-text reader sees headline and body, with what else is known."""
    source = Source.from_text(f"{row['headline']}\n\n{row['body']}", f"{row['id']}.txt")
    for _plugin, reader in session.plugins.implementing("reliacheck_read"):
        for article in reader(source=source) or ():
            meta = Metadata(
                outlet=row["outlet"],
                url=row["url"],
                published=row["published"],
                language=article.meta.language,
            )
            yield Article(
                article.source,
                article.parts,
                meta=meta,
                directives=article.directives,
                notes=article.notes,
            )


def table(rules: list[Rule], checked: Checked, reading: float, checking: float) -> Iterator[str]:
    """Speed, and for each rule how many findings it has and how much time it takes."""
    count = len(checked.articles)
    seconds: defaultdict[str, float] = defaultdict(float)
    statuses: Counter[tuple[str, str]] = Counter()
    found: Counter[str] = Counter()
    for report in checked.articles:
        for check in report.checks:
            seconds[check.rule] += check.seconds
            statuses[check.rule, check.status] += 1
        found.update(finding.rule for finding in report.active)
    yield f"{count:,} articles in one process, {len(checked.failures)} failures: read"
    yield f"{count / reading:,.0f} articles/s, checked {count / checking:,.0f} articles/s."
    yield ""
    yield "| rule | findings shown | an article | not assessed | ms an article |"
    yield "|---|---:|---:|---:|---:|"
    for rule in rules:
        name = rule.check.id
        unfit = statuses[name, "not-assessed"]
        yield (
            f"| `{name}` | {found[name]:,} | {found[name] / count:.3f} |"
            f" {unfit:,} | {1000 * seconds[name] / count:.3f} |"
        )
    total = sum(found.values())
    yield f"| all | {total:,} | {total / count:.3f} | | {1000 * checking / count:.3f} |"


def by_default(session: Session, checked: Checked) -> Iterator[str]:
    """What a desk sees that has set nothing, and how much of it agency copy has of attribution."""
    default = {rule.check.id for rule in session.rules if rule.check.default}
    count = len(checked.articles)
    found = Counter(
        (finding.rule, finding.severity)
        for report in checked.articles
        for finding in report.active
        if finding.rule in default
    )
    yield "## At default settings"
    yield ""
    yield "| rule | severity | findings | an article |"
    yield "|---|---|---:|---:|"
    for (rule, severity), number in sorted(found.items()):
        yield f"| `{rule}` | {severity} | {number:,} | {number / count:.3f} |"
    for severity in Severity:
        number = sum(shown for (_, own), shown in found.items() if own == severity)
        yield f"| all | {severity} | {number:,} | {number / count:.3f} |"
    yield ""
    yield f"Stories with more than {MANY} findings of attribution rules above info:"
    yield ""
    yield "| stories | number | mean | share with more |"
    yield "|---|---:|---:|---:|"
    for outlets, name in (*(((one,), one) for one in AGENCIES), (None, "all")):
        each = [
            sum(
                finding.rule in default
                and finding.rule.startswith("attribution.")
                and finding.severity > Severity.INFO
                for finding in report.active
            )
            for report in checked.articles
            if outlets is None or report.article.meta.outlet in outlets
        ]
        if each:
            over = sum(number > MANY for number in each)
            yield (
                f"| {name} | {len(each):,} | {sum(each) / len(each):.2f}"
                f" | {over / len(each):.3f} ({over}) |"
            )


def attribution(rows: list[dict[str, Any]]) -> Iterator[str]:
    """The speed of all attribution rules together, the opt-in ones too, with all they share."""
    every = open_session(Config(options=Options(select=("all",))))
    rules = tuple(one.check.id for one in every.rules if one.check.id.startswith("attribution."))
    session = open_session(Config(options=Options(select=rules, time_budget=60)))
    articles = [article for row in rows for article in read(session, row)]
    began = time.process_time()
    check_articles(session, articles)
    seconds = time.process_time() - began
    yield (
        f"All {len(rules)} attribution rules together, words, sentences and all else that they need"
        f" included: {len(articles) / seconds:,.0f} articles a CPU second,"
        f" {1000 * seconds / len(articles):.2f} ms an article."
    )


def print_sample(checked: Checked, size: int, seed: int) -> None:
    """Findings at random, each with its surroundings."""
    found = [finding for report in checked.articles for finding in report.active]
    sources = {report.article.source.path: report.article for report in checked.articles}
    print(f"{len(found)} findings; {min(size, len(found))} of them:\n")
    for number, finding in enumerate(random.Random(seed).sample(found, min(size, len(found))), 1):
        print_finding(number, finding, sources[finding.location.article.path])


def print_finding(number: int, finding: Finding, article: Article) -> None:
    """One finding as a judge needs to see it."""
    place, text = finding.location, article.source.text
    before = text[max(0, place.start - 250) : place.start].replace("\n", " / ")
    after = text[place.end : place.end + 250].replace("\n", " / ")
    print(f"{number}. {article.meta.outlet} | {article.headline_text} | score {finding.score:.2f}")
    print(f"   {finding.message}")
    print(f"   ...{before}[[{place.text}]]{after}...")
    for label, related in finding.related[:4]:
        print(f"   - {label}: {related.text[:300]}")
    print()


if __name__ == "__main__":
    main()
