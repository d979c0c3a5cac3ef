"""One bad check harms only itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from reliacheck import Article, Check, Context, EditionCheck, Finding, Metadata, NotAssessed
from reliacheck.engine import Outcome, Rule, check_article, check_edition, unmet_need
from reliacheck.plugins import Plugin

# The alarm may ring in a callback of the garbage collector, which swallows it and says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

STORY = Article.compose(headline="Bridge reopens", body="It opened on Friday.", path="a.txt")
OTHER = Article.compose(headline="Ferry sails", body="It sailed on Friday.", path="b.txt")
BUDGET = 0.1  # seconds
PLUGIN = Plugin("house")

Behaviour = Callable[[Check | EditionCheck], Any]


class Good(Check):
    """Finds the headline."""

    id = "house.good"

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        yield self.finding(article.locate(0, 6), "The first word.", score=0.9)


class GoodEdition(EditionCheck):
    """Finds the last headline."""

    id = "house.good-edition"

    def check(self, articles: Sequence[Article], context: Context) -> Iterator[Finding]:
        yield self.finding(articles[-1].locate(0, 5), "The last one.", score=0.9)


def bad_check(behaviour: Behaviour) -> Check:
    class Bad(Check):
        """Does what it should not."""

        id = "house.bad"

        def check(self, article: Article, context: Context) -> Iterable[Finding]:
            found: Iterable[Finding] = behaviour(self)
            return found

    return Bad()


def bad_edition_check(behaviour: Behaviour) -> EditionCheck:
    class Bad(EditionCheck):
        """Does what it should not."""

        id = "house.bad"

        def check(self, articles: Sequence[Article], context: Context) -> Iterable[Finding]:
            found: Iterable[Finding] = behaviour(self)
            return found

    return Bad()


def rules(*checks: Check | EditionCheck) -> list[Rule]:
    return [Rule(check, PLUGIN, True, BUDGET) for check in checks]


def run(*checks: Check, article: Article = STORY) -> Outcome:
    return check_article(article, rules(*checks), Context())


def found_by(check: Check | EditionCheck, start: int = 0, end: int = 6) -> Finding:
    return check.finding(STORY.locate(start, end), "A word.", score=0.5)


def raises(check: Check | EditionCheck) -> Any:
    raise LookupError("no such word")


def yields_then_raises(check: Check | EditionCheck) -> Iterator[Finding]:
    yield found_by(check)
    raise LookupError("no such word")


def spins_and_swallows(check: Check | EditionCheck) -> Any:
    while True:
        try:
            sum(range(100))
        except Exception:
            continue


def recurses(check: Check | EditionCheck) -> Any:
    return recurses(check)


def misplaced(**changes: Any) -> Behaviour:
    def behaviour(check: Check | EditionCheck) -> list[Finding]:
        found = found_by(check)
        return [replace(found, location=found.location._replace(**changes))]

    return behaviour


BAD: dict[str, tuple[Behaviour, str]] = {
    "raises": (raises, "LookupError: no such word"),
    "yields then raises": (yields_then_raises, "LookupError: no such word"),
    "returns None": (lambda _: None, "returned NoneType, not findings"),
    "returns a string": (lambda _: "house.bad", "returned str, not findings"),
    "returns one finding": (found_by, "returned Finding, not findings"),
    "yields a string": (lambda _: ["The first word"], "yielded str, not a Finding"),
    "yields None": (lambda _: [None], "yielded NoneType, not a Finding"),
    "another rule": (lambda _: [found_by(Good())], "yielded a finding of house.good"),
    "sleeps": (lambda _: time.sleep(60), "ran past its time budget of 0."),
    "spins": (spins_and_swallows, "ran past its time budget of 0."),
    "never ends": (lambda check: iter(lambda: found_by(check), None), "yielded more than"),
    "exits": (lambda _: sys.exit(0), "SystemExit: 0"),
    "recurses": (recurses, "RecursionError"),
    "a span with other words": (misplaced(start=1), "not at 1..6"),
    "a span behind the end": (misplaced(start=9999, end=10005), "not at 9999..10005"),
    "an empty span behind the end": (misplaced(start=9999, end=9999, text=""), "not at 9999..9999"),
    "a span turned round": (misplaced(start=6, end=0, text=""), "not at 6..0"),
    "a span counted from the end": (
        misplaced(start=-7, end=-1, text=STORY.source.text[-7:-1]),
        "not at -7..-1",
    ),
    "another line": (misplaced(line=77), "line"),
    "another column": (misplaced(column=77), "column"),
    "an article not in the run": (
        misplaced(article=STORY.ref._replace(path="z.txt")),
        "yielded a finding in another article (z.txt)",
    ),
    "a score out of range": (
        lambda check: [check.finding(STORY.locate(0, 6), "A word.", score=7)],
        "ValueError: house.bad: a score is a number from 0 to 1",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_check_fails_alone(name: str) -> None:
    behaviour, says = BAD[name]
    outcome = run(Good(), bad_check(behaviour), Good())
    assert [check.status for check in outcome.checks] == ["findings", "failed", "findings"]
    assert [one.rule for one in outcome.findings].count("house.good") == 2
    (failure,) = outcome.failures
    assert says in failure.problem
    assert "\n" not in failure.problem
    assert (failure.plugin, failure.rule, failure.article) == ("house", "house.bad", "a.txt")
    assert failure.traceback.startswith("Traceback")
    assert outcome.checks[1].reason == failure.problem


@pytest.mark.parametrize("name", BAD)
def test_a_bad_check_across_articles_fails_alone(name: str) -> None:
    behaviour, says = BAD[name]
    bad = bad_edition_check(behaviour)
    outcome = check_edition([STORY, OTHER], rules(GoodEdition(), bad, GoodEdition()), Context())
    for results in outcome.results.values():
        assert results[1].status == "failed"
    assert [one.rule for one in outcome.findings["b.txt", 0]] == ["house.good-edition"] * 2
    (failure,) = outcome.failures
    assert says in failure.problem
    assert (failure.plugin, failure.rule, failure.article) == ("house", "house.bad", "")


def test_what_a_check_found_before_it_failed_is_kept() -> None:
    outcome = run(bad_check(yields_then_raises))
    assert [one.location.text for one in outcome.findings] == ["Bridge"]


def test_what_a_check_yielded_before_its_time_was_up_is_kept() -> None:
    def slow(check: Check | EditionCheck) -> Iterator[Finding]:
        yield found_by(check)
        time.sleep(60)

    assert len(run(bad_check(slow)).findings) == 1


def test_a_failure_names_the_distribution_of_the_plugin() -> None:
    assert PLUGIN.failure("broke").dist == ""
    assert PLUGIN.failure("broke").traceback == ""


def test_the_time_of_each_check_is_told() -> None:
    outcome = run(Good(), bad_check(lambda _: time.sleep(60)))
    assert 0 <= outcome.checks[0].seconds < BUDGET
    assert BUDGET <= outcome.checks[1].seconds < 10 * BUDGET


def test_a_check_that_finds_nothing_has_passed() -> None:
    outcome = run(bad_check(lambda _: ()))
    assert (outcome.checks[0].status, outcome.checks[0].reason) == ("passed", "")


def test_a_check_may_say_that_it_cannot_judge() -> None:
    def gives_up(check: Check | EditionCheck) -> Any:
        raise NotAssessed("too short to tell")

    outcome = run(bad_check(gives_up))
    assert (outcome.checks[0].status, outcome.checks[0].reason) == (
        "not-assessed",
        "too short to tell",
    )
    assert not outcome.failures


def test_a_rule_that_is_not_enabled_does_not_run() -> None:
    off = Rule(bad_check(raises), PLUGIN, False, BUDGET)
    outcome = check_article(STORY, [off], Context())
    assert [check.status for check in outcome.checks] == ["off"]
    assert not outcome.failures


@pytest.mark.parametrize(
    ("needs", "why"),
    [
        (set(), ""),
        ({"headline", "body"}, ""),
        ({"standfirst"}, "the article has no standfirst"),
        ({"archive"}, "no archive is named (--archive, or archive in the settings)"),
        ({"moon"}, "nothing provides 'moon'"),
        ({"language:en"}, "it is in the language 'de', not 'en'"),
    ],
)
def test_a_need_that_is_not_met_is_told(needs: set[str], why: str) -> None:
    article = Article.compose(headline="Brücke", body="Offen.", meta=Metadata(language="de"))
    assert unmet_need(article, needs) == why


def test_a_language_that_cannot_be_told_does_not_meet_a_need() -> None:
    article = Article.compose(body="1 2 3")
    assert unmet_need(article, {"language:en"}).startswith("its language could not be told")


class Needy(Check):
    """Needs a standfirst."""

    id = "house.needy"
    needs: ClassVar[frozenset[str]] = frozenset({"standfirst"})

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        raise AssertionError("must not run")


def test_a_check_whose_need_is_not_met_does_not_run() -> None:
    (result,) = run(Needy()).checks
    assert (result.status, result.reason) == ("not-assessed", "the article has no standfirst")


class Compare(EditionCheck):
    """Finds every headline it is given."""

    id = "house.compare"
    needs: ClassVar[frozenset[str]] = frozenset({"headline"})

    def check(self, articles: Sequence[Article], context: Context) -> Iterator[Finding]:
        for article in articles:
            yield self.finding(article.locate(0, 1), "Has a headline.", score=0.5)


def test_an_article_that_does_not_meet_a_need_takes_no_part_in_the_comparison() -> None:
    bare = Article.compose(body="No headline.", path="c.txt")
    outcome = check_edition([STORY, bare, OTHER], rules(Compare()), Context())
    statuses = {path: results[0].status for (path, _), results in outcome.results.items()}
    assert statuses == {"a.txt": "findings", "c.txt": "not-assessed", "b.txt": "findings"}


def test_a_single_article_has_nothing_to_be_compared_with() -> None:
    bare = Article.compose(body="No headline.", path="c.txt")
    outcome = check_edition([STORY, bare], rules(Compare()), Context())
    assert {results[0].status for results in outcome.results.values()} == {"not-assessed"}
    reason = outcome.results["a.txt", 0][0].reason
    assert reason == "there is no other article to compare it with"


def test_an_edition_check_is_told_apart_by_article() -> None:
    outcome = check_edition([STORY, OTHER], rules(GoodEdition()), Context())
    assert outcome.results["a.txt", 0][0].status == "passed"
    assert outcome.results["b.txt", 0][0].status == "findings"
    assert not outcome.findings["a.txt", 0]
