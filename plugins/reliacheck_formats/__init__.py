"""Newspaper copy in plain text and Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reliacheck import Article, Source, hookimpl

PLAIN = frozenset(("", ".txt", ".text"))  # standard input and files without an ending, too
MARKDOWN = frozenset((".md", ".markdown"))


@hookimpl(trylast=True)
def reliacheck_read(source: Source) -> Sequence[Article] | None:
    """The one article of a text or Markdown file; none if it holds no words."""
    if source.suffix in PLAIN:
        from reliacheck_formats.plain import read_plain

        return read_plain(source)
    if source.suffix in MARKDOWN:
        from reliacheck_formats.markdown import read_markdown  # loads the Markdown parser

        return read_markdown(source)
    return None


@hookimpl
def reliacheck_suffixes() -> Iterable[str]:
    """The endings read from folders."""
    return sorted((PLAIN | MARKDOWN) - {""})
