from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck import InputError, Source

STORY = "Fähre läuft auf Grund – “no one hurt”\nPort says 🚢 is afloat.\n"
# Text as files hold it: no surrogates, no control characters but white space.
COPY = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t "))


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32")],
)
def test_unicode_is_read_without_its_byte_order_mark(codec: str, encoding: str) -> None:
    source = Source("a.txt", STORY.encode(codec))
    assert (source.text, source.encoding) == (STORY, encoding)


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (b"\xfe\xff", "utf-16-be", "utf-16"),
        (b"\xff\xfe", "utf-16-le", "utf-16"),
        (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32"),
        (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32"),
    ],
)
def test_a_byte_order_mark_tells_either_order(mark: bytes, codec: str, encoding: str) -> None:
    source = Source("a.txt", mark + STORY.encode(codec))
    assert (source.text, source.encoding) == (STORY, encoding)


def test_what_is_not_utf_8_is_read_as_cp1252_and_says_so() -> None:
    source = Source("a.txt", "The mayor’s “no” – for €5".encode("cp1252"))
    assert (source.text, source.encoding) == ("The mayor’s “no” – for €5", "cp1252")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"The port\x00 said", "a NUL byte at byte 8"),
        ("The port".encode("utf-16-le"), "UTF-16 needs a byte order mark"),
        (b"caf\xe9 \x81\x8d", "neither UTF-8 (byte 3 is 0xe9) nor cp1252"),
        (b"\xef\xbb\xbfcaf\xe9", "not valid utf-8-sig"),
        (b"\xff\xfeT\x00h", "not valid utf-16"),
        ("A\0B".encode("utf-16"), "not text"),
        (bytes(range(1, 32)) * 40, "not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
    ],
)
def test_what_is_not_text_is_refused_with_the_place_or_the_reason(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(says)) as caught:
        _ = Source("wire/a.txt", data).text
    assert str(caught.value).startswith("wire/a.txt: ")
    assert "\n" not in str(caught.value)


def test_a_stray_control_character_of_an_old_feed_is_let_through() -> None:
    assert Source("a.txt", b"Bulletin\x02 follows").text == "Bulletin\x02 follows"


def test_the_text_keeps_its_line_ends() -> None:
    text = "one\r\ntwo\rthree\n\nfour"
    source = Source("a.txt", text.encode())
    assert source.text == text
    assert [source.line(number) for number in range(1, 6)] == [
        (0, "one"),
        (5, "two"),
        (9, "three"),
        (15, ""),
        (16, "four"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_start_at_one_at_any_line_end(end: str) -> None:
    source = Source.from_text(f"Harbour{end}Bridge 🚢 open{end}")
    line_two = len("Harbour" + end)
    assert source.position(0) == (1, 1)
    assert source.position(len("Harbour")) == (1, 8)
    assert source.position(line_two) == (2, 1)
    assert source.position(source.text.index("open")) == (2, 10)
    assert source.position(len(source.text)) == (3, 1)


def test_only_line_ends_end_a_line() -> None:
    source = Source.from_text("one\x0btwo\x0cthree\u2028four\u0085five")
    assert source.position(len(source.text))[0] == 1


@given(COPY, st.data())
def test_every_offset_has_a_line_and_a_column_that_lead_back_to_it(
    text: str, data: st.DataObject
) -> None:
    source = Source.from_text(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    start, shown = source.line(line)
    assert start + column - 1 == offset
    assert text.startswith(shown, start)
    assert not {"\n", "\r"} & set(shown)


@given(COPY)
def test_the_lines_are_the_text(text: str) -> None:
    source = Source("a.txt", text.encode("utf-8-sig"))
    last, _ = source.position(len(text))
    assert source.text == text
    lines = [source.line(number)[1] for number in range(1, last + 1)]
    assert lines == re.split(r"\r\n|\n|\r", text)


def test_the_suffix_is_in_lower_case_and_that_of_the_name_only() -> None:
    names = {"a.TXT": ".txt", "v1.2/wire": "", "-": "", "": "", "a.tar.gz": ".gz"}
    assert {name: Source(name, b"").suffix for name in names} == names
