"""headlines.repeated."""

import re
from collections.abc import Iterator
from typing import ClassVar

from reliacheck import Article, Check, Context, Edit, Finding, Fix, Part, Severity
from reliacheck.text.patterns import pattern
from reliacheck_headlines.nearly import same_words

# Every paragraph is looked at for the very headline, the first ones also for a near copy of it.
_FIRST_PARAGRAPHS = 1
# Share buttons print the headline once more; that is the page's doing, not the copy's.
_BUTTON = pattern(r"\A\W*share\b", re.IGNORECASE)
_LONGEST = 1.5  # times the headline's length; a longer paragraph merely begins with it


class Repeated(Check):
    """The headline is printed again as another part of the same article.

    What it does
        Compares the headline with the further title lines, the standfirst and the paragraphs of
        the same article, and reports each that says the same in the same or nearly the same words.
        A part with another figure, name or a "not" is a different statement.

    Why it matters
        The page shows the same line twice. It mostly comes from a content system that fills title
        and text from one source, or from a paste.

    Example
        A text whose first and second line are both *Harbour bridge reopens after storm*.

    How to satisfy it
        Delete the second line, or write a standfirst that adds something.

    How the score is made
        The calibrated probability that two headlines are the same one, from shared words and
        conflicting figures, names and negations (docs/measurements/headlines).

    Known false positives
        Lists and live pages in which a line is meant to come back.
    """

    id = "headlines.repeated"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"headline"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each part that repeats the headline."""
        headline = article.headline
        assert headline is not None
        for part in _candidates(article, headline):
            match = same_words(headline.text, part.text)
            if match is None:
                continue
            same = "word for word" if match.identical else "in nearly the same words"
            yield self.finding(
                article.locate(part.start, part.end),
                f"The headline is printed again as {_called(part)}, {same}.",
                score=match.score,
                related=[article.related("headline", headline.start, headline.end)],
                evidence={"identical": match.identical, "similarity": match.similarity},
                help="Delete one of the two.",
                fix=_without(article, part) if match.identical else None,
            )


def _candidates(article: Article, headline: Part) -> Iterator[Part]:
    """The parts that may repeat the headline, the long ones and clearly other ones left out."""
    paragraphs = 0
    for part in article.parts:
        if part is headline or part.kind not in ("headline", "standfirst", "body"):
            continue
        if part.kind == "body":
            paragraphs += 1
        if len(part.text) > _LONGEST * len(headline.text) + 20 or _BUTTON.match(part.text):
            continue
        if paragraphs > _FIRST_PARAGRAPHS and part.text.isupper():
            continue  # a heading further down, which the headline was taken from
        near = part.kind != "body" or paragraphs <= _FIRST_PARAGRAPHS
        if near or part.text.casefold() == headline.text.casefold():
            yield part


def _called(part: Part) -> str:
    return {"headline": "a second title line", "standfirst": "the standfirst"}.get(
        part.kind, "a paragraph"
    )


def _without(article: Article, part: Part) -> Fix:
    """Deletes the lines of a part with their line end."""
    place = article.locate(part.start, part.end)
    start, _ = article.source.line(place.line)
    last, text = article.source.line(place.end_line)
    end = last + len(text)
    behind = article.source.text[end : end + 2]
    end += 2 if behind == "\r\n" else len(behind[:1])
    alone = article.source.text[start:end].strip() == place.text
    if not alone:
        start, end = place.start, place.end
    return Fix("Delete the repeated line.", (Edit(start, end, ""),), safe=alone)
