"""What is kept in several files holds together, whatever others do to one of them in between."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from shutil import copy2, copytree

import pytest

from library import Library, LibraryError, Mark, NotSaved, Source, import_state, take_notices
from library.edits import Deed, Edit, Shelf
from library.state import State
from library.times import encode_time, present
from tests.library.drafting import PROSE


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def store(home: Path) -> str:
    """Store an article, and return its id."""
    with Library(home) as library:
        (answer,) = library.add([Source("a.txt", f"Kohle im Hafen\n\n{PROSE}".encode())])
    assert answer.id is not None
    return answer.id


def test_what_is_said_again_after_it_was_taken_back_holds_also_where_a_clock_is_behind(
    home: Path,
) -> None:
    with Library(home) as library:
        ahead = present() + timedelta(hours=2)
        library._marks.edit(Edit(Shelf.SEARCHES, Deed.ADD, ahead, "", "Kohle", "kohle"))
        for _ in range(3):
            library.searches.take_back(library.searches.add("Hafen", "hafen"))
        library.searches.add("Hafen", "hafen")
    (home / "state.json").touch()  # so that it is read again
    with Library(home) as library:
        assert [one.name for one in library.searches.all()] == ["Kohle", "Hafen"]


def test_what_was_restored_elsewhere_is_not_forgotten(home: Path) -> None:
    id_ = store(home)
    with Library(home) as library:
        library.bin.delete([id_], at=present() - timedelta(days=8))
        library.fold()
        restored = {"deleted": encode_time(present() + timedelta(seconds=1))}
        record = {"id": id_, "deleted": None, "changed": None, "times": restored}
        import_state(home, json.dumps(record).encode() + b"\n", "other")
        assert library.bin.forget() == 0
        assert library.counts().articles == 1


def test_marks_outlive_the_file_that_they_are_in(home: Path) -> None:
    id_ = store(home)
    with Library(home) as library:
        for mark in (Mark.READ, Mark.BOOKMARK):
            library.mark([id_], mark)
            library.fold()
    (home / "state.json").unlink()
    with Library(home) as library:
        status = library.status(id_)
        assert status.read is not None
        assert status.bookmarked is not None
    (told,) = take_notices(home)
    assert "was gone" in told
    assert "state.json.bak" in told
    assert (home / "state.json").exists()


def test_what_a_sync_service_brings_in_the_midst_of_a_fold_is_taken_in(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = store(home)
    with Library(home) as library:
        library.mark([id_], Mark.READ)
        library.fold()
    other = tmp_path / "other"
    copytree(home, other)
    with Library(other) as library:
        library.mark([id_], Mark.BOOKMARK)
        library.fold()
    with Library(home) as library:
        library.labels.tag([id_], ["hafen"])
        with monkeypatch.context() as patched:
            brought = other / "state.json"
            patched.setattr(
                "library.state.keep_daily", lambda *_: copy2(brought, home / "state.json")
            )
            library.fold()
    with Library(home) as library:
        status = library.status(id_)
    assert status.read is not None
    assert status.bookmarked is not None
    assert status.tags == ("hafen",)


def test_a_new_library_takes_over_nothing_of_one_that_is_gone(home: Path) -> None:
    store(home)
    library = Library(home)
    library.keep_place(next(iter(library.search(""))).id, None)
    log = (home / "library.db-wal").read_bytes() or bytes(32)
    library.close()
    (home / "library.db").unlink()
    (home / "library.db-wal").write_bytes(log)
    with Library(home) as library:
        assert library.counts().articles == 0
        assert library._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_change_that_is_refused_at_the_last_step_is_not_found_later(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise OSError("the disk has gone")

    id_ = store(home)
    with Library(home) as library:
        with monkeypatch.context() as patched:
            patched.setattr("library.journal.sync_folder", fail)
            with pytest.raises(LibraryError):
                library.mark([id_], Mark.READ)
        assert library.status(id_).read is None
    assert State(home).looked_at().statuses == {}


def test_what_a_later_version_wrote_of_what_was_taken_back_hinders_nobody(home: Path) -> None:
    with Library(home) as library:
        edit = library.searches.add("Hafen", "hafen")
        library.fold()
        library.searches.take_back(edit)
    with Library(home) as library:
        tables = State(home)._storage.read() or {}
        tables["searches"][edit.id]["undone"] = {"by": "a later version"}
        State(home)._storage.put(tables, backup=None)
        library._mirror.state.append([])
    with suppress(LibraryError), Library(home) as library:
        library.searches.add("Kohle", "kohle")
    with Library(home) as library:
        assert [one.name for one in library.searches.all()] == ["Kohle"]
    assert not list(home.glob("state.json.damaged-*"))


def test_of_one_name_there_is_one_however_many_take_it_at_once(home: Path) -> None:
    store(home)
    refused: list[int] = []

    def follow(number: int) -> None:
        with Library(home) as library:
            begin.wait()
            for round_ in range(10):
                library.searches.add(f"Kohle {round_}", f"kohle {number}")
                with suppress(NotSaved):
                    library.feeds.add(f"https://example.org/{round_}", "Bote")
                    continue
                refused.append(number)

    begin = threading.Barrier(4)
    with ThreadPoolExecutor(4) as together:
        list(together.map(follow, range(4)))
    with Library(home) as library:
        assert sorted(one.name for one in library.searches.all()) == [
            f"Kohle {n}" for n in range(10)
        ]
        assert len(library.feeds.all()) == 10
    assert len(refused) == 30
