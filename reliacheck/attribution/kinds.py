"""What kind of source a noun phrase names (English)."""

from __future__ import annotations

from reliacheck.attribution.model import Kind
from reliacheck.gazetteer import load_outlets
from reliacheck.text.patterns import pattern

_WORD = pattern(r"[^\W\d_]+(?:['’\-.&][^\W\d_]+)*")
_DOCUMENTS = frozenset(
    "report reports statement filing filings indictment letter memo poll polls survey surveys study"
    " studies email emails e-mail e-mails complaint lawsuit suit ruling document documents"
    " transcript transcripts analysis data figures bill order affidavit release post tweet records"
    " review audit book article editorial ad website site platform testimony dossier brief census"
    " estimates statistics numbers research findings".split()
)
_UNNAMED = frozenset(
    "official officials spokesman spokesmen spokeswoman spokesperson spokespersons spokespeople"
    " aide aides adviser advisers advisor advisors diplomat diplomats staffer staffers operative"
    " operatives strategist strategists executive executives insider insiders source sources person"
    " individual lawyer lawyers attorney attorneys investigator investigators prosecutor"
    " prosecutors witness witnesses man woman resident employee lawmaker aide's authorities police"
    " veteran donor donors delegate delegates".split()
)
_VAGUE = frozenset(
    "critics supporters opponents experts analysts observers sceptics skeptics detractors"
    " proponents advocates commentators pundits defenders scholars economists historians scientists"
    " some many others most several few people everyone everybody somebody someone anyone nobody"
    " voters americans republicans democrats conservatives liberals researchers activists"
    " progressives residents fans reporters journalists media wisdom".split()
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


def kind_of(phrase: str) -> Kind:
    """The kind of a source by its noun phrase; pronouns other than "I" and "we" are unnamed."""
    words = _WORD.findall(phrase)
    low = [word.lower() for word in words]
    if not low:
        return "unnamed"
    if low[0] in _SELF:
        return "self"
    if _ends_in_name(words, low):
        return "named-person"
    head = _head(low)
    capital = any(
        word[0].isupper() and lower != "the" for word, lower in zip(words, low, strict=True)
    )
    if capital and load_outlets().lookup(phrase.strip()):
        return "outlet"
    if head in ("people", "person") and len(low) > 1 and low[-1] != head:
        return "unnamed"  # "people familiar with the matter"
    if head in _DOCUMENTS:
        return "document"
    if head in _UNNAMED:
        return "unnamed"
    if head in _VAGUE or low[0] in ("some", "many", "others", "most"):
        return "vague"
    if not _BODIES.isdisjoint(low) or (
        len(words) == 1 and words[0].isupper() and len(words[0]) > 1
    ):
        return "organisation"
    return "named-person" if capital and low[0] not in ("a", "an", "the") else "unnamed"


_STOPS = frozenset("for of in at with from on who familiar close to and".split())


def _head(low: list[str]) -> str:
    """The last word before "for", "of" and the like: "spokesman" of "a spokesman for the bank"."""
    for at, word in enumerate(low):
        if at and word in _STOPS:
            return low[at - 1]
    return low[-1]


def _ends_in_name(words: list[str], low: list[str]) -> bool:
    """Whether a person's name ends the phrase: "campaign spokesman John Roe", "Mr. Roe"."""
    if low[0] in _TITLES and len(words) > 1:
        return True
    if not words[-1][0].isupper() or words[-1].isupper() or low[-1] in _BODIES | _DOCUMENTS:
        return False
    plain = [at for at, word in enumerate(low) if word in _UNNAMED and word == words[at]]
    return bool(plain) and not _STOPS & set(low[plain[-1] :]) and plain[-1] < len(words) - 1
