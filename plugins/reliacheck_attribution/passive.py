"""attribution.passive."""

import itertools
import re
from collections.abc import Iterator
from typing import ClassVar

from reliacheck import Article, Check, Context, Finding, Sentence, Severity
from reliacheck.gazetteer.credits import outlets_in
from reliacheck.text.attribution import is_attributed, unquoted, unquoted_lower
from reliacheck.text.patterns import pattern
from reliacheck_attribution.context import is_furniture

_SCORE = 0.88  # share of findings that held when read; docs/rules says on what

# "A town, as it is understood in law", "if it is thought to be one": nothing is claimed.
_SUPPOSED = pattern(r"\b(?:as|(?:if|whether|unless)(?:\s+(?:it|he|she|they))?)\s+\Z", re.IGNORECASE)


# Without any of these before one of those there is no such phrase; it spares most sentences, and
# many an article, the pattern.
_WORDS = pattern(r"\w+")
_LEADING = frozenset(
    "is are was were been has exclusively now widely generally commonly also still long often"
    " largely broadly".split()
)
_PASSIVE = frozenset(
    "believed thought understood said reported alleged rumored rumoured claimed assumed learned"
    " learnt".split()
)
_ALONE = frozenset("reportedly rumor rumors rumour rumours".split())

_BESIDE = 2  # sentences before and behind whose source carries over
_AUTHORITY = pattern(r"\b(?:police|investigators|prosecutors)\s+(?:have\s+|had\s+)?sa(?:id|y)\b")


# Who believes it may follow; and an oil leak is reported to somebody, a prize claimed.
_NO_CLAIM = r"(?!-|\s+by\b)"
_LODGED = r"(?!\s+(?:to\s+(?!be\b|have\b)|as\b|missing\b|stolen\b|in\s+(?:the|an?)\b))"
_ADVERB = r"(?:(?:now|widely|generally|commonly|also|still|long|often|largely|broadly)\s+)?"
_BELIEVED = r"(?:believed|thought|(?<!widely\s)(?<!generally\s)understood"
# The phrases, each with a word without which there is none: the pattern is spared then.
_PHRASES = (
    (
        "it",
        pattern(
            rf"\b(?<!\bwhen\s)it\s+(?:is|was|has\s+been|had\s+been)\s+{_ADVERB}"
            rf"{_BELIEVED}|said|reported|alleged|rumou?red|claimed|assumed)\b{_NO_CLAIM}{_LODGED}"
        ),
    ),
    (
        "to",
        # what was believed is history; what was said or reported was so by somebody
        pattern(
            rf"\b(?:(?:is|are)\s+{_ADVERB}{_BELIEVED})"
            rf"|(?:is|are|was|were|has\s+been|have\s+been)\s+{_ADVERB}"
            r"(?:said|reported|rumou?red|alleged))"
            r"\s+to\s+(?:be|have|want|hold|own|work|live|possess|include|favou?r|support|oppose"
            r"|carry|cost|number|contain|suffer|face|plan|seek)\b"
        ),
    ),
    ("reportedly", pattern(r"\breportedly\b")),
    (
        "has",
        pattern(
            r"\b(?<!\bhe\s)(?<!\bshe\s)has\s+(?:exclusively\s+)?learn(?:ed|t)"
            r"(?=\s+that\b|[.,])"
        ),
    ),
    ("it", pattern(r"\brumou?r(?:s)?\s+ha(?:s|ve)\s+it\b")),
)


def _phrase_in(lower: str, start: int, end: int) -> re.Match[str] | None:
    """The first phrase that stands in for a source."""
    words = _WORDS.findall(lower, start, end)
    if not _may_hide(words):
        return None
    found = [phrase.search(lower, start, end) for word, phrase in _PHRASES if word in words]
    return min(filter(None, found), key=re.Match.start, default=None)


def _may_hide(words: list[str]) -> bool:
    return not _ALONE.isdisjoint(words) or any(
        word in _PASSIVE and before in _LEADING for before, word in itertools.pairwise(words)
    )


class Passive(Check):
    """A statement is attributed to nobody at all: "it is believed", "reportedly".

    What it does
        Finds passives and adverbs that stand in for a source ("it is understood that", "is said to
        be", "reportedly", "has learned") in sentences that name no other one, where the sentences
        beside it do not rest on an outlet's report or an authority either.

    Why it matters
        The words say that somebody says so and hide who. Either there is a source, and it belongs
        in the copy, or there is none.

    Example
        *The company is believed to be close to a sale.*

    How to satisfy it
        Say who believes, reports or told it.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read.

    Known false positives
        Sentences whose source was given just before; science and history where the belief itself
        is the news.
    """

    id = "attribution.passive"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a sentence: its first such phrase."""
        masked = unquoted(article)
        lower = unquoted_lower(article)
        for sentence in article.sentences:
            if sentence.part.kind not in ("standfirst", "body"):
                continue
            found = _phrase_in(lower, sentence.start, sentence.end)
            if (
                found is None
                or is_furniture(sentence)
                or _SUPPOSED.search(masked, sentence.start, found.start())
            ):
                continue
            if not self._has_source(article, context, sentence, found):
                phrase = " ".join(masked[found.start() : found.end()].split())
                yield self.finding(
                    article.locate(found.start(), found.start() + len(found.group().rstrip())),
                    f'"{phrase}" hides who says so.',
                    score=_SCORE,
                    evidence={"phrase": phrase.lower()},
                    help="Say who believes, reports or told it.",
                )

    def _has_source(
        self, article: Article, context: Context, sentence: Sentence, found: re.Match[str]
    ) -> bool:
        """Whether the rest of the sentence attributes it."""
        before = sentence._replace(end=found.start())
        after = sentence._replace(start=found.end())
        if is_attributed(article, before) or is_attributed(article, after):
            return True
        place = article.sentence_number(sentence)
        beside = article.sentences[max(0, place - _BESIDE) : place + _BESIDE + 1]
        return any(_has_report(article, context, near) for near in beside)


def _has_report(article: Article, context: Context, sentence: Sentence) -> bool:
    """Whether a sentence gives an outlet, or an authority, as its source: it may carry over."""
    if sentence.part.kind != "body" or not is_attributed(article, sentence):
        return False
    mentions = outlets_in(article, context=context)
    named = any(sentence.start <= one.start < sentence.end for one in mentions)
    return named or bool(_AUTHORITY.search(sentence.text))
