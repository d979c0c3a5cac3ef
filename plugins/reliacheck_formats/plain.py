"""Newspaper copy as plain text: title lines, byline, dateline, paragraphs, source line."""

from __future__ import annotations

from collections.abc import Iterator

from reliacheck import Article, Metadata, Part, Source
from reliacheck.suppressions import find_directives
from reliacheck_formats.paragraphs import find_blocks
from reliacheck_formats.story import read_story


def read_plain(source: Source) -> list[Article]:
    """The article in a plain text, whose text is the source itself; none if it holds no words.

    Lines that only give a date become `published`; suppression comments belong to no part.
    """
    text = source.text
    directives = find_directives(text)
    blocks = list(find_blocks(text, [(one.start, one.end) for one in directives]))
    story = read_story(blocks)

    def parts() -> Iterator[Part]:
        for block, pieces in zip(blocks, story.pieces, strict=True):
            for kind, start, end in pieces:
                yield Part(kind, block.start + start, block.start + end, block.text[start:end])

    if not (found := list(parts())):
        return []
    meta = Metadata(published=story.published)
    return [Article(source, found, meta=meta, directives=directives)]
