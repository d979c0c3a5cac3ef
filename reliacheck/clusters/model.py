"""What `find_clusters` finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

__all__ = ["Clusters", "Group", "Link", "Member", "Origin", "Piece", "Role"]

# How it is known whose copy a group is: its members say so, its earliest member, or not at all.
How = Literal["named", "earliest", "unknown"]
# What a member is to its group's origin:
Role = Literal[
    "origin",  # the origin's own article
    "own",  # a further one of the same outlet
    "credited",  # another outlet's, which names the origin
    "generic",  # another's, which names only "agencies"
    "uncredited",  # another's, which names neither
    "unknown",  # nobody can tell: no origin, or no outlet, is known
]


class Piece(NamedTuple):
    """An article of the collection, without its text."""

    number: int  # place in the input, from 1
    id: str
    outlet: str | None
    headline: str | None
    published: str | None  # as the article says it
    moment: float | None  # of that, seconds since 1970; None if nobody can tell
    url: str | None
    credits: tuple[str, ...]  # whom it credits, in reading order, each once


class Member(NamedTuple):
    """An article in a group."""

    piece: Piece
    role: Role
    seconds: float | None  # from the earliest member to this one; None without a date
    by_the_day: bool  # one of the two dates has no time of day
    share: float  # of its own words, those that the group's lead has; 1 for the lead
    share_of_lead: float


class Origin(NamedTuple):
    """Whose copy a group is."""

    how: How
    name: str | None  # of the agency or outlet
    named_by: int  # members that name it
    piece: Piece | None  # its article, if that is in the group


class Group(NamedTuple):
    """Articles that are copies of each other."""

    number: int  # from 1, the largest group first
    origin: Origin
    lead: Piece  # what the others are compared with: the origin's article, or the earliest
    members: tuple[Member, ...]  # by time, those without a date last

    @property
    def outlets(self) -> tuple[str, ...]:
        """Their names, in the order of their first articles."""
        names = [one.piece.outlet for one in self.members]
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def seconds(self) -> float | None:
        """From the earliest member to the latest."""
        return max((one.seconds for one in self.members if one.seconds is not None), default=None)

    def count(self, role: Role) -> int:
        """How many members have this role."""
        return sum(one.role == role for one in self.members)


class Link(NamedTuple):
    """Two articles that share passages and are no copies of each other, nor in one group."""

    a: Piece  # the earlier one, if that is known
    b: Piece
    group_a: int | None  # the group it is in
    group_b: int | None
    score: float
    share_of_a: float  # of its own words, those in shared passages
    share_of_b: float
    longest_run: int  # words
    words: int
    seconds: float | None  # from the one to the other
    by_the_day: bool
    credited: Role  # what b is to a's outlet: own, credited, generic, uncredited or unknown
    excerpt: str  # the beginning of the longest passage, as B has it


class Clusters(NamedTuple):
    """All of it."""

    articles: int
    repeated: int  # articles that came twice, word for word, and were passed over
    skipped: int  # inputs that could not be read
    min_score: float
    groups: Sequence[Group]
    links: Sequence[Link]  # the most words first
    compared: int  # pairs
    house_text: int  # runs of words that one outlet has around many of its stories
    furniture: int  # runs of words that too many articles have to follow up
    problems: Sequence[str]  # pairs that could not be compared, and why
