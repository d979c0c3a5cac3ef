"""What stands around a source: the voices that follow it, and pages' own words (English)."""

from __future__ import annotations

from functools import cache

from reliacheck import Article, Sentence
from reliacheck.text.attribution import forms_of, plain_forms, unquoted
from reliacheck.text.patterns import pattern

_NAME = r"(?:[A-Z][\w’'\-]+|[A-Z]\.)(?:\s+(?:[A-Z][\w’'\-]+|[A-Z]\.))+"
_TITLED = r"(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Prof)\.?\s+[A-Z][\w’'\-]+"
# Boxes and players that pages put into a story, links, and the signature of a press review.
_FURNITURE = pattern(
    r"\AStory highlights\b|\bReplay More Videos\b|\bMUST WATCH\b|\AWATCH\b"
    r"|\A\W*(?:More|Read more|Related|RELATED)\s*:"
    rf"|[”\"]\s*{_NAME},\s+[A-Z][\w .’'&-]{{2,40}}\Z"
)
# A paragraph without a stop is a subheading or a line of the page's.
_RUNNING = pattern(r"[.!?…:][”\"’')\]]*\Z")
# What stands before a verb; the verb is looked up, for a pattern of 120 verbs is dear to compile.
_SMALL_WORD = pattern(r"\b[a-z]+\b")
_TITLED_TO = pattern(rf"{_TITLED}\s+(?:also\s+)?\Z")
_NAME_TO = pattern(
    rf"(?:{_NAME}(?:,[^.!?;\n]{{2,120}}?,)?\s+(?:has\s+|also\s+|recently\s+)*"
    rf"|{_TITLED}\s+(?:also\s+)?)\Z"
)
_OTHER_VOICE = pattern(
    r"\b(?:said|says|added|wrote|argued|argues|according\s+to)\s+(?:[\w.’'\-]+\s+){0,5}?"
    rf"{_NAME}"
    # a surname alone that tells somebody something, or behind a quotation
    r"|\b(?!Critics|Supporters|Opponents|Experts|Analysts|Officials|Sources|They|He|She|We|I\b)"
    r"[A-Z][\w’'\-]+\s+told\s+(?:the\s+)?[A-Z]"
    r"|[,”\"]\s+(?:said\s+[A-Z][\w’'\-]+|[A-Z][\w’'\-]+\s+(?:said|says|added|told|wrote))\b"
    r"|\b(?:They|These)\s+include\b|\bAmong\s+them\b"
)
_SENTENCES = 3  # behind, in which a voice may take up what a crowd is said to say
_PARAGRAPHS = 3
_OPENING = 3  # sentences of each


def is_furniture(sentence: Sentence) -> bool:
    """Whether a sentence stands in a box, a player or a signed extract, not in the story."""
    return bool(_FURNITURE.search(sentence.part.text))


def is_running(sentence: Sentence) -> bool:
    """Whether it stands in a paragraph that ends like one: no deck, subheading or teaser."""
    return bool(_RUNNING.search(sentence.part.text))


def has_named_voice(article: Article, sentence: Sentence) -> bool:
    """Whether a named person speaks in the sentence itself."""
    text, start, end = unquoted(article), sentence.start, sentence.end
    for word in _SMALL_WORD.finditer(text, start, end):
        if word[0] in _voicing() and _NAME_TO.search(text, start, word.start()):
            return True
        if word[0] in ("calls", "called") and _TITLED_TO.search(text, start, word.start()):
            return True
    return bool(_OTHER_VOICE.search(text, start, end))


def named_voice_follows(article: Article, sentence: Sentence) -> bool:
    """Whether a named person speaks in one of the next sentences or paragraphs.

    "Critics say the law goes too far. 'It is a blank cheque,' said Jane Doe of the bar": the first
    sentence sums up the second.
    """
    return any(has_named_voice(article, after) for after in _following(article, sentence))


def named_voice_precedes(article: Article, sentence: Sentence) -> bool:
    """Whether a named person speaks in the sentence before."""
    place = article.sentence_number(sentence)
    return place > 0 and has_named_voice(article, article.sentences[place - 1])


def _following(article: Article, sentence: Sentence) -> list[Sentence]:
    """The next sentences of the paragraph, and those that open the next running paragraphs."""
    place = article.sentence_number(sentence)
    behind = article.sentences[place + 1 :]
    here = [one for one in behind if one.part == sentence.part][:_SENTENCES]
    paragraphs: dict[int, list[Sentence]] = {}
    for one in behind[len(here) :]:
        if one.part != sentence.part and _RUNNING.search(one.part.text):
            paragraphs.setdefault(one.part.start, []).append(one)
        if len(paragraphs) > _PARAGRAPHS:
            break
    opening = list(paragraphs.values())[:_PARAGRAPHS]
    return here + [one for sentences in opening for one in sentences[:_OPENING]]


@cache
def _voicing() -> frozenset[str]:
    """The verbs that make a name before them a voice."""
    return frozenset([*plain_forms(), *forms_of("write", "ask", "reply", "recall")])
