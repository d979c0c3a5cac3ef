"""The fixture archive is what its README says: who shares copy with the seed, and who does not."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from newsroom import Newsroom

from reliacheck.archive.align import Passage, Prepared, align, prepare, shares
from reliacheck.records import article_of, date_problem, parse_record

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
ARCHIVE = FIXTURES / "archive" / "rockets.jsonl"
SEED = FIXTURES / "articles" / "iran-news-rockets.txt"
NOTE = "Written for reliacheck's tests; never published by the outlet named."
WIRE = "reuters-rockets"
ROW = re.compile(r"^\| `([\w-]+)` \|.*\| ([\w ]+) \| (\d+) % \| (\d+) % \|$", re.M)


class Row(NamedTuple):
    """What the README says of an article."""

    verdict: str
    of_seed: int  # per cent
    of_source: int


@cache
def records() -> dict[str, dict[str, Any]]:
    """The articles by id; each line must be one."""
    read = [parse_record(line) for line in ARCHIVE.read_bytes().splitlines()]
    by_id = {record["id"]: record for record in read}
    assert len(by_id) == len(read), "an id stands twice"
    return by_id


@cache
def table() -> dict[str, Row]:
    readme = (ARCHIVE.parent / "README.md").read_text(encoding="utf-8")
    return {
        name: Row(verdict, int(of_seed), int(of_source))
        for name, verdict, of_seed, of_source in ROW.findall(readme)
    }


def ids(*verdicts: str) -> list[str]:
    return [name for name, row in table().items() if row.verdict in verdicts]


@cache
def text(name: str) -> Prepared:
    if name == "seed":
        return prepare(SEED.read_text(encoding="utf-8"))
    return prepare(article_of(records()[name]).text)


@cache
def common(name: str, other: str = "seed") -> tuple[Passage, ...]:
    return align(text(name), text(other))


def per_cent(name: str, other: str = "seed") -> tuple[int, int]:
    """The shares of the source and of the other text."""
    of_source, of_other = shares(common(name, other), len(text(name).keys), len(text(other).keys))
    return round(100 * of_source), round(100 * of_other)


def cut(name: str, span: tuple[int, int]) -> str:
    return text(name).text[slice(*span)]


def test_there_are_enough_articles_and_each_says_that_it_is_made_up() -> None:
    assert len(records()) >= 18
    for record in records().values():
        assert record["note"] == NOTE
        assert not date_problem(record)
        assert re.match(r"https://[a-z]+\.example/", record["url"])
        assert {"outlet", "headline", "body", "credit", "language"} <= record.keys()
    assert len({record["url"] for record in records().values()}) == len(records())


def test_the_readme_has_each_article_in_its_table() -> None:
    assert list(table()) == list(records())


def test_an_archive_takes_all_of_them(room: Newsroom) -> None:
    run = room.run("archive", "add", str(ARCHIVE), "--archive", "stories", "--format=json")
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out)["new"] == len(records())


@pytest.mark.parametrize("name", table())
def test_each_shares_with_the_seed_what_the_readme_says(name: str) -> None:
    said = (table()[name].of_source, table()[name].of_seed)
    assert per_cent(name) == pytest.approx(said, abs=3)


def test_the_seed_is_a_rewrite_of_the_wire_more_than_of_any_other() -> None:
    of_source, of_seed = per_cent(WIRE)
    assert 35 <= of_seed <= 60
    assert of_source >= 50
    assert ids("wire source") == [WIRE]
    assert all(row.of_seed < of_seed for name, row in table().items() if name != WIRE)


def test_the_wire_has_what_the_seed_changed_and_came_first() -> None:
    wire, seed = text(WIRE).text, text("seed").text
    for one in ("killed top Iranian commander", "Iran-backed paramilitary groups"):
        assert one in wire
        assert one not in seed
    assert "assassinated top Iranian commander" in seed
    assert "The New York Times" not in wire
    order = ["reuters-rockets-alert", WIRE, "reuters-rockets-update", "reuters-rockets-arrests"]
    times = [records()[name]["published"] for name in order]
    assert all(earlier < later for earlier, later in pairwise(times))
    assert records()["reuters-rockets-update"]["evolved_from"] == WIRE


@pytest.mark.parametrize("name", ids("kin"))
def test_kin_have_their_copy_from_the_wire(name: str) -> None:
    assert records()[name]["published"] > records()[WIRE]["published"]
    assert per_cent(WIRE, name)[1] > per_cent(name)[0]


def test_one_of_the_kin_credits_the_wire_and_one_does_not() -> None:
    assert "Reuters" not in text("gulf-morning-post-rockets").text
    assert records()["lakeside-herald-rockets"]["byline"] == "Reuters"


@pytest.mark.parametrize("name", ids("independent"))
def test_independent_stories_have_no_passage_in_common_with_any_other(name: str) -> None:
    for other in ("seed", *records()):
        assert name == other or common(name, other) == (), other


@pytest.mark.parametrize("name", ids("alert", "furniture only", "quotation only", "unrelated"))
def test_others_have_no_passage_in_common_with_the_seed(name: str) -> None:
    assert common(name) == ()


def test_the_long_quotation_is_all_that_the_column_and_the_wire_share() -> None:
    (passage,) = common(WIRE, "capital-dispatch-bridges")
    for name, span in ((WIRE, passage.a), ("capital-dispatch-bridges", passage.b)):
        (quoted,) = [one for one in text(name).text.split('"') if "launcher and the men" in one]
        assert cut(name, span) == quoted.rstrip(",.")
    assert "“small rockets”" in text("northern-ledger-wording").text


def test_the_statement_is_all_that_the_courier_and_the_seed_share() -> None:
    (passage,) = common("delta-courier-embassies")
    shared = cut("delta-courier-embassies", passage.a)
    assert shared.startswith("An Iraqi military statement said")
    assert shared.endswith("Iraqi paramilitary groups")
    assert "\n" not in shared


def test_furniture_is_all_that_the_carpet_fair_shares() -> None:
    name = "caspian-daily-carpets"
    furniture = ("Subscribe to", "Follow us on", "© 2020. No part of")
    shared = [
        cut(name, one.a) for other in records() if other != name for one in common(name, other)
    ]
    lines = [line for passage in shared for line in passage.split("\n\n")]
    assert len(lines) >= 5
    assert all(line.startswith(furniture) for line in lines)
    assert records()[name]["credit"] in text("seed").text


def test_one_agency_story_at_two_outlets_and_one_formula() -> None:
    assert min(per_cent("port-alder-post-storm", "kelby-chronicle-storm")) >= 50
    assert "Harbour Press Service" not in text("kelby-chronicle-storm").text
    (passage,) = common("ollerby-gazette-buses", "sunhaven-financial-cannery")
    shared = cut("ollerby-gazette-buses", passage.a)
    assert shared.endswith("did not immediately respond to a request for comment")
    assert "\n" not in shared


@pytest.mark.parametrize("agency", ["Reuters", "AFP"])
def test_the_seed_with_credit_is_the_seed_but_for_two_places(agency: str) -> None:
    credited = SEED.with_stem(f"{SEED.stem}-{agency.lower()}").read_bytes().decode("utf-8")
    seed = SEED.read_bytes().decode("utf-8")
    changes = {
        "TEHRAN (Iran News) –": f"TEHRAN (Iran News/{agency}) –",
        "source : Iran Daily, Irannews": f"source : {agency}",
    }
    for old, new in changes.items():
        assert seed.count(old) == 1
        seed = seed.replace(old, new)
    assert credited == seed
