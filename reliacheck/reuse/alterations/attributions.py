"""Who said so is gone, so that the statement is the outlet's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.lexicon import STOP
from reliacheck.reuse.alterations.report import Found
from reliacheck.text.attribution import plain_forms, unquoted, verb_forms
from reliacheck.text.patterns import pattern

_KEPT = 0.6  # of the statement's words, for it to be the same statement
_TOLD = 0.3  # of the words that are kept, outside quotation marks
_FEWEST = 3  # words that make a statement
_MOST_OTHER = 12  # words on each side of the cue that belong to it
_MOST_BEFORE = 3  # telling words before the comma of ", he said"
_LONGEST_NAME = 4  # words of a name between commas
_MOST_NEW = 2  # telling words in the place of an attribution
# Before a word that looks like a reporting verb: it is a noun, an infinitive or a passive.
_BEFORE_NOUNS = frozenset(
    "to a an the this that another his her its their my our your of in on is are was were be been"
    " being".split()
)
# After a reporting verb that says no more than who spoke, where and when.
_AFTER = frozenset(
    "that how in on at during to after from by via through late later earlier yesterday today"
    " monday tuesday wednesday thursday friday saturday sunday the a an".split()
)
# Nouns and phrases that attribute like a verb.
_NOUNS = frozenset(
    "according sources source statement spokesman spokeswoman spokesperson per citing quoted"
    " believes believe believed thinks thinks view opinion".split()
)
_HEARSAY = frozenset("allegedly reportedly alleged reported told".split())
_SPEAKER = 3  # tokens between a cue and its speaker
_EXTRA = frozenset("believe think find see call describe accuse blame post write reply".split())

_FIRST_PERSON = frozenset("i we my our me us mine ours".split())
_SPEECH = pattern(r"\(@|pic\.twitter|^\W*[A-Z][A-Z .]{2,}:|— ?[A-Z]|:\s*\n", re.MULTILINE)
_BEFORE_SPEECH, _AFTER_SPEECH = 600, 300  # code points


def find_dropped_attributions(pair: Comparison) -> Iterator[Found]:
    """Attributions of the source's sentences without which the rewrite has them."""
    done: set[int] = set()
    for at in _cues(pair.a):
        sentence = pair.a.tokens[at].sentence
        if sentence in done or pair.a.kept[at] >= 0:
            continue
        span = _phrase(pair.a, at)
        if span is None or _is_replaced(pair, at) or not _is_statement_kept(pair, at, span):
            continue
        if _is_attributed(pair, at, span):
            continue
        done.add(sentence)
        place = _place(pair, span)
        yield Found("attribution-dropped", span, place, _certainty(pair, at, span))


def _cues(side: Side) -> Iterator[int]:
    """The tokens in the passage that attribute: reporting verbs and "according"."""
    plain = _plain()
    masked = unquoted(side.article)
    for at in range(*side.core):
        token = side.tokens[at]
        if masked[token.start : token.end].isspace():
            continue
        before = side.tokens[at - 1].low if at else ""
        after = side.tokens[at + 1].low if at + 1 < len(side.tokens) else ""
        if token.capital and not token.initial:
            continue
        joined = token.start and side.article.text[token.start - 1] in "-\u2010\u2011"
        spoken = token.low in plain and before not in _BEFORE_NOUNS and not joined
        spoken = spoken or (token.low in verb_forms() and after == "how")
        if spoken or (token.low == "according" and after == "to"):
            yield at


def _plain() -> frozenset[str]:
    forms = set(plain_forms())
    forms.update(form for form, lemma in verb_forms().items() if lemma in ("believe", "think"))
    return frozenset(forms) - {
        "note",
        "report",
        "state",
        "claim",
        "tweet",
        "alleged",
        "estimate",
        "stress",
    }


def _phrase(side: Side, at: int) -> tuple[int, int] | None:
    """The unkept words around a cue that name the source and say that it spoke."""
    sentence = side.sentence(at)
    start, stop = at, at + 1
    while start > sentence.start and side.kept[start - 1] < 0 and at - start < _MOST_OTHER:
        start -= 1
    while stop < sentence.stop and side.kept[stop] < 0 and stop - at < _MOST_OTHER:
        stop += 1
    after = side.tokens[at + 1] if at + 1 < stop else None
    told = after and side.tokens[at].low != "according"
    if after and told and after.low not in _AFTER and not after.capital:
        return None  # what was said is gone, too
    if side.tokens[at].low != "according":
        if at > sentence.start and side.kept[at - 1] >= 0:
            return None  # "Smith said he won" -> "Smith won": the subject is still there
        if _follows_clause(side, start, at):
            return None  # what was said is gone, too
    elif _has_own_clause(side, start, at):
        return None
    return start, stop


def _has_own_clause(side: Side, start: int, at: int) -> bool:
    """Whether more than a name stands before "according to" that is gone as well."""
    return sum(not side.tokens[one].stop for one in range(start, at)) > _MOST_BEFORE


def _follows_clause(side: Side, start: int, at: int) -> bool:
    """Whether a comma or a quotation mark before the cue or its subject ends a clause."""
    for one in range(_before_apposition(side, start, at), start, -1):
        if any(mark in _gap(side, one) for mark in ',"”'):
            before = [at for at in range(start, one) if not side.tokens[at].stop]
            return len(before) > _MOST_BEFORE
    return False


def _gap(side: Side, at: int) -> str:
    """What stands before a token."""
    return side.article.text[side.tokens[at - 1].end : side.tokens[at].start]


def _before_apposition(side: Side, start: int, at: int) -> int:
    """Where the words before a cue end, without the name in "the chief, Marta Lindqvist, said"."""
    if at <= start or "," not in _gap(side, at):
        return at
    for one in range(at - 1, max(start, at - _LONGEST_NAME - 1), -1):
        if not side.tokens[one].capital:
            break
        if "," in _gap(side, one):
            return one - 1
    return at


def _is_replaced(pair: Comparison, at: int) -> bool:
    """Whether the rewrite says something else in that place."""
    for change in pair.changes:
        if change.a0 <= at < change.a1:
            new = [one for one in range(change.b0, change.b1) if not pair.b.tokens[one].stop]
            return len(new) > _MOST_NEW
    return False


def _is_statement_kept(pair: Comparison, at: int, span: tuple[int, int]) -> bool:
    """Whether what was said stands in the rewrite, outside quotation marks."""
    side = pair.a
    rest = [
        one
        for one in side.sentence(at)
        if not span[0] <= one < span[1] and side.tokens[one].low not in STOP
    ]
    kept = [one for one in rest if side.kept[one] >= 0]
    if len(kept) < _FEWEST or len(kept) < _KEPT * len(rest):
        return False
    masked = unquoted(pair.b.article)
    told = [one for one in kept if not _is_blank(masked, pair.b, side.kept[one])]
    if len(told) < max(_FEWEST, _TOLD * len(kept)):
        return False
    quoted = unquoted(pair.a.article)
    spoken = [one for one in told if _is_blank(quoted, side, one)]
    return 2 * len(spoken) < len(told) or not _is_speech(pair.b, [side.kept[one] for one in told])


def _is_speech(side: Side, told: list[int]) -> bool:
    """Whether words without quotation marks are plainly somebody's: a tweet, a transcript."""
    first, last = side.tokens[told[0]], side.tokens[told[-1]]
    words = [
        token.low for token in side.tokens if first.sentence <= token.sentence <= last.sentence
    ]
    if not _FIRST_PERSON.isdisjoint(words):
        return True
    text = side.article.text
    around = text[max(0, first.start - _BEFORE_SPEECH) : last.end + _AFTER_SPEECH]
    return _SPEECH.search(around) is not None


def _is_blank(masked: str, side: Side, at: int) -> bool:
    return masked[side.tokens[at].start : side.tokens[at].end].isspace()


def _is_attributed(pair: Comparison, at: int, span: tuple[int, int]) -> bool:
    """Whether the rewrite says so elsewhere in the sentence, or in one beside it."""
    a, b = pair.a, pair.b
    source = {
        a.tokens[one].low
        for one in range(*span)
        if a.tokens[one].low not in STOP and one != at and a.tokens[one].low not in verb_forms()
    }
    own = pair.sentences_b(at)
    cues = _plain() | _NOUNS
    for one in pair.around_b(at, 1):
        token = b.tokens[one]
        inside = token.sentence in own
        cue = token.low in cues or (inside and verb_forms().get(token.low) in _EXTRA)
        carried = token.sentence < min(own) and _names_source(b, one, source)
        if cue and (carried or _is_new(pair, one)):
            return True
        if inside and token.low in _HEARSAY and _is_new(pair, one):
            return True
    return False


def _is_new(pair: Comparison, at: int) -> bool:
    """Whether a cue of the rewrite is not the source's, which it has for another sentence."""
    b = pair.b
    if b.kept[at] >= 0:
        return False
    if b.core[0] <= at < b.core[1]:
        return True
    beside = [b.tokens[one].low for one in range(max(0, at - 1), at + 2) if one < len(b.tokens)]
    lows = [token.low for token in pair.a.tokens]
    return not any(lows[one : one + len(beside)] == beside for one in range(len(lows)))


def _names_source(side: Side, at: int, source: set[str]) -> bool:
    """Whether the cue of a sentence beside it has the same speaker."""
    near = range(max(0, at - _SPEAKER), min(at + _SPEAKER + 1, len(side.tokens)))
    return any(side.tokens[one].low in source for one in near if one != at)


def _place(pair: Comparison, span: tuple[int, int]) -> tuple[int, int]:
    paired = [pair.a.paired[one] for one in range(*span) if pair.a.paired[one] >= 0]
    if paired:
        return min(paired), max(paired) + 1
    place = pair.beside(span[0])
    return place, place


def _certainty(pair: Comparison, at: int, span: tuple[int, int]) -> float:
    """A bare deletion is clearer than one beside other changes, or where somebody else speaks."""
    others = _plain() | {"according"}
    for one in pair.a.sentence(at):
        if pair.a.kept[one] >= 0 and pair.a.tokens[one].low in others:
            return 0.55
    bare = all(pair.a.paired[one] < 0 for one in range(*span))
    return 0.88 if bare else 0.7
