"""Finding the crowds to whom copy gives what it says: "critics say", "some Republicans fear".

A crowd is a plural noun, read outwards from its head: what tells how many and of which kind before
it, what they are for behind it, and a verb of speech or belief, or "according to" before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from reliacheck import Article, Sentence
from reliacheck.text.patterns import pattern
from reliacheck_attribution.crowd_words import (
    ADVERBS,
    ALONE,
    AMOUNTS,
    BEING,
    CAMPS,
    PARTIES,
    SIDES,
    SOME,
    STATES,
    believes,
    speaks,
    speech,
)
from reliacheck_attribution.quoting import Quotes, readable_lower
from reliacheck_attribution.tokens import Read, Token, sentences_of

Sort = Literal["camp", "counted", "party", "many"]


class Crowd(NamedTuple):
    """One place where a group nobody could ask is given as a source."""

    start: int  # from the group to its verb, or from "according to" to the group; code points
    end: int
    head: str  # in small letters
    sort: Sort
    sentence: Sentence


def crowds(article: Article, quotes: Quotes = "ignore") -> tuple[Crowd, ...]:
    """All crowds of the running text, in order; outside quotations unless these are included."""
    return article.memo(_FINDERS[quotes])


_HEADS = CAMPS | PARTIES | SIDES | ALONE
_COUNTING = SOME | AMOUNTS
_PLURAL = ("s", "people", "men")
_TRIGGERS = _HEADS | _COUNTING
_LEFT = 5  # words of a group before its head
_BEHIND = 9  # words of what follows the head
_ASIDE = 14  # words of an insertion between commas

# No phrase goes back over these words.
_LIMITS = frozenset(
    "of in on at to for from by with as into over after before about against between during through"
    " under since until that which who whom whose what where when while if because but or nor so"
    " than then is are was were be been being am has have had do does did will would can could may"
    " might must shall should not he she it they we you i him them us me how why there here also"
    " even just only still yet already according said says say told like whether although though"
    " argue warn claim unless among via per around toward towards amid despite except including"
    " and".split()
)
# What a clause, or a relative one without its pronoun, begins behind.
_OPENERS = frozenset(
    "that which as what while but and or because if when where how why although though whether"
    " since than so even yet whom then before after until also just says said still or".split()
)
_DEFINITE = frozenset("the these those both such no".split())
_OWNERS = frozenset("his her their its our my your".split())
_WHERE_THEY_ARE = frozenset("at from with".split())
_WHAT_FOR = frozenset("of for in on within inside across to against who around".split())
_NAMING = frozenset("including such like among led namely especially particularly notably".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve both".split())
_NATIONS = frozenset(("American", "Western", "European", "British", "U.S", "US", "UK", "GOP"))


def _find_in(quotes: Quotes) -> Callable[[Article], tuple[Crowd, ...]]:
    def find(article: Article) -> tuple[Crowd, ...]:
        text = readable_lower(article, quotes)
        return tuple(
            crowd
            for read in sentences_of(article, quotes)
            if not _TRIGGERS.isdisjoint(read.words) and _may_speak(text, read)
            for crowd in _in_sentence(read.tokens, read.sentence)
        )

    return find


def _may_speak(lower: str, read: Read) -> bool:
    """Whether there is a cue behind the first word for a crowd, or one that goes before it."""
    words = read.words
    first = next(at for at, word in enumerate(words) if word in _TRIGGERS)
    if not _cues().isdisjoint(words[first + 1 :]) or "according" in words[:first]:
        return True
    return not _INVERTED.isdisjoint(words[:first]) and bool(
        _INVERTING.search(lower, read.sentence.start, read.sentence.end)
    )


@cache
def _cues() -> frozenset[str]:
    """The words without one of which no crowd is a source."""
    return frozenset(speech()) | STATES | {"according"}


_FINDERS = {quotes: _find_in(quotes) for quotes in ("ignore", "include")}


def _in_sentence(tokens: list[Token], sentence: Sentence) -> Iterator[Crowd]:
    last = -1
    counted = any(token.low in _COUNTING for token in tokens)
    for at, token in enumerate(tokens):
        low = token.low
        if at <= last or not (low in _HEADS or (counted and low.endswith(_PLURAL))):
            continue
        found = _alone(tokens, at) if low in ALONE else None
        if found is None and (low in _HEADS or _is_plural(tokens, at)):
            found = _group(tokens, at)
        if found is not None:
            first, last, sort = found
            yield Crowd(tokens[first].start, tokens[last].end, token.low, sort, sentence)


_Found = tuple[int, int, Sort]  # first and last token


def _is_plural(tokens: list[Token], at: int) -> bool:
    """Whether a word may be the head behind "some" or "many": any plural in small letters."""
    low = tokens[at].low
    return (
        (low.endswith("s") and not low.endswith(("ss", "'s", "us")) and len(low) > len("eyes"))
        or low.endswith(("people", "men"))
    ) and any(one.low in SOME or one.low in AMOUNTS for one in tokens[max(0, at - _LEFT) : at])


def _alone(tokens: list[Token], at: int) -> _Found | None:
    """ "Some believe", "many in the party fear", "others online have questioned"."""
    before = tokens[at - 1].low if at else ""
    inverted = _cue_before(tokens, at, at)
    if inverted is not None:
        return inverted, at, "many"
    begins = not before or before in _OPENERS or not before[0].isalnum()
    if not begins or (at + 1 < len(tokens) and tokens[at + 1].low == "of"):
        return None
    if before == "," and tokens[0].low == "of":
        return None  # "of the nine members, some said"
    verb = at + 1
    if verb < len(tokens) and tokens[verb].low in ("in", "on", "at", "within", "inside", "from"):
        verb = _over_phrase(tokens, verb)
    verb = _over_adverbs(tokens, verb)
    if verb >= len(tokens):
        return None
    behind = tokens[verb + 1].low if verb + 1 < len(tokens) else ""
    if tokens[verb].low in BEING and behind in STATES:
        return at, verb + 1, "many"
    if speaks(tokens[verb].low, behind, camp=False, counted=True) and believes(
        tokens[verb].low, behind, begins=begins
    ):
        return at, verb, "many"
    return None


_AMOUNTING = frozenset("a an growing small great good".split())
_MEASURING = frozenset("the same as how so too".split())


class _Left(NamedTuple):
    """What stands before a head noun."""

    first: int
    counted: bool
    definite: bool
    owned: bool  # "her critics", "Mr. Doe's allies"
    named: bool  # a capitalised modifier that is no nationality


def _left_of(tokens: list[Token], head: int) -> _Left | None:
    """None where the head is no subject: a preposition governs it, or a number counts it."""
    at = head - 1
    counted = definite = owned = named = False
    while at >= 0 and head - at <= _LEFT:
        token = tokens[at]
        low = token.low
        if low in SOME:
            counted = True
            at -= 1
            break
        if low == "of" and at and tokens[at - 1].low in AMOUNTS:
            if at >= 2 and tokens[at - 2].low in _MEASURING:
                return None  # "the number of voters who say"
            counted = True
            at -= 1
        elif low in _NUMBERS or token.text[0].isdigit():
            return None
        elif low in _OWNERS or low.endswith("'s"):
            owned = True
        elif low in _DEFINITE:
            definite = True
        elif low == "and" and at and tokens[at - 1].text[0].isalnum():
            # "voting rights groups and prominent Democrats", "conservative and liberal critics"
            before = tokens[at - 1]
            if before.low not in _HEADS and (before.text[0].isupper() or not _is_modifier(before)):
                break
        elif not _is_modifier(token):
            break
        elif token.text[0].isupper() and at and token.text not in _NATIONS:
            named = named or low not in _HEADS
        at -= 1
    while counted and at >= 0 and tokens[at].low in _AMOUNTING:
        at -= 1
    if counted and at >= 0 and (tokens[at].low in _MEASURING or tokens[at].low in _NUMBERS):
        return None  # "the number of voters", "twice as many supporters"
    return _Left(at + 1, counted, definite, owned, named)


def _is_modifier(token: Token) -> bool:
    return token.text[0].isalpha() and token.low not in _LIMITS and token.low not in ("a", "an")


def _group(tokens: list[Token], head: int) -> _Found | None:
    """ "Critics of the plan say", "some Republicans fear", "according to several experts"."""
    left = _left_of(tokens, head)
    if left is None:
        return None
    low = tokens[head].low
    sort = _sort_of(low, left)
    if sort is None:
        return None
    cue = _cue_before(tokens, left.first, head)
    if cue is not None:
        end = _over_aside(tokens, head)
        return None if _is_told_apart(tokens, head, end) else (cue, head, sort)
    if not _is_subject(tokens, left):
        return None
    verb = _verb_behind(tokens, head, low, sort)
    return (left.first, verb, sort) if verb else None


def _sort_of(head: str, left: _Left) -> Sort | None:
    if head in SIDES:
        return "party" if left.definite and not (left.counted or left.owned) else None
    if left.definite and not left.counted:
        return None
    if left.counted:
        return "counted"
    if head in CAMPS:
        return None if left.named and head not in _FOR_SOMETHING else "camp"
    if head in PARTIES and not left.owned:
        return "party" if head in _BARE or not left.named else None
    return None


# With a name before them these are still nobody: "Trump critics", "Clinton supporters".
_FOR_SOMETHING = frozenset(
    "critics supporters opponents detractors defenders backers foes advocates activists haters"
    " experts observers insiders watchers".split()
)
# Parties that are a voice without a word that tells how many.
_BARE = frozenset(
    "republicans democrats liberals conservatives progressives libertarians moderates centrists"
    " lawmakers politicians groups leaders allies rivals loyalists investors".split()
)


def _cue_before(tokens: list[Token], first: int, head: int) -> int | None:
    """The place of "according to", or of a verb behind a quotation, that a group follows."""
    if first >= 2 and tokens[first - 1].low == "to" and tokens[first - 2].low == "according":
        return first - 2
    ends = head + 1 >= len(tokens) or tokens[head + 1].low in _ENDS
    if first >= 2 and tokens[first - 1].low in _INVERTED and not tokens[first - 2].low[0].isalnum():
        return first - 1 if ends else None
    return None


_INVERTED = frozenset("say says said argue warn claim".split())
_INVERTING = pattern(r"[^\w\s][\s_]*(?:say|said|argue|warn|claim)")
_ENDS = frozenset(', . ; – — ) ” "'.split())


def _is_subject(tokens: list[Token], left: _Left) -> bool:
    first = left.first
    if first == 0:
        return True
    before = tokens[first - 1].low
    if left.counted and before not in _LIMITS and before[0].isalpha() and before not in speech():
        return True  # "a pullback some analysts had warned of"
    if before == "and" and first >= 2:  # "he and some experts": somebody is among them
        return tokens[first - 2].low not in _PERSONS and not tokens[first - 2].text[0].isupper()
    return before in _OPENERS or not before[0].isalnum()


_PERSONS = frozenset("he she they it we i you him her them".split())


def _verb_behind(tokens: list[Token], head: int, low: str, sort: Sort) -> int:
    """The place of the verb that makes a group a source, 0 if there is none."""
    at = _over_aside(tokens, head)
    if _is_told_apart(tokens, head, at):
        return 0
    if tokens[head + 1 : head + 2] and tokens[head + 1].low == "who" and sort != "counted":
        return 0
    at = _over_adverbs(tokens, at)
    if at >= len(tokens):
        return 0
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if tokens[at].low in BEING and behind in STATES:
        return at + 1
    counted = sort == "counted"
    return at if speaks(tokens[at].low, behind, camp=low in CAMPS, counted=counted) else 0


def _over_adverbs(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].low in ADVERBS or _is_manner(tokens[at])):
        at += 1
    return at


def _is_manner(token: Token) -> bool:
    return token.low.endswith("ly") and len(token.low) > len("early")


def _over_aside(tokens: list[Token], head: int) -> int:
    """The place behind what tells more of a group: "of the bill", ", however,"."""
    at = head + 1
    if at < len(tokens) and (
        tokens[at].low in _WHAT_FOR or tokens[at].low in _WHERE_THEY_ARE or _is_doing(tokens[at])
    ):
        at = _over_phrase(tokens, at)
    if at < len(tokens) and tokens[at].low == "and":
        joined = _over_phrase(tokens, at)  # "advocates and lawyers have argued"
        at = joined if joined > at + 1 else len(tokens)
    if at < len(tokens) and tokens[at].text == ",":
        ends = range(at + 1, min(at + _ASIDE, len(tokens)))
        close = next((end for end in ends if tokens[end].text == ","), None)
        at = close + 1 if close else at
    return at


def _is_doing(token: Token) -> bool:
    return token.low.endswith("ing") and len(token.low) > len("thing")


def _over_phrase(tokens: list[Token], at: int) -> int:
    """Behind a prepositional phrase: the first word that may be the verb."""
    for place in range(at + 1, min(at + _BEHIND, len(tokens))):
        token = tokens[place]
        if not token.text[0].isalnum():
            return place
        if token.low in ("who", "which", "whose") or (token.low == "that" and place > at + 1):
            return len(tokens)
        if token.low == "to" or (place == at + 1 and tokens[at].low == "to"):
            continue  # "plants to see"
        behind = tokens[place + 1].low if place + 1 < len(tokens) else ""
        adverb = token.low in ADVERBS and token.low not in ("all", "both", "online")
        if adverb or speaks(token.low, behind, camp=True, counted=True):
            return place
        if token.low in BEING:
            return place
    return len(tokens)


def _is_told_apart(tokens: list[Token], head: int, end: int) -> bool:
    """Whether what follows a group names it, or one of it."""
    near = [one.low for one in tokens[head + 1 : head + 3] if one.text not in (",", "—", "–", "(")]
    if near and near[0] in _NAMING:
        return True
    following = tokens[head + 1 : end]
    if len(following) > 1 and following[0].text == "," and following[1].text[0].isupper():
        return True
    if tokens[head + 1 : head + 2] and tokens[head + 1].text in ("—", "–", "("):
        return True
    if not following or following[0].low not in _WHERE_THEY_ARE:
        return False
    return any(token.text[0].isupper() or token.low == "the" for token in following)
