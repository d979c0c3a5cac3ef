"""What is said of a change in a reused passage."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reliacheck.findings import Severity

Span = tuple[int, int]
Kind = Literal[
    "number",
    "name",
    "negation",
    "hedge-dropped",
    "attribution-dropped",
    "qualifier-dropped",
    "loaded-wording",
    "quotation-altered",
]

_ERRORS = frozenset({"number", "negation", "quotation-altered"})


class Alteration(NamedTuple):
    """One thing that the rewrite says otherwise than its source."""

    kind: Kind
    a: Span
    """Code points into the source; empty where something was put in."""
    b: Span
    """Code points into the rewrite; empty where something was left out."""
    a_text: str
    b_text: str
    score: float
    """Probability, 0..1, that an editor agrees: it is of that kind, and it matters. A judgement."""
    note: str
    """What the editor should ask ("newer figure or slip?"), or ""."""


def severity_of(kind: Kind) -> Severity:
    """How bad an alteration of this kind is by default, if it is one."""
    return Severity.ERROR if kind in _ERRORS else Severity.WARNING
