"""Puts the uses of sources together: one source for all its mentions, with its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reliacheck.article import Article
from reliacheck.attribution import Attributed, SourceSpan, attribute, is_assessed
from reliacheck.checks import Context
from reliacheck.gazetteer import MEDIA, Gazetteer, Mention
from reliacheck.reuse.credit import AGENCIES, credits_of, own_names
from reliacheck.sources.identity import OUTLETS, Identity, are_same, identity_of
from reliacheck.sources.model import Credited, Span, Statement, StorySource, Use
from reliacheck.sources.uses import Found, uses_of


def story_sources(article: Article, context: Context | None = None) -> tuple[StorySource, ...]:
    """The sources of an article in the order in which it first gives them; computed once.

    Empty for an article in another language than English: it is not assessed
    (`reliacheck.attribution.is_assessed`).
    """
    return _listing(article, context).sources


def statements(article: Article, context: Context | None = None) -> tuple[Statement, ...]:
    """Every sentence of an article with who is said to say it; computed once.

    Empty for an article in another language than English.
    """
    return _listing(article, context).statements


def credited(article: Article, context: Context | None = None) -> tuple[Credited, ...]:
    """Whom the article credits for its copy, each once, its own outlet left out."""
    found: dict[str, Credited] = {}
    for one in credits_of(article, context):
        if one.name != AGENCIES:
            found.setdefault(one.name, Credited(one.name, one.where, one.span))
    return tuple(found.values())


def _listing(article: Article, context: Context | None) -> _Listing:
    context = Context() if context is None else context
    return article.memo(_List(context.outlets, own_names(article, context)))


class _Listing(NamedTuple):
    sources: tuple[StorySource, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """The analysis for `Article.memo`, one for each gazetteer and name of our own."""

    outlets: Gazetteer
    own: frozenset[str]

    def __call__(self, article: Article) -> _Listing:
        if not is_assessed(article):
            return _Listing((), ())
        roll = _Roll(self.outlets, self.own, article.memo(self.outlets.mentions_in))
        uses = uses_of(article, self.outlets)
        uses = _without_headlines(article, roll, uses)
        numbers = [roll.take(found) for found in uses]
        return _listed(roll, attribute(article), uses, numbers)


def _without_headlines(
    article: Article, roll: _Roll, uses: Sequence[Sequence[Found]]
) -> list[list[Found]]:
    """Without whom only the headline gives: what a headline says, the story says more fully."""
    below = [
        roll.identity(one)
        for sentence, found in zip(article.sentences, uses, strict=True)
        if sentence.part.kind != "headline"
        for one in found
    ]
    return [
        [
            one
            for one in found
            if sentence.part.kind != "headline"
            or any(are_same(known, roll.identity(one)) for known in below)
        ]
        for sentence, found in zip(article.sentences, uses, strict=True)
    ]


@dataclass(slots=True)
class _Entry:
    """A source while its mentions are put together."""

    identity: Identity
    names: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    second_hand: bool = False

    def name(self) -> str:
        """The name that most mentions have, the fuller of two."""
        if self.identity.kind in ("unnamed", "vague", "document"):
            return max(self.names, key=lambda one: (self.names[one], len(one)))
        return self.identity.name


_MAY_BE_OUTLETS = frozenset(["outlet", "organisation"])
_MEDIA_KINDS = frozenset(["outlet", "agency"])


class _Roll:
    """The sources met so far."""

    def __init__(
        self, outlets: Gazetteer, own: frozenset[str], mentions: Sequence[Mention]
    ) -> None:
        self.entries: list[_Entry] = []
        self._outlets = outlets
        self._own = own
        self._identities: dict[SourceSpan, Identity] = {}
        self._meant = {one.end: one for one in mentions if one.outlet.kind in MEDIA}

    def take(self, found: Sequence[Found]) -> list[int]:
        """The numbers of the sources that are given for a sentence."""
        return [self._number(one) for one in found]

    def identity(self, found: Found) -> Identity:
        """Who a use means."""
        source = found.source
        known = self._identities.get(source)
        if known is None:
            known = self._identities[source] = self._identity(source)
        return known

    def _identity(self, source: SourceSpan) -> Identity:
        mention = self._meant.get(source.end) if source.kind in _MAY_BE_OUTLETS else None
        meant = mention.outlet if mention and mention.start >= source.start else None
        found_for = identity_of(source, self._outlets, meant)
        if found_for.kind in OUTLETS and found_for.name in self._own:
            return found_for._replace(kind="self")
        return found_for

    def _number(self, found: Found) -> int:
        source = found.source
        identity = self.identity(found)
        number = next(
            (
                at
                for at in range(len(self.entries) - 1, -1, -1)
                if are_same(self.entries[at].identity, identity)
            ),
            None,
        )
        if number is None:
            self.entries.append(_Entry(identity))
            number = len(self.entries) - 1
        entry = self.entries[number]
        if _tells_more(identity, entry.identity):
            entry.identity = identity
        if (source.start, source.end) not in entry.spans:
            entry.spans.append((source.start, source.end))
            entry.names[identity.name] += 1
        reporting = found.second_hand or (found.cue is not None and identity.kind in _MEDIA_KINDS)
        entry.second_hand = entry.second_hand or (reporting and identity.kind != "self")
        return number


def _tells_more(one: Identity, other: Identity) -> bool:
    """Whether a name is fuller; a body is more than who speaks for it."""
    if one.kind != other.kind:
        return one.kind == "organisation"
    return len(one.words) > len(other.words)


def _listed(
    roll: _Roll,
    sentences: Sequence[Attributed],
    uses: Sequence[Sequence[Found]],
    numbers: Sequence[Sequence[int]],
) -> _Listing:
    stated = []
    said: list[list[Span]] = [[] for _ in roll.entries]
    for one, found, given in zip(sentences, uses, numbers, strict=True):
        sentence = one.sentence
        for number in dict.fromkeys(given):
            said[number].append((sentence.start, sentence.end))
        stated.append(
            Statement(
                sentence,
                one.probability,
                any(use.explicit for use in found),
                tuple(
                    Use(number, use.source.start, use.source.end, use.cue)
                    for use, number in zip(found, given, strict=True)
                ),
            )
        )
    total = sum(bool(one.uses) for one in stated)
    sources = [
        StorySource(
            name=entry.name(),
            kind=entry.identity.kind,
            statements=len(spans),
            share=len(spans) / total,
            second_hand=entry.second_hand,
            first=min(entry.spans),
            mentions=tuple(sorted(entry.spans)),
            said=tuple(spans),
        )
        for entry, spans in zip(roll.entries, said, strict=True)
    ]
    return _Listing(tuple(sources), tuple(stated))
