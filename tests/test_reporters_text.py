"""The report for people: every finding with its line, and a caret under the words."""

from __future__ import annotations

import io
import os
import re
import sys
import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Newsroom

from reliacheck import Article, Finding, Related, Severity
from reliacheck.engine import CheckResult
from reliacheck.report import ArticleReport, Judged, Report
from reliacheck.reporters import Style
from reliacheck.reporters.text import _wrapped, render

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
WIDTH = 80
# Words of a paragraph, among them wide, combining and unprintable ones, and white space.
WORD = st.text(st.sampled_from("aé日本🚢e\u0301\t\u00a0\u200b-ﬁ"), min_size=1, max_size=12)


def columns(text: str) -> int:
    """How wide a text is on a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def report_on(article: Article, *spans: tuple[int, int], related: tuple[Related, ...] = ()) -> str:
    findings = [
        Finding(
            rule="house.mark",
            message="A mark.",
            score=0.9,
            severity=Severity.WARNING,
            location=article.locate(*span),
            related=related,
        )
        for span in spans
    ]
    judged = tuple(Judged(finding, "active") for finding in findings)
    return render(
        Report(articles=[ArticleReport(article, (), judged)], plugins=[]), Style(width=WIDTH)
    )


def excerpt(report: str) -> tuple[str, str]:
    """The line of copy of the first finding and the line of carets below it."""
    lines = report.splitlines()
    number = next(index for index, line in enumerate(lines) if re.match(r" *\d+ \| ", line))
    bar = lines[number].index("|") + 2
    assert lines[number + 1][:bar] == " " * (bar - 2) + "| "
    return lines[number][bar:], lines[number + 1][bar:]


def under_carets(line: str, carets: str) -> str:
    """The characters of the line that stand over a caret."""
    start, end = carets.index("^"), len(carets)
    shown, column = "", 0
    for char in line:
        if start <= column < end or (shown and not columns(char) and column == end):
            shown += char
        column += columns(char)
    return shown


@given(st.lists(WORD, min_size=0, max_size=30), WORD, st.lists(WORD, min_size=0, max_size=30))
def test_the_carets_are_under_the_words(before: list[str], word: str, after: list[str]) -> None:
    lead = " ".join(["Port", *before, ""])
    text = lead + "<" + word + ">" + " ".join(["", *after])
    article = Article.compose(body=[text])
    start = article.text.index("<" + word + ">")
    line, carets = excerpt(report_on(article, (start, start + len(word) + 2)))
    marked = "".join(char if char.isprintable() else " " for char in word.replace("\u00a0", " "))
    assert under_carets(line, carets) == f"<{marked}>"
    assert columns(line) <= WIDTH
    assert len(carets) <= WIDTH
    assert line.isprintable()


@given(st.integers(0, 900), st.integers(1, 300), st.sampled_from(["x", "日"]))
def test_in_a_very_long_line_the_start_of_the_span_is_shown(
    start: int, length: int, letter: str
) -> None:
    text = letter * start + "<" + letter * length + letter * 400
    article = Article.compose(body=[text])
    line, carets = excerpt(report_on(article, (start, start + length + 1)))
    assert under_carets(line, carets).startswith("<")
    assert columns(line) <= WIDTH
    assert len(carets) <= WIDTH
    assert line.startswith("…") == (not line.startswith(text[:3]))


def test_a_span_over_several_lines_is_marked_in_its_first() -> None:
    article = Article.compose(body=["The port said so.\nIt was glad of it."])
    line, carets = excerpt(report_on(article, (4, 30)))
    assert (line, under_carets(line, carets)) == ("The port said so.", "port said so.")


@pytest.mark.parametrize("span", [(0, 0), (16, 16), (17, 17)])
def test_an_empty_span_has_one_caret(span: tuple[int, int]) -> None:
    article = Article.compose(body=["The port said so."])
    line, carets = excerpt(report_on(article, span))
    assert carets == " " * span[0] + "^"
    assert line == "The port said so."


def test_related_places_are_listed_the_first_of_them() -> None:
    article = Article.compose(body=["The port said so.\n\nIt was " + "very " * 30 + "glad."])
    one = article.related("the port", 4, 8)
    long = article.related("all of it", 19, len(article.text))
    out = report_on(article, (0, 3), related=(one, long, *[one] * 7))
    assert "  - the port (1:5): port\n" in out
    (shown,) = re.findall(r"  - all of it \(3:1\): (.*)", out)
    assert (len(shown), shown[-1]) == (60, "…")
    assert out.count("the port (1:5)") == 5
    assert "  - and 3 more\n" in out


def test_a_related_place_elsewhere_is_named() -> None:
    article = Article.compose(body="The port said so.")
    filed = Article.compose(body="It said so.", path="b.txt").related("also", 0, 2)
    out = report_on(article, (0, 3), related=(filed,))
    assert "  - also (b.txt:1:1): It" in out


def test_what_a_story_holds_cannot_steer_the_terminal() -> None:
    article = Article.compose(body="The \x1b[31mport\x1b]0;x\x07 said \u202eso.")
    everything = article.related("\x1b[2J", 0, len(article.text))
    out = report_on(article, (0, 20), related=(everything,))
    assert all(line.isprintable() for line in out.splitlines())


STORY = """\
Bridge reopens

The port had mark90e in it.

Then\tmark60 and mark95i. [[reliacheck: ignore house.mark -- ours]]

At last mark70i, and mark20.
"""
SMALL = """\
a.txt:3:14  error  house.mark  0.90
  A mark of 90.
     3 | The port had mark90e in it.
       |              ^^^^^^^
  = help: Take it out.

a.txt:7:9  info  house.mark  0.70
  A mark of 70.
     7 | At last mark70i, and mark20.
       |         ^^^^^^^
  = help: Take it out.

     1  error    house.mark
     1  info     house.mark

1 article: 1 error, 1 info (2 suppressed, 1 below threshold)
not assessed: house.twin (there is no other article to compare it with)
"""


def test_a_small_report(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    assert room.run("check", "a.txt").out == SMALL


def test_the_summary_counts_what_is_not_shown(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    room.write("b.txt", "Bridge reopens\n\nNobody was hurt.\n")
    room.check("--baseline=known.json", "--update-baseline", "a.txt")
    out = room.run("check", "--baseline=known.json", "a.txt", "b.txt").out
    assert out.splitlines()[-1] == (
        "2 articles: 1 warning (2 suppressed, 2 baselined, 1 below threshold)"
    )


def test_nothing_to_say(room: Newsroom) -> None:
    room.write("a.txt", "Bridge reopens\n\nNobody was hurt.\n")
    room.write("b.txt", "Ferry sails\n\nNobody was late.\n")
    assert room.run("check", ".").out == "2 articles: no findings\n"


def test_verbose_tells_how_every_check_fared(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    out = room.run("check", "--verbose", "a.txt").out
    assert re.search(r"^a\.txt: checks\n  house\.hush: off \(not selected\) 0\.0 ms\n", out, re.M)
    assert re.search(r"^  house\.mark: findings \d+\.\d ms$", out, re.M)


def test_reasons_are_given_once_for_all_articles() -> None:
    checks = tuple(
        CheckResult(f"house.{name}", "not-assessed", reason, 0.0)
        for name, reason in (("a", "no archive is open"), ("b", "no archive is open"), ("c", "x"))
    )
    articles = [ArticleReport(Article.compose(body="Port."), checks, ()) for _ in range(3)]
    out = render(Report(articles=articles, plugins=[]), Style())
    assert "not assessed in 3 articles: house.a, house.b (no archive is open)\n" in out
    assert "not assessed in 3 articles: house.c (x)\n" in out


# Colour


class Terminal(io.StringIO):
    """Standard output that is a screen."""

    def isatty(self) -> bool:
        return True


def on_terminal(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, *arguments: str, **environment: str
) -> str:
    """What a run prints on a screen of 100 columns, unless the environment says otherwise."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"TERM": "xterm", "COLUMNS": "100", **environment}.items():
        monkeypatch.setenv(name, value)
    room.write("a.txt", STORY)
    room.run("check", *arguments, "a.txt")
    return screen.getvalue()


def test_on_a_terminal_it_is_in_colour_and_otherwise_the_same(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = on_terminal(room, monkeypatch)
    assert "\x1b[1;31merror\x1b[0m" in out
    assert ESCAPE.sub("", out) == SMALL


def test_elsewhere_it_is_not(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    assert "\x1b" not in room.spawn("check", "a.txt").out


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_it_is_not_where_it_is_not_wanted(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert on_terminal(room, monkeypatch, **{name: value}) == SMALL


def test_an_empty_no_color_does_not_count(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" in on_terminal(room, monkeypatch, NO_COLOR="")


def test_a_file_is_never_in_colour(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_terminal(room, monkeypatch, "--output", "report.txt") == ""
    assert (room.folder / "report.txt").read_text(encoding="utf-8") == SMALL


def test_it_keeps_to_the_width_of_the_terminal(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.write("b.txt", "Bridge\n\n" + "The port said so. " * 20 + "mark90" + " And so on." * 20)
    out = on_terminal(room, monkeypatch, "b.txt", COLUMNS="50")
    lines = ESCAPE.sub("", out).splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("b.txt"))
    assert "mark90" in lines[start + 2]
    assert max(map(len, lines[start : start + 4])) <= 50


def test_json_is_never_in_colour(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in on_terminal(room, monkeypatch, "--format=json")


def test_a_copy_can_be_written_over_through_a_link(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    target = room.write("reports/today.txt", "old")
    Path("latest.txt").symlink_to(target)
    assert room.run("check", "--output=latest.txt", "a.txt").code == 1
    assert target.read_text(encoding="utf-8") == SMALL
    assert Path("latest.txt").is_symlink()


def test_a_written_report_has_the_permissions_that_it_had(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    report = room.write("report.txt", "old")
    report.chmod(0o640)
    room.run("check", "--output=report.txt", "a.txt")
    assert report.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path(os.devnull).exists(), reason="no such device")
def test_a_device_is_written_to_and_not_replaced(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    assert room.run("check", "--output", os.devnull, "a.txt").code == 1
    assert not Path(os.devnull).is_file()


@given(
    st.lists(st.sampled_from(["a", "the", "bridge", "x" * 45, "well-known", " "])),
    st.integers(40, 60),
)
def test_lines_break_where_textwrap_breaks_them(words: list[str], width: int) -> None:
    text = " ".join(words).strip()
    assert _wrapped(text, "  = help: ", Style(width=width)) == textwrap.wrap(
        text,
        width,
        initial_indent="  = help: ",
        subsequent_indent=" " * 10,
        break_long_words=False,
        break_on_hyphens=False,
    )
