from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reliacheck import Severity
from reliacheck.cli.common import FLAGS
from reliacheck.cli.init import TEMPLATE
from reliacheck.config import Config, Options, load_config, parse_fail_on
from reliacheck.errors import ConfigError


def written(folder: Path, text: str, name: str = "reliacheck.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    config = load_config(start=tmp_path)
    assert config.options == Options()
    assert config.origin("min-score") == "default"


def test_the_nearest_file_upwards_is_taken(tmp_path: Path) -> None:
    written(tmp_path, "min-score = 0.1")
    near = written(tmp_path / "desk", "min-score = 0.2")
    deep = tmp_path / "desk" / "2026" / "may"
    deep.mkdir(parents=True)
    config = load_config(start=deep)
    assert (config.options.min_score, config.root) == (0.2, near.parent)
    assert config.origin("min-score") == str(near)
    assert config.origin("jobs") == "default"


def test_reliacheck_toml_goes_before_pyproject_toml(tmp_path: Path) -> None:
    written(tmp_path, "[tool.reliacheck]\nmin-score = 0.1", "pyproject.toml")
    assert load_config(start=tmp_path).options.min_score == 0.1
    written(tmp_path, "min-score = 0.2")
    assert load_config(start=tmp_path).options.min_score == 0.2


def test_a_pyproject_toml_of_something_else_does_not_end_the_search(tmp_path: Path) -> None:
    written(tmp_path, "min-score = 0.3")
    written(tmp_path / "site", '[project]\nname = "site"', "pyproject.toml")
    assert load_config(start=tmp_path / "site").options.min_score == 0.3


def test_nor_does_one_that_only_speaks_of_us(tmp_path: Path) -> None:
    written(tmp_path, "min-score = 0.3")
    written(tmp_path / "site", "# no tool.reliacheck here\n[project]\n", "pyproject.toml")
    assert load_config(start=tmp_path / "site").options.min_score == 0.3


def test_nor_does_one_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "[tool.reliacheck]\nmin-score = 0.3", "pyproject.toml")

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", forbidden)
    assert load_config(start=tmp_path).options == Options()


def test_a_broken_pyproject_toml_of_something_else_is_none_of_our_business(tmp_path: Path) -> None:
    written(tmp_path, "[project\n", "pyproject.toml")
    assert load_config(start=tmp_path).options == Options()


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("pyproject.toml", '[project]\nname = "site"', "has no [tool.reliacheck] table"),
        ("pyproject.toml", "tool = 3", "tool.reliacheck"),
        ("pyproject.toml", "[tool]\nreliacheck = 3", "tool.reliacheck must be a table"),
        ("reliacheck.toml", "min-score = ", "not valid TOML"),
        ("missing.toml", None, "no such configuration file"),
        (".", None, "cannot be read"),
    ],
)
def test_a_named_file_must_be_one(tmp_path: Path, name: str, text: str | None, says: str) -> None:
    if text is not None:
        written(tmp_path, text, name)
    with pytest.raises(ConfigError, match=str(tmp_path)) as caught:
        load_config(tmp_path / name)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("min_score = 0.5", "unknown key 'min_score' (did you mean \"min-score\"?)"),
        ("slect = []", "unknown key 'slect' (did you mean \"select\"?)"),
        ('[ruls."a.b"]\n', "unknown key 'ruls' (did you mean \"rules\"?)"),
        ("min-score = 2", "min-score: expected a number from 0 to 1, not 2.0"),
        ("min-score = nan", "min-score: expected a number from 0 to 1, not nan"),
        ("min-score = '0.5'", "min-score: expected a number, not '0.5'"),
        ("time-budget = 0", "time-budget: expected seconds above 0"),
        ("time-budget = nan", "time-budget: expected seconds above 0"),
        ("time-budget = inf", "time-budget: expected seconds above 0"),
        ("jobs = 0", "jobs: expected 1 or more, not 0"),
        ("max-bytes = 0", "max-bytes: expected 1 or more, not 0"),
        ("fail-on = 'errors'", "fail-on: expected error, warning, info, score>=S or never"),
        ("fail-on = 'score>=2'", "fail-on: the score in 'score>=2' must be a number from 0 to 1"),
        ("select = 'all'", "select: expected a list of strings, not 'all'"),
        ("rules = 1", "rules: expected a table, not 1"),
        ("rules.'a.b' = 1", 'rules."a.b": expected a table, not 1'),
        ("rules.'a.b'.severity = 'bad'", "severity: 'bad' is not a severity"),
        ("rules.'a.b'.severity = 1", "severity: expected a string, not 1"),
        ("rules.'a.b'.min-score = 1.5", "min-score: expected a number from 0 to 1"),
        ("rules.'a.b'.time-budget = -1", "time-budget: expected seconds above 0"),
        ("rules.'a.b'.time-budget = inf", "time-budget: expected seconds above 0"),
        ("desk = []", "desk: expected a table, not []"),
        ("desk.outlt = 'Post'", "unknown setting 'outlt' (did you mean \"outlet\"?)"),
        ("per-path-ignores.'a/*' = 'b'", "per-path-ignores.a/*: expected a list of strings"),
        ("suppress = {}", "suppress: expected [[suppress]] tables, not {}"),
        ("suppress = [1]", "suppress 1: expected a table, not 1"),
        ("[[suppress]]\nrule = 'a'", "suppress 1: needs a rule and a reason"),
        ("[[suppress]]\nreason = 'a'", "suppress 1: needs a rule and a reason"),
        (
            "[[suppress]]\nrule = 'a'\nreason = 'b'\nuntil = 'May'",
            "suppress 1: until 'May' is not a date (YYYY-MM-DD)",
        ),
        (
            "[[suppress]]\nrule = 'a'\nreason = 'b'\nuntil = 2026-05-01T00:00:00",
            "is not a date (YYYY-MM-DD)",
        ),
        (
            "[[suppress]]\nrule = 'a'\nreason = 'b'\n[[suppress]]\nrule = 'a'\nresaon = 'b'",
            "suppress 2: unknown setting 'resaon' (did you mean \"reason\"?)",
        ),
    ],
)
def test_a_setting_that_cannot_be_used_names_file_key_and_what_it_takes(
    tmp_path: Path, text: str, says: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_setting_reaches_its_place(tmp_path: Path) -> None:
    config = load_config(
        written(
            tmp_path,
            """
            select = ["house", "default"]
            min-score = 0.25
            jobs = 3
            [per-path-ignores]
            "opinion/*" = ["house.mark"]
            [desk]
            outlet = "Eller Post"
            licensed = ["Norwire"]
            [rules."house.mark"]
            severity = "error"
            min-score = 1
            word = "flag"
            [[suppress]]
            rule = "house.mark"
            path = "wire/*"
            text = "mark90"
            until = 2026-05-01
            reason = "agreed"
            """,
        )
    )
    assert config.options.select == ("house", "default")
    assert (config.options.min_score, config.options.jobs) == (0.25, 3)
    assert config.options.per_path_ignores == {"opinion/*": ("house.mark",)}
    assert (config.desk.outlet, config.desk.licensed) == ("Eller Post", ("Norwire",))
    assert config.rules["house.mark"] == {"severity": "error", "min-score": 1.0, "word": "flag"}
    (one,) = config.suppressions
    assert (one.rule, one.path, one.text, one.reason) == (
        "house.mark",
        "wire/*",
        "mark90",
        "agreed",
    )
    assert one.until == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("value", "severity", "score"),
    [
        ("error", Severity.ERROR, 0.0),
        ("warning", Severity.WARNING, 0.0),
        ("info", Severity.INFO, 0.0),
        ("score>=0.9", Severity.INFO, 0.9),
        ("score>=0", Severity.INFO, 0.0),
    ],
)
def test_what_to_fail_on(value: str, severity: Severity, score: float) -> None:
    assert parse_fail_on(value) == (severity, score)


def test_never_is_no_severity() -> None:
    assert parse_fail_on("never")[0] is None


@pytest.mark.parametrize("value", ["", "score>=", "score>=1.1", "score>=nan", "score>0.5", "Never"])
def test_nothing_else_can_be_failed_on(value: str) -> None:
    with pytest.raises(ValueError, match="fail-on"):
        parse_fail_on(value)


def test_a_flag_goes_over_the_file_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, 'min-score = 0.2\njobs = 4\nignore = ["a"]')
    config = load_config(path).with_flags({"min_score": 0.9, "jobs": None}, FLAGS)
    assert (config.options.min_score, config.options.jobs) == (0.9, 4)
    assert (config.origin("min-score"), config.origin("jobs")) == ("--min-score", str(path))
    assert config.options.ignore == ("a",)


def test_a_selection_on_the_command_line_starts_afresh(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, 'select = ["a"]\nignore = ["b"]'))
    flagged = config.with_flags({"select": ("c",)}, FLAGS)
    assert (flagged.options.select, flagged.options.ignore) == (("c",), ())
    more = config.with_flags({"ignore": ("d",)}, FLAGS)
    assert (more.options.select, more.options.ignore) == (("a",), ("d",))


def test_a_flag_that_means_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^--min-score: expected a number from 0 to 1, not 7$"):
        Config().with_flags({"min_score": 7}, FLAGS)


def test_paths_are_named_relative_to_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = load_config(written(tmp_path / "desk", ""))
    (tmp_path / "desk" / "wire").mkdir()
    outside = (tmp_path / "a.txt").as_posix()
    monkeypatch.chdir(tmp_path)
    assert config.name_of("desk/wire/a.txt") == "wire/a.txt"
    monkeypatch.chdir(tmp_path / "desk" / "wire")
    assert config.name_of("a.txt") == config.name_of("../wire/./a.txt") == "wire/a.txt"
    assert config.name_of("../../a.txt") == outside
    assert config.name_of("..wire.txt") == "wire/..wire.txt"
    assert config.name_of("-") == "-"


def test_the_file_that_init_writes_is_the_defaults_once_its_marks_are_taken_off(
    tmp_path: Path,
) -> None:
    untouched = load_config(written(tmp_path, TEMPLATE))
    assert untouched.options == Options()
    assert not untouched.rules
    lines = (line.removeprefix("# ") for line in TEMPLATE.splitlines()[3:])
    config = load_config(written(tmp_path, "\n".join(lines)))
    defaults = Options(
        min_score=0.6,
        baseline=str(tmp_path / "baseline.json"),
        archive=str(tmp_path / "archive"),
        ratings=str(tmp_path / "ratings.tsv"),
        plugins=("house_checks.py",),
        per_path_ignores={"opinion/*": ("attribution",)},
    )
    assert config.options == defaults
    assert config.suppressions[0].until == date(2027, 1, 31)
