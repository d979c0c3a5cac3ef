"""docs/performance.md: every benchmark writes the section that is its own.

A section stands between `<!-- name -->` and `<!-- /name -->`; what is around it is written by hand.
"""

from __future__ import annotations

import os
import platform
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["PAGE", "made_by", "replace_section", "table", "write_section"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Puts the text, and below it which command made it, into a section of the page."""
    before = page.read_text(encoding="utf-8")
    after = replace_section(before, name, f"{text.strip()}\n\n{made_by()}")
    page.write_text(after, encoding="utf-8")


def replace_section(page: str, name: str, text: str) -> str:
    """The page with another text in a section. Raises ValueError if there is no such section."""
    opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, found, rest = page.partition(opening)
    _, ended, after = rest.partition(closing)
    if not (found and ended):
        raise ValueError(f"the page has no section {opening} ... {closing}")
    return f"{before}{opening}\n\n{text.strip()}\n\n{closing}{after}"


def made_by() -> str:
    """The command that runs, and on what. Where files lie on this machine is nobody's business."""
    arguments = [Path(one).name if Path(one).is_absolute() else one for one in sys.argv[1:]]
    command = shlex.join(["python", f"benchmarks/{Path(sys.argv[0]).name}", *arguments])
    return f"`{command}`, Python {platform.python_version()}, {os.cpu_count()} cores."


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown, numbers to the right."""
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"
