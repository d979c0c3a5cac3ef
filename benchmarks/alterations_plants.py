"""Alterations and innocent edits, planted in sentences of real copy.

A shape takes a sentence and chance and returns the source's sentence and the rewrite's, or None
where it does not fit. The vocabulary is a newsroom's, written without looking at the word lists of
reliacheck.reuse.alterations.
"""

# ruff: noqa: E501, ARG005 - a table of shapes reads best one a line, each a function of two

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

Pair = tuple[str, str]
Shape = Callable[[str, random.Random], Pair | None]

_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")


def swap(pattern: str, *others: str | Callable[[re.Match[str], random.Random], str]) -> Shape:
    """What the pattern finds outside quotation marks, and one of the others in its place."""
    wanted = re.compile(pattern)

    def shape(sentence: str, chance: random.Random) -> Pair | None:
        quoted = [found.span() for found in _QUOTED.finditer(sentence)]
        places = [
            found
            for found in wanted.finditer(sentence)
            if not any(start < found.end() and found.start() < end for start, end in quoted)
        ]
        if not places:
            return None
        found, other = chance.choice(places), chance.choice(others)
        new = other(found, chance) if callable(other) else found.expand(other)
        rewritten = sentence[: found.start()] + new + sentence[found.end() :]
        rewritten = re.sub(r" {2,}", " ", rewritten).strip()
        rewritten = rewritten[:1].upper() + rewritten[1:]
        return (sentence, rewritten) if rewritten != sentence else None

    return shape


def back(shape: Shape) -> Shape:
    """The other way round: the sentence is the rewrite's, what the shape makes of it the source."""

    def turned(sentence: str, chance: random.Random) -> Pair | None:
        found = shape(sentence, chance)
        return found and (found[1], found[0])

    return turned


def quoted(pattern: str, *others: str) -> Shape:
    """A change inside the longest quotation of a sentence."""
    wanted = re.compile(pattern)

    def shape(sentence: str, chance: random.Random) -> Pair | None:
        spans = [found.span() for found in _QUOTED.finditer(sentence)]
        if not spans:
            return None
        start, end = max(spans, key=lambda span: span[1] - span[0])
        inner = sentence[start + 1 : end - 1]
        places = list(wanted.finditer(inner))
        if len(inner.split()) < 7 or not places:
            return None
        found = chance.choice(places)
        new = found.expand(chance.choice(others))
        changed = inner[: found.start()] + new + inner[found.end() :]
        return sentence, f"{sentence[: start + 1]}{changed}{sentence[end - 1 :]}"

    return shape


def _other_figure(found: re.Match[str], chance: random.Random) -> str:
    value = int(found[1].replace(",", ""))
    new = value
    while new == value:
        new = max(1, chance.choice([value + chance.randint(1, 9), value * 10, value + 10,
                                    value - chance.randint(1, 9)]))  # fmt: skip
    grouped = f"{new:,}" if "," in found[1] or new > 9999 else str(new)
    return found[0].replace(found[1], grouped)


def _one_of(words: str) -> Callable[[re.Match[str], random.Random], str]:
    choices = words.split("|")

    def choose(found: re.Match[str], chance: random.Random) -> str:
        return chance.choice([one for one in choices if one != found[0]])

    return choose


_PLACES = (
    "Chicago|Boston|Houston|Paris|London|Berlin|Ottawa|Nairobi|Lagos|Lima|Ankara|Cairo|Amman"
    "|Florida|Texas|Ohio|California|Michigan|Virginia|Iowa|Nevada|Syria|Yemen|Libya|Sudan|Chile"
)
_PEOPLE = (
    "Harrison|Delgado|Whitfield|Okafor|Lindqvist|Barzani|Kowalski|Petrov|Nakamura|Fairchild|Osborne"
)
_ROLES = r"(?<=Sen\. |Rep\. |Gov\. |Gen\. )"
_SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_END = r"(?<=[a-z])(?=\.$)"

ALTERATIONS: Mapping[str, Sequence[Shape]] = {
    "number": [
        swap(r"(?<![\d$.,/:-])\b(\d{1,3})(?= [a-z]{4,}s\b)", _other_figure),
        swap(r"\b(\d{1,2})(?= percent|%| per cent)", _other_figure),
        swap(rf"\b(?:{_SMALL})\b(?= [a-z]{{4,}}s\b)", _one_of(_SMALL)),
        swap(r"\b(\d[\d,.]*) million\b", r"\1 billion"),
        swap(r"\b(\d[\d,.]*) billion\b", r"\1 million"),
        swap(r"\b(in|since|by) (20[01]\d)\b", lambda m, c: f"{m[1]} {int(m[2]) - c.randint(1, 6)}"),
        swap(rf"\bon (?:{_DAYS})\b", lambda m, c: f"on {_one_of(_DAYS)(m, c)}"),
        swap(rf"\b(?:{_MONTHS})\b(?= \d)", _one_of(_MONTHS)),
        swap(r"\b(\d{1,2})(?=-year-old|, who\b)", _other_figure),
        swap(r"\b(\d{1,2}) p\.m\.", r"\1 a.m."),
        swap(r"\b(\d+|two|three|six) (?:years|months|weeks)\b", r"\1 days"),
        swap(r"(?<=\$)(\d{2,})\b", _other_figure),
        swap(r"\b(\d)(\d)(\d)\b(?! ?[a-z]*\d)", lambda m, c: f"{m[1]}{(int(m[2]) + 3) % 10}{m[3]}"),
        swap(r"\bhundreds of\b", "thousands of"),
        swap(r"\bhalf of\b", "a third of"),
        swap(r"\bsecond\b(?= term| time| year| day| round)", "third", "fourth"),
    ],
    "name": [
        swap(rf"\b(?<=in )(?:{_PLACES})\b", _one_of(_PLACES)),
        swap(rf"{_ROLES}[A-Z][a-z]+ [A-Z][a-z]{{3,}}\b", lambda m, c: f"{m[0].split()[0]} {_one_of(_PEOPLE)(m, c)}"),
        swap(r"(?<=[a-z] )[A-Z][a-z]{3,} [A-Z][a-z]{4,}(?= said\b| told\b)", lambda m, c: f"{c.choice(['Martin', 'Helen', 'Omar', 'Gloria'])} {_one_of(_PEOPLE)(m, c)}"),
        swap(r"\bFBI\b", "CIA", "NSA"),
        swap(r"\b(?:Democrats)\b", "Republicans"),
        swap(r"\b(?:Republicans)\b", "Democrats"),
        swap(r"\b(?:Russian|Chinese|Iranian|Israeli|Turkish|Mexican)\b", _one_of("Russian|Chinese|Iranian|Israeli|Turkish|Mexican")),
        swap(r"\bthe Senate\b", "the House"),
        swap(r"\bCNN\b", "NBC", "CBS"),
        swap(r"\b(?:Iraq)\b", "Iran"),
        swap(r"\b(?:Clinton)\b", "Sanders", "Biden"),
        swap(r"\b(?<=[a-z] )Trump\b(?! [A-Z]|’|')", "Pence"),
        swap(r"\bObama\b(?! [A-Z]|’|')", "Biden", "Kerry"),
        swap(r"\b(?:Justice|State|Treasury) Department\b", _one_of("Justice Department|State Department|Treasury Department|Labor Department")),
        swap(r"\bUniversity of [A-Z][a-z]+", "University of Delaware", "University of Oregon"),
        swap(r"\bSouth Korea\b", "North Korea"),
    ],
    "negation": [
        swap(r"\b(is|was|were|are|will|would|could|should|has|have|had|did|does|do) not\b", r"\1"),
        swap(r"\b(is|was|were|are|will|has|had)n[’']t\b", r"\1"),
        swap(r"\b(is|was|were|are) (?=[a-z]+(?:ed|ing|ble)\b)", r"\1 not "),
        swap(r"\b(will|would|could|should) (?!not\b|be\b)(?=[a-z]+)", r"\1 not "),
        swap(r"\b(has|have|had) (?=[a-z]+ed\b)", r"\1 never ", r"\1 not "),
        swap(r"\bnever ", ""),
        swap(r"\bno evidence\b", "evidence"),
        swap(r"\bwithout\b", "with"),
        swap(r"\bdenied\b", "confirmed"),
        swap(r"\bconfirmed\b", "denied"),
        swap(r"\brejected\b", "accepted"),
        swap(r"\bfailed to\b", "managed to"),
        swap(r"\bunable to\b", "able to"),
        swap(r"\billegal\b", "legal"),
        swap(r"\bunlikely\b", "likely"),
        swap(r"\bsupported\b", "opposed"),
        swap(r"\bopposed\b", "supported"),
        swap(r"\b(?:increased|rose)\b", "fell"),
        swap(r"\bapproved\b", "rejected"),
        swap(r"\bdid not ([a-z]{3,})\b", r"did \1"),
    ],
    "hedge-dropped": [
        swap(r"\b(?:allegedly|reportedly|apparently|possibly|perhaps|probably) ", ""),
        swap(r"\b(?:may|might|could) (?=be\b|have\b|[a-z]+ the\b)", "will "),
        swap(r"\balleged (?=[a-z])", ""),
        swap(r"\bsuspected (?=[a-z])", ""),
        swap(r"\b(?:at least|about|nearly|more than|up to|roughly|around|almost|as many as) (?=\$?\d)", ""),
        swap(r"\bappear(?:s|ed) to be\b", "is"),
        swap(r"\bseem(?:s|ed) to be\b", "is"),
        swap(r"\b(is|was|were|are) (?:believed|thought|expected|said) to be\b", r"\1"),
        swap(r"\b(is|are) likely to\b", "will"),
        swap(r"\b(is|are) expected to\b", "will"),
        back(swap(r"\b(was|were) (?=[a-z]+ed\b)", r"\1 reportedly ", r"\1 allegedly ", r"\1 apparently ")),
        back(swap(r"\b(has|have) (?=[a-z]+ed\b)", r"\1 reportedly ", r"\1 possibly ")),
        back(swap(r"\b(?<=[a-z] )(\d{2,3})(?= [a-z]{4,}s\b)", r"at least \1", r"about \1", r"up to \1", r"an estimated \1")),
        back(swap(r"\bwill (?=[a-z]+)", "may ", "might ", "could ")),
        back(swap(r"\b(is|are|was) (?=the |a )", r"\1 probably ", r"\1 possibly ", r"\1 thought to be ")),
    ],
    "attribution-dropped": [
        swap(r", (?:[a-z]+ ){0,3}(?:officials|police|sources|authorities|experts|prosecutors|aides) said(?: \w+day)?(?=\.$)", ""),
        swap(r", according to [^,.“”\"]+(?=\.$)", ""),
        swap(r"^According to [^,“”\"]{5,60}, (?=[a-z])", ""),
        swap(r"^(?:[A-Z][\w.]+ ){1,4}said (?:that )?(?=the |a |an |there )", ""),
        swap(r"^[^,“”\"]{4,40} said (?:\w+day )?that (?=[a-z])", ""),
        back(swap(_END, ", officials said", ", police said", ", according to police", ", the ministry said", ", a spokesman said", ", prosecutors said on Tuesday", ", two people familiar with the matter said")),
        back(swap(r"^The (?=[a-z]+ [a-z]+)", "Officials said the ", "According to the police, the ", "Investigators said that the ", "The mayor’s office said the ")),
        back(swap(r"^(?=The |A |It |There )", lambda m, c: c.choice(["Analysts say ", "According to a government report, "]))),
    ],
    "qualifier-dropped": [
        swap(r"\bformer (?=[A-Za-z])", ""),
        swap(r"\bacting (?=[A-Z]|director|chief|secretary)", ""),
        swap(r"\bthen-(?=[A-Z]|president|candidate)", ""),
        swap(r"(?<=the |..a |.an )[A-Z]?[a-z]+-(?:backed|led|sponsored|funded|controlled|appointed|linked) (?=[a-z]{4,})", ""),
        swap(r"\bso-called ", ""),
        swap(r"\bself-[a-z]+(?:ed|ing) ", ""),
        swap(r"(?<=the |..a |.an )(?:unarmed|undocumented|convicted|civilian|opposition|rival|interim|disputed|retired|occupied) (?=[a-z]{4,})", ""),
        swap(r"\b(?:conservative|liberal|progressive|far-right|right-wing|left-wing|hard-line|nonpartisan) (?=[a-z])", ""),
        swap(r"\b(?:Sunni|Shiite|Muslim|Christian|Kurdish|Jewish|Hispanic) (?=[a-z]+s\b)", ""),
        back(swap(r"\b(?=(?:militia|militias|rebels|fighters|militants|forces)\b)", "Iranian-backed ", "Saudi-funded ", "separatist ", "Russian-aligned ")),
        back(swap(r"\b(?=(?:report|study|survey|poll)\b)", "disputed ", "industry-funded ", "unpublished ", "preliminary ")),
        back(swap(r"\b(?=(?:protesters|demonstrators|teenager|man|woman)\b)", "unarmed ", "undocumented ")),
        back(swap(r"(?<=the )(?=(?:leader|government|president|minister|chairman)\b)", "interim ", "ousted ", "self-proclaimed ", "exiled ", "unelected ")),
        back(swap(r"\b(?=(?:lawmakers|politicians|activists|voters|critics)\b)", "far-right ", "pro-Kremlin ", "anti-abortion ", "evangelical ")),
        back(swap(r"\b(?=(?:Sen\.|Rep\.|Gov\.) [A-Z])", "former ", "then-")),
    ],
    "loaded-wording": [
        swap(r"\bkilled\b", "murdered", "slaughtered", "butchered", "assassinated", "martyred"),
        swap(r"\bsaid\b", "claimed", "admitted", "boasted", "bragged", "ranted", "conceded"),
        swap(r"\bgovernment\b", "regime", "junta"),
        swap(r"\badministration\b", "regime"),
        swap(r"\b(?:protesters|demonstrators)\b", "rioters", "thugs", "agitators", "mobs"),
        swap(r"\b(?:militants|fighters|rebels)\b", "terrorists", "freedom fighters", "jihadis"),
        swap(r"\b(?:immigrants|migrants|refugees)\b", "illegals", "invaders", "illegal aliens"),
        swap(r"\b(?:supporters|allies|aides)\b", "cronies", "henchmen", "lackeys", "goons"),
        swap(r"\bplan\b", "scheme", "plot"),
        swap(r"\b(?:president|leader)\b(?! [A-Z])", "strongman", "dictator", "tyrant", "despot"),
        swap(r"\bcriticized\b", "slammed", "blasted", "savaged"),
        swap(r"\binvestigation\b", "witch hunt", "inquisition"),
        swap(r"\b(?:spokesman|spokeswoman|spokesperson)\b", "mouthpiece", "propagandist"),
        swap(r"\bgroup\b", "terrorist group", "gang", "cult", "mob"),
        swap(r"\b(?=(?:police|officers|policy|attack|commander|senator|network)\b)", "brutal ", "notorious ", "ruthless ", "corrupt "),
        swap(r"\b(?:protest|rally|demonstration)\b", "riot"),
        swap(r"\bdeal\b", "sellout", "surrender", "giveaway"),
        swap(r"\bdeaths?\b", "massacre", "slaughter", "murder"),
        swap(r"\bactivists\b", "radicals", "extremists", "zealots"),
        swap(r"\bstatement\b", "tirade", "diatribe", "rant"),
        swap(r"\bofficials\b", "bureaucrats", "apparatchiks"),
        swap(r"\breform\b", "power grab", "assault"),
        swap(r"\bcuts\b", "savage cuts", "draconian cuts"),
    ],
    "quotation-altered": [
        quoted(r"(?<=\w )(?:not|never) (?=\w)", ""),
        quoted(r"(?<=\w )(is|was|are|were|will|have|has) (?=\w+ \w)", r"\1 not "),
        quoted(r"(?<=\w )(?:very|really|just|only|still|also|even) (?=\w)", ""),
        quoted(r"(?<=\w )(?:many|some|most)(?= \w)", "all", "few"),
        quoted(r"(?<=\w )(?:good|great|important)(?= \w)", "terrible", "bad", "dangerous"),
        quoted(r"(?<=\w )people(?= \w)", "men", "criminals", "families"),
        quoted(r"(?<=\w )(?:think|believe)(?= \w)", "know", "hope"),
        quoted(r"(?<=\w )(?:should|would|could|can)(?= \w)", "must", "will"),
        quoted(r"(?<=\w )the (?=[a-z]+ \w)", "the whole ", "the corrupt ", "the entire "),
        quoted(r"(?<=\w )(?:need|want)(?= to \w)", "refuse", "intend"),
        quoted(r"(?<=\w )and [a-z]+ (?=\w+ \w)", ""),
        quoted(r"(?<=[a-z] )[a-z]{5,}(?=[.,]?$)", "disaster", "everybody", "yesterday"),
    ],
}  # fmt: skip
