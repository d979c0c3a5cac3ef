"""What an archive adds to a check: whole processes, beside checks without one, in turns.

    python benchmarks/archive_check.py --archives DIR [DIR ...] [--runs 21] [--write]

Every run checks another story, which has 60 % of an archived article's sentences (of the smallest
archive; larger ones are to hold its articles, too) and is its outlet's, without and with each
archive. It is done in an environment into which reliacheck was installed, not editable, so that its
modules are compiled; elsewhere the command refuses. "Forgotten" is with an archive whose files were
dropped from the page cache. --write puts the tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from archive_plants import (
    archived_at_random,
    fresh_hosts,
    fresh_seed,
    make_plants,
    write_stories,
)
from measuring import Ran, forget, milliseconds, reliacheck_program, run, spread
from performance_page import table, write_section
from startup import plain_environment

from reliacheck.archive.local import LocalArchive
from reliacheck.archive.writer import LocalWriter

_LEVEL = "60 % of sentences"
_FOUND = (0, 1)  # exit codes of a check that was made
_BARE = "`python -c pass`"
_WITHOUT = "check, no archive"
# Runs a check and tells which of the modules it needed had to be compiled.
_UNCOMPILED = """
import pathlib, sys
from reliacheck.cli import console
sys.argv[1:] = {arguments!r}
try:
    console()
except SystemExit:
    pass
for module in list(sys.modules.values()):
    cached = getattr(module, "__cached__", None)
    if cached and not pathlib.Path(cached).exists():
        print(module.__name__, file=sys.stderr)
"""

Times = dict[str, list[Ran]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--archives", type=Path, nargs="+", required=True, metavar="DIR")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--dropped", type=int, default=7, help="runs with files forgotten")
    parser.add_argument("--seed", type=int, default=fresh_seed())
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    check = [reliacheck_program(), "check"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = by_size([empty_archive(folder / "empty"), *options.archives])
        stories = make_stories(folder, options.archives, options.runs + 1, options.seed)
        refuse_uncompiled([*check[1:], *stories[0], *_archive(options.archives[0])])
        times = measure(check, archives, stories)
        dropped = measure_dropped(check, archives, stories[: options.dropped])
        tables = report(times, dropped)
        found = found_in(check, archives, stories)
    page = f"{tables}\n{found}\n\n{options.runs} runs after a first one, seed {options.seed}.\n"
    print(page)
    if options.write:
        write_section("archive-check", page)


def empty_archive(folder: Path) -> Path:
    """An archive of nothing."""
    LocalWriter(folder, create=True).close()
    return folder


def by_size(archives: Sequence[Path]) -> dict[str, Path]:
    """Archives by what they are called in the tables, the smallest first."""
    sizes = {}
    for path in archives:
        with LocalArchive(path) as archive:
            sizes[path] = archive.stats().articles
    ordered = sorted(archives, key=lambda path: sizes[path])
    return {f"archive of {sizes[path]:,}": path for path in ordered}


def _archive(path: Path) -> list[str]:
    return ["--archive", str(path)]


def make_stories(folder: Path, archives: Sequence[Path], count: int, seed: int) -> list[list[str]]:
    """Stories that take over something from the smallest archive: the arguments of checks."""
    chance = random.Random(seed)
    smallest = next(iter(by_size(archives).values()))
    with LocalArchive(smallest) as archive:
        sources = archived_at_random(archive, chance)
        plants = make_plants(_LEVEL, count, sources, fresh_hosts(seed), chance)
    return write_stories(folder / "stories", plants)


def refuse_uncompiled(arguments: Sequence[str]) -> None:
    """Ends the program if a check compiles modules at every start: that is not what users have."""
    code = _UNCOMPILED.format(arguments=list(arguments))
    done = subprocess.run(
        [sys.executable, "-B", "-P", "-c", code],
        capture_output=True,
        text=True,
        env=plain_environment(),
    )
    modules = [line for line in done.stderr.splitlines() if line.startswith("reliacheck")]
    if modules:
        sys.exit(
            f"not compiled: {', '.join(modules[:5])} and so on, {len(modules)} modules. Install"
            " reliacheck into an environment of its own (pip install . and not -e), run this there."
        )


def measure(check: Sequence[str], archives: dict[str, Path], stories: Sequence[list[str]]) -> Times:
    """Seconds of each command, a story a turn; the first turn does not count."""
    times: Times = {name: [] for name in (_BARE, _WITHOUT, *archives)}
    for story in stories:
        times[_BARE].append(run([sys.executable, "-c", "pass"]))
        times[_WITHOUT].append(run([*check, *story], _FOUND))
        for name, path in archives.items():
            times[name].append(run([*check, *story, *_archive(path)], _FOUND))
    return {name: seconds[1:] for name, seconds in times.items()}


def measure_dropped(
    check: Sequence[str], archives: dict[str, Path], stories: Sequence[list[str]]
) -> Times:
    """The same with each archive's files dropped from the page cache before."""
    times: Times = {name: [] for name in archives}
    for story in stories:
        for name, path in archives.items():
            forget(path)
            times[name].append(run([*check, *story, *_archive(path)], _FOUND))
    return times


def report(times: Times, dropped: Times) -> str:
    """The table; ratios are to the bare interpreter and to the smallest archive that is not
    empty."""
    small = list(times)[3]
    bare_time, small_time = _median(times[_BARE]), _median(times[small])
    small_cpu = _median_cpu(times[small])
    rows = []
    for name, runs in times.items():
        one, cpu = spread([ran.seconds for ran in runs]), _median_cpu(runs)
        rows.append(
            (
                name,
                milliseconds(one.median),
                f"{milliseconds(one.low)} - {milliseconds(one.high)}",
                f"{one.median / bare_time:.1f}",
                f"{one.median / small_time:.2f}",
                milliseconds(cpu),
                f"{cpu / small_cpu:.2f}",
                milliseconds(_median(dropped[name])) if dropped.get(name) else "",
            )
        )
    heads = ["", "median ms", "quartiles", "times the bare interpreter", f"times the {small}"]
    return table([*heads, "CPU ms", "times", "forgotten: median ms"], rows)


def _median(runs: Sequence[Ran]) -> float:
    return spread([ran.seconds for ran in runs]).median


def _median_cpu(runs: Sequence[Ran]) -> float:
    return spread([ran.cpu for ran in runs]).median


def found_in(check: Sequence[str], archives: dict[str, Path], stories: Sequence[list[str]]) -> str:
    """How many of the stories have findings that need the archive, in a sentence."""
    without = [_findings([*check, *story]) for story in stories]
    told = []
    for name, path in archives.items():
        more = [
            _findings([*check, *story, *_archive(path)]) > before
            for story, before in zip(stories, without, strict=True)
        ]
        told.append(f"{sum(more)} ({name})")
    return f"Of {len(stories)} stories, so many have more findings with it: {', '.join(told)}."


def _findings(command: Sequence[str]) -> int:
    done = subprocess.run(
        [*command, "--format", "json"], capture_output=True, text=True, env=plain_environment()
    )
    return sum(len(article["findings"]) for article in json.loads(done.stdout)["articles"])


if __name__ == "__main__":
    main()
