"""reliacheck rules: the table of rules and each rule's page."""

from __future__ import annotations

import pytest
from newsroom import Newsroom

from reliacheck.plugins import load_plugins

BUNDLED = [rule for plugin in load_plugins().found for rule in plugin.rules]


def rows(out: str) -> dict[str, list[str]]:
    """The cells of the table by rule; no cell but the last holds two spaces."""
    return {
        line.split()[0]: [cell.strip() for cell in line.split("  ") if cell.strip()]
        for line in out.splitlines()
    }


def test_every_rule_is_listed_with_what_it_finds(room: Newsroom) -> None:
    room.configure(bundled=True)
    run = room.run("rules")
    assert (run.code, run.err) == (0, "")
    table = rows(run.out)
    assert set(table) == {"rule", "house.mark", "house.hush", "house.twin", *BUNDLED}
    assert table["house.mark"][1:] == ["warning", "yes", "-", "A mark stands in the story."]
    assert table["house.hush"][2] == "no"
    assert table["headlines.repeated"][3] == "headline"


def test_the_settings_show_in_the_table(room: Newsroom) -> None:
    room.configure('select = ["house.hush"]\n')
    table = rows(room.run("rules").out)
    assert (table["house.mark"][2], table["house.hush"][2]) == ("no", "yes")


def test_a_page_is_the_docstring_with_the_settings_in_force(room: Newsroom) -> None:
    path = room.configure('[rules."house.mark"]\nseverity = "error"\nword = "stamp"\n')
    out = room.run("rules", "house.mark").out
    assert out.startswith(
        "house.mark (warning)\n====================\n\nA mark stands in the story."
    )
    settings = [" ".join(line.split()) for line in out.splitlines()]
    assert f"severity error ({path})" in settings
    assert f"word stamp ({path})" in settings
    assert "min-score 0.5" in settings
    assert "time-budget 5.0" in settings
    assert "on by default yes" in settings


@pytest.mark.parametrize("rule", BUNDLED)
def test_every_bundled_rule_has_a_page(room: Newsroom, rule: str) -> None:
    room.configure(bundled=True)
    run = room.run("rules", rule)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"{rule} (")
    assert "How the score is made" in run.out
    assert "Settings in force" in run.out


def test_a_prefix_gives_all_pages_and_a_former_id_the_present_one(room: Newsroom) -> None:
    assert room.run("rules", "house").out.count("Settings in force") == 3
    assert room.run("rules", "house.stamp").out.startswith("house.mark (")


def test_an_unknown_rule_is_an_error(room: Newsroom) -> None:
    run = room.run("rules", "house.mrak")
    assert (run.code, run.out) == (2, "")
    assert run.err == "reliacheck: no rule 'house.mrak' (did you mean \"house.mark\"?)\n"


def test_a_plugin_that_did_not_load_is_told(room: Newsroom) -> None:
    room.write("broken.py", "raise LookupError('no')\n")
    room.configure(plugins=("broken.py",))
    run = room.run("rules")
    assert run.code == 3
    assert "house.mark" in run.out
    assert run.err == "reliacheck: plugin broken: cannot be loaded: LookupError: no\n"
