"""Ratings in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reliacheck.ratings import DATE, TOPIC, Claim, Rating
from reliacheck.ratings.words import scope


def unsettled(rating: Rating) -> str:
    """What stands open, for a reader."""
    flags = {DATE: "the date (--date)", TOPIC: "the topic (--topic)"}
    open_ = [flags.get(what, "what its words mean") for what in rating.unsettled]
    return f"applies depending on {' and '.join(open_)}" if open_ else ""


def rating_lines(rating: Rating) -> list[str]:
    """A rating in a paragraph."""
    about = scope(rating)
    own = f" ({rating.value})" if rating.value != rating.verdict else ""
    rated = rating.rated or "no date"
    source = f"rated: {rated}; licence: {rating.licence or 'not told'}"
    house = " (house rating, which stands above the others)" if rating.override else ""
    lines = [
        f"{rating.rater}: {rating.verdict}{own}{house}",
        f"  for {rating.place}{f', {about}' if about else ''}",
        f"  {rated if rating.override else source}{f'; {rating.link}' if rating.link else ''}",
    ]
    if rating.contradicted:
        lines.append("  this rater says something else about exactly the same: no claim")
    if open_ := unsettled(rating):
        lines.append(f"  {open_}")
    if rating.note:
        lines.append(f"  note: {rating.note}")
    return lines


def agreement(made: Sequence[Claim]) -> str:
    """Whether the raters agree, in a sentence that decides nothing."""
    said: dict[str, list[str]] = {}
    for claim in made:
        if claim.verdict and not claim.override:
            said.setdefault(claim.verdict, []).append(claim.rater)
    house = next((claim for claim in made if claim.override and claim.verdict), None)
    if len(said) > 1:
        sides = "; ".join(f"{', '.join(who)}: {verdict}" for verdict, who in said.items())
        text = f"The raters disagree ({sides})."
    elif said:
        ((verdict, who),) = said.items()
        text = (
            f"{len(who)} raters say {verdict}."
            if len(who) > 1
            else f"One rater, {who[0]}: {verdict}."
        )
    else:
        text = "No rater makes a claim."
    return f"{text} The house says {house.verdict}, which counts." if house else text


def age(rated: str, today: date) -> str:
    """How old a date of a year, month or day is: "3 years", "5 months", "12 days"."""
    if not rated:
        return "-"
    padded = "-".join([*rated.split("-"), "01", "01"][:3])
    try:
        days = (today - date.fromisoformat(padded)).days
    except ValueError:
        return "-"
    for size, noun in ((365, "year"), (30, "month"), (1, "day")):
        if days >= size or size == 1:
            count = max(days // size, 0)
            return f"{count} {noun}{'' if count == 1 else 's'}"
    return "-"
