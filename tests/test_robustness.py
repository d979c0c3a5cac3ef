"""Whatever stands in a file, every bundled rule ends well and points at what is there."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliacheck import Article, Context, InputError, Source
from reliacheck.config import Config
from reliacheck.engine import Rule, check_article, check_edition
from reliacheck.plugins import Plugins, load_plugins
from reliacheck.session import make_rules

# Pieces of invented copy that rules and readers look at; what they make together is nonsense.
PIECES = st.sampled_from(
    [
        "Harbour bridge reopens after storm, no one hurt",
        "Sources said the bridge may not hold, Reuters reported.",
        "“We did not know,” a port official told the Coast News, citing the Eller Post.",
        "VELLBY (Coast News) – ",
        "By Ada Marsh",
        "Source: Coast News, Coastnews",
        "Reporting by Ada Marsh; Editing by Per Lund",
        "Critics say it is believed that 3,000.5 ships sank.",
        "According to AFP, officials who asked not to be named said",
        "‘It's “odd” isn’t it?’ she said.",
        "# A title",
        "> a quotation",
        "- a list",
        "---",
        "title: Bridge",
        "[a link](https://example.org/?a=b&amp;c) and *stress* &mdash;",
        "<!-- reliacheck: ignore headlines -- ours -->",
        "[[reliacheck: ignore-file sources]]",
        "![alt](pic.jpg)",
        "| a | b |",
        "Dr. A. B. Lund of the U.S. said so . . .",
        "« non » „ja“ 「はい」",
        "日本の橋が再開した。",
        "e\u0301 \u200b\u202e\ufeff\u00ad 🚢",
        "“",
        "”",
        '"',
        "'",
        "(",
        "\\",
        "",
    ]
)
GAPS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "", "\t", "\u2028"])
COPY = st.lists(st.tuples(PIECES, GAPS), min_size=1, max_size=25).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)


@cache
def plugins() -> Plugins:
    return load_plugins()


@cache
def rules() -> list[Rule]:
    return [
        rule._replace(enabled=True)
        for rule in make_rules(plugins(), Config())
        if rule.plugin.dist == "reliacheck"
    ]


def read(text: str, suffix: str) -> list[Article]:
    """What the bundled readers make of a text; nothing of one that they refuse."""
    source = Source.from_text(text, f"a{suffix}")
    for _, reader in plugins().implementing("reliacheck_read"):
        try:
            articles = reader(source=source)
        except InputError:
            return []
        if articles is not None:
            return list(articles)
    raise AssertionError(f"no reader for {suffix}")


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@given(text=COPY | ANYTHING)
@settings(max_examples=300, deadline=None)
def test_every_rule_ends_well_on_any_text(suffix: str, text: str) -> None:
    for article in read(text, suffix):
        for part in article.parts:
            place = article.locate(part.start, part.end)
            assert article.source.text[place.start : place.end] == place.text
        vars(article)["language"] = "en"
        outcome = check_article(article, rules(), Context())
        assert [failure.problem for failure in outcome.failures] == []
        for finding in outcome.findings:
            for related in finding.related:
                span = related.location
                assert article.source.text[span.start : span.end] == span.text


@given(first=COPY, second=COPY)
@settings(max_examples=60, deadline=None)
def test_every_rule_across_articles_ends_well_on_any_two(first: str, second: str) -> None:
    articles = [*read(first, ".txt"), *read(second, ".md")]
    assert check_edition(articles, rules(), Context()).failures == ()
