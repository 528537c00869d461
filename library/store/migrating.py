"""Brings libraries of earlier versions up to the present tables, in one transaction each."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import suppress
from typing import Final

from library.store.prepared import digest_of

SINCE_1: Final = """
-- What documents are known by, so that the same bytes need not be read twice: BLAKE2b, 128 bits.
-- Several may stand for one article, for it may have come in more than one form.
CREATE TABLE digests (
    digest BLOB PRIMARY KEY,
    rank   INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX digested ON digests (rank);

-- Near-duplicates. A signature stands for a text; by its smallest hashes candidates are found.
CREATE TABLE signatures (
    rank   INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    hashes BLOB NOT NULL           -- eight bytes each, ascending
);
CREATE TABLE sketches (hash INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (hash, rank))
    WITHOUT ROWID;
-- Articles whose versions were not looked for yet.
CREATE TABLE unlinked (rank INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE);
-- Only articles of which there are several versions have a row.
CREATE TABLE stories (
    rank  INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    story INTEGER NOT NULL
);
CREATE INDEX versions ON stories (story, rank);
"""
"""What version 2 added."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a library of version 1 to version 2, unless another process has just done so.

    It reads every original once: a second for some 30,000 of them. Interrupted, it leaves version 1.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 1:
            for statement in statements(SINCE_1):
                connection.execute(statement)
            _fill_digests(connection)
            connection.execute("INSERT INTO unlinked SELECT rank FROM headlines")
            connection.execute("PRAGMA user_version = 2")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _fill_digests(connection: sqlite3.Connection) -> None:
    """Give each original its digest."""
    for rank, data in connection.execute("SELECT rank, data FROM originals"):
        # One that is damaged is no reason to refuse the others; it will be read again when it comes.
        with suppress(zlib.error):
            digest = digest_of(zlib.decompress(data))
            connection.execute("INSERT OR IGNORE INTO digests VALUES (?, ?)", (digest, rank))


def statements(script: str) -> list[str]:
    """Return the statements of `script`; `executescript` would commit behind our back."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
