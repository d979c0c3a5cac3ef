"""Which of two stories is the older one."""

from __future__ import annotations

from reliacheck.article import Article


def is_older(a: Article, b: Article) -> bool:
    """Whether `a` was published before `b`; False where one of the dates is not known."""
    from datetime import UTC, datetime  # not every check has a passage

    try:
        one, other = (datetime.fromisoformat(article.meta.published or "") for article in (a, b))
    except ValueError:
        return False
    if len(a.meta.published or "") <= len("2024-01-31") or len(b.meta.published or "") <= len(
        "2024-01-31"
    ):
        return one.date() < other.date()
    one, other = (when if when.tzinfo else when.replace(tzinfo=UTC) for when in (one, other))
    return one < other
