"""What the page on formats shows is what the readers do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reliacheck_formats import reliacheck_read

from reliacheck import InputError, Source

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```(\w+)\n(.*?)```\n\n\| part \| words \|\n\|[-|]+\n((?:\|[^\n]*\n)+)", re.S)
SUFFIXES = {"text": ".txt", "markdown": ".md"}


def test_there_is_an_example_of_each_format() -> None:
    assert {found[1] for found in EXAMPLE.finditer(PAGE)} == SUFFIXES.keys()


@pytest.mark.parametrize("example", EXAMPLE.findall(PAGE), ids=lambda example: example[0])
def test_examples(example: tuple[str, str, str]) -> None:
    language, text, table = example
    (article,) = reliacheck_read(Source.from_text(text, f"story{SUFFIXES[language]}")) or []
    rows = [tuple(cell.strip() for cell in row.split("|")[1:3]) for row in table.splitlines()]
    assert [(part.kind, part.text) for part in article.parts] == rows
    assert str(article.meta.published).startswith("2020-02-16")


@pytest.mark.parametrize("written", re.findall(r"^- (`.*` ?.*)$", PAGE, re.M)[:3])
def test_every_dateline_is_known(written: str) -> None:
    for dateline in re.findall(r"`([^`]+)`", written):
        sentence = f"{dateline} The harbour bridge opened again on Monday, the mayor said.\n"
        (article,) = reliacheck_read(Source.from_text(sentence)) or []
        assert [part.kind for part in article.parts] == ["dateline", "body"], dateline


@pytest.mark.parametrize(
    ("heading", "attribute"),
    [("| part | keys |", "parts"), ("| metadata | keys | |", "meta")],
)
def test_every_key_does_what_the_page_says(heading: str, attribute: str) -> None:
    table = PAGE.partition(heading)[2].split("\n\n")[0].splitlines()[2:]
    for row in table:
        name, keys = (cell.strip() for cell in row.split("|")[1:3])
        for key in re.findall(r"`([^`]+)`", keys):
            text = f"---\n{key}: 2020-02-16\n---\nThe harbour bridge opened again.\n"
            (article,) = reliacheck_read(Source.from_text(text, "a.md")) or []
            if attribute == "parts":
                assert (article.parts[0].kind, article.parts[0].text) == (name, "2020-02-16")
            else:
                assert getattr(article.meta, name) == "2020-02-16"


def test_the_limit_of_front_matter() -> None:
    assert "more than 100,000 characters" in PAGE
    fits = f"---\ntitle: {'a' * (100_000 - 7)}\n---\n"
    assert reliacheck_read(Source.from_text(fits, "a.md"))
    with pytest.raises(InputError):
        reliacheck_read(Source.from_text(fits.replace("aa", "aaa", 1), "a.md"))
