"""The tables of `library.db`, and how the file is opened.

Everything is ordered by `rank`: 256 slots for each minute since 1970, the newest article the
highest. The table of headlines, the index and so every result of a search are in the order of
the list as they lie on disk; nothing is sorted and any page is found by its key.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from library.errors import Damaged, Interrupted, NewerSchema, Unavailable
from library.store.migrating import DIGESTS, migrate

APPLICATION_ID: Final = 0x6E657773
"""Marks the file as ours in its header ("news")."""

SCHEMA_VERSION: Final = 2
"""Raised with every change of the tables."""

_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- What a list needs, and no more: the narrower the row, the more of them a page of disk holds.
CREATE TABLE headlines (
    rank       INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    source     TEXT,
    author     TEXT,
    published  INTEGER,            -- milliseconds since 1970, UTC, as all times here
    language   TEXT,
    url        TEXT,
    words      INTEGER NOT NULL,
    read       INTEGER,            -- mirrored from the state file
    bookmarked INTEGER
);
CREATE INDEX unread ON headlines (rank) WHERE read IS NULL;
CREATE INDEX bookmarks ON headlines (rank) WHERE bookmarked IS NOT NULL;

CREATE TABLE articles (
    rank   INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    added  INTEGER NOT NULL,
    blocks BLOB NOT NULL           -- JSON, zlib
);

-- The bytes as they came, so that a better parser can read them again.
CREATE TABLE originals (
    rank INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    name TEXT NOT NULL,
    data BLOB NOT NULL             -- zlib
);

CREATE TABLE entities (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,
    key    TEXT NOT NULL,
    UNIQUE (kind, key)
);
-- The canonical form in each language; '' where the language is not known.
CREATE TABLE names (
    entity   INTEGER NOT NULL REFERENCES entities,
    language TEXT NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (entity, language)
) WITHOUT ROWID;
CREATE TABLE aliases (
    entity INTEGER NOT NULL REFERENCES entities,
    alias  TEXT NOT NULL,
    PRIMARY KEY (entity, alias)
) WITHOUT ROWID;
CREATE TABLE mentions (
    rank    INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE,
    block   INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    entity  INTEGER NOT NULL REFERENCES entities,
    PRIMARY KEY (rank, block, "start")
) WITHOUT ROWID;
CREATE INDEX mentioned ON mentions (entity, rank);

-- What the reader did, for every article of the state file, stored here or not.
CREATE TABLE statuses (
    id         TEXT PRIMARY KEY,
    read       INTEGER,
    bookmarked INTEGER,
    block      INTEGER,
    "offset"   INTEGER,
    changed    INTEGER
) WITHOUT ROWID;

-- Contentless: the index alone. It is given folded words joined by blanks, so the plainest
-- tokenizer does, and every byte beyond ASCII belongs to a word.
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, heading, lead, body, content='', tokenize='ascii'
);

-- Kept by triggers, so that no start and no keystroke counts a million rows.
CREATE TABLE totals (articles INTEGER NOT NULL, read INTEGER NOT NULL, bookmarked INTEGER NOT NULL);
INSERT INTO totals VALUES (0, 0, 0);
CREATE TRIGGER headline_added AFTER INSERT ON headlines BEGIN
    UPDATE totals SET articles = articles + 1,
        read = read + (new.read IS NOT NULL),
        bookmarked = bookmarked + (new.bookmarked IS NOT NULL);
END;
CREATE TRIGGER headline_removed AFTER DELETE ON headlines BEGIN
    UPDATE totals SET articles = articles - 1,
        read = read - (old.read IS NOT NULL),
        bookmarked = bookmarked - (old.bookmarked IS NOT NULL);
END;
CREATE TRIGGER headline_marked AFTER UPDATE OF read, bookmarked ON headlines BEGIN
    UPDATE totals SET
        read = read + (new.read IS NOT NULL) - (old.read IS NOT NULL),
        bookmarked = bookmarked + (new.bookmarked IS NOT NULL) - (old.bookmarked IS NOT NULL);
END;
"""

_BUSY_SECONDS: Final = 10.0


def connect(path: Path) -> sqlite3.Connection:
    """Open the library at `path`, making it if there is none.

    Raises:
        Damaged: The file is no library, or its header or tables cannot be read.
        NewerSchema: A later version wrote it.
        Unavailable: It cannot be opened or made.
    """
    with translated(path):
        # One connection serves one thread at a time, but not always the thread that made it.
        connection = sqlite3.connect(
            path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file at `path` into the library's errors.

    Raises:
        Interrupted: The query was stopped from another thread.
        Damaged: The file is corrupt.
        Unavailable: It cannot be read or written now.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        # What Python itself finds wrong, such as text that is not UTF-8, has no code.
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise _damaged(path, error) from error
        if code == sqlite3.SQLITE_INTERRUPT:
            raise Interrupted("The search was stopped.") from error
        raise unavailable(path, error) from error
    except sqlite3.ProgrammingError as error:  # such as a library that was closed meanwhile
        raise unavailable(path, error) from error
    except (sqlite3.DatabaseError, zlib.error) as error:
        raise _damaged(path, error) from error


def unavailable(path: Path, error: Exception) -> Unavailable:
    """Return the error to raise for a file that cannot be opened or written now."""
    return Unavailable(
        path, f"cannot be used ({error})", "Check the folder's permissions and the free space."
    )


def _damaged(path: Path, reason: object) -> Damaged:
    """Return the error to raise for a file that is no library, or no longer a whole one."""
    return Damaged(
        path,
        f"the library is damaged ({reason})",
        "It was left as it is. Move it away to start a new one; your marks are in state.json.",
    )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Check what the file is, make the tables in an empty one, and set the connection up."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if objects and application != APPLICATION_ID:
        raise _damaged(path, "it is a database of another program")
    if version > SCHEMA_VERSION:
        raise NewerSchema(
            path,
            f"a later version of newsreader wrote this library (schema {version})",
            "It was left as it is. Use that version, or name another folder with --home.",
        )
    if not objects:
        # Before WAL is switched on: several programs may make the file at once, and one wins.
        connection.execute("PRAGMA journal_mode = WAL")
        _make(connection)
    elif version < SCHEMA_VERSION:
        migrate(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA temp_store = MEMORY")


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables, unless another process has just done so."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not objects:
            for statement in _statements(_TABLES + DIGESTS):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """Return the statements of `script`; `executescript` would commit behind our back."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
