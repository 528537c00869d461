"""Journeys over the front door: what is marked stays marked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library import (
    TITLE_BLOCK,
    UNREAD,
    Counts,
    Library,
    Mark,
    Place,
    Source,
    Status,
    Unavailable,
    take_notices,
)
from library.journal import Change
from library.state import State
from tests import texts
from tests.library.listed import ids, titles


def test_marks_stay_when_the_library_is_opened_again(library: Library, home: Path) -> None:
    first, second, third = ids(library)
    library.mark([first, second], Mark.READ)
    library.mark([second, third, second], Mark.BOOKMARK)
    library.mark([second], Mark.UNREAD)
    library.mark([], Mark.READ)
    expected = [(True, False), (False, True), (False, True)]
    for fold in (False, True):
        if fold:
            library.fold()
        assert marks(library) == expected
        assert library.counts() == Counts(3, 2, 2)
        assert titles(library, "is:unread is:bookmarked") == ["Harbour", "Der"]
        with Library(home) as again:
            assert marks(again) == expected
            assert again.counts() == Counts(3, 2, 2)


def marks(library: Library) -> list[tuple[bool, bool]]:
    """Return whether each article is read and bookmarked, and check that all sources agree."""
    found = []
    for headline in library.search(""):
        status = library.status(headline.id)
        assert (status.read, status.bookmarked) == (headline.read, headline.bookmarked)
        found.append((status.read is not None, status.bookmarked is not None))
    truth = State(library.folder).statuses()
    assert {id_ for id_, status in truth.items() if status.read} == {
        headline.id for headline in library.search("is:read")
    }
    return found


def test_marking_what_is_marked_changes_nothing(library: Library) -> None:
    (first, *_) = ids(library)
    library.mark([first], Mark.READ)
    status = library.status(first)
    library.mark([first], Mark.READ)
    library.mark([first], Mark.UNBOOKMARK)
    assert library.status(first) == status
    assert len(State(library.folder).statuses()) == 1


def test_a_clock_that_is_late_loses_no_mark(library: Library, home: Path) -> None:
    (first, *_) = ids(library)
    ahead = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
    state = State(home)
    state.append([Change(first, "read", ahead, ahead), Change(first, "place", Place(0, 1), ahead)])
    state.fold()
    with Library(home) as again:
        assert again.status(first).read == ahead
        again.mark([first], Mark.UNREAD)
        again.keep_place(first, Place(1, 5))
        again.fold()
    truth = State(home).statuses()[first]
    assert (truth.read, truth.place) == (None, Place(1, 5))
    with Library(home) as again:
        assert marks(again)[0] == (False, False)


def test_places_are_kept_and_forgotten(library: Library, home: Path) -> None:
    (first, *_) = ids(library)
    for place in (Place(TITLE_BLOCK, 0), Place(1, 17), None):
        library.keep_place(first, place)
        library.keep_place(first, place)
        assert library.status(first).place == place
        with Library(home) as again:
            assert again.status(first).place == place
            again.fold()
    assert library.status("0" * 16) == Status()


def test_the_state_of_another_machine_is_shown(
    library: Library, home: Path, tmp_path: Path
) -> None:
    first, second, _ = ids(library)
    other = tmp_path / "other"
    shutil.copytree(home, other)
    with Library(other) as elsewhere:
        elsewhere.mark([second], Mark.READ)
        elsewhere.mark([first], Mark.BOOKMARK)
        elsewhere.fold()
    library.mark([first], Mark.READ)
    library.fold()
    shutil.copy(other / "state.json", home / "state.json")
    with Library(home) as again:
        assert marks(again) == [(False, True), (True, False), (False, False)]
        assert again.counts() == Counts(3, 2, 1)


def test_the_mirror_is_mended_after_a_crash(library: Library, home: Path) -> None:
    (first, *_) = ids(library)
    now = datetime.now(UTC).replace(microsecond=0)
    State(home).append([Change(first, "read", now, now)])
    assert library.status(first).read is None
    with Library(home) as again:
        assert again.status(first).read == now


def test_a_status_waits_for_its_article(library: Library, home: Path, tmp_path: Path) -> None:
    (first, *_) = ids(library)
    library.mark([first], Mark.READ)
    library.keep_place(first, Place(2, 3))
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    for name in ("state.json", "state.journal"):
        if (home / name).exists():
            shutil.copy(home / name, fresh / name)
    with Library(fresh) as again:
        assert again.counts() == Counts(0, 0, 0)
        assert again.status(first).place == Place(2, 3)
        assert len(list(again.add([Source("a.txt", texts.SUMMIT.encode())]))) == 1
        assert again.counts() == Counts(1, 0, 0)
        assert [headline.id for headline in again.search("is:read")] == [first]


def test_two_libraries_on_one_folder_see_each_other(library: Library, home: Path) -> None:
    with closing(Library(home)) as other:
        (added,) = other.add([Source("neu.txt", b"Neuer Titel\nEin Absatz vom Tage.\n")])
        assert added.id is not None
        assert library.article(added.id).title == "Neuer Titel"
        library.mark([added.id], Mark.READ)
        assert other.counts() == Counts(4, 3, 0)
        other.mark([added.id], Mark.BOOKMARK)
        library.fold()
        other.mark([added.id], Mark.UNREAD)
        assert library.status(added.id).read is None
        assert library.status(added.id).bookmarked is not None
        assert len(library.find(UNREAD)) == 4
    with Library(home) as again:
        assert marks(again)[0] == (False, True)


def test_the_next_start_need_not_read_a_state_that_is_shown_already(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: State) -> dict[str, Status]:
        raise AssertionError("the state was read")

    monkeypatch.setattr(State, "statuses", fail)
    library.mark(ids(library), Mark.READ)
    Library(home).close()
    library.fold()
    Library(home).close()


def test_a_damaged_state_is_mended_at_once_and_told(library: Library, home: Path) -> None:
    for mark in (Mark.READ, Mark.BOOKMARK):
        library.mark(ids(library), mark)
        library.fold()
        (home / "state.json").write_text("[]")
        with Library(home) as again:
            assert again.trouble is None
            assert again.counts().unread == 0
        (told,) = take_notices(home)
        assert "was damaged" in told
    assert library.counts().bookmarked == 3


def test_a_lock_that_is_not_had_leaves_all_as_it_was_last_shown(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = ids(library)
    library.mark([first], Mark.READ)
    code = """
import sys
from pathlib import Path
from library.state import State
with State(Path(sys.argv[1])).locked():
    print("locked", flush=True)
    sys.stdin.read()
"""
    monkeypatch.setattr("library.opening._PATIENCE", 0.1)
    command = [sys.executable, "-c", code, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        os.utime(home / "state.journal", (7, 7))  # as if another had written
        begun = time.monotonic()
        with Library(home) as again:
            assert isinstance(again.trouble, Unavailable)
            assert again.trouble.remedy
            assert again.counts().unread == 2
            with pytest.raises(Unavailable, match="cannot be locked"):
                again.mark([first], Mark.UNREAD)
            assert again.counts().unread == 2
        assert time.monotonic() - begun < 5
        other.communicate()
    with Library(home) as again:
        assert again.trouble is None
        again.mark([first], Mark.UNREAD)
        assert again.counts().unread == 3


def test_folding_nothing_writes_nothing(library: Library, home: Path) -> None:
    library.fold()
    assert not (home / "state.json").exists()
