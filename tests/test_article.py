from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck import Article, Metadata, Part, PartKind, Source
from reliacheck.text.offsets import OffsetMap, Run

PARAGRAPHS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda text: bool(text.strip())
    ),
    min_size=1,
    max_size=5,
)


def bridge() -> Article:
    return Article.compose(
        headline="Harbour bridge reopens",
        standfirst="Ferries go back to their timetable.",
        byline="By Ada Marsh",
        dateline="PORT ELLER",
        body="The bridge reopened on Friday.\n\nNo one was hurt, the port said.",
        credit="Source: Eller Post",
        path="wire/bridge.txt",
        meta=Metadata(outlet="Eller Post", language="en-GB"),
    )


def parts(*spans: tuple[PartKind, int, int], text: str) -> list[Part]:
    return [Part(kind, start, end, text[start:end]) for kind, start, end in spans]


def test_a_composed_article_has_its_pieces_as_parts_in_reading_order() -> None:
    article = bridge()
    kinds = ["headline", "standfirst", "byline", "dateline", "body", "body", "credit"]
    assert [part.kind for part in article.parts] == kinds
    assert [part.text for part in article.body] == [
        "The bridge reopened on Friday.",
        "No one was hurt, the port said.",
    ]
    assert article.headline_text == "Harbour bridge reopens"
    assert article.standfirst is not None
    assert article.standfirst.text == "Ferries go back to their timetable."


def test_what_is_missing_is_none() -> None:
    article = Article.compose(body="The bridge reopened.")
    assert (article.headline, article.headline_text, article.standfirst) == (None, None, None)
    assert [part.kind for part in article.parts] == ["body"]


@given(PARAGRAPHS)
def test_every_part_is_cut_from_the_text_and_found_in_the_source(paragraphs: list[str]) -> None:
    article = Article.compose(headline="Bridge", body=paragraphs)
    for part in article.parts:
        place = article.locate(part.start, part.end)
        assert article.text[part.start : part.end] == part.text == place.text
        assert article.source.text[place.start : place.end] == place.text
        assert place.part == part.kind
        assert article.part_at(part.start) == part


@pytest.mark.parametrize(
    "wrong",
    [
        [Part("headline", 4, 8, "port"), Part("body", 0, 3, "The")],
        [Part("headline", 0, 5, "The p"), Part("body", 4, 8, "port")],
        [Part("headline", 0, 3, "the")],
        [Part("headline", 3, 0, "")],
        [Part("headline", 0, 99, "The port said")],
        [Part("headline", -4, -1, "sai")],
    ],
)
def test_parts_out_of_order_or_not_cut_from_the_text_are_refused(wrong: Sequence[Part]) -> None:
    with pytest.raises(ValueError, match="out of order or not cut from the text"):
        Article(Source.from_text("The port said"), wrong)


def test_a_place_has_line_column_and_part() -> None:
    text = "Bridge opens\r\n\r\nThe port said so.\r\nIt was glad."
    article = Article(
        Source.from_text(text, "a.txt"),
        parts(("headline", 0, 12), ("body", 16, len(text)), text=text),
    )
    start = text.index("said so")
    place = article.locate(start, text.index("was"))
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 10, 4, 4)
    assert (place.part, place.text) == ("body", "said so.\r\nIt ")
    assert article.locate(13, 13).part == "none"
    assert place.article.path == "a.txt"


@pytest.mark.parametrize("span", [(-1, 3), (3, 2), (0, 9999)])
def test_what_is_no_span_of_the_text_cannot_be_located(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is not a span"):
        bridge().locate(*span)


def test_with_an_offset_map_a_place_is_in_the_source_as_written() -> None:
    source = Source.from_text("# Fish &amp; chips *reopen*\n")
    runs = [Run(0, 5, 2, 7), Run(5, 6, 7, 12), Run(6, 13, 12, 19), Run(13, 19, 20, 26)]
    text = "Fish & chips reopen"
    article = Article(
        source, parts(("headline", 0, 19), text=text), text=text, offsets=OffsetMap(runs)
    )
    assert article.locate(0, 4).text == "Fish"
    assert article.locate(5, 6).text == "&amp;"
    assert article.locate(0, 19).text == "Fish &amp; chips *reopen"
    word = article.locate(13, 19)
    assert (word.text, word.start, word.column, word.part) == ("reopen", 20, 21, "headline")
    assert article.locate(6, 6) == article.locate(6, 6)._replace(start=12, end=12, text="")


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3), st.booleans()), min_size=1, max_size=8)
)
def test_a_mapped_span_keeps_the_letters_of_equal_runs(
    pieces: list[tuple[int, int, bool]],
) -> None:
    """Runs of letters with markup between them; some letters are written as an entity."""
    text, source, runs = "", "", []
    for length, gap, entity in pieces:
        letters = "abcde"[:length]
        written = "&x;" if entity else letters
        source += "*" * gap
        runs.append(Run(len(text), len(text) + length, len(source), len(source) + len(written)))
        text, source = text + letters, source + written
    offsets = OffsetMap(runs)
    for run, (_, _, entity) in zip(runs, pieces, strict=True):
        start, end = offsets.span(run.text_start, run.text_end)
        assert (start, end) == (run.source_start, run.source_end)
        if not entity:
            assert source[start:end] == text[run.text_start : run.text_end]
    assert offsets.span(0, len(text)) == (runs[0].source_start, runs[-1].source_end)


def test_a_span_that_begins_between_two_runs_begins_with_the_second() -> None:
    source, text = "<p>Fish</p> <p>Chips</p> <p>Peas</p>", "Fish\n\nChips\n\nPeas"
    offsets = OffsetMap([Run(0, 4, 3, 7), Run(6, 11, 15, 20), Run(13, 17, 28, 32)])

    def cut(start: int, end: int) -> str:
        return source[slice(*offsets.span(start, end))]

    for gap in (4, 5, 6):
        assert cut(gap, 11) == "Chips"
        assert cut(0, gap) == "Fish"
    assert cut(2, 8) == "sh</p> <p>Ch"
    assert cut(4, len(text)) == "Chips</p> <p>Peas"
    assert cut(11, 17) == "Peas"
    assert cut(17, 17) == ""


def test_a_mapped_span_ends_at_a_cut() -> None:
    """The text is "Fish", "Chips" and "Peas", an empty line between them."""
    source = '{"b": "Chips\\n\\nPeas", "h": "Fish"}'
    offsets = OffsetMap([Run(0, 4, 29, 33), Run(6, 11, 7, 12), Run(13, 17, 16, 20)], cuts=[6])

    def cut(start: int, end: int) -> str:
        span = offsets.span(start, end)
        assert span[0] <= span[1]
        return source[slice(*span)]

    assert cut(0, 4) == "Fish"
    assert cut(6, 17) == "Chips\\n\\nPeas"
    assert cut(2, 17) == cut(2, 8) == cut(2, 5) == "sh"
    for gap in (4, 5, 6):
        assert cut(gap, 17) == "Chips\\n\\nPeas"
        assert cut(gap, 7) == "C"
    assert cut(4, 5) == cut(4, 6) == cut(5, 5) == cut(6, 6) == ""


def test_what_is_derived_is_computed_once() -> None:
    article = bridge()
    calls: list[Article] = []

    def count(given: Article) -> int:
        calls.append(given)
        return len(given.words)

    assert article.memo(count) == article.memo(count) == len(article.words)
    assert calls == [article]
    assert article.sentences is article.sentences


def test_what_is_forgotten_is_computed_again() -> None:
    article = Article.compose(body="One.")
    calls: list[Article] = []
    article.memo(calls.append)
    article.memo(calls.append)
    article.forget()
    article.memo(calls.append)
    assert calls == [article, article]


def test_the_memo_of_one_article_is_not_another_ones() -> None:
    def first(article: Article) -> str:
        return article.words[0].text

    assert bridge().memo(first) == "Harbour"
    assert Article.compose(body="Ferries sail.").memo(first) == "Ferries"


def test_no_sentence_crosses_a_part() -> None:
    article = bridge()
    for sentence in article.sentences:
        part = sentence.part
        assert part.start <= sentence.start < sentence.end <= part.end
        assert article.text[sentence.start : sentence.end] == sentence.text
    assert article.sentences[0].text == "Harbour bridge reopens"


def test_the_language_is_what_the_metadata_say_else_what_the_body_is_in() -> None:
    greek = "Η γέφυρα του λιμανιού άνοιξε ξανά την Παρασκευή."
    assert bridge().language == "en"
    assert Article.compose(body=greek).language == "el"
    assert Article.compose(body=greek, meta=Metadata(language="en_US")).language == "en"
    assert Article.compose(body="1 2 3").language is None


def test_the_id_is_the_guid_or_else_made_of_the_words() -> None:
    one = Article.compose(headline="Bridge", body="It opened.", path="a.txt")
    moved = Article.compose(headline="Bridge", body="It opened.", path="b.txt")
    other = Article.compose(headline="Bridge", body="It closed.", path="a.txt")
    named = Article.compose(body="It opened.", meta=Metadata(guid="urn:1"))
    assert one.ref.id == moved.ref.id != other.ref.id
    assert named.ref.id == "urn:1"


def test_an_article_goes_to_another_process_whole() -> None:
    article = bridge()
    assert article.words
    twin = pickle.loads(pickle.dumps(article))
    assert (twin.text, twin.parts, twin.ref, twin.words) == (
        article.text,
        article.parts,
        article.ref,
        article.words,
    )


def test_an_article_does_not_change() -> None:
    article = Article.compose(headline="Bridge opens", body="It opened.")
    for name in ("source", "text", "parts", "meta", "anything"):
        with pytest.raises(AttributeError, match="does not change"):
            setattr(article, name, ())
