"""The name behind a source as printed: "she" and "Ms. Doe" are Jane Doe (English)."""

from __future__ import annotations

from reliacheck.article import Article
from reliacheck.attribution.kinds import kind_of
from reliacheck.attribution.model import SourceSpan
from reliacheck.text.patterns import pattern

_FULL = pattern(
    r"\b[A-Z][a-z][\w'’\-]*(?:\s(?:[A-Z]\.|[A-Z][\w'’\-]+|de|van|von|al|bin|ben)){0,2}\s[A-Z][\w'’\-]+"
)
_RUN = pattern(r"[A-Z][\w.'’\-]*(?:\s+(?:[A-Z][\w.'’\-]*|de|van|von|al|bin))*")
_TITLES = frozenset(
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Col Sgt Capt Prof Rev Hon President Senator Governor"
    " Mayor Judge Justice Chief Congressman Congresswoman Representative Secretary Attorney General"
    " Chairman Chairwoman Speaker Pope King Queen Prince Prime Minister Republican Democrat"
    " Democratic House Senate Vice U.S. Former The State Sheriff Officer Bishop Lord Sir Ambassador"
    " Commissioner Director Executive Deputy Minority Majority Leader Press Remember".split()
)
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


_NEAR = 250  # code points before a pronoun that may name whom it means, where no source does


class Names:
    """Follows the sources of an article in order and gives each its kind and name."""

    def __init__(self, article: Article) -> None:
        """Full names are looked up in the whole text, quotations included."""
        self._text = article.text
        self._full: dict[str, str] = article.memo(_full_names)
        self._persons: list[SourceSpan] = []  # named, the latest last
        self._others: list[SourceSpan] = []
        self._known: dict[tuple[int, int], SourceSpan] = {}

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
        kind = kind_of(text)
        if kind == "organisation" and text.isupper() and text.title() in self._full:
            kind, text = "named-person", text.title()  # a transcript: "DOE: ..."
        name = self._name(text) if kind == "named-person" else text
        found = SourceSpan(start, end, self._text[start:end], kind, name)
        (self._persons if kind == "named-person" else self._others).append(found)
        return found

    def _of_pronoun(self, start: int, end: int, word: str) -> SourceSpan:
        one_person = word in _PERSON
        for one in reversed(self._persons if one_person else self._others):
            if one.start < start and (not one_person or _gender(one) in (word, "")):
                return SourceSpan(start, end, self._text[start:end], one.kind, one.name)
        printed = self._text[start:end]
        near = list(_FULL.finditer(self._text, max(0, start - _NEAR), start)) if one_person else []
        if near and kind_of(near[-1][0]) == "named-person":
            return SourceSpan(start, end, printed, "named-person", self._name(near[-1][0]))
        return SourceSpan(start, end, printed, "unnamed", printed)

    def _name(self, phrase: str) -> str:
        runs = [one[0] for one in _RUN.finditer(phrase)]
        words = runs[-1].split() if runs else phrase.split()
        while len(words) > 1 and words[0].rstrip(".") in _TITLES:
            words = words[1:]
        if words and words[-1].endswith(("'s", "’s")):
            words[-1] = words[-1][:-2]
        name = " ".join(words)
        return name if len(words) > 1 else self._full.get(name, name)


def _gender(source: SourceSpan) -> str:
    """ "he" or "she" where a title or first name tells, else ""."""
    words = {word.strip(".,") for word in [*source.text.split(), *source.name.split()[:1]]}
    if words & _HE or words & _HE_NAMES:
        return "he"
    return "she" if words & _SHE or words & _SHE_NAMES else ""


def _full_names(article: Article) -> dict[str, str]:
    """The first full name with each surname."""
    found: dict[str, str] = {}
    for one in _FULL.finditer(article.text):
        words = one[0].split()
        while len(words) > 1 and words[0].rstrip(".") in _TITLES:
            words = words[1:]
        if len(set(words)) > 1:
            surname = words[-1].removesuffix("'s").removesuffix("’s")
            found.setdefault(surname, " ".join([*words[:-1], surname]))
    return found
