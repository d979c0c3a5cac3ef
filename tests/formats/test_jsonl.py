"""Articles as lines of JSON, and where in them each word stands."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reliacheck_formats import reliacheck_read

from reliacheck import Article, InputError, Source
from reliacheck.records import article_of, metadata_of, pieces_of

FULL: dict[str, Any] = {
    "headline": "Harbour bridge reopens",
    "standfirst": "The bridge was closed for two days.",
    "byline": "By Jane Doe",
    "dateline": "VELLBY",
    "body": "The harbour bridge opened again on Monday.\n\nNobody was hurt.",
    "captions": ["The bridge at night", "  ", "The barge"],
    "credit": "Coast News",
    "outlet": "Vellby Courier",
    "agency": "Coast News",
    "published": "2020-02-16T10:30:00+00:00",
    "url": "https://vellby.example/bridge",
    "guid": "bridge-1",
    "language": "en-GB",
    "evolved_from": "bridge-0",
    "desk": {"name": "region"},
}

words = st.text(max_size=60)
record = st.fixed_dictionaries(
    {"body": words.filter(lambda body: body.strip())},
    optional={
        **dict.fromkeys(("headline", "standfirst", "byline", "dateline", "credit"), words),
        "captions": st.lists(words, max_size=3),
        "other": st.lists(words, max_size=2),
    },
)


def read(text: str, path: str = "wire.jsonl") -> list[Article]:
    return list(reliacheck_read(Source.from_text(text, path)) or [])


def one(line: str) -> Article:
    (article,) = read(line)
    return article


def shape(article: Article) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in article.parts]


def written(article: Article, words: str) -> str:
    """What stands in the source for some words of the text."""
    start = article.text.index(words)
    return article.locate(start, start + len(words)).text


def decoded(article: Article, start: int, end: int) -> str:
    """What the source says at the place of text[start:end], line ends as in a body."""
    place = article.locate(start, end)
    assert place.text == article.source.text[place.start : place.end]
    assert article.source.position(place.start) == (place.line, place.column)
    return str(json.loads(f'"{place.text}"'))


def lines_alike(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# Parts and metadata


def test_every_key_becomes_the_part_or_metadata_that_it_names() -> None:
    article = one(json.dumps(FULL))
    assert shape(article) == [
        ("headline", "Harbour bridge reopens"),
        ("standfirst", "The bridge was closed for two days."),
        ("byline", "By Jane Doe"),
        ("dateline", "VELLBY"),
        ("body", "The harbour bridge opened again on Monday."),
        ("body", "Nobody was hurt."),
        ("caption", "The bridge at night"),
        ("caption", "The barge"),
        ("credit", "Coast News"),
    ]
    assert article.meta == metadata_of(FULL)
    assert article.meta.guid == "bridge-1"
    assert article.meta.extra == {"desk": {"name": "region"}}


def test_each_line_is_an_article_in_order() -> None:
    articles = read('{"body": "One."}\n\n  \n{"body": "Two."}\r\n{"body": "Three."}')
    assert [(article.number, article.text) for article in articles] == [
        (0, "One."),
        (1, "Two."),
        (2, "Three."),
    ]
    assert [article.locate(0, 3).line for article in articles] == [1, 4, 5]
    assert [article.locate(0, 3).column for article in articles] == [11, 11, 11]
    assert [article.ref.number for article in articles] == [0, 1, 2]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "A.JSONL"])
def test_the_endings(name: str) -> None:
    assert [article.text for article in read('{"body": "One."}', name)] == ["One."]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    source = Source("a.jsonl", b'\xef\xbb\xbf{"body": "One."}\n{"body": "Two."}')
    first, second = reliacheck_read(source) or []
    assert first.locate(0, 4)[2:4] == (10, 14)
    assert (second.locate(0, 4).line, second.locate(0, 4).text) == (2, "Two.")


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_line_separator_in_a_string_ends_no_line(mark: str) -> None:
    first, second = read(f'{{"body": "One{mark}or two."}}\n{{"body": "Three."}}')
    assert first.text == f"One{mark}or two."
    assert written(first, "or two") == "or two"
    assert first.locate(4, 6).line == 1
    assert second.locate(0, 5).line == 2


def test_line_ends_in_a_body_are_one_character_however_they_are_written() -> None:
    line = r'{"body": "One\r\ntwo\rthree\u000D\u000afour\n\r\n\r\nFive."}'
    article = one(line)
    assert shape(article) == [("body", "One\ntwo\nthree\nfour"), ("body", "Five.")]
    assert written(article, "e\nt") == r"e\r\nt"
    assert written(article, "two\nthree") == r"two\rthree"
    assert written(article, "three\nfour") == r"three\u000D\u000afour"
    assert written(article, "Five") == "Five"


# Places


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (r"say \"no\" now", 'say "no" now'),
        (r"caf\u00e9 bar", "café bar"),
        (r"a \ud83d\ude80 b", "a \U0001f680 b"),
        (r"a \ud800 b", "a \ud800 b"),
        (r"a \ud800\ud83d\ude80 b", "a \ud800\U0001f680 b"),
        (r"a \udE80\uD83d b", "a \ude80\ud83d b"),
        (r"back\\slash \/ \b\t", "back\\slash / \b"),
        (r"back\\\\nslash", "back\\\\nslash"),
        ("naïve 🚀 text", "naïve 🚀 text"),
    ],
)
def test_escapes_are_read_and_located_letter_by_letter(raw: str, words: str) -> None:
    article = one(f'{{"headline": " {raw}", "body": "One."}}')
    assert article.headline_text == words
    for at, letter in enumerate(words):
        assert decoded(article, at, at + 1) == letter
    assert decoded(article, 0, len(words)) == words


def test_parts_are_in_the_articles_order_wherever_in_the_object_they_stand() -> None:
    backwards = dict(reversed(FULL.items()))
    article = one(json.dumps(backwards))
    assert shape(article) == shape(one(json.dumps(FULL)))
    for part in article.parts:
        assert decoded(article, part.start, part.end) == part.text
    headline = article.parts[0]
    assert article.locate(headline.start, headline.end).start > 400


@pytest.mark.parametrize("turn", [dict, lambda record: dict(reversed(record.items()))])
def test_no_place_reaches_beyond_a_string(turn: Any) -> None:
    line = json.dumps(turn(FULL))
    article = one(line)
    for start in range(len(article.text)):
        for end in range(start, len(article.text) + 1):
            place = article.locate(start, end)
            assert 0 <= place.start <= place.end <= len(line)
            assert '"' not in place.text
    body = article.body
    assert written(article, body[0].text + "\n\n" + body[1].text) == FULL["body"].replace(
        "\n", "\\n"
    )


def test_of_a_key_that_stands_twice_the_last_holds() -> None:
    line = (
        '{"body": "Old.", "headline": "One", "captions": ["a"], "head\\u006cine": "Two",'
        ' "captions": ["B", "C"], "body": "New."}'
    )
    article = one(line)
    assert [text for _, text in shape(article)] == ["Two", "New.", "B", "C"]
    places = [article.locate(part.start, part.end) for part in article.parts]
    assert [place.text for place in places] == ["Two", "New.", "B", "C"]
    assert [place.start for place in places] == list(map(line.index, ["Two", "New.", "B", "C"]))


def test_white_space_and_other_values_in_the_object_are_passed_over() -> None:
    line = (
        '\t{ "x" : [ {"body": "no"} , "]" , 1e3 , [ ] ] ,\t"y":null,"z" :{"a":"}"}, '
        '"captions" : [ ] , "headline":null , "body" :\t"One." } '
    )
    article = one(line)
    assert shape(article) == [("body", "One.")]
    assert article.locate(0, 4).start == line.index("One.")
    assert article.meta.extra == {
        "x": [{"body": "no"}, "]", 1000.0, []],
        "y": None,
        "z": {"a": "}"},
    }


@given(record, st.booleans(), st.randoms())
def test_the_parts_are_those_of_the_record_and_each_is_where_it_is_located(
    record: dict[str, Any], ensure_ascii: bool, chance: Any
) -> None:
    keys = list(record)
    chance.shuffle(keys)
    line = json.dumps({key: record[key] for key in keys}, ensure_ascii=ensure_ascii)
    article = one(f'{{"body": "First."}}\n{line}\n'.removeprefix('{"body": "First."}\n'))
    assert shape(article) == list(pieces_of(record))
    assert article.text == article_of(record).text
    assert article.ref.id == article_of(record).ref.id
    for part in article.parts:
        said = decoded(article, part.start, part.end)
        assert (lines_alike(said) if part.kind == "body" else said) == part.text
        for at in range(part.start, part.end):
            letter = decoded(article, at, at + 1)
            alike = lines_alike(letter) if part.kind == "body" else letter
            assert alike == article.text[at]


def test_captions_that_are_old_or_bad_and_replaced_are_not_looked_at() -> None:
    article = one('{"captions": [1, ["a"]], "body": "One.", "captions": ["b"]}')
    assert shape(article) == [("body", "One."), ("caption", "b")]


# What is wrong with a file


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes at column 2"),
        ('{"body": "One."} {', "not JSON: Extra data at column 18"),
        ('{"body": "tab\there"}', "not JSON: Invalid control character at column 14"),
        ('["One."]', 'expected an object with "body", not list'),
        ('{"headline": "One"}', 'no "body": an article needs its text'),
        ('{"body": " "}', '"body" is empty'),
        ('{"body": "One.", "headline": ["a"]}', "\"headline\" must be a string, not ['a']"),
        ('{"body": "One.", "captions": "a"}', '"captions" must be a list of strings'),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_an_error_with_its_place_and_a_remedy(line: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read('{"body": "One."}\n\n' + line + "\n")
    said = str(caught.value)
    assert said.startswith(f"wire.jsonl:3: {reason}")
    assert "each line is one article as a JSON object" in said
    assert ("jq -c" in said) == reason.startswith("not JSON")


def test_an_object_over_several_lines_is_told_how_to_become_one() -> None:
    with pytest.raises(InputError, match=r"wire.jsonl:1: not JSON: .*jq -c \. puts an object on"):
        read(json.dumps(FULL, indent=2))


# A whole check


def check(folder: Path, *arguments: str, given: str | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "reliacheck", "check", *arguments],
        cwd=folder,
        input=given.encode() if given is not None else None,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


REPEATED = {
    "body": "Harbour bridge reopens \U0001f680\n\nIt is \u201copen\u201d, critics say.",
    "headline": "Harbour bridge reopens \U0001f680",
}


def test_findings_are_in_the_line_of_their_article(tmp_path: Path) -> None:
    lines = [json.dumps({"body": "Nothing to see."}), json.dumps(REPEATED)]
    (tmp_path / "a.jsonl").write_text("\r\n".join(lines) + "\r\n", newline="")
    code, out, err = check(
        tmp_path, "a.jsonl", "--format", "json", "--select", "headlines.repeated"
    )
    assert (code, err) == (0, "")
    report = json.loads(out)
    assert [article["path"] for article in report["articles"]] == ["a.jsonl", "a.jsonl"]
    (finding,) = report["articles"][1]["findings"]
    assert finding["location"]["line"] == 2
    text = (tmp_path / "a.jsonl").read_bytes().decode()
    for place in (finding["location"], *finding["related"]):
        assert place["text"] == text[place["start"] : place["end"]]
        assert json.loads(f'"{place["text"]}"') == REPEATED["headline"]


def test_from_standard_input_and_from_a_folder(tmp_path: Path) -> None:
    line = json.dumps(REPEATED)
    code, out, _ = check(tmp_path, "-", "--stdin-filename", "x.jsonl", given=line)
    assert code == 0
    assert "x.jsonl:1:" in out
    (tmp_path / "b.ndjson").write_text(line)
    assert "b.ndjson:1:" in check(tmp_path, ".")[1]


@pytest.mark.parametrize("format_", ["text", "json"])
def test_half_of_a_surrogate_pair_is_reported_and_does_no_harm(
    tmp_path: Path, format_: str
) -> None:
    headline = "Harbour bridge \ud800 reopens again"
    record = {"body": f"{headline}\n\nCritics \udfff say no.", "headline": headline}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    code, out, err = check(tmp_path, "a.jsonl", "--format", format_)
    assert (code, err) == (0, "")
    assert "headlines.repeated" in out
    if format_ == "json":
        assert json.loads(out)["articles"][0]["headline"] == headline


def test_a_suppression_speaks_of_its_article(tmp_path: Path) -> None:
    comment = "[[reliacheck: ignore headlines.repeated -- the wire does it]]"
    noted = REPEATED | {"body": f"{REPEATED['body']} {comment}"}
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(noted)}\n{json.dumps(REPEATED)}\n")
    _, out, _ = check(tmp_path, "a.jsonl", "--select", "headlines.repeated")
    assert "a.jsonl:2:" in out
    assert "a.jsonl:1:" not in out
    assert "1 suppressed" in out


def test_what_json_lines_need_comes_with_the_first_file_of_them(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom reliacheck.cli import main\nmain(sys.argv[1:])\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    (tmp_path / "a.txt").write_text("Bridge reopens\n\nThe bridge is open.\n")
    (tmp_path / "a.jsonl").write_text('{"body": "The bridge is open."}')
    loaded = {}
    for name in ("a.txt", "a.jsonl"):
        command = [sys.executable, "-c", program, "check", name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        loaded[name] = set(done.stderr.split())
    assert "reliacheck_formats.jsonl" not in loaded["a.txt"]
    assert "reliacheck_formats.jsonl" in loaded["a.jsonl"]
    assert not {"yaml", "markdown_it", "numpy"} & loaded["a.jsonl"]


@pytest.mark.parametrize("letters", ["Harbour bridge opens. ", "Мост снова открыт. "])
@pytest.mark.parametrize("lines", [1, 1000])
def test_as_much_as_a_file_may_hold_is_read_at_once(letters: str, lines: int) -> None:
    """Many articles or paragraphs, and many escapes; a guard against quadratic time."""
    paragraph = json.dumps(letters * 4 + "\n\n")[1:-1]
    text = f'{{"body": "{paragraph * (1_500_000 // lines // len(paragraph))}"}}\n' * lines
    began = time.process_time()
    assert len(read(text)) == lines
    assert time.process_time() - began < 5, "about 0.5 seconds are usual"
