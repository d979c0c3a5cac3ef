"""Finding and loading plugins: each on its own, none of them able to stop another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import HOUSE

from reliacheck.errors import ConfigError
from reliacheck.plugins import Plugin, Plugins, load_plugins

Install = Callable[..., None]

RULE = '''
from reliacheck import Check, hookimpl

class Rule(Check):
    """A rule."""
    id = "{id}"
    def check(self, article, context):
        return ()

@hookimpl
def reliacheck_checks():
    return [Rule]
'''


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a distribution with one plugin where Python finds it, as pip would."""
    monkeypatch.setattr(sys, "modules", dict(sys.modules))

    def put(name: str, source: str, dist: str = "", module: str = "") -> None:
        site = tmp_path / f"site-{dist or name}"
        module = module or f"{name}_plugin"
        info = site / f"{dist or name}-1.2.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Name: {dist or name}\nVersion: 1.2\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(
            f"[reliacheck]\n{name} = {module}\n", encoding="utf-8"
        )
        (site / f"{module}.py").write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(site)

    return put


def local(folder: Path, source: str, name: str = "desk.py") -> Path:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return path


def named(plugins: Plugins, name: str) -> list[Plugin]:
    return [plugin for plugin in plugins.found if plugin.name == name]


def only(plugins: Plugins, name: str) -> Plugin:
    (plugin,) = named(plugins, name)
    return plugin


def others_are_sound(plugins: Plugins, *bad: str) -> bool:
    """Whether the bundled plugins and the house rules did not suffer."""
    rules = {"headlines.repeated", "attribution.unnamed-source", "house.mark"} <= set(
        plugins.checks
    )
    return rules and not any(p.failures for p in plugins.found if p.name not in bad)


def test_the_bundled_plugins_come_through_the_public_entry_points() -> None:
    plugins = load_plugins()
    headlines = only(plugins, "headlines")
    assert headlines.dist == "reliacheck"
    assert headlines.version
    assert "headlines.repeated" in headlines.rules
    assert Path(headlines.file).name == "__init__.py"
    assert plugins.owner("headlines.repeated") is headlines
    assert list(plugins.checks) == sorted(plugins.checks)


def test_an_installed_plugin_is_found_with_its_distribution(install: Install) -> None:
    install("desk", RULE.format(id="desk.rule"), dist="desk-rules")
    plugin = only(load_plugins(), "desk")
    assert (plugin.dist, plugin.version, plugin.rules) == ("desk-rules", "1.2", ["desk.rule"])
    assert not plugin.failures


def test_a_local_file_is_a_plugin() -> None:
    plugins = load_plugins([HOUSE])
    plugin = only(plugins, "house")
    assert (plugin.dist, plugin.version, plugin.file) == ("", "", str(HOUSE))
    assert plugin.rules == ["house.mark", "house.hush", "house.twin"]


def test_a_plugin_with_dataclasses_of_its_own_loads_from_a_file(tmp_path: Path) -> None:
    source = "from __future__ import annotations\nfrom dataclasses import dataclass\n"
    source += "@dataclass\nclass Word:\n    text: str\n" + RULE.format(id="desk.rule")
    assert not only(load_plugins([local(tmp_path, source)]), "desk").failures


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("import no_such_module_at_all", "cannot be loaded: ModuleNotFoundError: No module"),
        ("this is no Python", "cannot be loaded: SyntaxError"),
        ("raise KeyError('x')", "cannot be loaded: KeyError: 'x'"),
        ("import sys; sys.exit(0)", "cannot be loaded: SystemExit: 0"),
        ("x = 1", "it has no hook; mark one with @reliacheck.hookimpl"),
        (RULE.format(id="desk.rule").replace("_checks", "_cheks"), "did you mean"),
        (RULE.format(id="desk.rule").replace("_checks()", "_checks(x)"), "cannot be loaded"),
        (RULE.format(id="Rule"), "must look like \"house.some-rule\", not 'Rule'"),
        (RULE.format(id="desk.Some_Rule"), 'must look like "house.some-rule"'),
        (RULE.format(id="desk.a.b"), 'must look like "house.some-rule"'),
        (RULE.replace('id = "{id}"', ""), 'must look like "house.some-rule", not None'),
        (RULE.format(id="desk.rule").replace('"""A rule."""', ""), "has no docstring"),
        (RULE.format(id="desk.rule").replace("def check(", "def chek("), "has no check method"),
        (RULE.format(id="headlines.repeated"), "exists already, in plugin 'headlines'"),
        (RULE.format(id="house.mark"), "exists already, in plugin 'house'"),
        (RULE.format(id="desk.rule").replace("[Rule]", "[Rule, Rule]"), "exists already"),
        (RULE.format(id="desk.rule").replace("[Rule]", "[Rule()]"), "is not a Check or"),
        (RULE.format(id="desk.rule").replace("[Rule]", "['Rule']"), "is not a Check or"),
        (RULE.format(id="desk.rule").replace("[Rule]", "7"), "reliacheck_checks failed: TypeError"),
        (
            RULE.format(id="desk.rule").replace("return [Rule]", "raise OSError('no')"),
            "reliacheck_checks failed: OSError: no",
        ),
        (
            RULE.format(id="desk.rule").replace("return [Rule]", "raise SystemExit(0)"),
            "reliacheck_checks failed: SystemExit: 0",
        ),
        (
            RULE.format(id="desk.rule").replace(
                "def check(", "def __init__(self): pass\n    def check("
            ),
            "desk.rule cannot be made with its default settings: TypeError",
        ),
        (
            RULE.format(id="desk.rule").replace(
                "def check(", "class Settings: x = 1\n    def check("
            ),
            "desk.rule: its Settings is not a dataclass",
        ),
        (
            RULE.format(id="desk.rule")
            + "\n@hookimpl\ndef reliacheck_suffixes(nonsense):\n    return []\n",
            "cannot be loaded",
        ),
    ],
)
def test_a_bad_plugin_is_put_on_record_and_the_others_load(
    tmp_path: Path, source: str, says: str
) -> None:
    plugins = load_plugins([HOUSE, local(tmp_path, source)])
    plugin = only(plugins, "desk")
    assert says in plugin.failures[0].problem
    assert "\n" not in plugin.failures[0].problem
    assert plugin.failures[0].plugin == "desk"
    assert others_are_sound(plugins, "desk")
    for name in plugins.checks:
        assert plugins.owner(name)
    assert plugins.implementing("reliacheck_checks")


def test_a_failed_import_keeps_its_traceback(tmp_path: Path) -> None:
    plugin = only(load_plugins([local(tmp_path, "raise KeyError('x')")]), "desk")
    assert "desk.py" in plugin.failures[0].traceback
    assert plugin.module is None


def test_a_bad_rule_does_not_cost_the_good_ones_of_its_plugin(tmp_path: Path) -> None:
    source = RULE.format(id="desk.rule").replace("[Rule]", "[Rule, 'Other']")
    plugin = only(load_plugins([local(tmp_path, source)]), "desk")
    assert plugin.rules == ["desk.rule"]
    assert len(plugin.failures) == 1


def test_of_two_plugins_of_one_name_the_bundled_one_is_loaded(install: Install) -> None:
    install("headlines", RULE.format(id="headlines.mine"), dist="aaa")
    bundled, other = named(load_plugins(), "headlines")
    assert (bundled.dist, bundled.failures) == ("reliacheck", [])
    assert (other.dist, other.rules) == ("aaa", [])
    assert other.failures[0].problem == (
        "there is another plugin called 'headlines'; this one is not loaded"
    )


def test_a_local_file_does_not_take_the_place_of_an_installed_plugin(tmp_path: Path) -> None:
    path = local(tmp_path, RULE.format(id="desk.rule"), "headlines.py")
    plugins = load_plugins([path])
    assert "headlines.repeated" in plugins.checks
    assert "desk.rule" not in plugins.checks
    assert len(plugins.failures) == 1


def test_a_disabled_plugin_is_not_even_imported(install: Install) -> None:
    install("desk", "raise AssertionError('imported')")
    plugins = load_plugins([HOUSE], ["desk", "headlines"])
    assert only(plugins, "desk").disabled
    assert not plugins.failures
    assert "headlines.repeated" not in plugins.checks
    assert "house.mark" in plugins.checks


def test_a_disabled_plugin_must_be_there() -> None:
    with pytest.raises(ConfigError, match=r"no plugin 'headline' \(did you mean \"headlines\"\?\)"):
        load_plugins((), ["headline"])


def test_hooks_are_called_one_plugin_at_a_time(install: Install) -> None:
    suffixes = "from reliacheck import hookimpl\n@hookimpl\ndef reliacheck_suffixes():\n    {}\n"
    install("one", suffixes.format("return ['.one']"))
    install("two", suffixes.format("raise OSError('no')"))
    answers: dict[str, object] = {}
    for plugin, call in load_plugins().implementing("reliacheck_suffixes"):
        try:
            answers[plugin.name] = call()
        except OSError as error:
            answers[plugin.name] = str(error)
    assert (answers["one"], answers["two"]) == ([[".one"]], "no")


@pytest.mark.parametrize(
    "source",
    [
        "import time; time.sleep(30)",
        "import time\nfrom reliacheck import hookimpl\n@hookimpl\n"
        "def reliacheck_checks():\n    time.sleep(30)\n    return []",
    ],
)
def test_a_plugin_that_does_not_get_ready_fails_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr("reliacheck.plugins.Plugins.__init__.__defaults__", (0.2,))
    plugins = load_plugins([local(tmp_path, source)])
    (failure,) = only(plugins, "desk").failures
    assert "time budget" in failure.problem
