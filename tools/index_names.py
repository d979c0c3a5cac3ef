"""Writes the indexes of the gazetteer's names, which spare a check making them: run it after every
change of outlets.tsv.

    python tools/index_names.py
"""

from __future__ import annotations

from pathlib import Path

from reliacheck.gazetteer import BUNDLED, KEYS, NAMES
from reliacheck.gazetteer.entries import RECORD, UNIT, FileOutlets
from reliacheck.gazetteer.mentions import name_rows


def main() -> None:
    outlets = FileOutlets(BUNDLED)
    Path(NAMES).write_text(name_rows(outlets), encoding="utf-8")
    keys = outlets.folded_keys().replace(UNIT, "\t").replace(RECORD, "\n")
    Path(KEYS).write_text(keys, encoding="utf-8")


if __name__ == "__main__":
    main()
