"""The sources of articles, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reliacheck.plugins import Failure
from reliacheck.reporters import Style
from reliacheck.reporters import sources_words as words
from reliacheck.reporters.text import Paint, printable, width
from reliacheck.sources.account import State, Story, state_of
from reliacheck.sources.model import Statement

_NARROWEST = 60
_NAME = 40  # columns of a source's name
_COLORS: dict[State, tuple[str, ...]] = {
    "named": ("cyan",),
    "carried": ("cyan",),
    "nobody": ("yellow",),
    "none": ("yellow",),
}
_LEGEND = "[1] named in the sentence, (1) carried over, ? said by nobody named, - no source"


def render(stories: Sequence[Story], style: Style, failures: Sequence[Failure] = ()) -> str:
    """For each story the table of its sources, then its sentences with their sources."""
    paint = Paint(style.color)
    room = max(style.width, _NARROWEST)
    blocks = ["\n".join(_story(story, room, paint)) + "\n" for story in stories]
    if failures:
        names = ", ".join(sorted({failure.plugin for failure in failures}))
        blocks.append(paint(f"Incomplete: plugins failed: {names}.", "bold", "red") + "\n")
    return "\n".join(blocks)


def _story(story: Story, room: int, paint: Paint) -> Iterator[str]:
    article = story.article
    name = article.source.path or "(article)"
    yield paint(f"{name}#{article.number + 1}" if article.number else name, "bold")
    if article.headline_text:
        yield f"  {_cut(article.headline_text, room - 2)}"
    yield f"  credited for the copy: {printable(words.credits_line(story))}"
    yield ""
    if story.reason:
        yield paint(f"  not assessed: {story.reason}", "yellow")
        return
    if story.sources:
        yield from _table(story, paint)
    else:
        yield "  No source is given."
    yield f"  {words.counted(story)}"
    yield ""
    yield from _statements(story, room, paint)
    yield paint(f"  {_LEGEND}", "dim")


def _table(story: Story, paint: Paint) -> Iterator[str]:
    rows = [("", "source", "kind", "sentences", "share", "first")]
    for number, one in enumerate(story.sources, 1):
        place = story.article.locate(*one.first)
        name = _cut(one.name, _NAME)
        first = f"{place.line}:{place.column}"
        rows.append(
            (
                str(number),
                name,
                words.kind(one),
                str(one.statements),
                words.percent(one.share),
                first,
            )
        )
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for at, row in enumerate(rows):
        cells = [
            " " * (wide - width(cell)) + cell
            if column in (0, 3, 4)
            else cell + " " * (wide - width(cell))
            for column, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ]
        line = f"  {'  '.join(cells)}".rstrip()
        yield paint(line, "dim") if not at else line
    yield ""


def _statements(story: Story, room: int, paint: Paint) -> Iterator[str]:
    rows = [(_place(story, one), _sources(one), one) for one in story.prose]
    columns = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    left = room - sum(columns) - 6
    for place, given, one in rows:
        mark = paint(given.ljust(columns[1]), *_COLORS[state_of(one)])
        yield f"  {place.rjust(columns[0])}  {mark}  {_cut(one.sentence.text, left)}"


def _place(story: Story, one: Statement) -> str:
    place = story.article.locate(one.sentence.start, one.sentence.end)
    return f"{place.line}:{place.column}"


def _sources(one: Statement) -> str:
    """The numbers of a sentence's sources: "[1, 3]", "(1)" where carried over."""
    if not one.uses:
        return "?" if state_of(one) == "nobody" else "-"
    numbers = ", ".join(
        [str(number + 1) for number in dict.fromkeys(use.source for use in one.uses)]
    )
    return f"[{numbers}]" if one.explicit else f"({numbers})"


def _cut(text: str, room: int) -> str:
    """The text in one line, of at most so many columns."""
    line = printable(" ".join(text.split()))
    if width(line) <= room:
        return line
    while width(line) > room - 1:
        line = line[: -max(1, (width(line) - room) // 2)]
    return line.rstrip() + "…"
