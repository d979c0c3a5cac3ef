"""Groups of copies over a whole collection: who ran whose text, when, and with what credit.

`find_clusters` takes articles as they are made ready for an archive and gives a `Clusters`; the
modules `as_*` write it. Needs the extra `scale`. docs/clusters.md says how it works.
"""

from __future__ import annotations

from reliacheck.clusters.finding import find_clusters
from reliacheck.clusters.model import Clusters, Group, Link, Member, Origin

__all__ = ["Clusters", "Group", "Link", "Member", "Origin", "find_clusters"]
