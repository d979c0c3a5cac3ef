"""The desk's own ratings: a small file written by hand, which stands above every list."""

from __future__ import annotations

from datetime import date
from typing import Any

from reliacheck.errors import ConfigError, did_you_mean
from reliacheck.ratings.keys import listed_place
from reliacheck.ratings.model import VERDICTS, Rating, plain_topic

NAME = "house"
COLUMNS = ("domain", "rating", "path", "topic", "except", "from", "until", "date", "note", "link")
_TABLE = "rating"


def read_house(path: str) -> dict[str, list[Rating]]:
    """The ratings of a CSV or TOML file by host.

    Raises ConfigError naming file, line and remedy.
    """
    rows = _toml_rows(path) if path.lower().endswith(".toml") else _csv_rows(path)
    by_host: dict[str, list[Rating]] = {}
    for place, row in rows:
        try:
            rating = _rating(row)
        except ValueError as error:
            raise ConfigError(f"{path}, {place}: {error}") from None
        by_host.setdefault(rating.host, []).append(rating)
    return by_host


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:  # noqa: PTH123
            return stream.read()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None


def _csv_rows(path: str) -> list[tuple[str, dict[str, Any]]]:
    import csv

    reader = csv.reader(_read(path).splitlines(keepends=True))
    rows: list[tuple[str, dict[str, Any]]] = []
    header: list[str] = []
    for row in reader:
        if not any(row) or row[0].startswith("#"):
            continue
        if not header:
            header = [name.strip().lower() for name in row]
            _check_names(header, f"{path}, line {reader.line_num}")
        elif len(row) != len(header):
            raise ConfigError(
                f"{path}, line {reader.line_num}: {len(row)} columns instead of {len(header)};"
                " put quotes around what holds a comma"
            )
        else:
            rows.append((f"line {reader.line_num}", dict(zip(header, row, strict=True))))
    return rows


def _toml_rows(path: str) -> list[tuple[str, dict[str, Any]]]:
    import tomllib

    try:
        data = tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    tables = data.get(_TABLE, [])
    if set(data) - {_TABLE} or not isinstance(tables, list):
        raise ConfigError(f"{path}: write a table [[{_TABLE}]] for each rating, and nothing else")
    rows = []
    for number, table in enumerate(tables, start=1):
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: write a table [[{_TABLE}]] for each rating")
        _check_names(list(table), f"{path}, rating {number}")
        rows.append((f"rating {number}", table))
    return rows


def _check_names(names: list[str], where: str) -> None:
    for name in names:
        if name not in COLUMNS:
            hint = did_you_mean(name, list(COLUMNS)) or f"; there are {', '.join(COLUMNS)}"
            raise ConfigError(f"{where}: unknown column {name!r}{hint}")
    for name in COLUMNS[:2]:
        if name not in names:
            raise ConfigError(f"{where}: no {name!r}; write domain and rating for each")


def _rating(row: dict[str, Any]) -> Rating:
    def cell(name: str) -> str:
        return str(row.get(name) or "").strip()

    host, path = listed_place(cell("domain"))
    verdict = cell("rating").lower()
    if verdict not in VERDICTS:
        raise ValueError(f"rating {cell('rating')!r}; write one of {', '.join(VERDICTS)}")
    return Rating(
        host,
        cell("path").strip("/").lower() or path,
        NAME,
        verdict,
        cell("rating"),
        _day(cell("from")),
        _day(cell("until")),
        _topics(row.get("topic")),
        _topics(row.get("except")),
        rated=cell("date"),
        note=cell("note"),
        link=cell("link"),
        override=True,
    )


def _topics(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value or "").split(";")
    return tuple(sorted({plain_topic(str(part)) for part in parts} - {""}))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{text!r} is not a date (YYYY-MM-DD)") from None
