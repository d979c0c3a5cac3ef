"""Who says so: how probable it is that each sentence is attributed, and to whom.

    article -> tokens -> features -> weights -> P(attributed)     tokens, features, weights, scoring
    article -> cues with their subjects -> source of a sentence   subjects, speakers, names, kinds
    both and words -> what an editor would query                  query_features, queries

The model is described in MODEL_CARD.md, beside this file.
"""

from reliacheck.attribution.analysis import attribute, is_assessed, spoken
from reliacheck.attribution.model import Attributed, Kind, SourceSpan, Spoken
from reliacheck.attribution.queries import Question, needs_source, queried, telling_words
from reliacheck.attribution.scoring import THRESHOLD, probabilities

__all__ = [
    "THRESHOLD",
    "Attributed",
    "Kind",
    "Question",
    "SourceSpan",
    "Spoken",
    "attribute",
    "is_assessed",
    "needs_source",
    "probabilities",
    "queried",
    "spoken",
    "telling_words",
]
