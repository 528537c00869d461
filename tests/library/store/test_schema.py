"""A file that cannot be used is named, explained and left as it is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from library import Library, Source
from library.errors import Damaged, Interrupted, NewerSchema, StorageError, Unavailable
from library.store import connect
from library.store.schema import APPLICATION_ID, SCHEMA_VERSION, translated

TEXT = "Ein Titel\nUnd ein Absatz, der darunter steht und vom Wetter handelt.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


def _filled(folder: Path) -> Path:
    """Make a library with an article in `folder`, and return the path of its database."""
    with Library(folder) as library:
        assert len(list(library.add([Source("a.txt", TEXT.encode())]))) == 1
    return folder / "library.db"


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_new_file_is_ours_and_can_be_opened_again(path: Path) -> None:
    for _ in range(2):
        with closing(connect(path)) as connection:
            assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_making_a_library_leaves_nothing_else_behind(path: Path) -> None:
    connect(path).close()
    assert [entry.name for entry in path.parent.iterdir()] == ["library.db"]


def _refused(path: Path, kind: type[StorageError], words: str) -> None:
    """Check that the library at `path` is refused in these `words`, and not touched."""
    before = path.read_bytes()
    with pytest.raises(kind, match=words) as caught:
        Library(path.parent)
    assert type(caught.value) is kind
    assert caught.value.path == path
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"Das ist keine Datenbank.\n" * 100, b"SQLite format 3\0" * 300]
)
def test_what_is_no_database_is_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    _refused(path, Damaged, "library is damaged")


def test_a_library_that_was_emptied_is_damaged_and_not_filled_anew(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    path.write_bytes(b"")
    _refused(path, Damaged, "damaged .it is empty")


def test_a_database_of_another_program_is_not_ours(path: Path) -> None:
    _change(path, "CREATE TABLE birds (name)", "PRAGMA user_version = 7")
    _refused(path, Damaged, "database of another program")


def test_a_later_version_wrote_it(path: Path) -> None:
    connect(path).close()
    _change(path, "PRAGMA user_version = 99")
    _refused(path, NewerSchema, r"schema 99")


def test_a_torn_file_is_damaged(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
    with pytest.raises(Damaged) as caught, Library(tmp_path) as library:
        library.counts()
    assert caught.value.path == path


def test_a_torn_article_is_damaged_and_the_others_are_not(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    _change(path, "UPDATE articles SET blocks = x'789c00'")
    with Library(tmp_path) as library:
        (headline,) = library.search("wetter")
        with pytest.raises(Damaged):
            library.article(headline.id)
        (added,) = library.add([Source("b.txt", b"Zwei\nNoch ein Absatz.\n")])
        assert added.id


def test_text_that_is_not_utf_8_is_damage(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    _change(path, "UPDATE headlines SET title = CAST(x'ff' AS TEXT)")
    with Library(tmp_path) as library, pytest.raises(Damaged):
        list(library.search(""))


def test_a_folder_in_its_place_is_unavailable(path: Path) -> None:
    path.mkdir()
    with pytest.raises(Unavailable) as caught:
        Library(path.parent)
    assert caught.value.path == path
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["datei", "datei/darunter"])
def test_a_file_in_the_folders_place_is_unavailable(tmp_path: Path, name: str) -> None:
    (tmp_path / "datei").write_text("x")
    with pytest.raises(Unavailable) as caught:
        Library(tmp_path / name)
    assert caught.value.path == tmp_path / name


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Unavailable):
            Library(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_library_that_is_locked_is_unavailable(path: Path) -> None:
    connect(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA busy_timeout = 10")
            with pytest.raises(Unavailable, match="locked"), translated(path):
                connection.execute("BEGIN IMMEDIATE")


def test_a_disk_that_is_full_is_unavailable_and_loses_nothing(tmp_path: Path) -> None:
    _filled(tmp_path)
    with Library(tmp_path) as library:
        connection = library._connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        large = Source("b.txt", b"Zwei\n" + os.urandom(60_000).hex().encode())
        with pytest.raises(Unavailable, match="full"):
            list(library.add([large]))
        assert library.counts().articles == 1
        connection.execute("PRAGMA max_page_count = 100000")
        assert [added.result for added in library.add([large])] == ["stored"]


def test_a_library_that_was_closed_is_not_damaged(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.close()
    with pytest.raises(Unavailable):
        library.counts()


def test_a_query_that_is_stopped_says_so(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.create_function("stop", 0, connection.interrupt)
        with pytest.raises(Interrupted), translated(path):
            connection.execute(
                "WITH RECURSIVE n(i) AS (SELECT stop() UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n"
            ).fetchone()


def test_errors_that_are_no_library_errors_pass() -> None:
    with pytest.raises(KeyError), translated(Path("x")):
        raise KeyError
    with pytest.raises(Damaged), translated(Path("x")):
        raise zlib.error


def test_many_programs_may_make_one_library_at_once(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from library import Library; Library(Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tmp_path / "neu")]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(6)]
    assert [process.communicate()[1] for process in running] == [b""] * 6
    assert not list((tmp_path / "neu").glob("*.new*"))
