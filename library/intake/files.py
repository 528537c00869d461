"""Files and folders that a person names: found in the order of their names, read whole."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from library.errors import Refused
from library.translation import _

MAX_BYTES: Final = 20 * 1024 * 1024
"""Size of the largest document that is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is to be read."""

    name: str
    """Its path, or what else it is called."""
    data: bytes | None = None
    """Its content, when that did not come from a file."""
    refusal: Refused | None = None
    """Why there is none to read, if that is known already."""
    feeds: tuple[str, ...] = ()
    """Addresses of feeds that it names, or its own if it is one; known of what was fetched."""
    is_named: bool = False
    """Whether it was named by itself, and not with the folder that it is in."""

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """Return the content, if it has no more than `limit` bytes.

        Raises:
            Refused: It cannot be read, is no file, or is too large.
        """
        if self.refusal is not None:
            raise self.refusal
        if self.data is not None:
            self._check_size(len(self.data), limit)
            return self.data
        path = Path(self.name)
        try:
            found = path.stat()
            # Reading a pipe or a device might never end.
            if stat.S_ISDIR(found.st_mode):
                raise Refused(self.name, _("is a folder that cannot be read"))
            if not stat.S_ISREG(found.st_mode):
                raise Refused(self.name, _("is not a file"))
            self._check_size(found.st_size, limit)
            with path.open("rb") as file:
                # It may be growing.
                data = file.read(found.st_size + 1)
                data += file.read(limit - len(data) + 1) if len(data) > found.st_size else b""
        except (OSError, ValueError) as error:
            raise Refused(
                self.name, _("cannot be read ({reason})").format(reason=_reason(error))
            ) from error
        self._check_size(len(data), limit)
        return data

    def _check_size(self, size: int, limit: int) -> None:
        """Refuse the document if its `size` in bytes is beyond the limit."""
        if size > limit:
            raise Refused(
                self.name, _("is larger than {size} MB").format(size=limit // 1024 // 1024)
            )


def is_address(text: str) -> bool:
    """Tell whether `text` is meant as an address on the web and not as the path of a file."""
    return text.lower().startswith(("http://", "https://"))


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield what `paths` name: files as they are, folders with all that is in them, in name order.

    Hidden files and folders inside a folder are passed over, as are links to folders, which may
    lead in a circle. What does not exist is yielded too, and refused when it is read.
    """
    for path in paths:
        if _is_folder(path):
            yield from _folder(path)
        else:
            yield Source(str(path), is_named=True)


def _folder(folder: Path) -> Iterator[Source]:
    """Yield the files in `folder` and in the folders below it."""
    # A stack instead of recursion: folders may be nested deeper than Python's calls. It holds names
    # alone, for one folder may have millions.
    waiting = [(folder, _names(folder))]
    while waiting:
        within, names = waiting[-1]
        if names is None:
            yield Source(str(within))
        if not names:
            waiting.pop()
            continue
        path = within / names.pop()
        if not _is_folder(path):
            yield Source(str(path))
        elif not path.is_symlink():
            waiting.append((path, _names(path)))


def _names(folder: Path) -> list[str] | None:
    """Return the names in `folder` that are not hidden, the first last; None when it cannot be read."""
    try:
        names = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        return None
    names.sort(reverse=True)
    return names


def _is_folder(path: Path) -> bool:
    """Tell whether `path` is a folder; unlike `Path.is_dir` no when that cannot be told."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _reason(error: OSError | ValueError) -> str:
    """Return what the system says of an error, without the path that the message names anyway."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return _("no file can have this name")  # for it has a NUL in it
