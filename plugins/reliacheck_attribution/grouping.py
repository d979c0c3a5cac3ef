"""The mentions of unnamed people, those of the same source together."""

from __future__ import annotations

from typing import NamedTuple

from reliacheck import Article, Related
from reliacheck_attribution.attacks import attacks
from reliacheck_attribution.people import Kind, Mention, unnamed_people
from reliacheck_attribution.quoting import Quotes


class Source(NamedTuple):
    """One unnamed source with all its mentions, the first one first."""

    mentions: tuple[Mention, ...]

    @property
    def first(self) -> Mention:
        """Where the reader meets it."""
        return self.mentions[0]

    def again(self, article: Article) -> list[Related]:
        """The further mentions, to be shown with a finding."""
        return [article.related("again", one.start, one.end) for one in self.mentions[1:]]


def unnamed_sources(article: Article, kind: Kind, quotes: Quotes = "ignore") -> list[Source]:
    """The mentions of one kind, those of the same source together.

    Where a source attacks somebody, that is another rule's.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Mention]] = {}
    attacking = {attack.sentence.start for attack in attacks(article)}
    for mention in unnamed_people(article, quotes):
        if mention.kind != kind or mention.sentence.start in attacking:
            continue
        key = mention.head, mention.modifiers
        taken_up = mention.definite and not mention.owned
        if key not in groups and (taken_up or (mention.modifiers and mention.head_plural)):
            same = _spoken_of(groups, mention)
            if same is None and taken_up and not mention.modifiers:
                continue  # "the source" is somebody spoken of before in other words
            key = same or key
        groups.setdefault(key, []).append(mention)
    return [Source(tuple(mentions)) for mentions in groups.values()]


def _spoken_of(
    groups: dict[tuple[str, tuple[str, ...]], list[Mention]], mention: Mention
) -> tuple[str, tuple[str, ...]] | None:
    """The source spoken of before that "the official", "Iraqi officials" takes up."""
    return next(
        (
            known
            for known in reversed(groups)
            if known[0] == mention.head and set(mention.modifiers) <= set(known[1])
        ),
        None,
    )
