"""What was counted last, kept so that no start counts anew what cannot have changed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from library.store.reading import Counts

_TALLY: Final = "tally"
# What changes with all that numbers depend on: marks, corrections and edits; names; texts.
_DECISIVE: Final = ("state", "recogniser", "reindexed by")


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of articles that are counted beside the screen."""

    unread: dict[str, int]
    """How many unread articles the queries of saved searches find."""
    hidden: Counts
    """How many articles rules hide."""


class Tallies:
    """Keeps one tally in the database, with what it was true of."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `connection`, which has the tables of `library.store.tables`."""
        self._connection = connection

    def kept(self) -> tuple[Tally, bool] | None:
        """Return what was counted last and whether it is still right; None when nothing is kept."""
        row = self._one("SELECT value FROM meta WHERE name = ?", _TALLY)
        if row is not None:
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                record = json.loads(str(row[0]))
                unread = {str(query): int(number) for query, number in record["unread"].items()}
                version = self._version()
                is_right = version is not None and record["version"] == version
                return Tally(unread, Counts(*map(int, record["hidden"]))), is_right
        return None

    def keep(self, tally: Tally) -> None:
        """Keep `tally`, which is right as of now."""
        record = {
            "version": self._version(),
            "unread": tally.unread,
            "hidden": list(tally.hidden),
        }
        self._connection.execute(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", (_TALLY, json.dumps(record))
        )

    def _version(self) -> list[object] | None:
        """Return what numbers can be told by to be right still; None when names are yet to be recognised."""
        if self._one("SELECT 1 FROM unrecognised LIMIT 1") is not None:
            return None
        found: list[object] = list(self._one("SELECT * FROM totals") or ())
        for name in _DECISIVE:
            found += self._one("SELECT value FROM meta WHERE name = ?", name) or (None,)
        # A search may be for the articles of the last days.
        return [*found, datetime.now().astimezone().date().isoformat()]

    def _one(self, sql: str, *parameters: str) -> tuple[object, ...] | None:
        row: tuple[object, ...] | None = self._connection.execute(sql, parameters).fetchone()
        return row
