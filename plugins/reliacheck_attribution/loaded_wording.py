"""attribution.loaded-wording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from reliacheck import Article, Check, Context, Finding, Severity
from reliacheck.text.attribution import unquoted
from reliacheck.text.patterns import pattern
from reliacheck_attribution.context import is_furniture
from reliacheck_attribution.lexicon import Entry, Lexicon, fold, load, read
from reliacheck_attribution.quoting import Quotes, readable
from reliacheck_attribution.voice import is_own, share_attributed

# Shares of findings that held when read; docs/rules says on what.
_SCORES = {
    "violence": 0.7,
    "label": 0.6,
    "politics": 0.65,
    "abuse": 0.7,
    "verb": 0.5,
    "sneer": 0.6,
    "motive": 0.6,
    "adverb": 0.55,
}
_SCORE_OF_HOUSE = 0.9
_OPINION = 0.4  # below this share of attributed sentences a piece is one of opinion,
_IN_OPINION = 0.2  # where editors mind less by so much

# Behind one of these a label is the law's, or somebody's charge, not the outlet's.
_CHARGED = pattern(
    r"\b(?:convicted|charged|indicted|sentenced|pleaded|accused|designat\w+|blacklist\w*|alleged(?:ly)?"
    r"|suspected|listed|deemed|labell?ed|called|branded|considers?|considered|dubbed|describ\w+)\b"
)
_NEAR = 80  # characters before a label
_OF_LAW = frozenset(("label", "abuse", "politics", "violence"))


class _Fields(NamedTuple):
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    file: str = ""
    kinds: tuple[str, ...] = ()
    most: int = 3
    quotes: Quotes = "ignore"


class LoadedWording(Check):
    """A label or a verb that takes a side, in the outlet's own voice.

    What it does
        Looks up words that judge, sneer or speak one side's language ("terrorist", "regime",
        "thugs", "slammed", "job-killing") where nobody else says them: outside quotations, and
        outside what a sentence gives to a source. What introduces the source is the outlet's own.
        Parts of names, charges in law ("convicted of") and what is alleged are let through. The
        same term is reported once, with its other places; past `most` terms the last finding says
        how many more there are.

    Why it matters
        A reader who does not share the label stops believing the facts beside it. Reuters and the
        BBC keep "terrorist" to quotations; the AP lists neutral words for most of these.

    Example
        *The regime's thugs attacked the square.*

    How to satisfy it
        Say what was done, or put the word in the mouth of whoever uses it.

    How the score is made
        A fixed score a kind of word: the share of findings that held when findings on real news
        were read.

    Known false positives
        Opinion and satire, where it is the point; words in their plain sense ("a lame duck").
    """

    id = "attribution.loaded-wording"
    severity = Severity.INFO
    needs: ClassVar[frozenset[str]] = frozenset({"language:en"})

    class Settings(_Fields):
        """The list comes with the rule (`loaded.tsv`); a house style adds to it and takes from it.

        `add`: more terms. `drop`: terms that are fine here. `file`: a list of the house's own,
        whose entries stand above ours: tab-separated, with a first line of column names, of which
        `terms` (all forms, parted by "|") is needed and `instead`, `kind`, `unless` ("word _" or
        "_ word", right before or behind) and `note` are not. `kinds`: only these kinds, all if
        empty. `most`: terms reported an article. `quotes`: whether words in quotation marks count
        ("include") or not ("ignore").
        """

        __slots__ = ()

        def __new__(
            cls,
            add: tuple[str, ...] = (),
            drop: tuple[str, ...] = (),
            file: str = "",
            kinds: tuple[str, ...] = (),
            most: int = 3,
            quotes: Quotes = "ignore",
        ) -> LoadedWording.Settings:
            """Raises ValueError where `kinds` or `drop` name what no list has."""
            settings = super().__new__(cls, add, drop, file, kinds, most, quotes)
            if drop or kinds:
                _check_names(settings)
            return settings

    settings: Settings

    def __init__(self, settings: Settings | None = None) -> None:
        """The list is read at the first article."""
        super().__init__(settings)
        self._lexicon: Lexicon | None = None

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """One finding a term."""
        places: dict[str, list[tuple[int, int, Entry]]] = {}
        for start, end, entry in self._places(article):
            places.setdefault(entry.term, []).append((start, end, entry))
        shown = list(places.values())[: self.settings.most]
        more = len(places) - len(shown)
        for number, found in enumerate(shown, 1):
            yield self._finding(article, found, more if number == len(shown) else 0)

    def _places(self, article: Article) -> Iterator[tuple[int, int, Entry]]:
        text = readable(article, self.settings.quotes)
        for start, end, entry in self._list().find_in(article):
            sentence = article.sentence_at(start)
            if (
                sentence is None
                or sentence.part.kind not in ("headline", "standfirst", "body")
                or text[start:end] != article.text[start:end]
                or _is_name(article.text, start, sentence.start)
                or is_furniture(sentence)
            ):
                continue
            before = text[max(sentence.start, start - _NEAR) : start].lower()
            if entry.kind in _OF_LAW and _CHARGED.search(before):
                continue
            quoted = unquoted(article)[start:end] != article.text[start:end]
            if quoted or is_own(article, sentence, start):
                yield start, _without_owner(article.text, start, end), entry

    def _list(self) -> Lexicon:
        if self._lexicon is None:
            settings = self.settings
            dropped = {fold(term) for term in settings.drop}
            self._lexicon = Lexicon(
                [
                    entry._replace(forms=tuple(one for one in entry.forms if one not in dropped))
                    for entry in _entries(settings)
                    if not settings.kinds or entry.kind in (*settings.kinds, "house")
                ]
            )
        return self._lexicon

    def _finding(self, article: Article, found: list[tuple[int, int, Entry]], more: int) -> Finding:
        start, end, entry = found[0]
        phrase = article.text[start:end]
        less = _IN_OPINION if share_attributed(article) < _OPINION else 0.0
        others = f" ({more} more loaded terms follow.)" if more else ""
        return self.finding(
            article.locate(start, end),
            f'"{phrase}" takes a side, in our own voice.{others}',
            score=round(_SCORES.get(entry.kind, _SCORE_OF_HOUSE) - less, 2),
            related=[article.related("again", *place[:2]) for place in found[1:]],
            evidence={
                "term": entry.term,
                "kind": entry.kind,
                "times": len(found),
                "further-terms": more,
            },
            help=_help(entry),
        )


def _entries(settings: _Fields) -> list[Entry]:
    """Our list, the house's file, and its words in the settings."""
    return [
        *load("loaded.tsv"),
        *(read(settings.file) if settings.file else ()),
        *(_of_house(term) for term in settings.add),
    ]


def _check_names(settings: _Fields) -> None:
    """Raises ValueError where a kind or a dropped term is in no list, or a list cannot be read."""
    try:
        entries = _entries(settings)
    except OSError as error:
        raise ValueError(f"file: {error}") from error
    kinds = sorted({"house", *(entry.kind for entry in entries)})
    for kind in settings.kinds:
        if kind not in kinds:
            raise ValueError(
                f"kinds: no term is of the kind {kind!r}; there are: {', '.join(kinds)}"
            )
    forms = {form for entry in entries for form in entry.forms}
    for term in settings.drop:
        if fold(term) not in forms:
            raise ValueError(f"drop: {term!r} is in no list, so nothing would be dropped")


def _of_house(term: str) -> Entry:
    return Entry(fold(term), (fold(term),), "", "house", frozenset(), frozenset(), "")


def _help(entry: Entry) -> str:
    instead = f"Neutral: {entry.instead}." if entry.instead else "Leave it out."
    return f"{instead} {entry.note[:1].upper()}{entry.note[1:]}.".strip() if entry.note else instead


def _without_owner(text: str, start: int, end: int) -> int:
    """The end of a term without a possessive's mark."""
    return end - 2 if text[start:end].endswith(("'s", "’s")) else end


def _is_name(text: str, start: int, sentence: int) -> bool:
    """Whether a capital inside a sentence makes a term part of a name: "the War on Terror"."""
    if not text[start].isupper() or start == sentence:
        return False
    before = text[max(0, start - 2) : start]
    return not before.rstrip(" ").endswith((".", ":", "“", '"', "—"))
