"""Headlines compared: what is the same, what only looks so, and what holds for any two texts."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from shared_data import shared

from reliacheck.text.headline import compare_headlines, normalise, split_outlet
from reliacheck.text.headline_words import COMPOUNDS, canonical

HARBOUR = "Ferry sinks off Norwick, no casualties"

# Words that meet every branch: names, figures, negators, opposites, compounds, other scripts.
WORDS = st.sampled_from(
    "Norwick Ostford Iran Iraq Mayor mayor three 3 16 1,000 million not no denies opens closes "
    "Monday Friday north South Korea killed dead ferry Ferry sinks by in the US don't 5-2 "
    "re-elected UPDATE 1- | - : CNN Reuters … . ' “ ” 東京 حريق пожар".split()
)
HEADLINES = st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=60)


@pytest.mark.parametrize(
    "variant",
    [
        HARBOUR,
        HARBOUR.upper(),
        f"  {HARBOUR}. ",
        "Ferry  sinks off\u00a0Norwick, no casualties",
        f"{HARBOUR} - The Norwick Herald",
        f"{HARBOUR} | World news | CNN",
        f"NYT: {HARBOUR}",
        f"{HARBOUR} …",
    ],
)
def test_the_same_in_other_print_is_identical(variant: str) -> None:
    match = compare_headlines(HARBOUR, variant)
    assert match.identical
    assert match.score >= 0.99
    assert match.conflicts == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mayor ‘furious’ – aides", "Mayor 'furious' - aides"),
        ("“A mess,” says coach", '"A mess," says coach'),
        ("Council's budget vote—live", "Council’s budget vote - live"),
        ("Council’s budget", "Councilâ€™s budget"),
        ("東京で地震", "東京で地震"),
        ("Пожар в порту", "ПОЖАР В ПОРТУ."),
        ("Brand in Nordhafen: Drei Verletzte", "Brand in Nordhafen: Drei Verletzte - Der Spiegel"),
        ("حريق في الميناء", "حريق في الميناء"),
    ],
)
def test_quotes_dashes_and_languages_do_not_part_the_identical(a: str, b: str) -> None:
    assert compare_headlines(a, b).identical


@pytest.mark.parametrize("nothing", ["", "  ", "…", "."])
def test_nothing_is_no_headline_and_equals_none(nothing: str) -> None:
    assert normalise(nothing) == ""
    match = compare_headlines(nothing, nothing)
    assert (match.score, match.identical) == (0.0, False)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Three dead in Norwick mill fire", "3 killed in Norwick mill blaze"),
        ("1,000 jobs to go at Norwick yard", "Thousand jobs to go at Norwick yard"),
        ("Bank raises rates to 5.25%", "Bank raises rates to 5.25 percent"),
        ("Yard sold for $2.5bn", "Yard sold for $2.5 billion"),
        ("Twenty-five rescued as ferry sinks", "Ferry sinks, 25 rescued"),
        ("Third day of talks in Norwick", "Talks in Norwick enter 3rd day"),
        ("Iraqi minister resigns over dam", "Iraq minister quits over dam"),
        ("N. Korea test-fires rocket", "North Korea test-fires missile"),
        ("US senator re-elected in Ohio", "U.S. senator reelected in Ohio"),
        ("UPDATE 2-Ferry sinks off Norwick coast", "Ferry sinks off Norwick coast"),
        ("Labour organises rally in Norwick", "Labor organizes rally in Norwick"),
        (HARBOUR, "Ferry sinks off Norwick; none hurt"),
        ("Israel is struck by Iran", "Iran strikes Israel"),
        ("Iran and Israel hold secret talks", "Israel and Iran hold secret talks"),
        ("Taliban take Norwick outpost", "Taleban take Norwick outpost"),
    ],
)
def test_the_same_in_other_words_scores_high(a: str, b: str) -> None:
    match = compare_headlines(a, b)
    assert match.score > 0.85
    assert match.conflicts == ()
    assert not match.identical


@pytest.mark.parametrize(
    ("a", "b", "conflict"),
    [
        ("13 dead in Iraq", "16 killed in north Iraq", "number 13 / 16"),
        ("3 dead, 4 hurt in mill fire", "4 dead, 4 hurt in mill fire", "number 3 / 4"),
        ("Yard cuts 2 million jobs", "Yard cuts 3 million jobs", "number 2 million / 3 million"),
        ("Rovers beat Albion 2-1", "Rovers beat Albion 1-2", "order 2, 1 / 1, 2"),
        ("Ferry fire off Syria kills 9", "Ferry fire off Iraq kills 9", "name Syria / Iraq"),
        ("Indian dam floods town", "Egyptian dam floods town", "name Indian / Egyptian"),
        ("Shooting at Ohio mill", "Shooting at Texas mill", "name Ohio / Texas"),
        (
            "Mayor Lindqvist resigns over deal",
            "Mayor Osterman resigns over deal",
            "name Lindqvist / Osterman",
        ),
        ("Ferry Sinks Off Norwick", "Ferry Sinks Off Ostford", "name Norwick / Ostford"),
        ("Israel strikes Iran", "Iran strikes Israel", "order Israel, Iran / Iran, Israel"),
        ("Norwick shares open higher", "Norwick shares open lower", "opposite higher / lower"),
        ("Court frees ferry captain", "Court jails ferry captain", "opposite frees / jails"),
        ("Today's papers: Monday", "Today's papers: Friday", "day Monday / Friday"),
        (HARBOUR, "Ferry sinks off Norwick, casualties feared", "negation"),
        ("Mayor to meet dockers", "Mayor not to meet dockers", "negation"),
        ("Mayor takes bribes", "Mayor denies taking bribes", "negation"),
        ("Yard will hire hundreds", "Yard won't hire hundreds", "negation"),
    ],
)
def test_a_template_filled_in_anew_scores_low_and_says_why(a: str, b: str, conflict: str) -> None:
    match = compare_headlines(a, b)
    assert match.score < 0.3
    assert conflict in match.conflicts


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mayor opens bridge in Norwick", "Dockers vote on wage offer"),
        ("Norwick council backs tram line", "Storm floods Ostford market hall"),
        ("Ferry sinks", "Rates rise"),
        ("???", "!!!"),
    ],
)
def test_headlines_about_different_things_score_near_nothing(a: str, b: str) -> None:
    match = compare_headlines(a, b)
    assert match.score < 0.05
    assert match.conflicts == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Note to dockers: hold on", "Dockers: hold on"),  # "note" is no "not"
        ("Neither side gives way", "Neither side gives way in Norwick"),
        ("Ferry sinks, 12 missing", "Ferry sinks"),
        ("Fire in Cairo hotel", "Fire in Egypt hotel"),  # a town and its country
        ("FBI raids yard", "Federals raid yard"),
    ],
)
def test_what_one_leaves_out_or_puts_wider_is_no_conflict(a: str, b: str) -> None:
    assert compare_headlines(a, b).conflicts == ()


@pytest.mark.parametrize(
    ("headline", "bare", "outlet"),
    [
        ("NYT: Mayor quits", "Mayor quits", "NYT"),
        ("Washington Post: Mayor quits", "Mayor quits", "Washington Post"),
        ("BBC News - Mayor quits", "Mayor quits", "BBC News"),
        ("Mayor quits - The Guardian", "Mayor quits", "The Guardian"),
        ("Mayor quits — BBC News", "Mayor quits", "BBC News"),
        ("Mayor quits – Al Jazeera English", "Mayor quits", "Al Jazeera English"),
        ("Mayor quits | CNN", "Mayor quits", "CNN"),
        ("Mayor quits over tram | Norwick Quayside", "Mayor quits over tram", "Norwick Quayside"),
        ("Mayor quits | World news | The Guardian", "Mayor quits", "The Guardian"),
        ("Mayor quits - Norwick-Herald.co.uk  ...", "Mayor quits", "Norwick-Herald.co.uk"),
    ],
)
def test_outlets_are_split_off(headline: str, bare: str, outlet: str) -> None:
    assert split_outlet(headline) == (bare, outlet)


@pytest.mark.parametrize(
    "headline",
    [
        "Fox News Poll: Mayor ahead",
        "CNN Poll: Mayor ahead",
        "Trump - a year on",
        "Russia: three dead",
        "UN: Aid reaches Norwick",
        "WHO: Flu is back",
        "WATCH: Ferry sinks",
        "Breaking News: Ferry sinks",
        "Space News: Probe lands",
        "Ferry sinks - police",
        "Quake off Norwick - USGS",
        "Ferry sinks off Norwick | What we know",
        "Ferry sinks off Norwick | Video",
        "Opinion | The Mayor Is Right",
        "Murdoch - The Times",
        "CNN",
        "Reuters:",
        "Ferry sinks",
        "",
    ],
)
def test_what_is_no_outlet_stays(headline: str) -> None:
    assert split_outlet(headline) == (headline, None)


@pytest.mark.parametrize("known", [{"Quayside"}, {"quayside"}])
def test_outlets_that_shape_does_not_tell_can_be_given(known: set[str]) -> None:
    assert split_outlet("Mayor quits - Quayside", known) == ("Mayor quits", "Quayside")
    assert split_outlet("Quayside: Mayor quits", known) == ("Mayor quits", "Quayside")
    assert split_outlet("Quayside: Mayor quits") == ("Quayside: Mayor quits", None)


@given(HEADLINES, HEADLINES)
@example("3 dead, 4 hurt", "4 dead, 4 hurt")
@example("Iran strikes Israel", "Israel strikes Iran")
@example("Iran Iran not Iraq Iraq Iran", "Iran not not Iraq Iraq Iran")
@example("Norwick Iran Norwick Iraq", "Norwick Iraq iran Iraq")
def test_order_does_not_matter_and_figures_are_shares(a: str, b: str) -> None:
    match, mirrored = compare_headlines(a, b), compare_headlines(b, a)
    assert match._replace(conflicts=()) == mirrored._replace(conflicts=())
    assert len(match.conflicts) == len(mirrored.conflicts)
    figures = match.score, match.similarity, match.overlap, match.containment, match.spelling
    assert all(0 <= figure <= 1 for figure in figures)


@given(HEADLINES)
def test_a_headline_is_identical_with_itself_unless_it_says_nothing(text: str) -> None:
    match = compare_headlines(text, text)
    assert match.identical == bool(normalise(text))
    assert match.score >= 0.99 if match.identical else match.score == 0


@given(HEADLINES)
def test_splitting_an_outlet_takes_nothing_else(text: str) -> None:
    bare, outlet = split_outlet(text)
    assert bare in text
    assert outlet is None or outlet in text.replace(bare, "", 1)


@pytest.mark.parametrize(
    ("compound", "word"),
    [
        ("united states", "american"),
        ("saudi arabia", "saudis"),
        ("united kingdom", "british"),
        ("new york", "ny"),
        ("hong kong", "hk"),
        ("prime minister", "premier"),
        ("cease fire", "truces"),
        ("not guilty", "acquitted"),
        ("stepping down", "quits"),
        ("turned down", "rejects"),
        ("air strikes", "airstrike"),
    ],
)
def test_a_compound_and_a_word_for_it_have_one_form(compound: str, word: str) -> None:
    first, second = compound.split()
    assert COMPOUNDS[first, second] == canonical(word)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("kill", "killed kills slain dies death deadly"),
        ("name", "named naming tapped chose"),
        ("deny", "denied denies denial"),
        ("egypt", "egyptian egyptians"),
        ("china", "chinese"),
        ("iraq", "iraqis"),
        ("america", "usa americans"),
        ("organis", "organised organize organising"),
        ("care", "cares caring"),  # not the car
        ("note", "notes noted"),  # not "not"
        ("plan", "plans planned"),  # not the plane
    ],
)
def test_one_form_stands_for_its_inflections_and_synonyms(form: str, words: str) -> None:
    assert {canonical(word) for word in words.split()} == {form}


def test_rapidfuzz_is_loaded_for_many_comparisons_only() -> None:
    script = (
        "import sys; from reliacheck.text.headline import compare_headlines as compare;"
        "compare('Ferry sinks', 'Ferry lost'); early = 'rapidfuzz' in sys.modules;"
        "[compare('Ferry sinks', f'Ferry lost {n}') for n in range(99)];"
        "print(early, 'rapidfuzz' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_the_measured_quality_holds_on_real_headlines() -> None:
    path = shared("headlines/sts_headlines_dev.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    clear = [row for row in rows if not 2 < row["similarity"] < 4]
    right = sum(
        (compare_headlines(row["a"], row["b"]).score >= 0.5) == (row["similarity"] >= 4)
        for row in clear
    )
    assert right / len(clear) >= 0.9
