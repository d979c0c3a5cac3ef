"""The errors that a user can mend. Each message names the file, the place and the remedy."""

from __future__ import annotations


class ReliacheckError(Exception):
    """Something in what the user gave; the command line prints it in one line and exits with 2."""


class InputError(ReliacheckError):
    """An article that cannot be read."""

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        super().__init__(path, reason, line)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.reason}"


class ConfigError(ReliacheckError):
    """A setting, on the command line or in a configuration file, that cannot be used."""


class RunFailed(ReliacheckError):
    """A run that a plugin brought down: no report, and the exit code of an incomplete run."""


def did_you_mean(wrong: str, known: list[str]) -> str:
    """' (did you mean "right"?)' for the nearest known name, or '' where none is near."""
    import difflib  # only on the way to an error

    near = difflib.get_close_matches(wrong, known, n=1, cutoff=0.6)
    return f' (did you mean "{near[0]}"?)' if near else ""
