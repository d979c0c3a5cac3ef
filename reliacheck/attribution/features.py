"""What the model looks at in a sentence: names of features, each of which has a weight or none.

- Runs of one or two masked tokens; how words begin and end, since a rare word often shares its stem
  or ending with one that was met; the classes of words.
- What stands around reporting verbs, whichever they are; the sources that stand at a cue.
- Quotations, and where the sentence stands.
- What of all this is in the sentences around: whether they are attributed, how they begin and end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
from itertools import pairwise
from operator import ior
from typing import Generic, TypeVar

from reliacheck.article import Article
from reliacheck.attribution.speakers import Voice, voices
from reliacheck.attribution.tokens import DAY, NAME, NUMBER, QUOTES, Reading
from reliacheck.attribution.weights import load_classes
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
_UNKNOWN = "c"  # the class of a word that has none
_OTHER = "w"  # a word that is not told by itself beside a reporting verb
_CACHED = 1 << 16  # keys of one kind whose features are kept
_LONGEST_KEPT = 40  # code points of a token whose features are kept

Weighed = dict[str, int]  # features with their weights
K = TypeVar("K")


def features_of(article: Article, readings: Sequence[Reading]) -> list[set[str]]:
    """All features of each sentence of an article, in order: what training looks at."""
    return [set(one) for one in weighed_features(article, readings, _unweighed())]


class Vocabulary:
    """Which features are told, and their weights.

    What sentences have in common (words, places, what stands at a cue) is put together once.
    """

    def __init__(self, weights: Mapping[str, int] | None) -> None:
        """Features without a weight are left out; with None, all are told, and weigh nothing."""
        self._weights = weights
        self.token = _Kept(_of_token, self.weighed)
        self.verb = _Kept(_of_verb, self.weighed)
        self.cue = _Kept(_of_cue, self.weighed)
        self.place = _Kept(_of_place, self.weighed)
        self.form = _Kept(_of_form, self.weighed)
        self.distances = _Kept(_of_distances, self.weighed)
        self.neighbour = _Kept(_of_neighbour, self.weighed)

    def weighed(self, features: Iterable[str]) -> Weighed:
        """Those of these features that are told."""
        if self._weights is None:
            return dict.fromkeys(features, 0)
        get = self._weights.get
        return {one: weight for one in features if (weight := get(one)) is not None}


class _Kept(dict[K, Weighed], Generic[K]):
    """The weighed features of each key, made when they are first asked for."""

    def __init__(
        self, make: Callable[[K], Iterable[str]], weigh: Callable[[Iterable[str]], Weighed]
    ) -> None:
        self._make, self._weigh = make, weigh

    def __missing__(self, key: K) -> Weighed:
        found = self._weigh(self._make(key))
        if not isinstance(key, str) or len(key) <= _LONGEST_KEPT:
            if len(self) >= _CACHED:
                self.clear()
            self[key] = found
        return found


@cache
def _unweighed() -> Vocabulary:
    return Vocabulary(None)


def weighed_features(
    article: Article, readings: Sequence[Reading], vocabulary: Vocabulary
) -> Iterator[Weighed]:
    """The features of each sentence of an article that a vocabulary tells, in order."""
    sources = voices(article)
    of_token = vocabulary.token.__getitem__
    weighed = vocabulary.weighed
    verbs = _verbs().keys()
    text = article.text
    around = _around(article, readings, sources, vocabulary)
    for reading, heard, beside in zip(readings, sources, around, strict=True):
        tokens = reading.tokens
        edged = [_EDGE, *tokens, _EDGE]
        features: Weighed = reduce(ior, map(of_token, edged), {})
        features |= weighed(map(" ".join, pairwise(edged)))
        if not verbs.isdisjoint(tokens):
            _add_verbs(features, edged, vocabulary)
        for voice in heard:
            features |= vocabulary.cue[_cue(text, voice)]
        yield reduce(ior, beside, features)


# Words


def _of_token(token: str) -> tuple[str, ...]:
    """The token, its stem, its ending, its classes."""
    if token == _EDGE:
        return (token,)
    coarse, fine = load_classes()
    own = (token, coarse.get(token, _UNKNOWN), fine.get(token, _UNKNOWN))
    if len(token) > STEM:
        return (*own, f"{token[:STEM]}~", f"~{token[-_ENDING:]}")
    return own


def _add_verbs(features: Weighed, edged: Sequence[str], vocabulary: Vocabulary) -> None:
    """What stands before and behind reporting verbs, whichever they are."""
    for at, kind in enumerate(map(_verbs().get, edged)):
        if kind is not None:
            two = _side(edged[at - 2]) if at > 1 else ""
            before, verb, behind = edged[at - 1 : at + 2]
            features |= vocabulary.verb[kind, two, _side(before), _side(behind)]
            features |= vocabulary.weighed((f"{before} {verb} {behind}",))


def _side(token: str) -> str:
    return token if token in _CLASSES else _OTHER


def _of_verb(key: tuple[str, str, str, str]) -> tuple[str, ...]:
    kind, two, before, behind = key
    found = (kind, f"{before} {kind}", f"{kind} {behind}", f"{before} {kind} {behind}")
    return (*found, f"{two} {before} {kind}") if two else found


@cache
def _verbs() -> dict[str, str]:
    """Reporting verbs, and whether they need a quotation or "that"."""
    return dict.fromkeys(verb_forms(), "V2") | dict.fromkeys(plain_forms(), "V1")


def _cue(text: str, voice: Voice) -> tuple[str, str, str, str]:
    """What sort of source stands at which cue, and what follows it."""
    start, end = voice.cue
    last = text[voice.start : voice.end].rpartition(" ")[2]
    if last.lower() in _LOW_PRONOUNS:
        source = last.lower()
    else:
        source = NAME if last[0].isupper() else load_classes().coarse.get(last, _UNKNOWN)
    behind = text[end : end + 6].split(None, 1)
    kind = "P" if voice.plain else "O"
    return kind, source, text[start:end].lower(), behind[0][:5] if behind else "."


def _of_cue(key: tuple[str, str, str, str]) -> tuple[str, ...]:
    kind, source, cue, behind = key
    return (
        f"@{kind}",
        f"@ {source}",
        f"@ {source} {kind}",
        f"@ {cue}",
        f"@ {source} {load_classes().coarse.get(cue, _UNKNOWN)}",
        f"@{kind} {behind}",
    )


# Places, and the sentences around


def _around(
    article: Article,
    readings: Sequence[Reading],
    sources: Sequence[Sequence[Voice]],
    vocabulary: Vocabulary,
) -> Iterator[list[Weighed]]:
    """Where each sentence stands and what of it is quoted; whether the sentences around it are
    attributed, how they begin and end."""
    sentences, parts = article.sentences, _part_numbers(article)
    states = ["P" if any(one.plain for one in held) else "O" if held else "" for held in sources]
    attributed = [
        state == "P" or reading.quoted > _SPOKEN
        for state, reading in zip(states, readings, strict=True)
    ]
    back = _distances(attributed, parts)
    ahead = _distances(attributed[::-1], parts[::-1])[::-1]
    last = len(parts) - 1
    place, before = 0, ""
    for number, reading in enumerate(readings):
        part, tokens = parts[number], reading.tokens
        goes_on = number > 0 and parts[number - 1] == part
        ends = number == last or parts[number + 1] != part
        place = place + 1 if goes_on else 0
        left = min(parts[-1] - part, 2)
        kind = sentences[number].part.kind
        lengths = bisect_left(_LENGTHS, len(tokens)), bisect_left(_SHARES, reading.quoted)
        found = [
            vocabulary.place[min(part, _OPENING), kind, left, min(place, 3), ends],
            vocabulary.form[(*lengths, *reading[2:], before, goes_on)],
            vocabulary.distances[back[number], ahead[number]],
        ]
        edges = []
        if tokens and back[number][0] in "123":
            edges.append(f"#back {back[number]} {tokens[0]}")
        state = f"{states[number] == 'P':d}{reading.quoted > _QUOTED:d}"
        for step, other in ((-1, number - 1), (1, number + 1)):
            if 0 <= other <= last:
                near = parts[other] == part
                found.append(vocabulary.neighbour[step, near, states[other], state])
                if near and (beside := readings[other].tokens):
                    edges += [f"#{step} first {beside[0]}", f"#{step} last {beside[-1]}"]
        found.append(vocabulary.weighed(edges))
        yield found
        before = _tail(reading)


def _part_numbers(article: Article) -> list[int]:
    """Of each sentence, the number of its part."""
    number, last, found = -1, -1, []
    for sentence in article.sentences:
        if sentence.part.start != last:
            number, last = number + 1, sentence.part.start
        found.append(number)
    return found


def _of_place(key: tuple[int, str, int, int, bool]) -> tuple[str, ...]:
    part, kind, left, place, ends = key
    last = " last" if ends else ""
    return f"#paragraph {part}", f"#part {kind}", f"#left {left}", f"#place {place}{last}"


def _of_form(key: tuple[int, int, bool, bool, bool, str, bool]) -> tuple[str, ...]:
    length, share, opens, closes, resumed, before, goes_on = key
    found = (f"#length {length}", f"#quoted {share}{'<' * opens}{'>' * closes}{'+' * resumed}")
    return (*found, f"#before {before}{'' if goes_on else ' new'}") if before else found


def _tail(reading: Reading) -> str:
    """How the sentence ends: in or behind a quotation."""
    if reading.closes_quoted:
        return "open"
    for token in reading.tokens[-2:]:
        if token in QUOTES:
            return token
    return "quoted" if reading.quoted else "plain"


def _of_neighbour(key: tuple[int, bool, str, str]) -> tuple[str, ...]:
    step, near, state, own = key
    side = f"#{step}{'=' if near else '/'}"
    return f"{side}{state}", f"{side}{state == 'P':d} {own}"


def _of_distances(key: tuple[str, str]) -> tuple[str, ...]:
    back, ahead = key
    return f"#back {back}", f"#ahead {ahead}"


def _distances(attributed: Sequence[bool], parts: Sequence[int]) -> list[str]:
    """How far before each sentence the last attributed one is, and whether in its paragraph; 0
    where the article begins before one is met, a number too high where none is near."""
    found = []
    last = -_NEAR - 1
    for number, sure in enumerate(attributed):
        far = number - last
        if far <= _NEAR and last >= 0:
            found.append(f"{far}{'=' if parts[last] == parts[number] else '/'}")
        else:
            found.append("0" if number < _NEAR else f"{_NEAR + 1}")
        if sure:
            last = number
    return found
