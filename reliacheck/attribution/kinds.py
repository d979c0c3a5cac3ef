"""What kind of source a noun phrase names (English)."""

from __future__ import annotations

from functools import lru_cache

from reliacheck.attribution.model import Kind
from reliacheck.attribution.naming import TITLES
from reliacheck.gazetteer import load_outlets
from reliacheck.text.patterns import pattern

_CACHED = 1 << 14  # phrases whose kind is kept
_WORD = pattern(r"[^\W\d_]+(?:['’\-.&][^\W\d_]+)*")
_DOCUMENTS = frozenset(
    "report reports statement filing filings indictment letter memo poll polls survey surveys study"
    " studies email emails e-mail e-mails complaint lawsuit suit ruling document documents"
    " transcript transcripts analysis data figures bill order affidavit release post tweet records"
    " review audit book article editorial ad website site platform testimony dossier brief census"
    " estimates statistics numbers research findings images image video videos footage photos photo"
    " photographs recording recordings tape tapes law act constitution calendar page paper proposal"
    " motion draft memoir column editorials essay opinion guidelines forecast index audit"
    " assessment investigation warrant contract papers reporting blog blogpost readout".split()
)
_UNNAMED = frozenset(
    "official officials spokesman spokesmen spokeswoman spokesperson spokespersons spokespeople"
    " aide aides adviser advisers advisor advisors diplomat diplomats staffer staffers operative"
    " operatives strategist strategists executive executives insider insiders source sources person"
    " individual lawyer lawyers attorney attorneys investigator investigators prosecutor"
    " prosecutors witness witnesses man woman resident employee lawmaker aide's authorities police"
    " veteran donor donors delegate delegates friends friend relatives family neighbor neighbors"
    " neighbour neighbours peers classmates colleagues colleague members insiders agent agents"
    " deputy deputies engineer engineers doctor doctors nurse nurses teacher teachers".split()
)
_VAGUE = frozenset(
    "critics supporters opponents experts analysts observers sceptics skeptics detractors"
    " proponents advocates commentators pundits defenders scholars economists historians scientists"
    " some many others most several few people everyone everybody somebody someone anyone nobody"
    " voters americans republicans democrats conservatives liberals researchers activists"
    " progressives residents fans reporters journalists media wisdom circles pundit watchdogs"
    " watchdog groups"
    " companies outlets businesses parents families liberals countries states lawmakers senators"
    " governors mayors leaders members workers employees teachers students veterans doctors"
    " nurses physicians protesters demonstrators activists studies reports allies foes rivals"
    " insiders skeptic critic observers organizers donors investors traders".split()
)
_BODIES = frozenset(
    "department committee agency bureau house senate court company inc corp corporation ltd llc"
    " university college party union association council ministry campaign administration"
    " commission board institute center centre group foundation pentagon congress government gop"
    " office service force army navy bank fund team network organization organisation alliance"
    " coalition society federation league parliament cabinet kremlin embassy firm panel pac"
    " legislature authority chamber club church nra dnc rnc fbi cia doj nasa".split()
)
_SELF = frozenset("i we us me".split())
_TITLES = frozenset("mr mrs ms dr sen rep gov gen prof rev judge president senator".split())


_STOPS = frozenset(
    "including like such for of by in at with from on who whose familiar close to and working"
    " living involved attending".split()
)
# With a capital and a name behind, they make a person of whatever stands before.
_OFFICES = _TITLES | frozenset(
    "leader director secretary speaker chairman chairwoman spokesman spokeswoman minister governor"
    " congressman congresswoman representative mayor sheriff justice ambassador general attorney"
    " commissioner chief officer professor candidate nominee whip counsel".split()
)


_PEOPLE_ENDINGS = (
    "er",
    "or",
    "man",
    "woman",
    "ist",
    "ian",
    "ant",
    "ent",
    "ee",
    "ive",
    "ers",
    "ors",
    "men",
    "women",
    "ists",
    "ians",
    "ants",
    "ents",
    "ees",
    "ives",
)
_PEOPLE = frozenset(
    "general mother father sister brother son daughter wife husband friend cousin uncle aunt"
    " chief boss head judge nurse pilot guard host guest coach candidate advocate associate"
    " delegate bride pope king queen prince mayor analyst expert victim survivor child kid boy"
    " girl colleague classmate publication newspaper magazine website network blog outlet"
    " neighbor neighbour ally foe rival critic columnist priest monk rabbi imam cleric"
    " whistleblower whistle-blower people sibling parent spouse partner fan mom dad chair"
    " counsel justice".split()
)
_NO_PEOPLE = frozenset(
    "order number matter letter paper paper weather center centre power order answer offer murder"
    " moment document statement government agreement argument payment investment percent event"
    " comment amendment element department incident accident content intent talent patent cent"
    " error terror factor floor door color motive initiative narrative perspective cover summer"
    " winter chapter disaster character computer rumor behavior behaviour favor effort harbor"
    " november december october september never fever river tower dinner corner danger anger"
    " hunger shutter poster banner fee committee guarantee coffee referee treatment movement"
    " settlement alternative objective archive drive chapters papers numbers orders letters".split()
)


def may_speak(word: str) -> bool:
    """Whether a head noun in small letters may mean a person, a group, a body or a paper."""
    if is_group_word(word) or word in _PEOPLE:
        return True
    return word.endswith(_PEOPLE_ENDINGS) and word not in _NO_PEOPLE


def head_noun(phrase: str) -> str:
    """The head noun of a phrase, in small letters: "a spokesman for the bank" has "spokesman"."""
    words = _WORD.findall(phrase)
    return words[_head_end(words) - 1].lower() if words else ""


def is_group_word(word: str) -> bool:
    """Whether a word in small letters means people, papers or bodies that can be a source."""
    return word in _UNNAMED or word in _VAGUE or word in _DOCUMENTS or word in _BODIES


@lru_cache(maxsize=_CACHED)
def kind_of(phrase: str) -> Kind:
    """The kind of a source by its noun phrase; pronouns other than "I" and "we" are unnamed."""
    words = _WORD.findall(phrase)
    if not words:
        return "unnamed"
    if len(words) == 1 and words[0] != "US" and words[0].lower() in _SELF:
        return "self"
    if any(word[0].isupper() for word in words) and load_outlets().lookup(phrase.strip()):
        return "outlet"
    return _of_head(words[: _head_end(words)], described=len(words) > _head_end(words))


def _head_end(words: list[str]) -> int:
    """Where the description behind a head noun begins: "a spokesman | for the bank"."""
    stop = next((at for at, word in enumerate(words) if at and word in _STOPS), len(words))
    if stop < len(words) and words[stop] == "and" and words[stop - 1][0].islower():
        # "public health and environmental groups"
        behind = next((at for at in range(stop + 1, len(words)) if words[at] in _STOPS), len(words))
        if is_group_word(words[behind - 1].lower()):
            return behind
    return stop


def _of_head(words: list[str], *, described: bool) -> Kind:
    low = [word.lower() for word in words]
    if low[-1].startswith("al-") and words[-1][3:4].isupper():
        words, low = [*words[:-1], words[-1][3:]], [*low[:-1], low[-1][3:]]
    head = low[-1]
    if _ends_in_name(words, low):
        return "named-person"
    if words[-1] in ("States", "Nations"):
        return "organisation"
    if head in _DOCUMENTS:
        return "document"
    if low[0] in ("some", "many", "others", "most"):
        return "vague"
    if head in _UNNAMED or (head in ("people", "person") and described):
        return "unnamed"
    if head in _VAGUE:
        return "vague"
    if not _BODIES.isdisjoint(low) or _is_acronym(words[-1]):
        return "organisation"
    if head.endswith("s") and words[-1].islower():
        return "vague"  # a group: "likely voters", "residents of Aldersea"
    if not words[-1][0].isupper():
        return "unnamed"
    if low[0] == "the":
        return "organisation"
    return "named-person" if words[0] not in ("a", "an", "An") else "unnamed"


_LONGEST_ACRONYM = 5  # letters


def _is_acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM


_ROLE_ENDINGS = ("er", "or", "man", "woman", "ist", "ian")
_COMPARED = frozenset(
    "younger older senior junior other another prior later earlier newer former further either"
    " under over after rather whether never ever however together".split()
)
_OUTLETS = frozenset(
    "publication newspaper magazine website network blog outlet broadcaster".split()
)


def _is_role(word: str) -> bool:
    """Whether a word in small letters before a name says what that person is: "manager"."""
    if word in _UNNAMED or word in TITLES or word in _PEOPLE:
        return word not in _OUTLETS
    return word.endswith(_ROLE_ENDINGS) and word not in _NO_PEOPLE | _OUTLETS | _COMPARED


def _ends_in_name(words: list[str], low: list[str]) -> bool:
    """Whether a person's name ends the phrase: "campaign spokesman John Roe", "Mr. Roe"."""
    if not words[-1][0].isupper() or words[-1].isupper():
        return False
    if low[-1] in _BODIES | _DOCUMENTS | _VAGUE:
        return False
    offices = [
        at
        for at, word in enumerate(low[:-1])
        if word in _OFFICES or (words[at].islower() and _is_role(word))
    ]
    return bool(offices) and all(word[0].isupper() for word in words[offices[-1] + 1 :])
