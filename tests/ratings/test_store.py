from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ratings.lists import CRED1, DAY, LIN, listing, stored, verdicts

from reliacheck.archive.lock import writer_lock
from reliacheck.errors import ConfigError
from reliacheck.ratings import BUNDLED, Rating, claims, load_ratings
from reliacheck.ratings.importing import store_listing
from reliacheck.ratings.model import Rater
from reliacheck.ratings.store import RatingFile, with_rater

LATER = date(2027, 1, 1)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|"), max_size=8).map(
    lambda text: " ".join(text.split())
)
HOSTS = st.from_regex(r"[a-z]{1,3}(\.[a-z]{1,3}){1,2}", fullmatch=True)
DAYS = st.none() | st.dates()
RATINGS = st.builds(
    Rating,
    HOSTS,
    st.sampled_from(["", "a", "a/b"]),
    st.just("R"),
    st.sampled_from(["reliable", "mixed", "satire"]),
    WORDS,
    DAYS,
    DAYS,
    st.lists(WORDS.filter(bool), max_size=2).map(tuple),
    words=WORDS,
    name=WORDS,
    note=WORDS,
    licence=st.just("CC0"),
    link=st.just("https://r.example/"),
    rated=st.just("2020"),
    except_topics=st.just(()),
    override=st.just(False),
    unsettled=st.just(()),
    contradicted=st.just(False),
)


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    into = tmp_path / "ratings.tsv"
    read = listing(tmp_path, CRED1)
    read = read._replace(rater=read.rater._replace(licence="CC  BY\t4.0"))
    assert store_listing(read, into, DAY)[1]
    before = into.read_bytes()
    rater, changed = store_listing(read, into, LATER)
    assert not changed
    assert rater.imported == DAY.isoformat()
    assert into.read_bytes() == before


def test_a_new_import_takes_the_place_of_that_raters_old_one_only(tmp_path: Path) -> None:
    ratings = stored(tmp_path, ("A", CRED1), ("B", LIN), ("A", LIN))
    assert [(rater.name, rater.kind, rater.rows) for rater in ratings.raters] == [
        ("A", "lin", 3),
        ("B", "lin", 3),
    ]
    assert not ratings.lookup("tide.example")
    assert [(one.rater, one.verdict) for one in ratings.lookup("a.example")] == [
        ("A", "reliable"),
        ("B", "reliable"),
    ]


def test_an_import_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    stored(tmp_path, ("A", CRED1))
    before = (tmp_path / "ratings.tsv").read_bytes()
    with pytest.raises(ConfigError):
        stored(tmp_path, ("A", "domain,pc1\nx y,1\n"))
    assert (tmp_path / "ratings.tsv").read_bytes() == before
    left = {file.name for file in tmp_path.iterdir()}
    assert left == {"list.txt", "ratings.tsv", ".ratings.tsv.lock"}


@given(st.lists(RATINGS, max_size=20), st.lists(RATINGS, max_size=20))
def test_all_that_is_filed_is_found_under_its_host(
    mine: list[Rating], others: list[Rating]
) -> None:
    rater = Rater("R", "csv", "2020", "CC0", "https://r.example/")
    data, told, changed = with_rater(None, rater, mine)
    more = [one._replace(rater="S") for one in others]
    data, _, _ = with_rater(RatingFile("f", data), rater._replace(name="S"), more)
    again, _, changed = with_rater(RatingFile("f", data), rater, mine)
    assert (again, changed) == (data, False)
    file = RatingFile("f", data)
    everything = {*mine, *more}
    assert set(file.all()) == everything
    assert told.rows == len(set(mine))
    for host in {one.host for one in everything} | {"a.a", "zzz.zzz"}:
        assert set(file.of_host(host)) == {one for one in everything if one.host == host}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda data: data[:-1], "damaged or changed by hand"),
        (lambda data: data.replace(b"satire", b"mixed ", 1), "damaged or changed by hand"),
        (lambda data: data[:0] + b"domain,rating\n", "not a ratings file"),
        (lambda data: data[:0], "not a ratings file"),
    ],
)
def test_a_file_that_is_not_whole_is_told(tmp_path: Path, change: object, complaint: str) -> None:
    stored(tmp_path, ("A", CRED1))
    file = tmp_path / "ratings.tsv"
    file.write_bytes(change(file.read_bytes()))  # type: ignore[operator]
    with pytest.raises(ConfigError, match=complaint):
        load_ratings(file).lookup("a.example")
    with pytest.raises(ConfigError, match=complaint):
        stored(tmp_path, ("B", LIN))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such ratings file"):
        load_ratings(tmp_path / "none.tsv").lookup("a.example")


def test_the_bundled_ratings_are_used_unless_switched_off(tmp_path: Path) -> None:
    (rater,) = load_ratings().raters
    assert (rater.name, rater.licence) == ("CRED-1", "CC BY 4.0")
    assert Path(BUNDLED).with_name("LICENCE.md").is_file()
    (found,) = load_ratings().lookup("infowars.com")
    assert (found.rater, found.verdict, found.licence) == ("CRED-1", "unreliable", "CC BY 4.0")
    assert found.link == "https://github.com/aloth/cred-1"
    nothing = load_ratings(bundled=False)
    assert nothing.raters == nothing.lookup("infowars.com") == ()


def test_an_import_under_the_bundled_raters_name_takes_its_place(tmp_path: Path) -> None:
    stored(tmp_path, ("CRED-1", CRED1))
    ratings = load_ratings(tmp_path / "ratings.tsv")
    assert [rater.rows for rater in ratings.raters] == [4]
    assert not ratings.lookup("infowars.com")


HOUSE = """\
# ours
domain,rating,path,topic,from,note
tide.example,mixed,,,,"we asked them, twice"
a.example,unreliable,blog,politics;war,2020-01-01,
"""


def test_the_house_stands_above_all(tmp_path: Path) -> None:
    house = tmp_path / "house.csv"
    house.write_text(HOUSE, encoding="utf-8")
    stored(tmp_path, ("A", CRED1))
    ratings = load_ratings(tmp_path / "ratings.tsv", house=house)
    found = ratings.lookup("tide.example")
    assert [(one.rater, one.verdict, one.override) for one in found] == [
        ("house", "mixed", True),
        ("A", "satire", False),
    ]
    own, other = claims(found)
    assert (own.override, own.verdict, other.overridden, other.verdict) == (
        True, "mixed", True, "satire",
    )  # fmt: skip
    assert own.ratings[0].note == "we asked them, twice"
    assert verdicts(ratings.lookup("a.example/blog", topic="war", on=DAY)) == ["unreliable"]
    assert not ratings.lookup("a.example/blog", topic="sport", on=DAY)
    assert ratings.raters[0].rows == 2


def test_the_houses_file_may_be_toml(tmp_path: Path) -> None:
    house = tmp_path / "house.toml"
    house.write_text(
        '[[rating]]\ndomain = "a.example"\nrating = "satire"\ntopic = ["War", "sea"]\n'
        "from = 2020-01-01\n",
        encoding="utf-8",
    )
    (found,) = load_ratings(house=house).lookup("a.example")
    assert (found.topics, found.since) == (("sea", "war"), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("h.csv", "domain,rating\na.example,splendid\n", "line 2: rating 'splendid'; write one of"),
        ("h.csv", "domain,rating\nx y,mixed\n", "line 2: 'x y' is not a domain"),
        ("h.csv", "domain,ratng\n", 'did you mean "rating"'),
        ("h.csv", "domain\n", "no 'rating'"),
        ("h.csv", "domain,rating\na.example\n", "line 2: 1 columns instead of 2"),
        ("h.csv", "domain,rating,from\na.example,mixed,2020\n", "'2020' is not a date"),
        ("h.toml", "[[rating]\n", "not valid TOML"),
        ("h.toml", "[[ratings]]\n", r"write a table \[\[rating\]\]"),
        ("h.toml", "rating = [1]\n", r"write a table \[\[rating\]\]"),
    ],
)
def test_a_malformed_house_file_names_line_and_remedy(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint) as caught:
        load_ratings(house=tmp_path / name).lookup("a.example")
    assert name in str(caught.value)


IMPORT = """
import sys
from datetime import date
from pathlib import Path
from reliacheck.ratings.importing import read_listing, store_listing
from reliacheck.ratings.model import Rater

folder, name = Path(sys.argv[1]), sys.argv[2]
read = read_listing(folder / f"{name}.csv", Rater(name, "csv"))
print("ready", flush=True)
sys.stdin.readline()
store_listing(read, folder / "ratings.tsv", date(2026, 1, 1))
"""


def test_imports_at_one_moment_lose_none(tmp_path: Path) -> None:
    names = ["A", "B", "C", "D"]
    rows = "".join(f"site{number}.example,reliable\n" for number in range(2_000))
    for name in names:
        (tmp_path / f"{name}.csv").write_text(f"domain,rating\n{rows}", encoding="utf-8")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    running = [
        subprocess.Popen([sys.executable, "-c", IMPORT, str(tmp_path), name], **pipes, text=True)
        for name in names
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        one.communicate()
    assert [one.returncode for one in running] == [0] * len(names)
    raters = load_ratings(tmp_path / "ratings.tsv", bundled=False).raters
    assert [(rater.name, rater.rows) for rater in raters] == [(name, 2_000) for name in names]


def test_an_import_does_not_wait_for_ever(tmp_path: Path) -> None:
    read = listing(tmp_path, CRED1)
    into = tmp_path / "ratings.tsv"
    with (
        writer_lock(tmp_path / ".ratings.tsv.lock", 1),
        pytest.raises(ConfigError, match=r"ratings\.tsv: another import was not done within 0.1 s"),
    ):
        store_listing(read, into, DAY, wait=0.1)
    assert not into.exists()
    assert store_listing(read, into, DAY)[1]
