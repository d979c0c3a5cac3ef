"""Eight processes read while one writes and compacts: no error, no pause, no wrong answer."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from stories import assert_whole, fill, invented, segment_files

from reliacheck.archive.writer import LocalWriter

READERS = 8
BATCHES, SIZE = 60, 12
# Seconds for opening the archive and one lookup. benchmarks/archive_life.py holds it to one second;
# here eleven processes may share two cores with other tests.
_LONGEST = 5.0

# Opens the archive again and again, and looks up what was in it from the start, until a file shows
# that the writer is done. Prints how often, the longest time, and what was wrong.
READS = """
import json, random, sys, time
from pathlib import Path
sys.path[:0] = json.loads(sys.argv[4])
from stories import invented
from reliacheck.archive import Filter, find_headlines, find_matches
from reliacheck.archive.local import LocalArchive
from reliacheck.records import article_of

folder, done, known = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
chance = random.Random(str(sys.argv))
rounds, longest, wrong, last = 0, 0.0, [], 0
print("ready", flush=True)
while not done.exists() and not wrong:
    record = invented(chance.randrange(known))
    article, stranger = article_of(record), article_of(invented(-chance.randrange(1, 1000)))
    began = time.perf_counter()
    try:
        with LocalArchive(folder) as archive:
            found = [match.entry.id for match in find_matches(archive, article)]
            opened = time.perf_counter() - began
            hits = [hit.entry.id for hit in find_headlines(archive, record["headline"])[:1]]
            none = find_matches(archive, stranger)
            count = sum(1 for _ in archive.select(Filter()))
            if (found, hits, none) != ([record["guid"]], [record["guid"]], ()):
                wrong.append(f"{found} {hits} {none} instead of {record['guid']}")
            if count < last or (count - known) % int(sys.argv[5]):
                wrong.append(f"{count} articles after {last}")
            last = count
    except Exception as error:
        wrong.append(repr(error))
    rounds, longest = rounds + 1, max(longest, opened)
    time.sleep(0.05)  # two cores are not kept busy by eight readers alone
print(json.dumps([rounds, longest, wrong]))
"""


def test_readers_beside_a_writer(tmp_path: Path) -> None:
    known = 200
    folder = fill(tmp_path / "archive", [invented(number) for number in range(known)])
    done = tmp_path / "done"
    arguments = [folder, done, known, json.dumps(sys.path), SIZE]
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READS, *map(str, arguments), str(number)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(READERS)
    ]
    try:
        for reader in readers:
            assert reader.stdout
            assert reader.stdout.readline() == "ready\n"
        added = []
        with LocalWriter(folder) as archive:
            for batch in range(BATCHES):
                first = known + batch * SIZE
                records = [invented(number) for number in range(first, first + SIZE)]
                assert archive.add(records).new == SIZE
                added += records
                if batch % 20 == 19:
                    archive.compact()
        time.sleep(0.2)
        done.touch()
        told = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
            reader.wait()
            assert reader.stdout
            reader.stdout.close()
    assert [wrong for _, _, wrong in told if wrong] == []
    assert min(rounds for rounds, _, _ in told) >= 10
    assert max(longest for _, longest, _ in told) < _LONGEST
    assert [len(paths) for paths in segment_files(folder)] == [1, 1]
    assert_whole(folder, [invented(number) for number in range(known)] + added)
