"""Sentences whose attribution was taken away: `python benchmarks/planted_attribution.py [--write]`.

In each article of the dev part of PolNeAR one sentence loses its source and its cue, so that what
somebody said stands there as the paper's own word. How often is it among the few sentences of the
article that want a source most? Prints Markdown; with --write it goes into the marked place of
docs/measurements/attribution.md.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from attribution import DEV, PAGE, read_records  # noqa: E402
from train_attribution import plain_article  # noqa: E402

from reliacheck.article import Article, Sentence  # noqa: E402
from reliacheck.attribution import needs_source, probabilities  # noqa: E402
from reliacheck.config import Config, Options  # noqa: E402
from reliacheck.session import check_articles, open_session  # noqa: E402

BEGIN, END = "<!-- planted -->", "<!-- end of planted -->"
SEEDS = 10
RESAMPLES = 1000
FEWEST = 6  # words of a sentence that can stand alone
MOST_LOST = 12  # words beside source, cue and content, such as "in a statement on Monday"
TOP = (3, 5)
RULES = "attribution.unattributed-"

_MARKS = re.compile(r"[\"“”]|''|``|(?<!\w)['‘’]|['‘’](?!\w)")
_WORD = re.compile(r"[\w'’-]+")
_EDGES = " \t\n,;:.-–—"
# A cue by which somebody states something.
_STATES = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|add(?:ed|s)|according to|argu(?:ed|es?)|claim(?:ed|s)?"
    r"|report(?:ed|s)?|wr(?:ote|ites?)|not(?:ed|es?)|show(?:ed|n|s)?|f(?:ou|i)nds?|believe[sd]?"
    r"|warn(?:ed|s)?|suggest(?:ed|s)?|insist(?:ed|s)?|stat(?:ed|es?)|announc(?:ed|es?)"
    r"|conten(?:d|ds|ded)|estimat(?:ed|es?)|predict(?:ed|s)?|acknowledg(?:ed|es?)|contin(?:ued|ues)"
    r"|explain(?:ed|s)?|conclud(?:ed|es?)|tweet(?:ed|s)?|point(?:ed|s)? out|declar(?:ed|es?)"
    r"|alleg(?:ed|es?)|assert(?:ed|s)?|confirm(?:ed|s)?|indicat(?:ed|es?)|reveal(?:ed|s)?)\b",
    re.IGNORECASE,
)
# What stands alone has a finite verb, most surely one of these ...
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do"
    r"|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|won['’]t|wouldn['’]t|can['’]t|couldn['’]t"
    r"|doesn['’]t|didn['’]t|don['’]t|hasn['’]t|haven['’]t|hadn['’]t"
    r"|took|made|went|came|got|gave|became|won|lost|left|began|held|paid|spent|knew|thought|wanted"
    r"|needs?|wants?|gives?|makes?|takes?|goes|comes|gets|pays|faces|remains?|plans|seems?|include[sd]?"
    r"|used|failed|tried|planned|called|asked|worked|helped|decided|received|agreed|refused|supported"
    r"|voted|increased|rose|fell|grew|dropped|killed|died|caused|met|ran|led|kept|felt|brought)\b"
)
# ... behind a subject, so it begins with none of these ...
_DEPENDENT = re.compile(
    r"(?:to|for|of|in|on|at|by|with|from|about|whether|if|how|what|why|who|whom|which|where|when"
    r"|because|as|than|and|or|but|so|not|is|are|was|were|has|have|had|will|would|can|could|may"
    r"|might|must|should|do|does|did|\w+ing)\b",
    re.IGNORECASE,
)
# ... and is no talk from one person to another.
_SPOKEN = re.compile(
    r"\b(?:I|I['’]\w+|me|my|mine|myself|we|we['’]\w+|us|our|ours|you|you['’]\w+|your)\b|\?|!|\.\.\.|…",
    re.IGNORECASE,
)
# In front of its verb nothing opens another clause, and behind it none hangs on the cue.
_OPENS = re.compile(r"\b(?:who|which|that|to|whose|where|when|how|whether|what)\b|,", re.IGNORECASE)
_HANGS = re.compile(r"\b(?:and|or|but),? that\b|[\[\]]", re.IGNORECASE)

_PARTS = ("source", "cue", "content")

Span = tuple[int, int]
Score = Callable[[Article], Sequence[float]]


class Plant(NamedTuple):
    """An article with a sentence whose attribution was taken away."""

    article: Article
    number: int  # of the sentence
    before: str  # the sentence as it was
    chance: float  # P(attributed) of the sentence as it was


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--list", action="store_true", help="print what is planted instead")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}")
    options = parser.parse_args(argv)
    records = read_records(options.data / DEV)
    if options.list:
        for plant in planted(records, seed=0):
            print(f"- {plant.before}\n  {plant.article.sentences[plant.number].text}")
        return 0
    report = "\n".join(table([planted(records, seed) for seed in range(SEEDS)], len(records)))
    print(report)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        tail = rest.partition(END)[2]
        PAGE.write_text(f"{head}{BEGIN}\n{report}\n{END}{tail}", encoding="utf-8")
    return 0


# Planting


def planted(records: Sequence[Mapping[str, Any]], seed: int) -> list[Plant]:
    """One of each article that has a sentence for it; the same for the same seed.

    An article without one that is chosen with most care gets one that is chosen with less.
    """
    found = []
    for record in records:
        article = plain_article(record["text"])
        plants = candidates(article, record) or candidates(article, record, strict=False)
        if plants:
            number, bare = random.Random(f"{seed} {record['id']}").choice(plants)
            found.append(plant(article, number, bare))
    return found


def candidates(
    article: Article, record: Mapping[str, Any], strict: bool = True
) -> list[tuple[int, str]]:
    """The numbers of sentences that say who says so and can do without, and what is left."""
    annotation = next(iter(record["annotations"].values()))
    found = []
    for number, sentence in enumerate(article.sentences):
        if sentence.part.kind == "headline":
            continue
        inside = [one for one in annotation if any(touches(sentence, *s) for s in spans_of(one))]
        if len(inside) == 1 and (bare := stripped(article.text, sentence, inside[0], strict)):
            found.append((number, bare))
    return found


def spans_of(attribution: Mapping[str, Sequence[Span]]) -> list[Span]:
    return [(start, end) for key in _PARTS for start, end in attribution[key]]


def touches(sentence: Sentence, start: int, end: int) -> bool:
    return start < sentence.end and sentence.start < end


def stripped(
    text: str, sentence: Sentence, one: Mapping[str, Sequence[Span]], strict: bool
) -> str | None:
    """The sentence without its source and cue, None if it cannot do without.

    It is the only attribution there, and what is said is a clause of its own. If it is to be
    strict, the attribution lies within the sentence, and its cue states something.
    """
    if strict and any(not _within(sentence, span) for span in spans_of(one)):
        return None
    held = {key: clipped(sentence, one[key]) for key in _PARTS}
    if not all(held.values()):
        return None
    pieces = (_MARKS.sub("", text[start:end]) for start, end in sorted(held["content"]))
    said = " ".join(piece.strip(_EDGES) for piece in pieces).strip()
    said = " ".join(re.sub(r"^that\b,?\s*", "", said).split())
    cue = " ".join(text[slice(*span)] for span in held["cue"])
    if len(_WORD.findall(said)) < FEWEST or not is_clause(said):
        return None
    if lost(sentence, spans_of(held)) > MOST_LOST or (strict and not _STATES.search(cue)):
        return None
    return f"{said[0].upper()}{said[1:]}."


def _within(sentence: Sentence, span: Span) -> bool:
    return sentence.start <= span[0] and span[1] <= sentence.end


def clipped(sentence: Sentence, spans: Sequence[Span]) -> list[Span]:
    """What of the spans is in the sentence."""
    return [
        (max(start, sentence.start), min(end, sentence.end))
        for start, end in spans
        if touches(sentence, start, end)
    ]


def is_clause(said: str) -> bool:
    """Whether words are most probably a main clause that a reporter might have written."""
    verb = _FINITE.search(said)
    if verb is None or _DEPENDENT.match(said) or _SPOKEN.search(said) or _HANGS.search(said):
        return False
    return not _OPENS.search(said, 0, verb.start())


def lost(sentence: Sentence, spans: Sequence[Span]) -> int:
    """Words of the sentence that belong to none of the spans."""
    words = (
        (sentence.start + word.start(), sentence.start + word.end())
        for word in _WORD.finditer(sentence.text)
    )
    return sum(all(end <= first or last <= start for first, last in spans) for start, end in words)


def plant(article: Article, number: int, bare: str) -> Plant:
    """The article with another sentence in the place of one."""
    old = article.sentences[number]
    made = plain_article(article.text[: old.start] + bare + article.text[old.end :])
    sentence = made.sentence_at(old.start)
    assert sentence is not None
    chance = probabilities(article)[number]
    return Plant(made, made.sentence_number(sentence), old.text, chance)


# Measuring


def table(runs: Sequence[Sequence[Plant]], count: int) -> Iterator[str]:
    """Means over all runs, with intervals from resampled articles."""
    ways: list[tuple[str, Score]] = [
        ("at random", lambda article: [0.0] * len(article.sentences)),
        ("1 - P(attributed)", lambda article: [1 - one for one in probabilities(article)]),
        ("`needs_source`", needs_source),
        ("`needs_source` times 1 - P(attributed)", both),
    ]
    plants = runs[0]
    before = sum(one.chance for run in runs for one in run) / sum(map(len, runs))
    after = sum(probabilities(one.article)[one.number] for run in runs for one in run)
    after /= sum(map(len, runs))
    yield (
        f"{len(plants)} articles of {count} that have such a sentence, {len(runs)} draws; mean"
        f" P(attributed) of the sentences {before:.2f} before and {after:.2f} after."
    )
    yield ""
    yield f"| way | {' | '.join(f'among the first {top}' for top in TOP)} |"
    yield "|---|---|---|"
    for name, score in ways:
        cells = [mean([[found(one, score, top) for one in run] for run in runs]) for top in TOP]
        yield f"| {name} | {' | '.join(cells)} |"
    yield ""
    yield from shown(runs)


def both(article: Article) -> list[float]:
    """Wants a source, and has none."""
    pairs = zip(needs_source(article), probabilities(article), strict=True)
    return [wanted * (1 - chance) for wanted, chance in pairs]


def shown(runs: Sequence[Sequence[Plant]]) -> Iterator[str]:
    """At how many of the sentences the rules have a finding, at default settings."""
    session = open_session(Config(options=Options(select=("default",), time_budget=60)))
    names = [
        rule.check.id for rule in session.rules if rule.enabled and rule.check.id.startswith(RULES)
    ]
    session = open_session(Config(options=Options(select=tuple(names), time_budget=60)))
    hits, total = [], 0
    for run in runs:
        checked = check_articles(session, [plant.article for plant in run])
        assert not checked.failures
        each = []
        for plant, report in zip(run, checked.articles, strict=True):
            sentence = plant.article.sentences[plant.number]
            total += len(report.active)
            each.append(
                float(
                    any(
                        touches(sentence, one.location.start, one.location.end)
                        for one in report.active
                    )
                )
            )
        hits.append(each)
    yield (
        f"Rules for unattributed statements ({', '.join(f'`{name}`' for name in names)}) have a"
        f" finding at {mean(hits)} of the sentences, {total / sum(map(len, runs)):.2f} findings an"
        " article in all."
    )


def found(plant: Plant, score: Score, top: int) -> float:
    """How probable it is that the sentence is among so many; equal scores come in any order."""
    scores = [
        (said, number)
        for number, said in enumerate(score(plant.article))
        if plant.article.sentences[number].part.kind != "headline"
    ]
    own = next(said for said, number in scores if number == plant.number)
    higher = sum(said > own for said, _ in scores)
    equal = sum(said == own for said, _ in scores)
    return min(1.0, max(0.0, (top - higher) / equal))


def mean(runs: Sequence[Sequence[float]]) -> str:
    """Of runs over the same articles, with the interval that holds it in 95 of 100 samples of
    articles."""
    articles = [sum(one) / len(one) for one in zip(*runs, strict=True)]
    chance = random.Random(1)
    drawn = sorted(
        sum(chance.choices(articles, k=len(articles))) / len(articles) for _ in range(RESAMPLES)
    )
    low, high = (drawn[int(share * (RESAMPLES - 1))] for share in (0.025, 0.975))
    return f"{sum(articles) / len(articles):.3f} ({low:.3f} to {high:.3f})"


if __name__ == "__main__":
    raise SystemExit(main())
