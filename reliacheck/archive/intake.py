"""Making articles ready to be archived, in numpy: what can be done without looking at the archive.

It is most of the work, and other processes can do it (pipeline.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from reliacheck.archive import bulk, headline_bulk
from reliacheck.archive.bulk import Fingerprints
from reliacheck.archive.headline_bulk import HeadlineKeys
from reliacheck.archive.items import Item, item_of
from reliacheck.records import Record, content_of

try:  # the same format many times as fast; it has no wheels for some machines
    from isal.isal_zlib import compress as _compress
except ImportError:
    from zlib import compress as _compress

    _LEVEL = 1
else:
    # Half the time of its level 1 for a fifth more room: archives are filled while somebody waits.
    _LEVEL = 0

__all__ = ["Prepared", "as_line", "prepare"]


class Prepared(NamedTuple):
    """Several articles; places in one list are places in all."""

    items: Sequence[Item]
    records: Sequence[bytes]  # packed
    fingerprints: Fingerprints
    headlines: HeadlineKeys


def prepare(records: Sequence[Record], lines: Sequence[bytes] | None = None) -> Prepared:
    """These articles made ready. `lines`: each as JSON, where that is at hand."""
    texts = [content_of(record) for record in records]
    if lines is None:
        lines = [as_line(record) for record in records]
    return Prepared(
        [item_of(record, text) for record, text in zip(records, texts, strict=True)],
        [_packed(line) for line in lines],
        bulk.fingerprint_texts(texts),
        headline_bulk.keys_of([record.get("headline") or "" for record in records]),
    )


def as_line(record: Record) -> bytes:
    """A record as a line of JSON."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=str)
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return json.dumps(record, separators=(",", ":"), default=str).encode()


def _packed(line: bytes) -> bytes:
    """Compressed; zlib adds a checksum."""
    packed: bytes = _compress(line, _LEVEL)
    return packed
