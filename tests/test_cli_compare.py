"""reliacheck compare: two articles side by side, as text, JSON and a page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from newsroom import Newsroom, Run

from reliacheck.errors import ConfigError
from reliacheck.pages import page

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
ARCHIVE = str(FIXTURES / "archive" / "rockets.jsonl")
WIRE, SEED = f"{ARCHIVE}#reuters-rockets", str(FIXTURES / "articles" / "iran-news-rockets.txt")

LEAD = (
    "A storm killed at least four people at Port Alder on Monday night and drove a coal barge into"
    " the harbour bridge, breaking two of its pillars, police said."
)
OTHER = "Traders at the fish market counted crates of herring and found eleven of them missing."
WIRE_STORY = (
    f"---\noutlet: Harbour Press\npublished: 2026-04-07T06:10:00Z\n---\n# Storm\n\n{LEAD}\n"
)
LATER = LEAD.replace("four", "five")
LATER_STORY = (
    f"---\noutlet: Courier\npublished: 2026-04-07T11:30:00Z\n---\n# Dead\n\n{OTHER}\n\n{LATER}\n"
)
QUOTED = (
    "“We heard the barge long before anybody saw it, and we ran for the northern stairs without"
    " looking back,” the keeper said"
)

SOUNDS = [first + vowel + last for first in "bdfgk" for vowel in "aeiou" for last in "lm"]


@pytest.fixture
def desk(room: Newsroom) -> Newsroom:
    """A newsroom with a wire story and one that was made of it."""
    room.write("wire.md", WIRE_STORY)
    room.write("story.md", LATER_STORY)
    return room


def told(run: Run) -> dict[str, Any]:
    """Standard output as JSON by the schema."""
    assert run.code == 0, run.err
    data: dict[str, Any] = json.loads(run.out)
    schema().validate(data)
    return data


@cache
def schema() -> Draft202012Validator:
    text = files("reliacheck.reporters").joinpath("compare.schema.json").read_text("utf-8")
    loaded = json.loads(text)
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


def as_json(room: Newsroom, *arguments: str) -> dict[str, Any]:
    return told(room.run("compare", *arguments, "--format", "json"))


# As text


def test_the_seed_beside_the_wire(room: Newsroom) -> None:
    run = room.run("compare", WIRE, SEED)
    assert (run.code, run.err) == (0, "")
    text = " ".join(run.out.split())
    assert "B does not credit Reuters." in text
    assert "Who was first is not known: B has no date of publication. A is taken" in text
    assert "The United States [-killed-] {+assassinated+} top Iranian commander" in text
    assert "Washington has blamed [-Iran-backed-] paramilitary groups" in text
    assert 'loaded wording: "killed" (A 2:1590) became "assassinated" (B 15:19)' in text
    assert 'qualifier dropped: "Iran-backed" (A 2:1179) is gone (B 7:22)' in text
    assert "[-U.S.-]" not in text, "house style is no change"
    assert max(map(len, run.out.splitlines())) <= 100
    assert "\x1b" not in run.out


def test_the_earlier_one_is_the_source_wherever_it_stands(desk: Newsroom) -> None:
    forth = desk.run("compare", "wire.md", "story.md").out
    assert "A was published first." in forth
    assert '"four" (A 7:25) became "five" (B 9:25) - newer figure or slip?' in forth
    back = desk.run("compare", "story.md", "wire.md").out
    assert "B was published first." in back
    assert '"four" (B 7:25) became "five" (A 9:25) - newer figure or slip?' in back
    assert "[-four-] {+five+}" in forth
    assert "[-four-] {+five+}" in back
    assert "A does not credit Harbour Press." in back


def test_what_does_not_count_stands_apart_with_the_reason(room: Newsroom) -> None:
    room.write("a.txt", f"Storm\n\n{QUOTED} on Monday.\n\n{OTHER}\n")
    room.write(
        "b.txt", f"Barge\n\n{QUOTED} in Port Alder.\n\nThe ferry did not sail before noon.\n"
    )
    out = room.run("compare", "a.txt", "b.txt").out
    assert out.startswith("A  a.txt\n")
    assert "Independent texts" in out
    assert "No passage of it counts as reuse." in out
    head, _, rest = out.partition("Shared, and not counted:\n")
    assert "heard the barge" not in head
    assert "a quotation, which anybody may print" in rest
    assert "We heard the barge long before anybody saw it" in rest


def test_texts_that_share_nothing(room: Newsroom) -> None:
    room.write("a.txt", f"Storm\n\n{LEAD}\n")
    room.write("b.txt", f"Herring\n\n{OTHER}\n")
    run = room.run("compare", "a.txt", "b.txt")
    assert run.code == 0
    assert "They share no passage." in run.out
    assert as_json(room, "a.txt", "b.txt")["passages"] == []
    html = page_of(room, "a.txt", "b.txt")
    assert "They share no passage." in html.text
    assert not html.passages


def test_an_article_beside_itself(desk: Newsroom) -> None:
    assert "The very same text" in desk.run("compare", "wire.md", "wire.md").out
    data = as_json(desk, "wire.md", "wire.md")
    assert (data["first"], data["source"]) == (None, "a")
    assert [one["similarity"] for one in data["passages"]] == [1.0]
    assert not data["passages"][0]["alterations"]


def test_what_differs_by_language_is_not_assessed(room: Newsroom) -> None:
    room.write("a.jsonl", json.dumps({"body": LEAD, "language": "de"}) + "\n")
    room.write("b.jsonl", json.dumps({"body": LATER, "language": "de"}) + "\n")
    out = room.run("compare", "a.jsonl", "b.jsonl").out
    reason = "not assessed but for figures and quotations (language: de)"
    assert f"Alterations: {reason}" in out
    assert as_json(room, "a.jsonl", "b.jsonl")["alterations_not_assessed"] == reason
    assert f"Alterations: {reason}" in page_of(room, "a.jsonl", "b.jsonl").text


def test_an_update_is_the_later_one(room: Newsroom) -> None:
    older = {"guid": "one", "body": LEAD, "published": "2026-04-07"}
    newer = {"guid": "two", "body": LATER, "published": "2026-04-07", "evolved_from": "one"}
    room.write("a.jsonl", f"{json.dumps(newer)}\n{json.dumps(older)}\n")
    assert "A is an update of B." in room.run("compare", "a.jsonl#two", "a.jsonl#one").out
    assert as_json(room, "a.jsonl#two", "a.jsonl#one")["source"] == "b"


def test_a_long_run_is_shown_by_its_ends_and_many_passages_by_the_first(room: Newsroom) -> None:
    named = [fill(number) for number in range(60)]
    room.write("a.txt", "Storm\n\n" + "\n\n".join(named) + "\n")
    room.write("b.txt", "Barges\n\n" + "\n\n".join(reversed(named)) + "\n")
    out = room.run("compare", "a.txt", "b.txt").out
    assert re.search(r"\[… \d+ words …\]", out)
    assert re.search(r"^and \d+ more passages", out, re.MULTILINE)


def fill(number: int) -> str:
    """A paragraph of invented words that no other number has."""
    words = [
        f"{sound}{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10]}er" for sound in SOUNDS
    ]
    return " ".join(words).capitalize() + "."


def test_nothing_moves_the_terminal(room: Newsroom) -> None:
    room.write("a.txt", f"Storm \x1b[31m\n\n{LEAD}\x1b[2J\n")
    room.write("b.txt", f"Storm\n\n{LATER}\x1b[2J\n")
    assert "\x1b" not in room.run("compare", "a.txt", "b.txt").out


# As JSON


@pytest.mark.parametrize(("a", "b"), [(WIRE, SEED), (SEED, WIRE)])
def test_json_by_its_schema_and_cut_exactly(room: Newsroom, a: str, b: str) -> None:
    data = as_json(room, a, b)
    assert data["source"] == "a"
    assert data["first"] is None
    assert data["passages"]
    texts = {
        letter: Path(data["articles"][letter]["path"]).read_text(encoding="utf-8")
        for letter in ("a", "b")
    }
    seed = "a" if a == SEED else "b"
    wordings = set()
    for passage in data["passages"]:
        for letter in ("a", "b"):
            start, end = passage[letter]
            cut = texts[letter][start:end]
            assert cut[0].isalnum()
            assert cut[-1].isalnum()
        for one in passage["alterations"]:
            wordings.add((one["a"], one["b"]))
            for letter in ("a", "b"):
                start, end = one[f"{letter}_span"]
                cut = texts[letter][start:end]
                assert cut == one[letter] or (letter != seed and "\\" in cut)
    assert (("killed", "assassinated") in wordings) == (a == WIRE), "it is told from the source"
    assert data["credit"][seed]["origin"] == "Iran News"
    assert {one["name"] for one in data["credit"][seed]["credits"]} == {"Iran News", "Iran Daily"}
    for one in data["credit"][seed]["credits"]:
        start, end = one["span"]
        assert texts[seed][start:end].casefold().replace(" ", "") in ("irannews", "irandaily")


def test_json_keeps_the_letters_whoever_was_first(desk: Newsroom) -> None:
    forth, back = as_json(desk, "wire.md", "story.md"), as_json(desk, "story.md", "wire.md")
    assert (forth["source"], back["source"]) == ("a", "b")
    assert back["articles"] == {"a": forth["articles"]["b"], "b": forth["articles"]["a"]}
    assert (back["share_of_a"], back["share_of_b"]) == (forth["share_of_b"], forth["share_of_a"])
    assert back["score"] == forth["score"]
    (there,), (here,) = forth["passages"], back["passages"]
    assert (here["a"], here["b"]) == (there["b"], there["a"])
    (change,) = here["alterations"]
    assert (change["kind"], change["a"], change["b"]) == ("number", "five", "four")
    assert change["severity"] == "warning"
    assert (desk.folder / "story.md").read_text("utf-8")[slice(*change["a_span"])] == "five"


def test_whom_the_rewrite_would_have_to_credit(desk: Newsroom) -> None:
    assert as_json(desk, "wire.md", "story.md")["credit"]["given"] == "no"
    credited = LATER_STORY.replace(OTHER, f"PORT ALDER (Harbour Press) - {OTHER}")
    desk.write("story.md", credited)
    data = as_json(desk, "wire.md", "story.md")
    assert (data["credit"]["wanted"], data["credit"]["given"]) == ("Harbour Press", "yes")
    desk.write("story.md", LATER_STORY.replace("Courier", "Harbour Press"))
    assert as_json(desk, "wire.md", "story.md")["credit"]["wanted"] is None


# As a page


class Page(HTMLParser):
    """What is in a page, with an eye on what a test asks."""

    VOID = ("meta", "link", "img", "br", "path", "input")

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.passages: set[str] = set()
        self._open: list[str] = []
        self._words: list[str] = []
        self.feed(source)
        self.close()
        assert not self._open, "every element is closed"

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self._open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), "no code in attributes"
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and (value or "").startswith("#"):
                self.targets.append((value or "")[1:])
            elif name in ("href", "src", "action", "srcset"):
                self.addresses.append(value or "")
            elif name == "data-passage":
                self.passages.add(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "script"):
            self._words.append(data)


def page_of(room: Newsroom, *arguments: str) -> Page:
    run = room.run("compare", *arguments, "--format", "html")
    assert (run.code, run.err) == (0, "")
    found = Page(run.out)
    assert len(set(found.ids)) == len(found.ids)
    assert set(found.targets) <= set(found.ids)
    assert not found.addresses
    assert not re.search(r"@import|url\(|https?://", run.out.partition("</style>")[0])
    return found


@pytest.mark.parametrize("pair", [(WIRE, SEED), (SEED, WIRE), (SEED, SEED)], ids=str)
def test_every_passage_has_its_twin(room: Newsroom, pair: tuple[str, str]) -> None:
    found = page_of(room, *pair)
    data = as_json(room, *pair)
    numbers = range(1, len(data["passages"]) + 1)
    assert {f"{side}-{number}" for side in "sr" for number in numbers} <= set(found.ids)
    assert found.passages == set(map(str, numbers))
    changes = sum(len(one["alterations"]) for one in data["passages"])
    for side in "sr":
        marked = [one for one in found.ids if one.startswith(f"{side}-x")]
        assert len(marked) == changes


def test_the_page_of_the_seed_says_what_matters(room: Newsroom) -> None:
    found = page_of(room, WIRE, SEED)
    assert "B does not credit Reuters." in found.text
    assert "loaded wording: was killed" in found.text
    assert "became assassinated" in found.text
    article = Path(SEED).read_text(encoding="utf-8")
    for sentence in ("There have been no claims for the attacks.", "since 2014."):
        assert sentence in article
        assert sentence in found.text, "both texts stand there in full"
    assert {"main", "header", "footer", "article", "h1", "h2", "nav"} <= set(found.tags)


def test_article_text_is_no_markup(room: Newsroom) -> None:
    wild = f'{LEAD} <script>alert("1")</script> & <img src=x onerror=alert(2)> \'"'
    stories = [
        {"guid": "a", "headline": '<b id="s-1">Storm</b>', "outlet": "<i>", "body": wild},
        {"guid": "b", "headline": "</title><script>3", "body": wild.replace("four", "five")},
    ]
    room.write("wild.jsonl", "".join(f"{json.dumps(one)}\n" for one in stories))
    found = page_of(room, "wild.jsonl#a", "wild.jsonl#b")
    assert found.tags.count("script") == 1
    assert "img" not in found.tags
    assert '<script>alert("1")</script>' in found.text


def test_a_passage_over_paragraphs_and_one_taken_twice(room: Newsroom) -> None:
    room.write("a.txt", f"Storm\n\n{LEAD}\n\n{OTHER}\n")
    room.write("b.txt", f"Storm\n\n{LATER}\n\n{OTHER}\n\nBridge shut all week.\n\n{LEAD}\n")
    found = page_of(room, "a.txt", "b.txt")
    assert len(found.passages) >= 2


def test_right_to_left_text_says_so(room: Newsroom) -> None:
    text = "قال متحدث باسم التحالف إن صواريخ أصابت قاعدة أمريكية في بغداد في وقت مبكر من صباح"
    room.write("a.txt", f"صواريخ تصيب قاعدة\n\n{text}.\n")
    found = page_of(room, "a.txt", "a.txt")
    assert text[:40] in found.text
    assert '<p class="headline" dir="auto">' in found.source


def test_a_page_without_jinja2_names_the_extra(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    run = desk.run("compare", "wire.md", "story.md", "--format", "html")
    assert (run.code, run.out) == (2, "")
    assert 'pip install "reliacheck[report]"' in run.err
    with pytest.raises(ConfigError, match="report"):
        page("compare.html.jinja")
    assert desk.run("compare", "wire.md", "story.md").code == 0


@pytest.mark.parametrize("format_", ["text", "json"])
def test_only_a_page_needs_jinja2(desk: Newsroom, format_: str) -> None:
    code = (
        "import sys; from reliacheck.cli import main; main(sys.argv[1:]);"
        " sys.exit('jinja2' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "compare", "wire.md", "story.md", "--format", format_]
    assert (
        subprocess.run(command, cwd=desk.folder, capture_output=True, check=False).returncode == 0
    )


# Naming articles, and what can go wrong


def test_an_article_is_named_by_id_or_number(room: Newsroom) -> None:
    by_id = as_json(room, f"{ARCHIVE}#reuters-rockets", f"{ARCHIVE}#ap-rockets")
    by_number = as_json(room, f"{ARCHIVE}#2", f"{ARCHIVE}#5")
    assert by_id == by_number
    assert by_id["articles"]["a"]["number"] == 2


def test_an_id_goes_before_a_number_and_a_file_before_both(room: Newsroom) -> None:
    lines = [json.dumps({"id": name, "body": LEAD}) for name in ("2", "first", "a#b")]
    room.write("some.jsonl", "\n".join(lines) + "\n")
    room.write("odd#name.txt", f"Storm\n\n{LEAD}\n")
    data = as_json(room, "some.jsonl#2", "some.jsonl#3")
    assert [data["articles"][letter]["id"] for letter in "ab"] == ["2", "a#b"]
    data = as_json(room, "odd#name.txt", "some.jsonl#a#b")
    assert [data["articles"][letter]["path"] for letter in "ab"] == ["odd#name.txt", "some.jsonl"]
    assert as_json(room, "odd#name.txt#1", "odd#name.txt")["source"] == "a"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["wire.md"], "the following arguments are required: B"),
        (["wire.md", "missing.txt"], "missing.txt: no such file"),
        (["wire.md", "missing.txt#2"], "missing.txt#2: no such file"),
        (["wire.md", "."], ".: is a folder; name one article"),
        (["wire.md", "blank.txt"], "blank.txt: empty"),
        (["wire.md", "hollow.jsonl"], 'hollow.jsonl:1: "body" is empty'),
        (["wire.md#", "story.md"], "number or id of the article is missing after #"),
        (["-", "-"], "only one of the two can be standard input"),
        (["wire.md", "story.md", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["wire.md", "story.md", "--output", "story.md"], "story.md is one of the articles"),
        (["wire.md", "many.jsonl"], "2 articles; name one of them as many.jsonl#NUMBER or"),
        (["wire.md", "many.jsonl"], "#1 bridge-one, #2 bridge-two"),
        (
            ["wire.md", "many.jsonl#bridge-on"],
            "no article 'bridge-on' (did you mean \"bridge-one\"?)",
        ),
        (["wire.md", "many.jsonl#3"], "no article '3'; there are: #1 bridge-one"),
        (["wire.md", "many.jsonl#0"], "no article '0'"),
    ],
)
def test_errors_say_what_and_exit_with_2(
    desk: Newsroom, arguments: list[str], complaint: str
) -> None:
    desk.write("blank.txt", "\n \n")
    desk.write("hollow.jsonl", '{"body": ""}\n')
    lines = [json.dumps({"id": name, "body": LEAD}) for name in ("bridge-one", "bridge-two")]
    desk.write("many.jsonl", "\n".join(lines) + "\n")
    before = (desk.folder / "story.md").read_bytes()
    run = desk.run("compare", *arguments)
    assert (run.code, run.out) == (2, "")
    assert complaint in run.err
    assert run.err.count("\n") == 1
    assert (desk.folder / "story.md").read_bytes() == before


@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_output_goes_into_a_file(desk: Newsroom, format_: str) -> None:
    shown = desk.run("compare", "wire.md", "story.md", "--format", format_)
    kept = desk.run("compare", "wire.md", "story.md", "--format", format_, "--output", "out")
    assert (kept.code, kept.out) == (0, "")
    assert (desk.folder / "out").read_text("utf-8") == shown.out


def test_one_of_the_two_is_standard_input(desk: Newsroom) -> None:
    run = desk.spawn("compare", "wire.md", "-", stdin=f"Storm\n\n{LATER}\n".encode())
    assert (run.code, run.err) == (0, "")
    assert "\nB  -\n" in run.out
    assert "figure changed" in run.out


BROKEN = """
from reliacheck import hookimpl

@hookimpl(tryfirst=True)
def reliacheck_read(source):
    raise RuntimeError("jammed")
"""


@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_a_broken_reader_makes_it_incomplete(desk: Newsroom, format_: str) -> None:
    desk.write("broken.py", BROKEN)
    desk.configure(plugins=("broken.py",))
    run = desk.run("compare", "wire.md", "story.md", "--format", format_)
    assert run.code == 3
    assert "plugin broken failed on wire.md: reading failed: RuntimeError: jammed" in run.err
    assert "jammed" in run.out
    if format_ == "json":
        data = json.loads(run.out)
        schema().validate(data)
        assert [one["article"] for one in data["failures"]] == ["wire.md", "story.md"]
    desk.configure(plugins=("broken.py",), disable=("formats",))
    run = desk.run("compare", "wire.md", "story.md", "--format", format_)
    assert (run.code, run.out) == (3, "")
