"""Articles that are deleted: first out of everything that is listed and counted, later for good.

What was deleted stays where it is, index and names included, and a table says that it is to be
passed over; so it can be brought back exactly as it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from library.store.indexed import indexed
from library.store.naming import Naming
from library.store.rebuilt import forget_rebuilt
from library.store.rows import decode_blocks, milliseconds, moment
from library.store.stories import Stories
from library.store.tables import LEAVE


class Removing:
    """Takes articles out, brings them back, and forgets them. The caller is within a transaction."""

    def __init__(self, connection: sqlite3.Connection, naming: Naming) -> None:
        """Work through `connection`, in which `naming` stores names."""
        self._connection = connection
        self._naming = naming
        self._stories = Stories(connection)

    def set(self, id_: str, at: datetime | None) -> None:
        """Say when the article with this id was deleted, or with None that it is not."""
        execute = self._connection.execute
        if at is None:
            execute("DELETE FROM deleted WHERE id = ?", (id_,))
        else:
            execute("INSERT OR REPLACE INTO deleted VALUES (?, ?)", (id_, milliseconds(at)))
        row = execute("SELECT rank FROM headlines WHERE id = ?", (id_,)).fetchone()
        if row is not None:
            self._take_out(row[0]) if at is not None else self._bring_back(row[0])

    def set_all(self, deleted: Iterable[tuple[str, datetime]]) -> None:
        """Say which articles are deleted and when, and that no others are."""
        execute = self._connection.execute
        execute("DELETE FROM deleted")
        self._connection.executemany(
            "INSERT INTO deleted VALUES (?, ?)", ((id_, milliseconds(at)) for id_, at in deleted)
        )
        for (rank,) in execute(
            "SELECT rank FROM headlines JOIN removed USING (rank)"
            " WHERE id NOT IN (SELECT id FROM deleted)"
        ).fetchall():
            self._bring_back(rank)
        for (rank,) in execute("SELECT rank FROM headlines JOIN deleted USING (id)").fetchall():
            self._take_out(rank)

    def deleted(self, limit: int, before: datetime | None = None) -> list[tuple[int, datetime]]:
        """Return rank and time of what was deleted and is still stored, the last first."""
        until = (1 << 62) if before is None else milliseconds(before)
        rows = self._connection.execute(
            "SELECT rank, at FROM removed JOIN headlines USING (rank) JOIN deleted USING (id)"
            " WHERE at < ? ORDER BY at DESC, rank DESC LIMIT ?",
            (until, limit),
        )
        return [(rank, at) for rank, time in rows if (at := moment(time)) is not None]

    def forget(self, ranks: Sequence[int]) -> None:
        """Forget what is stored of deleted articles, for good."""
        execute = self._connection.execute
        for rank in ranks:
            row = execute(
                "SELECT title, language, blocks FROM headlines JOIN articles USING (rank)"
                " JOIN removed USING (rank) WHERE rank = ?",
                (rank,),
            ).fetchone()
            if row is None:
                continue
            title, language, blocks = row
            texts = indexed(title, decode_blocks(blocks), language).texts
            execute(LEAVE.format(name="fulltext"), (rank, *texts))
            forget_rebuilt(self._connection, rank, texts)
            self._stories.forget(rank)
            execute("DELETE FROM removed WHERE rank = ?", (rank,))
            execute("DELETE FROM headlines WHERE rank = ?", (rank,))

    def _take_out(self, rank: int) -> None:
        """Let no list and no count have the article at `rank`."""
        execute = self._connection.execute
        if execute("SELECT 1 FROM removed WHERE rank = ?", (rank,)).fetchone():
            return
        met = [number for (number,) in self._met(rank)]
        self._naming.discount(rank)
        execute("INSERT INTO removed VALUES (?, ?)", (rank, json.dumps(met)))

    def _bring_back(self, rank: int) -> None:
        """Let the article at `rank` be where it was."""
        execute = self._connection.execute
        row = execute("SELECT met FROM removed WHERE rank = ?", (rank,)).fetchone()
        if row is None:
            return
        execute("DELETE FROM removed WHERE rank = ?", (rank,))
        self._naming.count(rank)
        # Where none was met meanwhile, it is where it was met first again.
        self._connection.executemany(
            "UPDATE entities SET met = ? WHERE number = ? AND (met IS NULL OR met = ?)"
            " AND EXISTS (SELECT 1 FROM named JOIN headlines USING (rank)"
            " WHERE entity = number AND rank = ? AND read NOTNULL)",
            ((rank, number, rank, rank) for number in json.loads(row[0])),
        )

    def _met(self, rank: int) -> Iterator[tuple[int]]:
        """Yield the numbers of what was met in the article at `rank` first."""
        return self._connection.execute(
            "SELECT e.number FROM named AS n INDEXED BY naming JOIN entities AS e ON e.number = n.entity"
            " WHERE n.rank = ? AND e.met = ?",
            (rank, rank),
        )
