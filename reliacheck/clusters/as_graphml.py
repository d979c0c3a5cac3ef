"""Groups and links as a graph (http://graphml.graphdrawing.org): articles, and who has whose copy.

Edges lead from a group's lead to its other members ("same-copy") and from the earlier to the later
article of a link ("partial-reuse").
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from reliacheck.clusters.model import Clusters, Member, Piece

__all__ = ["render"]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {
    "id": "string",
    "outlet": "string",
    "headline": "string",
    "published": "string",
    "url": "string",
    "credits": "string",
    "group": "int",
    "role": "string",
    "seconds_to_copy": "double",
}
_EDGE = {
    "kind": "string",
    "score": "double",
    "share_of_source": "double",
    "share_of_target": "double",
    "words": "int",
    "seconds_to_copy": "double",
    "credit": "string",
}
# What XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(clusters: Clusters) -> str:
    """One document."""
    root = ElementTree.Element("graphml", xmlns=_NAMESPACE)
    for scope, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, type_ in fields.items():
            keys = {"id": f"{scope}-{name}", "for": scope, "attr.name": name, "attr.type": type_}
            ElementTree.SubElement(root, "key", keys)
    graph = ElementTree.SubElement(root, "graph", id="clusters", edgedefault="directed")
    for piece, group, member in _nodes(clusters):
        _add_node(graph, piece, group, member)
    _add_edges(graph, clusters)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _nodes(clusters: Clusters) -> list[tuple[Piece, int | None, Member | None]]:
    """The articles in groups and links, each once, in the order of the input."""
    found: dict[int, tuple[Piece, int | None, Member | None]] = {}
    for link in clusters.links:
        for piece in (link.a, link.b):
            found[piece.number] = piece, None, None
    for group in clusters.groups:
        for member in group.members:
            found[member.piece.number] = member.piece, group.number, member
    return [found[number] for number in sorted(found)]


def _add_node(
    graph: ElementTree.Element, piece: Piece, group: int | None, member: Member | None
) -> None:
    node = ElementTree.SubElement(graph, "node", id=f"n{piece.number}")
    values = {
        "id": piece.id,
        "outlet": piece.outlet,
        "headline": piece.headline,
        "published": piece.published,
        "url": piece.url,
        "credits": "; ".join(piece.credits) or None,
        "group": group,
        "role": member.role if member else None,
        "seconds_to_copy": member.seconds if member else None,
    }
    _add_data(node, "node", values)


def _add_edges(graph: ElementTree.Element, clusters: Clusters) -> None:
    for group in clusters.groups:
        for one in group.members:
            if one.piece.number != group.lead.number:
                values = {
                    "kind": "same-copy",
                    "share_of_source": round(one.share_of_lead, 4),
                    "share_of_target": round(one.share, 4),
                    "credit": one.role,
                }
                _add_edge(graph, group.lead, one.piece, values)
    for link in clusters.links:
        values = {
            "kind": "partial-reuse",
            "score": round(link.score, 4),
            "share_of_source": round(link.share_of_a, 4),
            "share_of_target": round(link.share_of_b, 4),
            "words": link.words,
            "seconds_to_copy": link.seconds,
            "credit": link.credited,
        }
        _add_edge(graph, link.a, link.b, values)


def _add_edge(graph: ElementTree.Element, a: Piece, b: Piece, values: dict[str, Any]) -> None:
    edge = ElementTree.SubElement(graph, "edge", source=f"n{a.number}", target=f"n{b.number}")
    _add_data(edge, "edge", values)


def _add_data(parent: ElementTree.Element, scope: str, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is not None:
            data = ElementTree.SubElement(parent, "data", key=f"{scope}-{name}")
            data.text = _FORBIDDEN.sub("�", str(value))
