"""What the reports for people have in common."""

from __future__ import annotations

from reliacheck.clusters.model import Group, Link, Member, Piece, Role
from reliacheck.clusters.times import how_much_later

__all__ = ["later", "link_credit", "of_origin", "role_word", "title", "when"]

_ROLES: dict[Role, str] = {
    "origin": "origin",
    "own": "same outlet",
    "credited": "credited",
    "generic": "“agencies”",
    "uncredited": "no credit",
    "unknown": "unknown",
}


def role_word(role: Role) -> str:
    """A role in a word or two."""
    return _ROLES[role]


def of_origin(group: Group) -> str:
    """Whose copy a group is and how that is known."""
    origin, count = group.origin, len(group.members)
    if origin.how == "named":
        own = " Its own article is the origin." if origin.piece else ""
        verb = "names" if origin.named_by == 1 else "name"
        return f"{origin.name}: {origin.named_by} of {count} articles {verb} it.{own}"
    if origin.how == "earliest":
        outlet = origin.name or "an article without an outlet"
        return f"{outlet}: the earliest of them; none names an agency."
    return "not known: none names an agency, and none has a date."


def title(piece: Piece) -> str:
    """The headline."""
    return piece.headline or "(no headline)"


def when(piece: Piece) -> str:
    """The date and time as far as they are known, in the article's own time zone."""
    if piece.moment is None:
        return "no date"
    return (piece.published or "")[:16].replace("T", " ")


def later(member: Member, group: Group) -> str:
    """How much later than the first a member is."""
    first = group.members[0]
    if member is first:
        return "first" if member.seconds is not None else "unknown"
    return how_much_later(member.seconds, by_the_day=member.by_the_day)


def link_credit(link: Link) -> str:
    """Whether B credits A's outlet."""
    outlet = link.a.outlet or "the other outlet"
    return {
        "origin": "",
        "own": "the same outlet’s, or its agency’s",
        "credited": f"{outlet} or its agency is credited",
        "generic": "“agencies” are credited",
        "uncredited": f"{outlet} is not credited",
        "unknown": "credit unknown",
    }[link.credited]
