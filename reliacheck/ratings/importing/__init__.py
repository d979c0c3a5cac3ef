"""Taking a rater's list into the ratings file: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from reliacheck.archive.lock import writer_lock
from reliacheck.archive.protocol import ArchiveError
from reliacheck.errors import ConfigError
from reliacheck.files import writing_atomically
from reliacheck.ratings.importing import cred1, iffy, lin, mbfc, newsguard, own_csv, pink_slime
from reliacheck.ratings.importing import wikipedia as wikipedia_list
from reliacheck.ratings.importing.documents import CSV, Document, read_document
from reliacheck.ratings.importing.rows import Rejected
from reliacheck.ratings.model import VERDICTS, Rater, Rating
from reliacheck.ratings.store import line_of, read_if_there, with_rater

__all__ = ["KINDS", "Listing", "Rejected", "read_listing", "store_listing"]

WAIT = 30.0  # seconds for another import
_OWN = "csv"
# In the order in which they are tried; an Iffy file would pass for one of MBFC.
_READERS: dict[str, ModuleType] = {
    "cred1": cred1,
    "lin": lin,
    "newsguard": newsguard,
    "iffy": iffy,
    "pink-slime": pink_slime,
    "mbfc": mbfc,
    "wikipedia": wikipedia_list,
}
KINDS = (*_READERS, _OWN)


class Listing(NamedTuple):
    """A list that was read.

    Attributes:
        rater: Whose it is.
        guessed: Whether the kind was told by the content.
        columns: For a CSV of one's own: the columns by field.
        columns_guessed: Whether they were.
        ratings: What was understood, in the order of the list, none twice.
        rejected: What was not.
    """

    rater: Rater
    guessed: bool
    columns: dict[str, str]
    columns_guessed: bool
    ratings: tuple[Rating, ...]
    rejected: tuple[Rejected, ...]


def read_listing(
    path: Path,
    rater: Rater,
    columns: Mapping[str, str] | None = None,
    verdicts: Mapping[str, str] | None = None,
) -> Listing:
    """Reads a list; nothing is written.

    Args:
        path: The file.
        rater: Its name; its kind ("" for what the content tells), date, licence and link, where
            they are known.
        columns: For a CSV of one's own, field -> column; None to guess.
        verdicts: More words that such a CSV may use for ratings, word -> verdict.

    Raises ConfigError or InputError naming file, place and remedy: for a file of no known kind, and
    for one in which no row is understood.
    """
    document = read_document(path)
    kind = rater.kind or _kind(document, own=columns is not None)
    own_columns: dict[str, str] = {}
    if kind == _OWN:
        if document.form != CSV:
            raise ConfigError(f"{path}: not CSV")
        words = own_csv.WORDS | _words(verdicts or {})
        own_columns = (
            own_csv.guessed_columns(document, words)
            if columns is None
            else own_csv.named_columns(document, columns)
        )
        read = own_csv.read_own(document, own_columns, words)
        reader: ModuleType = own_csv
    else:
        reader = _READERS[kind]
        if columns is not None:
            raise ConfigError(f"--columns is for --kind {_OWN}; {path} is read as {kind}")
        if not reader.recognises(document):
            raise ConfigError(
                f"{path}: does not look like {kind}; leave --kind away to have it told, or name"
                f" another of {', '.join(KINDS)}"
            )
        read = reader.read(document)
    ratings: dict[Rating, None] = {}
    rejected: list[Rejected] = []
    for one in read:
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            ratings[one._replace(rater=rater.name)] = None
    if not ratings:
        first = f": {rejected[0].place}: {rejected[0].reason}" if rejected else ""
        raise ConfigError(f"{path}: no row could be used{first}; nothing was imported")
    told = rater._replace(
        kind=kind,
        licence=rater.licence or reader.LICENCE,
        link=rater.link or reader.LINK,
        rejected=len(rejected),
        file=path.name,
    )
    return Listing(
        told._replace(rows=len({line_of(one, told) for one in ratings})),
        not rater.kind,
        own_columns,
        kind == _OWN and columns is None,
        tuple(ratings),
        tuple(rejected),
    )


def _kind(document: Document, *, own: bool) -> str:
    if own:
        return _OWN
    for name, reader in _READERS.items():
        if reader.recognises(document):
            return name
    if document.form == CSV and len(document.columns) > 1:
        return _OWN
    raise ConfigError(
        f"{document.path}: no list of a known kind; give a file that is one of {', '.join(KINDS)}"
    )


def _words(verdicts: Mapping[str, str]) -> dict[str, str]:
    for word, verdict in verdicts.items():
        if verdict not in VERDICTS:
            raise ConfigError(
                f"--verdicts: {word}={verdict}: expected one of {', '.join(VERDICTS)}"
            )
    return {
        " ".join(word.casefold().replace("-", " ").split()): verdict
        for word, verdict in verdicts.items()
    }


def store_listing(
    listing: Listing, into: Path, today: date, *, wait: float = WAIT
) -> tuple[Rater, bool]:
    """Puts a list into the ratings file, in place of what the rater had there.

    One import at a time: another one waits until the first has written, for `wait` seconds at most,
    so that none is lost. Returns the rater as it stands there now, and whether anything changed.
    Raises ConfigError for a file that is no ratings file, cannot be written or is not free; it
    stays as it was.
    """
    rater = listing.rater._replace(imported=today.isoformat())
    with _one_at_a_time(into.resolve(), wait):
        data, rater, changed = with_rater(read_if_there(str(into)), rater, listing.ratings)
        if changed:
            with writing_atomically(into) as stream:
                stream.write(data)
    return rater, changed


@contextmanager
def _one_at_a_time(into: Path, wait: float) -> Iterator[None]:
    """Holds the lock beside the ratings file; the lock's file stays, empty."""
    lock = writer_lock(into.with_name(f".{into.name}.lock"), wait)
    try:
        lock.__enter__()
    except ArchiveError:
        raise ConfigError(
            f"{into}: another import was not done within {wait:g} s; try again when it is"
        ) from None
    except OSError as error:
        raise ConfigError(f"{into}: cannot write beside it: {error.strerror}") from None
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
