"""Whether an archived article is a version of the one that is checked, and no other item."""

from __future__ import annotations

from reliacheck.archive.protocol import Entry
from reliacheck.article import Article

__all__ = ["is_version"]


def is_version(article: Article, entry: Entry) -> bool:
    """Whether the two are one item: by guid or url, because one evolved from the other, or because
    it is this very article (the same text with the same date of publication).

    A correction or update of an item is meant to be like it.
    """
    meta = article.meta
    if meta.guid and meta.guid == entry.guid:
        return True
    if meta.url and meta.url == entry.url:
        return True
    if meta.evolved_from and meta.evolved_from in (entry.guid, entry.id):
        return True
    if entry.evolved_from and entry.evolved_from == meta.guid:
        return True
    same_date = meta.published is not None and meta.published == entry.published
    return same_date and article.ref.id == entry.id
