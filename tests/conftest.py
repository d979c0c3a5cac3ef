from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from newsroom import Newsroom

pytest.register_assert_rewrite("reliacheck.testing")

# A machine with other work to do, or one that syncs to a slow disk, is no bug.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--runs", type=int, default=12, help="how many commands tests/archive/test_crash.py kills"
    )


@pytest.fixture
def room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Newsroom:
    """A newsroom with house rules in an empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    newsroom = Newsroom(tmp_path, capsys)
    newsroom.configure()
    return newsroom
