"""What the cases of the attribution rules do not show: house lists, fixes, precedence, policy."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest
from reliacheck_attribution import reliacheck_checks
from reliacheck_attribution.anonymous_attack import AnonymousAttack
from reliacheck_attribution.bare_source import BareSource
from reliacheck_attribution.lexicon import Lexicon, fold, load, read
from reliacheck_attribution.loaded_wording import LoadedWording
from reliacheck_attribution.passive import Passive
from reliacheck_attribution.quoting import Quotes
from reliacheck_attribution.unattributed_accusation import UnattributedAccusation
from reliacheck_attribution.unattributed_cause import UnattributedCause
from reliacheck_attribution.unattributed_claim import UnattributedClaim
from reliacheck_attribution.unattributed_number import UnattributedNumber
from reliacheck_attribution.unclear_source import UnclearSource
from reliacheck_attribution.unnamed_source import UnnamedSource
from reliacheck_attribution.vague_source import VagueSource
from reliacheck_attribution.vouching_verb import VouchingVerb

from reliacheck import Article, Check, Context, Finding, Metadata, Severity
from reliacheck.errors import ConfigError
from reliacheck.settings import make_settings
from reliacheck.text.words import find_words

WITH_POLICY: list[type[Check]] = [
    AnonymousAttack,
    BareSource,
    LoadedWording,
    Passive,
    UnattributedAccusation,
    UnattributedCause,
    UnattributedClaim,
    UnattributedNumber,
    UnclearSource,
    UnnamedSource,
    VagueSource,
    VouchingVerb,
]


def article(body: str, headline: str = "Copy") -> Article:
    return Article.compose(headline=headline, body=body, meta=Metadata(language="en"))


def found_by(check: Check, copy: Article) -> list[Finding]:
    return list(check.check(copy, Context()))


def words_of(findings: list[Finding]) -> list[str]:
    return [finding.location.text for finding in findings]


# Which quotations count


@pytest.mark.parametrize("check", WITH_POLICY, ids=lambda check: check.id)
def test_quoted_words_count_only_where_the_policy_says_so(check: type[Check]) -> None:
    default = check.Settings().quotes  # type: ignore[attr-defined]
    assert default == ("include" if check is AnonymousAttack else "ignore")
    assert default in get_args(Quotes)
    assert "`quotes`" in (inspect.getdoc(check.Settings) or "")


def test_each_rule_on_sources_has_the_policy() -> None:
    others = {"attribution.quote-without-speaker"}  # quotations are what it is about
    for check in reliacheck_checks():
        if check.id not in others:
            assert check in WITH_POLICY


# Precedence: one finding a place


def test_where_somebody_is_attacked_the_source_is_no_finding_of_other_rules() -> None:
    copy = article(
        "Director Ada Lindqvist took over in May. “Lindqvist is out of her depth,” an aide said."
        " Some colleagues consider her a coward."
    )
    assert words_of(found_by(AnonymousAttack(), copy)) == [
        "an aide said",
        "Some colleagues consider",
    ]
    assert found_by(UnnamedSource(), copy) == []
    assert found_by(VagueSource(), copy) == []


def test_an_attack_by_a_crowd_is_less_bad_than_one_by_a_person() -> None:
    copy = article(
        "Mr. Rolf Enger runs the harbour. “Enger is a bully,” an aide said."
        " Some colleagues consider him a coward."
    )
    severities = [finding.severity for finding in found_by(AnonymousAttack(), copy)]
    assert severities == [Severity.ERROR, Severity.WARNING]


def test_an_attack_names_who_is_attacked_where_the_name_stands_beside_it() -> None:
    copy = article("Mr. Rolf Enger runs the harbour. “Enger is a bully,” an aide said.")
    (finding,) = found_by(AnonymousAttack(), copy)
    assert finding.message.startswith('Enger is attacked ("bully")')
    assert finding.evidence == {"word": "bully", "person": "Enger"}
    assert [place.text for _, place in finding.related] == ["bully", "Enger"]


def test_an_unnamed_source_comes_before_a_vague_one_in_its_sentence() -> None:
    copy = article("Some aides said the pier was sold, and critics say it was cheap.")
    assert len(found_by(UnnamedSource(), copy)) == 1
    assert found_by(VagueSource(), copy) == []


# Verbs that vouch


def test_the_fix_puts_the_neutral_verb_in_and_is_not_called_safe() -> None:
    copy = article("Senator Ada Lindqvist reminded the crowd that the governor had lied.")
    (finding,) = found_by(VouchingVerb(), copy)
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert copy.source.text[edit.start : edit.end] == "reminded"
    assert edit.replacement == "told"
    assert not finding.fix.safe


def test_every_vouching_form_has_its_neutral_one() -> None:
    for entry in load("vouching.tsv"):
        assert len(entry.instead.split(", ")) == len(entry.forms), entry.term


# Loaded words


def test_past_the_most_terms_the_last_finding_says_how_many_more() -> None:
    copy = article("The thugs passed a job-killing tax. It was a laughable session of cronies.")
    shown = found_by(LoadedWording(LoadedWording.Settings(most=2)), copy)
    assert words_of(shown) == ["thugs", "job-killing"]
    assert "more loaded" not in shown[0].message
    assert shown[1].message.endswith("(2 more loaded terms follow.)")
    assert shown[1].evidence["further-terms"] == 2


def test_a_term_is_reported_once_with_its_other_places() -> None:
    copy = article("The regime fell on Monday. Nobody mourned the regime.")
    (finding,) = found_by(LoadedWording(), copy)
    assert finding.evidence["times"] == 2
    assert [label for label, _ in finding.related] == ["again"]


def test_a_house_file_adds_terms_and_stands_above_ours(tmp_path: Path) -> None:
    house = tmp_path / "house.tsv"
    house.write_text(
        "terms\tinstead\tkind\tunless\tnote\n"
        "iconic\twell known\t\tso _\ta word of brochures\n"
        "regime|regimes\tleadership\thouse\t\t\n",
        encoding="utf-8",
    )
    check = LoadedWording(LoadedWording.Settings(file=str(house)))
    copy = article("The iconic stadium is so iconic. The regime built it.")
    stadium, regime = found_by(check, copy)
    assert stadium.location.text == "iconic"
    assert stadium.help == "Neutral: well known. A word of brochures."
    assert regime.help == "Neutral: leadership."
    assert regime.evidence["kind"] == "house"


def test_only_the_chosen_kinds_are_looked_for() -> None:
    copy = article("The thugs slammed the tax.")
    check = LoadedWording(LoadedWording.Settings(kinds=("verb",)))
    assert words_of(found_by(check, copy)) == ["slammed"]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"kinds": ["foo"]}, "kinds: no term is of the kind 'foo'; there are: abuse, adverb, "),
        ({"drop": ["nonexistent"]}, "drop: 'nonexistent' is in no list"),
        ({"file": "no-such-list.tsv", "drop": ["regime"]}, "file: "),
    ],
)
def test_names_that_no_list_has_are_errors_of_the_configuration(
    table: dict[str, object], problem: str
) -> None:
    with pytest.raises(ConfigError, match=f"^here: {re.escape(problem)}"):
        make_settings(LoadedWording.Settings, table, "here")


def test_kinds_and_terms_of_the_house_are_known(tmp_path: Path) -> None:
    house = tmp_path / "house.tsv"
    house.write_text("terms\tkind\niconic\tbrochure\n", encoding="utf-8")
    table = {"file": str(house), "kinds": ["brochure"], "add": ["vibrant"], "drop": ["Vibrant"]}
    check = LoadedWording(make_settings(LoadedWording.Settings, table, "here"))
    copy = article("The iconic stadium is vibrant. The regime built it.")
    assert words_of(found_by(check, copy)) == ["iconic"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("words\tnote\nthug\t\n", ":1: no column is called terms"),
        (
            "terms\tunless\nthug\tdesignated\n",
            ':2: unless: \'designated\' is not "word _" or "_ word"',
        ),
        ("terms\tnote\n\tno terms here\n", ":2: no terms"),
    ],
)
def test_a_malformed_list_says_where(tmp_path: Path, content: str, problem: str) -> None:
    house = tmp_path / "house.tsv"
    house.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=f"^{re.escape(f'{house}{problem}')}$"):
        read(str(house))


def test_the_longest_term_at_a_place_counts_and_denied_ones_do_not() -> None:
    entries = load("loaded.tsv")
    text = "a terrorist group, not idiots"
    found = [entry.term for _, _, entry in Lexicon(entries).find(find_words(text))]
    assert found == ["terror group"]


@pytest.mark.parametrize("name", ["loaded.tsv", "charges.tsv", "vouching.tsv"])
def test_lists_are_folded_and_no_form_stands_twice_in_an_entry(name: str) -> None:
    entries = load(name)
    assert len(entries) >= 9
    for entry in entries:
        assert len(set(entry.forms)) == len(entry.forms), entry.term
        assert all(form == fold(form) for form in entry.forms), entry.term
        assert entry.kind, entry.term
