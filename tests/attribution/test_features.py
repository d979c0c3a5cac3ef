"""Which features of sentences are made: all for training, those with a weight for checking."""

from __future__ import annotations

from reliacheck.article import Article
from reliacheck.attribution.features import features_of
from reliacheck.attribution.queries import load_heads
from reliacheck.attribution.scoring import all_features, readings_of
from reliacheck.attribution.weights import load_weights

STORY = Article.compose(
    headline="Council of Aldersea shuts the quay",
    body="The quay is unsafe, harbour master Jane Roe said on Monday. There is gribbleworm in 14"
    " piles, “all of them”, she told the council.\n\nCritics doubt that. It will"
    " reopen in May, according to a zebrafinch.",
)


def test_what_is_weighed_is_all_that_has_a_weight() -> None:
    heads = load_heads().values()
    known = set(load_weights().of).union(*(head.of for head in heads))
    whole, weighed = features_of(STORY, readings_of(STORY)), all_features(STORY)
    assert len(whole) == len(weighed) == len(STORY.sentences)
    assert [features & known for features in whole] == [set(one) for one in weighed]


def test_training_sees_words_that_have_no_weight() -> None:
    whole = features_of(STORY, readings_of(STORY))
    assert {"gribbleworm", "gribb~", "~orm", "gribbleworm in"} <= whole[2]
    assert all("gribbleworm" not in features for features in all_features(STORY))


def test_the_first_sentence_has_none_before_it() -> None:
    first, second, *_, last = features_of(STORY, readings_of(STORY))
    assert {"#back 0", "#paragraph 0", "#part headline"} <= first
    assert not any(one.startswith(("#-1", "#before")) for one in first)
    assert {"#-1/", "#back 0", "#paragraph 1", "@ N P", "@ said"} <= second
    assert not any(one.startswith("#1") for one in last)
    assert {"#left 0", "#ahead 0", "#place 1 last"} <= last
