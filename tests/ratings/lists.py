"""Invented lists, one of each kind, and what is made of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from reliacheck.ratings import Rating, Ratings, load_ratings
from reliacheck.ratings.importing import Listing, read_listing, store_listing
from reliacheck.ratings.model import Rater

DAY = date(2026, 3, 1)

CRED1 = """\
domain,category,credibility_score,sources
harbour-truth.example,unreliable,0.09,1
tide.example,satire,0.3,1
quay.example/blog,mixed,0.2,2
www.dock.example,reliable,0.7,1
no domain at all,fake,0.1,1
mole.example,splendid,0.1,1
"""
IFFY = json.dumps(
    [
        {
            "Domain": "pier.example",
            "Name": "The Pier",
            "MBFC Fact": "low",
            "MBFC Bias": "FN",
            "MBFC cred": "L",
            "Media Bias/Fact Check": "https://mediabiasfactcheck.com/pier/",
        },
        {"Domain": "", "Name": "None", "MBFC Fact": "low", "MBFC Bias": "FN", "MBFC cred": "L"},
        "no object",
    ]
)
PINK = json.dumps(
    [{"name": "Vellby Sun", "domain": "vellbysun.example", "covers": "city", "network": "Suns"}]
)
MBFC = json.dumps(
    [
        {"Source": "A", "Source URL": "a.example", "Bias": "Left", "Credibility": "High"},
        {"Source": "B", "Source URL": "https://www.b.example/", "Bias": "Satire"},
        {"Source": "C", "Source URL": "c.example", "Factual Reporting": "MIXED"},
        {"Source": "D", "Source URL": "d.example", "Factual Reporting": "Very Low"},
        {"Source": "E", "Source URL": "e.example", "Bias": "Right"},
    ]
)
NEWSGUARD = """\
UUID,Domain,Rating,Score,Source
1,a.example,T,92.5,The A
2,b.example,T,65,B
3,c.example,N,40,C
4,d.example,S,,D
5,e.example,P,,E
6,f.example,T,101,F
"""
LIN = "domain,pc1,afm\na.example,0.9,1\nb.example,0.55,1\nc.example,0.1,1\nd.example,,1\n"
OWN = "site,verdict,topic,notes\na.example,High,politics;science,x\nb.example,low,,\n"


def row(title: str, status: str, uses: str, anchor: str = "X", year: str = "2020") -> str:
    """A row of Wikipedia's table."""
    return (
        f'|- class="s-{status.partition("|")[0]}" id="{anchor}"\n| {title}\n'
        f"| {{{{/Status|{status}}}}}\n| {{{{rsnl|1|A | b|1}}}}\n| {{{{/Last|{year}}}}}\n"
        f"| There is consensus.\n| {{{{/Uses|{uses}}}}}\n"
    )


WIKITEXT = (
    '{| class="wikitable sortable perennial-sources"\n!Source\n'
    + row("[[ABC News]] {{small|(ABC)}}", "gr", "abcnews.com|abcnews.go.com", "ABC News")
    + row("''[[Forbes]]'' {{/Shortcut|WP:FORBES}}", "gr", "forbes.com")
    + row("{{anchor|F}} [[Forbes.com]] contributors", "gu", "forbes.com")
    + row(
        "[[Fox News]]{{efn|name=F|[[Local (x)|Local]]}} (news excluding politics and science)",
        "gr",
        "foxnews.com|foxbusiness.com",
    )
    + row("[[Fox News]]{{efn|name=F}} (politics and science)", "nc", "foxnews.com")
    + row("[[Fox News]]{{efn|name=F}} (talk shows)", "gu", "foxnews.com")
    + row("data-sort-value=\"N 1\" | ''[[Newsweek]]'' (pre-2013)", "gr", "newsweek.com")
    + row("''[[Newsweek]]'' (2013–present) {{anchor|N}}", "nc", "newsweek.com")
    + row("''[[The Guardian]]''", "gr", "theguardian.com")
    + row("''[[The Guardian]]'' blogs", "nc", "theguardian.com")
    + row("[[Agency]] (general topics)", "nc", "agency.example")
    + row("[[Agency]] (unrest, war)", "gu", "agency.example")
    + row("[[Rock]] (politics and society, 2011–present)", "gu", "rock.example/politics")
    + row("[[Spam]]", "gu|b=y", "spam.example")
    + row("[[Old]] (magazine)", "d", "old.example")
    + row("[[Twice]]", "gr", "twice.example")
    + row("[[Twice]]", "gu", "twice.example")
    + "|-\n| [[Wikidata]]\n| {{/Status|gu}}\n| x\n| {{/Last|2020}}\n| y\n| —\n|}\n"
)


def listing(folder: Path, text: str, rater: str = "R", kind: str = "", **given: object) -> Listing:
    """A list that was read from a file."""
    file = folder / "list.txt"
    file.write_text(text, encoding="utf-8")
    return read_listing(file, Rater(rater, kind), **given)  # type: ignore[arg-type]


def stored(folder: Path, *lists: tuple[str, str]) -> Ratings:
    """Lists, each with its rater's name, in one file without the bundled ratings."""
    for rater, text in lists:
        store_listing(listing(folder, text, rater), folder / "ratings.tsv", DAY)
    return load_ratings(folder / "ratings.tsv", bundled=False)


def verdicts(ratings: tuple[Rating, ...]) -> list[str]:
    """The verdicts in order."""
    return [rating.verdict for rating in ratings]
