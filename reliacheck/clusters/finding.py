"""The whole way from articles to groups and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from reliacheck.archive.bulk import Hashes
from reliacheck.archive.intake import Prepared
from reliacheck.checks import Context
from reliacheck.clusters.collecting import Collected
from reliacheck.clusters.comparing import Judged, Pair, Work, compare_pairs
from reliacheck.clusters.describing import Describing
from reliacheck.clusters.grouping import Units
from reliacheck.clusters.model import Clusters, Group, Link

__all__ = ["MIN_SCORE", "Settings", "find_clusters"]

MIN_SCORE = 0.5
# Two articles are one copy if at least so much of either one's own words is the other's. A longer
# text can hold two such copies, not twenty: so no survey of the news ties its stories together.
HALF = 0.5

# Share of one of two articles below which passages that one outlet has in both are its background
# paragraphs and promotions, not a link.
WITHIN_AN_OUTLET = 0.1

Stage = Callable[[int], Callable[[int], None]]


class Settings(NamedTuple):
    """What is asked for."""

    min_score: float = MIN_SCORE
    jobs: int = 1


def find_clusters(
    lots: Iterable[Prepared],
    context: Context,
    settings: Settings = Settings(),  # noqa: B008 - immutable
    stage: Stage = lambda _total: lambda _done: None,
) -> Clusters:
    """The groups of copies among articles, and which others share passages.

    Args:
        lots: Articles as they are made ready for an archive.
        context: The desk, and with it the gazetteer.
        settings: Scores and processes.
        stage: Told how many pairs are compared next; gives what is told how many more are done.

    Raises ReliacheckError without datasketch, RunFailed if a process dies.
    """
    with TemporaryDirectory(prefix="reliacheck-clusters-") as folder:
        collected = Collected(Path(folder))
        try:
            for lot in lots:
                collected.take(lot)
            house = collected.house_text()
            np.save(Path(folder) / "house.npy", house)
            work = Work(collected.records, Path(folder) / "house.npy", settings.jobs)
            run = _Run(collected, work, context, settings, stage)
            return run.result(house)
        finally:
            collected.close()


class _Run:
    def __init__(
        self,
        collected: Collected,
        work: Work,
        context: Context,
        settings: Settings,
        stage: Stage,
    ) -> None:
        self._all = collected
        self._work = work
        self._context = context
        self._settings = settings
        self._stage = stage
        self._units = Units(len(collected.moments))
        self._compared = 0
        self._problems: list[str] = []

    def result(self, house: Hashes) -> Clusters:
        found = list(self._join_copies(self._all.near))
        self._join_identical()
        candidates = self._all.postings.candidates(self._units.roots(), house)
        known = {(min(one.a, one.b), max(one.a, one.b)) for one in found}
        pairs = [(one.a, one.b) for one in candidates if (one.a, one.b) not in known]
        found.extend(self._join_copies(sorted(pairs)))
        describing = Describing(self._all, self._context)
        groups = self._groups(describing)
        return Clusters(
            articles=len(self._all.moments),
            repeated=self._all.repeated,
            skipped=0,
            min_score=self._settings.min_score,
            groups=groups,
            links=self._links(found, groups, describing),
            compared=self._compared,
            house_text=int(house.size),
            furniture=self._all.postings.furniture,
            problems=self._problems,
        )

    def _join_copies(self, pairs: list[Pair]) -> Iterator[Judged]:
        """Compares pairs and joins copies; gives what reuses a part only."""
        for one in self._judged(pairs):
            if one.score < self._settings.min_score:
                continue
            if one.same_copy and one.least_share >= HALF:
                self._units.join(one.a, one.b)
            elif not self._all.of_one_outlet(one.a, one.b) or one.largest_share >= WITHIN_AN_OUTLET:
                yield one

    def _join_identical(self) -> None:
        """Texts that are the same to the letter, unless nothing in them counts as copy."""
        identical = self._all.identical
        pairs = [(first, others[0]) for first, others in identical.items()]
        for one in self._judged(pairs):
            first = min(one.a, one.b)
            if one.score >= self._settings.min_score:
                for other in identical[first]:
                    self._units.join(first, other)

    def _judged(self, pairs: list[Pair]) -> Iterator[Judged]:
        self._compared += len(pairs)
        note = self._stage(len(pairs))
        ordered = [self._all.in_order(*pair) for pair in pairs]
        for one in compare_pairs(ordered, self._work, note):
            if one.problem:
                self._problems.append(f"articles {one.a + 1} and {one.b + 1}: {one.problem}")
            else:
                yield one

    def _groups(self, describing: Describing) -> list[Group]:
        """With each member compared with its group's lead."""
        drafts = [describing.draft(numbers) for numbers in self._units.groups()]
        pairs = [
            (draft.lead, number)
            for draft in drafts
            for number in draft.numbers
            if number != draft.lead
        ]
        note = self._stage(len(pairs))
        judged = compare_pairs(pairs, self._work, note)
        shares = {(one.a, one.b): (one.share_of_b, one.share_of_a) for one in judged}
        groups = [describing.group(draft, shares) for draft in drafts]
        groups.sort(key=_by_size)
        return [group._replace(number=place) for place, group in enumerate(groups, 1)]

    def _links(
        self, found: list[Judged], groups: list[Group], describing: Describing
    ) -> list[Link]:
        """The strongest link between two groups or single articles."""
        best: dict[tuple[int, int], Judged] = {}
        for one in found:
            ends = self._units.root(one.a), self._units.root(one.b)
            key = min(ends), max(ends)
            if key[0] != key[1] and (key not in best or _strength(one) > _strength(best[key])):
                best[key] = one
        home = {member.piece.number: group.number for group in groups for member in group.members}
        ranked = sorted(best.values(), key=_strength, reverse=True)
        return [describing.link(one, home) for one in ranked]


def _by_size(group: Group) -> tuple[float, ...]:
    times = [one.piece.moment for one in group.members if one.piece.moment is not None]
    first = min(times, default=float("inf"))
    return -len(group.members), -len(group.outlets), first, group.lead.number


def _strength(one: Judged) -> tuple[float, ...]:
    return one.words, one.score, -one.a, -one.b
