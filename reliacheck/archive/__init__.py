"""The archive: a memory of what the desk, the wires and other outlets have run.

What plugins use of it stands here. A check that has "archive" among its needs gets one as
`context.archive` and asks `find_matches` and `find_headlines`; both answer for any store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reliacheck.archive.protocol import (
    Added,
    Archive,
    ArchiveError,
    Entry,
    Filter,
    Stats,
    WritableArchive,
)

if TYPE_CHECKING:
    from reliacheck.archive.align import Passage
    from reliacheck.archive.headline_search import HeadlineHit, find_headlines
    from reliacheck.archive.matching import Match, find_matches

__all__ = [
    "Added",
    "Archive",
    "ArchiveError",
    "Entry",
    "Filter",
    "HeadlineHit",
    "Match",
    "Passage",
    "Stats",
    "WritableArchive",
    "find_headlines",
    "find_matches",
]

_WHERE = {
    "HeadlineHit": "headline_search",
    "find_headlines": "headline_search",
    "Match": "matching",
    "find_matches": "matching",
    "Passage": "align",
}


def __getattr__(name: str) -> Any:
    # Searching loads half a dozen modules, which a run without an archive has no need of.
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
