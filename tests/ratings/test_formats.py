from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ratings.lists import (
    CRED1,
    IFFY,
    LIN,
    MBFC,
    NEWSGUARD,
    OWN,
    PINK,
    WIKITEXT,
    listing,
)

from reliacheck.errors import ReliacheckError
from reliacheck.ratings.importing import KINDS
from reliacheck.ratings.keys import listed_place, place_of

LISTS = {
    "cred1": CRED1,
    "iffy": IFFY,
    "pink-slime": PINK,
    "mbfc": MBFC,
    "newsguard": NEWSGUARD,
    "lin": LIN,
    "wikipedia": WIKITEXT,
    "csv": OWN,
}
SAID = {
    "cred1": [
        ("harbour-truth.example", "unreliable", "unreliable, score 0.09"),
        ("tide.example", "satire", "satire, score 0.3"),
        ("quay.example/blog", "mixed", "mixed, score 0.2"),
        ("dock.example", "reliable", "reliable, score 0.7"),
    ],
    "iffy": [("pier.example", "unreliable", "credibility L, factual low, bias FN")],
    "pink-slime": [("vellbysun.example", "unreliable", "pink slime, Suns")],
    "mbfc": [
        ("a.example", "reliable", "credibility High, bias Left"),
        ("b.example", "satire", "bias Satire"),
        ("c.example", "mixed", "factual MIXED"),
        ("d.example", "unreliable", "factual Very Low"),
    ],
    "newsguard": [
        ("a.example", "reliable", "92.5 of 100 (T)"),
        ("b.example", "mixed", "65 of 100 (T)"),
        ("c.example", "unreliable", "40 of 100 (N)"),
        ("d.example", "satire", "S"),
    ],
    "lin": [
        ("a.example", "reliable", "pc1 0.900"),
        ("b.example", "mixed", "pc1 0.550"),
        ("c.example", "unreliable", "pc1 0.100"),
    ],
    "csv": [("a.example", "reliable", "High"), ("b.example", "unreliable", "low")],
}
REJECTED = {
    "cred1": [("line 6", "no domain at all"), ("line 7", "mole.example")],
    "iffy": [("row 3", "no object"), ("row 2", "")],
    "mbfc": [("row 5", "e.example")],
    "newsguard": [("line 6", "e.example"), ("line 7", "f.example")],
    "lin": [("line 5", "d.example")],
}


def test_there_is_a_list_of_each_kind() -> None:
    assert set(LISTS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("named", [True, False])
def test_the_kind_is_told_by_the_content(tmp_path: Path, kind: str, named: bool) -> None:
    read = listing(tmp_path, LISTS[kind], kind=kind if named else "")
    assert read.rater.kind == kind
    assert read.guessed is not named
    assert read.rater.rows == len(read.ratings)


@pytest.mark.parametrize("kind", SAID)
def test_each_kind_is_read(tmp_path: Path, kind: str) -> None:
    read = listing(tmp_path, LISTS[kind])
    assert [(one.place, one.verdict, one.value) for one in read.ratings] == SAID[kind]
    assert [(one.place, one.what) for one in read.rejected] == REJECTED.get(kind, [])
    assert all(one.reason for one in read.rejected)


def test_mbfc_by_domain(tmp_path: Path) -> None:
    by_domain = {"a.example": {"factual_reporting": "High - Credible"}, "b.example": {"bias": "x"}}
    read = listing(tmp_path, json.dumps(by_domain))
    assert [(one.place, one.verdict) for one in read.ratings] == [("a.example", "reliable")]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "empty"),
        ('[{"Domain": "a.example",\n "x"]', r":2: column 5: not valid JSON"),
        ("[1, 2]", "cannot tell which column"),
        ("{}", "no list of ratings"),
        ('domain,rating\n"a.example,low\n', r":2: not valid CSV: .*mend the quotes"),
        ("domain,domain\na.example,low\n", "two columns are called 'domain'"),
        ("domain,pc1\nx y,1\n", "no row could be used: line 2: 'x y' is not a domain"),
        ("domain,what\na.example,splendid\n", "cannot tell which column is the rating"),
        ("one,two\nx,low\n", "cannot tell which column is the domain"),
        ("rating,label,domain\nlow,high,a.example\n", "which column is the rating"),
        ("url,host,rating\na.example,b.example,low\n", "which column is the domain: it may be any"),
        ("just a text\n", "no list of a known kind"),
    ],
)
def test_a_malformed_list_names_file_and_remedy(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ReliacheckError, match=complaint) as caught:
        listing(tmp_path, text)
    assert "list.txt" in str(caught.value)


def test_a_list_is_not_read_as_what_it_is_not(tmp_path: Path) -> None:
    with pytest.raises(ReliacheckError, match="does not look like lin"):
        listing(tmp_path, CRED1, kind="lin")


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    from reliacheck.ratings.importing import read_listing
    from reliacheck.ratings.model import Rater

    file = tmp_path / "list.csv"
    file.write_bytes(b"domain,rating\n\xff.example,low\n")
    with pytest.raises(ReliacheckError, match="not UTF-8"):
        read_listing(file, Rater("R", ""))
    with pytest.raises(ReliacheckError, match="cannot be read"):
        read_listing(tmp_path / "none.csv", Rater("R", ""))


def test_columns_of_ones_own(tmp_path: Path) -> None:
    text = (
        "who;what;about;when;part\n"
        "A.example;1;Politics;2013-01-01;news/\n"
        "a.example;2;;;\n"
        "a.example;1;;then;\n"
    )
    read = listing(
        tmp_path,
        text,
        columns={
            "domain": "Who",
            "rating": "what",
            "topic": "about",
            "from": "when",
            "path": "part",
        },
        verdicts={"1": "mixed", "2": "satire"},
        kind="csv",
    )
    first, second = read.ratings
    assert (first.place, first.verdict, first.value) == ("a.example/news", "mixed", "1")
    assert (first.topics, first.since) == (("politics",), date(2013, 1, 1))
    assert second.verdict == "satire"
    assert [one.reason for one in read.rejected] == ["'then' is not a date (YYYY-MM-DD)"]


@pytest.mark.parametrize(
    ("columns", "complaint"),
    [
        ({"domain": "site", "ratng": "verdict"}, 'did you mean "rating"'),
        ({"domain": "site", "rating": "verdct"}, 'did you mean "verdict"'),
        ({"domain": "site"}, "name the rating, too"),
    ],
)
def test_columns_that_are_not_there(
    tmp_path: Path, columns: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ReliacheckError, match=complaint):
        listing(tmp_path, OWN, columns=columns)


def test_columns_belong_to_csv_only(tmp_path: Path) -> None:
    with pytest.raises(ReliacheckError, match="--columns is for --kind csv"):
        listing(tmp_path, CRED1, kind="cred1", columns={"domain": "domain", "rating": "category"})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("HTTPS://User@WWW.A.Example:8080/Path/?q#f", ("a.example", "path")),
        ("//a.example/", ("a.example", "")),
        ("a.example.", ("a.example", "")),
        ("bücher.example", ("xn--bcher-kva.example", "")),
        ("10.0.0.1/x", ("10.0.0.1", "x")),
    ],
)
def test_places(text: str, place: tuple[str, str]) -> None:
    assert place_of(text) == listed_place(text) == place


NO_DOMAINS = ["", "word", "a b.example", "a–b.example", "-a.example", "a..example"]


@pytest.mark.parametrize("text", NO_DOMAINS)
def test_what_is_no_domain(text: str) -> None:
    with pytest.raises(ValueError, match="domain"):
        listed_place(text)


@given(st.text())
def test_any_text_may_be_looked_up(text: str) -> None:
    host, path = place_of(text)
    assert "/" not in host
    assert not path.startswith("/")
