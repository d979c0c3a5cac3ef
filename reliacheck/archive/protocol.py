"""What an archive is to the rest of reliacheck: any store with these methods will do.

reliacheck.testing.ArchiveConformance is a test suite that such a store can run. The one that comes
with reliacheck is a directory (local.py); the hook reliacheck_open_archive brings others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple, Protocol, runtime_checkable

from reliacheck.errors import ReliacheckError
from reliacheck.records import Record


class ArchiveError(ReliacheckError):
    """An archive that cannot be used; the message names it, and the remedy."""


class Entry(NamedTuple):
    """What an archive knows of an article beside its text. None where nothing is."""

    number: int  # the archive's own, below 2^32 - 1; each version has one, none is used again
    id: str  # as Article.ref.id: guid or id, else a hash of its content
    outlet: str | None
    agency: str | None
    headline: str | None
    published: str | None  # ISO 8601
    url: str | None
    guid: str | None
    language: str | None
    evolved_from: str | None
    added: str  # when the archive took it, ISO 8601 in UTC
    replaced_by: int | None = None  # the number of the version that took its place


class Added(NamedTuple):
    """What became of the articles that were given."""

    new: int
    updated: int  # took the place of an earlier version, which is kept as history
    known: int  # were there already

    def __add__(self, other: object) -> Added:
        """The sums."""
        if not isinstance(other, Added):
            return NotImplemented
        return Added(*(one + two for one, two in zip(self, other, strict=True)))


def moment_of(published: str | None) -> float | None:
    """Seconds since 1970 of an ISO 8601 date or time; one without a zone is UTC."""
    if not published:
        return None
    try:
        parsed = datetime.fromisoformat(published)
    except ValueError:
        return None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()


def is_between(published: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date or time is `since` or later, and before `until`; None sets no bound. Nobody
    can tell of one that is not known."""
    if since is None and until is None:
        return True
    moment, first, end = map(moment_of, (published, since, until))
    return (
        moment is not None and (first is None or moment >= first) and (end is None or moment < end)
    )


class Filter(NamedTuple):
    """Which articles are meant: those for which all that is given holds."""

    ids: Collection[str] = ()
    outlet: str | None = None  # A to Z in either case
    before: str | None = None  # published before this date or time, ISO 8601
    after: str | None = None  # published then or later
    history: bool = False  # versions that were replaced as well


class Stats(NamedTuple):
    """An archive in figures."""

    articles: int
    versions: int  # that were replaced
    outlets: Mapping[str, int]  # articles by outlet, most first; "" for none
    oldest: str | None  # published, of those of which it is known
    newest: str | None
    bytes: int
    details: Mapping[str, str | int] = MappingProxyType({})  # what else the store can tell


@runtime_checkable
class Archive(Protocol):
    """A memory of what was published, open for reading.

    Every method raises ArchiveError where the store is damaged or out of reach; none gives a wrong
    answer instead. All of an archive's answers are from one moment, that of its opening.
    """

    @property
    def location(self) -> str:
        """What names it on the command line."""

    def postings(self, hashes: Sequence[int]) -> list[tuple[int, int]]:
        """Which articles hold which k-grams.

        `hashes` are those of hashing.hash_kgrams; of each article at least those of
        hashing.fingerprint must be found. Returns pairs of a place in `hashes` and an article's
        number, in order of both; numbers of articles that are gone may be among them, and false
        ones now and then. For a k-gram that more than 64 articles hold, a few of them and
        segment.FURNITURE are enough.
        """

    def headline_postings(
        self, keys: Sequence[int], enough: int | None = None
    ) -> list[tuple[int, int]]:
        """The same for the keys of headline_keys.word_keys, which all must be found up to 256
        articles each, and of trigram_keys, where those that many headlines have may be left out.

        The commonest keys may be left out once the rarer ones have given `enough` pairs.
        """

    def same_text(self, content: str) -> list[int]:
        """The numbers of articles whose text is `content`, as records.content_of has it."""

    def entries(self, numbers: Collection[int]) -> dict[int, Entry]:
        """What is known of these articles, by number; nothing of those gone or replaced."""

    def records(self, numbers: Collection[int]) -> dict[int, Record]:
        """The articles themselves, as they were given; the same goes for those gone."""

    def select(self, chosen: Filter, limit: int | None = None) -> Iterator[Entry]:
        """The articles that are meant, in the order in which they were added."""

    def stats(self) -> Stats:
        """The archive in figures."""

    def close(self) -> None:
        """Lets go of it; nothing else may be called any more."""


@runtime_checkable
class WritableArchive(Archive, Protocol):
    """An archive open for writing, by one writer at a time. What a method did is in the answers of
    readers opened later, whole and for good, when the method has returned; never a part of it."""

    def add(self, records: Iterable[Record]) -> Added:
        """Takes articles in.

        The same item again, told by its guid, else its url, else its text and outlet, is not taken
        twice; if something of it differs, the later version replaces the earlier one.
        """

    def remove(self, chosen: Filter) -> int:
        """Forgets the articles that are meant, with all their versions. Returns how many."""
