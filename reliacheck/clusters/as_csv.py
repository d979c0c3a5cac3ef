"""Groups and links as tables: a row for each member, and in a table of their own one for a link."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from reliacheck.clusters.model import Clusters

__all__ = ["render", "render_links"]

MEMBERS = (
    "group",
    "number",
    "id",
    "outlet",
    "role",
    "published",
    "seconds_to_copy",
    "precision",
    "share",
    "share_of_lead",
    "origin",
    "origin_how",
    "credits",
    "headline",
    "url",
)
LINKS = (
    "kind",
    "score",
    "words",
    "a_number",
    "a_id",
    "a_outlet",
    "a_group",
    "b_number",
    "b_id",
    "b_outlet",
    "b_group",
    "share_of_a",
    "share_of_b",
    "longest_run_words",
    "seconds_to_copy",
    "precision",
    "credit",
)
_Cell = str | int | float | None
# Spreadsheets take a cell for a formula that begins like one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(clusters: Clusters) -> str:
    """A row for each member of a group, with a head."""
    return _table(
        MEMBERS,
        (
            (
                group.number,
                one.piece.number,
                one.piece.id,
                one.piece.outlet,
                one.role,
                one.piece.published,
                one.seconds,
                "day" if one.by_the_day else "second",
                round(one.share, 4),
                round(one.share_of_lead, 4),
                group.origin.name,
                group.origin.how,
                "; ".join(one.piece.credits),
                one.piece.headline,
                one.piece.url,
            )
            for group in clusters.groups
            for one in group.members
        ),
    )


def render_links(clusters: Clusters) -> str:
    """A row for each partial link, with a head."""
    return _table(
        LINKS,
        (
            (
                "partial-reuse",
                round(link.score, 4),
                link.words,
                link.a.number,
                link.a.id,
                link.a.outlet,
                link.group_a,
                link.b.number,
                link.b.id,
                link.b.outlet,
                link.group_b,
                round(link.share_of_a, 4),
                round(link.share_of_b, 4),
                link.longest_run,
                link.seconds,
                "day" if link.by_the_day else "second",
                link.credited,
            )
            for link in clusters.links
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[_Cell]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return stream.getvalue()


def _cell(cell: _Cell) -> _Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
