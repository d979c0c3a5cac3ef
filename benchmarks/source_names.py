"""When a source that we list and one that a rater lists are the same, told by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reliacheck.attribution.kinds import kind_of
from reliacheck.attribution.naming import person_in
from reliacheck.gazetteer import Outlet, load_outlets

# "(via CNN)", "via NYT", "(Twitter)": how it reached the story, not who it is.
_ROUTE = re.compile(r"\(?\b(?:via|published by)\b[^)]*\)?|\((?:[^)]*)\)")
_PARTS = re.compile(r"\s*(?:/|,|;|\band\b)\s*")
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_SMALL = frozenset(
    "the a an of for in on at to from by with who and or some other others many several multiple"
    " one two three four this that his her their its was is not s former top senior unnamed"
    " government authorities state".split()
)
# A country's name, its adjective and its capital are one.
_PLACES = {
    "american": "us", "america": "us", "united": "us", "u.s": "us", "washington": "us",
    "turkish": "turkey", "ankara": "turkey", "chinese": "china", "russian": "russia",
    "japanese": "japan", "korean": "korea", "iraqi": "iraq", "iranian": "iran",
    "british": "britain", "u.k": "britain", "u.n": "un", "nations": "un", "israeli": "israel",
}  # fmt: skip
_LIKE = {
    "spokesperson": "spokesman", "spokespeople": "spokesman", "spokeswoman": "spokesman",
    "spokesmen": "spokesman", "people": "person", "research": "study", "studies": "study",
    "polling": "poll", "survey": "poll", "order": "ruling", "opinion": "ruling",
    "decision": "ruling", "labour": "labor", "defence": "defense", "countries": "country",
    "authorities": "police", "agencies": "agency", "companies": "company", "parties": "party",
}  # fmt: skip
_SHORTEST_PLURAL = 4  # letters


class Name(NamedTuple):
    """What is compared of a source."""

    text: str
    outlet: str  # the gazetteer's name, "" for no outlet
    surname: str  # of a person, else ""
    first: str
    head: str
    words: frozenset[str]  # all that tell, in one form


def names_listed(text: str, kind: str) -> list[Name]:
    """The names of one line of a rater: the whole first, then its parts.

    "Gail and Paul Brown" are two, what stands in brackets is none.
    """
    plain = _ROUTE.sub(" ", text).strip() or text.strip("()")
    whole = name_of(plain, kind)
    parts = [one for one in _PARTS.split(plain) if one.strip()]
    if len(parts) == 1:
        return [whole]
    return [whole, name_of(parts[0], kind), *(name_of(one) for one in parts[1:])]


def routes(text: str) -> list[str]:
    """The outlets that a line names anywhere, "(via CNN)" as well."""
    pieces = [*(one.strip("() ") for one in _ROUTE.findall(text)), *_PARTS.split(text)]
    return [one.outlet for one in map(name_of, pieces) if one.outlet]


def name_of(text: str, kind: str | None = None) -> Name:
    """A name as it is compared; without a kind it is told by the words."""
    text = " ".join(text.split()).strip(' ."')
    known = load_outlets().lookup(re.sub(r"\b[Tt]he\s", "", text)) or _outlet_in(text)
    words = [_one_form(one) for one in _WORD.findall(text)]
    telling = [one for one in words if one not in _SMALL]
    kind = kind or kind_of(text)
    person = kind == "named-person" and not (known and known.name.lower() == text.lower())
    bare = person_in(_leading_name(text)).name.split() if person else []
    cut = re.split(r"\b(?:of|for|in|with|from|who|at|on)\b", text)[0]
    heads = [_one_form(one) for one in _WORD.findall(cut)]
    return Name(
        text,
        known.name if known and not person else "",
        _one_form(bare[-1]) if bare else "",
        _one_form(bare[0]) if len(bare) > 1 else "",
        heads[-1] if heads else (words[-1] if words else ""),
        frozenset(telling or words),
    )


def _leading_name(text: str) -> list[str]:
    """ "Jane Doe open letter" begins with a name."""
    words = text.split()
    end = next((at for at, word in enumerate(words) if at and word[0].islower()), len(words))
    name = words[:end]
    return name if name[0][0].isupper() and end > 1 else words


def _outlet_in(text: str) -> Outlet | None:
    found = load_outlets().find(text)
    return found[0].outlet if found and found[0].start == 0 and not found[0].ambiguous else None


def _one_form(word: str) -> str:
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip(".'")
    low = _PLACES.get(low, _LIKE.get(low, low))
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) >= _SHORTEST_PLURAL:
        low = low[:-1]
    return _LIKE.get(low, low)


def are_one(ours: Name, theirs: Name) -> bool:
    """Whether two names are of one source."""
    if ours.outlet and theirs.outlet:
        return ours.outlet == theirs.outlet
    if ours.surname and theirs.surname:
        if not ours.first and theirs.first == ours.surname:
            return True  # "Tom" for "Tom Stossel"
        if not theirs.first and ours.first == theirs.surname:
            return True
        same_first = not ours.first or not theirs.first or ours.first[0] == theirs.first[0]
        return ours.surname == theirs.surname and same_first
    if ours.surname or theirs.surname:
        # "Judge Doe's ruling": the rater lists a paper, or somebody with what he speaks for
        other = theirs if ours.surname else ours
        return (ours.surname or theirs.surname) in other.words
    if ours.words == theirs.words:
        return True
    if ours.head == theirs.head:
        rest = ours.words - {ours.head}, theirs.words - {theirs.head}
        return not rest[0] or not rest[1] or bool(rest[0] & rest[1])
    # "Department of Labor" and "Department of Labor jobs report"
    if _initials(ours.text) == theirs.text or _initials(theirs.text) == ours.text:
        return True
    small, large = sorted((ours.words, theirs.words), key=len)
    return bool(small) and small <= large


def _initials(text: str) -> str:
    """ "SBA" of "Small Business Administration"."""
    return "".join(word[0] for word in text.split() if word[0].isupper())


def matched(ours: Sequence[Name], theirs: Sequence[Sequence[Name]]) -> dict[int, int]:
    """Ours to lines of a rater: each of ours has at most one, a line as many as it has names.

    As many as can be are matched (augmenting paths).
    """
    room = [max(1, len(line) - 1) for line in theirs]
    taken: list[list[int]] = [[] for _ in theirs]

    def place(number: int, seen: set[int]) -> bool:
        for at, line in enumerate(theirs):
            if at in seen or not any(are_one(ours[number], one) for one in line):
                continue
            seen.add(at)
            if len(taken[at]) < room[at]:
                taken[at].append(number)
                return True
            for other in list(taken[at]):
                if place(other, seen):
                    taken[at].remove(other)
                    taken[at].append(number)
                    return True
        return False

    for number in range(len(ours)):
        place(number, set())
    return {number: at for at, numbers in enumerate(taken) for number in numbers}
