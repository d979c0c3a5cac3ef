"""P(attributed): what it is like on plain cases, and that it holds its promises."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliacheck import Article
from reliacheck.article import Metadata
from reliacheck.attribution import THRESHOLD, attribute, probabilities, spoken
from reliacheck.attribution.weights import load_weights, parse, written

ATTRIBUTED = [
    "The bridge is safe, Jane Doe said.",
    "“The bridge is safe,” said Jane Doe.",
    "According to the harbour board, the bridge is safe.",
    "Critics argue that the bridge is too dear.",
    "A poll shows that most residents like the bridge.",
]
PLAIN = [
    "The bridge was built in 1950 and has two lanes.",
    "The ferry leaves at noon from the old pier.",
    "Doe was born in Vellby and has two children.",
]


@pytest.mark.parametrize("sentence", ATTRIBUTED)
def test_attributed(sentence: str) -> None:
    assert probabilities(Article.compose(body=sentence))[0] >= THRESHOLD


@pytest.mark.parametrize("sentence", PLAIN)
def test_not_attributed(sentence: str) -> None:
    assert probabilities(Article.compose(body=sentence))[0] < THRESHOLD


def test_other_languages_are_not_assessed() -> None:
    article = Article.compose(body="Die Brücke ist sicher.", meta=Metadata(language="de"))
    assert attribute(article) == ()
    assert spoken(article) == ()


def test_it_is_computed_once() -> None:
    article = Article.compose(body=ATTRIBUTED[0])
    assert attribute(article) is attribute(article)


WORDS = "said he who told the ’s and according to Mr. Doe , : “ ” \" ' ( ) — … İ".split()
PIECES = st.sampled_from([*ATTRIBUTED, *PLAIN, *WORDS, "\n\n", "Jane Doe", "according to"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text(body: str) -> None:
    article = Article.compose(body=body, meta=Metadata(language="en"))
    found = attribute(article)
    assert tuple(one.sentence for one in found) == article.sentences
    for one in found:
        assert 0 <= one.probability <= 1
        if one.cue is not None:
            assert 0 <= one.cue[0] < one.cue[1] <= len(article.text)
            assert one.source is not None
        if one.source is not None:
            assert article.text[one.source.start : one.source.end] == one.source.text != ""
    for quotation, source, _ in spoken(article):
        assert quotation.depth == 0
        if source is not None:
            assert article.text[source.start : source.end] == source.text
    again = Article.compose(body=body, meta=Metadata(language="en"))
    spoken(again)
    assert attribute(again) == found


def test_the_file_of_weights_is_as_it_is_written() -> None:
    weights = load_weights()
    assert parse(written(weights)) == weights


@pytest.mark.parametrize(
    "piece",
    ["said ", "he said, ", "“said” ", "Doe, who, said ", "“", ", and ", "according to ", "( "],
)
def test_time_is_in_proportion(piece: str) -> None:
    article = Article.compose(body=piece * 20_000, meta=Metadata(language="en"))
    began = process_time()
    attribute(article)
    spoken(article)
    assert process_time() - began < 20  # a tenth of a second if it is, minutes if it is not
