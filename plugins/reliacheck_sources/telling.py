"""What the findings of the rules on ratings tell: who says what, of which scope, since when."""

from collections.abc import Iterator, Sequence

from reliacheck import Article, Related
from reliacheck.ratings import Claim
from reliacheck.ratings.words import told
from reliacheck_sources.rated import Rated

_MOST_SHOWN = 5


def who(claims: Sequence[Claim]) -> str:
    """ "unreliable by CRED-1 (2026) and deprecated by Wikipedia (2020)"."""
    verdicts: dict[str, list[str]] = {}
    for claim in claims:
        rated = claim.ratings[0].rated
        name = "the house" if claim.override else claim.rater
        verdicts.setdefault(str(claim.verdict), []).append(f"{name} ({rated})" if rated else name)
    return " and ".join(f"{verdict} by {_listed(names)}" for verdict, names in verdicts.items())


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def by_rater(source: Rated) -> str:
    """Every rating of a source in full."""
    return " ".join(f"{name}: {said}." for name, said in _lines(source))


def evidence_of(source: Rated) -> dict[str, str | int]:
    """The same for programs: each rater's ratings under its name."""
    raters: dict[str, str] = {}
    for name, said in _lines(source):
        raters[name] = f"{raters[name]} | {said}" if name in raters else said
    return {"source": source.name, "uses": len(source.places), **raters}


def _lines(source: Rated) -> Iterator[tuple[str, str]]:
    for claim in source.claims:
        for rating in claim.ratings:
            name = (
                f"{rating.rater} (the house's own, which counts)"
                if rating.override
                else rating.rater
            )
            yield name, told(rating)


def places_of(article: Article, source: Rated) -> Iterator[Related]:
    """The other places where the story uses the source."""
    for place in source.places[1 : _MOST_SHOWN + 1]:
        yield article.related(f"also {place.how}", place.start, place.end)
