"""A copy of the state is kept for each of the last seven days on which it changed."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from library.backups import daily, keep_daily
from library.journal import Change
from library.state import State
from tests.library.making import NOON
from tests.library.states import LATER, A, filled

FIRST = date(2024, 2, 25)


def test_the_state_before_the_first_fold_of_a_day_is_kept(tmp_path: Path) -> None:
    before = (filled(tmp_path) / "state.json").read_bytes()
    assert list(daily(tmp_path / "state.json")) == []  # there was none before
    state = State(tmp_path)
    for moment in (LATER, LATER + timedelta(hours=1)):
        state.append([Change(A, "read", None, moment)])
        state.fold()
        (copy,) = daily(tmp_path / "state.json")
        assert copy.read_bytes() == before
    assert copy.name == f"state-{date.today():%Y-%m-%d}.json"  # noqa: DTZ011
    assert copy.stat().st_nlink == 1  # what harms one does not harm the other
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700


def test_seven_are_kept_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    keep_daily(path, FIRST)
    assert list(daily(path)) == []
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "state-before-the-move.json").write_bytes(b"mine")
    for name in ("state.json.12.tmp", "backups/state-2024-02-20.json.99.tmp"):
        (tmp_path / name).write_bytes(b"left by a kill")
    for day in range(10):
        path.write_bytes(b"%d" % day)
        for _ in range(2):
            keep_daily(path, FIRST + timedelta(days=day))
            path.write_bytes(b"later on that day")
    kept = list(daily(path))
    assert [one.read_bytes() for one in kept] == [b"%d" % day for day in range(9, 2, -1)]
    assert kept[0].name == "state-2024-03-05.json"
    assert (tmp_path / "backups" / "state-before-the-move.json").exists()
    assert not list(tmp_path.rglob("*.tmp"))


def test_where_none_can_be_made_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    (tmp_path / "backups").write_bytes(b"a file in its place")
    state = State(tmp_path)
    state.append([Change(A, "read", None, LATER)])
    state.fold()
    assert state.statuses()[A].read is None
    (tmp_path / "backups").unlink()

    def full(path: Path, data: bytes, **_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("library.backups.write_file", full)
    state.append([Change(A, "read", NOON, LATER + timedelta(hours=1))])
    state.fold()
    assert state.statuses()[A].read == NOON
    assert os.listdir(tmp_path / "backups") == []  # noqa: PTH208
