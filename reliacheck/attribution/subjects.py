"""Who stands at a cue: the noun phrase before or behind a reporting verb, or behind "according to".

Phrases are read word by word outwards from the cue, up to a mark or a word that no noun phrase goes
over. Quotations are blanked out before, so that nothing is read out of other people's words.
"""

from __future__ import annotations

from typing import NamedTuple

from reliacheck.text.attribution import verb_forms
from reliacheck.text.patterns import pattern

# It takes the space before as well: where a quotation was blanked out that is long.
_PIECE = pattern(r"\s*+((?:[A-Z]\.)+|[^\W_]+(?:['’.&/\-‑][^\W_]+)*(?:['’](?=\s))?|[^\w\s]|_)")
# Abbreviations whose stop does not end anything.
_ABBREVIATED = frozenset(
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Govs Gen Lt Col Sgt Capt Prof Rev Hon Jr Sr St Inc Corp Co"
    " Ltd Fla Calif Ariz Ark Colo Conn Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev"
    " Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo No vs".split()
)
# Between a source and its verb.
_BETWEEN = frozenset(
    "has have had also later then now still already recently repeatedly reportedly publicly"
    " privately once never often previously since just even himself herself themselves itself"
    " is are was were be been being will would can could may might should must do does did not"
    " both all again further earlier long today yesterday tonight Monday Tuesday Wednesday Thursday"
    " Friday Saturday Sunday on quickly simply flatly bluntly famously only actually really"
    " immediately initially eventually finally soon subsequently specifically".split()
)
# No noun phrase before a verb goes back over these.
_LIMITS = frozenset(
    "that but because as when while if after before although though whether since until than so"
    " where how why what which whom then yet or nor except is are was were has have had will would"
    " can could may might should must do does did be been being not also says said".split()
)
_WHO = frozenset("who whose whom which".split())
# Words that begin what stands between commas behind a name.
_ASIDES = frozenset(
    "who whose whom which a an the one of now then also former himself herself his her their its"
    " director president chief professor author founder chairman chairwoman head senior executive"
    " in from on at during speaking citing".split()
)
_OPENERS = frozenset("in on at by during after before for with from amid despite since".split())
_ENDS = frozenset(
    "that who whom which whose but because as when while if after before in on at during to about"
    " by since until with is are was were has have had will would and said says told whether this"
    " last late early earlier Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_CONTRACTED = frozenset(
    "he's she's it's that's there's what's who's they're we're you're i'm i've they've we've he'd"
    " she'd i'd they'd don't doesn't didn't can't won't isn't wasn't aren't weren't hasn't".split()
)
_MARKS = frozenset(',;:—–()[]“”"‘…!?-')
_DETERMINERS = frozenset(
    "the a an one another some many several two three his her their its our my this these those"
    " all most both other others critics officials sources prosecutors police experts analysts"
    " supporters aides people".split()
)
_PRONOUNS = frozenset("he she they it we i you".split())
# Verbs that stand before their speaker: "said Doe".
_INVERTED = frozenset(
    "say add ask write explain note argue recall continue declare announce warn reply insist"
    " conclude report observe respond remark tweet quip agree joke exclaim admit shout wonder"
    " counter lament complain caution assert claim state reveal yell".split()
)
_LONGEST = 14  # words of a phrase
_KNOWING = frozenset("familiar close briefed involved".split())  # "a person familiar with"


class Piece(NamedTuple):
    """A word or a mark, with its place in the text."""

    start: int
    end: int
    text: str


def pieces_of(masked: str, start: int, end: int) -> list[Piece]:
    """The words and marks of text[start:end]; the stop of an abbreviation is left out."""
    new = tuple.__new__  # a third of the time of Piece(...)
    found = []
    before = ""
    for one in _PIECE.finditer(masked, start, start + len(masked[start:end].rstrip())):
        text = one[1]
        if text != "." or not (before in _ABBREVIATED or len(before) == 1):
            found.append(new(Piece, (*one.span(1), text)))
        before = text
    return found


class Subject(NamedTuple):
    """Pieces[first:last] name the source."""

    first: int
    last: int


def before_verb(pieces: list[Piece], verb: int) -> Subject | None:
    """The subject of the finite verb at a place: "Jane Doe, a lawyer, later said"."""
    at = verb - 1
    while at >= 0 and pieces[at].text in _BETWEEN:
        at -= 1
    if at >= 0 and pieces[at].text.endswith("ly") and pieces[at].text.islower():
        at -= 1
    at = _over_brackets(pieces, at)
    if at >= 0 and pieces[at].text in (",", "—", "–"):
        at = _over_asides(pieces, at)
    if at >= 0 and pieces[at].text in ("and", "but", "or", "then"):
        return None  # the subject of the verb before
    if at >= 0 and pieces[at].text in _WHO:
        at = at - 2 if at and pieces[at - 1].text == "," else at - 1
        at = _over_brackets(pieces, at)
    return _phrase_to(pieces, at)


def _over_brackets(pieces: list[Piece], at: int) -> int:
    if at >= 0 and pieces[at].text == ")":
        while at >= 0 and pieces[at].text != "(":
            at -= 1
        at -= 1
    return at


def _over_asides(pieces: list[Piece], comma: int) -> int:
    """Back over what commas set off, to the last word before it; -1 where nothing is."""
    at = comma
    for _ in range(4):
        start = at - 1
        while start >= 0 and pieces[start].text not in (",", "—", "–", "“", "”", '"', ";", ":"):
            start -= 1
        first = pieces[start + 1].text
        if start < 0 or pieces[start].text not in (",", "—", "–"):
            # no second comma: "In a statement, said" has no subject, "Doe, said" has
            return at - 1 if at != comma or first not in _OPENERS else -1
        aside = first.lower() in _ASIDES or first[:1].islower() or first in ("R", "D", "R-", "D-")
        aside = aside or (
            start > 0 and pieces[start - 1].text[:1].isupper() and first[:1].isupper()
        )
        if not aside:
            return at - 1 if at != comma else -1
        at = start
    return at - 1


def _phrase_to(pieces: list[Piece], at: int) -> Subject | None:
    """The noun phrase that ends with the piece at a place."""
    if at < 0 or not pieces[at].text[0].isalnum():
        return None
    if pieces[at].text.lower() in _PRONOUNS:
        return Subject(at, at + 1)
    first = at
    while first > 0 and at - first < _LONGEST:
        before = pieces[first - 1].text
        if before in _MARKS or before in _LIMITS or not (before[0].isalnum() or before in ".'’&%$"):
            break
        if before.replace("’", "'").lower() in _CONTRACTED:
            break
        if before == "and" and _ends_clause(pieces, first - 1):
            break
        first -= 1
    return _trimmed(pieces, first, at + 1)


def _ends_clause(pieces: list[Piece], conjunction: int) -> bool:
    """Whether "and" joins clauses: a verb stands somewhere before it."""
    return any(one.text in verb_forms() for one in pieces[max(0, conjunction - 6) : conjunction])


def _trimmed(pieces: list[Piece], first: int, last: int) -> Subject | None:
    """Without "In a statement on Monday" and the like before the phrase."""
    while last - first > 1 and pieces[first].text in ("And", "But", "So", "Yet", "and", "Still"):
        first += 1
    opener = pieces[first].text.lower()
    if opener in _OPENERS:
        # the subject is what begins with the last capital or determiner behind it
        starts = [
            at
            for at in range(first + 2, last)
            if pieces[at].text.lower() in ("the", "a", "an", "he", "she", "they")
            or (pieces[at].text[0].isupper() and not pieces[at - 1].text[0].isupper())
        ]
        if not starts:
            return None
        first = starts[-1]
    found = Subject(first, last)
    return found if last > first and _has_noun(pieces, found) else None


def behind_verb(pieces: list[Piece], verb: int, lemma: str) -> Subject | None:
    """The subject of a verb that stands before it: "...," said Jane Doe."""
    if lemma not in _INVERTED or verb + 1 >= len(pieces):
        return None
    before = pieces[verb - 1].text if verb else ""
    behind = pieces[verb + 1].text
    if (before and before not in _PARTING) or behind in _MARKS or behind in _ENDS:
        return None
    if before == "," and not _is_name(behind) and before_verb(pieces, verb):
        return None  # "Doe, 57, said police had left"
    return phrase_from(pieces, verb + 1)


_PARTING = frozenset(",“”\"'’‘—–?!…")


def _is_name(word: str) -> bool:
    return word[0].isupper()


def lead(pieces: list[Piece]) -> Subject | None:
    """The noun phrase with which the main clause seems to begin."""
    first = 0
    while first < len(pieces) and not pieces[first].text[0].isalnum():
        first += 1
    for _ in range(2):
        opener = pieces[first].text.lower() if first < len(pieces) else ""
        if opener in _SUBORDINATE or (
            opener.endswith("ing") and len(opener) > _SHORTEST_PARTICIPLE
        ):
            comma = next((at for at in range(first, len(pieces)) if pieces[at].text == ","), None)
            if comma is None:
                return None
            first = comma + 1
    while first < len(pieces) and pieces[first].text in (
        "And",
        "But",
        "So",
        "Yet",
        "Still",
        "Also",
    ):
        first += 1
    if first >= len(pieces):
        return None
    start = pieces[first].text
    if start.lower() in _PRONOUNS:
        return Subject(first, first + 1)
    if not (start[0].isupper() or start.lower() in _DETERMINERS):
        return None
    last = first + 1
    while last < len(pieces) and last - first < _LONGEST and _goes_on(pieces, last):
        last += 1
    found = Subject(first, last)
    return found if _has_noun(pieces, found) else None


_SHORTEST_PARTICIPLE = 4  # letters; "king", "ring"
_SUBORDINATE = _OPENERS | frozenset(
    "as when while if although though because since once asked speaking according earlier later"
    " meanwhile however instead still then now last this even to".split()
)


def _goes_on(pieces: list[Piece], at: int) -> bool:
    """Whether a noun phrase that begins a sentence goes on with a piece."""
    word = pieces[at].text
    if word[0].isupper() or word in ("of", "the", "'s", "&", "for", "de", "van", "von", "al"):
        return True
    if (
        word in _MARKS
        or word in _BETWEEN
        or word in _LIMITS
        or word in _ENDS
        or word in verb_forms()
    ):
        return False
    return not pieces[at - 1].text[0].isupper() and not word.endswith("ed")


def _has_noun(pieces: list[Piece], phrase: Subject) -> bool:
    """Whether a run of words can be a noun phrase: by a determiner, a capital or a plural."""
    words = [piece.text for piece in pieces[phrase.first : phrase.last]]
    first, last = words[0].lower(), words[-1]
    if (len(words) == 1 and first in _NO_SOURCE) or last.lower() in _NO_END:
        return False
    if first in _DETERMINERS or first in _PRONOUNS or last in _COLLECTIVE:
        return True
    return last.endswith("s") or any(word[0].isupper() or word[0].isdigit() for word in words)


_COLLECTIVE = frozenset("people men women somebody someone everyone everybody nobody media".split())


_NO_END = frozenset(
    "the a an of in on at for to with by from and or but just about as is are was were has have had"
    " that which who whose best most more".split()
)
_NO_SOURCE = frozenset(
    "it this that there these those which what nothing everything all as and or but than why how"
    " where when here such not yes no if maybe perhaps".split()
)


def phrase_from(pieces: list[Piece], first: int) -> Subject | None:
    """The noun phrase that begins with the piece at a place."""
    if first >= len(pieces):
        return None
    start = pieces[first].text
    if start.lower() in _PRONOUNS:
        return Subject(first, first + 1)
    if not (start[0].isupper() or start.lower() in _DETERMINERS or start[0].islower()):
        return None
    last = first
    while last < len(pieces) and last - first < _LONGEST:
        word = pieces[last].text
        known = last > first and pieces[last - 1].text in _KNOWING
        if word in _MARKS or word == "." or (word in _ENDS and last > first and not known):
            break
        last += 1
    return Subject(first, last) if last > first else None
