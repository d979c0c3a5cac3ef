"""What a check returns: a finding, the place it speaks of, and the places that bear it out."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

Evidence = Mapping[str, "str | int | float | bool"]

_SAME_MARK = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


class Severity(IntEnum):
    """How bad a finding is if it is true. How likely it is true is the finding's score."""

    INFO = 1  # worth knowing; never fails a run unless asked to
    WARNING = 2  # the desk should look before publishing
    ERROR = 3  # the story should not go out like this

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, name: str) -> Severity:
        """The severity called `name` ("info", "warning", "error"); ValueError for another one."""
        try:
            return cls[name.upper()]
        except KeyError:
            raise ValueError(f"{name!r} is not a severity: info, warning or error") from None


class ArticleRef(NamedTuple):
    """Which article a place is in: enough to name it to a reader and to find it again."""

    path: str  # as named on the command line, "-" for standard input, "" if it has no file
    number: int  # its place in a file of several articles, from 0
    outlet: str | None
    headline: str | None
    published: str | None  # ISO 8601
    url: str | None
    guid: str | None
    content: str  # the text of its parts

    @property
    def id(self) -> str:
        """Its guid or id where it has one, else a hash of its content."""
        return self.guid or _hash_of(self.content)


def _hash_of(text: str) -> str:
    import hashlib  # only where a report or a baseline needs it

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Location(NamedTuple):
    """A span of an article's source. Offsets count code points; lines and columns start at 1."""

    article: ArticleRef
    part: str  # the kind of part it stands in: "headline", "body", ...
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str  # the source between start and end, letter for letter


class Related(NamedTuple):
    """A second place that bears a finding out, in this article or in another one."""

    label: str  # what the reader sees there, in a few words
    location: Location


class Edit(NamedTuple):
    """Replace the source from start to end (code points) by `replacement`."""

    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """A way to satisfy the check. `safe` means it cannot change what the story says."""

    description: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check noticed, and why.

    Raises ValueError for a score outside 0..1, an empty message, or a field of another type: not
    every plugin is type-checked, and a reporter must be able to rely on what it gets.
    """

    rule: str  # the id of the check that found it
    message: str  # one sentence: what is wrong, with the particulars
    score: float  # probability (0..1) that an editor who looked would agree
    severity: Severity  # how bad it is if true
    location: Location  # what to look at
    related: tuple[Related, ...] = ()
    evidence: Evidence = field(default_factory=dict)  # named numbers and strings behind the score
    help: str = ""  # what would satisfy the check
    fix: Fix | None = None

    def __post_init__(self) -> None:
        if problem := _problem(self):
            raise ValueError(f"{self.rule}: {problem}")

    @property
    def fingerprint(self) -> str:
        """Names this finding across edits elsewhere in the story: 16 hexadecimal digits.

        Made of the rule and the normalised words it points at, never of a line number, so that a
        baseline or a suppression survives a paragraph put in above.
        """
        return _hash_of(f"{self.rule}\0{normalised(self.location.text)}")


def _problem(finding: Finding) -> str:
    """What keeps a finding from being one, "" if nothing does."""
    if not isinstance(finding.score, int | float) or not 0.0 <= finding.score <= 1.0:
        return f"a score is a number from 0 to 1, not {finding.score!r}"
    if not isinstance(finding.message, str) or not finding.message.strip():
        return "a finding needs a message"
    if not isinstance(finding.severity, Severity):
        return f"a finding needs a Severity, not {finding.severity!r}"
    if not isinstance(finding.location, Location):
        return f"a finding needs a Location, not {finding.location!r}"
    if not all(isinstance(one, Related) for one in finding.related):
        return "related holds something other than Related"
    if not all(isinstance(name, str) and _plain(one) for name, one in finding.evidence.items()):
        return f"evidence is named numbers and strings, not {dict(finding.evidence)!r}"
    if not isinstance(finding.help, str):
        return f"help is a string, not {finding.help!r}"
    if not isinstance(finding.fix, Fix | None):
        return f"fix is a Fix or None, not {finding.fix!r}"
    return ""


def _plain(value: object) -> bool:
    return isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


def normalised(text: str) -> str:
    """`text` with case, white space and the shape of quotation marks and dashes folded."""
    folded = unicodedata.normalize("NFKC", text).translate(_SAME_MARK).casefold()
    return re.sub(r"\s+", " ", folded).strip()


NO_EVIDENCE: Evidence = MappingProxyType({})
