"""A library of an earlier version is brought up to date when it is opened, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from library import Counts, Library, Mark, Result, Source, adding
from library.ordering import Order
from library.search import parse
from library.store import Ordered, Reader, connect
from library.store.schema import SCHEMA_VERSION
from library.store.tables import RANKED
from tests import texts

SOURCES = [Source("a.txt", texts.SUMMIT.encode()), Source("b.txt", texts.BUDGET.encode())]


# What version 4 did not have.
OF_4 = """
DROP TABLE fed; DROP TABLE items; DROP TABLE feeds;
DROP TRIGGER removed_marked; DROP TABLE removed; DROP TABLE deleted; DROP TABLE notes; DROP TABLE tags;
DROP INDEX titled; DROP INDEX sourced;
ALTER TABLE headlines DROP COLUMN sorting;
PRAGMA user_version = 4;
"""

# What version 3 had in the place of the present ranks and index.
OF_3 = """
ALTER TABLE articles ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
UPDATE articles SET added = (SELECT added FROM headlines AS h WHERE h.rank = articles.rank);
ALTER TABLE headlines DROP COLUMN added; ALTER TABLE headlines DROP COLUMN starts0;
ALTER TABLE headlines DROP COLUMN starts1; ALTER TABLE headlines DROP COLUMN starts2;
ALTER TABLE headlines DROP COLUMN starts3;
UPDATE entities SET met = met / 64 * 256 + met % 64;
UPDATE meta SET value = value * 4 WHERE name = 'undated';
DROP TABLE vocabulary; DROP TABLE fulltext;
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, heading, lead, body, content='', tokenize='ascii'
);
PRAGMA user_version = 3;
"""

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
def of_4(tmp_path: Path) -> Path:
    """Return the path of a library of version 4 with two articles, the second of which was read."""
    with Library(tmp_path) as library:
        added = list(library.add(SOURCES))
        assert [answer.result for answer in added] == [Result.STORED] * 2
        library.mark([added[1].id or ""], Mark.READ)
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(OF_4)
    return path


@pytest.fixture
def of_3(of_4: Path) -> Path:
    """Return the path of a library of version 3 with the same two articles."""
    with closing(sqlite3.connect(of_4, isolation_level=None)) as connection:
        for table in RANKED:
            connection.execute(f"UPDATE {table} SET rank = -rank / 64 * 256 - rank % 64")
            connection.execute(f"UPDATE {table} SET rank = -rank")
        connection.executescript(OF_3)
    return of_4


@pytest.fixture
def of_2(of_3: Path) -> Path:
    """Return the path of a library of version 2 with two articles."""
    with closing(sqlite3.connect(of_3, isolation_level=None)) as connection:
        connection.executescript(NAMES_OF_2)
    return of_3


@pytest.fixture
def old(of_2: Path) -> Path:
    """Return the path of a library of version 1 with two articles."""
    with closing(sqlite3.connect(of_2, isolation_level=None)) as connection:
        for table in ("digests", "signatures", "sketches", "unlinked", "stories"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    return of_2


def test_what_was_stored_before_is_sorted_as_well(of_4: Path) -> None:
    with closing(connect(of_4)) as connection:
        ordered = Ordered(connection, Reader(connection).vocabulary)
        by_title = list(ordered.ranks(parse(""), Order.TITLE))
        titles = dict(connection.execute("SELECT rank, title FROM headlines"))
        assert [titles[rank][:3] for rank in by_title] == ["Der", "Min"]
        assert len(list(ordered.ranks(parse(""), Order.SOURCE))) == 2
    assert version(of_4) == (SCHEMA_VERSION, True)


def test_what_version_4_did_not_know_can_be_kept(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        first, second = (answer.id or "" for answer in library.add(SOURCES))
        library.mark([first], Mark.READ)
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(OF_4)
    with Library(tmp_path) as library:
        library.labels.tag([first], ["Strom"])
        library.bin.delete([second])
        assert [one.id for one in library.search("tag:strom is:read")] == [first]
        assert library.counts() == Counts(1, 0, 0)
    assert version(path) == (SCHEMA_VERSION, True)


def test_order_words_and_what_was_met_stay(of_3: Path) -> None:
    with closing(sqlite3.connect(of_3)) as connection:
        before = connection.execute("SELECT title FROM headlines ORDER BY rank").fetchall()
    with Library(of_3.parent) as library:
        listed = library.search("")
        assert [headline.title for headline in reversed(listed)] == [title for (title,) in before]
        assert {headline.added.year for headline in listed} == {datetime.now(UTC).year}
        assert [
            len(library.search(query)) for query in ("kohle", "k*", "title:reisen", "*halt")
        ] == [1, 2, 1, 1]
        read, unread = library.search("is:read"), library.search("is:unread")
        assert [len(read), len(unread)] == [1, 1]
        assert library.register.novel(read[0].id)  # it is where they were met first
        (found,) = library.add(
            [Source("c.txt", b"Die Oper\n\nDie Oper bleibt in diesem Jahr zu.\n")]
        )
        assert library.search("")[0].id == found.id
    assert version(of_3) == (SCHEMA_VERSION, True)


def test_it_is_told_before_a_library_is_brought_up_to_date(of_3: Path) -> None:
    told: list[int] = []
    for _ in range(2):
        Library(of_3.parent, told.append).close()
    assert told == [2]


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
