"""Edits that every desk makes, which change nothing: style, spelling, order, titles, synonyms.

The shapes are as those of alterations_plants.py.
"""

# ruff: noqa: E501, ARG005 - a table of shapes reads best one a line, each a function of two

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from alterations_plants import Pair, Shape, quoted, swap

_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = {"January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.",
           "October": "Oct.", "November": "Nov.", "December": "Dec."}  # fmt: skip
_SAID = r"(?:said|says)"
_NAME = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"


def to_front(sentence: str, _chance: random.Random) -> Pair | None:
    """ "..., police said." -> "Police said ..." """
    found = re.fullmatch(rf"([A-Z][^“”\"]+), ((?:the |a )?[\w. ]{{3,40}}) {_SAID}\.", sentence)
    if not found:
        return None
    rest = found[1]
    rest = rest[0].lower() + rest[1:] if rest.split()[0] in ("The", "A", "It", "There") else rest
    return sentence, f"{found[2][0].upper()}{found[2][1:]} said that {rest}."


def to_back(sentence: str, _chance: random.Random) -> Pair | None:
    """ "According to X, ..." -> "..., according to X." """
    found = re.fullmatch(r"According to ([^,“”\"]{4,60}), ([^“”\"]+)\.", sentence)
    return (
        (sentence, f"{found[2][0].upper()}{found[2][1:]}, according to {found[1]}.")
        if found
        else None
    )


def speaker_moved(sentence: str, _chance: random.Random) -> Pair | None:
    """ "...," he said. -> He said: "..." """
    found = re.fullmatch(rf"[“\"]([^“”\"]{{30,}}),[”\"] ({_NAME}|he|she) said\.", sentence)
    return (sentence, f"{found[2][0].upper()}{found[2][1:]} said: “{found[1]}.”") if found else None


def quote_cut(sentence: str, _chance: random.Random) -> Pair | None:
    """The last words of a quotation left out."""
    found = re.search(r"[“\"]([^“”\"]{60,}?),? (and|but|because|which|so) [^“”\"]+[”\"]", sentence)
    if not found:
        return None
    return sentence, f"{sentence[: found.end(1)]},”{sentence[found.end() :]}"


def quote_dots(sentence: str, _chance: random.Random) -> Pair | None:
    """Words in the middle of a quotation left out, with dots for them."""
    found = re.search(r"[“\"]([^“”\"]{30,}) (\w+ \w+ \w+ \w+) ([^“”\"]{15,})[”\"]", sentence)
    if not found:
        return None
    return sentence, f"{sentence[: found.start(2)]}... {sentence[found.start(3) :]}"


def quote_bracket(sentence: str, chance: random.Random) -> Pair | None:
    """A pronoun in a quotation explained."""
    found = re.search(r"[“\"][^“”\"]{10,}\b(he|they|it)\b[^“”\"]{15,}[”\"]", sentence)
    if not found:
        return None
    who = chance.choice(["[the president]", "[the party]", "[the government]"])
    return sentence, sentence[: found.start(1)] + who + sentence[found.end(1) :]


def indirect(sentence: str, _chance: random.Random) -> Pair | None:
    """A quotation turned into indirect speech."""
    found = re.fullmatch(
        rf"[“\"]((?:The|It|There|They) [^“”\"]{{25,}}),[”\"] ({_NAME}|he|she) said\.", sentence
    )
    if not found:
        return None
    return (
        sentence,
        f"{found[2][0].upper()}{found[2][1:]} said that {found[1][0].lower()}{found[1][1:]}.",
    )


def other_quotes(sentence: str, _chance: random.Random) -> Pair | None:
    """Curly quotation marks for straight ones, or the other way round."""
    if "“" in sentence:
        other = sentence.translate(str.maketrans("“”’", '""\''))
    elif sentence.count('"') == 2:
        other = sentence.replace('"', "“", 1).replace('"', "”", 1)
    else:
        return None
    return sentence, other


def split_in_two(sentence: str, _chance: random.Random) -> Pair | None:
    """One sentence made two."""
    found = re.fullmatch(
        r"([^“”\"]{40,}), (and|but) ((?:he|she|it|they|the) [^“”\"]{20,})", sentence
    )
    if not found:
        return None
    return sentence, f"{found[1]}. {found[3][0].upper()}{found[3][1:]}"


def clause_to_front(sentence: str, _chance: random.Random) -> Pair | None:
    """ "... on Tuesday." -> "On Tuesday, ..." """
    found = re.fullmatch(
        r"((?:The|A|He|She|They|It) [^“”\"]{30,}) (on \w+day|last \w+|this week)\.", sentence
    )
    if not found:
        return None
    return sentence, f"{found[2][0].upper()}{found[2][1:]}, {found[1][0].lower()}{found[1][1:]}."


def background(sentence: str, chance: random.Random) -> Pair | None:
    """A clause put in after the subject."""
    found = re.match(r"(?:The|A) [a-z]+ [a-z]+(?= (?:is|was|has|had|will)\b)", sentence)
    if not found:
        return None
    clause = chance.choice(
        ["which was first published last week", "long expected", "as readers know"]
    )
    return sentence, f"{found[0]}, {clause},{sentence[found.end() :]}"


STYLE: Sequence[Shape] = [
    swap(r"(?<![\d$.,-])\b([2-9])\b(?= [a-z]{3,})", lambda m, c: _WORDS[int(m[1])]),
    swap(rf"\b({'|'.join(_WORDS[2:10])})\b(?= [a-z]+s\b)", lambda m, c: str(_WORDS.index(m[1]))),
    swap(r"(?<=\d) percent\b", "%", " per cent"),
    swap(r"(?<=\d)%", " percent", " per cent"),
    swap(r"\bU\.S\.", "US", "American", "United States"),
    swap(r"\bUnited States\b", "US", "U.S."),
    swap(r"\b(January|February|August|September|October|November|December)(?= \d)", lambda m, c: _MONTHS[m[1]]),
    swap(r"\b(\d{1,2}) ([ap])\.m\.", r"\1 \2m", r"\1\2m"),
    swap(r"(?<=\d),(?=000\b)", ""),
    swap(r"\$(\d[\d.]*) (million|billion)\b", lambda m, c: f"${m[1]}{m[2][0]}n"),
    swap(r"\b(\d[\d.]*) million dollars\b", r"$\1 million"),
    other_quotes,
    swap(r"\b(did|does|is|was|has|have|would|could) not\b", r"\1n’t"),
    swap(r"\b(did|does|is|was|has|have|would|could)n[’']t\b", r"\1 not"),
    swap(r" — ", " – ", ", "),
]  # fmt: skip

WORDING: Sequence[Shape] = [
    swap(r"\b(labor|color|favor|honor|neighbor|behavior)(?=s?\b)", lambda m, c: m[1][:-2] + "our"),
    swap(r"\b(organi|recogni|critici|reali|emphasi)z(?=e|ed|ing|ation)", r"\1s"),
    swap(r"\b(center|theater)\b", lambda m, c: m[1][:-2] + "re"),
    swap(r"\bdefense\b", "defence"),
    swap(r"\bsaid\b", "says", "stated"),
    swap(r"\btold reporters\b", "said to reporters"),
    swap(r"\bbegan\b", "started"),
    swap(r"\bbuy\b", "purchase"),
    swap(r"\bchildren\b", "kids"),
    swap(r"\blarge\b", "big"),
    swap(r"\bhelp\b", "assist"),
    swap(r"\battempt\b", "effort", "bid"),
    swap(r"\bhowever, ", ""),
    swap(r"\balso ", ""),
    swap(r"\b(said|says) that\b", r"\1"),
    swap(r"\babout (?=\d)", "around ", "approximately ", "roughly "),
    swap(r"\bmay (?=be|have)", "might ", "could "),
    swap(r"\ballegedly\b", "reportedly"),
    swap(r"\bat least (?=\d)", "no fewer than "),
    swap(r"\bcar\b", "vehicle"),
    swap(r"\bhouse\b", "home"),
    swap(r"\bnearly (?=\d)", "almost "),
    swap(r"\bimportant\b", "significant"),
    swap(r"\bkilled (?=\d|two|three)", "left dead "),
    swap(r"\bincreased\b", "rose"),
    swap(r"\bofficials said\b", "authorities said"),
    swap(r"\bpeople\b", "persons", "individuals"),
    swap(r"\bshow(?:s|ed) that\b", "found that"),
    swap(r"\bvery ", ""),
    swap(r"\b(?:big|huge|beautiful|quiet|busy) (?=[a-z])", ""),
]  # fmt: skip

NAMES: Sequence[Shape] = [
    swap(r"(?<![A-Za-z.] )\bPresident (?:Donald |Barack )?(?=Trump|Obama)", ""),
    swap(r"(?<=[a-z] )(?=Trump\b(?! [A-Z]))", "President ", "President Donald ", "Donald "),
    swap(r"\bSen\. (?=[A-Z])", "Senator ", ""),
    swap(r"\bRep\. (?=[A-Z])", "Congressman ", "Representative "),
    swap(r"(?<=[a-z] )[A-Z][a-z]+ (?=[A-Z][a-z]{3,} said\b)", ""),
    swap(r"\bMr\. (?=[A-Z])", "", "Mr "),
    swap(r"\bKiev\b", "Kyiv"),
    swap(r"\bISIS\b", "the Islamic State", "Daesh", "IS", "ISIL"),
    swap(r"\b(?:the )?Islamic State\b", "ISIS", "Daesh"),
    swap(r"\bFBI\b", "Federal Bureau of Investigation"),
    swap(r"\bGOP\b", "Republican Party"),
    swap(r"\bUnited Nations\b", "UN", "U.N."),
    swap(r"\bBritain\b", "the UK", "the United Kingdom"),
    lambda s, c: ("Gen. Qassem Soleimani" in s and (s, s.replace("Gen. Qassem Soleimani", "Qasem Suleimani"))) or None,
    swap(r"\bal-Qaida\b", "Al Qaeda", "al-Qaeda"),
    swap(r"\bal[- ]Qaeda\b", "Al-Qaida"),
    swap(r"\b(?:Bob|Bill|Mike|Jim|Joe) (?=[A-Z])", lambda m, c: {"Bob": "Robert", "Bill": "William", "Mike": "Michael", "Jim": "James", "Joe": "Joseph"}[m[0].strip()] + " "),
    swap(r"\bHillary Clinton\b", "Hillary Rodham Clinton", "Mrs. Clinton"),
    swap(r"\bDepartment of Justice\b", "Justice Department"),
    swap(r"\bJustice Department\b", "Department of Justice", "DOJ"),
    swap(r"\bTrump administration\b", "White House"),
]  # fmt: skip

ORDER: Sequence[Shape] = [
    to_front,
    to_back,
    speaker_moved,
    split_in_two,
    clause_to_front,
    background,
]
QUOTES: Sequence[Shape] = [quote_cut, quote_dots, quote_bracket, indirect, other_quotes,
                           quoted(r"\b(do|does|did|is|are|was)n[’']t\b", r"\1 not")]  # fmt: skip

INNOCENT: Mapping[str, Sequence[Shape]] = {
    "house style": STYLE,
    "spelling and synonyms": WORDING,
    "names": NAMES,
    "order and attribution": ORDER,
    "quotations": QUOTES,
}
