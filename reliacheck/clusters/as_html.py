"""Groups and links as one page for a browser. Needs jinja2, of the extra `report`."""

from __future__ import annotations

import reliacheck
from reliacheck.clusters.model import Clusters, Group, Role
from reliacheck.clusters.timeline import timeline
from reliacheck.clusters.times import how_long, how_much_later
from reliacheck.clusters.wording import later, link_credit, of_origin, role_word, title, when
from reliacheck.pages import environment

__all__ = ["render"]

# A page with all of a million articles would open in no browser; JSON has them all.
GROUPS = 300
MEMBERS = 100  # of a group
LINKS = 300
_ROLES: tuple[Role, ...] = ("origin", "own", "credited", "generic", "uncredited", "unknown")
_MEANINGS: dict[Role, str] = {
    "origin": "the origin’s article",
    "own": "the same outlet again",
    "credited": "credits the origin",
    "generic": "credits “agencies”",
    "uncredited": "does not credit it",
    "unknown": "nobody can tell",
}


def render(clusters: Clusters) -> str:
    """One page that fetches nothing."""
    pages = environment("clusters")
    pages.filters |= {"title": title, "when": when, "role": role_word, "web": _web}
    groups = clusters.groups[:GROUPS]
    used = {one.role for group in groups for one in group.members}
    return pages.get_template("page.html.j2").render(
        all=clusters,
        groups=groups,
        links=clusters.links[:LINKS],
        most_members=MEMBERS,
        picture=timeline(groups),
        roles=[(role, _MEANINGS[role]) for role in _ROLES if role in used],
        fastest=_fastest(clusters),
        grouped=sum(len(group.members) for group in clusters.groups),
        uncredited=sum(group.count("uncredited") for group in clusters.groups),
        version=reliacheck.__version__,
        of_origin=of_origin,
        later=later,
        gap=how_much_later,
        link_credit=link_credit,
    )


def _fastest(clusters: Clusters) -> str:
    """The median time from a group's first article to another outlet's first copy."""
    gaps = sorted(gap for group in clusters.groups if (gap := _first_copy(group)) is not None)
    return how_long(gaps[len(gaps) // 2]) if gaps else ""


def _first_copy(group: Group) -> float | None:
    first = group.members[0].piece.outlet
    return next(
        (
            one.seconds
            for one in group.members[1:]
            if one.seconds is not None and one.piece.outlet != first and not one.by_the_day
        ),
        None,
    )


def _web(url: str | None) -> str:
    """An address that leads to the web; anything else, such as javascript:, is none."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""
