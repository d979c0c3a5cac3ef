"""The words for people in the plural, and for what they are said to do (English)."""

from __future__ import annotations

from functools import cache

# Those who stand for an opinion or a craft: whatever such a group does with its mouth is hearsay.
CAMPS = frozenset(
    "critics supporters opponents experts analysts observers sceptics skeptics detractors"
    " proponents advocates commentators pundits defenders naysayers scholars economists historians"
    " scientists activists campaigners watchers watchdogs strategists epidemiologists"
    " researchers academics psychologists sociologists climatologists ethicists criminologists"
    " demographers environmentalists conservationists feminists professionals pros insiders"
    " backers foes haters purists alarmists dissenters boosters cheerleaders apologists".split()
)
# Those of politics, of business and of the street: they also act, so only plain speech counts.
PARTIES = frozenset(
    "republicans democrats liberals conservatives progressives libertarians moderates centrists"
    " hawks doves populists nationalists leftists lawmakers legislators politicians congressmen"
    " doctors physicians nurses groups organizations organisations allies colleagues peers friends"
    " rivals loyalists investors traders evangelicals christians catholics muslims jews witnesses"
    " protesters demonstrators classmates veterans circles parents teachers".split()
)
SIDES = frozenset("left right opposition".split())  # with "the"
# Words that tell how many without telling who.
SOME = frozenset("some many several multiple most numerous various other few countless".split())
# "A number of lawmakers", "plenty of Twitterers".
AMOUNTS = frozenset(
    "number few lot lots plenty dozens scores handful couple host chorus range hundreds"
    " thousands some many several most raft slew".split()
)
ALONE = frozenset("some many others".split())

_SPEECH = """
say said|argue argued|contend contended|insist insisted|claim claimed|warn warned|complain
complained|fear feared|worry worried|believe believed|accuse accused|allege alleged|predict
predicted|maintain maintained|suspect suspected|counter countered|blame blamed|think thought
|suggest suggested|note noted|speculate speculated|concede conceded|acknowledge acknowledged
|charge charged|assert asserted|wonder wondered|lament lamented|admit admitted|point pointed
|question questioned|describe described|decry decried|denounce denounced|condemn condemned
|criticize criticized|criticise criticised|deride derided|caution cautioned|estimate estimated
|disagree disagreed|dispute disputed|consider considered|see saw|view viewed|regard regarded
|feel felt|praise praised|hail hailed|blast blasted|slam slammed|mock mocked|ridicule ridiculed
|tell told|highlight highlighted|object objected|agree agreed|express expressed|voice voiced
|echo echoed|credit credited|expect expected|doubt doubted|conclude concluded|credit credited
|urge urged|call called|dismiss dismissed|dub dubbed|attribute attributed|welcome welcomed
|raise raised|reject rejected|report reported|cite cited|forecast forecast|hope hoped
|assume assumed|posit posited|emphasize emphasized|emphasise emphasised|stress stressed
|compare compared|liken likened
|label labeled|portray portrayed|brand branded|scoff scoffed|fume fumed|chide chided
|speak spoke|reckon reckoned|push pushed|bemoan bemoaned|defend defended|cheer cheered
|lambast lambasted|discover discovered
"""
# What a camp alone can be said to do without doing more than act.
_FOR_CAMPS = frozenset(
    "agree express voice echo credit expect doubt conclude urge call dismiss dub attribute welcome"
    " raise reject report cite forecast hope assume feel see view regard praise hail tell highlight"
    " object emphasize emphasise stress compare liken label portray brand speak push defend"
    " cheer discover".split()
)
# Whoever does one of these takes a side.
_CONTENDING = frozenset(
    "argue contend insist claim warn complain fear worry accuse allege blame charge assert lament"
    " decry denounce condemn criticize criticise deride object dispute slam blast mock ridicule"
    " suspect wonder question".split()
)
# What is a noun more often than a verb behind "some" and "many".
_NOUNS = frozenset(
    "claim charge fear worry question note blame credit doubt view hope report call estimate"
    " praise forecast object welcome raise agree tell see consider slam blast".split()
)
# What cannot follow a participle of these: "students accused of", "officials charged with".
_REDUCED = frozenset("of by as with to in at on during from".split())
_TRANSITIVE = frozenset(
    "accused blamed described called considered regarded viewed questioned criticized criticised"
    " praised hailed mocked ridiculed charged suspected condemned cited credited expected rejected"
    " dubbed dismissed urged raised reported denounced derided told welcomed quoted"
    " estimated".split()
)
STATES = frozenset(
    "skeptical sceptical concerned worried convinced fearful critical adamant doubtful incensed"
    " outraged furious alarmed calling saying warning arguing worrying predicting asking wondering"
    " questioning complaining urging accusing claiming blaming suggesting".split()
)
ADVERBS = frozenset(
    "also later have has had then still earlier recently long now already since privately publicly"
    " often repeatedly previously immediately quickly separately further generally sharply widely"
    " even will would quick generally rightly rightfully openly frequently once always both all did"
    " do themselves however though online here there".split()
)
BEING = frozenset("are were been".split())


@cache
def speech() -> dict[str, str]:
    """The forms that follow a plural, each with its lemma."""
    forms: dict[str, str] = {}
    for line in _SPEECH.strip().replace("\n|", "|").replace("\n", " ").split("|"):
        base, *others = line.split()
        forms.update(dict.fromkeys([base, *others], base))
    return forms


def speaks(form: str, behind: str, *, camp: bool, counted: bool) -> bool:
    """Whether a form behind a group makes it a source.

    camp: the group stands for an opinion. counted: "some" or "many" stands before it.
    behind: the word that follows.
    """
    lemma = speech().get(form)
    if lemma is None or (form in _TRANSITIVE and behind in _REDUCED):
        return False
    if lemma == "point":
        return behind in ("out", "to")
    return camp or counted or lemma not in _FOR_CAMPS


def believes(form: str, behind: str, *, begins: bool) -> bool:
    """Whether a form behind "some" or "many" alone makes them a source.

    begins: they stand where a clause begins, so that the form is no noun. behind: the next word.
    """
    lemma = speech().get(form)
    if lemma == "point":
        return form == "pointed"
    if lemma in _NOUNS:
        return begins and behind not in ("and", "or", "for", "of", "as", "is", "was")
    return lemma is not None


def contends(form: str) -> bool:
    """Whether a form says that its subject takes a side."""
    return speech().get(form) in _CONTENDING
