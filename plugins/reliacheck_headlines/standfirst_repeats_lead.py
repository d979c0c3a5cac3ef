"""headlines.standfirst-repeats-lead."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.text.headline_words import STOP_WORDS, canonical, choice
from reliacheck.text.likeness import partial_ratio, token_set_ratio
from reliacheck.text.patterns import pattern
from reliacheck.text.words import folded_words

_NEGATIONS = frozenset("no not never none without denied denies".split())


_TITLE_CASE = 0.8  # share of the longer words that begin with a capital
_FEWEST_LEAD = 8  # words; less is a label or a kicker
_FEWEST_SHARED = 4  # content words that both must have


class StandfirstRepeatsLead(Check):
    """Standfirst and first paragraph say the same in nearly the same words.

    What it does
        Compares the standfirst with the first paragraph of the body: how much of its wording comes
        back there, in order. A standfirst with a figure or a negation that the lead has not, or
        with the opposite of what the lead says ("won", "lost"), is left alone.

    Why it matters
        The standfirst is there to add to the headline and lead into the story; a reader who meets
        the same sentence twice within three lines stops reading.

    Example
        Standfirst *Storm damage kept the bridge shut for a week, the port said*; first paragraph
        *Storm damage kept the harbour bridge shut for a week, the port said on Monday*.

    How to satisfy it
        Let one of the two say something else.

    How the score is made
        From how much of the standfirst's wording the lead repeats (mean of rapidfuzz's token set
        ratio and partial ratio): 0.5 at the threshold, near 1 at 100. A judgement, not calibrated:
        there is no labelled set of standfirsts.

    Known false positives
        Feeds that make the standfirst by cutting the lead on purpose.
    """

    id = "headlines.standfirst-repeats-lead"
    severity = Severity.INFO
    needs: ClassVar[frozenset[str]] = frozenset({"standfirst", "body"})

    class Settings(NamedTuple):
        """`threshold` (0..100): likeness from which the two count as the same."""

        threshold: float = 75.0

    settings: Settings

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """At most one finding."""
        standfirst = article.standfirst
        assert standfirst is not None
        lead = next((part for part in article.body if part.start > standfirst.start), None)
        if lead is None:
            return
        if _is_title(standfirst.text) or _PLAYER.match(standfirst.text):
            return
        ours, theirs = folded_words(standfirst.text), folded_words(lead.text)
        if len(theirs) < _FEWEST_LEAD or _shared_content(ours, theirs) < _FEWEST_SHARED:
            return
        if _adds(ours, theirs):
            return
        likeness = _likeness(ours, theirs)
        threshold = self.settings.threshold
        if likeness < threshold:
            return
        yield self.finding(
            article.locate(standfirst.start, standfirst.end),
            "The standfirst says what the first paragraph says, in nearly the same words.",
            score=0.5 + 0.49 * (likeness - threshold) / max(100.0 - threshold, 1e-9),
            related=[article.related("first paragraph", lead.start, lead.end)],
            evidence={"likeness": round(likeness, 1)},
            help="Let the standfirst add something: what comes next, or why it matters.",
        )


# The close button of a video player, which pages put above the story with the video's caption.
_PLAYER = pattern(r"\ACLOSE\b")


def _is_title(text: str) -> bool:
    """Whether it is in title case: a second headline, not a standfirst."""
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long) >= _TITLE_CASE * len(long)


def _shared_content(ours: list[str], theirs: list[str]) -> int:
    return len((set(ours) & set(theirs)) - STOP_WORDS)


def _adds(ours: list[str], theirs: list[str]) -> bool:
    """Whether the standfirst has a figure or a negation that the lead has not, or its opposite."""
    telling = {word for word in ours if any(map(str.isdecimal, word)) or word in _NEGATIONS}
    return not telling <= set(theirs) or bool(_choices(ours, theirs) & _choices(theirs, ours))


def _choices(words: list[str], others: list[str]) -> set[str]:
    """What the words choose ("win" of win and lose) that the others do not choose in this way."""
    forms = {canonical(word) for word in words} - {canonical(word) for word in others}
    return {chosen for form in forms if (chosen := choice(form))}


def _likeness(ours: list[str], theirs: list[str]) -> float:
    """0..100: how much of our wording comes back in theirs."""
    a, b = " ".join(ours), " ".join(theirs)
    return (token_set_ratio(a, b) + partial_ratio(a, b)) / 2
