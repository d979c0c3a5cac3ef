"""When an article is published, and the days around it."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from reliacheck import Article, Context, NotAssessed
from reliacheck.archive.protocol import is_between


class Window(NamedTuple):
    """A stretch of time for find_headlines, ISO 8601."""

    since: str
    until: str

    def holds(self, published: str | None) -> bool:
        """Whether a date or time is in it."""
        return is_between(published, *self)


def days_around(article: Article, context: Context, days: int) -> Window:
    """So many days before the article's publication, which is today if it has no date, and after.

    Raises NotAssessed for a date that cannot be understood.
    """
    published = article.meta.published or context.today.isoformat()
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        raise NotAssessed(f"its date is not ISO 8601: {published!r}") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    reach = timedelta(days=days)
    # A date without a time is all of its day.
    end = moment + reach + timedelta(days=1)
    return Window((moment - reach).isoformat(), end.isoformat())
