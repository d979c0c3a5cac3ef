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
from reliacheck_attribution.names import Phrase, is_named

Kind = Literal["unnamed", "bare", "vague"]

# People whose office is told though their name is not.
_OFFICE = (
    "officials?|spokesm[ae]n|spokeswom[ae]n|spokespersons?|spokespeople|aides?|advis[eo]rs?"
    "|diplomats?|staffers?|operatives?|strategists?|executives?|confidants?|insiders?"
)
# People of whom it is told only that they know.
_SOURCE = "sources?|person|people|individuals?"
# People who stand for an opinion.
_CAMP = (
    "critics?|supporters?|opponents?|experts?|analysts?|observers?|s[ck]eptics?|detractors?"
    "|proponents?|advocates?|commentators?|pundits?|defenders?|naysayers?|scholars?|economists?"
    "|historians?|scientists?|insiders?"
)
_MANY = r"(?:some|many|others)(?:\s+(?:people|observers))?"

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

_DESCRIPTION = (
    r"(?:familiar|close|both|with|involved|briefed|at|in|from|of|for|who|near|inside|within|on|speaking"
    r"|present|working|privy|aware|travell?ing|there|here|not|tracking|monitoring|investigating"
    r"|to(?=\s+(?:the|an?|his|her|its|their|(?-i:[A-Z][a-z]+))\b))"
)
# A description runs up to the verb; set off by a comma, only a relative clause is one.
_RUN = (
    r"(?:\([^()\n]{1,40}\)|(?!\b(?:where|which|that|but|when|while|because|as|declined|refused"
    r"|verified)\b)[^,.;:!?\n“”\"—()]){0,140}?"
)
_HIDING = r"(?:speaking|briefed|asked|who\s+(?:spoke|asked|declined|requested|was|were))\b"
_DESCRIBED = rf"(?:\s+{_DESCRIPTION}\b{_RUN}(?:,\s+{_HIDING}{_RUN})?|,\s+(?:{_HIDING}|who\b){_RUN})"
_ADVERBS = (
    r"(?:(?:also|later|has|have|had|then|still|earlier|recently|long|now|already|since|privately"
    r"|publicly|often|repeatedly|previously|immediately|quickly|reportedly|separately|further"
    r"|generally|sharply)\s+)*"
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
_ANONYMITY = pattern(
    r"condition\s+of\s+anonymity|not\s+(?:to\s+be|be)\s+(?:named|identified)|anonymously"
    r"|requested\s+anonymity|not\s+authori[sz]ed\s+to|wasn['’]t\s+authori[sz]ed"
    r"|declined\s+to\s+be\s+(?:named|identified)|spoke\s+on\s+background",
    re.IGNORECASE,
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
    named = _named_heads(masked)
    found = [
        mention
        for sentence in article.sentences
        if sentence.part.kind in ("body", "standfirst")
        for mention in _in_sentence(masked, sentence)
        if not (mention.definite and not mention.modifiers and mention.head in named)
    ]
    return tuple(found)


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<office>{_OFFICE})|(?P<source>{_SOURCE})|(?P<camp>{_CAMP}))\b"
        rf"|\b(?P<many>{_MANY})(?=\s)",
        re.IGNORECASE,
    )


@cache
def _cueing(opinion: bool) -> frozenset[str]:
    """The verbs behind a head noun that make it a source."""
    return frozenset([*plain_forms(), *(forms_of(*_OPINION) if opinion else ())]) - _NOUNS


_WORD = pattern(r"\b\w+\b")
# What stands between a head noun and its verb: a description, perhaps.
_UP_TO_VERB = pattern(rf"(?P<description>(?:{_DESCRIBED})?),?\s+{_ADVERBS}(?<!to\s)", re.IGNORECASE)
_TO_BE = pattern(r"\s+to\s+(?:be|have)\b", re.IGNORECASE)


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
_NOBODY = pattern(
    r"\w+:\s+[a-z]|(?:official|executive|source|insider)\s+(?!(?:and|or|as|but|while|that|who|which|when"
    rf"|cited|quoted|granted|saying|citing|after|before|{_DESCRIPTION})\b)[a-z]"
)


def _in_sentence(masked: str, sentence: Sentence) -> Iterator[Mention]:
    for found in _heads().finditer(masked, sentence.start, sentence.end):
        mention = _mention(masked, sentence, found)
        if mention is not None:
            yield mention


def _mention(masked: str, sentence: Sentence, head: re.Match[str]) -> Mention | None:
    start, determiner, modifiers = _phrase_start(masked, sentence.start, head.start())
    if determiner in ("a", "an", "one") and _is_plural(head.group()):
        # "a strategy critics warn against": the article belongs to another noun
        start, determiner, modifiers = head.start(), "", ()
    opinion = head["camp"] is not None or head["many"] is not None
    cue = _cue_behind(masked, sentence, head, opinion) or _cue_before(masked, sentence, start, head)
    if cue is None:
        return None
    phrase = Phrase(start, head.end(), cue.end, cue.cue_start, cue.cue_end)
    if is_named(masked, sentence, phrase):
        return None
    described = cue.end > head.end()
    kind = _kind(head, determiner, modifiers, described, masked[head.end() : cue.end])
    if kind is None or "no" in modifiers or _is_glued(masked, sentence, head.start()):
        return None
    return Mention(
        start=start,
        end=max(cue.end, head.end()),
        cue_start=cue.cue_start,
        cue_end=cue.cue_end,
        kind=kind,
        head=_singular(head.group().lower()),
        head_plural=_is_plural(head.group()),
        modifiers=modifiers,
        definite=determiner in _DEFINITE,
        owned=determiner in _OWNERS,
        counted=determiner in _COUNTED,
        described=described,
        reason_given=bool(_ANONYMITY.search(masked, sentence.start, sentence.end)),
        sentence=sentence,
    )


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


def _cue_behind(masked: str, sentence: Sentence, head: re.Match[str], opinion: bool) -> _Cue | None:
    before = masked[sentence.start : head.start()]
    if sentence.text.endswith("?") or (head["many"] and _PART_OF.search(before)):
        return None
    if opinion and _POLL.search(before):
        return None
    if head["many"] is not None:
        some = _crowd().match(masked, head.end(), sentence.end)
        return _Cue(head.end(), *some.span("verb")) if some else None
    cue = _verb_behind(masked, head.end(), sentence.end, opinion)
    if cue and masked[head.end() : cue.end].strip(" ,\n").lower() == "who":
        # "he dismissed critics who said": not given as a source
        return None if opinion else cue._replace(end=head.end())
    return cue


def _verb_behind(masked: str, start: int, end: int, opinion: bool) -> _Cue | None:
    """The verb of a head noun that ends at `start`, and where the description before it ends."""
    asked = None
    for word in _WORD.finditer(masked, start, end):
        if word[0].lower() not in _cueing(opinion) or _TO_BE.match(masked, word.end(), end):
            continue
        found = _UP_TO_VERB.fullmatch(masked, start, word.start())
        if found is None:
            continue
        cue = _Cue(found.end("description"), *word.span())
        before = masked[start : word.start()].rstrip()
        if word[0].lower() != "asked" or not before.endswith(","):
            return cue
        asked = asked or cue  # ", asked about it, said": the verb is yet to come
    return asked


@cache
def _crowd() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:also\s+)?(?P<verb>{_CROWD})\b", re.IGNORECASE)


def _cue_before(masked: str, sentence: Sentence, start: int, head: re.Match[str]) -> _Cue | None:
    end = head.end()
    found = _BEFORE.search(masked, max(sentence.start, start - 40), start)
    if found is None or _NOBODY.match(masked, head.start(), sentence.end):
        return None
    if found["inverted"] and not _CLAUSE_ENDS.match(masked[end : sentence.end]):
        return None
    described = _described_behind().match(masked, end, sentence.end)
    group = "inverted" if found["inverted"] else "cue"
    return _Cue(described.end() if described else end, *found.span(group))


@cache
def _described_behind() -> re.Pattern[str]:
    return re.compile(rf"{_DESCRIBED}(?=[,.;:!?\n“”\"—]|\b(?:that|who|but|as)\b|$)", re.IGNORECASE)


def _kind(
    head: re.Match[str],
    determiner: str,
    modifiers: tuple[str, ...],
    described: bool,
    description: str,
) -> Kind | None:
    if head["many"] is not None:
        return None if described or modifiers else "vague"
    if head["camp"] is not None and not _is_plural(head.group()):
        return None
    if head["office"] is not None:
        return "unnamed"
    if head["camp"] is not None:
        specific = determiner in ("the", "these", "those") or _SPECIFIC.search(description)
        specific = specific or _THEIR_OWN.search(description)
        return None if specific or description.strip(" ,").startswith("who") else "vague"
    if head.group().lower() in ("source", "sources"):
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
    return re.sub(r"men\Z", "man", word).removesuffix("s")


@cache
def _named_head() -> re.Pattern[str]:
    return re.compile(
        rf"\b({_OFFICE}|{_SOURCE})\b(?:\s+for\s+[^,.;]{{1,60}})?,?\s+(?:[A-Z][\w.’'\-]+\s+)*[A-Z]"
        rf"|[A-Z][\w’'\-]+,\s+(?:(?:an?|the|one\s+of\s+the)\s+)?(?:[\w.’'\-]+\s+){{0,5}}({_OFFICE})\b"
    )


def _named_heads(masked: str) -> frozenset[str]:
    """Head nouns that somewhere stand beside a name: "the spokesman" is then that person."""
    return frozenset(
        _singular((found[1] or found[2]).lower()) for found in _named_head().finditer(masked)
    )
