"""Whether the file of an open library still is where it was, and can be written.

SQLite goes on in a file that was deleted or moved away, and what it writes there is lost.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from library.errors import Unavailable
from library.translation import _


class Presence:
    """The file behind a connection, as it was when this was made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Look after the file of `connection`."""
        (_number, _name, path) = connection.execute("PRAGMA database_list").fetchone()
        self._path = Path(path) if path else None
        self._file = _file_at(self._path) if self._path else None

    def make_sure(self) -> None:
        """Make sure that what is written now will be found again.

        Raises:
            Unavailable: The file is gone, is another, or can only be read.
        """
        if self._path is None:
            return
        found = _file_at(self._path)
        if found is None:
            raise missing(self._path)
        if found != self._file:
            raise Unavailable(
                self._path,
                _("another file has been put in its place while it was open"),
                _("Nothing was changed. Start newsreader anew."),
            )
        if is_read_only(self._path):
            raise Unavailable(
                self._path,
                _("it can only be read, so nothing can be changed"),
                _("Change the permissions of the file and its folder."),
            )


def missing(path: Path) -> Unavailable:
    """Return the error to raise where a library is not there any more."""
    return Unavailable(
        path,
        _("it was moved or deleted while it was open, or its disk is gone"),
        _("Nothing was changed. Put it back, or start newsreader anew."),
    )


def is_there(path: Path) -> bool:
    """Tell whether there is a file at `path`; one whose disk is gone is not there."""
    return _file_at(path) is not None


def is_read_only(path: Path) -> bool:
    """Tell whether the library at `path`, which exists, can be read but not written."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK))


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at `path` from all others; None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
