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


def severity_of(alteration: Alteration) -> Severity:
    """How bad an alteration is by default, if it is one.

    What an editor has to ask about is no error: a newer figure is what an update is for, and "a
    base" may well be one of the two bases of which the source tells.
    """
    if alteration.kind not in _ERRORS or alteration.note:
        return Severity.WARNING
    articles = {alteration.a_text.lower(), alteration.b_text.lower()}
    of_two = alteration.kind == "number" and "two" in articles and articles & {"a", "an"}
    return Severity.WARNING if of_two else Severity.ERROR
