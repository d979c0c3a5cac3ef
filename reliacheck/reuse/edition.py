"""Which articles of one run share copy with each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from reliacheck.archive.hashing import fingerprint
from reliacheck.archive.versions import are_versions
from reliacheck.article import Article
from reliacheck.reuse.comparison import Comparison, compare
from reliacheck.reuse.judging import REUSE

# Fingerprints that two articles must share to be compared, and earlier ones that an article is
# compared with at most, those that share most.
_FEWEST = 2
_MOST_COMPARED = 20
# A fingerprint in more articles is furniture of the edition.
_MOST_HOLDERS = 64


def overlaps(articles: Sequence[Article]) -> Iterator[tuple[Article, Article, Comparison]]:
    """The pairs that are not independent, each article with earlier ones, in order.

    a of the comparison is the earlier one. Versions of one item are left out.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        own = set(fingerprint("\n\n".join([part.text for part in article.parts])))
        shared = Counter(
            other for mark in own if len(holders[mark]) <= _MOST_HOLDERS for other in holders[mark]
        )
        for mark in own:
            holders[mark].append(number)
        for other, count in shared.most_common(_MOST_COMPARED):
            earlier = articles[other]
            if count < _FEWEST or are_versions(earlier, article):
                continue
            compared = compare(earlier, article)
            if compared.score >= REUSE and compared.reused:
                yield earlier, article, compared
