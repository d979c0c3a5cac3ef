"""What the model looks at in a sentence: names of features, each of which has a weight or none.

- Runs of one or two masked tokens; how words begin and end, since a rare word often shares its stem
  or ending with one that was met; the classes of words.
- What stands around reporting verbs, whichever they are; the sources that stand at a cue.
- Quotations, and where the sentence stands.
- What of all this is in the sentences around: whether they are attributed, how they begin and end.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from reliacheck.article import Article
from reliacheck.attribution.speakers import Voice, voices
from reliacheck.attribution.tokens import DAY, NAME, NUMBER, QUOTES, Reading
from reliacheck.attribution.weights import Classes, load_classes
from reliacheck.text.attribution import plain_forms, verb_forms

_EDGE = "^"
STEM, _ENDING = 5, 3  # letters; only of words that are longer than a stem
_LENGTHS = (4, 8, 12, 18, 25, 35)  # tokens
_SHARES = (0.0, 0.15, 0.35, 0.6, 0.85, 0.999)
_OPENING = 4  # paragraphs told apart at the head of a story
_NEAR = 3  # sentences to either side
_SPOKEN = 0.5  # the share of quoted characters from which on a sentence is speech
_QUOTED = 0.1
_PRONOUNS = frozenset("he she they we it I you who".split())
_LOW_PRONOUNS = frozenset(one.lower() for one in _PRONOUNS)
_CLASSES = frozenset(
    [*QUOTES, NAME, NUMBER, DAY, *_PRONOUNS, *", : . — to that not has have had was were is are be"
     " been by of in on as also the a his her their how why what if whether would will".split()]
)  # fmt: skip
_CACHED = 1 << 16  # tokens whose features are kept
_UNKNOWN = "c"  # the class of a word that has none


def features_of(article: Article, readings: Sequence[Reading]) -> list[set[str]]:
    """The features of each sentence of an article, in order."""
    classes = load_classes()
    sources = voices(article)
    parts = _part_numbers(article)
    found = []
    for number, reading in enumerate(readings):
        features = _of_tokens(reading.tokens)
        for voice in sources[number]:
            _add_voice(features, article, voice, classes)
        found.append(features)
    _add_places(found, article, readings, parts)
    _add_around(found, readings, sources, parts)
    return found


def _part_numbers(article: Article) -> list[int]:
    """Of each sentence, the number of its part."""
    number, last, found = -1, -1, []
    for sentence in article.sentences:
        if sentence.part.start != last:
            number, last = number + 1, sentence.part.start
        found.append(number)
    return found


# Words


def _of_tokens(tokens: list[str]) -> set[str]:
    edged = [_EDGE, *tokens, _EDGE]
    features = {_EDGE}.union(*map(_of_token, tokens))
    features.update(map(" ".join, pairwise(edged)))
    if not _verbs().keys().isdisjoint(tokens):
        _add_verbs(features, edged)
    return features


@lru_cache(maxsize=_CACHED)
def _of_token(token: str) -> tuple[str, ...]:
    """The token, its stem, its ending, its classes."""
    coarse, fine = load_classes()
    own = (token, coarse.get(token, _UNKNOWN), fine.get(token, _UNKNOWN))
    if len(token) > STEM:
        return (*own, f"{token[:STEM]}~", f"~{token[-_ENDING:]}")
    return own


def _add_verbs(features: set[str], edged: list[str]) -> None:
    """What stands before and behind reporting verbs, whichever they are."""
    verbs = _verbs()
    for at, token in enumerate(edged):
        if token in verbs:
            kind = verbs[token]
            before = edged[at - 1] if edged[at - 1] in _CLASSES else "w"
            behind = edged[at + 1] if edged[at + 1] in _CLASSES else "w"
            features.update((kind, f"{before} {kind}", f"{kind} {behind}"))
            features.add(f"{before} {kind} {behind}")
            features.add(f"{edged[at - 1]} {token} {edged[at + 1]}")
            if at > 1:
                two = edged[at - 2] if edged[at - 2] in _CLASSES else "w"
                features.add(f"{two} {before} {kind}")


@cache
def _verbs() -> dict[str, str]:
    """Reporting verbs, and whether they need a quotation or "that"."""
    return dict.fromkeys(verb_forms(), "V2") | dict.fromkeys(plain_forms(), "V1")


def _add_voice(features: set[str], article: Article, voice: Voice, classes: Classes) -> None:
    """What sort of source stands at which cue, and what follows it."""
    text = article.text
    start, end = voice.cue
    cue = text[start:end].lower()
    kind = "P" if voice.plain else "O"
    last = text[voice.start : voice.end].rpartition(" ")[2]
    if last.lower() in _LOW_PRONOUNS:
        source = last.lower()
    else:
        source = NAME if last[0].isupper() else classes.coarse.get(last, _UNKNOWN)
    behind = text[end : end + 6].split(None, 1)
    features.update(
        (
            f"@{kind}",
            f"@ {source}",
            f"@ {source} {kind}",
            f"@ {cue}",
            f"@ {source} {classes.coarse.get(cue, _UNKNOWN)}",
            f"@{kind} {behind[0][:5] if behind else '.'}",
        )
    )


# Places


def _add_places(
    found: list[set[str]], article: Article, readings: Sequence[Reading], parts: list[int]
) -> None:
    place = 0
    before = ""
    for number, (sentence, reading) in enumerate(zip(article.sentences, readings, strict=True)):
        new = number == 0 or parts[number - 1] != parts[number]
        place = 0 if new else place + 1
        ends = number + 1 == len(parts) or parts[number + 1] != parts[number]
        features = found[number]
        features.update(
            (
                f"#paragraph {min(parts[number], _OPENING)}",
                f"#part {sentence.part.kind}",
                f"#left {min(parts[-1] - parts[number], 2)}",
                f"#place {min(place, 3)}{' last' if ends else ''}",
                f"#length {_bin(len(reading.tokens), _LENGTHS)}",
                f"#quoted {_bin(reading.quoted, _SHARES)}"
                f"{'<' * reading.opens_quoted}{'>' * reading.closes_quoted}"
                f"{'+' * reading.resumed}",
            )
        )
        if before:
            features.add(f"#before {before}{' new' * new}")
        before = _tail(reading)


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


# The sentences around


def _add_around(
    found: list[set[str]],
    readings: Sequence[Reading],
    sources: Sequence[Sequence[Voice]],
    parts: list[int],
) -> None:
    plain = [any(voice.plain for voice in held) for held in sources]
    states = [
        "P" if sure else "O" if held else "" for sure, held in zip(plain, sources, strict=True)
    ]
    attributed = [
        sure or reading.quoted > _SPOKEN for sure, reading in zip(plain, readings, strict=True)
    ]
    last = len(parts) - 1
    for number, features in enumerate(found):
        tokens = readings[number].tokens
        own = f"{plain[number]:d}{readings[number].quoted > _QUOTED:d}"
        for step in (-1, 1):
            other = number + step
            if 0 <= other <= last:
                same = "=" if parts[other] == parts[number] else "/"
                features.add(f"#{step}{same}{states[other]}")
                features.add(f"#{step}{same}{plain[other]:d} {own}")
                if same == "=" and readings[other].tokens:
                    features.add(f"#{step} first {readings[other].tokens[0]}")
                    features.add(f"#{step} last {readings[other].tokens[-1]}")
        far, same = _nearest(attributed, parts, number, -1)
        features.add(f"#back {far}{same}")
        if far in (1, 2, 3) and tokens:
            features.add(f"#back {far}{same} {tokens[0]}")
        far, same = _nearest(attributed, parts, number, 1)
        features.add(f"#ahead {far}{same}")


def _nearest(attributed: list[bool], parts: list[int], number: int, step: int) -> tuple[int, str]:
    """How far an attributed sentence is before or behind, and whether in the same paragraph."""
    for far in range(1, _NEAR + 1):
        other = number + far * step
        if not 0 <= other < len(parts):
            return 0, ""
        if attributed[other]:
            return far, "=" if parts[other] == parts[number] else "/"
    return _NEAR + 1, ""
