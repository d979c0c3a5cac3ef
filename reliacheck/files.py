"""Writing a file so that it is either the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from reliacheck.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Writes UTF-8 text beside `path` and renames it; ConfigError names what stood in the way.

    A link stays a link; a device or a pipe is written to, not replaced.
    """
    with writing_atomically(path) as stream:
        # A file name that is not Unicode cannot be; JSON reads it back from the escape.
        stream.write(text.encode("utf-8", "backslashreplace"))


@contextlib.contextmanager
def writing_atomically(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content stands at `path` once the block has ended well, as above."""
    import tempfile  # most runs write no file
    from pathlib import Path

    path = path.resolve()
    temporary: str | None = None
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise ConfigError(f"{path}: cannot write: {error.strerror}") from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
