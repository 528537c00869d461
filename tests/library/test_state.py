"""What the reader did is never lost: not by a crash, a full disk or another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import Unavailable
from library.journal import Change, Journal
from library.models import Status
from library.state import State
from library.statefile import StateStorage
from tests.library.making import NOON
from tests.library.states import CHANGES, LATER, STATUSES, A, B, files, filled, write

AFTER_FOLDS = {"state.json", "state.json.bak", "state.journal.bak", "backups"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose state file holds `CHANGES`, and whose journal is empty."""
    return filled(tmp_path)


def test_changes_are_seen_before_and_after_they_are_folded(tmp_path: Path) -> None:
    state = State(tmp_path)
    assert state.statuses() == {}
    assert not state.has_changes()
    state.append(CHANGES)
    assert state.statuses() == STATUSES
    for _ in range(2):
        with state.locked():
            state.fold()
        assert not state.has_changes()
        assert State(tmp_path).statuses() == STATUSES


def test_the_file_can_be_read_by_a_person_and_is_private(folder: Path) -> None:
    path = folder / "state.json"
    text = path.read_text("utf-8")
    assert f'"{A}": {{' in text
    assert '"read": "2024-05-17T12:00:00.000Z"' in text
    assert json.loads(text)["schema"] == 1
    assert path.stat().st_mode & 0o777 == 0o600


def test_our_checksum_is_the_files(folder: Path) -> None:
    before = (folder / "state.json").read_bytes()
    write(folder, {"articles": json.loads(before)["articles"]})
    assert (folder / "state.json").read_bytes() == before


def test_cleared_fields_are_gone_but_not_when_they_changed(folder: Path) -> None:
    state = State(folder)
    state.append([Change(A, "read", None, LATER), Change(A, "place", None, LATER)])
    state.fold()
    assert state.statuses()[A] == Status(changed=LATER)
    assert state.statuses()[B] == STATUSES[B]


def test_the_newer_change_of_a_field_wins(folder: Path) -> None:
    state = State(folder)
    earlier = NOON - timedelta(days=1)
    state.append(
        [
            Change(A, "read", None, earlier),
            Change(B, "read", earlier, earlier),
            Change(B, "bookmarked", None, LATER),
            Change(B, "bookmarked", earlier, NOON),
        ]
    )
    for _ in range(2):
        assert state.statuses()[A].read == NOON
        assert state.statuses()[B] == Status(read=earlier, changed=LATER)
        state.fold()


def test_the_version_before_is_kept(folder: Path) -> None:
    before = (folder / "state.json").read_bytes()
    state = State(folder)
    state.append([Change(A, "read", None, LATER)])
    state.fold()
    assert (folder / "state.json").read_bytes() != before
    assert (folder / "state.json.bak").read_bytes() == before
    assert files(folder) == AFTER_FOLDS


def test_a_crash_before_the_journal_is_cleared_loses_and_doubles_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State(folder)
    state.append([Change(A, "read", None, LATER), Change("c" * 16, "read", LATER, LATER)])
    expected = state.statuses()
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "clear", _crash)
        with pytest.raises(KeyboardInterrupt):
            state.fold()
    after = (folder / "state.json").read_bytes()
    assert state.has_changes()
    assert State(folder).statuses() == expected
    State(folder).fold()
    assert State(folder).statuses() == expected
    assert (folder / "state.json").read_bytes() == after


def _crash(_: object) -> None:
    raise KeyboardInterrupt


def test_a_newer_change_after_such_a_crash_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State(folder)
    state.append([Change(A, "read", None, LATER)])
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "clear", _crash)
        with pytest.raises(KeyboardInterrupt):
            state.fold()
    newest = LATER + timedelta(hours=1)
    state.append([Change(A, "read", newest, newest)])
    state.fold()
    assert state.statuses()[A].read == newest


@pytest.mark.parametrize("call", ["fsync", "open", "replace"])
def test_a_full_disk_leaves_the_old_file_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    state = State(folder)
    state.append([Change(A, "read", None, LATER)])
    before, expected = (folder / "state.json").read_bytes(), state.statuses()
    with monkeypatch.context() as patch:
        patch.setattr(*((Path, call, fail) if call == "replace" else (os, call, fail)))
        with pytest.raises(Unavailable, match="No space left") as caught:
            state.fold()
    assert caught.value.path == folder / "state.json"
    assert (folder / "state.json").read_bytes() == before
    assert not [name for name in files(folder) if name.endswith(".tmp")]
    assert state.statuses() == expected
    state.fold()
    assert state.statuses() == expected
    assert files(folder) == AFTER_FOLDS


def test_a_write_after_one_that_failed_late_leaves_no_names_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, replace = State(folder), Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "state.json":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    state.append([Change(A, "read", None, LATER)])
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(Unavailable):
            state.fold()
    # Now the file and its backup are one, which makes the next replacing of the backup do nothing.
    state.fold()
    assert files(folder) == AFTER_FOLDS


def test_other_tables_are_kept(folder: Path) -> None:
    write(folder, {"articles": {}, "searches": {"1": {"query": "Köln"}}})
    state = State(folder)
    state.append(CHANGES)
    state.fold()
    assert json.loads((folder / "state.json").read_text())["searches"] == {"1": {"query": "Köln"}}
    assert state.statuses() == STATUSES


@pytest.mark.parametrize("name", ["state.json", "state.journal", "state.lock"])
def test_a_folder_in_the_place_of_a_file_is_unavailable(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    state = State(tmp_path)

    def use() -> None:
        with state.locked():
            state.statuses()
            state.append(CHANGES)
            state.fold()

    with pytest.raises(Unavailable) as caught:
        use()
    assert caught.value.path.parent == tmp_path
    assert caught.value.remedy


texts = st.text(max_size=8)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)

documents = st.dictionaries(texts, values, max_size=3)

tables = st.dictionaries(
    texts.filter(lambda name: name not in {"schema", "checksum"}),
    st.dictionaries(texts, documents, max_size=3),
    max_size=3,
)


@settings(max_examples=30, deadline=None)
@given(tables)
def test_tables_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, dict[str, dict[str, object]]]
) -> None:
    storage = StateStorage(tmp_path_factory.mktemp("state") / "state.json")
    assert storage.read() is None
    storage.write(stored)
    assert storage.read() == stored


def test_two_processes_lose_no_change(tmp_path: Path) -> None:
    code = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from library.journal import Change
from library.state import State
state, now = State(Path(sys.argv[1])), datetime.now(UTC)
for number in range(100):
    with state.locked():
        state.append([Change(f"{sys.argv[2]}{number}", "read", now, now)])
        if number % 10 == 0:
            state.fold()
"""
    command = [sys.executable, "-c", code, str(tmp_path)]
    running = [subprocess.Popen([*command, name]) for name in "ab"]
    assert [process.wait() for process in running] == [0, 0]
    expected = {f"{name}{number}" for name in "ab" for number in range(100)}
    assert set(State(tmp_path).statuses()) == expected
    State(tmp_path).fold()
    assert set(State(tmp_path).statuses()) == expected
