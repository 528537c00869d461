"""When the library was last looked at: one line in a file of its own.

It is written when a session ends, in one step. A session that crashes leaves the file as it was, so
that what was new to it stays new; it takes no part in what is merged or mended, for all that can be
lost is which articles are shown as new.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from library.durable import write_file
from library.store.schema import unavailable
from library.times import decode_time, encode_time

SESSION_NAME: Final = "last-session"
"""The file's name in the library's folder."""


def last_session(folder: Path) -> datetime | None:
    """Return when the last session in the library in `folder` ended; None when that is not known."""
    try:
        return decode_time((folder / SESSION_NAME).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None


def end_session(folder: Path, moment: datetime) -> None:
    """Remember that a session ended at `moment`.

    Raises:
        Unavailable: It cannot be written; what was remembered before still is.
    """
    path = folder / SESSION_NAME
    try:
        write_file(path, f"{encode_time(moment)}\n".encode())
    except OSError as error:
        raise unavailable(path, error) from error
