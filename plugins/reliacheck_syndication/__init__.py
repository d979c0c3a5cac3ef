"""Whose words are these, and are they credited?"""

from collections.abc import Iterable

from reliacheck import Check, hookimpl
from reliacheck_syndication.credit_mismatch import CreditMismatch
from reliacheck_syndication.own_archive import OwnArchive
from reliacheck_syndication.repeated_passage import RepeatedPassage


@hookimpl
def reliacheck_checks() -> Iterable[type[Check]]:
    """The rules of this plugin."""
    return [CreditMismatch, OwnArchive, RepeatedPassage]
