"""Files and folders that a person names: found in the order of their names, read whole."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from library.errors import Refused

MAX_BYTES: Final = 20 * 1024 * 1024
"""Size of the largest document that is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is to be read."""

    name: str
    """Its path, or what else it is called."""
    data: bytes | None = None
    """Its content, when that did not come from a file."""

    def read(self) -> bytes:
        """Return the content.

        Raises:
            Refused: It cannot be read, is no file, or is too large.
        """
        if self.data is not None:
            return self.data
        path = Path(self.name)
        try:
            found = path.stat()
            # Reading a pipe or a device might never end.
            if stat.S_ISDIR(found.st_mode):
                raise Refused(self.name, "is a folder that cannot be read")
            if not stat.S_ISREG(found.st_mode):
                raise Refused(self.name, "is not a file")
            if found.st_size > MAX_BYTES:
                raise Refused(self.name, f"is larger than {MAX_BYTES // 1024 // 1024} MB")
            return path.read_bytes()
        except (OSError, ValueError) as error:
            raise Refused(self.name, f"cannot be read ({_reason(error)})") from error


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield what `paths` name: files as they are, folders with all that is in them, in name order.

    Hidden files and folders inside a folder are passed over, as are links to folders, which may
    lead in a circle. What does not exist is yielded too, and refused when it is read.
    """
    for path in paths:
        if _is_folder(path):
            yield from _folder(path)
        else:
            yield Source(str(path))


def _folder(folder: Path) -> Iterator[Source]:
    """Yield the files in `folder` and in the folders below it."""
    # A stack instead of recursion: folders may be nested deeper than Python's calls.
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not _is_folder(path):
            yield Source(str(path))
            continue
        try:
            entries = sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield Source(str(path))
            continue
        waiting += (
            entry
            for entry in entries
            if not (entry.name.startswith(".") or (entry.is_symlink() and _is_folder(entry)))
        )


def _is_folder(path: Path) -> bool:
    """Tell whether `path` is a folder; unlike `Path.is_dir` no when that cannot be told."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _reason(error: OSError | ValueError) -> str:
    """Return what the system says of an error, without the path that the message names anyway."""
    return (isinstance(error, OSError) and error.strerror) or str(error)
