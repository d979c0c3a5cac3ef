"""Names of persons in a text: what is title and what is name, and who holds which office (English).

"Treasury Secretary Jane Q. Doe" is Jane Q. Doe, whose title is secretary; afterwards "Doe" and "the
treasury secretary" are the same person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from reliacheck.article import Article
from reliacheck.text.patterns import pattern

_RUN = (
    r"(?<![\w@#])[A-Z][\w'’\-]*+\.?(?:[ \u00a0](?:(?:de|van|von|der|al|bin|ben|la|du|of)[ \u00a0])?"
    r"(?:al-)?[A-Z][\w'’\-]*+\.?)"
)
_RUNS = {1: pattern(f"{_RUN}*"), 2: pattern(f"{_RUN}+")}
# What stands before a person's name and is none.
TITLES = frozenset(
    "interior treasury defense defence commerce education homeland mr mrs ms miss dr sen sens"
    " rep reps gov govs gen lt col sgt capt prof rev hon maj adm president senator governor"
    " mayor judge justice chief congressman congresswoman representative secretary attorney"
    " general chairman chairwoman chair speaker pope king queen prince princess minister"
    " premier chancellor former sheriff officer bishop archbishop cardinal lord lady sir dame"
    " baroness ambassador commissioner director director-general executive deputy leader whip"
    " majority minority press coroner ceo cfo coo founder co-founder candidate nominee"
    " spokesman spokeswoman spokesperson analyst economist strategist lawyer host anchor"
    " correspondent columnist editor reporter author activist pastor father sister captain"
    " colonel admiral sergeant lieutenant detective agent superintendent principal treasurer"
    " comptroller counsel prosecutor professor coach imam rabbi sheikh ayatollah republican"
    " democrat democratic republicans democrats conservative liberal vice state house senate"
    " first comrade envoy adviser advisor aide undersecretary trooper councilman councilwoman"
    " delegate alderman commander assistant".split()
)
# Words with a capital that begin a sentence, a label or a date, and no name.
OPENING = frozenset(
    "rather overall nonetheless nevertheless indeed similarly additionally separately likewise"
    " notably clearly obviously naturally unfortunately fortunately hence thus the a an and but"
    " so yet or nor as when while where if unless although though because since after before in"
    " on at for from with by to of both even also then now still meanwhile however instead once"
    " until despite during like not no only just that this these those what who why how which"
    " whether it he she they we i you his her their our my your its there here one some many"
    " most all each every another other others more according per candidate young new old monday"
    " tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december asked speaking photo file image video"
    " watch read related opinion update breaking advertisement background transcript said says"
    " let yes under over between among amid against about than whatever whoever perhaps maybe"
    " again moreover furthermore further finally later earlier today yesterday tomorrow"
    " tonight".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv md phd esq".split())
_PARTICLES = frozenset("de van von der al bin ben la du".split())
# With one of these at the end it is no person.
NO_PERSONS = frozenset(
    "fleet command brigade division guard corps militia department committee agency bureau"
    " house senate court company inc corp corporation ltd llc university college party union"
    " association council ministry campaign administration commission board institute center"
    " centre group foundation pentagon congress government service force army navy bank fund"
    " team network organization organisation alliance coalition society federation league"
    " parliament cabinet kremlin embassy police times post journal news herald tribune"
    " magazine press today daily radio television street avenue road city county state states"
    " kingdom republic nations act law bill amendment constitution report order war day week"
    " month year airport hospital school church museum park bridge river lake island islands"
    " ocean sea north south east west america americans europe asia africa korea arabia"
    " zealand lanka york jersey hampshire carolina dakota virginia mexico orleans angeles"
    " francisco hezbollah hamas taliban isis daesh houthis records ratings research study"
    " survey poll index reserve stanley sachs chase fargo sciences technologies industries"
    " motors airlines foods stores media entertainment pictures energy oil gas solutions"
    " software labs ventures associates trust systems holdings partners securities capital"
    " markets morningstar award prize cup bowl super olympics republicans democrats".split()
)


_CACHED = 1 << 14  # words whose bare form is kept


class Person(NamedTuple):
    """A person's name as it stands in a run of words with capitals."""

    name: str
    titles: tuple[str, ...]  # lower case: "treasury", "secretary"


def person_in(words: list[str]) -> Person:
    """The person whom words with capitals name; the name is "" where there is a title alone."""
    titles: list[str] = []
    rest = list(words)
    for at, word in enumerate(rest):
        if "." in word[1:-1]:
            if _GLUED.search(word):  # a space is missing: "Doe.Doe"
                rest = [*rest[:at], word.partition(".")[0]]
            break
    while rest and _bare(rest[0]) in OPENING:
        rest = rest[1:]
    for at in range(len(rest) - 1, -1, -1):
        word = _bare(rest[at])
        if word in TITLES or (rest[at].endswith(("'s", "’s")) and at < len(rest) - 1):
            titles, rest = [_bare(one) for one in rest[: at + 1]], rest[at + 1 :]
            break
    if "of" in rest[1:]:
        rest = rest[: rest.index("of", 1)]
    while len(rest) > 1 and _bare(rest[-1]) in _SUFFIXES:
        rest = rest[:-1]
    if rest and rest[-1].endswith(("'s", "’s")):
        rest[-1] = rest[-1][:-2]
    return Person(" ".join(rest).rstrip(",").removesuffix("."), tuple(titles))


_GLUED = pattern(r"[a-z]\.[A-Z]")


@lru_cache(maxsize=_CACHED)
def _bare(word: str) -> str:
    return word.rstrip(".,").lower().replace("’", "'")


def capital_runs(text: str, least: Literal[1, 2] = 1) -> Iterator[list[str]]:
    """Runs of words with capitals, ended by a full stop; `least`: words of the shortest."""
    for found in _RUNS[least].finditer(text):
        words: list[str] = []
        for word in found[0].replace("\u00a0", " ").split(" "):
            words.append(word)
            if word.endswith(".") and len(word) > _INITIAL and _bare(word) not in _SHORT:
                yield words
                words = []
        if words:
            yield words


_INITIAL = 2  # characters, with the stop
_SHORT = TITLES | _SUFFIXES | frozenset("u.s u.k u.n st d.c n.y".split())
_FEWEST, _MOST = 2, 4  # words of a full name


class People:
    """The persons that a text names in full."""

    def __init__(self, article: Article) -> None:
        """Whole text, quotations included; of two with one surname the more frequent counts."""
        self.full: dict[str, str] = {}  # by surname
        counts: Counter[tuple[str, str]] = Counter()
        self.by_office: dict[str, str] = {}  # "attorney general": the last to be given it
        for words in capital_runs(_below_headlines(article), 2):
            if len(words) < _FEWEST:
                continue
            person = person_in(words)
            parts = person.name.split(" ")
            if person.titles and parts[0]:
                self._take_office(person, parts[-1])
            if _FEWEST <= len(parts) <= _MOST and _are_name(parts, bool(person.titles)):
                counts[parts[-1], person.name] += 1
                self.full.setdefault(parts[-1], person.name)
        for (surname, name), count in counts.items():
            if count > counts[surname, self.full[surname]]:
                self.full[surname] = name

    def _take_office(self, person: Person, surname: str) -> None:
        titles = [one for one in person.titles if one not in ("former", "the")]
        for first in range(len(titles)):
            office = " ".join(titles[first:])
            self.by_office.setdefault(office, self.full.get(surname, person.name))

    def named(self, name: str) -> str:
        """The full name behind a surname; the name itself where there is none."""
        parts = name.split(" ")
        known = self.full.get(parts[-1], "")
        if len(parts) == 1:
            return known or name
        return known if known and name.endswith(known) else name


def _below_headlines(article: Article) -> str:
    """The text without headlines, in which every word may have a capital; all, if that is all."""
    below = [part.text for part in article.parts if part.kind != "headline"]
    return "\n".join(below) or article.text


def _are_name(parts: list[str], titled: bool) -> bool:
    """Behind a title a word such as "North" may be a surname."""
    last = _bare(parts[-1]) in _DIRECTIONS and titled
    return all(map(_may_be_name, parts[:-1] if last else parts))


_DIRECTIONS = frozenset("north south east west day street church park rivers lake".split())


def _may_be_name(word: str) -> bool:
    bare = _bare(word)
    if bare in _PARTICLES or (len(word) <= _INITIAL and word[0].isupper()):
        return True
    capital = word[0].isupper() or word.startswith("al-")
    return capital and not word.isupper() and bare not in NO_PERSONS and bare not in OPENING
