"""Stories compared: the same event in other words, another event in the same words."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from shared_data import shared

from reliacheck import Article
from reliacheck.article import Metadata
from reliacheck.text.same_event import Story, days_apart, features_of, prepare, same_event

# What a rule would show; see docs/measurements/same-story.md.
THRESHOLD = 0.87

DAY = "2031-03-04"


def story(
    headline: str, body: str = "", published: str | None = DAY, language: str = "en"
) -> Story:
    meta = Metadata(published=published, language=language)
    return prepare(Article.compose(headline=headline, body=body or headline, meta=meta))


CHARGED = """NORWICK - The captain of the ferry Marigold was charged with manslaughter on Tuesday
over the sinking in Norwick Sound that killed 23 passengers last month.

Prosecutors said Henrik Tolland, 51, had left the bridge minutes before the Marigold struck a reef.
His lawyer, Dana Orrell, said he would plead not guilty at a hearing in Ostford district court."""
IN_OTHER_WORDS = """Henrik Tolland, who was in command of the Marigold when the ferry hit a reef and
went down with the loss of 23 lives, is to stand trial for manslaughter, prosecutors in Ostford
announced on Tuesday.

Tolland, 51, denies the charge, said his lawyer Dana Orrell."""
ANOTHER_SHIP = """VELLBY - The captain of the ferry Cormorant was charged with manslaughter on
Friday over the sinking in Vellby Bay that killed 14 passengers last month.

Prosecutors said Ruth Sandell, 44, had left the bridge minutes before the Cormorant struck a rock.
Her lawyer said she would plead not guilty at a hearing in Tarnham district court."""
DIVERS = """Divers have reached the bow of the Marigold, the ferry that sank in Norwick Sound last
month with the loss of 23 lives, the coast guard said on Thursday.

Commander Ivo Lessing said the salvage ship Atlas would start to raise the wreck once the storm had
passed."""

FERRY = story("Ferry captain charged after Norwick Sound sinking", CHARGED)


def test_the_same_event_in_other_words_is_found() -> None:
    other = story("Marigold skipper faces manslaughter case", IN_OTHER_WORDS)
    match = same_event(FERRY, other)
    assert match.judged
    assert match.score >= THRESHOLD
    assert match.headline.score < 0.5
    assert match.conflicts == ()


def test_what_both_have_is_listed_as_they_print_it() -> None:
    other = story("Marigold skipper faces manslaughter case", IN_OTHER_WORDS)
    shared_by_both = same_event(FERRY, other).shared
    assert {"Henrik Tolland", "Marigold", "manslaughter", "23", "51"} <= set(shared_by_both)


def test_another_event_in_the_same_words_is_not_the_same() -> None:
    other = story("Ferry captain charged after Vellby Bay sinking", ANOTHER_SHIP)
    match = same_event(FERRY, other)
    assert match.score < THRESHOLD - 0.2
    assert "passengers 23 / 14" in match.conflicts
    assert "weekday Tuesday / Friday" in match.conflicts
    assert any("Norwick" in conflict and "Vellby" in conflict for conflict in match.conflicts)


def test_the_next_event_in_the_same_matter_is_not_the_same() -> None:
    later = story("Divers find bow of sunken ferry Marigold", DIVERS, "2031-03-06")
    assert same_event(FERRY, later).score < 0.3


def test_another_matter_shares_nothing() -> None:
    other = story(
        "Orchestra of Tarnham plays in the park",
        "Some two thousand listeners came to the summer concert of the Tarnham Philharmonic, which "
        "played waltzes under its new conductor, Mira Fennick, until it rained.",
    )
    match = same_event(FERRY, other)
    assert match.score < 0.25
    assert match.shared == ()


def test_the_same_headline_over_the_same_event_scores_high() -> None:
    other = story("Ferry captain charged after Norwick Sound sinking", IN_OTHER_WORDS)
    assert same_event(FERRY, other).score >= 0.95
    assert same_event(FERRY, FERRY).score >= 0.99


def test_days_between_speak_against_it() -> None:
    dates = (DAY, "2031-03-05", "2031-03-06")
    scores = [
        same_event(FERRY, story("Skipper faces manslaughter case", IN_OTHER_WORDS, date)).score
        for date in dates
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] >= THRESHOLD > scores[2]


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2031-03-04", "2031-03-04", 0),
        ("2031-03-04", "2031-03-05", 1),
        ("2031-02-27", "2031-03-05", 3),
        ("2031-03-04T23:30:00Z", "2031-03-05T01:00:00Z", 0),
        ("2031-03-04T23:30:00+00:00", "2031-03-05T01:30:00+02:00", 0),
        ("2031-03-04T06:00:00Z", "2031-03-04T23:00:00Z", 1),
        ("2031-03-04T23:30:00Z", "2031-03-05", 1),
        ("2031-03-04T23:30:00Z", "2031-03-05T01:00:00", 1),
        (None, "2031-03-05", 1),
        ("yesterday", "2031-03-05", 1),
    ],
)
def test_days_apart(one: str | None, other: str | None, days: int) -> None:
    a, b = story("Ferry sinks", published=one), story("Ferry sinks", published=other)
    assert days_apart(a, b) == days_apart(b, a) == days


def test_two_languages_are_not_judged() -> None:
    german = story("Kapitän der Fähre Marigold angeklagt", CHARGED, language="de")
    match = same_event(FERRY, german)
    assert not match.judged
    assert match.score == 0


def test_too_little_text_is_not_judged() -> None:
    flash = story("Ferry sinks")
    match = same_event(flash, flash)
    assert not match.judged
    assert match.score == 0
    assert match.headline.identical


def test_another_language_goes_by_names_figures_and_long_words() -> None:
    one, same, another = (
        story(headline, body, language="de")
        for headline, body in (
            (
                "Fähre im Nordsund gesunken: Kapitän angeklagt",
                "Die Staatsanwaltschaft Ostfurt hat den Kapitän der Fähre Marigold, Henrik Tolland,"
                " wegen fahrlässiger Tötung angeklagt. Bei dem Untergang im Nordsund waren im"
                " Februar 23 Menschen ums Leben gekommen.",
            ),
            (
                "Anklage gegen Schiffsführer",
                "Henrik Tolland, Kapitän der gesunkenen Fähre Marigold, muss sich wegen"
                " fahrlässiger Tötung vor Gericht verantworten. Das teilte die Staatsanwaltschaft"
                " Ostfurt mit. Bei dem Unglück im Nordsund starben 23 Menschen.",
            ),
            (
                "Prozess nach Schiffsunglück",
                "Vor dem Landgericht Tarnheim hat der Prozess gegen die Kapitänin Ruth Sandell"
                " begonnen. Ihr Frachter Kormoran war in der Vellbucht auf einen Felsen gelaufen,"
                " 14 Seeleute starben.",
            ),
        )
    )
    assert same_event(one, same).score >= THRESHOLD
    assert same_event(one, another).score < 0.5
    assert "die" not in one.terms


def test_only_names_within_a_sentence_are_names() -> None:
    read = story(
        "Mayor Opens Harbour Bridge",
        "Workers cheered when Mayor Ada Quill opened the harbour bridge. Traffic was light. The "
        "mayor thanked the workers.",
    )
    assert set(read.names) == {"ada", "quill"}


def test_a_count_is_a_figure_and_what_it_counts() -> None:
    read = story(
        "Navy seizes 23 pirates",
        "The navy seized 23 pirates in 2031. Captain Ada Quill, 44, said the sailors were safe.",
    )
    assert {thing: set(figures) for thing, figures in read.counts.items()} == {"pirat": {"23"}}
    assert read.figures == {"23", "44"}


def test_the_end_of_a_long_story_is_not_read() -> None:
    filler = "The harbour was calm and the bridge stood as it had stood. " * 40
    read = story("Harbour bridge stands", f"{filler}\n\nHenrik Tolland came late.")
    assert not {"henrik", "tolland"} & read.terms.keys()


WORDS = st.sampled_from(
    "Norwick Sound Henrik Tolland ferry sank 23 1,000 passengers Tuesday not o’clock U.S. don't "
    "Iran-backed – . ! “ ” \n\n 東京 حريق Fähre 2031 İ ſ".split(" ")
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=120)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example("", "", "", "")
@example("A", "-", "İstanbul’s -‑- ’s", "'s 's n't")
def test_any_two_stories_compare_alike_both_ways(
    headline: str, body: str, other_headline: str, other_body: str
) -> None:
    a, b = story(headline, body), story(other_headline, other_body)
    match, mirrored = same_event(a, b), same_event(b, a)
    assert 0 <= match.score <= 1
    assert match.score == pytest.approx(mirrored.score)
    assert match.judged == mirrored.judged
    assert all(0 <= feature <= 1.000001 for feature in features_of(a, b))


def test_importing_it_costs_no_library() -> None:
    script = "import sys, reliacheck.text.same_event; print('rapidfuzz' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_measured_quality_holds_on_real_stories() -> None:
    path = shared("reuse/ecbplus_topics1-35.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    same, other = [], []
    for topic in (3, 8, 18, 26, 32):
        held = [row for row in rows if row["topic"] == topic]
        read = [(row["event"], story("", " ".join(row["sentences"][1:]))) for row in held]
        for place, (event, one) in enumerate(read):
            for another, two in read[place + 1 :]:
                scored = same if event == another else other
                scored.append(same_event(one, two).score)
    assert sum(score >= 0.5 for score in same) / len(same) >= 0.8
    assert sum(score >= THRESHOLD for score in other) / len(other) <= 0.01
