"""syndication.credit-mismatch."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, NotAssessed, Part, Severity
from reliacheck.gazetteer import Mention
from reliacheck.gazetteer.credits import credited_outlets, outlets_in
from reliacheck.text.attribution import unquoted
from reliacheck.text.patterns import pattern

# A judgement: news scraped from pages has too few source lines to measure on. Without a source line
# it is mostly a story that cites an agency in passing, so it stays under the default threshold.
_SCORE_SOURCE_LINE = 0.85
_SCORE_OTHER_SIGN = 0.4
_SCORE_CONTRADICTION = 0.8

# A line that says where the copy comes from, not who helped or who owns the rights.
_SOURCE_LINE = pattern(r"\W*(?:sources?|via|credits?|from|agency|agencies)\b", re.IGNORECASE)

_REPORTED = pattern(
    r"(?:['’]s)?,?\s+(?:(?:has|had|also|earlier|later|first|news\s+agency|agency)\s+)*"
    r"(?:reported|reports|quoted|cited)\b"
)
_BY_WORD_OF = pattern(
    r"(?:according\s+to|reported\s+by|quoted\s+by|citing|cited\s+by)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_LOOK_BACK = 24  # characters before a name that hold such words


class CreditMismatch(Check):
    """The text leans on one agency and the credit names another, or none.

    What it does
        Counts the places where the body gives a news agency as its source ("Reuters reported",
        "according to AFP") and looks for that agency in byline, dateline and source line. An agency
        that is leaned on again and again and credited nowhere is reported, with every place. So is
        a dateline of one agency over a source line of another.

    Why it matters
        Who leans on an agency throughout is mostly running its copy. The credit is owed to the
        agency, and to the reader.

    Example
        Dateline *HARBOURTOWN (Coast News)*, twice *..., Reuters reported*, source line *Source:
        Coast Daily*.

    How to satisfy it
        Name the agency in the source line, or rely on it less.

    How the score is made
        Fixed by what is contradicted: high where a source line names somebody else, or dateline and
        source line name two agencies; under the default threshold where there is only a dateline
        or a line of thanks. Without an archive this tells what the text admits, not whose copy it
        is.

    Known false positives
        Round-ups that quote an agency on several matters in their own words.
    """

    id = "syndication.credit-mismatch"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(NamedTuple):
        """`min_mentions`: so many paragraphs that cite an agency make leaning on it."""

        min_mentions: int = 2

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for each agency that is owed a credit."""
        signs = article.parts_of("dateline", "credit")
        if not signs:
            raise NotAssessed("it has neither dateline nor source line to hold against the text")
        credited = credited_outlets(article, context)
        for agency, mentions in _leaned_on(article).items():
            paragraphs = {article.part_at(start) for start, _ in mentions}
            if len(paragraphs) >= self.settings.min_mentions and agency not in credited:
                yield self._uncredited(article, agency, mentions, signs)
        yield from self._contradiction(article)

    def _uncredited(
        self,
        article: Article,
        agency: str,
        mentions: Sequence[tuple[int, int]],
        signs: Sequence[Part],
    ) -> Finding:
        source_lines = [part for part in signs if _is_source_line(article, part)]
        place = (source_lines or list(signs))[-1]
        return self.finding(
            article.locate(place.start, place.end),
            f"The text gives {agency} as its source {len(mentions)} times; {_called(place)} does"
            f' not name it: "{" ".join(place.text.split())}".',
            score=_SCORE_SOURCE_LINE if source_lines else _SCORE_OTHER_SIGN,
            related=[
                *(article.related(f"leans on {agency}", *span) for span in mentions),
                *(article.related(_called(part), part.start, part.end) for part in signs),
            ],
            evidence={"agency": agency, "mentions": len(mentions)},
            help=f"Credit {agency} in the source line, or rely on it less.",
        )

    def _contradiction(self, article: Article) -> Iterator[Finding]:
        """A dateline of one agency over a source line of another."""
        above = _agencies(article, article.parts_of("dateline"))
        lines = [one for one in article.parts_of("credit") if _is_source_line(article, one)]
        below = _agencies(article, lines)  # a picture may well be another agency's
        if not above or not below or set(above) & set(below):
            return
        first, second = next(iter(above)), next(iter(below))
        yield self.finding(
            article.locate(*below[second]),
            f"The dateline says {first}, the source line {second}.",
            score=_SCORE_CONTRADICTION,
            related=[article.related("dateline", *above[first])],
            evidence={"dateline": first, "source_line": second},
            help="Credit the agency whose copy it is in both places.",
        )


def _called(part: Part) -> str:
    return "the source line" if part.kind == "credit" else f"the {part.kind}"


def _is_source_line(article: Article, part: Part) -> bool:
    """Whether a part says where the copy comes from: by its label, or by being only a name."""
    if part.kind != "credit":
        return False
    names = outlets_in(article, ("credit",))
    # At the head of a story a name alone is where its reporter works.
    at_foot = part.start > article.body[-1].start if article.body else False
    only_a_name = at_foot and any(
        (name.start, name.end) == (part.start, part.end) for name in names
    )
    return only_a_name or bool(_SOURCE_LINE.match(part.text))


def _leaned_on(article: Article) -> dict[str, list[tuple[int, int]]]:
    """The agencies that the body gives as its source, each with the spans that say so."""
    masked = unquoted(article)
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in outlets_in(article, ("body",)):
        if mention.outlet.kind == "agency" and (span := _cited(masked, mention)):
            found[mention.outlet.name].append(span)
    return dict(found)


def _cited(masked: str, mention: Mention) -> tuple[int, int] | None:
    if masked[mention.start : mention.end] != mention.text:
        return None  # in a quotation
    behind = _REPORTED.match(masked, mention.end)
    if behind:
        return mention.start, behind.end()
    before = _BY_WORD_OF.search(masked, max(0, mention.start - _LOOK_BACK), mention.start)
    return (before.start(), mention.end) if before else None


def _agencies(article: Article, parts: Sequence[Part]) -> dict[str, tuple[int, int]]:
    """The agencies named in some of the parts, with where."""
    return {
        mention.outlet.name: (mention.start, mention.end)
        for mention in outlets_in(article, {part.kind for part in parts})
        if mention.outlet.kind == "agency" and article.part_at(mention.start) in parts
    }
