"""reliacheck config and init: the settings in force, where each comes from, and a first file."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import Newsroom

from reliacheck.config import Options
from reliacheck.settings import as_table


def rows(out: str) -> dict[str, tuple[str, str]]:
    """Value and origin by setting."""
    cells = [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in out.splitlines()
    ]
    return {row[0]: (row[1], row[-1]) for row in cells}


def test_every_setting_is_told_with_its_origin(room: Newsroom) -> None:
    path = room.configure(
        "min-score = 0.25\n"
        'per-path-ignores = {"opinion/*" = ["house"]}\n'
        '[desk]\noutlet = "Eller Post"\n'
        '[rules."house.mark"]\nword = "stamp"\n'
        '[[suppress]]\nrule = "house.hush"\nreason = "agreed"\nuntil = 2026-05-10\n'
    )
    run = room.run("config", "--jobs=2")
    assert (run.code, run.err) == (0, "")
    table = rows(run.out)
    assert set(as_table(Options())) <= set(table)
    assert table["min-score"] == ("0.25", str(path))
    assert table["jobs"] == ("2", "--jobs")
    assert table["fail-on"] == ("error", "default")
    assert table["select"] == ("default", "default")
    assert table["per-path-ignores"] == ("opinion/*: house", str(path))
    assert table["desk.outlet"] == ("Eller Post", str(path))
    assert table['rules."house.mark".word'] == ("stamp", str(path))
    assert table["suppress"] == (
        "house.hush in * until 2026-05-10: agreed",
        f"{path}: suppress 1",
    )
    assert table["(paths are relative to)"][0] == str(room.folder)


def test_a_selection_on_the_command_line_is_the_origin_of_what_it_ignores(room: Newsroom) -> None:
    room.configure('ignore = ["house.hush"]\n')
    table = rows(room.run("config", "--select=house").out)
    assert table["select"] == ("house", "--select")
    assert table["ignore"] == ("-", "--select")


def test_the_file_is_found_upwards_or_named(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = room.configure("min-score = 0.25\n")
    other = room.write("other.toml", "min-score = 0.75\n")
    room.write("desk/pyproject.toml", "[tool.reliacheck]\nmin-score = 0.5\n")
    room.write("desk/may/a.txt", "x")
    room.write("wire/a.txt", "x")
    monkeypatch.chdir(room.folder / "wire")
    assert rows(room.run("config").out)["min-score"] == ("0.25", str(path))
    monkeypatch.chdir(room.folder / "desk" / "may")
    origin = str(room.folder / "desk" / "pyproject.toml")
    assert rows(room.run("config").out)["min-score"] == ("0.5", origin)
    named = room.run("config", "--config", str(other))
    assert rows(named.out)["min-score"] == ("0.75", str(other))


def test_what_a_check_would_refuse_is_refused(room: Newsroom) -> None:
    path = room.configure('select = ["huose"]\n')
    run = room.run("config")
    assert (run.code, run.out) == (2, "")
    assert run.err == f"reliacheck: {path}: select: no rule 'huose' (did you mean \"house\"?)\n"


def test_init_writes_a_file_that_changes_nothing(room: Newsroom) -> None:
    (room.folder / "new").mkdir()
    run = room.run("init", "new")
    written = Path("new", "reliacheck.toml")
    assert (run.code, run.out, run.err) == (0, f"{written} written\n", "")
    text = written.read_text(encoding="utf-8")
    for name in as_table(Options()):
        assert f"# {name} =" in text or f"# [{name}]" in text
    Path("reliacheck.toml").unlink()
    plain = rows(room.run("config", "--config", str(room.write("empty.toml", ""))).out)
    table = rows(room.run("config", "--config", str(written)).out)
    settings = set(as_table(Options()))
    assert {name: table[name][0] for name in settings} == {
        name: plain[name][0] for name in settings
    }


@pytest.mark.parametrize(("folder", "says"), [(".", "exists already"), ("no", "no such folder")])
def test_init_writes_over_nothing(room: Newsroom, folder: str, says: str) -> None:
    before = Path("reliacheck.toml").read_bytes()
    run = room.run("init", folder)
    assert (run.code, run.out) == (2, "")
    assert says in run.err
    assert Path("reliacheck.toml").read_bytes() == before
