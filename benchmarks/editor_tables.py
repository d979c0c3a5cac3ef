"""The tables of editor.py, and its list of sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from editor_counts import (
    BEYOND_REACH,
    FITTING,
    HEADLINE,
    STORY,
    WARNING,
    Marked,
    Measure,
    Pair,
    Ratio,
    agreed,
    lowest,
    ratio,
    recall,
    share_marked,
    share_of_sentences,
)

# What one would look for first: people without names, and nobody at all.
CUES = re.compile(
    r"\b(?:critics|supporters|opponents|experts|analysts|observers|insiders|activists|advocates"
    r"|sources?|officials?|aides?|people familiar|many|some|others|several"
    r")\s+(?:have\s+|also\s+)?(?:say|said|says|believe|argue|claim|think|suggest|warn|fear|worry"
    r"|told|point(?:ed)? out|accuse|call)\w*\b"
    r"|\baccording to (?:sources|officials|some|reports|experts|analysts|critics|people)\b"
    r"|\b(?:reportedly|allegedly|supposedly|purportedly)\b"
    r"|\bit (?:is|was) (?:said|believed|thought|reported|alleged|claimed|rumou?red|understood)\b"
    r"|\b(?:is|are|was|were) (?:widely )?(?:said|believed|thought|considered|seen) (?:to|as)\b"
    r"|\b(?:anonymous(?:ly)?|on (?:the )?condition of anonymity|who asked not to be)\b"
    r"|\bstudies (?:show|have shown|suggest)\b|\breports (?:say|suggest|indicate)\b",
    re.IGNORECASE,
)


HALF = 0.5
SEVERITIES = {1: "info", 2: "warning", 3: "error"}

Chosen = Callable[[Marked], Collection[int]]  # sentences that a simpler way would point out


def tables(articles: Sequence[Marked]) -> Iterator[str]:
    """All that is printed, as Markdown."""
    raters = sorted({mark.rater for article in articles for mark in article.marks})
    both = min(2, len(raters))
    yield from preface(articles, raters, both)
    yield ""
    yield from figures(articles, both)
    yield from ["", "## Beside simpler ways", ""]
    yield from beside(articles, both)
    yield from ["", "## By rule", ""]
    yield from by_rule(articles, both)
    yield from ["", "## By type of mark", ""]
    yield from by_type(articles, both)
    yield from ["", "## Headlines and whole stories", ""]
    yield from whole(articles, both)


def preface(articles: Sequence[Marked], raters: Sequence[str], both: int) -> Iterator[str]:
    """What there is, and how far raters agree."""
    sentences = sum(len(article.sentences) for article in articles)
    one, two = (ratio(articles, recall(0, count)).whole for count in (1, both))
    text = (
        f"{len(articles)} articles, {sentences:,} sentences; {one} of these were marked by a rater"
    )
    if both > 1:
        text += f" at least, {two} by two. Agreement of {len(raters)} raters, sentence by sentence:"
        text += f" F1 {share(ratio(articles, agreement(raters)))}"
    yield f"{text}."


def agreement(raters: Sequence[str]) -> Measure:
    """F1 of each two raters over sentences, pooled, as a share."""

    def measure(article: Marked) -> Pair:
        own = [
            {mark.unit for mark in article.marks if mark.rater == rater and mark.unit >= 0}
            for rater in raters
        ]
        pairs = [(a, b) for number, a in enumerate(own) for b in own[number + 1 :]]
        return sum(2 * len(a & b) for a, b in pairs), sum(len(a) + len(b) for a, b in pairs)

    return measure


def figures(articles: Sequence[Marked], both: int) -> Iterator[str]:
    """The figures that matter, at warning or above and over all findings."""
    yield "| | warning or above | all findings |"
    yield "|---|---|---|"
    reach = types_within_reach(articles)
    means = [mean(ratio(articles, per_article(floor))) for floor in (WARNING, 0)]
    yield f"| findings an article | {' | '.join(means)} |"
    shares: list[tuple[str, Callable[[int], Measure]]] = [
        ("findings that a rater marked", share_marked),
        ("... with a type that fits the rule", partial(share_marked, fitting=True)),
        ("findings that both raters marked", partial(share_marked, raters=both)),
        ("sentences that both marked, found", partial(recall, raters=both)),
        ("... with types within reach", partial(recall, raters=both, types=reach)),
        ("sentences that a rater marked, found", partial(recall, raters=1)),
    ]
    for name, measure in shares:
        cells = [cell(ratio(articles, measure(floor))) for floor in (WARNING, 0)]
        yield f"| {name} | {' | '.join(cells)} |"


def types_within_reach(articles: Sequence[Marked]) -> frozenset[str]:
    return frozenset(mark.type for one in articles for mark in one.marks) - BEYOND_REACH


def per_article(severity: int) -> Measure:
    """Findings of this severity or above; one article each."""
    return lambda article: (sum(one.severity >= severity for one in article.found), 1)


def beside(articles: Sequence[Marked], both: int) -> Iterator[str]:
    """Sentences that simpler ways would point out."""
    yield (
        "| way | sentences an article | that a rater marked | that both marked"
        " | of those that both marked | ... within reach |"
    )
    yield "|---|---|---|---|---|---|"
    reach = types_within_reach(articles)
    ways: list[tuple[str, Chosen]] = []
    for name, floor in (("warning or above", WARNING), ("all findings", 0)):
        ways.append((f"reliacheck, {name}", sentences_found(floor)))
        count = sum(len(sentences_found(floor)(article)) for article in articles)
        ways.append((f"as many of the lowest P(attributed) ({count})", picked(articles, count)))
    ways.append(
        ("every sentence with P(attributed) below .5", lambda one: below(one, HALF)),
    )
    ways.append(("phrases for vague and unnamed sources", phrases))
    for name, chosen in ways:
        cells = [mean(ratio(articles, partial(count_of, chosen)))]
        cells += [cell(ratio(articles, share_of_sentences(chosen, raters))) for raters in (1, both)]
        cells += [
            cell(ratio(articles, recall(0, both, types, found=chosen))) for types in (None, reach)
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def count_of(chosen: Chosen, article: Marked) -> Pair:
    """How many sentences a way points out, for a mean."""
    return len(chosen(article)), 1


def sentences_found(severity: int) -> Chosen:
    return lambda article: frozenset(unit for unit in article.at(severity) if unit >= 0)


def picked(articles: Sequence[Marked], count: int) -> Chosen:
    chosen = lowest(articles, count)
    return lambda article: chosen[article.id]


def below(article: Marked, chance: float) -> Collection[int]:
    return [unit for unit, one in enumerate(article.chances) if one < chance]


def phrases(article: Marked) -> Collection[int]:
    return [unit for unit, text in enumerate(article.sentences) if CUES.search(text)]


def by_rule(articles: Sequence[Marked], both: int) -> Iterator[str]:
    """For each rule and severity, how many raters marked where it found something."""
    yield "| rule | severity | findings | two raters | one | none | fitting type |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    counted: Counter[tuple[str, int, int]] = Counter()
    fitting: Counter[tuple[str, int]] = Counter()
    for article in articles:
        for one in article.found:
            counted[one.rule, one.severity, min(both, agreed(article, one))] += 1
            fitting[one.rule, one.severity] += agreed(article, one, fitting=True) > 0
    for rule, severity in sorted({key[:2] for key in counted}):
        two, single, none = (counted[rule, severity, raters] for raters in (2, 1, 0))
        yield (
            f"| `{rule}` | {SEVERITIES[severity]} | {two + single + none} | {two} | {single}"
            f" | {none} | {fitting[rule, severity] if rule in FITTING else '-'} |"
        )


def by_type(articles: Sequence[Marked], both: int) -> Iterator[str]:
    """For each type of mark, the sentences with it, and at how many something was found."""
    yield (
        "| type of mark | by both | found | at warning or above"
        " | by one | found | at warning or above |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|"
    rows: dict[str, Counter[tuple[str, int]]] = {}
    for article in articles:
        for unit in {mark.unit for mark in article.marks}:
            many = "both" if article.raters(unit) >= both else "one"
            for name in {mark.type for mark in article.marks if mark.unit == unit}:
                row = rows.setdefault(name, Counter())
                row[many, -1] += 1
                for floor in (0, WARNING):
                    row[many, floor] += unit in article.at(floor)
    for name, row in sorted(rows.items(), key=lambda item: -item[1].total()):
        cells = [row[many, floor] for many in ("both", "one") for floor in (-1, 0, WARNING)]
        yield f"| {name} | " + " | ".join(map(str, cells)) + " |"


def whole(articles: Sequence[Marked], both: int) -> Iterator[str]:
    """Marks and findings of headlines and of whole stories."""
    yield (
        "| | marked by both | found | marked by a rater | found | findings | that a rater marked |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, unit, types in (
        ("headline stronger than body", HEADLINE, {"headline-stronger-than-body"}),
        ("headline, any type", HEADLINE, None),
        ("whole story: single source", STORY, {"single-source"}),
    ):
        marked = [
            [one for one in articles if one.raters(unit, types) >= count] for count in (both, 1)
        ]
        met = [sum(unit in one.at() for one in some) for some in marked]
        found = [one for one in articles for finding in one.found if unit in finding.units]
        held = sum(one.raters(unit, types) > 0 for one in found)
        yield (
            f"| {name} | {len(marked[0])} | {met[0]} | {len(marked[1])} | {met[1]}"
            f" | {len(found)} | {held} |"
        )


def cell(one: Ratio) -> str:
    """A share with its interval, and of how many."""
    return "-" if one.value is None else f"{share(one)}, {one.part} of {one.whole}"


def mean(one: Ratio) -> str:
    """A mean with its interval."""
    return f"{share(one)}, {one.part} in all"


def share(one: Ratio) -> str:
    if one.value is None:
        return "-"
    return f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f})"


def difference(ours: Sequence[Marked], others: Sequence[Marked]) -> Iterator[str]:
    """How far the findings of two ways to read the articles are the same."""
    here, there = (Counter(places(articles)) for articles in (ours, others))
    alone, apart = here - there, there - here
    yield (
        f"Read the other way, as plain text or JSON Lines: {there.total()} findings; of"
        f" {here.total()} here {alone.total()} are not there, and {apart.total()} there are not"
        " here."
    )


def places(articles: Sequence[Marked]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for article in articles:
        for one in article.found:
            yield article.id, one.rule, tuple(words(article, unit) for unit in sorted(one.units))


def words(article: Marked, unit: int) -> str:
    return article.sentences[unit] if unit >= 0 else str(unit)


def listed(article: Marked) -> Iterator[str]:
    """The sentences of an article that are marked or found, with what is said of them."""
    yield f"=== {article.id} | {article.outlet} | {article.headline}"
    for unit in sorted({mark.unit for mark in article.marks} | article.at()):
        name = {HEADLINE: "headline", STORY: "story"}.get(unit)
        if name is None:
            text = " ".join(article.sentences[unit].split())
            name = f"{unit}, P {article.chances[unit]:.2f}] {text}" if article.chances else text
        yield f"[{name}"
        for mark in sorted(article.marks):
            if mark.unit == unit:
                yield f"    rater {mark.rater}: {mark.type} ({mark.strength}): {mark.reason}"
        for one in article.found:
            if unit in one.units:
                weight = f"{SEVERITIES[one.severity]} {one.score:.2f}"
                yield f"    FOUND {one.rule} {weight}: {one.message}"
    yield ""
