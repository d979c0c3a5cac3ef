"""A word that says what somebody or something is in law, politics or fact, and is gone."""

from __future__ import annotations

from collections.abc import Iterator

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.lexicon import compound_ends, country, hedges, qualifiers
from reliacheck.reuse.alterations.report import Found
from reliacheck.text.patterns import pattern

_COMPOUND = 0.85
_PREFIXED = 0.8
_NATION = 0.55
_PART = 0.6
# "Some patients" are not the patients.
_PARTS = frozenset("some certain several".split())
_PREFIX = pattern(r"(?:pro|anti|non|self|ex|semi|quasi|pseudo|un)-[a-z]")
# With a capital these are part of a name: "Islamic State", "White House".
_IN_NAMES = frozenset(
    "state white public military independent paid late minor partial civilian false black arab"
    " native banned limited".split()
)
_OWNERS = frozenset("his her their its our".split())
_HYPHENS = "-\u2010\u2011"


def find_dropped_qualifiers(pair: Comparison) -> Iterator[Found]:
    """Qualifiers of the source that the rewrite leaves out before what they qualified."""
    at = pair.a.core[0]
    while at < pair.a.core[1]:
        stop, score = _qualifier(pair.a, at)
        if score and _is_dropped(pair, at, stop):
            place = pair.beside(at)
            yield Found("qualifier-dropped", (at, stop), (place, place), score)
        elif _is_part_made_whole(pair, at):
            place = pair.beside(at)
            yield Found("qualifier-dropped", (at, at + 1), (place, place), _PART)
        at = max(stop, at + 1)


def _is_part_made_whole(pair: Comparison, at: int) -> bool:
    """Whether "some patients" are "patients", with the words on both sides kept."""
    a, b = pair.a, pair.b
    if a.tokens[at].low not in _PARTS or a.paired[at] >= 0 or at + 1 >= a.core[1]:
        return False
    noun, there = a.tokens[at + 1], a.kept[at + 1]
    if there < 0 or noun.capital or noun.figure or noun.stop:
        return False
    if not (noun.low == "people" or (noun.low.endswith("s") and not noun.low.endswith("ss"))):
        return False
    if a.is_first(at):
        return b.is_first(there)
    return there > 0 and a.kept[at - 1] == there - 1


def _qualifier(side: Side, at: int) -> tuple[int, float]:
    """The end of the qualifier that starts at a token, and how likely it matters."""
    if side.kept[at] >= 0 or (side.tokens[at].capital and side.tokens[at].low in _IN_NAMES):
        return at + 1, 0.0
    stop = _compound_end(side, at)
    words = tuple([token.low for token in side.tokens[at:stop]])
    score = qualifiers().get(words, 0.0)
    if stop - at > 1:
        joined = "-".join(words)
        if words[-1] in compound_ends():
            score = max(score, _COMPOUND)
        elif (_PREFIX.match(joined) and side.tokens[stop - 1].text[0].isalpha()) or words[0] in (
            "then",
            "ex",
            "half",
            "all",
        ):
            score = max(score, _PREFIXED)
    elif not score and country(words[0]) and _is_adjective(words[0]):
        score = _NATION
    if score and stop - at == 1 and words in hedges():
        score = 0.0  # what the hedges are looked through for
    return stop, score


def _compound_end(side: Side, at: int) -> int:
    stop = at + 1
    text = side.article.text
    while stop < len(side.tokens) and side.kept[stop] < 0:
        before, token = side.tokens[stop - 1], side.tokens[stop]
        if token.start - before.end != 1 or text[before.end] not in _HYPHENS:
            break
        stop += 1
    return stop


def _is_adjective(word: str) -> bool:
    return word.endswith(("an", "ish", "ese", "i", "ch", "sh", "ic", "ek"))


def _is_dropped(pair: Comparison, start: int, stop: int) -> bool:
    a = pair.a
    if any(a.paired[at] >= 0 for at in range(start, stop)):
        return False
    head = _head(a, stop)
    if head is None or a.paired[head] < 0:
        return False
    forms = {a.tokens[at].form for at in range(start, stop) if not a.tokens[at].stop}
    near = {pair.b.tokens[at].form for at in pair.around_b(start, 0)}
    if forms & near or _other_qualifier(pair, a.paired[head]):
        return False
    ends = start > a.core[0] and a.kept[start - 1] >= 0
    return a.kept[head] >= 0 or ends


def _head(side: Side, at: int) -> int | None:
    """What is qualified: the next token, past other adjectives that are gone, too."""
    sentence = side.tokens[at - 1].sentence
    for index in range(at, min(at + 4, len(side.tokens))):
        token, before = side.tokens[index], side.tokens[index - 1]
        gap = side.article.text[before.end : token.start]
        if token.sentence != sentence or (set(gap) & set('.;:()\n"“”')):
            return None
        if token.low in ("and", "or"):
            continue
        if side.paired[index] >= 0:
            return None if token.stop and not (token.low == "us" and token.capital) else index
        if token.stop and token.low not in ("and", "the", "us"):
            return None
    return None


def _other_qualifier(pair: Comparison, head: int) -> bool:
    """Whether the rewrite qualifies it by another word in the same place."""
    b, at = pair.b, head - 1
    while at > b.core[0] and b.kept[at] < 0 and b.tokens[at].sentence == b.tokens[head].sentence:
        low = b.tokens[at].low
        if (low,) in qualifiers() or low in compound_ends() or low in _OWNERS:
            return True
        at -= 1
    return False
