"""An archive of as many articles as wanted, for the benchmarks: JSONL, about 3 kB a line.

    python benchmarks/corpus.py OUT.jsonl --articles 1000000 [--seed 1] [--processes 2]
    python benchmarks/corpus.py OUT.jsonl --report

The articles are walks over the sentences of the news sample. They have as many runs of words in
common as real articles that are not about the same thing (--report measures it on a file made
before). The same seed gives the same articles, and fewer of them are the first ones of more.
Copies to be found among them are made by planting.py.

With --corpus FILE.jsonl the articles are those of a file of your own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from corpus_names import FURNITURE, OUTLETS
from corpus_walk import Chance, Ints, Walk
from numpy.typing import NDArray

from reliacheck.records import Record, parse_record
from reliacheck.text.sentences import sentence_spans

NEWS = "news/abp_sample_8k.jsonl.gz"
HEADLINES = "headlines/uci_sample.tsv.gz"
DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

_WALKS = 2000
_EACH = 4  # articles that one walk makes; even
BLOCK = _WALKS * _EACH  # articles that are made at once
_SIZES = 1500, 3300  # bytes of an article without headline and furniture, about
_BREAK = 0.5  # of the sentences end a paragraph
_SENTENCE_WORDS = 3, 60
_HEADLINE_WORDS = 7, 13
_FIRST_DAY = np.datetime64("2021-01-01T00:00")
_MINUTES = 3 * 365 * 24 * 60
_WORD = re.compile("[a-z0-9]+")
_NO_WORD = re.compile(r"https?:|www\.|pic\.twitter|\S{26}|[\u200b-\u200f\ufeff]")


class Model(NamedTuple):
    """What articles are made of."""

    bodies: Walk
    headlines: Walk
    words: list[bytes]  # of the bodies with a space behind, then all with the end of a paragraph
    sizes: NDArray[np.int64]  # of the words of the bodies, in bytes


def load_model(data: Path = DEFAULT_DATA, sample: int | None = None) -> Model:
    """From the folder of shared data: a quarter of a minute, unless a smaller sample will do."""
    bodies = Walk(islice(read_paragraphs(data / NEWS), sample and 12 * sample))
    words = [_in_json(word) for word in bodies.words]
    return Model(
        bodies,
        Walk([[headline] for headline in islice(read_headlines(data / HEADLINES), sample)]),
        [word + b" " for word in words] + [word + rb"\n\n" for word in words],
        np.array([len(word) + 1 for word in words]),
    )


def read_paragraphs(path: Path) -> Iterator[list[list[str]]]:
    """Sentences as words, by paragraph. Links and lines of a word or two are left out."""
    least, most = _SENTENCE_WORDS
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["body"].split("\n\n"):
                spans = sentence_spans(paragraph, 0, len(paragraph))
                texts = [paragraph[slice(*span)] for span in spans]
                split = [text.split() for text in texts if not _NO_WORD.search(text)]
                if kept := [words for words in split if least <= len(words) <= most]:
                    yield kept


def read_headlines(path: Path) -> Iterator[list[str]]:
    """Headlines as words; those that were cut off are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 1, None):
            headline = line.partition("\t")[0]
            if headline.strip() and not headline.endswith("...") and not _NO_WORD.search(headline):
                yield headline.split()


def _in_json(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()


def articles(model: Model, count: int, seed: int) -> Iterator[Record]:
    """`count` articles, one by one. Hosts of plants want another seed than the archive."""
    blocks = (make_block(model, seed, number) for number in range(-(-count // BLOCK)))
    return map(json.loads, islice((line for block in blocks for line in block), count))


def make_block(model: Model, seed: int, number: int) -> list[bytes]:
    """BLOCK articles as lines of JSON."""
    chance = np.random.default_rng((seed, number))
    outlets = chance.integers(len(OUTLETS), size=BLOCK).tolist()
    published = _FIRST_DAY + chance.integers(_MINUTES, size=BLOCK)
    heads = zip(
        range(number * BLOCK, (number + 1) * BLOCK),
        outlets,
        published.astype(str).tolist(),
        make_headlines(model.headlines, BLOCK, chance),
        strict=True,
    )
    bodies = make_bodies(model, chance)
    return [
        _line(f"{seed}-{place:07d}", OUTLETS[outlet], time, headline, body, _FURNITURE[outlet])
        for (place, outlet, time, headline), body in zip(heads, bodies, strict=True)
    ]


_FURNITURE = [_in_json(FURNITURE[place % len(FURNITURE)]) for place in range(len(OUTLETS))]


def _line(guid: str, outlet: str, time: str, headline: str, body: bytes, furniture: bytes) -> bytes:
    host = outlet.lower().replace(" ", "-")
    slug = "-".join(_WORD.findall(headline.lower()))
    head = {
        "guid": guid,
        "outlet": outlet,
        "published": f"{time}+00:00",
        "url": f"https://{host}.example/{time[:10].replace('-', '/')}/{slug}-{guid}",
        "headline": headline,
    }
    start = json.dumps(head, ensure_ascii=False)[:-1].encode()
    return b'%s, "body": "%s%s"}\n' % (start, body, furniture)


def make_headlines(walk: Walk, count: int, chance: Chance) -> list[str]:
    """Headlines of a usual length."""
    least, most = _HEADLINE_WORDS
    made: list[str] = []
    while len(made) < count:
        places = _steps(walk, 2 * count, most, chance)
        ends = walk.last[places]
        lengths = np.where(ends.any(axis=1), ends.argmax(axis=1) + 1, 0)
        rows = np.flatnonzero(lengths >= least)
        words = walk.ids[places[rows]].tolist()
        for ids, length in zip(words, lengths[rows].tolist(), strict=True):
            made.append(" ".join([walk.words[word] for word in ids[:length]]))
    return made[:count]


def _steps(walk: Walk, walks: int, steps: int, chance: Chance) -> Ints:
    """The places of each walk, a row each."""
    taken = [walk.step(walk.begin(walks, chance), chance)]
    while len(taken) < steps:
        taken.append(walk.step(taken[-1], chance))
    return np.stack(taken, axis=1)


def make_bodies(model: Model, chance: Chance) -> Iterator[bytes]:
    """BLOCK bodies, to be written into JSON as they are; each ends with the end of a paragraph."""
    cells, cuts = _walk_bodies(model, chance)
    for row, ends in zip(cells, cuts, strict=True):
        words = row.tolist()
        start = 0
        for end in np.flatnonzero(ends)[:_EACH].tolist():
            yield b"".join(map(model.words.__getitem__, words[start : end + 1]))
            start = end + 1


def _walk_bodies(model: Model, chance: Chance) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Which of the model's words each walk comes by, and where an article ends."""
    walk = model.bodies
    wanted = _wanted_sizes(chance)
    filled = np.zeros(_WALKS, dtype=np.int64)
    done = np.zeros(_WALKS, dtype=np.int64)
    places = walk.begin(_WALKS, chance)
    every = np.arange(_WALKS)
    cells, cuts = [], []
    while done.min() < _EACH:
        places = walk.step(places, chance)
        words, last = walk.ids[places], walk.last[places]
        filled += model.sizes[words]
        cut = last & (filled >= wanted[every, done])
        filled[cut] = 0
        done += cut
        np.minimum(done, _EACH, out=done)
        ends_paragraph = cut | (last & (chance.random(_WALKS, dtype=np.float32) < _BREAK))
        cells.append(words + ends_paragraph * np.int32(len(walk.words)))
        cuts.append(cut)
    return np.stack(cells, axis=1), np.stack(cuts, axis=1)


def _wanted_sizes(chance: Chance) -> Ints:
    """How long the articles of each walk shall be, and 0 behind them. They come in pairs of a short
    and a long one, so that no walk has to wait long for another."""
    least, most = _SIZES
    half = chance.integers(least, most, size=(_WALKS, _EACH // 2))
    return np.concatenate([half, least + most - half, np.zeros((_WALKS, 1), np.int64)], axis=1)


def own_articles(path: Path) -> Iterator[Record]:
    """The articles of a file of one's own; one without a guid is named after its line."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                record = parse_record(line)
                yield record if record.get("guid") else record | {"guid": f"line-{number}"}


def write(out: Path, model: Model, count: int, seed: int, processes: int) -> None:
    """`count` made articles into a file."""
    global _shared
    _shared = model, seed  # child processes find it in their memory
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, context) as pool, out.open("wb") as stream:
        pending: deque[Future[bytes]] = deque()
        numbers = iter(range(-(-count // BLOCK)))
        for number in islice(numbers, processes + 1):
            pending.append(pool.submit(_block, number, count))
        while pending:
            stream.write(pending.popleft().result())
            for number in islice(numbers, 1):  # no more of them wait than are being worked on
                pending.append(pool.submit(_block, number, count))


_shared: tuple[Model, int]


def _block(number: int, count: int) -> bytes:
    model, seed = _shared
    return b"".join(make_block(model, seed, number)[: count - number * BLOCK])


def write_own(out: Path, own: Iterable[Record]) -> None:
    """Articles of one's own into a file."""
    with out.open("w", encoding="utf-8") as stream:
        for record in own:
            stream.write(json.dumps(record) + "\n")


def read_corpus(path: Path) -> Iterator[Record]:
    """The articles of a file made here, without the checks that other people's files need."""
    with path.open("rb") as lines:
        yield from map(json.loads, lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT.jsonl")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--corpus", type=Path, metavar="FILE.jsonl", help="articles of your own")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--report", action="store_true", help="how like real articles those in OUT are; no writing"
    )
    options = parser.parse_args(arguments)
    if options.report:
        from corpus_realism import report

        print(report(options.data / NEWS, read_corpus(options.out)))
    elif options.corpus:
        write_own(options.out, islice(own_articles(options.corpus), options.articles))
    else:
        model = load_model(options.data)
        write(options.out, model, options.articles, options.seed, options.processes)


if __name__ == "__main__":
    main()
