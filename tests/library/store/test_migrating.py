"""A library of an earlier version is brought up to date when it is opened, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from library import Library, Result, Source, adding
from library.store import connect
from library.store.schema import SCHEMA_VERSION
from tests import texts

SOURCES = [Source("a.txt", texts.SUMMIT.encode()), Source("b.txt", texts.BUDGET.encode())]


# What version 2 had in the place of the present tables of names.
NAMES_OF_2 = """
DROP TRIGGER headline_read; DROP TRIGGER headline_unread; DROP TRIGGER headline_leaves;
DROP TABLE unrecognised; DROP TABLE spelt; DROP TABLE named;
ALTER TABLE entities RENAME TO e; ALTER TABLE names RENAME TO n;
ALTER TABLE forms RENAME TO f; ALTER TABLE mentions RENAME TO m;
CREATE TABLE entities (number INTEGER PRIMARY KEY, kind TEXT, key TEXT, UNIQUE (kind, key));
CREATE TABLE names (entity INTEGER, language TEXT, name TEXT, PRIMARY KEY (entity, language))
    WITHOUT ROWID;
CREATE TABLE aliases (entity INTEGER, alias TEXT, PRIMARY KEY (entity, alias)) WITHOUT ROWID;
CREATE TABLE mentions (rank INTEGER, block INTEGER, "start" INTEGER, "end" INTEGER, entity INTEGER,
    PRIMARY KEY (rank, block, "start")) WITHOUT ROWID;
CREATE INDEX mentioned ON mentions (entity, rank);
INSERT INTO entities SELECT number, kind, key FROM e;
INSERT INTO names SELECT * FROM n;
INSERT INTO aliases SELECT entity, form FROM f;
INSERT INTO mentions SELECT rank, block, "start", "end", entity FROM m JOIN f ON f.number = m.form;
DROP TABLE m; DROP TABLE f; DROP TABLE n; DROP TABLE e;
PRAGMA user_version = 2;
"""


@pytest.fixture
def of_2(tmp_path: Path) -> Path:
    """Return the path of a library of version 2 with two articles."""
    with Library(tmp_path) as library:
        assert len(list(library.add(SOURCES))) == 2
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(NAMES_OF_2)
    return path


@pytest.fixture
def old(of_2: Path) -> Path:
    """Return the path of a library of version 1 with two articles."""
    with closing(sqlite3.connect(of_2, isolation_level=None)) as connection:
        for table in ("digests", "signatures", "sketches", "unlinked", "stories"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    return of_2


def test_names_are_kept_and_are_to_be_recognised_anew(of_2: Path) -> None:
    with Library(of_2.parent) as library:
        (headline,) = library.search("place:südkorea")
        names = {mention.entity.name for mention in library.register.mentions(headline.id)}
        assert "Südkorea" in names
        (korea,) = library.register.find("place:südkorea")
        assert (korea.articles, korea.mentions) == (1, 6)
        assert library.register.unrecognised() == 2
    assert version(of_2) == (SCHEMA_VERSION, True)


def version(path: Path) -> tuple[int, bool]:
    """Return the version of the file at `path`, and whether it has the table that version 2 added."""
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    return number, ("digests",) in tables


def test_what_was_stored_is_known_by_its_bytes(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "TARGET", "nowhere:read")
    for _ in range(2):
        with Library(old.parent) as library:
            assert [a.result for a in library.add(SOURCES)] == [Result.KNOWN] * 2
            assert len(library.search("kohle")) == 1
        assert version(old) == (SCHEMA_VERSION, True)


def test_versions_are_found_among_what_was_stored_before(old: Path) -> None:
    extended = texts.SUMMIT + "Aus dem Bergwerk hieß es, man habe von alledem nichts gewusst.\n"
    with Library(old.parent) as library:
        (added,) = library.add([Source("c.txt", extended.encode())])
        assert added.id is not None
        assert len(library.versions(added.id)) == 2


def test_a_damaged_original_does_not_hinder_it(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("UPDATE originals SET data = x'00' WHERE name = 'a.txt'")
    with Library(old.parent) as library:
        assert [a.result for a in library.add(SOURCES)] == [Result.KNOWN] * 2


def test_broken_off_it_leaves_the_old_version(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        # Something stands in the way of the last step.
        connection.execute("CREATE INDEX digested ON articles (added)")
    with pytest.raises(Exception, match="already"):
        connect(old)
    assert version(old) == (1, False)


def test_deleting_an_article_forgets_its_documents(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        list(library.add(SOURCES))
    with closing(connect(tmp_path / "library.db")) as connection:
        connection.execute("DELETE FROM headlines WHERE title LIKE 'Der Haushalt%'")
        assert connection.execute("SELECT count(*) FROM digests").fetchone() == (1,)
