"""Where a story gets what it says, and how near it came to it."""

from collections.abc import Iterable

from reliacheck import Check, hookimpl
from reliacheck_sources.circular import Circular
from reliacheck_sources.conflicting_ratings import ConflictingRatings
from reliacheck_sources.inconsistent_name import InconsistentName
from reliacheck_sources.low_rated import LowRated
from reliacheck_sources.mostly_unnamed import MostlyUnnamed
from reliacheck_sources.second_hand import SecondHand
from reliacheck_sources.single_source import SingleSource
from reliacheck_sources.stale_ratings import StaleRatings
from reliacheck_sources.unrated import Unrated


@hookimpl
def reliacheck_checks() -> Iterable[type[Check]]:
    """The rules of this plugin."""
    return [
        InconsistentName,
        SecondHand,
        SingleSource,
        MostlyUnnamed,
        Circular,
        LowRated,
        ConflictingRatings,
        Unrated,
        StaleRatings,
    ]
