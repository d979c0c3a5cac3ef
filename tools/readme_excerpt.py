"""Puts what is made by running into README.md: the excerpt of a report, the rules, the house rule.

python tools/readme_excerpt.py            # rewrites README.md
python tools/readme_excerpt.py --check    # exits with 1 if that would change it
"""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import re
import sys
from pathlib import Path

from reliacheck.cli import main as reliacheck
from reliacheck.plugins import load_plugins

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
ARTICLE = "fixtures/articles/iran-news-rockets.txt"
HOUSE = ROOT / "fixtures" / "plugins" / "house_checks.py"
SHOWN = ("headlines.stronger-than-body", "syndication.credit-mismatch")


def main() -> int:
    before = README.read_text(encoding="utf-8")
    after = before
    for mark, text in (("excerpt", excerpt()), ("rules", rules()), ("house", house())):
        after = re.sub(
            rf"(<!-- {mark}\b[^\n]*-->\n).*?(<!-- /{mark} -->)",
            lambda found, text=text: f"{found[1]}{text}{found[2]}",
            after,
            flags=re.DOTALL,
        )
    if "--check" in sys.argv[1:]:
        return int(before != after)
    README.write_text(after, encoding="utf-8")
    return 0


def excerpt() -> str:
    """Some findings of a run on the fixture, and its summary."""
    output = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(output):
        reliacheck(["check", ARTICLE])
    blocks = output.getvalue().split("\n\n")
    shown = [block for block in blocks if any(f"  {rule}  " in block for rule in SHOWN)]
    summary = "\n\n".join(blocks[-2:]).rstrip("\n")
    return "```text\n" + "\n\n".join([*shown, "[...]", summary]) + "\n```\n"


def rules() -> str:
    """The table of bundled rules."""
    lines = ["| rule | severity | finds |", "|---|---|---|"]
    for rule, check in load_plugins().checks.items():
        first = (inspect.getdoc(check) or "").partition("\n")[0]
        optional = "" if check.default else " (only where selected by name)"
        lines.append(f"| `{rule}` | {check.severity} | {first}{optional} |")
    return "\n".join(lines) + "\n"


def house() -> str:
    """The house rule of the tutorial."""
    return f"```python\n{HOUSE.read_text(encoding='utf-8')}```\n"


if __name__ == "__main__":
    os.environ["NO_COLOR"] = "1"
    sys.exit(main())
