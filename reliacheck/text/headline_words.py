"""The words of headlines: one form for the ways a desk says the same, and which forms exclude
each other. English; words of other languages pass through as they are.

The tables are general news vocabulary, written by hand; headline.py says what they are worth.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


def word_set(words: str) -> frozenset[str]:
    """The words of a string that a table is written as."""
    return frozenset(words.split())


# Words that make no statement of their own, with the labels and the "officials say" of headlines.
STOP_WORDS = word_set(
    "a an the this these that those some it its he his she her they their we our you your i my "
    "in on at to of for from by with as into over after before amid near about against between "
    "during through up down off out and or but if so than then there is are was were be been being "
    "has have had do does did will would can could may might set due poised still yet "
    "least more nearly almost around quite percent per cent pc dollar dollars "
    "who what how when why where which mr mrs ms dr "
    "say says said via live video photo photos picture pictures update updated breaking exclusive "
    "report reports reported reportedly news according official officials source sources statement"
)

# Forms that turn round what follows.
NEGATORS = word_set(
    "no not cannot never non none nobody nothing neither nor without deny reject fail"
)

# One sense a line, its first word standing for the rest in all their inflections. Senses between
# bars exclude each other; before a colon stands the kind of difference to report, else opposites.
_SENSES = """
kill dead die died dying dy death fatal deadly slain slay perish fatality
injure injury hurt wound casualty
blast explosion explode
bomb bomber
strike struck hit
quake earthquake tremor temblor
fire blaze wildfire inferno
hurricane storm typhoon cyclon
tornado twister
flood deluge
snow blizzard
crash collide collision
sink sank sunk capsize
child children kid
baby infant newborn
teenager teen teenage youth
man men
woman women
people person
father dad
mother mum mom
elect election poll ballot vote voter reelect reelection
candidate nominee contender hopeful
cop police
resign quit resignation
urge call appeal
probe investigate investigation inquiry inquire
former ex
plan
plane planes jet aircraft airplane airliner
ship boat ferry vessel
car vehicle
rebel insurgent militant fighter gunman gunmen extremist
army military troop soldier force
attack raid assault ambush
clash fight battle
shot shoot shooting gunfire gunshot
weapon arm gun firearm
rocket missile
accuse blame allege allegation
name pick choose chose appoint tap
expel oust remove topple
truce ceasefire
leader chief head boss
president presidential presidency
pm premier
premiere
lawmaker mp senator parliament
chairman chair
ambassador envoy diplomat
government govt
talk negotiation negotiate negotiator dialogue
protest rally demonstrate demonstration demonstrator protester march unrest riot
rescue save
world global
law bill legislation
buy acquire acquisition purchase takeover
deal pact agreement accord treaty
threat threaten warn warning
ban bar prohibit outlaw forbid
delay postpone defer
sue lawsuit suit
trial hear
judge justice
prison jail
inmate prisoner detainee
hostage captive
kidnap abduct
hunt search
miss vanish disappear
flee fled escape
migrant refugee
big huge massive major large giant largest biggest
new fresh latest
final last
old elderly aged
top senior
historic landmark
drug narcotic
marijuana pot cannabis
illness disease sick
flu influenza
doctor medic physician
author writer novelist
film movie movies
tv television
firm company
job employment
unemployment jobless
profit earn earnings
market share stock
budget spend
student pupil
citizen national
town village city
border frontier
home house
show reveal unveil
get got
give gave grant hand
sanction embargo
soccer football
aid relief
try attempt bid
seek want ask request demand
meet met
visit tour trip
wed wedding marry marriage
terror terrorist terrorism
pledge promise vow
slam blast batter condemn criticise
praise hail laud welcom
honor award prize
prepare brace ready
fear worry concern
anger fury outrage
face stand confront
crisis turmoil
celebrate mark
unite join
discover find found
arrive reach
seize capture grab
pope pontiff
street st
nyc ny
hongkong hk
nuclear atomic
power electricity
take took taken
go goes went gone
come came
make made
lead led
pay paid
sell sold
send sent
build built
break broke broken
steal stole stolen
drive drove driven
leave left
morsi mursi
hezbollah hizbullah
gaddafi qaddafi gadhafi
koran quran
isis isil daesh
taliban taleban
qaeda qaida
kiev kyiv
muhammad mohammad mohammed mohamed
republican gop
fail failure
approv endorse back ok | reject dismiss refuse oppose
confirm admit | deny denial
open | close shut
begin start launch kick | end stop halt
rise rose gain climb jump soar surge higher increase boost widen | \
fall drop decline plunge tumble slide lower decrease cut slash slip fell | \
flat steady unchanged | mix
win won victory clinch triumph | lose lost loss defeat
free freed release | arrest detain held charge jailed jails
convict guilty | acquit
improve better | worsen worse
strengthen | weaken
lift ease | impose continue extend
agree agreed accept | threaten
northern north | southern south | eastern east | western west
time: morning | afternoon | evening | midday
day: monday mon | tuesday tue | wednesday wed | thursday thu | friday fri | saturday sat | \
sunday sun
month: january jan | february feb | april apr | june jun | july jul | august aug | \
september sept sep | october oct | november nov | december dec
"""

# Countries with what is not formed from the name by rule (Egyptian, Iraqi, Japanese are).
_COUNTRIES = """
afghanistan afghan|albania|algeria|america usa|argentina argentine|armenia|australia aussie|austria|
azerbaijan azeri|bahrain|bangladesh|belarus|belgium belgian|bolivia|bosnia|brazil|
britain british brit briton uk|bulgaria|burma burmese myanmar|cambodia|canada canadian|chile|
china chinese|colombia|congo congolese|croatia|cuba|cyprus cypriot|czech|denmark danish dane|
ecuador|egypt|eritrea|estonia|ethiopia|finland finnish|france french|gaza|georgia|germany german|
ghana|greece greek|guatemala|haiti|honduras|hungary hungarian|iceland icelandic|india|indonesia|
iran|iraq|ireland irish|israel|italy italian|jamaica|japan|jordan|kazakhstan kazakh|kenya|kosovo|
kuwait|laos|latvia|lebanon lebanese|libya|lithuania|malaysia|mali|mexico mexican|moldova|mongolia|
morocco moroccan|mozambique|nepal|netherlands dutch|nicaragua|nigeria|north-korea|
norway norwegian|pakistan pak|palestine palestinian|panama|paraguay|peru peruvian|
philippines philippine filipino|poland polish|portugal portuguese|qatar|romania|russia|rwanda|
saudi|scotland scottish|senegal|serbia|singapore|slovakia slovak|slovenia|somalia somali|
south-korea|south-sudan|spain spanish|sudan|sweden swedish swede|switzerland swiss|syria|taiwan|
tanzania|thailand thai|tunisia|turkey turkish turk|uganda|ukraine ukrainian|uruguay|
venezuela|vietnam|wales welsh|yemen|zambia|zealand|zimbabwe
"""
_STATES = """
alabama ala|alaska|arizona ariz|arkansas|california calif|colorado colo|connecticut conn|delaware|
florida fla|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|
massachusetts|michigan mich|minnesota minn|mississippi|missouri|montana mont|nebraska neb|
nevada nev|ohio|oklahoma okla|oregon|pennsylvania penn|tennessee tenn|texas tex|utah|vermont|
virginia|wisconsin wis|wyoming wyo
"""
_CONTINENTS = "africa african|asia asian|europe european eurozone euro"
_DEMONYMS = (
    ("ian", "ia ium"),
    ("an", "a"),
    ("n", ""),
    ("ian", ""),
    ("an", ""),
    ("ese", "a"),
    ("ese", ""),
    ("i", ""),
    ("ish", ""),
)

# Two words that are one term.
COMPOUNDS = {
    (first, second): term
    for term, pairs in {
        "north-korea": "north korea|n korea|north korean|n korean|north koreans",
        "south-korea": "south korea|s korea|south korean|s korean|south koreans",
        "south-sudan": "south sudan|s sudan",
        "saudi": "saudi arabia|saudi arabian",
        "eu": "european union",
        "america": "united states",
        "un": "united nations",
        "britain": "united kingdom",
        "nyc": "new york",
        "hongkong": "hong kong",
        "pm": "prime minister",
        "gay": "same sex",
        "truce": "cease fire",
        "acquit": "not guilty",
        "resign": "step down|steps down|stepped down|stepping down|stands down|standing down",
        "reject": "turns down|turn down|turned down",
        "airstrik": "air strike|air strikes",
        "white-house": "white house",
        "supreme-court": "supreme court",
    }.items()
    for first, second in (pair.split() for pair in pairs.split("|"))
}

_MIN_STEM = 3


class _Vocabulary(NamedTuple):
    """Form -> the form that stands for it, and that form -> the kind of choice it is one of."""

    senses: dict[str, str]
    choices: dict[str, str]
    excluding: frozenset[str]


def canonical(word: str) -> str:
    """The form that stands for a lower-case `word` and all that say the same: "slain" -> "kill"."""
    if word in STOP_WORDS or word in NEGATORS:
        return word
    senses, root = _vocabulary().senses, stem(word)
    form = senses.get(word) or _country_of(word) or senses.get(root)
    return form or (word if root in STOP_WORDS or root in NEGATORS else root)


def choice(form: str) -> str | None:
    """What a canonical form is one choice of ("name:country", "opposite:open"), or None.

    Two headlines that choose differently do not say the same. Before the colon stands the kind of
    difference.
    """
    return _vocabulary().choices.get(form)


def choosing(bag: frozenset[str]) -> frozenset[str]:
    """Those of the forms that are one choice of several."""
    return bag & _vocabulary().excluding


def is_common(form: str) -> bool:
    """Whether a canonical form is headline vocabulary, so no name."""
    return form in STOP_WORDS or form in _vocabulary().senses


_CHANGING = frozenset("sgdezlc")  # what words end with that have an ending or spelling to change


def stem(word: str) -> str:
    """An English word without its inflection and national spelling; need not be a word itself.

    Cruder than Porter's stemmer: the tables above say what it leaves apart.
    """
    if word[-1:] not in _CHANGING and "our" not in word:
        return word
    word = _without_plural(word)
    for suffix in ("ing", "ed"):
        root = word.removesuffix(suffix)
        if len(root) < len(word) and len(root) >= _MIN_STEM and not word.endswith("eed"):
            word = _mended(root)
            break
    if word.endswith("e") and len(word) > _MIN_STEM + 1:
        word = word[:-1]
    return _one_spelling(word)


def _without_plural(word: str) -> str:
    if len(word) <= _MIN_STEM or word.endswith("ss") or not word.endswith("s"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _mended(root: str) -> str:
    """The word that a suffix was cut off: "stopp" -> "stop", "deni" -> "deny", "nam" -> "name"."""
    if root[-1] == root[-2] and root[-1] not in "ls":
        return root[:-1]
    if root.endswith("i"):
        return root[:-1] + "y"
    first, *middle, last = (letter in "aeiou" for letter in root)
    short = len(root) == _MIN_STEM and (first, *middle, last) == (False, True, False)
    return root + "e" if short and root[-1] not in "wxy" else root


def _one_spelling(word: str) -> str:
    """Labour and labor, organise and organize, cancelled and canceled, defence and defense."""
    if word.endswith("iz") and len(word) > _MIN_STEM + 1:
        word = word[:-1] + "s"
    if len(word) <= _MIN_STEM + 2:
        return word
    word = word.replace("our", "or")
    if word.endswith("ll"):
        return word[:-1]
    return word[:-1] + "s" if word.endswith("enc") else word


def _country_of(word: str) -> str | None:
    """The country that a demonym is formed from by rule: "iraqis" -> "iraq"."""
    vocabulary = _vocabulary()
    singular = word.removesuffix("s")
    for suffix, endings in _DEMONYMS:
        if singular.endswith(suffix):
            for ending in endings.split() or [""]:
                country = singular.removesuffix(suffix) + ending
                if vocabulary.choices.get(country, "").startswith("name:"):
                    return country
    return None


@cache
def _vocabulary() -> _Vocabulary:
    senses: dict[str, str] = {}
    choices: dict[str, str] = {}
    for line in _SENSES.strip().splitlines():
        label, _, rest = line.rpartition(":")
        alternatives = [sense.split() for sense in rest.split("|")]
        for words in alternatives:
            for word in words:
                senses.setdefault(word, words[0])
                senses.setdefault(stem(word), words[0])
            if len(alternatives) > 1:
                choices[words[0]] = f"{label or 'opposite'}:{alternatives[0][0]}"
    for kind, table in (("name:country", _COUNTRIES), ("name:state", _STATES), ("", _CONTINENTS)):
        for words in (names.split() for names in table.replace("\n", "").split("|")):
            senses.update(dict.fromkeys(words, words[0]))
            if kind:
                choices[words[0]] = kind
    return _Vocabulary(senses, choices, frozenset(choices))
