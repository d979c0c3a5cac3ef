"""Finding the people without a name to whom copy attributes what it says (English).

A source is a noun phrase, read outwards from a head noun ("official", "sources", "aides"):
modifiers and a determiner before it, a description behind it, and a cue that makes it a source: a
reporting verb that follows ("a coalition spokesman said") or precedes (", said an aide"),
"according to", or "citing". Direct quotations are blanked out before: other people's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from reliacheck import Article, Sentence
from reliacheck.text.attribution import forms_of, plain_forms, unquoted
from reliacheck.text.patterns import pattern
from reliacheck.text.words import lowered
from reliacheck_attribution.calling import CALLING, calls_somebody
from reliacheck_attribution.names import Phrase, is_named
from reliacheck_attribution.people_words import (
    COUNTED,
    DEFINITE,
    DETERMINERS,
    NO_MODIFIER,
    OFFICES,
    OWNERS,
    SOURCES,
    says_why,
)
from reliacheck_attribution.quoting import Quotes, readable
from reliacheck_attribution.tokens import Read, running

Kind = Literal["unnamed", "bare"]

_TOKEN = pattern(r"[^\s“”\"]+")
_PLAIN_TOKEN = pattern(r"[^\W\d_][\w.’'&/\-‑]*\Z")
_LOOK_BACK = 90  # characters before a head noun that its modifiers may take

# Words that begin a description, and "to" before whom it is to.
_DESCRIBING = frozenset(
    "familiar close both with involved briefed at in from of for who near inside within on speaking"
    " present working privy aware traveling travelling there here not tracking monitoring"
    " investigating".split()
)
_TO_WHOM = pattern(r"\s+(?:(?i:the|an?|his|her|its|their)|[A-Z][a-z]+)\b")
_NEXT_WORD = pattern(r"(,?)\s+(\w+)")
# The patterns of descriptions read small letters: for either case they would cost three times as
# much. That the first word begins one is looked up before.
# A description runs up to the verb; set off by a comma, only a relative clause is one.
_RUN = (
    r"(?:\([^()\n]{1,40}\)|(?!\b(?:where|which|that|but|when|while|because|as|declined|refused"
    r"|verified)\b)[^,.;:!?\n“”\"—()]){0,140}?"
)
_HIDING = r"(?:speaking|briefed|asked|who\s+(?:spoke|asked|declined|requested|was|were))\b"
_HIDING_WORDS = frozenset("speaking briefed asked who".split())
_DESCRIBED = rf"(?:\s+\w+\b{_RUN}(?:,\s+{_HIDING}{_RUN})?|,\s+(?:{_HIDING}|who\b){_RUN})"
_ADVERBS = frozenset(
    "also later has have had then still earlier recently long now already since privately publicly"
    " often repeatedly previously immediately quickly reportedly separately further generally"
    " sharply".split()
)
_OPINION = (
    "fear worry question accuse blame speculate predict describe express urge point"
    " lament praise ask wonder agree counter dismiss recall"
).split()
# Forms that are nouns more often than verbs behind these heads ("opponents in other states").
_NOUNS = frozenset(
    "state states report reports point points note call calls charge claim remark remarks".split()
)
# "People" are a source where it is told how they know, or that they hide.
_KNOWS = pattern(
    r",?\s+(?:familiar\s+with|close\s+to|with\s+(?:direct\s+|first-?hand\s+)?knowledge|briefed"
    r"|involved\s+in|privy\s+to|aware\s+of"
    r"|who\s+(?:spoke|asked|declined|requested|insisted|was\s+not|were\s+not|wasn|weren))\b",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """One place where an unnamed person or group is given as a source."""

    start: int  # the noun phrase, code points into the article's text
    end: int
    cue_start: int  # the reporting verb or "according to"
    cue_end: int
    kind: Kind
    head: str  # lower case, singular where it is regular
    head_plural: bool
    modifiers: tuple[str, ...]  # lower case, without determiners
    definite: bool  # "the", "her"
    owned: bool  # "her": told by whose they are, whether mentioned before or not
    counted: bool  # "one", "two": of some that were spoken of
    described: bool  # a description follows the head noun
    reason_given: bool  # the sentence says why the name is withheld
    sentence: Sentence


def unnamed_people(article: Article, quotes: Quotes = "ignore") -> tuple[Mention, ...]:
    """All mentions outside headlines, in order, named people left out; outside quotations unless
    these are included."""
    return article.memo(_FINDERS[quotes])


def _find_in(quotes: Quotes) -> Callable[[Article], tuple[Mention, ...]]:
    def find(article: Article) -> tuple[Mention, ...]:
        text = readable(article, quotes)
        return tuple(
            mention
            for read in running(article, quotes)
            if not _HEADS.isdisjoint(read.words) and not _cues().isdisjoint(read.words)
            for mention in _in_sentence(text, read)
            if not (mention.definite and not mention.modifiers and _is_of_named(article, mention))
        )

    return find


_FINDERS = {quotes: _find_in(quotes) for quotes in ("ignore", "include")}


def _is_of_named(article: Article, mention: Mention) -> bool:
    return mention.head in article.memo(_named_heads)


class _Head(NamedTuple):
    """A head noun as it stands in the text."""

    start: int
    end: int
    text: str
    kind: Literal["office", "source"]


_HEADS = OFFICES | SOURCES


def _heads(masked: str, read: Read) -> Iterator[_Head]:
    for start, low in read.places(_HEADS.intersection(read.words)):
        end = start + len(low)
        behind = masked[end : min(end + 1, read.sentence.end)]
        if _is_letter(masked[max(0, start - 1) : start]) or _is_letter(behind):
            continue  # a piece of a word with an accent or a figure
        if low in OFFICES:
            yield _Head(start, end, masked[start:end], "office")
        elif not masked.startswith(" of ", end):
            yield _Head(start, end, masked[start:end], "source")


def _is_letter(mark: str) -> bool:
    r"""Whether it is a character that `\w` finds."""
    return mark.isalnum() or mark == "_"


@cache
def _cueing() -> frozenset[str]:
    """The verbs behind a head noun that make it a source."""
    return frozenset([*plain_forms(), *forms_of(*_OPINION)]) - _NOUNS


@cache
def _cues() -> frozenset[str]:
    """The words without one of which nobody is a source."""
    return (
        _cueing()
        | CALLING
        | frozenset("said say says added told according citing cited quoting quoted".split())
    )


_WORD = pattern(r"\b\w+\b")
# What stands between a head noun and its verb where it is described.
_UP_TO_VERB = pattern(
    rf"(?P<description>{_DESCRIBED}),?\s+(?:(?:{'|'.join(sorted(_ADVERBS))})\s+)*(?<!to\s)"
)
_TO_BE = pattern(r"\s+to\s+(?:be|have)\b", re.IGNORECASE)


_CUE_BACK = 40  # characters before a source that hold its cue
_CUE_ENDS = ("said", "say", "says", "added", "to", "citing", "cited", "quoting", "quoted")
_BEFORE = pattern(
    r"(?:(?<=[,”\"’—-])\s+(?P<inverted>said|says?|added|told\s+\w+)"
    r"|(?P<cue>according\s+to|(?<!without\s)citing|cited|quoting|quoted))\s*\Z",
    re.IGNORECASE,
)
# Behind an inverted source the clause must end, or "said officials had left" would count.
_CLAUSE_ENDS = pattern(
    r"\s*(?:[,.;]|$|who\b|in\b|at\b|for\b|to\b|with\b|familiar\b|close\b|on\b|of\b)"
)
# "According to official figures", "cited two sources: a letter and a diary".
_LISTED = pattern(r":\s+[a-z]")
_ADJECTIVES = frozenset("official executive source insider".split())
_SMALL_WORD = pattern(r"\s+([a-z]\w*)")
_NO_NOUNS = _DESCRIBING | frozenset(
    "and or as but while that which when cited quoted granted saying citing after before".split()
)


def _in_sentence(masked: str, read: Read) -> Iterator[Mention]:
    for found in _heads(masked, read):
        mention = _mention(masked, read.sentence, found)
        if mention is not None:
            yield mention


def _mention(masked: str, sentence: Sentence, head: _Head) -> Mention | None:
    start, determiner, modifiers = _phrase_start(masked, sentence.start, head.start)
    if determiner in ("a", "an", "one") and _is_plural(head.text):
        # "a strategy critics warn against": the article belongs to another noun
        start, determiner, modifiers = head.start, "", ()
    cue = _cue_behind(masked, sentence, head) or _cue_before(masked, sentence, start, head)
    if cue is None:
        return None
    phrase = Phrase(start, head.end, cue.end, cue.cue_start, cue.cue_end)
    if is_named(masked, sentence, phrase):
        return None
    described = cue.end > head.end
    if _is_in_name(masked, sentence, head):
        return None
    kind = _kind(head, modifiers, described, masked[head.end : cue.end])
    if kind is None or "no" in modifiers or _is_glued(masked, sentence, head.start):
        return None
    return Mention(
        start=start,
        end=max(cue.end, head.end),
        cue_start=cue.cue_start,
        cue_end=cue.cue_end,
        kind=kind,
        head=_singular(head.text.lower()),
        head_plural=_is_plural(head.text),
        modifiers=modifiers,
        definite=determiner in DEFINITE,
        owned=determiner in OWNERS,
        counted=determiner in COUNTED,
        described=described,
        reason_given=says_why(lowered(masked[sentence.start : sentence.end])),
        sentence=sentence,
    )


def _is_in_name(masked: str, sentence: Sentence, head: _Head) -> bool:
    """Whether a capital makes the head part of a name: "the Council of Economic Advisers"."""
    before = masked[sentence.start : head.start].split()
    return bool(before) and head.text[0].isupper() and before[-1][0].isupper()


def _is_glued(masked: str, sentence: Sentence, head: int) -> bool:
    """Whether a capital follows a small word: a link's text run into the sentence before."""
    before = masked[sentence.start : head].split()
    return bool(before) and masked[head].isupper() and before[-1].isalpha() and before[-1].islower()


def _phrase_start(masked: str, left: int, head: int) -> tuple[int, str, tuple[str, ...]]:
    """Where the noun phrase begins, its determiner and its modifiers, read from right to left."""
    tokens = [
        (token.start(), token.group())
        for token in _TOKEN.finditer(masked, max(left, head - _LOOK_BACK), head)
    ]
    start, determiner = head, ""
    modifiers: list[str] = []
    while tokens:
        place, token = tokens.pop()
        word = token.lower()
        if word in DETERMINERS:
            determiner = word if determiner in ("", "other") or word in DEFINITE else determiner
            start = place
        elif determiner or not (_modifies(token) or _joins(word, tokens, modifiers)):
            break
        else:
            start = place
            modifiers.insert(0, word)
    return start, determiner, tuple(modifiers)


def _joins(word: str, before: list[tuple[int, str]], behind: list[str]) -> bool:
    """ "and" between modifiers, "of" inside a name: "a Department of Justice official"."""
    if not before or not behind:
        return False
    if word == "of":
        return before[-1][1][0].isupper()
    return word == "and" and _modifies(before[-1][1])


def _modifies(token: str) -> bool:
    return (
        bool(_PLAIN_TOKEN.match(token))
        and (token.lower() not in NO_MODIFIER or token == "US")
        and not token.lower().endswith("ly")
        and token.lower() != "and"
        and token not in _verbs()
    )


@cache
def _verbs() -> frozenset[str]:
    """Reporting verbs in small letters; they end a noun phrase ("quoted Iraqi officials")."""
    return frozenset(forms_of()) - _NOUNS


class _Cue(NamedTuple):
    end: int  # where the source's description ends
    cue_start: int
    cue_end: int


def _cue_behind(masked: str, sentence: Sentence, head: _Head) -> _Cue | None:
    if sentence.text.endswith("?"):
        return None
    cue = _verb_behind(masked, head.end, sentence.end)
    if cue and masked[head.end : cue.end].strip(" ,\n").lower() == "who":
        return cue._replace(end=head.end)
    return cue


def _verb_behind(masked: str, start: int, end: int) -> _Cue | None:
    """The verb of a head noun that ends at `start`, and where the description before it ends."""
    asked = None
    for word in _WORD.finditer(masked, start, end):
        low = word[0].lower()
        cueing = low in _cueing() or (low in CALLING and calls_somebody(masked, word.end(), end))
        if not cueing or _TO_BE.match(masked, word.end(), end):
            continue
        described = _described_up_to(masked, start, word.start())
        if described is None:
            continue
        cue = _Cue(described, *word.span())
        before = masked[start : word.start()].rstrip()
        if low != "asked" or not before.endswith(","):
            return cue
        asked = asked or cue  # ", asked about it, said": the verb is yet to come
    return asked


def _described_up_to(masked: str, start: int, verb: int) -> int | None:
    """Where the description between a head noun and its verb ends, at `start` if there is none.

    None where they do not belong together.
    """
    between = masked[start:verb]
    words = between.removeprefix(",")
    if words[:1].isspace() and words[-1:].isspace() and _ADVERBS.issuperset(words.lower().split()):
        return start
    if not _may_describe(masked, start):
        return None
    found = _UP_TO_VERB.fullmatch(lowered(between))
    return start + found.end("description") if found else None


def _may_describe(masked: str, at: int) -> bool:
    """Whether the next word begins a description of the head noun before it."""
    found = _NEXT_WORD.match(masked, at)
    if found is None:
        return False
    comma, word = found[1], found[2].lower()
    if comma:
        return word in _HIDING_WORDS
    return word in _DESCRIBING or _is_to_whom(masked, word, found.end())


def _is_to_whom(masked: str, word: str, behind: int) -> bool:
    return word == "to" and bool(_TO_WHOM.match(masked, behind))


def _cue_before(masked: str, sentence: Sentence, start: int, head: _Head) -> _Cue | None:
    left = max(sentence.start, start - _CUE_BACK)
    words = masked[left:start].lower().split()[-2:]
    if not words or not (words[-1].endswith(_CUE_ENDS) or words[0] == "told"):
        return None
    found = _BEFORE.search(masked, left, start)
    if found is None or _is_nobody(masked, head, sentence.end):
        return None
    if found["inverted"] and not _CLAUSE_ENDS.match(masked[head.end : sentence.end]):
        return None
    end = head.end
    if _may_describe(masked, end):
        described = _DESCRIBED_BEHIND.match(lowered(masked[end : sentence.end]))
        end += described.end() if described else 0
    group = "inverted" if found["inverted"] else "cue"
    return _Cue(end, *found.span(group))


def _is_nobody(masked: str, head: _Head, end: int) -> bool:
    """Whether the head noun is an adjective, or a thing that a colon lists."""
    if _LISTED.match(masked, head.end, end):
        return True
    following = _SMALL_WORD.match(masked, head.end, end) if head.text in _ADJECTIVES else None
    if following is None or following[1] in _NO_NOUNS:
        return False
    return not _is_to_whom(masked, following[1], following.end())


_DESCRIBED_BEHIND = pattern(rf"{_DESCRIBED}(?=[,.;:!?\n“”\"—]|\b(?:that|who|but|as)\b|$)")


def _kind(
    head: _Head, modifiers: tuple[str, ...], described: bool, description: str
) -> Kind | None:
    if head.kind == "office":
        return "unnamed"
    if head.text.lower() in ("source", "sources"):
        return "unnamed" if described or modifiers else "bare"
    return "unnamed" if _KNOWS.match(description) else None


def _is_plural(head: str) -> bool:
    return head.lower().endswith(("s", "people", "men"))


def _singular(word: str) -> str:
    if word.endswith("people"):
        return word.removesuffix("people") + "person"
    if word.endswith("men"):
        return word.removesuffix("men") + "man"
    return word.removesuffix("s")


@cache
def _named_head() -> re.Pattern[str]:
    offices = "|".join(sorted(OFFICES))
    sources = "|".join(sorted(SOURCES))
    return re.compile(
        rf"\b({offices}|{sources})\b(?:\s+for\s+[^,.;]{{1,60}})?,?\s+(?:[A-Z][\w.’'\-]+\s+)*[A-Z]"
        rf"|[A-Z][\w’'\-]+,\s+(?:(?:an?|the|one\s+of\s+the)\s+)?(?:[\w.’'\-]+\s+){{0,5}}({offices})\b"
    )


def _named_heads(article: Article) -> frozenset[str]:
    """Head nouns that somewhere stand beside a name: "the spokesman" is then that person."""
    return frozenset(
        _singular((found[1] or found[2]).lower())
        for found in _named_head().finditer(unquoted(article))
    )
