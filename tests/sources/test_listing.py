"""The sources of invented stories, and of the seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reliacheck import Article, Context, Metadata
from reliacheck.checks import Desk
from reliacheck.plugins import load_plugins
from reliacheck.reading import Limits, read_inputs
from reliacheck.sources import StorySource, credited, statements, story_sources

SEED = Path(__file__).resolve().parents[2] / "fixtures" / "articles" / "iran-news-rockets.txt"


def of(*paragraphs: str, outlet: str | None = None) -> tuple[StorySource, ...]:
    """The sources of a story with these paragraphs."""
    meta = Metadata(outlet=outlet, language="en")
    return story_sources(Article.compose(body=list(paragraphs), meta=meta), Context())


def named(*paragraphs: str) -> list[tuple[str, str]]:
    return [(one.name, one.kind) for one in of(*paragraphs)]


def seed() -> Article:
    read = read_inputs([str(SEED)], load_plugins(), limits=Limits())
    return read.articles[0]


# The seed


def test_the_seed_has_these_sources_and_no_others() -> None:
    sources = story_sources(seed(), Context())
    assert {(one.name, one.kind, one.second_hand) for one in sources} == {
        ("coalition spokesman", "unnamed", False),
        ("Iraqi officials", "unnamed", False),
        ("American officials", "unnamed", False),
        ("The New York Times", "outlet", True),
        ("Reuters", "agency", True),
        ("Iraqi military statement", "document", False),
        ("Washington", "organisation", False),
        ("Khataib Hezbollah", "organisation", False),
    }
    assert len(sources) == 8
    assert {one.name: one.statements for one in sources}["Iraqi officials"] == 4


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Iraqi officials acknowledge", ["Iraqi officials"]),
        ("Iraqi officials said their doubts", ["Iraqi officials"]),
        ("In a report early this month", ["The New York Times", "Iraqi officials"]),
        ("According to The New York Times", ["The New York Times", "Iraqi officials"]),
        ("Washington has blamed", ["Washington", "Reuters"]),
        ("Sunday’s attack, before dawn", ["coalition spokesman"]),
        ("Khataib Hezbollah has also denied", ["Khataib Hezbollah"]),
        ("He provided no further details", ["Reuters"]),
        ("It said a fourth", ["Iraqi military statement"]),
        ("The United States assassinated", []),
        ("The rockets were launched from Kirkuk", []),
    ],
)
def test_sentences_of_the_seed_are_linked_to_them(words: str, names: list[str]) -> None:
    article = seed()
    sources = story_sources(article, Context())
    (one,) = [one for one in statements(article, Context()) if one.sentence.text.startswith(words)]
    assert list(dict.fromkeys(sources[use.source].name for use in one.uses)) == names
    assert one.explicit == bool(names)


def test_the_seed_credits_iran_daily() -> None:
    found = {(one.name, one.where) for one in credited(seed(), Context())}
    assert ("Iran Daily", "credit") in found
    assert not {"Reuters", "The New York Times"} & {name for name, _ in found}


# One source under several mentions


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Edda Lunde, a lawyer, said the bridge was safe. She said it would hold."],
            [("Edda Lunde", "named-person")],
        ),
        (
            [
                "Harbour Minister Edda Lunde said the bridge was safe.",
                "Lunde said it would hold.",
                "The harbour minister said so twice.",
            ],
            [("Edda Lunde", "named-person")],
        ),
        (
            ["The Harbour Ministry said the bridge was safe.", "The ministry said it would hold."],
            [("Harbour Ministry", "organisation")],
        ),
        (
            ["The Harbour Ministry said so.", "A ministry spokesman said it would hold."],
            [("Harbour Ministry", "organisation")],
        ),
        (
            ["The Harbour Ministry said so.", "A ministry statement called it safe."],
            [("Harbour Ministry", "organisation")],
        ),
        (
            ["The Department of Justice said so.", "The Justice Department said it would appeal."],
            [("Department of Justice", "organisation")],
        ),
        (
            ["The New York Times reported the deal.", "The Times said it was signed on Monday."],
            [("The New York Times", "outlet")],
        ),
        (
            ["The United States said it would go.", "The U.S. said nobody would stay."],
            [("United States", "organisation")],
        ),
        (
            ["Two Vellby officials said so.", "The officials said the bridge would hold."],
            [("Two Vellby officials", "unnamed")],
        ),
        (
            ["A police statement said two men fled.", "It said a third was found."],
            [("police statement", "document")],
        ),
    ],
)
def test_mentions_of_one_source_are_one(
    paragraphs: list[str], expected: list[tuple[str, str]]
) -> None:
    assert named(*paragraphs) == expected
    assert of(*paragraphs)[0].statements == len(statements_of(paragraphs))


def statements_of(paragraphs: list[str]) -> list[object]:
    article = Article.compose(body=paragraphs, meta=Metadata(language="en"))
    return [one for one in statements(article, Context()) if one.uses]


def test_different_sources_stay_apart() -> None:
    found = named(
        "Edda Lunde said the bridge was safe.",
        "Arne Lunde said it was not.",
        "Coast officials said it would hold.",
        "Vellby officials said it would fall.",
    )
    assert [name for name, _ in found] == [
        "Edda Lunde",
        "Arne Lunde",
        "Coast officials",
        "Vellby officials",
    ]


def test_the_department_of_one_thing_is_not_that_of_another() -> None:
    found = named("The Department of Health said so.", "The Department of Labor said so.")
    assert [name for name, _ in found] == ["Department of Health", "Department of Labor"]


# Several sources in a sentence


def test_an_outlet_and_whom_it_cites() -> None:
    sources = of("Reuters reported, citing two officials, that the bridge would close.")
    assert [(one.name, one.kind, one.second_hand) for one in sources] == [
        ("Reuters", "agency", True),
        ("two officials", "unnamed", False),
    ]


def test_whom_somebody_told() -> None:
    sources = of("“It will hold until the summer,” Edda Lunde told Reuters on Monday.")
    assert {(one.name, one.second_hand) for one in sources} == {
        ("Edda Lunde", False),
        ("Reuters", True),
    }


def test_reasons_are_not_cited_people() -> None:
    found = named("The council closed the bridge, citing the potential harm to ships.")
    assert found == []


def test_our_own_outlet_is_told_apart() -> None:
    paragraph = "“It will hold until the summer,” Edda Lunde told Reuters on Monday."
    kinds = {one.name: (one.kind, one.second_hand) for one in of(paragraph, outlet="Reuters")}
    assert kinds["Reuters"] == ("self", False)
    by_desk = Article.compose(body=[paragraph], meta=Metadata(language="en"))
    sources = story_sources(by_desk, Context(Desk(outlet="Reuters")))
    assert [one.kind for one in sources if one.name == "Reuters"] == ["self"]


# Whom it takes for a source


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("According to the poll, most want the bridge.", "poll", "document"),
        ("Critics blame the port authority.", "Critics", "vague"),
        ("Some residents said the noise was worse.", "Some residents", "vague"),
        ("An aide who has seen the letters said it was short.", "aide", "unnamed"),
        ("His lawyer, Edda Lunde, said he was at home.", "Edda Lunde", "named-person"),
        ("Edda Lunde, a lawyer in Vellby, on the coast, said so.", "Edda Lunde", "named-person"),
        ("The Coast Party has accused him of lying.", "Coast Party", "organisation"),
        ("Interior ministry spokesman Salam al-Harbi said so.", "Salam al-Harbi", "named-person"),
        ("It was safe, said his brother, Arne.", "Arne", "organisation"),
        ("Some residents are worried about the noise.", "Some residents", "vague"),
        ("The Harbour Board released a report on the cracks.", "Harbour Board", "organisation"),
        (
            "The bridge is safe, data compiled by Coast Institute show.",
            "Coast Institute",
            "organisation",
        ),
        ("Images from the scene showed a broken pillar.", "Images from the scene", "document"),
    ],
)
def test_a_source_is_found(sentence: str, name: str, kind: str) -> None:
    assert named(sentence) == [(name, kind)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was built in 1950.",
        "The port authority has not said when it will open.",
        "Edda Lunde did not say why.",
        "On Monday, 44 percent said they would not cross it.",
        "The militia the council blamed for the fire has left.",
        "Friday’s weather report was wrong.",
        "The feast, which is also called Lantern Day, falls on Friday.",
        "This is the part that the council won’t say.",
    ],
)
def test_nobody_is_a_source(sentence: str) -> None:
    assert named(sentence) == []


def test_posts_are_those_of_who_signs_them() -> None:
    post = "The bridge is safe. It will hold. — Edda Lunde (@eddalunde) May 4, 2020"
    (source,) = of("The bridge was closed on Monday.", post)
    assert (source.name, source.kind) == ("Edda Lunde", "named-person")
    assert source.statements >= 2


def test_passages_of_a_round_up_are_those_of_who_signs_them() -> None:
    passage = "The bridge is safe, and there is no reason why it should be closed to anybody."
    sources = of(passage, "Edda Lunde, Reuters", passage, "The Guardian", "It opened in 1950.")
    assert [(one.name, one.kind) for one in sources] == [
        ("Edda Lunde", "named-person"),
        ("The Guardian", "outlet"),
    ]
    assert of(passage, "Edda Lunde, Reuters", "It opened in 1950.") == ()


def test_words_of_a_headline_alone_are_no_source() -> None:
    body = ["The bridge will close, Edda Lunde said."]
    meta = Metadata(language="en")
    article = Article.compose(headline="Bridge unsafe: expert", body=body, meta=meta)
    assert [one.name for one in story_sources(article, Context())] == ["Edda Lunde"]


# Figures


def test_shares_are_of_the_sentences_with_a_source() -> None:
    sources = of(
        "Edda Lunde said the bridge was safe.",
        "Arne Holm said it was not.",
        "Lunde said it would hold.",
        "The bridge was built in 1950.",
    )
    assert [(one.statements, round(one.share, 3)) for one in sources] == [(2, 0.667), (1, 0.333)]


def test_spans_are_of_the_text() -> None:
    article = seed()
    for one in story_sources(article, Context()):
        assert one.first == one.mentions[0]
        assert len(one.said) == one.statements
        assert all(article.sentence_at(start) is not None for start, _ in one.said)
        assert all(article.text[start:end].strip() for start, end in one.mentions)


def test_it_is_computed_once() -> None:
    article, context = seed(), Context()
    assert story_sources(article, context) is story_sources(article, context)


def test_another_language_has_no_sources() -> None:
    article = Article.compose(
        body="Die Brücke ist sicher, sagte Edda Lunde.", meta=Metadata(language="de")
    )
    assert story_sources(article, Context()) == ()
    assert statements(article, Context()) == ()
