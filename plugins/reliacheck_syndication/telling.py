"""What the findings of the rules on reuse tell: places, passages, dates, kin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reliacheck import Article, Related

if TYPE_CHECKING:
    from reliacheck.reuse import Comparison, SharedPassage
    from reliacheck.reuse.tracing import Sharer, Trace

MOST_SHOWN = 5  # passages
_MOST_NAMED = 3  # outlets that have the same copy


def in_part(article: Article, span: tuple[int, int]) -> tuple[int, int]:
    """A passage as far as it goes in the part where it begins: enough to find it by."""
    start, end = span
    part = article.part_at(start)
    if part is None:
        return span
    # A passage ends with a word; a full stop behind it belongs to it.
    over = end >= part.end or not any(map(str.isalnum, article.text[end : part.end]))
    return start, part.end if over else end


def main_place(compared: Comparison) -> tuple[int, int]:
    """Where the article, which is b, has the passage that tells most; of one that begins in the
    headline what is in the body."""
    article = compared.b
    start, end = max(compared.reused, key=lambda one: one.prose).passage.b
    first = next((part.start for part in article.body if part.end > start), start)
    return in_part(article, (max(start, first) if first < end else start, end))


def whose(trace: Trace, credited: str) -> str:
    """How much of the article is whose copy, how that is credited, and where it stands."""
    compared = trace.source.comparison
    return (
        f"{compared.share_of_b:.0%} of this is {possessive(trace.origin)} copy, {credited}:"
        f" {of_passages(len(compared.reused))} of {titled(trace.source)},"
        f" {compared.share_of_a:.0%} of it.{beside(trace)}"
    )


def strongest(passages: Sequence[SharedPassage]) -> list[SharedPassage]:
    """The passages that are worth showing, in the order of the text."""
    best = sorted(passages, key=lambda one: -one.prose)[:MOST_SHOWN]
    return sorted(best, key=lambda one: one.passage.b)


def side_by_side(compared: Comparison) -> Iterator[Related]:
    """The passages worth showing, each in the source and then in the article, which is b."""
    for number, one in enumerate(strongest(compared.reused), start=1):
        yield compared.a.related(f"passage {number}, there", *in_part(compared.a, one.passage.a))
        yield compared.b.related(f"passage {number}, here", *in_part(compared.b, one.passage.b))


def titled(sharer: Sharer) -> str:
    """An archived article by headline and date."""
    entry = sharer.entry
    when = f" ({entry.published[:10]})" if entry.published else ""
    return f"“{entry.headline or entry.id}”{when}"


def possessive(name: str) -> str:
    """The genitive of a name: Reuters’, AFP’s."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def of_passages(count: int) -> str:
    return f"{count} passage{'' if count == 1 else 's'}"


def beside(trace: Trace) -> str:
    """That the source is dated later, and who else has the copy, as sentences; "" if neither."""
    from reliacheck.reuse.tracing import is_later

    later = is_later(trace.source.entry, trace.source.comparison.b)
    return (" It is dated after this article." if later else "") + _kin(trace)


def _kin(trace: Trace) -> str:
    """Who else has the copy, as a sentence; "" if nobody has."""
    names = _others(trace)
    if not names:
        return ""
    more = len(names) - _MOST_NAMED
    if more > 0:
        names = [*names[:_MOST_NAMED], f"{more} more"]
    listed = ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
    return f" The same copy ran at {listed}."


def evidence_of(trace: Trace) -> dict[str, str | int | float | bool]:
    """The figures that every finding about reused copy has."""
    compared = trace.source.comparison
    return {
        "origin": trace.origin,
        "relation": compared.relation,
        "share": round(compared.share_of_b, 3),
        "share_of_source": round(compared.share_of_a, 3),
        "passages": len(compared.reused),
        "longest_run_words": compared.longest_run,
        "kin": ", ".join(_others(trace)),
    }


def _others(trace: Trace) -> list[str]:
    """The outlets beside the origin that have the same copy, the first to publish it first."""
    return list(dict.fromkeys(one.outlet for one in trace.kin if one.outlet != trace.origin))
