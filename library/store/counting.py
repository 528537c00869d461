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
        "UPDATE entities SET met = (SELECT n.rank FROM named AS n JOIN headlines AS h ON h.rank = n.rank"  # noqa: S608
        " WHERE n.entity = number AND h.read NOTNULL ORDER BY h.read, n.rank LIMIT 1)"
        f" WHERE number IN ({marks})"
    )
