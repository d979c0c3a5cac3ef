"""Source ratings: what lists say of a site, each in its own words. Never an average.

ratings = load_ratings("ratings.tsv")
for claim in claims(ratings.lookup("https://www.forbes.com/sites/someone/story")):
    ...
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from reliacheck.ratings.claims import Claim, claims
from reliacheck.ratings.keys import is_below, parents_of, place_of, sites_of
from reliacheck.ratings.model import (
    DATE,
    TOPIC,
    VERDICTS,
    WORDS,
    Rater,
    Rating,
    specificity,
)
from reliacheck.ratings.store import RatingFile

if TYPE_CHECKING:
    from reliacheck.gazetteer import Gazetteer

__all__ = [
    "BUNDLED",
    "DATE",
    "TOPIC",
    "VERDICTS",
    "WORDS",
    "Claim",
    "Rater",
    "Rating",
    "Ratings",
    "claims",
    "load_ratings",
]

_FOLDER = os.path.dirname(__file__)  # noqa: PTH120 - pathlib takes a tenth of a check's time
BUNDLED = f"{_FOLDER}/data/cred1.tsv"  # made by tools/bundle_ratings.py
_SHARED = "social"  # hosts of many publishers, who do not answer for one another


def load_ratings(
    path: str | os.PathLike[str] | None = None,
    *,
    house: str | os.PathLike[str] | None = None,
    bundled: bool = True,
) -> Ratings:
    """The ratings of a file, of the desk's own one, and those that come with reliacheck.

    Nothing is parsed until it is looked up; the files are read at the first look-up.

    Args:
        path: A file that `reliacheck ratings import` has made; None for none.
        house: The desk's own ratings, CSV or TOML; they stand above all others.
        bundled: Whether to use those that come with reliacheck. A rater in `path` of the same name
            takes their place.

    Raises ConfigError, then or at the first look-up, for a file that is missing or malformed.
    """
    paths = [os.fspath(path)] if path is not None else []
    return Ratings(
        [*paths, *([BUNDLED] if bundled else [])], None if house is None else os.fspath(house)
    )


class Ratings:
    """Ratings that can be looked up by host or link."""

    def __init__(self, paths: Sequence[str], house: str | None = None) -> None:
        """Take the files; of a rater that is in several the first counts."""
        self._paths = tuple(paths)
        self._house_path = house

    @cached_property
    def _files(self) -> tuple[tuple[RatingFile, frozenset[str]], ...]:
        """The files, each with the raters that an earlier one has, too."""
        files: list[tuple[RatingFile, frozenset[str]]] = []
        known: set[str] = set()
        for path in self._paths:
            file = RatingFile.read(path)
            if not set(file.raters) <= known:
                files.append((file, frozenset(known & set(file.raters))))
            known |= set(file.raters)
        return tuple(files)

    @cached_property
    def _house(self) -> dict[str, list[Rating]]:
        if self._house_path is None:
            return {}
        from reliacheck.ratings.house import read_house

        return read_house(self._house_path)

    @property
    def raters(self) -> tuple[Rater, ...]:
        """All raters, in the order of their names; the house first, if it has ratings."""
        found = [
            rater
            for file, hidden in self._files
            for rater in file.raters.values()
            if rater.name not in hidden
        ]
        house = sum(map(len, self._house.values()))
        own = [Rater("house", "house", rows=house, file=self._house_path or "")] if house else []
        return (*own, *sorted(found))

    def lookup(
        self,
        host_or_url: str,
        *,
        on: date | None = None,
        topic: str | None = None,
        outlets: Gazetteer | None = None,
    ) -> tuple[Rating, ...]:
        """Every rating that applies or may apply, the house's first, then the most specific.

        What is for another path, date or topic is left out. What hangs on a date or topic that is
        not given, or on words that no program can judge, is in, and says so (`Rating.unsettled`).
        `claims` makes of it what each rater says in the end.

        Args:
            host_or_url: A link, or a host, perhaps with a path. "www." and what stands for a small
                screen ("m.") do not count; any other subdomain is a site of its own.
            on: When the piece in question was published.
            topic: What it is about ("politics"). "US politics" is politics, too.
            outlets: A gazetteer: what is rated of a host above also counts where the gazetteer has
                both as hosts of one outlet (edition.cnn.com, but never abcnews.go.com for go.com).
        """
        host, path = place_of(host_or_url)
        if not host:
            return ()
        found = []
        for site in self._sites(host, path, outlets):
            for rating in _marked(self._of_host(site)):
                if is_below(path, rating.path) and (asked := rating.asked(on, topic)):
                    found.append(asked)
        return tuple(sorted(found, key=specificity)) if len(found) > 1 else tuple(found)

    def below(self, host_or_url: str) -> tuple[Rating, ...]:
        """The ratings of parts of a host or path: for "forbes.com", those of forbes.com/sites."""
        host, path = place_of(host_or_url)
        found = [
            rating
            for site in (sites_of(host) if host else ())
            for rating in self._of_host(site)
            if rating.path != path and is_below(rating.path, path)
        ]
        return tuple(sorted(found, key=specificity))

    def places_called(self, name: str) -> tuple[str, ...]:
        """The hosts that a rater calls by this name, case and a leading "the" aside. Slow."""
        wanted = _name_key(name)
        return tuple(
            dict.fromkeys(
                rating.host
                for file, hidden in self._files
                for rating in file.all()
                if rating.name and rating.rater not in hidden and _name_key(rating.name) == wanted
            )
        )

    def _of_host(self, host: str) -> list[Rating]:
        """All that is filed under one host."""
        found = list(self._house.get(host, ()))
        for file, hidden in self._files:
            found += [rating for rating in file.of_host(host) if rating.rater not in hidden]
        return found

    def _sites(self, host: str, path: str, outlets: Gazetteer | None) -> Iterable[str]:
        """The hosts whose ratings count for a host."""
        sites = sites_of(host)
        if outlets is None:
            return sites
        outlet = outlets.by_domain(f"{host}/{path}")
        if outlet is None or outlet.kind == _SHARED:
            return sites
        above = parents_of(sites[-1])
        return [*sites, *(one for one in above if outlets.by_domain(one) == outlet)]


def _marked(ratings: list[Rating]) -> list[Rating]:
    """Ratings of one host, with those marked that one rater contradicts."""
    if len(ratings) < 2:
        return ratings
    said: dict[tuple[object, ...], set[str]] = {}
    for rating in ratings:
        said.setdefault(rating.key, set()).add(rating.verdict)
    return [
        rating._replace(contradicted=True) if len(said[rating.key]) > 1 else rating
        for rating in ratings
    ]


def _name_key(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())
