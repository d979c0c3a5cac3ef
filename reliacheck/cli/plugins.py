"""reliacheck plugins: what is installed, and whether it is sound."""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterator

from reliacheck.checks import AnyCheck
from reliacheck.cli.common import add_config_flag, config_from, table
from reliacheck.exit_code import ExitCode
from reliacheck.plugins import Plugin, Plugins
from reliacheck.session import open_session
from reliacheck.settings import as_table, supported_type

# What a rule's page should tell; see docs/writing-plugins.md.
PAGE_SECTIONS = (
    "What it does",
    "Why it matters",
    "Example",
    "How to satisfy it",
    "How the score is made",
    "Known false positives",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "check"),
        default="list",
        help="list (default): what is installed; check: try every plugin and its rules",
    )
    add_config_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Prints the plugins; exit code 3 if one of them is not sound."""
    plugins = open_session(config_from(options)).plugins
    if options.action == "list":
        sys.stdout.write(_list(plugins))
        return ExitCode.INCOMPLETE if plugins.failures else ExitCode.OK
    problems = 0
    for plugin in plugins.found:
        found = list(_problems(plugin, plugins))
        hints = list(_hints(plugin, plugins))
        problems += len(found)
        verdict = "disabled" if plugin.disabled else "FAILED" if found else "ok"
        print(f"{plugin.name}: {verdict}, {len(plugin.rules)} rules")
        for line in (*found, *hints):
            print(f"  {line}")
    return ExitCode.INCOMPLETE if problems else ExitCode.OK


def _list(plugins: Plugins) -> str:
    rows = [("plugin", "dist", "version", "state", "file")]
    lines = []
    for plugin in plugins.found:
        state = "disabled" if plugin.disabled else "failed" if plugin.failures else "loaded"
        rows.append(
            (
                plugin.name,
                plugin.dist or "(local file)",
                plugin.version or "-",
                state,
                plugin.file or "-",
            )
        )
        lines += [f"  {plugin.name}: {rule}" for rule in plugin.rules]
        lines += [f"  {plugin.name}: FAILED: {failure.problem}" for failure in plugin.failures]
    return table(rows) + "\n" + "\n".join(lines) + "\n"


def _problems(plugin: Plugin, plugins: Plugins) -> Iterator[str]:
    """What keeps a plugin or a rule of it from working."""
    for failure in plugin.failures:
        yield f"error: {failure.problem}"
    for rule in plugin.rules:
        check = plugins.checks[rule]
        try:
            as_table(check().settings)
        except Exception as error:
            yield f"error: {rule}: cannot be made with its default settings: {error}"
        for name, hint in _fields(check):
            if not supported_type(hint):
                yield f"error: {rule}: setting {name} has a type that no settings file can give"


def _hints(plugin: Plugin, plugins: Plugins) -> Iterator[str]:
    """What users of a plugin would miss."""
    for rule in plugin.rules:
        page = inspect.getdoc(plugins.checks[rule]) or ""
        missing = [section for section in PAGE_SECTIONS if section not in page]
        if missing:
            yield f"hint: {rule}: its page does not say: {', '.join(missing)}"


def _fields(check: type[AnyCheck]) -> Iterator[tuple[str, object]]:
    from typing import get_type_hints

    yield from get_type_hints(check.Settings).items()
