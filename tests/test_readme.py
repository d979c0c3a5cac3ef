"""What README.md shows is what is printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
TOOL = ROOT / "tools" / "readme_excerpt.py"


@pytest.mark.skipif(not TOOL.exists(), reason="the tools are not beside these tests")
def test_what_is_made_by_running_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"run tools/readme_excerpt.py\n{done.stderr}"


def test_every_rule_is_in_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    cases = {path.stem for path in (ROOT / "fixtures" / "cases").glob("*.toml")}
    assert set(re.findall(r"^\| `([a-z]+\.[a-z-]+)` \|", text, re.MULTILINE)) == cases


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
