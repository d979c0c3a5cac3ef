"""What `reliacheck sources` tells of an article: its sources, its statements, whom it credits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reliacheck.article import Article
from reliacheck.attribution import THRESHOLD
from reliacheck.attribution.analysis import LANGUAGE
from reliacheck.checks import Context
from reliacheck.sources.listing import credited, statements, story_sources
from reliacheck.sources.model import Credited, Statement, StorySource

# How a sentence stands to its source: named in it; carried over from the sentence before; reported
# speech of nobody in particular; the outlet's own words.
State = Literal["named", "carried", "nobody", "none"]
STATES: tuple[State, ...] = ("named", "carried", "nobody", "none")
_PROSE = frozenset(["standfirst", "body", "caption"])


class Story(NamedTuple):
    """An article's sources, for the reports."""

    article: Article
    reason: str  # why it is not assessed; "" where it is
    sources: Sequence[StorySource]
    statements: Sequence[Statement]  # all sentences
    credited: Sequence[Credited]

    @property
    def prose(self) -> list[Statement]:
        """The sentences of the story itself, and headlines that give a source."""
        return [
            one
            for one in self.statements
            if one.sentence.part.kind in _PROSE
            or (one.uses and one.sentence.part.kind == "headline")
        ]


def story_of(article: Article, context: Context) -> Story:
    """What is to be told of an article."""
    return Story(
        article,
        _reason(article, context),
        story_sources(article, context),
        statements(article, context),
        credited(article, context),
    )


def _reason(article: Article, context: Context) -> str:
    """Why an article is not assessed: as for checks that need English."""
    language = article.language or context.desk.language
    if language is None:
        return "its language could not be told: name it in the metadata or as [desk] language"
    if language != LANGUAGE:
        return f"it is in the language {language!r}, not {LANGUAGE!r}"
    return ""


def state_of(statement: Statement) -> State:
    """How a sentence stands to its source."""
    if statement.uses:
        return "named" if statement.explicit else "carried"
    return "nobody" if statement.probability >= THRESHOLD else "none"
