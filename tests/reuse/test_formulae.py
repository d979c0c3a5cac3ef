"""Fixed phrases of news English that nobody owns."""

from __future__ import annotations

import subprocess
import sys
from array import array
from pathlib import Path

import pytest
from shared_data import shared

from reliacheck.reuse.formulae import FILE, find_formulae

TOOL = Path(__file__).resolve().parents[2] / "tools" / "find_formulae.py"


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_formulae(text)]


def numbers() -> array[int]:
    stored = array("Q", FILE.read_bytes())
    if sys.byteorder == "big":
        stored.byteswap()
    return stored


def test_the_file_is_sorted_without_a_number_twice() -> None:
    stored = numbers().tolist()
    assert len(stored) > 10_000
    assert stored == sorted(set(stored))


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "The company did not immediately respond to a request for comment on Friday.",
            "did not immediately respond to",
        ),
        (
            "She spoke on condition of anonymity because she was not authorized to speak publicly.",
            "on condition of anonymity because",
        ),
    ],
)
def test_a_phrase_that_every_paper_prints_is_found(text: str, formula: str) -> None:
    assert formula in found(text)


def test_longer_phrases_are_overlapping_runs_in_order() -> None:
    spans = list(find_formulae("It did not immediately respond to a request for comment."))
    assert len(spans) > 3
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    "text",
    [
        "Fishermen took ninety people off the reef in two trawlers before the tide turned.",
        "respond",
        "",
    ],
)
def test_a_reporters_own_words_are_none(text: str) -> None:
    assert found(text) == []


def test_case_and_marks_do_not_count() -> None:
    assert found("DID NOT IMMEDIATELY RESPOND TO A REQUEST")
    assert found("did not, immediately, respond to a request")


@pytest.mark.skipif(not TOOL.exists(), reason="the tools are not beside these tests")
def test_the_tool_makes_the_same_file() -> None:
    data = shared("news/abp_sample_8k.jsonl.gz").parents[1]
    done = subprocess.run(
        [sys.executable, str(TOOL), "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
