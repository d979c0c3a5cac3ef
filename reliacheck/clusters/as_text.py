"""Groups and links as a report to read in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from reliacheck.clusters.model import Clusters, Group, Link, Piece
from reliacheck.clusters.times import how_much_later
from reliacheck.clusters.wording import later, link_credit, of_origin, role_word, title, when

__all__ = ["render"]

_COLUMNS = 2  # between columns


def render(clusters: Clusters) -> str:
    """The groups, the largest first, then the links between what is in no group together."""
    return "\n".join([*_lines(clusters)]) + "\n"


def _lines(clusters: Clusters) -> Iterator[str]:
    yield _counted(len(clusters.groups), "group of copies", "groups of copies")
    for group in clusters.groups:
        yield ""
        yield from _group(group)
    yield ""
    yield _counted(len(clusters.links), "partial link", "partial links")
    for link in clusters.links:
        yield ""
        yield from _link(link)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _group(group: Group) -> Iterator[str]:
    outlets = _counted(len(group.outlets), "outlet", "outlets")
    yield f"{group.number}. {_plain(title(group.lead))}"
    yield f"   {len(group.members):,} articles, {outlets}. Origin: {of_origin(group)}"
    rows = [
        (
            when(one.piece),
            later(one, group),
            role_word(one.role),
            f"{one.share:.0%}",
            _plain(one.piece.outlet or "-"),
            f"{_plain(title(one.piece))}{_credits(one.piece)}  [{_plain(one.piece.id)}]",
        )
        for one in group.members
    ]
    yield from _table(rows)


def _credits(piece: Piece) -> str:
    return f" (credits {_plain(', '.join(piece.credits))})" if piece.credits else ""


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)]
        yield "   " + (" " * _COLUMNS).join([*cells, row[-1]])


def _link(link: Link) -> Iterator[str]:
    gap = how_much_later(link.seconds, by_the_day=link.by_the_day)
    yield f"{link.score:.2f}  {_end(link.a, link.group_a)}"
    yield f"      {_end(link.b, link.group_b)}"
    yield (
        f"      {link.words:,} words, {link.share_of_a:.0%} of the first and {link.share_of_b:.0%}"
        f" of the second; {_gap(gap)}; {link_credit(link)}"
    )
    if link.excerpt:
        yield f"      “{_plain(link.excerpt)}”"


def _gap(gap: str) -> str:
    return "which was first is unknown" if gap == "unknown" else f"the second {gap}"


def _end(piece: Piece, group: int | None) -> str:
    home = f" (group {group})" if group else ""
    outlet = _plain(piece.outlet or "-")
    return f"{when(piece)}  {outlet}  {_plain(title(piece))}{home}  [{_plain(piece.id)}]"


def _plain(text: str) -> str:
    """In one line, without what a terminal would obey."""
    line = " ".join(text.split())
    return "".join("�" if unicodedata.category(one)[0] == "C" else one for one in line)
