"""Who may hide what, why, and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Newsroom, Run

from reliacheck import Article
from reliacheck.suppressions import Suppression, apply, find_directives, matches

TODAY = "2026-05-10"


def directive(text: str) -> tuple[object, ...]:
    (found,) = find_directives(text)
    assert text[found.start : found.end] == text.strip()
    return found.whole_file, found.rules, found.until, found.reason, found.problem


@pytest.mark.parametrize(
    "form", ["<!-- reliacheck: {} -->", "[[reliacheck: {}]]", "[[ reliacheck:{} ]]"]
)
@pytest.mark.parametrize(
    ("order", "means"),
    [
        ("ignore house.mark -- why", (False, ("house.mark",), None, "why", "")),
        (
            "ignore house,  wire.credit -- a -- b",
            (False, ("house", "wire.credit"), None, "a -- b", ""),
        ),
        ("ignore-file house -- why", (True, ("house",), None, "why", "")),
        ("ignore house until 2026-12-31 -- why", (False, ("house",), "2026-12-31", "why", "")),
        ("  ignore   house   --why  ", (False, ("house",), None, "why", "")),
    ],
)
def test_a_comment_says_what_is_hidden(form: str, order: str, means: tuple[object, ...]) -> None:
    assert directive(form.format(order)) == means


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        ("ignore house", "it gives no reason (-- why)"),
        ("ignore house --", "it gives no reason (-- why)"),
        ("ignore house until 2026-12-31", "it gives no reason (-- why)"),
        ("ignore house until May -- why", "until 'May' is not a date (YYYY-MM-DD)"),
        ("ignore house until 2026-13-01 -- why", "until '2026-13-01' is not a date (YYYY-MM-DD)"),
        ("ignore -- why", 'expected "ignore RULE -- reason"'),
        ("ignored house -- why", 'expected "ignore RULE -- reason"'),
        ("ignore house mark -- why", 'expected "ignore RULE -- reason"'),
        ("", 'expected "ignore RULE -- reason"'),
    ],
)
def test_a_comment_that_cannot_be_followed_says_why(order: str, problem: str) -> None:
    for form in ("<!-- reliacheck:{} -->", "[[reliacheck:{}]]"):
        (found,) = find_directives(form.format(" " + order))
        assert found.problem == problem


def test_only_comments_of_this_program_are_read() -> None:
    text = (
        "<!-- noqa --> [[note]] reliacheck: ignore house -- why <!--\nreliacheck: ignore a -- b -->"
    )
    assert find_directives(text) == []


def test_several_comments_of_a_line_are_told_apart() -> None:
    text = "[[reliacheck: ignore a -- x]] and [[reliacheck: ignore b -- y]]"
    assert [found.rules for found in find_directives(text)] == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("selector", "rule", "fits"),
    [
        ("house.mark", "house.mark", True),
        ("house", "house.mark", True),
        ("house", "houses.mark", False),
        ("house.mar", "house.mark", False),
        ("house.mark", "house", False),
    ],
)
def test_a_selector_is_a_rule_or_what_stands_above_it(selector: str, rule: str, fits: bool) -> None:
    assert matches(selector, rule) == fits


@given(st.dates(), st.integers(-3, 3))
def test_a_suppression_holds_through_its_last_day(until: date, days: int) -> None:
    if not date.min.toordinal() <= until.toordinal() + days <= date.max.toordinal():
        return
    today = until + timedelta(days=days)
    assert Suppression("house", "why", "here", until).expired(today) == (days > 0)


def test_one_without_an_end_never_expires() -> None:
    assert not Suppression("house", "why", "here").expired(date.max)


def test_without_suppressions_nothing_is_hidden() -> None:
    assert Article.compose(body="mark90").directives == ()
    assert apply([], [], date.min) == (set(), set())


# In a story

ABOVE = """\
Bridge reopens

[[reliacheck: ignore house.mark -- agreed]]
First mark91 of the story, then mark92.

Then mark93 comes.
"""


def check(room: Newsroom, text: str, *flags: str, name: str = "a.txt") -> Run:
    room.write(name, text)
    return room.check("--today", TODAY, *flags, name)


def notices(run: Run) -> list[tuple[str, str, str, str]]:
    return [
        (one["origin"], one["rule"], one["problem"], one["detail"])
        for one in run.report["suppressions"]
    ]


def test_on_a_line_of_its_own_it_speaks_of_the_paragraph_below(room: Newsroom) -> None:
    run = check(room, ABOVE)
    assert run.texts("suppressed") == ["mark91", "mark92"]
    assert run.texts() == ["mark93"]
    assert notices(run) == []
    assert run.report["summary"]["suppressed"] == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(room: Newsroom, end: str) -> None:
    run = check(room, ABOVE.replace("\n", end))
    assert (run.texts("suppressed"), run.texts()) == (["mark91", "mark92"], ["mark93"])


def test_it_may_stand_apart_from_the_paragraph(room: Newsroom) -> None:
    run = check(room, ABOVE.replace("agreed]]\n", "agreed]]\n\n\n"))
    assert (run.texts("suppressed"), run.texts()) == (["mark91", "mark92"], ["mark93"])


def test_a_wrapped_paragraph_is_one(room: Newsroom) -> None:
    text = (
        "Bridge reopens\n\nIt has been a year.\n\n[[reliacheck: ignore house -- agreed]]\n"
        "The harbour bridge reopened on Friday with mark91 and before a\n"
        "crowd of people who had waited for it all the night, and mark92\n"
        "was the end of it.\n\nThen mark93 comes.\n"
    )
    run = check(room, text)
    assert (run.texts("suppressed"), run.texts()) == (["mark91", "mark92"], ["mark93"])


def test_of_several_rules_the_idle_one_is_reported(room: Newsroom) -> None:
    text = "Bridge\n\n[[reliacheck: ignore house.mark, house.hush -- agreed]]\nThen mark91 comes.\n"
    run = check(room, text, "--select=all")
    assert run.texts("suppressed") == ["mark91"]
    assert [(rule, problem) for _, rule, problem, _ in notices(run)] == [("house.hush", "unused")]


def test_at_the_end_of_a_line_it_speaks_of_that_line(room: Newsroom) -> None:
    text = (
        "Bridge reopens\n\nFirst mark91 of the story.\n\n"
        "Then mark92 comes. [[reliacheck: ignore house -- agreed]]\n\nThen mark93 comes.\n"
    )
    run = check(room, text)
    assert (run.texts("suppressed"), run.texts()) == (["mark92"], ["mark91", "mark93"])


def test_for_the_whole_file_it_may_stand_anywhere(room: Newsroom) -> None:
    text = "Bridge\n\nmark91 first.\n\nmark92 then.\n\n[[reliacheck: ignore-file house -- ours]]\n"
    run = check(room, text)
    assert (run.texts("suppressed"), run.texts()) == (["mark91", "mark92"], [])
    assert notices(run) == []


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_comment_of_html_works_in_markdown_and_in_text(room: Newsroom, name: str) -> None:
    text = ABOVE.replace("[[", "<!-- ").replace("]]", " -->")
    run = check(room, text, name=name)
    assert (run.texts("suppressed"), run.texts()) == (["mark91", "mark92"], ["mark93"])


def test_a_comment_is_no_part_of_the_story(room: Newsroom) -> None:
    text = ABOVE.replace("agreed", "agreed on mark99")
    assert "mark99" not in check(room, text).texts() + check(room, text).texts("suppressed")
    md = text.replace("[[", "<!-- ").replace("]]", " -->")
    assert "mark99" not in check(room, md, name="a.md").out.replace("agreed on mark99", "")


FRONT = """\
---
title: Bridge reopens
reliacheck:
  ignore:
    - rule: house.mark
      reason: agreed
      until: {until}
---
Then mark91 comes.
"""


def test_the_front_matter_speaks_of_the_whole_file(room: Newsroom) -> None:
    run = check(room, FRONT.format(until="2026-05-10"), name="a.md")
    assert (run.texts("suppressed"), run.texts(), notices(run)) == (["mark91"], [], [])


def test_in_the_front_matter_it_expires_as_well(room: Newsroom) -> None:
    run = check(room, FRONT.format(until="2026-05-09"), name="a.md")
    assert run.texts() == ["mark91"]
    assert [one[2:] for one in notices(run)] == [("expired", "on 2026-05-09")]


# What deserves a word


def test_one_that_hides_nothing_is_reported_where_it_stands(room: Newsroom) -> None:
    run = check(room, "Bridge\n\n[[reliacheck: ignore house.mark -- agreed]]\nNothing here.\n")
    assert notices(run) == [("a.txt:3", "house.mark", "unused", "nothing to suppress")]
    assert run.code == 0


def test_one_of_a_rule_that_did_not_run_is_not_called_unused(room: Newsroom) -> None:
    text = "Bridge\n\n[[reliacheck: ignore house.hush -- agreed]]\nNothing here.\n"
    assert notices(check(room, text)) == []
    assert [one[2] for one in notices(check(room, text, "--select=all"))] == ["unused"]
    ignored = check(room, text, "--select=all", "--ignore=house.hush")
    assert notices(ignored) == []


def test_one_that_has_run_out_hides_nothing_and_is_reported(room: Newsroom) -> None:
    text = "Bridge\n\n[[reliacheck: ignore house until {} -- agreed]]\nmark91 here.\n"
    run = check(room, text.format("2026-05-09"))
    assert run.texts() == ["mark91"]
    assert notices(run) == [("a.txt:3", "house", "expired", "on 2026-05-09")]
    last_day = check(room, text.format("2026-05-10"))
    assert (last_day.texts("suppressed"), notices(last_day)) == (["mark91"], [])


@pytest.mark.parametrize(
    ("order", "rule", "detail"),
    [
        ("ignore house.mark", "house.mark", "it gives no reason (-- why)"),
        ("ignore house.mork -- agreed", "house.mork", "no rule 'house.mork'"),
        ("ignore house.mark, hous -- agreed", "house.mark, hous", "no rule 'hous'"),
        ("ignore everything", "everything", "it gives no reason (-- why)"),
        ("mark91", "", 'expected "ignore RULE -- reason"'),
    ],
)
def test_one_that_cannot_be_followed_hides_nothing_and_is_reported(
    room: Newsroom, order: str, rule: str, detail: str
) -> None:
    run = check(room, f"Bridge\n\n[[reliacheck: {order}]]\nThen mark92 comes.\n")
    assert run.texts() == ["mark92"]
    assert notices(run) == [("a.txt:3", rule, "malformed", detail)]


def test_a_former_id_still_works(room: Newsroom) -> None:
    run = check(room, ABOVE.replace("house.mark", "house.stamp"))
    assert run.texts("suppressed") == ["mark91", "mark92"]
    assert notices(run) == []


def test_the_notices_are_in_the_text_report_too(room: Newsroom) -> None:
    room.write("a.txt", "Bridge\n\n[[reliacheck: ignore house.mark -- agreed]]\nNothing here.\n")
    out = room.run("check", "a.txt").out
    assert "unused suppression at a.txt:3: house.mark: nothing to suppress" in out


def test_no_suppressions_shows_everything_and_says_nothing_of_them(room: Newsroom) -> None:
    room.configure('[[suppress]]\nrule = "house"\nreason = "ours"\n')
    run = check(room, ABOVE, "--no-suppressions")
    assert run.texts() == ["mark91", "mark92", "mark93"]
    assert notices(run) == []


# In the settings

CONFIGURED = """
[[suppress]]
rule = "house.mark"
reason = "ours"
{}
"""
STORY = "Bridge reopens\n\nFirst mark91 stands here.\n\nThen mark92 comes.\n"


@pytest.mark.parametrize(
    ("keys", "hidden"),
    [
        ("", ["mark91", "mark92"]),
        ('path = "a.txt"', ["mark91", "mark92"]),
        ('path = "*.txt"', ["mark91", "mark92"]),
        ('path = "b*"', []),
        ('path = "./a.txt"', ["mark91", "mark92"]),
        ('text = "MARK92"', ["mark92"]),
        ("until = 2026-05-10", ["mark91", "mark92"]),
        ('until = "2026-05-10"', ["mark91", "mark92"]),
        ("until = 2026-05-09", []),
    ],
)
def test_the_settings_hide_by_path_by_words_and_until_a_day(
    room: Newsroom, keys: str, hidden: list[str]
) -> None:
    room.configure(CONFIGURED.format(keys))
    assert check(room, STORY).texts("suppressed") == hidden


def test_a_path_in_the_settings_is_relative_to_them(room: Newsroom) -> None:
    room.configure(CONFIGURED.format('path = "desk/*"'))
    path = room.write("desk/a.txt", STORY)
    room.write("a.txt", STORY)
    assert room.check("desk").texts("suppressed") == ["mark91", "mark92"]
    assert room.check(str(path)).texts("suppressed") == ["mark91", "mark92"]
    assert room.check("a.txt").texts("suppressed") == []


@pytest.mark.parametrize(
    ("keys", "notice"),
    [
        ('path = "c.txt"\ntext = "mark99"', ("unused", "nothing to suppress")),
        ('text = "mark99"', ("unused", "nothing to suppress")),
        ("until = 2026-05-09", ("expired", "on 2026-05-09")),
    ],
)
def test_one_in_the_settings_that_hides_nothing_is_reported_once(
    room: Newsroom, keys: str, notice: tuple[str, str]
) -> None:
    path = room.configure(CONFIGURED.format(keys))
    room.write("c.txt", STORY)
    run = check(room, STORY, "c.txt")
    assert notices(run) == [(f"{path}: suppress 1", "house.mark", *notice)]


def test_one_for_other_articles_than_these_is_not_called_unused(room: Newsroom) -> None:
    room.configure(CONFIGURED.format('path = "b.txt"'))
    assert notices(check(room, STORY)) == []


def test_one_in_the_settings_that_any_article_used_is_not_reported(room: Newsroom) -> None:
    room.configure(CONFIGURED.format('path = "a.txt"'))
    room.write("c.txt", STORY)
    assert notices(check(room, STORY, "c.txt")) == []


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30"])
def test_the_day_must_be_one(room: Newsroom, day: str) -> None:
    room.write("a.txt", STORY)
    run = room.check("--today", day, "a.txt")
    assert (run.code, run.out) == (2, "")
    assert f"{day!r} is not a date (YYYY-MM-DD)" in run.err
