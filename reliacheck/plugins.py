"""Finding plugins and loading them one at a time, so that a bad one stops nobody else."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import is_dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import pluggy

from reliacheck import hookspecs
from reliacheck.budget import BudgetExceeded, call_within, describe
from reliacheck.checks import AnyCheck, Check, EditionCheck
from reliacheck.entry_points import EntryPoint, entry_points
from reliacheck.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

GROUP = "reliacheck"
LOADING = 10.0  # seconds
_NO_SETTINGS = (Check.Settings, EditionCheck.Settings)
_RULE_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Failure(NamedTuple):
    """Why a plugin, or one of its checks, did not do its work."""

    plugin: str
    problem: str  # one line
    traceback: str = ""
    rule: str = ""  # the check it happened in, if it was one
    article: str = ""  # the path of the article it happened on, if it was one
    dist: str = ""
    version: str = ""


class Plugin:
    """A plugin that was found, loaded or not."""

    name: str
    file: str  # where its code is, once that is known
    entry_point: EntryPoint | None  # None for a local file
    module: Any  # what was registered; None if it is disabled or did not load
    rules: list[str]
    disabled: bool
    failures: list[Failure]  # in loading

    def __init__(self, name: str, file: str = "", entry_point: EntryPoint | None = None) -> None:
        self.name = name
        self.file = file
        self.entry_point = entry_point
        self.module = None
        self.rules = []
        self.disabled = False
        self.failures = []

    def __repr__(self) -> str:
        return f"<Plugin {self.name!r}>"

    @property
    def dist(self) -> str:
        """The distribution it came with, "" for a local file."""
        return self.entry_point.distribution[0] if self.entry_point else ""

    @property
    def version(self) -> str:
        """That distribution's version."""
        return self.entry_point.distribution[1] if self.entry_point else ""

    def failure(
        self, problem: str, error: BaseException | None = None, rule: str = "", article: str = ""
    ) -> Failure:
        """What went wrong with it, ready to be reported."""
        trace = _trace(error) if error else ""
        return Failure(self.name, problem, trace, rule, article, self.dist, self.version)

    def fail(self, problem: str, error: BaseException | None = None) -> None:
        """Puts on record that it did not load as it should."""
        self.failures.append(self.failure(problem, error))


def _trace(error: BaseException) -> str:
    import traceback  # only for what failed

    return "".join(traceback.format_exception(error))


class Plugins:
    """The plugins of one run and the checks they brought."""

    def __init__(self, seconds: float = LOADING) -> None:
        """`seconds`: how long a plugin may take to be imported, and to name its checks."""
        self._seconds = seconds
        self._manager = pluggy.PluginManager("reliacheck")
        self._manager.add_hookspecs(hookspecs)
        self.found: list[Plugin] = []
        self.checks: dict[str, type[AnyCheck]] = {}  # by rule id, in order
        self._owners: dict[str, Plugin] = {}  # by rule id

    @property
    def failures(self) -> list[Failure]:
        """What went wrong in loading any of them."""
        return [failure for plugin in self.found for failure in plugin.failures]

    def owner(self, rule: str) -> Plugin:
        """The plugin that brought a rule."""
        return self._owners[rule]

    def implementing(self, hook: str) -> list[tuple[Plugin, Callable[..., Any]]]:
        """The plugins with a part in a hook, as pluggy orders them, each with a call of its own.

        One call reaches one plugin, so what it raises is that plugin's own failure.
        """
        by_module = {id(plugin.module): plugin for plugin in self.found if plugin.module}
        modules = [plugin.module for plugin in by_module.values()]
        return [
            (
                by_module[id(part.plugin)],
                self._manager.subset_hook_caller(
                    hook, [module for module in modules if module is not part.plugin]
                ),
            )
            for part in reversed(getattr(self._manager.hook, hook).get_hookimpls())
        ]

    def add(self, plugin: Plugin, load: Callable[[], Any]) -> None:
        """Loads a plugin, registers it and collects its checks; failures are put on record."""
        self.found.append(plugin)
        try:
            module = call_within(self._seconds, load)
            self._manager.register(module, name=plugin.name)
        except (Exception, SystemExit, BudgetExceeded) as error:
            plugin.fail(f"cannot be loaded: {describe(error)}", error)
            if self._manager.has_plugin(plugin.name):  # pluggy before 1.7 keeps the first hooks
                self._manager.unregister(name=plugin.name)
            return
        plugin.module = module
        plugin.file = _file_of(module)
        self._refuse_unknown_hooks(plugin)
        self._collect_checks(plugin)

    def _refuse_unknown_hooks(self, plugin: Plugin) -> None:
        callers = self._manager.get_hookcallers(plugin.module) or []
        known = [name for name in dir(hookspecs) if name.startswith("reliacheck_")]
        for caller in callers:
            if not caller.has_spec():
                plugin.fail(f"there is no hook {caller.name}{did_you_mean(caller.name, known)}")
        if not callers:
            plugin.fail("it has no hook; mark one with @reliacheck.hookimpl")

    def _collect_checks(self, plugin: Plugin) -> None:
        calls = {owner.name: call for owner, call in self.implementing("reliacheck_checks")}
        if plugin.name not in calls:
            return
        try:
            answers = call_within(self._seconds, calls[plugin.name])
            classes = [check for checks in answers for check in checks]
        except (Exception, SystemExit, BudgetExceeded) as error:
            plugin.fail(f"reliacheck_checks failed: {describe(error)}", error)
            return
        for check in classes:
            self._add_check(plugin, check)

    def _add_check(self, plugin: Plugin, check: Any) -> None:
        problem = check_problem(check)
        if not problem and check.id in self.checks:
            problem = f"{check.id} exists already, in plugin {self.owner(check.id).name!r}"
        if problem:
            plugin.fail(problem)
            return
        self.checks[check.id] = check
        self._owners[check.id] = plugin
        plugin.rules.append(check.id)


def check_problem(check: Any) -> str:
    """Why something is not a usable check class, "" if it is one."""
    if not (isinstance(check, type) and issubclass(check, Check | EditionCheck)):
        return f"{check!r} is not a Check or EditionCheck class"
    name = f"{check.__module__}.{check.__qualname__}"
    if inspect.isabstract(check):
        return f"{name} has no check method"
    rule = getattr(check, "id", None)
    if not isinstance(rule, str) or not _RULE_ID.fullmatch(rule):
        return f'{name}.id must look like "house.some-rule", not {rule!r}'
    if not (check.__doc__ or "").strip():
        return f"{name} has no docstring, which is the rule's page"
    if not (is_dataclass(check.Settings) or _is_named_tuple(check.Settings)):
        return f"{rule}: its Settings is not a dataclass"
    try:
        if check.Settings not in _NO_SETTINGS:
            get_type_hints(check.Settings)
        check(None)
    except Exception as error:
        return f"{rule} cannot be made with its default settings: {describe(error)}"
    return ""


def _is_named_tuple(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, tuple) and hasattr(cls, "_fields")


def load_plugins(
    local: Sequence[Path] = (), disabled: Collection[str] = (), bundled: str = "reliacheck"
) -> Plugins:
    """Finds installed plugins and local files, and loads all but the disabled ones.

    Installed ones come in order of name; of two with one name the bundled or else the first is
    loaded and the other is a failure. Raises ConfigError for a disabled name that is not there.
    """
    plugins = Plugins()
    candidates: list[tuple[Plugin, EntryPoint | Path]] = [
        *_installed(bundled),
        *((Plugin(path.stem, str(path)), path) for path in local),
    ]
    for name in disabled:
        if name not in (known := [plugin.name for plugin, _ in candidates]):
            raise ConfigError(f"disable-plugins: no plugin {name!r}{did_you_mean(name, known)}")
    for plugin, origin in candidates:
        if plugin.name in disabled:
            plugin.disabled = True
            plugins.found.append(plugin)
        elif any(other.name == plugin.name for other in plugins.found):
            plugin.fail(f"there is another plugin called {plugin.name!r}; this one is not loaded")
            plugins.found.append(plugin)
        else:
            plugins.add(plugin, _loader(origin))
    plugins.checks = dict(sorted(plugins.checks.items()))
    return plugins


def _installed(bundled: str) -> Iterable[tuple[Plugin, EntryPoint]]:
    def order(point: EntryPoint) -> tuple[str, bool, str]:
        return point.name, not point.value.startswith(f"{bundled}_"), point.value

    for point in sorted(entry_points(GROUP), key=order):
        yield Plugin(point.name, entry_point=point), point


def _loader(origin: EntryPoint | Path) -> Callable[[], Any]:
    if isinstance(origin, EntryPoint):
        return origin.load
    return lambda: _load_file(origin)


def _load_file(path: Path) -> ModuleType:
    import importlib.util  # only for a house's own files

    name = f"reliacheck_local_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and pickling look the module up by name
    spec.loader.exec_module(module)
    return module


def _file_of(module: Any) -> str:
    return str(getattr(module, "__file__", "") or getattr(type(module), "__module__", ""))
