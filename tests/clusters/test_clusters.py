"""Groups of copies, found through the command line."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from newsroom import Newsroom, Run

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "archive" / "rockets.jsonl"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
LETTERS = "abcdefghilmnoprstuv"


@cache
def schema() -> Draft202012Validator:
    text = files("reliacheck.reporters").joinpath("clusters.schema.json").read_text("utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


def story(seed: int, paragraphs: int = 6) -> list[str]:
    """Paragraphs that no other seed has."""
    chance = random.Random(seed)
    return [" ".join(_sentence(chance) for _ in range(4)) for _ in range(paragraphs)]


def _sentence(chance: random.Random) -> str:
    """Words that mean nothing, in no order that other sentences have."""
    words = ["".join(chance.choices(LETTERS, k=chance.randrange(5, 10))) for _ in range(14)]
    return " ".join(words).capitalize() + "."


def record(name: str, paragraphs: list[str], **more: Any) -> dict[str, Any]:
    return {"id": name, "headline": f"What {name} saw", "body": "\n\n".join(paragraphs), **more}


def write(room: Newsroom, *records: dict[str, Any], name: str = "a.jsonl") -> None:
    room.write(name, "".join(json.dumps(one) + "\n" for one in records))


def clusters(room: Newsroom, *arguments: str) -> Run:
    return room.run("clusters", *arguments)


def found(room: Newsroom, *arguments: str) -> dict[str, Any]:
    """What is found, as JSON by the schema."""
    run = clusters(room, *arguments, "--format", "json", "--jobs", "1")
    assert run.code == 0, run.err
    data: dict[str, Any] = json.loads(run.out)
    schema().validate(data)
    return data


def ids(group: dict[str, Any]) -> list[str]:
    return [member["id"] for member in group["members"]]


# What is a copy


def test_the_groups_and_links_of_the_fixture(room: Newsroom) -> None:
    data = found(room, str(FIXTURE))
    rockets, storm = data["groups"]
    assert ids(rockets) == [
        "reuters-rockets",
        "lakeside-herald-rockets",
        "gulf-morning-post-rockets",
        "reuters-rockets-update",
    ]
    assert rockets["origin"] == {"how": "named", "name": "Reuters", "named_by": 1, "article": 2}
    told = {one["id"]: (one["role"], one["seconds_to_copy"]) for one in rockets["members"]}
    assert told == {
        "reuters-rockets": ("origin", 0),
        "lakeside-herald-rockets": ("credited", 4800),
        "gulf-morning-post-rockets": ("uncredited", 11_400),
        "reuters-rockets-update": ("own", 41_700),
    }
    assert [one["time_to_copy"] for one in rockets["members"]][1:3] == ["1 h 20 min", "3 h 10 min"]
    assert ids(storm) == ["port-alder-post-storm", "kelby-chronicle-storm"]
    assert storm["origin"]["name"] == "Harbour Press Service"
    assert [one["role"] for one in storm["members"]] == ["credited", "uncredited"]
    (link,) = data["links"]
    assert link["b"]["id"] == "reuters-rockets-arrests"
    assert (link["a"]["group"], link["b"]["group"]) == (1, None)
    assert "Iran-backed paramilitary groups" in link["excerpt"]
    # Quotations, statements and furniture that stand in several of them link nothing.
    assert data["summary"]["articles"] == 19


def test_equal_texts_and_the_same_article_twice(room: Newsroom) -> None:
    text = story(1)
    one = record("one", text, outlet="Post", published="2020-02-16T10:00:00Z")
    again = one | {"id": "two", "outlet": "Herald", "published": "2020-02-18T12:30:00Z"}
    write(room, one, again, one, record("other", story(2)))
    data = found(room, "a.jsonl")
    (group,) = data["groups"]
    assert ids(group) == ["one", "two"]
    assert group["members"][1]["share"] == 1
    assert group["members"][1]["time_to_copy"] == "2 d 2 h"
    assert group["origin"] == {"how": "earliest", "name": "Post", "named_by": 0, "article": 1}
    assert data["summary"]["repeated"] == 1


def test_dates_that_are_not_known_are_said_to_be(room: Newsroom) -> None:
    text = story(3)
    write(
        room,
        record("undated", text, outlet="Post"),
        record("strange", [*text, "More."], outlet="Herald", published="4/18/18"),
        record("year-one", [*text, "Yet more."], outlet="Echo", published="0001-01-01"),
    )
    (group,) = found(room, "a.jsonl")["groups"]
    assert group["origin"]["how"] == "unknown"
    assert {one["seconds_to_copy"] for one in group["members"]} == {None}
    assert {one["role"] for one in group["members"]} == {"unknown"}
    assert "no date" in clusters(room, "a.jsonl").out


def test_days_are_counted_where_there_is_no_time(room: Newsroom) -> None:
    text = story(4)
    write(
        room,
        record("one", text, outlet="Post", published="2020-02-16"),
        record("two", [*text, "More."], outlet="Herald", published="2020-02-16T18:00:00Z"),
    )
    (group,) = found(room, "a.jsonl")["groups"]
    assert [one["precision"] for one in group["members"]] == ["day", "day"]
    assert "same day" in clusters(room, "a.jsonl").out


def test_one_paragraph_makes_a_link_and_no_group(room: Newsroom) -> None:
    source, other = story(5), story(6)
    write(
        room,
        record("source", source, outlet="Post", published="2020-02-16T10:00:00Z"),
        record("unrelated", story(7)),
        record("taker", [*other[:3], source[2], *other[3:]], outlet="Herald"),
    )
    data = found(room, "a.jsonl")
    assert not data["groups"]
    (link,) = data["links"]
    assert {link["a"]["id"], link["b"]["id"]} == {"source", "taker"}
    assert 0 < link["share_of_a"] < 0.5
    assert source[2].startswith(link["excerpt"][:40])


def test_a_survey_of_the_news_ties_no_stories_together(room: Newsroom) -> None:
    stories = [story(seed, 3) for seed in range(10, 14)]
    copies = [record(f"copy-{n}", [*text, "More."]) for n, text in enumerate(stories)]
    originals = [record(f"story-{n}", text) for n, text in enumerate(stories)]
    survey = record("survey", [paragraph for text in stories for paragraph in text])
    write(room, *originals, survey, *copies)
    data = found(room, "a.jsonl")
    assert len(data["groups"]) == 4
    assert all("survey" not in ids(group) for group in data["groups"])
    assert {link["a"]["id"] for link in data["links"]} | {
        link["b"]["id"] for link in data["links"]
    } >= {"survey"}
    # One link to each group, not one to each of its members.
    assert len(data["links"]) == 4


def test_what_an_outlet_has_around_its_stories_is_no_copy(room: Newsroom) -> None:
    around = story(20, 4)
    write(
        room,
        *[
            record(
                f"page-{n}",
                [*story(30 + n, 2), *around],
                outlet="Post",
                published=f"2020-{1 + 2 * n:02}-01",
            )
            for n in range(4)
        ],
    )
    data = found(room, "a.jsonl")
    assert not data["groups"]
    assert not data["links"]
    assert data["summary"]["house_text"] > 0


@pytest.mark.parametrize(("outlet", "links"), [("Post", 0), ("Herald", 1)])
def test_what_two_articles_of_an_outlet_end_with_is_their_foot(
    room: Newsroom, outlet: str, links: int
) -> None:
    foot = story(63, 1)
    first = record("first", [*story(64, 2), *foot], outlet="Post")
    write(room, first, record("second", [*story(65, 2), *foot], outlet=outlet))
    assert len(found(room, "a.jsonl")["links"]) == links


def test_a_story_that_is_run_every_year_is_a_copy_all_the_same(room: Newsroom) -> None:
    text = story(21)
    write(
        room,
        *[
            record(f"year-{n}", [*text, f"In {n}."], outlet="Post", published=f"20{n}-12-24")
            for n in range(10, 15)
        ],
    )
    (group,) = found(room, "a.jsonl")["groups"]
    assert len(group["members"]) == 5


@pytest.mark.parametrize(("outlet", "links"), [("Post", 0), ("Herald", 1)])
def test_an_outlets_own_background_is_no_link(room: Newsroom, outlet: str, links: int) -> None:
    background = story(60, 1)
    first = record("first", [*story(61, 12), *background], outlet="Post")
    write(room, first, record("second", [*background, *story(62, 12)], outlet=outlet))
    assert len(found(room, "a.jsonl")["links"]) == links


def test_a_score_can_be_asked_for(room: Newsroom) -> None:
    assert len(found(room, str(FIXTURE))["links"]) == 1
    data = found(room, str(FIXTURE), "--min-score", "0.999")
    assert data["min_score"] == 0.999
    assert all(link["score"] >= 0.999 for link in data["links"])


# Many articles


def collection() -> list[dict[str, Any]]:
    """Copies, rewrites and loners of sixty stories, in no order."""
    records = []
    for seed in range(100, 160):
        text, day = story(seed, 4), 1 + seed % 28
        more = {"outlet": f"Outlet {seed % 7}", "published": f"2020-03-{day:02}T08:00:00Z"}
        records.append(record(f"s{seed}", text, **more))
        if seed % 3 == 0:
            copied = {"outlet": "Copier", "published": f"2020-03-{day:02}T09:30:00Z"}
            records.append(record(f"c{seed}", [*text, "And more."], **copied))
        if seed % 5 == 0:
            records.append(record(f"p{seed}", [*story(1000 + seed, 3), text[1]], outlet="Taker"))
    random.Random(7).shuffle(records)
    return records


def test_the_same_bytes_whatever_the_number_of_processes(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reliacheck.clusters.comparing._FEW", 1)
    write(room, *collection())
    runs = [clusters(room, "a.jsonl", "--format", "json", "--jobs", jobs) for jobs in "12"]
    assert runs[0].out == runs[1].out
    data = json.loads(runs[0].out)
    groups = [set(ids(group)) for group in data["groups"]]
    assert groups
    assert sorted(map(sorted, groups)) == sorted(
        sorted({f"s{seed}", f"c{seed}"}) for seed in range(100, 160) if seed % 3 == 0
    )
    linked = {frozenset((one["a"]["id"][1:], one["b"]["id"][1:])) for one in data["links"]}
    assert {frozenset([str(seed)]) for seed in range(100, 160, 5)} <= linked


def test_widely_reprinted_copy_is_one_group_and_cheap(room: Newsroom) -> None:
    text = story(50)
    reprints = [
        record(f"r{n}", [*text, f"Reprint {n} of many."], outlet=f"Outlet {n}") for n in range(80)
    ]
    taker = record("taker", [*story(51), text[3]], outlet="Taker")
    write(room, *reprints, taker)
    data = found(room, "a.jsonl")
    (group,) = data["groups"]
    assert len(group["members"]) == 80
    # The passage stands in more articles than furniture does, and is found for all that.
    (link,) = data["links"]
    assert "taker" in (link["a"]["id"], link["b"]["id"])
    assert data["summary"]["compared_pairs"] < 10 * 80


# Formats


def test_text_says_who_had_it_first(room: Newsroom) -> None:
    run = clusters(room, str(FIXTURE))
    assert run.code == 0
    assert run.out.startswith("2 groups of copies\n")
    assert "Origin: Reuters: 1 of 4 articles names it." in run.out
    assert re.search(r"3 h 10 min later +no credit +77% +Gulf Morning Post", run.out)
    assert re.search(
        r"^19 articles, 2 groups, 1 partial link, [\d.]+ s, \d+ articles/s, peak memory \d+ MB",
        run.err.splitlines()[-1],
    )


def test_text_obeys_no_escape_codes(room: Newsroom) -> None:
    text = story(8)
    bad = {"headline": "Red \x1b[31m alert\r\nnow"}
    write(room, record("a", text) | bad, record("b", [*text, "More."]) | bad)
    run = clusters(room, "a.jsonl")
    assert "\x1b" not in run.out
    assert "Red �[31m alert now" in run.out


def test_csv_has_a_row_for_each_member_and_links_apart(room: Newsroom) -> None:
    run = clusters(room, str(FIXTURE), "--format", "csv", "--links", "links.csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [row["group"] for row in rows] == ["1"] * 4 + ["2"] * 2
    assert rows[1]["credits"] == "Reuters"
    assert rows[1]["seconds_to_copy"] == "4800.0"
    with (room.folder / "links.csv").open(newline="", encoding="utf-8") as stream:
        (link,) = csv.DictReader(stream)
    assert link["kind"] == "partial-reuse"
    assert link["b_id"] == "reuters-rockets-arrests"
    assert "--links FILE" in clusters(room, str(FIXTURE), "--format", "csv").err


def test_csv_holds_no_formula_for_a_spreadsheet(room: Newsroom) -> None:
    text = story(9)
    bad = {"headline": '=HYPERLINK("http://x.example","a")'}
    write(room, record("a", text) | bad, record("b", [*text, "More."]) | bad)
    rows = list(csv.DictReader(io.StringIO(clusters(room, "a.jsonl", "--format", "csv").out)))
    assert rows[0]["headline"].startswith("'=")


def test_graphml_is_a_graph_of_articles(room: Newsroom) -> None:
    run = clusters(room, str(FIXTURE), "--format", "graphml")
    root = ElementTree.fromstring(run.out)
    graph = root.find(f"{GRAPHML}graph")
    assert graph is not None
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}

    def data(element: ElementTree.Element) -> dict[str | None, str | None]:
        return {keys[one.get("key")]: one.text for one in element.iter(f"{GRAPHML}data")}

    nodes = {node.get("id"): data(node) for node in graph.iter(f"{GRAPHML}node")}
    edges = [(e.get("source"), e.get("target"), data(e)) for e in graph.iter(f"{GRAPHML}edge")]
    assert len(nodes) == 7
    assert all(source in nodes and target in nodes for source, target, _ in edges)
    kinds = [values["kind"] for *_, values in edges]
    assert kinds == ["same-copy"] * 4 + ["partial-reuse"]
    assert nodes["n2"]["outlet"] == "Reuters"


def test_graphml_takes_characters_that_xml_has_none_for(room: Newsroom) -> None:
    text = story(40)
    bad = {"headline": "Null \x00 and <b> & \x1f", "outlet": "A \ud800 B"}
    write(room, record("a", text) | bad, record("b", [*text, "More."]) | bad)
    run = clusters(room, "a.jsonl", "--format", "graphml")
    assert run.code == 0
    assert "Null � and <b> &" in "".join(ElementTree.fromstring(run.out).itertext())


def test_the_page_stands_alone(room: Newsroom) -> None:
    run = clusters(room, str(FIXTURE), "--format", "html", "--output", "page.html")
    assert run.code == 0
    assert run.out == ""
    page = (room.folder / "page.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert not re.findall(r"""(?:src=|@import|url\(|<link)""", page)
    assert len(re.findall(r'<g class="mark ', page)) >= 12
    assert '<g class="mark origin"' in page
    assert "Gulf Morning Post: 3 h 10 min later, no credit" in page
    assert "prefers-color-scheme: dark" in page


def test_the_page_escapes_what_it_shows(room: Newsroom) -> None:
    text = story(41)
    bad = {
        "headline": '<img src=x onerror="alert(1)">',
        "outlet": "<b>Post</b>",
        "url": "javascript:alert(1)",
    }
    write(room, record("a", text) | bad, record("b", [*text, "More."]) | bad)
    page = clusters(room, "a.jsonl", "--format", "html").out
    assert "<img" not in page
    assert "<b>Post" not in page
    assert "javascript:" not in page


def test_a_page_without_groups(room: Newsroom) -> None:
    write(room, record("a", story(42)))
    page = clusters(room, "a.jsonl", "--format", "html").out
    assert "No two articles are copies" in page


# What can go wrong


@pytest.mark.parametrize("name", ["missing.jsonl", "folder-that-is-not"])
def test_paths_that_lead_nowhere(room: Newsroom, name: str) -> None:
    run = clusters(room, name)
    assert (run.code, run.out) == (2, "")
    assert "no such file" in run.err


def test_bad_lines_stop_it_or_are_skipped(room: Newsroom) -> None:
    text = story(43)
    lines = [json.dumps(record("a", text)), "{bad", json.dumps(record("b", [*text, "More."]))]
    room.write("a.jsonl", "\n".join(lines))
    run = clusters(room, "a.jsonl")
    assert run.code == 2
    assert "a.jsonl:2: not JSON" in run.err
    assert "--skip-bad" in run.err
    data = found(room, "a.jsonl", "--skip-bad")
    assert len(data["groups"]) == 1
    assert data["summary"]["skipped"] == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--jobs", "0"], "--jobs: expected 1 or more"),
        (["--min-score", "2"], "not a number from 0 to 1"),
        (["--format", "xml"], "invalid choice"),
        (["--links", "x.csv"], "--links goes with --format csv"),
        (["--output", "no/such/folder/x"], "cannot write"),
    ],
)
def test_arguments_that_cannot_be(room: Newsroom, arguments: list[str], complaint: str) -> None:
    run = clusters(room, str(FIXTURE), *arguments)
    assert run.code == 2
    assert complaint in run.err


def test_files_folders_and_standard_input(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    text = story(44)
    for name in ("one", "two"):
        room.write(f"stories/{name}.txt", f"Headline of {name}\n\n" + "\n\n".join(text) + "\n")
    data = found(room, "stories")
    assert len(data["groups"]) == 1
    line = json.dumps(record("three", text)).encode()
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(line)))
    monkeypatch.setattr(sys, "stdin", stdin)
    (group,) = found(room, "stories", "-")["groups"]
    assert len(group["members"]) == 3


@pytest.mark.parametrize(
    ("module", "format_", "extra"), [("datasketch", "text", "scale"), ("jinja2", "html", "report")]
)
def test_an_extra_that_is_missing_is_named(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, module: str, format_: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    run = clusters(room, str(FIXTURE), "--format", format_)
    assert run.code == 2
    assert f"pip install 'reliacheck[{extra}]'" in run.err


def test_one_pair_that_cannot_be_compared_does_not_end_it(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reliacheck.clusters import comparing

    def broken(*_: object) -> None:
        raise ValueError("odd text")

    monkeypatch.setattr(comparing, "compare", broken)
    run = clusters(room, str(FIXTURE), "--jobs", "1")
    assert run.code == 3
    assert "not compared: articles" in run.err
    assert "odd text" in run.err


def test_nothing_is_left_in_the_temporary_folder(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = room.folder / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    clusters(room, str(FIXTURE))
    assert not list(temporary.iterdir())


def test_without_links_and_groups_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(record("a", story(45))) + "\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "reliacheck", "clusters", "a.jsonl"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "0 groups of copies\n\n0 partial links\n"


# What is written


@pytest.mark.parametrize("flag", ["--output", "--links"])
@pytest.mark.parametrize("way", ["itself", "in a folder", "symlink", "hard link"])
def test_a_report_does_not_take_the_place_of_an_article(
    room: Newsroom, flag: str, way: str
) -> None:
    text = story(1)
    write(room, record("one", text), record("two", text), name="in/a.jsonl")
    file = room.folder / "in" / "a.jsonl"
    before = file.read_bytes()
    if way == "symlink":
        (room.folder / "other.csv").symlink_to(file)
    elif way == "hard link":
        (room.folder / "other.csv").hardlink_to(file)
    target = "other.csv" if "link" in way else "in/a.jsonl"
    source = "in" if way == "in a folder" else "in/../in/a.jsonl"
    run = clusters(room, source, "--format", "csv", flag, target, "--jobs", "1")
    assert (run.code, run.out) == (2, "")
    assert f"{flag}: {target} is one of the files that are read" in run.err
    assert file.read_bytes() == before


def test_the_two_files_are_two(room: Newsroom) -> None:
    write(room, record("one", story(1)))
    files = ("--format", "csv", "--output", "x.csv", "--links", "./x.csv")
    run = clusters(room, "a.jsonl", *files)
    assert run.code == 2
    assert "--links: x.csv is the file of --output" in run.err
    assert not (room.folder / "x.csv").exists()


def test_the_settings_stay(room: Newsroom) -> None:
    room.configure("min-score = 0.4\n")
    write(room, record("one", story(1)))
    run = clusters(room, "a.jsonl", "--output", "reliacheck.toml")
    assert run.code == 2
    assert "is the settings" in run.err


def test_gzipped_lines(room: Newsroom) -> None:
    text = story(1)
    lines = [json.dumps(record(name, text)) for name in ("one", "two")]
    room.write("a.jsonl.gz", gzip.compress("\n".join(lines).encode()))
    (group,) = found(room, "a.jsonl.gz")["groups"]
    assert ids(group) == ["one", "two"]
    room.write("a.jsonl.gz", gzip.compress("\n".join(lines).encode())[:-20])
    run = clusters(room, "a.jsonl.gz", "--jobs", "1")
    assert run.code == 2
    assert "a.jsonl.gz: damaged" in run.err
