"""syndication.own-archive."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from sys import maxsize
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, NotAssessed, Severity
from reliacheck_syndication.telling import MOST_SHOWN, in_part

if TYPE_CHECKING:
    from reliacheck.archive import Match, Passage

# From this share of the words on, a story is the old one. Follow-ups repeat paragraphs of
# background, and are meant to.
_LEAST_SHARE = 0.5
# Words of an article below which a share says nothing.
_FEWEST_WORDS = 40
_SURE = 0.95
_UNSURE = 0.7


class OwnArchive(Check):
    """This outlet already published this text.

    What it does
        Looks the article up in the archive, passage by passage, and reports the outlet's own
        article that it shares most of its words with. Words inside quotation marks do not count,
        and neither do lines that very many articles have. Versions of one item (the same guid or
        url, or one evolved from the other) are not reported.

    Why it matters
        A story filed twice runs twice, and readers and search engines take it for new.

    Example
        On Friday the desk files *Harbour bridge reopens*, which it ran on Tuesday with another
        first paragraph.

    How to satisfy it
        Drop the story, or file it as an update of the first one (the same guid, or `evolved_from`).

    How the score is made
        From the share of this article's own words that stand in the earlier one: 0.7 at half of
        them, 0.95 at all. A judgement, not yet measured on labelled repeats.

    Known false positives
        Service texts and standing pieces that run again on purpose: opening hours, forms, notices.
    """

    id = "syndication.own-archive"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"archive"})

    class Settings(NamedTuple):
        """`min-share`: the share of the words, 0 to 1, from which on it is the same story."""

        min_share: float = _LEAST_SHARE

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for the earlier article that shares most, with its passages."""
        from reliacheck.archive import find_matches  # a run without an archive does without
        from reliacheck.archive.versions import is_version

        assert context.archive is not None
        outlet = context.outlet(article)
        if outlet is None:
            raise NotAssessed(
                "its outlet is not known: name it in the metadata or as [desk] outlet"
            )
        words = _OwnWords(article)
        if len(words.starts) < _FEWEST_WORDS:
            raise NotAssessed(f"it has fewer than {_FEWEST_WORDS} words of its own")
        earlier = [
            (words.share(match.passages), match)
            for match in find_matches(context.archive, article)
            if (match.entry.outlet or "").casefold() == outlet.casefold()
            and not is_version(article, match.entry, outlet)
        ]
        share, match = max(earlier, key=itemgetter(0), default=(0.0, None))
        if match is not None and share >= self.settings.min_share:
            others = sum(one >= self.settings.min_share for one, _ in earlier) - 1
            yield self._finding(article, match, share, others)

    def _finding(self, article: Article, match: Match, share: float, others: int) -> Finding:
        entry = match.entry
        when = f" on {entry.published[:10]}" if entry.published else ""
        again = f" (and {others} more like it)" if others else ""
        passages = match.passages
        return self.finding(
            article.locate(*in_part(article, passages[0].b)),
            f"{entry.outlet} ran this already{when}{again}: {share:.0%} of its own words stand in"
            f" “{entry.headline or entry.id}”.",
            score=_UNSURE + (_SURE - _UNSURE) * max(0.0, 2 * share - 1),
            related=[
                match.article.related("ran already", *in_part(match.article, passage.a))
                for passage in passages[:MOST_SHOWN]
            ],
            evidence={
                "share": round(share, 3),
                "share_of_source": round(match.share_of_source, 3),
                "passages": len(passages),
                "longest_passage_words": max(passage.words_b for passage in passages),
            },
            help="Drop it, or file it as an update of that item (the same guid, or evolved_from).",
        )


class _OwnWords:
    """The words of an article that are not in quotation marks."""

    def __init__(self, article: Article) -> None:
        quoted = [(one.start, one.end) for one in article.quotations if one.depth == 0]
        places = (word.start for word in article.words)
        self.starts = [place for place in places if not _is_inside(place, quoted)]

    def share(self, passages: Sequence[Passage]) -> float:
        """The share of them that is in passages, 0..1."""
        inside = sum(
            bisect_left(self.starts, passage.b[1]) - bisect_left(self.starts, passage.b[0])
            for passage in passages
        )
        return inside / len(self.starts)


def _is_inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the spans, which are in order, holds a place."""
    at = bisect_right(spans, (place, maxsize)) - 1
    return at >= 0 and place < spans[at][1]
