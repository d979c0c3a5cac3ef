"""Settings of the bundled rules that mean nothing are refused, with file, rule and key."""

from __future__ import annotations

import pytest
from newsroom import Newsroom


@pytest.mark.parametrize(
    ("rule", "setting", "says"),
    [
        ("sources.stale-ratings", "max-age = -1", "max-age: expected 0 or more, not -1"),
        ("sources.circular", "days = -1", "days: expected 0 or more, not -1"),
        (
            "sources.single-source",
            "min-statements = 0",
            "min-statements: expected 1 or more, not 0",
        ),
        (
            "sources.mostly-unnamed",
            "min-statements = -2",
            "min-statements: expected 1 or more, not -2",
        ),
        ("sources.mostly-unnamed", "share = 1.5", "share: expected a number from 0 to 1, not 1.5"),
        ("sources.mostly-unnamed", "share = nan", "share: expected a number from 0 to 1, not nan"),
        ("attribution.unattributed-claim", "most = -3", "most: expected 0 or more, not -3"),
        ("attribution.unclear-source", "most = -3", "most: expected 0 or more, not -3"),
    ],
)
def test_a_value_that_means_nothing(room: Newsroom, rule: str, setting: str, says: str) -> None:
    room.write("story.txt", "Harbour closes\n\nThe harbour was closed on Monday, the port said.\n")
    room.write("reliacheck.toml", f'[rules."{rule}"]\n{setting}\n')
    done = room.run("check", "story.txt")
    assert (done.code, done.out) == (2, "")
    assert "reliacheck.toml" in done.err
    assert f'rules."{rule}": {says}' in done.err


@pytest.mark.parametrize(
    ("rule", "setting"),
    [
        ("sources.stale-ratings", "max-age = 0"),
        ("sources.circular", "days = 0"),
        ("sources.single-source", "min-statements = 1"),
        ("sources.mostly-unnamed", "share = 1"),
        ("attribution.unattributed-claim", "most = 0"),
        ("attribution.unclear-source", "most = 0"),
    ],
)
def test_the_least_value_is_taken(room: Newsroom, rule: str, setting: str) -> None:
    room.write("story.txt", "Harbour closes\n\nThe harbour was closed on Monday, the port said.\n")
    room.write("reliacheck.toml", f'[rules."{rule}"]\n{setting}\n')
    done = room.run("check", "story.txt", f"--select={rule}")
    assert (done.code, done.err) == (0, "")
