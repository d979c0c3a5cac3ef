"""How an article stands to the copy that it reuses: credited, credited to somebody else, or not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from reliacheck import Article, Context, Part
from reliacheck_syndication.in_text import named_as_source

if TYPE_CHECKING:
    from reliacheck.reuse import SharedPassage
    from reliacheck.reuse.credit import Credit
    from reliacheck.reuse.tracing import Trace

_FEWEST_WORDS = 5  # kept ones that make a paragraph one of a passage: fewer are a name or a phrase
# "agencies": without a name. "agency": a paper had the copy and names nobody, so that it may well
# be of the agency that the article credits. "text": each paragraph with words of a passage names
# the origin as its source. "other": the copy is one agency's, the credit another's
How = Literal["credited", "agencies", "agency", "text", "other", "no"]


class Standing(NamedTuple):
    """How the origin of reused copy is credited."""

    how: How
    credit: Credit | None  # the one that names the origin, "agencies", or an agency


def standing_of(article: Article, context: Context, trace: Trace) -> Standing:
    """How an article credits the origin of a trace."""
    from reliacheck.reuse.credit import credits_of
    from reliacheck.reuse.origin import is_credited

    given = credits_of(article, context)
    origin = trace.outlet or trace.origin
    for credit in given:
        if is_credited(origin, [credit], context) == "yes":
            return Standing("credited", credit)
    if agency := _another_agency(given):
        return Standing("other" if trace.outlet else "agency", agency)
    if is_credited(origin, given, context) == "generic":
        return Standing("agencies", next(one for one in given if one.kind == "generic"))
    if _named_with_each(article, context, trace):
        return Standing("text", None)
    return Standing("no", None)


def _another_agency(given: Sequence[Credit]) -> Credit | None:
    return next((one for one in given if one.outlet and one.outlet.kind == "agency"), None)


def _named_with_each(article: Article, context: Context, trace: Trace) -> bool:
    """Whether each paragraph with words of a passage that counts names the origin as its source."""
    if trace.outlet is None:
        return False
    spans = named_as_source(article, context).get(trace.outlet.name, ())
    named = [article.part_at(start) for start, _ in spans]
    reused = trace.source.comparison.reused
    return bool(named) and all(part in named for part in _paragraphs(article, reused))


def _paragraphs(article: Article, passages: Sequence[SharedPassage]) -> Iterator[Part]:
    """The paragraphs that words of passages stand in."""
    starts = [word.start for word in article.words]
    edits = [edit for one in passages for edit in one.passage.edits if edit.kind == "equal"]
    for part in article.body:
        within = [(max(edit.b[0], part.start), min(edit.b[1], part.end)) for edit in edits]
        kept = sum(
            bisect_left(starts, end) - bisect_left(starts, start)
            for start, end in within
            if start < end
        )
        if kept >= _FEWEST_WORDS:
            yield part
