"""Both stores that come with reliacheck are archives."""

from __future__ import annotations

from pathlib import Path

import pytest

from reliacheck.archive import Archive, WritableArchive
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.memory import MemoryArchive
from reliacheck.archive.writer import LocalWriter
from reliacheck.testing import ArchiveConformance


class TestLocal(ArchiveConformance):
    @pytest.fixture(autouse=True)
    def _place(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "archive"

    def open_writer(self) -> WritableArchive:
        return LocalWriter(self.folder, create=True)

    def open_reader(self) -> Archive:
        return LocalArchive(self.folder)


class TestMemory(ArchiveConformance):
    @pytest.fixture(autouse=True)
    def _place(self) -> None:
        self.store = MemoryArchive()

    def open_writer(self) -> WritableArchive:
        return self.store

    def open_reader(self) -> Archive:
        return self.store.snapshot()
