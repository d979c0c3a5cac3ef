from __future__ import annotations

from pathlib import Path

import pytest
from shared_data import VARIABLE, shared


def test_the_variable_says_where_the_data_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = tmp_path / "editor" / "marks.jsonl"
    marks.parent.mkdir()
    marks.touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert shared("editor/marks.jsonl") == marks


def test_a_test_without_its_data_is_skipped_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match=r"editor/marks\.jsonl is not in"):
        shared("editor/marks.jsonl")


def test_unless_said_otherwise_it_is_beside_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    with pytest.raises(pytest.skip.Exception) as caught:
        shared("no such file")
    assert str(beside) in str(caught.value)
