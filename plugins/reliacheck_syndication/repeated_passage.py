"""syndication.repeated-passage."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from reliacheck import Article, Check, Context, Edit, Finding, Fix, Part, Severity
from reliacheck.text.attribution import find_cues
from reliacheck.text.patterns import pattern

# Shares of findings that held when read (docs/rules).
_SCORE_SAME = 0.9
_SCORE_NEAR = 0.8
# A short paragraph that comes back once, further down, is as often a pull quote without its frame.
_SCORE_ALONE = 0.8
_SCORE_LINE = 0.4  # with neither figure nor quotation nor attribution
_PULL_QUOTE = 45  # words
_FEWEST_WORDS = 12  # a desk that asks for shorter paragraphs wants all of them
_SHINGLE = 5  # words
_NEAR = 0.8  # share of the shingles of both paragraphs that they have in common
# One word changed takes five shingles from a paragraph. So with this share of them the words are
# counted too: nearly all are the same, in order, and so are the figures.
_PERHAPS = 0.4
_NEAR_WORDS = 0.9
# Paragraphs are compared if they share a shingle that begins with a long word: a fifth of all
# shingles, and two paragraphs that are nearly the same share most of them.
_ANCHOR_LETTERS = 7
_FEWEST_ANCHORS = 4  # of a paragraph with fewer, all shingles are anchors
# A shingle in more paragraphs than this is a refrain; without the limit a page of one line
# repeated would take quadratic time.
_MOST_HOLDERS = 50
_CLOSE = 2  # paragraphs from one repeat to the next that belongs to it
# Lines that pages print more than once on purpose.
_FURNITURE = pattern(
    r"\A\W*(?:by signing up|sign up|subscribe|click here|editor['’]s note|read more|related"
    r"|in pictures|latest|advertisement|thank you for|discover more|just watched)\b"
    r"|\bsign up for\b|\bnewsletter\b",
    re.IGNORECASE,
)
_STOP = pattern(r"[.!?…。！？؟।][\"”’'»)\]]*\Z")  # without it, it is a caption, a link or a heading
# An embedded post ends with its account and date; the copy has mostly quoted it before.
_POST = pattern(r"\(@\w+\)\s+\w+ \d{1,2}, \d{4}\W*\Z")


class RepeatedPassage(Check):
    """A paragraph stands twice in one article.

    What it does
        Compares the paragraphs of the body with each other, whole and by runs of five words, and
        reports each that repeats an earlier one word for word or nearly so. Repeats close together
        are one finding. Newsletter lines, embedded posts and pull quotes are let through.

    Why it matters
        It is a slip of the hand in cutting and pasting, or a piece of wire copy put in twice, and
        every reader sees it.

    Example
        The third and the ninth paragraph both tell how the bridge was built.

    How to satisfy it
        Delete the second.

    How the score is made
        Fixed, from the shares of findings that held when findings on real news were read: high for
        word-for-word repetition, lower for small changes, lowest for one short paragraph that comes
        back further down.

    Known false positives
        Pull quotes that have lost their frame; refrains, forms, song texts; live pages that repeat
        a notice.
    """

    id = "syndication.repeated-passage"
    severity = Severity.WARNING

    class Settings(NamedTuple):
        """`min_words`: shorter paragraphs are left alone."""

        min_words: int = _FEWEST_WORDS

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each stretch of repeated paragraphs."""
        for stretch in _stretches(_repeats(article, self.settings.min_words)):
            first, *others = stretch
            same = first.share == 1.0
            yield self.finding(
                article.locate(first.later.start, first.later.end),
                "This paragraph stands in the article already"
                + (", word for word" if same else ", with small changes")
                + (f"; so do {len(others)} of those after it." if others else "."),
                score=_score(article, stretch, same),
                related=[
                    article.related("first here", first.earlier.start, first.earlier.end),
                    *(article.related("again", one.later.start, one.later.end) for one in others),
                ],
                evidence={
                    "share": round(first.share, 3),
                    "words": first.words,
                    "paragraphs": len(stretch),
                },
                help="Delete one of the two.",
                fix=_deleted(article, first.later) if same else None,
            )


class _Repeat(NamedTuple):
    earlier: Part
    later: Part
    share: float  # Jaccard similarity of their shingles; 1.0: word for word
    words: int
    number: int  # of the later paragraph in the body
    adjacent: bool  # right behind the earlier one


def _stretches(repeats: Iterator[_Repeat]) -> Iterator[list[_Repeat]]:
    """Repeats close together are one slip: a gallery or a passage pasted twice."""
    stretch: list[_Repeat] = []
    for repeat in repeats:
        if stretch and repeat.number - stretch[-1].number > _CLOSE:
            yield stretch
            stretch = []
        stretch.append(repeat)
    if stretch:
        yield stretch


def _score(article: Article, stretch: list[_Repeat], same: bool) -> float:
    first = stretch[0]
    alone = len(stretch) == 1 and first.words <= _PULL_QUOTE and not first.adjacent
    if alone and first.words >= _FEWEST_WORDS and not _is_report(article, first.later):
        return _SCORE_LINE
    return _SCORE_ALONE if alone else _SCORE_SAME if same else _SCORE_NEAR


def _is_report(article: Article, part: Part) -> bool:
    """Whether a paragraph has a figure, a quotation or an attribution: no line to catch the eye."""
    if any(char.isdigit() or char in '“"«' for char in part.text):
        return True
    return any(True for _ in find_cues(article.text, part.start, part.end))


def _has_lead_in(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one is the other with words put before or behind: a deck line taken up again."""
    short, long = sorted((a, b), key=len)
    return long[-len(short) :] == short or long[: len(short)] == short


def _is_meant(article: Article, earlier: Part, part: Part, adjacent: bool) -> bool:
    """Whether a repetition is the page's doing: furniture, an embedded post, a pull quote."""
    if any(_FURNITURE.search(one.text) or _POST.search(one.text) for one in (earlier, part)):
        return True
    if not (_STOP.search(earlier.text) and _STOP.search(part.text)):
        return True
    whole = any(
        quotation.start == part.start and quotation.end >= part.end - 1
        for quotation in article.quotations
        if quotation.depth == 0
    )
    return whole and not adjacent


def _repeats(article: Article, min_words: int) -> Iterator[_Repeat]:
    body = article.body
    whole: dict[tuple[str, ...], Part] = {}
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    texts: dict[int, tuple[str, ...]] = {}
    shingles: dict[int, frozenset[tuple[str, ...]]] = {}
    for index, part in enumerate(body):
        words = tuple(word.text.casefold() for word in article.words_in(part.start, part.end))
        if len(words) < min_words:
            continue
        if words in whole:
            first = whole[words]
            adjacent = first is body[index - 1]
            if not _is_meant(article, first, part, adjacent):
                yield _Repeat(first, part, 1.0, len(words), index, adjacent)
            continue
        whole[words], texts[index] = part, words
        shingles[index] = _shingles(words)
        anchors = _anchors(shingles[index])
        near = {other for anchor in anchors for other in holders[anchor][:_MOST_HOLDERS]}
        likeness = [(_jaccard(shingles[index], shingles[other]), -other) for other in near]
        share, other = max(likeness, default=(0.0, 0))
        alike = share >= _NEAR or (share >= _PERHAPS and _nearly(texts[-other], words))
        adjacent = -other == index - 1
        if (
            alike
            and not _has_lead_in(texts[-other], words)
            and not _is_meant(article, body[-other], part, adjacent)
        ):
            yield _Repeat(body[-other], part, min(share, 0.999), len(words), index, adjacent)
        for anchor in anchors:
            holders[anchor].append(index)


def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def _anchors(shingles: frozenset[tuple[str, ...]]) -> Collection[tuple[str, ...]]:
    anchors = [shingle for shingle in shingles if len(shingle[0]) >= _ANCHOR_LETTERS]
    return anchors if len(anchors) >= _FEWEST_ANCHORS else shingles


def _nearly(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two paragraphs have nearly all words in common and the same figures."""
    from rapidfuzz.distance import Indel  # only for the few that share so much

    figures = [[word for word in words if any(map(str.isdigit, word))] for words in (a, b)]
    return figures[0] == figures[1] and Indel.normalized_similarity(a, b) >= _NEAR_WORDS


def _jaccard(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> float:
    return len(a & b) / len(a | b)


def _deleted(article: Article, part: Part) -> Fix:
    place = article.locate(part.start, part.end)
    return Fix("Delete the second one.", (Edit(place.start, place.end, ""),), safe=False)
