"""Makes the ratings that come with reliacheck from a CRED-1 release (CC BY 4.0).

python tools/bundle_ratings.py cred1.csv 2026
"""

from __future__ import annotations

import sys
from pathlib import Path

from reliacheck.ratings import BUNDLED
from reliacheck.ratings.importing import read_listing
from reliacheck.ratings.model import Rater
from reliacheck.ratings.store import with_rater

if __name__ == "__main__":
    source, rated = sys.argv[1:]
    listing = read_listing(Path(source), Rater("CRED-1", "cred1", rated))
    data, rater, _ = with_rater(None, listing.rater, listing.ratings)
    Path(BUNDLED).write_bytes(data)
    print(f"{rater.rows} ratings, {rater.rejected} rows rejected, {len(data):,} bytes")
    for rejected in listing.rejected:
        print(f"{rejected.place}: {rejected.what}: {rejected.reason}")
