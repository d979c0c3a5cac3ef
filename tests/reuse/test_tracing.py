"""Where the copy of an article comes from, by the archive."""

from __future__ import annotations

from typing import Any

import pytest
from copy_stories import FERRY, MILL

from reliacheck import Article, Context, Desk, Metadata
from reliacheck.archive.memory import MemoryArchive
from reliacheck.reuse.tracing import Trace, trace

# Invented, like all stories here. An agency is named: origin is the subject.
QUOTED = (
    "“We had told the owner three times that the light on the reef was out, and three times we"
    " were told that a new one had been ordered,” she said."
)


def record(outlet: str | None, *body: str, **more: Any) -> dict[str, Any]:
    named = {} if outlet is None else {"outlet": outlet}
    return {**named, "headline": f"As told by {outlet}", "body": "\n\n".join(body or FERRY), **more}


def traced(
    *records: dict[str, Any],
    body: list[str] = FERRY,
    desk: Desk | None = None,
    **meta: Any,
) -> tuple[Trace, ...]:
    context = Context(archive=MemoryArchive(records), desk=desk or Desk())
    return trace(Article.compose(body=body, meta=Metadata(**meta)), context)


def only(traces: tuple[Trace, ...]) -> Trace:
    (one,) = traces
    return one


def kin(one: Trace) -> list[str]:
    return [sharer.outlet for sharer in one.kin]


def test_one_that_has_the_copy_is_its_source() -> None:
    one = only(traced(record("Port Alder Post")))
    assert (one.origin, one.outlet, one.kin) == ("Port Alder Post", None, ())
    assert one.source.entry.outlet == "Port Alder Post"
    assert one.source.comparison.relation == "same-copy"


def test_nobody_has_it() -> None:
    assert traced(record("Port Alder Post", *MILL)) == ()
    assert traced(record("Port Alder Post", MILL[0], QUOTED), body=[FERRY[0], QUOTED]) == ()


def test_the_same_copy_is_told_once_with_its_kin() -> None:
    one = only(
        traced(
            record("Kelby Chronicle", published="2026-10-06T12:00:00Z"),
            record("Port Alder Post", published="2026-10-06T08:00:00Z"),
            record("Sunholm Daily", published="2026-10-06T10:00:00Z"),
        )
    )
    assert one.origin == "Port Alder Post"
    assert kin(one) == ["Sunholm Daily", "Kelby Chronicle"]


def test_other_copy_is_another_trace_the_larger_first() -> None:
    body = [*FERRY, *MILL]
    first, second = traced(record("Mill Post", *MILL), record("Ferry Post"), body=body)
    assert (first.origin, second.origin) == ("Ferry Post", "Mill Post")
    assert first.kin == second.kin == ()


def test_an_agency_is_the_origin_though_a_paper_was_first() -> None:
    one = only(
        traced(
            record("Port Alder Post", published="2026-10-06T08:00:00Z"),
            record("Reuters", published="2026-10-06T09:00:00Z"),
        )
    )
    assert one.origin == "Reuters"
    assert one.outlet is not None
    assert one.source.entry.outlet == "Reuters"
    assert kin(one) == ["Port Alder Post"]


@pytest.mark.parametrize(
    "credit",
    [{"dateline": "SUNHOLM (Reuters) -"}, {"credit": "Source: Reuters"}, {"agency": "Reuters"}],
)
def test_a_papers_credit_tells_whose_copy_it_is(credit: dict[str, str]) -> None:
    one = only(traced(record("Port Alder Post"), record("Kelby Chronicle", **credit)))
    assert one.origin == "Reuters"
    assert one.source.entry.outlet == "Kelby Chronicle"
    assert kin(one) == ["Port Alder Post"]


def test_the_agencys_own_article_shows_it_best() -> None:
    one = only(
        traced(
            record("Kelby Chronicle", dateline="SUNHOLM (Reuters) -"),
            record("Reuters", *FERRY[:2]),
        )
    )
    assert one.source.entry.outlet == "Reuters"


def test_a_paper_that_another_names_is_the_origin() -> None:
    one = only(traced(record("Kelby Chronicle", credit="Source: Port Alder Post")))
    assert one.origin == "Port Alder Post"
    assert one.source.entry.outlet == "Kelby Chronicle"


def test_who_published_later_took_it_from_here() -> None:
    later, earlier = "2026-10-07T08:00:00Z", "2026-10-06T08:00:00Z"
    assert traced(record("Port Alder Post", published=later), published=earlier) == ()
    assert only(traced(record("Port Alder Post", published=earlier), published=later))


def test_an_agencys_copy_is_its_own_whenever_the_archive_has_it_from() -> None:
    later = {"published": "2026-10-07T08:00:00Z"}
    assert only(traced(record("Reuters", **later), published="2026-10-06")).origin == "Reuters"


def test_of_the_same_day_without_a_time_nobody_knows() -> None:
    assert only(traced(record("Port Alder Post", published="2026-10-06"), published="2026-10-06"))
    late = record("Port Alder Post", published="2026-10-06T20:00:00Z")
    assert only(traced(late, published="2026-10-06"))


def test_what_is_undated_is_a_source_and_comes_last() -> None:
    one = only(traced(record("Kelby Chronicle"), record("Port Alder Post", published="2026-10-06")))
    assert (one.origin, kin(one)) == ("Port Alder Post", ["Kelby Chronicle"])
    assert only(traced(record("Kelby Chronicle"), published="2026-10-06"))


def test_its_own_outlets_articles_are_left_out() -> None:
    own = record("Vellby Courier")
    assert traced(own, outlet="Vellby Courier") == ()
    assert traced(own, desk=Desk(outlet="Vellby Courier")) == ()
    one = only(traced(own, record("Reuters"), outlet="Vellby Courier"))
    assert (one.origin, one.kin) == ("Reuters", ())


def test_a_paper_that_took_it_from_here_and_says_so_is_no_origin() -> None:
    taken = record("Kelby Chronicle", credit="Source: Vellby Courier")
    assert traced(taken, outlet="Vellby Courier") == ()


def test_versions_of_one_item_are_left_out() -> None:
    assert traced(record(None, guid="ferry-1"), guid="ferry-2", evolved_from="ferry-1") == ()
    assert only(traced(record(None, guid="ferry-1"), guid="ferry-2")).origin == "an unnamed outlet"


def test_it_is_computed_once_for_an_article_and_an_archive() -> None:
    article = Article.compose(body=FERRY)
    context = Context(archive=MemoryArchive([record("Reuters")]))
    assert trace(article, context) is trace(article, context)
    assert trace(article, Context(archive=MemoryArchive([]))) == ()
