"""Speakers of quotations beside textacy's: a part of attribution.py."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from train_attribution import plain_article

from reliacheck.article import Article
from reliacheck.attribution import spoken

SPEECH = 4  # words from which on a quotation is taken for speech
HALF = 0.5
_PROGRAM = Path(__file__).with_name("attribution_textacy.py")

Span = tuple[int, int]
# Of each text the quotations: where the words start and end, where the speaker does.
Found = list[list[list[int]]]
Sources = Callable[[Article], Mapping[Span, Span | None]]


class Textacy(NamedTuple):
    """What textacy finds in some texts."""

    versions: str
    refused: int  # paragraphs
    quotations: Found


def ask_textacy(python: Path, texts: Sequence[str]) -> Textacy:
    """Runs it in its own environment, whose interpreter this is."""
    ran = subprocess.run(
        [python, _PROGRAM], input=json.dumps(texts), capture_output=True, check=True, text=True
    )
    answer = json.loads(ran.stdout)
    versions = ", ".join(f"{name} {version}" for name, version in answer["versions"].items())
    return Textacy(versions, answer["refused"], answer["quotations"])


class Counts(NamedTuple):
    """Quotations with a speaker in the labels, with one found, and with the right one found."""

    labelled: int
    found: int
    right: int


def speakers(records: Sequence[Mapping[str, Any]], quotations: Found | None) -> Iterator[str]:
    """Precision, recall and F1 of the speakers of quotations, in dev's records."""
    articles = [plain_article(record["text"]) for record in records]
    ways: list[tuple[str, list[Mapping[Span, Span | None]]]] = []
    if quotations is not None:
        pairs = zip(articles, quotations, strict=True)
        ways.append(("textacy", [textacy_sources(*pair) for pair in pairs]))
    ways.append(("`reliacheck.attribution`", [our_sources(article) for article in articles]))
    yield "| way | precision | recall | F1 |"
    yield "|---|---|---|---|"
    total = 0
    for name, sources in ways:
        rows = zip(articles, records, sources, strict=True)
        columns = zip(*[counts(*row) for row in rows], strict=True)
        total, found, right = (sum(column) for column in columns)
        yield (
            f"| {name} | {right / found:.3f} | {right / total:.3f}"
            f" | {2 * right / (found + total):.3f} |"
        )
    yield ""
    yield f"{total:,} quotations have a speaker in the labels."


def our_sources(article: Article) -> dict[Span, Span | None]:
    """The source of each outermost quotation, by the place of the quoted words."""
    return {
        (one.inner_start, one.inner_end): (source.start, source.end) if source else None
        for one, source, _ in spoken(article)
    }


def textacy_sources(article: Article, found: Sequence[Sequence[int]]) -> dict[Span, Span | None]:
    """The same quotations with the speaker of the first of textacy's that covers half of it."""
    sources: dict[Span, Span | None] = {}
    for start, end in our_sources(article):
        covering = [
            (speaker[0], speaker[1])
            for first, last, *speaker in found
            if covered(start, end, [(first, last)]) >= HALF * (end - start)
        ]
        sources[start, end] = covering[0] if covering else None
    return sources


def counts(
    article: Article, record: Mapping[str, Any], sources: Mapping[Span, Span | None]
) -> Counts:
    annotation = next(iter(record["annotations"].values()))
    labelled = found = right = 0
    for (start, end), source in sources.items():
        if len(article.text[start:end].split()) < SPEECH:
            continue
        golds = [
            one["source"]
            for one in annotation
            if one["source"] and covered(start, end, one["content"]) >= HALF * (end - start)
        ]
        labelled += bool(golds)
        found += source is not None
        right += source is not None and any(is_same(article.text, source, gold) for gold in golds)
    return Counts(labelled, found, right)


def covered(start: int, end: int, spans: Sequence[Span]) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for first, last in spans)


def is_same(text: str, found: Span, gold: Sequence[Span]) -> bool:
    """Half of the gold source's words are found, or one with a capital; or the same words stand
    elsewhere, or another mention with the same last name."""
    ours = words_of(text, found)
    theirs = sorted({word for span in gold for word in words_of(text, span)})
    if not ours or not theirs:
        return False
    both = set(ours) & set(theirs)
    if 2 * len(both) >= len(theirs) or any(text[start].isupper() for start, _ in both):
        return True
    last, other = (text[slice(*held[-1])] for held in (ours, theirs))
    same = [text[slice(*one)].lower() for one in ours] == [
        text[slice(*one)].lower() for one in theirs
    ]
    return same or (last[0].isupper() and last == other)


def words_of(text: str, span: Span) -> list[Span]:
    return [
        one.span() for one in re.finditer(r"[\w'’-]+", text[: span[1]]) if one.start() >= span[0]
    ]
