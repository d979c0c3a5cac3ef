"""headlines.edition-duplicate."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from reliacheck import Article, Context, EditionCheck, Finding, Severity
from reliacheck.text.headline import HeadlineMatch
from reliacheck.text.words import folded_words
from reliacheck_headlines.nearly import same_words

# Two headlines are compared if they share one of their rarest words; with so many, a duplicate
# with a typo in one or two of them is still found.
_RAREST = 4
# A word that more headlines than this share tells nothing ("Trump", "new"), unless they are equal.
_MOST_SHARED = 200


class EditionDuplicate(EditionCheck):
    """Two articles of this run have the same headline, or nearly the same.

    What it does
        Compares the headlines of all articles of a run with each other. Versions of one item (the
        same guid, or one evolved from the other) are not duplicates. A template filled in twice
        ("13 dead in Iraq", "16 killed in north Iraq") is not one either: figures, names and
        negations that differ speak against it.

    Why it matters
        Readers of the edition take the second for the first, and one of them is often the same
        story filed twice.

    Example
        *Harbour bridge reopens after storm* on page 1 and on page 7.

    How to satisfy it
        Drop one story, or give it a headline of its own.

    How the score is made
        The calibrated probability that two headlines are the same one, from shared words and
        conflicting figures, names and negations (docs/measurements/headlines).

    Known false positives
        Standing titles of columns and series ("Weather", "Letters").
    """

    id = "headlines.edition-duplicate"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"headline"})

    def check(self, articles: Sequence[Article], context: Context) -> Iterator[Finding]:
        """One finding for each later article, with all the earlier ones it repeats."""
        if len(articles) < 2:
            return
        for index, earlier in sorted(_pairs(articles).items()):
            article = articles[index]
            headline = article.headline
            assert headline is not None
            best = max(earlier, key=lambda pair: pair[1].score)[1]
            where = articles[earlier[0][0]].source.path or "another article"
            yield self.finding(
                article.locate(headline.start, headline.end),
                f"{'The' if best.identical else 'Nearly the'} same headline stands over {where}"
                + (f" and {len(earlier) - 1} more." if len(earlier) > 1 else "."),
                score=best.score,
                related=[
                    other.related("the other headline", other.headline.start, other.headline.end)
                    for other in (articles[other_index] for other_index, _ in earlier)
                    if other.headline
                ],
                evidence={"identical": best.identical, "articles": len(earlier) + 1},
                help="Give one of them a headline of its own, or drop one.",
            )


def _pairs(articles: Sequence[Article]) -> dict[int, list[tuple[int, HeadlineMatch]]]:
    """For each article the earlier ones with the same headline."""
    words = [set(folded_words(article.headline_text or "")) for article in articles]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, mine in enumerate(words):
        for word in mine:
            holders[word].append(index)
    same: defaultdict[str, list[int]] = defaultdict(list)
    found: defaultdict[int, list[tuple[int, HeadlineMatch]]] = defaultdict(list)
    from reliacheck.archive.versions import are_versions  # one article alone does without

    for index, mine in enumerate(words):
        key = " ".join(folded_words(articles[index].headline_text or ""))
        rare = sorted(mine, key=lambda word: (len(holders[word]), word))[:_RAREST]
        others = {
            other
            for word in rare
            if len(holders[word]) <= _MOST_SHARED
            for other in holders[word]
            if other < index
        }
        for other in sorted({*others, *same[key]}):
            match = same_words(
                articles[index].headline_text or "", articles[other].headline_text or ""
            )
            if match is not None and not are_versions(articles[index], articles[other]):
                found[index].append((other, match))
        same[key].append(index)
    return dict(found)
