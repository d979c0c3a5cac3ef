"""From paths to articles, through the readers that plugins bring."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from reliacheck.article import Article
from reliacheck.budget import BudgetExceeded, call_within, describe
from reliacheck.errors import InputError, ReliacheckError
from reliacheck.plugins import Failure, Plugins
from reliacheck.source import Source, suffix_of

STDIN = "-"


class Input(NamedTuple):
    """What came of reading the paths."""

    articles: list[Article]
    errors: list[ReliacheckError]  # one for each input that could not be read
    failures: list[Failure]  # readers that broke
    notes: list[str]  # what the user should know, though nothing is wrong


class Limits(NamedTuple):
    """How much one input may ask for."""

    max_bytes: int = 2_000_000
    seconds: float = 5.0  # for one reader


def read_inputs(
    paths: Sequence[str],
    plugins: Plugins,
    *,
    limits: Limits,
    stdin_name: str = STDIN,
    keep: Callable[[str], bool] | None = None,
) -> Input:
    """Reads every path ("-" is standard input, named `stdin_name`); a file named twice once.

    Only files that `keep` holds for are read. One unreadable input does not keep the others from
    being read.
    """
    result = Input([], [], [], [])
    for name in find_files(paths, plugins, limits.seconds, result):
        if keep is None or name == STDIN or keep(name):
            try:
                _read_one(name, stdin_name, plugins, limits, result)
            except InputError as error:
                result.errors.append(error)
    return result


def find_files(
    paths: Sequence[str], plugins: Plugins, seconds: float, result: Input
) -> Iterator[str]:
    """The files that the paths stand for, each once: those of a folder that a reader takes.

    What is wrong, or should be known, is put into `result`. A plugin has so many seconds to say
    what it takes.
    """
    suffixes = _suffixes(plugins, seconds, result)
    seen: set[str] = set()
    for path in paths:
        for name in _files(path, suffixes, result):
            same = name if name == STDIN else os.path.realpath(name)
            if same not in seen:
                seen.add(same)
                yield name


def _suffixes(plugins: Plugins, seconds: float, result: Input) -> frozenset[str]:
    suffixes: set[str] = set()
    for plugin, call in plugins.implementing("reliacheck_suffixes"):
        try:
            answers = call_within(seconds, call)
            suffixes.update(suffix.lower() for some in answers for suffix in some)
        except (Exception, SystemExit, BudgetExceeded) as error:
            result.failures.append(
                plugin.failure(f"reliacheck_suffixes failed: {describe(error)}", error)
            )
    return frozenset(suffixes)


def _files(path: str, suffixes: frozenset[str], result: Input) -> Sequence[str]:
    """The files that a path stands for: itself, or those of a folder that a reader takes."""
    if path == STDIN or not os.path.isdir(path):  # noqa: PTH112 - a name too long is not one
        return [path]
    already = len(result.errors)
    names = list(_walk(path, result.errors))
    taken = [name for name in names if suffix_of(name) in suffixes]
    if not taken and len(result.errors) == already:
        known = " ".join(sorted(suffixes)) or "none"
        reason = f"no articles in this folder (files that can be read: {known})"
        result.errors.append(InputError(path, reason))
    elif len(taken) < len(names):
        result.notes.append(f"{path}: {len(names) - len(taken)} other files left alone (no reader)")
    return taken


def _walk(folder: str, errors: list[ReliacheckError]) -> Iterator[str]:
    """The files below a folder in a fixed order, without hidden ones."""

    from pathlib import Path  # writes a path in its plain form; a check of files does without

    def note(error: OSError) -> None:
        errors.append(InputError(str(error.filename), f"cannot be read: {error.strerror}"))

    for here, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        names = (name for name in sorted(files) if not name.startswith("."))
        paths = (str(Path(here, name)) for name in names)
        yield from filter(os.path.isfile, paths)  # no pipe, no socket


def read_bytes(data: bytes, name: str, plugins: Plugins, *, limits: Limits) -> Input:
    """Reads what a file of this name would hold."""
    result = Input([], [], [], [])
    try:
        _read_source(Source(name, _sound(data, name, limits.max_bytes)), plugins, limits, result)
    except InputError as error:
        result.errors.append(error)
    return result


def read_text(text: str, name: str, plugins: Plugins, *, limits: Limits) -> Input:
    """Reads what a file of this name with this text would hold, whatever characters are in it."""
    result = Input([], [], [], [])
    try:
        _read_source(Source.from_text(text, name), plugins, limits, result)
    except InputError as error:
        result.errors.append(error)
    return result


def _read_one(path: str, stdin_name: str, plugins: Plugins, limits: Limits, result: Input) -> None:
    source = Source(stdin_name if path == STDIN else path, _bytes(path, limits.max_bytes))
    _read_source(source, plugins, limits, result)


def _read_source(source: Source, plugins: Plugins, limits: Limits, result: Input) -> None:
    articles = _articles(source, plugins, limits.seconds, result.failures)
    if articles is None and result.failures and result.failures[-1].article == source.path:
        return  # a reader broke on it: said in the failure
    if articles is None:
        raise InputError(
            source.path,
            f"no reader for {source.suffix or 'this kind of file'}"
            " (plain text can be piped in: reliacheck check - < FILE)",
        )
    if not articles:
        raise InputError(source.path, "holds no article")
    result.articles.extend(articles)
    if source.encoding == "cp1252":
        result.notes.append(
            f"{source.path}: not UTF-8, read as cp1252; save it as UTF-8 to be sure"
        )


def _articles(
    source: Source, plugins: Plugins, seconds: float, failures: list[Failure]
) -> Sequence[Article] | None:
    """What the first reader that takes the source makes of it; a broken one is passed over."""
    for plugin, read in plugins.implementing("reliacheck_read"):
        try:
            articles = _all_articles(call_within(seconds, partial(read, source=source)))
        except ReliacheckError:
            raise
        except (Exception, SystemExit, BudgetExceeded) as error:
            problem = f"reading failed: {describe(error)}"
            failures.append(plugin.failure(problem, error, article=source.path))
            continue
        if articles is not None:
            return articles
    return None


def _all_articles(answer: Any) -> Sequence[Article] | None:
    """What a reader returned, if it is what it should be."""
    if answer is None or (
        isinstance(answer, Sequence) and all(isinstance(one, Article) for one in answer)
    ):
        return answer
    raise TypeError(f"expected a list of articles, not {answer!r:.80}")


def _bytes(path: str, max_bytes: int) -> bytes:
    try:
        if path == STDIN:
            if sys.stdin is None:
                raise InputError(path, "standard input is closed")
            data = sys.stdin.buffer.read(max_bytes + 1)
        else:
            with open(path, "rb") as stream:  # noqa: PTH123
                data = stream.read(max_bytes + 1)
    except FileNotFoundError:
        raise InputError(path, "no such file") from None
    except OSError as error:
        raise InputError(path or "''", f"cannot be read: {error.strerror}") from None
    return _sound(data, path, max_bytes)


def _sound(data: bytes, path: str, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise InputError(path, f"larger than {max_bytes:,} bytes (max-bytes in the settings)")
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InputError(path, "empty")
    return data
