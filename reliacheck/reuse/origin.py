"""Whose copy an article is, whether that is credited, and whether the desk may run it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reliacheck.article import Article
from reliacheck.checks import Context
from reliacheck.gazetteer import Gazetteer, Outlet, load_outlets
from reliacheck.gazetteer.entries import name_key
from reliacheck.reuse.credit import AGENCIES, Credit, credits_of

__all__ = ["Credited", "is_credited", "is_licensed", "origin_of"]

Credited = Literal["yes", "generic", "no"]

# The strongest sign first: an editor wrote the dateline and the source line for this story, while
# a byline may list whoever wrote for the page, and a copyright line may be the page's.
_STRENGTH = ("dateline", "lead", "credit", "foot", "metadata", "byline", "copyright")
# Agencies of one house, whose copy is credited to either.
_HOUSES = (
    ("Deutsche Presse-Agentur", "dpa-AFX"),
    ("Rossiya Segodnya", "RIA Novosti", "Sputnik"),
    ("Bloomberg", "BNN Bloomberg"),
    ("Dow Jones Newswires", "The Wall Street Journal"),
    ("Xinhua News Agency", "Xinhuanet"),
    ("Central News Agency (Taiwan)", "Focus Taiwan"),
    ("Reuters", "Thomson Reuters Foundation"),
)


def origin_of(article: Article, context: Context | None = None) -> Credit | None:
    """The agency or other outlet whose copy the article says it is; None for its outlet's own.

    Of several the strongest sign counts, an agency before another outlet, and of equal ones the
    first.
    """
    copies = [one for one in credits_of(article, context) if one.kind == "copy"]
    return min(copies, key=_weakness, default=None)


def _weakness(credit: Credit) -> tuple[bool, bool, int]:
    agency = credit.outlet is not None and credit.outlet.kind == "agency"
    return credit.outlet is None, not agency, _STRENGTH.index(credit.where)


def is_credited(
    origin: str | Outlet | Credit, given: Sequence[Credit], context: Context | None = None
) -> Credited:
    """Whether credits name an origin: "yes", or "generic" where they name only "agencies".

    Names of one agency are one: "PA", "Press Association" and "PA Media". An unnamed credit is
    none to an outlet that is no agency.
    """
    outlets = load_outlets() if context is None else context.outlets
    outlet = _outlet(origin, outlets)
    keys = _keys(origin if isinstance(origin, str) else origin.name, outlet)
    if any(keys & _keys(credit.name, credit.outlet) for credit in given):
        return "yes"
    generic = any(credit.kind == "generic" for credit in given)
    return "generic" if generic and (outlet is None or outlet.kind == "agency") else "no"


def is_licensed(context: Context, origin: str | Outlet | Credit) -> bool:
    """Whether the desk may run an agency's copy: its settings list the agency by any of its names.

    A name that the gazetteer does not know is compared as it is written, case and marks aside.
    """
    if not context.desk.licensed:
        return False
    outlets = context.outlets
    name = origin if isinstance(origin, str) else origin.name
    keys = _keys(name, _outlet(origin, outlets))
    return any(keys & _keys(one, outlets.lookup(one)) for one in context.desk.licensed)


def _outlet(origin: str | Outlet | Credit, outlets: Gazetteer) -> Outlet | None:
    if isinstance(origin, Outlet):
        return origin
    if isinstance(origin, Credit):
        return origin.outlet
    return None if origin == AGENCIES else outlets.lookup(origin)


def _keys(name: str, outlet: Outlet | None) -> set[str]:
    """What an outlet is compared by: its name and those of its house, else the name as printed."""
    if outlet is None:
        return {name_key(name)}
    house = next((house for house in _HOUSES if outlet.name in house), ())
    return {name_key(one) for one in (outlet.name, *house)}
