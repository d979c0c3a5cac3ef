"""sources.single-source."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck_sources.resting import Resting, one_voice, outlet_retold

# Judgements, tried on real news (docs/rules says how often they held).
_SCORE_OUTLET = 0.8
_SCORE_UNNAMED = 0.8
_MOST_SHOWN = 5


class SingleSource(Check):
    """The whole story rests on one source.

    What it does
        Finds two kinds of story. One retells what one outlet reported: it names it in the first
        sentences, comes back to it, gives no other outlet, and shows no work of its own (nobody
        told its reporters anything, no statement, post, paper or event). The other gives every
        sourced statement to one and the same unnamed source. A story about what one named person,
        body or paper said is what it says it is, and not reported: an interview, a speech, an
        announcement, a ruling, a study. Opinion is none either.

    Why it matters
        If that one source is wrong, all of the story is. A second one, or the other side, is what
        an editor asks for first.

    Example
        *The bridge will be sold, the Coast Daily reported. ... The buyer, the paper said, ...*,
        and nobody else was asked.

    How to satisfy it
        Confirm it with a second source of your own, ask those it is about, or say in the lead that
        nobody else confirms it.

    How the score is made
        Fixed scores, judgements.

    Known false positives
        Desks that retell others' reports on purpose; own work that the story does not mention.
    """

    id = "sources.single-source"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(NamedTuple):
        """`min_statements`: with a source, fewer say nothing (1 or more)."""

        min_statements: int = 3

        def __post_init__(self) -> None:
            if self.min_statements < 1:
                raise ValueError(f"min-statements: expected 1 or more, not {self.min_statements}")

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """At most one finding."""
        fewest = self.settings.min_statements
        outlet = outlet_retold(article, context, fewest)
        if outlet is not None:
            yield self._finding(
                article,
                outlet,
                f"The whole story rests on one report, that of {outlet.source.name}: no source of"
                f" its own among {outlet.statements} statements.",
                _SCORE_OUTLET,
            )
            return
        voice = one_voice(article, context, fewest)
        if voice is not None and voice.source.kind == "unnamed":
            yield self._finding(
                article,
                voice,
                f'The whole story rests on one unnamed source, "{voice.source.name}": all'
                f" {voice.statements} statements with a source are theirs.",
                _SCORE_UNNAMED,
            )

    def _finding(self, article: Article, resting: Resting, message: str, score: float) -> Finding:
        source = resting.source
        spans = [(use.start, use.end) for use in resting.uses] or list(source.mentions)
        return self.finding(
            article.locate(*spans[0]),
            message,
            score=score,
            related=[article.related("again", *span) for span in spans[1 : _MOST_SHOWN + 1]],
            evidence={
                "source": source.name,
                "kind": source.kind,
                "statements": resting.statements,
                "share": round(source.share, 3),
            },
            help="Confirm it with a second source, or say that nobody else confirms it.",
        )
