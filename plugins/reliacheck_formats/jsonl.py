"""Articles as JSON objects, one a line (reliacheck.records says what is in them)."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from reliacheck import Article, InputError, Source
from reliacheck.records import CAPTIONS, Record, metadata_of, parse_record, pieces_of
from reliacheck.suppressions import Directive, find_directives
from reliacheck.text.offsets import Run
from reliacheck_formats.prose import Prose, Weaver

_LINE = re.compile(r"[^\r\n]+")  # the other line ends of str.splitlines may stand in a string
_SPACE = re.compile(r"[ \t\r\n]*")
_PAIR = r"\\u[dD][89abAB]..\\u[dD][c-fC-F].."  # two escapes for one character
# Several in a row as one, but for halves of pairs and carriage returns.
_SEVERAL = r"(?P<several>(?:\\u(?![dD][89a-fA-F]|000[dD])....)+)"
_ESCAPES = re.compile(rf"{_SEVERAL}|{_PAIR}|\\u....|\\.")
# In a body every line end is one character, however it is written.
_LINE_END = r"\\(?:r|u000[dD])(?:\\(?:n|u000[aA]))?"
_BODY_ESCAPES = re.compile(rf"{_SEVERAL}|{_PAIR}|{_LINE_END}|\\u....|\\.")
_UNICODE_ESCAPE = len(r"\u0439")
_REMEDY = "each line is one article as a JSON object, with the keys in docs/formats.md"
_SPREAD = "; jq -c . puts an object on one line, and jq -c '.[]' those of a list"

_decode = json.JSONDecoder().raw_decode


def read_jsonl(source: Source) -> list[Article]:
    """The articles in a file of JSON lines; blank lines are passed over.

    Raises InputError for the first line that is none.
    """
    lines = [line for line in _LINE.finditer(source.text) if line.group().strip()]
    return [_article(source, line, number) for number, line in enumerate(lines)]


def _article(source: Source, line: re.Match[str], number: int) -> Article:
    try:
        record = parse_record(line.group())
    except ValueError as error:
        place, _ = source.position(line.start())
        spread = _SPREAD if str(error).startswith("not JSON") else ""
        raise InputError(source.path, f"{error} ({_REMEDY}{spread})", place) from None
    weaver = _weave(record, _find_strings(source.text, line.start()), source.text)
    return Article(
        source,
        weaver.parts,
        text=weaver.text,
        offsets=weaver.offsets,
        meta=metadata_of(record),
        number=number,
        directives=list(_directives(line)),
    )


def _directives(line: re.Match[str]) -> Iterator[Directive]:
    for one in find_directives(line.group()):
        yield one._replace(start=line.start() + one.start, end=line.start() + one.end)


class _Literal(NamedTuple):
    """A string as it is written, between the quotation marks."""

    start: int  # code points into the source
    end: int


def _find_strings(text: str, at: int) -> dict[str, list[_Literal]]:
    """The strings in the object that begins on text[at:], by their keys, and the captions."""
    found: dict[str, list[_Literal]] = {}
    at = _skip(text, _skip(text, at) + 1)
    while text[at] != "}":
        key, at = _decode(text, at)
        start = _skip(text, _skip(text, at) + 1)  # behind the colon
        _, at = _decode(text, start)
        if text[start] == '"':
            found[key] = [_Literal(start + 1, at - 1)]  # of two with one key the last holds
        elif text[start] == "[" and key == CAPTIONS:
            found[key] = list(_find_in_list(text, start))
        at = _next(text, at)
    return found


def _find_in_list(text: str, at: int) -> Iterator[_Literal]:
    """The strings in a list of strings that begins at text[at:]."""
    at = _skip(text, at + 1)
    while text[at] != "]":
        start = at
        _, at = _decode(text, start)
        yield _Literal(start + 1, at - 1)
        at = _next(text, at)


def _skip(text: str, at: int) -> int:
    """Where white space ends."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _next(text: str, at: int) -> int:
    """Behind a comma, if there is one."""
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _weave(record: Record, literals: dict[str, list[_Literal]], text: str) -> Weaver:
    """The parts of a record in the article's order, wherever in the object they stand."""
    weaver = Weaver()
    for kind, group in groupby(pieces_of(record), key=itemgetter(0)):
        pieces = [piece for _, piece in group]
        if kind == "caption":
            key, shares = CAPTIONS, [[piece] for piece in pieces]  # a string each
        else:
            key, shares = kind, [pieces]
        strings = [_read(text, literal, body=kind == "body") for literal in literals[key]]
        said = [string for string in strings if string.text.strip()]
        for string, share in zip(said, shares, strict=True):
            weaver.cut()
            for prose, start, end in _find_pieces(string, share):
                weaver.add(kind, prose, start, end)
    return weaver


def _read(text: str, literal: _Literal, *, body: bool) -> Prose:
    """What a string says."""
    said, _ = _decode(text, literal.start - 1)
    if body:
        said = said.replace("\r\n", "\n").replace("\r", "\n")
    return Prose(said, tuple(_runs(text, literal, _BODY_ESCAPES if body else _ESCAPES)))


def _runs(text: str, literal: _Literal, escapes: re.Pattern[str]) -> Iterator[Run]:
    """What is written as it is, and the escapes between."""
    at, here = 0, literal.start
    for found in escapes.finditer(text, *literal):
        start, end = found.span()
        if here < start:
            yield Run(at, at + start - here, here, start)
            at += start - here
        width = _UNICODE_ESCAPE if found["several"] else end - start
        letters = (end - start) // width
        yield Run(at, at + letters, start, end, width)
        at, here = at + letters, end
    if here < literal.end:
        yield Run(at, at + literal.end - here, here, literal.end)


def _find_pieces(string: Prose, pieces: list[str]) -> Iterator[tuple[Prose, int, int]]:
    """Where in a string each piece stands. All that is between them is white space."""
    starts = [run.text_start for run in string.runs]
    end = 0
    for piece in pieces:
        start = string.text.index(piece, end)
        end = start + len(piece)
        own = string.runs[bisect_right(starts, start) - 1 : bisect_left(starts, end)]
        yield Prose(string.text, own), start, end
