"""The lists as their raters give them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from shared_data import shared

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


@pytest.fixture(scope="module")
def wikipedia(tmp_path_factory: pytest.TempPathFactory) -> Ratings:
    list_ = shared("ratings/wikipedia_rsp_2022-10-25.wikitext")
    into = tmp_path_factory.mktemp("wikipedia") / "ratings.tsv"
    store_listing(read_listing(list_, Rater("Wikipedia", "")), into, date(2026, 1, 1))
    return load_ratings(into, bundled=False)


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
