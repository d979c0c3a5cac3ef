"""Writing a file so that it is either the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from reliacheck.errors import ConfigError


def write_atomically(path: Path, text: str) -> None:
    """Writes UTF-8 text beside `path` and renames it; ConfigError names what stood in the way.

    A link stays a link; a device or a pipe is written to, not replaced.
    """
    import tempfile  # most runs write no file

    path = path.resolve()
    temporary: str | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            # A file name that is not Unicode cannot be; JSON reads it back from the escape.
            stream.write(text.encode("utf-8", "backslashreplace"))
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise ConfigError(f"{path}: cannot write: {error.strerror}") from None


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
