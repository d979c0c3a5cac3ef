"""headlines.same-story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck_headlines.nearly import same_words

if TYPE_CHECKING:
    from reliacheck.archive import Archive
    from reliacheck.text.same_event import EventMatch

_DAYS = 3
# Below it too many are another event in the same matter: of the pairs of real news above it that
# were read, 73 of 76 were the same event (docs/measurements/same-story).
_LEAST_SCORE = 0.87
# Articles that are read, those that share the rarest words of the headline, and passages, first:
# reading one takes about a millisecond.
_MOST_READ = 8
_MOST_FOUND = 40
_MOST_SHOWN = 5


class SameStory(Check):
    """A differently worded headline stands over a story about the same event.

    What it does
        Looks in the archive for articles of the same days whose headline shares rare words with
        this one, or whose text shares passages with it, and compares headline and first paragraphs:
        names, figures, places and telling words that both have, against those that only one has.
        Nearly the same headline is for `headlines.duplicate`; versions of one item are left out.

    Why it matters
        The desk wants to know that it, or somebody else, has had the story: to link it, to build on
        it, or to leave it.

    Example
        *Ferry inquiry blames worn cable* while *Old cable caused harbour accident, panel finds* ran
        yesterday.

    How to satisfy it
        Nothing need be wrong. Look at the other story; file this one as its update if it is one.

    How the score is made
        The calibrated probability that two stories report the same event; below 0.87 nothing is
        reported (docs/measurements/same-story).

    Known false positives
        The next step of one matter on the same day (an arrest and the charge); the same people
        doing the same again.
    """

    id = "headlines.same-story"
    severity = Severity.INFO
    needs: ClassVar[frozenset[str]] = frozenset({"archive", "headline"})

    class Settings(NamedTuple):
        """`days`: how many days before and after it a story may be of the same event."""

        days: int = _DAYS

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding with the stories about the same event, the likeliest first."""
        headline = article.headline
        assert headline is not None
        found = self._found(article, context)
        if not found:
            return
        best = found[0]
        meta = best.article.meta
        where = ", ".join(filter(None, (meta.outlet, (meta.published or "")[:10])))
        more = f" So are {len(found) - 1} more." if len(found) > 1 else ""
        yield self.finding(
            article.locate(headline.start, headline.end),
            f"“{best.article.headline_text}” ({where or 'archive'}) is about the same event.{more}",
            score=best.match.score,
            related=[
                one.article.related("the same event", head.start, head.end)
                for one in found[:_MOST_SHOWN]
                if (head := one.article.headline)
            ],
            evidence={
                "stories": len(found),
                "shared": ", ".join(best.match.shared),
                "conflicts": ", ".join(best.match.conflicts),
            },
            help="Look at the other story: link it, or file this one as its update.",
        )

    def _found(self, article: Article, context: Context) -> list[_Same]:
        from reliacheck.text.same_event import prepare, same_event  # only with an archive

        assert context.archive is not None
        mine = prepare(article)
        found = []
        for other in _candidates(context.archive, article, context, self.settings.days):
            match = same_event(mine, prepare(other))
            if match.judged and match.score >= _LEAST_SCORE:
                found.append(_Same(other, match))
        return sorted(found, key=lambda one: -one.match.score)


class _Same(NamedTuple):
    article: Article
    match: EventMatch


def _candidates(
    archive: Archive, article: Article, context: Context, days: int
) -> Sequence[Article]:
    """The likeliest of those days, of other items and with other headlines."""
    from reliacheck.archive import find_headlines, find_matches
    from reliacheck.archive.versions import is_version
    from reliacheck.records import article_of
    from reliacheck_headlines.earlier import days_around

    headline = article.headline_text or ""
    window = days_around(article, context, days)
    hits = find_headlines(archive, article, **window._asdict(), limit=_MOST_FOUND)
    hits.sort(key=lambda hit: -hit.shared)
    by_text = (match.entry for match in find_matches(archive, article))
    likely = [entry for entry in by_text if window.holds(entry.published)]
    likely += [hit.entry for hit in hits]
    others = {
        entry.number: entry
        for entry in likely
        if not is_version(article, entry, context.outlet(article))
        and same_words(headline, entry.headline or "") is None
    }
    numbers = list(others)[:_MOST_READ]
    records = archive.records(numbers)
    return [article_of(records[number]) for number in numbers]
