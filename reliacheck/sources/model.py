"""What the sources of a story are."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reliacheck.article import Sentence
from reliacheck.reuse.credit import Where

SourceKind = Literal[
    "named-person", "organisation", "document", "outlet", "agency", "unnamed", "vague", "self"
]
Span = tuple[int, int]  # code points into the article's text


class StorySource(NamedTuple):
    """A source of a story, with all its mentions taken together."""

    name: str  # as a reader would list it: "Jane Doe", "coalition spokesman", "Reuters"
    kind: SourceKind
    statements: int  # sentences that are said to come from it
    share: float  # of the sentences that have a source, 0..1; a sentence may have two
    second_hand: bool  # an outlet or agency on whose reporting the story relies
    first: Span  # where it is first named as a source
    mentions: tuple[Span, ...]  # all places where it is, pronouns as well, in order
    said: tuple[Span, ...]  # the sentences, in order


class Use(NamedTuple):
    """A source as it is given for a sentence."""

    source: int  # place in story_sources(...)
    start: int  # the mention, code points into the article's text
    end: int
    cue: Span | None  # "said", "according to"


class Statement(NamedTuple):
    """A sentence and who is said to say what is in it."""

    sentence: Sentence
    probability: float  # P(the sentence has attributed content), 0..1, calibrated
    explicit: bool  # a source is named in the sentence; else it is carried over from a neighbour
    uses: tuple[Use, ...]  # none where nobody is given; two for "Reuters reported, citing police"


class Credited(NamedTuple):
    """Whom the story credits for its copy: "source: Coast Daily"."""

    name: str
    where: Where  # "credit" is a source line
    span: Span | None  # None where only the metadata say it
