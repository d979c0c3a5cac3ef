"""The facts that a look-up has to get right, on rows like those of Wikipedia's list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ratings.lists import WIKITEXT, listing, stored, verdicts

from reliacheck.gazetteer import load_outlets
from reliacheck.ratings import Ratings, claims
from reliacheck.ratings.importing.scopes import Scope, scope_of


@pytest.fixture
def ratings(tmp_path: Path) -> Ratings:
    return stored(tmp_path, ("Wikipedia", WIKITEXT))


def said(ratings: Ratings, what: str, **asked: object) -> list[tuple[str | None, str]]:
    """What Wikipedia claims, and why not."""
    return [(one.verdict, one.why) for one in claims(ratings.lookup(what, **asked))]  # type: ignore[arg-type]


def test_contributors_of_forbes_stand_under_a_path(ratings: Ratings) -> None:
    found = ratings.lookup("https://www.forbes.com/sites/someone/2020/story/?x=1#y")
    assert [(one.path, one.verdict, one.words) for one in found] == [
        ("sites", "unreliable", "contributors"),
        ("", "reliable", ""),
    ]
    assert "byline" in found[0].note
    assert said(ratings, "forbes.com/sites/someone") == [("unreliable", "")]
    for other in ("forbes.com", "http://forbes.com/profile/x", "forbes.com/sitesearch"):
        assert verdicts(ratings.lookup(other)) == ["reliable"]
    assert verdicts(ratings.below("forbes.com")) == ["unreliable"]
    assert not ratings.below("forbes.com/sites")


def test_fox_news_hangs_on_the_topic(ratings: Ratings) -> None:
    assert verdicts(ratings.lookup("foxnews.com", topic="politics")) == ["mixed"]
    assert verdicts(ratings.lookup("foxnews.com", topic=" US  Politics ")) == ["mixed"]
    assert verdicts(ratings.lookup("foxnews.com", topic="science")) == ["mixed"]
    assert verdicts(ratings.lookup("foxnews.com", topic="sport")) == ["reliable"]
    assert said(ratings, "foxnews.com", topic="talk shows") == [("unreliable", "")]
    found = ratings.lookup("foxnews.com")
    assert sorted(verdicts(found)) == ["mixed", "reliable", "unreliable"]
    assert {one.unsettled for one in found} == {("topic",)}
    assert said(ratings, "foxnews.com") == [(None, "depends on the topic")]


def test_newsweek_hangs_on_the_date(ratings: Ratings) -> None:
    assert verdicts(ratings.lookup("newsweek.com", on=date(2012, 12, 31))) == ["reliable"]
    assert verdicts(ratings.lookup("newsweek.com", on=date(2013, 1, 1))) == ["mixed"]
    assert sorted(verdicts(ratings.lookup("newsweek.com"))) == ["mixed", "reliable"]
    assert said(ratings, "newsweek.com") == [(None, "depends on the date")]


@pytest.mark.parametrize("outlets", [None, load_outlets()])
def test_nothing_is_folded_to_a_registrable_domain(ratings: Ratings, outlets: object) -> None:
    def found(host: str) -> list[str]:
        return verdicts(ratings.lookup(host, outlets=outlets))  # type: ignore[arg-type]

    assert found("abcnews.go.com") == found("https://www.abcnews.go.com/a") == ["reliable"]
    assert found("m.abcnews.go.com") == ["reliable"]
    assert found("go.com") == found("espn.go.com") == found("com") == found("") == []


def test_a_subdomain_of_the_same_outlet_counts_where_the_gazetteer_says_so(
    ratings: Ratings,
) -> None:
    assert not ratings.lookup("blogs.newsweek.com")
    found = ratings.lookup("blogs.newsweek.com", outlets=load_outlets())
    assert {one.host for one in found} == {"newsweek.com"}


def test_words_that_no_program_can_judge_are_kept(ratings: Ratings) -> None:
    found = ratings.lookup("theguardian.com")
    assert [(one.verdict, one.words, one.unsettled) for one in found] == [
        ("reliable", "", ()),
        ("mixed", "blogs", ("words",)),
    ]
    assert said(ratings, "theguardian.com") == [("reliable", "")]


def test_general_topics_are_those_that_the_rows_beside_do_not_name(ratings: Ratings) -> None:
    assert said(ratings, "agency.example", topic="sport") == [("mixed", "")]
    assert said(ratings, "agency.example", topic="war") == [("unreliable", "")]


def test_a_listed_path_tells_the_topic(ratings: Ratings) -> None:
    link = "rock.example/politics/a"
    assert said(ratings, link, on=date(2020, 1, 1)) == [("unreliable", "")]
    assert said(ratings, link, on=date(2010, 12, 31)) == []
    assert said(ratings, "rock.example/music/a") == []


def test_two_ratings_of_one_thing_make_no_claim(ratings: Ratings) -> None:
    assert [one.contradicted for one in ratings.lookup("twice.example")] == [True, True]
    assert said(ratings, "twice.example") == [(None, "says two things about the same")]


def test_statuses_in_the_lists_own_words(ratings: Ratings) -> None:
    ((spam,), (old,)) = ratings.lookup("spam.example"), ratings.lookup("old.example")
    assert (spam.verdict, spam.value) == ("deprecated", "generally unreliable, blacklisted")
    assert (old.verdict, old.words, old.name) == ("deprecated", "", "Old")
    assert spam.link.endswith("Perennial_sources#X")
    assert spam.rated == "2020"


def test_a_row_without_a_site_is_rejected_with_its_line(tmp_path: Path) -> None:
    rejected = listing(tmp_path, WIKITEXT).rejected
    line = WIKITEXT[: WIKITEXT.index("|-\n| [[Wikidata")].count("\n") + 1
    assert [tuple(one) for one in rejected] == [(f"line {line}", "Wikidata", "names no site")]


def html_row(title: str, status: str, label: str, links: str) -> str:
    return (
        f'<tr class="s-{status}" id="N (x)">\n<td>{title}</td>\n'
        f'<td><span><a href="#L" title="{label}"><img alt="{label}"/></a></span></td>'
        f'\n<td>1 <a href="/wiki/Archive">2</a></td>\n<td data-sort-value="2019">2019</td>'
        f"\n<td>Consensus <br> in 2011.</td>\n<td>{links}</td></tr>\n"
    )


def test_a_saved_page_says_the_same(tmp_path: Path) -> None:
    search = "https://en.wikipedia.org/w/index.php?title=Special:Search&search=insource%3A%22{}%22"
    spam = "https://spamcheck.toolforge.org/by-domain?q={}"
    finder = "https://en.wikipedia.org/wiki/Special:LinkSearch/https://*.{}"

    def links(host: str) -> str:
        return "".join(
            f'<a href="{one.format(host).replace("&", "&amp;")}">1</a>'
            for one in (search, spam, finder)
        )

    page = (
        "<!DOCTYPE html><html><body><table><tr><td>no</td></tr></table>"
        '<table class="wikitable perennial-sources"><tr><th>Source</th></tr>'
        + html_row(
            '<i><a href="/wiki/N">Newsweek</a></i> (2013–present) '
            '<span class="plainlist module-shortcutanchordiv">WP:N</span><sup>[a]</sup>',
            "nc",
            "No consensus",
            links("newsweek.com"),
        )
        + html_row("Old", "d", "Deprecated", '<a href="https://www.old.example/">x</a>')
        + "</table></body></html>"
    )
    read = listing(tmp_path, page)
    assert not read.rejected
    assert [(one.place, one.verdict, one.since, one.rated) for one in read.ratings] == [
        ("newsweek.com", "mixed", date(2013, 1, 1), "2019"),
        ("old.example", "deprecated", None, "2019"),
    ]
    assert read.ratings[0].name == "Newsweek"
    assert read.ratings[0].link.endswith("#N_(x)")


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("A (pre-October 2020)", Scope("A", "pre-October 2020", until=date(2020, 9, 30))),
        ("A (12 March 2014–present)", Scope("A", "12 March 2014–present", date(2014, 3, 12))),
        ("A (since 2011)", Scope("A", "since 2011", date(2011, 1, 1))),
        (
            "A (October 2020–December 2022)",
            Scope("A", "October 2020–December 2022", date(2020, 10, 1), date(2022, 12, 31)),
        ),
        ("A (UK)", Scope("A")),
        ("A (newspaper)", Scope("A")),
        (
            "A (non-sponsored content)",
            Scope("A", "non-sponsored content", except_topics=("sponsored content",)),
        ),
        (
            "A (excluding politics, science)",
            Scope("A", "excluding politics, science", None, None, (), ("politics", "science")),
        ),
        (
            "A (99 May 2014–present)",
            Scope("A", "99 May 2014–present", topics=("99 may 2014–present",)),
        ),
    ],
)
def test_scopes_are_read_from_titles(title: str, scope: Scope) -> None:
    assert scope_of(title) == scope
