"""reliacheck clusters: groups of copies over a whole collection."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, redirect_stdout
from pathlib import Path
from types import ModuleType

from reliacheck.cli import complain
from reliacheck.cli.archive.progress import Progress
from reliacheck.cli.common import add_config_flag, are_same, as_path
from reliacheck.cli.lots import Lots, add_reading_flags, check_jobs
from reliacheck.config import Config
from reliacheck.errors import ConfigError, ReliacheckError
from reliacheck.exit_code import ExitCode
from reliacheck.reading import STDIN

_FORMATS = ("text", "json", "csv", "graphml", "html")
_PROBLEMS_TOLD = 5
_MEGABYTE = 1 << 20


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand."""
    add_reading_flags(parser)
    # Not "format" and "min_score": those are settings, and mean the reports of a check.
    parser.add_argument("--format", choices=_FORMATS, default="text", dest="shown_as")
    parser.add_argument("--output", type=as_path, metavar="FILE", help="write the report to a file")
    parser.add_argument(
        "--links", type=as_path, metavar="FILE", help="with --format csv: the partial links"
    )
    parser.add_argument(
        "--min-score",
        type=_score,
        default=0.5,
        metavar="S",
        dest="least_score",
        help="leave out groups and links less likely than this (0 to 1; default 0.5)",
    )
    add_config_flag(parser)


def _score(value: str) -> float:
    try:
        score = float(value)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 0 to 1")
    return score


def run(options: argparse.Namespace) -> int:
    """Finds the groups and writes the report; returns the exit code."""
    check_jobs(options)
    if options.links is not None and options.shown_as != "csv":
        raise ConfigError("--links goes with --format csv; other formats have the links inside")
    _need_extras(options.shown_as)
    from reliacheck.cli.archive.common import session_from

    began = time.perf_counter()
    session = session_from(options)
    lots = Lots(options, session)
    _refuse_taken(options, lots.paths, session.config)
    # What plugins print is not the report.
    with redirect_stdout(sys.stderr), closing(_Stages(lots.progress)) as stages:
        from reliacheck.clusters.finding import Settings, find_clusters

        settings = Settings(options.least_score, options.processes)
        clusters = find_clusters(lots, session.context, settings, stages.begin)
    clusters = clusters._replace(skipped=lots.skipped)
    _write(_reporter(options.shown_as).render(clusters), options.output)
    if options.links is not None:
        _write(_reporter("csv").render_links(clusters), options.links)
    elif options.shown_as == "csv" and clusters.links:
        complain(f"{len(clusters.links):,} partial links are not in this table: --links FILE")
    _summarise(
        clusters.articles, len(clusters.groups), len(clusters.links), time.perf_counter() - began
    )
    for problem in clusters.problems[:_PROBLEMS_TOLD]:
        complain(f"not compared: {problem}")
    failures = session.plugins.failures
    for failure in failures:
        complain(f"plugin {failure.plugin}: {failure.problem}")
    return ExitCode.INCOMPLETE if clusters.problems or failures else ExitCode.OK


def _refuse_taken(options: argparse.Namespace, inputs: Sequence[str], config: Config) -> None:
    """What is written must not take the place of an article, of the settings or of the other."""
    flags = {"--output": options.output, "--links": options.links}
    named = {flag: path for flag, path in flags.items() if path is not None}
    if len(named) == len(flags) and are_same(options.output, options.links):
        raise ConfigError(f"--links: {options.links} is the file of --output")
    settings = {name for name in config.origins.values() if name and not name.startswith("--")}
    for flag, path in named.items():
        if not path.exists():
            continue  # what is read does
        if any(name != STDIN and are_same(Path(name), path) for name in inputs):
            raise ConfigError(f"{flag}: {path} is one of the files that are read")
        if any(are_same(Path(name), path) for name in settings):
            raise ConfigError(f"{flag}: {path} is the settings")


def _need_extras(shown_as: str) -> None:
    """Says what is missing before an hour of work, not after it."""
    from importlib.util import find_spec

    needed = {"datasketch": "scale", **({"jinja2": "report"} if shown_as == "html" else {})}
    for module, extra in needed.items():
        if find_spec(module) is None:
            raise ReliacheckError(
                f"clusters needs {module}, of the extra {extra}: pip install 'reliacheck[{extra}]'"
            )


def _reporter(shown_as: str) -> ModuleType:
    from importlib import import_module

    return import_module(f"reliacheck.clusters.as_{shown_as}")


class _Stages:
    """A bar for each thing that is done, the first one for reading."""

    def __init__(self, reading: Progress) -> None:
        self._bars = ExitStack()
        self._bars.enter_context(reading)

    def begin(self, total: int) -> Callable[[int], None]:
        """Ends the bar before."""
        self.close()
        return self._bars.enter_context(Progress(total, " pairs")).advance

    def close(self) -> None:
        """Ends the last one."""
        self._bars.close()


def _write(text: str, path: Path | None) -> None:
    if path is None:
        sys.stdout.write(text)
        return
    from reliacheck.files import write_atomically

    write_atomically(path, text)


def _summarise(articles: int, groups: int, links: int, seconds: float) -> None:
    counts = (
        f"{articles:,} article{'' if articles == 1 else 's'}",
        f"{groups:,} group{'' if groups == 1 else 's'}",
        f"{links:,} partial link{'' if links == 1 else 's'}",
        f"{seconds:.1f} s",
        f"{articles / seconds:,.0f} articles/s",
        *_memory(),
    )
    print(", ".join(counts), file=sys.stderr)


def _memory() -> list[str]:
    """The most that this process had, and the largest of those that it started."""
    try:
        import resource
    except ImportError:  # Windows
        return []
    unit = 1 if sys.platform == "darwin" else 1024
    own, largest = (
        resource.getrusage(who).ru_maxrss * unit // _MEGABYTE
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    each = f" (other processes at most {largest:,} MB each)" if largest else ""
    return [f"peak memory {own:,} MB{each}"]
