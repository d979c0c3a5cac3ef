"""Commands are killed at random instants: what was acknowledged is there, and nothing by halves.

By hand: python tests/archive/test_crash.py --runs 1000 [--seed N]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from stories import as_lines, assert_found, command, invented

from reliacheck.archive import Filter
from reliacheck.archive.local import SEGMENTS, SUFFIXES, LocalArchive
from reliacheck.archive.repair import verify
from reliacheck.archive.writer import LOCK, LocalWriter

Records = dict[str, dict[str, Any]]  # by id

_SMALL, _LARGE = 30, 600  # articles in an add
_FEWEST, _MOST = 60, 400  # that are kept, so that a look at all of them is quick
_OUTLIVE = 5.0  # seconds that worker processes may
_MARK = "RELIACHECK_TEST_OF_CRASHES"  # in the environment of all processes of a run


class Crashes:
    """Kills one command after another on an archive, and looks what is left."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.place = folder
        self.archives = 0
        self.next_story = 0
        # Seconds from the lock to the end: a guess, and then what was seen.
        self.took = {"add": 0.15, "add large": 1.5, "update": 0.2, "remove": 0.1, "compact": 0.1}
        self.outcomes: Counter[str] = Counter()
        self.begin()

    def begin(self) -> None:
        """Goes on with an archive that is not there yet."""
        self.archives += 1
        self.folder = self.place / f"archive{self.archives}"
        self.stands: Records = {}

    def run(self) -> None:
        """One command and its end, and everything that must hold then."""
        if self.chance.random() < 0.15:
            self.begin()
        name, arguments, stdin, after = self.pick()
        finished = self.kill(name, arguments, stdin)
        seen = self.look(after, finished)
        happened = "all" if seen == after else "nothing"
        self.outcomes[f"{name}: {'finished' if finished else f'killed, {happened} done'}"] += 1
        self.stands = seen
        self.go_on()

    def pick(self) -> tuple[str, list[str], bytes, Records]:
        """A command, and what stands once it is done."""
        kinds = ["add", "add", "add large", "update", "remove", "compact"]
        kind = self.chance.choice(kinds) if self.stands else "add"
        if len(self.stands) > _MOST:
            kind = "remove"
        if kind.startswith("add"):
            count = _SMALL if kind == "add" else _LARGE
            new = self.invent(count, "Large" if kind == "add large" else "Small")
            # Of standard input nobody knows the size, so processes are started.
            jobs = "1" if kind == "add" else "2"
            arguments = ["add", "-", "--stdin-filename=a.jsonl", "--jobs", jobs]
            return kind, arguments, as_lines(new.values()), self.stands | new
        if kind == "update":
            some = self.chance.sample(sorted(self.stands), min(20, len(self.stands)))
            new = {
                guid: {**self.stands[guid], "body": f"{self.stands[guid]['body']} And again."}
                for guid in some
            }
            arguments = ["add", "-", "--stdin-filename=a.jsonl", "--jobs=1"]
            return kind, arguments, as_lines(new.values()), self.stands | new
        if kind == "compact":
            return kind, ["compact"], b"", self.stands
        if len(self.stands) > _MOST:
            kept = {key: one for key, one in self.stands.items() if one["outlet"] != "Large"}
            if len(kept) < len(self.stands):
                return kind, ["remove", "--outlet=large"], b"", kept
        gone = self.chance.sample(sorted(self.stands), max(1, len(self.stands) - _FEWEST))
        kept = {key: one for key, one in self.stands.items() if key not in gone}
        return kind, ["remove", *gone], b"", kept

    def invent(self, count: int, outlet: str) -> Records:
        """So many stories that were not there before."""
        first = self.next_story
        self.next_story += count
        records = [invented(one, 60, outlet=outlet) for one in range(first, self.next_story)]
        return {record["guid"]: record for record in records}

    def kill(self, name: str, arguments: list[str], stdin: bytes) -> bool:
        """Starts a command and ends it at some instant; whether it was done before."""
        mark = uuid.uuid4().hex
        process = subprocess.Popen(
            command(*arguments, "--archive", self.folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, _MARK: mark},
        )
        assert process.stdin
        try:
            process.stdin.write(stdin)
            process.stdin.close()
            process.stdin = None
        except BrokenPipeError:
            pass
        if self.chance.random() < 0.9:  # else while Python starts
            self.await_lock(process)
        began = time.monotonic()
        delay = self.chance.uniform(0, 1.2 * self.took[name])
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        _, said = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), said.decode()
        if process.returncode == 0:
            self.took[name] = time.monotonic() - began
        else:
            self.took[name] = max(self.took[name], delay)
            self.assert_nobody_is_left(mark)
        return process.returncode == 0

    def await_lock(self, process: subprocess.Popen[bytes]) -> None:
        """Waits until the command has the archive for itself."""
        lock = self.folder / LOCK
        wanted = f"{process.pid}\n"
        while process.poll() is None:
            if lock.exists() and lock.read_text() == wanted:
                return
            time.sleep(0.001)

    @staticmethod
    def assert_nobody_is_left(mark: str) -> None:
        """No process that the killed one started outlives it for long."""
        until = time.monotonic() + _OUTLIVE
        while left := list(_processes(mark)):
            assert time.monotonic() < until, f"still there: {left}"
            time.sleep(0.05)

    def look(self, after: Records, finished: bool) -> Records:
        """What a reader sees: all that was acknowledged, and the rest wholly or not at all."""
        if not (self.folder / "archive.db").exists():
            assert not finished
            assert not self.stands
            return self.stands
        with LocalArchive(self.folder) as archive:
            ids = {entry.id for entry in archive.select(Filter())}
            updated = [one for one in after if self.stands.get(one, after[one]) != after[one]]
            if ids == after.keys() and not updated:
                seen = after
            elif ids == after.keys():
                (entry,) = archive.select(Filter(ids=updated[:1]))
                record = archive.records([entry.number])[entry.number]
                seen = after if record == after[updated[0]] else self.stands
            else:
                seen = self.stands
            assert ids == seen.keys()
            assert not finished or seen == after
            for record in self._sample(seen):
                assert_found(archive, record)
        return seen

    def _sample(self, records: Records) -> list[dict[str, Any]]:
        """All of them, unless they are very many."""
        return self.chance.sample(list(records.values()), min(len(records), _MOST))

    def go_on(self) -> None:
        """The archive is sound as it is, the next add works, and no rubbish is left after it."""
        if (self.folder / "archive.db").exists():
            with LocalWriter(self.folder) as archive:
                verified = verify(archive, lambda _: None)
            assert (verified.rebuilt, verified.lost) == ([], [])
        new = self.invent(3, "Small")
        with LocalWriter(self.folder, create=True, wait=0) as archive:
            assert archive.add(new.values()).new == len(new)
            names = [row.name for row in archive.manifest]
        self.stands |= new
        expected = sorted(name + ending for name in names for ending in SUFFIXES.values())
        assert sorted(path.name for path in (self.folder / SEGMENTS).iterdir()) == expected
        assert not list(self.folder.glob("*.partial*"))
        with LocalArchive(self.folder) as reader:
            for record in new.values():
                assert_found(reader, record)
            assert {entry.id for entry in reader.select(Filter())} == self.stands.keys()


def _processes(mark: str) -> Iterator[str]:
    """The processes with a mark in their environment, where the system tells."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if f"{_MARK}={mark}".encode() in (place / "environ").read_bytes():
                # What is left of one that nobody waited for does nothing any more.
                state = (place / "stat").read_text().rpartition(")")[2].split()[0]
                if state not in "ZX":
                    yield f"{place.name} {(place / 'cmdline').read_bytes()!r}"
        except OSError:
            continue


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_what_was_acknowledged_outlives_any_kill(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    crashes = Crashes(tmp_path, seed=random.randrange(1 << 30))
    for number in range(request.config.getoption("--runs")):
        try:
            crashes.run()
        except BaseException as error:
            error.add_note(f"run {number}; before it: {dict(crashes.outcomes)}")
            raise


def main() -> None:
    """Many runs by hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--minutes", type=float, default=float("inf"))
    options = parser.parse_args()
    began, runs = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        crashes = Crashes(Path(folder), options.seed)
        while runs < options.runs and time.monotonic() - began < 60 * options.minutes:
            crashes.run()
            runs += 1
    sys.stdout.write(f"{runs} runs (seed {options.seed}), all as it should be\n")
    for outcome, count in sorted(crashes.outcomes.items()):
        sys.stdout.write(f"{count:6} {outcome}\n")


if __name__ == "__main__":
    main()
