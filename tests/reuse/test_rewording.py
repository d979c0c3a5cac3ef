"""Sentences that say the same in other words, in the same order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reliacheck import Article
from reliacheck.reuse import compare
from reliacheck.reuse.rewording import find_chain, reworded
from reliacheck.reuse.weighing import weigh

# Invented, like all that follows.
WIRE = [
    "The ferry Marit ran aground on a sandbank off Sunholm shortly after six on Thursday evening,"
    " and its ninety passengers were taken off by two trawlers that had been fishing nearby.",
    "The captain told the coast guard that the steering had failed as he turned into the channel."
    " Nobody was hurt, but three people were treated for shock at the harbour clinic.",
    "The Marit was built in 1988 and passed its last inspection in March without remarks. It"
    " carries commuters between Sunholm and the islands six times a day.",
    "The company said it would replace the ship with a chartered catamaran until divers had"
    " examined the hull, which may take until the end of next week.",
]
REWRITE = [
    "Ninety people had to be rescued by two trawlers on Thursday evening after the Marit, a ferry,"
    " hit a sandbank near Sunholm just after six o'clock. The trawlers had been fishing close by.",
    "According to what the captain told coast guards, the ship's steering failed while turning into"
    " the channel. There were no injuries, though three passengers needed treatment for shock in"
    " the clinic at the harbour.",
    "Built in 1988, the Marit passed an inspection last March with no remarks. Six times each day"
    " it takes commuters from Sunholm to the islands.",
    "A chartered catamaran will replace the ship, the company said, until the hull has been"
    " examined by divers, something that could last until late next week.",
]
OWN_REPORT = [
    "A passenger ferry with about 90 people on board got stuck in shallow water near the town of"
    " Sunholm on Thursday, officials said. All were brought ashore safely by fishing boats.",
    "Coast guard officer Lena Dahl said the vessel lost control of its rudder at the mouth of the"
    " harbour. Three travellers complained of dizziness. An inquiry has begun.",
    "The shipping line apologised and promised refunds. Services to the outer islands would resume"
    " on Saturday with a rented vessel, it announced.",
]


def test_a_story_gone_through_sentence_by_sentence_is_reuse() -> None:
    compared = compare(Article.compose(body=WIRE), Article.compose(body=REWRITE))
    assert compared.score > 0.8
    assert compared.aligned == (), "no few words in a row"
    assert len(compared.reused) >= 4
    assert all(one.reworded for one in compared.reused)


def test_another_reporter_at_the_same_event_is_not() -> None:
    compared = compare(Article.compose(body=WIRE), Article.compose(body=OWN_REPORT))
    assert compared.relation == "independent"
    assert compared.score < 0.1
    assert compared.passages == ()


def test_a_chain_is_in_the_order_of_both_texts() -> None:
    a = weigh(Article.compose(body=WIRE))
    straight = find_chain(a, weigh(Article.compose(body=REWRITE)))
    turned = find_chain(a, weigh(Article.compose(body=REWRITE[::-1])))
    assert straight.weight > 2 * turned.weight > 0
    for chain in (straight, turned):
        assert [one.a for one in chain.pairs] == sorted({one.a for one in chain.pairs})
        assert [one.b for one in chain.pairs] == sorted({one.b for one in chain.pairs})
        assert sum(one.weight for one in chain.pairs) == chain.weight


def test_reworded_sentences_are_passages_of_whole_sentences() -> None:
    a, b = Article.compose(body=WIRE), Article.compose(body=REWRITE)
    chain = find_chain(weigh(a), weigh(b))
    for passage in reworded(weigh(a), weigh(b), chain.pairs):
        assert a.sentence_at(passage.a[0]) == a.sentence_at(passage.a[1] - 1)
        assert b.sentence_at(passage.b[0]) == b.sentence_at(passage.b[1] - 1)
        assert 0 < passage.similarity < 1
        kept = [edit for edit in passage.edits if edit.kind == "equal"]
        for edit in kept:
            words_a = a.words_in(*edit.a)
            words_b = b.words_in(*edit.b)
            assert [w.text.lower() for w in words_a] == [w.text.lower() for w in words_b]


def test_quoted_sentences_make_no_chain() -> None:
    a = Article.compose(body=[f"“{paragraph}”" for paragraph in WIRE])
    assert find_chain(weigh(a), weigh(Article.compose(body=REWRITE))).weight == 0


sentences = st.lists(
    st.lists(
        st.sampled_from("trawler sandbank inspection captain commuter harbour catamaran".split()),
        min_size=4,
        max_size=7,
    ).map(lambda words: f"The {' '.join(words)} sank."),
    min_size=1,
    max_size=6,
)


@given(sentences, sentences)
def test_a_chain_weighs_as_much_as_its_best_pair_or_more(one: list[str], other: list[str]) -> None:
    a, b = weigh(Article.compose(body=one)), weigh(Article.compose(body=other))
    chain = find_chain(a, b)
    assert chain.weight == sum(pair.weight for pair in chain.pairs)
    back = find_chain(b, a)
    assert abs(back.weight - chain.weight) < 1e-9, "it is the same both ways"
