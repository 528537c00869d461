"""Links articles that are versions of one story.

What is added is only noted; it is linked afterwards, many at a time, because the table of keys is
as random as its hashes and every write to it in the midst of storing would cost a page of disk.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Final

from library.store.rows import decode_blocks
from library.store.vocabulary import without_removed
from library.stories import KEYS, are_of_a_series, is_same_story, pack, signature, unpack
from library.words import folded_words

_MAX_SHARING: Final = 50
"""Articles with one key that are looked at: what more of them have in common is a notice of a site."""
_MAX_CANDIDATES: Final = 20
"""Candidates that are compared for an article, those that share most keys first."""
_MAX_ASKED: Final = 500
"""Keys up to which they are looked up one by one rather than as a range."""


class Stories:
    """The stories of one database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work through `connection`, which has the tables of `library.store.tables`."""
        self._connection = connection

    def note(self, rank: int, signature: bytes) -> None:
        """Keep the packed signature of the article at `rank`, to be linked; within a transaction."""
        execute = self._connection.execute
        execute("INSERT OR REPLACE INTO signatures VALUES (?, ?)", (rank, signature))
        execute("INSERT OR IGNORE INTO unlinked VALUES (?)", (rank,))

    def replace(self, rank: int, signature: bytes) -> None:
        """Keep another signature of the article at `rank`, if it is another; within a transaction."""
        old = self._signature(rank)
        if pack(old) == signature:
            return
        execute = self._connection.execute
        for key in old[:KEYS]:
            execute("DELETE FROM sketches WHERE hash = ? AND rank = ?", (key, rank))
        execute("DELETE FROM stories WHERE rank = ?", (rank,))
        self.note(rank, signature)

    def link(self, limit: int) -> int:
        """Link up to `limit` of those that were noted; return how many. The caller is within a transaction."""
        execute = self._connection.execute
        rows = execute("SELECT rank FROM unlinked LIMIT ?", (limit,)).fetchall()
        fresh = {rank: self._signature(rank) for (rank,) in rows}
        keys = sorted((key, rank) for rank, hashes in fresh.items() for key in hashes[:KEYS])
        # In the order of the table, so that each of its pages is written once.
        self._connection.executemany("INSERT OR IGNORE INTO sketches VALUES (?, ?)", keys)
        for rank, hashes in fresh.items():
            for other in self._versions_of(rank, hashes):
                self._join(rank, other)
        self._connection.executemany(
            "DELETE FROM unlinked WHERE rank = ?", ((rank,) for rank in fresh)
        )
        return len(fresh)

    def of(self, ranks: Sequence[int]) -> dict[int, int]:
        """Return the numbers of the stories of those of `ranks` (in any order) that belong to one."""
        if not ranks:
            return {}
        if len(ranks) <= _MAX_ASKED:
            marks = ",".join("?" * len(ranks))
            rows = self._connection.execute(
                f"SELECT rank, story FROM stories WHERE rank IN ({marks})",  # noqa: S608
                tuple(ranks),
            )
            return dict(rows.fetchall())
        rows = self._connection.execute(
            "SELECT rank, story FROM stories WHERE rank BETWEEN ? AND ?", (min(ranks), max(ranks))
        )
        return dict(rows.fetchall())

    def versions(self, rank: int) -> array[int]:
        """Return the ranks of all versions of the article at `rank`, itself included, newest first."""
        rows = self._connection.execute(
            "SELECT rank FROM stories WHERE story = (SELECT story FROM stories WHERE rank = ?)"  # noqa: S608
            f" AND {without_removed('rank')} ORDER BY rank DESC",
            (rank,),
        )
        return array("q", [one for (one,) in rows] or [rank])

    def mates(self, ranks: Sequence[int]) -> array[int]:
        """Return the ranks of all versions of the articles at `ranks`, some hundreds, but for themselves."""
        marks = ",".join("?" * len(ranks))
        rows = self._connection.execute(
            f"SELECT rank FROM stories WHERE story IN (SELECT story FROM stories WHERE rank IN ({marks}))"  # noqa: S608
            f" AND {without_removed('rank')}",
            tuple(ranks),
        )
        known = frozenset(ranks)
        return array("q", (rank for (rank,) in rows if rank not in known))

    def forget(self, rank: int) -> None:
        """Forget all that the article at `rank` is compared by; within a transaction."""
        for key in self._signature(rank)[:KEYS]:
            self._connection.execute(
                "DELETE FROM sketches WHERE hash = ? AND rank = ?", (key, rank)
            )

    def _versions_of(self, rank: int, hashes: tuple[int, ...]) -> list[int]:
        """Return some versions of the article at `rank`; all others are linked to one of these."""
        sharing: Counter[int] = Counter()
        for key in hashes[:KEYS]:
            rows = self._connection.execute(
                "SELECT rank FROM sketches WHERE hash = ? LIMIT ?", (key, _MAX_SHARING)
            )
            sharing.update(other for (other,) in rows)
        del sharing[rank]
        candidates = [other for other, _ in sharing.most_common(_MAX_CANDIDATES)]
        alike = [other for other in candidates if is_same_story(hashes, self._signature(other))]
        title = self._title(rank) if alike else ""
        return [other for other in alike if not are_of_a_series(title, self._title(other))]

    def _title(self, rank: int) -> str:
        row = self._connection.execute(
            "SELECT title FROM headlines WHERE rank = ?", (rank,)
        ).fetchone()
        return str(row[0]) if row else ""

    def _signature(self, rank: int) -> tuple[int, ...]:
        """Return the signature of the article at `rank`, made now if an earlier version stored it."""
        row = self._connection.execute(
            "SELECT hashes FROM signatures WHERE rank = ?", (rank,)
        ).fetchone()
        return unpack(row[0]) if row else self._made(rank)

    def _made(self, rank: int) -> tuple[int, ...]:
        """Make and keep the signature of the article at `rank`; none when it was deleted."""
        row = self._connection.execute(
            "SELECT title, blocks FROM headlines JOIN articles USING (rank) WHERE rank = ?", (rank,)
        ).fetchone()
        if row is None:
            return ()
        texts = [row[0], *(block.text for block in decode_blocks(row[1]))]
        made = signature(word for text in texts for word in folded_words(text))
        self._connection.execute("INSERT INTO signatures VALUES (?, ?)", (rank, pack(made)))
        return made

    def _join(self, rank: int, other: int) -> None:
        """Make the stories of two articles one, of which there may be none yet."""
        execute = self._connection.execute
        known = self.of((rank, other))
        story = min(known.values(), default=None)
        if story is None:  # any number that no other has, nor leaves behind
            (story,) = execute("SELECT coalesce(max(story), 0) + 1 FROM stories").fetchone()
        for one in (rank, other):
            if one not in known:
                execute("INSERT INTO stories VALUES (?, ?)", (one, story))
            elif known[one] != story:
                execute("UPDATE stories SET story = ? WHERE story = ?", (story, known[one]))
