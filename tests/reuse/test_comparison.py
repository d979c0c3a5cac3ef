"""Two articles compared: what they share, what of that counts, and what they are to each other."""

from __future__ import annotations

import pytest
from copy_stories import FERRY, MILL
from hypothesis import given, settings
from hypothesis import strategies as st

from reliacheck import Article, Metadata
from reliacheck.reuse import Comparison, SharedPassage, compare
from reliacheck.reuse.judging import REUSE

# Invented, like all stories here.
QUOTED = (
    "We had told the owner three times that the light on the reef was out, and three times we were"
    " told that a new one had been ordered"
)
FORMULA = "He did not immediately respond to a request for comment on Friday."


def article(*paragraphs: str) -> Article:
    # Invented words are of no language, and detection would say now this, now that.
    return Article.compose(body=paragraphs, meta=Metadata(language="en"))


def compared(a: list[str], b: list[str]) -> Comparison:
    return compare(article(*a), article(*b))


def only(comparison: Comparison) -> SharedPassage:
    """The one passage that there is."""
    (passage,) = comparison.passages
    return passage


def test_a_copy_is_the_same_copy() -> None:
    found = compared(FERRY, FERRY)
    assert found.relation == "same-copy"
    assert found.score > 0.95
    assert (found.share_of_a, found.share_of_b) == (1, 1)
    assert found.reused == found.passages
    assert only(found).kind == "own"


def test_one_sentence_is_partial_reuse_with_a_share_of_each() -> None:
    found = compared(FERRY, [*MILL, FERRY[1]])
    assert found.relation == "partial-reuse"
    assert 0.25 < found.share_of_a < 0.4
    assert 0.2 < found.share_of_b < 0.4
    assert found.longest_run == only(found).own_words == len(FERRY[1].split())


def test_a_rewrite_in_the_same_order_is_reuse() -> None:
    rewrite = [
        "A ferry carrying 90 passengers ran aground off Sunholm soon after six on Tuesday morning,"
        " and local fishermen took every one of them off in two trawlers.",
        "She had left Port Alder in thick fog and was about half a mile off course when she hit"
        " the reef; divers who examined her bow found the tanks torn open.",
    ]
    found = compared(FERRY, rewrite)
    assert found.relation != "independent"
    assert found.share_of_b > 0.8
    assert found.longest_run < 15


def test_moved_blocks_are_all_found() -> None:
    found = compared(FERRY, [FERRY[2], MILL[0], FERRY[0]])
    assert found.relation != "independent"
    texts = [found.b.text[slice(*one.passage.b)] for one in found.reused]
    assert any(text.startswith("The owner has two more vessels") for text in texts)
    assert any(text.startswith("A ferry with ninety passengers") for text in texts)


def test_other_stories_are_independent() -> None:
    found = compared(FERRY, MILL)
    assert (found.relation, found.passages, found.longest_run) == ("independent", (), 0)
    assert (found.share_of_a, found.share_of_b) == (0, 0)
    assert found.score < 0.1


def test_one_event_in_other_words_is_independent() -> None:
    other = [
        "Two trawlers brought ninety people ashore at Sunholm on Tuesday morning, some of them in"
        " their socks.",
        "Their ferry lies on the reef with a hole in her bow. Why the captain did not see where he"
        " was heading is for an inquiry to say: there was fog, and the radar may have failed.",
    ]
    assert compared(FERRY, other).relation == "independent"


@pytest.mark.parametrize(
    ("shared", "kind"),
    [
        (f"“{QUOTED},” she said.", "quotation"),
        (
            "The company said in a statement it would pay for every ticket, every night in a hotel"
            " and every lost day of work.",
            "statement",
        ),
        (FORMULA, "formula"),
        (
            "Sign up for our newsletter and get the latest news in your inbox every morning"
            " before you have had your coffee.",
            "furniture",
        ),
    ],
)
def test_what_anybody_may_share_is_shown_and_does_not_count(shared: str, kind: str) -> None:
    found = compared([FERRY[1], shared], [MILL[1], shared])
    assert (only(found).kind, only(found).quoted) == (kind, True)
    assert found.reused == ()
    assert found.relation == "independent"
    assert found.score < REUSE
    assert (found.share_of_a, found.share_of_b) == (0, 0)


@pytest.mark.parametrize("marked", ["a", "b"])
def test_a_quotation_of_either_is_one(marked: str) -> None:
    with_marks, without = f"“{QUOTED},” she said.", f"{QUOTED}, she said."
    a, b = (with_marks, without) if marked == "a" else (without, with_marks)
    found = compared([FERRY[0], a], [MILL[0], b])
    assert only(found).kind == "quotation"
    assert found.relation == "independent"


def test_without_the_marks_on_both_sides_it_counts() -> None:
    found = compared([FERRY[0], f"{QUOTED}."], [MILL[0], f"{QUOTED}."])
    assert only(found).kind == "own"
    assert found.relation != "independent"


def test_a_form_filled_in_anew_is_a_template() -> None:
    week = "Cod sold for {} crowns a kilo at the quay on Monday, against {} crowns a week before."
    found = compared([FERRY[0], week.format(41, 38)], [MILL[0], week.format(38, 35)])
    same = compared([FERRY[0], week.format(41, 38)], [MILL[0], week.format(41, 38)])
    assert only(found).prose < only(same).prose
    assert found.relation == "independent"


def test_words_of_names_and_figures_tell_less() -> None:
    names = "Edda Krohn, Jon Ruud, Mira Holt, Ilse Marrow, Tobias Renn and Jonas Weil, 41, 38, 17"
    prose = "fishermen mended torn nets beside old wooden sheds while gulls watched from grey roofs"
    some, much = compared([names], [names]), compared([prose], [prose])
    assert only(some).own_words >= only(much).own_words
    assert only(some).prose < only(much).prose / 2


# Texts of invented words, which are in no list of formulae, with no word in two of them.
_WORDS = st.lists(
    st.text("bcdfghjklmnpqrstvwxz", min_size=5, max_size=9), min_size=90, max_size=90, unique=True
)
_TEXTS = _WORDS.map(
    lambda words: [f"It {' '.join(words[at : at + 30])}." for at in range(0, 90, 30)]
)
_some = settings(max_examples=40)


@_some
@given(_TEXTS)
def test_any_text_against_itself_is_the_same_copy(texts: list[str]) -> None:
    found = compared(texts, texts)
    assert found.relation == "same-copy"
    assert (found.share_of_a, found.share_of_b) == (1, 1)


@_some
@given(_TEXTS)
def test_unrelated_words_are_independent(texts: list[str]) -> None:
    found = compared(texts[:1], texts[1:])
    assert (found.relation, found.passages) == ("independent", ())


@_some
@given(_TEXTS)
def test_quoting_all_of_it_makes_it_independent(texts: list[str]) -> None:
    text, *own = texts
    for a, b in ((text, f"“{text}”"), (f"“{text}”", text)):
        found = compared([a], [*own, b])
        assert found.relation == "independent"
        assert found.reused == ()


@_some
@given(_TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_figures_and_spans_are_what_they_should_be(texts: list[str], first: int, last: int) -> None:
    one, common, other = texts
    part = " ".join(common.split()[first:last]) or "Nothing."
    found = compared([one, common], [part, other])
    assert 0 <= found.score <= 1
    for share in (found.share_of_a, found.share_of_b):
        assert 0 <= share <= 1
    assert (found.relation == "independent") == (found.score < REUSE)
    places = [one.passage.b for one in found.passages]
    assert places == sorted(places)
    for shared in found.passages:
        assert 0 <= shared.longest_run <= shared.own_words
        assert shared.prose <= shared.own_words
        for whole, span in ((found.a, shared.passage.a), (found.b, shared.passage.b)):
            assert 0 <= span[0] < span[1] <= len(whole.text)


@_some
@given(_TEXTS)
def test_who_is_called_a_changes_nothing_but_the_sides(texts: list[str]) -> None:
    one, common, other = texts
    there = compared([one, common], [common, other])
    back = compared([common, other], [one, common])
    assert there.relation == back.relation == "partial-reuse"
    assert there.score == pytest.approx(back.score)
    assert (there.share_of_a, there.share_of_b) == (back.share_of_b, back.share_of_a)
