"""Who says so, in invented sentences."""

from __future__ import annotations

import pytest

from reliacheck import Article
from reliacheck.attribution import SourceSpan, attribute, spoken
from reliacheck.attribution.kinds import kind_of


def first_source(text: str) -> tuple[str, str]:
    """Source and cue of the first sentence, as printed."""
    article = Article.compose(body=text)
    found = attribute(article)[0]
    source = found.source.text if found.source else ""
    return source, article.text[slice(*found.cue)] if found.cue else ""


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The bridge is safe, Jane Doe said.", "Jane Doe", "said"),
        ("Jane Doe said the bridge is safe.", "Jane Doe", "said"),
        ("Jane Doe also said on Monday that the bridge is safe.", "Jane Doe", "said"),
        ("Jane Doe, a harbour engineer, said the bridge is safe.", "Jane Doe", "said"),
        ("Jane Doe, who built the bridge, said it was safe.", "Jane Doe", "said"),
        ("Jane Doe (Coast Party) said the bridge is safe.", "Jane Doe", "said"),
        ("On Monday, Jane Doe told reporters that the bridge is safe.", "Jane Doe", "told"),
        ("The bridge is safe, said Jane Doe, who built it.", "Jane Doe", "said"),
        ("“The bridge is safe,” said Jane Doe.", "Jane Doe", "said"),
        ("“The bridge is safe,” Jane Doe said. “It will hold.”", "Jane Doe", "said"),
        ("“The bridge is safe,” she said.", "she", "said"),
        (
            "According to the harbour board, the bridge is safe.",
            "the harbour board",
            "According to",
        ),
        ("The bridge is safe, according to a report.", "a report", "according to"),
        ("Critics say the bridge is too dear.", "Critics", "say"),
        ("A spokesman for the board said it was safe.", "A spokesman for the board", "said"),
    ],
)
def test_a_sentence_names_its_source(text: str, source: str, cue: str) -> None:
    assert first_source(text) == (source, cue)


@pytest.mark.parametrize(
    "text",
    [
        "A more liberal estimate puts it at $3 million.",
        "It also allowed states to close their borders.",
        "The news reports were late.",
        "The bridge was built in 1950 and has two lanes.",
        "The ferry leaves at noon.",
    ],
)
def test_a_plain_sentence_has_no_source(text: str) -> None:
    assert first_source(text) == ("", "")


def speakers(*paragraphs: str) -> list[str | None]:
    """The speaker of each quotation."""
    article = Article.compose(body=list(paragraphs))
    return [one.source.text if one.source else None for one in spoken(article)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["“It is quite safe now,” Jane Doe said. “It will hold.”"], ["Jane Doe", "Jane Doe"]),
        (["“It is quite safe now,” said Jane Doe, 57, an engineer."], ["Jane Doe"]),
        (["“It is quite safe now,” Jane Doe, 57, told the board."], ["Jane Doe"]),
        (["Jane Doe was sure: “It is quite safe now.”"], ["Jane Doe"]),
        (["DOE: “It is quite safe now.”"], ["DOE"]),
        (["Jane Doe walked over the bridge and said, “It is quite safe now.”"], ["Jane Doe"]),
        (["Jane Doe spoke to the board, adding “it is quite safe now.”"], ["Jane Doe"]),
        (["“It is quite safe now.” — Jane Doe"], ["Jane Doe"]),
        (
            ["“It is quite safe now,” Jane Doe said.", "“And it will stay so for long.”"],
            ["Jane Doe", "Jane Doe"],
        ),
        (
            ["Jane Doe said: “It is quite safe now.", "“And it will stay so for long.”"],
            ["Jane Doe", "Jane Doe"],
        ),
        (["Jane Doe then said:", "“It is quite safe now.”"], ["Jane Doe"]),
        (["The square was full all night.", "“It is quite safe now.”"], [None]),
    ],
)
def test_a_quotation_has_its_speaker(paragraphs: list[str], expected: list[str | None]) -> None:
    assert speakers(*paragraphs) == expected


def test_a_pronoun_takes_the_last_name_that_fits() -> None:
    article = Article.compose(
        body="Jane Doe said the bridge is safe. Mr. Tom Roe said it is not. She said he was wrong."
    )
    last = attribute(article)[-1].source
    assert last is not None
    assert (last.text, last.name, last.kind) == ("She", "Jane Doe", "named-person")


def test_a_surname_takes_the_full_name() -> None:
    article = Article.compose(body="Jane Doe came late. The bridge is safe, Doe said.")
    source = attribute(article)[-1].source
    assert source is not None
    assert source.name == "Jane Doe"


def test_a_quotation_carries_its_speaker_over() -> None:
    article = Article.compose(body="“The bridge is safe,” Jane Doe said. “It will hold for years.”")
    first, second = attribute(article)
    assert first.explicit
    assert not second.explicit
    assert second.source == first.source


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Jane Doe", "named-person"),
        ("Mr. Doe", "named-person"),
        ("board spokesman Tom Roe", "named-person"),
        ("the Harbour Department", "organisation"),
        ("the FBI", "organisation"),
        ("the Department of Harbours", "organisation"),
        ("Harbour Committee Deputy Director Tom Roe", "named-person"),
        ("Tom Roe of the Harbour Alliance", "named-person"),
        ("Senate Minority Leader Jane Doe", "named-person"),
        ("likely voters in Aldersea", "vague"),
        ("Reuters", "outlet"),
        ("a report", "document"),
        ("the indictment", "document"),
        ("a senior official", "unnamed"),
        ("a spokesman for the board", "unnamed"),
        ("people familiar with the matter", "unnamed"),
        ("critics", "vague"),
        ("some", "vague"),
        ("I", "self"),
        ("we", "self"),
    ],
)
def test_kinds(phrase: str, kind: str) -> None:
    assert kind_of(phrase) == kind


def test_spans_are_cut_from_the_text() -> None:
    article = Article.compose(body="“The bridge is safe,” Jane Doe said.")
    source = attribute(article)[0].source
    assert isinstance(source, SourceSpan)
    assert article.text[source.start : source.end] == source.text


def test_a_transcript_names_its_speakers() -> None:
    article = Article.compose(body="Jane Doe was there.\n\nDOE: They want the answer.")
    source = attribute(article)[-1].source
    assert source is not None
    assert (source.text, source.kind, source.name) == ("DOE", "named-person", "Jane Doe")
