"""Newspaper copy in plain text, Markdown and JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reliacheck import Article, Source, hookimpl

PLAIN = frozenset(("", ".txt", ".text"))  # standard input and files without an ending, too
MARKDOWN = frozenset((".md", ".markdown"))
JSON_LINES = frozenset((".jsonl", ".ndjson"))


@hookimpl(trylast=True)
def reliacheck_read(source: Source) -> Sequence[Article] | None:
    """The one article of a text or Markdown file, or those of JSON lines; none without words."""
    if source.suffix in PLAIN:
        from reliacheck_formats.plain import read_plain

        return read_plain(source)
    if source.suffix in MARKDOWN:
        from reliacheck_formats.markdown import read_markdown  # loads the Markdown parser

        return read_markdown(source)
    if source.suffix in JSON_LINES:
        from reliacheck_formats.jsonl import read_jsonl

        return read_jsonl(source)
    return None


@hookimpl
def reliacheck_suffixes() -> Iterable[str]:
    """The endings read from folders."""
    return sorted((PLAIN | MARKDOWN | JSON_LINES) - {""})
