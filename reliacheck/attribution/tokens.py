"""A sentence as the model reads it: names, figures and quotations are masked.

Who is named and what is quoted does not tell whether copy says who says so; that a name stands
before "said", and a quotation before that, does. Quotations are masked as wholes, by how much of
them the sentence holds and by how their words end.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from itertools import chain
from typing import NamedTuple

from reliacheck.article import Article, Sentence
from reliacheck.text.patterns import pattern
from reliacheck.text.quotations import Quotation

_TOKEN = pattern(
    r"(?:[A-Z]\.)+"
    r"|(?:Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Prof|Rev|Jr|Sr|St|Hon)\."
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*"
    r"|\$?\d[\d,.:]*%?"
    r"|--+|\.\.+|[^\w\s]"
)
NAME, NUMBER, DAY = "N", "0", "D"
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June"
    " July August September October November December Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan"
    " Feb Mar Apr Aug Sept Sep Oct Nov Dec".split()
)
_TITLED = 0.6  # the share of tokens with a capital from which on it is a headline's style
_CACHED = 1 << 16  # chunks of text whose tokens are kept
_LONGEST_KEPT = 40  # code points of such a chunk

# Private code points stand for quotations while the rest is cut into tokens.
_MARKS = {
    "\ue000": "<q>",  # a phrase of one or two words
    "\ue001": "<q",  # begins here and goes on behind the sentence
    "\ue002": "<q_>",  # more words, no stop
    "\ue003": "<q,>",
    "\ue004": "<q.>",
    "\ue005": "<q?>",
    "\ue006": "q>",  # began before the sentence
    "\ue007": "q",  # began before, goes on behind
    "\ue008": "q,>",
    "\ue009": "q.>",
    "\ue00a": "q?>",
}
_CODE = {mark: code for code, mark in _MARKS.items()}
QUOTES = frozenset(_MARKS.values())
_PHRASE = 2  # words


class Reading(NamedTuple):
    """A sentence in tokens."""

    tokens: list[str]  # masked
    quoted: float  # the share of its characters that is quoted, 0..1
    opens_quoted: bool  # a quotation began before it
    closes_quoted: bool  # a quotation goes on behind it
    resumed: bool  # its paragraph goes on with the quotation of the one before


def words_of(text: str) -> list[str]:
    """The words of a text as they are masked, before they are."""
    return [token for token in _TOKEN.findall(_straight(text)) if token[0].isalpha()]


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")


def read_sentences(article: Article, ordinary: Container[str]) -> list[Reading]:
    """Every sentence of an article, in order.

    `ordinary` are the words, in small letters, that are no name where a sentence begins with them.
    """
    text = _straight(article.text)
    quotations = [one for one in article.quotations if one.depth == 0]
    readings = []
    first = 0
    for sentence in article.sentences:
        start, end = sentence.start, sentence.end
        while first < len(quotations) and quotations[first].end <= start:
            first += 1
        if first == len(quotations) or quotations[first].start >= end:
            readings.append(Reading(masked(text[start:end], ordinary), 0.0, False, False, False))
        else:
            readings.append(_with_quotations(text, sentence, quotations, first, ordinary))
    return readings


def _with_quotations(
    text: str,
    sentence: Sentence,
    quotations: Sequence[Quotation],
    first: int,
    ordinary: Container[str],
) -> Reading:
    """`first` is the number of the first quotation that ends behind the sentence's start."""
    pieces = []
    at, end = sentence.start, sentence.end
    quoted = 0
    opens = closes = False
    for number in range(first, len(quotations)):
        one = quotations[number]
        if one.start >= end:
            break
        before, behind = one.start < sentence.start, one.end > end
        pieces += [text[at : one.start], _CODE[_mark(text, one, before, behind)]]
        quoted += min(one.end, end) - max(one.start, sentence.start)
        opens, closes = opens or before, behind
        at = min(one.end, end)
    pieces.append(text[at:end])
    resumed = quotations[first].continued and quotations[first].start <= sentence.start
    share = quoted / (end - sentence.start)
    return Reading(masked(" ".join(pieces), ordinary), share, opens, closes, resumed)


def _mark(text: str, one: Quotation, before: bool, behind: bool) -> str:
    """What a quotation is masked by."""
    if behind:
        return "q" if before else "<q"
    last = text[one.inner_end - 1 : one.inner_end]
    if last == "," or text[one.end : one.end + 1] == ",":
        ending = ","
    elif last in (".", "…", "?", "!"):
        ending = "." if last in ".…" else "?"
    else:
        ending = ""
    if before:
        return f"q{ending}>"
    if not ending:
        phrase = text.count(" ", one.inner_start, one.inner_end) < _PHRASE
        return "<q>" if phrase else "<q_>"
    return f"<q{ending}>"


def masked(text: str, ordinary: Container[str]) -> list[str]:
    """The tokens of a text with straight apostrophes, names and figures masked."""
    chunks = text.split()
    tokens = list(chain.from_iterable(map(_masked_of.__getitem__, chunks)))
    names = tokens.count(NAME)
    titled = names > _TITLED * len(tokens)
    for at, raw in enumerate(chain.from_iterable(map(_raw_of.__getitem__, chunks))):
        if raw[0].isupper() and (low := raw.lower()) in ordinary:
            tokens[at] = low
        if not titled and raw[0].isalpha():
            break
    if names > 1:
        _join_names(tokens)
    return tokens


def _join_names(tokens: list[str]) -> None:
    """Leaves one mask of those that stand side by side."""
    last = tokens.index(NAME) if NAME in tokens else -1
    for _ in range(tokens.count(NAME) - 1):
        at = tokens.index(NAME, last + 1)
        if at == last + 1:
            del tokens[at]
        else:
            last = at


class _Chunks(dict[str, tuple[str, ...]]):
    """The tokens of what stands between spaces, which no token goes over; each is cut once."""

    def __init__(self, cut: Callable[[str], tuple[str, ...]]) -> None:
        self._cut = cut

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        found = self._cut(chunk)
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _CACHED:
                self.clear()
            self[chunk] = found
        return found


def _raw(chunk: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(chunk))


def _masked(chunk: str) -> tuple[str, ...]:
    if chunk.isalpha() and chunk.islower():
        return (chunk,)  # as it would be; most are such words
    return tuple(map(_mask, _TOKEN.findall(chunk)))


_raw_of = _Chunks(_raw)
_masked_of = _Chunks(_masked)


def _mask(token: str) -> str:
    first = token[0]
    if first.isalpha():
        if first.islower() or token[:2] in ("I", "I'"):
            return token
        if token in _DAYS:
            return DAY
        return NAME + "'s" if token.endswith("'s") else NAME
    if token[-1].isdigit() or token[-1] == "%" or token[0].isdigit():
        return "$" if first == "$" else NUMBER + "%" * (token[-1] == "%")
    if token in ("“", "”", '"'):
        return '"'
    if token in ("—", "–", "--"):
        return "—"
    return _MARKS.get(token, token[:2])
