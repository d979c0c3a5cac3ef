"""Another person, place or organisation in the place of the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reliacheck.article import Article
from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.lexicon import STOP, aliases, country, nicknames, titles
from reliacheck.reuse.alterations.report import Found
from reliacheck.reuse.alterations.tokens import Token
from reliacheck.text.attribution import verb_forms
from reliacheck.text.headline_words import canonical, is_common
from reliacheck.text.likeness import ratio
from reliacheck.text.patterns import pattern
from reliacheck.text.story_reading import RARE, rarity

_PARTICLES = frozenset(
    "of for the and al el bin ibn abu de la da di del der den van von le".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december jan feb mar apr jun jul aug sept sep oct nov"
    " dec am pm est edt gmt et pt i th st nd rd".split()
)
# What begins a sentence and is no name.
_QUANTIFIERS = frozenset(
    "many most few fewer several some others both another nobody everyone everybody someone anyone"
    " none no one two three more less all every each either neither whatever however although"
    " though because while since unless until whether if despite yet still even instead meanwhile"
    " moreover furthermore perhaps maybe today yesterday tomorrow now later earlier soon once twice"
    " such much other like unlike along among".split()
)
_ENDINGS = ("ly", "ing", "ed", "ions", "ers", "ists", "ors", "ments", "ness", "ity")
# Words that a name goes on after: "University of Texas".
_JOINING = ("of", "for")
_BODIES = frozenset(
    "government ministry department office university court party bank agency committee council"
    " commission association institute center centre school hospital foundation county city state"
    " states bureau house board republic college organization organisation district church league"
    " society museum bay gulf cape port kingdom duke isle bishop archdiocese secretary union"
    " federation chamber academy administration centers authority".split()
)
# From this likeness on, two spellings are of one name: 0 to 100.
_ONE_NAME = 75
_SAME_SOUND = 55  # the same where the consonants agree


class Name(NamedTuple):
    """A name as tokens, without its titles."""

    start: int
    end: int
    words: tuple[str, ...]  # lower case
    full: tuple[str, ...]  # the same with the titles


def find_names(pair: Comparison) -> Iterator[Found]:
    """Names that another stands for."""
    mine, theirs = names_of(pair.a), names_of(pair.b)
    used: set[int] = set()
    for one in mine:
        if not pair.a.core[0] <= one.start < pair.a.core[1] or _is_kept(one, pair.a):
            continue
        other = _counterpart(one, theirs, pair)
        if other is None or other.start in used or are_one(one, other):
            continue
        used.add(other.start)
        score = _score(one, other, mine, theirs, pair)
        if score:
            yield Found("name", (one.start, one.end), (other.start, other.end), score)


def names_of(side: Side) -> list[Name]:
    """The names of a side, in order."""
    certain, small = side.article.memo(_certain_names)
    found, start = [], None
    text, tokens = side.article.text, side.tokens
    for at in range(len(tokens) + 1):
        if start is not None and (at == len(tokens) or not _goes_on(text, tokens, at)):
            name = _without_titles(tokens, start, at)
            if name and at < len(tokens) and tokens[at].low == "administration":
                name = name._replace(full=(*name.words, "administration"))
            if name:
                found.append(name)
            start = None
        if start is None and at < len(tokens) and _may_begin(tokens, at, certain, small):
            start = at
    return found


def _may_begin(
    tokens: Sequence[Token], at: int, certain: frozenset[str], small: frozenset[str]
) -> bool:
    token = tokens[at]
    if not token.capital or token.low in _CALENDAR or token.low in STOP:
        return token.text in ("US", "U.S.", "IS")
    if token.initial:
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        followed = after is not None and after.capital and after.sentence == token.sentence
        rare = token.low not in small and _is_rare(token.low)
        return token.low in certain or rare or bool(followed and after and after.low in certain)
    return True


def _is_rare(low: str) -> bool:
    """Whether a word that begins a sentence is likely a name all the same."""
    if low in aliases() or country(low) is not None:
        return True
    return (
        low not in _QUANTIFIERS
        and not low.endswith(_ENDINGS)
        and low not in verb_forms()
        and rarity(canonical(low)) >= RARE
    )


def _goes_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    before, token = tokens[at - 1], tokens[at]
    gap = text[before.end : token.start]
    if (
        gap not in (" ", "-", ". ", "\u2011", "\u2010", "'", "’")
        or before.sentence != token.sentence
    ):
        return False
    if text[before.start : before.end + 2].endswith(("'s", "’s")):
        return False
    if token.low in _JOINING and before.low in _BODIES and at + 1 < len(tokens):
        return tokens[at + 1].capital
    if before.low in _JOINING:
        return token.capital
    if gap == ". " and len(before.text) > 3 and before.low not in titles():
        return False
    if token.low in _PARTICLES and token.low not in STOP and at + 1 < len(tokens):
        return tokens[at + 1].capital or tokens[at + 1].low in _PARTICLES
    return token.capital and token.low not in _CALENDAR and token.low not in STOP


def _without_titles(tokens: Sequence[Token], start: int, end: int) -> Name | None:
    first = start
    while first < end and _is_title(tokens, first, end):
        first += 1
    words = tuple([token.low for token in tokens[first:end]])
    if not words or all(word in titles() for word in words):
        return None
    if first + 1 < end:  # "Iranian General Soleimani": the country is no part of the name
        for at in range(first, end - 1):
            if country(tokens[at].low) is None or tokens[at + 1].low not in titles():
                break
            rest = _without_titles(tokens, at + 1, end)
            if rest:
                return rest
    return Name(first, end, words, tuple([token.low for token in tokens[start:end]]))


def _is_title(tokens: Sequence[Token], at: int, end: int) -> bool:
    low = tokens[at].low
    if at + 1 < end and tokens[at + 1].low in _BODIES:
        return False  # "State Department"
    office = low in ("senate", "house") and at + 1 < end and tokens[at + 1].low in titles()
    return low in titles() or len(low) == 1 or office


def _certain_names(article: Article) -> tuple[frozenset[str], frozenset[str]]:
    """Words that have a capital within sentences and never go without, and those that do."""
    inner, small, last = set(), set(), 0
    for start, end, text in article.words:
        gap = article.text[last:start]
        last = end
        if text[0].islower():
            small.add(text)
        elif text[0].isupper() and not (set(gap) & set('.!?:\n"“‘(') or not gap):
            inner.update(re.split(r"['’]s$|-", text.lower().replace(".", "")))
    return frozenset(inner - small - {""}), frozenset(small)


def _is_kept(one: Name, side: Side) -> bool:
    return all(side.kept[at] >= 0 for at in range(one.start, one.end))


def _counterpart(one: Name, theirs: Sequence[Name], pair: Comparison) -> Name | None:
    paired = {pair.a.paired[at] for at in range(one.start, one.end)} - {-1}
    for other in theirs:
        if not paired.isdisjoint(range(other.start, other.end)):
            return other
    for change in pair.changes:
        if change.a0 <= one.start and one.end <= change.a1:
            inside = [
                other for other in theirs if change.b0 <= other.start and other.end <= change.b1
            ]
            return inside[0] if len(inside) == 1 else None
    return None


def _score(
    one: Name, other: Name, mine: Sequence[Name], theirs: Sequence[Name], pair: Comparison
) -> float:
    first, last = _differing(one, other, pair)
    tight = pair.anchored(first[0], first[1], last[0], last[1], reach=1)
    loose = pair.anchored(first[0], first[1], last[0], last[1])
    if not loose or _is_word(one, pair.a) or _is_word(other, pair.b):
        return 0.0
    if tight < 2 and not (tight and pair.is_firm(first[0], last[0])):
        return 0.0
    if _are_linked(one, other, pair):
        return 0.0
    if tight < 2 and (_is_near(one, theirs, pair) or _is_near(other, mine, pair.flipped())):
        return 0.0
    return 0.9 if tight == 2 else 0.8 if loose == 2 else 0.6


def _differing(one: Name, other: Name, pair: Comparison) -> tuple[tuple[int, int], tuple[int, int]]:
    """The tokens of the two that differ, first to last."""
    mine = [at for at in range(one.start, one.end) if pair.a.kept[at] < 0]
    theirs = [at for at in range(other.start, other.end) if pair.b.kept[at] < 0]
    a = (mine[0], mine[-1] + 1) if mine else (one.start, one.end)
    b = (theirs[0], theirs[-1] + 1) if theirs else (other.start, other.end)
    return a, b


def _is_word(one: Name, side: Side) -> bool:
    """Whether it is headline vocabulary with a capital ("Police"), or a handle."""
    before = side.article.text[max(0, side.tokens[one.start].start - 1)]
    plain = all(
        is_common(word) and country(word) is None and word not in aliases() for word in one.words
    )
    return before in "@/#_" or (plain and len(one.words) == 1 and side.tokens[one.start].initial)


def _is_near(one: Name, theirs: Sequence[Name], pair: Comparison) -> bool:
    near = set(pair.around_b(one.start))
    return any(other.start in near and are_one(one, other) for other in theirs)


def _are_linked(one: Name, other: Name, pair: Comparison) -> bool:
    """Whether one of the texts has them together as one name: "Jared Kushner"."""
    known = pair.a.article.memo(_pairs) | pair.b.article.memo(_pairs)
    return any(
        (first, last) in known or (last, first) in known
        for first in one.words
        for last in other.words
        if first not in other.words and last not in one.words
    )


def _pairs(article: Article) -> frozenset[tuple[str, str]]:
    """Words with a capital that stand side by side."""
    found = set()
    for first, last in pairwise(article.words):
        if first.text[0].isupper() and last.text[0].isupper() and last.start - first.end == 1:
            found.add((first.text.lower(), last.text.lower().removesuffix("'s").removesuffix("’s")))
    return frozenset(found)


# Whether two names may be of one


def are_one(one: Name, other: Name) -> bool:
    """Whether two names may mean one person, place or body, with their titles or without."""
    if one.full[-1] == other.full[-1] == "administration":
        return may_be_one(one.words, other.words)
    things_a, things_b = (
        {_thing(words) for words in (name.words, name.full)} for name in (one, other)
    )
    return bool((things_a & things_b) - {None}) or may_be_one(one.words, other.words)


def may_be_one(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names, in lower-case words, may mean one person, place or body."""
    if _thing(a) is not None and _thing(a) == _thing(b):
        return True
    if _countries(a) and _countries(a) == _countries(b):
        return True
    if _is_acronym(a, b) or _is_acronym(b, a):
        return True
    rest_a, rest_b = _apart(a, b)
    if len(rest_a) < len(a) and rest_a and rest_b:
        return may_be_one(rest_a, rest_b)
    if all(word in titles() for word in (*a, *b)):
        return True
    core_a, core_b = _core(a), _core(b)
    if not core_a or not core_b:
        return True
    if len(core_a) == len(core_b) and len(core_a) > 1:
        return all(_is_one_word(one, other) for one, other in zip(core_a, core_b, strict=True)) or (
            _is_one_word("".join(core_a), "".join(core_b))
        )
    short, long = sorted((core_a, core_b), key=len)
    if len(short) == 1 and len(long) == 1:
        return _is_one_word(short[0], long[0])
    joined = _is_one_word("".join(short), "".join(long))
    return joined or all(any(_is_one_word(word, other) for other in long) for word in short)


def _apart(a: Sequence[str], b: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Both without the words that they begin and end with in common."""
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    return a, b


def _thing(words: Sequence[str]) -> int | None:
    found = aliases().get(" ".join(words))
    if found is None and len(words) > 1:
        found = aliases().get("-".join(words))
    if found is None and words[-1].endswith("s"):
        found = aliases().get(" ".join([*words[:-1], words[-1][:-1]]))
    return found


def _countries(words: Sequence[str]) -> frozenset[str]:
    return frozenset(filter(None, map(country, words)))


def _core(words: Sequence[str]) -> list[str]:
    core = [word for word in words if len(word) > 1 and word not in titles()]
    core = [word for word in core if word not in _PARTICLES] or core
    return core or list(words)


def _is_acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) != 1 or len(long) < 2:
        return False
    letters = "".join([word[0] for word in long])
    return short[0] in (letters, letters + "s") or (
        len(short[0]) > 2 and letters.startswith(short[0])
    )


def _is_one_word(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    if nicknames().get(a, frozenset()) & nicknames().get(b, frozenset()):
        return True
    if _thing([a]) is not None and _thing([a]) == _thing([b]):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) > 2 and long.startswith(short) and country(long) is not None:
        return True  # "Mass.", "Calif."
    if country(a) is not None or country(b) is not None:
        return country(a) == country(b)
    if a.removesuffix("s") == b.removesuffix("s"):
        return True
    if min(len(a), len(b)) < 4:
        return False
    if _sound(a) == _sound(b):
        return ratio(a, b) >= _SAME_SOUND
    alike = ratio(a, b)
    return a[0] == b[0] and alike >= _ONE_NAME and _differ_as_spellings(a, b)


_SOUNDS = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("ck", "k"), ("sch", "sh"), ("tch", "ch"),
           ("dh", "d"), ("th", "t"), ("zh", "j"), ("dj", "j"), ("ou", "u"), ("q", "k"), ("c", "k"),
           ("x", "ks"), ("w", "v"), ("z", "s"), ("y", "i"))  # fmt: skip
_VOWELS = pattern(r"[aeiouyh']+")
_TWICE = pattern(r"(.)\1+")


def _sound(word: str) -> str:
    """The consonants, those that transliterations mix up as one: "khataib", "kataib" -> "ktb"."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _TWICE.sub(r"\1", word[0] * (word[0] in "aeiou") + _VOWELS.sub("", word))


def _differ_as_spellings(a: str, b: str) -> bool:
    """Whether the two differ in vowels and doubled letters, or in one letter mistyped."""
    mine, theirs = _sound(a), _sound(b)
    return sorted(a) == sorted(b) or (
        abs(len(mine) - len(theirs)) <= 1 and (mine in theirs or theirs in mine)
    )
