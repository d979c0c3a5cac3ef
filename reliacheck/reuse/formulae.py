"""Fixed phrases of news English: five words in a row that nobody owns.

formulae.bin lists them as hashes; tools/find_formulae.py says what one is and makes the file.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reliacheck.archive.hashing import find_kgrams

FILE = Path(__file__).with_name("formulae.bin")


def find_formulae(text: str) -> Iterator[tuple[int, int]]:
    """The spans (code points) of the text's formulae, in order; they overlap where a phrase is
    longer than five words."""
    known = _known()
    for start, end, number in ((one.start, one.end, one.hash) for one in find_kgrams(text)):
        at = bisect_left(known, number)
        if at < len(known) and known[at] == number:
            yield start, end


@cache
def _known() -> array[int]:
    numbers = array("Q", FILE.read_bytes())
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
