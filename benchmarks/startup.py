"""What a new process costs: the whole command, again and again, beside the bare interpreter.

    python benchmarks/startup.py [--runs 21] [--write]

--write puts the tables into docs/measurements/startup.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "measurements" / "startup.md"
ARTICLE = ROOT / "fixtures" / "articles" / "iran-news-rockets.txt"
SHOWN = 12  # rows of the import table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    program = shutil.which("reliacheck", path=str(Path(sys.executable).parent))
    if program is None:
        sys.exit("reliacheck is not installed beside this interpreter: pip install .")
    check = [program, "check", str(ARTICLE)]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "reliacheck --version": [program, "--version"],
        "reliacheck check (seed article)": check,
        "reliacheck check --format json": [*check, "--format", "json"],
    }
    page = f"{timing_table(commands, options.runs)}\n{import_table(program)}"
    print(page)
    if options.write:
        PAGE.write_text(f"{PREFACE}\n{page}", encoding="utf-8")


PREFACE = """# Starting up

A check is a new process every time, so its start is the product. Made by
`python benchmarks/startup.py --write`: whole processes, run in turns so that a noisy moment hits
all of them, in an environment into which reliacheck was installed (compiled, not editable).
"""


def timing_table(commands: dict[str, list[str]], runs: int) -> str:
    """Median and quartiles of each command, as Markdown."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=plain_environment())
            seconds[name].append(time.perf_counter() - began)
    bare = statistics.median(next(iter(seconds.values()))[1:])
    lines = [
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {runs} runs after a first one.",
        "",
        "| command | median ms | quartiles | times the bare interpreter |",
        "|---|---:|---:|---:|",
    ]
    for name, values in seconds.items():
        low, middle, high = (1000 * v for v in statistics.quantiles(values[1:], n=4))
        lines.append(
            f"| `{name}` | {middle:.0f} | {low:.0f}-{high:.0f} | {middle / 1000 / bare:.1f} |"
        )
    return "\n".join(lines) + "\n"


def plain_environment() -> dict[str, str]:
    """The environment without what changes how Python starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def import_table(program: str) -> str:
    """Where the time of a check goes, by `python -X importtime`, dearest modules first."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", program, "check", str(ARTICLE)],
        capture_output=True,
        text=True,
        check=True,
        env=plain_environment(),
    )
    rows = re.findall(r"import time:\s+(\d+) \|\s+(\d+) \| ( *)(\S+)", done.stderr)
    outer = [(int(total), name) for _, total, indent, name in rows if len(indent) <= 2]
    lines = [
        f"`python -X importtime` of one check: {len(rows)} modules; the dearest, with all that each"
        " is the first to import:",
        "",
        "| module | ms |",
        "|---|---:|",
        *(
            f"| `{name}` | {micro / 1000:.1f} |"
            for micro, name in sorted(outer, reverse=True)[:SHOWN]
        ),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
