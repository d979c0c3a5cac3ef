"""Sources at verbs that the model does not read as cues (English).

"Critics blasted the plan", "the council called on the state": who says it is a source of the story,
though the sentence is no reported speech. And "his lawyer, Jane Doe, said", where what stands before
the name is no determiner that `subjects` goes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reliacheck.article import Article, Sentence
from reliacheck.attribution.speakers import Voice, voices
from reliacheck.attribution.subjects import before_verb, pieces_of
from reliacheck.text.attribution import plain_forms, unquoted
from reliacheck.text.patterns import pattern

# Of these only the finite forms that are seldom anything else.
_FORMS = frozenset(
    "criticized criticised condemned denounced blasted slammed demanded detected chided echoed"
    " penned unveiled mocked ridiculed expects expected worries worried tweeted tweeting blogged"
    " texted emailed e-mailed lauded hailed decried rebuked scolded thundered criticizes condemns"
    " denounces demands disputed disputes refuted rebutted defended hinted signaled signalled"
    " endorsed backed favors favours disagreed disagrees objected objects protested apologized"
    " apologised theorized theorised forecast forecasts projects projected calculated ruled"
    " recommended recommends advised advises instructed announced outlined detailed".split()
)
_AT = pattern(
    r",\s+((?:[A-Z]\.\s?)*[A-Z][\w.'’\-]*(?:\s(?:[A-Z]\.|(?:al-|de |van |von )?[A-Z][\w.'’\-]*)){1,3}),"
    r"\s+(?:(?:also|later|then)\s+)?([a-z]+)\b"
)


def further_voices(article: Article, number: int, sentence: Sentence) -> Iterator[Voice]:
    """The sources at other verbs in the sentence of this number; `voices` has the rest."""
    masked = unquoted(article)
    words = masked[sentence.start : sentence.end].split()
    if not _FORMS.isdisjoint(words):
        pieces = pieces_of(masked, sentence.start, sentence.end)
        for at, piece in enumerate(pieces):
            if piece.text in _FORMS and (subject := before_verb(pieces, at)) is not None:
                start, end = pieces[subject.first].start, pieces[subject.last - 1].end
                yield Voice(start, end, (piece.start, piece.end), plain=True)
    for one in _AT.finditer(masked, sentence.start, sentence.end):
        cue = one.span(2)
        if one[2] in _plain() and not any(voice.cue == cue for voice in voices(article)[number]):
            yield Voice(*one.span(1), cue, plain=True)


@cache
def _plain() -> frozenset[str]:
    return frozenset(plain_forms())
