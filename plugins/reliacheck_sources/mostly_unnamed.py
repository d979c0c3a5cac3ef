"""sources.mostly-unnamed."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.sources import Statement, StorySource, story_sources
from reliacheck.text.patterns import pattern
from reliacheck_sources.resting import is_opinion, sourced

_SCORE = 0.85  # share of findings that held when read; docs/rules says on what
_MOST_SHOWN = 5
# People whose names are held back. A spokesman, the police or a judge can be found by the reader.
_HELD_BACK = pattern(
    r"\b(?:sources?|persons?|people|officials?|aides?|advis[eo]rs?|staffers?|insiders?|operatives?"
    r"|strategists?|lobbyists?|diplomats?|executives?|all(?:y|ies)|friends?|associates?|attendees?"
    r"|participants?|lawmakers?|donors?|employees?|consultants?|officers?|members?|colleagues?)\b",
)
_CAN_BE_FOUND = pattern(r"\b(?:spokes\w+|records?|police|agents|documents?)\b")


class MostlyUnnamed(Check):
    """Most of what the story attributes comes from people who are not named.

    What it does
        Counts the sentences of the body that give a source, and those whose only sources are people
        without a name: "a senior official", "one adviser", "people familiar with the talks".
        Spokespersons, the police and others whom a reader can find do not count as such. From
        `min_statements` on and above `share` it reports the story, with whom it rests on.

    Why it matters
        A reader cannot weigh people who are not there. One such source may be needed; a story of
        them asks for trust, and the editor should know who they are and why no name will do.

    Example
        Six of eight statements on a ministry's plans are those of "an official" and "two aides".

    How to satisfy it
        Get somebody on the record, or a paper; say why each cannot be named and how they know.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read.

    Known false positives
        People named elsewhere in the story under another description; official briefings whose
        rules forbid names.
    """

    id = "sources.mostly-unnamed"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(NamedTuple):
        """`min_statements`: with a source, fewer say nothing (1 or more).

        `share`: above it, 0 to 1.
        """

        min_statements: int = 6
        share: float = 0.5

        def __post_init__(self) -> None:
            if self.min_statements < 1:
                raise ValueError(f"min-statements: expected 1 or more, not {self.min_statements}")
            if not 0 <= self.share <= 1:
                raise ValueError(f"share: expected a number from 0 to 1, not {self.share}")

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """At most one finding."""
        given = sourced(article, context)
        if len(given) < self.settings.min_statements or is_opinion(article):
            return
        sources = story_sources(article, context)
        unnamed = [one for one in given if _is_unnamed(one, sources)]
        share = len(unnamed) / len(given)
        if share <= self.settings.share:
            return
        counts = Counter(use.source for one in unnamed for use in one.uses)
        people = [sources[number] for number, _ in counts.most_common()]
        named = ", ".join(f'"{one.name}"' for one in people[:_MOST_SHOWN])
        first, *others = sorted(people, key=lambda one: one.first)
        yield self.finding(
            article.locate(*first.first),
            f"{len(unnamed)} of {len(given)} statements with a source come from people without a"
            f" name: {named}.",
            score=_SCORE,
            related=[article.related("unnamed", *one.first) for one in others[:_MOST_SHOWN]],
            evidence={
                "statements": len(given),
                "unnamed": len(unnamed),
                "share": round(share, 3),
                "people": len(people),
            },
            help="Get somebody on the record, or say why none can be named and how they know.",
        )


def _is_unnamed(one: Statement, sources: tuple[StorySource, ...]) -> bool:
    return all(_is_held_back(sources[use.source]) for use in one.uses)


def _is_held_back(source: StorySource) -> bool:
    name = source.name.lower()
    return (
        source.kind == "unnamed"
        and _HELD_BACK.search(name) is not None
        and _CAN_BE_FOUND.search(name) is None
    )
