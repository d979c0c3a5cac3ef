"""reliacheck archive: every command and option, in text and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from newsroom import Newsroom, Run
from stories import as_lines, assert_refused, assert_whole, invented

from reliacheck.archive import Filter
from reliacheck.archive.local import LocalArchive
from reliacheck.testing import invented_words

RECORDS = [invented(number, 60) for number in range(5)]
STORY = "# Harbour bridge reopens\n\nThe bridge is open again, officials said on Tuesday morning.\n"


@pytest.fixture
def desk(room: Newsroom) -> Newsroom:
    """A newsroom with an archive in its settings and a file of five stories."""
    room.configure('archive = "archive"\n')
    room.write("five.jsonl", as_lines(RECORDS))
    return room


@pytest.fixture
def filled(desk: Newsroom) -> Newsroom:
    """The same with these stories in the archive."""
    assert add(desk, "five.jsonl").code == 0
    return desk


def add(room: Newsroom, *arguments: str) -> Run:
    return room.run("archive", "add", *arguments)


def added(room: Newsroom, *arguments: str) -> tuple[int, int, int]:
    run = add(room, *arguments, "--format=json")
    assert run.code == 0, run
    told = json.loads(run.out)
    return told["new"], told["updated"], told["known"]


def listed(room: Newsroom, *arguments: str) -> list[dict[str, Any]]:
    run = room.run("archive", "list", "--format=json", *arguments)
    assert (run.code, run.err) == (0, "")
    return [json.loads(line) for line in run.out.splitlines()]


def ids(room: Newsroom, *arguments: str) -> list[str]:
    return [entry["id"] for entry in listed(room, *arguments)]


def archived(folder: Path = Path("archive")) -> list[dict[str, Any]]:
    """The records in an archive."""
    with LocalArchive(folder) as archive:
        numbers = [entry.number for entry in archive.select(Filter())]
        records = archive.records(numbers)
    return [dict(records[number]) for number in numbers]


class TestAdd:
    def test_json_lines(self, desk: Newsroom) -> None:
        run = add(desk, "five.jsonl")
        assert (run.code, run.err) == (0, "")
        assert run.out.startswith("5 articles: 5 new, 0 updated, 0 there already (")
        assert_whole(Path("archive"), RECORDS)

    def test_the_report_as_json(self, desk: Newsroom) -> None:
        told = json.loads(add(desk, "five.jsonl", "--format", "json").out)
        assert told.pop("seconds") >= 0
        assert told.pop("articles_per_second") > 0
        assert told == {"new": 5, "updated": 0, "known": 0, "skipped": 0, "without_date": 0}

    def test_text_and_markdown_and_a_folder_of_both(self, desk: Newsroom) -> None:
        desk.write("desk/a.txt", "Ferry sails\n\nThe ferry sails at noon, its owner said.\n")
        desk.write("desk/b.md", f"---\ntitle: Harbour bridge\noutlet: Coast News\n---\n\n{STORY}")
        desk.write("desk/may/c.jsonl", as_lines(RECORDS[:1]))
        desk.write("desk/picture.png", b"\x89PNG")
        run = add(desk, "desk")
        assert run.code == 0
        assert run.out.startswith("3 articles: 3 new")
        assert "1 other file" in run.err
        assert {record.get("outlet") for record in archived()} >= {None, "Coast News"}
        bodies = "\n".join(record["body"] for record in archived())
        assert "ferry sails at noon" in bodies
        assert "open again, officials said" in bodies

    def test_the_same_again(self, filled: Newsroom) -> None:
        assert added(filled, "five.jsonl") == (0, 0, 5)
        assert added(filled, "five.jsonl", "./five.jsonl") == (0, 0, 5)
        assert len(listed(filled, "--history")) == 5

    def test_an_update_keeps_history(self, filled: Newsroom) -> None:
        changed = invented(2, 60, headline="Quite another headline")
        filled.write("update.jsonl", as_lines([changed]))
        assert added(filled, "update.jsonl") == (0, 1, 0)
        assert added(filled, "update.jsonl", "five.jsonl") == (0, 0, 6)
        assert ids(filled) == ["story-0", "story-1", "story-3", "story-4", "story-2"]
        with_history = listed(filled, "--history", "--id=story-2")
        assert [entry["replaced"] for entry in with_history] == [True, False]
        text = filled.run("archive", "list", "--history", "--id=story-2").out.splitlines()
        assert [line.endswith("  (replaced)") for line in text] == [True, False]

    def test_standard_input_with_a_name(self, desk: Newsroom) -> None:
        run = desk.spawn(
            "archive", "add", "-", "--stdin-filename=wire.jsonl", stdin=as_lines(RECORDS)
        )
        assert (run.code, run.err) == (0, "")
        assert_whole(Path("archive"), RECORDS)
        run = desk.spawn("archive", "add", "-", "--stdin-filename=a.md", stdin=STORY.encode())
        assert (run.code, run.out[:16]) == (0, "1 article: 1 new")
        assert archived()[-1]["headline"] == "Harbour bridge reopens"

    def test_standard_input_without_a_name_is_told_by_its_first_letter(
        self, desk: Newsroom
    ) -> None:
        run = desk.spawn("archive", "add", "-", stdin=as_lines(RECORDS))
        assert (run.code, run.err) == (0, "")
        run = desk.spawn("archive", "add", "-", stdin=b"Ferry sails\n\nIt sails at noon.\n")
        assert (run.code, run.err) == (0, "")
        assert archived()[-1]["body"] == "It sails at noon."
        assert len(archived()) == 6

    def test_bad_standard_input_is_told_with_its_line(self, desk: Newsroom) -> None:
        data = as_lines(RECORDS) + b"\n{oops\n"
        run = desk.spawn("archive", "add", "-", "--stdin-filename=wire.jsonl", stdin=data)
        assert_refused(run, "wire.jsonl:7: not JSON")

    def test_what_articles_do_not_say_themselves(self, desk: Newsroom) -> None:
        desk.write("bare.jsonl", as_lines([{"body": "A ferry sails."}, RECORDS[0]]))
        desk.write("bare.txt", "Ferry sails\n\nIt sails at noon.\n")
        defaults = {
            "outlet": "The Eller Post",
            "agency": "Coast News",
            "published": "2025-02-03",
            "language": "en",
        }
        options = [f"--{key}={value}" for key, value in defaults.items()]
        assert added(desk, "bare.jsonl", "bare.txt", *options) == (3, 0, 0)
        for entry in listed(desk):
            own = RECORDS[0] if entry["id"] == "story-0" else {}
            assert {key: entry[key] for key in defaults} == {
                key: own.get(key, value) for key, value in defaults.items()
            }
        assert added(desk, "bare.jsonl", "bare.txt", *options) == (0, 0, 3)

    def test_dates_that_are_not_iso(self, desk: Newsroom) -> None:
        dates = ["last Tuesday", "2025-13-01", "03/02/2025", "2025-02-03"]
        desk.write(
            "dates.jsonl",
            as_lines(invented(one, 20, published=date) for one, date in enumerate(dates)),
        )
        run = add(desk, "dates.jsonl")
        assert run.code == 0
        assert run.err.count("\n") == 1
        assert "dates.jsonl:1: " in run.err
        assert "'last Tuesday'; the article is taken, as one without a date" in run.err
        assert "3 articles with a date that is not ISO 8601" in run.out
        assert ids(desk, "--after=1900-01-01") == ["story-3"]
        refused = add(desk, "dates.jsonl", "--published=yesterday")
        assert (refused.code, refused.out) == (2, "")
        assert "'yesterday' is neither a date (2026-01-31) nor an age" in refused.err

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            (b"{oops", "not JSON"),
            (b'{"headline": "No body"}', 'no "body"'),
            (b'["a"]', "expected an object"),
            (b'{"body": 3}', '"body" must be a string'),
            (b'{"body": "caf\xe9"}', "not UTF-8"),
        ],
    )
    def test_a_bad_line(self, desk: Newsroom, line: bytes, says: str) -> None:
        data = as_lines(RECORDS[:3]) + b"\r\n" + line + b"\n" + as_lines(RECORDS[3:])
        desk.write("bad.jsonl", data)
        run = add(desk, "bad.jsonl")
        assert_refused(run, f"bad.jsonl:5: {says}", "or pass over what is bad with --skip-bad")
        assert listed(desk) == []
        run = add(desk, "bad.jsonl", "--skip-bad")
        assert run.code == 0
        assert run.err.startswith(f"reliacheck: skipped bad.jsonl:5: {says}")
        assert run.out.endswith("\n1 article skipped\n")
        assert ids(desk) == [record["guid"] for record in RECORDS]

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_bad_line_far_down(self, desk: Newsroom, jobs: str) -> None:
        """In later stretches of a file that is large enough for several processes."""
        lines = [json.dumps({"body": f"{number} " + "x" * 5000}) for number in range(3000)]
        for number in (0, 700, 1999, 2999):
            lines[number] = "{oops"
        desk.write("large.jsonl", "\n".join(lines))
        run = desk.spawn(
            "archive", "add", "large.jsonl", "--skip-bad", f"--jobs={jobs}", "--format=json"
        )
        told = json.loads(run.out)
        assert (told["new"], told["skipped"]) == (2996, 4)
        places = [line.split(": ")[1] for line in run.err.splitlines()]
        assert places == [f"skipped large.jsonl:{number}" for number in (1, 701, 2000, 3000)]

    def test_very_many_bad_lines_are_counted(self, desk: Newsroom) -> None:
        desk.write("bad.jsonl", b"{oops\n" * 50 + as_lines(RECORDS))
        run = add(desk, "bad.jsonl", "--skip-bad")
        assert run.err.count("\n") == 20
        assert run.out.endswith("50 articles skipped\n")

    def test_bad_files(self, desk: Newsroom) -> None:
        desk.write("desk/a.txt", b"caf\xe9 \xff\xfe\x00")
        desk.write("desk/b.txt", "Ferry sails\n\nIt sails at noon.\n")
        run = add(desk, "desk")
        assert_refused(run, Path("desk", "a.txt"), "--skip-bad")
        run = add(desk, "desk", "--skip-bad")
        assert (run.code, run.err.count("skipped")) == (0, 1)
        assert run.out.startswith("1 article: 1 new")

    @pytest.mark.parametrize("path", ["no.jsonl", "no.txt", "no"])
    def test_no_such_file(self, desk: Newsroom, path: str) -> None:
        assert_refused(add(desk, path), f"{path}: no such file")
        assert not Path("archive").exists()

    def test_jobs_are_one_or_more(self, desk: Newsroom) -> None:
        assert_refused(add(desk, "five.jsonl", "--jobs=0"), "--jobs: expected 1 or more, not 0")

    def test_half_of_a_surrogate_pair(self, desk: Newsroom) -> None:
        desk.write(
            "odd.jsonl", b'{"body": "A \\ud83d boat", "headline": "B \\udea2", "id": "\\ud83d"}'
        )
        assert added(desk, "odd.jsonl") == (1, 0, 0)
        assert added(desk, "odd.jsonl") == (0, 0, 1)
        assert ids(desk) == ["?"]
        run = desk.spawn("archive", "export")
        assert json.loads(run.out)["headline"] == "B \udea2"


class TestPlaces:
    def test_the_archive_may_be_named_before_the_command_and_behind(self, desk: Newsroom) -> None:
        assert desk.run("archive", "--archive", "one", "add", "five.jsonl").code == 0
        assert desk.run("archive", "add", "five.jsonl", "--archive", "two").code == 0
        assert desk.run("archive", "--archive=one", "list").out.count("\n") == 5
        assert desk.run("archive", "list", "--archive=two").out.count("\n") == 5
        assert not Path("archive").exists()

    def test_an_archive_in_the_settings_is_beside_them(
        self, filled: Newsroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = filled.folder / "desk" / "may"
        folder.mkdir(parents=True)
        monkeypatch.chdir(folder)
        assert len(ids(filled)) == 5
        monkeypatch.chdir("/")
        config = str(filled.folder / "reliacheck.toml")
        assert len(ids(filled, "--config", config)) == 5
        assert filled.run("archive", "--config", config, "list").out.count("\n") == 5

    @pytest.mark.parametrize(
        "command",
        [
            ["list"],
            ["stats"],
            ["verify"],
            ["compact"],
            ["export"],
            ["search", "x"],
            ["remove", "x"],
        ],
    )
    def test_what_is_not_there(self, room: Newsroom, command: list[str]) -> None:
        run = room.run("archive", *command)
        assert_refused(run, "no archive is named: --archive DIR, or archive = ")
        run = room.run("archive", *command, "--archive=no")
        assert_refused(run, "no: no such archive (`reliacheck archive add` makes one)")
        room.write("pictures/a.png", b"")
        run = room.run("archive", *command, "--archive=pictures")
        assert_refused(run, "pictures: is not an archive (`reliacheck archive add` makes one)")
        assert [path.name for path in Path("pictures").iterdir()] == ["a.png"]
        assert not Path("no").exists()

    def test_an_archive_is_not_made_among_other_things(self, desk: Newsroom) -> None:
        desk.write("pictures/a.png", b"")
        run = add(desk, "five.jsonl", "--archive=pictures")
        assert_refused(run, "pictures: is no archive, and not empty (there is 'a.png')")
        assert [path.name for path in Path("pictures").iterdir()] == ["a.png"]
        assert_refused(add(desk, "five.jsonl", "--archive=five.jsonl"), "five.jsonl")
        Path("empty").mkdir()
        assert add(desk, "five.jsonl", "--archive=empty").code == 0
        assert add(desk, "five.jsonl", "--archive=a/b/c").code == 0

    def test_an_archive_may_be_moved(self, filled: Newsroom) -> None:
        shutil.move("archive", "moved é #?%41")
        assert_whole(Path("moved é #?%41"), RECORDS)
        assert added(filled, "five.jsonl", "--archive=moved é #?%41") == (0, 0, 5)

    def test_no_command(self, room: Newsroom) -> None:
        run = room.run("archive")
        assert (run.code, run.out) == (2, "")
        assert "COMMAND" in run.err


class TestList:
    def test_text(self, filled: Newsroom) -> None:
        run = filled.run("archive", "list")
        first = RECORDS[0]
        assert (run.code, run.err) == (0, "")
        assert run.out.splitlines()[0] == (
            f"2025-01-01  {first['outlet']}  {first['headline']}  [story-0]"
        )

    def test_json(self, filled: Newsroom) -> None:
        entry = listed(filled)[0]
        assert entry.pop("added")
        assert entry == {
            **dict.fromkeys(["agency", "url", "language", "evolved_from"]),
            **{key: RECORDS[0][key] for key in ("guid", "outlet", "headline", "published")},
            "id": "story-0",
            "replaced": False,
        }

    def test_what_is_listed(self, filled: Newsroom) -> None:
        assert ids(filled, "--limit=2") == ["story-0", "story-1"]
        assert ids(filled, "--id=story-3", "--id", "story-1") == ["story-1", "story-3"]
        assert ids(filled, "--after=2025-01-03", "--before=2025-01-05") == ["story-2", "story-3"]
        outlet = RECORDS[0]["outlet"]
        theirs = [record["guid"] for record in RECORDS if record["outlet"] == outlet]
        assert ids(filled, "--outlet", outlet.upper()) == theirs
        assert ids(filled, "--before=1d") == [record["guid"] for record in RECORDS]
        assert ids(filled, "--after", "1w") == []
        assert filled.run("archive", "list", "--id=nobody") == (0, "", "")

    def test_a_date_that_is_none(self, filled: Newsroom) -> None:
        run = filled.run("archive", "list", "--after=soon")
        assert (run.code, run.out) == (2, "")
        assert run.err.count("\n") == 1

    def test_what_has_no_headline_outlet_or_date(self, desk: Newsroom) -> None:
        desk.write("bare.jsonl", as_lines([{"body": "A ferry sails.", "id": 7}]))
        assert added(desk, "bare.jsonl") == (1, 0, 0)
        out = desk.run("archive", "list").out
        assert out == "no date     -  (no headline)  [7]\n"


class TestSearch:
    def test_passages_and_headlines(self, filled: Newsroom) -> None:
        words = " ".join(RECORDS[3]["body"].split()[10:40])
        run = filled.run("archive", "search", words)
        assert (run.code, run.err) == (0, "")
        lines = run.out.splitlines()
        assert lines[0] == "Passages: 1"
        assert lines[1].endswith("[story-3]")
        assert lines[2].startswith("      30 words, 100% the same: ")
        assert lines[-1] == "Headlines: none"
        run = filled.run("archive", "search", RECORDS[3]["headline"].swapcase())
        assert "Headlines: 1\n  1.00  " in run.out
        assert "passages of 12 words or more are always found" in run.out

    def test_json(self, filled: Newsroom) -> None:
        body = RECORDS[3]["body"]
        run = filled.run("archive", "search", body, "--format=json")
        told = json.loads(run.out)
        assert told["words"] == 60
        (found,) = told["passages"]
        assert (found["share"], found["article"]["id"]) == (1.0, "story-3")
        (passage,) = found["passages"]
        assert (passage["words"], passage["similarity"]) == (60, 1.0)
        assert passage["text"] == body.rstrip(".")
        text = f"{RECORDS[3]['headline']}\n\n{body}"
        assert text[passage["start"] : passage["end"]] == passage["text"]
        headline = filled.run("archive", "search", RECORDS[3]["headline"], "--format=json")
        (hit,) = json.loads(headline.out)["headlines"]
        assert (hit["likeness"], hit["article"]["id"]) == (1.0, "story-3")

    def test_from_a_file_and_standard_input(self, filled: Newsroom) -> None:
        filled.write("what.txt", RECORDS[3]["body"])
        assert "[story-3]" in filled.run("archive", "search", "@what.txt").out
        run = filled.spawn("archive", "search", "-", stdin=RECORDS[3]["body"].encode())
        assert "[story-3]" in run.out
        assert_refused(filled.run("archive", "search", "@no.txt"), "no.txt: cannot be read")
        filled.write("what.txt", b"\xff\xff")
        assert_refused(filled.run("archive", "search", "@what.txt"), "not UTF-8")

    def test_in_a_time(self, filled: Newsroom) -> None:
        body = RECORDS[3]["body"]  # of 4 January
        for option, found in (("after=2025-01-05", False), ("before=2025-01-05", True)):
            out = filled.run("archive", "search", body, f"--{option}").out
            assert ("[story-3]" in out) is found
        headline = RECORDS[3]["headline"]
        assert "Headlines: none" in filled.run("archive", "search", headline, "--before=9y").out

    def test_a_limit(self, filled: Newsroom) -> None:
        both = f"{RECORDS[1]['body']} {RECORDS[2]['body']}"
        assert filled.run("archive", "search", both).out.startswith("Passages: 2")
        assert filled.run("archive", "search", both, "--limit=1").out.startswith("Passages: 1")

    @pytest.mark.parametrize("text", ["", "  ", "\n"])
    def test_nothing(self, filled: Newsroom, text: str) -> None:
        assert_refused(filled.run("archive", "search", text), "nothing to look for")

    def test_nothing_like_it(self, filled: Newsroom) -> None:
        run = filled.run("archive", "search", "Zzyzx qwyjibo")
        assert (run.code, "Passages: none" in run.out, "Headlines: none" in run.out) == (
            0,
            True,
            True,
        )


class TestStats:
    def test_text(self, filled: Newsroom) -> None:
        out = filled.run("archive", "stats").out
        told = dict(line.split(None, 1) for line in out.splitlines() if line[0] != " ")
        assert told["articles"] == "5"
        assert told["published"].startswith("2025-01-01T08:00:00+00:00 to 2025-01-05")
        assert told["segments"] == "1"
        assert f"{RECORDS[0]['outlet']}: " in out

    def test_json(self, filled: Newsroom) -> None:
        told = json.loads(filled.run("archive", "stats", "--format", "json").out)
        assert told["location"] == str(filled.folder / "archive")
        assert (told["articles"], told["versions"], told["segments"]) == (5, 0, 1)
        assert sum(told["outlets"].values()) == 5
        assert (told["oldest"][:10], told["newest"][:10]) == ("2025-01-01", "2025-01-05")
        assert told["words_a_k-gram"] == 5
        size = sum(path.stat().st_size for path in Path("archive").rglob("*") if path.is_file())
        assert told["bytes"] >= size


class TestRemove:
    def test_by_id(self, filled: Newsroom) -> None:
        run = filled.run("archive", "remove", "story-1", "story-2", "nobody")
        assert (run.code, run.out, run.err) == (0, "2 articles removed\n", "")
        assert_whole(Path("archive"), [RECORDS[number] for number in (0, 3, 4)])
        run = filled.run("archive", "remove", "--id", "story-0", "--format=json")
        assert json.loads(run.out) == {"removed": 1}
        assert added(filled, "five.jsonl") == (3, 0, 2)

    def test_by_outlet_and_age(self, filled: Newsroom) -> None:
        outlet = RECORDS[0]["outlet"]
        theirs = [record["guid"] for record in RECORDS if record["outlet"] == outlet]
        run = filled.run("archive", "remove", "--outlet", outlet.lower(), "--before=2025-01-01")
        assert run.out == "0 articles removed\n"
        filled.run("archive", "remove", "--outlet", outlet.lower())
        assert ids(filled) == [one["guid"] for one in RECORDS if one["guid"] not in theirs]
        filled.write("new.jsonl", as_lines([invented(9, published="2999-01-01")]))
        assert added(filled, "new.jsonl") == (1, 0, 0)
        filled.run("archive", "remove", "--older-than", "30d")
        assert ids(filled) == ["story-9"]

    def test_everything_must_be_meant(self, filled: Newsroom) -> None:
        run = filled.run("archive", "remove")
        assert_refused(run, "archive remove: say which articles (ID, --outlet, --older-than)")
        run = filled.run("archive", "remove", "--older-than", "long ago")
        assert (run.code, run.out) == (2, "")
        assert len(ids(filled)) == 5


class TestUpkeep:
    def test_verify(self, filled: Newsroom) -> None:
        run = filled.run("archive", "verify")
        assert (run.code, run.out, run.err) == (0, "5 articles, 1 segment: sound\n", "")
        told = json.loads(filled.run("archive", "verify", "--format=json").out)
        assert told == {"articles": 5, "segments": 1, "rebuilt": [], "lost": []}

    def test_compact(self, filled: Newsroom) -> None:
        filled.write("large.jsonl", as_lines(invented(number) for number in range(10, 60)))
        assert added(filled, "large.jsonl") == (50, 0, 0)
        filled.write("small.jsonl", as_lines([invented(70)]))
        assert added(filled, "small.jsonl") == (1, 0, 0)
        filled.run("archive", "remove", "--before=2025-02-01")
        run = filled.run("archive", "compact")
        assert run.code == 0
        assert run.out.startswith("2 segments -> 1, ")
        assert run.err == ""
        again = filled.run("archive", "compact")
        assert again.out.startswith("1 segment -> 1, ")
        kept = [invented(one) for one in (*range(10, 60), 70)]
        assert_whole(Path("archive"), [one for one in kept if one["published"] >= "2025-02-01"])

    def test_compacting_gives_space_back(self, filled: Newsroom) -> None:
        def size() -> int:
            return sum(path.stat().st_size for path in Path("archive").rglob("*"))

        filled.write("many.jsonl", as_lines(invented(one, 400) for one in range(10, 400)))
        assert added(filled, "many.jsonl") == (390, 0, 0)
        full = size()
        filled.run("archive", "remove", "--after=2025-01-06")
        filled.run("archive", "compact")
        assert size() < full / 4
        assert len(ids(filled)) == 5 + len([one for one in range(10, 400) if one % 336 < 5])

    def test_emptied(self, filled: Newsroom) -> None:
        filled.run("archive", "remove", "--before=2999-01-01")
        assert filled.run("archive", "compact").out.startswith("0 segments -> 0, ")
        assert filled.run("archive", "verify").out == "0 articles, 0 segments: sound\n"
        assert filled.run("archive", "list") == (0, "", "")
        assert added(filled, "five.jsonl") == (5, 0, 0)


class TestExport:
    def test_and_back_again(self, desk: Newsroom) -> None:
        records: list[dict[str, Any]] = [
            *RECORDS,
            {
                "body": "Un pont.\n\nDeux “ponts”. 橋 🚢",
                "captions": ["A", "B"],
                "x": {"y": [1, None]},
            },
            {"body": "Line one\nline two", "id": 7, "byline": "By Ada Marsh", "standfirst": "So."},
        ]
        desk.write("in.jsonl", as_lines(records))
        desk.write("story.md", f"{STORY}\nBy the sea.\n")
        assert added(desk, "in.jsonl", "story.md") == (8, 0, 0)
        run = desk.spawn("archive", "export")
        assert (run.code, run.err) == (0, "reliacheck: 8 articles written\n")
        lines = [json.loads(line) for line in run.out.splitlines()]
        assert lines[:7] == records
        back = desk.spawn(
            "archive", "add", "-", "--archive=copy", "--stdin-filename=x.jsonl",
            stdin=run.out.encode(),
        )  # fmt: skip
        assert back.out.startswith("8 articles: 8 new")
        assert archived(Path("copy")) == archived() == lines
        assert desk.spawn("archive", "export", "--archive=copy").out == run.out
        assert added(desk, "in.jsonl", "story.md", "--archive=copy") == (0, 0, 8)

    def test_to_a_file_and_a_part(self, filled: Newsroom) -> None:
        run = filled.run("archive", "export", "--output=out.jsonl", "--after=2025-01-04")
        assert (run.code, run.out, run.err) == (0, "", "reliacheck: 2 articles written\n")
        assert Path("out.jsonl").read_bytes() == as_lines(RECORDS[3:]).replace(b": ", b":").replace(
            b", ", b","
        )
        run = filled.run("archive", "export", "--output=no/out.jsonl")
        assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)

    def test_history(self, filled: Newsroom) -> None:
        filled.write("update.jsonl", as_lines([invented(2, 60, headline="Another")]))
        assert added(filled, "update.jsonl") == (0, 1, 0)
        out = filled.spawn("archive", "export", "--history", "--id=story-2").out
        old, new = [json.loads(line) for line in out.splitlines()]
        assert old == {**RECORDS[2], "replaced": True}
        assert new == invented(2, 60, headline="Another")


def test_a_check_names_its_archive(filled: Newsroom) -> None:
    run = filled.check("five.jsonl")
    assert run.code == 0
    run = filled.check("five.jsonl", "--archive", "no")
    assert_refused(run, "no: no such archive")


class TestVersionsAndFurniture:
    """More than 64 copies of a text, of which most are gone: what is left is found."""

    WORDS = invented_words("furniture", 200)

    def test_after_a_removal(self, desk: Newsroom) -> None:
        copies = [{"guid": f"r{at}", "outlet": f"P{at}", "body": self.WORDS} for at in range(80)]
        desk.write("copies.jsonl", as_lines(copies))
        assert added(desk, "copies.jsonl") == (80, 0, 0)
        desk.run("archive", "remove", *(f"r{at}" for at in range(79)))
        assert "[r79]" in self.found(desk)

    def test_in_a_story_that_was_updated_often(self, desk: Newsroom) -> None:
        versions = [
            {
                "guid": "live",
                "published": f"2026-01-{at // 24 + 1:02}T{at % 24:02}:00",
                "body": f"{self.WORDS} Update {at}.",
            }
            for at in range(80)
        ]
        desk.write("live.jsonl", as_lines(versions))
        assert added(desk, "live.jsonl") == (1, 79, 0)
        assert "[live]" in self.found(desk)

    def found(self, desk: Newsroom) -> str:
        return desk.run("archive", "search", " ".join(self.WORDS.split()[50:110])).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--before=9999999y"), "is longer ago than there are years"),
        (("list", "--limit=0"), "expected 1 or more"),
        (("search", "x", "--limit=-1"), "expected 1 or more"),
        (("compact", "--wait=nan"), "is not a number of seconds"),
    ],
)
def test_what_no_number_may_be_is_refused(
    filled: Newsroom, arguments: tuple[str, ...], said: str
) -> None:
    run = filled.run("archive", *arguments)
    assert run.code == 2
    assert said in run.err
    assert len(run.err.splitlines()) == 1


def test_a_lost_database_is_not_taken_for_a_new_archive(filled: Newsroom) -> None:
    (folder,) = (path.parent for path in filled.folder.rglob("archive.db"))
    (folder / "archive.db").unlink()
    run = filled.run("archive", "add", "five.jsonl")
    assert (run.code, "archive.db is missing" in run.err) == (2, True)
