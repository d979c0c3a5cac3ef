"""The shipped weights are those that the tool makes of the labelled data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared_data import shared

TOOL = Path(__file__).resolve().parents[2] / "tools" / "train_attribution.py"


@pytest.mark.skipif(
    "RELIACHECK_SLOW" not in os.environ, reason="trains for minutes: RELIACHECK_SLOW=1 runs it"
)
def test_the_weights_are_those_of_the_tool() -> None:
    data = shared("attribution/polnear_train.jsonl.gz").parents[1]
    command = [sys.executable, str(TOOL), "--data", str(data), "--check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
