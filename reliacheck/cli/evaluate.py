"""reliacheck evaluate: how well a check does on labelled data."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from reliacheck.cli import complain
from reliacheck.cli.common import add_config_flag, as_path
from reliacheck.config import load_config
from reliacheck.errors import ConfigError, InputError, did_you_mean
from reliacheck.evaluate import task_names
from reliacheck.exit_code import ExitCode
from reliacheck.reading import STDIN
from reliacheck.session import Session, open_session

if TYPE_CHECKING:
    from reliacheck.evaluate.evaluation import Evaluation

# Lines passed over that are told one by one; then only how many there are.
_TOLD = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand."""
    tasks = task_names()
    parser.add_argument(
        "task", type=_task, metavar="TASK", help=f"what to evaluate: {' or '.join(tasks)}"
    )
    parser.add_argument(
        "file", metavar="FILE", help="labelled lines of JSON, gzipped or not; - is standard input"
    )
    parser.add_argument(
        "--predictions", type=as_path, metavar="OUT.jsonl", help="write the score of each line"
    )
    parser.add_argument(
        "--plot", type=as_path, metavar="OUT.svg", help="draw the reliability diagram"
    )
    # Not "format": that is a setting, and means the reports of a check.
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="shown_as")
    parser.add_argument("--output", type=as_path, metavar="FILE", help="write the report to a file")
    parser.add_argument(
        "--skip-bad", action="store_true", help="pass over lines that cannot be used, and say so"
    )
    add_config_flag(parser)


def _task(name: str) -> str:
    known = task_names()
    if name not in known:
        hint = did_you_mean(name, known)
        raise argparse.ArgumentTypeError(f"no task {name!r}{hint}: there are {', '.join(known)}")
    return name


def run(options: argparse.Namespace) -> int:
    """Evaluates and reports; returns the exit code, which no figure changes."""
    from reliacheck.evaluate.evaluation import evaluate
    from reliacheck.evaluate.report import as_json, as_text
    from reliacheck.evaluate.task import load_task

    _refuse_places(options)
    with redirect_stdout(sys.stderr):  # what plugins print is not the report
        session = open_session(load_config(options.config))
        told = _Told() if options.skip_bad else None
        task = load_task(options.task, session)
        found = evaluate(task, options.task, options.file, tell=told, progress=_progress)
        if told:
            told.close()
    report = (as_json if options.shown_as == "json" else as_text)(found)
    _write(options, found, report)
    rate = found.lines / max(found.seconds, 1e-9)
    complain(f"{found.lines:,} {found.unit} scored ({found.seconds:.1f} s, {rate:,.0f} a second)")
    return _exit_code(session)


def _exit_code(session: Session) -> int:
    for failure in session.plugins.failures:
        complain(f"plugin {failure.plugin}: {failure.problem}")
    return ExitCode.INCOMPLETE if session.plugins.failures else ExitCode.OK


class _Told:
    """Says which lines are passed over, the first ones one by one."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, error: InputError) -> None:
        self._count += 1
        if self._count <= _TOLD:
            complain(f"{error} (passed over)")

    def close(self) -> None:
        """Says how many more there were."""
        if self._count > _TOLD:
            complain(f"{self._count - _TOLD} more lines passed over")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """A bar with rate and time left on standard error, if that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from tqdm import tqdm  # only where somebody looks

    with tqdm(total=total, leave=False, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _refuse_places(options: argparse.Namespace) -> None:
    """Says what is wrong with the files to write before a long run, not after it."""
    taken = {} if options.file == STDIN else {os.path.realpath(options.file): "the labelled file"}
    for flag in ("predictions", "plot", "output"):
        path: Path | None = getattr(options, flag)
        if path is None:
            continue
        place = os.path.realpath(path)
        if place in taken:
            raise ConfigError(f"--{flag}: {path} is {taken[place]}; name another file")
        if path.is_dir():
            raise ConfigError(f"--{flag}: {path} is a folder; name a file")
        if not path.resolve().parent.is_dir():
            raise ConfigError(f"--{flag}: {path}: there is no such folder; make it first")
        if path.is_file() or not path.exists():  # several may go to one device
            taken[place] = f"the file of --{flag}"


def _write(options: argparse.Namespace, found: Evaluation, report: str) -> None:
    """All files, or none if one of them cannot be written."""
    from reliacheck.files import writing_atomically

    texts = {}
    if options.predictions is not None:
        texts[options.predictions] = _predictions(found)
    if options.plot is not None:
        from reliacheck.evaluate.plot import diagram

        texts[options.plot] = diagram(found)
    if options.output is not None:
        texts[options.output] = report
    with ExitStack() as stack:
        for path, text in texts.items():
            stream = stack.enter_context(writing_atomically(path))
            stream.write(text.encode("utf-8", "backslashreplace"))
    if options.output is None:
        sys.stdout.write(report)


def _predictions(found: Evaluation) -> str:
    import json

    return "".join(f"{json.dumps(one)}\n" for one in found.predictions)
