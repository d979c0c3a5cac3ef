"""Verbs behind which stand a person and what he or she is called: "called Doe a bully"."""

from functools import cache

from reliacheck.text.patterns import pattern
from reliacheck_attribution.lexicon import load

CALLING = frozenset(
    "called calls branded brands labelled labeled dubbed described describes denounced denounces"
    " derided derides dismissed dismisses mocked portrayed considers considered deemed".split()
)
# What may stand between a person and the word that he or she is called.
LEADING = frozenset("a an the as too so very utterly totally both".split())
_PERSON = pattern(
    r"\s+(?:him|her|(?:[A-Z][\w.’'\-]*\s+){0,4}[A-Z][\w’'\-]*)(?<!['’]s)"
    r"(?:(?P<leading>\s+(?:as\s+)?an?\s)|\s+(?P<quoted>[“\"])|\s+(?P<word>[a-z][a-z\-]+))"
)


def calls_somebody(text: str, verb_end: int, end: int) -> bool:
    """Whether a person and a name for him or her follow a verb; quotations may be blanked out."""
    found = _PERSON.match(text, verb_end, end)
    if found is None:
        return False
    return found["word"] is None or found["word"] in _belittling()


@cache
def _belittling() -> frozenset[str]:
    return frozenset(
        form for entry in load("charges.tsv") if entry.kind == "person" for form in entry.forms
    )
