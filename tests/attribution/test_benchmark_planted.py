"""Sentences whose attribution is taken away: how they are made and counted."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy")
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    not (ROOT / "tools").exists(), reason="the tools are not beside these tests"
)
HEADLINE = "Bridge unsafe"


@pytest.fixture(scope="module")
def planting() -> Any:
    sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tools")]
    return import_module("planted_attribution")


def record(body: str, **parts: str | list[str]) -> dict[str, Any]:
    """A labelled text with one attribution, whose spans are given by their words."""
    text = f"{HEADLINE}\n\n{body}"
    spans = {}
    for key, held in parts.items():
        words = [held] if isinstance(held, str) else held
        spans[key] = [[text.index(one), text.index(one) + len(one)] for one in words]
    return {"id": "b1", "text": text, "annotations": {"a": [spans]}}


SAID = record(
    "Rain fell. Two engineers said on Monday that the bridge is about to fall. It is old.",
    source="Two engineers",
    cue="said",
    content="that the bridge is about to fall",
)


def planted(planting: Any, labelled: dict[str, Any]) -> list[str]:
    return [one.article.sentences[one.number].text for one in planting.planted([labelled], seed=1)]


def test_source_and_cue_go(planting: Any) -> None:
    (plant,) = planting.planted([SAID], seed=1)
    assert plant.article.text == (
        f"{HEADLINE}\n\nRain fell. The bridge is about to fall. It is old."
    )
    assert plant.article.sentences[plant.number].text == "The bridge is about to fall."
    assert plant.before == "Two engineers said on Monday that the bridge is about to fall."
    assert plant.chance > 0.5


def test_marks_go_and_pieces_are_joined(planting: Any) -> None:
    labelled = record(
        "“The bridge on the river,” said Ann Bolt, “is about to fall.”",
        source="Ann Bolt",
        cue="said",
        content=["“The bridge on the river,”", "“is about to fall.”"],
    )
    assert planted(planting, labelled) == ["The bridge on the river is about to fall."]


@pytest.mark.parametrize(
    "content",
    [
        "how soon the bridge is going to fall",
        "the bridge that is about to fall",
        "I think the bridge is unsafe",
    ],
)
def test_what_cannot_stand_alone_is_left(planting: Any, content: str) -> None:
    labelled = record(f"Ann Bolt said {content}.", source="Ann Bolt", cue="said", content=content)
    assert planted(planting, labelled) == []


def test_a_second_attribution_would_remain(planting: Any) -> None:
    labelled = record(
        "Ann Bolt said the mayor had claimed the bridge was safe.",
        source="Ann Bolt",
        cue="said",
        content="the mayor had claimed the bridge was safe",
    )
    assert planted(planting, labelled)
    other = record(
        "Ann Bolt said the mayor had claimed the bridge was safe.",
        source="the mayor",
        cue="claimed",
        content="the bridge was safe",
    )
    labelled["annotations"]["a"] += other["annotations"]["a"]
    assert planted(planting, labelled) == []


def test_another_cue_only_where_there_is_no_better(planting: Any) -> None:
    labelled = record(
        "Ann Bolt fears the bridge is about to fall.",
        source="Ann Bolt",
        cue="fears",
        content="the bridge is about to fall",
    )
    article = planting.plain_article(labelled["text"])
    assert planting.candidates(article, labelled) == []
    assert planted(planting, labelled) == ["The bridge is about to fall."]


def test_equal_scores_come_in_any_order(planting: Any) -> None:
    (plant,) = planting.planted([SAID], seed=1)
    assert planting.found(plant, lambda _: [9.0, 0.0, 0.0, 0.0], 1) == pytest.approx(1 / 3)
    assert planting.found(plant, lambda _: [9.0, 0.0, 0.5, 1.0], 1) == 0
    assert planting.found(plant, lambda _: [9.0, 0.0, 0.5, 1.0], 2) == 1


def test_the_table_has_a_row_a_way(planting: Any) -> None:
    lines = list(planting.table([planting.planted([SAID], seed) for seed in (1, 2)], 1))
    assert lines[0].startswith("1 articles of 1 that have such a sentence, 2 draws")
    assert "have a finding at" in lines[-1]
    assert "| at random | 1.000 (1.000 to 1.000) | 1.000 (1.000 to 1.000) |" in lines
