"""Finding entry points without importlib.metadata, and as it would."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reliacheck.entry_points import EntryPoint, entry_points


def points(group: str) -> set[tuple[str, str, str, str]]:
    return {(point.name, point.value, *point.distribution) for point in entry_points(group)}


@pytest.mark.parametrize("group", ["reliacheck", "console_scripts", "pytest11", "no.such.group"])
def test_it_finds_what_importlib_finds(group: str) -> None:
    expected = {
        (point.name, point.value, point.dist.name, point.dist.version)
        for point in importlib.metadata.entry_points(group=group)
        if point.dist
    }
    assert points(group) == {(n, v.partition("[")[0].strip(), d, r) for n, v, d, r in expected}


def test_the_first_of_two_versions_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place, version in (("a", "1.0"), ("b", "2.0")):
        info = tmp_path / place / f"House_Style-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Name: house-style\nVersion: {version}\n\nText: no\n")
        (info / "entry_points.txt").write_text(
            "[other]\nx = no\n\n[ reliacheck ]\n# comment = no\nstyle = house:plugin [extra]\n"
        )
    monkeypatch.setattr(sys, "path", [str(tmp_path / "a"), str(tmp_path / "b")])
    (point,) = entry_points("reliacheck")
    assert (point.name, point.value) == ("style", "house:plugin")
    assert point.distribution == ("house-style", "1.0")


def test_a_distribution_in_a_zip_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "plugins.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("zipped-3.0.dist-info/METADATA", "Name: zipped\nVersion: 3.0\n")
        zipped.writestr("zipped-3.0.dist-info/entry_points.txt", "[reliacheck]\nz = json\n")
    monkeypatch.setattr(sys, "path", [str(archive), str(tmp_path / "missing")])
    (point,) = entry_points("reliacheck")
    assert (point.name, point.distribution) == ("z", ("zipped", "3.0"))


def test_loading_follows_attributes() -> None:
    assert EntryPoint("x", "os.path:join", "").load() is __import__("os").path.join
    with pytest.raises(ModuleNotFoundError):
        EntryPoint("x", "no_such_module_here", "").load()


def test_a_check_does_not_import_importlib_metadata() -> None:
    code = (
        "import sys; from reliacheck.cli import main; main(['rules']);"
        "sys.exit('importlib.metadata' in sys.modules or 'email' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
