"""What version 4 changed of all that earlier libraries hold: ranks, index, vocabulary.

Until then a minute had 256 ranks, which made the places in the index a tenth larger.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from library.ranks import SLOTS
from library.store.indexed import indexed
from library.store.rows import decode_blocks
from library.store.tables import ENTER, INDEX, RANKED
from library.store.vocabulary import Vocabulary

_SLOTS_OF_3: Final = 256
_FAR: Final = 1 << 62
"""Where ranks are put meanwhile, so that no two meet."""

_MOVED: Final = "coalesce((SELECT new FROM renumbered WHERE old = {column}), {column})"


def renumber(connection: sqlite3.Connection) -> None:
    """Give each article the rank that it has in the present version; the order stays."""
    execute = connection.execute
    execute("CREATE TEMP TABLE renumbered (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    ranks = [rank for (rank,) in execute("SELECT rank FROM headlines ORDER BY rank")]
    connection.executemany("INSERT INTO renumbered VALUES (?, ?)", _renumbered(ranks))
    for table in RANKED:
        moved = _MOVED.format(column="rank")
        execute(f"UPDATE {table} SET rank = {moved} + {_FAR}")  # noqa: S608 - our own texts
        execute(f"UPDATE {table} SET rank = rank - {_FAR}")  # noqa: S608
    moved = _MOVED.format(column="met")
    execute(f"UPDATE entities SET met = {moved} WHERE met NOTNULL")  # noqa: S608
    execute(
        "UPDATE meta SET value = (SELECT max(new) FROM renumbered WHERE new & 1)"
        " WHERE name = 'undated' AND EXISTS (SELECT 1 FROM renumbered WHERE new & 1)"
    )
    execute(
        "INSERT INTO meta SELECT 'later', max(rank - published / 60000 * ?) FROM headlines"
        " WHERE published NOTNULL HAVING count(*) > 0",
        (SLOTS,),
    )
    execute("DROP TABLE renumbered")


def _renumbered(ranks: list[int]) -> Iterator[tuple[int, int]]:
    """Yield old and new ranks: in the same order and minute, dated ones even and others odd, as before."""
    last = None
    for rank in ranks:
        new = rank // _SLOTS_OF_3 * SLOTS
        if last is not None and new <= last:
            new = last + 1
        new += (new ^ rank) & 1
        last = new
        yield rank, new


def index_anew(connection: sqlite3.Connection) -> None:
    """Make the index, the vocabulary and what a headline says of its words, from the stored articles."""
    execute = connection.execute
    execute("DROP TABLE IF EXISTS fulltext")
    execute(INDEX.format(name="fulltext").strip())
    vocabulary = Vocabulary(connection)
    rows = execute(
        "SELECT rank, title, language, blocks FROM headlines JOIN articles USING (rank) ORDER BY rank"
    )
    starts: list[tuple[int, ...]] = []
    for rank, title, language, blocks in rows:
        found = indexed(title, decode_blocks(blocks), language)
        execute(ENTER.format(name="fulltext"), (rank, *found.texts))
        vocabulary.add(language, found.vocabulary)
        starts.append((*found.starts, rank))
    connection.executemany(
        "UPDATE headlines SET starts0 = ?, starts1 = ?, starts2 = ?, starts3 = ? WHERE rank = ?",
        starts,
    )
