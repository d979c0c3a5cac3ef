"""reliacheck ratings show: what the raters say of a site."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any, NamedTuple

from reliacheck.cli.ratings.common import a_day, add_format_flag, print_json, ratings_from
from reliacheck.cli.ratings.words import agreement, rating_lines
from reliacheck.errors import ConfigError
from reliacheck.exit_code import ExitCode
from reliacheck.gazetteer import Gazetteer, Outlet, load_outlets, read_outlets
from reliacheck.ratings import Claim, Rating, Ratings, claims
from reliacheck.ratings.keys import listed_place, place_of
from reliacheck.ratings.words import scope


class _Shown(NamedTuple):
    """What is known of one place."""

    place: str
    ratings: tuple[Rating, ...]
    claims: tuple[Claim, ...]
    below: tuple[Rating, ...]


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument("what", metavar="DOMAIN|URL|NAME", help="a host, a link, an outlet's name")
    parser.add_argument("--date", type=a_day, help="when the piece in question was published")
    parser.add_argument("--topic", help='what it is about ("politics")')
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Prints the ratings. What they disagree on is said, nothing is decided."""
    if not place_of(options.what)[0]:
        raise ConfigError(
            f"{options.what!r} names no site: give a host, a link or an outlet's name"
        )
    ratings, outlets = ratings_from(options), _outlets(options)
    outlet, places = _places(options.what, ratings, outlets)
    shown = [_shown(place, ratings, outlets, options) for place in places]
    if options.shown_as == "json":
        print_json(_as_json(options, outlet, shown))
    else:
        print("\n".join(_as_text(options, outlet, shown)))
    return ExitCode.OK


def _outlets(options: argparse.Namespace) -> Gazetteer:
    from reliacheck.cli.common import config_from
    from reliacheck.session import said_of

    house = config_from(options).desk.outlets
    if house is None:
        return load_outlets()
    with said_of("[desk] outlets"):
        return load_outlets(read_outlets(house))


def _places(
    what: str, ratings: Ratings, outlets: Gazetteer
) -> tuple[Outlet | None, tuple[str, ...]]:
    """The outlet that is meant, if one is known, and the places to look at."""
    try:
        listed_place(what)
    except ValueError:
        named = outlets.lookup(what)
        return named, named.domains if named and named.domains else ratings.places_called(what)
    host, path = place_of(what)
    return outlets.by_domain(what), (f"{host}/{path}" if path else host,)


def _shown(place: str, ratings: Ratings, outlets: Gazetteer, options: argparse.Namespace) -> _Shown:
    found = ratings.lookup(place, on=options.date, topic=options.topic, outlets=outlets)
    return _Shown(place, found, claims(found), ratings.below(place))


def _as_text(
    options: argparse.Namespace, outlet: Outlet | None, shown: Iterable[_Shown]
) -> list[str]:
    shown = list(shown)
    if not any(one.ratings or one.below for one in shown):
        name = f" ({outlet.name})" if outlet else ""
        return [f"{options.what}{name}: no rating list that is in use knows it."]
    lines: list[str] = []
    for one in shown:
        if lines:
            lines.append("")
        lines.append(f"{one.place}{f' ({outlet.name})' if outlet else ''}")
        for rating in one.ratings:
            lines += [f"  {line}" for line in rating_lines(rating)]
        if not one.ratings:
            lines.append("  not rated as a whole" if one.below else "  no list knows it")
        for claim in one.claims:
            if claim.verdict is None:
                lines.append(f"  {claim.rater} makes no claim here: {claim.why}.")
        if one.ratings:
            lines.append(f"  {agreement(one.claims)}")
        if one.below:
            lines.append("  Parts of it are rated apart:")
        for rating in one.below:
            about = scope(rating)
            said = f"{rating.place}: {rating.rater}: {rating.verdict}"
            lines.append(f"    {said}{f', {about}' if about else ''}")
    return lines


def _as_json(
    options: argparse.Namespace, outlet: Outlet | None, shown: Iterable[_Shown]
) -> dict[str, Any]:
    return {
        "asked": {
            "what": options.what,
            "date": options.date.isoformat() if options.date else None,
            "topic": options.topic,
        },
        "outlet": outlet.name if outlet else None,
        "places": [
            {
                "place": one.place,
                "ratings": [_rating_as_json(rating) for rating in one.ratings],
                "claims": [_claim_as_json(claim) for claim in one.claims],
                "conflict": _is_conflict(one.claims),
                "parts": [_rating_as_json(rating) for rating in one.below],
            }
            for one in shown
        ],
    }


def _rating_as_json(rating: Rating) -> dict[str, Any]:
    return {
        "rater": rating.rater,
        "verdict": rating.verdict,
        "value": rating.value,
        "host": rating.host,
        "path": rating.path,
        "since": rating.since.isoformat() if rating.since else None,
        "until": rating.until.isoformat() if rating.until else None,
        "topics": list(rating.topics),
        "except_topics": list(rating.except_topics),
        "words": rating.words or None,
        "name": rating.name or None,
        "rated": rating.rated or None,
        "licence": rating.licence or None,
        "link": rating.link or None,
        "note": rating.note or None,
        "override": rating.override,
        "unsettled": list(rating.unsettled),
        "contradicted": rating.contradicted,
    }


def _claim_as_json(claim: Claim) -> dict[str, Any]:
    return {
        "rater": claim.rater,
        "verdict": claim.verdict,
        "why": claim.why or None,
        "override": claim.override,
        "overridden": claim.overridden,
    }


def _is_conflict(made: Iterable[Claim]) -> bool:
    return len({claim.verdict for claim in made if claim.verdict and not claim.override}) > 1
