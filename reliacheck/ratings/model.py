"""A rating: what one rater says of one site, or of a part of it, and for what."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

# From best to worst. Satire stands apart: it does not claim to be news.
VERDICTS = ("reliable", "mixed", "unreliable", "deprecated", "satire")
# What a question has to say before a rating is known to apply.
DATE, TOPIC, WORDS = "date", "topic", "words"


class Rater(NamedTuple):
    """Whose list it is.

    Attributes:
        name: As the import named it.
        kind: The format of the list, "house" for the desk's own file.
        rated: When the list was made: YYYY, YYYY-MM or YYYY-MM-DD, or "" where nobody said.
        licence: Of the list, or "".
        link: To the list, or "".
        imported: The day of the import (YYYY-MM-DD), or "".
        rows: Ratings that were kept.
        rejected: Rows of the list that were not.
        file: What the imported file was called.
    """

    name: str
    kind: str
    rated: str = ""
    licence: str = ""
    link: str = ""
    imported: str = ""
    rows: int = 0
    rejected: int = 0
    file: str = ""


class Rating(NamedTuple):
    """What one rater says.

    Attributes:
        host: In lower case, without "www.".
        path: The part of the host it is about ("sites"), without outer slashes; "" for all of it.
        rater: Whose rating.
        verdict: One of `VERDICTS`.
        value: The rater's own word or number.
        since: The first day of publication it is about; None for no bound.
        until: The last one.
        topics: What it is about; empty for everything.
        except_topics: What it is not about.
        words: The rater's own words for its scope, where the fields above do not hold all of it.
        name: What the rater calls the site, or "".
        rated: When it was rated: YYYY, YYYY-MM or YYYY-MM-DD, or "".
        licence: Of the list, or "".
        link: To the rating or else the list, or "".
        note: What to mind about it.
        override: It is the house's own and stands above all others.
        unsettled: What the question left open and this rating depends on: `DATE`, `TOPIC`,
            `WORDS`. Empty where it applies for certain.
        contradicted: The same rater says something else about exactly the same.
    """

    host: str
    path: str
    rater: str
    verdict: str
    value: str
    since: date | None = None
    until: date | None = None
    topics: tuple[str, ...] = ()
    except_topics: tuple[str, ...] = ()
    words: str = ""
    name: str = ""
    rated: str = ""
    licence: str = ""
    link: str = ""
    note: str = ""
    override: bool = False
    unsettled: tuple[str, ...] = ()
    contradicted: bool = False

    @property
    def place(self) -> str:
        """Host and path as one writes them: "forbes.com/sites"."""
        return f"{self.host}/{self.path}" if self.path else self.host

    @property
    def key(self) -> tuple[object, ...]:
        """All that tells one scope from another; of two ratings with one key both cannot hold."""
        return (self.rater, *self[:2], *self[5:10])

    def asked(self, on: date | None, topic: str | None) -> Rating | None:
        """The rating as it answers a question, or None where it is about something else.

        Args:
            on: When the piece in question was published; None where that is not known.
            topic: What it is about; None where that is not known.
        """
        date_fits, topic_fits = self._fits_date(on), self._fits_topic(topic)
        if date_fits is False or topic_fits is False:
            return None
        unsettled = [
            name for name, fits in ((DATE, date_fits), (TOPIC, topic_fits)) if fits is None
        ]
        if self.words and not self._is_parsed():
            unsettled.append(WORDS)
        return self._replace(unsettled=tuple(unsettled)) if unsettled else self

    def _is_parsed(self) -> bool:
        """Whether the scope that the words tell also stands in fields that can be compared."""
        return bool(self.path or self.topics or self.except_topics or self.since or self.until)

    def _fits_date(self, on: date | None) -> bool | None:
        if self.since is None and self.until is None:
            return True
        if on is None:
            return None
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def _fits_topic(self, topic: str | None) -> bool | None:
        if not self.topics and not self.except_topics:
            return True
        if topic is None or not (asked := plain_topic(topic)):
            return None
        left_out = [_within(asked, named) for named in self.except_topics]
        if True in left_out:
            return False
        taken_in = [_within(asked, named) for named in self.topics] or [True]
        if True in taken_in and None not in left_out:
            return True
        return None if None in (*taken_in, *left_out) else False


def plain_topic(topic: str) -> str:
    """A topic as topics are compared: case and spacing do not count."""
    return " ".join(topic.casefold().split())


def _within(asked: str, named: str) -> bool | None:
    """Whether a topic is a named one or a kind of it; None where the named one is the narrower.

    "US politics" is politics; politics may be "international politics".
    """
    if asked == named or asked.endswith(f" {named}"):
        return True
    return None if named.endswith(f" {asked}") else False


def specificity(rating: Rating) -> tuple[object, ...]:
    """What ratings are sorted by: the house's first, then the narrowest scope that is certain."""
    scopes = (
        rating.since is not None or rating.until is not None,
        2 * bool(rating.topics),  # "talk shows" tells more than "all but politics"
        bool(rating.except_topics),
    )
    return (
        not rating.override,
        -len(rating.host),
        -len(rating.path),
        len(rating.unsettled),
        -sum(scopes),
        rating.rater,
        rating.value,
        rating.words,
    )
