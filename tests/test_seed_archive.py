"""What the seed article must show against an archive that has the wire's story, item by item."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from newsroom import Run, places, schema
from stories import fill

from reliacheck.records import article_of, parse_record

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
STORIES = FIXTURES / "archive" / "rockets.jsonl"
ARTICLES = FIXTURES / "articles"
SEED = "iran-news-rockets.txt"
WIRE = "reuters-rockets"
INNOCENT = (
    "ap-rockets",
    "afp-rockets",
    "northern-ledger-wording",
    "capital-dispatch-bridges",
    "delta-courier-embassies",
    "caspian-daily-carpets",
)


@cache
def records() -> dict[str, dict[str, Any]]:
    """The archived articles by id."""
    read = [parse_record(line) for line in STORIES.read_bytes().splitlines()]
    return {record["id"]: record for record in read}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("desk") / "stories", records().values())


@pytest.fixture(scope="module")
def runs(archive: Path) -> dict[str, Run]:
    """Each version of the seed checked in a process of its own, where no settings are."""
    return {path.name: check(path, archive) for path in sorted(ARTICLES.glob("*.txt"))}


def check(path: Path, archive: Path) -> Run:
    command = ["check", path.name, "--archive", str(archive), "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "reliacheck", *command],
        cwd=path.parent,
        capture_output=True,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def found(run: Run, rule: str) -> list[dict[str, Any]]:
    return [one for one in run.findings() if one["rule"] == f"syndication.{rule}"]


@pytest.fixture(scope="module")
def reused(runs: dict[str, Run]) -> dict[str, Any]:
    """The one finding of reused copy in the seed."""
    (finding,) = found(runs[SEED], "reused-copy")
    return finding


def test_the_seed_is_an_error_with_the_wire_in_the_archive(runs: dict[str, Run]) -> None:
    assert (runs[SEED].code, runs[SEED].err) == (1, "")
    assert runs[SEED].report["summary"]["findings"]["error"] == 1


def test_it_names_reuters_its_story_and_both_shares(reused: dict[str, Any]) -> None:
    assert (reused["severity"], reused["score"] > 0.9) == ("error", True)
    evidence = reused["evidence"]
    assert evidence["origin"] == "Reuters"
    assert 0.35 <= evidence["share"] <= 0.6
    assert 0.5 <= evidence["share_of_source"] <= 0.7
    assert records()[WIRE]["headline"] in reused["message"]
    for share in (evidence["share"], evidence["share_of_source"]):
        assert f"{share:.0%}" in reused["message"]
    assert "Reuters" in reused["help"]


def test_it_shows_the_passages_side_by_side(reused: dict[str, Any]) -> None:
    theirs = [place for place in reused["related"] if place["article"]]
    ours = [place for place in reused["related"] if not place["article"]]
    assert len(theirs) == len(ours) == reused["evidence"]["passages"] >= 4
    assert {place["article"]["id"] for place in theirs} == {WIRE}
    assert {place["article"]["outlet"] for place in theirs} == {"Reuters"}
    pairs = list(zip(theirs, ours, strict=True))
    assert any(
        "Iran-backed paramilitary groups" in one["text"]
        and "blamed paramilitary groups" in other["text"]
        for one, other in pairs
    )
    assert [place["start"] for place in ours] == sorted(place["start"] for place in ours)


def test_who_has_it_from_the_wire_is_named_and_not_reported(reused: dict[str, Any]) -> None:
    assert reused["evidence"]["kin"].split(", ") == ["Lakeside Herald", "Gulf Morning Post"]
    for outlet in ("Gulf Morning Post", "Lakeside Herald"):
        assert outlet in reused["message"]


def test_killed_is_assassinated(runs: dict[str, Run]) -> None:
    (finding,) = [
        one
        for one in found(runs[SEED], "altered-copy")
        if one["evidence"]["kind"] == "loaded-wording"
    ]
    assert finding["location"]["text"] == "assassinated"
    assert [place["text"] for place in finding["related"]] == ["killed"]
    assert finding["severity"] == "warning"
    assert "Reuters" in finding["message"]


def test_iran_backed_is_gone(runs: dict[str, Run]) -> None:
    (finding,) = [
        one
        for one in found(runs[SEED], "altered-copy")
        if one["evidence"]["source"] == "Iran-backed"
    ]
    assert finding["evidence"]["kind"] == "qualifier-dropped"
    assert finding["location"]["line"] == 7
    assert "paramilitary" in finding["location"]["text"]


@pytest.mark.parametrize("name", INNOCENT)
@pytest.mark.parametrize(
    "version", [SEED, *(f"iran-news-rockets-{one}.txt" for one in ("afp", "reuters"))]
)
def test_nothing_points_to_who_has_only_the_event_or_a_quotation(
    runs: dict[str, Run], version: str, name: str
) -> None:
    record = records()[name]
    for finding in runs[version].findings():
        if not finding["rule"].startswith("syndication."):
            continue
        ids = {place["article"]["id"] for place in finding["related"] if place["article"]}
        assert name not in ids
        told = json.dumps([finding["message"], finding["evidence"]], ensure_ascii=False)
        assert record["headline"] not in told
        if record["outlet"] != "AFP":  # which one version credits
            assert record["outlet"] not in told


def test_with_reuters_credited_it_is_told_and_stops_nothing(runs: dict[str, Run]) -> None:
    run = runs["iran-news-rockets-reuters.txt"]
    assert (run.code, run.err) == (0, "")
    assert not found(run, "reused-copy")
    assert not found(run, "credit-mismatch")
    (finding,) = found(run, "credited-copy")
    assert (finding["severity"], finding["evidence"]["origin"]) == ("info", "Reuters")
    assert finding["related"][0]["text"] == "Reuters"
    assert finding["related"][0]["line"] == 5


def test_with_afp_credited_the_credit_is_wrong(runs: dict[str, Run]) -> None:
    run = runs["iran-news-rockets-afp.txt"]
    assert not found(run, "reused-copy")
    assert not found(run, "credited-copy")
    (finding,) = found(run, "credit-mismatch")
    assert "Reuters" in finding["message"]
    assert "Agence France-Presse" in finding["message"]
    assert finding["location"]["text"] == "AFP"
    assert {place["article"]["id"] for place in finding["related"] if place["article"]} == {WIRE}


def test_every_report_is_by_the_schema_and_every_offset_cuts_exactly(
    runs: dict[str, Run],
) -> None:
    assert len(runs) == 3
    for name, run in runs.items():
        schema().validate(run.report)
        assert run.report["failures"] == []
        source = (ARTICLES / name).read_bytes().decode("utf-8")
        spans = [span for path, span in places(run.report) if path == name]
        assert len(spans) > 20
        for span in spans:
            assert source[span["start"] : span["end"]] == span["text"]
            line = source.split("\n")[span["line"] - 1]
            assert line[span["column"] - 1 :].startswith(span["text"].split("\n")[0])


def test_offsets_in_the_archive_cut_exactly_too(runs: dict[str, Run]) -> None:
    seen = 0
    for run in runs.values():
        for finding in run.findings():
            for place in finding["related"]:
                if place["article"] and place["article"]["path"] is None:
                    text = article_of(records()[place["article"]["id"]]).text
                    assert text[place["start"] : place["end"]] == place["text"]
                    seen += 1
    assert seen > 15


def test_again_it_is_the_same(runs: dict[str, Run], archive: Path) -> None:
    again = check(ARTICLES / SEED, archive).report["articles"][0]["findings"]
    assert again == runs[SEED].report["articles"][0]["findings"]
