"""sources.circular."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, NotAssessed, Severity
from reliacheck.sources import story_sources
from reliacheck.text.patterns import pattern
from reliacheck_sources.citing import Use, uses_of, uses_of_outlets
from reliacheck_sources.resting import is_the_paper, sourced

_SCORE_CIRCLE = 0.85  # a judgement: that two stories of one event give each other is plain to see
_SCORE_ITSELF = 0.7  # share of findings that held when read; docs/rules says on what
_DAYS = 7
# "..., Example News reported, ...": the form in which one gives somebody else.
_REPORTED = pattern(r"(?:['’]s?)?\s+(?:reported|reports|revealed)\Z", re.IGNORECASE)
_ASIDE = pattern(r"[,—–”\"]\s*(?:the\s+)?\Z", re.IGNORECASE)
_ACCORDING = pattern(r"according\s+to\s+(?:the\s+)?\Z", re.IGNORECASE)
_ENDS = pattern(r"['’]?\s*(?:[,.;:)—–”\"]|\Z|\n)")
# An earlier report of one's own is named as such, near the name.
_EARLIER = pattern(
    r"(?<!\w)(?:(?i:first|previously|earlier|already|exclusively|last|past|this|ago|yesterday"
    r"|today|recently|originally|later|before|after|following|when|since|has|have|had|as"
    r"|(?:19|20)\d\d|\w+day)"
    r"|January|Jan\.|February|Feb\.|March|April|May|June|July|August|Aug\.|September|Sept\."
    r"|October|Oct\.|November|Nov\.|December|Dec\.)(?!\w)"
)
_NEAR = 32  # characters before the name and behind its verb


class Circular(Check):
    """The story's source leads back to itself.

    What it does
        With an archive: where all that the story says comes from one other outlet, it looks up that
        outlet's story of the same event, and whether that one in turn gives this outlet as its
        source. Without one: it finds sentences in which the outlet gives itself as if it were
        somebody else ("..., Example News reported", "according to Example News"). Who spoke to the
        outlet ("told Example News"), its own polls and counts, and its earlier reports that are
        named as such ("as Example News reported in May") are not meant. Where the story rests on
        one outlet and no archive is named, or gives outlets as its sources and nobody says who
        publishes it, it is not assessed.

    Why it matters
        Two outlets that cite each other look like a confirmation, and nobody has seen anything.

    Example
        *Coast News* writes: *the port will be sold, the Coast Daily reported*; the *Coast Daily*
        had: *the port is to be sold, according to Coast News*.

    How to satisfy it
        Find out who saw it first hand, and name them. If it is your own reporting, say "we" or how
        you know.

    How the score is made
        Fixed: a judgement for circles; for outlets that give themselves the share of findings that
        held when findings on real news were read.

    Known false positives
        An earlier report of its own that the outlet does not name as such; copy of another desk of
        the same name.
    """

    id = "sources.circular"
    severity = Severity.WARNING
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(NamedTuple):
        """`days`: how many days before and after it the other outlet's story may be (0 or more)."""

        days: int = _DAYS

        def __post_init__(self) -> None:
            if self.days < 0:
                raise ValueError(f"days: expected 0 or more, not {self.days}")

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding for a circle, else one for all sentences in which the outlet gives itself."""
        ours = context.outlet(article)
        other = _only_outlet(article, context)
        if other is not None and ours is not None and context.archive is not None:
            circle = _circle(article, context, ours, other, self.settings.days)
            if circle is not None:
                yield self._of_circle(article, ours, other, circle)
                return
        if ours is not None and (uses := _itself(article, context, ours)):
            yield self._of_itself(article, ours, uses)
        elif ours is None and uses_of_outlets(article, context):
            raise NotAssessed("nobody says who publishes it (outlet in the metadata or [desk])")
        elif other is not None and context.archive is None:
            raise NotAssessed(
                f"it rests on {other[0].outlet.name} alone; whom that rests on can only be told"
                " with an archive (--archive, or archive in the settings)"
            )

    def _of_circle(
        self, article: Article, ours: str, other: Sequence[Use], circle: "_Circle"
    ) -> Finding:
        name, first = other[0].outlet.name, other[0]
        meta, back = circle.article.meta, circle.uses[0]
        when = f" of {meta.published[:10]}" if meta.published else ""
        return self.finding(
            article.locate(first.start, first.end),
            f"Circular: the story rests on {name} alone, and {name}'s own story{when} gives {ours}"
            " as its source.",
            score=_SCORE_CIRCLE,
            related=[
                *(article.related("again", use.start, use.end) for use in other[1:]),
                circle.article.related(f"there {ours} is the source", back.start, back.end),
            ],
            evidence={"outlet": name, "ours": ours, "published": meta.published or ""},
            help="Find out who saw it first hand, and name them.",
        )

    def _of_itself(self, article: Article, ours: str, uses: Sequence[Use]) -> Finding:
        first, *others = uses
        times = f", {len(uses)} times" if others else ""
        return self.finding(
            article.locate(first.start, first.end),
            f"{ours} gives itself as its source{times}, as if it were somebody else.",
            score=_SCORE_ITSELF,
            related=[article.related("again", use.start, use.end) for use in others],
            evidence={"outlet": ours, "uses": len(uses)},
            help="Say how you know it; name an earlier report of your own as such.",
        )


class _Circle(NamedTuple):
    """The other outlet's story, and where it gives ours as its source."""

    article: Article
    uses: Sequence[Use]


def _only_outlet(article: Article, context: Context) -> Sequence[Use] | None:
    """The uses of the one outlet that the story gives, if nobody else is given without it."""
    used = uses_of_outlets(article, context)
    if len(used) != 1:
        return None
    ((name, uses),) = used.items()
    if name == _known_name(context, context.outlet(article)):
        return None
    sentences = {
        sentence.start for use in uses if (sentence := article.sentence_at(use.start)) is not None
    }
    sources = story_sources(article, context)
    for one in sourced(article, context):
        if one.sentence.start in sentences:
            continue
        for given in one.uses:
            source = sources[given.source]
            same = source.name == name or is_the_paper(source)
            if not same and source.kind not in ("self", "vague"):
                return None
    return uses


def _known_name(context: Context, name: str | None) -> str | None:
    known = context.outlets.lookup(name) if name else None
    return known.name if known else name


def _circle(
    article: Article, context: Context, ours: str, other: Sequence[Use], days: int
) -> _Circle | None:
    """The other outlet's archived story of the event that gives ours as its source."""
    for found in _stories_of(article, context, other[0], days):
        if uses := uses_of(found, context, ours):
            return _Circle(found, uses)
    return None


def _stories_of(article: Article, context: Context, other: Use, days: int) -> Iterator[Article]:
    """What the archive has of an outlet on the same event, the likeliest first."""
    from reliacheck.archive import find_headlines, find_matches
    from reliacheck.archive.protocol import is_between
    from reliacheck.records import article_of

    archive = context.archive
    assert archive is not None
    since, until = _around(article, context, days)
    entries = {
        match.entry.number: match.entry
        for match in find_matches(archive, article)
        if match.entry.published is None or is_between(match.entry.published, since, until)
    }
    for hit in find_headlines(archive, article, since=since, until=until, undated=True):
        entries.setdefault(hit.entry.number, hit.entry)
    name = other.outlet.name
    theirs = [
        number
        for number, entry in entries.items()
        if entry.outlet and _known_name(context, entry.outlet) == name
    ]
    records = archive.records(theirs)
    return (article_of(records[number]) for number in theirs if number in records)


def _around(article: Article, context: Context, days: int) -> tuple[str, str]:
    """The time in which the other story may have been published, ISO 8601."""
    from datetime import datetime, timedelta

    published = (article.meta.published or context.today.isoformat())[:10]
    try:
        day = datetime.fromisoformat(published)
    except ValueError:
        raise NotAssessed(f"its date is not ISO 8601: {article.meta.published!r}") from None
    reach = timedelta(days=days)
    return (day - reach).date().isoformat(), (day + reach + timedelta(days=1)).date().isoformat()


def _itself(article: Article, context: Context, ours: str) -> list[Use]:
    """The places where the outlet gives itself as if it were somebody else."""
    from reliacheck.reuse.credit import own_names

    own = own_names(article, context)
    given = [use for name in own for use in uses_of_outlets(article, context).get(name, ())]
    return sorted(
        (use for use in given or uses_of(article, context, ours) if _as_of_another(article, use)),
        key=lambda use: use.start,
    )


def _as_of_another(article: Article, use: Use) -> bool:
    """Whether the outlet's own name stands where another's would: no word of its own work, of an
    earlier report, or of somebody who spoke to it."""
    sentence = article.sentence_at(use.start)
    printed = article.text[use.start : use.end]
    if sentence is None or use.told:
        return False
    before, named = article.text[sentence.start : use.start], printed.find(use.name)
    aside = _REPORTED.match(printed, named + len(use.name)) and _ASIDE.search(before)
    if not aside and not _ACCORDING.match(printed[:named]):
        return False
    if not _ENDS.match(article.text, use.end):
        return False  # "according to the Example News tally": its own work
    left, right = max(sentence.start, use.start - _NEAR), min(sentence.end, use.end + _NEAR)
    return not _EARLIER.search(article.text[left:right].replace(use.name, " "))
