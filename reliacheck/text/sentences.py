"""Sentences with their places: rules for English news copy, safe on any text.

Measured beside six libraries in docs/measurements/sentences.md.
"""

from __future__ import annotations

import re
from functools import cache

# The look back from a stop is this long, so that a text without spaces costs no more.
_LONGEST_ABBREVIATION = 24
# In a headline in capitals a capital says nothing. It is told by the words this many characters
# around a stop: at most this share of them begin in lower case.
_HEADLINE = 80
_SMALL_IN_HEADLINE = 0.4


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a name; a sentence does not end on them.
_TITLES = _words(
    "Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gov Govs Sen Sens Rep Reps Pres Amb Ald Gen Lt Lieut "
    "Col Maj Capt Cmdr Cdr Adm Brig Sgt Cpl Pvt Pfc Spc Det Supt Insp Const Rev Hon Fr Msgr Atty "
    "Dist Asst Dep Sec Mt Ft"
)
# What follows completes them, whatever it is.
_INSIDE = _words("vs Vs v e.g i.e a.k.a cf viz approx ca")
# Part of the figure that follows.
_NUMBERED = _words(
    "No Nos no nos Art Ch Ep Vol Fig Para p pp par Ext Rte Hwy Jan Feb Mar Apr Jun Jul Aug Sep "
    "Sept Oct Nov Dec"
)
# May end a sentence, but more often a name goes on after them.
_IN_NAMES = _words(
    "Inc Corp Co Cos Ltd Plc PLC Bros Jr Sr Esq Ave Blvd Rd St Ste Dept Univ Assn Bldg Phila "
    "Mil Bil"
)
# After a town they end a sentence, for a comma would follow otherwise: "Reno, Nev., on Monday".
_STATES = _words(
    "Ala Ariz Ark Calif Cal Colo Conn D.C Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo "
    "Mont N.C N.D N.H N.J N.M N.Y Neb Nev Okla Ore Pa Penn R.I S.C S.D Tenn Tex Va Vt W.Va Wash "
    "Wis Wyo"
)
# "vitamin C.", "Plan B.": the letter is no initial.
_LETTERED = _words(
    "vitamin plan hepatitis influenza grade class type group category schedule option exhibit "
    "section division war"
)
_PARTIES = ("D-", "R-", "I-")
_HOURS = frozenset(("a.m", "p.m", "A.M", "P.M"))
# What goes on after an hour: "3 p.m. Tuesday", "9 a.m. EST"; a day also after a place.
_AFTER_HOURS = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri "
    "Sat Sun January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Eastern Central Mountain Pacific Greenwich "
    "ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST AEST AEDT HKT JST"
)
# Words of the grammar: with a capital they begin a sentence, and hardly ever go on with a name.
_STARTERS = _words(
    "The A An This That These Those He She It They We You I His Her Its Their Our My Your There "
    "Here In On At By For From With After Before Since When While Where What Who Why How If As But "
    "And Or So Yet Nor Although Though Because During About According However Meanwhile Still Now "
    "Then Another Some Many Most All Both Each No Not One Also Once Until Among Despite Neither "
    "Instead Only Even Just Later Earlier Today Yesterday More Few Several Others Asked Such "
    "Perhaps Maybe Unlike To Nobody Nothing Everyone Yes"
)
# In lower case they begin something new all the same.
_ADDRESSES = frozenset(("http", "https", "www", "pic"))
_NAMES_WITH_MARK = ("Yahoo!", "Jeopardy!", " E!")

_QUOTES = "\"'”’»"
_QUOTES_OPEN = frozenset("\"'“‘«„")
_DOUBLE_QUOTES = frozenset('"”»')
_OPENING = "\"'“‘(["
_ASIDE = frozenset("(–—-")

_IN_ADDRESS = frozenset("/@#:=_")
# Written without a space after them.
_UNSPACED = frozenset("。！？｡")


@cache
def _stops() -> re.Pattern[str]:
    """Stop, closing marks; ahead of them the space, opening marks and word that follow."""
    return re.compile(
        r"([.!?…‽‼⁇⁈⁉؟۔।॥։።။。！？｡]++(?:[ \xa0][.…]++(?!\d))*+)"
        r"([\"'”’»›)\]}」』】》〉）\u200b]*+(?:\s[”»]++(?!\S)|(?<=['’])\s\"(?!\S))?)"
        r"(?=(\s*+)([\"'“”‘’«‹„‚(\[{「『【《〈（¿¡$£€•*–—-]*+\s?)(\w*+)(.?))",
        re.DOTALL,
    )


@cache
def _speaker() -> re.Pattern[str]:
    """'Mayor Jane Roe (Lib.) asked': up to ten words and the verb that makes them a speaker."""
    word = r"(?:[A-Z]\w{0,4}\.|\([^()]{1,24}\),?|[\w'’-]+,?)"
    verbs = (
        "said|says|asked|asks|shouted|yelled|cried|screamed|wrote|writes|tweeted|replied|added|"
        "exclaimed|wondered|demanded|joked|quipped|responded|continued|told|roared|thundered|"
        "remarked|declared|posted|called|inquired|answered|recalled|testified|explained|pleaded|"
        "chanted|insisted|begged|snapped|sang"
    )
    return re.compile(rf"\s+(?:{word}\s+){{1,10}}?(?:{verbs})\b(?!\s+that\b)")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of text[start:end], which is one block: a paragraph, headline or caption.

    Spans are offsets into `text` in code points, in order, apart, trimmed and never empty; every
    character of the block that is not white space is in one of them. A line break counts as a
    space. A quotation of several sentences is several; its last one goes on to the speaker.
    """
    spans = []
    begin = start + _indent(text[start:end])
    for found in _stops().finditer(text, begin, end):
        if _ends_sentence(text, begin, found):
            spans.append((begin, found.end()))
            begin = found.end(3)
    last = begin + len(text[begin:end].rstrip())
    if last > begin:
        spans.append((begin, last))
    return spans


def _indent(block: str) -> int:
    return len(block) - len(block.lstrip())


def _ends_sentence(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether the sentence that began at `begin` ends with this stop."""
    stop, _, gap, _, word, after = found.groups()
    if found.start() - begin < 3 and not text[begin : found.start()].strip(_OPENING):
        return False  # "... and then"
    if not gap:
        return stop[0] in _UNSPACED or _lost_space(text, begin, found)
    if word[:1].islower() and not word[1:2].isupper() and word not in _ADDRESSES:  # but iPhone
        return False
    if not word and (not after or after in ",;:"):
        return False
    if stop == ".":
        return _ends_at_period(text, begin, found)
    if stop[-1] in ".…":  # one that stands free may leave out the rest of a list
        return not (word[:1].isdigit() and text[found.start() - 1].isspace())
    return word in _STARTERS or not _goes_on(text, begin, found)


def _goes_on(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether the sentence goes on after '?' or '!': with the speaker, or as part of a name."""
    if any(mark in _QUOTES for mark in found[2]):
        return _speaker().match(text, found.end(), found.endpos) is not None
    return text.endswith(_NAMES_WITH_MARK, begin, found.end())


def _ends_at_period(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether a period before a capital, a figure or a mark ends the sentence."""
    stop, opening, word = found.start(), found[4][:1], found[5]
    token = _token_before(text, begin, stop)
    before = token if token.isalpha() else _piece(token)
    if before in _INSIDE:
        return False
    if before in _HOURS:
        return word not in _AFTER_HOURS and opening not in _ASIDE
    if len(word) > 1 and word.isupper() and before.isupper():
        before = before.capitalize()  # MR. ROE
    if before in _TITLES or (stop - len(before) == begin and _is_item(before)):
        return False
    if before in _NUMBERED:
        return not any(map(str.isdigit, word))
    if before in _STATES and _follows_town(text, begin, stop, token):
        return not (opening in _ASIDE or word in _AFTER_HOURS or _in_headline(text, begin, found))
    if before in _IN_NAMES and opening in _QUOTES_OPEN:
        return True
    if found[2][-1:] in _DOUBLE_QUOTES and token[:1] not in _QUOTES_OPEN:
        return True  # “made in the U.S.”, but Edith “E.J.” Roe
    if _is_in_name(before) or _is_initial(text, begin, stop, token):
        return _starts_sentence(text, begin, found)
    return True


def _is_item(before: str) -> bool:
    """Whether a stop at the head of a sentence numbers it: '1. The council', 'B. The mayor'."""
    return len(before) == 1 or (len(before) == 2 and before.isdigit())


def _is_in_name(before: str) -> bool:
    """Inc, Calif, U.S, J.K, W.Va: a name may go on after the stop."""
    if before in _IN_NAMES or before in _STATES:
        return True
    parts = before.split(".")
    return len(parts) > 1 and before[0].isupper() and max(map(len, parts)) < 3


def _starts_sentence(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether what follows an abbreviation begins a sentence rather than goes on with a name."""
    if found[5] not in _STARTERS or found[6] == "." or found[4][:1] in _ASIDE:
        return False
    return not _in_headline(text, begin, found)


def _in_headline(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether the words around the stop begin in capitals: 'The U.S. And Iran Trade Barbs'."""
    first, last = max(begin, found.start() - _HEADLINE), min(found.end() + _HEADLINE, found.endpos)
    words = text[first:last].split()
    return sum(word[0].islower() for word in words) <= _SMALL_IN_HEADLINE * len(words)


def _follows_town(text: str, begin: int, stop: int, token: str) -> bool:
    """Whether a state stands after a town or a party: 'Reno, Nev', 'D-Nev'."""
    return token[:2] in _PARTIES or _token_before(text, begin, stop - len(token) - 1)[-1:] == ","


def _is_initial(text: str, begin: int, stop: int, token: str) -> bool:
    """Whether the token is a capital for a name: not 'vitamin C', '41 C', 'than I', 'R&D'."""
    letter = token[-1:]
    if not letter.isupper() or token[:-1].strip(_OPENING) not in ("", *_PARTIES):
        return False
    before = _token_before(text, begin, stop - len(token) - 1)
    if letter == "I" and before.isalpha() and before.islower():
        return False
    return before.lower() not in _LETTERED and not (letter in "CF" and before[-1:].isdigit())


def _lost_space(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether copy lost the space after a stop ('left.She'), as against an address or a name."""
    stop, closing, _, opening, word, after = found.groups()
    if not _begins_sentence(word, after) or opening.strip(_OPENING):
        return False
    token = _token_before(text, begin, found.start())
    before = _piece(token)
    if (
        len(before) < 2
        or not before.isalpha()
        or before in _INSIDE
        or not _IN_ADDRESS.isdisjoint(token)
    ):
        return False
    return before.islower() or word in _STARTERS or stop != "." or closing != ""


def _begins_sentence(word: str, after: str) -> bool:
    if after in "./@":
        return False
    return word in _STARTERS or (word[:1].isupper() and not word.isupper())


def _token_before(text: str, begin: int, stop: int) -> str:
    """What stands between the last white space and `stop`, as far as an abbreviation is long."""
    tokens = text[max(begin, stop - _LONGEST_ABBREVIATION) : stop].split()
    return tokens[-1] if tokens and not text[stop - 1].isspace() else ""


def _piece(token: str) -> str:
    """The letters, digits and stops at the end of a token: 'Calif' of '(D-Calif'."""
    at = len(token)
    while at and (token[at - 1].isalnum() or token[at - 1] == "."):
        at -= 1
    return token[at:].lstrip(".")
