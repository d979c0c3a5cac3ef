"""The sources of a story with what rating lists say of each: for every rule on ratings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from reliacheck import Article, Context, NotAssessed
from reliacheck.gazetteer import Gazetteer, Outlet
from reliacheck.ratings import TOPIC, Claim, Rating, Ratings, claims
from reliacheck.ratings.keys import place_of
from reliacheck.text.attribution import unquoted
from reliacheck.text.links import links_in
from reliacheck.text.patterns import pattern
from reliacheck_sources.citing import Use, in_the_news, uses_of_outlets

Span = tuple[int, int]  # code points into the article's text
# Linked; given as the source of a sentence; spoken to ("told the Daily"); credited for the copy;
# whose copy it is by the archive.
How = Literal["linked", "cited", "told", "credited", "copied"]

# Verdicts by which a source is nothing to rest a story on.
LOW = ("unreliable", "deprecated", "satire")
_SHARED = "social"  # hosts of many publishers: what is said of them is said of nobody in particular
_ENGLISH = "en"
_URL_DATE = pattern(
    r"(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-](?:0?[1-9]|[12]\d|3[01]))?(?=[/-]|$)"
)
# Steps of an address that tell what a piece is about.
_SECTIONS = frozenset(
    "politics sport sports science business technology tech entertainment culture health lifestyle"
    " travel weather".split()
)
# Words that tell the reader what to make of a source, near its name.
_DESCRIBED = pattern(
    r"\b(?:state|government)[- ](?:run|owned|controlled|backed|funded|linked|media|news)\b"
    r"|\b(?:far|alt|hard)[- ](?:right|left)\b|\b(?:right|left)[- ]wing\b|\b\w+[- ]leaning\b"
    r"|\b(?:official(?!s)|semi-?official|tabloid|satiric(?:al)?|satire|conspiracy|conservative"
    r"|liberal|partisan|propaganda|mouthpiece|kremlin|communist|funded\s+by|unreliable)\b|\bpro-\w",
    re.IGNORECASE,
)
_NEAR = 70  # characters before a name and behind it that hold such words
_TOPIC_KEYS = (
    "topic",
    "topics",
    "section",
    "category",
    "categories",
    "subject",
    "keywords",
    "tags",
)


class Reference(NamedTuple):
    """A place where the story uses a source."""

    start: int
    end: int
    how: How
    described: bool = False  # the sentence says what sort of source it is: "state-run"


class Rated(NamedTuple):
    """A source of a story, and what the raters say of it."""

    name: str  # the outlet's, or the host
    outlet: Outlet | None
    places: tuple[Reference, ...]  # in order of the text; the outlet's own are left out
    ratings: tuple[Rating, ...]  # the house's first
    claims: tuple[Claim, ...]

    @property
    def decided(self) -> Claim | None:
        """What the house says of it, which stands above the raters."""
        return next((claim for claim in self.claims if claim.override and claim.verdict), None)

    @property
    def described(self) -> bool:
        """Whether the reader is told what sort of source it is."""
        return any(place.described for place in self.places)

    def uses(self) -> str:
        """How the story uses it: "cited twice, linked"."""
        said = []
        for how in dict.fromkeys(place.how for place in self.places):
            times = sum(place.how == how for place in self.places)
            said.append(f"{_HOW[how]}{_TIMES.get(times, f' {times} times')}")
        return ", ".join(said)


_TIMES = {1: "", 2: " twice"}
_HOW: dict[How, str] = {
    "linked": "linked",
    "cited": "cited",
    "told": "quoted from",
    "credited": "credited",
    "copied": "the origin of copy",
}


def need_ratings(context: Context) -> Ratings:
    """The ratings in use. Raises NotAssessed where there are none."""
    if not context.ratings.raters:
        raise NotAssessed("no source ratings are in use; see `reliacheck ratings import`")
    return context.ratings


def rated_sources(article: Article, context: Context) -> tuple[Rated, ...]:
    """The sources that the story names, links, credits or has copy of, each with its ratings.

    Those without a rating are among them. Computed once for an article.
    """
    return article.memo(_RatedIn(context))


def say_what_was_missed(article: Article) -> None:
    """Raises NotAssessed for a story in another language than English, of which nothing was found:
    whom its sentences cite was not looked for."""
    if article.language not in (_ENGLISH, None):
        raise NotAssessed(
            f"it is in the language {article.language!r}: only its links and credits were looked"
            " up, not whom its sentences cite"
        )


class _Looked(NamedTuple):
    """A source in one place, and what to ask of it."""

    name: str
    outlet: Outlet | None
    place: Reference
    domains: tuple[str, ...]
    on: date | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _RatedIn:
    """The analysis, for Article.memo: one for each desk's outlets and ratings."""

    context: Context

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _RatedIn) and other.context is self.context

    def __hash__(self) -> int:
        return id(self.context)

    def __call__(self, article: Article) -> tuple[Rated, ...]:
        context = self.context
        found: dict[tuple[str, tuple[Rating, ...]], Rated] = {}
        asked: dict[tuple[object, ...], tuple[tuple[Rating, ...], tuple[Claim, ...]]] = {}
        for one in _looked(article, context):
            question = (one.domains, one.on, one.topics)
            if question not in asked:
                asked[question] = _asked(one, context)
            ratings, made = asked[question]
            key = one.name, ratings
            before = found.get(key)
            places = (*(before.places if before else ()), one.place)
            found[key] = Rated(one.name, one.outlet, tuple(sorted(places)), ratings, made)
        return tuple(sorted(found.values(), key=lambda one: one.places[0]))


def _asked(one: _Looked, context: Context) -> tuple[tuple[Rating, ...], tuple[Claim, ...]]:
    """Each rater's ratings of the first of an outlet's hosts that it rates."""
    kept: dict[tuple[str, bool], list[Rating]] = {}
    shared = one.outlet is not None and one.outlet.kind == _SHARED
    for domain in one.domains:
        found = _lookup(domain, one, context)
        mine: dict[tuple[str, bool], list[Rating]] = {}
        for rating in found:
            if not shared or rating.path or rating.override:
                mine.setdefault((rating.rater, rating.override), []).append(rating)
        for rater, ratings in mine.items():
            kept.setdefault(rater, ratings)
    every = [rating for ratings in kept.values() for rating in ratings]
    ordered = tuple(sorted(every, key=lambda rating: not rating.override))
    return ordered, claims(ordered)


def _lookup(place: str, one: _Looked, context: Context) -> tuple[Rating, ...]:
    """What applies to a place by date and topic."""
    outlets = context.outlets
    found = context.ratings.lookup(place, on=one.on, outlets=outlets)
    named = {
        topic
        for rating in found
        if TOPIC in rating.unsettled
        for topic in (*rating.topics, *rating.except_topics)
    }
    if not named or not one.topics:
        return found
    fitting = [topic for topic in one.topics if _names(topic, named)]
    topic = (fitting or list(one.topics))[0]
    return context.ratings.lookup(place, on=one.on, topic=topic, outlets=outlets)


def _names(topic: str, named: Iterable[str]) -> bool:
    return any(topic == one or topic.endswith(f" {one}") for one in named)


def _looked(article: Article, context: Context) -> Iterator[_Looked]:
    """Every place with a source; the article's own outlet is none."""
    from reliacheck.reuse.credit import credits_of, own_names

    own = own_names(article, context)
    topics = (*_told_topics(article), *_topics_of(article.meta.url))
    day = _day(article.meta.published)
    named = [
        *_cited(article, context),
        *(
            (credit.outlet, Reference(*(credit.span or _head(article)), "credited"))
            for credit in credits_of(article, context)
            if credit.outlet is not None
        ),
        *_origins(article, context),
    ]
    for outlet, place in named:
        if outlet.name not in own and outlet.domains:
            yield _Looked(outlet.name, outlet, place, outlet.domains, day, topics)
    yield from _linked(article, context.outlets, own, topics)


def _cited(article: Article, context: Context) -> Iterator[tuple[Outlet, Reference]]:
    """The outlets that sentences give as their source."""
    mentions = article.memo(context.outlets.mentions_in)
    in_full = {mention.outlet.name for mention in mentions if not mention.ambiguous}
    news = in_the_news(article, context)
    for name, uses in uses_of_outlets(article, context).items():
        for use in uses:
            # "The Herald" by itself may be anybody's.
            if name not in news and (not use.ambiguous or name in in_full):
                how: How = "told" if use.told else "cited"
                yield use.outlet, Reference(use.start, use.end, how, _is_described(article, use))


def _is_described(article: Article, use: Use) -> bool:
    sentence = article.sentence_at(use.start)
    start, end = max(use.start - _NEAR, 0), use.end + _NEAR
    if sentence is not None:
        start, end = max(start, sentence.start), min(end, sentence.end)
    return _DESCRIBED.search(article.text, start, end) is not None


def _linked(
    article: Article, outlets: Gazetteer, own: frozenset[str], topics: tuple[str, ...]
) -> Iterator[_Looked]:
    """The links that lead to another host than the article's own outlet's; what is printed in a
    quotation is somebody else's."""
    masked = unquoted(article)
    home = _host(article.meta.url or "")
    for link in links_in(article):
        words = article.text[link.start : link.end]
        printed = words == link.url
        if printed and masked[link.start : link.end] != words:
            continue
        if not printed and "//" not in link.url:  # an address within the same site
            continue
        outlet, host = outlets.by_domain(link.url), _host(link.url)
        if not host or host == home or (outlet is not None and outlet.name in own):
            continue
        place = Reference(link.start, link.end, "linked")
        name = outlet.name if outlet else host
        about = (*_topics_of(link.url), *topics)
        yield _Looked(name, outlet, place, (link.url,), _day_of(link.url), about)


def _origins(article: Article, context: Context) -> Iterator[tuple[Outlet, Reference]]:
    """Whose copy the article is, by the archive."""
    if context.archive is None:
        return
    from reliacheck.reuse.tracing import trace

    for one in trace(article, context):
        outlet = one.outlet or context.outlets.lookup(one.origin)
        if outlet is not None:
            passage = max(one.source.comparison.reused, key=lambda shared: shared.prose).passage.b
            yield outlet, Reference(*_first_paragraph(article, *passage), "copied")


def _first_paragraph(article: Article, start: int, end: int) -> Span:
    """As much of a passage as stands in its first paragraph of the body."""
    part = next((one for one in article.body if start < one.end and one.start < end), None)
    return (max(start, part.start), min(end, part.end)) if part else (start, end)


def _head(article: Article) -> Span:
    """Where to point at what only the metadata say."""
    first = article.headline or article.parts[0]
    return first.start, first.end


def _host(url: str) -> str:
    host, _ = place_of(url)
    return host if "." in host else ""


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _day_of(url: str) -> date | None:
    """The day in an address: "/2020/02/16/", or "/2020/02/" for the first of the month."""
    found = _URL_DATE.search(url)
    if found is None:
        return None
    numbers = [int(one) for one in re.split("[/-]", found[0])]
    try:
        return date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1)
    except ValueError:
        return None


def _topics_of(url: str | None) -> Sequence[str]:
    """What the sections in an address tell, the first step first."""
    steps = (url or "").lower().partition("://")[2].partition("?")[0].split("/")[1:-1]
    return [step for step in steps if step in _SECTIONS]


def _told_topics(article: Article) -> Sequence[str]:
    """What the metadata say that the story is about."""
    found: list[str] = []
    for key in _TOPIC_KEYS:
        value = article.meta.extra.get(key)
        values = value if isinstance(value, list | tuple) else str(value or "").split(",")
        found += [" ".join(str(one).casefold().split()) for one in values]
    return [topic for topic in found if topic]
