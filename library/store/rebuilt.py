"""The index that is made while originals are read again, and those that are forgotten meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from library.store.tables import INDEX, LEAVE

REBUILT: Final = "rebuilt"
"""The name of the index."""


def make_rebuilt(connection: sqlite3.Connection) -> None:
    """Make the index, and the table of the ranks of articles whose date is another now."""
    connection.execute(INDEX.format(name=REBUILT).strip())
    connection.execute("CREATE TABLE moved (rank INTEGER PRIMARY KEY)")


def drop_rebuilt(connection: sqlite3.Connection) -> None:
    """Drop both, if they are there."""
    for table in (REBUILT, "moved"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def forget_rebuilt(connection: sqlite3.Connection, rank: int, texts: Sequence[bytes]) -> None:
    """Take the article at `rank`, which is stored with these texts, out of both, if they are there.

    Its rank may be given to another, which is then to be read again like all others.
    """
    execute = connection.execute
    if not execute("SELECT 1 FROM sqlite_master WHERE name = ?", (REBUILT,)).fetchone():
        return
    if execute("SELECT 1 FROM rebuilt_docsize WHERE id = ?", (rank,)).fetchone():
        execute(LEAVE.format(name=REBUILT), (rank, *texts))
    execute("DELETE FROM moved WHERE rank = ?", (rank,))
