"""Headlines: printed twice, used twice, or saying more than the story does."""

from collections.abc import Iterable

from reliacheck import Check, EditionCheck, hookimpl
from reliacheck_headlines.duplicate import Duplicate
from reliacheck_headlines.edition_duplicate import EditionDuplicate
from reliacheck_headlines.repeated import Repeated
from reliacheck_headlines.same_story import SameStory
from reliacheck_headlines.standfirst_repeats_lead import StandfirstRepeatsLead
from reliacheck_headlines.stronger_than_body import StrongerThanBody


@hookimpl
def reliacheck_checks() -> Iterable[type[Check] | type[EditionCheck]]:
    """The rules of this plugin."""
    return [
        Duplicate,
        EditionDuplicate,
        Repeated,
        SameStory,
        StandfirstRepeatsLead,
        StrongerThanBody,
    ]
