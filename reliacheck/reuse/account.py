"""An account of two articles: who was first, what the later one took, what it changed, whom it
credits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from reliacheck.article import Article, Part
from reliacheck.checks import Context
from reliacheck.reuse.alterations import Alteration, find_alterations
from reliacheck.reuse.alterations.dates import is_older
from reliacheck.reuse.comparison import Comparison, SharedPassage, compare
from reliacheck.reuse.credit import Credit, credits_of
from reliacheck.reuse.origin import Credited, is_credited, origin_of

# A line at the end of the body that may be a credit: among so many, of so many characters.
_FOOT = 3
_LINE = 120

Letter = Literal["a", "b"]


class Side(NamedTuple):
    """One of the two articles, as the user named it."""

    letter: Letter
    name: str  # what the user called it
    article: Article
    credits: tuple[Credit, ...]
    origin: Credit | None  # whose copy it says it is


class Told(NamedTuple):
    """A shared passage with what was changed in it."""

    number: int  # from 1, in the order of the rewrite
    shared: SharedPassage
    alterations: tuple[Alteration, ...]


class Account(NamedTuple):
    """Two articles, the one taken for the source first."""

    source: Side
    rewrite: Side
    first: Letter | None  # who was published first; None: not known
    order: str  # a sentence on that
    comparison: Comparison  # of the source with the rewrite
    told: tuple[Told, ...]
    unassessed: str  # what could not be looked at for alterations, and why; "" for nothing
    wanted_credit: str | None  # whom the rewrite would have to credit; None: not known
    credited: Credited | None  # whether it does

    @property
    def sides(self) -> tuple[Side, Side]:
        """A and B as the user named them."""
        if self.source.letter == "a":
            return self.source, self.rewrite
        return self.rewrite, self.source

    @property
    def share_of_source(self) -> float:
        """Of the source's own words, those that the rewrite has; 0..1."""
        return self.comparison.share_of_a

    @property
    def share_of_rewrite(self) -> float:
        """Of the rewrite's own words, those that the source has; 0..1."""
        return self.comparison.share_of_b

    @property
    def is_one_text(self) -> bool:
        """Whether the two have the very same text."""
        return self.source.article.text == self.rewrite.article.text

    @property
    def counted(self) -> tuple[Told, ...]:
        """The passages that are reuse."""
        return tuple(one for one in self.told if not one.shared.quoted)

    @property
    def uncounted(self) -> tuple[Told, ...]:
        """The passages that anybody may share."""
        return tuple(one for one in self.told if one.shared.quoted)


def account_of(
    a: Article, b: Article, context: Context, names: tuple[str, str] = ("A", "B")
) -> Account:
    """Compares two articles. The one that is known to be earlier is the source, else `a`."""
    first, order = _order(a, b)
    sides = (_side("a", names[0], a, context), _side("b", names[1], b, context))
    source, rewrite = sides[::-1] if first == "b" else sides
    comparison = compare(source.article, rewrite.article)
    wanted = _wanted_credit(source, rewrite)
    return Account(
        source=source,
        rewrite=rewrite,
        first=first,
        order=order,
        comparison=comparison,
        told=tuple(_told(comparison)),
        unassessed=_unassessed(a, b),
        wanted_credit=wanted,
        credited=_credited(wanted, rewrite, context) if wanted else None,
    )


def _side(letter: Letter, name: str, article: Article, context: Context) -> Side:
    return Side(letter, name, article, credits_of(article, context), origin_of(article, context))


def _told(comparison: Comparison) -> Iterator[Told]:
    for number, shared in enumerate(comparison.passages, 1):
        found = find_alterations(comparison.a, comparison.b, shared.passage)
        yield Told(number, shared, found)


def _order(a: Article, b: Article) -> tuple[Letter | None, str]:
    """Who was first, and a sentence on how that is known."""
    updates = [one.meta.evolved_from is not None for one in (a, b)]
    if updates[1] and b.meta.evolved_from == a.meta.guid:
        return "a", "B is an update of A."
    if updates[0] and a.meta.evolved_from == b.meta.guid:
        return "b", "A is an update of B."
    if is_older(a, b):
        return "a", "A was published first."
    if is_older(b, a):
        return "b", "B was published first."
    undated = [name for name, one in (("A", a), ("B", b)) if not one.meta.published]
    if len(undated) == 2:
        why = "neither has a date of publication"
    elif undated:
        why = f"{undated[0]} has no date of publication"
    else:
        why = "their dates do not tell"
    return None, f"Who was first is not known: {why}. A is taken for the source."


def _unassessed(a: Article, b: Article) -> str:
    """What `find_alterations` does not look at in articles of these languages."""
    others = sorted({one.language for one in (a, b)} - {None, "en"}, key=str)
    if not others:
        return ""
    languages = ", ".join(map(str, others))
    return f"not assessed but for figures and quotations (language: {languages})"


def _wanted_credit(source: Side, rewrite: Side) -> str | None:
    """Whose copy the source is, unless it is the rewrite's own outlet's."""
    meta = source.article.meta
    name = source.origin.name if source.origin else meta.agency or meta.outlet
    return name if name != rewrite.article.meta.outlet else None


def _credited(wanted: str, rewrite: Side, context: Context) -> Credited:
    """Whether the rewrite credits somebody; one whom the gazetteer does not know, too."""
    given = is_credited(wanted, rewrite.credits, context)
    if given != "no" or context.outlets.lookup(wanted) is not None:
        return given
    named = _as_words(wanted)
    lines = (_as_words(part.text) for part in _credit_lines(rewrite.article))
    return "yes" if any(named in line for line in lines) else "no"


def _credit_lines(article: Article) -> Iterator[Part]:
    """The parts that may say whose copy an article is."""
    yield from article.parts_of("byline", "dateline", "credit")
    yield from (part for part in article.body[-_FOOT:] if len(part.text) <= _LINE)


def _as_words(text: str) -> str:
    """The words with a space on either side, for finding some in others."""
    words = "".join(char if char.isalnum() else " " for char in text).casefold().split()
    return f" {' '.join(words)} "
