"""What the model looks at in a sentence: names of features, each of which has a weight or none.

Runs of one to three masked tokens; how words begin and end, since a rare word often shares its
stem or ending with one that was met; what stands around reporting verbs, whichever they are;
quotations, those of the sentences around included; and the sentence's place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from reliacheck.article import Sentence
from reliacheck.attribution.tokens import DAY, NAME, NUMBER, QUOTES, Reading
from reliacheck.text.attribution import plain_forms, verb_forms

_EDGE = "^"
_STEM, _ENDING = 5, 3  # letters; only of words that are longer than a stem
_LENGTHS = (4, 8, 12, 18, 25, 35)  # tokens
_SHARES = (0.0, 0.15, 0.35, 0.6, 0.85, 0.999)
_OPENING = 4  # paragraphs told apart at the head of a story
_PRONOUNS = frozenset("he she they we it I you who".split())
_CLASSES = frozenset(
    [*QUOTES, NAME, NUMBER, DAY, *_PRONOUNS, *", : . — to that not has have had was were is are be"
     " been by of in on as also the a his her their how why what if whether would will".split()]
)  # fmt: skip


def features_of(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> list[set[str]]:
    """The features of each sentence, in order."""
    parts: dict[int, int] = {}
    last_of: dict[int, int] = {}
    for number, sentence in enumerate(sentences):
        parts.setdefault(sentence.part.start, len(parts))
        last_of[sentence.part.start] = number
    found = []
    place = 0
    before: Reading | None = None
    for number, (sentence, reading) in enumerate(zip(sentences, readings, strict=True)):
        start = sentence.part.start
        new = number == 0 or sentences[number - 1].part.start != start
        place = 0 if new else place + 1
        features = _of_tokens(reading.tokens)
        paragraph = parts[start]
        features.add(f"#paragraph {min(paragraph, _OPENING)}")
        features.add(f"#part {sentence.part.kind}")
        features.add(f"#left {min(len(parts) - 1 - paragraph, 2)}")
        features.add(f"#place {min(place, 3)}{' last' if last_of[start] == number else ''}")
        features.add(f"#length {_bin(len(reading.tokens), _LENGTHS)}")
        features.add(
            f"#quoted {_bin(reading.quoted, _SHARES)}"
            f"{'<' * reading.opens_quoted}{'>' * reading.closes_quoted}{'+' * reading.resumed}"
        )
        if before is not None:
            features.add(f"#before {_tail(before)}{' new' * new}")
        before = reading
        found.append(features)
    return found


def _tail(reading: Reading) -> str:
    """How the sentence ends: in or behind a quotation."""
    if reading.closes_quoted:
        return "open"
    for token in reading.tokens[-2:]:
        if token in QUOTES:
            return token
    return "quoted" if reading.quoted else "plain"


def _bin(value: float, borders: Sequence[float]) -> int:
    for number, border in enumerate(borders):
        if value <= border:
            return number
    return len(borders)


def _of_tokens(tokens: list[str]) -> set[str]:
    edged = [_EDGE, *tokens, _EDGE]
    pairs = list(map(" ".join, pairwise(edged)))
    features = set(edged)
    features.update([f"{one[:_STEM]}~" for one in tokens if len(one) > _STEM and one[0] != "<"])
    features.update([f"~{one[-_ENDING:]}" for one in tokens if len(one) > _STEM])
    features.update(pairs)
    features.update([f"{pair} {after}" for pair, after in zip(pairs, edged[2:], strict=False)])
    verbs = _verbs()
    for at in verbs.keys() & features:
        features.add(verbs[at])
    if not verbs.keys().isdisjoint(tokens):
        _add_verbs(features, edged)
    return features


def _add_verbs(features: set[str], edged: list[str]) -> None:
    """What stands before and behind reporting verbs, whichever they are."""
    verbs = _verbs()
    for at, token in enumerate(edged):
        if token in verbs:
            kind = verbs[token]
            before = edged[at - 1] if edged[at - 1] in _CLASSES else "w"
            behind = edged[at + 1] if edged[at + 1] in _CLASSES else "w"
            features.add(f"{before} {kind}")
            features.add(f"{kind} {behind}")
            features.add(f"{before} {kind} {behind}")
            if at > 1:
                two = edged[at - 2] if edged[at - 2] in _CLASSES else "w"
                features.add(f"{two} {before} {kind}")


@cache
def _verbs() -> dict[str, str]:
    """Reporting verbs, and whether they need a quotation or "that"."""
    return dict.fromkeys(verb_forms(), "V2") | dict.fromkeys(plain_forms(), "V1")
