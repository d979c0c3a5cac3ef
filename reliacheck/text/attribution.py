"""English words by which copy says who says so: reporting verbs, "according to", and hedges.

The verbs are those that the style guides of Reuters, AP and the BBC name, with the ones that cue
attribution most often in news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reliacheck.article import Article, Sentence
from reliacheck.text.patterns import pattern
from reliacheck.text.words import lowered

# base, third person, past, participle
_VERBS = """
say says said said|tell tells told told|add adds added added|claim claims claimed claimed
insist insists insisted insisted|acknowledge acknowledges acknowledged acknowledged
admit admits admitted admitted|deny denies denied denied|announce announces announced announced
report reports reported reported|warn warns warned warned|argue argues argued argued
state states stated stated|confirm confirms confirmed confirmed|note notes noted noted
explain explains explained explained|suggest suggests suggested suggested
believe believes believed believed|think thinks thought thought|contend contends contended contended
assert asserts asserted asserted|allege alleges alleged alleged|declare declares declared declared
maintain maintains maintained maintained|estimate estimates estimated estimated
predict predicts predicted predicted|testify testifies testified testified
describe describes described described|recall recalls recalled recalled
remark remarks remarked remarked|reply replies replied replied|respond responds responded responded
reveal reveals revealed revealed|disclose discloses disclosed disclosed
concede concedes conceded conceded|caution cautions cautioned cautioned
stress stresses stressed stressed|emphasize emphasizes emphasized emphasized
emphasise emphasises emphasised emphasised
complain complains complained complained
charge charges charged charged|accuse accuses accused accused|blame blames blamed blamed
point points pointed pointed|write writes wrote written|tweet tweets tweeted tweeted
post posts posted posted|vow vows vowed vowed|pledge pledges pledged pledged
urge urges urged urged|ask asks asked asked|joke jokes joked joked
conclude concludes concluded concluded
cite cites cited cited|quote quotes quoted quoted|indicate indicates indicated indicated
express expresses expressed expressed|fear fears feared feared|worry worries worried worried
hope hopes hoped hoped|speculate speculates speculated speculated
observe observes observed observed|counter counters countered countered
speak speaks spoke spoken|hint hints hinted hinted|dismiss dismisses dismissed dismissed
reject rejects rejected rejected|call calls called called|put puts put put
continue continues continued continued|shout shouts shouted shouted|yell yells yelled yelled
cry cries cried cried|read reads read read|find finds found found|show shows showed shown
see sees saw seen|know knows knew known|agree agrees agreed agreed|lament laments lamented lamented
question questions questioned questioned|praise praises praised praised
quip quips quipped quipped|retort retorts retorted retorted|answer answers answered answered
ponder ponders pondered pondered|wonder wonders wondered wondered
exclaim exclaims exclaimed exclaimed
begin begins began begun|repeat repeats repeated repeated|implore implores implored implored
propose proposes proposed proposed|promise promises promised promised|boast boasts boasted boasted
assure assures assured assured|remind reminds reminded reminded|inform informs informed informed
relate relates related related|recount recounts recounted recounted|muse muses mused mused
opine opines opined opined|offer offers offered offered|reiterate reiterates reiterated reiterated
"""

# Verbs that by themselves say that somebody said it; the others need a quotation or "that".
_PLAIN = frozenset(
    "say tell claim insist acknowledge admit deny announce report warn argue state confirm contend"
    " assert allege declare maintain estimate testify concede caution stress emphasize emphasise"
    " complain tweet explain add note suggest believe disclose reveal remark".split()
)


class Cue(NamedTuple):
    """Words that attribute: "said", "according to"."""

    start: int  # code points into the article's text
    end: int
    lemma: str  # "say", "according to"


@cache
def verb_forms() -> dict[str, str]:
    """Every finite form of a reporting verb in lower case, with its base form."""
    forms: dict[str, str] = {}
    for line in _VERBS.strip().replace("\n", "|").split("|"):
        base, *others = line.split()
        forms.update(dict.fromkeys([base, *others], base))
    return forms


def forms_of(*lemmas: str) -> list[str]:
    """The finite forms of these reporting verbs; of all without arguments."""
    return [form for form, lemma in verb_forms().items() if not lemmas or lemma in lemmas]


def plain_forms() -> list[str]:
    """The forms of verbs that attribute without a quotation."""
    return forms_of(*_PLAIN)


_RUN = pattern(r"\b\w+\b")
_TO = pattern(r"\s+to\b", re.IGNORECASE)


def find_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The attribution cues of text[start:end]: finite reporting verbs and "according to"."""
    forms = verb_forms()
    for found in _RUN.finditer(text, start, end):
        at, word = found.start(), found[0].lower()
        if word in forms:
            # "to say" is no finite verb
            if text[max(0, at - 3) : at].lower() not in ("to ", "to\n"):
                yield Cue(at, found.end(), forms[word])
        elif word == "according" and (to := _TO.match(text, found.end(), end)):
            yield Cue(at, to.end(), "according to")


def is_attributed(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence says outside its quotations, by a verb that needs no quotation, who says
    so."""
    masked = unquoted(article)
    return any(
        cue.lemma in _PLAIN or cue.lemma == "according to"
        for cue in find_cues(masked, sentence.start, sentence.end)
    )


def unquoted(article: Article) -> str:
    """The article's text with everything inside quotation marks blanked out, same length.

    Direct quotations are other people's words: what stands in them is not the outlet's.
    """
    return article.memo(_unquoted)


def _unquoted(article: Article) -> str:
    pieces = []
    last = 0
    for quotation in article.quotations:
        if quotation.depth == 0 and quotation.inner_start >= last:
            pieces += [
                article.text[last : quotation.inner_start],
                " " * (quotation.inner_end - quotation.inner_start),
            ]
            last = quotation.inner_end
    return "".join([*pieces, article.text[last:]])


def unquoted_lower(article: Article) -> str:
    """The same in small letters: a pattern for these costs a third of one for either case."""
    return article.memo(_unquoted_lower)


def _unquoted_lower(article: Article) -> str:
    return lowered(unquoted(article))


# The pattern's first words; of most lines that are no hedge they spare it.
_HEDGING = frozenset(
    "may might could would alleged allegedly suspected reportedly apparent apparently possibly"
    " possible perhaps likely probably appear appears appeared seem seems seemed plan plans planned"
    " consider considers considering accused charged believed thought expected if unconfirmed"
    " purported purportedly potential potentially suggest suggests suggested suggesting hope hopes"
    " aim aims want wants seek seeks".split()
)
_HEDGES = pattern(
    r"\b(?:may|might|could|would|alleged(?:ly)?|suspected|reportedly|apparent(?:ly)?|possibl[ey]"
    r"|perhaps|likely|probably|appears?|appeared|seems?|seemed|plan(?:s|ned)? to|consider(?:s|ing)"
    r"|accused of|charged with|believed to|thought to|expected to|if|unconfirmed|purported(?:ly)?"
    r"|potential(?:ly)?|suggest(?:s|ed|ing)?|hopes? to|aims? to|wants? to|seeks? to)\b"
)


def is_hedged(text: str) -> bool:
    """Whether a word of a text takes certainty out of what it says."""
    lower = text.lower()
    if _HEDGING.isdisjoint(_RUN.findall(lower)):
        return False
    return bool(_HEDGES.search(lower))
