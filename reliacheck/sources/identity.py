"""When two mentions are of one source, and what a reader would call it (English)."""

from __future__ import annotations

from typing import NamedTuple

from reliacheck.attribution import SourceSpan
from reliacheck.gazetteer import Gazetteer, Outlet
from reliacheck.sources.model import SourceKind
from reliacheck.text.patterns import pattern

_WORD = pattern(r"[^\W_]+(?:[.'’\-&][^\W_]+)*\.?")
_ARTICLES = frozenset("the a an this that these those another".split())
_TITLES = frozenset(
    "mr mrs ms dr sen rep gov gen lt col sgt capt prof rev hon president senator governor mayor"
    " judge justice chief congressman congresswoman representative secretary general"
    " chairman chairwoman speaker pope king queen prince former".split()
)
_STATES = {
    "us": "united states",
    "u.s": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "u.k": "united kingdom",
    "britain": "united kingdom",
}
_STOPS = frozenset("for of in at with from on who whose familiar close to involved".split())


_MAY_BE_OUTLETS = frozenset(["outlet", "organisation"])
OUTLETS = frozenset(["outlet", "agency", "self"])


class Identity(NamedTuple):
    """What is compared of two sources."""

    kind: SourceKind
    name: str  # to show
    head: str  # surname, outlet, head noun; lower case
    words: tuple[str, ...]  # of the whole name, lower case
    definite: bool  # "the officials": perhaps those named before


def identity_of(source: SourceSpan, outlets: Gazetteer, meant: Outlet | None = None) -> Identity:
    """The identity of a source; `meant`: the outlet that its mention means, if that is known."""
    name = " ".join(source.name.split())
    known = meant or (outlets.lookup(name) if source.kind in _MAY_BE_OUTLETS else None)
    if known is not None:
        kind: SourceKind = "agency" if known.kind == "agency" else "outlet"
        return Identity(kind, known.name, known.name.lower(), (known.name.lower(),), False)
    words = [one.rstrip(".").lower() for one in _WORD.findall(name)]
    definite = bool(words) and words[0] in ("the", "this", "that", "these", "those")
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
        name = name.partition(" ")[2]
    words = [_plain(one) for one in words]
    if source.kind == "named-person":
        return Identity("named-person", name, words[-1] if words else name, tuple(words), False)
    joined = _STATES.get(" ".join(words), " ".join(words))
    words = joined.split()
    if source.kind in ("unnamed", "vague"):  # "American officials", "U.S. officials"
        words = ["us" if word in ("american", "u.s") else word for word in words]
    stop = next((at for at, one in enumerate(words) if at and one in _STOPS), len(words))
    head = words[stop - 1] if words else name.lower()
    return Identity(source.kind, name, head, tuple(words), definite)


def _plain(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def are_same(one: Identity, other: Identity) -> bool:
    """Whether a later mention is of the same source as an earlier."""
    if one.kind in OUTLETS or other.kind in OUTLETS:
        return one.kind == other.kind and one.head == other.head
    if one.words == other.words:
        return True
    if one.kind == "named-person" and other.kind == "named-person":
        if len(other.words) == 1 and other.words[0] == one.words[0]:
            return True  # by first name
        return one.head == other.head and _fit(one.words, other.words)
    if "named-person" in (one.kind, other.kind):
        return False
    if _speaks_for(one, other) or _speaks_for(other, one):
        return True
    if "organisation" in (one.kind, other.kind) and _is_short_for(one.words, other.words):
        return one.kind == other.kind
    if _swapped(one.words) == other.words or one.words == _swapped(other.words):
        return True
    if one.head != other.head:
        return False
    left, right = set(one.words), set(other.words)
    if other.definite and (right <= left or _ends_like(one.words, other.words)):
        return True
    return len(left & right) > 1 and (left <= right or right <= left)


def _speaks_for(one: Identity, other: Identity) -> bool:
    """ "A ministry spokesman" and "a ministry statement" for "the Harbour Ministry"."""
    if other.kind != "organisation" or one.kind not in ("unnamed", "document"):
        return False
    if not one.head.startswith(("spokes", "statement")):
        return False
    whose = [word for word in one.words if word not in _STOPS | _ARTICLES and word != one.head]
    return other.head in whose and set(whose) <= set(other.words)


def _ends_like(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "the defence force" for "Self-Defence Force"."""
    return " ".join(one).endswith(" ".join(other))


def _swapped(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "Justice Department" for "Department of Justice"."""
    if "of" not in words:
        return words
    at = words.index("of")
    return (*words[at + 1 :], *words[:at])


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names with one surname can be one person's: "Doe", "J. Doe", "Jane Q. Doe"."""
    if len(one) == 1 or len(other) == 1:
        return True
    return one[0] == other[0] or (one[0][0] == other[0][0] and 1 in (len(one[0]), len(other[0])))


def _is_short_for(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "Coast" for "Coast Ratings", "the North" for "North Korea", "HRA" for its words."""
    short, long = sorted((one, other), key=len)
    if len(short) != 1 or len(long) == 1:
        return False
    initials = "".join(word[0] for word in long if word not in _STOPS and word not in _ARTICLES)
    return short[0] == long[0] or short[0].replace(".", "") == initials
