from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from newsroom import Newsroom, Run
from ratings.lists import CRED1, LIN, OWN, WIKITEXT

import reliacheck
from reliacheck import Context


@pytest.fixture
def desk(room: Newsroom) -> Newsroom:
    """A newsroom with a ratings file in its settings, and lists to import."""
    room.write("reliacheck.toml", 'ratings = "ratings.tsv"\nbundled-ratings = false\n')
    for name, text in (("w.txt", WIKITEXT), ("c.csv", CRED1), ("l.csv", LIN), ("own.csv", OWN)):
        room.write(name, text)
    return room


def import_(desk: Newsroom, name: str, rater: str, *flags: str) -> Run:
    return desk.run("ratings", "import", name, "--rater", rater, *flags)


def test_an_import_says_what_it_took(desk: Newsroom) -> None:
    done = import_(desk, "c.csv", "CRED-1", "--date", "2026-02", "--licence", "CC BY 4.0")
    assert done.code == 0
    assert done.out.startswith("CRED-1: 4 ratings imported, 2 rows rejected (cred1, ")
    assert done.err.splitlines() == [
        "reliacheck: rejected: line 6: no domain at all: 'no domain at all' is not a domain",
        "reliacheck: rejected: line 7: mole.example: unknown category 'splendid'",
    ]
    before = Path("ratings.tsv").read_bytes()
    again = import_(desk, "c.csv", "CRED-1", "--date", "2026-02", "--licence", "CC BY 4.0")
    assert "4 ratings unchanged" in again.out
    assert Path("ratings.tsv").read_bytes() == before


def test_a_preview_writes_nothing(desk: Newsroom) -> None:
    done = import_(desk, "own.csv", "Ours", "--preview")
    assert done.out.splitlines()[:2] == [
        "kind: csv (told by the content)",
        "columns: domain = site, rating = verdict, topic = topic, note = notes (guessed)",
    ]
    assert "  a.example: reliable (High), on politics or science" in done.out
    assert not Path("ratings.tsv").exists()


def test_a_guess_is_told_when_it_is_used(desk: Newsroom) -> None:
    done = import_(desk, "own.csv", "Ours")
    assert done.code == 0
    assert "reliacheck: columns: domain = site, rating = verdict" in done.err
    named = import_(desk, "own.csv", "Ours", "--columns", "domain=site,rating=verdict")
    assert (named.code, named.err) == (0, "")


def test_a_guess_that_is_not_sure_is_refused(desk: Newsroom) -> None:
    desk.write("x.csv", "site,score\na.example,3\n")
    done = import_(desk, "x.csv", "Ours")
    assert done.code == 2
    assert "cannot tell which column is the rating" in done.err
    words = import_(
        desk, "x.csv", "Ours", "--columns=domain=site,rating=score", "--verdicts=3=mixed"
    )
    assert words.code == 0


def test_rejected_rows_go_to_a_file(desk: Newsroom) -> None:
    rows = "".join(f"word {number},0.1,1\n" for number in range(12))
    desk.write("l.csv", f"{LIN}{rows}")
    done = import_(desk, "l.csv", "Lin", "--rejected", "bad.txt")
    assert len(done.err.splitlines()) == 11
    assert "3 rows more (--rejected FILE has all)" in done.err
    assert len(Path("bad.txt").read_text(encoding="utf-8").splitlines()) == 13


@pytest.mark.parametrize(
    ("flags", "complaint"),
    [
        (("--rater", "house"), "a name of its own"),
        (("--rater", "R", "--into", "c.csv"), "is the list itself"),
        (("--rater", "R", "--into", "l.csv"), "not a ratings file"),
        (("--rater", "R", "--rejected", "c.csv"), "is the list itself"),
        (("--rater", "R", "--date", "March"), "is not a date"),
        (("--rater", "R", "--columns", "x"), "expected NAME=VALUE"),
        (("--rater", "R", "--kind", "lin"), "does not look like lin"),
        ((), "--rater"),
    ],
)
def test_what_cannot_be_is_told(desk: Newsroom, flags: tuple[str, ...], complaint: str) -> None:
    done = desk.run("ratings", "import", "c.csv", *flags)
    assert done.code == 2
    assert complaint in done.err
    assert not Path("ratings.tsv").exists()


def test_without_a_file_named_an_import_says_how_to_name_one(room: Newsroom) -> None:
    room.write("c.csv", CRED1)
    done = import_(room, "c.csv", "R")
    assert (done.code, "--into FILE" in done.err) == (2, True)


def test_show_has_the_most_specific_first(desk: Newsroom) -> None:
    import_(desk, "w.txt", "Wikipedia")
    out = desk.run("ratings", "show", "https://www.forbes.com/sites/x/story").out
    assert out.index("unreliable (generally unreliable)") < out.index(
        "reliable (generally reliable)"
    )
    assert 'for forbes.com/sites, in its words "contributors"' in out
    assert "licence: CC BY-SA 4.0; https://en.wikipedia.org/" in out
    assert "note: staff articles" in out
    whole = desk.run("ratings", "show", "forbes.com").out
    assert "Parts of it are rated apart:\n    forbes.com/sites: Wikipedia: unreliable" in whole


def test_show_takes_a_name_a_date_and_a_topic(desk: Newsroom) -> None:
    import_(desk, "w.txt", "Wikipedia")
    fox = desk.run("ratings", "show", "fox news").out
    assert "Wikipedia makes no claim here: depends on the topic." in fox
    assert "foxbusiness.com (Fox News)" in fox
    assert (
        "One rater, Wikipedia: mixed."
        in desk.run("ratings", "show", "Fox News", "--topic=Politics").out
    )
    old = desk.run("ratings", "show", "newsweek.com", "--date=2012-06-01").out
    assert "published until 2012-12-31" in old
    assert "since" not in old
    assert desk.run("ratings", "show", "Rock").out.startswith("rock.example\n")


def test_show_says_where_raters_disagree(desk: Newsroom) -> None:
    import_(desk, "l.csv", "Lin")
    desk.write("own.csv", "domain,rating\na.example,mixed\n")
    import_(desk, "own.csv", "Ours")
    out = desk.run("ratings", "show", "a.example").out
    assert "The raters disagree (Lin: reliable; Ours: mixed)." in out


def test_show_of_what_nobody_knows(desk: Newsroom) -> None:
    import_(desk, "l.csv", "Lin")
    done = desk.run("ratings", "show", "go.com")
    assert (done.code, done.out) == (0, "go.com: no rating list that is in use knows it.\n")


def as_json(run: Run) -> dict[str, Any]:
    """Standard output as JSON by the schema that is shipped."""
    data: dict[str, Any] = json.loads(run.out)
    text = files("reliacheck.reporters").joinpath("ratings.schema.json").read_text("utf-8")
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    assert data["tool"] == {"name": "reliacheck", "version": reliacheck.__version__}
    return data


@pytest.mark.parametrize("what", ["", "  ", "http://", "https://?page=1", "//"])
def test_show_of_no_site_is_a_usage_error(desk: Newsroom, what: str) -> None:
    done = desk.run("ratings", "show", what)
    assert (done.code, done.out) == (2, "")
    assert f"{what!r} names no site: give a host, a link or an outlet's name" in done.err


def test_show_as_json(desk: Newsroom) -> None:
    import_(desk, "w.txt", "Wikipedia")
    shown = as_json(
        desk.run("ratings", "show", "newsweek.com", "--date=2020-01-01", "--format=json")
    )
    assert shown["asked"] == {"what": "newsweek.com", "date": "2020-01-01", "topic": None}
    assert shown["outlet"] == "Newsweek"
    (place,) = shown["places"]
    (rating,) = place["ratings"]
    assert (rating["verdict"], rating["since"], rating["unsettled"]) == ("mixed", "2013-01-01", [])
    assert place["claims"] == [
        {
            "rater": "Wikipedia",
            "verdict": "mixed",
            "why": None,
            "override": False,
            "overridden": False,
        }
    ]
    assert (place["conflict"], place["parts"]) == (False, [])


def test_every_kind_of_show_is_by_the_schema(desk: Newsroom) -> None:
    import_(desk, "w.txt", "Wikipedia")
    import_(desk, "own.csv", "Ours", "--date", "2025")
    desk.write("house.csv", "domain,rating,from\na.example,mixed,2020-01-01\n")
    desk.write(
        "reliacheck.toml",
        'ratings = "ratings.tsv"\nbundled-ratings = false\n'
        '[desk]\nratings-override = "house.csv"\n',
    )
    for what in ("a.example", "forbes.com", "fox news", "nobody.example", "Nobody at all"):
        shown = as_json(desk.run("ratings", "show", what, "--format=json"))
        assert shown["asked"]["what"] == what
    (place,) = as_json(desk.run("ratings", "show", "a.example", "--format=json"))["places"]
    assert [one["override"] for one in place["ratings"]] == [True, False]
    assert place["claims"][0]["why"] == "depends on the date"


def test_the_house_wins_and_is_shown_as_such(desk: Newsroom) -> None:
    import_(desk, "c.csv", "CRED-1")
    desk.write("house.csv", "domain,rating\ntide.example,reliable\n")
    desk.write(
        "reliacheck.toml",
        'ratings = "ratings.tsv"\nbundled-ratings = false\n'
        '[desk]\nratings-override = "house.csv"\n',
    )
    out = desk.run("ratings", "show", "tide.example").out
    assert "house: reliable (house rating, which stands above the others)" in out
    assert "One rater, CRED-1: satire. The house says reliable, which counts." in out
    assert "house" in desk.run("ratings", "list").out


def test_list(desk: Newsroom) -> None:
    import_(desk, "c.csv", "CRED-1", "--date", "2020")
    import_(desk, "l.csv", "Lin")
    out = desk.run("ratings", "list").out
    assert [line.split()[0] for line in out.splitlines()] == ["rater", "CRED-1", "Lin"]
    assert " years  " in out
    raters = as_json(desk.run("ratings", "list", "--format=json"))["raters"]
    assert [(one["name"], one["rows"], one["rejected"]) for one in raters] == [
        ("CRED-1", 4, 2),
        ("Lin", 3, 1),
    ]


def test_list_of_nothing(room: Newsroom) -> None:
    room.write("reliacheck.toml", "bundled-ratings = false\n")
    assert room.run("ratings", "list").out == "no ratings are in use\n"


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ('ratings = "none.tsv"\n', "ratings"),
        ('[desk]\nratings-override = "none.csv"\n', "desk"),
    ],
)
def test_a_check_stops_where_a_file_of_ratings_is_missing(
    room: Newsroom, settings: str, place: str
) -> None:
    room.write("reliacheck.toml", settings)
    room.write("a.txt", "A headline\n\nA story.\n")
    done = room.run("check", "a.txt")
    assert done.code == 2
    assert f"{place}: no such file of ratings" in done.err


def test_rules_have_them_in_their_context(desk: Newsroom) -> None:
    import_(desk, "l.csv", "Lin")
    context = Context(ratings="ratings.tsv", bundled_ratings=False)
    assert context.ratings is context._replace(archive=None).ratings
    assert [one.rater for one in context.ratings.lookup("a.example")] == ["Lin"]
    assert Context().ratings.lookup("infowars.com")
