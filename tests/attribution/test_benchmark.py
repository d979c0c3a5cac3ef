"""The benchmark of attribution: its labels, its ways, its figures."""

from __future__ import annotations

import math
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from shared_data import shared

from reliacheck import Article

pytest.importorskip("numpy")
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    not (ROOT / "tools").exists(), reason="the tools are not beside these tests"
)
BODY = "The mill is shut, Ann Bolt said. Rain fell. “It will stay shut for ever,” she told us."


@pytest.fixture(scope="module", autouse=True)
def _on_path() -> None:
    """The benchmarks import each other as neighbours, and the tool that trains."""
    sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tools")]


@pytest.fixture
def ways() -> Any:
    return import_module("attribution_ways")


@pytest.fixture
def labelled(ways: Any) -> Any:
    article = Article.compose(headline="Mill shut", body=BODY)
    return ways.Labelled([article, article], [{1: True, 2: False}, {3: True}])


def test_every_labelled_sentence_is_one_of_its_article() -> None:
    benchmark = import_module("attribution")
    news = benchmark.news_set(shared("news/abp_sample_8k.jsonl.gz"))
    assert len(news.all.labels) == 200
    assert 0 < sum(news.all.labels) < 200
    assert len(news.sure.labels) == 200 - news.unsure
    assert len({article.source.path for article in news.all.articles}) == len(news.all.articles)


def test_ways_say_of_labelled_sentences_only(ways: Any, labelled: Any) -> None:
    quotation = [BODY.index("“") + 11, len(BODY) + 11 - len(" she told us."), 0, 1]
    told = {way.name: way.scores for way in ways.ways(labelled, [[], [quotation]])}
    assert told["always attributed"] == [1.0, 1.0, 1.0]
    assert told["20 cue words"] == [1.0, 0.0, 1.0]
    assert told["textacy, direct quotations"] == [0.0, 0.0, 1.0]
    first, second, third = told[ways.OURS]
    assert first > second < third
    assert labelled.groups == [0, 0, 1]


def test_without_textacy_its_row_is_missing(ways: Any, labelled: Any) -> None:
    assert "textacy, direct quotations" not in [way.name for way in ways.ways(labelled, None)]


def test_figures_by_hand(ways: Any, labelled: Any) -> None:
    found = ways.figures(ways.Way("half right", [0.9, 0.8, 0.7], 0.5), labelled)
    assert found.attributed == pytest.approx(0.8)
    assert found.unattributed == 0
    assert found.macro_f1 == pytest.approx(0.4)
    assert found.auc == 0.5
    assert found.ece == pytest.approx((0.1 + 0.8 + 0.3) / 3)
    assert math.isnan(ways.figures(ways.Way("yes or no", [1.0, 0.0, 0.0], 0.5), labelled).auc)


def test_a_label_counts_as_often_as_its_article_is_drawn(ways: Any, labelled: Any) -> None:
    import numpy as np

    way = ways.Way("second wrong", [1.0, 0.0, 0.0], 0.5)
    assert ways.figures(way, labelled, np.array([1.0, 1.0, 0.0])).macro_f1 == 1
    assert ways.figures(way, labelled, np.array([0.0, 0.0, 1.0])).attributed == 0


def test_speakers_of_textacy_are_told_by_what_they_cover() -> None:
    benchmark = import_module("attribution_quotations")
    article = Article.compose(headline="Mill shut", body=BODY)
    start = article.text.index("It will")
    end = article.text.index(",” she")
    she = article.text.index("she told")
    found = [[0, 4, 0, 4], [start, end, she, she + 3]]
    ((_, speaker),) = benchmark.textacy_sources(article, found).items()
    assert speaker == (she, she + 3)
    ((_, nobody),) = benchmark.textacy_sources(article, found[:1]).items()
    assert nobody is None
