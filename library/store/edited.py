"""A mirror of what was done to the queries that are kept, so that no start reads the state for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from library.edits import Edit, Shelf, decoded, encoded

_EDITS: Final = "edits"


class EditMirror:
    """Keeps edits in the database, and reads them; cheap when nothing has changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `connection`, which has the tables of `library.store.tables`."""
        self._connection = connection
        self._mirrored = "[]"  # what `_edits` were read from
        self._edits: tuple[Edit, ...] = ()

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that hold, in the order of time; the same object until they change."""
        row = self._connection.execute(
            "SELECT value FROM meta WHERE name = ?", (_EDITS,)
        ).fetchone()
        mirrored = row[0] if row else "[]"
        if mirrored != self._mirrored:
            self._edits = tuple(decoded(edit, Shelf(of)) for of, edit in json.loads(mirrored))
            self._mirrored = mirrored
        return self._edits

    def mirror(self, edits: Sequence[Edit]) -> None:
        """Keep `edits` instead of those that held until now. The caller is within a transaction."""
        if self.edits() != tuple(edits):
            text = json.dumps([(edit.shelf, encoded(edit)) for edit in edits])
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_EDITS, text))
