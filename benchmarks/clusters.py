"""`reliacheck clusters` over real news, beside plain datasketch and text-dedup.

    python benchmarks/clusters.py [--data DIR] [--limit N] [--text-dedup PYTHON] [--write]
    python benchmarks/clusters.py --read groups|links [--seed 1]

The first times each as a process of its own, in one run, and writes (--write) a section of
docs/measurements/clusters.md. text-dedup is measured if the Python of an environment that has it is
named: its requirements do not fit beside others. Needs psutil.

The second prints what was found, side by side, to be read and judged; the text belongs to its
publishers and is not to be kept. clusters_judged.tsv keeps ids and verdicts, and how many of what
was judged is still found, and right, is a part of the page.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measuring import Usage, reliacheck_program, watched
from performance_page import table, write_section

from reliacheck.records import article_of
from reliacheck.reuse import compare

NEWS = "news/abp_sample_8k.jsonl.gz"
DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "measurements" / "clusters.md"
JUDGED = Path(__file__).with_name("clusters_judged.tsv")
SAMPLE = 50
_MEGABYTE = 1 << 20

# What others would write who have datasketch: signatures of runs of five words, one by one.
PLAIN = """
import json, re, sys
from datasketch import MinHash, MinHashLSH
path, threshold = sys.argv[1], float(sys.argv[2])
index, pairs = MinHashLSH(threshold=threshold, num_perm=128), 0
for number, line in enumerate(open(path, encoding="utf-8")):
    record = json.loads(line)
    words = re.findall(r"\\w+", (record["headline"] + " " + record["body"]).lower())
    shingles = {" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)}
    signature = MinHash(num_perm=128)
    signature.update_batch(shingles)
    pairs += len(index.query(signature))
    index.insert(number, signature)
print(pairs, file=sys.stderr)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, metavar="DIR")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first articles")
    parser.add_argument("--text-dedup", metavar="PYTHON", help="of an environment that has it")
    parser.add_argument("--read", choices=("groups", "links"), help="print what is to be judged")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the section in docs, too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        unpack(options.data / NEWS, news, options.limit)
        if options.read:
            found = ours(news, Path(folder) / "out.json", jobs=2)[1]
            read(found, news, options.read, options.seed)
            return
        section = "\n".join(measure(news, Path(folder), options.text_dedup))
    print(section)
    if options.write:
        write_section("measured", section, PAGE)


def unpack(packed: Path, path: Path, limit: int | None) -> None:
    """The news as plain JSON lines."""
    with gzip.open(packed, "rb") as source, path.open("wb") as target:
        if limit is None:
            shutil.copyfileobj(source, target)
        else:
            target.writelines(line for _, line in zip(range(limit), source, strict=False))


def ours(news: Path, output: Path, jobs: int) -> tuple[Usage, dict[str, Any]]:
    """What the command takes, and what it finds."""
    command = [reliacheck_program(), "clusters", str(news), "--format", "json"]
    usage = watched([*command, "--output", str(output), "--jobs", str(jobs)])
    return usage, json.loads(output.read_text("utf-8"))


def measure(news: Path, folder: Path, text_dedup: str | None) -> Iterator[str]:
    """The section, line by line."""
    usage, found = ours(news, folder / "one.json", jobs=1)
    two, again = ours(news, folder / "two.json", jobs=2)
    assert found == again, "the number of processes makes a difference"
    runs = [("reliacheck clusters, 1 process", usage), ("reliacheck clusters, 2 processes", two)]
    for threshold in ("0.5", "0.8"):
        command = [sys.executable, "-c", PLAIN, str(news), threshold]
        runs.append((f"datasketch, near-duplicates at {threshold}", watched(command)))
    if text_dedup:
        runs.append(("text-dedup minhash", watched(text_dedup_command(text_dedup, news, folder))))
    summary = found["summary"]
    articles = summary["articles"]
    yield (
        f"{articles:,} articles: {summary['groups']} groups of {summary['grouped_articles']}"
        f" articles, {summary['links']} partial links; {summary['compared_pairs']:,} pairs compared"
    )
    yield ""
    plain = runs[2][1]
    yield table(
        ("", "seconds", "CPU seconds", "articles/s", "MB at most", "CPU to datasketch's", "MB"),
        [
            (
                name,
                f"{one.seconds:.1f}",
                f"{one.cpu:.1f}",
                f"{articles / one.seconds:,.0f}",
                f"{one.peak // _MEGABYTE:,}",
                f"{one.cpu / plain.cpu:.2f}",
                f"{one.peak / plain.peak:.2f}",
            )
            for name, one in runs
        ],
    )
    yield from precision(found)


def text_dedup_command(python: str, news: Path, folder: Path) -> Sequence[str]:
    """The same near-duplicates."""
    return [
        python,
        "-m",
        "text_dedup.minhash",
        "--path=json",
        f"--data_files={news}",
        "--split=train",
        f"--cache_dir={folder / 'cache'}",
        f"--output={folder / 'deduplicated'}",
        "--column=body",
        "--ngram=5",
        "--num_perm=128",
        "--threshold=0.5",
        "--num_proc=1",
    ]


def precision(found: dict[str, Any]) -> Iterator[str]:
    """How many of what was read and judged is found, and right."""
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        judged = list(csv.DictReader(stream, delimiter="\t"))
    pairs = {
        "group": {
            pair(one, group["members"][0])
            for group in found["groups"]
            for one in group["members"][1:]
        },
        "link": {pair(link["a"], link["b"]) for link in found["links"]},
    }
    yield "| read side by side | judged | right | still found | of these right |"
    yield "|---|---:|---:|---:|---:|"
    for kind, name in (("group", "groups"), ("link", "partial links")):
        some = [one for one in judged if one["kind"] == kind]
        still = [one for one in some if frozenset((one["a"], one["b"])) in pairs[kind]]
        right = Counter(one["verdict"] in RIGHT for one in some)[True]
        right_still = Counter(one["verdict"] in RIGHT for one in still)[True]
        yield f"| {name} | {len(some)} | {right} | {len(still)} | {right_still} |"


RIGHT = ("copy", "reuse")


def pair(a: dict[str, Any], b: dict[str, Any]) -> frozenset[str]:
    """Two articles by their ids."""
    return frozenset((a["id"], b["id"]))


def read(found: dict[str, Any], news: Path, what: str, seed: int) -> None:
    """Prints groups, or links at random, with what they share."""
    with news.open(encoding="utf-8") as lines:
        records = dict(enumerate(map(json.loads, lines), 1))
    some = found[what]
    if len(some) > SAMPLE:
        some = random.Random(seed).sample(some, SAMPLE)
    for one in some:
        pairs = (
            [(one["a"], one["b"])]
            if what == "links"
            else [(one["members"][0], member) for member in one["members"][1:]]
        )
        for a, b in pairs:
            print(f"\n{a['id']} | {a['outlet']} | {a['published']} | {a['headline']}")
            print(f"{b['id']} | {b['outlet']} | {b['published']} | {b['headline']}")
            show(records[a["number"]], records[b["number"]])


def show(a: dict[str, Any], b: dict[str, Any]) -> None:
    """The passages of two articles, the longest first."""
    compared = compare(article_of(a), article_of(b))
    print(f"score {compared.score:.2f} shares {compared.share_of_a:.2f} {compared.share_of_b:.2f}")
    for shared in sorted(compared.passages, key=lambda one: -one.own_words)[:3]:
        text = " ".join(compared.b.text[slice(*shared.passage.b)].split())
        print(f"  {shared.kind} {shared.own_words} words: {text[:400]}")


if __name__ == "__main__":
    main()
