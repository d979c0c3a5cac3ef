"""The whole extension surface. A plugin implements any of these, marked with `hookimpl`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from reliacheck.archive import Archive
    from reliacheck.article import Article
    from reliacheck.checks import AnyCheck
    from reliacheck.config import Config
    from reliacheck.findings import Finding
    from reliacheck.reporters import Reporter
    from reliacheck.source import Source

hookspec = pluggy.HookspecMarker("reliacheck")
hookimpl = pluggy.HookimplMarker("reliacheck")


@hookspec
def reliacheck_checks() -> Iterable[type[AnyCheck]]:  # type: ignore[empty-body]
    """The plugin's check classes."""


@hookspec(firstresult=True)
def reliacheck_read(source: Source) -> Sequence[Article] | None:
    """The articles in a file, or None if it is not for this reader (look at source.suffix first).

    Raises InputError for a file that is this reader's but cannot be read.
    """


@hookspec
def reliacheck_suffixes() -> Iterable[str]:  # type: ignore[empty-body]
    """The endings (".txt") of the files that reliacheck_read takes from a directory."""


@hookspec
def reliacheck_reporters() -> Mapping[str, Reporter]:  # type: ignore[empty-body]
    """Output formats by the name that --format takes."""


@hookspec(firstresult=True)
def reliacheck_open_archive(location: str, write: bool) -> Archive | None:
    """The archive at a location (what --archive names), or None if it is not for this plugin.

    With `write`, a reliacheck.archive.WritableArchive. Raises reliacheck.archive.ArchiveError for
    one that cannot be opened. A location that no plugin takes is a folder.
    """


@hookspec
def reliacheck_adjust(
    findings: list[Finding], article: Article, config: Config
) -> list[Finding] | None:
    """House policy, last: the article's findings as they should be; None leaves them as they are.

    May drop findings, or change severity, message or score with dataclasses.replace.
    """
