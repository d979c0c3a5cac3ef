"""Only what differs from a git revision is checked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from newsroom import Newsroom

STORY = "Bridge reopens\n\nThen mark90 comes.\n"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        env={
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ada Marsh",
            "GIT_AUTHOR_EMAIL": "ada@example.org",
            "GIT_COMMITTER_NAME": "Ada Marsh",
            "GIT_COMMITTER_EMAIL": "ada@example.org",
        },
    )


@pytest.fixture
def repo(room: Newsroom) -> Newsroom:
    """A newsroom under git; its four stories are committed, and one of them once more."""
    git(room.folder, "init", "-q")
    for name in ("kept.txt", "committed.txt", "edited.txt", "moved.txt", "desk/deep.txt"):
        room.write(name, STORY + f"\n{name}\n")
    git(room.folder, "add", ".")
    git(room.folder, "commit", "-qm", "one")
    git(room.folder, "tag", "one")
    room.write("committed.txt", STORY + "\nMore.\n")
    git(room.folder, "commit", "-qam", "two")
    return room


def checked(room: Newsroom, revision: str, *paths: str) -> list[str]:
    run = room.check("--changed-since", revision, *(paths or (".",)))
    assert run.code == 0
    return sorted(article["path"] for article in run.report["articles"])


def test_what_was_committed_since_is_checked(repo: Newsroom) -> None:
    assert checked(repo, "one") == ["committed.txt"]
    assert checked(repo, "HEAD") == []


def test_what_is_edited_staged_new_or_renamed_is_checked(repo: Newsroom) -> None:
    repo.write("edited.txt", STORY + "\nMore.\n")
    repo.write("staged.txt", STORY)
    git(repo.folder, "add", "staged.txt")
    repo.write("new.txt", STORY)
    git(repo.folder, "mv", "moved.txt", "renamed.txt")
    (repo.folder / "kept.txt").touch()
    assert checked(repo, "HEAD") == ["edited.txt", "new.txt", "renamed.txt", "staged.txt"]


def test_what_git_ignores_is_not_checked(repo: Newsroom) -> None:
    repo.write(".gitignore", "draft*\n")
    repo.write("draft.txt", STORY)
    assert checked(repo, "HEAD") == []


def test_a_file_that_is_gone_is_not_missed(repo: Newsroom) -> None:
    (repo.folder / "edited.txt").unlink()
    assert checked(repo, "HEAD") == []


def test_any_name_of_a_revision_will_do(repo: Newsroom) -> None:
    for revision in ("HEAD~1", "one", "@^"):
        assert checked(repo, revision) == ["committed.txt"]


def test_it_works_in_a_folder_of_the_repository_and_on_names_of_files(
    repo: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write("desk/deep.txt", STORY + "\nMore.\n")
    repo.write("desk/naïve “draft”.txt", STORY)
    names = ["deep.txt", "naïve “draft”.txt"]
    assert checked(repo, "HEAD", "desk") == [f"desk/{name}" for name in names]
    monkeypatch.chdir(repo.folder / "desk")
    assert checked(repo, "HEAD") == names
    assert checked(repo, "HEAD", "deep.txt", "../kept.txt") == ["deep.txt"]


def test_every_path_is_asked_of_its_own_repository(
    repo: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    (other / "x.txt").write_text(STORY, encoding="utf-8")
    git(other, "add", ".")
    git(other, "commit", "-qm", "one")
    (other / "y.txt").write_text(STORY, encoding="utf-8")
    repo.write("new.txt", STORY)
    assert checked(repo, "HEAD", str(other), ".") == [str(other / "y.txt"), "new.txt"]


def test_standard_input_is_always_checked(repo: Newsroom) -> None:
    run = repo.spawn(
        "check", "--format=json", "--changed-since=HEAD", "-", ".", stdin=STORY.encode()
    )
    assert [article["path"] for article in run.report["articles"]] == ["-"]


@pytest.mark.parametrize("revision", ["no-such-tag", "--output=x", "", "HEAD:kept.txt"])
def test_an_unknown_revision_is_an_error(repo: Newsroom, revision: str) -> None:
    run = repo.check(f"--changed-since={revision}", ".")
    assert (run.code, run.out) == (2, "")
    assert run.err == f"reliacheck: --changed-since: no revision {revision!r} in {repo.folder}\n"
    assert not (repo.folder / "x").exists()


def test_a_folder_that_is_not_under_git_is_an_error(room: Newsroom) -> None:
    room.write("a.txt", STORY)
    run = room.check("--changed-since=HEAD", "a.txt")
    assert (run.code, run.out) == (2, "")
    assert run.err == "reliacheck: --changed-since: a.txt is not in a git work tree\n"


def test_without_git_it_is_an_error(repo: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo.folder))
    run = repo.check("--changed-since=HEAD", ".")
    assert (run.code, run.out) == (2, "")
    assert "cannot run git: No such file or directory" in run.err
