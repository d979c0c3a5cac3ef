"""The installed entry points of a group, without importing importlib.metadata.

Every check is a new process, and importlib.metadata brings the e-mail and zip packages with it,
about 26 ms (`python -X importtime -c "import importlib.metadata"`) of the 150 that a whole check
may take. What it reads is simple and specified (packaging.python.org, "Entry points
specification"), so it is read here; a test holds the two equal. Distributions inside zip files are
left to importlib.metadata.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

_INFO = (".dist-info", ".egg-info")
_ENTRY_POINTS = "entry_points.txt"


class EntryPoint(NamedTuple):
    """A plugin's name, what to import for it, and the distribution that says so."""

    name: str
    value: str  # "package.module" or "package.module:attribute"
    info: str  # the distribution's .dist-info folder; "" for one in a zip file
    dist: tuple[str, str] = ("", "")  # name and version, where they are known already

    def load(self) -> Any:
        """Imports what it stands for; raises whatever that raises."""
        module, _, attributes = self.value.partition(":")
        found: Any = import_module(module.strip())
        for attribute in filter(None, attributes.strip().split(".")):
            found = getattr(found, attribute)
        return found

    @property
    def distribution(self) -> tuple[str, str]:
        """The distribution's name and version."""
        return _headers(self.info) if self.info else self.dist


def entry_points(group: str) -> list[EntryPoint]:
    """The entry points of a group on sys.path; of two versions of a distribution the first."""
    found: list[EntryPoint] = []
    seen: set[str] = set()
    for folder in sys.path:
        if os.path.isfile(folder):  # noqa: PTH113 - pathlib's objects cost more than the look
            found += _in_zip(folder, group, seen)
            continue
        for info in _info_folders(folder or "."):
            name = _normalised(os.path.basename(info))  # noqa: PTH119
            if name not in seen:
                seen.add(name)
                found += _in_file(os.path.join(info, _ENTRY_POINTS), group, info)  # noqa: PTH118
    return found


def _info_folders(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.path for entry in entries if entry.name.endswith(_INFO))
    except OSError:
        return []


def _normalised(info: str) -> str:
    """A distribution's name from its folder's: "House_Style-1.2.dist-info" -> "house-style"."""
    name = info.rpartition(".")[0].partition("-")[0]
    return name.lower().replace("_", "-").replace(".", "-")


def _in_file(path: str, group: str, info: str) -> Iterator[EntryPoint]:
    try:
        with open(path, encoding="utf-8") as lines:  # noqa: PTH123
            text = lines.read()
    except (OSError, UnicodeDecodeError):
        return
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip()
        elif section == group and "=" in line and line[0] not in "#;":
            name, _, value = line.partition("=")
            yield EntryPoint(name.strip(), value.partition("[")[0].strip(), info)


def _in_zip(path: str, group: str, seen: set[str]) -> Iterator[EntryPoint]:
    from importlib.metadata import distributions

    for dist in distributions(path=[path]):
        name = dist.name.lower().replace("_", "-").replace(".", "-")
        if name not in seen:
            seen.add(name)
            for point in dist.entry_points.select(group=group):
                yield EntryPoint(point.name, point.value, "", (dist.name, dist.version))


def _headers(info: str) -> tuple[str, str]:
    """Name and version from a distribution's metadata, "" where it has none."""
    for name in ("METADATA", "PKG-INFO"):
        try:
            with open(os.path.join(info, name), encoding="utf-8") as lines:  # noqa: PTH118, PTH123
                head = dict(
                    line.rstrip("\n").split(": ", 1) for line in _until_empty(lines) if ": " in line
                )
        except (OSError, UnicodeDecodeError):
            continue
        return head.get("Name", ""), head.get("Version", "")
    return "", ""


def _until_empty(lines: Any) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            return
        yield line
