from __future__ import annotations

import subprocess
import sys
import time
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reliacheck_formats import reliacheck_read

from reliacheck import Article, InputError, Metadata, Source

TITLE = "Harbour bridge reopens after storm"
STANDFIRST = "The bridge was closed for two days, the harbour board said."
FIRST = "The harbour bridge opened again on Monday, Mayor Jane Roe told reporters."
SECOND = "Nobody was hurt when it was struck by a barge in the night."

Shape = list[tuple[str, str]]


def read(text: str, path: str = "story.md") -> list[Article]:
    return list(reliacheck_read(Source.from_text(text, path)) or [])


def one(text: str) -> Article:
    (article,) = read(text)
    return article


def shape(text: str) -> Shape:
    """Kind and words of every part."""
    return [(part.kind, part.text) for article in read(text) for part in article.parts]


def story(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def body(*paragraphs: str) -> Shape:
    return [("body", paragraph) for paragraph in paragraphs]


def front(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", ""))


def written(article: Article, words: str) -> str:
    """What stands in the source for some words of the text."""
    start = article.text.index(words)
    return article.locate(start, start + len(words)).text


# Prose without markup


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("The *harbour* **bridge** ***is*** open.", "The harbour bridge is open."),
        ("The [bridge](http://bridge.example 'bridge') is open.", "The bridge is open."),
        (
            "The [bridge][1] is [open].\n\n[1]: http://a.example\n[open]: b.html",
            "The bridge is open.",
        ),
        ("See <https://bridge.example/open>.", "See https://bridge.example/open."),
        ("Write to <desk@coast.example>.", "Write to desk@coast.example."),
        ("The `bridge` is ``op`en``.", "The bridge is op`en."),
        ("Roe &amp; Doe &#8212; 5 \\* 3 &copy;", "Roe & Doe — 5 * 3 ©"),
        ("The~~ old~~ bridge ~~was~~ is open.", "The~~ old~~ bridge was is open."),
        ("The bridge\nis\nopen.", "The bridge is open."),
        ("The bridge  \nis open.", "The bridge is open."),
        ("The bridge<br>is <b>open</b>.", "The bridge is open."),
        ("The <!-- old --> bridge is open.", "The bridge is open."),
        ("    The bridge is open.", "The bridge is open."),
        ("The &nbsp; bridge\u00a0is open.", "The bridge is open."),
        ("2 * 3 is_not_it and * alone", "2 * 3 is_not_it and * alone"),
        ("[not a link] and ![not an image]", "[not a link] and ![not an image]"),
    ],
)
def test_inline_markup(markup: str, words: str) -> None:
    assert shape(story(FIRST, SECOND, markup))[2:] == body(words)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("> One\n> line.\n>\n> Two.", body("One line.", "Two.")),
        ("> Lazy\nline.", body("Lazy line.")),
        ("- one\n- two\n  more\n\n- three", body("one", "two more", "three")),
        ("1. one\n   > two\n2. three", body("one", "two", "three")),
        ("## A heading ##", body("A heading")),
        ("A heading\n---", body("A heading")),
        ("***", []),
        ("```\ncode\n```\n\n~~~ text\ncode\n~~~", []),
        (
            "| Name | Votes |\n|---|--:|\n| Roe \\| Doe | **12** |",
            body("Name", "Votes", "Roe | Doe", "12"),
        ),
        ("<!-- a\ncomment -->", []),
        ("<!-- a comment --> with words behind", body("with words behind")),
        ("<div>\n<p>One.</p><p>Two.</p>\n</div>", body("One.", "Two.")),
        ("<script>\nlet a = 1;\n</script>", []),
        ("![The *bridge*](a.png 'title')", [("caption", "The bridge")]),
        ("[![The bridge](a.png)](b.html)", [("caption", "The bridge")]),
        (
            "Before ![the bridge](a.png) after.",
            [*body("Before"), ("caption", "the bridge"), *body("after.")],
        ),
        ("![](a.png)", []),
        ("*The bridge. (AP Photo/Jane Doe)*", [("caption", "The bridge. (AP Photo/Jane Doe)")]),
        ("*Source: Reuters*", [("credit", "Source: Reuters")]),
        ("- Source: Reuters", [("credit", "Source: Reuters")]),
        ("_By Jane Doe_", [("byline", "By Jane Doe")]),
        (
            "**By Jane Doe**  \nThe bridge is open.",
            [("byline", "By Jane Doe"), *body("The bridge is open.")],
        ),
    ],
)
def test_blocks(markup: str, expected: Shape) -> None:
    assert shape(story(FIRST, SECOND, markup)) == [*body(FIRST, SECOND), *expected]


def test_text_is_the_parts_with_an_empty_line_between() -> None:
    article = one(front(f"title: {TITLE}") + story("*One.*", "> Two.", "- Three."))
    assert article.text == "\n\n".join(part.text for part in article.parts)


def test_an_unclosed_comment_hides_nothing() -> None:
    assert shape(story(FIRST, "An <!-- open comment.", SECOND)) == body(
        FIRST, "An <!-- open comment.", SECOND
    )


# Back to the source


@pytest.mark.parametrize(
    ("markup", "words", "source"),
    [
        ("The **bridge** is", "bridge", "bridge"),
        ("The **bridge** is", "The bridge is", "The **bridge** is"),
        ("an un*believ*able bridge", "unbelievable", "un*believ*able"),
        ("Roe &amp; Doe", "&", "&amp;"),
        ("Roe&amp;Doe", "Roe&Doe", "Roe&amp;Doe"),
        ("5 \\* 3", "*", "\\*"),
        (
            "[open](http://open.example/open) open",
            "open open",
            "open](http://open.example/open) open",
        ),
        ("a `code  span` b", "code span", "code  span"),
        ("> the bridge\n> is open", "bridge is", "bridge\n> is"),
        ("- the\n  bridge", "the bridge", "the\n  bridge"),
        ("| a | a |\n|---|---|\n| b \\| a | a |", "b | a", "b \\| a"),
        ("![a bridge](bridge.png)", "bridge", "bridge"),
        ("<http://open.example>", "open", "open"),
        ("## a # heading ##", "heading", "heading"),
        ("\xa0\nbridge", "bridge", "bridge"),
    ],
)
def test_words_are_found_in_the_source(markup: str, words: str, source: str) -> None:
    article = one(story(FIRST, SECOND, markup))
    assert written(article, words) == source


def test_a_cell_is_found_in_its_own_column() -> None:
    article = one("| x | x |\n|---|---|\n| x | x |\n")
    places = [article.locate(part.start, part.end) for part in article.parts]
    assert [(place.line, place.column) for place in places] == [(1, 3), (1, 7), (3, 3), (3, 7)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_after_any_line_end(end: str) -> None:
    text = f"---\ntitle: {TITLE}\n---\n\nThe *bridge*\nis **open**.\n".replace("\n", end)
    article = one(text)
    start = article.text.rindex("open")
    place = article.locate(start, start + 4)
    assert (place.line, place.column, place.text) == (6, 6, "open")
    assert article.locate(0, len(TITLE)).text == TITLE


class Piece(NamedTuple):
    """Markup around a word, and where the word stands in it."""

    before: str
    after: str


# W is the word.
PIECES = [
    Piece(*markup.split("W"))
    for markup in (
        *("W", "*W*", "**W**", "***W***", "_W_", "`W`", "`` W ``", "~~W~~", "(W)", "“W”", "W!"),
        *("[W](http://a.example/war)", "[W](<war peace> 'war')", "[*W*](war)", "[W][war]"),
        *("&quot;W&quot;", "W&mdash;", "&#8212;W", "\\*W\\*", "W\\|", "é W", "😀 W", "市W"),
        *("<b>W</b>", "<span war='war'>W</span>", "<!-- war -->W", "![](war.png)W", "**W,**"),
    )
]
WORDS = st.sampled_from(["war", "peace", "mayor", "bridge", "of", "storm"])
PREFIXES = st.sampled_from(["", "> ", "- ", "1. ", "> - ", "## ", "> > ", "   ", "\t"])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def marked_up(draw: st.DrawFn) -> tuple[str, list[tuple[str, int]]]:
    """Markdown of one visible word after the other, and where each stands."""
    end = draw(ENDS)
    text = f"[war]: http://war.example 'war'{end}{end}"
    places = []
    for _ in range(draw(st.integers(1, 4))):
        text += draw(PREFIXES)
        for number, word in enumerate(draw(st.lists(WORDS, min_size=1, max_size=6))):
            before, after = draw(st.sampled_from(PIECES))
            text += " " * bool(number) + before
            places.append((word, len(text)))
            text += word + after
        text += end + end
    return text, places


@given(marked_up())
def test_every_word_leads_to_its_place(case: tuple[str, list[tuple[str, int]]]) -> None:
    text, places = case
    found = []
    for article in read(text):
        for word in article.words:
            place = article.locate(word.start, word.end)
            if word.text.isascii():
                assert place.text == word.text
                found.append((word.text, place.start))
    assert found == [(word, start) for word, start in places if _is_alone(text, start)]


def _is_alone(text: str, start: int) -> bool:
    return text[start - 1] != "市"  # which is one word with what follows


NOISE = [
    *(
        "*",
        "**",
        "_",
        "`",
        "[",
        "](a)",
        "![",
        "<",
        ">",
        "&amp;",
        "\\",
        "\n",
        "\n\n",
        "\r\n",
        "> ",
        "- ",
    ),
    *("# ", "---\n", "===", "```\n", "|", "\n|a|b|\n|-|-|\n|c|d|\n", "<b>", "<br>", "<!--", "-->"),
    *(
        "title: x\n",
        "By Jane Doe",
        "VELLBY (AP) — ",
        "word",
        " ",
        "  \n",
        "\xa0",
        "\t",
        "\0",
        "市",
        "İ",
    ),
]


@given(st.lists(st.sampled_from(NOISE) | st.text(max_size=4), max_size=25).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        articles = read(text)
    except InputError:
        return
    for article in articles:
        last = 0
        for part in article.parts:
            assert last <= part.start < part.end
            assert part.text == article.text[part.start : part.end] == part.text.strip()
            last = part.end
        starts = [article.locate(word.start, word.end).start for word in article.words]
        assert starts == sorted(starts)


# The headline and what stands around it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (story(f"# {TITLE}", FIRST), [("headline", TITLE), *body(FIRST)]),
        (story(f"{TITLE}\n===", FIRST), [("headline", TITLE), *body(FIRST)]),
        (story(TITLE, FIRST), [("headline", TITLE), *body(FIRST)]),
        (story(f"## {TITLE}", FIRST), [("headline", TITLE), *body(FIRST)]),
        (story(FIRST, f"## {TITLE}", SECOND), body(FIRST, TITLE, SECOND)),
        (
            story("Kicker", f"# {TITLE}", FIRST),
            [*body("Kicker"), ("headline", TITLE), *body(FIRST)],
        ),
        (
            story(f"# {TITLE}", FIRST, "# Another"),
            [("headline", TITLE), *body(FIRST, "Another")],
        ),
        (
            story(f"# {TITLE}", TITLE.upper(), FIRST),
            [("headline", TITLE), ("headline", TITLE.upper()), *body(FIRST)],
        ),
        (
            front(f"title: {TITLE}") + story(f"# {TITLE}", FIRST),
            [("headline", TITLE), ("headline", TITLE), *body(FIRST)],
        ),
        (
            front(f"title: {TITLE}") + story("# Another", FIRST),
            [("headline", TITLE), *body("Another", FIRST)],
        ),
        (
            story(f"# {TITLE}", f"*{STANDFIRST}*", FIRST),
            [("headline", TITLE), ("standfirst", STANDFIRST), *body(FIRST)],
        ),
        (
            story(f"# {TITLE}", "**The *bridge* is open**", FIRST, "**Bold**"),
            [("headline", TITLE), ("standfirst", "The bridge is open"), *body(FIRST, "Bold")],
        ),
        (
            story(f"# {TITLE}", "*The* bridge is open.", FIRST),
            [("headline", TITLE), *body("The bridge is open.", FIRST)],
        ),
        (
            story(f"# {TITLE}", "*By Jane Doe*", "**VELLBY** (AP) — " + FIRST),
            [
                ("headline", TITLE),
                ("byline", "By Jane Doe"),
                ("dateline", "VELLBY (AP)"),
                *body(FIRST),
            ],
        ),
        (
            front(f"title: {TITLE}") + story("By Jane Doe", FIRST, SECOND),
            [("headline", TITLE), ("byline", "By Jane Doe"), *body(FIRST, SECOND)],
        ),
    ],
)
def test_heads(text: str, expected: Shape) -> None:
    assert shape(text) == expected


def test_a_date_line_is_the_day_of_publication() -> None:
    article = one(story(f"# {TITLE}", "*Feb. 16, 2020*", FIRST))
    assert article.meta.published == "2020-02-16"
    assert [part.text for part in article.parts] == [TITLE, FIRST]


# Front matter

FULL = front(
    "byline: Jane O'Hara",
    "headline: 'Bridge ''open'' again'",
    'standfirst: "The \\"old\\" bridge"',
    "dateline: >-",
    "  VELLBY,",
    "  Monday",
    "credit: Coast News # not a word",
    "outlet: Coast Daily",
    "agency: Coast News",
    "published: 2020-02-16T10:30:00+01:00",
    "url: https://coast.example/bridge",
    "guid: 007",
    "language: no",
    "evolved-from: 006",
    "tags: [bridge, 'storm']",
    "desk: {name: harbour}",
)


def test_front_matter_parts_come_in_the_order_of_the_file() -> None:
    assert shape(FULL + FIRST) == [
        ("byline", "Jane O'Hara"),
        ("headline", "Bridge 'open' again"),
        ("standfirst", 'The "old" bridge'),
        ("dateline", "VELLBY, Monday"),
        ("credit", "Coast News"),
        ("body", FIRST),
    ]


def test_metadata_are_kept_as_written() -> None:
    assert one(FULL + FIRST).meta == Metadata(
        outlet="Coast Daily",
        agency="Coast News",
        published="2020-02-16T10:30:00+01:00",
        url="https://coast.example/bridge",
        guid="007",
        language="no",
        evolved_from="006",
        extra={"tags": ["bridge", "storm"], "desk": {"name": "harbour"}},
    )


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Jane O'Hara", "Jane O'Hara"),
        ("Bridge 'open' again", "Bridge ''open'' again"),
        ("open", "open"),
        ('"old"', '\\"old\\"'),
        ("old", "old"),
        ("VELLBY, Monday", "VELLBY,\n  Monday"),
    ],
)
def test_values_are_found_in_the_front_matter(words: str, source: str) -> None:
    assert written(one(FULL + FIRST), words) == source


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["title: A", "headline: B"], [("headline", "B")]),
        (["headline:", "title: A"], [("headline", "A")]),
        (["headline: ~", "title: A"], [("headline", "A")]),
        (["description: A", "dek: B"], [("standfirst", "A")]),
        (["subtitle: A"], [("standfirst", "A")]),
        (["author: Jane Doe"], [("byline", "Jane Doe")]),
        (["source: Coast News"], [("credit", "Coast News")]),
        (["title: |", "  Two", "  lines"], [("headline", "Two lines")]),
        (['title: "caf\\u00e9 \\\n  bar"'], [("headline", "café bar")]),
        (["title: !!str 7"], [("headline", "7")]),
        (["# only a comment"], []),
        ([], []),
    ],
)
def test_other_names_and_ways_to_write(lines: list[str], expected: Shape) -> None:
    assert shape(front(*lines) + FIRST) == [*expected, *body(FIRST)]


def test_the_name_that_was_not_needed_is_kept() -> None:
    assert one(front("title: A", "headline: B", "id: 1") + FIRST).meta == Metadata(
        guid="1", extra={"title": "A"}
    )


def test_front_matter_alone_is_an_article() -> None:
    assert shape(front("title: A")) == [("headline", "A")]


@pytest.mark.parametrize("text", ["", "\n", "<!-- nothing -->", front(), front("date: 2020-02-16")])
def test_a_file_without_words_holds_no_article(text: str) -> None:
    assert read(text) == []


def test_a_thematic_break_further_down_is_no_front_matter() -> None:
    assert shape(story(FIRST, "---", SECOND)) == body(FIRST, SECOND)


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (["title: Bridge: open"], 2, "quote a value with a colon"),
        (["title: A", "title: B"], 3, '"title" stands here twice'),
        (["a: {b: 1, b: 2}"], 2, '"b" stands here twice'),
        (["title: A", "byline: [Jane, John]"], 3, '"byline" must be text'),
        (["title: A", "headline: {a: b}"], 3, '"headline" must be text'),
        (["- title"], 2, 'write one "key: value"'),
        (["just words"], 2, 'write one "key: value"'),
        (["title: A", "date: yesterday"], 3, '"yesterday" is not an ISO 8601 date'),
        (["published: 16/02/2020"], 2, "write it like 2020-02-16"),
        (["title: A", "", "outlet: 'B"], 4, "not YAML"),
        (["title: \x07"], 2, "cannot be printed"),
        (["? [a]", ": b"], 2, "a key must be a word"),
        (["a: &x [1]", "b: *x"], 2, "alias"),
        (["a: " + "[" * 5000], 2, "nested too deeply"),
        (["a: b"] * 30_000, 1, "longer than"),
        (["reliacheck: {ignores: []}"], 2, 'only takes "ignore"'),
        (["reliacheck:", "  ignore: headlines"], 3, "must be a list"),
        (["reliacheck:", "  ignore:", "    - rule: a", "      why: b"], 5, 'no "why"'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_that_cannot_be_read(
    lines: list[str], line: int, reason: str, end: str
) -> None:
    with pytest.raises(InputError) as caught:
        read((front(*lines) + FIRST).replace("\n", end))
    assert (caught.value.path, caught.value.line) == ("story.md", line)
    assert reason in caught.value.reason


def test_front_matter_without_an_end() -> None:
    with pytest.raises(InputError, match=r"^story\.md:1: .*no closing --- line; add one$"):
        read(f"---\ntitle: {TITLE}\n\n{FIRST}\n")


# Suppressions


def test_suppressions_in_the_front_matter() -> None:
    text = front(
        "reliacheck:",
        "  ignore:",
        "    - rule: headlines.repeated",
        "      reason: the system prints it",
        "    - {rule: 'a.b, sources', reason: 'agreed ]] -- so', until: 2026-12-31}",
        "    - rule: c",
    )
    article = one(text + FIRST)
    first, second, third = article.directives
    assert all(directive.whole_file for directive in article.directives)
    assert (first.rules, first.reason, first.until) == (
        ("headlines.repeated",),
        "the system prints it",
        None,
    )
    assert text[first.start : first.end].startswith("rule: headlines.repeated\n")
    assert (second.rules, second.reason) == (("a.b", "sources"), "agreed ]] -- so")
    assert (second.until, second.problem) == ("2026-12-31", "")
    assert "no reason" in third.problem
    assert "reliacheck" not in article.meta.extra


@pytest.mark.parametrize(
    "comment", ["<!-- reliacheck: ignore a -- why -->", "[[reliacheck: ignore a -- why *not*]]"]
)
@pytest.mark.parametrize(
    "layout",
    [
        "{first} {comment}\n\n{second}",
        "{comment}\n\n{first}\n\n{second}",
        "{comment}\n{first}\n\n{second}",
    ],
)
def test_suppressions_belong_to_no_part(comment: str, layout: str) -> None:
    text = layout.format(first=FIRST, second=SECOND, comment=comment)
    article = one(text)
    assert [(part.kind, part.text) for part in article.parts] == body(FIRST, SECOND)
    (directive,) = article.directives
    assert text[directive.start : directive.end] == comment


def test_a_suppression_shown_as_code_is_none() -> None:
    article = one(story(FIRST, "```\n[[reliacheck: ignore a -- why]]\n```", SECOND))
    assert article.directives == ()


# What is loaded, and how fast

PROGRAM = """
import sys
from reliacheck import Source
from reliacheck_formats import reliacheck_read
reliacheck_read(Source.from_text(sys.argv[2], sys.argv[1]))
print(*({"markdown_it", "yaml"} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("path", "text", "loaded"),
    [
        ("a.txt", "# a", set()),
        ("a.html", "a", set()),
        ("a.md", "# a", {"markdown_it"}),
        ("a.md", "---\ntitle: a\n---\nb", {"markdown_it", "yaml"}),
    ],
)
def test_parsers_are_loaded_only_when_needed(path: str, text: str, loaded: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, path, text], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) == loaded


@pytest.mark.parametrize(
    "text",
    [
        story(*["The *mayor* of [Vellby](http://vellby.example/a) said so, **twice**."] * 4_000),
        "a short line here\n" * 17_000,
        "word " * 60_000,
        "\n" * 300_000 + "x",
        "*a_ **b " * 5_000,
        "<!-- " * 20_000,
        "<script " * 20_000,
        "| a | b |\n|---|---|\n" + "| c | d |\n" * 5_000,
        "&amp;" * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_long_files(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 5
