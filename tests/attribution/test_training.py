"""The shipped weights are those that the tool makes of the labelled data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared_data import shared

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.mark.skipif(
    "RELIACHECK_SLOW" not in os.environ, reason="trains for minutes: RELIACHECK_SLOW=1 runs it"
)
@pytest.mark.parametrize("tool", ["train_attribution.py", "train_queries.py"])
def test_the_weights_are_those_of_the_tool(tool: str) -> None:
    data = shared("attribution/polnear_train.jsonl.gz").parents[1]
    command = [sys.executable, str(TOOLS / tool), "--data", str(data), "--check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
