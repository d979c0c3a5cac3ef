"""From a location to an archive: a plugin's, or else a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reliacheck.archive.protocol import Archive, ArchiveError, WritableArchive
from reliacheck.budget import BudgetExceeded, call_within, describe
from reliacheck.config import has_scheme
from reliacheck.errors import ReliacheckError

if TYPE_CHECKING:
    from reliacheck.plugins import Plugins


def open_archive(location: str, plugins: Plugins, seconds: float) -> Archive:
    """The archive at a location, for reading. A plugin has so many seconds to open it.

    Raises ArchiveError if there is none, or it cannot be opened.
    """
    opened = _by_plugin(location, False, plugins, seconds)
    if opened is not None:
        return opened
    from reliacheck.archive.local import LocalArchive

    return LocalArchive(_folder(location))


def open_for_writing(
    location: str, plugins: Plugins, seconds: float, *, create: bool = False, wait: float
) -> WritableArchive:
    """The archive at a location, for writing. A folder is made if need be (`create`), and another
    writer waited for (`wait`, in seconds). Raises ArchiveError."""
    opened = _by_plugin(location, True, plugins, seconds)
    if opened is not None:
        if not isinstance(opened, WritableArchive):
            raise ArchiveError(f"{location}: this kind of archive cannot be written to")
        return opened
    from reliacheck.archive.writer import LocalWriter

    return LocalWriter(_folder(location), create=create, wait=wait)


def _by_plugin(location: str, write: bool, plugins: Plugins, seconds: float) -> Archive | None:
    for plugin, call in plugins.implementing("reliacheck_open_archive"):
        try:
            opened: Any = call_within(seconds, partial(call, location=location, write=write))
        except ReliacheckError:
            raise
        except (Exception, SystemExit, BudgetExceeded) as error:
            reason = f"plugin {plugin.name} could not open it: {describe(error)}"
            raise ArchiveError(f"{location}: {reason}") from error
        if opened is not None:
            if not isinstance(opened, Archive):
                raise ArchiveError(f"{location}: plugin {plugin.name} opened no archive")
            return opened
    return None


def _folder(location: str) -> Path:
    if has_scheme(location):
        raise ArchiveError(f"{location}: no plugin opens this kind of archive")
    return Path(location)
