"""reliacheck config: the settings in force and where each comes from."""

from __future__ import annotations

import argparse
import sys

from reliacheck.cli.common import add_option_flags, config_from, table
from reliacheck.exit_code import ExitCode
from reliacheck.session import open_session
from reliacheck.settings import as_table


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this subcommand: the flags of a check, to see what they would change."""
    add_option_flags(parser)


def run(options: argparse.Namespace) -> int:
    """Prints a line for each setting. Settings that cannot be used are an error."""
    config = config_from(options)
    open_session(config)  # names what does not fit the plugins there are
    rows = [("setting", "value", "from")]
    for key, value in as_table(config.options).items():
        rows.append((key, _shown(value), config.origin(key)))
    for name, value in config.desk._asdict().items():
        rows.append((f"desk.{name.replace('_', '-')}", _shown(value), config.origin("desk")))
    for rule, settings in config.rules.items():
        for key, value in settings.items():
            rows.append((f'rules."{rule}".{key}', _shown(value), config.origin("rules")))
    for suppression in config.suppressions:
        until = f" until {suppression.until}" if suppression.until else ""
        what = f"{suppression.rule} in {suppression.path}{until}: {suppression.reason}"
        rows.append(("suppress", what, suppression.origin))
    rows.append(("(paths are relative to)", str(config.root), ""))
    sys.stdout.write(table(rows))
    return ExitCode.OK


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(item)}" for key, item in value.items()) or "-"
    return str(value)
