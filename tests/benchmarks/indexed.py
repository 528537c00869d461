"""How much room what only searching needs takes in a library, as written and after merging."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from library.models import Article
from library.ranks import minute_of
from library.store import connect
from library.store.indexed import indexed
from library.store.tables import ENTER
from library.store.vocabulary import Vocabulary

INDEXES: Final = ("fulltext",)
"""What the names of the virtual tables of the index begin with; their own tables do so too."""
_BATCH: Final = 2_000
_APART: Final = 1_800_000
"""Milliseconds from one article to the next."""
FURTHER: Final[tuple[str, ...]] = ("vocabulary",)
"""Other tables that only searching needs; their indexes belong to them."""


def speed(articles: Iterable[Article]) -> float:
    """Return how many articles a second of the processor are entered in an index, words and stems included.

    That is the writing alone: folding is done beforehand, and everything else of an article left out.
    """
    entries = [
        (one.language, indexed(one.title, one.blocks, one.language), minute_of(number * _APART))
        for number, one in enumerate(articles)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(connect(Path(folder, "a.db"))) as connection,
    ):
        vocabulary = Vocabulary(connection)
        begun = time.process_time()
        for start in range(0, len(entries), _BATCH):
            connection.execute("BEGIN")
            for language, entry, rank in entries[start : start + _BATCH]:
                vocabulary.add(language, entry.vocabulary)
                connection.execute(ENTER.format(name="fulltext"), (rank, *entry.texts))
            connection.execute("COMMIT")
        return len(entries) / (time.process_time() - begun)


def size(library: Path) -> int | None:
    """Return the bytes that searching alone needs in the file `library`; None where SQLite cannot tell."""
    with closing(sqlite3.connect(library)) as connection:
        return _size(connection, FURTHER)


def merged(library: Path) -> int | None:
    """Return the same after merging, which is done in a copy; None where that cannot be made."""
    with (
        tempfile.TemporaryDirectory(dir=library.parent) as folder,
        closing(sqlite3.connect(Path(folder) / "copy.db", isolation_level=None)) as copy,
        closing(sqlite3.connect(library)) as connection,
    ):
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("ATTACH ? AS library", (str(library),))
        try:
            for name, sql in _indexes(connection):
                _copy(copy, name, sql)
                copy.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
            copy.execute("VACUUM")
            index, rest = _size(copy, ()), _size(connection, FURTHER, indexes=False)
        except sqlite3.Error as error:
            print(f"the index cannot be merged in a copy: {error}")
            return None
        return None if index is None or rest is None else index + rest


def _size(
    connection: sqlite3.Connection, further: tuple[str, ...], *, indexes: bool = True
) -> int | None:
    """Return the bytes of the tables of the index, unless they are not wanted, and of `further` ones."""
    try:
        sizes: list[tuple[str, int]] = connection.execute(
            "SELECT tbl_name, pgsize FROM dbstat JOIN sqlite_schema USING (name)"
            " WHERE aggregate = TRUE AND schema = 'main'"
        ).fetchall()
    except sqlite3.OperationalError:  # this SQLite is built without it
        return None
    return sum(
        taken for name, taken in sizes if (indexes and name.startswith(INDEXES)) or name in further
    )


def _indexes(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return name and definition of each virtual table of the index."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
    ).fetchall()
    return [(name, sql) for name, sql in rows if name.startswith(INDEXES)]


def _copy(copy: sqlite3.Connection, name: str, sql: str) -> None:
    """Copy a virtual table by the tables that it is kept in."""
    copy.execute(sql)
    owned = copy.execute(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name GLOB ?", (f"{name}_*",)
    ).fetchall()
    for (table,) in owned:
        copy.execute(f"DELETE FROM main.{table}")
        copy.execute(f"INSERT INTO main.{table} SELECT * FROM library.{table}")
