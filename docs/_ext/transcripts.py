"""What these pages show of a terminal is what the commands print: this runs them.

    python docs/_ext/transcripts.py

A page is played from top to bottom in a folder that has only `fixtures/articles` and
`fixtures/evaluate`. A code block or an included file with a caption becomes the file of that name.
In a `console` block each line after "$ " is run and what follows is replaced by its output. Known
commands: reliacheck (with `| jq '.path[0]'`), cat, and echo $?. Blocks of other kinds are left
alone. How long something took, and when it was made, stands there as "...".
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reliacheck.cli import main as reliacheck
from reliacheck.plugins import load_plugins

DOCS = Path(__file__).resolve().parents[1]
ARTICLES = DOCS.parent / "fixtures" / "articles"
LABELLED = DOCS.parent / "fixtures" / "evaluate"

_BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<kind>[^\n`]*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_OPTIONS = re.compile(r"(?::[\w-]+:.*\n)*")
_CAPTION = re.compile(r"^:caption: *(.+)$", re.MULTILINE)
_STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<index>\d+)\]")
# What is another each time.
_FLEETING = (
    (re.compile(r"\(\d+\.\d s, [\d,]+ a second\)$", re.MULTILINE), "(... s, ... a second)"),
    (re.compile(r", \d+\.\d s, [\d,]+ articles/s, peak memory .*$", re.MULTILINE), ", ... s, ..."),
    (re.compile(r"^(created +)\S+$", re.MULTILINE), r"\g<1>..."),
    # Fitted anew now and then: pages speak of what it means.
    (re.compile(r"^((?:The same|Partly the same) copy  )\d\.\d\d$", re.MULTILINE), r"\g<1>0.9..."),
)


def main() -> None:
    """Brings every page up to date."""
    for page in pages():
        text = refreshed(page)
        if text != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{page.name} brought up to date\n")


def pages() -> list[Path]:
    """The pages with something to play."""
    found = sorted(DOCS.glob("*.md"))
    return [page for page in found if "```console" in page.read_text(encoding="utf-8")]


def refreshed(page: Path) -> str:
    """The page's text with the output that its commands have now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copytree(ARTICLES, folder / "fixtures" / "articles")
        shutil.copytree(LABELLED, folder / "fixtures" / "evaluate")
        with contextlib.chdir(folder):
            player = Player(page, folder)
            return _BLOCK.sub(player.play, page.read_text(encoding="utf-8"))


class Player:
    """Plays the blocks of one page in order; files and the last exit code stay from one to the
    next."""

    def __init__(self, page: Path, folder: Path) -> None:
        self._page = page
        self._folder = folder
        self._code = 0
        self._places = {str(folder): "/desk", **_site_packages()}

    def play(self, block: re.Match[str]) -> str:
        """The block as it should be."""
        kind, body = block["kind"].strip(), block["body"]
        if kind == "console":
            body = "".join(self._transcript(body))
        elif kind.startswith("{"):
            self._keep_file(kind, body)
        return f"{block['fence']}{block['kind']}\n{body}{block['fence']}"

    def _keep_file(self, kind: str, body: str) -> None:
        options = _OPTIONS.match(body)
        caption = _CAPTION.search(options.group()) if options else None
        if options is None or caption is None:
            return
        path = self._folder / caption[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        directive, _, argument = kind.partition(" ")
        if directive == "{literalinclude}":
            shutil.copyfile(self._page.parent / argument, path)
        else:
            path.write_text(body[options.end() :].lstrip("\n"), encoding="utf-8")

    def _transcript(self, body: str) -> Iterator[str]:
        for line in body.splitlines():
            if line.startswith("$ "):
                yield f"{line}\n"
                output = self._output(line.removeprefix("$ "))
                for place, shown in self._places.items():
                    output = output.replace(place, shown)
                for fleeting, shown in _FLEETING:
                    output = fleeting.sub(shown, output)
                yield output

    def _output(self, command: str) -> str:
        if command == "echo $?":
            return f"{self._code}\n"
        first, _, pipe = command.partition(" | jq ")
        program, *arguments = shlex.split(first)
        if program == "cat":
            return "".join(Path(name).read_text(encoding="utf-8") for name in arguments)
        if program != "reliacheck":
            raise ValueError(f"{self._page.name}: cannot run {program}")
        printed, said = io.StringIO(), io.StringIO()
        error = said if pipe else printed  # on a terminal they come as they are printed
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(error):
            self._code = reliacheck(arguments)
        answer = _at(printed.getvalue(), shlex.split(pipe)[0]) if pipe else printed.getvalue()
        return said.getvalue() + answer


def _at(text: str, path: str) -> str:
    """What stands at a path of a JSON document, as jq prints it."""
    value: Any = json.loads(text)
    for step in _STEP.finditer(path):
        value = value[step["key"] if step["key"] else int(step["index"])]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _site_packages() -> dict[str, str]:
    """The folders of the bundled plugins' packages, which differ from machine to machine."""
    files = [plugin.file for plugin in load_plugins().found if plugin.dist == "reliacheck"]
    return {str(Path(file).parents[1]): "/venv/site-packages" for file in files if file}


if __name__ == "__main__":
    main()
