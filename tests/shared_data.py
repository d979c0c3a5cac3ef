"""The labelled data beside the checkout; a test that wants some is skipped where it is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "RELIACHECK_SHARED"


def shared(name: str) -> Path:
    """The file or folder `name` of the shared data; skips the test, with a reason, without it."""
    folder = _folder()
    found = folder / name
    if not found.exists():
        pytest.skip(f"{name} is not in {folder} ({VARIABLE} may name another folder)")
    return found


def _folder() -> Path:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
