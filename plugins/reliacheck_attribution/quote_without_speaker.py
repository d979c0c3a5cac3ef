"""attribution.quote-without-speaker."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Part, Severity
from reliacheck.text.attribution import find_cues, unquoted
from reliacheck.text.patterns import pattern
from reliacheck.text.quotations import Quotation

_SCORE = 0.5  # a judgement; docs/rules says how few held on scraped news

# Speech ends like a sentence; without that it is a title, a slogan or part of one.
_SPEECH = pattern(r"[.!?,…]['’]?\Z")
# It stands alone where a sentence could begin; a colon introduces it.
_BEGINS = pattern(r"(?:\A|[.!?…”\"’)\]]\s*)\Z")
# A name set behind the quotation: "— Jane Doe", "Jane Doe, Coast Daily".
_NAME = r"[A-Z][\w.’'\-]+(?:\s+[A-Z][\w.’'\-]+)+"
_SIGNED = pattern(rf"\s*(?:[-–—―~(]|{_NAME})")
_SIGNATURE = pattern(rf"[-–—―(]?\s*{_NAME}(?:,[^.!?\n]{{1,60}})?")
# Behind a comma whatever follows goes on with it: "...,” Doe thundered."
_GOES_ON = pattern(r"[,，]['’”\"]*\Z")
_VERB = pattern(r"\s*(?:[A-Z][\w’'\-]+|he|she|they)\s+[a-z]+ed\b")
# Somebody acts right before: "Doe sighed. “Never again.”" A reader takes the words for theirs.
_SOMEBODY = pattern(
    rf"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]ers?|[Hh]im|Mr|Mrs|Ms|Dr)\b|{_NAME}"
    r"|(?:\A\s*|[.!?]\s+)(?!Th|It\b)[A-Z][\w’'\-]+\s+(?:also\s+)?(?:was|is|had|[a-z]+ed)\b"
)
# Words for what was said: the quotation beside them is it.
_SAID = pattern(
    r"\b(?:statements?|comments?|commented|remarks?|letters?|speech|tweet(?:s|ing)?|message|memo"
    r"|e-?mail(?:s|ed)?|interview(?:s|ed)?|spokes\w+|words|response|testimony)\b",
    re.IGNORECASE,
)
_LABEL = 4  # words
_TRANSCRIPT = 3  # quotations in a paragraph that says of none who spoke it
# More in one article are its layout: a press review, a transcript, a page of letters.
_MOST = 3


class QuoteWithoutSpeaker(Check):
    """Quoted speech stands alone: nobody near it is said to have spoken.

    What it does
        Finds quotations of a sentence or more whose paragraph names no speaker, where neither the
        paragraph before (a speaker whose words go on, or an introduction) nor the one behind does.
        Where a person is spoken of right before, the words are taken for theirs.

    Why it matters
        Quotation marks are a promise that somebody said just this. A reader must not have to guess
        who.

    Example
        *“We will not leave this town until the water runs again.” The square stayed full all
        night.*

    How to satisfy it
        Say who spoke, in the same paragraph.

    How the score is made
        A judgement: even chances. On scraped news, where layout is lost, the first versions of the
        rule found hardly anything but dialogue boxes, pull quotes and speakers named by the layout.
        It now passes over all of these and speaks up about twice in 8,000 articles, which is too
        seldom to measure; so it runs only where it is selected by name.

    Known false positives
        Proverbs and quoted documents introduced further up.
    """

    id = "attribution.quote-without-speaker"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})
    default: ClassVar[bool] = False

    class Settings(NamedTuple):
        """`min_words`: quotations shorter than this are left alone."""

        min_words: int = 8

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a paragraph."""
        alone = [
            (first, speech)
            for first, last in _blocks(article)
            if (speech := self._speech(article, article.body[first])) is not None
            and not _is_layout(article, first, speech)
            and not _has_speaker(article, first, last)
        ]
        for first, speech in alone if len(alone) <= _MOST else ():
            if _after_somebody(article, first):
                continue
            yield self.finding(
                article.locate(speech.start, speech.end),
                "Nobody near this quotation is said to have spoken it.",
                score=_SCORE,
                evidence={"words": _count(article, speech)},
                help="Say in the same paragraph who said it.",
            )

    def _speech(self, article: Article, part: Part) -> Quotation | None:
        """The paragraph's first quotation that is speech and stands alone."""
        for quotation in _quotations(article, part):
            inner = article.text[quotation.inner_start : quotation.inner_end]
            behind = article.text[quotation.end : quotation.end + 1]
            if (
                _BEGINS.search(article.text[part.start : quotation.start])
                and (_SPEECH.search(inner) or behind in (".", "!", "?"))
                and not _is_attached(article.text, quotation, part)
                and _count(article, quotation) >= self.settings.min_words
            ):
                return quotation
        return None


def _is_attached(text: str, quotation: Quotation, part: Part) -> bool:
    """Whether a name or the rest of a sentence follows the quotation."""
    if _SIGNED.match(text, quotation.end, part.end) or _VERB.match(text, quotation.end, part.end):
        return True
    inner = text[quotation.inner_start : quotation.inner_end]
    return bool(_GOES_ON.search(inner)) and bool(text[quotation.end : part.end].strip())


def _quotations(article: Article, part: Part) -> list[Quotation]:
    return article.memo(_outermost).get(part.start, [])


def _outermost(article: Article) -> dict[int, list[Quotation]]:
    """The outermost quotations of each part, by its start."""
    by_part: dict[int, list[Quotation]] = {}
    starts = [part.start for part in article.parts]
    for quotation in article.quotations:
        if quotation.depth == 0:
            start = starts[bisect_right(starts, quotation.start) - 1]
            by_part.setdefault(start, []).append(quotation)
    return by_part


def _count(article: Article, quotation: Quotation) -> int:
    return len(article.words_in(quotation.inner_start, quotation.inner_end))


def _blocks(article: Article) -> Iterator[tuple[int, int]]:
    """The paragraphs with quotations, as first and last of a run that one speaker may fill."""
    first = None
    for index, part in enumerate(article.body):
        if _quotations(article, part):
            first = index if first is None else first
        elif first is not None:
            yield first, index - 1
            first = None
    if first is not None:
        yield first, len(article.body) - 1


def _has_speaker(article: Article, first: int, last: int) -> bool:
    """Whether a run of paragraphs, or one beside it, says outside quotations who speaks."""
    masked = unquoted(article)
    while first > 1 and _is_label(article.body[first - 1]):
        first -= 1
    while last + 2 < len(article.body) and _is_label(article.body[last + 1]):
        last += 1
    return any(
        # Where marks do not pair up, the words that say who speaks may be taken for quoted ones.
        _speaks(article.text if _is_open(article, part) else masked, part)
        for part in article.body[max(0, first - 1) : last + 2]
    )


def _is_layout(article: Article, first: int, speech: Quotation) -> bool:
    """Whether it is an eye-catcher that fills the first paragraph, or one of a transcript."""
    if len(_quotations(article, article.body[first])) >= _TRANSCRIPT:
        return True
    rest = article.body[first].text.replace(article.text[speech.start : speech.end], "")
    return first == 0 and not any(map(str.isalnum, rest))


def _is_label(part: Part) -> bool:
    """Whether a paragraph is a word or two of the page's: "Advertisement", a name as heading."""
    return len(part.text.split()) <= _LABEL and part.text[-1:].isalnum()


def _is_open(article: Article, part: Part) -> bool:
    return any(not quotation.closed for quotation in _quotations(article, part))


def _after_somebody(article: Article, first: int) -> bool:
    """Whether somebody is spoken of in a run's first paragraph or in the one before."""
    masked = unquoted(article)
    before = article.body[max(0, first - 1) : first + 1]
    return any(_SOMEBODY.search(masked[part.start : part.end]) for part in before)


def _speaks(masked: str, part: Part) -> bool:
    text = masked[part.start : part.end].strip()
    if _is_label(part) and text.lower() != "advertisement":
        return True
    if text.endswith((":", "?")) or _SIGNATURE.fullmatch(text) or text.startswith(("-", "–", "—")):
        return True
    if _SAID.search(masked, part.start, part.end):
        return True
    return any(True for _ in find_cues(masked, part.start, part.end))
