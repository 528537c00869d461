"""What was searched for, kept from one start to the next."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from library import StorageError, _, clean_line, write_file

HISTORY_NAME: Final = "search-history"
"""The file's name in the library's folder."""

MOST: Final = 200
"""So many searches are kept, the latest."""

_MOST_BYTES: Final = 1_000_000
"""So many bytes are read of the file, its last."""


class History:
    """A file with a search on each line, the latest last."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not exist."""
        self._path = path

    def queries(self) -> tuple[str, ...]:
        """Return what was searched for, the latest last, nothing twice.

        Raises:
            StorageError: The file cannot be read.
        """
        try:
            with self._path.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _MOST_BYTES))
                text = file.read().decode("utf-8", "replace").replace("\r\n", "\n")
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._failed(error) from error
        lines = [line for line in map(clean_line, text.split("\n")) if line]
        # A dictionary keeps the first of equals, and the latest is wanted.
        return tuple(reversed(dict.fromkeys(reversed(lines))))[-MOST:]

    def add(self, query: str) -> None:
        """Keep `query` as the latest; blank ones are not kept.

        Raises:
            StorageError: The file cannot be read or written.
        """
        query = clean_line(query)
        if not query:
            return
        # What another window has added meanwhile is kept.
        before = self.queries()
        if before[-1:] == (query,):
            return
        kept = [*(one for one in before if one != query), query][-MOST:]
        try:
            write_file(self._path, "".join(f"{one}\n" for one in kept).encode())
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> StorageError:
        reason = error.strerror or str(error)
        return StorageError(
            self._path,
            _("earlier searches cannot be kept ({reason})").format(reason=reason),
            _("Check the folder's permissions and the free space."),
        )
