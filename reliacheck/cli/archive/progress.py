"""How far a long command is, on a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self


class Progress:
    """A bar with rate and time left on standard error, if that is a terminal; else nothing."""

    def __init__(self, total: int | None, unit: str = "B") -> None:
        """`total`: how much there is to do, in this unit; None if nobody knows."""
        self._total = total
        self._unit = unit
        self._articles = 0
        self._bar: Any = None

    def __enter__(self) -> Self:
        if sys.stderr is not None and sys.stderr.isatty():
            from tqdm import tqdm  # only where somebody looks

            self._bar = tqdm(
                total=self._total, unit=self._unit, unit_scale=True, leave=False, file=sys.stderr
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def advance(self, amount: int, articles: int = 0) -> None:
        """So much more is done."""
        self._articles += articles
        if self._bar is not None:
            if self._articles:
                self._bar.set_postfix_str(f"{self._articles:,} articles", refresh=False)
            self._bar.update(amount)
