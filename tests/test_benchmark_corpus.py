"""The archive that benchmarks search: made articles, and copies planted in them."""

from __future__ import annotations

import json
import random
import re
import sys
from importlib import import_module
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from shared_data import shared

from reliacheck.records import parse_record

pytest.importorskip("numpy")
BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"

Record = dict[str, Any]


@pytest.fixture(scope="module", autouse=True)
def _on_path() -> None:
    """The benchmarks import each other as neighbours."""
    sys.path.insert(0, str(BENCHMARKS))


@pytest.fixture(scope="module")
def corpus() -> Any:
    return import_module("corpus")


@pytest.fixture(scope="module")
def planting() -> Any:
    return import_module("planting")


@pytest.fixture(scope="module")
def model(corpus: Any) -> Any:
    """Of a small part of the sample: the whole takes a quarter of a minute."""
    data = shared("news/abp_sample_8k.jsonl.gz").parents[1]
    return corpus.load_model(data, sample=400)


@pytest.fixture(scope="module")
def made(corpus: Any, model: Any) -> list[Record]:
    return list(corpus.articles(model, 200, seed=1))


@pytest.fixture
def pair(made: list[Record]) -> tuple[Record, Record]:
    """An article and a host."""
    return made[0], made[1]


def words(text: str) -> list[str]:
    return text.split()


# What is made


def test_articles_are_valid_records_of_about_three_kilobytes(made: list[Record]) -> None:
    sizes = []
    for record in made:
        line = json.dumps(record, ensure_ascii=False).encode()
        assert parse_record(line) == record
        assert record.keys() == {"guid", "outlet", "published", "url", "headline", "body"}
        sizes.append(len(line))
    assert 2700 < sum(sizes) / len(sizes) < 3300
    assert min(sizes) > 1700
    assert max(sizes) < 5500


def test_headlines_and_guids_are_of_one_article_each(made: list[Record]) -> None:
    assert len({record["guid"] for record in made}) == len(made)
    assert len({record["headline"] for record in made}) > 0.95 * len(made)
    lengths = [len(words(record["headline"])) for record in made]
    assert 8 <= sum(lengths) / len(lengths) <= 11


def test_every_article_ends_with_its_outlets_furniture(planting: Any, made: list[Record]) -> None:
    below: dict[str, set[str]] = {}
    for record in made:
        *story, last = record["body"].split("\n\n")
        assert last in planting.FURNITURE
        assert planting.story_of(record) == story
        below.setdefault(record["outlet"], set()).add(last)
    assert all(len(kinds) == 1 for kinds in below.values())
    assert all(20 <= len(words(furniture)) <= 40 for furniture in planting.FURNITURE)


def test_the_same_seed_gives_the_same_and_another_seed_others(
    corpus: Any, model: Any, made: list[Record]
) -> None:
    again = list(corpus.articles(model, 20, seed=1))
    assert again == made[:20]
    others = list(corpus.articles(model, 20, seed=2))
    assert not {record["body"] for record in others} & {record["body"] for record in made}


def test_words_follow_each_other_as_in_the_sample(
    corpus: Any, model: Any, made: list[Record]
) -> None:
    walk = model.bodies
    texts = [walk.words[word] for word in walk.ids.tolist()]
    pairs = set(pairwise(texts))
    sentence_ends = {texts[place] for place in walk.last.nonzero()[0].tolist()}
    story = words(made[0]["body"].rpartition("\n\n")[0])
    assert len(story) > 200
    for one, other in pairwise(story):
        assert (one, other) in pairs or one in sentence_ends


def test_a_file_written_by_two_processes_has_the_same_articles(
    corpus: Any, model: Any, made: list[Record], tmp_path: Path
) -> None:
    count = corpus.BLOCK + 5
    corpus.write(tmp_path / "out.jsonl", model, count, 1, processes=2)
    read = list(corpus.read_corpus(tmp_path / "out.jsonl"))
    assert len(read) == count
    assert read[: len(made)] == made
    assert [record["guid"] for record in read[-2:]] == ["1-0008003", "1-0008004"]


def test_a_file_of_ones_own_stands_in_for_what_is_made(corpus: Any, tmp_path: Path) -> None:
    own, out = tmp_path / "own.jsonl", tmp_path / "out.jsonl"
    own.write_text('{"body": "One."}\n\n{"body": "Two.", "guid": "b"}\n{"body": "Three."}\n')
    corpus.main([str(out), "--corpus", str(own), "--articles", "2"])
    assert list(corpus.read_corpus(out)) == [
        {"body": "One.", "guid": "line-1"},
        {"body": "Two.", "guid": "b"},
    ]


# What is planted


def plant(planting: Any, level: str, pair: tuple[Record, Record], seed: int = 7) -> Any:
    article, host = pair
    before = json.dumps([article, host])
    planted = planting.LEVELS[level](article, host, random.Random(seed))
    assert json.dumps([article, host]) == before, "planting changes nothing that it is given"
    assert planted.article["guid"] == host["guid"]
    return planted


def test_every_level_can_be_planted_and_again(planting: Any, made: list[Record]) -> None:
    assert len(planting.LEVELS) == len(planting.REUSE) + len(planting.HEADLINES) == 18
    for level in planting.LEVELS:
        for pair in zip(made[:100:2], made[1:100:2], strict=True):
            planted = plant(planting, level, pair)
            assert planted == plant(planting, level, pair)
            assert parse_record(json.dumps(planted.article)) == planted.article


@pytest.mark.parametrize(
    "level",
    ["copy", "80 % of sentences", "20 % of sentences", "paragraph", "sentence"],
)
def test_passages_stand_in_the_article_and_the_host_in_order(
    planting: Any, pair: tuple[Record, Record], level: str
) -> None:
    article, host = pair
    planted = plant(planting, level, pair)
    assert planted.passages
    for body in (article["body"], planted.article["body"]):
        at = 0
        for passage in planted.passages:
            at = body.index(passage, at) + len(passage)
    assert planted.article["headline"] == host["headline"]
    assert planted.article["body"].split("\n\n")[-1] == host["body"].split("\n\n")[-1]


@pytest.mark.parametrize("percent", [20, 40, 60, 80])
def test_the_share_of_sentences_kept_is_what_the_level_says(
    planting: Any, pair: tuple[Record, Record], percent: int
) -> None:
    article, host = pair
    planted = plant(planting, f"{percent} % of sentences", pair)
    count = sum(len(planting.sentences_of(one)) for one in planting.story_of(article))
    assert len(planted.passages) == round(percent / 100 * count)
    rest = " ".join(planting.story_of(planted.article))
    for passage in planted.passages:
        rest = rest.replace(passage, "", 1)
    own = " ".join(planting.story_of(host))
    assert set(words(rest)) <= set(words(own)), "all else is the host's"
    assert words(rest)


@pytest.mark.parametrize("percent", [0, 5, 10, 20])
def test_a_paragraph_has_as_many_words_changed_as_the_level_says(
    planting: Any, pair: tuple[Record, Record], percent: int
) -> None:
    article, _ = pair
    noise = f", {percent} % of words changed" if percent else ""
    (passage,) = plant(planting, f"paragraph{noise}", pair).passages
    (source,) = plant(planting, "paragraph", pair).passages
    assert 60 <= len(re.findall(r"\w+", source)) <= 130
    assert re.sub(r"\s+", " ", source) in re.sub(r"\s+", " ", article["body"])
    changed = sum(one != other for one, other in zip(words(source), words(passage), strict=True))
    assert changed == round(percent / 100 * len(words(source)))


def test_a_short_article_has_no_paragraph_to_plant(
    planting: Any, pair: tuple[Record, Record]
) -> None:
    for level in ("paragraph", "sentence"):
        with pytest.raises(planting.NotPlantable):
            planting.LEVELS[level]({"body": "Too short."}, pair[1], random.Random(1))


def test_an_unrelated_article_is_the_host(planting: Any, pair: tuple[Record, Record]) -> None:
    planted = plant(planting, "unrelated", pair)
    assert planted.article == pair[1]
    assert planted.passages == []


def distance(one: str, other: str) -> int:
    """Letters to insert, delete, replace or swap."""
    distances = import_module("rapidfuzz.distance")
    return int(distances.OSA.distance(one, other))


def test_headlines_are_varied_as_the_level_says(planting: Any, made: list[Record]) -> None:
    for article, host in islice(zip(made[::2], made[1::2], strict=True), 60):
        before = article["headline"]
        after = {
            level.removeprefix("headline, "): plant(planting, level, (article, host)).article
            for level in planting.HEADLINES
        }
        assert all(record["body"] == host["body"] for record in after.values())
        new = {level: record["headline"] for level, record in after.items()}
        assert new["headline"] == before
        assert distance(before, new["one typing error"]) == 1
        assert 1 <= distance(before, new["two typing errors"]) <= 2
        assert len(words(new["one word dropped"])) == len(words(before)) - 1
        assert sorted(words(new["two words swapped"])) == sorted(words(before))
        assert new["two words swapped"] != before
        assert new["outlet added"].startswith(before)
        assert new["case changed"].casefold() == before.casefold()
        assert new["case changed"] != before


# How like real articles they are


def test_runs_of_words_are_looked_for_in_unrelated_articles_only() -> None:
    realism = import_module("corpus_realism")
    numpy = import_module("numpy")
    asked = ["one two three four five six", "a b c d e f"]
    others = ["one two three four five", "a b c d e f", "one two three four five six"]
    related = [[True, True], [True, False], [True, True]]
    seen, count = realism.first_seen(asked, others, lambda place: numpy.array(related[place]))
    never = realism._NEVER
    assert sorted(seen.tolist()) == [0, 2, never, never]
    assert count == 2
