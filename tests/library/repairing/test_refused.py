"""Where nothing can be saved, or not now, nothing is changed; and whatever is damaged is said."""

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

import pytest

from library import (
    Busy,
    Damaged,
    Library,
    LibraryError,
    Mark,
    NewerSchema,
    NotFound,
    Repairing,
    Unavailable,
    parse_query,
)
from tests.conftest import Count
from tests.library.repairing.tearing import files, repaired, tear
from tests.library.store.damage import damaged, rounds


def test_what_is_whole_needs_no_repair(home: Path) -> None:
    assert not Repairing(home).is_needed()


@pytest.mark.parametrize("content", [b"", b"no such thing" * 500, bytes(50_000)])
def test_where_nothing_can_be_read_nothing_is_changed(
    home: Path, database: Path, content: bytes
) -> None:
    database.write_bytes(content)
    names = files(home)
    with pytest.raises(Damaged, match="no article can be read"):
        list(Repairing(home).answers())
    assert database.read_bytes() == content
    assert files(home) == names


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
    tear(database, "fulltext_data")
    before, names = database.read_bytes(), files(home)
    repairing = Repairing(home)
    assert len(list(repairing.answers(lambda: True))) == 30
    assert repairing.kept is None
    for _ in Repairing(home).answers():
        break
    assert database.read_bytes() == before
    assert files(home) == names


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

    tear(database, "fulltext_data")
    before, names = database.read_bytes(), files(home)
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
    assert files(home) == names
    repaired(home)


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
