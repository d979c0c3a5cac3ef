"""syndication.credit-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, NotAssessed, Part, Severity
from reliacheck.gazetteer.credits import credited_outlets, outlets_in
from reliacheck.text.patterns import pattern
from reliacheck_syndication.crediting import standing_of
from reliacheck_syndication.in_text import named_as_source
from reliacheck_syndication.telling import evidence_of, main_place, side_by_side, whose

if TYPE_CHECKING:
    from reliacheck.reuse.credit import Credit
    from reliacheck.reuse.tracing import Trace

# A judgement: news scraped from pages has too few source lines to measure on. Without a source line
# it is mostly a story that cites an agency in passing, so it stays under the default threshold.
_SCORE_SOURCE_LINE = 0.85
_SCORE_OTHER_SIGN = 0.4
_SCORE_CONTRADICTION = 0.8

# A line that says where the copy comes from, not who helped or who owns the rights.
_SOURCE_LINE = pattern(r"\W*(?:sources?|via|credits?|from|agency|agencies)\b", re.IGNORECASE)


class CreditMismatch(Check):
    """The text is, or leans on, one agency's copy and the credit names another, or none.

    What it does
        With an archive it traces passages to their origin, as `syndication.reused-copy` does, and
        reports copy that is credited to another agency than the one it comes from.

        Without one it goes by what the text admits: it counts the places where the body gives a
        news agency as its source ("Reuters reported", "according to AFP") and looks for that agency
        in byline, dateline and source line. An agency that is leaned on again and again and
        credited nowhere is reported, with every place. So is a dateline of one agency over a source
        line of another.

    Why it matters
        Who leans on an agency throughout is mostly running its copy. The credit is owed to the
        agency, and to the reader.

    Example
        Dateline *HARBOURTOWN (Coast News)*, twice *..., Reuters reported*, source line *Source:
        Coast Daily*.

    How to satisfy it
        Name the agency in the source line, or rely on it less.

    How the score is made
        Of traced copy as for `syndication.reused-copy`. Else fixed by what is contradicted: high
        where a source line names somebody else, or dateline and source line name two agencies;
        under the default threshold where there is only a dateline or a line of thanks.

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
        traced = set()
        if context.archive is not None:
            for one, credit in _miscredited(article, context):
                traced.add(one.origin)
                yield self._of_another(article, one, credit)
        signs = article.parts_of("dateline", "credit")
        if not signs and context.archive is None:
            raise NotAssessed("it has neither dateline nor source line to hold against the text")
        if signs:
            yield from self._admitted(article, context, signs, traced)

    def _of_another(self, article: Article, one: Trace, credit: Credit) -> Finding:
        """The text is one agency's, the credit says another."""
        compared = one.source.comparison
        place = credit.span or main_place(compared)
        return self.finding(
            article.locate(*place),
            whose(one, f"the credit says {credit.name}"),
            score=compared.score,
            related=side_by_side(compared),
            evidence={**evidence_of(one), "credited": credit.name},
            help=f"Credit {one.origin}, whose copy it is.",
        )

    def _admitted(
        self, article: Article, context: Context, signs: Sequence[Part], traced: set[str]
    ) -> Iterator[Finding]:
        """What the text says of its sources, held against its credits."""
        credited = credited_outlets(article, context) | traced
        for agency, mentions in _leaned_on(article, context).items():
            paragraphs = {article.part_at(start) for start, _ in mentions}
            if len(paragraphs) >= self.settings.min_mentions and agency not in credited:
                yield self._uncredited(article, context, agency, mentions)
        yield from self._contradiction(article, context)

    def _uncredited(
        self,
        article: Article,
        context: Context,
        agency: str,
        mentions: Sequence[tuple[int, int]],
    ) -> Finding:
        signs = article.parts_of("dateline", "credit")
        source_lines = [part for part in signs if _is_source_line(article, part, context)]
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

    def _contradiction(self, article: Article, context: Context) -> Iterator[Finding]:
        """A dateline of one agency over a source line of another."""
        above = _agencies(article, article.parts_of("dateline"), context)
        lines = [
            one for one in article.parts_of("credit") if _is_source_line(article, one, context)
        ]
        below = _agencies(article, lines, context)  # a picture may well be another agency's
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


def _miscredited(article: Article, context: Context) -> Iterator[tuple[Trace, Credit]]:
    """Copy that is credited to another agency, with that credit."""
    from reliacheck.reuse.tracing import trace  # a run without an archive does without

    for one in trace(article, context):
        standing = standing_of(article, context, one)
        if standing.how == "other" and standing.credit is not None:
            yield one, standing.credit


def _leaned_on(article: Article, context: Context) -> dict[str, Sequence[tuple[int, int]]]:
    """The agencies that the body gives as its source, each with the spans that say so."""
    named = named_as_source(article, context)
    agencies = {
        mention.outlet.name
        for mention in outlets_in(article, None, context)
        if mention.outlet.kind == "agency"
    }
    return {name: spans for name, spans in named.items() if name in agencies}


def _called(part: Part) -> str:
    return "the source line" if part.kind == "credit" else f"the {part.kind}"


def _is_source_line(article: Article, part: Part, context: Context) -> bool:
    """Whether a part says where the copy comes from: by its label, or by being only a name."""
    if part.kind != "credit":
        return False
    names = outlets_in(article, ("credit",), context)
    # At the head of a story a name alone is where its reporter works.
    at_foot = part.start > article.body[-1].start if article.body else False
    only_a_name = at_foot and any(
        (name.start, name.end) == (part.start, part.end) for name in names
    )
    return only_a_name or bool(_SOURCE_LINE.match(part.text))


def _agencies(
    article: Article, parts: Sequence[Part], context: Context
) -> dict[str, tuple[int, int]]:
    """The agencies named in some of the parts, with where."""
    return {
        mention.outlet.name: (mention.start, mention.end)
        for mention in outlets_in(article, {part.kind for part in parts}, context)
        if mention.outlet.kind == "agency" and article.part_at(mention.start) in parts
    }
