"""Takes the pictures of docs/_static: what `compare`, `clusters` and `sources` make as HTML.

    python tools/screenshots.py [NAME...]

A headless Chromium has to be on the PATH. Nothing is fetched: the pages need nothing else.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "_static"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
LARGEST = 300_000  # bytes of a picture in a repository
SECONDS = 120
# The browser is to draw one page from this disk and to ask nobody for anything.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


class Picture(NamedTuple):
    """A picture, and the command whose page it shows."""

    command: tuple[str, ...]
    size: tuple[int, int]  # of the window, in pixels


ARCHIVE = "fixtures/archive/rockets.jsonl"
ALL = {
    "compare": Picture(
        ("compare", f"{ARCHIVE}#reuters-rockets", "fixtures/articles/iran-news-rockets.txt"),
        (1200, 1010),
    ),
    "clusters": Picture(("clusters", ARCHIVE), (1200, 900)),
    "sources": Picture(("sources", "fixtures/articles/iran-news-rockets.txt"), (1200, 1010)),
}


def main() -> None:
    """Takes the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description="Takes the pictures of docs/_static.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}")
    names = parser.parse_args().names or list(ALL)
    if unknown := [name for name in names if name not in ALL]:
        parser.error(f"no picture {unknown[0]!r}; there are: {', '.join(ALL)}")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"no browser on the PATH (looked for {', '.join(BROWSERS)})")
    for name in names:
        take(ALL[name], PICTURES / f"{name}.png", browser)


def take(picture: Picture, path: Path, browser: str) -> None:
    """Has the page made and drawn, and writes it as a PNG."""
    with tempfile.TemporaryDirectory() as folder:
        html, drawn = Path(folder, "page.html"), Path(folder, "page.png")
        _run(
            [
                sys.executable,
                "-m",
                "reliacheck",
                *picture.command,
                "--format=html",
                "--output",
                html,
            ]
        )
        width, height = picture.size
        profile = f"--user-data-dir={folder}/profile"
        window = (f"--window-size={width},{height}", f"--screenshot={drawn}")
        _run([browser, *FLAGS, profile, *window, html.as_uri()])
        if not drawn.is_file():
            sys.exit(f"{browser} drew nothing")
        if drawn.stat().st_size > LARGEST:
            sys.exit(
                f"{path.name}: {drawn.stat().st_size:,} bytes are too many: take a smaller window"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawn, path)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")


if __name__ == "__main__":
    main()
