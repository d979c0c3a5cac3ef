"""The mentions of unnamed people, those of the same source together."""

from __future__ import annotations

from typing import NamedTuple

from reliacheck import Article, Related
from reliacheck_attribution.people import Kind, Mention, unnamed_people


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


def unnamed_sources(article: Article, kind: Kind) -> list[Source]:
    """The mentions of one kind, those of the same source together."""
    groups: dict[tuple[str, tuple[str, ...]], list[Mention]] = {}
    for mention in unnamed_people(article):
        if mention.kind != kind:
            continue
        key = mention.head, mention.modifiers
        earlier = [known for known in groups if known[0] == mention.head]
        if mention.definite and not mention.modifiers:
            if not earlier and not (mention.owned and kind == "unnamed"):
                continue  # "the source" is somebody spoken of before in other words
            key = earlier[-1] if earlier else key
        groups.setdefault(key, []).append(mention)
    return [Source(tuple(mentions)) for mentions in groups.values()]
