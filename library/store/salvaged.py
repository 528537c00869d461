"""Stores what was saved from a damaged library in a new one, and puts that in its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from library.closing import Closing
from library.errors import Busy
from library.ranks import SLOTS, minute_of
from library.store.prepared import Prepared
from library.store.reading import Reader
from library.store.salvaging import Salvager
from library.store.schema import connect
from library.store.stories import Stories
from library.store.writing import Writer
from library.translation import _

_NEW: Final = ".repaired"
_LOGS: Final = ("-wal", "-shm")
_FEEDS: Final = ("feeds", "items", "fed")
_LINKED_AT_ONCE: Final = 1000
_FURTHEST: Final = SLOTS * 1000
"""Ranks behind the minute of its date up to which an article keeps the rank that it has."""
# Where SQLite locks a file: whoever has it open holds some of these bytes.
_SHARED: Final = 0x40000002
_SHARED_BYTES: Final = 510


class Salvaged(Closing):
    """A new library that is made beside a damaged one; until it is put in its place, it is nobody's."""

    def __init__(self, path: Path) -> None:
        """Begin one beside the library at `path`.

        Raises:
            Unavailable: It cannot be made.
        """
        self._path = path
        self._new = path.with_name(f"{path.name}{_NEW}")
        self._drop()  # what an earlier run left that was killed
        self._connection = connect(self._new)
        # Nobody has it yet: it is made safe as a whole, at the end.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._writer = Writer(self._connection)
        self._reader = Reader(self._connection)

    def close(self) -> None:
        """Drop what was made, unless it has been put in its place."""
        self._connection.close()
        self._drop()

    def add(self, entries: Mapping[int, Prepared]) -> None:
        """Store articles that were at these ranks, or where their dates want them, but no id twice."""
        placed: dict[int, Prepared] = {}
        ids: set[str] = set()
        with self._writer.transaction():
            for rank, entry in entries.items():
                id_ = entry.about.id
                if id_ not in ids and self._reader.stored_rank_of(id_) is None:
                    placed[self._rank(rank, entry, placed)] = entry
                    ids.add(id_)
            self._writer.add(placed)
            for rank, entry in placed.items():
                if entry.digest:
                    self._writer.remember(entry.digest, rank)

    def add_feeds(self, damaged: Salvager) -> None:
        """Store what can be read of how feeds were found, and of what was taken from them."""
        with self._writer.transaction():
            for table in _FEEDS:
                for row in damaged.rows(table):
                    marks = ",".join("?" * len(row))
                    # What refers to what is lost, or is of another table, is none.
                    with suppress(sqlite3.DatabaseError):
                        self._connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608

    def finish(self, now: datetime) -> Path:
        """Put it in the place of the damaged one, and return the name under which that is kept.

        Raises:
            OSError: That cannot be done; the damaged one is where it was.
        """
        stories, linked = Stories(self._connection), 1
        while linked:
            with self._writer.transaction():
                linked = stories.link(_LINKED_AT_ONCE)
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()
        _sync(self._new)
        kept = self._path.with_name(f"{self._path.name}.damaged-{now:%Y%m%dT%H%M%SZ}")
        with suppress(FileNotFoundError):
            _link(_beside(self._path, "-wal"), _beside(kept, "-wal"))
        _link(self._path, kept)
        _sync(self._path.parent)
        # A log belongs to one file; before another it would be taken for its own.
        for end in _LOGS:
            _beside(self._path, end).unlink(missing_ok=True)
        self._new.replace(self._path)
        _sync(self._path.parent)
        return kept

    def _rank(self, rank: int, entry: Prepared, placed: Mapping[int, Prepared]) -> int:
        """Return where an article goes that was at `rank`."""
        published = entry.about.published
        if published is None:
            return rank
        minute = minute_of(published)
        is_free = rank not in placed and not self._reader.ids_of([rank])
        if is_free and minute <= rank < minute + _FURTHEST:
            self._writer.note_rank(published, rank)
            return rank
        return self._writer.rank(published, placed)

    def _drop(self) -> None:
        for end in ("", *_LOGS):
            _beside(self._new, end).unlink(missing_ok=True)


@contextmanager
def left_alone(path: Path) -> Iterator[None]:
    """Keep everybody else from opening the library at `path` meanwhile.

    Raises:
        Busy: Another process has it open.
        OSError: The file cannot be opened.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover - there, open files cannot be replaced anyway
        yield
        return
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_BYTES, _SHARED)
        except BlockingIOError as error:
            raise Busy(_("Another program has the library open.")) from error
        yield


def _link(old: Path, new: Path) -> None:
    """Give a file a second name, so that it is never without one; or copy it, where there are no links."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except OSError:
        from shutil import copy2

        copy2(old, new)
        _sync(new)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(f"{path.name}{end}")


def _sync(path: Path) -> None:
    """Make a file, or the names in a folder, safe from a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
