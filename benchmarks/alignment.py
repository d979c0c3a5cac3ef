"""The aligner beside difflib, cydifflib and rapidfuzz alone: `python benchmarks/alignment.py`.

Prints Markdown tables: time and recall on passages planted in real news, PAN 2013, repetitive
input. `--settings` prints what other settings would do on both, `--cross-validate` what choosing
the cost of an unmatched word on PAN 2013 gives on the folds left out. `--data DIR` is the shared
data. cydifflib is left out where it is not installed (`pip install cydifflib`).
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from alignment_pairs import PLANTS, Pair, Span, pan_pairs, planted, same_day, unrelated
from performance_page import table, write_section
from rapidfuzz.distance import Indel, Levenshtein

from reliacheck.archive import align_blocks, align_seeds
from reliacheck.archive.align import MIN_WORDS, Prepared, align, prepare
from reliacheck.archive.align_blocks import best_stretch
from reliacheck.archive.align_seeds import Block
from reliacheck.text.words import find_words

DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

FOLDS = 5
COSTS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
TELLING = [kind for kind in PLANTS if "one sentence" in kind or "fifth" in kind or "half" in kind]
VERBATIM_FLOOR = 0.99  # character F1 below which a cost is not chosen
TIMED_WORDS = 500
TIMED_PAIRS = 60
REPEATS = 5  # per pair; the best is taken
REPETITIVE_WORDS = 20_000
UNRELATED_PAIRS = 5000
SAME_DAY_PAIRS = 3000

Spans = list[tuple[Span, Span]]
Tool = Callable[[Prepared, Prepared], Spans]


class Score(NamedTuple):
    """Code points of both texts: found, right, to be found."""

    found: int = 0
    right: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:  # type: ignore[override]
        return Score(*map(sum, zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.gold)


# --- the tools


def ours(a: Prepared, b: Prepared) -> Spans:
    return [(passage.a, passage.b) for passage in align(a, b)]


def with_matcher(matcher: Any) -> Tool:
    """SequenceMatcher of difflib or cydifflib on words."""

    def run(a: Prepared, b: Prepared) -> Spans:
        found = matcher(None, a.keys, b.keys, autojunk=False).get_matching_blocks()
        return passages([Block(one.b, one.a, one.size) for one in found if one.size], a, b)

    return run


def with_editops(editops: Any) -> Tool:
    """Words that an edit distance of rapidfuzz over both whole texts keeps."""

    def run(a: Prepared, b: Prepared) -> Spans:
        found = editops(a.keys, b.keys).as_matching_blocks()
        return passages([Block(one.b, one.a, one.size) for one in found if one.size], a, b)

    return run


def tools() -> dict[str, Tool]:
    """All that are installed, ours first."""
    found = {"reliacheck": ours, "difflib": with_matcher(SequenceMatcher)}
    if find_spec("cydifflib"):
        found["cydifflib"] = with_matcher(import_module("cydifflib").SequenceMatcher)
    found["rapidfuzz Levenshtein"] = with_editops(Levenshtein.editops)
    found["rapidfuzz Indel"] = with_editops(Indel.editops)
    return found


def passages(blocks: list[Block], a: Prepared, b: Prepared) -> Spans:
    """A whole-text alignment cut into passages by the rule that our own end by."""
    found: Spans = []
    waiting = [blocks]
    while waiting:
        part = waiting.pop()
        best = best_stretch(part)
        if sum(block.size for block in best) < MIN_WORDS:
            continue
        start, last = best[0], best[-1]
        ends = a.words[last.a + last.size - 1].end, b.words[last.b + last.size - 1].end
        found.append(
            ((a.words[start.a].start, ends[0]), (b.words[start.b].start, ends[1])),
        )
        at = part.index(start)
        waiting += [part[:at], part[at + len(best) :]]
    return found


# --- the measures


def score(pair: Pair, found: Spans) -> Score:
    """Code points of both texts together."""
    in_a = overlap([one for one, _ in found], pair.gold_a, len(pair.a.text))
    return in_a + overlap([one for _, one in found], pair.gold_b, len(pair.b.text))


def overlap(found: list[Span], gold: list[Span], length: int) -> Score:
    said, true = covered(found, length), covered(gold, length)
    return Score(said.bit_count(), (said & true).bit_count(), true.bit_count())


def covered(spans: Iterable[Span], length: int) -> int:
    """The code points of the spans as bits of a number."""
    marks = bytearray(length)
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return int.from_bytes(marks, "little")


def scores(tool: Tool, pairs: list[Pair]) -> dict[str, Score]:
    """Summed up by kind."""
    found: dict[str, Score] = {}
    for pair in pairs:
        found[pair.kind] = found.get(pair.kind, Score()) + score(pair, tool(pair.a, pair.b))
    return found


def seconds(run: Callable[[], object]) -> float:
    """The best of several runs."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def cut(read: Prepared, gold: list[Span]) -> str | None:
    """About 500 words of the text around its first marked passage, if it has so many."""
    if len(read.words) < TIMED_WORDS:
        return None
    first = next(at for at, word in enumerate(read.words) if word.start >= gold[0][0])
    start = min(max(0, first - TIMED_WORDS // 3), len(read.words) - TIMED_WORDS)
    return read.text[read.words[start].start : read.words[start + TIMED_WORDS - 1].end]


# --- the tables


def times_page(pairs: list[Pair]) -> str:
    kinds = list(PLANTS)[1:5]
    timed = {kind: list(timed_pairs(pairs, kind)) for kind in kinds}
    took = {
        name: [
            1000 * statistics.median(seconds(lambda: tool(*pair)) for pair in timed[kind])  # noqa: B023
            for kind in kinds
        ]
        for name, tool in tools().items()
    }
    first = statistics.geometric_mean(next(iter(took.values())))
    cells = [
        [name, *(f"{one:.2f}" for one in row), f"{statistics.geometric_mean(row) / first:.1f}"]
        for name, row in took.items()
    ]
    texts = [one.text for pair in timed[kinds[0]] for one in pair]
    reading = statistics.median(seconds(lambda: prepare(text)) for text in texts)  # noqa: B023
    finding = statistics.median(seconds(lambda: find_words(text)) for text in texts)  # noqa: B023
    return (
        f"Milliseconds for two texts of {TIMED_WORDS} words, words known (median of pairs; in the"
        " last column how many times as long as the first, on the geometric mean):\n\n"
        f"{table(['', *kinds, 'times'], cells)}\n"
        f"To prepare one such text takes {1000 * reading:.2f} ms more,"
        f" {1000 * finding:.2f} of them to find its words.\n"
    )


def timed_pairs(pairs: list[Pair], kind: str) -> Iterator[tuple[Prepared, Prepared]]:
    left = TIMED_PAIRS
    for pair in pairs:
        if pair.kind == kind and left:
            a, b = cut(pair.a, pair.gold_a), cut(pair.b, pair.gold_b)
            if a and b:
                left -= 1
                yield prepare(a), prepare(b)


def planted_page(pairs: list[Pair]) -> str:
    found = [scores(tool, pairs) for tool in tools().values()]
    rows = [
        [kind, *(f"{one[kind].recall:.3f} ({one[kind].precision:.3f})" for one in found)]
        for kind in PLANTS
    ]
    heading = "Recall (precision) of code points of planted passages:\n\n"
    return heading + table(["", *tools()], rows)


def pan_page(pairs: list[Pair]) -> str:
    heads = ["", "verbatim: precision", "recall", "F1", "random: precision", "recall", "F1"]
    rows = [[name, *pan_cells(tool, pairs)] for name, tool in tools().items()]
    heading = "PAN 2013, code points of both texts; pairs without reuse in which one is found:\n\n"
    return heading + table([*heads, "flagged"], rows)


def pan_cells(tool: Tool, pairs: list[Pair]) -> list[str]:
    found = scores(tool, pairs)
    flagged = sum(bool(tool(one.a, one.b)) for one in pairs if one.kind == "no-plagiarism")
    kinds = (found["no-obfuscation"], found["random-obfuscation"])
    numbers = [number for one in kinds for number in (one.precision, one.recall, one.f1)]
    return [f"{number:.3f}" for number in numbers] + [str(flagged)]


def print_unrelated(data: Path, seed: int) -> None:
    """How often stories that have nothing to do with each other share a passage."""
    counts = [
        max(passage.equal_words for passage in found)
        for a, b in unrelated(data, seed, UNRELATED_PAIRS)
        if (found := align(a, b))
    ]
    print(f"{UNRELATED_PAIRS:,} pairs of stories of different outlets and years, at random:")
    print(f"{len(counts)} share a passage of {MIN_WORDS} kept words or more,")
    print(f"{sum(count >= 12 for count in counts)} one of 12 or more,", end=" ")
    print(f"{sum(count >= 20 for count in counts)} one of 20 or more.\n")


def print_repetitive() -> None:
    """Texts that have more in common with themselves than an aligner likes."""
    print("Repetitive texts, 10,000 and 20,000 words each, ours:\n")
    print("| | ms, 10,000 | ms, 20,000 | passages |")
    print("|---|---:|---:|---:|")
    for name in repetitive(4):
        times, found = [], 0
        for words in (REPETITIVE_WORDS // 2, REPETITIVE_WORDS):
            a, b = (prepare(text) for text in repetitive(words)[name])
            found = len(align(a, b))
            times.append(1000 * seconds(lambda: align(a, b)))  # noqa: B023
        print(f"| {name} | {times[0]:.0f} | {times[1]:.0f} | {found} |", flush=True)
    print()


def repetitive(words: int) -> dict[str, tuple[str, str]]:
    """Pairs of texts of so many words each."""
    rng = random.Random(1)
    line = [f"word{number}" for number in range(20)]
    few, more = ["ein", "zwei", "drei"], [f"w{number}" for number in range(30)]
    return {
        "one word": (" ".join(["the"] * words), " ".join(["the"] * (words - 1))),
        "one line of 20 words": (
            " ".join((line * words)[:words]),
            " ".join((line[7:] + line * words)[:words]),
        ),
        "3 words at random": (
            " ".join(rng.choices(few, k=words)),
            " ".join(rng.choices(few, k=words)),
        ),
        "30 words at random": (
            " ".join(rng.choices(more, k=words)),
            " ".join(rng.choices(more, k=words)),
        ),
    }


# --- the settings


def print_settings(
    pan: list[Pair], news: list[Pair], days: list[tuple[Prepared, Prepared]]
) -> None:
    """One setting changed at a time: what it does to PAN 2013, plants, stories of the same day."""
    print("| | verbatim F1 | random F1 | flagged |", " | ".join(TELLING), "| loose |")
    print("|---|---:|---:|---:|" + "---:|" * len(TELLING) + "---:|")
    usual = {"K": align_seeds.K, "COST": align_seeds.COST, "REACH": align_seeds.REACH}
    for name, values in {"K": (3, 5), "COST": COSTS, "REACH": (20, 30, 60)}.items():
        for value in values:
            use({**usual, name: value})
            cells = pan_cells(ours, pan)
            found = scores(ours, news)
            plants = [f"{found[kind].recall:.3f} ({found[kind].precision:.3f})" for kind in TELLING]
            print(f"| {name} = {value} |", " | ".join([cells[2], *cells[5:], *plants]), end="")
            print(f" | {sum(map(loose, days))} |", flush=True)
    use(usual)


def loose(pair: tuple[Prepared, Prepared]) -> int:
    """Short passages in which not even two words of three are kept."""
    return sum(one.equal_words < 12 and one.similarity < 2 / 3 for one in align(*pair))


def print_cross_validation(pairs: list[Pair]) -> None:
    """The cost chosen on four folds, judged on the fifth."""
    by_cost: dict[float, list[dict[str, Score]]] = {}
    for cost in COSTS:
        use({"COST": cost})
        by_cost[cost] = [scores(ours, pairs[fold::FOLDS]) for fold in range(FOLDS)]
    print("| fold | chosen | verbatim F1 | random F1 |")
    print("|---|---:|---:|---:|")
    total = {"no-obfuscation": Score(), "random-obfuscation": Score()}
    for fold in range(FOLDS):
        chosen = max(COSTS, key=lambda cost: worth(by_cost[cost], fold))
        left_out = by_cost[chosen][fold]
        total = {kind: total[kind] + left_out[kind] for kind in total}
        cells = " | ".join(f"{left_out[kind].f1:.3f}" for kind in total)
        print(f"| {fold + 1} | {chosen} | {cells} |")
    print("| all | |", " | ".join(f"{one.f1:.3f}" for one in total.values()), "|")


def worth(folds: list[dict[str, Score]], left_out: int) -> tuple[bool, float]:
    """Random F1 on all folds but one, for costs that keep verbatim F1 above the floor."""
    kept = [found for fold, found in enumerate(folds) if fold != left_out]
    verbatim = sum((one["no-obfuscation"] for one in kept), Score())
    shuffled = sum((one["random-obfuscation"] for one in kept), Score())
    return verbatim.f1 >= VERBATIM_FLOOR, shuffled.f1


def use(settings: dict[str, Any]) -> None:
    """Sets the aligner's numbers wherever they are held."""
    for name, value in settings.items():
        for module in (align_seeds, align_blocks, import_module(align.__module__)):
            if hasattr(module, name):
                setattr(module, name, value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--plants", type=int, default=200, help="pairs of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--settings", action="store_true", help="what other settings would do")
    parser.add_argument("--cross-validate", action="store_true", help="the choice of the cost")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pan = pan_pairs(options.data)
    if options.cross_validate:
        print_cross_validation(pan)
        return
    news = list(planted(options.data, options.seed, options.plants))
    if options.settings:
        days = same_day(options.data, options.seed, SAME_DAY_PAIRS)
        print_settings(pan, [pair for pair in news if pair.kind in TELLING], days)
        return
    page = "\n".join([times_page(news), planted_page(news), pan_page(pan)])
    print(page)
    if options.write:
        write_section("alignment", page)
    print_unrelated(options.data, options.seed)
    print_repetitive()


if __name__ == "__main__":
    main()
