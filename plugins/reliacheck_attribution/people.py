"""Finding the people without a name to whom copy attributes what it says (English).

A source is a noun phrase, read outwards from a head noun ("official", "sources", "critics"):
modifiers and a determiner before it, a description behind it, and a cue that makes it a source: a
reporting verb that follows ("a coalition spokesman said") or precedes (", said an aide"),
"according to", or "citing". Direct quotations are blanked out before: other people's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from reliacheck import Article, Sentence
from reliacheck.text.attribution import forms_of, plain_forms, unquoted
from reliacheck.text.patterns import pattern
from reliacheck.text.words import lowered
from reliacheck_attribution.names import Phrase, is_named

Kind = Literal["unnamed", "bare", "vague"]

# People whose office is told though their name is not.
_OFFICES = frozenset(
    "official officials spokesman spokesmen spokeswoman spokeswomen spokesperson spokespersons"
    " spokespeople aide aides adviser advisers advisor advisors diplomat diplomats staffer staffers"
    " operative operatives strategist strategists executive executives confidant confidants"
    " insider insiders".split()
)
# People of whom it is told only that they know.
_SOURCES = frozenset("source sources person people individual individuals".split())
# People who stand for an opinion.
_CAMPS = frozenset(
    "critic critics supporter supporters opponent opponents expert experts analyst analysts"
    " observer observers sceptic sceptics skeptic skeptics detractor detractors proponent"
    " proponents advocate advocates commentator commentators pundit pundits defender defenders"
    " naysayer naysayers scholar scholars economist economists historian historians scientist"
    " scientists".split()
)
_MANY = frozenset("some many others".split())
_MANY_PEOPLE = pattern(r"(?:\s+(?:people|observers))?(?=\s)", re.IGNORECASE)

_DETERMINERS = frozenset(
    "a an the one two three four five six several some many most few multiple various other"
    " another both numerous certain these those his her their its our any all".split()
)
# Words that cannot stand before a head noun in its phrase.
_NO_MODIFIER = frozenset(
    "of in on at to for from by with as into over after before about against between during"
    " through under since until that which who whom whose where when while if because but or nor"
    " so than then is are was were be been being has have had do does did will would can could may"
    " might must shall should not he she it they we you i him them us me what how why there here"
    " also even just only still yet already monday tuesday wednesday thursday friday saturday"
    " sunday january february march april june july august september october november december"
    " week month year today yesterday according citing quoting via per among amid like including"
    " such said says told".split()
)
_COUNTED = frozenset("one two three four five six both several other another".split())
_OWNERS = frozenset("his her their its our".split())
_DEFINITE = _OWNERS | frozenset("the these those both".split())
_TOKEN = pattern(r"[^\s]+")
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
    " lament praise ask wonder agree counter dismiss"
).split()
# Forms that are nouns more often than verbs behind these heads ("opponents in other states").
_NOUNS = frozenset(
    "state states report reports point points note call calls charge claim remark remarks".split()
)
# "Some" and "many" are sources only before verbs that are not also nouns ("some point").
_CROWD = (
    "say|said|believe|believed|think|thought|argue|argued|contend|contended|suggest|suggested"
    "|fear|feared|worry|worried|claim|claimed|insist|insisted|wonder|wondered|maintain|complain"
    "|complained|predict|predicted|speculate|speculated"
    "|have\\s+(?:called|questioned|noted|said|argued|suggested|claimed|expressed|criticized)"
)
_HIDDEN = ("anonym", "named", "identified", "authori", "background")
_ANONYMITY = pattern(
    r"condition\s+of\s+anonymity|not\s+(?:to\s+be|be)\s+(?:named|identified)|anonymously"
    r"|requested\s+anonymity|not\s+authori[sz]ed\s+to|wasn['’]t\s+authori[sz]ed"
    r"|declined\s+to\s+be\s+(?:named|identified)|spoke\s+on\s+background"
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


def unnamed_people(article: Article) -> tuple[Mention, ...]:
    """All mentions outside quotations and headlines, in order; named people left out."""
    return article.memo(_find)


def _find(article: Article) -> tuple[Mention, ...]:
    masked = unquoted(article)
    found = [
        mention
        for sentence in article.sentences
        if sentence.part.kind in ("body", "standfirst")
        for mention in _in_sentence(masked, sentence)
        if not (mention.definite and not mention.modifiers and _is_of_named(article, mention))
    ]
    return tuple(found)


def _is_of_named(article: Article, mention: Mention) -> bool:
    return mention.head in article.memo(_named_heads)


class _Head(NamedTuple):
    """A head noun as it stands in the text."""

    start: int
    end: int
    text: str
    kind: Literal["office", "source", "camp", "many"]


def _heads(masked: str, start: int, end: int) -> Iterator[_Head]:
    behind = start
    for word in _WORD.finditer(masked, start, end):
        low = word[0].lower()
        if word.start() < behind:
            continue
        if low in _OFFICES:
            yield _Head(*word.span(), word[0], "office")
        elif low in _SOURCES:
            yield _Head(*word.span(), word[0], "source")
        elif low in _CAMPS:
            yield _Head(*word.span(), word[0], "camp")
        elif low in _MANY and (many := _MANY_PEOPLE.match(masked, word.end(), end)):
            behind = many.end()
            yield _Head(word.start(), behind, masked[word.start() : behind], "many")


@cache
def _cueing(opinion: bool) -> frozenset[str]:
    """The verbs behind a head noun that make it a source."""
    return frozenset([*plain_forms(), *(forms_of(*_OPINION) if opinion else ())]) - _NOUNS


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


def _in_sentence(masked: str, sentence: Sentence) -> Iterator[Mention]:
    for found in _heads(masked, sentence.start, sentence.end):
        mention = _mention(masked, sentence, found)
        if mention is not None:
            yield mention


def _mention(masked: str, sentence: Sentence, head: _Head) -> Mention | None:
    start, determiner, modifiers = _phrase_start(masked, sentence.start, head.start)
    if determiner in ("a", "an", "one") and _is_plural(head.text):
        # "a strategy critics warn against": the article belongs to another noun
        start, determiner, modifiers = head.start, "", ()
    opinion = head.kind in ("camp", "many")
    cue = _cue_behind(masked, sentence, head, opinion) or _cue_before(masked, sentence, start, head)
    if cue is None:
        return None
    phrase = Phrase(start, head.end, cue.end, cue.cue_start, cue.cue_end)
    if is_named(masked, sentence, phrase):
        return None
    described = cue.end > head.end
    kind = _kind(head, determiner, modifiers, described, masked[head.end : cue.end])
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
        definite=determiner in _DEFINITE,
        owned=determiner in _OWNERS,
        counted=determiner in _COUNTED,
        described=described,
        reason_given=_says_why(lowered(masked[sentence.start : sentence.end])),
        sentence=sentence,
    )


def _says_why(sentence: str) -> bool:
    return any(stem in sentence for stem in _HIDDEN) and bool(_ANONYMITY.search(sentence))


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
        if word in _DETERMINERS:
            determiner = word if determiner in ("", "other") or word in _DEFINITE else determiner
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
        and (token.lower() not in _NO_MODIFIER or token == "US")
        and not token.lower().endswith("ly")
        and token.lower() != "and"
        and token not in _verbs()
    )


@cache
def _verbs() -> frozenset[str]:
    """Reporting verbs in small letters; they end a noun phrase ("quoted Iraqi officials")."""
    return frozenset(forms_of()) - _NOUNS


# "Of the members, some said", "the bank and others said": it is told of whom they are some.
_PART_OF = pattern(r"\bof\s+(?:the|those|these)\b|\band\s+\Z", re.IGNORECASE)


_POLL = pattern(r"(?:%|\bper\s?cent)\s+of\s+(?:[\w.’'\-]+\s+){0,4}\Z", re.IGNORECASE)


class _Cue(NamedTuple):
    end: int  # where the source's description ends
    cue_start: int
    cue_end: int


def _cue_behind(masked: str, sentence: Sentence, head: _Head, opinion: bool) -> _Cue | None:
    before = masked[sentence.start : head.start]
    if sentence.text.endswith("?") or (head.kind == "many" and _PART_OF.search(before)):
        return None
    if opinion and _POLL.search(before):
        return None
    if head.kind == "many":
        some = _crowd().match(masked, head.end, sentence.end)
        return _Cue(head.end, *some.span("verb")) if some else None
    cue = _verb_behind(masked, head.end, sentence.end, opinion)
    if cue and masked[head.end : cue.end].strip(" ,\n").lower() == "who":
        # "he dismissed critics who said": not given as a source
        return None if opinion else cue._replace(end=head.end)
    return cue


def _verb_behind(masked: str, start: int, end: int, opinion: bool) -> _Cue | None:
    """The verb of a head noun that ends at `start`, and where the description before it ends."""
    asked = None
    for word in _WORD.finditer(masked, start, end):
        if word[0].lower() not in _cueing(opinion) or _TO_BE.match(masked, word.end(), end):
            continue
        described = _described_up_to(masked, start, word.start())
        if described is None:
            continue
        cue = _Cue(described, *word.span())
        before = masked[start : word.start()].rstrip()
        if word[0].lower() != "asked" or not before.endswith(","):
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


@cache
def _crowd() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:also\s+)?(?P<verb>{_CROWD})\b", re.IGNORECASE)


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
    head: _Head,
    determiner: str,
    modifiers: tuple[str, ...],
    described: bool,
    description: str,
) -> Kind | None:
    if head.kind == "many":
        return None if described or modifiers else "vague"
    if head.kind == "camp" and not _is_plural(head.text):
        return None
    if head.kind == "office":
        return "unnamed"
    if head.kind == "camp":
        specific = determiner in ("the", "these", "those") or _SPECIFIC.search(description)
        specific = specific or _THEIR_OWN.search(description)
        return None if specific or description.strip(" ,").startswith("who") else "vague"
    if head.text.lower() in ("source", "sources"):
        return "unnamed" if described or modifiers else "bare"
    return "unnamed" if _KNOWS.match(description) else None


_THEIR_OWN = pattern(r"\b(?:they|he|she|we|you|I)\s*\Z")  # "critics of what they say"
# "Experts at the Polar Institute", "experts from the university".
_SPECIFIC = pattern(r"\s[A-Z]|\A\s+(?:at|from|with)\s+the\b")


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
    offices = "|".join(sorted(_OFFICES))
    sources = "|".join(sorted(_SOURCES))
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
