"""Counting anew what triggers count on, where very much changes at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection


def recount(connection: sqlite3.Connection, entities: Collection[int]) -> None:
    """Say anew which articles name these entities, which are all those that have lost or gained forms.

    The caller is within a transaction.
    """
    if not entities:
        return
    execute = connection.execute
    marks = ",".join(map(str, sorted(entities)))
    # Forms went from one of them to another, so no other articles name any of them than before.
    rows = execute(
        "SELECT f.entity, m.rank, count(*) FROM"  # noqa: S608 - our own numbers
        f" (SELECT DISTINCT rank FROM named WHERE entity IN ({marks})) AS r"
        " CROSS JOIN mentions AS m ON m.rank = r.rank JOIN forms AS f ON f.number = m.form"
        f" WHERE f.entity IN ({marks}) GROUP BY f.entity, m.rank"
    ).fetchall()
    execute(f"DELETE FROM named WHERE entity IN ({marks})")  # noqa: S608
    connection.executemany("INSERT INTO named VALUES (?, ?, ?)", rows)
    # The triggers have noted any of the articles that were read; it is to be the one that was read first.
    execute(
        "UPDATE met SET rank = (SELECT n.rank FROM named AS n JOIN headlines AS h ON h.rank = n.rank"  # noqa: S608
        " WHERE n.entity = met.entity AND h.read NOTNULL ORDER BY h.read, n.rank LIMIT 1)"
        f" WHERE entity IN ({marks})"
    )


def meet_again(connection: sqlite3.Connection) -> None:
    """Find anew in which of the articles that were read each entity was met first.

    The caller is within a transaction.
    """
    connection.execute("DELETE FROM met")
    connection.execute(
        "INSERT OR IGNORE INTO met SELECT n.entity, n.rank FROM headlines AS h"
        " CROSS JOIN named AS n ON n.rank = h.rank WHERE h.read NOTNULL ORDER BY h.read, h.rank"
    )
