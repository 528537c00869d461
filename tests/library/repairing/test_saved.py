"""A damaged library is repaired from what can be read; the damaged file is kept, and so are the marks."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from library import (
    BOOKMARKED,
    Damaged,
    Library,
    Mark,
    Repairing,
    Rescue,
    Source,
)
from library.store.salvaging import Salvager
from tests.library.repairing.tearing import repaired, tear, titles
from tests.library.store.damage import PAGE

FEED = (
    "INSERT INTO feeds (number, id, address, title, failures, problem, gone)"
    " VALUES (7, 'f1', 'http://feed.example/', 'Feed', 1, '', 0)"
)


def test_what_is_made_of_articles_is_made_anew(home: Path, database: Path) -> None:
    before = titles(home)
    for made in ("fulltext_data", "vocabulary", "signatures", "meta", "totals", "unread"):
        tear(database, made)
    assert repaired(home) == {Rescue.WHOLE: 30}
    assert titles(home) == before
    with Library(home) as library:
        assert len(library.find(BOOKMARKED)) == 5
        assert len(library.bin.all()) == 1
        assert len(library.search("wasser")) == 29
        assert library.counts().articles == 29


def test_lost_articles_are_read_again_from_their_documents(tmp_path: Path) -> None:
    sources = [
        Source(f"{n}.md", f"# Fähre {n}\n\nSie fährt um {n} Uhr über den Fluss.\n".encode())
        for n in range(5)
    ]
    with Library(tmp_path) as library:
        ids = [one.id for one in library.add(sources) if one.id]
        library.mark(ids[1:2], Mark.READ)
        library.fold()
        before = [library.article(id_).blocks for id_ in ids]
    tear(tmp_path / "library.db", "headlines")
    assert repaired(tmp_path) == {Rescue.READ_AGAIN: 5}
    with Library(tmp_path) as library:
        assert [library.article(id_).blocks for id_ in ids] == before
        assert library.status(ids[1]).read is not None


def test_articles_without_documents_are_kept_and_so_they_are_by_reindexing(
    home: Path, database: Path
) -> None:
    before = titles(home)
    tear(database, "originals")
    assert repaired(home) == {Rescue.WITHOUT_DOCUMENT: 30}
    with Library(home) as library:
        assert all(answer.reason for answer in library.reindex())
        assert len(library.search("wasser")) == 29
    assert titles(home) == before


def test_a_text_of_which_nothing_else_is_left_keeps_its_id_and_marks(
    home: Path, database: Path
) -> None:
    for table in ("originals", "headlines"):
        tear(database, table)
    assert repaired(home) == {Rescue.WITHOUT_DOCUMENT: 30}
    assert all(title.startswith("Am Wasser") for title in titles(home))
    with Library(home) as library:
        assert len(library.find(BOOKMARKED)) == 5


def test_what_is_lost_is_named(home: Path, database: Path) -> None:
    for table in ("originals", "articles"):
        tear(database, table)
    lost = list(Repairing(home).answers())
    assert {one.rescue for one in lost} == {Rescue.LOST}
    assert {one.title for one in lost} == {f"Tag {number}" for number in range(30)}


def test_ids_are_known_of_what_is_lost_whole(home: Path, database: Path) -> None:
    for table in ("originals", "articles"):
        with Salvager(database) as salvager:
            pages = len(list(salvager._tree(table)))
        tear(database, table, *range(1, pages - 1))
    tear(database, "headlines")
    found = list(Repairing(home).answers())
    assert len(found) == 30
    assert all(one.id for one in found)
    assert {one.rescue for one in found} > {Rescue.LOST}


def test_what_is_lost_without_a_trace_is_counted(home: Path, database: Path) -> None:
    for table in ("originals", "articles", "headlines", "sqlite_autoindex_headlines_1"):
        with Salvager(database) as salvager:
            pages = len(list(salvager._tree(table)))
        tear(database, table, pages - 1)
    assert Counter(one.rescue for one in Repairing(home).answers()).total() == 30


@pytest.mark.parametrize("header", [b"", b"\xff" * PAGE], ids=["zeros", "ones"])
def test_a_library_without_its_beginning(home: Path, database: Path, header: bytes) -> None:
    before = titles(home)
    with database.open("r+b") as file:
        file.write(header or bytes(PAGE))
    with pytest.raises(Damaged) as caught:
        Library(home)
    assert "newsreader repair" in caught.value.remedy
    assert repaired(home) == {Rescue.WHOLE: 30}
    assert titles(home) == before


def test_how_feeds_were_found_is_kept(home: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(FEED)
        connection.execute("INSERT INTO items VALUES (7, x'0102030405060708')")
        connection.execute("INSERT INTO fed SELECT 7, rank FROM headlines LIMIT 3")
        connection.commit()
    tear(database, "fulltext_data")
    repaired(home)
    with Library(home) as library:
        (status, articles, unread) = library.feed_statuses()["f1"]
        assert (status.title, articles, unread) == ("Feed", 3, 3)


def test_bytes_that_have_changed_within_a_text_are_damage(home: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE articles SET blocks = x'789c00' WHERE rank % 4 = 0")
        connection.commit()
    found = repaired(home)
    assert found[Rescue.READ_AGAIN]
    assert found.total() == 30


def test_an_index_that_makes_no_sense_is_made_anew(home: Path, database: Path) -> None:
    for repair in (_reindexed, repaired):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("UPDATE fulltext_data SET block = randomblob(99) WHERE id > 100")
            connection.commit()
        with Library(home) as library:
            with pytest.raises(Damaged, match="the index is damaged") as caught:
                library.search("wasser")
            assert "newsreader reindex" in caught.value.remedy
        repair(home)
        with Library(home) as library:
            assert len(library.search("tag")) == 29


def _reindexed(home: Path) -> None:
    with Library(home) as library:
        assert len(list(library.reindex())) == 30


def test_garbage_beside_the_file_and_a_log_that_is_missing(home: Path, database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE headlines SET title = 'Neu'")
        copies = {end: Path(f"{database}{end}").read_bytes() for end in ("", "-wal")}
    for end, data in copies.items():
        Path(f"{database}{end}").write_bytes(data)
    (home / "library.db-shm").write_bytes(Random(3).randbytes(32768))
    assert titles(home) == ["Neu"] * 29
    for end, data in copies.items():
        Path(f"{database}{end}").write_bytes(data)
    database.write_bytes(b"\xff" * 100 + copies[""][100:])
    assert repaired(home) == {Rescue.WHOLE: 30}
    assert titles(home) == ["Neu"] * 29
    assert [path.read_bytes() for path in home.glob("*.damaged-*-wal")] == [copies["-wal"]]
