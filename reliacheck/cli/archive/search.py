"""reliacheck archive search: find passages and headlines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reliacheck.archive import Archive, HeadlineHit, Match, find_headlines, find_matches
from reliacheck.archive.align import MIN_WORDS
from reliacheck.archive.hashing import KGRAM, WINDOW
from reliacheck.archive.protocol import is_between
from reliacheck.article import Article
from reliacheck.cli.archive.common import (
    add_format_flag,
    at_least_one,
    date_or_age,
    entry_as_json,
    entry_as_text,
    print_json,
    reading,
)
from reliacheck.errors import ConfigError, InputError
from reliacheck.exit_code import ExitCode
from reliacheck.reading import STDIN

_SURE = KGRAM + WINDOW - 1  # words in a row that are always found
_LEAST_LIKE = 0.6  # a headline less alike than this is no answer
_EXCERPT = 160  # characters
_LIMIT = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    parser.add_argument(
        "text", metavar="TEXT", help="words, or @FILE, or - for standard input: what to look for"
    )
    parser.add_argument(
        "--limit", type=at_least_one, default=_LIMIT, metavar="N", help="answers at most"
    )
    for bound, what in (("after", "published then or later"), ("before", "published before")):
        parser.add_argument(f"--{bound}", type=date_or_age, metavar="DATE", help=what)
    add_format_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Prints the articles with passages of the text, and those with a headline like it."""
    text = _text(options.text)
    if not text.strip():
        raise ConfigError("archive search: nothing to look for")
    with reading(options) as archive:
        matches = _in_time(_matches(archive, text), options)[: options.limit]
        headlines = [
            hit
            for hit in find_headlines(
                archive,
                text[:_EXCERPT],
                since=options.after,
                until=options.before,
                limit=options.limit,
            )
            if hit.likeness >= _LEAST_LIKE
        ]
    words = len(Article.compose(body=text).words)
    if options.shown_as == "json":
        print_json(
            {
                "words": words,
                "passages": [_match_as_json(match) for match in matches],
                "headlines": [
                    {"likeness": round(hit.likeness, 3), "article": entry_as_json(hit.entry)}
                    for hit in headlines
                ],
            }
        )
    else:
        _print(matches, headlines, words)
    return ExitCode.OK


def _text(argument: str) -> str:
    if argument == STDIN:
        return sys.stdin.read()
    if not argument.startswith("@"):
        return argument
    path = argument.removeprefix("@")
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(path, f"not UTF-8 (byte {error.start})") from None


def _matches(archive: Archive, text: str) -> Sequence[Match]:
    return find_matches(archive, Article.compose(body=text), fewest_words=MIN_WORDS)


def _in_time(matches: Sequence[Match], options: argparse.Namespace) -> list[Match]:
    return [
        match
        for match in matches
        if is_between(match.entry.published, options.after, options.before)
    ]


def _match_as_json(match: Match) -> dict[str, Any]:
    return {
        "share": round(match.share, 3),
        "article": entry_as_json(match.entry),
        "passages": [
            {
                "start": passage.a[0],
                "end": passage.a[1],
                "words": passage.words_a,
                "similarity": round(passage.similarity, 3),
                "text": match.article.text[slice(*passage.a)],
            }
            for passage in match.passages
        ],
    }


def _print(matches: Sequence[Match], headlines: Sequence[HeadlineHit], words: int) -> None:
    print(f"Passages: {len(matches) or 'none'}")
    for match in matches:
        print(f"  {entry_as_text(match.entry)}")
        for passage in match.passages:
            excerpt = " ".join(match.article.text[slice(*passage.a)].split())
            short = excerpt if len(excerpt) <= _EXCERPT else f"{excerpt[: _EXCERPT - 1]}…"
            print(f"      {passage.words_a} words, {passage.similarity:.0%} the same: {short}")
    if words < _SURE:
        unsure = f"from {MIN_WORDS} to {_SURE - 1}" if words >= MIN_WORDS else f"below {MIN_WORDS}"
        often = "are found often, not always" if words >= MIN_WORDS else "are not looked for"
        print(f"  (passages of {_SURE} words or more are always found; {unsure} {often})")
    print(f"Headlines: {len(headlines) or 'none'}")
    for hit in headlines:
        print(f"  {hit.likeness:.2f}  {entry_as_text(hit.entry)}")
