"""reliacheck sources: as text, JSON and a page."""

from __future__ import annotations

import json
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from newsroom import Newsroom

SEED = Path(__file__).resolve().parents[2] / "fixtures" / "articles" / "iran-news-rockets.txt"
STORY = """# Harbour bridge stays closed

The harbour bridge will stay closed until Friday, Edda Lunde, the port’s chief engineer, said.

“We have found two cracks in the northern pillar,” she told Reuters. “A third is likely there.”

The bridge was built in 1950 <b>.
"""
GERMAN = "Die Brücke bleibt gesperrt, sagte ein Sprecher der Stadt am Freitag. Die Kosten steigen."


@cache
def schema() -> Draft202012Validator:
    text = files("reliacheck.reporters").joinpath("sources.schema.json").read_text("utf-8")
    loaded = json.loads(text)
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


def as_json(room: Newsroom, *paths: str, code: int = 0) -> dict[str, Any]:
    run = room.run("sources", *paths, "--format", "json")
    assert run.code == code, run.err
    data: dict[str, Any] = json.loads(run.out)
    schema().validate(data)
    return data


# As text


def test_the_seed_as_a_table(room: Newsroom) -> None:
    run = room.run("sources", str(SEED))
    assert (run.code, run.err) == (0, "")
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert "3 Reuters agency, second hand 2 15 % 7:194" in lines
    assert "1 coalition spokesman unnamed 3 23 % 3:102" in lines
    assert any("Iran Daily (source line)" in line for line in lines)
    assert "15:1 - The United States assassinated" in " ".join(lines)
    assert "7:1 [2, 3] Washington has blamed" in " ".join(lines)
    assert max(map(len, run.out.splitlines())) <= 100
    assert "\x1b" not in run.out


def test_carried_over_and_nobody(room: Newsroom) -> None:
    room.write(
        "a.md",
        "# Bridge\n\nEdda Lunde said the bridge was safe. It would hold for years, she believed,"
        " and nobody should worry about the cracks.\n",
    )
    assert "[1]" in room.run("sources", "a.md").out


def test_a_story_without_sources(room: Newsroom) -> None:
    room.write("a.md", "# Bridge\n\nThe bridge was built in 1950. It has two lanes.\n")
    run = room.run("sources", "a.md")
    assert run.code == 0
    assert "No source is given." in run.out


# JSON


def test_json_of_one_article(room: Newsroom) -> None:
    data = as_json(room, str(SEED))
    (article,) = data["articles"]
    assert data["sources"] == article["sources"]
    assert data["sentences"] == article["sentences"]
    text = SEED.read_bytes().decode("utf-8")
    for one in data["sentences"]:
        assert 0 <= one["attributed"] <= 1
        assert one["start"] < one["end"] <= len(text)
        source = one["source"]
        if source is None:
            assert one["uses"] == []
            assert one["state"] in ("none", "nobody")
        else:
            assert text[source["start"] : source["end"]] == source["text"]
    quoted = next(
        one for one in data["sentences"] if one["start"] == text.index("Iraqi officials said their")
    )
    assert quoted["source"]["text"] == "Iraqi officials"
    assert text[slice(*quoted["cue"])] == "said"
    assert {"name": "Iran Daily", "where": "credit"}.items() <= article["credited"][1].items()


def test_offsets_are_of_the_file(room: Newsroom) -> None:
    line = json.dumps({"body": "The “bridge” is safe, Edda Lunde said.", "language": "en"})
    path = room.write("a.jsonl", line + "\n")
    data = as_json(room, "a.jsonl")
    source = data["sentences"][0]["source"]
    text = path.read_text(encoding="utf-8")
    assert text[source["start"] : source["end"]] == "Edda Lunde"


def test_json_of_several_articles(room: Newsroom) -> None:
    rows = [
        {"body": "The bridge is safe, Edda Lunde said.", "language": "en", "id": "one"},
        {"body": GERMAN, "language": "de", "id": "two"},
    ]
    room.write("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    data = as_json(room, "a.jsonl")
    assert "sources" not in data
    assert [(one["id"], one["number"], one["status"]) for one in data["articles"]] == [
        ("one", 1, "assessed"),
        ("two", 2, "not-assessed"),
    ]


# Not assessed, and what goes wrong


def test_another_language_is_not_assessed_and_not_empty(room: Newsroom) -> None:
    room.write("a.md", f"# Brücke\n\n{GERMAN} {GERMAN}\n")
    run = room.run("sources", "a.md")
    assert run.code == 0
    assert "not assessed: it is in the language 'de', not 'en'" in run.out
    assert "No source is given" not in run.out
    data = as_json(room, "a.md")
    assert (data["sources"], data["sentences"]) == (None, None)
    assert data["articles"][0]["reason"]
    page = room.run("sources", "a.md", "--format", "html").out
    assert "<strong>Not assessed:</strong>" in page
    assert 'class="statement' not in page


def test_copy_too_short_to_tell_is_in_the_desks_language(room: Newsroom) -> None:
    room.write("a.md", "# Bridge\n\nSafe, Lunde said.\n")
    assert as_json(room, "a.md")["articles"][0]["status"] == "not-assessed"
    room.write("reliacheck.toml", '[desk]\nlanguage = "en"\n')
    assert as_json(room, "a.md")["articles"][0]["status"] == "assessed"


def test_bad_input(room: Newsroom) -> None:
    run = room.run("sources", "missing.txt")
    assert (run.code, run.out) == (2, "")
    assert "missing.txt: no such file" in run.err
    room.write("a.md", STORY)
    both = room.run("sources", "a.md", "missing.txt", "--format", "json")
    assert both.code == 2
    assert json.loads(both.out)["articles"][0]["path"] == "a.md"
    room.write("b.jsonl", '{"body": 7}\n')
    bad = room.run("sources", "b.jsonl")
    assert bad.code == 2
    assert "b.jsonl" in bad.err
    assert room.run("sources").code == 2
    assert room.run("sources", "a.md", "--format", "csv").code == 2


def test_a_plugin_that_fails_makes_it_incomplete(room: Newsroom) -> None:
    room.write("broken.py", "raise RuntimeError('no')\n")
    room.write("reliacheck.toml", 'plugins = ["broken.py"]\n')
    room.write("a.md", STORY)
    data = as_json(room, "a.md", code=3)
    assert data["failures"]
    assert "Incomplete" in room.run("sources", "a.md").out


def test_a_report_does_not_take_the_place_of_a_story(room: Newsroom) -> None:
    room.write("a.md", STORY)
    run = room.run("sources", "a.md", "--output", "a.md")
    assert run.code == 2
    assert "is one of the articles" in run.err
    assert room.run("sources", "a.md", "--output", "out.txt").out == ""
    assert "Edda Lunde" in (room.folder / "out.txt").read_text(encoding="utf-8")


# The page


class Page(HTMLParser):
    """Statements with their sources, ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.states: list[str] = []
        self.sources: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        if tag == "span" and held.get("class", "").startswith("statement ") and "id" in held:
            self.states.append(held["class"].split()[1])
            self.sources.append(held["data-sources"])
        if "id" in held:
            self.ids.append(held["id"])
        if held.get("href", "").startswith("#"):
            self.links.append(held["href"][1:])
        self.fetched += [held[key] for key in ("src", "srcset") if key in held]


def test_the_page_of_the_seed(room: Newsroom) -> None:
    run = room.run("sources", str(SEED), "--format", "html")
    assert run.code == 0
    page = Page(run.out)
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= set(page.ids)
    assert page.fetched == []
    assert page.states.count("named") == 13
    assert page.states.count("none") == 6
    assert "2 3" in page.sources
    assert '<b class="mention hue2">Reuters</b>' in run.out


def test_the_page_escapes_what_it_shows(room: Newsroom) -> None:
    room.write("a.md", STORY.replace("Edda Lunde", "Edda <i>Lunde"))
    page = room.run("sources", "a.md", "--format", "html").out
    assert "1950 &lt;b&gt;" in page or "1950 <b>" not in page
    assert "<i>Lunde" not in page


def test_a_page_of_several_stories(room: Newsroom) -> None:
    room.write("a.md", STORY)
    room.write("b.md", STORY.replace("Harbour", "Northern"))
    page = Page(room.run("sources", "a.md", "b.md", "--format", "html").out)
    assert len(page.ids) == len(set(page.ids))
    assert {"a1", "a2"} <= set(page.ids)


@pytest.mark.parametrize("name", ["text", "json", "html"])
def test_it_is_the_same_each_time(room: Newsroom, name: str) -> None:
    first, again = (room.run("sources", str(SEED), "--format", name).out for _ in range(2))
    assert first == again
