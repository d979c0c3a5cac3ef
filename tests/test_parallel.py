"""Several processes find what one finds."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import Newsroom

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "articles"
DIES = '''
import os
from reliacheck import Check, hookimpl

class Dies(Check):
    """Ends its process."""
    id = "dies.rule"
    def check(self, article, context):
        if "fatal" in article.text and os.getpid() != %d:
            os._exit(1)
        return ()

@hookimpl
def reliacheck_checks():
    return [Dies]
'''


def timeless(report: str) -> str:
    """The JSON with every time taken as none."""
    return re.sub(r'"seconds": [0-9.e-]+', '"seconds": 0', report)


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_two_processes_report_what_one_reports(room: Newsroom, start: str) -> None:
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip(f"processes cannot be started by {start} here")
    room.configure('per-path-ignores = {"desk/story1*" = ["house"]}', bundled=True)
    for number in range(20):
        room.write(
            f"desk/story{number}.txt", f"Bridge {number % 7} reopens\n\nmark{number + 40} here.\n"
        )
    room.write("desk/seed.txt", (FIXTURES / "iran-news-rockets.txt").read_bytes())
    alone = room.check("desk")
    room.write(
        "start.py",
        f"""
import multiprocessing, sys
from reliacheck.cli import console
if __name__ == "__main__":
    multiprocessing.set_start_method({start!r})
    console()
""",
    )
    done = subprocess.run(
        [sys.executable, "start.py", "check", "--format=json", "--jobs=2", "desk"],
        cwd=room.folder,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (alone.code, b"")
    assert timeless(done.stdout.decode("utf-8")) == timeless(alone.out)
    assert len(alone.texts()) > 20


def test_more_processes_than_articles_are_not_started(room: Newsroom) -> None:
    room.write("a.txt", "Bridge reopens\n\nThen mark90 comes.\n")
    room.write(
        "pid.py",
        '''
import os
from reliacheck import Check, hookimpl

class Pid(Check):
    """Tells its process."""
    id = "pid.rule"
    def check(self, article, context):
        yield self.finding(article.locate(0, 6), str(os.getpid()), score=1)

@hookimpl
def reliacheck_checks():
    return [Pid]
''',
    )
    room.configure(plugins=("pid.py",))
    run = room.check("--jobs=8", "a.txt")
    assert run.findings()[0]["message"] == str(os.getpid())
    room.write("b.txt", "Ferry sails\n\nThen mark90 comes.\n")
    messages = {one["message"] for one in room.check("--jobs=2", "a.txt", "b.txt").findings()}
    assert str(os.getpid()) not in messages


def test_a_process_that_dies_is_said_in_one_line(room: Newsroom) -> None:
    room.write("dies.py", DIES % os.getpid())
    room.configure(plugins=("dies.py",))
    room.write("a.txt", "Bridge reopens\n\nA fatal word.\n")
    room.write("b.txt", "Ferry sails\n\nThen mark90 comes.\n")
    assert room.check("a.txt", "b.txt").code == 0
    run = room.check("--jobs=2", "a.txt", "b.txt")
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith("reliacheck: a checking process died")
    assert run.err.count("\n") == 1
