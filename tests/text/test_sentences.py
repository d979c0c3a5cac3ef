from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck.text.sentences import sentence_spans

GOLD = Path(__file__).parents[1] / "data" / "sentences.txt"

# Boundaries of the gold that a rule cannot tell: a credit after a caption, a pause in speech.
KNOWN_ERRORS = 2


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


def gold_blocks() -> list[list[str]]:
    parts = GOLD.read_text(encoding="utf-8").split("\n\n")
    blocks = [[line for line in part.splitlines() if line and line[0] != "#"] for part in parts]
    return [block for block in blocks if block]


def wrong_boundaries(space: str) -> int:
    """Boundaries that differ from the gold's when its sentences are joined by `space`."""
    wrong = 0
    for block in gold_blocks():
        text = space.join(block)
        ends, at = set(), 0
        for sentence in block:
            at += len(sentence)
            ends.add(at)
            at += len(space)
        wrong += len(ends ^ {end for _, end in sentence_spans(text, 0, len(text))})
    return wrong


@pytest.mark.parametrize("space", [" ", "\n", "\r\n", "  ", "\u00a0"])
def test_gold_is_split_as_labelled_whatever_the_space(space: str) -> None:
    assert wrong_boundaries(space) <= KNOWN_ERRORS


def test_gold_is_large_enough_to_mean_something() -> None:
    blocks = gold_blocks()
    assert len(blocks) >= 60
    assert sum(map(len, blocks)) >= 150


@pytest.mark.parametrize(
    "sentences",
    [
        # abbreviations and what follows them
        ["Gov. Roe met Lt. Gen. Doe on Dec. 27 in Room No. 5 at 9 a.m. sharp.", "He left."],
        ["He moved to the U.S. after the war.", "His U.S. President never did."],
        ["He lives in the U.S.", "The house is small."],
        ["It was “made in the U.S.”", "Critics disagreed."],
        ["The plant is in Reno, Nev.", "Workers there were told."],
        ["She met Rep. Ann Roe, D-Nev., on Monday.", "He met Sam Doe, R-Ohio."],
        ["He spoke in Washington, D.C. Thursday."],
        ["The bill was Ann Roe's, D-Nev.", "Senate leaders let it die."],
        ["DR. ANN ROE: Well, yes.", "SEN. DOE: No."],
        ["MERROWDALE, Calif. (Northwire) — One man died."],
        ["Polls close at 8 p.m. Eastern, 5 p.m. Pacific.", "Results follow."],
        ["It opens at 8 a.m. – 9 a.m. on Sundays."],
        ["Phineas “P.T.” Roe was there."],
        ["It grew by approx. 4 per cent, cf. Table 2, i.e. not at all."],
        ["Stephen J. A. Ward and John D. Roe agreed."],
        ["It ended World War I.", "Germany lost."],
        ["Nobody is taller than I.", "Roe is close."],
        # headlines in capitals
        ["The U.S. And Iran Trade Barbs As Talks Stall"],
        ["Despite Tragedy, Conn. Gun Law May Fail"],
        ["Roe Vs. Doe: Ep. 6 Sells 3 Mil. Copies"],
        ["Rates Rose.", "Will They Fall?"],
        # names with a mark, brands in small letters
        ["He told Yahoo! News that he had won on Jeopardy! twice."],
        ["It was late.", "iPhone sales fell."],
        # web and mail
        ["See www.news.example/a.b?c=D.E or write to a.roe@news.example.", "Thanks."],
        ["So it was.", "https://news.example/x has more."],
        ["Prices rose 3.5 percent to $1,000.50.", ".5 points more than expected."],
        # stops lost and found
        ["He left.", "She stayed."],
        ["... and then he left.", "She stayed."],
        ["What?!", "No."],
        ["He was gone. . . .", "She stayed."],
        ["They lost their homes … 70,000 of them at once."],
        ['"It was good. "'],
        ["Yes.", "She did."],
        ["“He asked, ‘Why?’”", "She shrugged."],
        ["He said, ‘Go.’ ”", "She went."],
        # questions and their speakers
        ["“Why?” Rep. Ann Roe (D-Nev.) asked.", "“I don't know.”"],
        ["“Why?” Ann Roe, a baker, said.", "“I don't know.”"],
        ["“Bring it back!”", "Roe insisted that they were guilty."],
        ["“Why?”", "She had no answer."],
    ],
)
def test_a_block_is_split_where_its_sentences_end(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他走了。她留下了！真的吗？是。", ["他走了。", "她留下了！", "真的吗？", "是。"]),
        ("「行く。」彼は言った。", ["「行く。」", "彼は言った。"]),
        ("هل هذا صحيح؟ نعم.", ["هل هذا صحيح؟", "نعم."]),
        ("वह गया। वह रुकी।", ["वह गया।", "वह रुकी।"]),
        ("Он ушёл. Она осталась.", ["Он ушёл.", "Она осталась."]),
        ("« Il est parti. » Elle est restée.", ["« Il est parti. »", "Elle est restée."]),
    ],
)
def test_other_scripts_and_marks(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left.She stayed.", ["He left.", "She stayed."]),
        ("He left.”She stayed.", ["He left.”", "She stayed."]),
        ("It closed in 2016.", ["It closed in 2016."]),
        ("Buy at Roe.Com or node.js today.", ["Buy at Roe.Com or node.js today."]),
        ("Read news.example/The.End now.", ["Read news.example/The.End now."]),
        ("The U.S.Senate met.", ["The U.S.Senate met."]),
    ],
)
def test_a_lost_space_is_told_from_an_address(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split(text) == []


def test_offsets_are_into_the_whole_text() -> None:
    text = "Headline\n\n  One ends. Two ends. \n\nMore."
    start, end = text.index("  One"), text.index("\n\nMore")
    spans = sentence_spans(text, start, end)
    assert [text[a:b] for a, b in spans] == ["One ends.", "Two ends."]


# Random text seldom has stops, quotes and names next to each other: these pieces do.
WORDS = (
    "U.S.",
    "Mr.",
    "Roe",
    "said",
    "He",
    "Inc.",
    "No.",
    "5",
    "a.m.",
    "Nev.",
    "Yahoo!",
    "http://",
)
MARKS = "AIé😀@,。؟—…“”’.?!()\"' \n\u00a0\u200b"
PIECES = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=40).map("".join)
TEXTS = st.text() | PIECES


@given(TEXTS)
def test_sentences_are_ordered_apart_trimmed_and_lose_nothing(text: str) -> None:
    spans = sentence_spans(text, 0, len(text))
    at = 0
    for start, end in spans:
        assert text[at:start].strip() == ""
        assert text[start:end] != ""
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


@given(TEXTS, TEXTS, TEXTS)
def test_what_stands_around_a_block_does_not_matter(before: str, block: str, after: str) -> None:
    start = len(before)
    spans = sentence_spans(before + block + after, start, start + len(block))
    alone = sentence_spans(block, 0, len(block))
    assert spans == [(start + a, start + b) for a, b in alone]


@pytest.mark.parametrize(
    "piece", ["U.S. The ", ".”", "?” A.", "...A", ". (", "Aaa ", "。", "a", ". ", "” ", ".\u200b"]
)
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    """A hundred thousand repeats would run for minutes if the cost were quadratic."""
    text = piece * 100_000
    assert sentence_spans(text, 0, len(text))[-1][1] == len(text.rstrip())
