"""Who says so: how probable it is that each sentence is attributed, and to whom.

    article -> tokens -> features -> weights -> P(attributed)     tokens, features, weights, scoring
    article -> cues with their subjects -> source of a sentence   subjects, speakers, names, kinds

The model is described in MODEL_CARD.md, beside this file.
"""

from reliacheck.attribution.analysis import attribute, is_assessed, spoken
from reliacheck.attribution.model import Attributed, Kind, SourceSpan, Spoken
from reliacheck.attribution.scoring import THRESHOLD, probabilities

__all__ = [
    "THRESHOLD",
    "Attributed",
    "Kind",
    "SourceSpan",
    "Spoken",
    "attribute",
    "is_assessed",
    "probabilities",
    "spoken",
]
