"""Ratings in words, for reports and rules."""

from __future__ import annotations

from datetime import date, timedelta

from reliacheck.ratings.model import Rating


def scope(rating: Rating) -> str:
    """What a rating is about, beside its place; "" for everything."""
    parts = []
    if rating.topics:
        parts.append(f"on {' or '.join(rating.topics)}")
    if rating.except_topics:
        parts.append(f"except on {' or '.join(rating.except_topics)}")
    if rating.since and rating.until:
        parts.append(f"published {rating.since} to {rating.until}")
    elif rating.since:
        parts.append(f"published since {rating.since}")
    elif rating.until:
        parts.append(f"published until {rating.until}")
    if rating.words:
        parts.append(f'in its words "{rating.words}"')
    return ", ".join(parts)


def told(rating: Rating) -> str:
    """All that belongs to a rating in one line: verdict, the rater's own word, place and scope,
    date, licence, link, note."""
    own = f" ({rating.value})" if rating.value != rating.verdict else ""
    about = scope(rating)
    parts = [
        f"{rating.verdict}{own} for {rating.place}{f', {about}' if about else ''}",
        f"rated {rating.rated or 'without a date'}",
        "" if rating.override else f"licence: {rating.licence or 'not told'}",
        rating.link,
        rating.note,
    ]
    return "; ".join(filter(None, parts))


def days_old(told: str, today: date) -> int | None:
    """The age of a list by its date (YYYY, YYYY-MM or YYYY-MM-DD), in days, counted from the last
    day that the date may mean; None where there is none."""
    year, *rest = told.split("-")
    try:
        if len(rest) == 2:
            last = date.fromisoformat(told)
        else:
            month = int(rest[0]) if rest else 12
            last = date(int(year) + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None
    return max((today - last).days, 0)
