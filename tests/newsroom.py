"""A newsroom in a temporary folder: its settings, house rules and stories, and runs in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from reliacheck.cli import main

HOUSE = Path(__file__).with_name("house.py")

# The bundled rules are out of the way, so that a story holds only what its test puts in.
BUNDLED_RULES = ("attribution", "headlines", "sources", "syndication")


class Run(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """Standard output as a JSON report; fails where it is not one, or not by the schema."""
        data: dict[str, Any] = json.loads(self.out)
        schema().validate(data)
        return data

    def findings(self, state: str = "active") -> list[dict[str, Any]]:
        """The findings in a state, of all articles."""
        return [
            finding
            for article in self.report["articles"]
            for finding in article["findings"]
            if finding["state"] == state
        ]

    def texts(self, state: str = "active") -> list[str]:
        """The words that the findings in a state point at."""
        return [finding["location"]["text"] for finding in self.findings(state)]

    def statuses(self, article: int = 0) -> dict[str, str]:
        """How each rule fared on an article."""
        checks = self.report["articles"][article]["checks"]
        return {check["rule"]: check["status"] for check in checks}

    @property
    def problems(self) -> list[str]:
        """What failed, in a line each."""
        return [failure["problem"] for failure in self.report["failures"]]


@cache
def schema() -> Draft202012Validator:
    """The schema that is shipped with the JSON reporter."""
    text = files("reliacheck.reporters").joinpath("report.schema.json").read_text("utf-8")
    loaded = json.loads(text)
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


class Newsroom:
    """Runs command lines in a folder, in this process or in one of their own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def write(self, name: str, text: str | bytes) -> Path:
        """A file below the folder, byte for byte what is given."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def configure(
        self,
        text: str = "",
        *,
        plugins: tuple[str, ...] = (),
        disable: tuple[str, ...] = (),
        bundled: bool = False,
    ) -> Path:
        """reliacheck.toml with the house rules, further plugin files and these settings."""
        self.write("house.py", HOUSE.read_bytes())
        disabled = [*disable, *(() if bundled else BUNDLED_RULES)]
        head = (
            f"plugins = {json.dumps(['house.py', *plugins])}\n"
            f"disable-plugins = {json.dumps(disabled)}\n"
        )
        return self.write("reliacheck.toml", head + text)

    def run(self, *arguments: str) -> Run:
        """A command line in this process."""
        self._capture.readouterr()
        code = main(arguments)
        return Run(code, *self._capture.readouterr())

    def check(self, *arguments: str) -> Run:
        """`reliacheck check --format json ...` in this process."""
        return self.run("check", "--format", "json", *arguments)

    def spawn(self, *arguments: str, stdin: bytes = b"", **environment: str) -> Run:
        """A command line in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "reliacheck", *arguments],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
            check=False,
            timeout=60,
        )
        return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def places(report: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every span of a report with the path of the file that it is in."""
    for article in report["articles"]:
        for finding in article["findings"]:
            yield article["path"], finding["location"]
            for related in finding["related"]:
                elsewhere = related["article"]
                yield elsewhere["path"] if elsewhere else article["path"], related
