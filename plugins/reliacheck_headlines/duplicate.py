"""headlines.duplicate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Related, Severity
from reliacheck.text.headline import HeadlineMatch
from reliacheck_headlines.nearly import same_words

if TYPE_CHECKING:
    from reliacheck.archive import Archive, Entry

_DAYS = 365
# A line that an outlet has had over so many stories is the title of a column.
_STANDING = 3
_FEW, _MANY = 12, 200
_MOST_SHOWN = 5


class Duplicate(Check):
    """The same headline, or nearly the same, already ran.

    What it does
        Looks for the headline in the archive. One of this outlet's own makes a warning: it already
        ran. One of another outlet makes an info: it is not original. Versions of one item (the same
        guid or url, or one evolved from the other) are not duplicates, and neither is a template
        filled in twice: figures, names and negations that differ speak against it. A line that this
        outlet has had over three stories or more is a standing title and is let through.

    Why it matters
        Readers and search engines take the second story for the first, and it often is: filed
        twice, or taken from the wire with its headline.

    Example
        *Harbour bridge reopens after storm*, which this outlet ran last week and another one today.

    How to satisfy it
        Write a headline of its own, drop the story, or file it as an update of the first.

    How the score is made
        The calibrated probability that two headlines are the same one, from shared words and
        conflicting figures, names and negations (docs/measurements/headlines).

    Known false positives
        Standing titles that the archive has only once or twice so far.
    """

    id = "headlines.duplicate"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"archive", "headline"})

    class Settings(NamedTuple):
        """`days`: how far back, and ahead, a headline is looked for; 0 for any time."""

        days: int = _DAYS

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding, for this outlet's own headlines if there are such, else for the others'."""
        assert context.archive is not None
        found = self._found(article, context)
        outlet = (context.outlet(article) or "").casefold()
        own = [one for one in found if outlet and _outlet(one.entry) == outlet]
        others = [one for one in found if not outlet or _outlet(one.entry) != outlet]
        if own and len(own) < _STANDING:
            yield self._finding(article, context.archive, own, "own")
        elif others and not own:
            yield self._finding(article, context.archive, others, "other")

    def _found(self, article: Article, context: Context) -> list[_Same]:
        from reliacheck.archive import find_headlines  # a run without an archive does without
        from reliacheck.archive.versions import is_version
        from reliacheck_headlines.earlier import days_around

        assert context.archive is not None
        headline = article.headline_text or ""
        days = self.settings.days
        since, until = days_around(article, context, days) if days else (None, None)
        find = partial(
            find_headlines, context.archive, article, since=since, until=until, undated=True
        )
        hits = find(limit=_FEW)
        if len(hits) == _FEW and same_words(headline, hits[-1].entry.headline or "") is not None:
            hits = find(limit=_MANY)  # a wire's headline: this outlet's own may be among the rest
        pairs = [(hit.entry, same_words(headline, hit.entry.headline or "")) for hit in hits]
        found = [
            _Same(entry, match)
            for entry, match in pairs
            if match is not None and not is_version(article, entry, context.outlet(article))
        ]
        return sorted(found, key=lambda one: (-one.match.score, one.entry.published or ""))

    def _finding(
        self, article: Article, archive: Archive, found: Sequence[_Same], whose: str
    ) -> Finding:
        headline = article.headline
        assert headline is not None
        best, first = found[0].match, found[0].entry
        when = f" on {first.published[:10]}" if first.published else ""
        what = "The same headline" if best.identical else "Nearly the same headline"
        more = f", and {len(found) - 1} more times" if len(found) > 1 else ""
        who = "" if whose == "own" else f" at {first.outlet or 'another outlet'}"
        original = "" if whose == "own" else "; this one is not original"
        return self.finding(
            article.locate(headline.start, headline.end),
            f"{what} already ran{who}{when}{more}{original}.",
            score=best.score,
            severity=Severity.WARNING if whose == "own" else Severity.INFO,
            related=list(_related(archive, [one.entry for one in found[:_MOST_SHOWN]])),
            evidence={"identical": best.identical, "headlines": len(found), "outlet": whose},
            help="Give it a headline of its own, or file it as an update of that item.",
        )


class _Same(NamedTuple):
    entry: Entry
    match: HeadlineMatch


def _outlet(entry: Entry) -> str:
    return (entry.outlet or "").casefold()


def _related(archive: Archive, entries: Sequence[Entry]) -> Iterator[Related]:
    from reliacheck.records import article_of

    records = archive.records([entry.number for entry in entries])
    for entry in entries:
        other = article_of(records[entry.number])
        if other.headline:
            yield other.related("already ran", other.headline.start, other.headline.end)
