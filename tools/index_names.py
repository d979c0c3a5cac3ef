"""Writes the index of the gazetteer's names, which spares a check making it: run it after every
change of outlets.tsv.

    python tools/index_names.py
"""

from __future__ import annotations

from pathlib import Path

from reliacheck.gazetteer import BUNDLED, NAMES
from reliacheck.gazetteer.entries import FileOutlets
from reliacheck.gazetteer.mentions import name_rows


def main() -> None:
    Path(NAMES).write_text(name_rows(FileOutlets(BUNDLED)), encoding="utf-8")


if __name__ == "__main__":
    main()
