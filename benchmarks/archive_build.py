"""Building an archive, the whole command, beside filling a MinHashLSH of datasketch.

    pip install psutil datasketch xxhash
    python benchmarks/archive_build.py [--corpus FILE.jsonl] [--articles N] [--jobs N] [--write]

Without --corpus, as many articles are made by corpus.py first. Memory is that of all processes
together, looked at five times a second. --write puts the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from itertools import islice
from pathlib import Path

import corpus
from archive_peers import SIMILARITIES
from measuring import Usage, reliacheck_program, watched
from performance_page import table, write_section

from reliacheck.archive.local import LocalArchive

_PEER = Path(__file__).with_name("archive_peers.py")
_PARTS = {"texts and what is known of them (SQLite)": "*.db*", "fingerprints": "*.fp"}
_PARTS |= {"headline keys": "*.hl"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--articles", type=int, help="default: all, or a million made here")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--sample", type=int, default=10_000, help="articles for datasketch")
    parser.add_argument("--folder", type=Path, help="where to build; default: the temporary one")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        articles = prepare(folder, options.corpus, options.articles)
        add = [reliacheck_program(), "archive", "add", str(articles)]
        where = ["--archive", str(folder / "archive"), "--jobs", str(options.jobs)]
        ours = watched(add + where)
        peer = watched([sys.executable, str(_PEER), str(articles), str(options.sample)])
        page = report(folder / "archive", ours, peer, options.sample, options.jobs)
    print(page)
    if options.write:
        write_section("archive-build", page)


def prepare(folder: Path, given: Path | None, count: int | None) -> Path:
    """The file of the articles that are wanted, read once so that it is in memory."""
    path = folder / "corpus.jsonl"
    if given is None:
        corpus.main([str(path), "--articles", str(count or 1_000_000)])
    elif count is None:
        path = given
    else:
        with given.open("rb") as lines, path.open("wb") as out:
            out.writelines(islice(lines, count))
    with path.open("rb") as stream:
        while stream.read(1 << 24):
            pass
    return path


def report(archive: Path, ours: Usage, peer: Usage, sample: int, jobs: int) -> str:
    """The tables."""
    with LocalArchive(archive) as opened:
        stats = opened.stats()
    count = stats.articles
    name = f"datasketch, MinHashLSH {SIMILARITIES[0]}, a sample on one core"
    rows = [
        _row(f"`reliacheck archive add --jobs {jobs}`", count, ours, count, ours),
        _row(name, sample, peer, count, ours),
    ]
    heads = ["", "articles", "seconds", "articles/s", "CPU ms an article", "peak memory, MB"]
    heads += ["times the seconds an article", "times the CPU an article"]
    whole = peer.seconds / sample * count
    sizes = {part: _size(archive, pattern) for part, pattern in _PARTS.items()}
    sizes["together"] = sum(sizes.values())
    disk = [(part, f"{size / 1e6:,.1f}", f"{size / count:,.0f}") for part, size in sizes.items()]
    return (
        f"{table(heads, rows)}\nAt that rate datasketch would take {whole:,.0f} s for"
        f" {count:,} articles; it keeps neither text nor headlines.\n\n"
        f"{table(['on the disk', 'MB', 'bytes an article'], disk)}\n"
        f"Segments: {stats.details['segments']}.\n"
    )


def _row(name: str, count: int, used: Usage, first_count: int, first: Usage) -> list[str]:
    return [
        name,
        f"{count:,}",
        f"{used.seconds:,.1f}",
        f"{count / used.seconds:,.0f}",
        f"{1000 * used.cpu / count:.3f}",
        f"{used.peak / 1e6:,.0f}",
        f"{used.seconds / count / (first.seconds / first_count):.1f}",
        f"{used.cpu / count / (first.cpu / first_count):.1f}",
    ]


def _size(archive: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in archive.rglob(pattern))


if __name__ == "__main__":
    main()
