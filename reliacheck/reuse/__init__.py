"""Whose words are these: what two texts share, who is credited, and what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reliacheck.reuse.comparison import Comparison as Comparison
    from reliacheck.reuse.comparison import SharedPassage as SharedPassage
    from reliacheck.reuse.comparison import compare as compare

_HOME = {
    "Comparison": "comparison",
    "SharedPassage": "comparison",
    "compare": "comparison",
}

__all__ = ["Comparison", "SharedPassage", "compare"]


def __getattr__(name: str) -> Any:
    """Imports a name when it is first asked for: a rule needs few of them."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
