"""The name behind a source as printed: "she" and "Ms. Doe" are Jane Doe (English)."""

from __future__ import annotations

from collections.abc import Container, Iterator

from reliacheck.article import Article
from reliacheck.attribution.kinds import kind_of
from reliacheck.attribution.model import SourceSpan
from reliacheck.attribution.naming import NO_PERSONS, TITLES, People, capital_runs, person_in
from reliacheck.attribution.refining import refined
from reliacheck.text.attribution import unquoted
from reliacheck.text.patterns import pattern

_HE = frozenset("Mr Congressman Chairman King Prince Pope Lord Sir spokesman himself".split())
_SHE = frozenset("Mrs Ms Miss Congresswoman Chairwoman Queen Princess spokeswoman herself".split())
# The commonest first names of people in public life.
_HE_NAMES = frozenset(
    "James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel"
    " Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward"
    " Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin"
    " Scott Brandon Benjamin Samuel Frank Gregory Raymond Patrick Jack Dennis Jerry Peter Mike Jim"
    " Bob Bill Joe Tom Dave Dan Chris Steve Jeff Ted Ben Bernie Barack Mitt Marco Jeb Rand Rick"
    " Harry Chuck Mitch Tim Ken Greg Adam Henry Alan Carl Roger Martin".split()
)
_SHE_NAMES = frozenset(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty"
    " Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie"
    " Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen"
    " Samantha Katherine Christine Debra Rachel Carolyn Janet Catherine Maria Heather Diane Ruth"
    " Julie Hillary Jane Kate Ann Anne Megan Alice Kellyanne Ivanka Melania Chelsea Carly Huma"
    " Loretta Elena Sonia Claire Jill Joan Judith Theresa Angela".split()
)
_PERSON, _PEOPLE = frozenset("he she".split()), frozenset(["they"])
# So well known that copy has the surname alone.
_KNOWN = frozenset(
    "Trump Obama Clinton Biden Putin Bush Sanders Pence Pelosi McConnell Comey Mueller Romney Cruz"
    " Rubio Netanyahu Merkel Macron Erdogan Assad Kavanaugh Barr Sessions Warren Harris Buttigieg"
    " Zelensky Fauci Cuomo Schumer Ryan Boehner Reid McCain Palin Kerry Gingrich Santorum".split()
)
_OUTLET_NOUNS = frozenset(
    "paper newspaper network magazine outlet reporter website site broadcaster publication channel"
    " daily weekly tabloid".split()
)
_BODY_NOUNS = frozenset(
    "company agency firm group organisation organization bank ministry department bureau committee"
    " commission court university union campaign team movement party".split()
)
_DEFINITE = frozenset("the his her its their our".split())
_NEAR = 250  # code points before a pronoun that may name whom it means, where no source does
_RUN = pattern(
    r"(?:[A-Z]|al-[A-Z])[\w.'’\-]*(?:\s+(?:(?:de|van|von|der|bin|ben|al|la|of)\s+)?"
    r"(?:[A-Z]|al-[A-Z])[\w.'’\-]*)*"
)


class Names:
    """Follows the sources of an article in order and gives each its kind and name."""

    def __init__(self, article: Article) -> None:
        """Full names are looked up in the whole text, quotations included."""
        self._text = article.text
        self._masked = unquoted(article)
        self._people = article.memo(People)
        self._persons: list[SourceSpan] = []  # named, the latest last
        self._others: list[SourceSpan] = []
        self._known: dict[tuple[int, int], SourceSpan] = {}
        self._refined: dict[tuple[int, int], tuple[int, int] | None] = {}

    def refined(self, start: int, end: int) -> tuple[int, int] | None:
        """The source within text[start:end], outside quotations; None where there is none."""
        span = (start, end)
        if span not in self._refined:
            self._refined[span] = refined(self._masked, start, end)
        return self._refined[span]

    def source(self, start: int, end: int) -> SourceSpan:
        """The source at text[start:end]."""
        known = self._known.get((start, end))
        if known is None:
            known = self._known[start, end] = self._read(start, end)
        return known

    def _read(self, start: int, end: int) -> SourceSpan:
        text = self._text[start:end]
        word = text.lower()
        if word in _PERSON or word in _PEOPLE:
            return self._of_pronoun(start, end, word)
        if word == "it":
            return self._like(start, end, _THINGS)
        if (meant := self._of_role(start, end)) is not None:
            return meant
        kind = kind_of(text)
        if kind == "organisation" and text.isupper() and text.title() in self._people.full:
            kind, text = "named-person", text.title()  # a transcript: "DOE: ..."
        name = self._name(text) if kind == "named-person" else text
        if kind == "named-person" and not self._is_person(text, name):
            kind, name = "organisation", text
        found = SourceSpan(start, end, self._text[start:end], kind, name)
        (self._persons if kind == "named-person" else self._others).append(found)
        return found

    def _is_person(self, printed: str, name: str) -> bool:
        """Whether a name is a person's, not a country's or a firm's."""
        words = name.split()
        if not words:
            return False
        if words[-1] in self._people.full:
            return True
        if words[-1].lower().rstrip(".") in NO_PERSONS:
            return False
        if words[-1] in _KNOWN or words[0] in _FIRST_NAMES:
            return True
        return printed != name and any(
            one.lower().rstrip(".") in TITLES for one in printed.split()[: -len(words)]
        )

    def _of_role(self, start: int, end: int) -> SourceSpan | None:
        """Whom "the attorney general" or "the paper" means: holder or outlet named before."""
        first, _, role = self._text[start:end].partition(" ")
        if first.lower() not in _DEFINITE or not role:
            return None
        holder = self._people.named(self._people.by_office.get(role.lower(), ""))
        if holder and (" " in holder or holder in _KNOWN):
            found = SourceSpan(start, end, self._text[start:end], "named-person", holder)
            self._persons.append(found)
            return found
        if role in _OUTLET_NOUNS:
            return self._like(start, end, frozenset(["outlet"]))
        if first.lower() == "the" and role.rpartition(" ")[2] in ("firm", "company"):
            role = role.rpartition(" ")[2]
        if role in _BODY_NOUNS and not any(one.name.endswith(role) for one in self._others):
            meant = self._like(start, end, frozenset(["organisation"]))
            return meant if meant.name != meant.text else None
        return None

    def _like(self, start: int, end: int, kinds: Container[str]) -> SourceSpan:
        """The last source of these kinds; else a mention that names nobody."""
        printed = self._text[start:end]
        for one in reversed(self._others):
            if one.start < start and one.kind in kinds and not _is_plural(one.text):
                return SourceSpan(start, end, printed, one.kind, one.name)
        return SourceSpan(start, end, printed, "unnamed", printed)

    def _of_pronoun(self, start: int, end: int, word: str) -> SourceSpan:
        one_person = word in _PERSON
        printed = self._text[start:end]
        if one_person and (name := self._meant_near(start, word)):
            return SourceSpan(start, end, printed, "named-person", name)
        for one in reversed(self._persons if one_person else self._others):
            if one.start < start and (not one_person or _gender(one) in (word, "")):
                return SourceSpan(start, end, printed, one.kind, one.name)
        far = list(self._persons_in(max(0, start - _NEAR), start, word)) if one_person else []
        full = [name for name in far if " " in name]
        if full:
            return SourceSpan(start, end, printed, "named-person", full[-1])
        return SourceSpan(start, end, printed, "unnamed", printed)

    def _meant_near(self, start: int, word: str) -> str:
        """Whom "he" or "she" means: the person with whom the sentence begins, or who is named in it
        before, or with whom the one before in the paragraph begins; "" for nobody."""
        first = self._sentence_start(start)
        if subject := self._subject_at(first, start, word):
            return subject
        for name in self._persons_in(first + 1, start, word):
            return name
        if first <= 0 or self._text[first] == "\n":
            return ""
        return self._subject_at(self._sentence_start(first), first, word)

    def _sentence_start(self, before: int) -> int:
        """Where, about, the sentence that ends at a place begins: at a space or line end."""
        text = self._text
        line = text.rfind("\n", 0, before)
        end = before - 1
        while True:
            end = text.rfind(". ", max(0, line, before - 2 * _NEAR), end)
            if end < 0:
                return line
            word = text[max(0, end - 20) : end].rpartition(" ")[2]
            if len(word) > _INITIALS and word.lower() not in TITLES:
                return end + 1

    def _subject_at(self, first: int, start: int, word: str) -> str:
        """The person with whom text[first:start] begins."""
        opening = _RUN.match(self._text, first + 1, start)
        return self._person(opening[0].split(), word) if opening else ""

    def _persons_in(self, start: int, end: int, word: str) -> Iterator[str]:
        """The persons named in text[start:end] outside quotations whom "he" or "she" fits."""
        for words in capital_runs(self._masked[start:end]):
            if name := self._person(words, word):
                yield name

    def _person(self, words: list[str], pronoun: str) -> str:
        """The name of the person whom words with capitals name, if the pronoun fits, else ""."""
        name = self._people.named(person_in(words).name)
        printed = " ".join(words)
        if not name or not self._is_person(printed, name):
            return ""
        found = SourceSpan(0, 0, printed, "named-person", name)
        return name if _gender(found) in (pronoun, "") else ""

    def _name(self, phrase: str) -> str:
        head = _OF.split(phrase, maxsplit=1)[0]
        if head != phrase:
            name = self._people.named(person_in(head.split()).name)
            if " " in name and name in head:
                return name
        runs = [one[0] for one in _RUN.finditer(phrase)]
        words = runs[-1].split() if runs else phrase.split()
        return self._people.named(person_in(words).name or " ".join(words))


_INITIALS = 2  # letters before a stop that ends no sentence: "J.", "U.S."
_OF = pattern(r"\s(?:of|for|at|from|with|in)\s")
_THINGS = frozenset(["organisation", "document", "outlet"])
_FIRST_NAMES = _HE_NAMES | _SHE_NAMES


def _is_plural(text: str) -> bool:
    return text.endswith("s") and text.rpartition(" ")[2].islower()


def _gender(source: SourceSpan) -> str:
    """ "he" or "she" where a title or first name tells, else ""."""
    words = {word.strip(".,") for word in [*source.text.split(), *source.name.split()[:1]]}
    if words & _HE or words & _HE_NAMES:
        return "he"
    return "she" if words & _SHE or words & _SHE_NAMES else ""
