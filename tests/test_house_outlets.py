"""[desk] outlets: what a newsroom adds to the gazetteer reaches the rules, and nothing is read
without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import Newsroom

from reliacheck import Article, Context
from reliacheck.checks import Desk
from reliacheck.gazetteer import load_outlets
from reliacheck.gazetteer.credits import credited_outlets, outlets_in

LINE = "Norwire\tagency\tNorsk Wire\tnorwire.example\tno|en\tNO\n"
STORY = (
    "Bridge opens\n\nThe bridge of Vellby is open again, officials said on Monday evening.\n\n"
    "The repairs cost 14 million crowns, Norsk Wire reported on Tuesday.\n"
)


def second_hand(room: Newsroom, *arguments: str) -> list[str]:
    """The outlets that a check of the story calls second hand."""
    run = room.run(
        "check", "story.txt", "--format=json", "--select=sources.second-hand", *arguments
    )
    assert run.code in (0, 1), run.err
    return [finding["evidence"]["outlet"] for finding in run.findings()]


def test_a_rule_knows_the_desks_outlets(room: Newsroom) -> None:
    room.write("story.txt", STORY)
    room.write("reliacheck.toml", "")
    assert second_hand(room) == []
    room.write("desk/outlets.tsv", "# ours\n" + LINE)
    room.write("reliacheck.toml", '[desk]\noutlets = "desk/outlets.tsv"\n')
    assert second_hand(room) == ["Norwire"]
    assert second_hand(room, "--jobs=2") == ["Norwire"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("Norwire\tagency\n", "line 1: 2 columns instead of 6"),
        ("# ours\nNorwire\twire\t\t\tno\tNO\n", "line 2: unknown kind 'wire'; write one of agency"),
        ("Norwire\tagency\t\thttps://norwire.example\tno\tNO\n", "without 'https://'"),
        (b"Norwire\tagency\tNorsk\xff\t\tno\tNO\n", "not UTF-8 (byte 20); save it as UTF-8"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    room: Newsroom, content: str | bytes | None, says: str
) -> None:
    room.write("story.txt", STORY)
    room.write("reliacheck.toml", '[desk]\noutlets = "outlets.tsv"\n')
    if content is not None:
        room.write("outlets.tsv", content)
    run = room.run("check", "story.txt")
    assert (run.code, run.out) == (2, "")
    assert "reliacheck.toml: desk: outlets: " in run.err
    assert "outlets.tsv" in run.err
    assert says in run.err


def test_a_file_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "outlets.tsv"
    file.write_bytes(b"\xef\xbb\xbf" + LINE.replace("\n", "\r\n").encode())
    context = Context(desk=Desk(outlets=str(file)))
    found = context.outlets.lookup("Norsk Wire")
    assert found is not None
    assert found.country == "NO"


def test_an_article_is_read_anew_for_each_gazetteer(tmp_path: Path) -> None:
    file = tmp_path / "outlets.tsv"
    file.write_text(LINE, encoding="utf-8")
    context = Context(desk=Desk(outlets=str(file)))
    article = Article.compose(byline="Jane Roe, Norsk Wire", body="Reuters reported it.")
    assert [one.text for one in outlets_in(article)] == ["Reuters"]
    assert [one.text for one in outlets_in(article, None, context)] == ["Norsk Wire", "Reuters"]
    assert [one.text for one in outlets_in(article)] == ["Reuters"]
    assert credited_outlets(article, context) == {"Norwire"}
    assert credited_outlets(article, Context()) == frozenset()


def test_without_a_file_the_gazetteer_is_the_bundled_one() -> None:
    context = Context()
    assert context.house is None
    assert context.outlets is load_outlets()
    assert context._replace(archive=None).outlets is load_outlets()


def test_the_desks_gazetteer_is_built_once(tmp_path: Path) -> None:
    file = tmp_path / "outlets.tsv"
    file.write_text(LINE, encoding="utf-8")
    context = Context(desk=Desk(outlets=str(file)))
    assert context.outlets is context._replace(archive=None).outlets
