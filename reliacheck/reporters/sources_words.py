"""What the reports of sources say, whatever they look like."""

from __future__ import annotations

from reliacheck.sources.account import State, Story, state_of
from reliacheck.sources.model import Credited, StorySource

STATE_WORDS: dict[State, str] = {
    "named": "source in the sentence",
    "carried": "source carried over",
    "nobody": "said by nobody named",
    "none": "no source",
}
_WHERE = {
    "byline": "byline",
    "dateline": "dateline",
    "lead": "first words",
    "credit": "source line",
    "foot": "foot",
    "copyright": "copyright",
    "metadata": "metadata",
}


def kind(source: StorySource) -> str:
    """The kind of a source: "agency, second hand"."""
    word = "own reporting" if source.kind == "self" else source.kind.replace("-", " ")
    return f"{word}, second hand" if source.second_hand else word


def credit(one: Credited) -> str:
    """Whom the story credits, and where: "Coast Daily (source line)"."""
    return f"{one.name} ({_WHERE[one.where]})"


def credits_line(story: Story) -> str:
    """Whom the story credits for its copy, or that it credits nobody."""
    return ", ".join(map(credit, story.credited)) or "nobody"


def counted(story: Story) -> str:
    """How many sentences have a source, in one line."""
    states = [state_of(one) for one in story.prose]
    if not states:
        return "No sentence."
    sentences = f"{len(states)} sentence{'' if len(states) == 1 else 's'}"
    return (
        f"{sentences}: in {states.count('named')} a source is named,"
        f" in {states.count('carried')} it is carried over, {states.count('nobody')} said by"
        f" nobody named, {states.count('none')} without."
    )


def percent(share: float) -> str:
    """A share as whole percent."""
    return f"{100 * share:.0f} %"
