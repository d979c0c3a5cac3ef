"""The gazetteer: its data file line by line, look-ups, and outlets named in texts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck.gazetteer import (
    BUNDLED,
    KEYS,
    KINDS,
    NAMES,
    Gazetteer,
    Outlet,
    load_outlets,
    read_outlets,
)
from reliacheck.gazetteer.entries import COLUMNS, FileOutlets, name_key
from reliacheck.gazetteer.mentions import name_rows

ISO_639_1 = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
    hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li
    ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa
    pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"""
# ISO 3166-1 alpha-2, and XK, which it leaves to users and everybody uses for Kosovo.
COUNTRIES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC
    EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK
    HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB
    LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ
    NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU
    RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN
    TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK"""
DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[a-z0-9-]+)*")
OUTLETS = read_outlets(BUNDLED)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_outlets()


# ---- the data file


def test_the_first_line_names_the_columns() -> None:
    first = Path(BUNDLED).read_text("utf-8").partition("\n")[0]
    assert first == "# " + "\t".join(COLUMNS)


def test_the_indexes_of_names_are_those_of_the_data_file() -> None:
    remedy = "run python tools/index_names.py"
    made, kept = FileOutlets(BUNDLED), FileOutlets(BUNDLED, NAMES, KEYS)
    assert Path(NAMES).read_text("utf-8") == name_rows(made), remedy
    assert kept.folded_keys() == made.folded_keys(), remedy


def test_names_are_not_repeated() -> None:
    counts = Counter(outlet.name for outlet in OUTLETS)
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_alias_is_claimed_by_two_outlets() -> None:
    owners: dict[str, set[str]] = {}
    for outlet in OUTLETS:
        for printed, _ in outlet.printed_names():
            owners.setdefault(name_key(printed), set()).add(outlet.name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_no_domain_is_claimed_by_two_outlets() -> None:
    counts = Counter(domain for outlet in OUTLETS for domain in outlet.domains)
    assert [domain for domain, count in counts.items() if count > 1] == []


def test_printed_names_are_clean() -> None:
    printed = [(o.name, n) for o in OUTLETS for n in (o.name, *o.aliases, *o.ambiguous_aliases)]
    wrong = [pair for pair in printed if pair[1] != pair[1].strip() or not name_key(pair[1])]
    assert wrong == []


def test_an_outlet_writes_each_name_once() -> None:
    wrong = [
        outlet.name
        for outlet in OUTLETS
        if outlet.name in outlet.aliases
        or len({*outlet.aliases, *outlet.ambiguous_aliases})
        < len(outlet.aliases) + len(outlet.ambiguous_aliases)
    ]
    assert wrong == []


def test_domains_are_hosts_in_lower_case_with_an_optional_path() -> None:
    wrong = [d for o in OUTLETS for d in o.domains if not DOMAIN.fullmatch(d) or "www." in d]
    assert wrong == []


def test_languages_and_countries_are_iso_codes() -> None:
    languages, countries = set(ISO_639_1.split()), {"", *COUNTRIES.split()}
    assert [o.name for o in OUTLETS if not o.languages or set(o.languages) - languages] == []
    assert [o.name for o in OUTLETS if o.country not in countries] == []


def test_the_file_covers_agencies_and_the_press_of_the_world() -> None:
    kinds = Counter(outlet.kind for outlet in OUTLETS)
    assert set(kinds) == set(KINDS)
    assert kinds["agency"] >= 100
    assert sum(kinds[kind] for kind in ("newspaper", "broadcaster", "magazine", "online")) >= 300


def test_every_printed_name_is_found_as_its_outlet(gazetteer: Gazetteer) -> None:
    missed = []
    for outlet in OUTLETS:
        for printed, ambiguous in outlet.printed_names():
            found = gazetteer.find(f"gesehen in {printed}, gestern")
            hits = [(m.text, m.outlet, m.ambiguous) for m in found]
            if hits != [(printed, outlet, ambiguous)]:
                missed.append((printed, outlet.name, hits))
    assert missed == []


AGENCIES = """Reuters
AP|Associated Press|AFP|Agence France-Presse|dpa|EFE|ANSA|Xinhua|TASS|ITAR-TASS
RIA Novosti|Interfax|IRNA|Fars|Fars News Agency|ISNA|Tasnim|Mehr|Anadolu|PTI|ANI|IANS|Kyodo|Jiji
Yonhap|PA Media|Press Association|AAP|The Canadian Press|CP|UPI|Bloomberg|SANA|WAM|SPA|KUNA|MENA
Petra|Belga|ANP|TT|NTB|Ritzau|STT|PAP|CTK|MTI|APA|Keystone-SDA|Lusa|Agerpres|BTA|Tanjug|Ukrinform
UNIAN|Antara|Bernama|VNA|KCNA|APP|BSS|UNB|Telam|Notimex|Agencia Brasil|Prensa Latina|NAN
Ghana News Agency|SAPA|Maghreb Arabe Presse|رويترز|خبرگزاری فارس|ТАСС|新华社|共同通信|연합뉴스"""


@pytest.mark.parametrize("name", AGENCIES.replace("\n", "|").split("|"))
def test_the_agencies_are_known(gazetteer: Gazetteer, name: str) -> None:
    found = gazetteer.lookup(name)
    assert found is not None
    assert found.kind == "agency"


AMBIGUOUS = """Time|The Times|The Post|The Sun|The Mirror|The Independent|The Local|The Mail|X|Slate
Salon|Nature|Science|Stern|Welt|Mehr|MENA|Sky|Insider|Fortune|People|Variety|Wired|The Nation"""


@pytest.mark.parametrize("name", AMBIGUOUS.replace("\n", "|").split("|"))
def test_ordinary_words_are_marked_ambiguous(gazetteer: Gazetteer, name: str) -> None:
    assert [m.ambiguous for m in gazetteer.find(f"she had told {name}, she said")] == [True]


# ---- look-ups


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("AP", "Associated Press"),
        ("the AP", "Associated Press"),
        ("A.P.", "Associated Press"),
        ("ap", None),
        ("Ap", None),
        ("dpa", "Deutsche Presse-Agentur"),
        ("DPA", "Deutsche Presse-Agentur"),
        ("NYT", "The New York Times"),
        ("new york times", "The New York Times"),
        ("THE NEW YORK TIMES", "The New York Times"),
        ("al jazeera", "Al Jazeera"),
        ("Al-Jazeera", "Al Jazeera"),
        ("LA Times", "Los Angeles Times"),
        ("Iran News", "Iran News"),
        ("Irannews", "Iran News"),
        ("irannews", "Iran News"),
        ("Iran Daily", "Iran Daily"),
        ("Time", "Time"),
        ("X", "X"),
        ("x", None),
        ("خبرگزاري فارس", "Fars News Agency"),
        ("Coast Gazette of Nowhere", None),
        ("", None),
        ("The ", None),
        ("-", None),
    ],
)
def test_lookup(gazetteer: Gazetteer, name: str, expected: str | None) -> None:
    found = gazetteer.lookup(name)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("nytimes.com", "The New York Times"),
        ("https://www.nytimes.com/2024/03/01/a-story.html?x=1#top", "The New York Times"),
        ("HTTPS://WWW.NYTIMES.COM/", "The New York Times"),
        ("nytimes.com/athletic/123", "The Athletic"),
        ("nytimes.com/athletics", "The New York Times"),
        ("bbc.com/news", "BBC"),
        ("https://www.bbc.com/persian/world-1", "BBC Persian"),
        ("//bbc.com/persian", "BBC Persian"),
        ("someone:word@edition.cnn.com:443/x", "CNN"),
        ("abcnews.go.com", "ABC News"),
        ("go.com", None),
        ("disney.go.com", None),
        ("notreuters.com", None),
        ("reuters.com.example", None),
        ("reuters.com.", "Reuters"),
        ("com", None),
        ("co.uk", None),
        ("a." * 300 + "cnn.com", None),
        ("localhost", None),
        ("", None),
        ("https://", None),
        ("://", None),
    ],
)
def test_by_domain(gazetteer: Gazetteer, address: str, expected: str | None) -> None:
    found = gazetteer.by_domain(address)
    assert (found.name if found else None) == expected


# ---- mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She spoke to CNN.", [("CNN", "CNN")]),
        ("The New York Times reported it.", [("The New York Times", "The New York Times")]),
        ("as the New York Times reported", [("New York Times", "The New York Times")]),
        ("at the times of the tides", []),
        ("an ap about time", []),
        ("(AP) The town", [("AP", "Associated Press")]),
        ("WAP, APs and AP1", []),
        ("CNN's anchor", [("CNN", "CNN")]),
        ("Reuters’ office, CNN’s", [("Reuters", "Reuters"), ("CNN", "CNN")]),
        ("Fox News Sunday guests", [("Fox News Sunday", "Fox News")]),
        ("a Reuters/Ipsos poll", [("Reuters", "Reuters")]),
        ("New\nYork\u00a0Times", [("New\nYork\u00a0Times", "The New York Times")]),
        ("New\n\nYork Times", []),
        (
            "the Fort Worth Star Telegram",
            [("Fort Worth Star Telegram", "Fort Worth Star-Telegram")],
        ),
        ("Iran Daily and Irannews", [("Iran Daily", "Iran Daily"), ("Irannews", "Iran News")]),
        ("L.A. Times", [("L.A. Times", "Los Angeles Times")]),
        ("told FoxNews.com.", [("FoxNews.com", "Fox News")]),
        ("see www.cnn.com.", [("www.cnn.com", "CNN")]),
        ("https://www.cnn.com/CNN/live", []),
        ("see cnn.com/live", []),
        ("@CNN and #CNN and desk@cnn.com", []),
        ("قالت وكالة رويترز", [("رويترز", "Reuters")]),
        ("ذكرت لرويترز", [("رويترز", "Reuters")]),
        ("به گزارش ایسنا", [("ایسنا", "ISNA")]),
        ("بي‌بي‌سي فارسي نوشت", [("بي‌بي‌سي فارسي", "BBC Persian")]),
        ("сообщает РИА Новости", [("РИА Новости", "RIA Novosti")]),
        ("据新华社报道，CNN记者", [("新华社", "Xinhua News Agency"), ("CNN", "CNN")]),
        ("AP通信によると", [("AP通信", "Associated Press")]),
        ("연합뉴스는 보도했다", [("연합뉴스", "Yonhap News Agency")]),
        ("según El País", [("El País", "El País")]),
        ("laut Süddeutscher Zeitung", [("Süddeutscher Zeitung", "Süddeutsche Zeitung")]),
    ],
)
def test_find(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.text, m.outlet.name) for m in gazetteer.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Howard Stern laughed", []),
        ("asked of Mr. Stern today", []),
        ("a Time Warner spokesman", []),
        ("the Fortune 500", []),
        ("the Journal of Tides", []),
        ("the Vice-President", []),
        ("In Slate, she wrote", ["Slate"]),
        ("he told the Post Tuesday that", ["Post"]),
        ("The Post and nothing else", ["The Post"]),
        ("a post, the post", []),
        ("post-haste to Posts", []),
    ],
)
def test_an_ambiguous_name_inside_a_longer_one_is_left_out(
    gazetteer: Gazetteer, text: str, expected: list[str]
) -> None:
    assert [m.text for m in gazetteer.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("People came. Few people left.", []),
        ("She said: “People came.” Few people left.", []),
        ("She told People that few people left.", ["People"]),
        ("People reported it first.", ["People"]),
    ],
)
def test_a_capital_at_the_start_of_a_sentence_counts_unless_the_text_has_the_word_without(
    gazetteer: Gazetteer, text: str, expected: list[str]
) -> None:
    assert [m.text for m in gazetteer.find(text)] == expected


def test_a_short_name_is_the_outlet_named_in_full_before(gazetteer: Gazetteer) -> None:
    text = "The Jerusalem Post asked. The Post waited. The Denver Post asked. The Post waited."
    owners = [(m.outlet.name, m.ambiguous) for m in gazetteer.find(text)]
    jerusalem, denver = "The Jerusalem Post", "The Denver Post"
    assert owners == [(jerusalem, False), (jerusalem, True), (denver, False), (denver, True)]


def test_find_reads_only_the_range_and_reports_offsets_into_the_text(gazetteer: Gazetteer) -> None:
    text = "CNN, then Reuters, then AFP."
    start, end = text.index("then R"), text.index("AFP")
    [mention] = gazetteer.find(text, start, end)
    assert (mention.text, text[mention.start : mention.end]) == ("Reuters", "Reuters")


# ---- reading, adding, import


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("Coast News", "separate name, kind"),
        ("Coast News\tnewspaper\t\t\ten\tGB\textra", "7 columns"),
        ("\tnewspaper\t\t\ten\tGB", "write the outlet's name"),
        ("Coast News\tpaper\t\t\ten\tGB", "write one of agency"),
        ("Coast News\tnewspaper\t\tCoast.example\ten\tGB", "lower case"),
        ("Coast News\tnewspaper\t\thttps://coast.example\ten\tGB", "without 'https://'"),
    ],
)
def test_a_malformed_line_names_file_line_and_remedy(
    tmp_path: Path, line: str, remedy: str
) -> None:
    file = tmp_path / "house.tsv"
    file.write_text(f"# name\n\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=re.escape(f"{file}, line 3: ")) as caught:
        read_outlets(file)
    assert remedy in str(caught.value)


def test_a_house_file_is_read_with_marks_and_line_ends_of_any_kind(tmp_path: Path) -> None:
    file = tmp_path / "house.tsv"
    file.write_bytes(b"# house\r\nCoast News\tnewspaper\tCN|~Coast\tcoast.example\ten|fr\tGB\r\n")
    [outlet] = read_outlets(file)
    assert outlet == Outlet(
        "Coast News", "newspaper", ("CN",), ("Coast",), ("coast.example",), ("en", "fr"), "GB"
    )


def test_extra_outlets_are_added_and_win() -> None:
    coast = Outlet("Coast News", "newspaper", aliases=("NYT",), domains=("nytimes.com",))
    house = load_outlets([coast])
    assert house.lookup("NYT") == house.by_domain("nytimes.com") == coast
    assert [m.outlet for m in house.find("Coast News, NYT")] == [coast, coast]
    assert house.lookup("Reuters") is not None
    bundled = load_outlets().lookup("NYT")
    assert bundled is not None
    assert bundled.name == "The New York Times"


def test_an_extra_outlet_replaces_the_bundled_one_of_its_name() -> None:
    reuters = Outlet("Reuters", "agency", aliases=("AP",), domains=("reuters.example",))
    house = load_outlets([reuters])
    assert house.lookup("AP") == reuters
    assert [m.outlet for m in house.find("AP")] == [reuters]
    assert house.by_domain("reuters.example") == reuters
    assert house.by_domain("reuters.com") is None
    assert len(house.outlets) == len(OUTLETS)


def test_outlets_made_one_by_one_are_those_of_the_whole_file() -> None:
    assert load_outlets().outlets == OUTLETS


def test_outlets_given_are_known_as_those_of_the_file_are(gazetteer: Gazetteer) -> None:
    given = Gazetteer(OUTLETS)
    for outlet in OUTLETS:
        for printed, _ in outlet.printed_names():
            assert gazetteer.lookup(printed) == given.lookup(printed) == outlet
        for domain in outlet.domains:
            assert gazetteer.by_domain(domain) == given.by_domain(domain) == outlet


def test_the_bundled_file_is_read_once() -> None:
    assert load_outlets() is load_outlets()


def test_importing_reads_and_compiles_nothing() -> None:
    program = (
        "import reliacheck.gazetteer as g, reliacheck.gazetteer.mentions as m;"
        "print(g._bundled.cache_info().currsize, m._word.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "0"]


# ---- properties

PRINTED = [printed for outlet in OUTLETS for printed, _ in outlet.printed_names()]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PRINTED), st.text(max_size=8), st.sampled_from([" ", "the ", "The ", "'s"])
    )
).map("".join)


@given(TEXTS, st.integers(-5, 60), st.none() | st.integers(-5, 60))
def test_spans_are_their_text_in_order_and_in_range(text: str, start: int, end: int | None) -> None:
    at, stop, _ = slice(start, end).indices(len(text))
    for mention in load_outlets().find(text, start, end):
        assert mention.text == text[mention.start : mention.end] != ""
        assert at <= mention.start < mention.end <= stop
        at = mention.end


@given(st.text() | st.sampled_from(PRINTED))
def test_lookups_never_fail(name: str) -> None:
    gazetteer = load_outlets()
    found = gazetteer.lookup(name)
    assert found is None or name_key(name).casefold() in {
        name_key(printed).casefold() for printed, _ in found.printed_names()
    }
    site = gazetteer.by_domain(name)
    assert site is None or site.domains
