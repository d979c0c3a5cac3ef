"""Whose copy a story says it is, whether that is credited, and whether the desk may run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reliacheck import Article, Context
from reliacheck.article import Metadata
from reliacheck.checks import Desk
from reliacheck.gazetteer import load_outlets
from reliacheck.reuse.credit import Credit, credits_of
from reliacheck.reuse.origin import is_credited, is_licensed, origin_of

BODY = [
    "The harbour bridge of Vellby opened again on Monday after two years of work, officials said.",
    "The repairs cost 14 million crowns, twice what the council had planned in spring.",
]


def name_of(article: Article, context: Context | None = None) -> str | None:
    origin = origin_of(article, context)
    return origin.name if origin else None


def test_the_strongest_sign_tells_the_origin() -> None:
    article = Article.compose(
        byline="Jane Roe, AP", dateline="VELLBY (Reuters)", body=BODY, credit="Source: AFP"
    )
    assert name_of(article) == "Reuters"
    article = Article.compose(byline="Jane Roe, AP", body=BODY, credit="Source: AFP")
    assert name_of(article) == "Agence France-Presse"


def test_an_agency_comes_before_another_outlet() -> None:
    article = Article.compose(body=[*BODY, "Republished from Politico.", "© 2020 Reuters"])
    assert name_of(article) == "Reuters"
    assert name_of(Article.compose(body=[*BODY, "Republished from Politico."])) == "Politico"


@pytest.mark.parametrize(
    "last",
    [
        "The Associated Press contributed to this report.",
        "With inputs from agencies",
        "The mayor told Reuters so.",
    ],
)
def test_help_is_no_origin(last: str) -> None:
    assert origin_of(Article.compose(body=[*BODY, last])) is None


def test_its_own_outlet_is_no_origin() -> None:
    article = Article.compose(
        body=[f"VELLBY (Reuters) - {BODY[0]}", BODY[1]], meta=Metadata(outlet="Reuters")
    )
    assert origin_of(article) is None
    article = Article.compose(body=BODY, meta=Metadata(outlet="Harbour Post", agency="Reuters"))
    assert name_of(article) == "Reuters"


def credits_for(*names: str) -> tuple[Credit, ...]:
    return credits_of(Article.compose(body=BODY, credit="Sources: " + ", ".join(names)))


@pytest.mark.parametrize(
    ("origin", "credited", "answer"),
    [
        ("PA", "Press Association", "yes"),
        ("PA Media", "PA", "yes"),
        ("Thomson Reuters", "Reuters", "yes"),
        ("AFP", "Agence France-Presse", "yes"),
        ("AP", "The Associated Press", "yes"),
        ("La Presse Canadienne", "CP", "yes"),
        ("dpa-AFX", "dpa", "yes"),
        ("Focus Taiwan", "CNA", "yes"),
        ("Norwire", "NORWIRE", "yes"),
        ("AP", "Australian Associated Press", "no"),
        ("APA", "Azeri-Press Agency", "no"),
        ("Reuters", "AFP", "no"),
        ("Reuters", "agencies", "generic"),
        ("Norwire", "wire reports", "generic"),
        ("Politico", "agencies", "no"),
    ],
)
def test_names_of_one_agency_are_one(origin: str, credited: str, answer: str) -> None:
    assert is_credited(origin, credits_for(credited)) == answer


def test_an_origin_may_be_an_outlet_or_a_credit() -> None:
    reuters = load_outlets().lookup("Reuters")
    assert reuters is not None
    assert is_credited(reuters, credits_for("Thomson Reuters")) == "yes"
    (credit,) = credits_for("Reuters")
    assert is_credited(credit, credits_for("AFP", "Reuters")) == "yes"
    assert is_credited(credit, ()) == "no"


@pytest.mark.parametrize(
    ("licensed", "origin", "answer"),
    [
        (("Reuters", "AP"), "Associated Press", True),
        (("Press Association",), "PA Media", True),
        (("Norwire",), "NORWIRE", True),
        (("Reuters",), "AFP", False),
        (("Reuters",), "agencies", False),
        ((), "Reuters", False),
    ],
)
def test_licensed_by_any_name(licensed: tuple[str, ...], origin: str, answer: bool) -> None:
    assert is_licensed(Context(desk=Desk(licensed=licensed)), origin) is answer


def test_licensed_by_the_names_of_the_desks_file(tmp_path: Path) -> None:
    file = tmp_path / "outlets.tsv"
    file.write_text("Norwire\tagency\tNorsk Wire\t\tno\tNO\n", encoding="utf-8")
    known = Context(desk=Desk(licensed=("Norwire",), outlets=str(file)))
    assert is_licensed(known, "Norsk Wire")
    assert is_licensed(known, known.outlets.outlets[-1])
    assert not is_licensed(Context(desk=Desk(licensed=("Norwire",))), "Norsk Wire")
