"""On whom a story rests: its sourced statements, and whether one source has them all."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reliacheck import Article, Context
from reliacheck.sources import Statement, StorySource, statements, story_sources
from reliacheck.text.attribution import unquoted
from reliacheck.text.patterns import pattern
from reliacheck_sources.citing import Use, in_the_news, uses_of_outlets

# A story says in its first sentences whose report it retells.
_LEAD = 3
# So many statements are the outlet's own, and such a part of all; the others are what it quotes.
_FEWEST = 3
_LEAST_SHARE = 0.25
# The desk has heard somebody itself: statements, papers, posts, events, its own questions.
_OWN_WORK = pattern(
    r"\bin a (?:written |joint |brief |prepared )?statement\b(?! (?:to|provided to|sent to) )"
    r"|\b(?:tweet(?:ed|s|ing)?|twitter|facebook|instagram|youtube)\b|\b(?:press|news) conference\b"
    r"|\b(?:briefing|hearing|rally|debate|lawsuit|testif\w+|subpoena\w*)\b"
    r"|\btold (?:reporters|us|me)\b"
    r"|\b(?:speech|remarks)\b|\bcourt (?:documents|filings?|papers|records)\b"
    r"|\b(?:posted|wrote|said) (?:on|in) (?:a|an|his|her|its|their) (?:blog|post|e-?mail|letter)\b"
    r"|\b(?:did not|didn['’]t) (?:immediately )?(?:respond|return)\b",
)  # fmt: skip
_OPINION = pattern(r"\A(?:opinion|commentary|editorial|column|analysis)\b")
_FIRST_PERSON = pattern(r"\b(?:I|my|me)\b")
_THE_PAPER = pattern(
    r"\b(?:news)?(?:paper|report|magazine|agency|station|network|outlet|website|site|article|story"
    r"|publication|broadcaster)\Z",
    re.IGNORECASE,
)
_NAME = pattern(r",\s+[A-Z]\w+(?:\s+[A-Z][\w.]*)+")
_NOT_SOURCES = ("self", "vague")


class Resting(NamedTuple):
    """What a story rests on."""

    source: StorySource
    statements: int  # of the story that have a source
    uses: Sequence[Use]  # where it is given, of an outlet


def sourced(article: Article, context: Context) -> list[Statement]:
    """The statements of the body that have a source."""
    return [
        one
        for one in statements(article, context)
        if one.uses and one.sentence.part.kind in ("body", "standfirst")
    ]


def outlet_retold(article: Article, context: Context, fewest: int) -> Resting | None:
    """The one outlet whose report the story retells, if all of it is that.

    It is named in the first sentences and again below, no other outlet is given, and nobody says
    more than it does; what else is said is not said to the desk, at an event, or in a paper that
    the desk has seen.
    """
    used = uses_of_outlets(article, context)
    given = sourced(article, context)
    if len(used) != 1 or len(given) < fewest or is_opinion(article):
        return None
    ((name, uses),) = used.items()
    sources = story_sources(article, context)
    number = next((at for at, one in enumerate(sources) if one.name == name), None)
    if number is None or not sources[number].second_hand or not _in_lead(article, uses[0]):
        return None
    theirs = sum(
        any(use.source == number or is_the_paper(sources[use.source]) for use in one.uses)
        for one in given
    )
    if not _is_all(sources, number, theirs, len(given), len(uses)):
        return None
    own_voice = any(one.kind == "self" for one in sources)
    if own_voice or name in in_the_news(article, context) or _shows_own_work(article):
        return None
    return Resting(sources[number], len(given), uses)


def _in_lead(article: Article, use: Use) -> bool:
    lead = [one for one in article.sentences if one.part.kind in ("body", "standfirst")][:_LEAD]
    return bool(lead) and use.start < lead[-1].end


def _is_all(
    sources: Sequence[StorySource], number: int, theirs: int, given: int, uses: int
) -> bool:
    """Whether so many statements of an outlet make all others what it quotes."""
    if theirs < _FEWEST:
        return False
    if theirs == given:
        return True
    others = [one.statements for at, one in enumerate(sources) if at != number and _is_one(one)]
    return uses >= _FEWEST and theirs >= _LEAST_SHARE * given and max(others, default=0) <= theirs


def _is_one(source: StorySource) -> bool:
    return source.kind not in _NOT_SOURCES and not is_the_paper(source)


def is_the_paper(source: StorySource) -> bool:
    """Whether it may be what a story calls an outlet on its second mention."""
    return _THE_PAPER.search(source.name) is not None


def _shows_own_work(article: Article) -> bool:
    body = "\n".join(part.text.lower() for part in article.body)
    masked = unquoted(article)
    first_person = any(_FIRST_PERSON.search(masked, part.start, part.end) for part in article.body)
    return first_person or _OWN_WORK.search(body) is not None


def one_voice(article: Article, context: Context, fewest: int) -> Resting | None:
    """The one source that all sourced statements of a story come from; what crowds say, and the
    outlet's own voice, do not count beside it."""
    given = sourced(article, context)
    sources = story_sources(article, context)
    counted = [_counted(one, sources) for one in given]
    counts = Counter(number for numbers in counted for number in numbers)
    if not counts or is_opinion(article):
        return None
    number, times = counts.most_common(1)[0]
    alone = all(not numbers or number in numbers for numbers in counted)
    if not alone or times < fewest or _is_named_behind(article, sources[number]):
        return None
    return Resting(sources[number], sum(bool(numbers) for numbers in counted), ())


def _is_named_behind(article: Article, source: StorySource) -> bool:
    """ "One study leader, Jane Doe": the name follows."""
    return any(_NAME.match(article.text, end) for _, end in source.mentions)


def _counted(one: Statement, sources: Sequence[StorySource]) -> set[int]:
    return {use.source for use in one.uses if sources[use.source].kind not in _NOT_SOURCES}


def is_opinion(article: Article) -> bool:
    """Whether the headline says that it is no news."""
    return _OPINION.match((article.headline_text or "").lower()) is not None
