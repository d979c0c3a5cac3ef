"""Fit the weights of reliacheck/text/same_event.py on labelled stories, and measure them.

    python tools/fit_same_event.py --data ../shared/data

Reads, under --data, reuse/ecbplus_topics1-35.jsonl.gz (articles by event; two events a topic) and
news/abp_sample_8k.jsonl.gz (news of many outlets). Three things are made of them:

- common_forms.txt, how rare a word is in news, from the news (written anew with --write-forms);
- the weights, a logistic regression on pairs of ECB+;
- the calibration, a second one on pairs of the news that were read for it. What was read is in
  same_event_marks.tsv, beside this file: two ids of the news, "same", "not" or "doubtful", which
  counts as not, and "fit" or "test".

Prints all three, and the measurements. Exits with 1 if those in the package are not these.
Deterministic; needs nothing but the package.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from math import exp, log, sqrt
from pathlib import Path
from time import process_time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fit_headlines import add_outer, calibration_error, dot, rounded, solved  # noqa: E402
from rapidfuzz.fuzz import token_set_ratio  # noqa: E402

from reliacheck.article import Article, Metadata  # noqa: E402  the checkout, installed or not
from reliacheck.text import same_event, story_reading  # noqa: E402
from reliacheck.text.headline import compare_headlines, normalise  # noqa: E402
from reliacheck.text.headline_reading import read  # noqa: E402
from reliacheck.text.same_event import Story  # noqa: E402

MARKS = Path(__file__).with_name("same_event_marks.tsv")
FORMS = ROOT / "reliacheck" / "text" / "common_forms.txt"
# Strength of the pull of the weights to 0; .1 to 3 measure the same.
RIDGE = 1.0
NEWTON_STEPS = 9
FOLDS = 7
EASY_PAIRS = 4000
# A form in fewer of the 8,000 articles is rare; 8, 16 and 32 measure the same and make a larger
# table.
COMMON = 65
# The threshold of a rule is chosen for this precision on the hard pairs.
PRECISION = 0.95
# Pairs as a rule meets them: days apart, and so many headline words shared that no more than so
# many headlines have. All pairs that the score in the package puts at .8 and up were read.
WINDOW = 3
POOLS = ((1, 60), (2, 400))
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.87, 0.9)
# From this score of the headlines on they may be nearly the same, which is another rule's matter.
NEARLY_THE_SAME = 0.9
TIMED = 300

Vector = list[float]


class Pair(NamedTuple):
    a: Story
    b: Story
    same: bool
    topic: int | None
    """Of both stories; None for two topics."""
    fold: int


class Marked(NamedTuple):
    a: Story
    b: Story
    mark: str
    test: bool

    @property
    def same(self) -> bool:
        return self.mark == "same"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    beside = ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=beside, help="folder of the labelled data")
    parser.add_argument("--write-forms", action="store_true", help="write common_forms.txt first")
    options = parser.parse_args(argv)
    news = read_news(options.data / "news" / "abp_sample_8k.jsonl.gz")
    forms = common_forms(list(news.values()))
    if options.write_forms:
        FORMS.write_text(forms, encoding="utf-8")
        story_reading._common_forms.cache_clear()
    pairs = pairs_of(read_events(options.data / "reuse" / "ecbplus_topics1-35.jsonl.gz"))
    rows = [design(pair) for pair in pairs]
    weights = logistic(rows, [pair.same for pair in pairs])
    marked = read_marks(news)
    calibration = fit_calibration(weights, [pair for pair in marked.values() if not pair.test])
    print(f"_WEIGHTS = {weights}\n_CALIBRATION = {calibration}")
    report_events(pairs, rows)
    report_news(news, marked, weights)
    report_speed(news)
    fitted = {
        "weights": weights == same_event._WEIGHTS,
        "calibration": calibration == same_event._CALIBRATION,
        "table of forms": forms == FORMS.read_text(encoding="utf-8"),
    }
    for name, right in fitted.items():
        print(f"the {name} in the package: {'these' if right else 'OTHERS'}")
    return 0 if all(fitted.values()) else 1


# The data


def read_news(path: Path) -> dict[str, Article]:
    """The articles by id, with dates brought to ISO 8601."""
    found: dict[str, Article] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            meta = Metadata(published=iso_date(row["published"] or ""), language="en")
            found[row["id"]] = Article.compose(
                headline=row["headline"] or "", body=row["body"], meta=meta
            )
    return found


def iso_date(text: str) -> str | None:
    """ "3/16/19" -> "2019-03-16"; a few of the dates are so."""
    american = re.fullmatch(r"(\d+)/(\d+)/(\d\d)", text)
    if american:
        month, day, year = map(int, american.groups())
        return f"{2000 + year}-{month:02}-{day:02}"
    return text[:10] or None


def read_events(path: Path) -> list[tuple[int, str, Story]]:
    """Topic, event and story of each article of ECB+."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["topic"], row["event"], event_story(row["sentences"])) for row in rows]


def event_story(sentences: Sequence[str]) -> Story:
    """An article of ECB+ as a story; its first sentence stands for the headline, and often is it.

    Only the files of one of the two events of a topic have a web address and a date: these go.
    """
    kept = [running for sentence in sentences if (running := rejoined(sentence))]
    meta = Metadata(language="en")
    return same_event.prepare(
        Article.compose(headline=kept[0], body=kept[1:] or kept[:1], meta=meta)
    )


def rejoined(sentence: str) -> str:
    """The sentence without the spaces between its tokens; "" for an address or a date."""
    if re.match(r"\s*https? ?:", sentence):
        return ""
    text = sentence.replace("``", '"').replace("''", '"')
    for pattern, replacement in REJOINING:
        text = re.sub(pattern, replacement, text)
    text = " ".join(text.split())
    return "" if is_date(text) else text


REJOINING = (
    (r"\s+n't\b", "n't"),
    (r"\s+('s|'re|'ve|'ll|'d|'m)\b", r"\1"),
    (r"\b([A-Z]) \. (?=[A-Z] \.)", r"\1."),
    (r"\.([A-Z]) \.", r".\1."),
    (r"(\d) ([,.:]) (?=\d)", r"\1\2"),
    (r"(\w) - (?=\w)", r"\1-"),
    (r"\s+([,.;:!?%)])", r"\1"),
    (r"([($])\s+", r"\1"),
)
DATE_WORDS = frozenset(
    "posted published updated last at on by first am pm a p m est edt et pst pdt gmt bst cst aest "
    "utc st nd rd th".split()
)
DATE_STEMS = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun".split()
)


def is_date(text: str) -> bool:
    words = re.findall(r"[a-z]+", text.lower())
    known = [word for word in words if word in DATE_WORDS or word[:3] in DATE_STEMS]
    dated = re.search(r"\b(?:19|20)\d\d\b|\d/\d|:\d\d", text)
    return len(text) < 90 and bool(dated) and len(known) >= 0.7 * len(words)


def pairs_of(articles: Sequence[tuple[int, str, Story]]) -> list[Pair]:
    """All pairs within a topic, and some across topics."""
    pairs = [
        Pair(a, b, event == other_event, topic, topic % FOLDS)
        for (topic, event, a), (other, other_event, b) in combinations(articles, 2)
        if topic == other
    ]
    draw = random.Random(7)
    while len(pairs) < EASY_PAIRS or pairs[-EASY_PAIRS].topic is not None:
        (topic, _, a), (other, _, b) = draw.sample(list(articles), 2)
        # The fold of a pair across topics is that of both, so that no topic is in two folds.
        if topic != other and topic % FOLDS == other % FOLDS:
            pairs.append(Pair(a, b, False, None, topic % FOLDS))
    return pairs


def read_marks(news: Mapping[str, Article]) -> dict[tuple[str, str], Marked]:
    marked: dict[tuple[str, str], Marked] = {}
    for line in MARKS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            one, other, mark, use = line.split("\t")
            a, b = (same_event.prepare(news[key]) for key in (one, other))
            marked[one, other] = Marked(a, b, mark, use == "test")
    return marked


def common_forms(articles: Collection[Article]) -> str:
    """The text of common_forms.txt: rarity, and the forms that have it, a line each."""
    found = Counter(form for article in articles for form in forms_of(article))
    lines: defaultdict[float, list[str]] = defaultdict(list)
    for form, count in sorted(found.items()):
        weight = round(2 * log(len(articles) / count)) / 2
        if count >= COMMON and weight < story_reading.RARE:
            lines[weight].append(form)
    return FORMS_HEAD + "".join(f"{weight} {' '.join(lines[weight])}\n" for weight in sorted(lines))


FORMS_HEAD = """\
# Common words of English-language news in their canonical forms: a rarity, which is the logarithm
# of how few articles have the word in headline or lead, and the words that have it.
# Made by tools/fit_same_event.py from 8,000 articles of 2012 to 2020.
"""


def forms_of(article: Article) -> set[str]:
    tokens = [
        *story_reading._tokens(article.headline_text or ""),
        *story_reading._lead(article),
    ]
    idle = story_reading._idle_forms()
    return {
        token.form
        for token in tokens
        if token.form and token.form not in idle and len(token.text) > 1 and token.text[0].isalpha()
    }


# Fitting


def logistic(rows: Sequence[Vector], labels: Sequence[bool]) -> tuple[float, ...]:
    """Ridge logistic regression by Newton's method."""
    weights = [0.0] * len(rows[0])
    for _ in range(NEWTON_STEPS):
        gradient = [RIDGE * weight for weight in weights]
        curvature = [[RIDGE * (i == j) for j in range(len(weights))] for i in range(len(weights))]
        for row, label in zip(rows, labels, strict=True):
            chance = logit_inverse(dot(weights, row))
            add_outer(curvature, row, chance * (1 - chance))
            for index, value in enumerate(row):
                gradient[index] += (chance - label) * value
        step = solved(curvature, gradient)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
    return rounded(weights)


def fit_calibration(weights: Sequence[float], marked: Sequence[Marked]) -> tuple[float, ...]:
    return logistic(
        [calibration_row(weights, pair) for pair in marked], [pair.same for pair in marked]
    )


def calibration_row(weights: Sequence[float], pair: Marked) -> Vector:
    headline = compare_headlines(pair.a.headline, pair.b.headline)
    days = same_event.days_apart(pair.a, pair.b)
    return [1.0, dot(weights, design(pair)), days, headline.score]


def design(pair: Pair | Marked) -> Vector:
    return [1.0, *same_event.features_of(pair.a, pair.b)]


def logit_inverse(evidence: float) -> float:
    return 1 / (1 + exp(-evidence))


# Measuring on ECB+


def report_events(pairs: Sequence[Pair], rows: Sequence[Vector]) -> None:
    kinds = Counter("easy" if p.topic is None else "same" if p.same else "hard" for p in pairs)
    print(f"ECB+: {dict(kinds)}, cross-validated by topic in {FOLDS} folds")
    evidence = cross_validated(pairs, rows)
    chances = [logit_inverse(value) for value in evidence]
    scores = [
        logit_inverse(dot(same_event._CALIBRATION, [1.0, value, 0.0, row[-1]]))
        for value, row in zip(evidence, rows, strict=True)
    ]
    report_ranking("weights alone", pairs, chances)
    print(f"  ECE {calibration_error(chances, [pair.same for pair in pairs]):.3f}")
    report_ranking("score, as of one day", pairs, scores)
    for name, baseline in BASELINES.items():
        report_ranking(name, pairs, [baseline(pair.a, pair.b) for pair in pairs])
    report_thresholds(pairs, scores)
    report_topics(pairs, evidence)


def cross_validated(pairs: Sequence[Pair], rows: Sequence[Vector]) -> Vector:
    """The evidence for each pair, by weights that were fitted without its topics."""
    evidence = [0.0] * len(pairs)
    for fold in range(FOLDS):
        rest = [index for index, pair in enumerate(pairs) if pair.fold != fold]
        weights = logistic([rows[index] for index in rest], [pairs[index].same for index in rest])
        for index, pair in enumerate(pairs):
            if pair.fold == fold:
                evidence[index] = dot(weights, rows[index])
    return evidence


def report_ranking(name: str, pairs: Sequence[Pair], scores: Sequence[float]) -> None:
    hard = [(s, p.same) for s, p in zip(scores, pairs, strict=True) if p.topic is not None]
    easy = [(s, p.same) for s, p in zip(scores, pairs, strict=True) if p.same or p.topic is None]
    found = operating_point(hard)
    recall = f"recall {found[1]:.3f} from {found[0]:.3f} on" if found else "never"
    print(
        f"  {name:36} AUC hard {auc(hard):.3f}, easy {auc(easy):.3f};"
        f" precision {PRECISION} on hard: {recall}"
    )


def report_thresholds(pairs: Sequence[Pair], scores: Sequence[float]) -> None:
    hard = [(s, p.same) for s, p in zip(scores, pairs, strict=True) if p.topic is not None]
    for threshold in THRESHOLDS:
        above = [same for score, same in hard if score >= threshold]
        total = sum(same for _, same in hard)
        print(
            f"  hard at {threshold}: precision {sum(above) / len(above):.3f},"
            f" recall {sum(above) / total:.3f}"
        )


def operating_point(scored: Sequence[tuple[float, bool]]) -> tuple[float, float] | None:
    """The lowest score from which on the precision is high enough, and the recall there."""
    total = sum(same for _, same in scored)
    found, right = None, 0
    for count, (score, same) in enumerate(sorted(scored, reverse=True), start=1):
        right += same
        if right >= PRECISION * count:
            found = score, right / total
    return found


def report_topics(pairs: Sequence[Pair], evidence: Sequence[float]) -> None:
    """The topics whose two events are hardest to tell apart."""
    by_topic: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair, value in zip(pairs, evidence, strict=True):
        if pair.topic is not None:
            by_topic[pair.topic].append((value, pair.same))
    both = {topic: auc(held) for topic, held in by_topic.items() if len({s for _, s in held}) == 2}
    worst = sorted(both.items(), key=lambda item: item[1])[:8]
    print("  hardest topics: " + ", ".join(f"{topic} {area:.2f}" for topic, area in worst))


def auc(scored: Sequence[tuple[float, bool]]) -> float:
    """By ranks; equal scores share a rank."""
    ranks: defaultdict[float, list[int]] = defaultdict(list)
    ordered = sorted(scored)
    for rank, (score, _) in enumerate(ordered):
        ranks[score].append(rank)
    same = [score for score, label in ordered if label]
    total = sum(sum(ranks[score]) / len(ranks[score]) for score in same)
    different = len(ordered) - len(same)
    return (total - len(same) * (len(same) - 1) / 2) / (len(same) * different)


def jaccard(a: Story, b: Story) -> float:
    one, other = read(a.headline).content, read(b.headline).content
    return len(one & other) / (len(one | other) or 1)


def headline_ratio(a: Story, b: Story) -> float:
    return token_set_ratio(normalise(a.headline), normalise(b.headline)) / 100


def weighted_cosine(a: Story, b: Story) -> float:
    return same_event._cosine(a, b)


def plain_cosine(a: Story, b: Story) -> float:
    """Of the same words, all weighing the same."""
    return len(a.terms.keys() & b.terms.keys()) / (sqrt(len(a.terms) * len(b.terms)) or 1)


BASELINES = {
    "Jaccard of headline words": jaccard,
    "token_set_ratio of headlines": headline_ratio,
    "cosine of lead words": plain_cosine,
    "cosine of lead words by rarity": weighted_cosine,
}


# Measuring on real news


def report_news(
    news: Mapping[str, Article], marked: Mapping[tuple[str, str], Marked], weights: Sequence[float]
) -> None:
    fit = [pair for pair in marked.values() if not pair.test]
    report_marked("fitted on, cross-validated", fit, cross_calibrated(weights, fit))
    test = [pair for pair in marked.values() if pair.test]
    report_marked("test", test, [same_event.same_event(p.a, p.b).score for p in test])
    candidates = candidates_of(news)
    stories = {key: same_event.prepare(news[key]) for pair in candidates for key in pair}
    found = {(a, b): same_event.same_event(stories[a], stories[b]) for a, b in candidates}
    print(f"news: {len(found)} pairs within {WINDOW} days share rare words of their headlines")
    for threshold in THRESHOLDS:
        above = [pair for pair, match in found.items() if match.score >= threshold]
        marks = Counter(marked[pair].mark for pair in above if pair in marked)
        other = [pair for pair in above if found[pair].headline.score < NEARLY_THE_SAME]
        other_marks = Counter(marked[pair].mark for pair in other if pair in marked)
        print(
            f"  {threshold} and up: {len(above)} pairs, read {dict(marks)};"
            f" in other words {len(other)}, read {dict(other_marks)}"
        )


def cross_calibrated(weights: Sequence[float], marked: Sequence[Marked]) -> Vector:
    """The score of each pair, by a calibration that was fitted without it."""
    scores = []
    for place, pair in enumerate(marked):
        rest = [p for other, p in enumerate(marked) if other % FOLDS != place % FOLDS]
        calibration = fit_calibration(weights, rest)
        scores.append(logit_inverse(dot(calibration, calibration_row(weights, pair))))
    return scores


def report_marked(name: str, marked: Sequence[Marked], scores: Sequence[float]) -> None:
    labels = [pair.same for pair in marked]
    print(
        f"read, {name}: {len(marked)} pairs, {sum(labels)} same;"
        f" AUC {auc(list(zip(scores, labels, strict=True))):.3f},"
        f" ECE {calibration_error(scores, labels):.3f}"
    )
    days = Counter((int(same_event.days_apart(p.a, p.b)), p.same) for p in marked)
    apart = [f"{days[n, True]} of {days[n, True] + days[n, False]}" for n in range(WINDOW + 1)]
    print(f"  same when 0, 1, 2, 3 days apart: {', '.join(apart)}")
    for threshold in THRESHOLDS:
        above = Counter(p.mark for p, s in zip(marked, scores, strict=True) if s >= threshold)
        print(f"  {threshold} and up: {dict(above)}")


def candidates_of(news: Mapping[str, Article]) -> list[tuple[str, str]]:
    """Pairs that appeared within days and share headline words: one rare word, or two less so."""
    words = {key: read(article.headline_text or "").content for key, article in news.items()}
    found: set[tuple[str, str]] = set()
    for least, in_headlines in POOLS:
        shared = shared_words(news, words, in_headlines)
        found |= {pair for pair, count in shared.items() if count >= least}
    return sorted(found)


def shared_words(
    news: Mapping[str, Article], words: Mapping[str, frozenset[str]], in_headlines: int
) -> Counter[tuple[str, str]]:
    """How many headline words each pair in the window shares that no more headlines have."""
    dated = [key for key, article in news.items() if article.meta.published]
    frequency = Counter(word for key in dated for word in words[key])
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(dated):
        for word in words[key]:
            if frequency[word] <= in_headlines:
                by_word[word].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in by_word.values():
        shared.update(pair for pair in combinations(keys, 2) if in_window(news, *pair))
    return shared


def in_window(news: Mapping[str, Article], a: str, b: str) -> bool:
    one, other = (date.fromisoformat(news[key].meta.published or "") for key in (a, b))
    return abs((one - other).days) <= WINDOW


def report_speed(news: Mapping[str, Article]) -> None:
    fresh = [
        Article.compose(headline=article.headline_text or "", body=[p.text for p in article.body])
        for article in list(news.values())[:TIMED]
    ]
    start = process_time()
    stories = [same_event.prepare(article) for article in fresh]
    prepared = process_time()
    for a, b in pairwise(stories):
        for _ in range(10):
            same_event.same_event(a, b)
    compared = (process_time() - prepared) / (10 * (TIMED - 1))
    print(
        f"speed: {(prepared - start) / TIMED * 1e3:.2f} ms to read, {compared * 1e3:.3f} ms a pair"
    )


if __name__ == "__main__":
    sys.exit(main())
