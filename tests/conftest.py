from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import Newsroom


@pytest.fixture
def room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Newsroom:
    """A newsroom with house rules in an empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    newsroom = Newsroom(tmp_path, capsys)
    newsroom.configure()
    return newsroom
