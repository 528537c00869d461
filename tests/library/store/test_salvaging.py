"""Whatever is damaged of a library's file, all that lies on whole pages is found."""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from library.models import Block
from library.store.prepared import About
from library.store.salvaging import Document, Salvager
from tests.conftest import Count
from tests.library.store.damage import PAGE, damaged, fill, rounds

Parts = tuple[About | None, tuple[Block, ...] | None, Document | None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library that nobody may change."""
    path = tmp_path_factory.mktemp("whole") / "library.db"
    fill(path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


def _parts(salvager: Salvager, rank: int) -> Parts:
    return salvager.headline(rank), salvager.blocks(rank), salvager.document(rank)


def _all(path: Path) -> dict[int, Parts]:
    with Salvager(path) as salvager:
        return {rank: _parts(salvager, rank) for rank in salvager.ranks()}


def _pages_of(path: Path) -> dict[int, set[int]]:
    """Return which pages each article of a whole library lies on, by its rank."""
    found: dict[int, set[int]] = {}
    with Salvager(path) as salvager:
        page, read = salvager._pages.page, set[int]()

        def noted(number: int) -> bytes:
            read.add(number)
            return page(number)

        salvager._pages.page = noted  # type: ignore[assignment]
        for rank in salvager.ranks():
            read.clear()
            assert None not in _parts(salvager, rank)
            found[rank] = set(read)
    return found


def test_all_is_found_where_nothing_is_damaged(whole: Path) -> None:
    found = _all(whole)
    assert len(found) == 30
    with closing(sqlite3.connect(whole)) as connection:
        rows = connection.execute("SELECT rank, id, title FROM headlines").fetchall()
    assert {(rank, id_, title) for rank, id_, title in rows} == {
        (rank, about.id, about.title) for rank, (about, _, _) in found.items() if about
    }
    with Salvager(whole) as salvager:
        assert salvager.known == {rank: id_ for rank, id_, _ in rows}


def test_what_lies_on_whole_pages_is_found_whatever_happens_to_others(
    whole: Path, path: Path, count: Count
) -> None:
    data, before, pages = whole.read_bytes(), _all(whole), _pages_of(whole)
    told: Counter[str] = Counter()
    for chance in rounds(150, 3000):
        told["databases"] += 1
        torn, hit = damaged(data, chance)
        path.write_bytes(torn)
        after = _all(path)
        for rank, parts in before.items():
            found = after.get(rank, (None, None, None))
            if not pages[rank] & hit:
                assert found == parts
                told["whole"] += 1
            for one, was in zip(found[1:], parts[1:], strict=True):
                assert one in (None, was)
                told["lost in part"] += one is None
    assert told["whole"] > 1500
    assert told["lost in part"] > 200
    count(f"damaged: {dict(told)}, nothing found that was not so")


def test_nothing_is_made_of_what_is_no_library(path: Path) -> None:
    for content in (b"", b"\0" * 9000, b"SQLite format 3\0" * 500, Random(1).randbytes(50_000)):
        path.write_bytes(content)
        assert not _all(path)


def test_what_is_only_in_the_log_is_found(whole: Path, path: Path) -> None:
    one, two = "Eins" * 60, "Zwei" * 60  # long enough for several pages each time
    path.write_bytes(whole.read_bytes())
    log = path.with_name("library.db-wal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        for title in (one, two):
            connection.execute("UPDATE headlines SET title = ?", (title,))
        copied, logged = path.read_bytes(), log.read_bytes()
    path.write_bytes(copied)
    frames = (len(logged) - 32) // (PAGE + 24)
    for kept, title in ((frames, two), (frames - 1, one), (0, "Tag 3")):
        log.write_bytes(logged[: 32 + kept * (PAGE + 24) + 100])
        titles = {about.title for about, _, _ in _all(path).values() if about}
        assert title in titles, kept
        assert len(titles) == (1 if kept else 30)


def test_a_damaged_log_counts_up_to_the_damage(whole: Path, path: Path) -> None:
    path.write_bytes(whole.read_bytes())
    log = path.with_name("library.db-wal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE headlines SET title = 'Eins'")
        end = log.stat().st_size
        connection.execute("UPDATE headlines SET title = 'Zwei'")
        copied, logged = path.read_bytes(), bytearray(log.read_bytes())
    path.write_bytes(copied)
    logged[end + 500] ^= 1
    log.write_bytes(logged)
    assert {about.title for about, _, _ in _all(path).values() if about} == {"Eins"}
    log.write_bytes(b"\xff" * 5000)
    assert len({about.title for about, _, _ in _all(path).values() if about}) == 30


def test_what_was_deleted_stays_deleted(whole: Path, path: Path) -> None:
    path.write_bytes(whole.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("DELETE FROM articles")  # all at once: their pages stay as they are
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = _all(path)
    assert len(found) == 30
    assert {blocks for _, blocks, _ in found.values()} == {None}


def test_a_feed_is_no_article(whole: Path, path: Path) -> None:
    path.write_bytes(whole.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        fields = ("0123456789abcdef", "https://example.org/feed", "Bote", "", 0)
        connection.execute(
            "INSERT INTO feeds (id, address, title, problem, gone, failures, checked)"
            " VALUES (?, ?, ?, ?, ?, 0, 7)",
            fields,
        )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert _all(path).keys() == _all(whole).keys()


def test_rows_that_lead_in_a_circle_end(whole: Path, path: Path) -> None:
    data = bytearray(whole.read_bytes())
    for start in range(PAGE, len(data), PAGE):
        if data[start] == 5:  # a page that says where others are: all say that they are their own
            data[start + 8 : start + 12] = struct.pack(">I", start // PAGE + 1)
    path.write_bytes(data)
    assert len(_all(path)) == 30
