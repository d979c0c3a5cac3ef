"""The parts that clusters are made of."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reliacheck.archive.bulk import fingerprint_texts
from reliacheck.clusters.grouping import Units
from reliacheck.clusters.partial import MOST_HOLDERS, Candidate, Postings
from reliacheck.clusters.spill import Partitions, Records, Rows
from reliacheck.clusters.times import how_long, how_much_later

NOTHING = np.empty(0, np.uint64)


@pytest.mark.parametrize(
    ("seconds", "by_the_day", "told"),
    [
        (0, False, "0 s"),
        (59, False, "59 s"),
        (60, False, "1 min"),
        (4_800, False, "1 h 20 min"),
        (7_200, False, "2 h"),
        (90_000, False, "1 d 1 h"),
        (4 * 86_400 + 3_600, False, "4 d"),
        (86_400, True, "1 d"),
        (400 * 86_400, False, "1 y 34 d"),
        (-4_800, False, "1 h 20 min"),
    ],
)
def test_durations(seconds: float, by_the_day: bool, told: str) -> None:
    assert how_long(seconds, by_the_day=by_the_day) == told


def test_how_much_later() -> None:
    assert how_much_later(None) == "unknown"
    assert how_much_later(0.0) == "same time"
    assert how_much_later(3_600.0, by_the_day=True) == "same day"
    assert how_much_later(-60.0) == "1 min earlier"


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30))
def test_groups_are_what_pairs_connect(pairs: list[tuple[int, int]]) -> None:
    units = Units(20)
    sets = {number: {number} for number in range(20)}
    for a, b in pairs:
        units.join(a, b)
        both = sets[a] | sets[b]
        sets.update(dict.fromkeys(both, both))
    expected = sorted({tuple(sorted(one)) for one in sets.values() if len(one) > 1})
    assert sorted(map(tuple, units.groups())) == expected
    assert units.roots().tolist() == [min(sets[number]) for number in range(20)]


def candidates(folder: Path, texts: list[str], groups: list[int]) -> list[Candidate]:
    postings = Postings(folder)
    postings.append(fingerprint_texts(texts), np.arange(len(texts)))
    found = postings.candidates(np.array(groups, np.uint32), NOTHING)
    postings.close()
    return found


def line(first: int, count: int = 60) -> str:
    return " ".join(f"word{number}" for number in range(first, first + count))


def test_texts_with_a_passage_in_common_are_candidates(tmp_path: Path) -> None:
    texts = [line(0), line(1_000), f"{line(2_000)} {line(20, 30)}", line(3_000)]
    (found,) = candidates(tmp_path, texts, [0, 1, 2, 3])
    assert (found.a, found.b) == (0, 2)
    assert found.common >= 3


def test_texts_of_one_group_are_not(tmp_path: Path) -> None:
    assert not candidates(tmp_path, [line(0), line(0)], [0, 0])


def test_of_two_groups_few_texts_are_compared(tmp_path: Path) -> None:
    texts = [f"{line(0)} {line(1_000 + 100 * n, 50)}" for n in range(20)]
    found = candidates(tmp_path, texts, [0] * 10 + [10] * 10)
    assert len(found) == 2


def test_what_very_many_have_makes_no_pair(tmp_path: Path) -> None:
    count = MOST_HOLDERS + 1
    texts = [f"{line(0)} {line(1_000 + 100 * n, 50)}" for n in range(count)]
    assert not candidates(tmp_path, texts, list(range(count)))
    # Of one group they count once.
    tail = [f"{line(0)} {line(900_000, 50)}"]
    assert candidates(tmp_path, texts + tail, [0] * count + [count])


def test_what_is_kept_on_disk_comes_back(tmp_path: Path) -> None:
    records = Records(tmp_path / "records")
    for number in range(3):
        records.append(zlib.compress(json.dumps({"n": number}).encode()))
    assert [records.read(number)["n"] for number in (2, 0, 1)] == [2, 0, 1]
    records.close()

    rows = Rows(tmp_path / "rows", 4, np.uint32)
    rows.append(np.arange(8).reshape(2, 4))
    rows.append(np.arange(8, 12))
    assert [rows.row(number).tolist()[0] for number in (2, 0, 1)] == [8, 0, 4]
    rows.close()

    parts = Partitions(tmp_path, "parts", np.dtype([("value", "<u4")]))
    for first in (0, 100):
        some = np.arange(first, first + 100, dtype=np.uint32)
        parts.append(some.view([("value", "<u4")]), some % Partitions.COUNT)
        assert parts.read(1)["value"].tolist()[:2] == [1, 33]
    assert parts.read(4)["value"].tolist() == [4, 36, 68, 100, 132, 164, 196]
    parts.close()
