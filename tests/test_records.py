"""Articles as JSON objects, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck import Article, Source
from reliacheck.records import (
    article_of,
    content_of,
    metadata_of,
    parse_record,
    pieces_of,
    record_of,
)

STRINGS = "headline standfirst byline dateline credit".split()
METADATA = "outlet agency published url guid language evolved_from".split()

# More line ends and spaces than chance would have, and words to stand between them.
text = st.text() | st.lists(
    st.sampled_from(["a", "B c", "\n", "\r\n", "\r", "\n\n", " ", "\t", "\u2028"]), max_size=12
).map("".join)
record = st.fixed_dictionaries(
    {"body": text.filter(lambda body: body.strip())},
    optional={
        **{key: text | st.none() for key in STRINGS},
        **{key: text for key in METADATA if key != "published"},
        "published": st.sampled_from(["2020-02-16", "2020-02-16T10:30:00+00:00", ""]),
        "captions": st.lists(text, max_size=3) | st.none(),
        "id": text | st.integers() | st.none(),
        "desk": st.lists(text, max_size=2),
    },
)


def shape(article: Article) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in article.parts]


def on_one_line(pieces: Any) -> list[tuple[str, str]]:
    return [
        (kind, piece.replace("\r\n", " ").replace("\r", " ").replace("\n", " "))
        for kind, piece in pieces
    ]


def says(line: str | bytes) -> str:
    """What is wrong with a line."""
    with pytest.raises(ValueError, match=r".") as caught:
        parse_record(line)
    return str(caught.value)


# There and back


@given(record)
def test_the_record_of_an_article_makes_the_same_parts_again(record: dict[str, Any]) -> None:
    article = article_of(record)
    assert shape(article) == list(pieces_of(record))
    kept = record_of(article)
    assert shape(article_of(kept)) == on_one_line(shape(article))
    assert record_of(article_of(kept)) == kept
    assert parse_record(json.dumps(kept)) == kept


@given(record)
def test_the_record_of_an_article_keeps_its_metadata(record: dict[str, Any]) -> None:
    article = article_of(record)
    again = article_of(record_of(article))
    assert again.meta == article.meta == metadata_of(record)


@given(record)
def test_content_is_the_text_of_the_article(record: dict[str, Any]) -> None:
    assert content_of(record) == article_of(record).text


def test_parts_of_other_formats_are_kept() -> None:
    """Several headlines and bylines, and captions among the paragraphs."""
    pieces: list[Any] = [
        ("headline", "One"),
        ("headline", "Again"),
        ("byline", "By A"),
        ("body", "First."),
        ("caption", "A picture"),
        ("body", "Second."),
        ("byline", "(Editing by B)"),
    ]
    kept = record_of(Article.of_pieces(pieces))
    assert kept == {
        "headline": "One",
        "byline": "By A",
        "body": "Again\n\nFirst.\n\nSecond.\n\n(Editing by B)",
        "captions": ["A picture"],
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_paragraph_of_two_lines_stays_one(end: str) -> None:
    article = Article.of_pieces([("body", f"One{end}two.")])
    assert record_of(article) == {"body": "One two."}


def test_an_article_without_a_body_has_no_record() -> None:
    with pytest.raises(ValueError, match="no body"):
        record_of(Article.of_pieces([("headline", "One")]))


# Parts


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("One.", ["One."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One\nline.\n\nTwo.", ["One\nline.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One.\r\rTwo.", ["One.", "Two."]),
        ("\n One. \n \t\n\n Two.\n", ["One.", "Two."]),
        ("One.\u2028Two.", ["One.\u2028Two."]),
    ],
)
def test_paragraphs_stand_between_empty_lines_or_else_on_a_line_each(
    body: str, paragraphs: list[str]
) -> None:
    assert list(pieces_of({"body": body})) == [("body", one) for one in paragraphs]


def test_parts_stand_in_the_articles_order() -> None:
    record: dict[str, Any] = {
        "credit": "G",
        "captions": [" F ", ""],
        "body": "E",
        "dateline": "D",
        "byline": "C",
        "standfirst": "B",
        "headline": " A ",
    }
    assert [piece for _, piece in pieces_of(record)] == list("ABCDEFG")


# Names


def test_an_article_is_named_by_its_guid_or_else_its_id() -> None:
    def name(**keys: Any) -> str:
        return article_of({"body": "One.", **keys}).ref.id

    assert name(guid="g", id="i") == "g"
    assert name(guid="", id="i") == name(guid=None, id="i") == name(id="i") == "i"
    assert name(id=7) == "7"
    assert name(id=0) == "0"
    assert len(name()) == 16


def test_an_article_without_a_name_is_named_after_its_content() -> None:
    one = article_of({"headline": "One", "body": "Two."})
    same = article_of({"headline": " One", "body": "Two.\n", "outlet": "Vellby Courier"})
    other = article_of({"headline": "One", "body": "Three."})
    assert one.ref.id == same.ref.id != other.ref.id
    assert one.ref.id == article_of(record_of(one)).ref.id
    assert article_of({"body": "half \ud800 a pair"}).ref.id


def test_other_keys_are_kept_and_known_ones_are_not_kept_twice() -> None:
    record: dict[str, Any] = {
        "body": "One.",
        "id": "i",
        "captions": [],
        "desk": {"name": "region"},
        "note": None,
    }
    assert metadata_of(record).extra == {"desk": {"name": "region"}, "note": None}
    assert record_of(article_of(record)) == {
        "body": "One.",
        "guid": "i",
        "desk": {"name": "region"},
        "note": None,
    }


# What is no record


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"body": "\xff"}', "not UTF-8 (byte 10)"),
        ("{'body': 1}", "not JSON: Expecting property name enclosed in double quotes at column 2"),
        ("[" * 100_000, "nested too deeply"),
        ('"One."', 'expected an object with "body", not str'),
        ("null", 'expected an object with "body", not NoneType'),
        ("{}", 'no "body": an article needs its text'),
        ('{"body": null}', '"body" is empty'),
        ('{"body": "\\n "}', '"body" is empty'),
        ('{"body": ["One."]}', "\"body\" must be a string, not ['One.']"),
        ('{"body": "One.", "outlet": 7}', '"outlet" must be a string, not 7'),
        ('{"body": "One.", "id": 7.5}', '"id" must be a string, not 7.5'),
        ('{"body": "One.", "captions": ["a", 1]}', '"captions" must be a list of strings'),
        ('{"body": "One.", "captions": "a"}', '"captions" must be a list of strings'),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str | bytes, problem: str) -> None:
    assert says(line) == problem


def test_what_is_wrong_with_a_long_value_is_said_in_short() -> None:
    assert len(says(json.dumps({"body": list(range(1000))}))) < 100


def test_null_is_the_same_as_leaving_a_key_out() -> None:
    line = json.dumps({"body": "One.", **dict.fromkeys([*STRINGS, *METADATA, "captions", "id"])})
    article = article_of(parse_record(line))
    assert shape(article) == [("body", "One.")]
    assert article.meta == metadata_of({"body": "One."})


def test_the_source_of_a_record_is_its_text() -> None:
    article = article_of({"headline": "One", "body": "Two."})
    assert isinstance(article.source, Source)
    assert article.source.text == article.text == "One\n\nTwo."
    assert article.locate(5, 8).text == "Two"
