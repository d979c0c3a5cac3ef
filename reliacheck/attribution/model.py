"""What the analysis of an article yields."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reliacheck.article import Sentence
from reliacheck.text.quotations import Quotation

Kind = Literal["named-person", "organisation", "document", "outlet", "unnamed", "vague", "self"]


class SourceSpan(NamedTuple):
    """Where a source is named."""

    start: int  # code points into the article's text
    end: int
    text: str  # as printed there, a pronoun as well
    kind: Kind
    name: str  # the fullest name that the article has for it; the text where there is none


class Attributed(NamedTuple):
    """A sentence and who is said to say what is in it."""

    sentence: Sentence
    probability: float  # P(the sentence has attributed content), 0..1, calibrated
    explicit: bool  # attributed within the sentence; else carried over from a neighbour
    source: SourceSpan | None
    cue: tuple[int, int] | None  # "said", "according to", ":"


class Spoken(NamedTuple):
    """A quotation and who is said to have spoken it."""

    quotation: Quotation
    source: SourceSpan | None
    cue: tuple[int, int] | None
