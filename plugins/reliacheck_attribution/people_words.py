"""The words for people who are given as a source without a name (English)."""

from reliacheck.text.patterns import pattern

# People whose office is told though their name is not.
OFFICES = frozenset(
    "official officials spokesman spokesmen spokeswoman spokeswomen spokesperson spokespersons"
    " spokespeople aide aides adviser advisers advisor advisors diplomat diplomats staffer staffers"
    " operative operatives strategist strategists executive executives confidant confidants"
    " insider insiders intimates lobbyist lobbyists authorities".split()
)
# People of whom it is told only that they know.
SOURCES = frozenset("source sources person people individual individuals".split())

DETERMINERS = frozenset(
    "a an the one two three four five six several some many most few multiple various other"
    " another both numerous certain these those his her their its our any all".split()
)
# Words that cannot stand before a head noun in its phrase.
NO_MODIFIER = frozenset(
    "of in on at to for from by with as into over after before about against between during"
    " through under since until that which who whom whose where when while if because but or nor"
    " so than then is are was were be been being has have had do does did will would can could may"
    " might must shall should not he she it they we you i him them us me what how why there here"
    " also even just only still yet already monday tuesday wednesday thursday friday saturday"
    " sunday january february march april june july august september october november december"
    " week month year today yesterday according citing quoting via per among amid like including"
    " such said says told".split()
)
COUNTED = frozenset("one two three four five six both several other another".split())
OWNERS = frozenset("his her their its our".split())
DEFINITE = OWNERS | frozenset("the these those both".split())
_HIDDEN = ("anonym", "named", "identified", "authori", "background")
_ANONYMITY = pattern(
    r"condition\s+of\s+anonymity|not\s+(?:to\s+be|be)\s+(?:named|identified)|anonymously"
    r"|requested\s+anonymity|not\s+authori[sz]ed\s+to|wasn['’]t\s+authori[sz]ed"
    r"|declined\s+to\s+be\s+(?:named|identified)|spoke\s+on\s+background"
)


def says_why(sentence: str) -> bool:
    """Whether a sentence, in small letters, says why a name is withheld."""
    return any(stem in sentence for stem in _HIDDEN) and bool(_ANONYMITY.search(sentence))
