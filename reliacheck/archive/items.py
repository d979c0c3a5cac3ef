"""What an archive goes by when an article comes in: its fields, and what it is known by.

Standard library only, as stores need it that do without numpy.
"""

from __future__ import annotations

from typing import NamedTuple

from reliacheck.archive.database import item_keys, text_hash
from reliacheck.archive.protocol import moment_of
from reliacheck.records import Record, guid_of

__all__ = ["Item", "item_of"]


class Item(NamedTuple):
    """An article on its way into the archive, without its text."""

    id: str
    outlet: str | None
    agency: str | None
    headline: str | None
    published: str | None
    url: str | None
    guid: str | None
    language: str | None
    evolved_from: str | None
    moment: float | None  # of publication, seconds since 1970
    content: int  # hash of its text
    keys: tuple[int, ...]  # of text, guid and url: what it may be known by


def item_of(record: Record, text: str) -> Item:
    """The item of a record whose text, as records.content_of has it, is `text`."""
    content, own_id = text_hash(text)
    guid, url = _storable(guid_of(record)), _storable(record.get("url"))
    published = _storable(record.get("published"))
    return Item(
        guid or own_id,
        _storable(record.get("outlet")),
        _storable(record.get("agency")),
        _storable(record.get("headline")),
        published,
        url,
        guid,
        _storable(record.get("language")),
        _storable(record.get("evolved_from")),
        moment_of(published),
        content,
        item_keys(content, guid, url),
    )


def _storable(value: str | None) -> str | None:
    """None for nothing; half of a surrogate pair, which JSON may have, is in no database."""
    if not value or value.isascii():
        return value or None
    return value.encode("utf-8", "replace").decode()
