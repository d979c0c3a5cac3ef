"""What a rewrite changed: each kind with what is one, and with what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliacheck import Article, Metadata, Severity
from reliacheck.archive.align import align
from reliacheck.reuse.alterations import Alteration, Kind, find_alterations, severity_of

BEFORE = (
    "The committee has been working on the matter since the beginning of the summer and plans"
    " another meeting. "
)
AFTER = (
    " Residents of the area gathered near the square in the evening, and the streets were calm"
    " after nightfall."
)


def alterations(
    a: str, b: str, published: tuple[str | None, str | None] = (None, None)
) -> list[Alteration]:
    """What is found where `a` became `b` inside a story that is the same otherwise."""
    source, rewrite = (
        Article.compose(body=BEFORE + text + AFTER, meta=Metadata(published=when))
        for text, when in zip((a, b), published, strict=True)
    )
    passages = align(source.text, rewrite.text)
    return [one for passage in passages for one in find_alterations(source, rewrite, passage)]


def in_short(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.a_text, one.b_text) for one in alterations(a, b)]


FOUND = [
    (
        "The blast injured {17} people and damaged three buildings in the old town.",
        "The blast injured {71} people and damaged three buildings in the old town.",
        "number",
    ),
    (
        "The firm employs {four} workers at its plant near the river in the north.",
        "The firm employs {five} workers at its plant near the river in the north.",
        "number",
    ),
    (
        "The pipeline stretches {300 miles} across the northern desert region.",
        "The pipeline stretches {300 kilometers} across the northern desert region.",
        "number",
    ),
    (
        "The train left at {6:45 a.m.} and arrived in the capital two hours later.",
        "The train left at {6:45 p.m.} and arrived in the capital two hours later.",
        "number",
    ),
    (
        "The convoy was hit near {Baghdad} airport, the spokesman told reporters there.",
        "The convoy was hit near {Basra} airport, the spokesman told reporters there.",
        "name",
    ),
    (
        "Soldiers loyal to {Khalifa Haftar} took the oil port after heavy fighting.",
        "Soldiers loyal to {Fayez al-Sarraj} took the oil port after heavy fighting.",
        "name",
    ),
    (
        "The government has {not} ruled out further restrictions on travel abroad.",
        "The government has{} ruled out further restrictions on travel abroad.",
        "negation",
    ),
    (
        "The minister {denied} that he had met the lobbyist in his office.",
        "The minister {confirmed} that he had met the lobbyist in his office.",
        "negation",
    ),
    (
        "The search was {lawful}, the appeals court decided in a short ruling.",
        "The search was {unlawful}, the appeals court decided in a short ruling.",
        "negation",
    ),
    (
        "The hackers, who {reportedly} work for the state, stole the data last year.",
        "The hackers, who{} work for the state, stole the data last year.",
        "hedge-dropped",
    ),
    (
        "In the raid {up to} 40 civilians died in the village near the border.",
        "In the raid{} 40 civilians died in the village near the border.",
        "hedge-dropped",
    ),
    (
        "The missile struck a school bus near the town, {officials said on Sunday}.",
        "The missile struck a school bus near the town{}.",
        "attribution-dropped",
    ),
    (
        "The {self-declared} president called for new elections in a video message.",
        "The{} president called for new elections in a video message.",
        "qualifier-dropped",
    ),
    (
        "Washington has blamed {Iran-backed} paramilitary groups for the attacks.",
        "Washington has blamed{} paramilitary groups for the attacks.",
        "qualifier-dropped",
    ),
    (
        "The {protesters} blocked the main road to the airport for three hours.",
        "The {thugs} blocked the main road to the airport for three hours.",
        "loaded-wording",
    ),
    (
        "The{} group took responsibility for the attack on the police station.",
        "The {terrorist} group took responsibility for the attack on the police station.",
        "loaded-wording",
    ),
    (
        '"We have {no} plans to leave the alliance this year," the minister said.',
        '"We have{} plans to leave the alliance this year," the minister said.',
        "quotation-altered",
    ),
    (
        '"I {think} the deal is a mistake," she told reporters at the airport in Rome.',
        '"I {know} the deal is a mistake," she told reporters at the airport in Rome.',
        "quotation-altered",
    ),
]


@pytest.mark.parametrize(("a", "b", "kind"), FOUND)
def test_is_found_in_its_place(a: str, b: str, kind: str) -> None:
    sides = []
    for text in (a, b):
        before, _, rest = text.partition("{")
        marked, _, after = rest.partition("}")
        sides.append((before + marked + after, len(BEFORE) + len(before), marked))
    [found] = alterations(sides[0][0], sides[1][0])
    assert found.kind == kind
    if kind != "loaded-wording":  # either "group" or nothing may count as what was replaced
        assert (found.a_text, found.b_text) == (sides[0][2], sides[1][2])
    assert found.b[0] <= sides[1][1] + 1 <= found.b[1] + 1
    assert 0.5 <= found.score <= 1
    assert found.note == ""


INNOCENT = [
    (
        "The strike killed Qassem Soleimani and Abu Mahdi al-Muhandis of Kataib Hezbollah.",
        "The strike killed Gen. Qasem Suleimani and Abu Mahdi al-Mohandes of Khataib Hizbollah.",
    ),
    (
        "The U.S. government said 5 percent of the 1,000 troops left Iraq at 3 p.m. on Jan. 4.",
        "The United States government said five per cent of the one thousand troops left Iraq at"
        " 3pm on 4 January.",
    ),
    (
        "President Donald Trump said on Tuesday that the labor program was canceled for the year.",
        "Trump says that the labour programme was cancelled for the year on Tuesday.",
    ),
    (
        "The driver had been drinking, police said, when the bus left the mountain road.",
        "Police said the driver had been drinking when the bus left the mountain road.",
    ),
    (
        "The driver had been drinking when the bus left the mountain road, police said.",
        "The driver had been drinking when the bus left the mountain road, authorities said.",
    ),
    (
        '"We will never give up the land of our fathers, and we will fight for it," he said.',
        "“We will never give up the land of our fathers,” he said.",
    ),
    (
        '"We will never give up the land of our fathers, and we will fight for it," he said.',
        '"We will never give up the land ... and we will fight for it," he said.',
    ),
    (
        '"We have no doubt that they are our people and they are here to stay," he said.',
        '"We have no doubt that they ... are here to stay," he said.',
    ),
    (
        '"They will never give up the land of their fathers," he said of the islanders.',
        "He said the islanders would never give up the land of their fathers.",
    ),
    (
        "About 40 people were injured when the train hit the truck at the crossing.",
        "Around 40 people were injured when the train hit the lorry at the crossing.",
    ),
    (
        "The minister did not attend the meeting with the unions in the afternoon.",
        "The minister failed to attend the meeting with the unions in the afternoon.",
    ),
    (
        "ISIS fighters took the town of Palmyra in May 2015 after a week of clashes.",
        "Fighters of the Islamic State group took the town of Palmyra in May 2015 after a week of"
        " clashes.",
    ),
    (
        "Robert Mueller interviewed the former adviser for five hours on Friday.",
        "Bob Mueller questioned the ex-adviser for five hours on Friday.",
    ),
    (
        "Terrorists attacked the village at dawn and burned the grain stores.",
        "Militants attacked the village at dawn and burned the grain stores.",
    ),
    (
        "The quake destroyed about 1,985 homes in the valley, the governor said.",
        "The quake destroyed some 2,000 homes in the valley, the governor said.",
    ),
    (
        "The road is 10 miles long and ends at the lake in the national park.",
        "The road is 16 kilometres long and ends at the lake in the national park.",
    ),
    (
        "Half of the children in the camp had no shoes, the aid group reported.",
        "Fifty percent of the children in the camp had no shoes, the aid group reported.",
    ),
    (
        "Iran-backed militias fired the rockets at the base west of the capital.",
        "Militias backed by Iran fired the rockets at the base west of the capital.",
    ),
    (
        "The militant group may attack again, the intelligence service warned the cabinet.",
        "The militant group might attack again, the intelligence service warned the cabinet.",
    ),
]


@pytest.mark.parametrize(("a", "b"), INNOCENT)
def test_is_none(a: str, b: str) -> None:
    assert in_short(a, b) == []


def test_loaded_wording_beside_a_title_that_is_none() -> None:
    a = (
        "The United States killed top Iranian commander Qassem Soleimani and Iraqi paramilitary"
        " commander Abu Mahdi al-Muhandis in a drone strike on Friday."
    )
    b = a.replace("killed", "assassinated").replace("Qassem", "Lieutenant General Qassem")
    assert in_short(a, b) == [("loaded-wording", "killed", "assassinated")]


A_TOLL = "The quake killed 14 people in the valley, the governor of the province said."
ANOTHER_TOLL = A_TOLL.replace("14", "17")


@pytest.mark.parametrize(
    ("dates", "newer"),
    [
        (("2020-01-03", "2020-01-04"), True),
        (("2020-01-03T10:00:00Z", "2020-01-03T12:30:00+01:00"), True),
        (("2020-01-04", "2020-01-03"), False),
        (("2020-01-03", "2020-01-03T12:00:00Z"), False),
        (("2020-01-03", None), False),
        (("yesterday", "2020-01-03"), False),
    ],
)
def test_a_figure_of_an_older_source_may_be_newer(
    dates: tuple[str | None, str | None], newer: bool
) -> None:
    [plain] = alterations(A_TOLL, ANOTHER_TOLL)
    [found] = alterations(A_TOLL, ANOTHER_TOLL, dates)
    assert found.kind == "number"
    assert found.note == ("newer figure or slip?" if newer else "")
    assert (found.score < plain.score) == newer


def test_several_changes_come_in_order_and_once_each() -> None:
    a = "At least four people were killed in Basra when a bomb went off near a market, police said."
    b = "At least 14 people were slaughtered in Mosul when a bomb went off near a market."
    assert [kind for kind, _, _ in in_short(a, b)] == [
        "number",
        "loaded-wording",
        "name",
        "attribution-dropped",
    ]


def test_other_languages_have_figures_and_quotations_only() -> None:
    a = "Der Minister sagte am Abend in Berlin, dass 14 Menschen bei dem Angriff starben."
    b = a.replace("14", "17").replace("Berlin", "Hamburg")
    source, rewrite = (Article.compose(body=text, meta=Metadata(language="de")) for text in (a, b))
    [passage] = align(source.text, rewrite.text)
    assert [one.kind for one in find_alterations(source, rewrite, passage)] == ["number"]


def of_kind(kind: Kind, a: str = "x", b: str = "y", note: str = "") -> Alteration:
    return Alteration(kind, (0, 1), (0, 1), a, b, 0.9, note)


def test_severity() -> None:
    errors: tuple[Kind, ...] = ("number", "negation", "quotation-altered")
    warnings: tuple[Kind, ...] = ("name", "hedge-dropped", "loaded-wording")
    assert {severity_of(of_kind(kind)) for kind in errors} == {Severity.ERROR}
    assert {severity_of(of_kind(kind)) for kind in warnings} == {Severity.WARNING}
    assert severity_of(of_kind("number", note="newer figure or slip?")) == Severity.WARNING
    assert severity_of(of_kind("number", "two", "a")) == Severity.WARNING
    assert severity_of(of_kind("number", "two", "four")) == Severity.ERROR


LEAD = (
    "{}At least 14 people were killed when a bomb went off near a market in Halden on Tuesday,"
    " officials said."
)
DATELINES = [
    "HALDEN, March 4 (Reuters) - ",
    "HALDEN, Norway (AP) — ",
    "HALDEN (AFP) – ",
    "NEW HALDEN, Jan. 3 (Thomson Reuters Foundation) - ",
]


def in_leads(a: str, b: str) -> list[tuple[str, str, str]]:
    """What is found where the leads of two stories differ."""
    source, rewrite = (Article.compose(body=[lead, BEFORE + AFTER]) for lead in (a, b))
    found = [
        one
        for passage in align(source.text, rewrite.text)
        for one in find_alterations(source, rewrite, passage)
    ]
    return [(one.kind, one.a_text, one.b_text) for one in found]


@pytest.mark.parametrize("dateline", DATELINES)
@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("14", "15", ("number", "14", "15")),
        ("in Halden", "in Molden", ("name", "Halden", "Molden")),
        ("killed", "massacred", ("loaded-wording", "killed", "massacred")),
        (", officials said", "", ("attribution-dropped", "officials said", "")),
        ("At least 14", "Fourteen", ("hedge-dropped", "At least", "")),
        ("nothing", "at all", None),
    ],
)
def test_a_lead_behind_a_dateline_is_compared(
    dateline: str, kept: bool, old: str, new: str, found: tuple[str, str, str] | None
) -> None:
    rewrite = LEAD.format(dateline if kept else "").replace(old, new)
    assert in_leads(LEAD.format(dateline), rewrite) == ([found] if found else [])


@pytest.mark.parametrize(
    "caption",
    [
        "Soldiers walk by the gate of the base in the north on March 14, 2020. (AP Photo/Jane Doe)",
        "Soldiers walk by the gate of the base in the north on March 14, 2020. REUTERS/Jane Doe",
        "Soldiers walk by the gate of the base on March 14, 2020 (Jane Doe/AFP via Getty Images)",
    ],
)
def test_a_caption_is_not_compared(caption: str) -> None:
    assert in_leads(caption, caption.replace("14", "17")) == []


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("The group lost 14 million subscribers in a year, it told investors.", "14", "41"),
        (
            "The licensing board did not revoke the permit of the clinic.",
            "did not revoke",
            "revoked",
        ),
        (
            "The copyright of the song did not belong to the band, the court ruled.",
            "did not belong",
            "belonged",
        ),
        ("Women could not sign up for the course at the academy then.", "could not", "could"),
        ("The newsletter of the bank has 14,000 readers, its editor told the court.", "14", "41"),
        ("The bank did not answer a request for comment on the 14 loans.", "14", "41"),
    ],
)
def test_words_of_the_sites_lines_are_copy_in_a_sentence(text: str, old: str, new: str) -> None:
    assert len(in_short(text, text.replace(old, new))) == 1
    assert len(in_leads(text, text.replace(old, new))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter and get 14 of the best stories of the day for free.",
        "Copyright 2014 The Halden Courier, and all rights reserved by its owner in the city.",
        "The poll of 1,014 adults was conducted from March 3 to 14 by phone in the country.",
    ],
)
def test_lines_of_the_site_are_not_compared(line: str) -> None:
    assert in_leads(line, line.replace("14", "17")) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The jobless rate rose to {3.42 percent} in the spring.", "3.24 percent"),
        ("The jobless rate rose to {3.4 percent} in the spring.", "3.2 percent"),
        ("The jobless rate was about {3.4 percent} in the spring.", "3.2 percent"),
        ("The toll of the quake in the valley rose to {342} on Friday.", "324"),
        ("The bank lifted its key rate in the spring to {4.25}%.", "4.52"),
        ("The quake destroyed more than {1,985} homes in the valley.", "2,000"),
        ("The quake destroyed nearly {2,035} homes in the valley.", "2,000"),
    ],
)
def test_a_figure_near_the_sources_is_another_one(a: str, b: str) -> None:
    before, figure, after = a.replace("}", "{").split("{")
    assert in_short(before + figure + after, before + b + after) == [("number", figure, b)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("{1,985}", "about 2,000"),
        ("{1,985}", "nearly 2,000"),
        ("{2,035}", "more than 2,000"),
        ("{2,035}", "over 2,000"),
        ("{1,985}", "fewer than 2,000"),
    ],
)
def test_a_figure_rounded_the_right_way_is_none(a: str, b: str) -> None:
    text = "The quake destroyed {} homes in the valley, the governor of the province said."
    assert in_short(text.format(a.strip("{}")), text.format(b)) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "newer"),
    [
        ("The quake killed 14 people in the valley, he said.", "14", "17", True),
        ("The quake killed 14 people in the valley, he said.", "14", "12", False),
        ("The quake killed 37 people in the valley, he said.", "37", "370", False),
        ("The toll in the valley rose to 14 on Friday, he said.", "14", "17", True),
        ("The fire burned down 14 old houses in the valley.", "14", "17", True),
        ("The driver, 37, was arrested in the valley, he said.", "37", "39", False),
        ("The 37-year-old man was arrested in the valley.", "37-year", "39-year", False),
        ("The law was passed in 2014 in the capital, he said.", "2014", "2017", False),
        ("He was arrested on March 4 in the capital, he said.", "March 4", "March 6", False),
        ("He was arrested on Monday in the capital, he said.", "Monday", "Tuesday", False),
        ("He left at 6:45 a.m. for the capital, he said.", "6:45 a.m.", "7:45 a.m.", False),
        ("The jobless rate fell by 12 percent in the spring.", "12 percent", "14 percent", False),
        ("The road through the valley is 14 miles long, he said.", "14 miles", "17 miles", False),
        ("It was the second attack in the valley this year.", "second", "third", False),
    ],
)
def test_only_a_count_that_grew_may_be_newer(text: str, old: str, new: str, newer: bool) -> None:
    changed = text.replace(old, new)
    [found] = alterations(text, changed, ("2020-01-03", "2020-01-04"))
    assert (found.kind, found.note) == ("number", "newer figure or slip?" if newer else "")
    assert severity_of(found) == (Severity.WARNING if newer else Severity.ERROR)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("two bases hosting troops", "a base hosting troops"),
        ("two old bases hosting troops", "an old base hosting troops"),
        ("two families of refugees", "a family of refugees"),
    ],
)
def test_one_of_two(a: str, b: str) -> None:
    text = "The rockets hit {} in the north of the country late on Friday."
    for one, other in ((a, b), (b, a)):
        [found] = alterations(text.format(one), text.format(other))
        assert (found.kind, found.a_text, found.b_text) == (
            "number", one.partition(" ")[0], other.partition(" ")[0],
        )  # fmt: skip
        assert severity_of(found) == Severity.WARNING
    assert in_short(text.format("the base hosting troops"), text.format(b)) == []
    assert len(in_short(text.format(a), text.format(f"one{b[b.index(' ') :]}"))) == 1


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("The fire chief, Marta Lindqvist, said the", "The", "attribution-dropped"),
        ("some patients", "patients", "qualifier-dropped"),
        ("some patients", "several patients", None),
        ("some patients", "the patients", None),
        ("acting U.S. Defense", "U.S. Defense", "qualifier-dropped"),
        ("raised its key", "cut its key", "negation"),
        ("raised its key", "lowered its key", "negation"),
        ("raised its key", "increased its key", None),
        ("opened the bridge", "closed the bridge", "negation"),
        ("won the case", "lost the case", "negation"),
        ("the plan", "the p\u200bl\u200ban\ufeff", None),
    ],
)
def test_recall(old: str, new: str, found: str | None) -> None:
    texts = [
        "The fire chief, Marta Lindqvist, said the blast may have been caused by a leaking pipe.",
        "The drug harmed some patients in the trial, which ended in the spring of last year.",
        "At the ministry, acting U.S. Defense Secretary Pat Shane offered his condolences to all.",
        "The bank raised its key rate in the spring of last year after a long debate.",
        "The council opened the bridge to traffic in the spring of last year after a debate.",
        "The firm won the case against the city in the spring of last year after an appeal.",
        'The mayor said: "We like the plan as it is, and the bridge will be built this year."',
    ]
    (text,) = [one for one in texts if old in one]
    for compared in (in_short, in_leads):
        kinds = [kind for kind, _, _ in compared(text, text.replace(old, new))]
        assert kinds == ([found] if found else [])


SENTENCES = st.lists(
    st.sampled_from(
        [side.replace("{", "").replace("}", "") for a, b, _ in FOUND for side in (a, b)]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(SENTENCES)
@settings(max_examples=40, deadline=None)
def test_a_text_has_none_against_itself(text: str) -> None:
    assert alterations(text, text) == []


@given(SENTENCES, SENTENCES)
@settings(max_examples=60, deadline=None)
def test_spans_are_of_the_texts(a: str, b: str) -> None:
    for one in alterations(a, b):
        assert (BEFORE + a + AFTER)[slice(*one.a)] == one.a_text
        assert (BEFORE + b + AFTER)[slice(*one.b)] == one.b_text
        assert 0 < one.score <= 1


@given(SENTENCES)
@settings(max_examples=40, deadline=None)
def test_kinds_of_quotation_marks_make_no_difference(text: str) -> None:
    pieces = text.split('"')
    curly = "".join(
        piece + ("“" if number % 2 == 0 else "”") * (number < len(pieces) - 1)
        for number, piece in enumerate(pieces)
    )
    assert alterations(text, curly) == []


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(a: str, b: str) -> None:
    alterations(a, b)
