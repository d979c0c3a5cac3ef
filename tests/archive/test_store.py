"""The local archive: what is its own beside what every archive does (test_conformance.py)."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import assert_found, assert_whole, fill, invented, segment_files

from reliacheck.archive import ArchiveError, Filter, find_matches
from reliacheck.archive.batch import Batch
from reliacheck.archive.hashing import KGRAM, WINDOW, hash_kgrams
from reliacheck.archive.intake import prepare
from reliacheck.archive.items import item_of
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.merging import segments_to_merge
from reliacheck.archive.protocol import Added
from reliacheck.archive.repair import verify
from reliacheck.archive.writer import LocalWriter
from reliacheck.article import Article
from reliacheck.records import Record, article_of, content_of
from reliacheck.testing import invented_words


def assert_sound(folder: Path) -> None:
    with LocalWriter(folder) as archive:
        verified = verify(archive, lambda _: None)
    assert (verified.rebuilt, verified.lost) == ([], [])


class TestSegments:
    def test_small_ones_are_merged_as_they_come(self, tmp_path: Path) -> None:
        folder = fill(tmp_path / "archive", *([invented(number, 30)] for number in range(30)))
        with LocalArchive(folder) as archive:
            assert 1 <= archive.stats().details["segments"] <= 2  # type: ignore[operator]
        fingerprints, headlines = segment_files(folder)
        assert len(fingerprints) == len(headlines) <= 2
        assert_whole(folder, [invented(number, 30) for number in range(30)])
        assert_sound(folder)

    def test_what_is_gone_is_merged_away(self, tmp_path: Path) -> None:
        folder = fill(tmp_path / "archive", [invented(number, 30) for number in range(20)])
        with LocalWriter(folder) as archive:
            archive.remove(Filter(ids=[f"story-{number}" for number in range(10)]))
            archive.compact()
            (row,) = archive.manifest
            assert row.articles == 10
            gone = hash_kgrams(content_of(invented(3, 30)))
            assert archive.postings(gone) == []
            kept = hash_kgrams(content_of(invented(13, 30)))
            assert {number for _, number in archive.postings(kept)} == {13}
            assert archive.add([invented(3, 30)]) == Added(1, 0, 0)
            archive.compact()
            before = segment_files(folder)
            archive.compact()  # there is nothing to do
            assert segment_files(folder) == before

    def test_readers_keep_what_they_have_open(self, tmp_path: Path) -> None:
        folder = tmp_path / "archive"
        with ExitStack() as stack:
            readers = []
            for number in range(10):
                fill(folder, [invented(number, 30)])
                readers.append(stack.enter_context(LocalArchive(folder)))
            with LocalWriter(folder) as writer:
                writer.compact()
                writer.remove(Filter(ids=["story-0"]))
            for number, reader in enumerate(readers):
                assert [one.id for one in reader.select(Filter())] == [
                    f"story-{one}" for one in range(number + 1)
                ]
                assert_found(reader, invented(0, 30))
                assert_found(reader, invented(number, 30))
        assert_whole(folder, [invented(number, 30) for number in range(1, 10)])

    def test_figures_while_files_come_and_go(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = fill(tmp_path / "archive", [invented(1)])
        with LocalArchive(folder) as archive:
            size = archive.stats().bytes
            there = Path.is_file
            gone = folder / "segments" / "0-0-1.fp"
            monkeypatch.setattr(Path, "is_file", lambda self: self == gone or there(self))
            gone.unlink()
            assert 0 < archive.stats().bytes < size

    def test_what_a_crash_left_is_swept_and_nothing_else(self, tmp_path: Path) -> None:
        folder = fill(tmp_path / "archive", [invented(1)])
        segments = folder / "segments"
        left = ["5-9-77.fp", "5-9-77.hl", "0-0-1.fp.partial", "5-9-78.hl.partial"]
        other = ["notes.txt", "5-9.fp", "x.fp"]
        for name in (*left, *other):
            (segments / name).write_bytes(b"")
        LocalWriter(folder).close()
        names = {path.name for path in segments.iterdir()}
        assert names == {"0-0-1.fp", "0-0-1.hl", *other}

    @given(st.lists(st.integers(1, 300_000), max_size=12))
    def test_merging_ends_and_leaves_few(self, sizes: list[int]) -> None:
        while count := segments_to_merge(sizes):
            assert 2 <= count <= len(sizes)
            sizes = [*sizes[:-count], sum(sizes[-count:])]
        assert len(sizes) <= 8

    def test_a_day_of_feeds_has_few_segments_and_merges_little(self) -> None:
        sizes, written = [1_000_000], 0
        for _ in range(1000):
            sizes.append(100)
            while count := segments_to_merge(sizes):
                sizes[-count:] = [sum(sizes[-count:])]
                written += sizes[-1]
        assert sizes[0] == 1_000_000
        assert len(sizes) <= 8
        assert written < 16 * 100_000  # each article is written about 14 times


class TestBatches:
    def test_commits_are_told_and_stay(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Batch, "is_full", lambda self: self.articles >= 10)
        told: list[Added] = []
        lots = [prepare([invented(one, 30) for one in range(at, at + 5)]) for at in range(0, 40, 5)]

        def broken() -> object:
            yield from lots
            raise ValueError("a line that is none")

        with LocalWriter(tmp_path / "archive", create=True) as archive:
            with pytest.raises(ValueError, match="a line that is none"):
                archive.add_prepared(broken(), told.append)  # type: ignore[arg-type]
            assert told == [Added(10, 0, 0), Added(20, 0, 0), Added(30, 0, 0), Added(40, 0, 0)]
        assert_whole(tmp_path / "archive", [invented(one, 30) for one in range(40)])
        assert_sound(tmp_path / "archive")

    def test_what_fails_within_a_batch_leaves_nothing_of_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = fill(tmp_path / "archive", [invented(0)])

        def fails(*_: object) -> int:
            raise OSError(5, "Input/output error")

        with LocalWriter(folder) as archive:
            monkeypatch.setattr("reliacheck.archive.writer.write_segment", fails)
            with pytest.raises(ArchiveError, match="Input/output error; nothing was lost"):
                archive.add([invented(1)])
            monkeypatch.undo()
            assert archive.add([invented(2)]) == Added(1, 0, 0)
            assert [entry.number for entry in archive.select(Filter())] == [0, 1]
        assert_whole(folder, [invented(0), invented(2)])
        assert_sound(folder)

    def test_more_than_a_lot_at_once(self, tmp_path: Path) -> None:
        records = [invented(number, 12) for number in range(1234)]
        with LocalWriter(tmp_path / "archive", create=True) as archive:
            assert archive.add(iter(records)) == Added(1234, 0, 0)
            assert archive.add([*records, *records]) == Added(0, 0, 2468)
            changed = [record | {"language": "en"} for record in records]
            assert archive.add(changed) == Added(0, 1234, 0)
            assert archive.stats().versions == 1234

    def test_an_archive_that_is_full_says_so(self, tmp_path: Path) -> None:
        folder = fill(tmp_path / "archive", [invented(0)])
        connection = sqlite3.connect(folder / "archive.db")
        connection.execute("UPDATE about SET value = ? WHERE name = 'next_number'", [2**32 - 1])
        connection.commit()
        connection.close()
        with LocalWriter(folder) as archive, pytest.raises(ArchiveError, match="archive is full"):
            archive.add([invented(1)])
        assert_whole(folder, [invented(0)])


class TestIds:
    def test_an_id_is_that_of_the_article(self) -> None:
        for record in (invented(1), {"body": "Bridge.\n\nOpen."}, {"body": "Bridge", "id": 7}):
            assert item_of(record, content_of(record)).id == article_of(record).ref.id

    @pytest.mark.parametrize("outlet", ["Le Phare", "ΦΆΡΟΣ", "harbour post"])
    def test_outlets_of_one_item_are_compared_in_lower_case(
        self, tmp_path: Path, outlet: str
    ) -> None:
        records: list[Record] = [invented(1, outlet=name) for name in (outlet, outlet.upper())]
        with LocalWriter(tmp_path / "archive", create=True) as archive:
            assert archive.add(records).new == 1


# The guarantee of winnowing, through a real archive.

ALPHABET = [f"w{number}" for number in range(40)]
SURE = KGRAM + WINDOW - 1
SOURCES = [invented_words(("source", number), 150).split() for number in range(40)]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalArchive]:
    folder = tmp_path_factory.mktemp("planted") / "archive"
    records = [{"body": " ".join(words), "guid": str(at)} for at, words in enumerate(SOURCES)]
    fill(folder, records[:32], records[32:])
    with LocalArchive(folder) as archive:
        yield archive


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, len(SOURCES) - 1),
    st.integers(0, 150 - SURE),
    st.lists(st.sampled_from(ALPHABET), max_size=60),
    st.lists(st.sampled_from(ALPHABET), max_size=60),
    st.sampled_from([" ", "\n\n", ", ", " – ", "  “"]),
)
def test_any_run_of_twelve_words_is_found(
    planted: LocalArchive, source: int, at: int, before: list[str], after: list[str], gap: str
) -> None:
    run = SOURCES[source][at : at + SURE]
    text = f"{' '.join(before)} {gap.join(run)} {' '.join(after)}".strip()
    hits = {number for _, number in planted.postings(hash_kgrams(text))}
    assert source in hits
    matches = find_matches(planted, Article.compose(body=text))
    assert [match.entry.id for match in matches] == [str(source)]


def test_runs_are_found_in_texts_of_few_words(tmp_path: Path) -> None:
    """Where k-grams repeat, and half of what is made up is in common anyway."""
    chance = random.Random(7)
    texts = [" ".join(chance.choices(ALPHABET[:6], k=80)) for _ in range(30)]
    folder = fill(tmp_path / "archive", ({"body": text, "guid": text} for text in texts))
    with LocalArchive(folder) as archive:
        for number in range(300):
            source = chance.randrange(len(texts))
            start = chance.randrange(80 - SURE)
            run = texts[source].split()[start : start + SURE]
            text = " ".join([*chance.choices(ALPHABET, k=20), *run, *chance.choices(ALPHABET, k=9)])
            found = archive.postings(hash_kgrams(text))
            assert source in {number for _, number in found}, number
