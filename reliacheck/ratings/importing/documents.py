"""A file with a list in it, as rows: CSV, JSON, or a page of a wiki."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from reliacheck.errors import ConfigError, InputError

CSV, JSON, WIKITEXT, HTML = "csv", "json", "wikitext", "html"
_DELIMITERS = (",", ";", "\t")
_Bad = TypeVar("_Bad")


class Row(NamedTuple):
    """A row of a list; what its columns are called does not hang on case."""

    place: str  # "line 12", "row 12"
    cells: dict[str, str]

    def cell(self, name: str) -> str:
        """What stands in a column, or "" where there is no such column."""
        return self.cells.get(name, "")


class Document(NamedTuple):
    """A file that was read."""

    path: str
    form: str
    text: str
    columns: tuple[str, ...] = ()  # in lower case
    rows: tuple[Row, ...] = ()
    bad: tuple[tuple[str, str, str], ...] = ()  # place, what, reason

    def bad_rows_as(self, make: Callable[[str, str, str], _Bad]) -> Iterator[_Bad]:
        """The rows that could not be read."""
        return (make(*one) for one in self.bad)

    def has(self, *columns: str) -> bool:
        """Whether there are all these columns."""
        return set(columns) <= set(self.columns)


def read_document(path: Path) -> Document:
    """The rows of a file. Raises ConfigError or InputError with file, line and remedy."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    if not text.strip():
        raise ConfigError(f"{path}: empty; fetch the list again")
    form = _form(text)
    if form == JSON:
        return _json(str(path), text)
    if form == CSV:
        return _csv(str(path), text)
    return Document(str(path), form, text)


def _form(text: str) -> str:
    start = text.lstrip()
    if re.match(r"""\[\s*[\]{"]|\{\s*["}]""", start) and not start.startswith("{{"):
        return JSON
    if start.startswith("<") and re.search(r"<(?:html|table|tr|div)\b", start, re.IGNORECASE):
        return HTML
    return WIKITEXT if re.search(r"^\{\||^\|-|\{\{", text, re.MULTILINE) else CSV


def _json(path: str, text: str) -> Document:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            path,
            f"column {error.colno}: not valid JSON: {error.msg}; fetch the list again, whole",
            error.lineno,
        ) from None
    except RecursionError:
        raise ConfigError(f"{path}: not a list: nested too deep") from None
    rows, bad = [], []
    for number, item in enumerate(_items(path, data), start=1):
        if isinstance(item, dict):
            cells = {str(key).strip().lower(): _text(value) for key, value in item.items()}
            rows.append(Row(f"row {number}", cells))
        else:
            bad.append((f"row {number}", _text(item)[:60], "not an object with fields"))
    columns = dict.fromkeys(key for row in rows for key in row.cells)
    return Document(path, JSON, text, tuple(columns), tuple(rows), tuple(bad))


def _items(path: str, data: Any) -> list[Any]:
    """The objects of a list, of the one list in an object, or of an object by domain."""
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list)]
        if len(lists) == 1:
            return lists[0]
        if data and all(isinstance(value, dict) for value in data.values()):
            return [{"domain": key, **value} for key, value in data.items()]
    if isinstance(data, list):
        return data
    raise ConfigError(f"{path}: no list of ratings: expected a list of objects")


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else json.dumps(value)


def _csv(path: str, text: str) -> Document:
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    columns: list[str] = []
    rows, bad = [], []
    try:
        for cells in reader:
            place = f"line {reader.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = [cell.strip().lower() for cell in cells]
            elif len(cells) != len(columns):
                reason = f"{len(cells)} columns instead of {len(columns)}"
                bad.append((place, cells[0][:60], reason))
            else:
                stripped = [cell.strip() for cell in cells]
                rows.append(Row(place, dict(zip(columns, stripped, strict=True))))
    except csv.Error as error:
        remedy = "mend the quotes there, or fetch the list again"
        raise InputError(path, f"not valid CSV: {error}; {remedy}", reader.line_num) from None
    twice = {name for name in columns if columns.count(name) > 1}
    if twice:
        raise InputError(path, f"two columns are called {min(twice)!r}; rename one", 1)
    return Document(path, CSV, text, tuple(columns), tuple(rows), tuple(bad))
