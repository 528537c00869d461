"""Puts into the store what the originals say when they are read again.

Each article is replaced in one step under its old rank. The index cannot be changed in place, for
what it was given by an earlier version may not be known any more; another is made beside it and takes
its place at the end. What it holds already tells where to go on after an interruption.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from library.ordering import sorting_key
from library.ranks import SLOTS, minute_of
from library.store.rebuilt import REBUILT, drop_rebuilt, make_rebuilt
from library.store.stories import Stories
from library.store.tables import ENTER, LEAVE, RANKED
from library.store.writing import Writer

if TYPE_CHECKING:
    from library.store.prepared import Prepared

_MADE_BY: Final = "reindexed by"


class Rebuilder:
    """One rebuilding of a library, or the rest of one that was interrupted."""

    def __init__(self, connection: sqlite3.Connection, writer: Writer) -> None:
        """Rebuild through `connection`, which is that of `writer` as well."""
        self._connection = connection
        self._writer = writer
        self._stories = Stories(connection)

    def begin(self, version: str) -> int:
        """Go on with what this version of the program began, or begin; return how many are done.

        The caller is within a transaction.
        """
        execute = self._connection.execute
        row = execute("SELECT value FROM meta WHERE name = ?", (_MADE_BY,)).fetchone()
        if row != (version,):
            self._forget_begun()
            make_rebuilt(self._connection)
            execute("INSERT INTO meta VALUES (?, ?)", (_MADE_BY, version))
        (done,) = execute("SELECT count(*) FROM rebuilt_docsize").fetchone()
        return int(done)

    def pending(self, above: int, limit: int) -> list[tuple[int, str, str, bytes]]:
        """Return rank, id, name and compressed bytes of the next originals that are not read again yet.

        They come in rising order of their ranks, from the first above `above`.
        """
        return self._connection.execute(
            "SELECT rank, id, name, data FROM originals JOIN headlines USING (rank) WHERE rank > ?"
            " AND NOT EXISTS (SELECT 1 FROM rebuilt_docsize WHERE id = rank) ORDER BY rank LIMIT ?",
            (above, limit),
        ).fetchall()

    def replace(self, rank: int, entry: Prepared) -> None:
        """Make the article at `rank` what `entry` says; its id stays. The caller is within a transaction."""
        execute, about = self._connection.execute, entry.about
        title, published, blocks = execute(
            "SELECT title, published, blocks FROM headlines JOIN articles USING (rank) WHERE rank = ?",
            (rank,),
        ).fetchone()
        if about.published not in (None, published):
            execute("INSERT OR IGNORE INTO moved VALUES (?)", (rank,))
        execute(
            "UPDATE headlines SET title = ?, source = ?, author = ?, published = ?, language = ?,"
            " url = ?, words = ?, starts0 = ?, starts1 = ?, starts2 = ?, starts3 = ?, sorting = ?"
            " WHERE rank = ?",
            (
                *(about.title, about.source, about.author, about.published),
                *(about.language, about.url, about.words, *entry.indexed.starts),
                *(sorting_key(about.title), rank),
            ),
        )
        execute("UPDATE articles SET blocks = ? WHERE rank = ?", (entry.blocks, rank))
        self._stories.replace(rank, entry.signature)
        if (title, blocks) != (about.title, entry.blocks):
            # Else all names are where they were, and what recognised them knows them best.
            self._writer.naming.replace(rank, about.language, entry.names)
            self._writer.naming.want(rank)
        self._index(rank, entry)

    def moved(self) -> list[int]:
        """Return the ranks of the articles whose date is another now."""
        return [rank for (rank,) in self._connection.execute("SELECT rank FROM moved")]

    def move(self, rank: int, entry: Prepared) -> None:
        """Give the article at `rank`, which is stored as `entry`, the rank of its date.

        The caller is within a transaction.
        """
        published = entry.about.published
        if published is None or minute_of(published) <= rank < minute_of(published) + SLOTS:
            return
        execute = self._connection.execute
        new = self._writer.rank(published, ())
        execute("PRAGMA defer_foreign_keys = ON")
        execute(
            "UPDATE entities SET met = ? WHERE met = ?"
            " AND number IN (SELECT entity FROM named WHERE rank = ?)",
            (new, rank, rank),
        )
        for table in (*RANKED, "fed", "removed"):
            execute(f"UPDATE {table} SET rank = ? WHERE rank = ?", (new, rank))  # noqa: S608
        execute(LEAVE.format(name=REBUILT), (rank, *entry.indexed.texts))
        self._index(new, entry)

    def finish(self) -> None:
        """Put what was made anew in the old one's place. The caller is within a transaction."""
        execute = self._connection.execute
        execute("DROP TABLE fulltext")
        execute("ALTER TABLE rebuilt RENAME TO fulltext")
        self._forget_begun()

    def _index(self, rank: int, entry: Prepared) -> None:
        """Enter the folded words of the article at `rank` into the new index."""
        self._connection.execute(ENTER.format(name=REBUILT), (rank, *entry.indexed.texts))
        self._writer.vocabulary.add(entry.about.language, entry.indexed.vocabulary)

    def _forget_begun(self) -> None:
        """Drop what a rebuilding keeps of its own."""
        drop_rebuilt(self._connection)
        self._connection.execute("DELETE FROM meta WHERE name = ?", (_MADE_BY,))
