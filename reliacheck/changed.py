"""Which files differ from a git revision."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from reliacheck.errors import ConfigError


def changed_since(revision: str, paths: Sequence[str]) -> Callable[[str], bool]:
    """A test whether a file was changed or added since the revision, committed or not.

    Each path's own repository is asked. Raises ConfigError if there is none, or no such revision.
    """
    changed: set[Path] = set()
    for top in {_top(Path(path)) for path in paths if path != "-"}:
        # The end of options keeps a revision such as "--output=x" from being taken for one.
        known = _git(
            top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if not known:
            raise ConfigError(f"--changed-since: no revision {revision!r} in {top}")
        commit = known.strip()
        listed = _git(top, "diff", "--name-only", "--no-renames", "-z", commit, "--")
        listed += _git(top, "ls-files", "--others", "--exclude-standard", "-z")
        changed |= {(top / name).resolve() for name in listed.split("\0") if name}
    changed |= {Path(path).resolve() for path in paths if path != "-" and _is_ignored(Path(path))}
    return lambda path: Path(path).resolve() in changed


def _is_ignored(path: Path) -> bool:
    """Whether a file that was named itself is one that git ignores: the revision has not got it."""
    if not path.is_file():
        return False
    return bool(_git(path.parent, "ls-files", "--others", "-z", "--", path.name))


def _top(path: Path) -> Path:
    folder = path if path.is_dir() else path.parent
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    if not top:
        raise ConfigError(f"--changed-since: {path} is not in a git work tree")
    return Path(top)


def _git(folder: Path, *arguments: str) -> str:
    """What git prints, "" if it fails; ConfigError if there is no git."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False
        )
    except OSError as error:
        raise ConfigError(f"--changed-since: cannot run git: {error.strerror}") from None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else ""
