"""Whose words are these, and are they credited?"""

from collections.abc import Iterable

from reliacheck import Check, EditionCheck, hookimpl
from reliacheck_syndication.altered_copy import AlteredCopy
from reliacheck_syndication.credit_mismatch import CreditMismatch
from reliacheck_syndication.credited_copy import CreditedCopy
from reliacheck_syndication.edition_overlap import EditionOverlap
from reliacheck_syndication.own_archive import OwnArchive
from reliacheck_syndication.repeated_passage import RepeatedPassage
from reliacheck_syndication.reused_copy import ReusedCopy


@hookimpl
def reliacheck_checks() -> Iterable[type[Check] | type[EditionCheck]]:
    """The rules of this plugin."""
    return [
        ReusedCopy,
        CreditedCopy,
        CreditMismatch,
        AlteredCopy,
        OwnArchive,
        RepeatedPassage,
        EditionOverlap,
    ]
