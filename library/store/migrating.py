"""Brings libraries of earlier versions up to the present tables, in one transaction each."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import suppress
from typing import Final

from library.ordering import sorting_key
from library.store.renumbering import index_anew, renumber
from library.store.tables import FEEDS, LABELS, NAMES, SORTED, STORIES, VOCABULARY
from library.words import folded_words

_OLD: Final = ("entities", "names", "aliases", "mentions")
"""The tables of version 2 that have others in their place."""

# An entity had one key and many ways of writing it, of which it was not known where. One of them
# stands for all until the names are recognised anew, which they are to be in any case.
_NAMES_OF_2: Final = """
INSERT INTO entities (number, kind, key) SELECT number, kind, key FROM old_entities;
INSERT INTO names SELECT entity, language, name FROM old_names;
INSERT INTO forms (number, kind, key, form, entity)
    SELECT number, kind, key,
        coalesce((SELECT min(alias) FROM old_aliases WHERE entity = number), key), number
    FROM old_entities;
INSERT INTO mentions SELECT rank, block, "start", "end", entity FROM old_mentions;
INSERT INTO named SELECT entity, rank, count(*) FROM old_mentions GROUP BY entity, rank;
UPDATE forms SET mentions = (SELECT e.mentions FROM entities AS e WHERE e.number = forms.number);
INSERT INTO unrecognised SELECT rank FROM headlines;
DROP TABLE IF EXISTS rebuilt_aliases;
"""

_ADDED_TO_3: Final = """
ALTER TABLE headlines ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE headlines ADD COLUMN starts0 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE headlines ADD COLUMN starts1 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE headlines ADD COLUMN starts2 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE headlines ADD COLUMN starts3 INTEGER NOT NULL DEFAULT 0;
UPDATE headlines SET added = coalesce(
    (SELECT added FROM articles WHERE articles.rank = headlines.rank), 0);
ALTER TABLE articles DROP COLUMN added;
DROP TABLE IF EXISTS rebuilt;
DROP TABLE IF EXISTS moved;
DELETE FROM meta WHERE name = 'reindexed by';
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a library of an earlier version to the present one, unless another process has just done so.

    From version 1 it reads every original once, and until version 4 it reads every article and makes the
    index anew: a second for some thousand of them. Interrupted, it leaves the version that was there.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < 2:
            _run(connection, STORIES)
            _fill_digests(connection)
            connection.execute("INSERT INTO unlinked SELECT rank FROM headlines")
        if version < 3:
            for table in _OLD:
                connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
            _run(connection, NAMES)
            _run(connection, _NAMES_OF_2)
            _fill_spelt(connection)
            for table in reversed(_OLD):
                connection.execute(f"DROP TABLE old_{table}")
        if version < 4:
            _run(connection, _ADDED_TO_3 + VOCABULARY)
            renumber(connection)
            index_anew(connection)
        if version < 5:
            _fill_sorting(connection)
            _run(connection, SORTED + LABELS + FEEDS)
        connection.execute("PRAGMA user_version = 5")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Execute the statements of `script`; `executescript` would commit behind our back."""
    for statement in statements(script):
        connection.execute(statement)


def _fill_spelt(connection: sqlite3.Connection) -> None:
    """Enter the words of each form."""
    rows = connection.execute("SELECT number, form FROM forms").fetchall()
    connection.executemany(
        "INSERT INTO spelt (rowid, form) VALUES (?, ?)",
        ((number, " ".join(folded_words(form))) for number, form in rows),
    )


def _fill_sorting(connection: sqlite3.Connection) -> None:
    """Give each headline what its title is sorted by."""
    connection.execute("ALTER TABLE headlines ADD COLUMN sorting TEXT NOT NULL DEFAULT ''")
    connection.create_function("sorting_key", 1, sorting_key, deterministic=True)
    connection.execute("UPDATE headlines SET sorting = sorting_key(title)")


def _fill_digests(connection: sqlite3.Connection) -> None:
    """Give each original its digest."""
    from library.store.prepared import digest_of

    for rank, data in connection.execute("SELECT rank, data FROM originals"):
        # One that is damaged is no reason to refuse the others; it will be read again when it comes.
        with suppress(zlib.error):
            digest = digest_of(zlib.decompress(data))
            connection.execute("INSERT OR IGNORE INTO digests VALUES (?, ?)", (digest, rank))


def statements(script: str) -> list[str]:
    """Return the statements of `script`."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
