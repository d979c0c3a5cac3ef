"""Damaged, missing, foreign and newer files: refused or rebuilt, and never a wrong answer."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from newsroom import Newsroom, Run
from stories import as_lines, assert_found, assert_refused, assert_whole, fill, invented
from stories import segment_files as files

from reliacheck.archive import ArchiveError, Filter, find_headlines, find_matches
from reliacheck.archive.local import LocalArchive
from reliacheck.archive.segment import BLOCK, PAYLOAD, VERSION
from reliacheck.archive.writer import LocalWriter
from reliacheck.records import article_of

RECORDS = [invented(number, 60) for number in range(64)]
OTHERS = [invented(number, 60) for number in range(1000, 1064)]
NEW = [invented(number, 60) for number in range(100, 104)]
LINES = {
    "stats": ["stats"],
    "list": ["list"],
    "search": ["search", RECORDS[5]["headline"]],
    "export": ["export"],
    "remove": ["remove", "story-5"],
    "compact": ["compact"],
    "add": ["add", "new.jsonl"],
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two archives of two segments each."""
    place = tmp_path_factory.mktemp("sound")
    return (
        fill(place / "one", RECORDS[:60], RECORDS[60:]),
        fill(place / "other", OTHERS[:60], OTHERS[60:]),
    )


@pytest.fixture
def archive(room: Newsroom, sound: tuple[Path, Path]) -> Path:
    """A copy of the first, in a newsroom whose archive it is."""
    room.configure('archive = "archive"\n')
    room.write("new.jsonl", as_lines(NEW))
    room.write("a.txt", f"Bridge\n\n{RECORDS[5]['body']}\n\n{RECORDS[62]['body']}\n")
    shutil.copytree(sound[0], room.folder / "archive")
    return room.folder / "archive"


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)


ASKED = [*RECORDS[::8], RECORDS[62], *OTHERS[::16]]


def answers_or_refuses(folder: Path, name: str) -> int:
    """Every answer is right, or an ArchiveError that names a file; how many were refused."""
    refused: list[str] = []
    for record in ASKED:
        try:
            with LocalArchive(folder) as archive:
                found = [one.entry.id for one in find_matches(archive, article_of(record))]
                hits = find_headlines(archive, record["headline"])
        except ArchiveError as error:
            refused.append(str(error))
        else:
            expected = [record["guid"]] if record in RECORDS else []
            assert found == expected
            assert [hit.entry.id for hit in hits if hit.likeness == 1] == expected
    assert all(name in said for said in refused)
    return len(refused)


def assert_mended(room: Newsroom, archive: Path, *said: str) -> None:
    """verify says what it rebuilt, everything is found, and the second time there is nothing."""
    run = room.run("archive", "verify")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("rebuilt: ")
    assert "sound again" in run.out.splitlines()[-1]
    for part in said:
        assert part in run.out
    assert answers_or_refuses(archive, "no file at all") == 0
    again = room.run("archive", "verify")
    assert (again.code, again.out) == (0, "64 articles, 2 segments: sound\n")


def assert_no_command_breaks(room: Newsroom, name: str) -> None:
    """Each does its job, or says in one line which file is in the way and what to do."""
    for arguments in LINES.values():
        run = room.run("archive", *arguments)
        if run.code:
            assert_refused(run, name)
    run = room.check("a.txt", "--archive", "archive")
    if run.code == 2:
        assert_refused(run, name)
    else:
        assert run.code in (0, 3)
        assert "Traceback" not in run.err
        assert all(name in problem for problem in run.problems)


PLACES = {
    "magic": 2,
    "header": 20,
    "padding": 900,
    "checksum": BLOCK - 1,
    "directory": BLOCK + 7,
    "middle": 0.5,
    "end": -1,
}


def place_in(path: Path, place: float) -> int:
    """Bytes from the beginning; given so, as a part of the file, or from its end."""
    size = path.stat().st_size
    return int(place * size if 0 < place < 1 else place if place >= 0 else size + place)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
def test_a_byte_that_changed(room: Newsroom, archive: Path, kind: int, place: str) -> None:
    path = files(archive)[kind][0]
    flip(path, place_in(path, PLACES[place]))
    refused = answers_or_refuses(archive, path.name)
    assert refused == len(ASKED) or place in ("directory", "middle", "end")
    assert_mended(room, archive, path.name)


@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
def test_any_changed_byte_is_noticed(room: Newsroom, archive: Path, kind: int) -> None:
    size = files(archive)[kind][1].stat().st_size
    assert size >= 5 * BLOCK
    for at in range(0, size, 997):
        path = files(archive)[kind][1]
        flip(path, at)
        run = room.run("archive", "verify", "--format", "json")
        assert run.code == 0
        assert path.name in run.out
        assert len(list(archive.joinpath("segments").iterdir())) == 4
    assert_whole(archive, RECORDS)


CUTS = {
    "empty": 0,
    "in the magic": 3,
    "in the header": 100,
    "behind the header": BLOCK,
    "half": 0.5,
    "a byte": -1,
    "a block": -BLOCK,
}


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
def test_a_file_that_was_cut(room: Newsroom, archive: Path, kind: int, cut: str) -> None:
    path = files(archive)[kind][1]
    with path.open("r+b") as stream:
        stream.truncate(place_in(path, CUTS[cut]))
    assert answers_or_refuses(archive, path.name) == len(ASKED)
    run = room.run("archive", "search", "anything at all")
    assert_refused(run, path, "`reliacheck archive verify` rebuilds it")
    assert_mended(room, archive, path.name)


@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
def test_a_file_that_is_longer(room: Newsroom, archive: Path, kind: int) -> None:
    path = files(archive)[kind][1]
    path.write_bytes(path.read_bytes() + b"x")
    assert answers_or_refuses(archive, path.name) == len(ASKED)
    assert_mended(room, archive, path.name)


@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
def test_a_file_that_is_gone(room: Newsroom, archive: Path, kind: int) -> None:
    path = files(archive)[kind][0]
    path.unlink()
    assert answers_or_refuses(archive, path.name) == len(ASKED)
    assert_refused(room.run("archive", "stats"), path, "is missing", "archive verify` rebuilds it")
    assert_mended(room, archive, f"{path.name}: is missing")


def test_a_folder_of_segments_that_is_gone(room: Newsroom, archive: Path) -> None:
    shutil.rmtree(archive / "segments")
    assert answers_or_refuses(archive, ".fp") == len(ASKED)
    assert_mended(room, archive, "is missing")


@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
@pytest.mark.parametrize(
    "foreign", [b"Dear diary,\n" * 300, b"\x89PNG\r\n\x1a\n" + bytes(5000), b"\0" * 4 * BLOCK]
)
def test_a_foreign_file(room: Newsroom, archive: Path, kind: int, foreign: bytes) -> None:
    path = files(archive)[kind][0]
    path.write_bytes(foreign)
    assert answers_or_refuses(archive, path.name) == len(ASKED)
    assert_refused(room.run("archive", "stats"), path, "is not a fingerprint segment")
    assert_mended(room, archive, path.name)


@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
@pytest.mark.parametrize("whose", ["other archive", "other segment", "other kind"])
def test_a_segment_that_belongs_elsewhere(
    room: Newsroom, archive: Path, sound: tuple[Path, Path], kind: int, whose: str
) -> None:
    path = files(archive)[kind][0]
    stranger = {
        "other archive": files(sound[1])[kind][0],
        "other segment": files(sound[0])[kind][1],
        "other kind": files(sound[0])[1 - kind][0],
    }[whose]
    shutil.copyfile(stranger, path)
    assert answers_or_refuses(archive, path.name) == len(ASKED)
    assert_refused(room.run("archive", "stats"), path, "archive verify` rebuilds it")
    assert_refused(room.run("archive", "compact"), path, "archive verify` rebuilds it")
    assert_mended(room, archive, path.name)


@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
def test_a_segment_of_another_archive_is_not_merged(
    room: Newsroom, archive: Path, sound: tuple[Path, Path], kind: int
) -> None:
    path = files(archive)[kind][0]
    shutil.copyfile(files(sound[1])[kind][0], path)
    run = room.run("archive", "compact")
    assert_refused(run, path, "belongs to another archive")
    with pytest.raises(ArchiveError, match="belongs to another archive"), LocalWriter(archive) as w:
        w.add(invented(number) for number in range(200, 280))
    with pytest.raises(ArchiveError, match="belongs to another archive"):
        LocalArchive(archive)
    assert room.run("archive", "verify").code == 0
    assert_whole(archive, [*RECORDS, *(invented(number) for number in range(200, 280))])


@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
def test_a_segment_of_a_newer_version(room: Newsroom, archive: Path, kind: int) -> None:
    path = files(archive)[kind][0]
    data = bytearray(path.read_bytes())
    struct.pack_into("<H", data, 8, VERSION + 1)
    data[PAYLOAD:BLOCK] = zlib.crc32(data[:PAYLOAD]).to_bytes(4, "little")
    path.write_bytes(data)
    assert answers_or_refuses(archive, path.name) == len(ASKED)
    for arguments in (["stats"], ["search", "anything"], ["verify"], ["compact"]):
        run = room.run("archive", *arguments)
        assert_refused(run, path, f"has format version {VERSION + 1}", "use the newer reliacheck")
    assert path.read_bytes() == data


@pytest.mark.parametrize("kind", [0, 1], ids=["fp", "hl"])
def test_no_command_breaks_on_a_damaged_segment(room: Newsroom, archive: Path, kind: int) -> None:
    path = files(archive)[kind][0]
    data = bytearray(path.read_bytes())
    for at in range(BLOCK, len(data), BLOCK):
        data[at] ^= 1
    path.write_bytes(data)
    assert_no_command_breaks(room, path.name)


def test_a_check_on_a_damaged_archive_is_incomplete(room: Newsroom, archive: Path) -> None:
    room.configure('archive = "archive"\n[desk]\noutlet = "Harbour Post"\n', bundled=True)
    path = files(archive)[0][0]
    data = bytearray(path.read_bytes())
    for at in range(BLOCK, len(data), BLOCK):
        data[at] ^= 1
    path.write_bytes(data)
    run = room.spawn("check", "a.txt", "--format=json")
    assert (run.code, "Traceback" in run.err) == (3, False)
    assert {path.name in problem for problem in run.problems} == {True}
    assert run.statuses()["syndication.own-archive"] == "failed"
    assert run.statuses()["sources.second-hand"] == "passed"


# The database.


def foreign_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE articles (number INTEGER)")
    connection.commit()
    connection.close()


def newer_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()


def cut_to(place: float) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        with path.open("r+b") as stream:
            stream.truncate(place_in(path, place))

    return cut


def diary(lines: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(b"Dear diary,\n" * lines)

    return write


DATABASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "text": (diary(3000), "is damaged"),
    "short text": (diary(1), "is damaged"),
    "foreign": (foreign_database, "is an SQLite file of something else"),
    "newer": (newer_database, "has format version 2, and this reliacheck reads 1"),
    "empty": (cut_to(0), "is an SQLite file of something else"),
    "the header": (cut_to(100), "is damaged"),
    "a page": (cut_to(16384), "is damaged"),
    "pages": (cut_to(4 * 16384), "is damaged"),
    "half": (cut_to(0.5), "is damaged"),
    "most": (cut_to(0.9), "is damaged"),
}


@pytest.mark.parametrize("kind", DATABASES)
def test_a_database_that_is_none_of_ours(room: Newsroom, archive: Path, kind: str) -> None:
    spoil, says = DATABASES[kind]
    path = archive / "archive.db"
    spoil(path)
    run = room.run("archive", "verify")
    assert run.code == 2
    assert says in run.err or says in run.out.lower().replace("damaged:", "is damaged")
    assert "Traceback" not in run.err
    assert path.name in run.err + run.out
    assert answers_or_refuses(archive, path.name) > 0
    assert_no_command_breaks(room, path.name)


@pytest.mark.parametrize("kind", ["text", "foreign", "newer"])
def test_a_foreign_database_is_left_as_it_is(room: Newsroom, archive: Path, kind: str) -> None:
    path = archive / "archive.db"
    DATABASES[kind][0](path)
    before = path.read_bytes()
    names = sorted(archive.rglob("*"))
    for arguments in (*LINES.values(), ["verify"]):
        assert_refused(room.run("archive", *arguments), path, DATABASES[kind][1])
    assert path.read_bytes() == before
    assert [one for one in sorted(archive.rglob("*")) if one.suffix not in (".lock",)] == [
        one for one in names if one.suffix not in (".lock",)
    ]


@cache
def blob_of(database: Path, number: int) -> bytes:
    connection = sqlite3.connect(database)
    (blob,) = connection.execute("SELECT record FROM texts WHERE number = ?", [number]).fetchone()
    connection.close()
    return bytes(blob)


def test_a_byte_that_changed_in_a_text(room: Newsroom, archive: Path) -> None:
    path = archive / "archive.db"
    blob = blob_of(path, 5)
    flip(path, path.read_bytes().index(blob) + len(blob) // 2)
    with LocalArchive(archive) as reader:
        with pytest.raises(ArchiveError, match="the text of article story-5 is damaged; remove"):
            find_matches(reader, article_of(RECORDS[5]))
        assert_found(reader, RECORDS[6])
    assert_refused(room.run("archive", "search", RECORDS[5]["body"]), "article story-5 is damaged")
    run = room.run("archive", "export", "--output", "all.jsonl")
    assert_refused(run, path, "article story-5 is damaged")
    assert not Path("all.jsonl").exists()
    run = room.run("archive", "verify")
    assert (run.code, run.err) == (2, "")
    assert run.out.count("DAMAGED: ") == 1
    assert "the text of article story-5 is damaged; remove the article and" in run.out
    # What it says helps.
    assert room.run("archive", "remove", "story-5").code == 0
    room.write("again.jsonl", as_lines([RECORDS[5]]))
    assert room.run("archive", "add", "again.jsonl").code == 0
    assert room.run("archive", "verify").code == 0
    assert_whole(archive, RECORDS)


def test_what_is_known_of_an_article_is_compared_with_it(room: Newsroom, archive: Path) -> None:
    path = archive / "archive.db"
    headline = RECORDS[7]["headline"].encode()
    data = path.read_bytes()
    assert data.count(headline) == 1
    flip(path, data.index(headline) + 3)
    run = room.run("archive", "verify")
    assert (run.code, run.err) == (2, "")
    assert run.out.count("DAMAGED: ") == 1
    assert "what is known of article story-7 is not what was added" in run.out


def test_a_text_that_is_gone(room: Newsroom, archive: Path) -> None:
    connection = sqlite3.connect(archive / "archive.db")
    connection.execute("DELETE FROM texts WHERE number = 5")
    connection.commit()
    connection.close()
    with LocalArchive(archive) as reader:
        with pytest.raises(ArchiveError, match="the text of article story-5 is damaged; remove"):
            find_matches(reader, article_of(RECORDS[5]))
        assert_found(reader, RECORDS[6])
    assert "article story-5 has no text" in room.run("archive", "verify").out


def test_a_manifest_that_is_not_true(room: Newsroom, archive: Path) -> None:
    connection = sqlite3.connect(archive / "archive.db")
    connection.execute("DELETE FROM segments WHERE first > 0")
    connection.commit()
    connection.close()
    run = room.run("archive", "verify")
    assert run.code == 2
    assert "4 articles are in no segment" in run.out


def test_what_is_rebuilt_is_what_was_there(archive: Path, room: Newsroom) -> None:
    with LocalWriter(archive) as writer:
        writer.add([invented(3, 60, headline="Another headline altogether")])
        writer.remove(Filter(ids=["story-9"]))
    for paths in files(archive):
        for path in paths:
            path.unlink()
    assert room.run("archive", "verify").code == 0
    changed = [one for one in RECORDS if one["guid"] not in ("story-3", "story-9")]
    assert_whole(archive, [*changed, invented(3, 60, headline="Another headline altogether")])


def test_damage_is_told_by_the_program_itself(room: Newsroom, archive: Path) -> None:
    """Not only in this process: there is no traceback from anywhere else."""
    files(archive)[0][0].write_bytes(b"no")
    runs: list[Run] = [room.spawn("archive", "stats"), room.spawn("check", "a.txt")]
    for run in runs:
        assert_refused(run, "is not a fingerprint segment", "archive verify` rebuilds it")
    assert room.spawn("archive", "verify").code == 0
    (archive / "archive.db").write_bytes(b"Dear diary,\n" * 3000)
    for run in (room.spawn("archive", "add", "new.jsonl"), room.spawn("check", "a.txt")):
        assert_refused(run, "archive.db: is damaged")
