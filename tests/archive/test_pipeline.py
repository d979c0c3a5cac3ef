"""From files to prepared articles: the same in order and content, however the work is cut up."""

from __future__ import annotations

import io
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stories import as_lines, invented

from reliacheck.archive import pipeline
from reliacheck.archive.pipeline import (
    Lines,
    Lot,
    Reading,
    prepare_all,
    units_of_file,
    units_of_paths,
    units_of_stream,
)
from reliacheck.errors import ReliacheckError
from reliacheck.reading import Limits

READING = Reading(Limits(2_000_000, 5.0))
RECORDS = [invented(number, 20 + 7 * number % 60) for number in range(50)]


def records_of(lots: list[Lot]) -> list[dict[str, Any]]:
    return [json.loads(zlib.decompress(one)) for lot in lots for one in lot.prepared.records]


def read_file(
    path: Path, stretch: int, monkeypatch: pytest.MonkeyPatch, jobs: int = 1
) -> list[Lot]:
    monkeypatch.setattr(pipeline, "_STRETCH", stretch)
    return list(prepare_all(units_of_file(str(path)), READING, jobs, None))


@pytest.mark.parametrize("stretch", [1, 100, 1000, 5000, 1 << 20])
def test_stretches_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_lines(RECORDS))
    lots = read_file(path, stretch, monkeypatch)
    assert records_of(lots) == RECORDS
    assert sum(lot.unit.size for lot in lots) == path.stat().st_size
    assert sum(lot.lines for lot in lots) == len(RECORDS)
    assert len(lots) == 1 if stretch > 100_000 else len(lots) > 4


@pytest.mark.parametrize("stretch", [1000, 10_000])
def test_two_processes_give_what_one_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_lines(RECORDS[:25]) + b"{oops\n" + as_lines(RECORDS[25:]))
    one = read_file(path, stretch, monkeypatch)
    two = read_file(path, stretch, monkeypatch, jobs=2)
    assert [(lot.unit, lot.problems, lot.notes, lot.lines) for lot in one] == [
        (lot.unit, lot.problems, lot.notes, lot.lines) for lot in two
    ]
    assert [tuple(map(tuple, lot.prepared.items)) for lot in one] == [
        tuple(map(tuple, lot.prepared.items)) for lot in two
    ]
    for mine, theirs in zip(one, two, strict=True):
        assert list(mine.prepared.records) == list(theirs.prepared.records)
        for some, others in (
            (mine.prepared.fingerprints, theirs.prepared.fingerprints),
            (mine.prepared.headlines, theirs.prepared.headlines),
        ):
            for column, same in zip(some, others, strict=True):
                np.testing.assert_array_equal(np.asarray(column), np.asarray(same))
    assert records_of(two) == RECORDS


LINE = st.sampled_from([json.dumps(record).encode() for record in RECORDS[:4]])
END = st.sampled_from([b"\n", b"\r\n", b"\n\n", b"\n  \t\n", b"\r\n\r\n"])


@given(
    st.lists(st.tuples(LINE, END), max_size=8),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.booleans(),
    st.integers(1, 900),
)
@example([], b"", False, 10)
@example([], b"\xef\xbb\xbf", True, 1)
def test_line_ends_marks_and_empty_lines(
    pairs: list[tuple[bytes, bytes]], mark: bytes, last_end: bool, stretch: int
) -> None:
    data = mark + b"".join(line + end for line, end in pairs)
    if not last_end:
        data = data.rstrip(b"\r\n \t")
    expected = [json.loads(line) for line, _ in pairs]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_STRETCH", stretch)
        units = units_of_stream(io.BytesIO(data), "wire.jsonl")
        lots = list(prepare_all(units, READING, 1, None))
    assert records_of(lots) == expected
    assert all(not lot.problems for lot in lots)
    assert sum(lot.lines for lot in lots) == data.count(b"\n") + (data[-1:] not in (b"", b"\n"))


@given(st.lists(st.one_of(LINE, st.just(b"{oops")), max_size=12), st.integers(1, 900))
def test_a_problem_is_told_with_its_line(lines: list[bytes], stretch: int) -> None:
    data = b"\n".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_STRETCH", stretch)
        units = units_of_stream(io.BytesIO(data), "wire.jsonl")
        lots = list(prepare_all(units, READING, 1, None))
    found, before = [], 0
    for lot in lots:
        found += [before + line for line, _, _ in lot.problems]
        before += lot.lines
    assert found == [number for number, line in enumerate(lines, 1) if line == b"{oops"]


def test_an_empty_file_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"")
    assert list(units_of_file(str(path))) == []
    assert list(units_of_stream(io.BytesIO(), "x")) == []
    assert list(prepare_all([], READING, 1, 0)) == []


def test_a_line_that_is_too_long_is_a_problem() -> None:
    reading = Reading(Limits(300, 5.0))
    data = as_lines([{"body": "Short."}, {"body": "long " * 100}, {"body": "Again."}])
    (lot,) = prepare_all([Lines("a.jsonl", 0, len(data), data)], reading, 1, None)
    ((line, path, reason),) = lot.problems
    assert (line, path) == (2, "a.jsonl")
    assert "larger than 300 bytes" in reason
    assert [one["body"] for one in records_of([lot])] == ["Short.", "Again."]


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_for_plugins(tmp_path: Path, jobs: int) -> None:
    paths = []
    for number in range(70):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Headline {number}\n\nThe body of story {number} is here.\n")
        paths.append(str(path))
    (tmp_path / "30.txt").write_bytes(b"\xff\xfe\xff")
    lots = list(prepare_all(units_of_paths(paths), READING, jobs, None))
    kept = [number for number in range(70) if number != 30]
    assert [one["headline"] for one in records_of(lots)] == [f"Headline {one}" for one in kept]
    ((line, path_, reason),) = [problem for lot in lots for problem in lot.problems]
    assert (line, path_) == (0, paths[30])
    assert reason


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    (tmp_path / "plugin.py").write_text(
        "import os\n"
        "from reliacheck import hookimpl\n"
        "@hookimpl\n"
        "def reliacheck_read(source):\n"
        "    os._exit(1)\n"
    )
    path = tmp_path / "a.txt"
    path.write_text("Ferry sails\n\nIt sails at noon.\n")
    reading = READING._replace(plugin_files=(tmp_path / "plugin.py",))
    with pytest.raises(ReliacheckError, match=r"a reading process died .* run with --jobs 1"):
        list(prepare_all(units_of_paths([str(path)]), reading, 2, None))
