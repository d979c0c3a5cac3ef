"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile returns, but compiled at the first use.

    Compiling is dear, every check is a new process, and most articles need only some of the
    patterns.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))


class _Pattern:
    """Has the methods of a compiled pattern. Each becomes its own once it is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # whatever looks for a special method shall not compile
            raise AttributeError(name)
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found
