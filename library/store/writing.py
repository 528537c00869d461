"""Everything that changes the library's database."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from library.journal import Change, Field, Value
from library.models import Place, Status
from library.ordering import sorting_key
from library.ranks import SLOTS, minute_of
from library.store.edited import EditMirror
from library.store.labelling import LabelMirror
from library.store.naming import Naming
from library.store.presence import Presence
from library.store.removing import Removing
from library.store.rows import milliseconds
from library.store.stories import Stories
from library.store.vocabulary import Vocabulary

if TYPE_CHECKING:
    from library.store.prepared import Prepared

_MINUTES_KNOWN: Final = 10_000
_MERGED_PAGES: Final = 500
"""Pages of the index, of 4 KB, that are merged at once: some hundredths of a second."""


# How far a rank is from the minute of its date, at most.
_LATER: Final = (
    "INSERT INTO meta VALUES ('later', ?) ON CONFLICT DO UPDATE SET value = max(value, ?)"
)
# A row without a rank is none.
_HEADLINE: Final = (
    "INSERT INTO headlines SELECT new.*, s.read, s.bookmarked, added,"
    " starts0, starts1, starts2, starts3, sorting FROM"
    " (SELECT ? AS rank, ? AS id, ?, ?, ?, ?, ?, ?, ?) AS new,"
    " (SELECT ? AS added, ? AS starts0, ? AS starts1, ? AS starts2, ? AS starts3,"
    " ? AS sorting)"
    " LEFT JOIN statuses AS s ON s.id = new.id WHERE new.rank IS NOT NULL"
)
_ARTICLE: Final = "INSERT INTO articles SELECT * FROM (SELECT ? AS rank, ?) WHERE rank IS NOT NULL"
_ORIGINAL: Final = (
    "INSERT INTO originals SELECT * FROM (SELECT ? AS rank, ?, ?) WHERE rank IS NOT NULL"
)
# The words come as bytes: what is only passed on need not be decoded.
_INDEX: Final = (
    "INSERT INTO fulltext (rowid, title, heading, lead, body) SELECT * FROM"
    " (SELECT ? AS rank, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"
    " WHERE rank IS NOT NULL"
)


_COLUMNS: Final[frozenset[Field]] = frozenset({"read", "bookmarked"})
"""The fields that are columns, of the headlines too."""


class Writer:
    """Adds articles and mirrors the state. One at a time may write; others wait for it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through `connection`, which has the tables of `library.store.tables`."""
        self._connection = connection
        self._next_rank: dict[int, int] = {}
        self._stories = Stories(connection)
        self._presence = Presence(connection)
        self.naming = Naming(connection)
        """Stores the names in articles."""
        self.vocabulary = Vocabulary(connection)
        """Stores the words of articles."""
        self.labels = LabelMirror(connection, self.vocabulary)
        """Mirrors tags and notes."""
        self.removing = Removing(connection, self.naming)
        """Takes out what was deleted."""
        self.edits = EditMirror(connection)
        """Mirrors what was done to the queries that are kept."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all within or nothing; raises `Unavailable` where that would be lost, see `make_sure`."""
        self.make_sure()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self.naming.begin()
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._next_rank.clear()
            self.vocabulary.forget()
            raise

    def make_sure(self) -> None:
        """Make sure that what is written now will be found again.

        Raises:
            Unavailable: The file is gone, is another, or can only be read.
        """
        self._presence.make_sure()

    @contextmanager
    def lasting(self) -> Iterator[None]:
        """Do all within or nothing, and have it outlive a loss of power once that is done.

        What only mirrors the state, or can be worked out again, need not, and does not wait for the disk.
        """
        self._connection.execute("PRAGMA synchronous = FULL")
        try:
            with self.transaction():
                yield
        finally:
            self._connection.execute("PRAGMA synchronous = NORMAL")

    def reserve(self, count: int) -> int:
        """Reserve ranks for `count` articles without a date, and return the highest of them.

        They stand above all that were added before; given out from the highest down, every other
        one, they keep their own order. The caller is within a transaction.
        """
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'undated'").fetchone()
        present = minute_of(int(time.time() * 1000)) + 1
        top = max(present, int(row[0]) if row else 0) + 2 * count
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('undated', ?)", (top,))
        return top

    def rank(self, published: int, given: Container[int]) -> int:
        """Return the first free rank of the minute of `published`, or one soon after it.

        Times are in milliseconds since 1970. Ranks `given` out to articles that are not stored yet
        are not free.
        """
        minute = minute_of(published)
        rank = self._next_rank.get(minute, minute)
        taken = "SELECT 1 FROM headlines WHERE rank = ?"
        while rank in given or self._connection.execute(taken, (rank,)).fetchone():
            rank += 2
        if len(self._next_rank) > _MINUTES_KNOWN:
            self._next_rank.clear()  # it only saves looking, and must not grow with the library
        self._next_rank[minute] = rank + 2
        self.note_rank(published, rank)
        return rank

    def note_rank(self, published: int, rank: int) -> None:
        """Take notice of how far behind the minute of `published` a rank is."""
        if rank >= (minute := minute_of(published)) + SLOTS:
            self._connection.execute(_LATER, (rank - minute, rank - minute))

    def add(self, entries: Mapping[int, Prepared]) -> None:
        """Store `entries`, none of which is stored yet, at their ranks. The caller is within a transaction."""
        # The index takes rows in rising order from memory; any other order costs it a write each.
        rising = sorted(entries.items())
        self._insert(_HEADLINE, ((rank, *_headline(entry)) for rank, entry in rising))
        self._insert(_ARTICLE, ((rank, entry.blocks) for rank, entry in rising))
        self._insert(_ORIGINAL, ((rank, _name(entry), entry.original) for rank, entry in rising))
        for rank, entry in rising:
            self.naming.add(rank, entry.about.language, entry.names)
            self.naming.want(rank)
            self._stories.note(rank, entry.signature)
            self.vocabulary.add(entry.about.language, entry.indexed.vocabulary)
        self._insert(_INDEX, ((rank, *entry.indexed.texts) for rank, entry in rising))
        self.labels.learn(entries)

    def merge_index(self, *, begin: bool) -> bool:
        """Merge some of the pieces in which the index grows, and tell whether there is more to merge.

        One piece is smaller and quicker to search than many. With `begin` all of them are to become one;
        later calls go on with that. The caller is within no transaction.
        """
        pages = -_MERGED_PAGES if begin else _MERGED_PAGES
        before = self._connection.total_changes
        with self.transaction():
            self._connection.execute(
                "INSERT INTO fulltext (fulltext, rank) VALUES ('merge', ?)", (pages,)
            )
        # SQLite counts one change for the statement itself, and more when it has merged anything.
        return self._connection.total_changes - before > 1

    def remember(self, digest: bytes, rank: int) -> None:
        """Remember that the document with this digest is the article at `rank`.

        The caller is within a transaction.
        """
        self._connection.execute("INSERT OR IGNORE INTO digests VALUES (?, ?)", (digest, rank))

    def mirror(self, changes: Iterable[Change]) -> None:
        """Enter `changes` of the state. The caller is within a transaction."""
        for field, together in groupby(changes, key=lambda change: change.field):
            some = list(together)
            self._connection.executemany(
                "INSERT OR IGNORE INTO statuses (id) VALUES (?)", ((change.id,) for change in some)
            )
            if field in _COLUMNS:
                self._mirror_columns(field, some)
                continue
            for change in some:
                self._mirror_one(change)
            self._connection.executemany(
                "UPDATE statuses SET changed = ? WHERE id = ?",
                ((milliseconds(change.at), change.id) for change in some),
            )

    def _mirror_columns(self, field: Field, changes: Sequence[Change]) -> None:
        """Enter changes of one field that is a column of two tables, many at once."""
        rows = [(_time(change.value), change.id, milliseconds(change.at)) for change in changes]
        self._connection.executemany(
            f"UPDATE headlines SET {field} = ? WHERE id = ?",  # noqa: S608 - a Field
            ((value, id_) for value, id_, _ in rows),
        )
        self._connection.executemany(
            f"UPDATE statuses SET {field} = ?, changed = ? WHERE id = ?",  # noqa: S608
            ((value, at, id_) for value, id_, at in rows),
        )

    def _mirror_one(self, change: Change) -> None:
        """Enter a change of any other field."""
        value = change.value
        match change.field:
            case "tags":
                self.labels.tag(change.id, value if isinstance(value, tuple) else ())
            case "note":
                self.labels.note(change.id, value if isinstance(value, str) else "")
            case "deleted":
                self.removing.set(change.id, value if isinstance(value, datetime) else None)
            case _:
                place = value if isinstance(value, Place) else None
                self._connection.execute(
                    'UPDATE statuses SET block = ?, "offset" = ? WHERE id = ?',
                    (place and place.block, place and place.offset, change.id),
                )

    def mirror_all(self, statuses: Mapping[str, Status]) -> None:
        """Make the mirror say what `statuses` say, and nothing else. The caller is within a transaction."""
        execute = self._connection.execute
        execute("DELETE FROM statuses")
        self._connection.executemany(
            "INSERT INTO statuses VALUES (?, ?, ?, ?, ?, ?)",
            (_status_row(id_, status) for id_, status in statuses.items()),
        )
        # Only what differs: each row that is changed has much else counted anew.
        execute(
            "UPDATE headlines SET read = NULL, bookmarked = NULL"
            " WHERE (read IS NOT NULL OR bookmarked IS NOT NULL)"
            " AND id NOT IN (SELECT id FROM statuses)"
        )
        execute(
            "UPDATE headlines SET read = statuses.read, bookmarked = statuses.bookmarked"
            " FROM statuses WHERE statuses.id = headlines.id AND"
            " (statuses.read IS NOT headlines.read OR statuses.bookmarked IS NOT headlines.bookmarked)"
        )
        self.labels.set_all(statuses)
        self.removing.set_all((i, one.deleted) for i, one in statuses.items() if one.deleted)

    def set_stamp(self, stamp: str) -> None:
        """Remember which version of the state the mirror shows."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (stamp,))

    def _insert(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Insert `rows`, and let go of them."""
        width = sql.count("?")
        # A statement keeps its values, which may be large, until it is used again: so it is, for nothing.
        self._connection.executemany(sql, chain(rows, [(None,) * width]))


def _headline(entry: Prepared) -> tuple[str | int | None, ...]:
    """Return the columns of a headline after the rank."""
    about = entry.about
    return (
        about.id,
        about.title,
        about.source,
        about.author,
        about.published,
        about.language,
        about.url,
        about.words,
        about.added,
        *entry.indexed.starts,
        sorting_key(about.title),
    )


def _name(entry: Prepared) -> str:
    """Return a file's name as it can be stored: it may hold bytes that are no text."""
    return entry.name.encode("utf-8", "backslashreplace").decode("utf-8")


def _time(value: Value) -> int | None:
    """Return a time as it stands in a column."""
    return milliseconds(value if isinstance(value, datetime) else None)


def _status_row(id_: str, status: Status) -> tuple[str | int | None, ...]:
    place = status.place
    return (
        id_,
        milliseconds(status.read),
        milliseconds(status.bookmarked),
        place.block if place else None,
        place.offset if place else None,
        milliseconds(status.changed),
    )
