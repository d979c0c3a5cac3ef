"""reliacheck plugins: what is installed, and whether it is sound."""

from __future__ import annotations

import pytest
from newsroom import HOUSE, Newsroom

from reliacheck.plugins import load_plugins

RULE = '''
from __future__ import annotations
from dataclasses import dataclass
from reliacheck import Check, hookimpl

class Rule(Check):
    """A rule."""
    id = "desk.rule"

    @dataclass(frozen=True)
    class Settings:
        {field}

    def check(self, article, context):
        return ()

@hookimpl
def reliacheck_checks():
    return [Rule]
'''


def test_the_list_has_name_dist_version_state_and_file(room: Newsroom) -> None:
    run = room.run("plugins")
    assert (run.code, run.err) == (0, "")
    rows = {line.split()[0]: line.split() for line in run.out.splitlines() if line.strip()}
    assert rows["plugin"] == ["plugin", "dist", "version", "state", "file"]
    assert rows["formats"][1:4] == ["reliacheck", load_plugins().found[0].version, "loaded"]
    assert rows["formats"][4].endswith("__init__.py")
    assert rows["headlines"][3:] == ["disabled", "-"]
    house = room.folder / "house.py"
    assert rows["house"] == ["house", "(local", "file)", "-", "loaded", str(house)]
    assert "  house: house.mark\n" in run.out
    assert room.run("plugins", "list").out == run.out


def test_the_list_tells_why_a_plugin_failed(room: Newsroom) -> None:
    room.write("broken.py", "raise LookupError('no')\n")
    room.configure(plugins=("broken.py",))
    run = room.run("plugins")
    assert run.code == 3
    assert "  broken: FAILED: cannot be loaded: LookupError: no\n" in run.out
    assert "  house: house.mark\n" in run.out


def test_the_bundled_plugins_are_sound_and_their_pages_complete(room: Newsroom) -> None:
    room.write("reliacheck.toml", "")
    run = room.run("plugins", "check")
    assert (run.code, run.err) == (0, "")
    assert "hint" not in run.out
    assert "error" not in run.out
    for plugin in load_plugins().found:
        assert f"{plugin.name}: ok, {len(plugin.rules)} rules\n" in run.out


def test_a_page_without_sections_is_a_hint_only(room: Newsroom) -> None:
    run = room.run("plugins", "check")
    assert run.code == 0
    assert "house: ok, 3 rules\n" in run.out
    assert "  hint: house.mark: its page does not say: What it does, Why it matters" in run.out
    assert "headlines: disabled, 0 rules\n" in run.out


@pytest.mark.parametrize(
    ("field", "code", "says"),
    [
        ("words: int = 3", 0, "desk: ok, 1 rules"),
        ("words: list[str] = None", 3, "setting words has a type that no settings file can give"),
        ("words: int | str = 3", 3, "setting words has a type that no settings file can give"),
        ("words: Nowhere = 3", 3, "NameError: name 'Nowhere' is not defined"),
        ("words: int", 3, "desk.rule cannot be made with its default settings: TypeError"),
    ],
)
def test_settings_that_cannot_be_set_are_an_error(
    room: Newsroom, field: str, code: int, says: str
) -> None:
    room.write("desk.py", RULE.format(field=field))
    room.configure(plugins=("desk.py",))
    run = room.run("plugins", "check")
    assert (run.code, run.err) == (code, "")
    assert says in run.out
    assert ("desk: FAILED, " in run.out) == bool(code)
    assert "house: ok, 3 rules" in run.out


def test_a_plugin_that_fails_is_checked_like_the_others(room: Newsroom) -> None:
    room.write("broken.py", "raise LookupError('no')\n")
    room.configure(plugins=("broken.py",))
    run = room.run("plugins", "check")
    assert run.code == 3
    assert "broken: FAILED, 0 rules\n  error: cannot be loaded: LookupError: no\n" in run.out


def test_a_file_elsewhere_may_be_named(room: Newsroom) -> None:
    room.write("desk.toml", f'plugins = ["{HOUSE.as_posix()}"]\n')
    assert "  house: house.mark\n" in room.run("plugins", "--config", "desk.toml").out
