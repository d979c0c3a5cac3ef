"""sources.inconsistent-name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from reliacheck import Article, Check, Context, Finding, Part, Severity
from reliacheck.gazetteer.credits import outlets_in
from reliacheck.text.patterns import pattern
from reliacheck.text.words import Word

_SCORE = 0.85  # share of findings that held when read; docs/rules says on what
_LONGEST_NAME = 5  # words
_IN_BRACKETS = pattern(r"\(([^()]{2,60})\)")
_LABEL = pattern(r"\A\W*(?:sources?|via|credits?|by)\s*:\s*", re.IGNORECASE)
# What stands between the words of a name; a stop and a space end a sentence.
_WITHIN_NAME = pattern(r"[ \u00a0\-‑–&'’]*\.?")
_NOT_LETTERS = pattern(r"[\W_]+")
_BETWEEN = pattern(r"\s*(?:[,;/|•]|\band\b)\s*")


class InconsistentName(Check):
    """One outlet is called by several spellings.

    What it does
        Takes the outlets that the article names (in dateline, byline and source line, in its
        metadata, and those of the gazetteer in the body) and looks for the same name spaced or
        hyphenated in another way. Case alone, a leading "the" and abbreviations do not count.

    Why it matters
        Who is credited must be plain, to readers and to the systems that pay for copy. Two
        spellings look like two sources.

    Example
        Dateline *(Coast News)*, source line *Coastnews*.

    How to satisfy it
        Use the outlet's own spelling throughout.

    How the score is made
        A fixed score: the share of findings that held when findings on real news were read.

    Known false positives
        A site's address or account name given beside the outlet's name.
    """

    id = "sources.inconsistent-name"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding an outlet."""
        keys = _known_names(article, context)
        for uses in _uses(article, keys).values():
            spellings = {_folded(use.text): use for use in reversed(uses)}
            if len(spellings) < 2:
                continue
            first, *others = sorted(spellings.values(), key=lambda use: use.start)
            names = ", ".join(f'"{use.text}"' for use in (first, *others))
            yield self.finding(
                article.locate(others[0].start, others[0].end),
                f"One outlet under {len(spellings)} spellings: {names}.",
                score=_SCORE,
                related=[
                    article.related("also", use.start, use.end) for use in (first, *others[1:])
                ],
                evidence={"spellings": len(spellings), "uses": len(uses)},
                help="Use the outlet's own spelling throughout.",
            )


class _Use(NamedTuple):
    start: int
    end: int
    text: str


def _key(name: str) -> str:
    """A name without case, spaces, marks and a leading article."""
    return re.sub(r"[\W_]+", "", re.sub(r"\A\s*the\s+", "", name, flags=re.IGNORECASE)).casefold()


def _folded(name: str) -> str:
    """A spelling as far as it counts as one of its own."""
    bare = re.sub(r"\A(?i:the)\s+", "", name.strip()).casefold()
    return re.sub(r"[\s]+", " ", bare.replace("‑", "-").replace("’", "'"))


def _known_names(article: Article, context: Context) -> frozenset[str]:
    """The keys of the outlets that the article names, of two words or more in some spelling."""
    mentions = outlets_in(article, context=context)
    names = {mention.text for mention in mentions if not mention.ambiguous}
    names |= {name for name in (context.outlet(article), article.meta.agency) if name}
    for part in article.parts_of("dateline", "byline", "credit"):
        names.update(_printed_names(part))
    return frozenset(key for name in names if len(key := _key(name)) > 5)


def _printed_names(part: Part) -> Iterator[str]:
    """The names that a dateline has in brackets, or a byline or source line lists."""
    if part.kind == "dateline":
        yield from _IN_BRACKETS.findall(part.text)
    else:
        yield from _BETWEEN.split(_LABEL.sub("", part.text))


def _uses(article: Article, keys: frozenset[str]) -> dict[str, list[_Use]]:
    """Every place where one of the names stands in some spelling, by key."""
    beginnings = frozenset(key[:length] for key in keys for length in range(1, len(key) + 1))
    uses: defaultdict[str, list[_Use]] = defaultdict(list)
    for part in article.parts if keys else ():
        words = article.words_in(part.start, part.end)
        for index, word in enumerate(words):
            if _may_begin(article.text, word) and _joined(word) in beginnings:
                for use in _names_from(article.text, words[index : index + _LONGEST_NAME], keys):
                    uses[_key(use.text)].append(use)
    return uses


# Behind an account name stands "(@...)", in a web address a domain or a slash.
_IN_ADDRESS = pattern(
    r"[\w'’-]*(?:\s\(@|\.(?:com|org|net|co|tv|info|ir|uk|de|fr)\b|/)", re.IGNORECASE
)


def _may_begin(text: str, word: Word) -> bool:
    """Whether a name may begin here: not in small letters, nor in an account name or an address."""
    if word.text[0].islower():
        return False
    before = text[max(0, word.start - 1) : word.start]
    return (not before or before not in "@#/._=") and not _IN_ADDRESS.match(text, word.start)


def _joined(word: Word) -> str:
    return _NOT_LETTERS.sub("", word.text).casefold()


def _names_from(text: str, words: tuple[Word, ...], keys: frozenset[str]) -> Iterator[_Use]:
    """The shortest name that begins with the first of these words."""
    first, joined = words[0], ""
    for before, word in zip([first, *words], words, strict=False):
        if not _WITHIN_NAME.fullmatch(text[before.end : word.start]):
            return
        joined += _joined(word)
        if joined in keys:
            yield _Use(first.start, word.end, text[first.start : word.end])
            return
