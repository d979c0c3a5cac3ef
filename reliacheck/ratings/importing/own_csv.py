"""A list of one's own as CSV: columns named, or guessed where the guess is sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from reliacheck.errors import ConfigError, did_you_mean
from reliacheck.ratings.importing.documents import Document, Row
from reliacheck.ratings.importing.rows import UNNAMED, Read, each, mapped
from reliacheck.ratings.keys import listed_place
from reliacheck.ratings.model import Rating, plain_topic

LICENCE = ""
LINK = ""
# Field -> what such a column is called.
FIELDS = {
    "domain": ("domain", "host", "site", "website", "url", "source url"),
    "rating": ("rating", "verdict", "reliability", "credibility", "label", "category"),
    "topic": ("topic", "topics"),
    "except": ("except", "except topics"),
    "path": ("path",),
    "from": ("from",),
    "until": ("until",),
    "date": ("date", "rated", "updated", "last updated"),
    "name": ("name", "outlet", "source", "source name"),
    "link": ("link",),
    "note": ("note", "notes"),
}
_REQUIRED = ("domain", "rating")
WORDS = {
    **dict.fromkeys(
        ("reliable", "generally reliable", "credible", "trusted", "trustworthy", "high"), "reliable"
    ),
    **dict.fromkeys(
        ("very high", "mostly factual", "high credibility", "good", "green"), "reliable"
    ),
    **dict.fromkeys(
        ("mixed", "no consensus", "marginally reliable", "medium", "medium credibility"), "mixed"
    ),
    **dict.fromkeys(("caution", "use with caution", "amber", "yellow"), "mixed"),
    **dict.fromkeys(
        ("unreliable", "generally unreliable", "not credible", "untrustworthy", "low"), "unreliable"
    ),
    **dict.fromkeys(
        ("very low", "low credibility", "fake", "fake news", "conspiracy", "bad", "red"),
        "unreliable",
    ),
    **dict.fromkeys(("deprecated", "blacklisted", "banned"), "deprecated"),
    **dict.fromkeys(("satire", "parody"), "satire"),
}
_SURE = 0.9  # of the first rows that have to fit a column that is guessed by them alone
_SURE_BY_NAME = 0.5  # that have to fit one that is called what such a column is called
_LOOKED_AT = 200  # rows


def named_columns(document: Document, columns: Mapping[str, str]) -> dict[str, str]:
    """The columns by field, as the user names them. Raises ConfigError for one that is not."""
    found = {}
    for field, name in columns.items():
        if field not in FIELDS:
            raise ConfigError(
                f"--columns: no such field {field!r}{did_you_mean(field, list(FIELDS))};"
                f" there are {', '.join(FIELDS)}"
            )
        if name.strip().lower() not in document.columns:
            raise ConfigError(
                f"--columns: {document.path} has no column {name!r}"
                f"{did_you_mean(name.lower(), list(document.columns))}; it has"
                f" {', '.join(document.columns) or 'none'}"
            )
        found[field] = name.strip().lower()
    for field in _REQUIRED:
        if field not in found:
            raise ConfigError(f"--columns: name the {field}, too: domain=...,rating=...")
    return found


def guessed_columns(document: Document, words: Mapping[str, str]) -> dict[str, str]:
    """The columns by field, by what they are called and what is in them.

    Raises ConfigError where domain and rating are not plain to see.
    """
    return {
        "domain": _guess(document, "domain", _is_domain),
        "rating": _guess(document, "rating", lambda text: _is_word(text, words)),
        **{
            field: called[0]
            for field, names in FIELDS.items()
            if field not in _REQUIRED
            and len(called := [name for name in document.columns if _plain(name) in names]) == 1
        },
    }


def _guess(document: Document, field: str, fits: Callable[[str], bool]) -> str:
    rows = document.rows[:_LOOKED_AT]
    share = {
        name: sum(fits(row.cell(name)) for row in rows) / max(len(rows), 1)
        for name in document.columns
    }
    fitting = [name for name in document.columns if share[name] >= _SURE]
    called = [
        name
        for name in document.columns
        if _plain(name) in FIELDS[field] and share[name] >= _SURE_BY_NAME
    ]
    for candidates in (called, fitting):
        if len(candidates) == 1:
            return candidates[0]
    which = f"may be any of {', '.join(fitting)}" if fitting else "is in none that can be told"
    raise ConfigError(
        f"{document.path}: cannot tell which column is the {field}: it {which}; the columns are"
        f" {', '.join(document.columns)}; say --columns domain=...,rating=..."
        + (", and --verdicts WORD=VERDICT,... for words of your own" if field == "rating" else "")
    )


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").split())


def _is_domain(text: str) -> bool:
    try:
        return bool(listed_place(text))
    except ValueError:
        return False


def _is_word(text: str, words: Mapping[str, str]) -> bool:
    try:
        return bool(mapped(text, words, "rating"))
    except ValueError:
        return False


def read_own(document: Document, columns: Mapping[str, str], words: Mapping[str, str]) -> Read:
    """Its ratings. `columns`: by field."""
    return each(document, columns["domain"], lambda row: _rating(row, columns, words))


def _rating(row: Row, columns: Mapping[str, str], words: Mapping[str, str]) -> Rating:
    def cell(field: str) -> str:
        return row.cell(columns[field]) if field in columns else ""

    host, path = listed_place(cell("domain"))
    return Rating(
        host,
        cell("path").strip("/").lower() or path,
        UNNAMED,
        mapped(cell("rating"), words, "rating"),
        cell("rating"),
        _day(cell("from")),
        _day(cell("until")),
        _topics(cell("topic")),
        _topics(cell("except")),
        name=cell("name"),
        rated=cell("date"),
        link=cell("link"),
        note=cell("note"),
    )


def _topics(text: str) -> tuple[str, ...]:
    return tuple(sorted({plain_topic(part) for part in text.split(";")} - {""}))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{text!r} is not a date (YYYY-MM-DD)") from None
