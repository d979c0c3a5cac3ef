"""Words that editors stop at, by what they do in a sentence (English).

They are features of a model (`queries`), not a style book: a word here is no fault.
"""

from __future__ import annotations

from functools import cache

_CLASSES = {
    "absolute": "all every everyone everybody never always no none nobody nothing nowhere only"
    " entire entirely completely totally ever unprecedented",
    "superlative": "most least first biggest largest greatest highest lowest deadliest oldest"
    " youngest strongest weakest longest fastest record historic second third fourth fifth worst"
    " best",
    "hedge": "likely unlikely probably possibly perhaps seemingly seem seems seemed appear appears"
    " appeared arguably largely widely broadly generally often typically presumably surely notably"
    " effectively essentially virtually practically increasingly",
    "sure": "clearly obviously certainly undoubtedly plainly simply indeed notoriously famously"
    " truly really definitely inevitably unfortunately sadly",
    "hiding": "reportedly allegedly apparently supposedly purportedly rumored rumoured alleged"
    " purported suspected believed supposed so-called ostensibly",
    "future": "will would could may might should poised set going bound expected",
    "cause": "because caused cause causes causing due result resulted results resulting driven"
    " drive drives sparked sparking triggered triggering prompted prompting fueled fuelled fueling"
    " thanks owing forcing forced blamed reason reasons contributed contributing spurred spurring"
    " stoked amid helped helping",
    "leading": "led lead leads leading",
    "many": "many some several others most few numerous various countless multiple growing",
    "stir": "concerns concern fears fear questions criticism outrage speculation backlash"
    " accusations allegations claims charges controversy doubts worries suspicions complaints"
    " rumors rumours outcry debate praise skepticism scepticism anger hopes confusion calls"
    " scrutiny condemnation ire furor uproar frustration",
    "finding": "studies study research report reports poll polls survey surveys data analysis"
    " analyses evidence statistics estimates findings experts analysts science history",
    "wrong": "lied lie lies lying fraud corrupt corruption illegal illegally abuse abused abuses"
    " violated violate violating violation violations racist racism sexist sexism bias biased"
    " manipulate manipulation manipulated cover-up coverup collusion colluded conspiracy assault"
    " assaulted rape raped murder murdered stole steal stealing stolen fake false falsely"
    " misleading mislead misled wrongdoing crime crimes criminal guilty cheat cheated bribe bribery"
    " bribes scandal harass harassment harassed discriminate discrimination suppress suppression"
    " threatened threatening torture tortured smear smeared hypocrisy propaganda dishonest"
    " unlawful unlawfully unconstitutional extort extortion plot plotted meddling meddled"
    " interfered interference hacked spied",
    "violence": "killed killing shot shooting opened beaten stabbed attacked bombed gunman fired"
    " wounded injured dead died",
    "compared": "more less better worse higher lower fewer greater stronger weaker than",
    "moved": "rise rising rose fell fallen decline declined increase increased decreased growing"
    " grew soaring soared plunged surged jumped dropped doubled tripled climbed",
    "motive": "effort bid attempt attempting attempts attempted trying tried seeking sought"
    " designed aimed hoping wants wanted want intended meant refused refuses refusing failed fails"
    " failing failure",
    "valued": "controversial extreme extremely radical far-right far-left left-wing right-wing"
    " liberal conservative hardline hard-line erratic misleading remarkable dramatic dramatically"
    " massive huge sweeping strong weak successful popular unpopular credible dangerous serious"
    " important key major significant good bad great terrible disastrous failed deeply highly very"
    " quite pretty rather typical typically rare notorious infamous embattled beleaguered divisive"
    " partisan bitter fierce",
    "label": "terrorist terrorists terror terrorism regime militant militants extremist extremists"
    " radical radicals rebels thugs thug mob socialist socialists socialism marxist marxists"
    " communist communists fascist fascists fascism racists supremacist supremacists jihadist"
    " jihadists islamist islamists illegals elites elite swamp leftist leftists puppet stooge hoax"
    " cult dictator tyrant strongman crony cronies notorious infamous so-called self-styled"
    " mainstream woke cartel invaders hardliners zealots fanatics goons henchmen lapdog",
    "crowd": "critics supporters opponents experts analysts observers advocates activists groups"
    " officials people voters americans republicans democrats conservatives liberals lawmakers"
    " leaders members economists scientists researchers doctors parents students residents"
    " countries companies investors media journalists outlets pundits aides allies party"
    " establishment public workers businesses families women men progressives senators"
    " congressmen europeans russians chinese israelis palestinians muslims christians jews blacks"
    " whites latinos hispanics evangelicals catholics",
    "measured": "estimated average roughly approximately nearly almost dozens hundreds thousands"
    " majority half percent million billion trillion double rate cost costs total least",
    "polled": "poll polls survey points ratings approval favorability",
    "recorded": "filed ruled voted signed passed bill law court judge sentenced convicted arrested"
    " charged elected appointed born meeting scheduled hearing introduced sponsored",
    "writer": "you your we our us i my me let's",
    "minded": "say says said believe believes believed argue argues argued fear fears feared think"
    " thinks thought feel feels felt want wants wanted worry worries worried see sees saw claim"
    " claims claimed contend accuse accused wonder hope hoped expect expects expected warn warned"
    " complain complained question questioned oppose support agree criticized criticised blasted"
    " praised called call consider doubt suspect note acknowledged suggest suggested predict"
    " predicted insist view viewed concerned skeptical describe described",
    "held": "seen viewed considered believed expected said thought regarded perceived described"
    " known credited accused understood reported alleged blamed criticized criticised praised"
    " hailed condemned touted dubbed deemed",
    "being": "is are was were be been being is has have had",
    "raising": "raise raises raised raising spark sparked sparking draw drew drawn face faced"
    " facing prompt prompted mounting growing stoke stoked fuel fueled fueling amid widespread",
    "showing": "show shows showed shown found find finds suggest suggests suggested say says said"
    " indicate indicates indicated",
}
# Their number tells how much a sentence claims.
CLAIMING = frozenset(
    "absolute superlative hedge sure cause wrong compared moved motive valued measured crowd"
    " stir label".split()
)
# What stands between is at most so many words less one.
PAIRS = (
    ("crowd", "minded", 6),
    ("many", "minded", 6),
    ("being", "held", 2),
    ("raising", "stir", 5),
    ("stir", "raising", 4),
    ("finding", "showing", 4),
)


@cache
def classes_of() -> dict[str, tuple[str, ...]]:
    """The classes of every word that has one."""
    found: dict[str, list[str]] = {}
    for name, words in _CLASSES.items():
        for word in words.split():
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def words_of(*names: str) -> frozenset[str]:
    """The words of some classes."""
    return frozenset(word for name in names for word in _CLASSES[name].split())
