"""Turning a report into text. A reporter knows findings, never checks; one file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from reliacheck.budget import BudgetExceeded, call_within, describe
from reliacheck.errors import ConfigError, RunFailed, did_you_mean

if TYPE_CHECKING:
    from reliacheck.plugins import Failure, Plugin, Plugins
    from reliacheck.report import Report


class Style(NamedTuple):
    """How the output may look."""

    color: bool = False
    width: int = 100  # columns
    verbose: bool = False  # with tracebacks and checks that passed


Reporter = Callable[["Report", Style], str]

_SECONDS = 5.0  # for a plugin to say what formats it has
_RENDERING = 60.0  # seconds for a plugin to write a report
# Loaded only when asked for: a JSON run need not know how text is laid out.
BUNDLED = {"text": "reliacheck.reporters.text", "json": "reliacheck.reporters.json"}


def find_reporter(name: str, plugins: Plugins) -> tuple[Reporter, list[Failure]]:
    """The reporter called `name`, and the plugins that failed to say what they have.

    Raises ConfigError if there is none.
    """
    known: dict[str, Any] = dict.fromkeys(BUNDLED)
    failures = []
    for plugin, call in plugins.implementing("reliacheck_reporters"):
        try:
            for reporters in call_within(_SECONDS, call):
                if not isinstance(reporters, Mapping):
                    raise TypeError(f"expected a mapping of names, not {reporters!r:.80}")
                for key in reporters:
                    if key in known:
                        failures.append(plugin.failure(f"there is another format {key!r}"))
                    else:
                        known[key] = _guarded(plugin, key, reporters[key])
        except (Exception, SystemExit, BudgetExceeded) as error:
            failures.append(
                plugin.failure(f"reliacheck_reporters failed: {describe(error)}", error)
            )
    if name in BUNDLED:
        return import_module(BUNDLED[name]).render, failures
    if name not in known:
        broken = f" ({failures[0].plugin}: {failures[0].problem})" if failures else ""
        there_are = ", ".join(known)
        raise ConfigError(
            f"no format {name!r}{did_you_mean(name, list(known))}; there are: {there_are}{broken}"
        )
    return known[name], failures


def _guarded(plugin: Plugin, name: str, render: Reporter) -> Reporter:
    """A plugin's reporter, failing in one way whatever it does wrong."""

    def guarded(report: Report, style: Style) -> str:
        try:
            text = call_within(_RENDERING, partial(render, report, style))
            if not isinstance(text, str):
                raise TypeError(f"returned {type(text).__name__}, not text")
        except (Exception, SystemExit, BudgetExceeded) as error:
            problem = f"plugin {plugin.name}: format {name!r} failed: {describe(error)}"
            raise RunFailed(problem) from error
        return text

    return guarded
