"""Groups and links for programs: reporters/clusters.schema.json, docs/json.md."""

from __future__ import annotations

import json
from typing import Any

import reliacheck
from reliacheck.clusters.model import Clusters, Group, Link, Member, Piece
from reliacheck.clusters.times import how_long

__all__ = ["render"]

VERSION = 1


def render(clusters: Clusters) -> str:
    """One document."""
    document = {
        "version": VERSION,
        "tool": {"name": "reliacheck", "version": reliacheck.__version__},
        "min_score": clusters.min_score,
        "groups": [_group(group) for group in clusters.groups],
        "links": [_link(link) for link in clusters.links],
        "summary": {
            "articles": clusters.articles,
            "repeated": clusters.repeated,
            "skipped": clusters.skipped,
            "groups": len(clusters.groups),
            "grouped_articles": sum(len(group.members) for group in clusters.groups),
            "links": len(clusters.links),
            "compared_pairs": clusters.compared,
            "house_text": clusters.house_text,
            "furniture": clusters.furniture,
        },
        "problems": list(clusters.problems),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _group(group: Group) -> dict[str, Any]:
    origin = group.origin
    return {
        "group": group.number,
        "origin": {
            "how": origin.how,
            "name": origin.name,
            "named_by": origin.named_by,
            "article": origin.piece.number if origin.piece else None,
        },
        "lead": group.lead.number,
        "outlets": list(group.outlets),
        "seconds": group.seconds,
        "members": [_member(member) for member in group.members],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        **_piece(member.piece),
        "role": member.role,
        "seconds_to_copy": member.seconds,
        "time_to_copy": _duration(member.seconds, member.by_the_day),
        "precision": "day" if member.by_the_day else "second",
        "share": round(member.share, 4),
        "share_of_lead": round(member.share_of_lead, 4),
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "number": piece.number,
        "id": piece.id,
        "outlet": piece.outlet,
        "headline": piece.headline,
        "published": piece.published,
        "url": piece.url,
        "credits": list(piece.credits),
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "kind": "partial-reuse",
        "a": {**_piece(link.a), "group": link.group_a},
        "b": {**_piece(link.b), "group": link.group_b},
        "score": round(link.score, 4),
        "share_of_a": round(link.share_of_a, 4),
        "share_of_b": round(link.share_of_b, 4),
        "words": link.words,
        "longest_run_words": link.longest_run,
        "seconds_to_copy": link.seconds,
        "time_to_copy": _duration(link.seconds, link.by_the_day),
        "precision": "day" if link.by_the_day else "second",
        "credit": link.credited,
        "excerpt": link.excerpt,
    }


def _duration(seconds: float | None, by_the_day: bool) -> str | None:
    return None if seconds is None else how_long(seconds, by_the_day=by_the_day)
