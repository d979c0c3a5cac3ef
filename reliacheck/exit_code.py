"""The exit codes of the command line."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says when it ends."""

    OK = 0  # nothing at or above --fail-on
    FINDINGS = 1  # findings at or above it
    USAGE = 2  # usage, configuration or input that cannot be used
    INCOMPLETE = 3  # a plugin or check failed: what it would have found is not known
