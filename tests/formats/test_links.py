"""Links: the words that lead somewhere, and where they stand in the file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reliacheck_formats.markdown import read_markdown
from reliacheck_formats.plain import read_plain

from reliacheck import Article, Source
from reliacheck.text.links import links_in


def read(text: str) -> Article:
    (article,) = read_markdown(Source.from_text(text, "story.md"))
    return article


def linked(article: Article) -> list[tuple[str, str, str]]:
    """Words, address, and what stands at the place in the file."""
    return [
        (
            article.text[link.start : link.end],
            link.url,
            article.locate(link.start, link.end).text,
        )
        for link in links_in(article)
    ]


@pytest.mark.parametrize(
    ("written", "words", "url"),
    [
        ("[bridge](https://v.example/a?b=1&c=2)", "bridge", "https://v.example/a?b=1&c=2"),
        ('[the *new* bridge](http://v.example "T")', "the new bridge", "http://v.example"),
        ("[bridge &amp; co](http://v.example)", "bridge & co", "http://v.example"),
        ("[bridge][1]", "bridge", "http://ref.example/"),
        ("<http://v.example/a>", "http://v.example/a", "http://v.example/a"),
        ('<a class="x" href="http://v.example/?a&amp;b">bridge</a>', "bridge", "http://v.example/?a&b"),
        ("<A HREF=http://v.example>bridge</A>", "bridge", "http://v.example"),
    ],
)  # fmt: skip
def test_links_of_markdown(written: str, words: str, url: str) -> None:
    text = f"# The port\n\nVELLBY — The {written} opened, Roe said.\n\n[1]: http://ref.example/\n"
    article = read(text)
    ((found, to, place),) = linked(article)
    assert (found, to) == (words, url)
    assert place in written
    assert place.startswith(words[:3])


def test_links_in_tables_headings_and_standfirst() -> None:
    article = read(
        "---\ntitle: Port\n---\n\n## [Old](http://a.example) port\n\n| a | b |\n|---|---|\n"
        "| [x\\|y](http://b.example) | [z](http://c.example) |\n"
    )
    assert linked(article) == [
        ("Old", "http://a.example", "Old"),
        ("x|y", "http://b.example", "x\\|y"),
        ("z", "http://c.example", "z"),
    ]


def test_what_is_no_link() -> None:
    article = read(
        'The [pier] is a <a name="x">place</a>, `http://` too.\n\n'
        "![At night](http://p.example/n.jpg)\n\n[![At day](d.jpg)](http://d.example)\n"
    )
    assert article.links == ()


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("He wrote on https://v.example/a.", ["https://v.example/a"]),
        ("He wrote (see www.v.example/a_(b)).", ["www.v.example/a_(b)"]),
        ("See v.example/story?x=1, he wrote.", ["v.example/story?x=1"]),
        ("“https://v.example/a” he wrote; https://w.example!", ["https://v.example/a", "https://w.example"]),
        ("Write to roe@v.example/x or @v.example, the U.S./U.K. said and/or not.", []),
        ("On v.example he wrote 3.5/4.5 of it.", []),
    ],
)  # fmt: skip
def test_printed_addresses(text: str, urls: list[str]) -> None:
    (article,) = read_plain(Source.from_text(f"The port\n\n{text} It was late.\n\nThe end came.\n"))
    assert [link.url for link in links_in(article)] == urls
    assert [article.text[link.start : link.end] for link in links_in(article)] == urls


def test_a_source_line_may_be_a_host() -> None:
    (article,) = read_plain(
        Source.from_text("The port\n\nIt is v.example today.\n\nIt shut.\n\nSource: w.example\n")
    )
    assert [link.url for link in links_in(article)] == ["w.example"]


def test_a_linked_address_is_one_link() -> None:
    article = read("It is [https://v.example/a](https://w.example/b) and https://x.example here.\n")
    assert [link.url for link in links_in(article)] == ["https://w.example/b", "https://x.example"]


@given(
    st.lists(
        st.sampled_from(["[a](http://b.example)", "*c*", "&amp;", "d\n", "<b>", "`e`", "\n\n"])
    )
)
def test_words_of_links_are_in_the_text(pieces: list[str]) -> None:
    articles = read_markdown(Source.from_text(" ".join(["x", *pieces]), "story.md"))
    links = [link for article in articles for link in article.links]
    assert len(links) == pieces.count("[a](http://b.example)")
    for article in articles:
        for link in article.links:
            assert article.text[link.start : link.end] == "a"
            assert article.locate(link.start, link.end).text == "a"


def test_many_links() -> None:
    text = "Roe [said](http://v.example/a) so on http://w.example/b. " * 5_000
    start = time.process_time()
    assert len(links_in(read(text))) == 10_000
    assert time.process_time() - start < 10
