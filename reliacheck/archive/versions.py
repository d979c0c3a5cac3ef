"""Whether two articles are versions of one item."""

from __future__ import annotations

from reliacheck.archive.protocol import Entry
from reliacheck.article import Article

__all__ = ["are_versions", "is_version"]


def is_version(article: Article, entry: Entry, outlet: str | None = None) -> bool:
    """Whether the two are one item: by guid or url, because one evolved from the other, or because
    it is this very article (the same text with the same date of publication). Articles of two
    outlets are never one. `outlet`: the article's, where its metadata do not say.

    A correction or update of an item is meant to be like it.
    """
    meta = article.meta
    mine = meta.outlet or outlet
    if mine and entry.outlet and mine.casefold() != entry.outlet.casefold():
        return False
    if meta.guid and meta.guid == entry.guid:
        return True
    if meta.url and meta.url == entry.url:
        return True
    if meta.evolved_from and meta.evolved_from in (entry.guid, entry.id, entry.url):
        return True
    if entry.evolved_from and entry.evolved_from in (meta.guid, meta.url):
        return True
    same_date = meta.published is not None and meta.published == entry.published
    return same_date and article.ref.id == entry.id


def are_versions(one: Article, other: Article) -> bool:
    """Whether two articles are one item: by guid, or because one evolved from the other."""
    a, b = one.meta, other.meta
    if a.guid and a.guid == b.guid:
        return True
    return bool(
        (a.evolved_from and a.evolved_from == b.guid)
        or (b.evolved_from and b.evolved_from == a.guid)
    )
