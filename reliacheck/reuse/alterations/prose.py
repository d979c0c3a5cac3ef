"""Whether a change stands in running copy, not in a list of names, a byline or a link."""

from __future__ import annotations

import re

from reliacheck.reuse.alterations.comparison import Comparison, Side
from reliacheck.reuse.alterations.report import Found
from reliacheck.reuse.furniture import discounted
from reliacheck.text.patterns import pattern

_FEWEST_SMALL = 4  # words in small letters that a sentence has
_LEAST_SMALL = 0.3  # share of them
# Shares of a sentence's words that are kept, in the text that keeps more and in the other one.
_LEAST_KEPT, _MUCH_KEPT, _LEAST_OTHER = 0.6, 0.75, 0.5
_LEAST_QUOTED = 0.35  # the other one's, where it is a quotation that both have
_HALF = 0.7
_BEHIND = 20  # code points of the sentence behind, in which a photograph's credit begins
_AROUND = 40  # code points of a sentence in which a picture is credited, at its end
# Links and handles.
_LINK = pattern(r"(?<!\w)@\w|https?:|www\.|pic\.twitter")
# Copy does not say this of itself, wherever it stands.
_NOTE = pattern(r"\A\W*FILE ?[-–—:]|\bfile photo\b|\bpoll of [\d,]+ .{,60}(?:conducted|taken)\b")
# "(AP Photo/Jane Doe)", "REUTERS/Jane Doe", "Jane Doe/AFP via Getty Images", "Photo: Jane Doe".
_AGENCY = r"(?:AP|A\.P\.|AFP|EPA|UPI|dpa|DPA|Reuters|REUTERS|Getty(?: Images)?|Associated Press)"
_PICTURE = pattern(
    rf"\((?:{_AGENCY} )?(?:Photo|Image|Picture|File)\b|\b{_AGENCY} (?:File )?Photo\b"
    rf"|\b{_AGENCY}/\w|\w/{_AGENCY}\b|\bGetty Images\b|\bvia {_AGENCY}\W*\Z"
    r"|\b(?:Photo|Photograph|Picture|Image) ?(?::|by\b)"
)
_CREDIT = pattern(r"\s*\(?(?:ap|reuters|afp|getty|epa)\b.{0,3}(?:photo|/|images)", re.IGNORECASE)
# Words of the site's lines in a sentence that tells of somebody: "women could not sign up to it".
_TELLS = pattern(
    r"\b(?:not|could|can|would|will|did|who|they|he|she|people|had|have|has|[a-z]+(?<!ss)s)"
    r" (?:to )?(?:sign(?:ed)?[ -]?up|subscribed?) (?:for|to)\b|\bcopyright the (?=[a-z])"
)
_ADDRESSES = pattern(r"\b(?:you|your|our|us|here|now|newsletters?|inbox|e-?mail)\b", re.IGNORECASE)


def is_prose(found: Found, pair: Comparison) -> bool:
    """Whether both places are in sentences of copy."""
    return _is_prose(pair.a, _place_in_a(found, pair)) and _is_prose(
        pair.b, _place_in_a(_flipped(found), pair.flipped())
    )


def weight(found: Found, pair: Comparison) -> float:
    """What is left of a score, 0..1, where the sentence was written anew around some of its words.

    Two sentences that share a name and an office are not one sentence altered.
    """
    mine = _share(found, pair)
    theirs = _share(_flipped(found), pair.flipped())
    least = _LEAST_QUOTED if found.kind == "quotation-altered" else _LEAST_OTHER
    if max(mine, theirs) < _LEAST_KEPT or min(mine, theirs) < least:
        return 0.0
    return 1.0 if max(mine, theirs) >= _MUCH_KEPT else _HALF


def _flipped(found: Found) -> Found:
    return found._replace(a=found.b, b=found.a)


def _share(found: Found, pair: Comparison) -> float:
    """How much of the sentence at the place in A is kept."""
    start, stop = found.a
    sentence = [one for one in pair.a.sentence(_place_in_a(found, pair)) if not start <= one < stop]
    return sum(pair.a.kept[one] >= 0 for one in sentence) / max(1, len(sentence))


def _place_in_a(found: Found, pair: Comparison) -> int:
    """A token of the sentence of A: where nothing stands there, that which has the other's words.

    What is gone from the beginning of a sentence is gone from that one, not from the one before.
    """
    low, high = pair.a.core
    (start, stop), (other, end) = found.a, found.b
    if start < stop:
        return min(max(start, low), high - 1)
    if low <= start < high and pair.a.is_first(start) and other < end:
        theirs = pair.b.sentence(other)
        if any(pair.b.kept[at] >= start for at in theirs):
            return start
    return min(max(start - 1, low), high - 1)


def _is_prose(side: Side, at: int) -> bool:
    sentence = side.article.sentences[side.tokens[at].sentence]
    behind = side.article.text[sentence.end : sentence.end + _BEHIND]
    if _LINK.search(sentence.text) or _NOTE.search(sentence.text) or _CREDIT.match(behind):
        return False
    if _PICTURE.search(sentence.text[-_AROUND:]) or _is_furniture(side, at):
        return False
    tokens = [side.tokens[one] for one in side.sentence(at)]
    small = sum(token.text[0].islower() for token in tokens)
    return small >= _FEWEST_SMALL and small >= _LEAST_SMALL * len(tokens)


def _is_furniture(side: Side, at: int) -> bool:
    """Whether the place lies in a line of the site, or tells how a poll was made."""
    article, token = side.article, side.tokens[at]
    around = [
        one
        for one in discounted(article)
        if one.kind in ("furniture", "method") and one.start <= token.start and token.end <= one.end
    ]
    part = article.part_at(token.start)
    if not around or (part is not None and part.kind == "headline"):
        return False
    text = article.sentences[token.sentence].text
    return not (_TELLS.search(text) and not _ADDRESSES.search(text))
