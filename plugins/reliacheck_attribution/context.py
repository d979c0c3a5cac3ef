"""What stands around a source: the voices that follow it, and pages' own words (English)."""

from __future__ import annotations

from functools import cache

from reliacheck import Article, Sentence
from reliacheck.text.attribution import forms_of, plain_forms, unquoted
from reliacheck.text.patterns import pattern

_NAME = r"(?:[A-Z][\w'\-]+|[A-Z]\.)(?:\s+(?:[A-Z][\w'\-]+|[A-Z]\.))+"
_TITLED = r"(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Prof)\.?\s+[A-Z][\w'\-]+"
# Boxes and players that pages put into a story, and links.
_BOXES = ("Story highlights", "Replay More Videos", "WATCH")
_BOX = pattern(r"\AStory highlights\b|\bReplay More Videos\b|\bMUST WATCH\b|\AWATCH\b")
_LINK = pattern(r"\A\W*(?:More|Read more|Related|RELATED)\s*:")
# Headlines of other stories, run into a sentence where a name was a link.
_LINKS = pattern(r"[a-z][A-Z][a-z].*\bMORE\b")
# The signature of a press review, behind the last quotation mark.
_SIGNATURE = pattern(rf"\s*{_NAME},\s+[A-Z][\w .'&-]{{2,40}}\Z")
# A paragraph without a stop is a subheading or a line of the page's.
_STOPS = (".", "!", "?", "…", ":")
_CLOSING = "”\"’')] "
# What stands before a verb; the verb is looked up, for a pattern of 120 verbs is dear to compile.
_SMALL_WORD = pattern(r"\b[a-z]+\b")
_TITLED_TO = pattern(rf"{_TITLED}\s+(?:also\s+)?\Z")
_NAME_TO = pattern(
    rf"(?:{_NAME}(?:,[^.!?;\n]{{2,120}}?,)?\s+(?:has\s+|also\s+|recently\s+)*"
    rf"|{_TITLED}\s+(?:also\s+)?)\Z"
)
_NAMING = frozenset("said says added wrote argued argues".split())
_NAME_BEHIND = pattern(rf"\s+(?:[\w.'\-]+\s+){{0,5}}?{_NAME}")
_TO = pattern(r"\s+to(?=\s)")
# A surname alone that tells somebody something, or behind a quotation.
_TOLD = pattern(
    r"\b(?!Critics|Supporters|Opponents|Experts|Analysts|Officials|Sources|They|He|She|We|I\b)"
    r"[A-Z][\w'\-]+\s+told\s+(?:the\s+)?[A-Z]"
)
_SPEAKING = frozenset("said says added told wrote".split())
_BEHIND_MARK = pattern(
    r"[,”\"]\s+(?:said\s+[A-Z][\w'\-]+|[A-Z][\w'\-]+\s+(?:said|says|added|told|wrote))\b"
)
_LIST = pattern(r"\b(?:They|These)\s+include\b|\bAmong\s+them\b")
_SENTENCES = 3  # behind, in which a voice may take up what a crowd is said to say
_PARAGRAPHS = 3
_OPENING = 3  # sentences of each


def is_furniture(sentence: Sentence) -> bool:
    """Whether a sentence stands in a box, a player or a signed extract, not in the story."""
    text = sentence.part.text
    if "MORE" in sentence.text and _LINKS.search(sentence.text):
        return True
    if any(box in text for box in _BOXES) and _BOX.search(text):
        return True
    return (":" in text and bool(_LINK.match(text))) or _is_signed(text)


def _is_signed(text: str) -> bool:
    """Whether a name and a place or office stand behind the last quotation mark."""
    quoted = max(text.rfind("”"), text.rfind('"'))
    tail = text[quoted + 1 :]
    return quoted >= 0 and tail.count(",") == 1 and bool(_SIGNATURE.match(tail.replace("’", "'")))


def is_running(sentence: Sentence) -> bool:
    """Whether it stands in a paragraph that ends like one: no deck, subheading or teaser."""
    return _runs(sentence.part.text)


def _runs(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_STOPS)


def has_named_voice(article: Article, sentence: Sentence) -> bool:
    """Whether a named person speaks in the sentence itself."""
    text, start, end = article.memo(_straight), sentence.start, sentence.end
    for word in _SMALL_WORD.finditer(text, start, end):
        if word[0] in _voicing() and _NAME_TO.search(text, start, word.start()):
            return True
        if word[0] in ("calls", "called") and _TITLED_TO.search(text, start, word.start()):
            return True
        if word[0] in _NAMING and _NAME_BEHIND.match(text, word.end(), end):
            return True
        to = _TO.match(text, word.end(), end) if word[0] == "according" else None
        if to and _NAME_BEHIND.match(text, to.end(), end):
            return True
    return _has_other_voice(text, start, end)


def _may_speak(behind: str) -> bool:
    """Whether "said Doe" or "Doe said" may follow a mark."""
    first, second = [*behind.split(None, 2)[:2], "", ""][:2]
    if first == "said":
        return second[:1].isupper()
    return first[:1].isupper() and second.startswith(tuple(_SPEAKING))


def _straight(article: Article) -> str:
    """The text outside quotations, with one sort of apostrophe: sets of characters beyond Latin-1
    are what is dear in a pattern."""
    return unquoted(article).replace("’", "'")


def _has_other_voice(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    if "told" in piece and _TOLD.search(text, start, end):
        return True
    behind_marks = piece.replace("”", ",").replace('"', ",").split(",")[1:]
    if any(map(_may_speak, behind_marks)) and _BEHIND_MARK.search(text, start, end):
        return True
    return ("include" in piece or "Among" in piece) and bool(_LIST.search(text, start, end))


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
        if one.part != sentence.part and _runs(one.part.text):
            paragraphs.setdefault(one.part.start, []).append(one)
        if len(paragraphs) > _PARAGRAPHS:
            break
    opening = list(paragraphs.values())[:_PARAGRAPHS]
    return here + [one for sentences in opening for one in sentences[:_OPENING]]


@cache
def _voicing() -> frozenset[str]:
    """The verbs that make a name before them a voice."""
    return frozenset([*plain_forms(), *forms_of("write", "ask", "reply", "recall")])
