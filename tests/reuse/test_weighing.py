"""What each word of an article counts."""

from __future__ import annotations

from reliacheck import Article
from reliacheck.reuse.weighing import (
    FORMULA,
    FURNITURE,
    LOOSE,
    OWN,
    QUOTATION,
    STATEMENT,
    Weighed,
    weigh,
)

STORY = Article.compose(
    headline="Mill on the Dale to shut",
    byline="By Edda Krohn",
    body=[
        "The last paper mill on the river shuts in June, and fishermen are glad of it.",
        "“Nobody asked us,” said Jon Ruud, 41, who has worked there for thirty years.",
        "The company said in a statement that it had looked for a buyer.",
        "The poll has a margin of error of three points.",
        "What the county says",
        "Sign up for our newsletter and get the latest news in your inbox.",
    ],
)


def kinds(words: str, article: Article = STORY) -> set[int]:
    """What the words, which stand in the article once, are."""
    text = weigh(article)
    start = article.text.index(words)
    return {
        kind
        for at, kind in zip(text.starts, text.kinds, strict=True)
        if start <= at < start + len(words)
    }


def telling(article: Article = STORY) -> set[str]:
    text = weigh(article)
    return {word.text for word, tells in zip(text.prepared.words, text.tells, strict=True) if tells}


def test_each_word_has_the_kind_of_its_stretch() -> None:
    assert kinds("The last paper mill on the river") == {OWN}
    assert kinds("Nobody asked us") == {QUOTATION}
    assert kinds("who has worked there") == {OWN}
    assert kinds("said in a statement that it had looked") == {STATEMENT}
    assert kinds("The poll has a margin of error") == {FORMULA}
    assert kinds("What the county says") == {LOOSE}
    assert kinds("Sign up for our newsletter") == {FURNITURE}
    assert kinds("Mill on the Dale to shut") == kinds("Edda Krohn") == {FURNITURE}


def test_the_stronger_kind_wins() -> None:
    both = Article.compose(body="The company said in a statement: “We looked for a buyer.”")
    assert kinds("We looked for a buyer", both) == {QUOTATION}
    assert kinds("The company said", both) == {STATEMENT}


def test_words_in_small_letters_tell_names_figures_and_function_words_do_not() -> None:
    assert {"paper", "mill", "river", "shuts", "fishermen", "glad"} <= telling()
    assert not telling() & {"Jon", "Ruud", "June", "41", "the", "on", "in", "of", "who", "has"}


def test_words_outside_ascii_tell_whatever_their_case() -> None:
    assert {"Жители", "деревни"} <= telling(Article.compose(body="Жители деревни спасли паром."))


def test_own_words_are_those_that_are_no_quotation_statement_or_furniture() -> None:
    text = weigh(STORY)
    assert text.own_words == sum(kind in (OWN, FORMULA, LOOSE) for kind in text.kinds)
    assert 0 < text.own_words < len(text.starts)


def test_everything_is_of_one_length_and_computed_once() -> None:
    text = weigh(STORY)
    assert isinstance(text, Weighed)
    assert len(text.starts) == len(text.kinds) == len(text.tells) == len(text.prepared.words)
    assert text.starts == sorted(text.starts)
    assert weigh(STORY) is text


def test_an_article_without_words_weighs_nothing() -> None:
    assert weigh(Article.compose(body="—")).own_words == 0
