"""Which stretches of an article are not its reporters' words."""

from __future__ import annotations

import pytest

from reliacheck import Article
from reliacheck.reuse.furniture import discounted

# Paragraphs of a story around what is looked at, so that it stands neither at head nor foot.
STORY = [
    f"The {word} boat came in at noon and her crew went home on foot."
    for word in ("first second third fourth fifth sixth seventh eighth ninth tenth".split())
]


def kinds(paragraph: str, *before: str, middle: bool = False) -> set[str]:
    """What a paragraph counts as, at the foot of a story or in the middle of it."""
    behind = STORY if middle else []
    article = Article.compose(body=[*STORY, *before, paragraph, *behind])
    start = article.text.rindex(paragraph)
    end = start + len(paragraph)
    return {one.kind for one in discounted(article) if one.start < end and start < one.end}


@pytest.mark.parametrize(
    "paragraph",
    [
        "Sign up for our newsletter and read us before breakfast.",
        "© 2026 Vellby Courier. All rights reserved.",
        "Follow us on Facebook for more of this.",
        "This article first appeared on the pages of the Sunholm Daily.",
        "Correction: an earlier version gave the wrong day.",
        "Reporting by Edda Krohn; editing by Jon Ruud",
        "The views expressed here do not necessarily reflect the views of this paper.",
    ],
)
def test_lines_of_the_site_are_furniture(paragraph: str) -> None:
    assert kinds(paragraph) == {"furniture"}
    assert kinds(paragraph, middle=True) == {"furniture"}


@pytest.mark.parametrize(
    "paragraph",
    [
        "The harbour master signed the paper and went to bed before the boats were in.",
        "Fishermen follow the herring north, and their families like it there in August.",
        "The right of way was reserved for the ferry until the bridge was built.",
    ],
)
def test_prose_that_sounds_like_them_is_none(paragraph: str) -> None:
    assert kinds(paragraph) == set()


def test_a_long_paragraph_with_one_such_turn_is_prose() -> None:
    long = (
        "The mayor, who reads every newsletter sign on the way to work and has an opinion of"
        " each, told the council on Tuesday evening that the harbour needs a new crane, a longer"
        " quay and somebody who paints the bollards. " + " ".join(STORY)
    )
    assert kinds(long, middle=True) == set()


def test_a_line_of_the_site_inside_a_paragraph_is_furniture_and_the_rest_is_not() -> None:
    line = "Sign up for the Vellby newsletter."
    article = Article.compose(body=["Boats came in.", f"{' '.join(STORY)} {line} {STORY[0]}"])
    (found,) = [one for one in discounted(article) if one.kind == "furniture"]
    assert article.text[found.start : found.end] == line


def test_the_author_at_the_foot_is_furniture_and_in_the_middle_a_person() -> None:
    biography = "Edda Krohn is a columnist for the Vellby Courier and lives in Sunholm."
    assert kinds(biography) == {"furniture"}
    assert kinds(biography, middle=True) == set()


@pytest.mark.parametrize(
    "paragraph",
    [
        "Boats in the harbour of Vellby on Tuesday. (AP Photo/Jon Ruud)",
        "Boats in the harbour of Vellby. Photo by Edda Krohn",
        "FILE - Boats in the harbour of Vellby in March.",
    ],
)
def test_captions_are_furniture(paragraph: str) -> None:
    assert "furniture" in kinds(paragraph, middle=True)


def test_parts_around_the_story_are_furniture() -> None:
    article = Article.compose(
        headline="Boats in",
        byline="By Edda Krohn",
        dateline="VELLBY (Coast News) -",
        body="Nine boats came in at noon, later than on any day of the month.",
        credit="Source: Coast News",
    )
    assert [article.text[one.start : one.end] for one in discounted(article)] == [
        "Boats in",
        "By Edda Krohn",
        "VELLBY (Coast News) -",
        "Source: Coast News",
    ]


def test_quotations_are_quotations_from_mark_to_mark() -> None:
    article = Article.compose(body="“Nobody asked us,” he said. Nine boats came in.")
    (one,) = discounted(article)
    assert (one.kind, article.text[one.start : one.end]) == ("quotation", "“Nobody asked us,”")


def test_a_mark_that_nobody_closes_quotes_no_page() -> None:
    long = "“" + "Boats came in and went out again without a word to anybody. " * 20 + "”"
    assert "quotation" not in kinds(long, middle=True)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The line said in a statement that it would pay for every ticket.",
        "He sold the same boat to three people, according to the indictment.",
        "The press release said that nobody had been hurt.",
        "He wrote on Twitter that the boats would be in by noon.",
    ],
)
def test_statements_are_statements(paragraph: str) -> None:
    assert kinds(paragraph) == {"statement"}


def test_a_sentence_beside_a_statement_is_none() -> None:
    paragraph = "The line said in a statement that it would pay. Nobody in Sunholm believes it."
    article = Article.compose(body=paragraph)
    (one,) = discounted(article)
    assert article.text[one.start : one.end] == "The line said in a statement that it would pay."


@pytest.mark.parametrize(
    "announced", ["The letter reads in full:", "She posted on Monday:", "Here is the statement:"]
)
def test_what_is_given_in_full_behind_a_colon_is_a_statement(announced: str) -> None:
    assert kinds("We ask that no boat leave before the mist has lifted.", announced) == {
        "statement"
    }


def test_a_colon_that_announces_no_words_does_not() -> None:
    assert kinds("The crane was sold for scrap in the spring.", "The harbour lost two things:") == (
        set()
    )


def test_posts_and_transcripts_are_statements() -> None:
    assert "statement" in kinds("We will be in by noon — Jon Ruud (@jonruud) May 3, 2026")
    assert "statement" in kinds("KROHN: Nobody asked us whether we wanted a crane.")
    assert "statement" in kinds("Q: Who asked for the crane, and when was that?")


def test_the_post_stands_above_its_author() -> None:
    assert kinds("We will be in by noon and not a minute later.", "She posted that:") == {
        "statement"
    }
    article = Article.compose(
        body=[*STORY, "In by noon, not a minute later.", "— Jon Ruud (@jonruud) May 3, 2026"]
    )
    stated = [article.text[one.start : one.end] for one in discounted(article)]
    assert "In by noon, not a minute later." in stated


def test_headings_and_lists_of_names_are_loose() -> None:
    assert kinds("What the harbour needs") == {"loose"}
    names = (
        "Edda Krohn, Jon Ruud, Mira Holt, Ilse Marrow, Tobias Renn, Jonas Weil, Liv Sand, Tor Moe"
    )
    assert kinds(names) == {"loose"}
    assert kinds("The harbour needs a crane.") == set()


@pytest.mark.parametrize(
    "paragraph",
    [
        "The poll was conducted by phone among 1,004 adults and has a margin of error of 3 points.",
        "The Dow Jones Industrial Average rose 12 points, or 0.1 percent.",
    ],
)
def test_how_it_was_counted_is_a_method(paragraph: str) -> None:
    assert "method" in kinds(paragraph)


def test_a_sidebar_glued_into_a_sentence_is_furniture() -> None:
    paragraph = (
        "The crane, said Jon RuudJon Aksel RuudHarbour master under fire Boats late again MORE,"
        " was never paid for."
    )
    article = Article.compose(body=paragraph)
    (one,) = discounted(article)
    assert one.kind == "furniture"
    assert article.text[one.start : one.end].startswith("RuudJon")
    assert article.text[one.start : one.end].endswith("MORE")


def test_they_are_in_order_and_computed_once() -> None:
    article = Article.compose(headline="Boats in", body=["“No,” he said.", "Sign up now, it said."])
    assert list(discounted(article)) == sorted(discounted(article))
    assert discounted(article) is discounted(article)
