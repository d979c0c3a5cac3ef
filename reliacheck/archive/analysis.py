"""What is computed once for an article and an archive."""

from __future__ import annotations

from reliacheck.archive.protocol import Archive


class ArchiveAnalysis:
    """An analysis for Article.memo that asks an archive: the same one of the same archive is done
    once. Its classes are called with the article."""

    def __init__(self, archive: Archive, *options: object) -> None:
        self.archive = archive
        self.options = options

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ArchiveAnalysis)
            and type(other) is type(self)
            and other.archive is self.archive
            and other.options == self.options
        )

    def __hash__(self) -> int:
        return hash((type(self), id(self.archive), self.options))
