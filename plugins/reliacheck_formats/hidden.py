"""What a Markdown file holds beside what its readers see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reliacheck.text.patterns import pattern

_OPENING = pattern(r"<!--|<(?:script|style)\b", re.IGNORECASE)
_CLOSING = {
    "<!--": re.compile("-->"),
    "<script": re.compile(r"</script\s*>", re.IGNORECASE),
    "<style": re.compile(r"</style\s*>", re.IGNORECASE),
}


def hidden_spans(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """HTML comments, scripts and style sheets in text[start:], in order, none within another.

    What is not closed is not hidden.
    """
    never_closed = set()
    here = start
    for opening in _OPENING.finditer(text, start):
        kind = opening.group().lower()
        if opening.start() < here or kind in never_closed:
            continue
        closing = _CLOSING[kind].search(text, opening.end())
        if closing is None:
            never_closed.add(kind)
            continue
        here = closing.end()
        yield opening.start(), here


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces for all in these spans but line ends, so that offsets stay."""
    pieces = []
    here = 0
    for start, end in sorted(spans):
        if end > here:
            pieces.append(text[here:start])
            pieces.append(re.sub(r"[^\r\n]", " ", text[max(start, here) : end]))
            here = end
    return "".join((*pieces, text[here:]))
