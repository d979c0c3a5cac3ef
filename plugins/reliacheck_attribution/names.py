"""Whether the phrase for a source stands beside the source's name (English)."""

from __future__ import annotations

from typing import NamedTuple

from reliacheck import Sentence
from reliacheck.text.patterns import pattern

# A capitalised word right behind the head, or a name set off by a comma, gives the name.
_NAMED_BEHIND = pattern(
    r"\s+(?:[A-Z]\.\s*)?[A-Z][\w'\-]+|,\s+(?:the\s+)?(?:[A-Z][\w.'\-]+\s+)+[A-Z]"
)
_NAME_BEFORE = pattern(r"[A-Z][\w'\-]+\.?(?:\s+(?:Jr|Sr|II|III)\.?)?,\s+[^,;]{0,80}\Z")
# "Jane Doe, a spokeswoman": a full name right before, if it is no place ("In New York, an aide").
_FULL_NAME_BEFORE = pattern(
    r"(?<!\b[Ii]n\s)(?<!\b[Aa]t\s)(?<!\b[Oo]n\s)(?<!\bfrom\s)(?<!\bFrom\s)(?<!\w\s)"
    r"[A-Z][\w'\-]+\s+(?:[A-Z]\.\s+)?[A-Z][\w'\-]+,\s*\Z"
)
# "Jane Doe and her aides": somebody with a name is among them.
_NAME_AMONG = pattern(
    r"(?:\b[A-Z][\w'\-]+|\b[Ss]?[Hh]e),?\s+and\s+(?=(?:[a-z]+\s+)?other\b|(?:his|her|their|its)\b)"
)
_EXAMPLES = pattern(r",?\s(?:such as|including|like|led by)\s+[A-Z]")


# Characters before a phrase that hold a name and what parts it from the phrase.
_NAME_BACK = 40
_FULL_NAME_BACK = 60
_LONGEST_APPOSITION = 140


class Phrase(NamedTuple):
    """A source's noun phrase and the cue that makes it a source; code points into the text."""

    start: int
    head_end: int  # of the head noun
    end: int  # of the description behind it
    cue_start: int
    cue_end: int


def is_named(masked: str, sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a name in the sentence belongs to the phrase."""
    masked = masked.replace("’", "'")  # as the patterns have it
    start, end = phrase.start, phrase.head_end
    following = masked[end : sentence.end].removeprefix(",").lstrip()[:1]
    if (following.isupper() or following == "t") and _NAMED_BEHIND.match(masked, end, sentence.end):
        return True
    if _EXAMPLES.match(masked, end) or _EXAMPLES.search(masked, end, max(phrase.cue_end, end)):
        return True
    before = masked[max(sentence.start, start - _LONGEST_APPOSITION) : start]
    if "and" in before[-_NAME_BACK:]:
        among = _NAME_AMONG.search(masked, max(sentence.start, start - _NAME_BACK), end)
        if among and among.end() == start:
            return True
    if before.rstrip().endswith(",") and _FULL_NAME_BEFORE.search(
        masked, max(sentence.start, start - _FULL_NAME_BACK), start
    ):
        return True
    # "Jane Doe, a spokeswoman for the ministry, said": the phrase stands beside a name
    behind = masked[phrase.end : phrase.end + 2].lstrip() if phrase.cue_start > end else ","
    return (behind.startswith(",") and "," in before) and bool(
        _NAME_BEFORE.search(masked, max(sentence.start, start - _LONGEST_APPOSITION), start)
    )
