"""Whom a story credits: by table, each line written for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reliacheck import Article, Context
from reliacheck.article import Metadata
from reliacheck.checks import Desk
from reliacheck.reuse.credit import Credit, credits_of

STORY = (
    "The harbour bridge of Vellby opened again on Monday after two years of work, officials said.",
    "Mayor Ida Norrland cut a ribbon in front of some 300 people, and the ferry blew its horn.",
    "The repairs cost 14 million crowns, twice what the council had planned in spring.",
)


def story(*, last: str = "", first: str = "", **parts: Any) -> Article:
    """A story with a line of its own before or behind it."""
    return Article.compose(body=[first, *STORY, last], headline="Bridge reopens", **parts)


def told(article: Article, context: Context | None = None) -> list[tuple[str, str, str]]:
    """The credits without spans."""
    return [(one.name, one.where, one.kind) for one in credits_of(article, context)]


REUTERS, AP, AFP = "Reuters", "Associated Press", "Agence France-Presse"
DPA, EFE = "Deutsche Presse-Agentur", "Agencia EFE"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Roe, Associated Press", [AP]),
        ("By JANE ROE, ASSOCIATED PRESS", [AP]),
        ("By Jane Roe and John Doe, The Associated Press", [AP]),
        ("REUTERS", [REUTERS]),
        ("AP", [AP]),
        ("AFP/Reuters", [AFP, REUTERS]),
        ("Afp", [AFP]),
        ("Reuters Staff", [REUTERS]),
        ("Jane Roe, AP Business Writer", [AP]),
        ("Jane Roe of Reuters", [REUTERS]),
        ("By Press Association Reporter", ["PA Media"]),
        ("Jane Roe, AAP", ["Australian Associated Press"]),
        ("PTI", ["Press Trust of India"]),
        ("Von Jana Roth, dpa", [DPA]),
        ("Par Jeanne Roux avec AFP", [AFP]),
        ("Por Juana Ruiz, EFE", [EFE]),
        ("Jane Roe, The Canadian Press", ["The Canadian Press"]),
        ("Jane Roe, CP", ["The Canadian Press"]),
        ("By Jane Roe", []),
        ("Tasnim Doe", []),
        ("By Jane Stern", []),
        ("Harbour Post staff", []),
        ("Photos by Reuters", []),
        ("Pictures: AFP", []),
        ("Video by AP", []),
        ("By Jane Roe; photos and video by Reuters", []),
        ("By Jane Roe, Associated Press; photos by Reuters", [AP]),
        ("Photos: AFP, text: Reuters", [REUTERS]),
        ("Text and photos by Reuters", [REUTERS]),
        ("Text: Reuters", [REUTERS]),
        ("Reporting by Jane Roe; Editing by John Doe", []),
    ],
)
def test_a_byline_names_the_agency(byline: str, names: list[str]) -> None:
    assert told(story(byline=byline)) == [(name, "byline", "copy") for name in names]


@pytest.mark.parametrize(
    "byline",
    ["From our correspondent and agencies", "Staff and agencies", "By wire services", "Agencies"],
)
def test_a_byline_may_name_no_agency(byline: str) -> None:
    assert told(story(byline=byline)) == [("agencies", "byline", "generic")]


def test_in_a_roll_of_writers_an_agency_helped_at_most() -> None:
    byline = "Jane Roe, Associated Press, John Doe, Ann Poe, Post Staff, Max Moe"
    assert told(story(byline=byline)) == [(AP, "byline", "contributed")]
    byline = "Jane Roe, John Doe, Ann Poe, Max Moe, Associated Press"
    assert told(story(byline=byline)) == [(AP, "byline", "copy")]


@pytest.mark.parametrize(
    ("dateline", "name"),
    [
        ("VELLBY (Reuters)", REUTERS),
        ("VELLBY, Feb 16 (AFP)", AFP),
        ("VELLBY (Reuters/Village Post)", REUTERS),
        ("Reuters, VELLBY", REUTERS),
        ("VELLBY, Norland (AP)", AP),
        ("Tehran, Feb 16, IRNA", "IRNA"),
        ("Vellby (dpa)", DPA),
    ],
)
def test_a_dateline_names_the_agency(dateline: str, name: str) -> None:
    assert told(story(dateline=dateline)) == [(name, "dateline", "copy")]


@pytest.mark.parametrize(
    "line",
    [
        "Reuters",
        "(Reuters)",
        "(Reuters/Village Post)",
        "Reuters Sep 18, 2013, 02.16 PM",
        "Reuters | Updated: Monday, Sept. 18",
        "By Jane Roe, Reuters",
        "Published 18 September 2013 by Reuters",
    ],
)
def test_a_byline_may_be_left_in_the_body(line: str) -> None:
    assert told(story(first=line)) == [(REUTERS, "byline", "copy")]


@pytest.mark.parametrize("line", ["Reuters reports:", "By Friday the bridge was open", "Bridges 2"])
def test_another_line_above_the_story_is_none(line: str) -> None:
    assert told(story(first=line)) == []


def test_a_dateline_may_name_none() -> None:
    assert told(story(dateline="VELLBY, Feb 16")) == []
    assert told(story(dateline="VELLBY, PA")) == []


@pytest.mark.parametrize(
    ("dateline", "name"),
    [
        ("WASHINGTON (Reuters) - ", REUTERS),
        ("BAGHDAD, Feb 16 (AFP) — ", AFP),
        ("KABUL, Afghanistan (AP) — ", AP),
        ("WEST POINT, N.Y. (AP) — ", AP),
        ("LONDON — (dpa) ", DPA),
        ("(Reuters) - ", REUTERS),
        ("HALDEN (Reuters/Village Post) - ", REUTERS),
        ("Reuters, HALDEN - ", REUTERS),
        ("Reuters, HALDEN, Feb 16 — ", REUTERS),
        ("AP, WEST POINT, N.Y. — ", AP),
        ("BEIJING, Feb. 16 (Xinhua) -- ", "Xinhua News Agency"),
        ("MOSCOW, February 16. /TASS/. ", "TASS"),
        ("Tehran, Feb 16, IRNA – ", "IRNA"),
        ("New Delhi, Feb 16 (PTI) ", "Press Trust of India"),
        ("New Delhi [India], Feb 16 (ANI): ", "Asian News International"),
        ("Madrid, 16 feb (EFE).- ", EFE),
        ("(ANSA) - ROMA, 16 FEB - ", "Agenzia ANSA"),
        ("Lisboa, 16 fev 2020 (Lusa) - ", "Lusa"),
        ("PARIS, 16 fév 2020 (AFP) - ", AFP),
        ("Berlin (dpa) - ", DPA),
        ("Berlin (dpa/AFP) - ", DPA),
        ("SEOUL, Feb. 16 (Yonhap) -- ", "Yonhap News Agency"),
        ("KUWAIT, Feb 16 (KUNA) -- ", "Kuwait News Agency"),
        ("ABU DHABI, 16th February, 2020 (WAM) -- ", "WAM"),
        ("МОСКВА, 16 фев — РИА Новости. ", "RIA Novosti"),
        ("МОСКВА, 16 февраля. /ТАСС/. ", "TASS"),
        ("تهران (ایرنا) – ", "IRNA"),
        ("به گزارش خبرگزاری فارس، ", "Fars News Agency"),
        ("به گزارش ایرنا، ", "IRNA"),
        ("القاهرة (رويترز) - ", REUTERS),
        ("بيروت (أ ف ب) - ", AFP),
    ],
)
def test_a_dateline_in_the_first_paragraph_names_the_agency(dateline: str, name: str) -> None:
    article = Article.compose(body=[dateline + STORY[0], *STORY[1:]])
    found = credits_of(article)
    assert (found[0].name, found[0].where, found[0].kind) == (name, "lead", "copy")
    assert found[0].span is not None
    assert found[0].span[1] <= len(dateline)


def test_a_dateline_may_stand_under_a_line_that_leads_in() -> None:
    article = Article.compose(body=["Ferry back, too.", f"VELLBY (AP) — {STORY[0]}", *STORY[1:]])
    assert told(article) == [(AP, "lead", "copy")]


@pytest.mark.parametrize(
    "lead",
    [
        "The Associated Press (AP) - the agency that was founded in 1846 - opened an office here.",
        "The mayor told Reuters (and AFP) that the bridge was safe - for now.",
        "Ida Norrland (left) - the mayor - opened the bridge.",
        "The Harbour Board (HB) - owner of the bridge - had planned less.",
        "Reuters reported on Monday that the bridge was open.",
        "VELLBY, Pa. — The bridge of the town was open again on Monday, officials said.",
        "VELLBY, PA — The bridge of the town was open again on Monday, officials said.",
        "AP, the news agency, has moved to a new building.",
        "Reuters, the news agency - founded in 1851 - has moved.",
        "CNN, NBC - and others - were there when the bridge was opened.",
        "Mayor Ida Norrland opens the bridge of Vellby (Reuters/Jane Roe) - in May.",
        "Bloomberg — the former mayor of New York — spoke.",
        "Mayor Ida Norrland opens the bridge of Vellby (AP Photo/Jane Roe) - in May.",
    ],
)
def test_what_only_looks_like_a_dateline_names_none(lead: str) -> None:
    assert told(Article.compose(body=[lead, *STORY])) == []


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        # source lines
        ("Source: Reuters", [(REUTERS, "credit", "copy")]),
        ("Sources: Reuters, AFP", [(REUTERS, "credit", "copy"), (AFP, "credit", "copy")]),
        ("•source : Harbour Daily", [("Harbour Daily", "credit", "copy")]),
        ("(Reuters)", [(REUTERS, "credit", "copy")]),
        ("— AP", [(AP, "credit", "copy")]),
        ("Reuters/AFP", [(REUTERS, "credit", "copy"), (AFP, "credit", "copy")]),
        ("via AFP", [(AFP, "credit", "copy")]),
        ("Via Reuters", [(REUTERS, "credit", "copy")]),
        ("Agencies", [("agencies", "credit", "generic")]),
        ("PTI", [("Press Trust of India", "credit", "copy")]),
        ("Quelle: dpa", [(DPA, "credit", "copy")]),
        ("Fuente: EFE", [(EFE, "credit", "copy")]),
        ("Fonte: ANSA", [("Agenzia ANSA", "credit", "copy")]),
        ("Source : AFP", [(AFP, "credit", "copy")]),
        ("منبع: ایرنا", [("IRNA", "credit", "copy")]),
        ("المصدر: رويترز", [(REUTERS, "credit", "copy")]),
        ("المصدر: وكالات", [("agencies", "credit", "generic")]),
        ("(وكالات)", [("agencies", "credit", "generic")]),
        ("Источник: ТАСС", [("TASS", "credit", "copy")]),
        ("abc/dpa", [(DPA, "credit", "copy")]),
        # thanks
        ("The Associated Press contributed to this report.", [(AP, "foot", "contributed")]),
        (
            "Jane Roe in Vellby and Reuters contributed to this story.",
            [(REUTERS, "foot", "contributed")],
        ),
        (
            "Post reporter Jane Roe contributed to this report, as well as AFP.",
            [(AFP, "foot", "contributed")],
        ),
        (
            "Reuters and AFP contributed",
            [(REUTERS, "foot", "contributed"), (AFP, "foot", "contributed")],
        ),
        ("With inputs from agencies", [("agencies", "foot", "generic")]),
        ("(With inputs from PTI)", [("Press Trust of India", "foot", "contributed")]),
        ("(With agency inputs)", [("agencies", "foot", "generic")]),
        ("With PTI inputs", [("Press Trust of India", "foot", "contributed")]),
        ("With inputs from Reuters.", [(REUTERS, "foot", "contributed")]),
        ("Additional reporting by Reuters", [(REUTERS, "foot", "contributed")]),
        ("Additional reporting by Jane Roe and agencies", [("agencies", "foot", "generic")]),
        ("— With files from The Canadian Press", [("The Canadian Press", "foot", "contributed")]),
        ("With files from CP", [("The Canadian Press", "foot", "contributed")]),
        ("Material from AFP was used in this report.", [(AFP, "foot", "contributed")]),
        ("This report contains material from Reuters.", [(REUTERS, "foot", "contributed")]),
        (
            "Contributing: Jane Roe in St. Louis; The Associated Press",
            [(AP, "foot", "contributed")],
        ),
        ("With Post wires", [("agencies", "foot", "generic")]),
        ("From staff and wire reports", [("agencies", "foot", "generic")]),
        ("With Reuters", [(REUTERS, "foot", "contributed")]),
        (
            "Mit Material von dpa und AFP",
            [(DPA, "foot", "contributed"), (AFP, "foot", "contributed")],
        ),
        ("Mit Agenturmaterial", [("agencies", "foot", "generic")]),
        ("Mit Informationen der Nachrichtenagentur Reuters", [(REUTERS, "foot", "contributed")]),
        ("Le Courrier avec AFP", [(AFP, "foot", "contributed")]),
        ("(Avec AFP)", [(AFP, "foot", "contributed")]),
        ("Con información de EFE", [(EFE, "foot", "contributed")]),
        ("Con informazioni di ANSA", [("Agenzia ANSA", "foot", "contributed")]),
        ("По материалам РИА Новости", [("RIA Novosti", "foot", "contributed")]),
        ("По материалам агентств", [("agencies", "foot", "generic")]),
        # reprints
        (
            "This story was first published by The Harbour Daily.",
            [("Harbour Daily", "foot", "copy")],
        ),
        ("This article originally appeared on Politico.", [("Politico", "foot", "copy")]),
        (
            "This article originally appeared in The Boston Globe.",
            [("The Boston Globe", "foot", "copy")],
        ),
        (
            "Republished with permission from The Harbour Daily.",
            [("Harbour Daily", "foot", "copy")],
        ),
        ("This story was reported by The Associated Press.", [(AP, "foot", "copy")]),
        (
            "This story has been published from a wire agency feed without modifications.",
            [("agencies", "foot", "generic")],
        ),
        (
            "Jane Roe is a columnist of the Boston Herald, where this column first appeared.",
            [("Boston Herald", "foot", "copy")],
        ),
        (
            "Associated Press photographer Jane Roe contributed to this report.",
            [(AP, "foot", "contributed")],
        ),
        (
            "This article was produced in partnership with ProPublica.",
            [("ProPublica", "foot", "contributed")],
        ),
        # signatures
        ("(Editing by Jane Roe for Reuters)", [(REUTERS, "foot", "copy")]),
        ("(Reporting by Jane Roe for Reuters; Editing by John Doe)", [(REUTERS, "foot", "copy")]),
        ("Reporting by Reuters Vellby bureau; Editing by J. Doe", [(REUTERS, "foot", "copy")]),
        ("Editing by John Doe; Reporting by Jane Roe for Reuters", [(REUTERS, "foot", "copy")]),
        ("Reporting by Jane Roe for AFP; Editing by John Doe", [(AFP, "foot", "copy")]),
        (
            "Reporting by Jane Roe; Additional reporting by Reuters; Editing by John Doe",
            [(REUTERS, "foot", "contributed")],
        ),
        ("Text: Reuters", [(REUTERS, "credit", "copy")]),
        ("Text: AFP/Reuters", [(AFP, "credit", "copy"), (REUTERS, "credit", "copy")]),
        ("Text: Reuters, photos: AP", [(REUTERS, "credit", "copy")]),
        ("(Reuters/Village Post)", [(REUTERS, "credit", "copy")]),
        ("dpa xy ab", [(DPA, "foot", "copy")]),
        ("burs-jro/abc/de", [(AFP, "foot", "copy")]),
        ("PTI ABC XYZ", [("Press Trust of India", "foot", "copy")]),
        ("The ferry sails again. (Reuters)", [(REUTERS, "foot", "copy")]),
        ("The ferry sails again.—AFP", [(AFP, "foot", "copy")]),
        ("The ferry sails again. — Agencies", [("agencies", "foot", "generic")]),
        # copyright
        (
            "© 2020 The Associated Press. All rights reserved. This material may not be published.",
            [(AP, "copyright", "copy")],
        ),
        ("Copyright 2019 Agence France-Presse", [(AFP, "copyright", "copy")]),
        ("(c) Reuters", [(REUTERS, "copyright", "copy")]),
        ("© dpa-infocom, dpa:200216-99-12345/2", [(DPA, "copyright", "copy")]),
        ("RIPRODUZIONE RISERVATA © Copyright ANSA", [("Agenzia ANSA", "copyright", "copy")]),
    ],
)
def test_the_foot_gives_credit(line: str, credits: list[tuple[str, str, str]]) -> None:  # noqa: A002
    assert told(story(last=line)) == credits
    below = Article.compose(body=[*STORY, line, "Share this story", "More from the harbour"])
    if credits[0][1:] not in (("credit", "copy"),) and "sails" not in line:
        assert told(below) == credits, "with furniture below"


@pytest.mark.parametrize(
    "line",
    [
        "The mayor told Reuters that the ferry would sail again.",
        "Reuters reported that the ferry would sail again.",
        "The ferry will sail again, according to AFP.",
        "The Associated Press opened an office in Vellby.",
        "The council reported on the work with material from the archive.",
        "Photo: AFP",
        "Photos by Reuters",
        "(Reuters/Jane Roe)",
        "(Reuters/Harbour)",
        "Text: Jane Roe",
        "(Reporting by Jane Roe; Editing by John Doe)",
        "Reporting by Jane Roe and Ole Olsen; Editing by John Doe",
        "(Reporting by Jane Roe in Vellby and Ann Poe; Writing by Max Moe; Editing by J. Doe)",
        "( Editing by Jane Roe and John Doe)",
        "Editing by John Doe; Reporting by Jane Roe",
        "Reporting by Jane Roe; photos by Reuters; Editing by John Doe",
        "Ferry at the bridge (AP Photo/Jane Roe)",
        "REUTERS/Jane Roe",
        "Ferry at the bridge. Jane Roe/AFP via Getty Images",
        "Getty Images",
        "Image copyright Reuters Image caption The ferry",
        "Image courtesy of AFP",
        "Photo credit: Reuters",
        "Video provided by AFP",
        "Reuters reports:",
        "Via Reuters:",
        "Follow Jane Roe on Twitter and Facebook.",
        "Originally published on March 21, 2013.",
        "The company and its agencies contributed to the campaign.",
        "The steel works contributed to the article on harbours that the council read.",
        "Law enforcement agencies contributed to this report on crime.",
        "Jane Roe contributed to this report.",
        "This story was reported by Jane Roe in Vellby.",
        "One of the officials said the item appeared in Mr. Roe's brief in late February.",
        "This article originally appeared in the October issue.",
        "The story was first reported by the Washington Post.",
        "Copyright ©2020 Harbour & Company, Inc. All Rights Reserved.",
        "https://www.reuters.com/article/bridge",
        "Source: https://example.org/figures",
        "Copyright 2020 Harbour Post. All rights reserved.",
        "Jane Roe worked for The Associated Press for 20 years.",
        "All agencies of the council were closed.",
        "He moved with agencies of the state to the harbour.",
    ],
)
def test_the_foot_gives_none(line: str) -> None:
    assert told(story(last=line)) == []


def test_a_note_on_the_reprint_may_stand_above() -> None:
    note = "Editor's note: This column originally appeared in The Harbour Daily."
    article = Article.compose(body=[note, *STORY, *STORY, *STORY, *STORY])
    assert told(article) == [("Harbour Daily", "foot", "copy")]


def test_a_picture_is_no_text() -> None:
    caption = "The ferry. (Reuters)"
    article = Article.of_pieces([("body", STORY[0]), ("caption", caption), ("body", STORY[1])])
    assert told(article) == []


def test_the_credit_part_is_a_credit_whatever_it_says() -> None:
    assert told(story(credit="Reuters")) == [(REUTERS, "credit", "copy")]
    assert told(story(credit="Norwire")) == [("Norwire", "credit", "copy")]
    assert told(story(credit="Photo: AFP")) == []


@pytest.mark.parametrize(
    ("extra", "names"),
    [
        ({"provider": "Reuters"}, [REUTERS]),
        ({"provider": {"name": "AFP"}}, [AFP]),
        ({"creditline": "AP/Reuters"}, [AP, REUTERS]),
        ({"infosources": [{"name": "dpa", "role": "originator"}, {"name": "AFP"}]}, [DPA, AFP]),
        ({"copyrightHolder": {"name": "Norwire"}}, ["Norwire"]),
        ({"copyrightNotice": "© 2020 The Associated Press. All rights reserved."}, [AP]),
        ({"source": ["Norwire", "AP"]}, ["Norwire", AP]),
        ({"source": "https://feeds.example.org/rss"}, []),
        ({"source": 12, "provider": None, "distributor": [["AP"]]}, []),
        ({"provider": {"url": "x"}, "source": "x" * 5000}, []),
    ],
)
def test_metadata_come_last(extra: dict[str, object], names: list[str]) -> None:
    article = story(byline="AFP", meta=Metadata(extra=extra))
    assert told(article)[0] == (AFP, "byline", "copy")
    assert told(article)[1:] == [(name, "metadata", "copy") for name in names]
    assert all(one.span is None for one in credits_of(article)[1:])


def test_the_agency_of_the_metadata() -> None:
    meta = Metadata(agency="Press Association")
    assert told(story(meta=meta)) == [("PA Media", "metadata", "copy")]
    meta = Metadata(agency="agencies")
    assert told(story(meta=meta)) == [("agencies", "metadata", "generic")]


@pytest.mark.parametrize(
    "meta",
    [
        Metadata(outlet="Associated Press"),
        Metadata(outlet="AP"),
        Metadata(url="https://apnews.com/article/bridge"),
    ],
)
def test_its_own_name_is_no_credit(meta: Metadata) -> None:
    article = Article.compose(body=["VELLBY (AP) — It opened.", *STORY, "© 2020 AP"], meta=meta)
    assert credits_of(article) == ()


def test_the_desks_name_is_its_own() -> None:
    article = story(last="Source: Harbour Post")
    assert told(article) == [("Harbour Post", "credit", "copy")]
    assert told(article, Context(desk=Desk(outlet="The Harbour Post"))) == []
    assert told(article) == [("Harbour Post", "credit", "copy")], "the memo knows no desk"
    magazine = story(last="This story first appeared in Harbour Post Magazine.")
    assert told(magazine, Context(desk=Desk(outlet="The Harbour Post"))) == []


def test_spans_are_of_the_names() -> None:
    article = story(last="The Associated Press contributed to this report.", byline="AFP")
    places = [article.text[slice(*one.span)] for one in credits_of(article) if one.span]
    assert places == ["AFP", "The Associated Press"]


def test_the_desks_own_outlets_count(tmp_path: Path) -> None:
    file = tmp_path / "outlets.tsv"
    file.write_text("Norwire\tagency\tNW|Norsk Wire\tnorwire.example\tno\tNO\n", encoding="utf-8")
    context = Context(desk=Desk(outlets=str(file)))
    article = Article.compose(body=[f"VELLBY (Norsk Wire) — {STORY[0]}", *STORY[1:]])
    assert credits_of(article) == ()
    (found,) = credits_of(article, context)
    assert isinstance(found, Credit)
    assert (found.name, found.outlet and found.outlet.domains) == ("Norwire", ("norwire.example",))
    assert credits_of(article) == (), "each gazetteer has a memo of its own"
