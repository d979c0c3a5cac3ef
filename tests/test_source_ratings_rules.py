"""What the rules on source ratings tell, and when they are not assessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import Newsroom, Run

OUTLETS = "Tidewatch\tonline\t\ttidewatch.example\ten\t\n"
STORY = (
    "Harbour water fails test\n\nThe water of the harbour holds lead, Tidewatch reported on Monday"
    " in a long article about the town.\n\nThe council has sent for its own test and will have the"
    " results at the end of the week, it said.\n"
)
GERMAN = (
    "Wasser im Hafen verseucht\n\nDas Wasser im Hafen enthält Blei, wie Tidewatch am Montag in"
    " einem langen Artikel über die Stadt berichtete.\n\nDer Rat hat eine eigene Probe genommen"
    " und wartet noch auf das Ergebnis.{more}\n"
)
RULES = ("low-rated", "conflicting-ratings", "unrated", "stale-ratings")


@pytest.fixture
def desk(room: Newsroom) -> Newsroom:
    """A newsroom with an outlet of its own, and no ratings."""
    room.write("outlets.tsv", OUTLETS)
    settings(room)
    room.write("story.txt", STORY)
    return room


def settings(room: Newsroom, *, ratings: bool = False, house: bool = False) -> None:
    lines = ["bundled-ratings = false", *(['ratings = "ratings.tsv"'] if ratings else [])]
    lines += ["[desk]", 'outlets = "outlets.tsv"']
    lines += ['ratings-override = "house.csv"'] if house else []
    room.write("reliacheck.toml", "\n".join([*lines, ""]))


def import_(room: Newsroom, rater: str, date: str, rows: str) -> None:
    room.write("list.csv", f"domain,rating,topic,except\n{rows}\n")
    flags = ("--rater", rater, "--date", date, "--licence", f"Terms of {rater}", "--kind=csv")
    link = f"--link=https://{rater.lower()}.example/"
    done = room.run("ratings", "import", "list.csv", "--into", "ratings.tsv", link, *flags)
    assert done.code == 0, done.err


def check(room: Newsroom, rule: str, path: str = "story.txt") -> Run:
    return room.run("check", path, "--format=json", f"--select=sources.{rule}")


def status(run: Run) -> tuple[str, str]:
    (article,) = run.report["articles"]
    (one,) = [one for one in article["checks"] if one["status"] != "off"]
    return one["status"], one["reason"]


@pytest.mark.parametrize("rule", RULES)
def test_without_ratings_none_is_assessed(desk: Newsroom, rule: str) -> None:
    told, reason = status(check(desk, rule))
    assert (told, "no source ratings are in use" in reason) == ("not-assessed", True)


@pytest.mark.parametrize("rule", RULES)
def test_of_another_language_only_links_and_credits_are_known(desk: Newsroom, rule: str) -> None:
    import_(desk, "A", "2020", "tidewatch.example,unreliable,,")
    import_(desk, "B", "2020", "tidewatch.example,reliable,,")
    settings(desk, ratings=True)
    desk.write("german.txt", GERMAN.format(more=""))
    told, reason = status(check(desk, rule, "german.txt"))
    assert told == "not-assessed"
    assert "it is in the language 'de'" in reason
    site = "new.example" if rule == "unrated" else "tidewatch.example"
    desk.write("german.txt", GERMAN.format(more=f" Mehr unter https://{site}/blei."))
    ((finding,),) = (one["findings"] for one in check(desk, rule, "german.txt").report["articles"])
    assert finding["location"]["text"] == f"https://{site}/blei"


def test_each_rater_is_told_for_itself(desk: Newsroom) -> None:
    import_(desk, "A", "2024-05", "tidewatch.example,unreliable,politics;health,")
    import_(desk, "B", "2023", "tidewatch.example,deprecated,,")
    settings(desk, ratings=True)
    text = STORY.replace("The council", "[A page](https://tidewatch.example/politics/lead) has it.")
    desk.write("story.md", f"# {text}")
    findings = check(desk, "low-rated", "story.md").findings()
    assert [one["location"]["text"] for one in findings] == ["Tidewatch reported", "A page"]
    cited, linked = findings
    assert cited["message"] == "Tidewatch (cited) is rated deprecated by B (2023)."
    assert linked["message"] == (
        "Tidewatch (linked) is rated unreliable by A (2024-05) and deprecated by B (2023)."
    )
    assert linked["evidence"]["A"] == (
        "unreliable for tidewatch.example, on health or politics; rated 2024-05;"
        " licence: Terms of A; https://a.example/"
    )
    assert linked["evidence"]["B"] == (
        "deprecated for tidewatch.example; rated 2023; licence: Terms of B; https://b.example/"
    )
    assert f"A: {linked['evidence']['A']}." in linked["help"]
    assert all(isinstance(value, str | int) for value in linked["evidence"].values())


def test_raters_that_disagree_are_shown_and_not_averaged(desk: Newsroom) -> None:
    import_(desk, "A", "2024", "tidewatch.example,unreliable,,")
    import_(desk, "B", "2023", "tidewatch.example,reliable,,")
    settings(desk, ratings=True)
    (finding,) = check(desk, "conflicting-ratings").findings()
    assert finding["message"] == (
        "Tidewatch (cited): raters disagree: unreliable by A (2024) and reliable by B (2023)."
    )
    assert finding["severity"] == "info"
    (low,) = check(desk, "low-rated").report["articles"][0]["findings"]
    assert low["state"] == "below-threshold"
    assert low["message"].endswith("unreliable by A (2024), but reliable by B (2023).")


def test_raters_that_condemn_in_different_words_do_not_disagree(desk: Newsroom) -> None:
    import_(desk, "A", "2024", "tidewatch.example,unreliable,,")
    import_(desk, "B", "2023", "tidewatch.example,deprecated,,")
    topics = "tidewatch.example,unreliable,politics,\ntidewatch.example,deprecated,,politics"
    import_(desk, "C", "2022", topics)
    settings(desk, ratings=True)
    assert check(desk, "conflicting-ratings").findings() == []
    assert status(check(desk, "conflicting-ratings"))[0] == "passed"
    import_(desk, "D", "2022", "tidewatch.example,mixed,,")
    (finding,) = check(desk, "conflicting-ratings").findings()
    assert finding["message"] == (
        "Tidewatch (cited): raters disagree: unreliable by A (2024) and deprecated by B (2023) and"
        " mixed by D (2022); C says unreliable or deprecated (depends on the topic)."
    )


@pytest.mark.parametrize("other", ["reliable", "mixed"])
def test_a_rater_of_two_low_words_conflicts_with_another_side(desk: Newsroom, other: str) -> None:
    topics = "tidewatch.example,unreliable,politics,\ntidewatch.example,deprecated,,politics"
    import_(desk, "C", "2022", topics)
    settings(desk, ratings=True)
    assert check(desk, "conflicting-ratings").findings() == []
    import_(desk, "D", "2022", f"tidewatch.example,{other},,")
    (finding,) = check(desk, "conflicting-ratings").findings()
    assert "C says unreliable or deprecated" in finding["message"]


def test_the_house_wins_and_is_named(desk: Newsroom) -> None:
    import_(desk, "A", "2024", "tidewatch.example,reliable,,")
    desk.write("house.csv", "domain,rating,note\ntidewatch.example,unreliable,memo of March\n")
    settings(desk, ratings=True, house=True)
    (finding,) = check(desk, "low-rated").findings()
    assert finding["message"] == "Tidewatch (cited) is rated unreliable by the house."
    assert "house (the house's own, which counts): unreliable for tidewatch" in finding["help"]
    assert "memo of March" in finding["help"]
    assert check(desk, "conflicting-ratings").findings() == []


def test_a_rule_of_ones_own_verdicts(desk: Newsroom) -> None:
    import_(desk, "A", "2024", "tidewatch.example,mixed,,")
    settings(desk, ratings=True)
    assert check(desk, "low-rated").findings() == []
    with Path("reliacheck.toml").open("a", encoding="utf-8") as stream:
        stream.write('[rules."sources.low-rated"]\nverdicts = ["mixed"]\n')
    assert len(check(desk, "low-rated").findings()) == 1


def test_stale_lists_are_named_with_their_age(desk: Newsroom) -> None:
    import_(desk, "A", "2019-03-01", "tidewatch.example,reliable,,")
    import_(desk, "B", "2020", "tidewatch.example,reliable,,")
    settings(desk, ratings=True)
    (finding,) = check(desk, "stale-ratings").findings()
    assert "A (2019-03-01, " in finding["message"]
    assert "B (2020, " in finding["message"]
    assert finding["evidence"]["A"] > finding["evidence"]["B"] > finding["evidence"]["max_age"]


def test_a_circle_needs_an_outlet_and_an_archive(desk: Newsroom) -> None:
    told, reason = status(check(desk, "circular"))
    assert (told, "nobody says who publishes it" in reason) == ("not-assessed", True)
    toml = Path("reliacheck.toml").read_text(encoding="utf-8")
    desk.write("reliacheck.toml", f'{toml}outlet = "Coast News"\n')
    desk.write("story.txt", STORY.replace(", it said", ""))
    told, reason = status(check(desk, "circular"))
    assert told == "not-assessed"
    assert "it rests on Tidewatch alone" in reason
    desk.write("story.txt", STORY.replace("it said", "said Edda Krohn, the mayor"))
    assert status(check(desk, "circular"))[0] == "passed"
