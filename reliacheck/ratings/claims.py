"""What each rater says in the end, where it says one thing. Raters are never averaged."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from reliacheck.ratings.model import WORDS, Rating


class Claim(NamedTuple):
    """What one rater says to one question.

    Attributes:
        rater: Who.
        verdict: One of `VERDICTS`; None where the rater says no one thing.
        why: For no verdict: what it depends on. Else "".
        ratings: What it rests on, the most specific first.
        override: It is the house's own.
        overridden: The house says its own, which stands instead.
    """

    rater: str
    verdict: str | None
    why: str
    ratings: tuple[Rating, ...]
    override: bool = False
    overridden: bool = False


def claims(ratings: Iterable[Rating]) -> tuple[Claim, ...]:
    """One claim a rater, from what `Ratings.lookup` has found, in the order in which it has.

    A rater's most specific place counts (the longest host, then the longest path), and in it the
    narrowest rating that applies for certain. No claim is made where a date or a topic that the
    question did not tell may make it another one, nor where a rater contradicts itself.
    """
    by_rater: dict[tuple[bool, str], list[Rating]] = {}
    for rating in ratings:
        by_rater.setdefault((not rating.override, rating.rater), []).append(rating)
    made = [_claim(rater, found) for (_, rater), found in by_rater.items()]
    made.sort(key=lambda claim: not claim.override)
    decided = any(claim.override and claim.verdict for claim in made)
    return tuple([one._replace(overridden=decided and not one.override) for one in made])


def _claim(rater: str, ratings: list[Rating]) -> Claim:
    verdict, why = None, ""
    for _, same in groupby(ratings, key=lambda rating: (rating.host, rating.path)):
        verdict, why = _of_one_place(list(same))
        if verdict or WORDS not in why:
            break
    why = why.replace(WORDS, "only rated in part: see its words") if why == WORDS else why
    return Claim(rater, verdict, why, tuple(ratings), ratings[0].override)


def _of_one_place(ratings: list[Rating]) -> tuple[str | None, str]:
    """The verdict of one rater on one host and path, or why there is none."""
    certain = [rating for rating in ratings if not rating.unsettled]
    if any(rating.contradicted for rating in certain[:1]):
        return None, "says two things about the same"
    open_ = [rating for rating in ratings if rating.unsettled and WORDS not in rating.unsettled]
    said = dict.fromkeys(rating.verdict for rating in (*certain[:1], *open_))
    if certain and len(said) == 1:
        return next(iter(said)), ""
    if not said:
        return None, WORDS
    hangs_on = dict.fromkeys(one for rating in open_ for one in rating.unsettled)
    return None, f"depends on the {' and the '.join(hangs_on)}"
