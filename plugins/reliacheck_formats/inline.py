"""Markdown, parsed so that every piece of text knows its place in the source.

markdown-it gives lines for blocks and no places inside them. A state that notes where the parser
stands whenever it makes a token gives the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from reliacheck.text.patterns import pattern

_PLACE = "reliacheck_place"  # key of Token.meta: offset into the block's content

# HTML tags inside a line; all others part what stands before from what stands after.
_PHRASING = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i img ins kbd mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)

# A link in HTML; what it leads to, if it opens one.
_ANCHOR = pattern(
    r"""</?a(?![\w-])(?:[^>]*?\shref\s*=\s*["']?(?P<href>[^\s"'>]*))?""", re.IGNORECASE
)


class _PlacedState(StateInline):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta[_PLACE] = self.pos
        return token

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        token = super().pushPending()
        # What is pending ends where the parser stands, spaces or a link's bracket left out.
        place = self.pos - len(token.content)
        if not self.src.startswith(token.content, max(place, 0)):
            place = self.src.rfind(token.content, 0, self.pos)
        token.meta[_PLACE] = max(place, 0)
        return token


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def parser() -> MarkdownIt:
    """CommonMark with tables, made for prose.

    Indented paragraphs are paragraphs, not code, and what stands between HTML tags is text.
    """
    markdown = MarkdownIt("commonmark")
    markdown.inline = _PlacedInline()
    markdown.configure("commonmark")
    markdown.enable(["table", "strikethrough"])
    return markdown.disable(["code", "html_block", "fragments_join", "text_join"])


class Span(NamedTuple):
    """A piece of a block's text, or what parts two pieces."""

    kind: Literal["text", "space", "line", "block", "image"]
    text: str = ""
    start: int = 0  # offsets into the block's content
    end: int = 0
    stressed: bool = False  # inside italics or bold
    link: str = ""  # the address that it leads to
    inside: tuple[Span, ...] = ()  # an image's description


def read_spans(tokens: Sequence[Token], content: str, base: int = 0) -> Iterator[Span]:
    """What the children of an inline token say, in order, with places in its content."""
    stress = 0
    link = ""
    here = base
    for token in tokens:
        place = max(base + token.meta.get(_PLACE, 0), here)
        if token.type in ("em_open", "strong_open"):
            stress += 1
        elif token.type in ("em_close", "strong_close"):
            stress -= 1
        elif token.type in ("link_open", "link_close"):
            link = str(token.attrGet("href") or "")
        elif token.type == "html_inline" and (anchor := _ANCHOR.match(token.content)):
            link = unescape(anchor["href"] or "")
        for span in _spans(token, content, place):
            here = max(span.end, here)
            yield span._replace(stressed=stress > 0, link=link) if stress or link else span


def _spans(token: Token, content: str, place: int) -> Iterator[Span]:
    if token.type == "text" and token.content:
        yield _text(token.content, content, place)
    elif token.type == "text_special":  # an entity or an escaped mark
        yield Span("text", token.content, place, place + len(token.markup))
    elif token.type == "code_inline":
        yield from _code(token, content, place)
    elif token.type == "softbreak":
        yield Span("space", " ", place, place + 1)
    elif token.type == "hardbreak":
        yield Span("line")
    elif token.type == "html_inline" and (kind := _html(token.content)):
        yield Span(kind)
    elif token.type == "image":
        yield Span("image", inside=tuple(read_spans(token.children or (), content, place + 2)))


def _text(text: str, content: str, place: int) -> Span:
    found = content.find(text, place, place + len(text) + len("<"))
    if found >= 0:
        return Span("text", text, found, found + len(text))
    end = content.find(">", place)  # an address that is shown otherwise than it is written
    return Span("text", text, place, end if end > place else place + 1)


def _code(token: Token, content: str, place: int) -> Iterator[Span]:
    """The lines of a code span, which knows of no line ends."""
    start = place + len(token.markup)
    end = start + len(token.content)
    if content[start:end].replace("\n", " ") != token.content:
        start, end = start + 1, end + 1  # a space on either side belongs to the backticks
    for number, line in enumerate(content[start:end].split("\n")):
        if number:
            yield Span("space", " ", start - 1, start)
        yield Span("text", line, start, start + len(line))
        start += len(line) + 1


def _html(tag: str) -> Literal["line", "block"] | None:
    """What a tag parts: lines, blocks, or nothing."""
    name = re.match(r"</?([a-zA-Z][\w-]*)", tag)
    if name and name[1].lower() in _PHRASING:
        return None
    return "line" if name and name[1].lower() == "br" else "block"
