"""What of a rewrite's alterations is found, and what is said of innocent edits.

    python benchmarks/alterations.py [--data DIR] [--seeds 101 102 103] [--show] [--write]

Plants alterations, as many of each kind, and innocent edits in real copy, each into a story of its
own, and looks for them. Prints Markdown tables; --write puts them into
docs/measurements/alterations.md, above what was read by hand. --show prints what was missed and
what was found where nothing was planted; that text belongs to its publishers and is not to be kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from alterations_innocent import INNOCENT
from alterations_plants import ALTERATIONS, Shape

from reliacheck import Article
from reliacheck.archive.align import align
from reliacheck.reuse.alterations import Alteration, find_alterations
from reliacheck.text.sentences import sentence_spans
from reliacheck.text.words import find_words

NEWS = "news/abp_sample_8k.jsonl.gz"
DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "measurements" / "alterations.md"
BEGIN, END = "<!-- planted -->", "<!-- end of planted -->"

OF_EACH_KIND = 10
OF_EACH_INNOCENT = 16
SEEDS = (101, 102, 103, 104, 105)
# Sentences between which one is changed.
_PARAGRAPHS = 6
_WORDS = 9, 60
_TRIES = 30_000
# Of the sentences that begin a paragraph so many are made a lead behind a dateline; the rewrite has
# the dateline, too, in half of them.
_LEADS = 0.5
_PLACES = "HALDEN", "PORT ALDER, Norway", "WASHINGTON", "GENEVA/BERN", "São Tomé"
_DATES = "", ", March 4", ", Jan. 17", ", Sept 9"
_AGENCIES = "(Reuters) - ", "(AP) — ", "(AFP) – "


class Case(NamedTuple):
    """A source and its rewrite."""

    kind: str
    innocent: bool
    source: list[str]  # paragraphs
    rewrite: list[str]
    a: tuple[int, int]  # what was changed, code points into the source's body
    b: tuple[int, int]
    lead: bool = False  # whether it is the source's first sentence, behind a dateline


class Outcome(NamedTuple):
    """A case and what was found."""

    case: Case
    hit: bool
    others: list[Alteration]  # of another kind, or somewhere else


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--write", action="store_true", help="write the page in docs, too")
    options = parser.parse_args()
    stories = list(load(options.data / NEWS))
    outcomes = [
        judge(case) for seed in options.seeds for case in cases(stories, random.Random(seed))
    ]
    if options.show:
        for outcome in outcomes:
            show(outcome)
    page = "\n".join(tables(outcomes, len(options.seeds)))
    print(page)
    if options.write:
        text = PAGE.read_text(encoding="utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{page}\n\n{END}{after}", encoding="utf-8")


def load(path: Path) -> Iterator[list[str]]:
    """The paragraphs of each story."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            paragraphs = json.loads(line)["body"].split("\n\n")
            found = [" ".join(paragraph.split()) for paragraph in paragraphs]
            yield [paragraph for paragraph in found if len(paragraph) > 60]


# --- planting


def cases(stories: Sequence[list[str]], chance: random.Random) -> Iterator[Case]:
    """As many of each kind, every shape of it as often as it goes."""
    for innocent, table, count in (
        (False, ALTERATIONS, OF_EACH_KIND),
        (True, INNOCENT, OF_EACH_INNOCENT),
    ):
        for kind, shapes in table.items():
            order = list(shapes)
            chance.shuffle(order)
            yield from planted(kind, order, count, stories, chance, innocent=innocent)


def planted(
    kind: str,
    shapes: Sequence[Shape],
    count: int,
    stories: Sequence[list[str]],
    chance: random.Random,
    *,
    innocent: bool,
) -> Iterator[Case]:
    """So many cases of a kind, shape by shape; one that fits nowhere is passed over."""
    found = turn = 0
    while found < count:
        shape = shapes[turn % len(shapes)]
        turn += 1
        case = plant(kind, shape, stories, chance, innocent=innocent)
        if case:
            found += 1
            yield case


def plant(
    kind: str,
    shape: Shape,
    stories: Sequence[list[str]],
    chance: random.Random,
    *,
    innocent: bool,
) -> Case | None:
    """The shape in the first story, of some at random, that it fits."""
    for _ in range(_TRIES):
        story = chance.choice(stories)
        if not story:
            continue
        at = chance.randrange(len(story))
        spans = list(sentence_spans(story[at], 0, len(story[at])))
        start, end = chance.choice(spans)
        sentence = story[at][start:end]
        if not _WORDS[0] <= len(find_words(sentence)) <= _WORDS[1]:
            continue
        pair = shape(sentence, chance)
        if not pair:
            continue
        first = max(0, at - _PARAGRAPHS // 2)
        last = at + _PARAGRAPHS // 2
        lead = start == 0 and ")" not in sentence and chance.random() < _LEADS
        first = at if lead else first
        lines = datelines(chance) if lead else ("", "")
        texts = [story[at][:start] + one + story[at][end:] for one in pair]
        source, rewrite = (
            [*story[first:at], line + text, *story[at + 1 : last]]
            for line, text in zip(lines, texts, strict=True)
        )
        offset = len("\n\n".join(source[: at - first])) + 2 * (at > first)
        a, b = (
            (low + len(line), high + len(line))
            for line, (low, high) in zip(lines, difference(*texts, offset), strict=True)
        )
        if "quotation" not in kind and in_quotation(source, a):
            continue
        return Case(kind, innocent, source, rewrite, a, b, lead)
    return None


def datelines(chance: random.Random) -> tuple[str, str]:
    """What stands before the lead in the source and in the rewrite."""
    line = f"{chance.choice(_PLACES)}{chance.choice(_DATES)} {chance.choice(_AGENCIES)}"
    return line, line if chance.random() < 0.5 else ""


def in_quotation(paragraphs: Sequence[str], span: tuple[int, int]) -> bool:
    """Whether a place lies in a quotation, which may go on over several paragraphs."""
    article = Article.compose(body=paragraphs)
    return any(one.start <= span[0] < one.end for one in article.quotations)


def difference(a: str, b: str, offset: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where two texts differ, without what they have in common at both ends."""
    start, most = 0, min(len(a), len(b))
    while start < most and a[start] == b[start]:
        start += 1
    end = 0
    while end < most - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return (offset + start, offset + len(a) - end), (offset + start, offset + len(b) - end)


# --- judging


def judge(case: Case) -> Outcome:
    a, b = Article.compose(body=case.source), Article.compose(body=case.rewrite)
    found = [one for passage in align(a.text, b.text) for one in find_alterations(a, b, passage)]
    right = [
        one for one in found if not case.innocent and one.kind == case.kind and near(one, case)
    ]
    return Outcome(case, bool(right), [one for one in found if one not in right])


def near(one: Alteration, case: Case) -> bool:
    """Whether an alteration is where one was planted, give or take a word."""
    slack = 12
    in_a = one.a[0] <= case.a[1] + slack and case.a[0] - slack <= one.a[1]
    in_b = one.b[0] <= case.b[1] + slack and case.b[0] - slack <= one.b[1]
    return in_a and in_b


def tables(outcomes: Sequence[Outcome], rounds: int) -> Iterator[str]:
    altered = [one for one in outcomes if not one.case.innocent]
    innocent = [one for one in outcomes if one.case.innocent]
    wrong = Counter(other.kind for one in outcomes for other in one.others)
    yield (
        f"{len(altered)} alterations and {len(innocent)} innocent edits, {rounds} rounds with"
        " seeds whose totals, but not whose cases, were seen before:"
    )
    yield ""
    yield "| kind | planted | found | recall | false | precision |"
    yield "|---|---:|---:|---:|---:|---:|"
    for kind in (*ALTERATIONS, "all"):
        mine = [one for one in altered if kind in (one.case.kind, "all")]
        hits = sum(one.hit for one in mine)
        false = sum(wrong.values()) if kind == "all" else wrong[kind]
        precision = f"{hits / (hits + false):.3f}" if hits + false else ""
        yield f"| {kind} | {len(mine)} | {hits} | {hits / len(mine):.3f} | {false} | {precision} |"
    leads = [one for one in altered if one.case.lead]
    hits = sum(one.hit for one in leads)
    share = f"{hits / len(leads):.3f}" if leads else ""
    yield f"| in leads behind a dateline | {len(leads)} | {hits} | {share} | | |"
    yield ""
    yield "| innocent edits | planted | raise something |"
    yield "|---|---:|---:|"
    for kind in (*INNOCENT, "all"):
        mine = [one for one in innocent if kind in (one.case.kind, "all")]
        yield f"| {kind} | {len(mine)} | {sum(bool(one.others) for one in mine)} |"


def show(outcome: Outcome) -> None:
    """What went wrong with a case."""
    case = outcome.case
    if (case.innocent or outcome.hit) and not outcome.others:
        return
    a, b = "\n\n".join(case.source), "\n\n".join(case.rewrite)
    print(f"{'INNOCENT ' * case.innocent}{case.kind} {'' if case.innocent else outcome.hit}")
    print("  A", _context(a, case.a), "\n  B", _context(b, case.b))
    for one in outcome.others:
        print(f"  {one.kind}: [{one.a_text}] -> [{one.b_text}]")


def _context(text: str, span: tuple[int, int]) -> str:
    start, end = span
    around = text[max(0, start - 90) : start], text[start:end], text[end : end + 70]
    return "{}[[{}]]{}".format(*around).replace("\n", "|")


if __name__ == "__main__":
    main()
