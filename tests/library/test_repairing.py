"""A damaged library is repaired from what can be read; the damaged file is kept, and so are the marks."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from library import (
    BOOKMARKED,
    Busy,
    Damaged,
    Library,
    LibraryError,
    Mark,
    NewerSchema,
    NotFound,
    Repairing,
    Rescue,
    Source,
    Unavailable,
    parse_query,
)
from library.store.salvaging import Salvager
from tests.conftest import Count
from tests.library.store.damage import PAGE, damaged, fill, rounds

FEED = (
    "INSERT INTO feeds (number, id, address, title, failures, problem, gone)"
    " VALUES (7, 'f1', 'http://feed.example/', 'Feed', 1, '', 0)"
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with marks, which nobody may change."""
    folder = tmp_path_factory.mktemp("whole")
    fill(folder / "library.db")
    with Library(folder) as library:
        ids = [one.id for one in library.search("")]
        library.mark(ids[:5], Mark.BOOKMARK)
        library.bin.delete(ids[7:8])
        library.fold()
    return folder


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


@pytest.fixture
def database(home: Path) -> Path:
    return home / "library.db"


def _titles(home: Path) -> list[str]:
    with Library(home) as library:
        return [one.title for one in library.search("")]


def _names(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir() if not path.name.endswith(".lock"))


def _repaired(home: Path) -> Counter[Rescue]:
    """Repair a library, check that the file it had is kept, and return how much was saved of what."""
    before = (home / "library.db").read_bytes()
    repairing = Repairing(home)
    assert repairing.is_needed()
    found = Counter(one.rescue for one in repairing.answers())
    assert repairing.kept is not None
    assert repairing.kept.read_bytes() == before
    assert not repairing.is_needed()
    assert not list(home.glob("*.repaired*"))
    return found


def _tear(path: Path, table: str, *pages: int) -> None:
    """Overwrite pages of a table or an index: the first, the second, … of its tree."""
    with Salvager(path) as salvager:
        numbers = list(salvager._tree(table))
    with path.open("r+b") as file:
        for page in pages or range(len(numbers)):
            file.seek((numbers[page] - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def test_what_is_made_of_articles_is_made_anew(home: Path, database: Path) -> None:
    before = _titles(home)
    for made in ("fulltext_data", "vocabulary", "signatures", "meta", "totals", "unread"):
        _tear(database, made)
    assert _repaired(home) == {Rescue.WHOLE: 30}
    assert _titles(home) == before
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
    _tear(tmp_path / "library.db", "headlines")
    assert _repaired(tmp_path) == {Rescue.READ_AGAIN: 5}
    with Library(tmp_path) as library:
        assert [library.article(id_).blocks for id_ in ids] == before
        assert library.status(ids[1]).read is not None


def test_articles_without_documents_are_kept_and_so_they_are_by_reindexing(
    home: Path, database: Path
) -> None:
    before = _titles(home)
    _tear(database, "originals")
    assert _repaired(home) == {Rescue.WITHOUT_DOCUMENT: 30}
    with Library(home) as library:
        assert all(answer.reason for answer in library.reindex())
        assert len(library.search("wasser")) == 29
    assert _titles(home) == before


def test_a_text_of_which_nothing_else_is_left_keeps_its_id_and_marks(
    home: Path, database: Path
) -> None:
    for table in ("originals", "headlines"):
        _tear(database, table)
    assert _repaired(home) == {Rescue.WITHOUT_DOCUMENT: 30}
    assert all(title.startswith("Am Wasser") for title in _titles(home))
    with Library(home) as library:
        assert len(library.find(BOOKMARKED)) == 5


def test_what_is_lost_is_named(home: Path, database: Path) -> None:
    for table in ("originals", "articles"):
        _tear(database, table)
    lost = list(Repairing(home).answers())
    assert {one.rescue for one in lost} == {Rescue.LOST}
    assert {one.title for one in lost} == {f"Tag {number}" for number in range(30)}


def test_ids_are_known_of_what_is_lost_whole(home: Path, database: Path) -> None:
    for table in ("originals", "articles"):
        with Salvager(database) as salvager:
            pages = len(list(salvager._tree(table)))
        _tear(database, table, *range(1, pages - 1))
    _tear(database, "headlines")
    found = list(Repairing(home).answers())
    assert len(found) == 30
    assert all(one.id for one in found)
    assert {one.rescue for one in found} > {Rescue.LOST}


def test_what_is_lost_without_a_trace_is_counted(home: Path, database: Path) -> None:
    for table in ("originals", "articles", "headlines", "sqlite_autoindex_headlines_1"):
        with Salvager(database) as salvager:
            pages = len(list(salvager._tree(table)))
        _tear(database, table, pages - 1)
    assert Counter(one.rescue for one in Repairing(home).answers()).total() == 30


@pytest.mark.parametrize("header", [b"", b"\xff" * PAGE], ids=["zeros", "ones"])
def test_a_library_without_its_beginning(home: Path, database: Path, header: bytes) -> None:
    before = _titles(home)
    with database.open("r+b") as file:
        file.write(header or bytes(PAGE))
    with pytest.raises(Damaged) as caught:
        Library(home)
    assert "newsreader repair" in caught.value.remedy
    assert _repaired(home) == {Rescue.WHOLE: 30}
    assert _titles(home) == before


def test_how_feeds_were_found_is_kept(home: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(FEED)
        connection.execute("INSERT INTO items VALUES (7, x'0102030405060708')")
        connection.execute("INSERT INTO fed SELECT 7, rank FROM headlines LIMIT 3")
        connection.commit()
    _tear(database, "fulltext_data")
    _repaired(home)
    with Library(home) as library:
        (status, articles, unread) = library.feed_statuses()["f1"]
        assert (status.title, articles, unread) == ("Feed", 3, 3)


def test_bytes_that_have_changed_within_a_text_are_damage(home: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE articles SET blocks = x'789c00' WHERE rank % 4 = 0")
        connection.commit()
    found = _repaired(home)
    assert found[Rescue.READ_AGAIN]
    assert found.total() == 30


def test_an_index_that_makes_no_sense_is_made_anew(home: Path, database: Path) -> None:
    for repair in (_reindexed, _repaired):
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
    assert _titles(home) == ["Neu"] * 29
    for end, data in copies.items():
        Path(f"{database}{end}").write_bytes(data)
    database.write_bytes(b"\xff" * 100 + copies[""][100:])
    assert _repaired(home) == {Rescue.WHOLE: 30}
    assert _titles(home) == ["Neu"] * 29
    assert [path.read_bytes() for path in home.glob("*.damaged-*-wal")] == [copies["-wal"]]


def test_what_is_whole_needs_no_repair(home: Path) -> None:
    assert not Repairing(home).is_needed()


@pytest.mark.parametrize("content", [b"", b"no such thing" * 500, bytes(50_000)])
def test_where_nothing_can_be_read_nothing_is_changed(
    home: Path, database: Path, content: bytes
) -> None:
    database.write_bytes(content)
    names = _names(home)
    with pytest.raises(Damaged, match="no article can be read"):
        list(Repairing(home).answers())
    assert database.read_bytes() == content
    assert _names(home) == names


def test_the_database_of_another_program_is_left_alone(home: Path, database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE birds (name)")
        connection.execute("INSERT INTO birds VALUES ('Möwe')")
        connection.commit()
    with pytest.raises(Damaged):
        list(Repairing(home).answers())
    assert not list(home.glob("*.damaged*"))


def test_a_later_version_is_left_alone(home: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerSchema):
        Repairing(home).is_needed()
    with pytest.raises(NewerSchema):
        list(Repairing(home).answers())


def test_no_library_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Repairing(tmp_path)


def test_it_can_be_stopped_and_leaves_all_as_it_was(home: Path, database: Path) -> None:
    _tear(database, "fulltext_data")
    before, names = database.read_bytes(), _names(home)
    repairing = Repairing(home)
    assert len(list(repairing.answers(lambda: True))) == 30
    assert repairing.kept is None
    for _ in Repairing(home).answers():
        break
    assert database.read_bytes() == before
    assert _names(home) == names


def test_nobody_else_may_have_it_open(home: Path, database: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from library import Library\n"
        "library = Library(Path(sys.argv[1])); library.counts(); print('open', flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(home)]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(Busy):
            list(Repairing(home).answers())
        other.communicate("\n")
    assert len(list(Repairing(home).answers())) == 30


def test_a_full_disk_leaves_all_as_it_was(home: Path, database: Path) -> None:
    import resource

    _tear(database, "fulltext_data")
    before, names = database.read_bytes(), _names(home)
    usual, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 3, hard))
    try:
        with pytest.raises(Unavailable):
            list(Repairing(home).answers())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert database.read_bytes() == before
    assert _names(home) == names
    _repaired(home)


def _used(home: Path) -> Iterator[str]:
    """Do what is done every day, and yield what the library says of it."""
    try:
        with Library(home) as library:
            doings = (
                library.counts,
                lambda: [one.title for one in library.search("")],
                lambda: [library.article(one.id) for one in library.search("")],
                lambda: list(library.search("fähre* OR lotse*")),
                lambda: library.find(parse_query("is:unread before:2024-05-18")),
                lambda: library.mark([one.id for one in library.search("")][:3], Mark.READ),
                library.hidden,
                library.bin.all,
                library.bin.forget,
                library.feed_statuses,
                library.register.unrecognised,
                library.fold,
            )
            for do in doings:
                try:
                    do()
                except LibraryError as error:
                    yield type(error).__name__
    except LibraryError as error:
        yield type(error).__name__


def test_whatever_is_damaged_the_library_says_so_and_is_repaired(
    home: Path, database: Path, count: Count
) -> None:
    data, state = database.read_bytes(), (home / "state.json").read_bytes()
    told: Counter[str] = Counter()
    for number, chance in enumerate(rounds(30, 1500)):
        shutil.rmtree(home)
        home.mkdir()
        torn, _hit = damaged(data, chance)
        database.write_bytes(torn)
        (home / "state.json").write_bytes(state)
        told.update(_used(home))
        if number % 10 == 0:
            repairing = Repairing(home)
            with_error = False
            try:
                told.update(one.rescue.value for one in repairing.answers())
            except Damaged:
                with_error = True
            assert with_error == (repairing.kept is None)
            if not with_error:
                with Library(home) as library:
                    assert len(library.search("")) == library.counts().articles
    assert told["Damaged"] > 5
    assert told["whole"] > 20
    count(f"used and repaired while damaged: {dict(told)}, no death")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everywhere")
def test_a_library_that_cannot_be_read_is_unavailable(home: Path, database: Path) -> None:
    database.chmod(0)
    with pytest.raises(Unavailable):
        list(Repairing(home).answers())
    database.chmod(0o600)
