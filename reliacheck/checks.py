"""What a check is: a class with an id, a page, typed settings, and a method that finds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from reliacheck.article import Article
from reliacheck.findings import NO_EVIDENCE, Evidence, Finding, Fix, Location, Related, Severity

if TYPE_CHECKING:
    from reliacheck.archive import Archive
    from reliacheck.gazetteer import Gazetteer, HouseOutlets
    from reliacheck.ratings import Ratings


class Desk(NamedTuple):
    """The newsroom that runs the checks."""

    outlet: str | None = None  # its own name, where a story's metadata do not say
    language: str | None = None  # of its copy (ISO 639-1), where that cannot be told from a story
    licensed: tuple[str, ...] = ()  # agencies whose copy it may run
    outlets: str | None = None  # file of outlets that the gazetteer lacks, or has otherwise
    ratings_override: str | None = None  # file of its own source ratings, above all others


_ANY_DESK = Desk()


class _Lists:
    """Where the source ratings are, and the ratings once a rule has asked for them."""

    def __init__(self, path: str | None, house: str | None, bundled: bool) -> None:
        self._files = (path, house, bundled)
        self._ratings: Ratings | None = None

    @property
    def ratings(self) -> Ratings:
        if self._ratings is None:
            from reliacheck.ratings import load_ratings  # most rules never ask

            path, house, bundled = self._files
            self._ratings = load_ratings(path, house=house, bundled=bundled)
        return self._ratings


class _Context(NamedTuple):
    desk: Desk
    today: date
    archive: Archive | None  # what was published; rules that need "archive" always have it
    house: HouseOutlets | None  # those of the desk's file, if it has one
    lists: _Lists


class Context(_Context):
    """What a check may know beside the article: desk, today, archive, outlets, ratings."""

    __slots__ = ()

    def __new__(
        cls,
        desk: Desk = _ANY_DESK,
        today: date | None = None,
        archive: Archive | None = None,
        *,
        ratings: str | None = None,
        bundled_ratings: bool = True,
    ) -> Self:
        """`today`: None for the day that it is. `ratings`: the file, None for none.

        Raises ValueError naming file, line and remedy where the desk's file of outlets is
        malformed, OSError where it cannot be read.
        """
        house = None
        if desk.outlets is not None:
            from reliacheck.gazetteer import HouseOutlets  # most desks have no such file

            house = HouseOutlets.read(desk.outlets)
        lists = _Lists(ratings, desk.ratings_override, bundled_ratings)
        return super().__new__(cls, desk, today or date.today(), archive, house, lists)

    @property
    def outlets(self) -> Gazetteer:
        """The gazetteer, the desk's own outlets included."""
        if self.house is not None:
            return self.house.gazetteer
        from reliacheck.gazetteer import load_outlets  # not all rules ask for it

        return load_outlets()

    @property
    def ratings(self) -> Ratings:
        """The source ratings: those imported, the house's own, and the bundled ones."""
        return self.lists.ratings

    def outlet(self, article: Article) -> str | None:
        """Who publishes the article: what its metadata say, else the desk."""
        return article.meta.outlet or self.desk.outlet


class NotAssessed(Exception):
    """Raised by a check that cannot judge this article; its message says why."""


class _Rule(ABC):
    """What Check and EditionCheck share. The class docstring is the rule's page."""

    id: ClassVar[str]  # "<plugin>.<kebab-name>"
    severity: ClassVar[Severity] = Severity.WARNING  # of its findings, unless one says otherwise
    aliases: ClassVar[tuple[str, ...]] = ()  # former ids that still work in settings
    needs: ClassVar[frozenset[str]] = frozenset()  # "language:en", "archive": else not assessed
    default: ClassVar[bool] = True  # False: runs only where it is selected by name
    min_score: ClassVar[float] = 0.5  # below it findings are counted, not shown, unless set

    class Settings(NamedTuple):
        """The rule's own settings: override it with a frozen dataclass of plain fields.

        Or with a NamedTuple, as the bundled rules do: it is made in a quarter of the time.
        """

    settings: Any

    def __init__(self, settings: Any = None) -> None:
        """`settings`: an instance of the class's Settings; None for its defaults."""
        self.settings = self.Settings() if settings is None else settings

    def finding(
        self,
        location: Location,
        message: str,
        *,
        score: float,
        severity: Severity | None = None,
        related: Iterable[Related] = (),
        evidence: Evidence = NO_EVIDENCE,
        help: str = "",  # noqa: A002 - the finding's own name for it
        fix: Fix | None = None,
    ) -> Finding:
        """A finding of this rule; its severity is the rule's unless given. score: 0..1."""
        return Finding(
            rule=self.id,
            message=message,
            score=score,
            severity=self.severity if severity is None else severity,
            location=location,
            related=tuple(related),
            evidence=dict(evidence),
            help=help,
            fix=fix,
        )


class Check(_Rule):
    """A rule that looks at one article at a time."""

    @abstractmethod
    def check(self, article: Article, context: Context) -> Iterable[Finding]:
        """The findings in the article, in any order."""


class EditionCheck(_Rule):
    """A rule that looks at all articles of a run, for what shows only across them."""

    @abstractmethod
    def check(self, articles: Sequence[Article], context: Context) -> Iterable[Finding]:
        """The findings in any of the articles; each is told by its location's article."""


AnyCheck = Check | EditionCheck
