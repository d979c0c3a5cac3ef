"""A source's noun phrase without what was read along with it (English).

The model was trained on phrases as `subjects` reads them, so those stay as they are; what is shown
to a reader as a source goes through here.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from reliacheck.attribution.kinds import head_noun, is_group_word, may_speak
from reliacheck.attribution.naming import OPENING
from reliacheck.text.attribution import verb_forms
from reliacheck.text.patterns import pattern

_WORD = pattern(r"[^\s,;:()“”\"—–…]+")
_MARK = pattern(r"[;:(“”\"—–…]")
# What ends a phrase is no part of it.
_TAIL = frozenset(
    "don't doesn't didn't won't can't wouldn't couldn't isn't wasn't aren't weren't haven't hasn't"
    " hadn't shouldn't will would could should may might must can has have had is are was were do"
    " does did not never also then now later already still monday tuesday wednesday thursday friday"
    " saturday sunday january february march april june july august september october november"
    " december today yesterday tonight tomorrow recently first both all who that which".split()
)
_HEAD = frozenset(
    "as but and while when where if unless although though because since so yet or then now still"
    " meanwhile however even also something longer than after before whether that what only just"
    " instead perhaps moreover until again for like fully about nearly more".split()
)
_CLITICS = ("'ve", "'d", "'ll", "'m", "'re")
_DETERMINERS = frozenset(
    "the a an this that these those his her their its our my one two three four five six several"
    " some many most few multiple various other another both numerous certain any all no each every"
    " others someone somebody everyone everybody anyone nobody people critics".split()
)
_PRONOUNS = frozenset("he she they it we i you".split())
# Each of these alone is no source.
_NO_SOURCE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday the unless speaking eighteen both"
    " several one all two three four five six seven eight nine ten meanwhile this that these those"
    " what which who there here such so today yesterday tomorrow tonight a my your his her".split()
)
# Opens what is no noun phrase, though it ends like one.
_VERBAL_ENDINGS = ("ing", "ed")
_ADJECTIVES = frozenset(
    "united leading unnamed retired elected ruling opposing convicted registered surviving related"
    " neighboring neighbouring outgoing incoming sitting working unidentified self-described"
    " king beijing".split()
)
_PREPOSITIONS = frozenset(
    "of for in at with from on to by among about into over under between against".split()
)
_MOST_WORDS = 16


# "Jane Doe, a lawyer who" and "members who have" stand before what was read as the source.
_NAME_BEFORE = pattern(
    r"([A-Z][\w.'’\-]*(?: (?:[A-Z]\.|[A-Z][\w.'’\-]*|of|the|de|van|al)){0,4}), \Z"
)
_WHO_BEFORE = pattern(r"((?:[\w.'’\-]+ ){1,4}?),? ?who (?:[\w'’\-]+ ){0,4}\Z")
_BACK = 90  # code points
_WHO = 45  # code points before what was read that hold "who has seen"


def refined(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The source within text[start:end], or right before it; None where there is none."""
    quoted = text.rfind("''", start, end)
    start = quoted + 2 if quoted >= 0 else start
    if text.startswith(("a ", "an ", "the ", "one "), start) and text.endswith(", ", 0, start):
        named = _NAME_BEFORE.search(text, max(0, start - _BACK), start)
        if named and (whole := _refined(text, *named.span(1))):
            return whole
    if text[start : start + 1].islower() and "who " in text[max(0, start - _WHO) : start]:
        whose = _WHO_BEFORE.search(text, max(0, start - _BACK), start)
        if whose and (whole := _refined(text, *whose.span(1))):
            return whole
    found = _refined(text, start, end)
    if found is not None:
        behind = _NAME_BEHIND.match(text, found[1])
        if behind and text[found[0]].islower() and may_speak(head_noun(text[slice(*found)])):
            return _refined(text, *behind.span(1)) or found
        return found
    named = _NAME_AT_END.search(text, start, end)
    return _refined(text, *named.span()) if named else None


# "says my brother, Tom." names him; so does the end of a phrase that is more than one.
_NAME_BEHIND = pattern(
    r", ([A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){0,3})(?=\.(?:\s|\Z)"
    r"|, (?!said|says|told|reported|[a-z]+ed\b))"
)
_NAME_AT_END = pattern(r"[A-Z][\w'’\-]+(?: [A-Z][\w.'’\-]+){1,3}\Z")


def _refined(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = [
        (one.start(), one.end(), _plain(one[0]))
        for one in _WORD.finditer(text, start, end)
        if one[0] != "."
    ]
    while len(words) > 1 and words[0][2] in _HEAD:
        words = words[1:]
    words = _to_first_verb(text, words)
    if _is_clause(words):
        return None
    while words and words[-1][2] in _TAIL:
        words.pop()
    if not words or len(words) > _MOST_WORDS or _MARK.search(text, words[0][0], words[-1][1]):
        return None
    first, last, tail = words[0][0], words[-1][1], words[-1][2]
    for clitic in _CLITICS:
        if tail.endswith(clitic):
            last -= len(clitic)
    if first >= last or not _is_noun_phrase(text, words):
        return None
    return first, last


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").rstrip(".") or word


def _to_first_verb(text: str, words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """A name, and a noun behind a determiner, end where a finite verb follows them."""
    for at in range(1, len(words)):
        start, _, word = words[at]
        before = text[words[at - 1][0] : words[at - 1][1]]
        if not text[start].islower() or words[at - 1][2] in _PREPOSITIONS:
            continue
        if word in _VERBS or (before[0].isupper() and _is_past(word)):
            return words[:at]
        if _is_past(word) and at + 1 < len(words) and text[words[at + 1][0]].isupper():
            return words[:at]
    return words


_VERBS = frozenset(
    "is are was were be been has have had does did do will would could should must began took made"
    " went came gave got led left lost won ran held kept met paid sent spoke stood wore broke chose"
    " fell grew knew rose saw sold threw wrote should".split()
)


def _is_clause(words: list[tuple[int, int, str]]) -> bool:
    """Whether a second noun phrase begins without a preposition: "the militia the state"."""
    return any(
        word in _SECOND and before not in _JOINING and not before.endswith("ing")
        for (*_, before), (*_, word) in pairwise(words)
    )


_SECOND = frozenset("the a an this his her their its he she they we you it".split())


def _is_past(word: str) -> bool:
    return word.endswith("ed") and word not in _ADJECTIVES


def _is_noun_phrase(text: str, words: list[tuple[int, int, str]]) -> bool:
    opening = text[words[0][0]]
    first = words[0][2]
    if len(words) == 1 and (first in _NO_SOURCE or first in OPENING or first in _no_nouns()):
        return first in _PRONOUNS or first in _SOME
    if first.endswith("ing") and first not in _ADJECTIVES and words[-1][2] in _PREPOSITIONS:
        return False  # "Speaking to reporters on"
    if first in _PRONOUNS:
        return len(words) == 1
    if any(word in _PERCENT for _, _, word in words[:_FEW]) or first[0].isdigit():
        return is_group_word(_head(words)) and not any(word in _PERCENT for *_, word in words)
    if opening.islower() and first not in _DETERMINERS:
        return _may_open(text, words)
    return True


_SOME = frozenset("some many most others".split())
_PREFIXES = ("al-", "el-", "ben-", "bin-")
_PERCENT = frozenset("percent per % majority percentage share number half".split())
_FEW = 4
_JOINING = _PREPOSITIONS | frozenset("and or both all half over".split())


_ADVERBS = frozenset("always sometimes perhaps afterwards besides nowadays overseas as".split())


def _may_open(text: str, words: list[tuple[int, int, str]]) -> bool:
    """Whether a phrase in small letters without a determiner is a group or a titled name."""
    first = words[0][2]
    adjective = first in _ADJECTIVES
    if not adjective and (first.endswith(_VERBAL_ENDINGS) or first in verb_forms()):
        return False
    if first in _VERBS or first in _PREPOSITIONS or first.endswith("ly"):
        return False
    head = _head(words)
    start = words[-1][0]
    named = text[start].isupper() or text.startswith(_PREFIXES, start)
    group = is_group_word(head) or (head.endswith("s") and head not in _ADVERBS)
    return group or (named and len(words) > 1)


def _head(words: list[tuple[int, int, str]]) -> str:
    """The last word before what describes it."""
    stop = next((at for at, one in enumerate(words) if at and one[2] in _STOPS), len(words))
    return words[stop - 1][2]


_STOPS = _PREPOSITIONS | frozenset("who whose familiar close and working involved".split())


@cache
def _no_nouns() -> frozenset[str]:
    """Words that alone name nobody."""
    return frozenset(verb_forms()) | _HEAD | _VERBS | _PREPOSITIONS | _TAIL
