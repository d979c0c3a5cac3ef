"""Which passages of one text stand in another."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import shared

from reliacheck.archive import align_blocks
from reliacheck.archive.align import MIN_WORDS, Edit, Passage, align, prepare, shares
from reliacheck.archive.align_seeds import Block, find_runs
from reliacheck.text.words import find_words, folded_words

# Invented news: no such places, people or outlets.
FERRY = [
    "A ferry with 214 passengers on board ran aground off Port Alder early on Tuesday.",
    "The coastguard said that nobody was hurt, although three of the crew were treated for shock.",
    "Captain Ilse Marrow told investigators that the steering had failed twice in the past month.",
    "The operator, Northsound Lines, suspended all sailings until two sister ships are checked.",
    "Passengers spent six hours on deck wrapped in blankets before tugs could reach the vessel.",
    "Harbour officials promised to publish the findings of their inquiry before the summer season.",
]
COUNCIL = [
    "Councillors in Wexbridge voted by a narrow margin to close the public baths next spring.",
    "Campaigners had collected more than nine thousand signatures to keep the building open.",
    "Repairs to the roof alone would cost the town four million crowns, a surveyor has estimated.",
    "Mayor Tobias Renn called the decision painful but said the budget left him with no choice.",
    "A private bidder wants to turn the listed building into apartments and a small museum.",
    "Swimming clubs will have to travel to Oster Falls, an hour away by bus, from April onwards.",
]
STORY, OTHER = " ".join(FERRY), " ".join(COUNCIL)


def cut(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)]


def only(a: str, b: str, *, min_words: int = MIN_WORDS) -> Passage:
    """The one passage that there is."""
    (passage,) = align(a, b, min_words=min_words)
    return passage


def changes(a: str, b: str) -> list[tuple[str, str, str]]:
    """Kind and both wordings of every change in the one passage."""
    return [
        (edit.kind, cut(a, edit.a), cut(b, edit.b))
        for edit in only(a, b).edits
        if edit.kind != "equal"
    ]


def every_fifth_changed(text: str) -> str:
    words = text.split(" ")
    return " ".join("zzz" if at % 5 == 4 else word for at, word in enumerate(words))


class TestFound:
    def test_a_sentence_in_another_story(self) -> None:
        text = " ".join([*COUNCIL[:3], FERRY[2], *COUNCIL[3:]])
        passage = only(STORY, text)
        assert cut(STORY, passage.a) == cut(text, passage.b) == FERRY[2].rstrip(".")
        assert (passage.similarity, passage.longest_run) == (1.0, 15)
        assert passage.words_a == passage.words_b == passage.equal_words == 15
        assert passage.edits == (Edit("equal", passage.a, passage.b),)

    def test_the_numbers_of_the_first_words(self) -> None:
        passage = only(STORY, " ".join([COUNCIL[0], FERRY[1]]))
        assert passage.first_a == len(find_words(FERRY[0]))
        assert passage.first_b == len(find_words(COUNCIL[0]))

    def test_every_fifth_word_changed_is_one_passage(self) -> None:
        text = " ".join([COUNCIL[0], every_fifth_changed(STORY), COUNCIL[1]])
        passage = only(STORY, text)
        assert passage.words_a == len(find_words(STORY))
        assert passage.longest_run == 4
        assert passage.similarity == pytest.approx(0.8, abs=0.02)

    def test_moved_blocks_are_passages_of_their_own(self) -> None:
        text = " ".join([*FERRY[3:], *FERRY[:3]])
        passages = align(STORY, text)
        assert [cut(text, one.b)[:12] for one in passages] == ["The operator", "A ferry with"]
        assert passages[0].a[0] > passages[1].a[1]
        assert shares(passages, len(find_words(STORY)), len(find_words(text))) == (1.0, 1.0)

    def test_a_block_moved_out_of_the_middle(self) -> None:
        text = " ".join([FERRY[2], *FERRY[:2], *FERRY[3:]])
        kept = [cut(text, edit.b) for one in align(STORY, text) for edit in one.edits]
        assert FERRY[2].rstrip(".") in kept
        assert shares(align(STORY, text), 1, len(find_words(text)))[1] == 1.0

    def test_sentences_rewritten_in_order(self) -> None:
        rewrite = (
            "A ferry with 214 people on board ran onto rocks near Port Alder on Tuesday morning. "
            "Nobody was hurt, the coastguard said, although three sailors were treated for shock."
        )
        text = " ".join([COUNCIL[0], rewrite, COUNCIL[1]])
        passage = only(STORY, text)
        assert cut(text, passage.b) == rewrite.rstrip(".")
        assert 0.5 < passage.similarity < 0.9

    def test_the_same_passage_used_twice(self) -> None:
        text = " ".join([FERRY[2], *COUNCIL, FERRY[2]])
        first, second = align(STORY, text)
        assert first.a == second.a
        assert first.b[1] < second.b[0]
        assert shares([first, second], 100, 100) == (0.15, 0.30)

    @pytest.mark.parametrize(
        "text",
        [
            STORY.upper(),
            STORY.replace(" ", "\n\n"),
            STORY.replace(", ", " — "),
            "“" + STORY.replace(". ", ".” “"),
            STORY.replace("fi", "ﬁ"),
            STORY.replace("214", "２１４"),
        ],
        ids=["case", "lines", "dashes", "quotation marks", "ligatures", "full width"],
    )
    def test_what_does_not_count_as_a_change(self, text: str) -> None:
        assert only(STORY, text).similarity == 1.0
        assert only(STORY, COUNCIL[0] + "\n" + text).similarity == 1.0

    def test_apostrophes_and_hyphens_of_all_kinds(self) -> None:
        plain = "The ferry-owner's lawyers didn't say when the half-sunk ship's wreck would go."
        fancy = plain.replace("'", "’").replace("-", "\N{NON-BREAKING HYPHEN}")
        assert only(plain, fancy).similarity == 1.0

    def test_spans_are_in_the_text_as_given(self) -> None:
        text = "ﬁﬁ İİ ßß. " + COUNCIL[0] + " " + FERRY[4]
        assert cut(text, only(STORY, text).b) == FERRY[4].rstrip(".")

    def test_other_scripts(self) -> None:
        source = "Паром с пассажирами сел на мель у входа в гавань рано утром во вторник."
        assert only(source + " " + STORY, COUNCIL[0] + " " + source).similarity == 1.0


class TestChanges:
    SOURCE = (
        "The minister was killed by an armed group near the northern border, two officials said. "
        "The Oster-backed militia did not comment on the attack that left 12 people dead."
    )

    @pytest.mark.parametrize(
        ("old", "new", "change"),
        [
            ("killed", "assassinated", ("replace", "killed", "assassinated")),
            ("12", "15", ("replace", "12", "15")),
            ("did not comment", "did comment", ("delete", "not", "")),
            ("Oster-backed ", "", ("delete", "Oster-backed", "")),
            ("armed group", "armed gang of men", ("replace", "group", "gang of men")),
            ("left 12", "left at least 12", ("insert", "", "at least")),
            (", two officials said", "", ("delete", "two officials said", "")),
            ("The minister was", "He was", ("replace", "The minister", "He")),
            ("people dead", "corpses", ("replace", "people dead", "corpses")),
        ],
    )
    def test_one_change(self, old: str, new: str, change: tuple[str, str, str]) -> None:
        text = self.SOURCE.replace(old, new)
        assert changes(self.SOURCE, text) == [change]
        assert changes(STORY + "\n" + self.SOURCE, f"{COUNCIL[0]}\n{text}\n{COUNCIL[1]}") == [
            change
        ]

    def test_an_empty_span_stands_behind_the_word_before(self) -> None:
        text = self.SOURCE.replace("left 12", "left at least 12")
        (edit,) = (one for one in only(self.SOURCE, text).edits if one.kind == "insert")
        assert self.SOURCE[: edit.a[0]].endswith("that left")
        assert edit.a[0] == edit.a[1]

    def test_a_sentence_put_in(self) -> None:
        text = " ".join([*FERRY[:3], COUNCIL[3], *FERRY[3:]])
        assert [change[0] for change in changes(STORY, text)] == ["insert"]


class TestNotFound:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("", ""),
            ("", STORY),
            (STORY, ""),
            ("... — !", "... — !"),
            (STORY, OTHER),
            ("the " * 500, "the " * 499),
            ("no, never, " * 300, "never, no, " * 300),
            ("It was to be one of the best of all. " + STORY, OTHER + " to be one of the best of"),
        ],
        ids=["empty", "a", "b", "no words", "other story", "one word", "two words", "phrase"],
    )
    def test_nothing(self, a: str, b: str) -> None:
        assert align(a, b) == ()

    def test_articles_and_prepositions_only(self) -> None:
        row = "is it for us to be or not to be on it at all"
        assert align(f"{FERRY[0]} {row} {FERRY[1]}", f"{COUNCIL[0]} {row} {COUNCIL[1]}") == ()

    def test_a_word_in_common_beyond_the_end_of_a_sentence(self) -> None:
        source = " ".join([FERRY[1], FERRY[0], COUNCIL[0]])
        text = " ".join([FERRY[1], "A", COUNCIL[1]])
        assert cut(text, only(source, text).b) == FERRY[1].rstrip(".")
        source = " ".join(["The pool reopens in spring.", FERRY[1]])
        text = " ".join([COUNCIL[0], FERRY[1]])
        assert cut(text, only(source, text).b) == FERRY[1].rstrip(".")

    def test_what_follows_a_passage_is_not_part_of_it(self) -> None:
        text = " ".join([COUNCIL[0], FERRY[2], COUNCIL[1]])
        source = " ".join([COUNCIL[2], FERRY[2], COUNCIL[3]])
        assert cut(text, only(source, text).b) == FERRY[2].rstrip(".")

    def test_fewer_kept_words_than_asked_for(self) -> None:
        sentence = "All this was off Port Alder early on Tuesday, or so we have heard people tell."
        text = f"{COUNCIL[0]} {sentence}"
        assert align(STORY, text) == ()
        assert cut(text, only(STORY, text, min_words=6).b) == "off Port Alder early on Tuesday"


class TestWholeTexts:
    @pytest.mark.parametrize("text", [STORY, "One.", "the " * 200, "Да", "ok ok ok ok ok ok ok ok"])
    def test_a_text_and_itself(self, text: str) -> None:
        passage = only(text, text)
        words = find_words(text)
        assert passage.a == passage.b == (words[0].start, words[-1].end)
        assert (passage.similarity, passage.equal_words) == (1.0, len(words))
        assert [edit.kind for edit in passage.edits] == ["equal"]

    def test_prepared_texts_give_the_same(self) -> None:
        text = " ".join([COUNCIL[0], every_fifth_changed(STORY)])
        known = prepare(text, find_words(text))
        assert align(prepare(STORY), known) == align(STORY, known) == align(STORY, text)


class TestShares:
    def test_of_nothing(self) -> None:
        assert shares((), 0, 0) == shares((), 10, 10) == (0.0, 0.0)

    def test_of_a_part(self) -> None:
        text = " ".join([FERRY[0], *COUNCIL, FERRY[1]])
        passages = align(STORY, text)
        taken = len(find_words(" ".join(FERRY[:2])))
        counts = len(find_words(STORY)), len(find_words(text))
        assert shares(passages, *counts) == (taken / counts[0], taken / counts[1])


class TestEffort:
    """Work is counted, not timed."""

    @pytest.mark.parametrize("different", [1, 3, 5, 30])
    def test_repetitive_texts_have_few_runs(self, different: int) -> None:
        words = [f"word{number}" for number in range(different)] * 20_000
        assert len(find_runs(words[:20_000], words[1:20_000])) < 10_000

    def test_a_phrase_that_b_repeats_without_end(self) -> None:
        phrase = "so it went on and on".split()
        assert len(find_runs(phrase * 2, phrase * 3000)) <= 2 * 3000

    @pytest.mark.parametrize("different", [2, 3, 5])
    def test_comparisons_grow_with_the_length(
        self, different: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Quadratic growth would be sixteenfold.
        short, long = (self.comparisons(different, size, monkeypatch) for size in (5000, 20_000))
        assert long <= 6 * short + 500

    @staticmethod
    def comparisons(different: int, size: int, monkeypatch: pytest.MonkeyPatch) -> int:
        count = 0
        common = align_blocks._common

        def counted(a: list[str], b: list[str]) -> list[Block]:
            nonlocal count
            count += 1
            return common(a, b)

        rng = random.Random(1)
        words = [f"w{number}" for number in range(different)]
        with monkeypatch.context() as patch:
            patch.setattr(align_blocks, "_common", counted)
            align(" ".join(rng.choices(words, k=size)), " ".join(rng.choices(words, k=size)))
        return count

    def test_rapidfuzz_is_imported_only_for_texts_with_something_in_common(self) -> None:
        text = f"{COUNCIL[0]} {FERRY[2]} {COUNCIL[1]}"
        code = (
            "import sys; from reliacheck.archive.align import align;"
            f"align({STORY!r}, {OTHER!r}); before = 'rapidfuzz' in sys.modules;"
            f"align({STORY!r}, {text!r}); after = 'rapidfuzz' in sys.modules;"
            "print(before, after, 'numpy' in sys.modules)"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout.split() == ["False", "True", "False"], done.stderr


# --- properties

# Few words, so that texts have runs in common; marks and odd characters, so that offsets matter.
WORDS = (
    "ferry harbour said the of a council Tuesday’s İzmir straße ﬁre 1,000 U.S. half-sunk".split()
)
SEPARATORS = [" ", " ", " ", ", ", ". ", "\n\n", " — ", "” ", "\u200b", "\U0001f6a2 "]
PIECES = st.one_of(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(SEPARATORS)).map("".join),
    st.sampled_from([*FERRY[:3], COUNCIL[0]]).map(lambda sentence: sentence + " "),
    st.text(max_size=5),
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def words_in(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Words of the whole text that lie in the span."""
    inside = [word[:2] for word in prepare(text).words]
    return [one for one in inside if span[0] <= one[0] and one[1] <= span[1]]


def keys_in(text: str, span: tuple[int, int]) -> list[str]:
    read = prepare(text)
    pairs = zip(read.words, read.keys, strict=True)
    return [key for word, key in pairs if span[0] <= word.start and word.end <= span[1]]


@given(TEXTS, TEXTS, st.integers(4, 12))
def test_passages_are_in_range_and_in_order(a: str, b: str, min_words: int) -> None:
    passages = align(a, b, min_words=min_words)
    for one in passages:
        assert 0 <= one.a[0] < one.a[1] <= len(a)
        assert 0 <= one.b[0] < one.b[1] <= len(b)
        assert one.equal_words >= min_words or prepare(a).keys == prepare(b).keys
        assert 0 < one.similarity <= 1
        assert 0 < one.longest_run <= one.equal_words <= min(one.words_a, one.words_b)
    assert all(before.b[1] <= after.b[0] for before, after in pairwise(passages))
    in_a, in_b = shares(passages, len(prepare(a).words), len(prepare(b).words))
    assert 0 <= in_a <= 1
    assert 0 <= in_b <= 1


@given(TEXTS, TEXTS)
def test_counts_are_those_of_the_spans(a: str, b: str) -> None:
    for one in align(a, b):
        assert len(words_in(a, one.a)) == one.words_a
        assert len(words_in(b, one.b)) == one.words_b
        assert prepare(a).words[one.first_a].start == one.a[0]
        assert prepare(b).words[one.first_b].start == one.b[0]


@given(TEXTS, TEXTS)
def test_edits_cover_their_passage(a: str, b: str) -> None:
    for one in align(a, b):
        for text, whole, spans in (
            (a, one.a, [edit.a for edit in one.edits]),
            (b, one.b, [edit.b for edit in one.edits]),
        ):
            assert [word for span in spans for word in words_in(text, span)] == words_in(
                text, whole
            )
            assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(TEXTS, TEXTS)
def test_edits_are_what_they_say(a: str, b: str) -> None:
    for one in align(a, b):
        for edit in one.edits:
            cut_a, cut_b = keys_in(a, edit.a), keys_in(b, edit.b)
            kinds = {(True, True): "replace", (True, False): "delete", (False, True): "insert"}
            said = "equal" if cut_a == cut_b else kinds[bool(cut_a), bool(cut_b)]
            assert edit.kind == said
        equal = [len(words_in(b, edit.b)) for edit in one.edits if edit.kind == "equal"]
        assert (sum(equal), max(equal)) == (one.equal_words, one.longest_run)
        assert all(
            "equal" in (before.kind, after.kind) and before.kind != after.kind
            for before, after in pairwise(one.edits)
        )


@given(st.one_of(st.text(), TEXTS))
def test_any_text_and_itself(text: str) -> None:
    passages = align(text, text)
    words = len(prepare(text).words)
    assert len(passages) == bool(words)
    assert all(one.similarity == 1 and one.words_b == words for one in passages)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("港口大桥 重开", ["港", "口", "大", "桥", "重", "开"]),
        ("iPhoneを3台", ["iPhone", "を", "3", "台"]),
        ("Harbour bridge’s", ["Harbour", "bridge’s"]),
        ("мост открыт", ["мост", "открыт"]),
    ],
)
def test_a_han_character_or_kana_is_a_word(text: str, words: list[str]) -> None:
    read = prepare(text)
    assert [word.text for word in read.words] == words
    assert [text[word.start : word.end] for word in read.words] == words


def test_a_story_without_spaces_between_words_is_found_in_another() -> None:
    story = "港口大桥在暴风雨后重新开放，市长周一表示，修复工程比计划提前一周完成。"
    passage = only(story, f"新的第一段在这里。{story}")
    assert passage.equal_words == len(prepare(story).words) == 32


@given(st.text(), st.text())
def test_any_text_and_any_other(a: str, b: str) -> None:
    for one in align(a, b, min_words=1):
        assert one.equal_words >= 1


@given(st.permutations(FERRY), st.permutations(COUNCIL), st.integers(0, 6), st.randoms())
def test_what_is_planted_is_found(
    source: list[str], host: list[str], place: int, rng: random.Random
) -> None:
    size = rng.randint(1, 3)
    plant = " ".join(source[:size])
    text = " ".join([*host[:place], plant, *host[place:]])
    passage = only(" ".join(source), text)
    assert folded_words(cut(text, passage.b)) == folded_words(plant)


# --- labelled data


def test_pan_2013() -> None:
    """Every third pair; docs/measurements/alignment.md has the whole."""
    path = shared("reuse/pan13_train_450.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][::3]
    floors = {"no-obfuscation": 0.97, "random-obfuscation": 0.86}
    for kind, floor in floors.items():
        assert character_f1([row for row in rows if row["kind"] == kind]) >= floor
    others = [row for row in rows if row["kind"] == "no-plagiarism"]
    assert sum(bool(align(row["src"], row["susp"])) for row in others) <= 1


def character_f1(rows: list[dict[str, str]]) -> float:
    right = found = gold = 0
    for row in rows:
        passages = align(row["src"], row["susp"])
        for side, spans in (
            ("src", [one.a for one in passages]),
            ("susp", [one.b for one in passages]),
        ):
            said = {at for span in spans for at in range(*span)}
            true = {at for one in row["passages"] for at in range(*one[side])}  # type: ignore[index]
            right += len(said & true)
            found += len(said)
            gold += len(true)
    return 2 * right / (found + gold)
