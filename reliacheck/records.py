"""Articles as JSON objects: one a line in JSONL files, and what an archive keeps of them.

A record has "body" and whatever else is known (docs/formats.md). Keys that mean nothing here are
kept as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from reliacheck.article import Article, Metadata, PartKind

__all__ = [
    "CAPTIONS",
    "Record",
    "article_of",
    "content_of",
    "date_problem",
    "metadata_of",
    "parse_record",
    "pieces_of",
    "record_of",
]

Record = Mapping[str, Any]

# The parts of one line each, in the order in which an article is put together around its body.
_BEFORE: tuple[PartKind, ...] = ("headline", "standfirst", "byline", "dateline")
_AFTER: tuple[PartKind, ...] = ("credit",)
CAPTIONS = "captions"  # a list of strings
_METADATA = ("outlet", "agency", "published", "url", "guid", "language", "evolved_from")
_STRINGS = frozenset((*_BEFORE, "body", *_AFTER, *_METADATA))
_KNOWN = frozenset((*_STRINGS, "id", CAPTIONS))
_LINE_END = re.compile(r"\r\n|\n|\r")
_GAP = "\n\n"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def parse_record(line: str | bytes) -> dict[str, Any]:
    """The record that a line of JSON is. Raises ValueError saying what is wrong with it."""
    try:
        record = json.loads(line)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise ValueError(
            f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
        ) from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if problem := record_problem(record):
        raise ValueError(problem)
    return dict(record)


def record_problem(record: Any) -> str:
    """What keeps a value from being a record, "" if nothing does."""
    if not isinstance(record, dict):
        return f'expected an object with "body", not {type(record).__name__}'
    for key in _STRINGS & record.keys():
        value = record[key]
        if value is not None and not isinstance(value, str):
            return f'"{key}" must be a string, not {value!r:.40}'
    if not (record.get("body") or "").strip():
        return 'no "body": an article needs its text' if "body" not in record else '"body" is empty'
    if not isinstance(record.get("id", ""), str | int | None):
        return f'"id" must be a string, not {record["id"]!r:.40}'
    captions = record.get(CAPTIONS) or ()
    if captions and not _are_strings(captions):
        return f'"{CAPTIONS}" must be a list of strings'
    return ""


def _are_strings(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(one, str) for one in values)


def date_problem(record: Record) -> str:
    """What is wrong with its date, "" if nothing is. Such a record is good, but nobody can tell
    when it was published."""
    published = record.get("published")
    try:
        if published:
            datetime.fromisoformat(published)
    except ValueError:
        return f'"published" is not an ISO 8601 date or time: {published!r:.40}'
    return ""


def pieces_of(record: Record) -> Iterator[tuple[PartKind, str]]:
    """The parts of the article in order; body paragraphs and captions one by one."""
    for kind in _BEFORE:
        if piece := (record.get(kind) or "").strip():
            yield kind, piece
    for paragraph in _body(record["body"]).split(_GAP):
        yield "body", paragraph
    for caption in record.get(CAPTIONS) or ():
        if caption.strip():
            yield "caption", caption.strip()
    for kind in _AFTER:
        if piece := (record.get(kind) or "").strip():
            yield kind, piece


def content_of(record: Record) -> str:
    """The article's text as `article_of` puts it together."""
    if record.get(CAPTIONS):
        return _GAP.join([piece for _, piece in pieces_of(record)])
    # Not by way of the parts: archives take in a million at a time.
    lines = [*map(record.get, _BEFORE), _body(record["body"]), *map(record.get, _AFTER)]
    stripped = [line.strip() for line in lines if line]
    return _GAP.join([line for line in stripped if line])


def _body(body: str) -> str:
    """The paragraphs with an empty line between them: what stands between empty lines; where there
    are none, every line."""
    lines = body.split("\n")
    plain = lines[0] and lines[-1] and "\r" not in body and "\n\n\n" not in body
    if not plain or [line.strip() for line in lines] != lines:
        return _GAP.join(_paragraphs(body))
    return body if _GAP in body or len(lines) == 1 else _GAP.join(lines)


def _paragraphs(body: str) -> list[str]:
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    body = body.strip()
    parts = _BLANK_LINE.split(body)
    if len(parts) == 1:
        parts = body.split("\n")
    return [part.strip() for part in parts if part.strip()]


def article_of(record: Record) -> Article:
    """The article of a record, without a file of its own."""
    return Article.of_pieces(list(pieces_of(record)), meta=metadata_of(record))


def metadata_of(record: Record) -> Metadata:
    """What a record says beside the text."""
    known = {key: record.get(key) or None for key in _METADATA}
    known["guid"] = guid_of(record)
    extra = {key: value for key, value in record.items() if key not in _KNOWN}
    return Metadata(**known, extra=extra)


def guid_of(record: Record) -> str | None:
    """The name of the item that all its versions share: "guid", or else "id"."""
    if guid := record.get("guid"):
        return str(guid)
    own = record.get("id")
    return str(own) if own not in (None, "") else None


def record_of(article: Article) -> dict[str, Any]:
    """The record of an article, for a file or an archive. `article_of` makes the same parts of it,
    captions behind the body, second title lines and further bylines among the body's paragraphs.

    Raises ValueError for an article without a body.
    """
    record: dict[str, Any] = {}
    captions: list[str] = []
    body: list[str] = []
    for part in article.parts:
        piece = _LINE_END.sub(" ", part.text)  # else a lone paragraph of two lines would be two
        if part.kind == "caption":
            captions.append(piece)
        elif part.kind == "body" or part.kind in record:
            body.append(piece)
        else:
            record[part.kind] = piece
    if not body:
        raise ValueError("it has a headline at most, and no body")
    record["body"] = "\n\n".join(body)
    if captions:
        record[CAPTIONS] = captions
    meta = article.meta
    record |= {key: value for key in _METADATA if (value := getattr(meta, key))}
    return record | {key: value for key, value in meta.extra.items() if key not in _KNOWN}
