"""Credits in an article's metadata."""

from __future__ import annotations

from collections.abc import Iterator

from reliacheck.article import Metadata
from reliacheck.gazetteer import Gazetteer
from reliacheck.reuse.credit_names import Named, names_among, names_printed

# IPTC ninjs and NITF, schema.org, and what feeds and content systems write.
_KEYS = (
    "provider",
    "creditline",
    "creditLine",
    "credit_line",
    "distributor",
    "source",
    "copyrightholder",
    "copyrightHolder",
    "infosources",
    "infoSources",
)
_NOTICES = ("copyrightNotice", "copyrightnotice", "copyright")  # a sentence, not a name
_NAMES = ("name", "title", "@value", "#text")  # of an object
_LONGEST = 200  # characters


def in_metadata(meta: Metadata, outlets: Gazetteer) -> Iterator[Named]:
    """The outlets that the metadata give as where the copy is from; their spans mean nothing."""
    if meta.agency:
        yield from names_printed(meta.agency, 0, min(len(meta.agency), _LONGEST), outlets)
    if not meta.extra:
        return
    for key in _KEYS:
        for value in _strings(meta.extra.get(key)):
            yield from names_printed(value, 0, len(value), outlets)
    for key in _NOTICES:
        for value in _strings(meta.extra.get(key)):
            yield from names_among(value, 0, len(value), outlets)


def _strings(value: object) -> Iterator[str]:
    """The names in a string, an object with a name, or a list of either."""
    if isinstance(value, str):
        if 0 < len(value) <= _LONGEST and "://" not in value:
            yield value
    elif isinstance(value, dict):
        yield from _strings(next((value[key] for key in _NAMES if value.get(key)), None))
    elif isinstance(value, list | tuple):
        for one in value:
            if not isinstance(one, list | tuple):
                yield from _strings(one)
