"""The YAML front matter of a Markdown file: where it stands, and what it may say."""

from __future__ import annotations

from typing import NamedTuple

from reliacheck import InputError, Metadata, PartKind, Source
from reliacheck.suppressions import Directive
from reliacheck.text.patterns import pattern
from reliacheck_formats.prose import Prose

_LARGEST = 100_000  # characters; the YAML reader is slow

_OPENING = pattern(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = pattern(r"(?:\r\n|\r|\n)---[ \t]*(?=[\r\n]|\Z)")


class FrontMatter(NamedTuple):
    """What stands between the `---` lines."""

    end: int  # where the story begins, in code points
    parts: list[tuple[PartKind, Prose]]  # in the order of the file
    meta: Metadata
    directives: list[Directive]


def read_front_matter(source: Source) -> FrontMatter:
    """The front matter at the top of a file, empty where there is none.

    Raises InputError, with the line, for front matter that is not closed, is not a YAML mapping,
    names a key twice, or gives a known key what is not text (`published`: what is not ISO 8601).
    """
    opening = _OPENING.match(source.text)
    if not opening:
        return FrontMatter(0, [], Metadata(), [])
    closing = _CLOSING.search(source.text, len(opening.group().rstrip("\r\n")))
    if not closing:
        raise InputError(source.path, "the front matter has no closing --- line; add one", 1)
    start, end = opening.end(), max(closing.start(), opening.end())
    if end - start > _LARGEST:
        raise InputError(
            source.path, f"the front matter is longer than {_LARGEST:,} characters; shorten it", 1
        )
    from reliacheck_formats.front_matter_keys import KeyReader  # loads the YAML parser

    reader = KeyReader(source, start, end)
    return FrontMatter(closing.end(), reader.parts(), reader.metadata(), reader.directives())
