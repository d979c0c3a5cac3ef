"""The lists as their raters give them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from shared_data import shared

from reliacheck.cli import main
from reliacheck.ratings import Ratings, claims, load_ratings
from reliacheck.ratings.importing import read_listing, store_listing
from reliacheck.ratings.model import Rater

LISTS = {
    "cred1.csv": ("cred1", 2673, 1),
    "iffy_2022.json": ("iffy", 1480, 0),
    "pink_slime_2022.json": ("pink-slime", 1313, 0),
    "wikipedia_rsp_2022-10-25.wikitext": ("wikipedia", 636, 5),
    "lin2023_domain_ratings.csv": ("lin", 11516, 4),
}


@pytest.mark.parametrize("name", LISTS)
def test_each_is_recognised_and_read(name: str) -> None:
    read = read_listing(shared(f"ratings/{name}"), Rater("R", ""))
    assert (read.rater.kind, read.rater.rows, read.rater.rejected) == LISTS[name]


REJECTED = {
    "cred1.csv": ["is not a domain"],
    "iffy_2022.json": [],
    "pink_slime_2022.json": [],
    "wikipedia_rsp_2022-10-25.wikitext": [
        *("is not a domain", "is not a domain"),
        *("names no site", "names no site", "names no site"),
    ],
    "lin2023_domain_ratings.csv": ["is not a domain"] * 4,
}


@pytest.mark.parametrize("name", LISTS)
def test_rejected_rows_say_where_they_are_and_why(name: str) -> None:
    read = read_listing(shared(f"ratings/{name}"), Rater("R", ""))
    lines = shared(f"ratings/{name}").read_text(encoding="utf-8").splitlines()
    assert sorted(_last_words(one.reason) for one in read.rejected) == sorted(REJECTED[name])
    for one in read.rejected:
        word, number = one.place.split()
        assert (word, 0 < int(number) <= len(lines)) == ("line", True)


def _last_words(reason: str) -> str:
    return "is not a domain" if reason.endswith("is not a domain") else reason


@pytest.mark.parametrize("name", LISTS)
def test_importing_a_real_list_twice_changes_nothing(name: str, tmp_path: Path) -> None:
    into = tmp_path / "ratings.tsv"
    read = read_listing(shared(f"ratings/{name}"), Rater("R", ""))
    assert store_listing(read, into, date(2026, 1, 1))[1]
    before = into.read_bytes()
    rater, changed = store_listing(read, into, date(2026, 2, 2))
    assert (changed, rater.imported, into.read_bytes() == before) == (False, "2026-01-01", True)


@pytest.mark.parametrize(
    ("name", "cut", "complaint"),
    [
        ("iffy_2022.json", '"Domain"', "not valid JSON"),
        ("pink_slime_2022.json", '"domain"', "not valid JSON"),
        ("cred1.csv", "\n", "not valid CSV"),
        ("lin2023_domain_ratings.csv", "\n", "not valid CSV"),
    ],
)
def test_a_damaged_list_says_where_and_changes_nothing(
    name: str, cut: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = shared(f"ratings/{name}").read_text(encoding="utf-8-sig")
    at = text.index(cut, len(text) // 2) + 1
    bad = tmp_path / name
    bad.write_text(text[:at] + ('"' if name.endswith(".csv") else ""), encoding="utf-8")
    into = tmp_path / "ratings.tsv"
    code = main(["ratings", "import", str(bad), "--rater", "R", "--into", str(into)])
    told = capsys.readouterr().err
    assert code == 2
    assert complaint in told
    place = re.search(rf"{re.escape(name)}:(\d+)", told)
    assert place is not None, told
    assert abs(int(place[1]) - text[:at].count("\n") - 1) <= 1
    assert not into.exists()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    list_ = shared("ratings/wikipedia_rsp_2022-10-25.wikitext")
    into = tmp_path_factory.mktemp("wikipedia") / "ratings.tsv"
    store_listing(read_listing(list_, Rater("Wikipedia", "")), into, date(2026, 1, 1))
    return into


@pytest.fixture(scope="module")
def wikipedia(imported: Path) -> Ratings:
    return load_ratings(imported, bundled=False)


@pytest.mark.parametrize(
    ("what", "on", "topic", "verdict"),
    [
        ("https://www.forbes.com/sites/someone/2021/01/01/story/", None, None, "unreliable"),
        ("https://www.forbes.com/billionaires/", None, None, "reliable"),
        ("foxnews.com", None, "politics", "mixed"),
        ("foxnews.com", None, "science", "mixed"),
        ("foxnews.com", None, "sport", "reliable"),
        ("foxnews.com", None, "talk shows", "unreliable"),
        ("foxnews.com", None, None, None),
        ("newsweek.com", "2012-12-31", None, "reliable"),
        ("newsweek.com", "2013-01-01", None, "mixed"),
        ("newsweek.com", None, None, None),
        ("abcnews.go.com", None, None, "reliable"),
        ("huffpost.com", None, "politics", "mixed"),
        ("huffpost.com", None, "sport", "reliable"),
        ("insider.com", None, "culture", "reliable"),
        ("insider.com", None, "business", "mixed"),
        ("aa.com.tr/en", None, "international politics", "unreliable"),
        ("aa.com.tr/en", None, "sport", "mixed"),
        ("sixthtone.com", None, "politics", "unreliable"),
        ("theguardian.com", None, None, "reliable"),
        ("rollingstone.com/politics/a", "2020-01-01", None, "unreliable"),
        ("rollingstone.com/culture-council/a", None, None, "unreliable"),
        ("lenta.ru", "2014-03-12", None, "deprecated"),
    ],
)
def test_what_wikipedia_says(
    wikipedia: Ratings, what: str, on: str | None, topic: str | None, verdict: str | None
) -> None:
    day = date.fromisoformat(on) if on else None
    (claim,) = claims(wikipedia.lookup(what, on=day, topic=topic))
    assert claim.verdict == verdict


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (
            ["https://www.forbes.com/sites/someone/2021/01/01/story/"],
            [
                "Wikipedia: unreliable (generally unreliable)",
                'for forbes.com/sites, in its words "contributors"',
                "Wikipedia: reliable (generally reliable)",
                "for forbes.com",
                "One rater, Wikipedia: unreliable.",
            ],
        ),
        (
            ["forbes.com"],
            ["One rater, Wikipedia: reliable.", "forbes.com/sites: Wikipedia: unreliable"],
        ),
        (
            ["foxnews.com", "--topic", "politics"],
            ["for foxnews.com, on politics or science", "One rater, Wikipedia: mixed."],
        ),
        (["foxnews.com", "--topic", "sport"], ["One rater, Wikipedia: reliable."]),
        (
            ["foxnews.com"],
            [
                "on politics or science",
                "except on politics",
                "on talk shows",
                "Wikipedia makes no claim here: depends on the topic.",
            ],
        ),
        (["newsweek.com", "--date", "2012-06-01"], ["One rater, Wikipedia: reliable."]),
        (["newsweek.com", "--date", "2020-06-01"], ["One rater, Wikipedia: mixed."]),
        (["newsweek.com"], ["Wikipedia makes no claim here: depends on the date."]),
        (["abcnews.go.com"], ["for abcnews.go.com", "One rater, Wikipedia: reliable."]),
        (["go.com"], ["go.com: no rating list that is in use knows it."]),
    ],
    ids=lambda value: " ".join(value) if value and "Wikipedia" not in " ".join(value) else "",
)
def test_what_show_says_of_it(
    imported: Path,
    arguments: list[str],
    shown: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = f"ratings = {json.dumps(str(imported))}\nbundled-ratings = false\n"
    (tmp_path / "reliacheck.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["ratings", "show", *arguments]) == 0
    out = capsys.readouterr().out
    assert [one for one in shown if one not in out] == []


def test_look_ups_are_fast(wikipedia: Ratings) -> None:
    hosts = [rating.place for rating in _all(wikipedia)]
    start = time.process_time()
    for _ in range(5):
        assert all(wikipedia.lookup(host) for host in hosts)
    assert 5 * len(hosts) / (time.process_time() - start) > 10_000


def test_what_wikipedia_does_not_say(wikipedia: Ratings) -> None:
    assert not wikipedia.lookup("go.com")
    assert not wikipedia.lookup("lenta.ru", on=date(2014, 3, 11))


def test_the_bundled_file_is_that_list(tmp_path: Path) -> None:
    list_ = shared("ratings/cred1.csv")
    read = read_listing(list_, Rater("CRED-1", "cred1", "2026"))
    bundled = {(one.place, one.verdict, one.value) for one in _all(load_ratings())}
    assert bundled == {(one.place, one.verdict, one.value) for one in read.ratings}


def _all(ratings: Ratings) -> list:  # type: ignore[type-arg]
    return [one for file, _ in ratings._files for one in file.all()]


def test_a_look_up_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, reliacheck; from reliacheck.ratings import load_ratings;"
        "load_ratings().lookup('infowars.com'); print(*sys.modules)"
    )
    modules = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "reliacheck.ratings.store" in modules
    heavy = (
        "numpy",
        "json",
        "csv",
        "tomllib",
        "sqlite3",
        "pathlib",
        "reliacheck.ratings.importing",
    )
    assert not set(modules) & set(heavy)
