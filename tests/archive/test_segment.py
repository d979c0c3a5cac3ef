from __future__ import annotations

import os
import random
import subprocess
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck.archive import segment_writer
from reliacheck.archive.bulk import fingerprint_texts
from reliacheck.archive.hashing import find_kgrams, hash_kgrams
from reliacheck.archive.segment import (
    BLOCK,
    FURNITURE,
    FURNITURE_KEPT,
    HEADLINES,
    KEY_BITS,
    KEY_MASK,
    KGRAMS,
    MAGIC,
    PAYLOAD,
    VERSION,
    Kind,
    Segment,
    SegmentError,
)
from reliacheck.archive.segment_writer import merge_segments, write_segment

Pairs = Sequence[tuple[int, int]]
FURNITURE_ABOVE = KGRAMS.furniture_above

# Hashes that share buckets and remainders, and bytes of neighbouring remainders.
HASHES = st.one_of(
    st.integers(0, 2**64 - 1),
    st.integers(0, 600),
    st.integers(0, 255).map(lambda low: low << KEY_BITS - 8 | low * 0x0101),
)
ARTICLES = st.one_of(st.integers(0, 200), st.integers(0, FURNITURE - 1))
PAIRS = st.lists(st.tuples(HASHES, ARTICLES), max_size=300)


def write(path: Path, pairs: Pairs) -> Path:
    hashes = np.array([number for number, _ in pairs], dtype=np.uint64)
    articles = np.array([article for _, article in pairs], dtype=np.uint32)
    assert write_segment(path, hashes, articles) == len(postings(pairs))
    return path


def model(pairs: Pairs) -> dict[int, list[int]]:
    """What a segment of these pairs must answer for each key."""
    held: defaultdict[int, set[int]] = defaultdict(set)
    for number, article in pairs:
        held[number & KEY_MASK].add(article)
    return {
        key: [*sorted(articles - {FURNITURE})[:FURNITURE_KEPT], FURNITURE]
        if len(articles) > FURNITURE_ABOVE or FURNITURE in articles
        else sorted(articles)
        for key, articles in held.items()
    }


def postings(pairs: Pairs) -> list[tuple[int, int]]:
    return [(key, article) for key, articles in model(pairs).items() for article in articles]


def assert_answers(path: Path, pairs: Pairs, others: Iterable[int] = ()) -> None:
    """The segment at `path` holds these pairs and nothing else."""
    expected = model(pairs)
    asked = [*expected, *others, *(key ^ 1 for key in expected), *(key << 8 for key in expected)]
    with Segment(path) as segment:
        assert segment.verify() == []
        assert len(segment) == len(postings(pairs))
        assert segment.layout.furniture == sum(FURNITURE in a for a in expected.values())
        assert segment.lookup(asked) == [
            (place, article)
            for place, number in enumerate(asked)
            for article in expected.get(number & KEY_MASK, [])
        ]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For properties, which write the same file again and again."""
    return tmp_path_factory.mktemp("segments")


@given(pairs=PAIRS, others=st.lists(HASHES, max_size=20))
def test_what_is_written_is_found_and_nothing_else(
    folder: Path, pairs: Pairs, others: list[int]
) -> None:
    assert_answers(write(folder / "a.fp", pairs), pairs, others)


@pytest.mark.parametrize("bucket_bits", [8, 15, 16, 23, 24])
def test_remainders_of_every_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bucket_bits: int
) -> None:
    monkeypatch.setattr(segment_writer, "_LEAST_BUCKET_BITS", bucket_bits)
    pairs = random_pairs(1500, articles=200, seed=bucket_bits)
    path = write(tmp_path / "a.fp", pairs)
    with Segment(path) as segment:
        assert segment.layout.bucket_bits == bucket_bits
        assert segment.layout.remainder_size == {8: 4, 15: 4, 16: 3, 23: 3, 24: 2}[bucket_bits]
    assert_answers(path, pairs)


def random_pairs(count: int, articles: int, seed: int) -> list[tuple[int, int]]:
    """As from articles: most k-grams in one, some in more, one in all, one just not furniture."""
    chance = random.Random(seed)
    hashes = [chance.getrandbits(64) for _ in range(count)]
    pairs = [(chance.choice(hashes), chance.randrange(articles)) for _ in range(count)]
    pairs += [(hashes[0], article) for article in range(articles)]
    pairs += [(hashes[1] ^ 1, article) for article in range(min(articles, FURNITURE_ABOVE))]
    chance.shuffle(pairs)
    return pairs


@pytest.mark.parametrize("kind", [KGRAMS, HEADLINES], ids=lambda kind: kind.name)
def test_furniture_keeps_only_its_earliest_articles(tmp_path: Path, kind: Kind) -> None:
    most = kind.furniture_above
    for count in (most, most + 1):
        numbers = [*range(5, 5 + count)] * 2
        hashes, articles = np.full(2 * count, 7, np.uint64), np.array(numbers, np.uint32)
        write_segment(tmp_path / "a.fp", hashes, articles, kind)
        with Segment(tmp_path / "a.fp", kind) as segment:
            found = [article for _, article in segment.lookup([7])]
        assert found == (numbers[:count] if count == most else [5, 6, 7, 8, FURNITURE])


def test_a_segment_of_the_other_kind_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fp", [(1, 1)])
    with pytest.raises(SegmentError, match="was made with other parameters"):
        Segment(path, HEADLINES)


def test_a_segment_of_another_archive_is_refused(tmp_path: Path) -> None:
    hashes, articles = np.array([1], np.uint64), np.array([1], np.uint32)
    write_segment(tmp_path / "a.fp", hashes, articles, identity=2**62 + 5)
    with Segment(tmp_path / "a.fp", identity=2**62 + 5) as segment:
        assert segment.lookup([1]) == [(0, 1)]
    with pytest.raises(SegmentError, match="belongs to another archive"):
        Segment(tmp_path / "a.fp", identity=4)


def test_a_passage_leads_back_to_its_article_and_its_place(tmp_path: Path) -> None:
    run = "the old northern pier will close to all traffic before the first storms of autumn"
    texts = [
        "Nothing of note was decided at the meeting of the ferry operators on Monday evening.",
        f"The harbour board said {run}, and that it has no plans to open it again.",
    ]
    fingerprints = fingerprint_texts(texts)
    write_segment(tmp_path / "a.fp", fingerprints.hashes, fingerprints.texts + np.uint32(40))
    new = f"Residents of Port Ellary have been told that {run.upper()}."
    kgrams = find_kgrams(new)
    with Segment(tmp_path / "a.fp") as segment:
        hits = segment.lookup(kgram.hash for kgram in kgrams)
    assert {article for _, article in hits} == {41}
    places = [kgrams[place] for place, _ in hits]
    assert all(new[place.start : place.end].lower() in run for place in places)


# Merging


@given(parts=st.lists(PAIRS, min_size=1, max_size=5))
def test_a_merged_segment_holds_what_its_parts_held(folder: Path, parts: list[Pairs]) -> None:
    paths = [write(folder / f"{number}.fp", pairs) for number, pairs in enumerate(parts)]
    merge_segments(paths, folder / "merged.fp")
    assert_answers(folder / "merged.fp", [pair for pairs in parts for pair in postings(pairs)])


@given(parts=st.lists(PAIRS, min_size=1, max_size=3), live=st.sets(st.integers(0, 200)))
def test_merging_drops_the_dead(folder: Path, parts: list[Pairs], live: set[int]) -> None:
    paths = [write(folder / f"{number}.fp", pairs) for number, pairs in enumerate(parts)]
    bitmap = np.array([article in live for article in range(150)], dtype=np.bool_)
    merge_segments(paths, folder / "merged.fp", bitmap)
    kept = {article for article in live if article < 150} | {FURNITURE}
    held = [pair for pairs in parts for pair in postings(pairs)]
    assert_answers(folder / "merged.fp", [pair for pair in held if pair[1] in kept])


@pytest.mark.parametrize("slice_postings", [50, 1000, 10_000])
def test_merging_in_slices_makes_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_postings: int
) -> None:
    # Parts of other sizes have other buckets and remainders than the whole.
    parts = [random_pairs(count, 90, seed=count) for count in (20, 3000, 9000)]
    paths = [write(tmp_path / f"{number}.fp", pairs) for number, pairs in enumerate(parts)]
    merge_segments(paths, tmp_path / "whole.fp")
    monkeypatch.setattr(segment_writer, "_MERGED_AT_ONCE", slice_postings)
    merge_segments(paths, tmp_path / "sliced.fp")
    assert (tmp_path / "sliced.fp").read_bytes() == (tmp_path / "whole.fp").read_bytes()
    assert_answers(tmp_path / "sliced.fp", [pair for pairs in parts for pair in postings(pairs)])


def test_what_is_common_in_all_parts_together_becomes_furniture(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / f"{first}.fp", [(7, article) for article in range(first, first + 40)])
        for first in (0, 20, 40)
    ]
    merge_segments(paths[:2], tmp_path / "two.fp")  # 60 articles
    merge_segments(paths, tmp_path / "three.fp")  # 80
    with Segment(tmp_path / "two.fp") as two, Segment(tmp_path / "three.fp") as three:
        assert two.lookup([7]) == [(0, article) for article in range(60)]
        assert three.lookup([7]) == [(0, article) for article in (0, 1, 2, 3, FURNITURE)]


def test_a_damaged_part_is_not_merged(tmp_path: Path) -> None:
    good, bad = (write(tmp_path / name, random_pairs(100, 9, 1)) for name in ("a.fp", "b.fp"))
    flip(bad, bad.stat().st_size - 300)
    with pytest.raises(SegmentError, match=r"b\.fp: articles: 1 of \d+ blocks damaged"):
        merge_segments([good, bad], tmp_path / "merged.fp")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.fp", "b.fp"]


# Damage


def flip(path: Path, at: int) -> None:
    """Turn one bit over; a second time turns it back."""
    with path.open("r+b", buffering=0) as file:
        file.seek(at)
        value = file.read(1)[0]
        file.seek(at)
        file.write(bytes([value ^ 1 << at % 8]))


def reported(path: Path) -> str:
    """What opening or verifying a segment finds wrong with it."""
    try:
        with Segment(path) as segment:
            return "; ".join(segment.verify())
    except SegmentError as error:
        return str(error)


def answer(path: Path, key: int) -> list[int] | None:
    """The articles that a segment has for a key; None if it refuses to say."""
    try:
        with Segment(path) as segment:
            return [article for _, article in segment.lookup([key])]
    except SegmentError:
        return None


def test_no_damaged_byte_goes_unnoticed(tmp_path: Path) -> None:
    pairs = random_pairs(60, 20, seed=4)
    path = write(tmp_path / "a.fp", pairs)
    content = path.read_bytes()
    assert len(content) == 5 * BLOCK
    key, articles = max(model(pairs).items(), key=lambda item: len(item[1]))
    refused = 0
    for at in range(len(content)):
        flip(path, at)
        assert reported(path), at
        given = answer(path, key)
        assert given in (None, articles), at
        refused += given is None
        flip(path, at)
    assert path.read_bytes() == content
    assert refused >= 4 * BLOCK  # all but one half of the directory


def test_a_lookup_does_not_believe_a_damaged_block(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fp", [(number, 1) for number in range(5)])
    flip(path, path.stat().st_size - BLOCK)
    with Segment(path) as segment:
        assert segment.lookup([2**30]) == []
        with pytest.raises(SegmentError, match=r"a\.fp: is damaged at byte \d+; `reliacheck"):
            segment.lookup([4])
        assert segment.verify() == [
            f"articles: 1 of 1 blocks damaged, first at byte {path.stat().st_size - BLOCK}"
        ]


def test_blocks_in_the_wrong_place_are_damage(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fp", [(number << 32, number) for number in range(256)] * 4)
    content = path.read_bytes()
    last = len(content) - BLOCK
    path.write_bytes(content[: last - BLOCK] + content[last:] + content[last - BLOCK : last])
    with Segment(path) as segment:
        assert segment.verify() == [
            f"articles: 2 of 2 blocks damaged, first at byte {last - BLOCK}"
        ]


def test_a_truncated_or_longer_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fp", random_pairs(300, 20, seed=4))
    content = path.read_bytes()
    for size in [*range(0, len(content), 97), len(content) - 1]:
        path.write_bytes(content[:size])
        with pytest.raises(SegmentError, match=r"a\.fp: (is cut short|has \d+ bytes instead of)"):
            Segment(path)
    path.write_bytes(content + b"\0")
    with pytest.raises(SegmentError, match="instead of"):
        Segment(path)


@pytest.mark.parametrize("content", [b"SQLite format 3\0" * 200, b"\0" * 4096, b"x", b"%PDF-1.7\n"])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.fp"
    path.write_bytes(content)
    with pytest.raises(SegmentError, match=r"a\.fp: is not a fingerprint segment"):
        Segment(path)


def with_header(path: Path, at: int, value: bytes) -> None:
    """Put `value` into the header as a writer of another version would, checksum and all."""
    content = bytearray(path.read_bytes())
    content[at : at + len(value)] = value
    content[PAYLOAD:BLOCK] = zlib.crc32(content[:PAYLOAD]).to_bytes(4, "little")
    path.write_bytes(content)


def test_a_newer_format_is_refused_as_such(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fp", [(1, 1)])
    with_header(path, len(MAGIC), (VERSION + 1).to_bytes(2, "little"))
    expected = "has format version 2, and this reliacheck reads 1; use the newer reliacheck"
    with pytest.raises(SegmentError, match=expected):
        Segment(path)


@pytest.mark.parametrize("at", [10, 12, 13], ids=["scheme", "words a k-gram", "window"])
def test_other_parameters_are_refused(tmp_path: Path, at: int) -> None:
    path = write(tmp_path / "a.fp", [(1, 1)])
    with_header(path, at, b"\x63")
    with pytest.raises(SegmentError, match=r"was made with other parameters.*archive verify"):
        Segment(path)


# Writing


def test_a_failed_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.fp", [(1, 1)])

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_segment(path, np.array([2], np.uint64), np.array([2], np.uint32))
    assert [path] == list(tmp_path.iterdir())
    assert_answers(path, [(1, 1)])


def test_more_postings_than_a_segment_can_count_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segment_writer, "_MOST_POSTINGS", 10)
    paths = [
        write(tmp_path / f"{first}.fp", [(first + at, 1) for at in range(6)]) for first in (0, 9)
    ]
    with pytest.raises(ValueError, match="a segment holds up to 10 postings, not 12"):
        merge_segments(paths, tmp_path / "merged.fp")
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_a_file_cut_short_while_it_is_open_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fp", random_pairs(3000, 20, seed=4))
    with Segment(path) as segment:
        os.truncate(path, BLOCK * 2)
        with pytest.raises(SegmentError, match="is damaged at byte"):
            segment.lookup(range(0, 2**40, 2**34))


def test_a_segment_open_for_reading_may_be_replaced(tmp_path: Path) -> None:
    path = write(tmp_path / "a.fp", [(1, 1)])
    with Segment(path) as old:
        write(path, [(1, 2)])
        with Segment(path) as new:
            assert (old.lookup([1]), new.lookup([1])) == ([(0, 1)], [(0, 2)])


def test_reading_needs_no_numpy(tmp_path: Path) -> None:
    text = "the old northern pier will close to all traffic before the storms"
    number = hash_kgrams(text)[0]
    path = write(tmp_path / "a.fp", [(number, 3)])
    script = (
        "import sys; from pathlib import Path;"
        "from reliacheck.archive.hashing import hash_kgrams;"
        "from reliacheck.archive.segment import Segment;"
        "print(Segment(Path(sys.argv[1])).lookup(hash_kgrams(sys.argv[2])), 'numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path, text], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[(0, 3)] False\n"
