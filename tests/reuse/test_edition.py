"""Which articles of one run share copy."""

from __future__ import annotations

from typing import Any

from reliacheck import Article, Metadata
from reliacheck.reuse.edition import overlaps

# Invented news: no such places, people or outlets.
BRIDGE = [
    "Engineers found the crack in the northern pillar by chance, when a boy who was fishing under"
    " the bridge sent the council a picture of it.",
    "It runs for four metres along a seam that was welded in the winter of 1987, and nobody had"
    " looked at that seam since the welders went home.",
]
OWN = [
    "The county counts two hundred bridges, and five of them are older than the first lorry.",
    "Drivers on the coast road were not amused to hear of another detour before the holidays.",
    "Herring boats leave in three weeks, and their skippers would like to know which way to go.",
]
QUOTED = (
    "“We had told the owner three times that the light on the reef was out, and three times we"
    " were told that a new one had been ordered,” she said."
)


def article(*body: str, **meta: Any) -> Article:
    return Article.compose(body=body, meta=Metadata(**meta))


def pairs(*articles: Article) -> list[tuple[int, int]]:
    """The numbers of those that share copy, the earlier one first."""
    places = {id(one): number for number, one in enumerate(articles)}
    return [(places[id(a)], places[id(b)]) for a, b, _ in overlaps(articles)]


def test_a_paragraph_in_two_articles_is_told_at_the_later_one() -> None:
    a, b = article(OWN[0], *BRIDGE), article(BRIDGE[1], OWN[1])
    ((earlier, later, compared),) = overlaps([a, b])
    assert (earlier, later) == (a, b)
    assert (compared.a, compared.b) == (a, b)
    assert compared.relation != "independent"
    (shared,) = compared.reused
    assert b.text[slice(*shared.passage.b)] in BRIDGE[1]


def test_each_pair_is_told() -> None:
    assert pairs(*(article(own, *BRIDGE) for own in OWN)) == [(0, 1), (0, 2), (1, 2)]


def test_articles_of_their_own_share_nothing() -> None:
    assert pairs(article(*BRIDGE), article(*OWN)) == []
    assert pairs(article(*BRIDGE)) == pairs() == []


def test_a_quotation_is_no_copy() -> None:
    assert pairs(article(BRIDGE[0], QUOTED), article(OWN[0], QUOTED)) == []


def test_versions_of_one_item_are_left_out() -> None:
    assert pairs(article(*BRIDGE, guid="a"), article(*BRIDGE, guid="a")) == []
    assert pairs(article(*BRIDGE, guid="a"), article(*BRIDGE, guid="b", evolved_from="a")) == []
    assert pairs(article(*BRIDGE, guid="a"), article(*BRIDGE, guid="b")) == [(0, 1)]


def test_a_line_below_every_article_is_compared_a_bounded_number_of_times() -> None:
    line = "Tell us what you saw on the bridge and we will print the best letters on Saturday."
    many = [article(f"Reader {number} wrote: {OWN[number % 3]}", line) for number in range(40)]
    assert len(pairs(*many)) <= 40 * 20
