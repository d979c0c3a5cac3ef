from __future__ import annotations

import re
import time
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reliacheck_formats import reliacheck_read, reliacheck_suffixes

from reliacheck import Article, Source

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "fixtures" / "articles" / "iran-news-rockets.txt"

TITLE = "Harbour bridge reopens after storm"
STANDFIRST = "The bridge was closed for two days, the harbour board said."
FIRST = "The harbour bridge opened again on Monday, Mayor Jane Roe told reporters."
SECOND = "Nobody was hurt when it was struck by a barge in the night."
LAST = "A report on the accident is expected in the spring."

Shape = list[tuple[str, str]]


def read(text: str, path: str = "story.txt") -> list[Article]:
    return list(reliacheck_read(Source.from_text(text, path)) or [])


def shape(text: str) -> Shape:
    """Kind and words of every part."""
    return [(part.kind, part.text) for article in read(text) for part in article.parts]


def story(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def body(*paragraphs: str) -> Shape:
    return [("body", paragraph) for paragraph in paragraphs]


# The file that the project began with


def test_the_seed() -> None:
    parts = shape(SEED.read_text(encoding="utf-8"))
    assert [kind for kind, _ in parts[:5]] == [
        "headline",
        "headline",
        "standfirst",
        "dateline",
        "body",
    ]
    assert parts[0] == parts[1] == ("headline", "Rockets hit US base in Baghdad, no casualties")
    assert parts[3] == ("dateline", "TEHRAN (Iran News)")
    assert parts[4][1].startswith("Rockets hit a US military base")
    assert {kind for kind, _ in parts[5:-1]} == {"body"}
    assert len(parts) == 20
    assert parts[-1] == ("credit", "source : Iran Daily, Irannews")


def test_the_text_is_the_source_itself() -> None:
    (article,) = read(SEED.read_text(encoding="utf-8"))
    assert article.text is article.source.text
    place = article.locate(article.parts[2].start, article.parts[2].end)
    assert (place.line, place.column, place.part) == (3, 1, "standfirst")


# Who reads what


@pytest.mark.parametrize("path", ["a.txt", "a.TXT", "a.text", "README", "-", ""])
def test_plain_text_is_taken(path: str) -> None:
    (article,) = read(story(TITLE, FIRST), path)
    assert article.headline_text == TITLE


@pytest.mark.parametrize("path", ["a.html", "a.json", "a.docx", "a.txt.gz"])
def test_other_files_are_left_to_other_readers(path: str) -> None:
    assert reliacheck_read(Source.from_text("words", path)) is None


def test_the_endings_for_folders() -> None:
    endings = [".jsonl", ".markdown", ".md", ".ndjson", ".text", ".txt"]
    assert list(reliacheck_suffixes()) == endings


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", " \t\r\n ", "\xa0\n", "\ufeff", "\u200b\n\u200e", "[[reliacheck: ignore a -- b]]"],
)
def test_a_file_without_words_holds_no_article(text: str) -> None:
    assert read(text) == []


# The head


HEADS: dict[str, tuple[str, Shape]] = {
    "a title": (story(TITLE, FIRST), [("headline", TITLE), *body(FIRST)]),
    "a title that asks": (
        story("Who reopened the bridge?", FIRST),
        [("headline", "Who reopened the bridge?"), *body(FIRST)],
    ),
    "a title that ends with an abbreviation": (
        story("Storm leaves for the U.S.", FIRST),
        [("headline", "Storm leaves for the U.S."), *body(FIRST)],
    ),
    "a title that begins like a source line": (
        story("Sources: mayor to resign", FIRST),
        [("headline", "Sources: mayor to resign"), *body(FIRST)],
    ),
    "only a title": (TITLE, [("headline", TITLE)]),
    "only a sentence": (SECOND, body(SECOND)),
    "only a question": ("Who hit it?", body("Who hit it?")),
    "body only": (story(FIRST, SECOND), body(FIRST, SECOND)),
    "body only, first line long": (
        story("word " * 50 + "end", SECOND),
        body(("word " * 50 + "end"), SECOND),
    ),
    "body only, with a dateline": (
        story("VELLBY — " + FIRST, SECOND),
        [("dateline", "VELLBY"), *body(FIRST, SECOND)],
    ),
    "the title again": (
        f"{TITLE}\n{TITLE}\n\n{FIRST}",
        [("headline", TITLE), ("headline", TITLE), *body(FIRST)],
    ),
    "the title again, apart and otherwise typed": (
        story("“Sorry”: bridge reopens", '"SORRY":  Bridge Reopens', FIRST),
        [
            ("headline", "“Sorry”: bridge reopens"),
            ("headline", '"SORRY":  Bridge Reopens'),
            *body(FIRST),
        ],
    ),
    "the title again, with the outlet": (
        story(TITLE, f"{TITLE} - Coast News", FIRST),
        [("headline", TITLE), ("headline", f"{TITLE} - Coast News"), *body(FIRST)],
    ),
    "a first sentence that goes on from the title is no title": (
        story(TITLE, f"{TITLE}, the board said on Monday.", SECOND),
        [("headline", TITLE), *body(f"{TITLE}, the board said on Monday.", SECOND)],
    ),
    "a title with a stop that stands twice": (
        story("The bridge is open.", "The bridge is open.", FIRST),
        [("headline", "The bridge is open."), ("headline", "The bridge is open."), *body(FIRST)],
    ),
    "a standfirst in the block of title lines": (
        f"{TITLE}\n{STANDFIRST}\n\n{FIRST}\n\n{SECOND}",
        [("headline", TITLE), ("standfirst", STANDFIRST), *body(FIRST, SECOND)],
    ),
    "a long line below the title is the first paragraph": (
        f"{TITLE}\n{FIRST} {SECOND} {LAST} {FIRST} {SECOND}\n\n{LAST}",
        [("headline", TITLE), *body(f"{FIRST} {SECOND} {LAST} {FIRST} {SECOND}", LAST)],
    ),
    "a standfirst before a dateline": (
        story(TITLE, STANDFIRST, "VELLBY (Coast News) - " + FIRST),
        [
            ("headline", TITLE),
            ("standfirst", STANDFIRST),
            ("dateline", "VELLBY (Coast News)"),
            *body(FIRST),
        ],
    ),
    "a standfirst before a byline": (
        story(TITLE, STANDFIRST, "By Jane Doe", FIRST, SECOND),
        [
            ("headline", TITLE),
            ("standfirst", STANDFIRST),
            ("byline", "By Jane Doe"),
            *body(FIRST, SECOND),
        ],
    ),
    "no mark, no standfirst": (
        story(TITLE, STANDFIRST, FIRST),
        [("headline", TITLE), *body(STANDFIRST, FIRST)],
    ),
    "a byline at the foot marks nothing": (
        story(TITLE, FIRST, SECOND, "By Jane Doe"),
        [("headline", TITLE), *body(FIRST, SECOND), ("byline", "By Jane Doe")],
    ),
    "a name between title and dateline": (
        story(TITLE, "Jane Doe and John Q. Roe", "VELLBY — " + FIRST),
        [
            ("headline", TITLE),
            ("byline", "Jane Doe and John Q. Roe"),
            ("dateline", "VELLBY"),
            *body(FIRST),
        ],
    ),
    "an agency's name near the top": (
        story(TITLE, "Reuters", FIRST, SECOND),
        [("headline", TITLE), ("credit", "Reuters"), *body(FIRST, SECOND)],
    ),
    "a caption on top": (
        story("FILE PHOTO: The bridge in 2019. REUTERS/Jane Doe", TITLE, FIRST),
        [
            ("caption", "FILE PHOTO: The bridge in 2019. REUTERS/Jane Doe"),
            ("headline", TITLE),
            *body(FIRST),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS.keys())
def test_heads(text: str, expected: Shape) -> None:
    assert shape(text) == [(kind, words.strip()) for kind, words in expected]


DATELINES = {
    "TEHRAN (Iran News) – ": "TEHRAN (Iran News)",
    "BAGHDAD (Reuters) - ": "BAGHDAD (Reuters)",
    "(AP) —": "(AP)",
    "(Reuters) - ": "(Reuters)",
    "(Coast News) – ": "(Coast News)",
    "WASHINGTON — ": "WASHINGTON",
    "WASHINGTON—": "WASHINGTON",
    "PARIS, Feb 16 (AFP) - ": "PARIS, Feb 16 (AFP)",
    "PARIS, Feb. 16, 2020 (AFP) -- ": "PARIS, Feb. 16, 2020 (AFP)",
    "LONDON/PARIS, May 3 (Reuters) -": "LONDON/PARIS, May 3 (Reuters)",
    "NEW YORK, N.Y. – ": "NEW YORK, N.Y.",
    "PUNTA VELLA, Fla.—": "PUNTA VELLA, Fla.",
    "KYIV, Ukraine (AP) — ": "KYIV, Ukraine (AP)",
    "McVELLBY, Texas (AP) — ": "McVELLBY, Texas (AP)",
    "LONDON, Reuters — ": "LONDON, Reuters",
    "VELLBY- ": "VELLBY",
    "Vellby (CNN) ": "Vellby (CNN)",
    "Vellby (CNN)": "Vellby (CNN)",
    "Vellby, Norland - ": "Vellby, Norland",
    "Berlin (dpa) - ": "Berlin (dpa)",
    "Madrid, 16 feb (EFE).- ": "Madrid, 16 feb (EFE)",
    "МОСКВА, 16 фев - ": "МОСКВА, 16 фев",
}


@pytest.mark.parametrize("written", DATELINES)
def test_datelines(written: str) -> None:
    parts = shape(story(TITLE, written + FIRST, SECOND))
    assert parts == [
        ("headline", TITLE),
        ("dateline", DATELINES[written]),
        *body(FIRST, SECOND),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "BREAKING — ",
        "The Harbour Board (HB) — ",
        "Norland Harbour Trust (NHT) — ",
        "Jane Roe – the mayor of Vellby – told reporters so. ",
        "It was late — ",
        "COVID-19 — ",
        "NORTH BRIDGE — now open again — ",
        "In Vellby - ",
        "Mr. Roe (right) ",
    ],
)
def test_what_looks_like_a_dateline(opening: str) -> None:
    assert shape(story(TITLE, opening + FIRST, SECOND)) == [
        ("headline", TITLE),
        *body(opening + FIRST, SECOND),
    ]


def test_a_dateline_stands_only_at_the_head_of_the_body() -> None:
    later = "OSTBY (Coast News) - " + SECOND
    parts = shape(story(TITLE, "VELLBY (Coast News) - " + FIRST, later))
    assert parts[-1] == ("body", later)


# Around the body


BYLINES = [
    "By Jane Doe",
    "By Jane Doe and John Roe, Reuters",
    "BY JANE DOE",
    "By Jane Doe | AP",
    "By Jane Doe, Coast Daily Political Correspondent",
    "By The Associated Press",
    "By Ana de la Roe",
    "Von Max Mustermann",
    "Автор: Иван Петров",
    "Reporting by Jane Doe; Editing by John Roe",
    "(Reporting by Jane Doe in Vellby and John Roe; Editing by Ann Poe)",
    "Additional reporting by Jane Doe",
    "(Compiled by Jane Doe. Edited in Vellby.)",
]
CREDITS = [
    "Source: Reuters",
    "Sources: AP, AFP",
    "source : Coast Daily, Coastnews",
    "Quelle: dpa",
    "Via Reuters",
    "© 2020 Reuters",
    "Copyright 2020 The Associated Press. All rights reserved.",
    "(c) 2020 Coast News Agency",
    "With inputs from agencies",
    "(With inputs from PTI)",
    "Jane Doe and John Roe contributed to this report.",
    "The Associated Press contributed reporting to this story.",
    "Contributing: The Associated Press",
    "Reuters",
    "(AP)",
    "AFP/Reuters",
    "Agencies",
]
CAPTIONS = [
    "FILE PHOTO: The bridge in 2019.",
    "FILE - The bridge in 2019.",
    "Photo: Jane Doe",
    "Image: The bridge",
    "Caption: The bridge at night",
    "The bridge on Monday. REUTERS/Jane Doe",
    "The bridge on Monday. (AP Photo/Jane Doe)",
    "The bridge on Monday. (Photo by Jane Doe)",
    "The bridge on Monday. Jane Doe/AFP via Getty Images",
    "The bridge on Monday [Jane Doe/Reuters]",
    "Фото: мост",
]


@pytest.mark.parametrize("line", BYLINES)
@pytest.mark.parametrize("foot", [False, True])
def test_bylines(line: str, foot: bool) -> None:
    paragraphs = [TITLE, FIRST, SECOND, line] if foot else [TITLE, line, FIRST, SECOND]
    parts = shape(story(*paragraphs))
    assert ("byline", line) in parts
    assert body(FIRST, SECOND) == [part for part in parts if part[0] == "body"]


@pytest.mark.parametrize("line", CREDITS)
@pytest.mark.parametrize("bullet", ["", "  • ", "— ", "\t* "])
def test_credits(line: str, bullet: str) -> None:
    parts = shape(story(TITLE, FIRST, SECOND, bullet + line))
    assert parts == [("headline", TITLE), *body(FIRST, SECOND), ("credit", line)]


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions(line: str) -> None:
    parts = shape(story(TITLE, FIRST, line, SECOND))
    assert parts == [("headline", TITLE), *body(FIRST), ("caption", line), *body(SECOND)]


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the bridge was open.",
        "By land or by sea, nobody got through: so it was said.",
        "Reporting by the harbour radio showed that nobody had voted for it.",
        "Sources said that the bridge was open.",
        "Copyright law has nothing to say on bridges.",
        "With the bridge shut, agencies sent their boats.",
        "Via the bridge it is a mile, by boat two.",
        "Photographs of the bridge were all over the papers.",
        "The figures are for men and/or women.",
        "Reuters reported that the bridge was open.",
        "- a point in a list",
    ],
)
def test_prose_that_begins_like_furniture(sentence: str) -> None:
    parts = shape(story(TITLE, FIRST, sentence, SECOND, LAST, LAST))
    assert ("body", sentence) in parts


def test_an_agency_alone_in_the_middle_is_prose() -> None:
    assert ("body", "Reuters") in shape(story(TITLE, FIRST, SECOND, "Reuters", *[SECOND, LAST] * 5))


# Dates


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Feb. 16, 2020", "2020-02-16"),
        ("16 February 2020", "2020-02-16"),
        ("16 February 2020 10:30 GMT", "2020-02-16T10:30:00+00:00"),
        ("2020-02-16T10:30:00Z", "2020-02-16T10:30:00+00:00"),
        ("2020-02-16 22:30 +0330", "2020-02-16T22:30:00+03:30"),
        ("Published on Sunday, February 16th, 2020 at 10:30 p.m. UTC", "2020-02-16T22:30:00+00:00"),
        ("Published Feb 16, 2020 10:30 AM EST", "2020-02-16"),
        ("Last updated: 16.02.2020, 10:30 Uhr", "2020-02-16"),
        ("16. Februar 2020", "2020-02-16"),
        ("16 février 2020", "2020-02-16"),
        ("16 de febrero de 2020", "2020-02-16"),
        ("16 февраля 2020", "2020-02-16"),
        ("2020年2月16日", "2020-02-16"),
        ("16/02/2020", "2020-02-16"),
        ("02/16/2020", "2020-02-16"),
        ("03/04/2020", None),
        ("30 February 2020", None),
        ("Feb. 16", None),
        ("Updated at 4:30 p.m.", None),
        ("[Updated 7:30 a.m. Jan. 28]", None),
        ("Published 3 hours ago", None),
        ("7 years ago", None),
    ],
)
def test_date_lines(line: str, published: str | None) -> None:
    (article,) = read(story(TITLE, line, FIRST, SECOND))
    assert article.meta.published == published
    assert [part.text for part in article.parts] == [TITLE, FIRST, SECOND]


def test_the_day_of_publication_comes_before_the_day_of_an_update() -> None:
    dates = "Updated Feb. 18, 2020\nPublished Feb. 16, 2020"
    (article,) = read(f"{TITLE}\n{dates}\n\n{FIRST}\n\n{SECOND}")
    assert article.meta.published == "2020-02-16"


@pytest.mark.parametrize(
    "line", ["March for peace in Vellby", "2020", "Published in Vellby", "May 35 boats sail?"]
)
def test_lines_that_only_look_like_dates(line: str) -> None:
    assert line in [words for _, words in shape(story(TITLE, line, FIRST, SECOND))]


def test_a_date_in_the_body_is_prose() -> None:
    assert ("body", "Feb. 16, 2020") in shape(story(TITLE, FIRST, SECOND, "Feb. 16, 2020", LAST))


# Layout


LONG = " ".join([FIRST, SECOND, LAST] * 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "layout",
    [
        "{0}\n\n{1}\n\n{2}",
        "\n\n\n{0}\n \n{1}\n\t\n\n{2}\n\n",
        "{0}\n{1}\n{2}",
        "\t{0} \n   {1}\n\xa0{2}",
    ],
)
def test_paragraphs_apart_or_a_line_each(layout: str, end: str) -> None:
    text = layout.format(TITLE, LONG, SECOND).replace("\n", end)
    assert shape(text) == [("headline", TITLE), *body(LONG, SECOND)]


@pytest.mark.parametrize("width", [30, 40, 65, 72, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_paragraphs(width: int, end: str) -> None:
    wrapped = [fill(paragraph, width) for paragraph in (LONG, LONG)]
    text = story(TITLE, *wrapped).replace("\n", end)
    parts = shape(text)
    assert [(kind, " ".join(words.split())) for kind, words in parts] == [
        ("headline", TITLE),
        *body(LONG, LONG),
    ]


def test_a_wrapped_paragraph_is_one_part_over_its_lines() -> None:
    text = story(TITLE, fill(LONG, 60))
    (article,) = read(text)
    (paragraph,) = article.body
    assert paragraph.text == fill(LONG, 60)
    place = article.locate(paragraph.start, paragraph.end)
    assert (place.line, place.end_line) == (3, 3 + fill(LONG, 60).count("\n"))


def test_a_wrapped_title() -> None:
    title = "Harbour Bridge Reopens After Storm as Mayor Roe Promises Report on the Accident"
    parts = shape(story(fill(title, 60), fill(LONG, 60), fill(LONG, 60)))
    assert parts[0] == ("headline", fill(title, 60))


def test_a_long_address_does_not_hide_the_wrapping() -> None:
    paragraph = f"{FIRST} See https://example.org/{'long/' * 20} for all of it. {SECOND}"
    text = story(TITLE, fill(paragraph, 60, break_long_words=False, break_on_hyphens=False))
    assert [kind for kind, _ in shape(text)] == ["headline", "body"]


def test_title_and_wrapped_body_without_an_empty_line() -> None:
    text = f"{TITLE}\nBy Jane Doe\n{fill('VELLBY (Coast News) - ' + LONG, 60)}"
    parts = shape(text)
    assert [kind for kind, _ in parts] == ["headline", "byline", "dateline", "body"]
    assert " ".join(parts[-1][1].split()) == LONG


def test_a_wrapped_credit_line() -> None:
    credit = "(Reporting by Jane Doe in Vellby and John Roe in Ostby; Editing by Ann Poe)"
    parts = shape(story(TITLE, fill(LONG, 50), fill(credit, 50)))
    assert parts[-1] == ("byline", fill(credit, 50))


def test_a_source_line_right_below_a_wrapped_paragraph() -> None:
    parts = shape(story(TITLE, fill(LONG, 60) + "\nSource: Reuters"))
    assert parts[-1] == ("credit", "Source: Reuters")
    assert " ".join(parts[-2][1].split()) == LONG


@pytest.mark.parametrize("lines", [["Milk", "Eggs", "Bread"], ["One item", "Two", "Three items"]])
def test_short_lines_stay_apart(lines: list[str]) -> None:
    parts = shape(story(TITLE, FIRST, "\n".join(lines), SECOND))
    assert [words for _, words in parts] == [TITLE, FIRST, *lines, SECOND]


@pytest.mark.parametrize("bullet", ["• ", "- ", "* "])
def test_lists_stay_apart(bullet: str) -> None:
    lines = [bullet + "the first of the points in a long list", bullet + "and the second one"]
    assert shape(story(TITLE, FIRST, "\n".join(lines)))[2:] == body(*lines)


def test_a_source_line_below_the_reporters() -> None:
    lines = "(Reporting by Jane Doe; Editing by Ann Loe)\n  • Source: Coast News"
    assert shape(story(TITLE, FIRST, SECOND, lines))[3:] == [
        ("byline", "(Reporting by Jane Doe; Editing by Ann Loe)"),
        ("credit", "Source: Coast News"),
    ]


def test_lines_that_are_all_sentences_stay_apart() -> None:
    lines = [f"{SECOND[:-1]} of number {number}." for number in range(6)]
    parts = shape(story(TITLE, "\n".join(lines)))
    assert parts[1:] == body(*lines)


# Other languages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "شهردار بندر استعفا داد\n\n"
            "تهران (ایرنا) - شهردار بندر روز دوشنبه استعفا داد.\n\n"
            "منبع: ایرنا",
            [
                ("headline", "شهردار بندر استعفا داد"),
                ("dateline", "تهران (ایرنا)"),
                ("body", "شهردار بندر روز دوشنبه استعفا داد."),
                ("credit", "منبع: ایرنا"),
            ],
        ),
        (
            "市长辞职\n\n新华社北京2月16日电 市长周一辞职。\n\n发言人这样说。\n\n来源：新华社",
            [
                ("headline", "市长辞职"),
                ("dateline", "新华社北京2月16日电"),
                ("body", "市长周一辞职。"),
                ("body", "发言人这样说。"),
                ("credit", "来源：新华社"),
            ],
        ),
        (
            "Мэр ушёл в отставку\n\nМОСКВА, 16 фев - Мэр ушёл в отставку.\n\nИсточник: РИА Новости",
            [
                ("headline", "Мэр ушёл в отставку"),
                ("dateline", "МОСКВА, 16 фев"),
                ("body", "Мэр ушёл в отставку."),
                ("credit", "Источник: РИА Новости"),
            ],
        ),
        (
            "استقال رئيس البلدية\n\nبغداد (رويترز) - استقال رئيس البلدية يوم الاثنين.",
            [
                ("headline", "استقال رئيس البلدية"),
                ("dateline", "بغداد (رويترز)"),
                ("body", "استقال رئيس البلدية يوم الاثنين."),
            ],
        ),
        (
            "Bürgermeister tritt zurück\n\nBerlin (dpa) - Der Bürgermeister ist zurückgetreten.",
            [
                ("headline", "Bürgermeister tritt zurück"),
                ("dateline", "Berlin (dpa)"),
                ("body", "Der Bürgermeister ist zurückgetreten."),
            ],
        ),
    ],
)
def test_other_languages(text: str, expected: Shape) -> None:
    assert shape(text) == expected


def test_chinese_paragraphs_of_a_line_each_stay_apart() -> None:
    lines = [
        "市长辞职",
        "市长周一宣布辞职，发言人在记者会上这样说。" * 3,
        "港口照常开放，没有人受伤。" * 4,
    ]
    assert [words for _, words in shape("\n".join(lines))] == lines


# Suppressions

HERE = "[[reliacheck: ignore headlines.repeated -- the system prints it]]"
COMMENT = "<!-- reliacheck: ignore sources -- agreed -->"


@pytest.mark.parametrize("comment", [HERE, COMMENT])
@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("{title}\n\n{first} {comment}\n\n{second}", [FIRST, SECOND]),
        ("{title}\n\n{comment}\n{first}\n\n{second}", [FIRST, SECOND]),
        ("{title}\n\n{first}\n{comment}\n{second}", [FIRST, SECOND]),
        ("{title}\n\n{first} {comment} {second}", [FIRST, SECOND]),
        ("{title} {comment}\n\n{first}\n\n{second}", [FIRST, SECOND]),
        ("{comment}\n\n{title}\n\n{first}\n\n{second}\n{comment}", [FIRST, SECOND]),
    ],
)
def test_suppressions_belong_to_no_part(comment: str, layout: str, expected: list[str]) -> None:
    text = layout.format(title=TITLE, first=FIRST, second=SECOND, comment=comment)
    (article,) = read(text)
    assert [(part.kind, part.text) for part in article.parts] == [
        ("headline", TITLE),
        *body(*expected),
    ]
    assert {text[one.start : one.end] for one in article.directives} == {comment}


def test_a_suppression_between_title_lines_does_not_part_them() -> None:
    text = f"{TITLE} {HERE}\n{HERE}\n{TITLE}\n{STANDFIRST}\n\n{FIRST}"
    assert [kind for kind, _ in shape(text)] == ["headline", "headline", "standfirst", "body"]


# Any text

PIECES = [TITLE, FIRST, LONG, "VELLBY (AP) — ", "By Jane Doe", "Source: Reuters", HERE, COMMENT]
MARKS = [
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " ",
    "\xa0",
    "\t",
    "• ",
    "[[reliacheck:",
    "Feb. 16, 2020",
    "(",
    "市",
]
TEXTS = st.lists(st.sampled_from([*PIECES, *MARKS]) | st.text(max_size=6), max_size=20).map("".join)


@given(TEXTS)
def test_parts_are_in_order_apart_and_cut_from_the_text(text: str) -> None:
    for article in read(text):
        last = 0
        for part in article.parts:
            assert last <= part.start < part.end
            assert part.text == text[part.start : part.end] == part.text.strip()
            last = part.end


@given(TEXTS)
def test_nothing_is_lost(text: str) -> None:
    for article in read(text):
        rest = list(text)
        spans = [(one.start, one.end) for one in article.directives]
        for start, end in spans + [(part.start, part.end) for part in article.parts]:
            rest[start:end] = "\n" * (end - start)
        left_over = {line.strip() for line in re.split(r"[\n\r]", "".join(rest))} - {""}
        for line in left_over:
            assert "Feb. 16" in line or not re.search(r"\w", line), line


# Speed


@pytest.mark.parametrize(
    "text",
    [
        "word and word " * 70_000,
        "x" * 1_000_000,
        "a short line\n" * 80_000,
        "a.\n\n" * 100_000,
        "\n" * 1_000_000 + "x",
        " \n" * 500_000 + "x",
        "\r\n" * 500_000 + "x",
        "\t" * 1_000_000 + "x",
        "(" * 1_000_000,
        "— " * 500_000,
        "WASHINGTON (" * 80_000,
        (fill(LONG, 60) + "\n\n") * 1_500,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_million_characters_take_no_time(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 5
